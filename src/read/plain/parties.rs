//! Who wrote a document and to whom, from its title: "Telegram From the Embassy in Lindholt to the
//! Ministry", "The Consul at Port Amsel (Orn) to the Minister", "Orn to Vell, 3 May 1926".
//!
//! "Introduction to Logic" has the form of a letter's title, too. Where no word such as "Letter" says what
//! it is, both sides must be names or offices, and something must speak for a letter: an honorific, an
//! office, a day, or the shape of the text.

mod names;

use crate::language::reading::{LETTER, ReadingWords, TitleWords, any_word};
use names::{is_addressed, is_office_going_on, is_party, name};

/// The most characters between what a letter is, and that it is one: "Copy of a Letter".
const MOST_BETWEEN: usize = 20;

/// A longer title is running text.
const LONGEST: usize = 1000;

/// The sender and the receiver that a title names. `kind` is what the title begins with, if it is a kind of
/// document; `is_letter` tells whether the text has the shape of a letter.
pub(crate) fn parse(
    title: &str,
    kind: Option<&str>,
    is_letter: bool,
    words: &ReadingWords,
) -> (Option<String>, Option<String>) {
    let titles = &words.titles;
    if title.len() > LONGEST {
        return (None, None);
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(kind) = kind {
        return of_kind(title.get(kind.len()..).unwrap_or_default(), kind, words);
    }
    if let Some(rest) = described_kind(&title, titles) {
        return of_kind(rest, "", words);
    }
    if let Some(rest) = foreign_kind(&title, titles) {
        return of_kind(&format!(" {rest}"), "", words);
    }
    let (bare, is_dated) = without_tail(&title, words);
    let is_believed =
        |sides: &[&str]| is_letter || is_dated || sides.iter().any(|side| is_addressed(side, titles));
    // "From Orn to Vell", "Von Orn an Vell", "Oral Message From Orn to Vell".
    let after_from = titles.from_within.iter().find_map(|word| bare.split_once(word.as_str()));
    if let Some(rest) = strip_any(bare, &titles.from).or_else(|| after_from.map(|(_, rest)| rest))
        && let Some((from, to)) = split(rest, titles)
        && is_party(from, words)
        && is_party(to, words)
        && is_believed(&[from, to])
    {
        return (name(from, titles), name(to, titles));
    }
    // "To Vell", "An Frau von Orn", "À M. de Vell".
    if let Some(to) = strip_any(bare, &titles.to)
        && is_party(to, words)
        && split(to, titles).is_none()
        && !names::is_after_article(bare, titles)
        && is_believed(&[to])
    {
        return (None, name(to, titles));
    }
    if let Some(to) = strip_any(bare, &titles.romance_to).filter(|to| names::is_foreign_address(to, titles))
        && is_party(to, words)
    {
        return (None, name(to, titles));
    }
    match split(bare, titles).filter(|(from, to)| is_party(from, words) && is_party(to, words)) {
        Some((from, to)) if is_believed(&[from, to]) => (name(from, titles), name(to, titles)),
        _ => (None, None),
    }
}

/// Whether a title names a sender and a receiver, by its words alone.
pub(crate) fn names_both(title: &str, words: &ReadingWords) -> bool {
    matches!(parse(title, None, false, words), (Some(_), Some(_)))
}

/// The sides after the word for the kind: " From Orn to Vell".
fn of_kind(rest: &str, kind: &str, words: &ReadingWords) -> (Option<String>, Option<String>) {
    let titles = &words.titles;
    let [numbered] =
        titles.numbered_forms.get(|| [format!(r"^,?\s*(?i:{})\s*[0-9]\S*", any_word(&titles.number_signs))]);
    let (rest, _) = without_tail(rest, words);
    let rest = numbered.find(rest).map_or(rest, |number| &rest[number.end()..]);
    // "Letter of Orn to Vell"; "Letter of May 3 to Vell" names a day.
    if let Some((from, to)) = strip_any(rest, &titles.of).and_then(|sides| split(sides, titles))
        && is_party(from, words)
        && !from.contains(|c: char| c.is_ascii_digit())
    {
        return (name(from, titles), name(to, titles));
    }
    let from = titles.from_within.iter().find_map(|word| Some((rest.find(word.as_str())?, word.len())));
    // Within a name "von" and "de" belong to it.
    let foreign = titles.from_behind_kind.iter().find(|word| rest.starts_with(word.as_str()));
    let Some((at, length)) = from.or(foreign.map(|word| (0, word.len()))) else {
        let rest = rest.trim_start();
        let to = strip_any(rest, &titles.to_behind_kind);
        let is_for = titles.for_whom.iter().any(|ending| kind.ends_with(ending.as_str()));
        let is_nobody = |whom: &str| {
            let whom = whom.to_lowercase();
            titles.for_nobody.iter().any(|nobody| whom.contains(nobody.as_str()))
        };
        let for_whom = strip_any(rest, &titles.for_behind_kind).filter(|whom| is_for && !is_nobody(whom));
        return (None, to.or(for_whom).and_then(|to| name(to, titles)));
    };
    let sides = &rest[at + length..];
    match split(sides, titles) {
        Some((from, to)) => (name(from, titles), name(to, titles)),
        None => (name(sides, titles), None),
    }
}

/// What follows the word for a letter in another language than English.
fn foreign_kind<'t>(title: &'t str, words: &TitleWords) -> Option<&'t str> {
    let [kind] = words.letter_forms.get(|| {
        let (letter, side) = (any_word(&words.letters), any_word(&words.letter_sides));
        [format!(r"^(?i:{letter}\s+{side}\s)")]
    });
    let found = kind.find(title)?;
    let word = title.split(' ').next()?;
    (found.end() > word.len()).then(|| title[word.len()..].trim_start())
}

/// What follows "Copy of a Letter", "Draft Telegram".
fn described_kind<'t>(title: &'t str, words: &TitleWords) -> Option<&'t str> {
    let [quality, kind] = words.described_letter_forms.get(|| {
        let (quality, described) = (any_word(&words.qualities), any_word(&words.described));
        let (from, to) = (any_word(&words.from_within), any_word(&words.to_within));
        [format!(r"(?i)^{quality}\b"), format!(r"(?i)\b{described}(?:{from}|{to})")]
    });
    let quality = quality.find(title)?;
    let found = kind.find_at(title, quality.end())?;
    // "Copy of a Letter": no more than a few words stand between them.
    let between = &title[quality.end()..found.start()];
    let are_words = between.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' '));
    let at = found.start() + found.as_str().trim_end().rfind(' ')?;
    (are_words && between.chars().count() <= MOST_BETWEEN).then(|| &title[at..])
}

fn strip_any<'a>(text: &'a str, starts: &[String]) -> Option<&'a str> {
    starts.iter().find_map(|start| text.strip_prefix(start.as_str()))
}

/// The two sides of a "to". The one after a name in brackets parts them; otherwise the first that
/// does not belong to an office's name.
fn split<'a>(sides: &'a str, words: &TitleWords) -> Option<(&'a str, &'a str)> {
    split_at(sides, &words.to_within, words).or_else(|| split_at(sides, &words.to_within_asked_last, words))
}

fn split_at<'a>(sides: &'a str, to: &[String], words: &TitleWords) -> Option<(&'a str, &'a str)> {
    let found = to.iter().flat_map(|word| sides.match_indices(word.as_str()));
    let mut places: Vec<(usize, usize)> = found.map(|(at, word)| (at, at + word.len())).collect();
    places.sort_unstable();
    places.retain(|&(at, _)| !is_in_brackets(&sides[..at]));
    let after_a_name = places.iter().find(|&&(at, _)| sides[..at].ends_with(')'));
    let &(at, end) =
        after_a_name.or_else(|| places.iter().find(|(at, _)| !is_office_going_on(&sides[..*at], words)))?;
    Some((&sides[..at], &sides[end..]))
}

fn is_in_brackets(before: &str) -> bool {
    before.matches(['(', '[']).count() > before.matches([')', ']']).count()
}

/// A title without the day or the matter after it, and whether there was a day: "Orn to Vell, 3 May 1926",
/// "Orn to Vell (May 1926)", "To Vell: the lamp".
fn without_tail<'t>(title: &'t str, words: &ReadingWords) -> (&'t str, bool) {
    // A day ends with a figure, and few titles do.
    if !title.trim_end_matches([')', ']', '.']).ends_with(char::is_numeric) {
        return (title, false);
    }
    let [dated] = words.titles.dated_forms.get(|| {
        let before = any_word(&words.titles.before_days);
        let endings: Vec<String> = words.days.ordinal_endings.iter().map(str::to_owned).collect();
        let ending = any_word(&endings);
        let of: Vec<String> = words.days.before_months.iter().map(str::to_owned).collect();
        let of = any_word(&of);
        [format!(
            r"(?x)
            (?: (?: [,;:]\s+ | \s+[–—-]\s+ | \s*[(\[] )
                (?: {before}\s+ )?
                (?: {LETTER}+,?\s+ (?:{before}\s+)? )?
              | \.\s+ )
            (?: \d{{1,2}}{ending}?\.?\s+(?:{of}\s+)?{LETTER}{{3,10}}\.?,?\s+(?:{of}\s+)?\d{{4}}
              | {LETTER}{{3,10}}\.?\s+(?:\d{{1,2}}{ending}?,\s+)?\d{{4}}
              | \d{{4}}-\d{{2}}-\d{{2}} | \d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}} | \d{{4}} )
            [)\].]*$"
        )]
    });
    match dated.find(title) {
        Some(day) => (title[..day.start()].trim_end(), true),
        None => (title, false),
    }
}

#[cfg(test)]
mod tests;
