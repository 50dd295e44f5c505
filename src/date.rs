//! Dates of EDTF level 1, as [ISO 8601-2](https://www.loc.gov/standards/datetime/) profiles them:
//! uncertain, approximate and unspecified dates, intervals and open ends.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date as Day;

/// A date, or an interval between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// A known date.
    Known(Point),
    /// `..`: the interval is open.
    Open,
    /// Nothing: the end is unknown.
    Unknown,
}

/// A year, month or day, or an unspecified one within a larger whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    year: i16,
    precision: Precision,
    /// `?`: the source is doubtful.
    uncertain: bool,
    /// `~`: the value is approximate.
    approximate: bool,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
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

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate(String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no date of EDTF level 1, such as 1984-02-14, 1984-02~ or 1983-12-08/1983-12-10",
            self.0
        )
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fail = || NotADate(text.to_owned());
        let Some((from, to)) = text.split_once('/') else {
            return Point::parse(text).map(Self::Single).ok_or_else(fail);
        };
        let from = End::parse(from).ok_or_else(fail)?;
        let to = End::parse(to).ok_or_else(fail)?;
        if let (End::Known(from), End::Known(to)) = (from, to)
            && from.earliest() > to.latest()
        {
            return Err(fail());
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

    /// A month; `None` if there is no such month.
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

    /// The same date, marked as approximate.
    pub fn approximate(self) -> Self {
        let mark = |point: Point| Point { approximate: true, ..point };
        let mark_end = |end: End| match end {
            End::Known(point) => End::Known(mark(point)),
            other => other,
        };
        match self {
            Self::Single(point) => Self::Single(mark(point)),
            Self::Interval { from, to } => Self::Interval { from: mark_end(from), to: mark_end(to) },
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
        let exact = !point.uncertain && !point.approximate && point.year > 0;
        let valid = match point.precision {
            Precision::Year | Precision::Day(..) => true,
            Precision::Month(month) => month <= 12,
            _ => false,
        };
        (exact && valid).then(|| point.to_string())
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

    /// The date as English prose writes it: `14 February 1984`, `about February 1984`,
    /// `8–10 December 1983`.
    pub fn display(self) -> String {
        match self {
            Self::Single(point) => point.display(),
            Self::Interval { from: End::Known(from), to: End::Known(to) } => display_interval(from, to),
            Self::Interval { from: End::Known(from), .. } => format!("{} or later", from.display()),
            Self::Interval { to: End::Known(to), .. } => format!("{} or earlier", to.display()),
            Self::Interval { .. } => "unknown".to_owned(),
        }
    }
}

/// An interval whose ends share a month or a year names it once.
fn display_interval(from: Point, to: Point) -> String {
    let plain = |point: Point| !point.uncertain && !point.approximate;
    if from.year == to.year && plain(from) && plain(to) {
        match (from.precision, to.precision) {
            (Precision::Day(m1, d1), Precision::Day(m2, d2)) if m1 == m2 => {
                return format!("{d1}–{d2} {} {}", month_name(m1), from.year);
            }
            (Precision::Day(m1, d1), Precision::Day(m2, d2)) => {
                return format!("{d1} {} – {d2} {} {}", month_name(m1), month_name(m2), from.year);
            }
            (Precision::Month(m1), Precision::Month(m2)) => {
                return format!("{}–{} {}", month_name(m1), month_name(m2), from.year);
            }
            _ => {}
        }
    }
    format!("{} – {}", from.display(), to.display())
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
        Day::new(self.year, month, day).unwrap_or(Day::MIN)
    }

    fn latest(self) -> Day {
        let (year, month) = match self.precision {
            Precision::Century => (self.year.saturating_add(99), 12),
            Precision::Decade => (self.year.saturating_add(9), 12),
            // Winter ends in the next year.
            Precision::Month(24) => (self.year.saturating_add(1), 2),
            Precision::Month(season @ 21..) => (self.year, (season - 21) * 3 + 5),
            Precision::Month(month) | Precision::SomeDay(month) => (self.year, month),
            Precision::Day(..) => return self.earliest(),
            _ => (self.year, 12),
        };
        Day::new(year, month, 1).map_or(Day::MAX, Day::last_of_month)
    }

    fn display(self) -> String {
        let Self { year, precision, .. } = self;
        let date = match precision {
            Precision::Century | Precision::Decade => format!("{year}s"),
            Precision::Year | Precision::SomeMonth | Precision::SomeDayOfYear => year.to_string(),
            Precision::Month(month) | Precision::SomeDay(month) => format!("{} {year}", month_name(month)),
            Precision::Day(month, day) => format!("{day} {} {year}", month_name(month)),
        };
        match (self.uncertain, self.approximate) {
            (false, false) => date,
            (true, false) => format!("{date} (uncertain)"),
            (false, true) => format!("about {date}"),
            (true, true) => format!("about {date} (uncertain)"),
        }
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

/// The English name of a month (1 to 12) or season (21 to 24).
pub fn month_name(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let named = match month {
        21.. => usize::try_from(month - 21).ok().and_then(|index| SEASONS.get(index)),
        _ => usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)),
    };
    named.copied().unwrap_or("unknown month")
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
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn what_is_parsed_is_written_the_same() {
        for text in [
            "1984",
            "1984-02",
            "1984-02-14",
            "1984?",
            "1984-02~",
            "1984-02-14%",
            "198X",
            "19XX",
            "1984-XX",
            "1984-02-XX",
            "1984-XX-XX",
            "1984-21",
            "1983-12-08/1983-12-10",
            "1983/..",
            "../1984-02",
            "1983/",
            "/1984",
            "-0044-03-15",
            "0800",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "84",
            "1984-13",
            "1984-02-30",
            "1984-2-3",
            "19X4",
            "1985/1984",
            "../..",
            "/",
            "February",
            "198X-02",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let days = |text: &str| {
            let date = date(text);
            (date.earliest().map(|d| d.to_string()), date.latest().map(|d| d.to_string()))
        };
        let both = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
        assert_eq!(days("1984-02"), both("1984-02-01", "1984-02-29"));
        assert_eq!(days("198X"), both("1980-01-01", "1989-12-31"));
        assert_eq!(days("1984-24"), both("1984-12-01", "1985-02-28"));
        assert_eq!(days("1983-12-08/1984"), both("1983-12-08", "1984-12-31"));
        assert_eq!(days("1983/.."), (Some("1983-01-01".to_owned()), None));
    }

    #[test]
    fn dates_are_ordered_by_their_first_day_and_the_shorter_first() {
        let mut dates: Vec<Date> =
            ["1984", "1984-02", "1984-02-01", "1984-01-31", "1984-01"].map(date).to_vec();
        dates.sort_by_key(|date| date.order());
        let sorted: Vec<String> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["1984-01", "1984", "1984-01-31", "1984-02-01", "1984-02"]);
    }

    #[test]
    fn dates_read_as_people_write_them() {
        for (edtf, shown) in [
            ("1984-02-14", "14 February 1984"),
            ("1984-02~", "about February 1984"),
            ("1984?", "1984 (uncertain)"),
            ("198X", "1980s"),
            ("1983-12-08/1983-12-10", "8–10 December 1983"),
            ("1983-11-28/1983-12-02", "28 November – 2 December 1983"),
            ("1983-12-30/1984-01-02", "30 December 1983 – 2 January 1984"),
            ("1983/..", "1983 or later"),
            ("1984-21", "spring 1984"),
        ] {
            assert_eq!(date(edtf).display(), shown);
        }
    }

    #[test]
    fn only_exact_dates_are_machine_readable_times() {
        assert_eq!(date("1984-02-14").datetime().as_deref(), Some("1984-02-14"));
        assert_eq!(date("1984").datetime().as_deref(), Some("1984"));
        assert_eq!(date("1984~").datetime(), None);
        assert_eq!(date("1984-21").datetime(), None);
        assert_eq!(date("1984/1985").datetime(), None);
    }

    #[test]
    fn a_timeline_shows_a_month_where_it_is_known() {
        assert_eq!(date("1984-02-14").year_and_month(), (1984, Some(2)));
        assert_eq!(date("1984-02").year_and_month(), (1984, Some(2)));
        assert_eq!(date("1984").year_and_month(), (1984, None));
        assert_eq!(date("1983-12-30/1984-01-02").year_and_month(), (1983, Some(12)));
    }
}
