//! Days that a text names: `March 8, 1961`, `24 June`, `Mar. 8`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date as Day;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::date::words::ENGLISH_MONTHS;

/// A day as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDay {
    /// The year, as far as it is named.
    pub year: NamedYear,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The year of a named day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedYear {
    /// `1961`.
    Full(i16),
    /// `61`: the century is left out.
    Short(i16),
    /// No year is named.
    Unnamed,
}

impl NamedDay {
    /// The day; `None` if there is no such day in any year that it can mean.
    pub fn new(year: NamedYear, month: i8, day: i8) -> Option<Self> {
        let some_year = match year {
            NamedYear::Full(year) => year,
            // A leap year.
            _ => 2000,
        };
        Day::new(some_year, month, day).is_ok().then_some(Self { year, month, day })
    }

    /// The days that it can mean between two years, both included.
    pub fn meanings(self, first: i16, last: i16) -> impl Iterator<Item = Day> {
        (first..=last).filter_map(move |year| {
            let fits = match self.year {
                NamedYear::Full(named) => named == year,
                NamedYear::Short(named) => named == year.rem_euclid(100),
                NamedYear::Unnamed => true,
            };
            fits.then(|| Day::new(year, self.month, self.day).ok()).flatten()
        })
    }
}

/// Finds the days that a text names, in their order, with their places.
pub fn find(text: &str) -> Vec<(NamedDay, Range<usize>)> {
    // The pattern is literals only, which are found fast; what stands round them is read below.
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let mut found: Vec<(NamedDay, Range<usize>)> = Vec::new();
    for month in MONTH.find_iter(text) {
        let from = found.last().map_or(0, |(_, span)| span.end);
        if month.start() >= from {
            found.extend(day_at(text, from, month.start()));
        }
    }
    found
}

/// The day whose month stands at a place; what stands before `from` belongs to another.
fn day_at(text: &str, from: usize, at: usize) -> Option<(NamedDay, Range<usize>)> {
    let before = &text[from..at];
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let (month, name) = month_name(&text[at..])?;
    let mut end = at + name;
    if let Some((day, start)) = day_before(before) {
        let year = year_after(&text[end..], &[", ", " "]);
        let (year, length) =
            year.map_or((NamedYear::Unnamed, 0), |(year, length)| (NamedYear::Full(year), length));
        return Some((NamedDay::new(year, month, day)?, from + start..end + length));
    }
    let rest = text[end..].strip_prefix('.').unwrap_or(&text[end..]);
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    end = text.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let day = rest[..digits].parse().ok()?;
    end += digits;
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|ordinal| text[end..].starts_with(ordinal));
    end += if ordinal { 2 } else { 0 };
    if text[end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let year = year_after(&text[end..], &[", "]);
    let (year, length) =
        year.map_or((NamedYear::Unnamed, 0), |(year, length)| (NamedYear::Full(year), length));
    Some((NamedDay::new(year, month, day)?, at..end + length))
}

/// The month with which a text begins, as its name or an abbreviation, and how long that is.
fn month_name(text: &str) -> Option<(i8, usize)> {
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..length];
    let index = ENGLISH_MONTHS.iter().position(|name| {
        *name == word || *name == "September" && word == "Sept" || name.get(..3) == Some(word)
    })?;
    Some((i8::try_from(index + 1).ok()?, length))
}

/// The day before a month, `24 ` or `3rd `, with the place where it begins.
fn day_before(text: &str) -> Option<(i8, usize)> {
    let text = text.strip_suffix([' ', '\u{a0}'])?;
    let text = ["st", "nd", "rd", "th"].iter().find_map(|ordinal| text.strip_suffix(ordinal)).unwrap_or(text);
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = text.len() - digits;
    let clear = !text[..start]
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '.' | ':' | '$'));
    ((1..=2).contains(&digits) && clear).then(|| text[start..].parse().ok()).flatten().map(|day| (day, start))
}

/// The year with which a text goes on after one of some separators, and how long both are.
fn year_after(text: &str, separators: &[&str]) -> Option<(i16, usize)> {
    let separator = separators.iter().find(|separator| text.starts_with(**separator))?;
    let rest = &text[separator.len()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let year: i16 = (digits == 4).then(|| rest[..4].parse().ok()).flatten()?;
    let clear = !rest[4..].starts_with(char::is_alphanumeric);
    (clear && (1000..2200).contains(&year)).then_some((year, separator.len() + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|(day, span)| {
                let year = match day.year {
                    NamedYear::Full(year) => year.to_string(),
                    _ => "?".to_owned(),
                };
                format!("{year}-{}-{} {}", day.month, day.day, &text[span])
            })
            .collect()
    }

    #[test]
    fn days_in_many_shapes() {
        assert_eq!(named("On March 8, 1961, he left."), ["1961-3-8 March 8, 1961"]);
        assert_eq!(named("24 June and 3rd July 1926"), ["?-6-24 24 June", "1926-7-3 3rd July 1926"]);
        assert_eq!(named("Urtel 12, Mar. 8; Sept 9th"), ["?-3-8 Mar. 8", "?-9-9 Sept 9th"]);
        assert_eq!(named("May 3, 4 June"), ["?-5-3 May 3", "?-6-4 4 June"]);
    }

    #[test]
    fn what_names_no_day() {
        for text in ["In March 1961", "Marching 8 miles", "February 30", "May 123", "a dispMay 3", "12.5 May"]
        {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_can_mean_several() {
        let leap = NamedDay::new(NamedYear::Unnamed, 2, 29).expect("a day");
        assert_eq!(leap.meanings(1923, 1929).count(), 2);
        let short = NamedDay::new(NamedYear::Short(61), 2, 22).expect("a day");
        assert_eq!(short.meanings(1958, 1963).map(|day| day.year()).collect::<Vec<_>>(), [1961]);
    }
}
