//! Rules for printed pages: "ante, p. 8", "telegram 187, February 23, p. 247".

use std::ops::Range;

use super::{Citation, Rule, Scanner};

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
        let numbers = self.numbers(first, plural);
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
    /// document ("telegram 187, February 23, noon,", "January 6,"), with no other title in the clause.
    pub(super) fn is_own_page(&self, at: usize) -> bool {
        let comma = at > 0 && self.is_sign(at - 1, ',');
        let before = at - usize::from(comma);
        // "A report of 12 pages 3 of which" counts pages.
        let cites = comma
            || self.is_word(at, &["p", "pp"])
            || (at > 0 && self.is_word(at - 1, &["see", "on", "also"]));
        if before == 0 || !cites {
            return false;
        }
        if self.is_word(before - 1, &["ante", "post", "supra", "infra"]) {
            return true;
        }
        let clause = self.clause_start(before);
        if self.names_other_publication(clause..before) {
            return false;
        }
        const DOCUMENTS: [&str; 14] = [
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
        ];
        let first =
            (clause..before).find(|&at| !self.is_word(at, &["see", "also", "and", "the"])).unwrap_or(before);
        self.is_month(first)
            || (clause..before).any(|at| self.is_word(at, &DOCUMENTS))
            || self.is_word(before - 1, &["see"])
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
