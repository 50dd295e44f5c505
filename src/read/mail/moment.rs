//! When a message was sent: the day and time that its sender's clock showed, or what those who passed it on say of it.

use std::sync::LazyLock;

use jiff::civil::{Date as Day, Time};
use jiff::tz::{Offset, TimeZone};
use regex::{Captures, Regex};

/// A moment with the zone of the clock that showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day by that clock.
    pub day: Day,
    /// Seconds since 1970.
    pub seconds: i64,
    time: Time,
    /// How many minutes its clock is before that of Greenwich, where that is known.
    zone: Option<i32>,
}

/// No mail is older. Clocks that were never set show 1970.
const FIRST_YEAR: i16 = 1971;
const LAST_YEAR: i16 = 2100;
/// A message can be sent so long after it was received, by clocks that are wrong, in seconds.
const SLACK: i64 = 2 * 86_400;

/// What says when a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The sender.
    Stated(Moment),
    /// The first who passed it on: it was sent by then.
    By(Moment),
    /// Nobody.
    Unknown,
}

/// When a message was sent, by its field `Date` and those who passed it on, the last of them first.
pub fn sent(date: Option<&str>, received: &[String]) -> Sent {
    let received: Vec<Moment> = received
        .iter()
        .filter_map(|field| Moment::read(field.rsplit(';').next().unwrap_or_default()))
        .collect();
    let stated = date.and_then(Moment::read);
    let latest = received.iter().map(|moment| moment.seconds).max();
    match (stated, received.last()) {
        (Some(stated), _) if latest.is_none_or(|latest| stated.seconds <= latest + SLACK) => {
            Sent::Stated(stated)
        }
        (_, Some(first)) => Sent::By(*first),
        _ => Sent::Unknown,
    }
}

/// What a pattern of this file is as one.
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
}

/// `Fri, 4 Mar 2011 09:12:00 +0100`, `4-Mar-11 09:12 EST`.
static BY_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[a-z]{2,9}\.?,? ?)?(?<day>[0-9]{1,2})[ -](?<month>[a-z]{3})[a-z]*\.?[ -](?<year>[0-9]{2,4}),? (?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<second>[0-9]{2}))?(?: ?(?<zone>[a-z]{0,5}[+-][0-9]{1,2}:?[0-9]{2}|[a-z]{1,5}))?",
    )
});

/// `Fri Mar  4 09:12:00 2011`, with or without a zone.
static BY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[a-z]{3,9},? )?(?<month>[a-z]{3})[a-z]* (?<day>[0-9]{1,2}),? (?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))? (?:(?<zone>[a-z]{1,5}|[+-][0-9]{4}) )?(?<year>[0-9]{4})(?: (?<later>[+-][0-9]{4}))?",
    )
});

/// `2011-03-04T09:12:00+01:00`.
static BY_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[t ](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))?(?:[.,][0-9]+)? ?(?<zone>z|[+-][0-9]{2}:?[0-9]{2})?",
    )
});

impl Moment {
    /// Reads a moment as heads of mail write it, in the form of today or those of other times and programs.
    pub fn read(text: &str) -> Option<Self> {
        const LONGEST: usize = 200;
        let text = text.get(..text.floor_char_boundary(LONGEST))?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = [&BY_DAY, &BY_MONTH, &BY_YEAR].into_iter().find_map(|form| form.captures(&text))?;
        Self::of(&found)
    }

    fn of(found: &Captures<'_>) -> Option<Self> {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let number = |name: &str| part(name).parse::<i8>().ok();
        let year: i16 = part("year").parse().ok()?;
        let year = match part("year").len() {
            2 if year < 70 => 2000 + year,
            // Programs that were not ready for 2000 counted on.
            2 | 3 => 1900 + year,
            _ => year,
        };
        let day = Day::new(year, month(part("month"))?, number("day")?).ok()?;
        let second = number("second").unwrap_or(0).min(59);
        let time = Time::new(number("hour")?, number("minute")?, second, 0).ok()?;
        let stated = [part("zone"), part("later")].into_iter().find(|zone| !zone.is_empty());
        let zone = stated.and_then(zone);
        let offset = Offset::from_seconds(zone.unwrap_or(0) * 60).ok()?;
        let seconds = day.to_datetime(time).to_zoned(TimeZone::fixed(offset)).ok()?.timestamp().as_second();
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(Self { day, seconds, time, zone })
    }

    /// The moment as a page shows it: `2011-03-04 09:12 +0100`.
    pub fn shown(&self) -> String {
        let zone = self.zone.map_or_else(String::new, |zone| {
            let sign = if zone < 0 { '-' } else { '+' };
            format!(" {sign}{:02}{:02}", zone.abs() / 60, zone.abs() % 60)
        });
        format!("{} {}{zone}", self.day, self.clock())
    }

    /// The time of day as a page shows it beside the day: `09:12`.
    pub fn clock(&self) -> String {
        format!("{:02}:{:02}", self.time.hour(), self.time.minute())
    }
}

/// A month by its English name or its number.
fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let place = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
    place.and_then(|place| i8::try_from(place + 1).ok()).or_else(|| name.parse().ok())
}

/// How many minutes a zone is before Greenwich; `-0000` says that nobody knows.
fn zone(name: &str) -> Option<i32> {
    /// The zones of RFC 822, and those of Europe and Japan that one meaning alone is known of.
    const NAMES: [(&str, i32); 20] = [
        ("gmt", 0),
        ("ut", 0),
        ("utc", 0),
        ("z", 0),
        ("wet", 0),
        ("est", -5),
        ("edt", -4),
        ("cst", -6),
        ("cdt", -5),
        ("mst", -7),
        ("mdt", -6),
        ("pst", -8),
        ("pdt", -7),
        ("cet", 1),
        ("cest", 2),
        ("met", 1),
        ("mest", 2),
        ("mesz", 2),
        ("eet", 2),
        ("jst", 9),
    ];
    let Some(sign) = name.find(['+', '-']) else {
        let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        return known.map(|(_, hours)| hours * 60);
    };
    let digits: String = name.get(sign + 1..)?.chars().filter(char::is_ascii_digit).collect();
    let number: i32 = digits.parse().ok()?;
    let minutes = number / 100 * 60 + number % 100;
    let is_unknown = name == "-0000";
    let is_possible = minutes <= 15 * 60 && number % 100 < 60;
    let minutes = if name.get(sign..)?.starts_with('-') { -minutes } else { minutes };
    (is_possible && !is_unknown).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Moment::read(text).map(|moment| moment.shown())
    }

    #[test]
    fn moments_are_read_in_all_their_forms() {
        let cases = [
            ("Fri, 4 Mar 2011 23:12:05 -0500", "2011-03-04 23:12 -0500"),
            ("4 Mar 2011 09:12:00 +0100 (CET)", "2011-03-04 09:12 +0100"),
            ("Fri, 04 Mar 11 09:12 GMT", "2011-03-04 09:12 +0000"),
            ("Fri, 4 Mar 2011 09:12:00 EST", "2011-03-04 09:12 -0500"),
            ("Fri, 4 Mar 2011 09:12:00", "2011-03-04 09:12"),
            ("Fri Mar  4 09:12:00 2011", "2011-03-04 09:12"),
            ("Fri Mar  4 09:12:00 EST 2011", "2011-03-04 09:12 -0500"),
            ("Fri Mar  4 09:12:00 2011 +0100", "2011-03-04 09:12 +0100"),
            ("4-Mar-2011 09:12:00 +0100", "2011-03-04 09:12 +0100"),
            ("2011-03-04T09:12:00+01:00", "2011-03-04 09:12 +0100"),
            ("2011-03-04 09:12:00 +01:00", "2011-03-04 09:12 +0100"),
            ("Fri, 4 Mar 99 09:12:00 +0000", "1999-03-04 09:12 +0000"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_no_clock_shows_is_no_moment() {
        for text in [
            "",
            "yesterday",
            "Fri, 31 Feb 2011 09:12:00 +0100",
            "4 Mar 2011 25:12:00 +0100",
            "Thu, 1 Jan 1970 00:00:00 +0000",
            "4 mars 11, 9 h",
            "4 Foo 2011 09:12:00 +0100",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn those_who_passed_a_message_on_bound_its_day() {
        let received = |day: &str| format!("from a by b; Fri, {day} Mar 2011 10:00:00 +0000");
        let hops = [received("6"), received("5")];
        let day = |date: Option<&str>, hops: &[String]| match sent(date, hops) {
            Sent::Stated(moment) => format!("stated {}", moment.day),
            Sent::By(moment) => format!("by {}", moment.day),
            Sent::Unknown => "unknown".to_owned(),
        };
        assert_eq!(day(Some("4 Mar 2011 09:00:00 +0000"), &hops), "stated 2011-03-04");
        assert_eq!(day(Some("4 Mar 2036 09:00:00 +0000"), &hops), "by 2011-03-05");
        assert_eq!(day(Some("broken"), &hops), "by 2011-03-05");
        assert_eq!(day(None, &[]), "unknown");
        assert_eq!(day(Some("4 Mar 2036 09:00:00 +0000"), &[]), "stated 2036-03-04");
    }
}
