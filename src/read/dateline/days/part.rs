//! A member of a list of days: how it is written, and what the others lend it.

use super::Scan;
use crate::model::date::{Date, year};
use crate::read::dateline::calendar;
use crate::read::dateline::names::{month, ordinal, season};
use crate::read::dateline::slip::Slip;

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct DatePart {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// Whether the year after it can be meant as well.
    pub(super) or_next_year: bool,
}

/// A year as it is written.
#[derive(Clone, Copy)]
pub(super) struct Year {
    first: i16,
    /// Whether the year after it is given, too.
    is_double: bool,
}

/// Until then, the year began in March in some countries, and a dash can part the two years.
const LAST_WITH_DASH: i16 = 1752;

/// What stands at a place of a date whose parts are joined by signs.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Year,
    Month,
    Day,
}

/// The calendar by which a date is counted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Style {
    Old,
    New,
}

impl Scan<'_> {
    pub(super) fn part(&mut self) -> Option<DatePart> {
        self.attempt(Self::figures)
            .or_else(|| self.attempt(Self::joined))
            .or_else(|| self.attempt(Self::year_first))
            .or_else(|| self.attempt(Self::month_first))
            .or_else(|| self.attempt(Self::day_first))
            .or_else(|| self.attempt(Self::season))
    }

    /// Day, month and year without spaces: `31-Dec-2002`, `Dec_2002`, `2003-March`.
    fn joined(&mut self) -> Option<DatePart> {
        let mut part = DatePart::default();
        let mut order = Vec::with_capacity(3);
        loop {
            let piece = if let Some(month) = self.attempt(|scan| scan.month()) {
                part.month = Some(month);
                Piece::Month
            } else if let Some(year) = self.attempt(|scan| scan.simple_year()) {
                part.year = Some(year);
                Piece::Year
            } else {
                part.day = Some(self.day()?);
                Piece::Day
            };
            order.push(piece);
            let is_joined =
                self.glued(0).is_some_and(|sign| sign.is_dash() || matches!(sign.text, "_" | "/"))
                    && self.glued(1).is_some_and(|next| next.is_word() || next.is_number());
            let is_whole = matches!(
                order[..],
                [Piece::Month, Piece::Year]
                    | [Piece::Year, Piece::Month]
                    | [Piece::Day, Piece::Month, Piece::Year]
                    | [Piece::Month, Piece::Day, Piece::Year]
                    | [Piece::Year, Piece::Month, Piece::Day]
            );
            let has_day = is_joined
                && order[..] == [Piece::Year, Piece::Month]
                && ordinal(&self.tokens[self.at + 1..], self.days()).is_some();
            if is_whole && !has_day {
                return Some(part);
            }
            if !is_joined || order.len() == 3 {
                return None;
            }
            self.at += 1;
        }
    }

    /// `1984 March 2`, `1984, March`. What follows must not have the year of its own, and a month
    /// without a day no word after it: "the 1963 March on Amsel".
    fn year_first(&mut self) -> Option<DatePart> {
        let year = self.simple_year()?;
        self.skip(&[',']);
        let month = self.month()?;
        let day = self.attempt(Self::day);
        let has_own_year = self.attempt(Self::following_year).is_some();
        let goes_on = day.is_none() && self.peek(0).is_some_and(|next| next.is_word() || next.is_number());
        (!has_own_year && !goes_on).then_some(DatePart {
            year: Some(year),
            month: Some(month),
            day,
            ..DatePart::default()
        })
    }

    /// `May 3, 1961`, `May 1961`, `May 3`, `May`.
    fn month_first(&mut self) -> Option<DatePart> {
        let month = self.month()?;
        let mut part = DatePart { month: Some(month), ..DatePart::default() };
        part.day = self.attempt(|scan| {
            scan.skip(&['[', ']', ',']);
            scan.skip_word(&scan.days().articles);
            scan.day()
        });
        if part.day.is_none() {
            // The day is left blank, or in doubt: `May —, 1961`.
            let _ = self.attempt(|scan| {
                scan.skip(&['[']);
                (scan.skip(&['—', '–', '-', '?', '_']) && scan.skip(&[']', ','])).then_some(())
            });
        }
        Some(part.of_year(self.attempt(Self::following_year)))
    }

    /// `3 May 1961`, `3. März`, `3 de marzo de 1926`, `third day of May, 1926`, `15–17 November 1962`.
    fn day_first(&mut self) -> Option<DatePart> {
        let day = self.day()?;
        if let Some(part) = self.attempt(|scan| scan.month_after(day)) {
            return Some(part);
        }
        // The month stands after one more day.
        let after = self.at;
        self.skip(&['.']);
        let is_list =
            self.skip(&['-', '–', '—', '/', '&', ',', '(', '[']) || self.skip_word(&self.days().and);
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
        leads_to_month.then_some(DatePart { day: Some(day), ..DatePart::default() })
    }

    pub(super) fn month_after(&mut self, day: i8) -> Option<DatePart> {
        self.skip(&['.', ']', '[', ',']);
        self.skip_word(&self.days().day_words);
        self.skip_word(&self.days().before_months);
        let month = self.month()?;
        let part = DatePart { month: Some(month), day: Some(day), ..DatePart::default() };
        Some(part.of_year(self.attempt(Self::following_year)))
    }

    /// `Spring 1962`.
    fn season(&mut self) -> Option<DatePart> {
        let month = season(self.peek(0)?, self.words)?;
        self.at += 1;
        self.skip_word(&self.days().before_seasons);
        // A winter belongs to two years, and is counted by the first: `Winter 1917/18`.
        let year = self.following_year()?.first;
        Some(DatePart { year: Some(year), month: Some(month), ..DatePart::default() })
    }

    /// A number that can only be a day, since a month stands before it.
    pub(super) fn bare_day(&mut self) -> Option<DatePart> {
        let day = self.day()?;
        Some(DatePart { day: Some(day), ..DatePart::default() })
    }

    /// A number or word for a day of the month, and no hour.
    fn day(&mut self) -> Option<i8> {
        let (day, length) = ordinal(&self.tokens[self.at..], self.days())?;
        self.at += length;
        let is_clock = self.is_sign(&[':']) && self.peek(1).is_some_and(|token| token.is_number())
            || matches!(self.tokens.get(self.at..), Some([hour, ..]) if self.days().hours.has(hour.text))
            || matches!(self.tokens.get(self.at..), Some([half, stop, m, ..]) if self.days().half_days.has(half.text) && stop.is('.') && self.days().meridiem.has(m.text));
        (!is_clock).then_some(day)
    }

    fn month(&mut self) -> Option<i8> {
        self.skip(&['[']);
        let (month, length) = month(self.tokens, self.at, self.words)?;
        self.at += length;
        Some(month)
    }

    /// A year after what belongs to it.
    pub(super) fn following_year(&mut self) -> Option<Year> {
        self.skip(&['[', ']', ',', '.']);
        self.skip_word(&self.days().before_years);
        // "A.D. 1869", "anno 1926".
        if self.skip_word(&self.days().anno) {
            self.skip(&['.']);
            self.skip_word(&self.days().domini);
            self.skip(&['.']);
        }
        self.skip_word(&self.days().christian_era);
        self.skip(&['[', ',']);
        self.year()
    }

    /// A year of four figures.
    pub(super) fn simple_year(&mut self) -> Option<i16> {
        let year = year::of_figures(self.peek(0)?.text, &year::DATED)?;
        self.at += 1;
        Some(year)
    }

    /// A year, with the one after it where both are given: `1731/32`, `1688/9`, `1699/1700`.
    fn year(&mut self) -> Option<Year> {
        let first = self.simple_year()?;
        let is_next = |text: &str| {
            let next = (first + 1).to_string();
            matches!(text.len(), 1 | 2 | 4) && next.ends_with(text)
        };
        let is_double = self.glued(0).is_some_and(|sign| {
            // Later on, a dash stands before the time: "January 14, 1951—2 p.m."
            sign.is('/') || sign.is_dash() && first <= LAST_WITH_DASH
        }) && self.glued(1).is_some_and(|next| is_next(next.text))
            && !self.glued(2).is_some_and(|sign| sign.is(':'));
        self.at += if is_double { 2 } else { 0 };
        Some(Year { first, is_double })
    }

    /// A date in brackets beside the one that stands there: `[24]`, `(22)`, `[O.S. February 9]`.
    pub(super) fn alternative(&mut self) -> Option<DatePart> {
        let close = match self.peek(0)?.text {
            "[" => ']',
            "(" => ')',
            _ => return None,
        };
        let end = self.at + self.tokens[self.at..].iter().position(|token| token.is(close))?;
        let mut inner = Scan { tokens: &self.tokens[..end], at: self.at + 1, first: 0, words: self.words };
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
            let word = scan.peek(0)?.text;
            let style = if scan.days().old_style.has(word) {
                Style::Old
            } else if scan.days().new_style.has(word) {
                Style::New
            } else {
                return None;
            };
            let is_abbreviated = scan.peek(0)?.text.chars().count() == 1;
            let is_word = scan.peek(0)?.text.chars().count() == 3;
            scan.at += 1;
            scan.skip(&['.']);
            if is_abbreviated && !scan.skip_word(&scan.days().style_letter)
                || is_word && !scan.skip_word(&scan.days().style)
            {
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

impl DatePart {
    /// A day in figures; `None` where the numbers are those of no month or day.
    pub(super) fn of_day(year: i16, month: i8, day: i8) -> Option<Self> {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Self { year: Some(year), month: Some(month), day: Some(day), ..Self::default() })
    }

    /// The same with a year. Where the year began on 25 March, a day before that belongs to the second
    /// of the two years that are written. After it nobody wrote two, and either can be meant.
    pub(super) fn of_year(self, year: Option<Year>) -> Self {
        let Some(Year { first, is_double }) = year else { return self };
        let is_early = match (self.month, self.day) {
            (Some(month), None) => month <= 3,
            (Some(month), Some(day)) => (month, day) < (3, 25),
            (None, _) => false,
        };
        let year = if is_double && is_early { first + 1 } else { first };
        Self { year: Some(year), or_next_year: is_double && !is_early, ..self }
    }

    /// Whether the calendar has such a day.
    pub(super) fn is_possible(self) -> bool {
        self.year.is_none() || self.date().is_some()
    }

    /// The slip, if the month does not have the day.
    pub(super) fn impossible_day(self) -> Option<Slip> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        (!self.or_next_year && self.date().is_none()).then_some(Slip::NoSuchDay { year, month, day })
    }

    /// The 29 February of a year that is a leap year only in the Old Style, such as 1900, in the New.
    pub(super) fn old_leap_day(self) -> Option<Date> {
        let year = self.year.filter(|year| self.month == Some(2) && self.day == Some(29) && year % 4 == 0)?;
        if Date::day(year, 2, 29).is_some() {
            return None;
        }
        let next = Date::day(year, 2, 28)?.earliest().and_then(calendar::new_style)?.tomorrow().ok()?;
        Date::day(next.year(), next.month(), next.day())
    }

    pub(super) fn date(self) -> Option<Date> {
        if self.or_next_year {
            return Date::interval(Date::year(self.year?)?, Date::year(self.year? + 1)?);
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::day(self.year?, month, day),
            (Some(month), None) => Date::month(self.year?, month),
            (None, _) => Date::year(self.year?),
        }
    }

    pub(super) fn filled_from(self, other: Self) -> Self {
        Self { year: self.year.or(other.year), month: self.month.or(other.month), ..self }
    }
}

/// Gives the members of a list the months and years that others have. `None` if one has a day and no
/// month.
pub(super) fn complete(parts: &mut [DatePart]) -> Option<()> {
    let mut following: Option<DatePart> = None;
    for part in parts.iter_mut().rev() {
        // "15–17 November" lends its month backwards.
        if let Some(next) = following {
            part.month = part.month.or(next.month);
        }
        following = Some(*part);
    }
    let mut before: Option<DatePart> = None;
    for part in parts.iter_mut() {
        // "May 3–4" lends it forwards.
        part.month = part.month.or(before.and_then(|before| before.month));
        before = Some(*part);
    }
    let mut next: Option<DatePart> = None;
    for part in parts.iter_mut().rev() {
        // December stands before the January whose year is given.
        part.year = part.year.or_else(|| {
            let next = next?;
            next.year.map(|year| year - i16::from(part.month > next.month))
        });
        next = Some(*part);
    }
    let mut before: Option<DatePart> = None;
    for part in parts.iter_mut() {
        // And January after the December.
        part.year = part.year.or_else(|| {
            let before = before?;
            before.year.map(|year| year + i16::from(part.month < before.month))
        });
        before = Some(*part);
    }
    let is_whole = |part: &DatePart| part.month.is_some() || part.day.is_none();
    parts.iter().all(is_whole).then_some(())
}

/// The New Style date of two that are the same day in both styles.
pub(super) fn new_style_of(pair: [DatePart; 2]) -> Option<Date> {
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
