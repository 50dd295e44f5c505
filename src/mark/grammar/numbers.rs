//! Lists of numbers: "176, 177, and 178", "12–15", "5 or 6"; and where a list ends, since a number
//! can also count what follows it: "Document 3 and 12 telegrams".

use super::{Numbers, Scanner};
use crate::language::token::Token;
use crate::model::date::year;

/// Documents of an edition have at most four digits, or five with a comma, and a letter at most.
pub(super) fn is_document_number(text: &str) -> bool {
    is_number_of(text, if text.contains(',') { 5 } else { 4 })
}

/// Notes of one text can be many.
pub(super) fn is_footnote_label(text: &str) -> bool {
    is_number_of(text, 6)
}

/// So many digits at most, with at most one letter after them: "12", "12A", "1,024".
fn is_number_of(text: &str, longest: usize) -> bool {
    let digits = text.strip_suffix(|last: char| last.is_ascii_alphabetic()).unwrap_or(text);
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    (1..=longest).contains(&count) && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

impl Scanner<'_, '_> {
    /// The numbers of a list or range. Each end of a range is a number of its own.
    pub(super) fn numbers(&self, first: usize, plural: bool, is_number: fn(&str) -> bool) -> Numbers {
        let mut numbers = vec![first];
        let mut at = first + 1;
        loop {
            let comma = self.is_sign(at, ',');
            let join = at + usize::from(comma);
            let dash = self.token(join).is_some_and(Token::is_dash);
            let joined = dash || self.is_word(join, &self.words().list_joins) || self.is_sign(join, '&');
            let next = join + usize::from(joined);
            // A list goes on after a comma only where its word is in the plural.
            let repeats = if comma { plural } else { joined };
            let number = self.token(next).filter(|token| token.is_number() && is_number(token.text));
            if number.is_none() || !repeats || !self.is_listed(next, numbers.len(), plural, dash) {
                return numbers;
            }
            numbers.push(next);
            at = next + 1;
        }
    }

    /// Whether a number belongs to a list of so many numbers, and does not count what follows it.
    fn is_listed(&self, at: usize, listed: usize, plural: bool, dash: bool) -> bool {
        let Some(next) = self.token(at + 1) else { return true };
        if self.is_quantity(at, plural) {
            return false;
        }
        if !next.is_word() {
            let is_year = !plural
                && self.token(at).is_some_and(|token| year::of_figures(token.text, &year::LIKELY).is_some());
            return !is_year || dash;
        }
        let is_adverb = self.words().adverb_endings.iter().any(|ending| next.text.ends_with(ending.as_str()));
        // "Documents" are two at least.
        let needed = listed == 1 && (plural || dash);
        needed || is_adverb || self.can_follow_list(at + 1)
    }

    /// "4%", "4.5", "4:30", "12-page", "4/5": no number of a document.
    fn is_quantity(&self, at: usize, plural: bool) -> bool {
        let is_glued = |at: usize| self.token(at).is_some_and(|token| !token.space_before);
        let Some(sign) = self.token(at + 1) else { return false };
        if matches!(sign.text, "%" | "°" | "′" | "×" | "½" | "¼" | "¾" | "€" | "$" | "£") {
            return true;
        }
        let Some(after) = self.token(at + 2).filter(|_| is_glued(at + 1) && is_glued(at + 2)) else {
            return false;
        };
        match sign.text {
            "." | ":" | "/" => after.is_number(),
            // "Documents 101,102" are two, but "Document 3 and 101,102" is one and a great number.
            "," => !plural && after.is_number(),
            "-" | "‐" | "‑" => after.is_word(),
            _ => false,
        }
    }

    fn can_follow_list(&self, at: usize) -> bool {
        let words = self.words();
        if !self.is_word(at, &words.of) {
            return self.is_word(at, &words.after_lists);
        }
        // "of this volume", but "of them" and "of the letters".
        let named = at + 1 + usize::from(self.is_word(at + 1, &words.the));
        let is_plural =
            self.token(named).is_some_and(|token| token.text.ends_with('s') && !token.is_capitalised());
        !self.is_word(at + 1, &words.of_many)
            && (named == at + 1 || !is_plural || self.is_word(named, &words.part_of_edition))
    }
}
