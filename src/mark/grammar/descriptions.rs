//! Rules for documents that are described: "telegram 2142 from Moscow, February 22", "my letter of
//! May 3", "President Orn’s message of April 5 to the Regent".

use std::ops::Range;

use super::{Citation, Found, Rule, Scanner};
use crate::language::calendar::english_month;
use crate::language::reading::{DescriptionWords, WordList};
use crate::language::token::Token;
use crate::model::date::year;
use crate::model::description::{DescribedDay, DescribedKind, Description, Party};

/// The most tokens in the name of a sender or receiver.
const LONGEST_NAME: usize = 14;

/// How far after a description its own number can be named, in bytes: "the letter of May 3 (see
/// Document 12)".
const NEAR: usize = 60;

impl<'g> Scanner<'g, '_> {
    fn described_by(&self) -> &'g DescriptionWords {
        &self.grammar.reading.descriptions
    }

    /// A description, from its kind on. It must say enough to be recognised by: a day, or a number
    /// with a sender or receiver.
    pub(super) fn description(&mut self, at: usize) -> Option<usize> {
        let (kind, after) = self.described_kind(at)?;
        let mut description = Description { kind, number: None, from: None, to: None, day: None };
        let start = match telegraphese(self.token(at)?.text, self.described_by()) {
            Some((from, to)) => {
                (description.from, description.to) = (Some(from), to);
                at
            }
            None => self.words_before(at, &mut description),
        };
        let end = self.words_after(after, &mut description);
        let says_enough = description.day.is_some()
            || description.number.is_some() && (description.from.is_some() || description.to.is_some());
        if !says_enough || self.is_called_unprinted(end) || self.is_repetition(start) {
            return None;
        }
        let span = self.span(start..end);
        let citation = Citation::Description(Box::new(description));
        self.described.push(Found { rule: Rule::Description, span, citation });
        Some(end)
    }

    /// Leaves out the descriptions of documents that the text itself cites by number or page.
    pub(super) fn add_descriptions(&mut self) {
        let cited = std::mem::take(&mut self.found);
        for described in std::mem::take(&mut self.described) {
            let span = &described.span;
            // The first citation that ends after the description's beginning overlaps it or is the next.
            let first = cited.partition_point(|cited| cited.span.end <= span.start);
            let is_cited = cited.get(first).is_some_and(|cited| {
                cited.span.start < span.end || self.is_one_clause(span.end..cited.span.start)
            });
            if !is_cited {
                self.found.push(described);
            }
        }
        self.found.extend(cited);
    }

    /// Whether a few words without the end of a sentence or clause stand between two places.
    fn is_one_clause(&self, gap: Range<usize>) -> bool {
        let first = self.tokens.partition_point(|token| token.start < gap.start);
        let last = self.tokens.partition_point(|token| token.start < gap.end);
        let ends = |at: usize| self.is_sign(at, ';') || self.is_sign(at, '.') && !self.is_abbreviation(at);
        gap.len() <= NEAR && !(first..last).any(ends)
    }

    /// "telegram", "memorandum of conversation", with the token after it.
    fn described_kind(&self, at: usize) -> Option<(DescribedKind, usize)> {
        let kind = kind_of(self.token(at)?.text, self.described_by())?;
        let of_conversation = self.phrase(at + 1, &self.described_by().of_conversation);
        Some(match of_conversation.filter(|_| kind == DescribedKind::Memorandum) {
            Some(length) => (DescribedKind::MemorandumOfConversation, at + 1 + length),
            None => (kind, at + 1),
        })
    }

    /// Before the kind: "your March 23", "Khrushchev’s". Gives the first token of the description.
    fn words_before(&self, kind: usize, description: &mut Description) -> usize {
        let mut start = kind;
        if kind >= 2
            && self.month(kind - 2).is_some()
            && let Some((day, _)) = self.month_and_day(kind - 2, false)
        {
            description.day = Some(day);
            start = kind - 2;
        }
        if start > 0 && self.is_word(start - 1, &self.described_by().qualities) {
            start -= 1;
        }
        let Some(owner) = start.checked_sub(1).and_then(|before| self.token(before)) else { return start };
        let first = start - 1;
        let (words, name) = (self.described_by(), self.without_possessive(owner.text).unwrap_or(owner.text));
        let (party, start) = if words.offices.has(name) && description.kind.is_numbered() {
            description.to = Some(Party::Correspondent);
            (Party::Correspondent, first)
        } else if words.my.has(name) {
            (Party::Writer, first)
        } else if words.your.has(name) {
            (Party::Addressee, first)
        } else {
            match self.possessor(first) {
                Some((name, first)) => (Party::Named(name), first),
                None => return start,
            }
        };
        description.from = Some(party);
        start
    }

    /// A name without the ending that says that it owns what follows.
    fn without_possessive<'w>(&self, name: &'w str) -> Option<&'w str> {
        let endings = &self.described_by().possessive_endings;
        endings.iter().find_map(|ending| name.strip_suffix(ending.as_str()))
    }

    /// The name that ends in "’s" at a token, and its first token: "President de Rode’s".
    fn possessor(&self, at: usize) -> Option<(String, usize)> {
        let token = self.token(at).filter(|token| token.is_capitalised())?;
        let last = self.without_possessive(token.text)?;
        let mut first = at;
        for before in (at.saturating_sub(LONGEST_NAME)..at).rev() {
            let Some(token) = self.token(before) else { break };
            let is_title =
                token.is_capitalised() && !self.words().the.has(token.text) && !self.is_opening_word(token);
            if is_title {
                first = before;
            } else if !self.is_word_exactly(before, &self.described_by().particles) {
                break;
            }
        }
        // A small word belongs to the name that it stands before: "de Rode’s".
        while first > 0 && self.is_word_exactly(first - 1, &self.described_by().particles) {
            first -= 1;
        }
        let mut name: Vec<&str> =
            (first..at).filter_map(|at| self.token(at)).map(|token| token.text).collect();
        name.push(last);
        Some((name.join(" "), first))
    }

    /// After the kind: number, sender, receiver and day, in whatever order. Gives the token after
    /// the description.
    fn words_after(&self, after: usize, description: &mut Description) -> usize {
        let mut end = after;
        if description.kind.is_numbered()
            && let Some((number, next)) = self.dispatch_number(after)
        {
            description.number = Some(number);
            end = next;
        }
        loop {
            let comma = usize::from(self.is_sign(end, ','));
            let next = end + comma;
            let words = self.described_by();
            let can_have_day = description.day.is_none();
            let can_have_to = matches!(description.to, None | Some(Party::Correspondent));
            let step = if description.from.is_none() && self.is_word(next, &words.from) {
                self.party(next + 1).map(|(name, after)| {
                    description.from = Some(name);
                    after
                })
            } else if can_have_to && self.is_word(next, &words.to) {
                self.party(next + 1).map(|(name, after)| {
                    description.to = Some(name);
                    after
                })
            } else {
                let is_dated = self.is_word(next, &words.dated);
                let can_follow = is_dated || comma > 0 || description.number.is_some();
                let day = (can_have_day && can_follow).then(|| self.day(next + usize::from(is_dated)));
                day.flatten().map(|(day, after)| {
                    description.day = Some(day);
                    after
                })
            };
            match step {
                Some(after) => end = after,
                None => return end,
            }
        }
    }

    /// "2142", "No. 30", "A–48", "Secto 23".
    fn dispatch_number(&self, at: usize) -> Option<(String, usize)> {
        let mut at = at;
        if self.is_word(at, &self.described_by().number_signs) {
            at += 1 + usize::from(self.is_sign(at + 1, '.'));
        }
        let is_series = self.token(at).is_some_and(|token| token.is_capitalised() && token.text.len() <= 8);
        let mut digits = at + usize::from(is_series);
        if is_series && self.token(digits).is_some_and(Token::is_dash) {
            digits += 1;
        }
        let number = self.token(digits).filter(|token| token.is_number())?;
        let text = if is_series {
            format!("{} {}", self.token(at)?.text, number.text)
        } else {
            number.text.to_owned()
        };
        Some((text, digits + 1))
    }

    /// The name of a place, a person or an office, with the token after it: proper names, and small
    /// words within them.
    fn party(&self, at: usize) -> Option<(Party, usize)> {
        let (token, words) = (self.token(at)?, self.described_by());
        if words.me.has(token.text) {
            return Some((Party::Writer, at + 1));
        }
        if words.you.has(token.text) {
            return Some((Party::Addressee, at + 1));
        }
        let mut end = at;
        let mut last = at;
        while end < at + LONGEST_NAME {
            let Some(token) = self.token(end) else { break };
            let is_small = self.is_word_exactly(end, &words.name_words);
            let is_proper = token.is_capitalised() && self.month(end).is_none();
            let is_stop = token.is('.')
                && end > at
                && self.is_abbreviation(end)
                && self.token(end - 1)?.text.len() <= 4;
            if is_proper || is_stop {
                last = end + 1;
            } else if !is_small {
                break;
            }
            end += 1;
        }
        let first = at + usize::from(self.is_word_exactly(at, &self.words().the));
        let name: Vec<&str> = (first..last).filter_map(|at| self.token(at)).map(|token| token.text).collect();
        (!name.is_empty()).then(|| (Party::Named(name.join(" ")), last))
    }

    /// "February 22", "February 22, 1961", "22 February 1961".
    fn day(&self, at: usize) -> Option<(DescribedDay, usize)> {
        if self.month(at).is_some() {
            return self.month_and_day(at, true);
        }
        let day = self.token(at)?.text.parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = self.month(at + 1)?;
        let year = self.year(at + 2);
        Some((DescribedDay { year, month, day }, at + 2 + usize::from(year.is_some())))
    }

    /// The number of a month: "March", and as telegrams write it "Mar".
    fn month(&self, at: usize) -> Option<i8> {
        english_month(self.token(at)?.text)
    }

    fn month_and_day(&self, at: usize, with_year: bool) -> Option<(DescribedDay, usize)> {
        let month = self.month(at)?;
        let at = at + usize::from(self.is_sign(at + 1, '.') && !self.is_month(at));
        let day = self.token(at + 1)?;
        let digits = day.text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        let comma = at + 2 + usize::from(self.is_sign(at + 2, ','));
        match self.year(comma).filter(|_| with_year) {
            Some(year) => Some((DescribedDay { year: Some(year), month, day }, comma + 1)),
            None => Some((DescribedDay { year: None, month, day }, at + 2)),
        }
    }

    fn year(&self, at: usize) -> Option<i16> {
        year::of_figures(self.token(at)?.text, &year::DATED)
    }

    /// "Repeated in telegram 602, July 12, to Skell" is this very document, sent once more.
    fn is_repetition(&self, start: usize) -> bool {
        start >= 2
            && self.is_word(start - 1, &self.described_by().sent_again)
            && self.is_word(start - 2, &self.described_by().repeated)
    }

    /// "Telegram 2, January 1, not printed."
    fn is_called_unprinted(&self, end: usize) -> bool {
        (end..end + 8)
            .take_while(|&at| {
                self.token(at)
                    .is_some_and(|token| !token.is(';') && (!token.is('.') || self.is_abbreviation(at)))
            })
            .any(|at| {
                self.is_word(at, &self.described_by().not)
                    && (at + 1..at + 4).any(|next| self.is_word(next, &self.described_by().unprinted))
            })
    }
}

/// The kinds of documents, each with the words that mean it, in the singular.
pub(super) fn kinds(words: &DescriptionWords) -> [(&WordList, DescribedKind); 7] {
    [
        (&words.telegram, DescribedKind::Telegram),
        (&words.airgram, DescribedKind::Airgram),
        (&words.despatch, DescribedKind::Despatch),
        (&words.letter, DescribedKind::Letter),
        (&words.message, DescribedKind::Message),
        (&words.note, DescribedKind::Note),
        (&words.memorandum, DescribedKind::Memorandum),
    ]
}

fn kind_of(word: &str, words: &DescriptionWords) -> Option<DescribedKind> {
    kinds(words).into_iter().find(|(list, _)| list.has(word)).map(|(_, kind)| kind)
}

/// The sides of a telegram that a single word names, as telegrams write it: "urtel 115".
fn telegraphese(word: &str, words: &DescriptionWords) -> Option<(Party, Option<Party>)> {
    if words.by_receiver.has(word) {
        Some((Party::Addressee, None))
    } else if words.by_writer.has(word) {
        Some((Party::Writer, None))
    } else if words.by_office.has(word) {
        Some((Party::Correspondent, Some(Party::Correspondent)))
    } else {
        None
    }
}
