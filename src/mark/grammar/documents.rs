//! Rules for documents: "Document 159", "Documents 12–15".

use std::ops::Range;

use super::{Citation, CollectionCitation, Numbers, Rule, Scanner, Scope, is_document_number};
use crate::language::token::Token;
use crate::model::date::year;

impl Scanner<'_, '_> {
    /// "Document 159", "Documents 176, 177, and 178", "Documents 12–15", with a footnote after it:
    /// "Document 38, footnote 2", "Document 60 and footnote 1 thereto".
    pub(super) fn documents(&mut self, at: usize) -> Option<usize> {
        let numbers = self.document_numbers(at)?;
        let (collection, start) = self.home(at);
        let last = *numbers.last()?;
        if collection.is_none()
            && let Some((citation, tokens)) = self.collection_after(last + 1)
        {
            self.push_documents(start, &numbers, Some(&citation));
            let end = tokens.end;
            self.scope = Some(Scope { citation, tokens, is_open: false });
            return Some(end);
        }
        self.push_documents(start, &numbers, collection.as_ref());
        let end = self.footnotes_after(last, collection.clone()).unwrap_or(last + 1);
        self.continued = collection.map(|collection| (self.skip_and(end), collection));
        Some(end)
    }

    /// "Document 17 in Foreign Relations, 1961–1963, vol. V", "Document 17 in vol. V": the collection
    /// stands after its document.
    fn collection_after(&self, at: usize) -> Option<(CollectionCitation, Range<usize>)> {
        let joined = at + usize::from(self.is_sign(at, ','));
        if !self.is_word_exactly(joined, &self.words().in_or_of) {
            return None;
        }
        let name = joined + 1;
        if let Some((series, after)) = self.series(name) {
            let mut citation = CollectionCitation { series: Some(series), ..CollectionCitation::default() };
            let end = citation.read_numbers(&self.tokens, after, self.words());
            return citation.is_specific().then_some((citation, name..end));
        }
        if !self.is_word_exactly(name, &self.words().volume_behind_document) {
            return None;
        }
        let mut citation = CollectionCitation::default();
        let end = citation.read_numbers(&self.tokens, name, self.words());
        let of_another = self.is_word(end, &self.words().of) && !self.is_of_this_series(end);
        (end > name && !of_another).then_some((citation, name..end))
    }

    /// Over ", and" to where "Document" goes on with the same collection.
    fn skip_and(&self, at: usize) -> usize {
        let joined = at + usize::from(self.is_sign(at, ','));
        if self.is_word(joined, &self.words().and) || self.is_sign(joined, '&') { joined + 1 } else { at }
    }

    /// The numbers of documents that a collection's name leads to. Whose they are is clear, so that
    /// the words before them do not matter.
    pub(super) fn document_numbers_after_collection(&self, at: usize) -> Option<Numbers> {
        let is_bare = self.is_word_exactly(at, &self.words().bare_number);
        let plural = self.is_word(at, &self.words().documents_in_full) || is_bare;
        let stop = usize::from(is_bare && self.is_sign(at + 1, '.'));
        let first = self.skip_number_sign(at + 1 + stop);
        let is_number = self.token(first).is_some_and(|token| is_document_number(token.text));
        (is_number && (plural || self.is_word(at, &self.words().document_in_full)))
            .then(|| self.numbers(first, plural, is_document_number))
    }

    pub(super) fn push_documents(
        &mut self,
        start: usize,
        numbers: &[usize],
        collection: Option<&CollectionCitation>,
    ) {
        for (index, &number) in numbers.iter().enumerate() {
            let citation = Citation::Document {
                collection: collection.cloned().map(Box::new),
                number: self.number_at(number),
            };
            let first = if index == 0 { start } else { number };
            self.push(Rule::Document, first..number + 1, citation);
        }
    }

    /// The tokens of the numbers after "Document" or "Documents".
    pub(super) fn document_numbers(&self, at: usize) -> Option<Numbers> {
        let words = self.words();
        let is_bare = self.is_word_exactly(at, &words.bare_number) && self.is_pointed_at(at);
        let plural = self.is_word_exactly(at, &words.documents) || is_bare;
        if !plural && !self.is_word_exactly(at, &words.document) {
            return None;
        }
        let first = self.skip_number_sign(at + 1 + usize::from(self.is_sign(at + 1, '.')));
        let is_number =
            self.token(first).is_some_and(|token| token.is_number() && is_document_number(token.text));
        if !is_number || self.is_part_of_name(at) || self.continues_as_code(first) {
            return None;
        }
        let mut numbers = self.numbers(first, plural, is_document_number);
        // "Document 12, 13 May": a day follows.
        while numbers.len() > 1 && numbers.last().is_some_and(|&last| self.is_month(last + 1)) {
            numbers.pop();
        }
        Some(numbers)
    }

    /// Whether a word points to what follows, or a collection was named right before: "siehe Nr. 12". By itself
    /// such a number can be that of anything.
    fn is_pointed_at(&self, at: usize) -> bool {
        let before = match at {
            2.. if self.is_sign(at - 1, '.') => at - 2,
            1.. => at - 1,
            0 => return false,
        };
        let is_near = self.scope.as_ref().is_some_and(|scope| scope.is_open);
        is_near || self.is_word(before, &self.words().pointers) || self.is_word(before, &self.words().see)
    }

    /// Over "No.", "Nos." or "Nr." to the number.
    fn skip_number_sign(&self, at: usize) -> usize {
        if !self.is_word(at, &self.words().number_signs) {
            return at;
        }
        at + 1 + usize::from(self.is_sign(at + 1, '.'))
    }

    /// "UN Document 5": a capitalised word before it makes it another's.
    pub(super) fn is_part_of_name(&self, at: usize) -> bool {
        let before_sign = at.checked_sub(1).filter(|&before| self.is_sign(before, ',')).unwrap_or(at);
        let before_sign =
            before_sign.checked_sub(1).filter(|&before| self.is_sign(before, '.')).unwrap_or(before_sign);
        if self.scope.is_none()
            && before_sign.checked_sub(1).is_some_and(|before| self.is_word(before, &self.words().ibid))
        {
            return true;
        }
        let lower_case = self.token(at).is_some_and(|token| !token.is_capitalised());
        // "cf. document 5", "vgl. Dokument 5".
        let before = match at {
            2.. if self.is_sign(at - 1, '.') && self.is_word(at - 2, &self.words().pointer_abbreviations) => {
                self.token(at - 2)
            }
            _ => at.checked_sub(1).and_then(|before| self.token(before)),
        };
        before.is_some_and(|before| {
            let in_scope = self.scope.as_ref().is_some_and(|scope| scope.is_open);
            let names = before.is_word() && before.is_capitalised() && !self.is_opening_word(before);
            (names && !in_scope) || (lower_case && !self.words().pointers.has(before.text))
        }) || self.follows_years_of_title(at)
    }

    /// "Basic Documents 1977–1980, Document 409", "Current Papers, 1961, Document 5": the years are
    /// those of another publication, unless they are part of a date.
    fn follows_years_of_title(&self, at: usize) -> bool {
        let is_year = |at: usize| {
            self.token(at).is_some_and(|token| year::of_figures(token.text, &year::LIKELY).is_some())
        };
        let is_title = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.is_word() && token.is_capitalised() && !self.is_opening_word(token)
            }) && !self.is_month(at)
        };
        let is_open = self.scope.as_ref().is_some_and(|scope| scope.is_open);
        if is_open || at < 4 || !self.is_sign(at - 1, ',') || !is_year(at - 2) {
            return false;
        }
        let before = at - 3;
        if self.token(before).is_some_and(Token::is_dash) && before > 1 && is_year(before - 1) {
            return is_title(before - 2) || self.is_sign(before - 2, ',');
        }
        // "Topol 1961" is a telegram.
        is_title(before) && is_title(before - 1)
            || self.is_sign(before, ',') && before > 0 && is_title(before - 1)
    }

    /// "Document 12/34" and "Document 5.3" are numbers of another kind.
    pub(super) fn continues_as_code(&self, at: usize) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(|token| !token.space_before);
        (self.is_sign(at + 1, '/') || self.is_sign(at + 1, '.'))
            && glued(at + 1)
            && glued(at + 2)
            && self.token(at + 2).is_some_and(|token| token.is_number() || self.is_sign(at + 1, '/'))
    }
}
