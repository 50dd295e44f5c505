//! Rules for printed pages: "ante, p. 8", "telegram 187, February 23, p. 247".

use std::ops::Range;

use super::{Citation, Rule, Scanner, is_document_number};
use crate::language::token::Token;

impl Scanner<'_, '_> {
    /// Pages of this collection ("ante, p. 8", "telegram 598, February 25, p. 8") or of another
    /// that was named. Pages of other books are none of ours.
    pub(super) fn pages(&mut self, at: usize) -> Option<usize> {
        let plural = match self.token(at)?.text {
            "p" | "page" => false,
            "pp" | "pages" => true,
            _ => return None,
        };
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
            let citation = Citation::Page { collection: collection.clone(), page: self.number_at(number) };
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
        if before == 0 || self.is_word(before - 1, &["ante", "post", "supra", "infra"]) {
            return before > 0;
        }
        let clause = self.clause_start(before);
        let start = (clause..before)
            .rev()
            .find(|&at| self.is_word(at, &["see", "also"]))
            .map_or(clause, |see| see + 1);
        if comma {
            return self.names_document(start..before);
        }
        let has_title = (clause + 1..before).any(|at| self.token(at).is_some_and(Token::is_capitalised));
        // "[Here follows the text printed on page 297.]": the editors speak of their own edition.
        let is_printed_here = before >= 2
            && self.is_word(before - 1, &["on"])
            && self.is_word(before - 2, &["printed"])
            && clause > 0
            && self.is_sign(clause - 1, '[');
        // In an editors' note "on p. 7" is of this edition, unless a title stands before it; "on page
        // 7" rather is of what the note speaks of.
        let is_note_on_page =
            self.in_note && self.is_word(at, &["p", "pp"]) && self.is_word(before - 1, &["see", "on"]);
        (is_note_on_page || is_printed_here) && !has_title && !self.names_other_publication(clause..before)
    }

    /// Whether the words are those by which a document is called: its kind, number, date and time,
    /// and names after "to", "from" or "by".
    fn names_document(&self, words: Range<usize>) -> bool {
        const KINDS: [&str; 18] = [
            "telegram",
            "telegrams",
            "letter",
            "memorandum",
            "note",
            "notes",
            "airgram",
            "despatch",
            "dispatch",
            "message",
            "report",
            "instruction",
            "mémoire",
            "circular",
            "minutes",
            "enclosure",
            "annex",
            "draft",
        ];
        const BEFORE_NAMES: [&str; 8] = ["to", "from", "by", "at", "mr", "mrs", "dr", "the"];
        let is_kind = |at| self.is_word(at, &KINDS);
        let mut in_name = false;
        for at in words.clone() {
            let Some(token) = self.token(at) else { return false };
            if token.is_word() && token.is_capitalised() && !self.is_month(at) && !is_kind(at) {
                let follows = at > words.start
                    && (in_name
                        || self.is_word(at - 1, &BEFORE_NAMES)
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
        let first = words.clone().find(|&at| !self.is_word(at, &["the", "and"])).unwrap_or(words.end);
        !self.names_other_publication(words.clone())
            && (self.is_month(first) || words.into_iter().any(is_kind))
    }

    /// "telegram 196, Gocus 601": a telegram can have a second number, in a series with a name.
    fn is_series_of_telegrams(&self, at: usize) -> bool {
        let is_number = |at: usize| self.token(at).is_some_and(Token::is_number);
        at >= 3
            && is_number(at + 1)
            && self.is_sign(at - 1, ',')
            && is_number(at - 2)
            && self.is_word(at - 3, &["telegram", "telegrams"])
    }

    /// Whether the words name another publication, whose pages are none of ours.
    pub(super) fn names_other_publication(&self, words: Range<usize>) -> bool {
        const OTHERS: [&str; 22] = [
            "bulletin",
            "papers",
            "vol",
            "volume",
            "book",
            "ed",
            "eds",
            "ibid",
            "treaties",
            "memoirs",
            "york",
            "press",
            "stat",
            "doc",
            "series",
            "times",
            "record",
            "records",
            "yr",
            "supplement",
            "hansard",
            "gazette",
        ];
        self.scope.as_ref().is_some_and(|scope| !scope.tokens.is_empty() && scope.tokens.start >= words.start)
            || words.into_iter().any(|at| self.is_word(at, &OTHERS) || self.is_sign(at, '”'))
    }
}
