//! When a message was sent: the day and time that its sender's clock showed, or what those who passed it on say of it.

use std::sync::LazyLock;

use jiff::civil::Date as Day;
use mail_parser::DateTime;
use regex::Regex;

/// A moment with the zone of the clock that showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day by that clock.
    pub day: Day,
    /// Seconds since 1970.
    pub seconds: i64,
    clock: DateTime,
    is_zone_known: bool,
}

/// No mail is older. Clocks that were never set show 1970.
const FIRST_YEAR: u16 = 1971;
const LAST_YEAR: u16 = 2100;
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
    let received: Vec<Moment> =
        received.iter().filter_map(|field| Moment::read(field.rsplit(';').next().unwrap_or_default())).collect();
    let stated = date.and_then(Moment::read);
    let latest = received.iter().map(|moment| moment.seconds).max();
    match (stated, received.last()) {
        (Some(stated), _) if latest.is_none_or(|latest| stated.seconds <= latest + SLACK) => Sent::Stated(stated),
        (_, Some(first)) => Sent::By(*first),
        _ => Sent::Unknown,
    }
}

/// `Fri Mar  4 09:12:00 2011`, with or without a zone.
static BY_YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\s+([0-9]{1,2}),?\s+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)\s+(?:([a-z]{1,5}|[+-][0-9]{4})\s+)?([0-9]{4})(?:\s+([+-][0-9]{4}))?$")
        .unwrap_or_else(|error| unreachable!("{error}"))
});

impl Moment {
    /// Reads a moment as heads of mail write it, in the form of today or those of other times and programs.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || !text.is_ascii() {
            return None;
        }
        if let Some(found) = BY_YEAR_LAST.captures(&text) {
            let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
            let zone = if part(4).is_empty() { part(6) } else { part(4) };
            return Self::standard(&format!("{} {} {} {} {zone}", part(2), part(1), part(5), part(3)));
        }
        let is_by_figures = text.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().filter(u8::is_ascii_digit).count() == 4);
        if is_by_figures {
            let text = text.replacen(' ', "T", 1).replace(' ', "");
            let is_zone_known = text.ends_with('Z') || text.rfind(['+', '-']).is_some_and(|at| at > 10);
            return DateTime::parse_rfc3339(&text).and_then(|clock| Self::of(clock, is_zone_known));
        }
        Self::standard(&text)
    }

    fn standard(text: &str) -> Option<Self> {
        let text = text.trim();
        // Days and months stand apart by hyphens in some: `4-Mar-2011`.
        let (date, time) = text.split_once(':').unwrap_or((text, ""));
        let date = if date.contains('-') { date.replace('-', " ") } else { date.to_owned() };
        let text = if time.is_empty() { date } else { format!("{date}:{time}") };
        let words = text.split_whitespace().next_back().unwrap_or_default();
        let without_comment = text.split('(').next().unwrap_or_default().trim_end();
        let zone = without_comment.split_whitespace().next_back().unwrap_or_default();
        let is_zone_known = zone.starts_with(['+', '-']) && zone != "-0000" || zone.starts_with(|c: char| c.is_ascii_alphabetic()) && !words.is_empty();
        let is_time = zone.contains(':') || zone.len() == 4 && zone.bytes().all(|byte| byte.is_ascii_digit());
        let full = if is_time { format!("{without_comment} +0000") } else { without_comment.to_owned() };
        let clock = DateTime::parse_rfc822(&full)?;
        Self::of(clock, is_zone_known && !is_time)
    }

    fn of(clock: DateTime, is_zone_known: bool) -> Option<Self> {
        let is_time = clock.hour < 24 && clock.minute < 60 && clock.second <= 60;
        let is_near = (FIRST_YEAR..=LAST_YEAR).contains(&clock.year);
        let day = Day::new(
            i16::try_from(clock.year).ok()?,
            i8::try_from(clock.month).ok()?,
            i8::try_from(clock.day).ok()?,
        )
        .ok()?;
        (is_time && is_near).then(|| Self { day, seconds: clock.to_timestamp(), clock, is_zone_known })
    }

    /// The moment as a page shows it: `2011-03-04 09:12 +0100`.
    pub fn shown(&self) -> String {
        let DateTime { hour, minute, .. } = self.clock;
        let zone = match (self.is_zone_known, self.clock.tz_hour, self.clock.tz_minute) {
            (false, ..) => String::new(),
            (true, hours, minutes) => {
                let sign = if self.clock.tz_before_gmt && (hours, minutes) != (0, 0) { '-' } else { '+' };
                format!(" {sign}{hours:02}{minutes:02}")
            }
        };
        format!("{} {hour:02}:{minute:02}{zone}", self.day)
    }

    /// The time of day as a page shows it beside the day: `09:12`.
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.clock.hour, self.clock.minute)
    }
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
        for text in ["", "yesterday", "Fri, 31 Feb 2011 09:12:00 +0100", "4 Mar 2011 25:12:00 +0100", "Thu, 1 Jan 1970 00:00:00 +0000", "4 März 2011 09:12:00 +0100", "4 Foo 2011 09:12:00 +0100"] {
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
