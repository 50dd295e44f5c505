//! The date in a dateline: one or several days, months, or a word for its absence.
//!
//! Days stand in a list whose members leave out what the others say: "May 3–4, 1961", "15 and 17
//! November 1962". The members are read as they stand, and completed from one another.

mod names;

use super::calendar;
use crate::date::Date;
use crate::date::words::Words;
use crate::reference::token::Token;
pub use names::is_month_or_weekday;
use names::{month, ordinal, season};

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Part {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// Reads a date at a token: the date, and the token after it. A text that calls itself undated, and
/// a weekday with a day but no year, have no date.
pub fn parse(tokens: &[Token<'_>], start: usize, words: &Words) -> Option<(Option<Date>, usize)> {
    let mut scan = Scan { tokens, at: start, words };
    if scan.undated() {
        return Some((None, scan.at));
    }
    // "The Council of May 3" names no place; "Paris, the 3d of May" does.
    let follows_word = start.checked_sub(1).is_some_and(|before| tokens[before].is_word());
    if follows_word && scan.skip_word(&SMALL_WORDS) {
        return None;
    }
    let date = scan.date()?;
    Some((date, scan.at))
}

/// Words that can stand between a comma and a day.
const SMALL_WORDS: [&str; 12] = ["on", "of", "the", "this", "le", "den", "der", "am", "el", "il", "a", "de"];

/// A reader of tokens. A method that finds nothing leaves it where it was.
struct Scan<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    words: &'a Words,
}

/// What is said beside the days.
#[derive(Default)]
struct Beside {
    /// The same day in other words, in brackets.
    other: Option<Part>,
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
    fn skip_word(&mut self, words: &[&str]) -> bool {
        let found = self.peek(0).is_some_and(|token| words.contains(&token.lower().as_str()));
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
        const ENGLISH: [&[&str]; 5] =
            [&["undated"], &["no", "date"], &["not", "dated"], &["n", ".", "d", "."], &["without", "date"]];
        let is_so = |phrase: &[&str]| {
            phrase
                .iter()
                .enumerate()
                .all(|(ahead, word)| self.peek(ahead).is_some_and(|token| token.lower() == *word))
        };
        let own = self.words.undated.iter().find_map(|phrase| {
            let phrase = phrase.to_lowercase();
            let tokens = crate::reference::token::Tokens::of(&phrase);
            let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
            (!texts.is_empty() && is_so(&texts)).then_some(texts.len())
        });
        let length = own.or_else(|| ENGLISH.iter().find(|phrase| is_so(phrase)).map(|phrase| phrase.len()));
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// `None` if there is no date here; no date inside if its year is not given.
    fn date(&mut self) -> Option<Option<Date>> {
        let (meant, has_weekday) = self.introduction();
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
        let Some(year) = parts.iter().find_map(|part| part.year) else {
            let is_day = parts.iter().all(|part| part.month.is_some() && part.day.is_some());
            return (has_weekday && is_day).then_some(None);
        };
        complete(&mut parts, year)?;
        if let [part] = parts[..]
            && let Some(other) = beside.other
        {
            let pair = [part, other.filled_from(part)];
            let date = new_style_of(pair).map_or_else(|| part.date(), Some)?;
            return Some(Some(date));
        }
        let date = match parts[..] {
            [part] => part
                .date()
                .map(|date| if beside.style == Some(Style::Old) { in_new_style(date) } else { date })?,
            [one, other] if beside.has_slash => new_style_of([one, other])
                .or_else(|| Date::interval(one.date()?, other.date()?))
                .or_else(|| Date::interval(other.date()?, one.date()?))?,
            [first, .., last] => {
                let ascending = parts
                    .windows(2)
                    .all(|pair| pair[0].date().map(Date::order) <= pair[1].date().map(Date::order));
                Date::interval(first.date()?, last.date()?).filter(|_| ascending)?
            }
            [] => return None,
        };
        Some(Some(match meant {
            Meant::About => date.approximate(),
            Meant::Probably => date.uncertain(),
            _ if beside.is_doubtful => date.uncertain(),
            Meant::Before => date.or_earlier(),
            Meant::After => date.or_later(),
            Meant::Exactly => date,
        }))
    }

    /// What stands before the days: `about`, `on`, `le`, `Wednesday,`. Says whether there was a weekday.
    fn introduction(&mut self) -> (Meant, bool) {
        let mut meant = Meant::Exactly;
        let mut has_weekday = false;
        loop {
            let start = self.at;
            if self.skip_word(&["about", "circa", "ca", "c", "approximately", "around"]) {
                meant = Meant::About;
                self.skip(&['.']);
            } else if self.skip_word(&["probably", "presumably", "possibly"]) {
                meant = Meant::Probably;
            } else if self.skip_word(&["before"]) {
                meant = Meant::Before;
            } else if self.skip_word(&["after"]) {
                meant = Meant::After;
            } else if self.skip_word(&["early", "mid", "late", "middle", "beginning", "end"]) {
                // A part of a month is no more exact than the month.
                self.skip(&['-', '–']);
            } else if self.peek(0).is_some_and(names::is_weekday) {
                self.at += 1;
                has_weekday = true;
                self.skip(&[',', '.']);
            } else if !self.skip_word(&SMALL_WORDS) && !self.skip_word(&["between"]) {
                break;
            }
            // Brackets open and close anywhere.
            self.skip(&['[', ']']);
            if self.at == start {
                break;
            }
        }
        (meant, has_weekday)
    }

    /// What belongs to a part and stands after something that is put in: `May 23 [24], 1949`, `10 (22)
    /// February 1917`.
    fn finish(&mut self, mut part: Part, beside: &mut Beside) -> Part {
        beside.other = beside.other.or_else(|| self.alternative());
        beside.style = beside.style.or_else(|| self.style());
        beside.is_doubtful |= self.doubt();
        if let (None, Some(day)) = (part.month, part.day)
            && let Some(whole) = self.attempt(|scan| scan.month_after(day))
        {
            part = whole;
        }
        part.year = part.year.or_else(|| self.attempt(Self::following_year));
        part
    }

    /// A year by itself is a date only where a word before it says so: `about 1926`.
    fn year_alone(&mut self, meant: Meant) -> Option<Part> {
        if meant == Meant::Exactly {
            return None;
        }
        Some(Part { year: Some(self.year()?), ..Part::default() })
    }

    fn part(&mut self) -> Option<Part> {
        self.attempt(Self::iso_day)
            .or_else(|| self.attempt(Self::month_first))
            .or_else(|| self.attempt(Self::day_first))
            .or_else(|| self.attempt(Self::season))
    }

    /// One more member of a list, after a connective.
    fn next_part(&mut self, previous: Option<Part>, beside: &mut Beside) -> Option<Part> {
        let previous = previous?;
        self.skip(&[']', '[']);
        let is_comma = self.skip(&[',']);
        let is_slash = self.skip(&['/']);
        let is_joined = self.skip(&['-', '–', '—', '&', '‐', '‑'])
            | self.skip_word(&[
                "and", "to", "or", "through", "until", "bis", "und", "au", "et", "al", "y", "e",
            ]);
        self.skip(&['[']);
        if !(is_comma || is_slash || is_joined) {
            return None;
        }
        while self.peek(0).is_some_and(names::is_weekday) {
            self.at += 1;
            self.skip(&[',']);
        }
        self.skip_word(&["the", "den", "le"]);
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

    /// `1926-03-03`.
    fn iso_day(&mut self) -> Option<Part> {
        let year = self.year()?;
        let mut two_digits = || {
            let (dash, number) = (self.peek(0)?, self.peek(1)?);
            let fits = dash.is('-') && !dash.space_before && !number.space_before && number.text.len() == 2;
            self.at += 2;
            number.text.parse::<i8>().ok().filter(|_| fits)
        };
        Some(Part { year: Some(year), month: Some(two_digits()?), day: Some(two_digits()?) })
    }

    /// `May 3, 1961`, `May 1961`, `May 3`, `May`.
    fn month_first(&mut self) -> Option<Part> {
        let month = self.month()?;
        let mut part = Part { month: Some(month), ..Part::default() };
        part.day = self.attempt(|scan| {
            scan.skip(&['[', ']', ',']);
            scan.skip_word(&["the"]);
            scan.day()
        });
        if part.day.is_none() {
            // The day is left blank, or in doubt: `May —, 1961`.
            let _ = self.attempt(|scan| {
                scan.skip(&['[']);
                (scan.skip(&['—', '–', '-', '?', '_']) && scan.skip(&[']', ','])).then_some(())
            });
        }
        part.year = self.attempt(Self::following_year);
        Some(part)
    }

    /// `3 May 1961`, `3. März`, `3 de marzo de 1926`, `third day of May, 1926`, `15–17 November 1962`.
    fn day_first(&mut self) -> Option<Part> {
        let day = self.day()?;
        if let Some(part) = self.attempt(|scan| scan.month_after(day)) {
            return Some(part);
        }
        // The month stands after one more day.
        let after = self.at;
        self.skip(&['.']);
        let is_list = self.skip(&['-', '–', '—', '/', '&', ',', '(', '['])
            || self.skip_word(&["and", "to", "und", "et", "y", "e", "bis", "au", "al"]);
        let leads_to_month = is_list && {
            self.skip(&['[']);
            self.attempt(|scan| {
                let day = scan.day()?;
                scan.skip(&[')', ']']);
                scan.month_after(day)
            })
            .is_some()
        };
        self.at = after;
        self.skip(&['.']);
        leads_to_month.then_some(Part { day: Some(day), ..Part::default() })
    }

    fn month_after(&mut self, day: i8) -> Option<Part> {
        self.skip(&['.', ']', '[', ',']);
        self.skip_word(&["day", "days"]);
        self.skip_word(&["of", "de", "di", "d'", "d’"]);
        let month = self.month()?;
        let year = self.attempt(Self::following_year);
        Some(Part { year, month: Some(month), day: Some(day) })
    }

    /// `Spring 1962`.
    fn season(&mut self) -> Option<Part> {
        let month = season(self.peek(0)?, self.words)?;
        self.at += 1;
        self.skip_word(&["of"]);
        let year = self.following_year()?;
        Some(Part { year: Some(year), month: Some(month), day: None })
    }

    /// A number that can only be a day, since a month stands before it.
    fn bare_day(&mut self) -> Option<Part> {
        let day = self.day()?;
        Some(Part { day: Some(day), ..Part::default() })
    }

    /// A number or word for a day of the month, and no hour.
    fn day(&mut self) -> Option<i8> {
        let (day, length) = ordinal(&self.tokens[self.at..])?;
        self.at += length;
        let is_clock = self.is_sign(&[':']) && self.peek(1).is_some_and(|token| token.is_number())
            || matches!(self.tokens.get(self.at..), Some([hour, ..]) if matches!(hour.lower().as_str(), "am" | "pm" | "h" | "hours" | "uhr"))
            || matches!(self.tokens.get(self.at..), Some([half, stop, m, ..]) if matches!(half.lower().as_str(), "a" | "p") && stop.is('.') && m.is_any_case("m"));
        (!is_clock).then_some(day)
    }

    fn month(&mut self) -> Option<i8> {
        self.skip(&['[']);
        let (month, length) = month(self.tokens, self.at, self.words)?;
        self.at += length;
        Some(month)
    }

    /// A year after what belongs to it.
    fn following_year(&mut self) -> Option<i16> {
        self.skip(&['[', ']', ',', '.']);
        self.skip_word(&["de", "del", "of", "in"]);
        // "A.D. 1869", "anno 1926".
        if self.skip_word(&["a"]) {
            self.skip(&['.']);
            self.skip_word(&["d"]);
            self.skip(&['.']);
        }
        self.skip_word(&["ad", "anno"]);
        self.skip(&['[', ',']);
        self.year()
    }

    fn year(&mut self) -> Option<i16> {
        let token = self.peek(0)?;
        let is_year = token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        let year = token.text.parse().ok().filter(|year| is_year && *year >= 1000)?;
        self.at += 1;
        Some(year)
    }

    /// A date in brackets beside the one that stands there: `[24]`, `(22)`, `[O.S. February 9]`.
    fn alternative(&mut self) -> Option<Part> {
        let close = match self.peek(0)?.text {
            "[" => ']',
            "(" => ')',
            _ => return None,
        };
        let end = self.at + self.tokens[self.at..].iter().position(|token| token.is(close))?;
        let mut inner = Scan { tokens: &self.tokens[..end], at: self.at + 1, words: self.words };
        inner.style();
        let part = inner.part().or_else(|| inner.attempt(Self::bare_day))?;
        inner.skip(&['?']);
        inner.style();
        if inner.at < end {
            return None;
        }
        self.at = end + 1;
        Some(part)
    }

    /// `O.S.`, `Old Style`, `N.S.`.
    fn style(&mut self) -> Option<Style> {
        self.attempt(|scan| {
            scan.skip(&[',', '(', '[']);
            let style = match scan.peek(0)?.lower().as_str() {
                "o" | "os" | "old" => Style::Old,
                "n" | "ns" | "new" => Style::New,
                _ => return None,
            };
            let is_abbreviated = scan.peek(0)?.text.chars().count() == 1;
            let is_word = scan.peek(0)?.text.chars().count() == 3;
            scan.at += 1;
            scan.skip(&['.']);
            if is_abbreviated && !scan.skip_word(&["s"]) || is_word && !scan.skip_word(&["style"]) {
                return None;
            }
            scan.skip(&['.', ')', ']']);
            Some(style)
        })
    }

    /// `?`, `[?]`, `(?)` after a date.
    fn doubt(&mut self) -> bool {
        self.attempt(|scan| {
            scan.skip(&['[', '(']);
            scan.skip(&['?']).then(|| scan.skip(&[']', ')']))
        })
        .is_some()
    }
}

/// The calendar by which a date is counted.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Old,
    New,
}

impl Part {
    fn date(self) -> Option<Date> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::day(self.year?, month, day),
            (Some(month), None) => Date::month(self.year?, month),
            (None, _) => Date::year(self.year?),
        }
    }

    fn filled_from(self, other: Self) -> Self {
        Self { year: self.year.or(other.year), month: self.month.or(other.month), day: self.day }
    }
}

/// Gives the members of a list the months and years that others have. `None` if one stays without.
fn complete(parts: &mut [Part], year: i16) -> Option<()> {
    let mut following: Option<Part> = None;
    for part in parts.iter_mut().rev() {
        // "15–17 November" lends its month backwards.
        if let Some(next) = following {
            part.month = part.month.or(next.month);
        }
        following = Some(*part);
    }
    let mut before: Option<Part> = None;
    for part in parts.iter_mut() {
        // "May 3–4" lends it forwards.
        part.month = part.month.or(before.and_then(|before| before.month));
        before = Some(*part);
    }
    let mut next: Option<Part> = None;
    for part in parts.iter_mut().rev() {
        if part.year.is_none() {
            part.year = match next {
                // December stands before the January whose year is given.
                Some(next) if part.month > next.month => next.year.map(|year| year - 1),
                Some(next) => next.year,
                None => Some(year),
            };
        }
        next = Some(*part);
    }
    let is_whole = |part: &Part| part.month.is_some() || part.day.is_none();
    parts.iter().all(is_whole).then_some(())
}

/// The New Style date of two that are the same day in both styles.
fn new_style_of(pair: [Part; 2]) -> Option<Date> {
    let [one, other] = [pair[0].date()?, pair[1].date()?];
    let is_old_of = |old: Date, new: Date| {
        old.earliest().and_then(calendar::new_style) == new.earliest() && new.latest() == new.earliest()
    };
    // "December 28/January 10, 1904": the earlier of both may be of the year before.
    if is_old_of(one, other) {
        return Some(other);
    }
    is_old_of(other, one).then_some(one)
}

fn in_new_style(date: Date) -> Date {
    let day = date.earliest().filter(|day| date.latest() == Some(*day)).and_then(calendar::new_style);
    day.and_then(|day| Date::day(day.year(), day.month(), day.day())).unwrap_or(date)
}
