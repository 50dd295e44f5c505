//! The date in a dateline: one or several days, months, or a word for its absence.
//!
//! Days stand in a list whose members leave out what the others say: "May 3–4, 1961", "15 and 17
//! November 1962". The members are read as they stand, and completed from one another. The folder takes tokens and a
//! place among them, and gives a date and where it ends; it must not know what a dateline is besides.

mod figures;
mod part;

use jiff::civil::{Date as Day, Weekday};

use super::slip::Slip;
use super::{names, rest};
use crate::language::dates::Words;
use crate::language::reading::{DayWords, WordList};
use crate::language::token::{Token, Tokens};
use crate::model::date::Date;
use part::{DatePart, Style, complete, in_new_style, new_style_of};

/// What is read at a place.
#[derive(Debug)]
pub struct Days {
    /// The date; absent where a text calls itself undated, and where a weekday with a day has no year.
    pub date: Option<Date>,
    /// What is wrong with it.
    pub slip: Option<Slip>,
    /// The token after it.
    pub end: usize,
}

/// Reads a date at a token.
pub fn parse(tokens: &[Token<'_>], start: usize, words: &Words) -> Option<Days> {
    let mut scan = Scan { tokens, at: start, first: start, words };
    if scan.undated() {
        // Editors may know better: "undated [about May 3, 1961]".
        let supplied = scan.attempt(|scan| {
            scan.skip(&[',', '[', '(']);
            scan.date()
        });
        let (date, slip) = supplied.unwrap_or_default();
        return Some(Days { date, slip, end: scan.at });
    }
    // "The Council of May 3" names no place; "Paris, the 3d of May" does.
    let follows_word = start.checked_sub(1).is_some_and(|before| tokens[before].is_word());
    if follows_word && scan.skip_word(&words.reading.days.small_words) {
        return None;
    }
    let (date, slip) = scan.date()?;
    Some(Days { date, slip, end: scan.at })
}

/// Reads a date at a token of a text of any kind; where a list is none, its first member. A small
/// word before the date is no part of it.
pub fn find(tokens: &[Token<'_>], start: usize, words: &Words) -> Option<Days> {
    // French writes its March small: "Landing on Mars 2020" names none.
    let days = &words.reading.days;
    let is_planet = start > 0 && days.planets.contains(tokens[start].text);
    if is_planet || days.small_words.has(tokens[start].text) {
        return None;
    }
    let mut scan = Scan { tokens, at: start, first: start, words };
    if let Some((date, slip)) = scan.attempt(Scan::date) {
        return Some(Days { date, slip, end: scan.at });
    }
    scan.introduction();
    let mut part = scan.part()?;
    let slip = part.impossible_day();
    part.day = part.day.filter(|_| slip.is_none());
    Some(Days { date: Some(part.date()?), slip, end: scan.at })
}

/// The day that a date is, or with which it begins.
fn first_day(date: Date) -> Option<Day> {
    let first = date.earliest()?;
    let is_day = date.latest() == Some(first) || !date.is_single();
    is_day.then_some(first)
}

/// A reader of tokens. A method that finds nothing leaves it where it was.
struct Scan<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// Where the date begins.
    first: usize,
    words: &'a Words,
}

/// What is said beside the days.
#[derive(Default)]
struct Beside {
    /// The same day in other words, in brackets.
    other: Option<DatePart>,
    style: Option<Style>,
    is_doubtful: bool,
    /// Whether two days are parted by a slash.
    has_slash: bool,
}

/// What stands before a date and says how it is meant.
#[derive(Clone, Copy, PartialEq)]
enum Meant {
    Exactly,
    About,
    Probably,
    Before,
    After,
}

impl<'a> Scan<'a> {
    fn days(&self) -> &'a DayWords {
        &self.words.reading.days
    }

    fn peek(&self, ahead: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at + ahead)
    }

    fn is_sign(&self, signs: &[char]) -> bool {
        self.peek(0).is_some_and(|token| signs.iter().any(|sign| token.is(*sign)))
    }

    /// Passes over signs of these; whether there was one.
    fn skip(&mut self, signs: &[char]) -> bool {
        let start = self.at;
        while self.is_sign(signs) {
            self.at += 1;
        }
        self.at > start
    }

    /// Passes over one of these words; whether there was one.
    fn skip_word(&mut self, words: &WordList) -> bool {
        let found = self.peek(0).is_some_and(|token| words.has(token.text));
        self.at += usize::from(found);
        found
    }

    /// Goes back where nothing was found.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// `undated`, `no date`, `n.d.`, or what the archive writes for it.
    fn undated(&mut self) -> bool {
        let has = |ahead: usize, word: &str| self.peek(ahead).is_some_and(|token| token.is_any_case(word));
        let own = self.words.undated.iter().find_map(|phrase| {
            let phrase = phrase.to_lowercase();
            let tokens = Tokens::of(&phrase);
            let is_so = |(ahead, word): (usize, &Token<'_>)| {
                self.peek(ahead).is_some_and(|token| token.lower() == word.text)
            };
            (!tokens.is_empty() && tokens.iter().enumerate().all(is_so)).then_some(tokens.len())
        });
        // Every word of a line is asked, so that nothing is taken apart here.
        let is_so = |phrase: &&String| phrase.split(' ').enumerate().all(|(ahead, word)| has(ahead, word));
        let known = || self.days().undated.iter().find(is_so).map(|phrase| phrase.split(' ').count());
        let length = own.or_else(known);
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// `None` if there is no date here; no date inside if its year is not given.
    fn date(&mut self) -> Option<(Option<Date>, Option<Slip>)> {
        let (meant, weekday) = self.introduction();
        let (mut parts, beside) = self.parts(meant)?;
        if parts.iter().all(|part| part.year.is_none()) {
            let is_day = parts.iter().all(|part| part.month.is_some() && part.day.is_some());
            return (weekday.is_some() && is_day).then_some((None, None));
        }
        complete(&mut parts)?;
        let old_leap_day = (beside.style == Some(Style::Old)).then(|| parts[0].old_leap_day()).flatten();
        if let Some(date) = old_leap_day.filter(|_| parts.len() == 1) {
            return Some((Some(date), None));
        }
        let impossible = parts.iter().find_map(|part| part.impossible_day());
        if impossible.is_some() {
            parts.iter_mut().for_each(|part| part.day = None);
        }
        if let [part] = parts[..]
            && let Some(other) = beside.other
        {
            let pair = [part, other.filled_from(part)];
            let date = new_style_of(pair).map_or_else(|| part.date(), Some)?;
            return Some((Some(date), impossible));
        }
        let date = joined(&parts, &beside)?;
        let weekday = weekday.or_else(|| self.following_weekday()).filter(|_| meant == Meant::Exactly);
        let slip = impossible.or_else(|| Slip::of_weekday(weekday?, first_day(date)?));
        let date = match meant {
            Meant::About => date.approximate(),
            Meant::Probably => date.uncertain(),
            _ if beside.is_doubtful => date.uncertain(),
            Meant::Before => date.or_earlier(),
            Meant::After => date.or_later(),
            Meant::Exactly => date,
        };
        Some((Some(date), slip))
    }

    /// The parts of a date, one or those of a span, and what is said beside them.
    fn parts(&mut self, meant: Meant) -> Option<(Vec<DatePart>, Beside)> {
        let mut beside = Beside::default();
        let first = self.part().or_else(|| self.year_alone(meant))?;
        let mut parts = vec![self.finish(first, &mut beside)];
        while let Some(next) = self.attempt(|scan| scan.next_part(parts.last().copied(), &mut beside)) {
            parts.push(self.finish(next, &mut beside));
        }
        beside.other = beside.other.or_else(|| {
            self.attempt(|scan| {
                scan.skip(&[',']);
                scan.alternative()
            })
        });
        beside.style = beside.style.or_else(|| self.style());
        beside.is_doubtful |= self.doubt();
        Some((parts, beside))
    }

    /// What stands before the days: `about`, `on`, `le`, `Wednesday,`. Gives the weekday, too.
    fn introduction(&mut self) -> (Meant, Option<Weekday>) {
        let days = self.days();
        let mut meant = Meant::Exactly;
        let mut weekday = None;
        loop {
            let start = self.at;
            self.first = start;
            if self.skip_word(&days.about) {
                meant = Meant::About;
                self.skip(&['.']);
            } else if self.skip_word(&days.probably) {
                meant = Meant::Probably;
            } else if self.skip_word(&days.before) {
                meant = Meant::Before;
            } else if self.skip_word(&days.after) {
                meant = Meant::After;
            } else if self.skip_word(&days.part_of_month) {
                // A part of a month is no more exact than the month.
                self.skip(&['-', '–']);
            } else if let Some(named) = names::weekday_or_short(self.tokens, self.at, self.words) {
                self.at += 1;
                weekday = Some(named);
                self.skip(&[',', '.']);
            } else if !self.skip_word(&days.small_words) && !self.skip_word(&days.between) {
                break;
            }
            // Brackets open and close anywhere.
            self.skip(&['[', ']']);
            if self.at == start {
                break;
            }
        }
        (meant, weekday)
    }

    /// The weekday that stands after a date, and before no other: `3 May 1926 (Monday)`. It is left there.
    fn following_weekday(&self) -> Option<Weekday> {
        let sign = usize::from(self.is_sign(&[',', '(']));
        let weekday = names::weekday(self.peek(sign)?, self.words)?;
        let next = self.peek(sign + 1);
        next.is_none_or(|next| !next.is_word() && !next.is_number() && !next.is(',')).then_some(weekday)
    }

    /// What belongs to a part and stands after something that is put in: `May 23 [24], 1949`, `10 (22)
    /// February 1917`.
    fn finish(&mut self, mut part: DatePart, beside: &mut Beside) -> DatePart {
        beside.other = beside.other.or_else(|| self.alternative());
        beside.style = beside.style.or_else(|| self.style());
        beside.is_doubtful |= self.doubt();
        if let (None, Some(day)) = (part.month, part.day)
            && let Some(whole) = self.attempt(|scan| scan.month_after(day))
        {
            part = whole;
        }
        if part.year.is_none() {
            part = part.of_year(self.attempt(Self::following_year));
        }
        part
    }

    /// A year by itself is a date only where a word before it says so: `about 1926`.
    fn year_alone(&mut self, meant: Meant) -> Option<DatePart> {
        if meant == Meant::Exactly {
            return None;
        }
        Some(DatePart { year: Some(self.simple_year()?), ..DatePart::default() })
    }

    /// One more member of a list, after a connective.
    fn next_part(&mut self, previous: Option<DatePart>, beside: &mut Beside) -> Option<DatePart> {
        let previous = previous?;
        if previous.year.is_some()
            && let Some(part) = self.attempt(Self::part_after_time)
        {
            return Some(part);
        }
        self.skip(&[']', '[']);
        let is_comma = self.skip(&[',']);
        let is_slash = self.skip(&['/']);
        let is_joined = self.skip(&['-', '–', '—', '&', '‐', '‑'])
            | (self.skip_word(&self.days().and) || self.skip_word(&self.days().to));
        self.skip(&['[']);
        if !(is_comma || is_slash || is_joined) {
            return None;
        }
        while self.peek(0).and_then(|token| names::weekday(token, self.words)).is_some() {
            self.at += 1;
            self.skip(&[',']);
        }
        self.skip_word(&self.days().articles);
        let is_only_comma = is_comma && !is_slash && !is_joined;
        let part = match self.part() {
            Some(part) => part,
            // After the year no bare number is a day.
            None if previous.year.is_none() && previous.day.is_some() => self.attempt(Self::bare_day)?,
            None => return None,
        };
        // A year is not followed by a comma and one more day, but by the time.
        if is_only_comma && previous.year.is_some() && part.month.is_none() {
            return None;
        }
        beside.has_slash |= is_slash;
        Some(part)
    }

    /// The day on which a meeting ends that began at a time: `May 3, 1971, 10 p.m.–May 4, 2 a.m.`
    fn part_after_time(&mut self) -> Option<DatePart> {
        const LONGEST_TIME: usize = 14;
        let tokens = self.tokens.get(self.at..)?;
        let datelines = &self.words.reading.datelines;
        let is_end = |&at: &usize| {
            tokens[at].is_dash()
                && tokens.get(at + 1).is_some_and(|token| token.is_word())
                && names::is_month_or_weekday(tokens, at + 1, self.words)
        };
        let end = (0..tokens.len().min(LONGEST_TIME)).find(is_end).filter(|end| *end > 0)?;
        if !tokens[..end]
            .iter()
            .all(|token| rest::is_time(token, datelines) && !datelines.received.has(token.text))
        {
            return None;
        }
        self.at += end + 1;
        self.introduction();
        self.part().filter(|part| part.day.is_some() && part.month.is_some())
    }
}

/// The date that complete parts give together.
fn joined(parts: &[DatePart], beside: &Beside) -> Option<Date> {
    match *parts {
        [part] => {
            part.date().map(|date| if beside.style == Some(Style::Old) { in_new_style(date) } else { date })
        }
        [one, other] if beside.has_slash => new_style_of([one, other])
            .or_else(|| Date::interval(one.date()?, other.date()?))
            .or_else(|| Date::interval(other.date()?, one.date()?)),
        [first, .., last] => {
            let ascending = parts
                .windows(2)
                .all(|pair| pair[0].date().map(Date::order) <= pair[1].date().map(Date::order));
            Date::interval(first.date()?, last.date()?).filter(|_| ascending)
        }
        [] => None,
    }
}
