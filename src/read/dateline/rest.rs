//! What may follow the date in a dateline: times and zones, the day of receipt, what editors add.

use super::names;
use crate::language::dates::Words;
use crate::language::reading::DatelineWords;
use crate::language::token::Token;

/// In parentheses, at most this many words follow a date.
const MOST_IN_PARENTHESES: usize = 8;

/// Whether the tokens after a date go on as a dateline does.
pub fn is_fitting(tokens: &[Token<'_>], words: &Words) -> bool {
    let datelines = &words.reading.datelines;
    let mut at = 0;
    // A zone stands after a time.
    let mut has_time = false;
    while let Some(token) = tokens.get(at) {
        at += match token.text {
            // What editors supply is not restricted, what others put in parentheses is short.
            "[" => closing(tokens, at, ']').map_or(1, |end| end + 1 - at),
            "(" => match closing(tokens, at, ')') {
                Some(end) if end - at <= MOST_IN_PARENTHESES => end + 1 - at,
                _ => 1,
            },
            _ if datelines.via.has(token.text) => {
                1 + tokens[at + 1..].iter().take_while(|token| token.is_capitalised()).count()
            }
            _ if is_time(token, datelines) || names::is_month_or_weekday(tokens, at, words) => 1,
            _ => match zone(&tokens[at..], datelines) {
                Some(length) if has_time => length,
                _ => return false,
            },
        };
        has_time |= token.is_number() || datelines.noons.has(token.text);
    }
    true
}

fn closing(tokens: &[Token<'_>], start: usize, sign: char) -> Option<usize> {
    (start..tokens.len()).find(|&at| tokens[at].is(sign))
}

/// A sign, a number, or a number with a time's letters after it: `1430Z`, `3d`, `20p`.
pub fn is_time(token: &Token<'_>, words: &DatelineWords) -> bool {
    let mut characters = token.text.chars();
    match characters.next() {
        Some(first) if first.is_ascii_digit() => {
            let digits = token.text.chars().take_while(char::is_ascii_digit).count();
            digits <= 4 && token.text.len() - digits <= 3
        }
        // A misread "1:15".
        Some('l') if token.text == "l" => true,
        Some(first) if first.is_alphabetic() => words.times.has(token.text),
        Some(_) => true,
        None => false,
    }
}

/// The length of a zone: `EST`, `GMT`, `Moscow time`, `Eastern Standard Time`.
fn zone(tokens: &[Token<'_>], words: &DatelineWords) -> Option<usize> {
    let is_code =
        |token: &Token<'_>| token.text.len() <= 4 && token.text.chars().all(|c| c.is_ascii_uppercase());
    let named = tokens.iter().take_while(|token| token.is_capitalised()).count();
    let ends_with_time = |length: &usize| tokens.get(*length).is_some_and(|token| words.zone.has(token.text));
    // "Time" can have a capital, too, and is then the last of the capitalised.
    let length = (1..=named.min(3)).find(ends_with_time);
    length.or_else(|| tokens.first().filter(|token| is_code(token)).map(|_| 1))
}
