//! Rules for words that mean what was named just before: "footnote 7 thereto" in the next sentence,
//! "*ibid.*, footnote 3", "*ibid.*, p. 24", and a note that says no more than "*Ibid.*"
//!
//! In editors' notes "ibid." mostly means the file of an archive ("*Ibid.*, Central Files"). So these
//! rules hold only where what was named last is certain and is published: a footnote has a document
//! of an edition, and a page follows a page.

use super::{Citation, Context, Found, LONGEST_CLAUSE, Rule, Scanner, is_document_number};
use crate::language::reading::ReferenceWords;
use crate::language::token::{Token, Tokens};
use crate::model::reference::NoteHome;

impl Scanner<'_, '_> {
    /// "Ibid., footnote 3" after a document, "ibid., p. 24" after a page of this collection.
    pub(super) fn repeated(&mut self, at: usize) -> Option<usize> {
        if !(self.is_word(at, &self.words().ibid) || self.is_word(at, &self.words().idem)) {
            return None;
        }
        let stop = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        let next = stop + usize::from(self.is_sign(stop, ','));
        if let Some(labels) = self.footnote_labels(next) {
            let last = *labels.last()?;
            if self.named_document(last + 1).is_some() {
                return None;
            }
            // Otherwise it is a note of what is not here; never one of this document.
            if let Some(home) = self.document_just_named(at) {
                self.push_footnotes(at, &labels, &home, last + 1);
            }
            return Some(last + 1);
        }
        let plural = self.is_word_exactly(next, &self.words().pages);
        if !plural && !self.is_word_exactly(next, &self.words().page) {
            return None;
        }
        if !matches!(self.just_named(at)?.citation, Citation::Page { collection: None, .. }) {
            return None;
        }
        let first = next + 1 + usize::from(self.is_sign(next + 1, '.'));
        self.token(first).filter(|token| token.is_number() && token.text.len() <= 5)?;
        let numbers = self.numbers(first, plural, is_document_number);
        for (index, &number) in numbers.iter().enumerate() {
            let start = if index == 0 { at } else { number };
            let citation = Citation::Page { collection: None, page: self.number_at(number) };
            self.push(Rule::Page, start..number + 1, citation);
        }
        numbers.last().map(|last| last + 1)
    }

    /// "See Document 59. For an account of it, see footnote 7 thereto."
    pub(super) fn footnotes_thereto(&mut self, at: usize, labels: &[usize]) -> Option<usize> {
        let last = *labels.last()?;
        if !self.is_word(last + 1, &self.words().thereto) {
            return None;
        }
        let home = self.document_just_named(at)?;
        self.push_footnotes(at, labels, &home, last + 1);
        Some(last + 2)
    }

    /// The document that was named just before a token, alone or with a footnote.
    fn document_just_named(&self, at: usize) -> Option<NoteHome> {
        match &self.just_named(at)?.citation {
            Citation::Document { collection, number } => {
                Some(NoteHome::Document { collection: collection.clone(), number: number.clone() })
            }
            Citation::Neighbour { after } => Some(NoteHome::Neighbour { after: *after }),
            Citation::Footnote { of, .. } => Some(of.as_ref().clone()),
            _ => None,
        }
    }

    /// The reference last found before a token, where nothing else can have been cited between: no
    /// number, bracket or quotation, and at most one sentence that begins.
    fn just_named(&self, at: usize) -> Option<&Found> {
        if self.scope.as_ref().is_some_and(|scope| scope.is_open) {
            return None;
        }
        let found = self.found.last()?;
        let mut stops = 0;
        for between in (at.saturating_sub(LONGEST_CLAUSE)..at).rev() {
            let token = self.token(between)?;
            if token.start < found.span.end {
                return Some(found);
            }
            stops += usize::from(token.is('.') && !self.is_abbreviation(between));
            if token.is_number() || matches!(token.text, "(" | ")" | "[" | "]" | "“" | "”") || stops > 1 {
                return None;
            }
        }
        None
    }
}

/// A note that says no more than "Ibid." or "See ibid." means what the note before it means.
pub(super) fn whole(text: &str, context: &Context, words: &ReferenceWords) -> Option<Found> {
    let (rule, citation) = context.repeated.clone()?;
    if text.len() > "See also ibidem.".len() {
        return None;
    }
    let tokens = Tokens::of(text);
    let ibid = tokens.iter().find(|token| words.ibid.has(token.text))?;
    let is_alone = tokens.iter().all(|token| token.start == ibid.start || says_nothing(token, words));
    is_alone.then(|| Found { rule, span: ibid.span(), citation })
}

/// What "ibid." in the next note means: the one reference of this text, if the text says no more
/// than that.
pub(super) fn only_reference(
    text: &str,
    found: &[Found],
    words: &ReferenceWords,
) -> Option<(Rule, Citation)> {
    let [found] = found else { return None };
    let says_no_more = Tokens::of(text).iter().all(|token| {
        found.span.start <= token.start && token.end() <= found.span.end || says_nothing(token, words)
    });
    says_no_more.then(|| (found.rule.clone(), found.citation.clone()))
}

fn says_nothing(token: &Token<'_>, words: &ReferenceWords) -> bool {
    matches!(token.text, "." | ",") || words.see.has(token.text)
}
