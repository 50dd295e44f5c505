//! The sentence that holds a reference, for the lists of documents that cite a document.

use std::ops::Range;

use crate::language::reading::SentenceWords;

/// The longest sentence that is quoted, in characters.
const LONGEST: usize = 240;

/// The sentences of a text.
pub struct Sentences<'a> {
    text: &'a str,
    /// Where they begin, but for the first.
    borders: Vec<usize>,
}

impl<'a> Sentences<'a> {
    /// Takes a text apart. `words` say what has a full stop within a sentence.
    pub fn of(text: &'a str, words: &SentenceWords) -> Self {
        Self { text, borders: borders(text, words).collect() }
    }

    /// The sentence round a stretch of the text, with single spaces. A long one is cut at word borders
    /// to 240 characters round the stretch.
    pub fn around(&self, range: Range<usize>) -> String {
        let text = self.text;
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        let first = self.borders.partition_point(|border| *border <= start);
        let next = first + self.borders[first..].partition_point(|border| *border < end);
        let from = first.checked_sub(1).map_or(0, |before| self.borders[before]);
        let to = self.borders.get(next).copied().unwrap_or(text.len());
        cut(&text[from..start], &text[start..end], &text[end..to])
    }
}

/// Where sentences begin, but for the first.
fn borders<'a>(text: &'a str, words: &'a SentenceWords) -> impl Iterator<Item = usize> + 'a {
    let first = text.len() - text.trim_start().len();
    text.match_indices(['.', '!', '?', '…']).filter_map(move |(at, mark)| {
        let rest = text[at + mark.len()..].trim_start_matches(['"', '\'', '”', '’', ')', ']', '»']);
        let next = rest.trim_start();
        let ends = rest.len() > next.len()
            && !next.starts_with(char::is_lowercase)
            && !(mark == "." && is_abbreviation(&text[first..at], words));
        ends.then_some(text.len() - next.len())
    })
}

/// Whether a text ends in a word that is commonly written with a full stop, in an initial, or is
/// but the number of a paragraph.
fn is_abbreviation(text: &str, words: &SentenceWords) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.len() == text.len() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let word = word.trim_start_matches(['(', '[', '"', '“', '‘', '—', '–']);
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || words.abbreviations.has(word)
}

/// Joins the words of a reference with as much of what stands before and after as there is room for.
fn cut(before: &str, words: &str, after: &str) -> String {
    // No more is looked at than can be shown, since a sentence can hold thousands of references.
    let before: String = single_spaces(before.chars().rev()).chars().rev().collect();
    let before = before.trim_start();
    let words = single_spaces(words.chars());
    let after = single_spaces(after.chars());
    let after = after.trim_end();
    let length = |text: &str| text.chars().count();
    let (before_length, after_length) = (length(before), length(after));
    let room = LONGEST.saturating_sub(length(&words));
    if before_length + after_length <= room {
        return format!("{before}{words}{after}");
    }
    let after_room = room.saturating_sub(before_length.min(room / 2));
    let after = head(after, after_room);
    let before = tail(before, room.saturating_sub(length(&after)));
    let words = head(&words, LONGEST);
    format!("{before}{words}{after}")
}

/// The first characters of a text with each run of white space made one space: two more than a sentence
/// can have, so that it is known whether something is cut off.
fn single_spaces(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut length = 0;
    for character in text {
        let is_space = character.is_whitespace();
        if is_space && out.ends_with(' ') {
            continue;
        }
        if length == LONGEST + 2 {
            break;
        }
        out.push(if is_space { ' ' } else { character });
        length += 1;
    }
    out
}

/// As many whole words of a text's beginning as there is room for, with a mark where it is cut.
fn head(text: &str, room: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(room) else { return text.to_owned() };
    let Some((end, _)) = text[..end].char_indices().next_back() else { return String::new() };
    let kept = &text[..end];
    let kept = kept.rfind(' ').map_or("", |space| &kept[..space]);
    let kept = if kept.is_empty() && !text.starts_with(' ') { &text[..end] } else { kept };
    format!("{kept}…")
}

/// As many whole words of a text's end as there is room for, with a mark where it is cut.
fn tail(text: &str, room: usize) -> String {
    let length = text.chars().count();
    if length <= room {
        return text.to_owned();
    }
    if room == 0 {
        return String::new();
    }
    let start = text.char_indices().nth(length - room + 1).map_or(text.len(), |(at, _)| at);
    let kept = &text[start..];
    let kept = kept.find(' ').map_or("", |space| &kept[space + 1..]);
    format!("…{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).expect("the words");
        Sentences::of(text, &ReadingWords::everywhere().sentences).around(start..start + words.len())
    }

    #[test]
    fn a_sentence_ends_at_a_full_stop() {
        let text = "One. See Document 4\nfor more.  “Three?” Four";
        assert_eq!(around(text, "Document 4"), "See Document 4 for more.");
        assert_eq!(around(text, "One"), "One.");
        assert_eq!(around(text, "Three"), "“Three?”");
        assert_eq!(around(text, "Four"), "Four");
    }

    #[test]
    fn abbreviations_do_not_end_it() {
        let text =
            "It is in vol. VI, No. 4, p. 8, by J. F. Dulles of the U.S. Mission (cf. Document 3). Next.";
        assert_eq!(around(text, "Dulles"), text.trim_end_matches(" Next."));
        assert_eq!(around("1. The Stone exists. It does.", "Stone"), "1. The Stone exists.");
        assert_eq!(around("In 1924. The Stone.", "Stone"), "The Stone.");
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let text = format!("{}HERE{}", "before ".repeat(100), " after".repeat(100));
        let sentence = around(&text, "HERE");
        assert!(sentence.chars().count() <= LONGEST, "{sentence}");
        assert!(sentence.chars().count() > LONGEST - 20, "{sentence}");
        assert!(sentence.starts_with("…before ") && sentence.ends_with(" after…"), "{sentence}");
        let sentence = around(&format!("HERE{}", " after".repeat(100)), "HERE");
        assert!(sentence.starts_with("HERE after") && sentence.ends_with(" after…"), "{sentence}");
        let sentence = around(&format!("{}HERE", "before ".repeat(100)), "HERE");
        assert!(sentence.starts_with("…before ") && sentence.ends_with(" HERE"), "{sentence}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic_or_too_long(text in "[a-cé.!? \n”(A]{0,600}", start in 0_usize..700, length in 0_usize..300) {
            let sentence = Sentences::of(&text, &ReadingWords::everywhere().sentences).around(start..start + length);
            proptest::prop_assert!(sentence.chars().count() <= LONGEST);
        }
    }
}
