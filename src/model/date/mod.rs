//! Dates of EDTF level 1, as [ISO 8601-2](https://www.loc.gov/standards/datetime/) profiles them:
//! seasons, uncertain, approximate and unspecified dates, intervals and open ends.
//!
//! A moment of level 0 (`1985-04-12T23:20:30Z`) is read as its day: what is dated here are documents,
//! and the hours of several places cannot be compared without their zones, which datelines rarely
//! give.
//!
//! The folder owns the grammar of the format and how dates compare. It takes a text in that format and gives a [`Date`]. It
//! must not know how people write dates: [`crate::language::dates`] shows them, and readers find them in prose.

pub mod year;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date as Day;
use serde::{Deserialize, Serialize};

/// A date, or an interval between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Date {
    /// One date.
    Single(Point),
    /// From one date to another, both included.
    Interval {
        /// The beginning.
        from: End,
        /// The end.
        to: End,
    },
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    /// A known date.
    Known(Point),
    /// `..`: the interval is open.
    Open,
    /// Nothing: the end is unknown.
    Unknown,
}

/// A year, month or day, or an unspecified one within a larger whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    pub(crate) year: i16,
    pub(crate) precision: Precision,
    /// `?`: the source is doubtful.
    pub(crate) uncertain: bool,
    /// `~`: the value is approximate.
    pub(crate) approximate: bool,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Precision {
    /// `19XX`: the year is the first of the hundred.
    Century,
    /// `198X`: the year is the first of the ten.
    Decade,
    /// `1984`.
    Year,
    /// `1984-XX`: some month of the year.
    SomeMonth,
    /// `1984-XX-XX`: some day of the year.
    SomeDayOfYear,
    /// `1984-02`; 21 to 24 are the seasons.
    Month(i8),
    /// `1984-02-XX`: some day of the month.
    SomeDay(i8),
    /// `1984-02-14`.
    Day(i8, i8),
}

/// Why a text is no date; each holds the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotADate {
    /// It is not written as EDTF writes dates, or names a day that there is not.
    Unknown(String),
    /// It is a date of EDTF whose year is beyond those that can be held.
    FarYear(String),
    /// It is an interval that ends before it begins.
    Backwards(String),
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => write!(
                f,
                "`{text}` is no date of EDTF level 1, such as 1984-02-14, 1984-02~ or 1983-12-08/1983-12-10"
            ),
            Self::FarYear(text) => {
                write!(f, "the year of `{text}` is out of reach: years from -9999 to 9999 can be held")
            }
            Self::Backwards(text) => write!(f, "the interval `{text}` ends before it begins"),
        }
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fail = || {
            let is_far = text.split('/').any(is_far_year);
            let kind = if is_far { NotADate::FarYear } else { NotADate::Unknown };
            kind(text.to_owned())
        };
        let Some((from, to)) = text.split_once('/') else {
            return Point::parse(without_time(text)).map(Self::Single).ok_or_else(fail);
        };
        let from = End::parse(from).ok_or_else(fail)?;
        let to = End::parse(to).ok_or_else(fail)?;
        if let (End::Known(from), End::Known(to)) = (from, to) {
            // An interval from a day to the same day is that day.
            if from == to {
                return Ok(Self::Single(from));
            }
            if from.earliest() > to.latest() {
                return Err(NotADate::Backwards(text.to_owned()));
            }
        }
        if !matches!(from, End::Known(_)) && !matches!(to, End::Known(_)) {
            return Err(fail());
        }
        Ok(Self::Interval { from, to })
    }
}

impl Date {
    /// A single day; `None` if there is no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Point::new(year, Precision::Day(month, day)).map(Self::Single)
    }

    /// A day of the calendar.
    pub fn from_day(day: Day) -> Self {
        let precision = Precision::Day(day.month(), day.day());
        Self::Single(Point { year: day.year(), precision, approximate: false, uncertain: false })
    }

    /// A month, or a season (21 for spring to 24 for winter); `None` if there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Point::new(year, Precision::Month(month)).map(Self::Single)
    }

    /// From the first to the last of two dates, or one date where both are the same; `None` if
    /// the first lies after the second.
    pub fn interval(from: Self, to: Self) -> Option<Self> {
        let (Self::Single(from), Self::Single(to)) = (from, to) else { return None };
        if from == to {
            return Some(Self::Single(from));
        }
        (from.earliest() <= to.latest())
            .then_some(Self::Interval { from: End::Known(from), to: End::Known(to) })
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Point::new(year, Precision::Year).map(Self::Single)
    }

    /// From this date on, with an open end.
    pub fn or_later(self) -> Self {
        match self {
            Self::Single(point) => Self::Interval { from: End::Known(point), to: End::Open },
            Self::Interval { from, .. } => Self::Interval { from, to: End::Open },
        }
    }

    /// Up to this date, with an open beginning.
    pub fn or_earlier(self) -> Self {
        match self {
            Self::Single(point) => Self::Interval { from: End::Open, to: End::Known(point) },
            Self::Interval { to, .. } => Self::Interval { from: End::Open, to },
        }
    }

    /// The same date, marked as approximate.
    pub fn approximate(self) -> Self {
        self.map(|point| Point { approximate: true, ..point })
    }

    /// The same date, marked as uncertain.
    pub fn uncertain(self) -> Self {
        self.map(|point| Point { uncertain: true, ..point })
    }

    fn map(self, change: impl Fn(Point) -> Point) -> Self {
        let change_end = |end: End| match end {
            End::Known(point) => End::Known(change(point)),
            other => other,
        };
        match self {
            Self::Single(point) => Self::Single(change(point)),
            Self::Interval { from, to } => Self::Interval { from: change_end(from), to: change_end(to) },
        }
    }

    /// The first day that the date can mean; an open or unknown beginning has none.
    pub fn earliest(self) -> Option<Day> {
        match self {
            Self::Single(point) | Self::Interval { from: End::Known(point), .. } => Some(point.earliest()),
            Self::Interval { .. } => None,
        }
    }

    /// The last day that the date can mean; an open or unknown end has none.
    pub fn latest(self) -> Option<Day> {
        match self {
            Self::Single(point) | Self::Interval { to: End::Known(point), .. } => Some(point.latest()),
            Self::Interval { .. } => None,
        }
    }

    /// The day by which the date is ordered among others: the first that it can mean, or the last
    /// where the beginning is open. Of two dates that begin alike the shorter comes first, so that
    /// a day stands before its month.
    pub fn order(self) -> (Day, Day) {
        let earliest = self.earliest().or(self.latest()).unwrap_or(Day::MIN);
        (earliest, self.latest().unwrap_or(Day::MAX))
    }

    /// Whether there is a day that both dates can mean. An open or unknown end can be any day.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time =
            |one: Self, other: Self| one.earliest().unwrap_or(Day::MIN) <= other.latest().unwrap_or(Day::MAX);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// The value of `<time datetime>`: a day, month or year, where the date is exactly that. HTML
    /// knows no uncertain dates and no intervals.
    pub fn datetime(self) -> Option<String> {
        let Self::Single(point) = self else { return None };
        self.is_exact().then(|| point.to_string())
    }

    /// Whether it is exactly a day, month or year.
    pub fn is_exact(self) -> bool {
        let Self::Single(point) = self else { return false };
        let is_sure = !point.uncertain && !point.approximate && point.year > 0;
        let is_whole = match point.precision {
            Precision::Year | Precision::Day(..) => true,
            Precision::Month(month) => month <= 12,
            _ => false,
        };
        is_sure && is_whole
    }

    /// Whether the date is one date and no interval.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Single(_))
    }

    /// The year and month in which a timeline shows the date; the month is absent where the date
    /// is less exact.
    pub fn year_and_month(self) -> (i16, Option<i8>) {
        let (earliest, latest) = self.order();
        let same_month = earliest.year() == latest.year() && earliest.month() == latest.month();
        // An interval of a few days stands in the month in which it begins.
        let short = latest != Day::MAX && earliest.until(latest).is_ok_and(|span| span.get_days() <= 31);
        (earliest.year(), (same_month || short).then_some(earliest.month()))
    }
}

impl fmt::Display for Date {
    /// The date in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(point) => point.fmt(f),
            Self::Interval { from, to } => write!(f, "{from}/{to}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(point) => point.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl End {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::Unknown),
            ".." => Some(Self::Open),
            _ => Point::parse(text).map(Self::Known),
        }
    }
}

impl Point {
    fn new(year: i16, precision: Precision) -> Option<Self> {
        let valid = match precision {
            _ if !(-9999..=9999).contains(&year) => false,
            Precision::Month(month) => (1..=12).contains(&month) || (21..=24).contains(&month),
            Precision::SomeDay(month) => (1..=12).contains(&month),
            Precision::Day(month, day) => Day::new(year, month, day).is_ok(),
            _ => true,
        };
        valid.then_some(Self { year, precision, uncertain: false, approximate: false })
    }

    fn parse(text: &str) -> Option<Self> {
        let (text, uncertain, approximate) = match text.as_bytes().last()? {
            b'?' => (&text[..text.len() - 1], true, false),
            b'~' => (&text[..text.len() - 1], false, true),
            b'%' => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = digits.split('-');
        let year = parts.next()?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        let (first_year, year_precision) = match year.as_bytes() {
            [a, b, b'X', b'X'] => (number(&[*a, *b])? * 100, Precision::Century),
            [a, b, c, b'X'] => (number(&[*a, *b, *c])? * 10, Precision::Decade),
            bytes => (number(bytes)?, Precision::Year),
        };
        let precision = match (year_precision, month, day) {
            (whole, None, None) => whole,
            (Precision::Year, Some("XX"), None) => Precision::SomeMonth,
            (Precision::Year, Some("XX"), Some("XX")) => Precision::SomeDayOfYear,
            (Precision::Year, Some(month), None) => Precision::Month(two_digits(month)?),
            (Precision::Year, Some(month), Some("XX")) => Precision::SomeDay(two_digits(month)?),
            (Precision::Year, Some(month), Some(day)) => Precision::Day(two_digits(month)?, two_digits(day)?),
            _ => return None,
        };
        // There is no year before the year 0 but -1.
        if negative && first_year == 0 {
            return None;
        }
        let year = if negative { -first_year } else { first_year };
        let point = Self::new(year, precision)?;
        Some(Self { uncertain, approximate, ..point })
    }

    fn earliest(self) -> Day {
        let (month, day) = match self.precision {
            Precision::Month(season @ 21..) => ((season - 21) * 3 + 3, 1),
            Precision::Month(month) | Precision::SomeDay(month) => (month, 1),
            Precision::Day(month, day) => (month, day),
            _ => (1, 1),
        };
        Day::new(self.years().0, month, day).unwrap_or(Day::MIN)
    }

    fn latest(self) -> Day {
        let last_year = self.years().1;
        let (year, month) = match self.precision {
            // Winter ends in the next year.
            Precision::Month(24) => (last_year.saturating_add(1), 2),
            Precision::Month(season @ 21..) => (last_year, (season - 21) * 3 + 5),
            Precision::Month(month) | Precision::SomeDay(month) => (last_year, month),
            Precision::Day(..) => return self.earliest(),
            _ => (last_year, 12),
        };
        Day::new(year, month, 1).map_or(Day::MAX, Day::last_of_month)
    }

    /// The first and the last year that it can mean. Before the year 0 the digits that are given
    /// stand for the years nearest to it: `-198X` ends with -1980.
    pub(crate) fn years(self) -> (i16, i16) {
        let further = match self.precision {
            Precision::Century => 99,
            Precision::Decade => 9,
            _ => 0,
        };
        if self.year < 0 { (self.year - further, self.year) } else { (self.year, self.year + further) }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            f.write_str("-")?;
        }
        let year = self.year.unsigned_abs();
        match self.precision {
            Precision::Century => write!(f, "{:02}XX", year / 100),
            Precision::Decade => write!(f, "{:03}X", year / 10),
            Precision::Year => write!(f, "{year:04}"),
            Precision::SomeMonth => write!(f, "{year:04}-XX"),
            Precision::SomeDayOfYear => write!(f, "{year:04}-XX-XX"),
            Precision::Month(month) => write!(f, "{year:04}-{month:02}"),
            Precision::SomeDay(month) => write!(f, "{year:04}-{month:02}-XX"),
            Precision::Day(month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }?;
        match (self.uncertain, self.approximate) {
            (false, false) => Ok(()),
            (true, false) => f.write_str("?"),
            (false, true) => f.write_str("~"),
            (true, true) => f.write_str("%"),
        }
    }
}

/// A day without the time that stands after it: `T23:20:30`, with `Z`, `-04` or `+05:30`.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.split_once('T') else { return text };
    let is_below = |digits: &str, end| two_digits(digits).is_some_and(|value| value < end);
    let is_clock = |text: &str| match text.split(':').collect::<Vec<_>>()[..] {
        [hour, minute, second] => is_below(hour, 24) && is_below(minute, 60) && is_below(second, 60),
        _ => false,
    };
    let is_shift = |text: &str| match text.split_once(':') {
        Some((hours, minutes)) => is_below(hours, 24) && is_below(minutes, 60),
        None => is_below(text, 24),
    };
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let is_zone = matches!(zone, "" | "Z") || zone.strip_prefix(['+', '-']).is_some_and(is_shift);
    if day.len() == "1985-04-12".len() && is_clock(clock) && is_zone { day } else { text }
}

/// Whether it is a year of more than four digits, which EDTF writes `Y170000002`.
fn is_far_year(text: &str) -> bool {
    text.strip_prefix('Y').is_some_and(|year| {
        let digits = year.trim_start_matches('-').trim_end_matches(['?', '~', '%']);
        digits.len() > 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn number(digits: &[u8]) -> Option<i16> {
    digits
        .iter()
        .try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2).then(|| number(text.as_bytes())).flatten().and_then(|value| i8::try_from(value).ok())
}

#[cfg(test)]
mod tests;
