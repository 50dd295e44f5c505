//! Times that a running text names: `March 8, 1961`, `24 June`, `Mar. 8`, `in March 1961`, `1961–63`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::calendar::{ENGLISH_MONTHS, english_month};
use crate::language::reading::DatingWords;
use crate::model::date::{Date, year};
use crate::model::named_time::{NamedDay, NamedTime, NamedYear};

/// Finds the times that a text names, in their order, with their places.
pub fn find(text: &str, words: &DatingWords) -> Vec<(NamedTime, Range<usize>)> {
    // The pattern is literals and digits only, which are found fast; what stands round them is read below.
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        let months = ENGLISH_MONTHS.map(|month| &month[..3]).join("|");
        Regex::new(&format!("{months}|1[5-9][0-9][0-9]|20[0-9][0-9]"))
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let mut found: Vec<(NamedTime, Range<usize>)> = Vec::new();
    for sign in SIGN.find_iter(text) {
        let from = found.last().map_or(0, |(_, span)| span.end);
        if sign.start() < from {
            continue;
        }
        if sign.as_str().starts_with(|c: char| c.is_ascii_digit()) {
            found.extend(years_at(text, from, sign.start(), words));
        } else {
            found.extend(time_at(text, from, sign.start(), words));
        }
    }
    found
}

/// The day or month whose name stands at a place; what stands before `from` belongs to another.
fn time_at(text: &str, from: usize, at: usize, words: &DatingWords) -> Option<(NamedTime, Range<usize>)> {
    let before = &text[from..at];
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let (month, name) = month_name(&text[at..])?;
    let mut end = at + name;
    if let Some((day, start)) = day_before(before, words) {
        let (year, length) = year_or_none(&text[end..], &[", ", " "]);
        return Some((NamedTime::Day(NamedDay::new(year, month, day)?), from + start..end + length));
    }
    let stop = usize::from(text[end..].starts_with('.'));
    let rest = &text[end + stop..];
    if let Some((year, length)) = year_after(rest, &[" ", "\u{a0}", ", ", " of "]) {
        return Some((NamedTime::Stretch(Date::month(year, month)?), at..end + stop + length));
    }
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    end = text.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let day = rest[..digits].parse().ok()?;
    end += digits;
    let rest = &text[end..];
    end +=
        words.ordinal_endings.iter().find(|ending| rest.starts_with(ending.as_str())).map_or(0, String::len);
    if text[end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    // "May 3–4, 1961" names its year after the last day.
    let further = last_day(&text[end..]);
    let (year, length) = year_or_none(&text[end + further..], &[", "]);
    let length = if length > 0 { further + length } else { 0 };
    Some((NamedTime::Day(NamedDay::new(year, month, day)?), at..end + length))
}

/// How long the rest of several days is: `–4`.
fn last_day(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['-', '–']) else { return 0 };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) { text.len() - rest.len() + digits } else { 0 }
}

/// The year or years that stand at a place: `in 1961`, `1961–63`. Other numbers have as many figures, so
/// that a single one must stand after a word by which years are named.
fn years_at(text: &str, from: usize, at: usize, words: &DatingWords) -> Option<(NamedTime, Range<usize>)> {
    let before = text[from..at].trim_end_matches([' ', '\u{a0}', '-', '(', '“']);
    if text[from..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ',' | '$' | '–')) {
        return None;
    }
    let first: i16 = text.get(at..at + 4)?.parse().ok()?;
    let rest = &text[at + 4..];
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '/') {
        return None;
    }
    if let Some(after) = rest.strip_prefix(['-', '–']) {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let last: i16 = match (digits, after.get(..digits)?.parse::<i16>().ok()) {
            (2, Some(last)) => first - first % 100 + last,
            (4, Some(last)) => last,
            _ => return None,
        };
        let end = at + 4 + (rest.len() - after.len()) + digits;
        let is_counted = words.before_numbers.contains(last_word(before.trim_end_matches('.')));
        let is_word = text[end..].starts_with(char::is_alphanumeric);
        let is_span = last > first && last - first <= 30 && !is_word && !is_counted;
        let span = Date::interval(Date::year(first)?, Date::year(last)?)?;
        return is_span.then_some((NamedTime::Stretch(span), at..end));
    }
    let is_part = rest.starts_with([',', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (!is_part && words.before_years.has(last_word(before)))
        .then_some((NamedTime::Stretch(Date::year(first)?), at..at + 4))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The month with which a text begins, as its name or an abbreviation, and how long that is.
fn month_name(text: &str) -> Option<(i8, usize)> {
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..length];
    Some((english_month(word)?, length))
}

/// The day before a month, `24 ` or `3rd `, with the place where it begins.
fn day_before(text: &str, words: &DatingWords) -> Option<(i8, usize)> {
    let text = text.strip_suffix([' ', '\u{a0}'])?;
    let text =
        words.ordinal_endings.iter().find_map(|ending| text.strip_suffix(ending.as_str())).unwrap_or(text);
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
    let year = year::of_figures(&rest[..digits], &year::DATED)?;
    let is_clear = !rest[4..].starts_with(char::is_alphanumeric);
    is_clear.then_some((year, separator.len() + 4))
}

/// The same, where a year may not be named.
fn year_or_none(text: &str, separators: &[&str]) -> (NamedYear, usize) {
    year_after(text, separators)
        .map_or((NamedYear::Unnamed, 0), |(year, length)| (NamedYear::Full(year), length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;

    fn named(text: &str) -> Vec<String> {
        let shown = |time: NamedTime| match time {
            NamedTime::Day(day) => match day.year {
                NamedYear::Full(year) => format!("{year}-{}-{}", day.month, day.day),
                _ => format!("?-{}-{}", day.month, day.day),
            },
            NamedTime::Stretch(date) => date.to_string(),
        };
        find(text, &ReadingWords::everywhere().dating)
            .into_iter()
            .map(|(time, span)| format!("{} {}", shown(time), &text[span]))
            .collect()
    }

    #[test]
    fn days_in_many_shapes() {
        assert_eq!(named("On March 8, 1961, he left."), ["1961-3-8 March 8, 1961"]);
        assert_eq!(named("24 June and 3rd July 1926"), ["?-6-24 24 June", "1926-7-3 3rd July 1926"]);
        assert_eq!(named("Urtel 12, Mar. 8; Sept 9th"), ["?-3-8 Mar. 8", "?-9-9 Sept 9th"]);
        assert_eq!(named("May 3, 4 June"), ["?-5-3 May 3", "?-6-4 4 June"]);
        assert_eq!(named("On May 3–4, 1926, and June 5–6"), ["1926-5-3 May 3–4, 1926", "?-6-5 June 5"]);
    }

    #[test]
    fn months_and_years() {
        assert_eq!(named("In March 1961 and Apr. 1962"), ["1961-03 March 1961", "1962-04 Apr. 1962"]);
        assert_eq!(named("In 1926 and the 1927 season"), ["1926 1926", "1927 1927"]);
        assert_eq!(named("Files 1924–26, 1924-1926"), ["1924/1926 1924–26", "1924/1926 1924-1926"]);
    }

    #[test]
    fn what_names_no_time() {
        for text in [
            "Marching 8 miles",
            "February 30",
            "May 123",
            "a dispMay 3",
            "12.5 May",
            "telegram 1926",
            "1,926 lamps",
            "No. 1926/3",
            "of 1926a",
            "1926–12345",
            "pages 1926–28",
        ] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }
}
