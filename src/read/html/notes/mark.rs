//! What a link or a place has that belongs to notes: a mark, or a name that makers give to notes.

use crate::read::html::tree::{Place, Tree};

/// A note's mark in the words of a link: `1`, `[1]`, `(a)`, `*`, `note 3`.
pub fn mark(words: &str) -> Option<String> {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '\u{fe0e}'));
    let bare = bare.trim_end_matches(['.', ':', ',']);
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or(bare);
    let is_named = bare.len() > last.len();
    let named = ["note", "footnote", "fn", "n", "nb", "anm", "anmerkung", "fußnote"];
    if is_named && !bare.split_whitespace().next().is_some_and(|word| named.contains(&&*word.to_lowercase().replace('.', ""))) {
        return None;
    }
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
    let plain: String = last
        .chars()
        .map(|c| raised(c).and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10)).unwrap_or(c))
        .collect();
    let all = |test: fn(char) -> bool| !plain.is_empty() && plain.chars().all(test);
    let count = plain.chars().count();
    let is_number = all(|c| c.is_ascii_digit()) && count <= 4;
    let is_letter = all(|c| c.is_ascii_alphabetic()) && count <= 2 || all(char::is_alphabetic) && count == 1;
    let is_roman = all(|c| "ivxlc".contains(c.to_ascii_lowercase())) && count <= 7;
    let is_mixed = count <= 5
        && plain.starts_with(|c: char| c.is_ascii_alphanumeric())
        && plain.chars().all(|c| c.is_ascii_alphanumeric())
        && plain.chars().filter(char::is_ascii_alphabetic).count() <= 1;
    let is_sign = all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '‖')) && count <= 4;
    (is_number || is_letter || is_roman || is_mixed || is_sign).then_some(plain)
}

/// Whether the names of an element are those that makers give to notes and their calls.
pub fn is_called_after_notes(tree: &Tree, place: Place) -> bool {
    let name = tree.attribute(place, "name").filter(|_| tree.name(place) == "a");
    let names = tree.classes(place).take(8).chain(tree.attribute(place, "id")).chain(name);
    names.into_iter().any(|name| {
        let name = name.to_ascii_lowercase();
        let bare = stem(&name);
        ["footnote", "endnote", "fnanchor", "footref", "noteref", "cite_note", "cite_ref", "sdfootnote", "sdendnote"]
            .iter()
            .any(|known| name.contains(known))
            || matches!(bare, "fn" | "fnref" | "ftn" | "ftnref" | "edn" | "ednref" | "note" | "notes" | "en" | "ref" | "n" | "noteref" | "anm" | "fnr")
    })
}

/// The name of a place without its figures and signs: those of notes are the same.
pub fn stem(name: &str) -> &str {
    name.trim_start_matches('_').trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for (words, found) in [
            ("1", "1"),
            ("[12]", "12"),
            ("(a)", "a"),
            ("*", "*"),
            ("Note 3", "3"),
            ("[Fn. 4]", "4"),
            ("¹²", "12"),
            ("12a", "12a"),
            ("xiv", "xiv"),
            ("א", "א"),
            ("2.", "2"),
        ] {
            assert_eq!(mark(words).as_deref(), Some(found), "{words}");
        }
        for words in ["", "here", "Chapter 3", "19265", "see 1", "oil", "1926-03-03"] {
            assert_eq!(mark(words), None, "{words}");
        }
    }
}
