//! The place in a document that a fragment means. Programs make different anchors of a heading's words:
//! "1. The *log*, & more" is `1-the-log--more`, `1-the-log-more` or `the-log-more`, and in wiki links
//! its words stand as they are.

use unicode_normalization::UnicodeNormalization;

use crate::catalog::Record;
use crate::model::document::Anchor;

/// Among how many anchors one is looked for that is written in another way: a document with as many headings
/// can have as many links.
const MOST: usize = 200;

/// The place that a fragment means: an anchor of the page, or its top.
pub fn find(record: &Record, fragment: &str) -> Option<Option<String>> {
    let exact = |name: &str| {
        let at = record.anchors.binary_search_by(|anchor| anchor.name.as_str().cmp(name));
        let named = at.ok().and_then(|at| record.anchors.get(at)).map(|anchor| anchor.place.clone());
        named.or_else(|| record.has_anchor(name).then(|| Some(name.to_owned())))
    };
    if let Some(place) = exact(fragment).or_else(|| exact(&as_written(fragment))) {
        return Some(place);
    }
    let alike = alike(record, fragment, plain)
        .or_else(|| alike(record, fragment, |name| without_number(&plain(name))))
        .or_else(|| alike(record, fragment, |name| ascii(&without_number(&plain(name)))));
    // To browsers this is the top, where nothing has that name.
    alike.or_else(|| fragment.eq_ignore_ascii_case("top").then_some(None))
}

/// The only place whose name comes to the same as the fragment.
fn alike(record: &Record, fragment: &str, form: impl Fn(&str) -> String) -> Option<Option<String>> {
    let wanted = form(fragment);
    if wanted.is_empty() {
        return None;
    }
    let headings = record.headings.iter().map(|heading| (heading.as_str(), Some(heading)));
    let named = record.anchors.iter().map(|Anchor { name, place }| (name.as_str(), place.as_ref()));
    let mut found =
        headings.chain(named).take(MOST).filter(|(name, _)| form(name) == wanted).map(|(_, place)| place);
    let first = found.next()?;
    found.all(|other| other == first).then(|| first.cloned())
}

/// The anchor that GitHub makes of a heading's words.
fn as_written(words: &str) -> String {
    let words = words.trim().to_lowercase().replace(' ', "-");
    words.chars().filter(|character| character.is_alphanumeric() || matches!(character, '-' | '_')).collect()
}

/// A name in small letters, with one hyphen between its words and no other signs.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.nfc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || character == '^' {
            plain.push(character);
        } else if (character.is_whitespace() || matches!(character, '-' | '_')) && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.trim_matches('-').to_owned()
}

/// A name from its first letter on: some programs leave out what stands before it.
fn without_number(name: &str) -> String {
    name.trim_start_matches(|character: char| !character.is_alphabetic()).to_owned()
}

/// A name without what is no letter of English.
fn ascii(name: &str) -> String {
    name.nfkd().filter(char::is_ascii).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_to_the_same() {
        for other in ["1-the-log-more", "1. The Log, & More", "1_the_log_more", "1-The-Log--More-"] {
            assert_eq!(plain(other), plain("1-the-log--more"), "{other}");
        }
        assert_eq!(without_number("1-the-log"), "the-log");
        assert_eq!(ascii("größe"), "groe");
        assert_eq!(plain("gro\u{308}ße"), "größe");
    }
}
