//! Times in the names of boxes, files and folders: `USSR (02/15/84–02/16/84)`, `1984 March 2, Meetings`,
//! `Chron: 9/15–21/77`, `Jan. 1974–Apr. 1975`, `1964–66`.
//!
//! A time is one point or two with a dash between. A point names what it needs, and takes the rest from
//! the other: `1/18–31/80` are days of one month. Figures stand in the order of the office that wrote
//! them, month first; where that is no day, day first.

use jiff::civil::Date as Day;

use crate::language::calendar::english_month;
use crate::language::reading::DatingWords;
use crate::language::token::{Token, Tokens};
use crate::model::date::Date;
use crate::model::named_time::NamedTime;

/// Finds the times that the name of a place in an archive names, with the bytes where they stand.
pub fn find(text: &str, words: &DatingWords) -> Vec<(NamedTime, std::ops::Range<usize>)> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match span(&tokens, at, words) {
            Some((time, end)) => {
                found.push((time, tokens[at].start..tokens[end - 1].end()));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A point in time as far as it is named.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Point {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// One point, or two with a dash between, and the token after them.
fn span(tokens: &[Token<'_>], at: usize, words: &DatingWords) -> Option<(NamedTime, usize)> {
    // What clings to another sign is part of a number: `POL 7/2`, `611.61/2–2261`.
    let clings = at.checked_sub(1).is_some_and(|before| {
        let before = &tokens[before];
        (matches!(before.text, "/" | "." | "$") || before.is_dash()) && !tokens[at].space_before
    });
    if clings {
        return None;
    }
    let dash =
        |at: usize| tokens.get(at).is_some_and(|token| token.is_dash() || words.through.contains(token.text));
    let is_end = |at: usize| {
        !tokens.get(at).is_some_and(|next| !next.space_before && (next.is('/') || next.is_number()))
    };
    for (first, after) in points(tokens, at) {
        if dash(after) {
            for (last, end) in points(tokens, after + 1).into_iter().chain(rests(tokens, after + 1)) {
                if is_end(end)
                    && let Some(time) = between(first, last)
                {
                    return Some((time, end));
                }
            }
        } else if is_end(after)
            && let Some((from, to)) = first.days()
            && (first.month.is_some() || is_year_alone(tokens, at, words))
        {
            return Some((time(from, to)?, after));
        }
    }
    None
}

/// Whether a number of four figures that names no month is a year: the first word of a name, or after a
/// word that is no abbreviation. "CF 1616" and "Box 1926" are numbers.
fn is_year_alone(tokens: &[Token<'_>], at: usize, words: &DatingWords) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return true };
    let is_word = before.is_word() && before.text.len() > 3 && before.text.chars().any(char::is_lowercase);
    let is_sign = !before.is_word() && !before.is_number() && !before.is('#');
    is_word && !words.counted.contains(before.text) || is_sign
}

/// The readings of a point at a token, the fullest first, each with the token after it.
fn points(tokens: &[Token<'_>], at: usize) -> Vec<(Point, usize)> {
    if let Some(month) = month(tokens, at) {
        return points_from_month(tokens, at, month);
    }
    if let Some(year) = year(tokens, at) {
        return points_from_year(tokens, at, year);
    }
    number(tokens, at, 1..=2).map_or_else(Vec::new, |first| points_from_figures(tokens, at, first))
}

/// `March 4, 1926`, `March 4`, `March 1926`, `March`.
fn points_from_month(tokens: &[Token<'_>], at: usize, month: i8) -> Vec<(Point, usize)> {
    let mut readings = Vec::new();
    let after = past(tokens, at + 1, '.');
    if let Some(day) = number(tokens, after, 1..=2) {
        let day = i8::try_from(day).ok();
        let comma = past(tokens, after + 1, ',');
        if let Some(year) = year(tokens, comma) {
            readings.push((Point { year: Some(year), month: Some(month), day }, comma + 1));
        }
        readings.push((Point { year: None, month: Some(month), day }, after + 1));
    }
    let comma = past(tokens, after, ',');
    if let Some(year) = year(tokens, comma) {
        readings.push((Point { year: Some(year), month: Some(month), day: None }, comma + 1));
    }
    readings.push((Point { year: None, month: Some(month), day: None }, after));
    readings
}

/// `1926, March 4`, `1926 March`, `1926`.
fn points_from_year(tokens: &[Token<'_>], at: usize, year: i16) -> Vec<(Point, usize)> {
    let mut readings = Vec::new();
    let comma = past(tokens, at + 1, ',');
    if let Some(month) = month(tokens, comma) {
        let after = past(tokens, comma + 1, '.');
        if let Some(day) = number(tokens, after, 1..=2) {
            let day = i8::try_from(day).ok();
            readings.push((Point { year: Some(year), month: Some(month), day }, after + 1));
        }
        readings.push((Point { year: Some(year), month: Some(month), day: None }, after));
    }
    readings.push((Point { year: Some(year), month: None, day: None }, at + 1));
    readings
}

/// `4 March 1926`, `3/4/26`, `6/77`, `1/18`, and the month that begins `6–12/78`.
fn points_from_figures(tokens: &[Token<'_>], at: usize, first: i16) -> Vec<(Point, usize)> {
    if let Some(month) = month(tokens, at + 1) {
        let after = past(tokens, at + 2, '.');
        let comma = past(tokens, after, ',');
        let year = year(tokens, comma);
        let end = if year.is_some() { comma + 1 } else { after };
        return vec![(Point { year, month: Some(month), day: i8::try_from(first).ok() }, end)];
    }
    let mut readings = Vec::new();
    let is_slash = |at: usize| tokens.get(at).is_some_and(|token| token.is('/'));
    if is_slash(at + 1) && is_slash(at + 3) {
        if let (Some(second), Some(year)) = (number(tokens, at + 2, 1..=2), short_year(tokens, at + 4)) {
            readings.extend(by_figures(first, second, Some(year)).map(|point| (point, at + 5)));
        }
    } else if is_slash(at + 1) {
        // `6/77` is a month, and `1/18` before a dash a day.
        if let Some(year) = short_year(tokens, at + 2) {
            let month = i8::try_from(first).ok().filter(|month| (1..=12).contains(month));
            readings.extend(
                month.map(|month| (Point { year: Some(year), month: Some(month), day: None }, at + 3)),
            );
        }
        if let Some(second) = number(tokens, at + 2, 1..=2) {
            readings.extend(by_figures(first, second, None).map(|point| (point, at + 3)));
        }
    }
    // `6–12/78` begins with a month.
    if (1..=12).contains(&first) && tokens.get(at + 1).is_some_and(Token::is_dash) {
        readings.push((Point { year: None, month: i8::try_from(first).ok(), day: None }, at + 1));
    }
    readings
}

/// The token after this mark, if it stands here; else this token.
fn past(tokens: &[Token<'_>], at: usize, mark: char) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(mark)))
}

/// What can follow a dash and is no point by itself: `–66`, `–31/80`, `–16`.
fn rests(tokens: &[Token<'_>], at: usize) -> Vec<(Point, usize)> {
    let mut readings = Vec::new();
    let Some(figure) = number(tokens, at, 1..=2) else { return readings };
    let day = i8::try_from(figure).ok();
    let slash = tokens.get(at + 1).is_some_and(|token| token.is('/'));
    if slash && let Some(year) = short_year(tokens, at + 2) {
        readings.push((Point { year: Some(year), month: None, day }, at + 3));
    }
    let comma = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is(',')));
    if let Some(year) = year(tokens, comma) {
        readings.push((Point { year: Some(year), month: None, day }, comma + 1));
    }
    readings.push((Point { year: None, month: None, day }, at + 1));
    readings
}

/// The time from one point to another, each completed from the other.
fn between(mut first: Point, mut last: Point) -> Option<NamedTime> {
    // `1964–66`
    if let Point { year: Some(year), month: None, day: None } = first
        && let Point { year: None, month: None, day: Some(short) } = last
    {
        last = Point { year: Some(year - year % 100 + i16::from(short)), ..Point::default() };
    }
    // `6–12/78`, and `August 16–21`
    if let Point { year: None, month: Some(_), day: None } = first
        && let Point { year: Some(_), month: None, day: Some(day) } = last
    {
        last.month = Some(day).filter(|month| *month <= 12);
        last.day = None;
    }
    last.month = last.month.or(first.month.filter(|_| last.day.is_some()));
    first.year = first.year.or_else(|| {
        let year = last.year?;
        let turns = (first.month, first.day) > (last.month, last.day) && first.month > last.month;
        Some(if turns { year - 1 } else { year })
    });
    last.year = last.year.or(first.year);
    let ((from, _), (_, to)) = (first.days()?, last.days()?);
    (from <= to && to.year() - from.year() <= 30).then(|| time(from, to)).flatten()
}

fn time(from: Day, to: Day) -> Option<NamedTime> {
    let point = |day: Day| Date::day(day.year(), day.month(), day.day());
    let whole_year = |from: Day, to: Day| (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31);
    if whole_year(from, to) {
        return NamedTime::of(Date::interval(Date::year(from.year())?, Date::year(to.year())?)?);
    }
    NamedTime::of(Date::interval(point(from)?, point(to)?)?)
}

impl Point {
    /// Its first and last day, where its year is named.
    fn days(self) -> Option<(Day, Day)> {
        let year = self.year?;
        let date = match (self.month, self.day) {
            (Some(month), Some(day)) => Date::day(year, month, day),
            (Some(month), None) => Date::month(year, month),
            (None, None) => Date::year(year),
            (None, Some(_)) => None,
        }?;
        Some((date.earliest()?, date.latest()?))
    }
}

/// The day by its figures, month first; day first where there is no such month.
fn by_figures(first: i16, second: i16, year: Option<i16>) -> Option<Point> {
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let (month, day) = if first <= 12 { (first, second) } else { (second, first) };
    let is_day = Day::new(year.unwrap_or(2000), month, day).is_ok();
    is_day.then_some(Point { year, month: Some(month), day: Some(day) })
}

/// A number of so many figures.
fn number(tokens: &[Token<'_>], at: usize, figures: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let text = tokens.get(at)?.text;
    let is_number = figures.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A year in full, with the centuries in which archives' folders are named.
fn year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    number(tokens, at, 4..=4).filter(|year| (1500..2100).contains(year))
}

/// The same, or its last two figures: `84`. Those that can be of this century as well say nothing.
fn short_year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    year(tokens, at)
        .or_else(|| number(tokens, at, 2..=2).filter(|short| *short > 31).map(|short| 1900 + short))
}

fn month(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    english_month(tokens.get(at)?.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;

    fn named(text: &str) -> Vec<String> {
        let shown = |time: NamedTime| {
            let (from, to) = time.meanings(1000, 2200).next().expect("days");
            if from == to { from.to_string() } else { format!("{from}/{to}") }
        };
        find(text, &ReadingWords::everywhere().dating).into_iter().map(|(time, _)| shown(time)).collect()
    }

    #[test]
    fn names_of_folders() {
        for (name, times) in [
            ("Lights (02/15/84–02/16/84)", "1984-02-15/1984-02-16"),
            ("1984 March 2, Meetings with the Regent", "1984-03-02"),
            ("1972, Vol. 9", "1972-01-01/1972-12-31"),
            ("Central Files 1964–66, POL 17", "1964-01-01/1966-12-31"),
            ("Minutes, 1969–1970 [6 of 6]", "1969-01-01/1970-12-31"),
            ("Vol. III, 6/70–Dec 70", "1970-06-01/1970-12-31"),
            ("Correspondence 11/64-12/65", "1964-11-01/1965-12-31"),
            ("Talks, May 8–31, 1974 [1 of 3]", "1974-05-08/1974-05-31"),
            ("Meetings, Jan. 1974–Apr. 1975", "1974-01-01/1975-04-30"),
            ("Chron, 1/18–31/80", "1980-01-18/1980-01-31"),
            ("Chron: 6/77", "1977-06-01/1977-06-30"),
            ("Reports: 6–12/78", "1978-06-01/1978-12-31"),
            ("Reports: 10/77–3/78", "1977-10-01/1978-03-31"),
            ("Box 12, July–December 1971", "1971-07-01/1971-12-31"),
            ("Aug. 7, 1965-July 29, 1966", "1965-08-07/1966-07-29"),
            ("WSAG 8/25/69 Plans", "1969-08-25"),
            ("14 May 1931", "1931-05-14"),
        ] {
            assert_eq!(named(name).join(" "), times, "{name}");
        }
    }

    #[test]
    fn numbers_that_are_no_times() {
        for name in [
            "Central Files, 611.61/2–2261",
            "POL 7/2–3",
            "Lot 66 D 204",
            "Job 79–01025A, Box 75",
            "pp. 36–46",
            "Box 12, 3 of 4",
            "NLR–748–25–12–1–6",
            "Conference Files, CF 1616",
            "Box 1926",
        ] {
            assert_eq!(named(name), Vec::<String>::new(), "{name}");
        }
    }
}
