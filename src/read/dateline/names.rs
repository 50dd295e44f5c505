//! The names of months, weekdays and days of the month.

use jiff::civil::Weekday;

use crate::language::dates::Words;
use crate::language::reading::{DayWords, WordList};
use crate::language::token::Token;

/// The month named at a token, and how many tokens name it: an abbreviation takes its full stop.
pub fn month(tokens: &[Token<'_>], at: usize, words: &Words) -> Option<(i8, usize)> {
    let token = tokens.get(at).filter(|token| token.is_word())?;
    let name = token.lower();
    let has_stop = tokens.get(at + 1).is_some_and(|token| token.is('.') && !token.space_before);
    let month = words.month_number(&name, has_stop).or_else(|| words.foreign_month(&name))?;
    Some((month, 1 + usize::from(has_stop)))
}

/// The number of a season (21 to 24).
pub fn season(token: &Token<'_>, words: &Words) -> Option<i8> {
    let name = token.lower();
    let known = || position(&words.reading.days.seasons, &name).map(|index| index + 21);
    words.season_number(&name).or_else(known)
}

/// The day of the week that a token names.
pub fn weekday(token: &Token<'_>, words: &Words) -> Option<Weekday> {
    token.is_word().then(|| weekday_of(&words.reading.days.weekdays, token)).flatten()
}

/// The same, also in short. "Rising Sun, May 3" names a place: what is short must not follow a word.
pub fn weekday_or_short(tokens: &[Token<'_>], at: usize, words: &Words) -> Option<Weekday> {
    let token = tokens.get(at)?;
    let follows_word = at.checked_sub(1).is_some_and(|before| tokens[before].is_word());
    let short = || weekday_of(&words.reading.days.short_weekdays, token).filter(|_| !follows_word);
    weekday(token, words).or_else(short)
}

fn weekday_of(names: &[WordList], token: &Token<'_>) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(position(names, token.text)?).ok()
}

/// Which of some lists has a name.
fn position(names: &[WordList], name: &str) -> Option<i8> {
    i8::try_from(names.iter().position(|names| names.has(name))?).ok()
}

/// Whether a token names a month or weekday, as the day of a receipt does.
pub fn is_month_or_weekday(tokens: &[Token<'_>], at: usize, words: &Words) -> bool {
    month(tokens, at, words).is_some() || weekday(&tokens[at], words).is_some()
}

/// The day of the month that tokens begin with, and how many they are: `3`, `3rd`, `1er`, `third`,
/// `twenty-third`.
pub fn ordinal(tokens: &[Token<'_>], words: &DayWords) -> Option<(i8, usize)> {
    let first = tokens.first()?;
    if first.is_number() {
        let end = first.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.text.len());
        let (digits, ending) = first.text.split_at(end);
        let is_ending = ending.is_empty() || words.ordinal_endings.has(ending);
        let day =
            digits.parse().ok().filter(|day| is_ending && digits.len() <= 2 && (1..=31).contains(day))?;
        let has_sign = tokens.get(1).is_some_and(|token| token.is('°'));
        return Some((day, 1 + usize::from(has_sign)));
    }
    let lower = first.lower();
    let compound = match tokens {
        [_, dash, unit, ..] if dash.is_dash() => Some(format!("{lower}-{}", unit.lower())),
        _ => None,
    };
    let day = |name: &str| position(&words.ordinals, name).map(|index| index + 1);
    let whole = compound.and_then(|name| Some((day(&name)?, 3)));
    whole.or_else(|| Some((day(&lower)?, 1)))
}
