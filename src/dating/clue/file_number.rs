//! Decimal file numbers, which hold a day: month, day and year after the slash, `611.61/2–2261`.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::reading::{DatingWords, any_pattern};
use crate::model::clue::{Clue, ClueKind};
use crate::model::named_time::{NamedDay, NamedTime, NamedYear};

/// The years in which offices filed by decimal numbers: the State Department from 1910 to 1963.
const YEARS: std::ops::RangeInclusive<i16> = 10..=63;

/// The day in the first file number of a text.
pub fn find(text: &str, kind: ClueKind) -> Option<Clue> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[ (])(\d{2,4}[0-9A-Za-z.]*(?:[ –-]{1,2}[A-Z][A-Za-z]*)? ?/ ?(\d{1,2}) ?[–-] ?(\d{1,2})(\d\d))(?:[^0-9/–-]|$)")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let captures = NUMBER.captures(text)?;
    let year = captures[4].parse().ok().filter(|year| YEARS.contains(year))?;
    let day = NamedDay::new(NamedYear::Short(year), captures[2].parse().ok()?, captures[3].parse().ok()?)?;
    Some(Clue::new(kind, NamedTime::Day(day), &captures[1]))
}

/// What the number of a document's file says about its day.
pub fn kind(title: &str, is_telegram: bool, words: &DatingWords) -> ClueKind {
    let begins_with = |kinds: &[String]| kinds.iter().any(|kind| title.starts_with(kind.as_str()));
    let is_letter = begins_with(&words.letters);
    if is_letter {
        ClueKind::SentFileNumber
    } else if is_received(title, words) && !begins_with(&words.memoranda) {
        ClueKind::ReceivedFileNumber
    } else if is_telegram || holds_telegram(title, words) {
        ClueKind::SentFileNumber
    } else {
        ClueKind::FileNumber
    }
}

/// Whether a text holds the word for a telegram.
pub fn holds_telegram(text: &str, words: &DatingWords) -> bool {
    words.telegrams.iter().any(|word| text.contains(word.as_str()))
}

/// Tells the file numbers apart that seem to be those of what is answered.
pub fn tell_answers(clues: &mut [Clue]) {
    let sent = clues.iter().position(|clue| clue.kind == ClueKind::SentFileNumber);
    let Some(number) = sent.and_then(|index| clues.get(index)).cloned() else { return };
    let is_named = |clue: &Clue| !clue.kind.is_own() && clue.names_day_of(&number);
    if clues.iter().any(is_named) {
        let numbers = clues.iter_mut().filter(|clue| clue.kind == ClueKind::SentFileNumber);
        numbers.for_each(|clue| clue.kind = ClueKind::AnsweringFileNumber);
    }
}

/// Whether a title is that of a dispatch that the office received.
fn is_received(title: &str, words: &DatingWords) -> bool {
    let [received] = words.received_by_forms.get(|| [format!(r"(?i)\b{}", any_pattern(&words.receivers))]);
    received.is_match(title)
}
