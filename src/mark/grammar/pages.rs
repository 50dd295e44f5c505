//! Rules for printed pages: "ante, p. 8", "telegram 187, February 23, p. 247".

use std::ops::Range;

use super::{Citation, Rule, Scanner, is_document_number};
use crate::language::token::Token;

impl Scanner<'_, '_> {
    /// Pages of this collection ("ante, p. 8", "telegram 598, February 25, p. 8") or of another
    /// that was named. Pages of other books are none of ours.
    pub(super) fn pages(&mut self, at: usize) -> Option<usize> {
        let plural = self.is_word_exactly(at, &self.words().pages);
        if !plural && !self.is_word_exactly(at, &self.words().page) {
            return None;
        }
        let first = at + 1 + usize::from(self.is_sign(at + 1, '.'));
        self.token(first).filter(|token| token.is_number() && token.text.len() <= 5)?;
        let numbers = self.numbers(first, plural, is_document_number);
        let last = *numbers.last()?;
        let (collection, start) = self.home(at);
        if collection.is_none() && !self.is_own_page(at) {
            return Some(last + 1);
        }
        // "vol. IV, pp. 1168–1169 (Document 62)": the number of the document says more.
        if collection.is_some()
            && self.is_sign(last + 1, '(')
            && let Some(documents) = self.document_numbers(last + 2)
        {
            self.push_documents(start, &documents, collection.as_ref());
            return documents.last().map(|last| last + 1);
        }
        for (index, &number) in numbers.iter().enumerate() {
            let collection = collection.clone().map(Box::new);
            let citation = Citation::Page { collection, page: self.number_at(number) };
            let first = if index == 0 { start } else { number };
            self.push(Rule::Page, first..number + 1, citation);
        }
        Some(last + 1)
    }

    /// Whether the words before "p." say that the page is one of this collection: "ante,", or a
    /// document ("telegram 187, February 23, noon,", "January 6,"). A title of any other kind makes
    /// it a page of another book.
    pub(super) fn is_own_page(&self, at: usize) -> bool {
        let comma = at > 0 && self.is_sign(at - 1, ',');
        let before = at - usize::from(comma);
        if before == 0 || self.is_word(before - 1, &self.words().own_pages) {
            return before > 0;
        }
        let clause = self.clause_start(before);
        let start = (clause..before)
            .rev()
            .find(|&at| self.is_word(at, &self.words().see))
            .map_or(clause, |see| see + 1);
        if comma {
            return self.names_document(start..before);
        }
        let has_title = (clause + 1..before).any(|at| self.token(at).is_some_and(Token::is_capitalised));
        // "[Here follows the text printed on page 297.]": the editors speak of their own edition.
        let is_printed_here = before >= 2
            && self.is_word(before - 1, &self.words().on)
            && self.is_word(before - 2, &self.words().printed)
            && clause > 0
            && self.is_sign(clause - 1, '[');
        // In an editors' note "on p. 7" is of this edition, unless a title stands before it; "on page
        // 7" rather is of what the note speaks of.
        let is_note_on_page = self.in_note
            && self.is_word(at, &self.words().page_abbreviations)
            && self.is_word(before - 1, &self.words().page_in_note);
        (is_note_on_page || is_printed_here) && !has_title && !self.names_other_publication(clause..before)
    }

    /// Whether the words are those by which a document is called: its kind, number, date and time,
    /// and names after "to", "from" or "by".
    fn names_document(&self, tokens: Range<usize>) -> bool {
        let words = self.words();
        let is_kind = |at| self.is_word(at, &words.called);
        let mut in_name = false;
        for at in tokens.clone() {
            let Some(token) = self.token(at) else { return false };
            if token.is_word() && token.is_capitalised() && !self.is_month(at) && !is_kind(at) {
                let follows = at > tokens.start
                    && (in_name
                        || self.is_word(at - 1, &words.before_names)
                        || self.is_sign(at - 1, '.')
                        || self.is_series_of_telegrams(at));
                if !follows {
                    return false;
                }
                in_name = true;
            } else if token.is_word() {
                in_name = false;
            }
        }
        let first = tokens
            .clone()
            .find(|&at| !self.is_word(at, &words.the) && !self.is_word(at, &words.and))
            .unwrap_or(tokens.end);
        !self.names_other_publication(tokens.clone())
            && (self.is_month(first) || tokens.into_iter().any(is_kind))
    }

    /// "telegram 196, Gocus 601": a telegram can have a second number, in a series with a name.
    fn is_series_of_telegrams(&self, at: usize) -> bool {
        let is_number = |at: usize| self.token(at).is_some_and(Token::is_number);
        at >= 3
            && is_number(at + 1)
            && self.is_sign(at - 1, ',')
            && is_number(at - 2)
            && self.is_word(at - 3, &self.words().telegrams)
    }

    /// Whether the words name another publication, whose pages are none of ours.
    pub(super) fn names_other_publication(&self, words: Range<usize>) -> bool {
        self.scope.as_ref().is_some_and(|scope| !scope.tokens.is_empty() && scope.tokens.start >= words.start)
            || words
                .into_iter()
                .any(|at| self.is_word(at, &self.words().other_publications) || self.is_sign(at, '”'))
    }
}
