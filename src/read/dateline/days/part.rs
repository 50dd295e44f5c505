//! A member of a list of days: how it is written, and what the others lend it.

use super::Scan;
use super::names::{month, ordinal, season};
use crate::date::Date;
use crate::read::dateline::calendar;

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Part {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

/// The calendar by which a date is counted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Style {
    Old,
    New,
}

impl Scan<'_> {
    pub(super) fn part(&mut self) -> Option<Part> {
        self.attempt(Self::iso_day)
            .or_else(|| self.attempt(Self::month_first))
            .or_else(|| self.attempt(Self::day_first))
            .or_else(|| self.attempt(Self::season))
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

    pub(super) fn month_after(&mut self, day: i8) -> Option<Part> {
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
    pub(super) fn bare_day(&mut self) -> Option<Part> {
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
    pub(super) fn following_year(&mut self) -> Option<i16> {
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

    pub(super) fn year(&mut self) -> Option<i16> {
        let token = self.peek(0)?;
        let is_year = token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        let year = token.text.parse().ok().filter(|year| is_year && *year >= 1000)?;
        self.at += 1;
        Some(year)
    }

    /// A date in brackets beside the one that stands there: `[24]`, `(22)`, `[O.S. February 9]`.
    pub(super) fn alternative(&mut self) -> Option<Part> {
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
    pub(super) fn style(&mut self) -> Option<Style> {
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
    pub(super) fn doubt(&mut self) -> bool {
        self.attempt(|scan| {
            scan.skip(&['[', '(']);
            scan.skip(&['?']).then(|| scan.skip(&[']', ')']))
        })
        .is_some()
    }
}

impl Part {
    pub(super) fn date(self) -> Option<Date> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::day(self.year?, month, day),
            (Some(month), None) => Date::month(self.year?, month),
            (None, _) => Date::year(self.year?),
        }
    }

    pub(super) fn filled_from(self, other: Self) -> Self {
        Self { year: self.year.or(other.year), month: self.month.or(other.month), day: self.day }
    }
}

/// Gives the members of a list the months and years that others have. `None` if one has a day and no
/// month.
pub(super) fn complete(parts: &mut [Part]) -> Option<()> {
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
        // December stands before the January whose year is given.
        part.year = part.year.or_else(|| {
            let next = next?;
            next.year.map(|year| year - i16::from(part.month > next.month))
        });
        next = Some(*part);
    }
    let mut before: Option<Part> = None;
    for part in parts.iter_mut() {
        // And January after the December.
        part.year = part.year.or_else(|| {
            let before = before?;
            before.year.map(|year| year + i16::from(part.month < before.month))
        });
        before = Some(*part);
    }
    let is_whole = |part: &Part| part.month.is_some() || part.day.is_none();
    parts.iter().all(is_whole).then_some(())
}

/// The New Style date of two that are the same day in both styles.
pub(super) fn new_style_of(pair: [Part; 2]) -> Option<Date> {
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

pub(super) fn in_new_style(date: Date) -> Date {
    let day = date.earliest().filter(|day| date.latest() == Some(*day)).and_then(calendar::new_style);
    day.and_then(|day| Date::day(day.year(), day.month(), day.day())).unwrap_or(date)
}
