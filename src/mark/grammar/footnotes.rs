//! Rules for footnotes: "footnote 4, Document 141", "footnote 3 above", "footnote 1 thereto".

use std::ops::Range;

use super::{Citation, CollectionCitation, Numbers, Rule, Scanner, is_footnote_label};
use crate::language::token::Token;
use crate::model::reference::NoteHome;

/// The document that a footnote belongs to, as the words say it.
pub(super) struct NamedDocument {
    /// The tokens of its words.
    words: Range<usize>,
    collection: Option<CollectionCitation>,
    number: String,
}

impl Scanner<'_, '_> {
    /// "footnote 4, Document 141", "footnotes 1 and 8, Document 265", "the source note, Document 22",
    /// "footnote 3 above".
    pub(super) fn footnotes(&mut self, at: usize) -> Option<usize> {
        if let Some(length) = self.phrase(at, &self.words().source_note) {
            return self.source_note(at, length);
        }
        let Some(labels) = self.footnote_labels(at) else { return self.notes_here(at) };
        let last = *labels.last()?;
        let Some(document) = self.named_document(last + 1) else {
            let direction = last + 1 + usize::from(self.is_sign(last + 1, ','));
            if self.is_word(direction, &self.words().above_or_below) {
                self.push_footnotes(at, &labels, &NoteHome::Here, last + 1);
                return Some(direction + 1);
            }
            // Another publication's, or one that the words before it mean.
            return self.bare_footnotes(at, &labels);
        };
        let NamedDocument { words, collection, number } = document;
        let collection = collection.map(Box::new);
        let home = NoteHome::Document { collection: collection.clone(), number: number.clone() };
        if labels.len() == 1 {
            self.push_footnotes(at, &labels, &home, words.end);
        } else {
            // With several notes the document is a link of its own.
            self.push_footnotes(at, &labels, &home, last + 1);
            self.push(Rule::Document, words.clone(), Citation::Document { collection, number });
        }
        Some(words.end)
    }

    /// "note 12 above": notes can be letters of a government, so that a direction has to be said.
    fn notes_here(&mut self, at: usize) -> Option<usize> {
        let plural = self.is_word(at, &self.words().notes);
        if !plural && !self.is_word(at, &self.words().note) {
            return None;
        }
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        self.token(first).filter(|label| is_footnote_label(label.text))?;
        let labels = self.numbers(first, plural, is_footnote_label);
        let end = labels.last()? + 1;
        let direction = end + usize::from(self.is_sign(end, ','));
        if !self.is_word_exactly(direction, &self.words().above_or_below) {
            return None;
        }
        self.push_footnotes(at, &labels, &NoteHome::Here, end);
        Some(direction + 1)
    }

    pub(super) fn push_footnotes(&mut self, start: usize, labels: &[usize], home: &NoteHome, end: usize) {
        for (index, &label) in labels.iter().enumerate() {
            let first = if index == 0 { start } else { label };
            let last = if index + 1 == labels.len() { end } else { label + 1 };
            let citation = Citation::Footnote { of: Box::new(home.clone()), label: self.number_at(label) };
            self.push(Rule::Footnote, first..last, citation);
        }
    }

    pub(super) fn footnote_labels(&self, at: usize) -> Option<Numbers> {
        let plural = self.is_word(at, &self.words().footnotes);
        let shortened = self.is_word(at, &self.words().footnote_abbreviations) && self.is_sign(at + 1, '.');
        if !(plural || shortened || self.is_word(at, &self.words().footnote)) {
            return None;
        }
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        let label = self.token(first)?;
        let is_label = is_footnote_label(label.text) || matches!(label.text, "*" | "†" | "‡");
        is_label.then(|| self.numbers(first, plural, is_footnote_label))
    }

    /// The document of a footnote, named from a token on: ", Document 141", " to Document 141".
    pub(super) fn named_document(&self, at: usize) -> Option<NamedDocument> {
        let mut start = at + usize::from(self.is_sign(at, ','));
        start += usize::from(self.is_word(start, &self.words().of_document));
        let numbers = self.document_numbers(start).or_else(|| self.document_in_collection(start))?;
        let number = *numbers.first()?;
        let collection = (at..number).find_map(|at| self.read_collection(at)).map(|(citation, _)| citation);
        Some(NamedDocument { words: start..number + 1, collection, number: self.number_at(number) })
    }

    /// "footnote 2, vol. XV, Document 87".
    pub(super) fn document_in_collection(&self, at: usize) -> Option<Numbers> {
        let (_, end) = self.read_collection(at)?;
        let document = self.title_end(end)?;
        self.document_numbers(document)
    }

    /// "See footnote 3." is a note of the same document, unless other words say whose it is.
    pub(super) fn bare_footnotes(&mut self, at: usize, labels: &[usize]) -> Option<usize> {
        let last = *labels.last()?;
        let named = self
            .footnote_of_page(at, last)
            .or_else(|| self.footnotes_of_neighbour(at, labels, last + 1))
            .or_else(|| self.footnotes_thereto(at, labels));
        if named.is_some() {
            return named;
        }
        let (collection, _) = self.home(at);
        let elsewhere = collection.is_some()
            || self.is_word(last + 1, &self.words().note_elsewhere)
            || (self.is_sign(last + 1, ',')
                && self.is_word(last + 2, &self.words().note_elsewhere_behind_comma))
            || self.follows_number(at);
        if elsewhere {
            return Some(last + 1);
        }
        self.push_footnotes(at, labels, &NoteHome::Here, last + 1);
        Some(last + 1)
    }

    /// "p. 362, and footnote 1" means a note there.
    fn follows_number(&self, at: usize) -> bool {
        let mut before = at;
        before -= usize::from(before > 0 && self.is_word(before - 1, &self.words().and));
        before -= usize::from(before > 0 && self.is_sign(before - 1, ','));
        before < at && before > 0 && self.token(before - 1).is_some_and(Token::is_number)
    }

    /// "footnote 4, p. 122": several documents can share a page, and the note's number begins anew
    /// in each, so that the page is as exact as the words are.
    pub(super) fn footnote_of_page(&mut self, at: usize, label: usize) -> Option<usize> {
        let joined = self.is_sign(label + 1, ',') || self.is_word(label + 1, &self.words().on);
        let page = label + 1 + usize::from(joined);
        if !self.is_word(page, &self.words().page) || self.names_other_publication(self.clause_start(at)..at)
        {
            return None;
        }
        let number = page + 1 + usize::from(self.is_sign(page + 1, '.'));
        self.token(number).filter(|token| token.is_number())?;
        self.push(
            Rule::Page,
            at..number + 1,
            Citation::Page { collection: None, page: self.number_at(number) },
        );
        Some(number + 1)
    }

    /// "the source note, Document 22": the note that says where the original is kept.
    pub(super) fn source_note(&mut self, at: usize, length: usize) -> Option<usize> {
        let end = at + length;
        let mut next = end + usize::from(self.is_sign(end, ','));
        if self.is_word(next, &self.words().of_document) {
            next += 1;
        }
        let number = *self.document_numbers(next)?.first()?;
        let of = Box::new(NoteHome::Document { collection: None, number: self.number_at(number) });
        self.push(Rule::Footnote, at..end, Citation::Footnote { of, label: String::new() });
        // The document is a link of its own, with whatever follows it.
        Some(next)
    }

    /// After a document: ", footnote 2", " and footnote 1 thereto".
    pub(super) fn footnotes_after(
        &mut self,
        document: usize,
        collection: Option<CollectionCitation>,
    ) -> Option<usize> {
        let mut next = document + 1 + usize::from(self.is_sign(document + 1, ','));
        let joined = self.is_word(next, &self.words().and) || self.is_sign(next, '&');
        next += usize::from(joined);
        let labels = self.footnote_labels(next)?;
        let last = *labels.last()?;
        let words = self.words();
        let thereto = self.is_word(last + 1, &words.thereto)
            || self.is_word(last + 1, &words.therein)
            || self.phrase(last + 1, &words.to_it).is_some();
        // "Document 120 and footnote 4, Document 141" names the note's document after it.
        if !thereto && self.named_document(last + 1).is_some() {
            return None;
        }
        let collection = collection.map(Box::new);
        let home = NoteHome::Document { collection, number: self.number_at(document) };
        self.push_footnotes(next, &labels, &home, last + 1);
        Some(last + 1 + usize::from(thereto))
    }
}
