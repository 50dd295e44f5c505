//! Who wrote a document and to whom, from its title: "Telegram From the Embassy in Lindholt to the
//! Ministry", "The Consul at Port Amsel (Orn) to the Minister", "Orn to Vell, 3 May 1926".
//!
//! "Introduction to Logic" has the form of a letter's title, too. Where no word such as "Letter" says what
//! it is, both sides must be names or offices, and something must speak for a letter: an honorific, an
//! office, a day, or the shape of the text.

mod names;

use std::sync::LazyLock;

use regex::Regex;

use names::{is_addressed, is_office_going_on, is_party, name};

/// A longer title is running text.
const LONGEST: usize = 1000;

/// What stands before the receiver.
const TO: &[&str] = &[" to ", " To ", " TO "];
/// The same in other languages. In English "an" is an article, so that they are asked second.
const FOREIGN_TO: &[&str] = &[" an ", " An ", " AN ", " à ", " À ", " au ", " aux ", " Au ", " AU "];

/// The sender and the receiver that a title names. `kind` is what the title begins with, if it is a kind of
/// document; `is_letter` tells whether the text has the shape of a letter.
pub(crate) fn parse(title: &str, kind: Option<&str>, is_letter: bool) -> (Option<String>, Option<String>) {
    if title.len() > LONGEST {
        return (None, None);
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(kind) = kind {
        return of_kind(title.get(kind.len()..).unwrap_or_default(), kind);
    }
    if let Some(rest) = described_kind(&title) {
        return of_kind(rest, "");
    }
    if let Some(rest) = foreign_kind(&title) {
        return of_kind(&format!(" {rest}"), "");
    }
    let (bare, is_dated) = without_tail(&title);
    let is_believed = |sides: &[&str]| is_letter || is_dated || sides.iter().any(|side| is_addressed(side));
    // "From Orn to Vell", "Von Orn an Vell", "Oral Message From Orn to Vell".
    let after_from = [" From ", " FROM ", " from "].iter().find_map(|word| bare.split_once(word));
    if let Some(rest) = strip_any(bare, &["From ", "FROM ", "Von ", "VON ", "De ", "DE "])
        .or_else(|| after_from.map(|(_, rest)| rest))
        && let Some((from, to)) = split(rest)
        && is_party(from)
        && is_party(to)
        && is_believed(&[from, to])
    {
        return (name(from), name(to));
    }
    // "To Vell", "An Frau von Orn", "À M. de Vell".
    if let Some(to) = strip_any(bare, &["To ", "TO ", "An ", "AN ", "À ", "Au ", "Aux "])
        && is_party(to)
        && split(to).is_none()
        && !names::is_after_article(bare)
        && is_believed(&[to])
    {
        return (None, name(to));
    }
    if let Some(to) = strip_any(bare, &["A ", "Al ", "Alla "]).filter(|to| names::is_foreign_address(to))
        && is_party(to)
    {
        return (None, name(to));
    }
    match split(bare).filter(|(from, to)| is_party(from) && is_party(to)) {
        Some((from, to)) if is_believed(&[from, to]) => (name(from), name(to)),
        _ => (None, None),
    }
}

/// Whether a title names a sender and a receiver, by its words alone.
pub(crate) fn names_both(title: &str) -> bool {
    matches!(parse(title, None, false), (Some(_), Some(_)))
}

/// The sides after the word for the kind: " From Orn to Vell".
fn of_kind(rest: &str, kind: &str) -> (Option<String>, Option<String>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| expression(r"^,?\s*(?i:no\.?|nr\.?|№)\s*[0-9]\S*"));
    let (rest, _) = without_tail(rest);
    let rest = NUMBER.find(rest).map_or(rest, |number| &rest[number.end()..]);
    // "Letter of Orn to Vell"; "Letter of May 3 to Vell" names a day.
    if let Some((from, to)) = rest.strip_prefix(" of ").and_then(split)
        && is_party(from)
        && !from.contains(|c: char| c.is_ascii_digit())
    {
        return (name(from), name(to));
    }
    let from =
        [" From ", " from ", " FROM "].into_iter().find_map(|word| Some((rest.find(word)?, word.len())));
    // Within a name "von" and "de" belong to it.
    let foreign = [" von ", " vom ", " de ", " du ", " di "].into_iter().find(|word| rest.starts_with(word));
    let Some((at, length)) = from.or(foreign.map(|word| (0, word.len()))) else {
        let rest = rest.trim_start();
        let to = strip_any(rest, &["to ", "To ", "TO ", "an ", "An ", "à ", "À ", "au ", "aux ", "a "]);
        let for_whom = strip_any(rest, &["for ", "For ", "FOR "])
            .filter(|whom| kind.ends_with("Memorandum") && !whom.to_lowercase().contains("file"));
        return (None, to.or(for_whom).and_then(name));
    };
    let sides = &rest[at + length..];
    match split(sides) {
        Some((from, to)) => (name(from), name(to)),
        None => (name(sides), None),
    }
}

/// What follows the word for a letter in another language than English.
fn foreign_kind(title: &str) -> Option<&str> {
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"^(?i:brief|schreiben|telegramm|lettre|carta|lettera|télégramme|telegrama)\s+(?:von|vom|an|de|du|d’|di|a|à|au|al|para)\s",
        )
    });
    let found = KIND.find(title)?;
    let word = title.split(' ').next()?;
    (found.end() > word.len()).then(|| title[word.len()..].trim_start())
}

/// What follows "Copy of a Letter", "Draft Telegram".
fn described_kind(title: &str) -> Option<&str> {
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?i)^(?:extracts?|cop(?:y|ies)|drafts?|parts?|translation|fragment|open|circular|private|personal|unsent)\b[\w ]{0,20}?\b(?:letter|telegram|note|memorandum|dispatch|despatch)(?: from | to )",
        )
    });
    let found = KIND.find(title)?;
    let at = found.as_str().trim_end().rfind(' ')?;
    Some(&title[at..])
}

fn strip_any<'a>(text: &'a str, starts: &[&str]) -> Option<&'a str> {
    starts.iter().find_map(|start| text.strip_prefix(start))
}

/// The two sides of a "to". The one after a name in brackets parts them; otherwise the first that
/// does not belong to an office's name.
fn split(sides: &str) -> Option<(&str, &str)> {
    split_at(sides, TO).or_else(|| split_at(sides, FOREIGN_TO))
}

fn split_at<'a>(sides: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    let found = words.iter().flat_map(|word| sides.match_indices(word));
    let mut places: Vec<(usize, usize)> = found.map(|(at, word)| (at, at + word.len())).collect();
    places.sort_unstable();
    places.retain(|&(at, _)| !is_in_brackets(&sides[..at]));
    let after_a_name = places.iter().find(|&&(at, _)| sides[..at].ends_with(')'));
    let &(at, end) =
        after_a_name.or_else(|| places.iter().find(|(at, _)| !is_office_going_on(&sides[..*at])))?;
    Some((&sides[..at], &sides[end..]))
}

fn is_in_brackets(before: &str) -> bool {
    before.matches(['(', '[']).count() > before.matches([')', ']']).count()
}

/// A title without the day or the matter after it, and whether there was a day: "Orn to Vell, 3 May 1926",
/// "Orn to Vell (May 1926)", "To Vell: the lamp".
fn without_tail(title: &str) -> (&str, bool) {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?x)
            (?: (?: [,;:]\s+ | \s+[–—-]\s+ | \s*[(\[] )
                (?: (?:on|dated|le|den|am|vom|il|el)\s+ )?
                (?: \p{L}+,?\s+ (?:den\s+)? )?
              | \.\s+ )
            (?: \d{1,2}(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?\p{L}{3,10}\.?,?\s+(?:de\s+)?\d{4}
              | \p{L}{3,10}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,\s+)?\d{4}
              | \d{4}-\d{2}-\d{2} | \d{1,2}\.\s?\d{1,2}\.\s?\d{4} | \d{4} )
            [)\].]*$",
        )
    });
    match DAY.find(title) {
        Some(day) => (title[..day.start()].trim_end(), true),
        None => (title, false),
    }
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}

#[cfg(test)]
mod tests;
