//! The names that a text uses: the words in it that begin with a capital though no sentence begins there. By those that are
//! rare in an archive, documents on one matter are known.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::document::{Block, plain_text};
use crate::model::walk::Child;

/// How many names of a document are kept: those that it uses most, and of these the ones that come first.
const MOST: usize = 40;
/// How many characters a name has at least, and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=30;

/// The names in a document, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names(Box<str>);

impl Names {
    /// Those of a text.
    pub fn of(blocks: &[Block]) -> Self {
        let mut found = Found::default();
        found.blocks(blocks);
        let mut names: Vec<(usize, usize, String)> =
            found.names.into_iter().map(|(name, (place, count))| (count, place, name)).collect();
        names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        names.truncate(MOST);
        let names: Vec<&str> = names.iter().map(|(_, _, name)| name.as_str()).collect();
        Self(names.join(" ").into_boxed_str())
    }

    /// Each of them, as it is written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|name| !name.is_empty())
    }
}

/// The names that were met, each with where it was first and how often.
#[derive(Default)]
struct Found {
    names: HashMap<String, (usize, usize)>,
}

impl Found {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            block.children(&mut |child| match child {
                Child::Flow(flow) => self.flow(&plain_text(flow)),
                Child::Blocks(within) => self.blocks(within),
            });
        }
    }

    /// The names in a run of text. In one that stands in capitals nothing can be told apart.
    fn flow(&mut self, text: &str) {
        if is_in_capitals(text) {
            return;
        }
        let mut begins_sentence = true;
        for written in words(text) {
            // Most words begin small.
            if written.as_bytes()[0].is_ascii_lowercase() {
                begins_sentence = ends_sentence(written);
                continue;
            }
            let word = written.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            if !begins_sentence && is_name(word) {
                let place = self.names.len();
                self.names.entry(word.to_owned()).or_insert((place, 0)).1 += 1;
            }
            begins_sentence = ends_sentence(written);
        }
    }
}

/// Whether a text has more capitals than small letters.
fn is_in_capitals(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut capitals = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let mut small = bytes.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    if !text.is_ascii() {
        for letter in text.chars().filter(|c| !c.is_ascii()) {
            capitals += usize::from(letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
        }
    }
    capitals > small
}

/// The stretches of a text between spaces, as `split_whitespace` gives them. Only characters that can be spaces are decoded:
/// all texts are gone through.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (word, after) = rest.split_at(word_end(rest));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn word_end(text: &str) -> usize {
    let mut end = 0;
    // With these bytes the spaces of Unicode begin in UTF-8.
    let can_begin_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    while let Some(at) = text.as_bytes()[end..].iter().position(can_begin_space) {
        end += at;
        match text[end..].chars().next() {
            Some(character) if !character.is_whitespace() => end += character.len_utf8(),
            _ => return end,
        }
    }
    text.len()
}

fn ends_sentence(written: &str) -> bool {
    if written.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    written.ends_with(['.', '!', '?', ':', '"', '”', ')'])
}

/// Whether a word is written as names are.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && LENGTH.contains(&word.chars().count())
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Inline, ParagraphStyle, Text};

    fn names(text: &str) -> Vec<String> {
        let content = vec![Inline::Text(Text { text: text.to_owned(), start: 0 })];
        let block = Block::Paragraph { style: ParagraphStyle::Body, content };
        Names::of(&[block]).iter().map(str::to_owned).collect()
    }

    #[test]
    fn names_stand_within_sentences() {
        assert_eq!(
            names("Today Orne met Lindholt’s men. They asked Orne of Skell, and of CINCVELL."),
            ["Orne", "Lindholt", "Skell", "CINCVELL"]
        );
        assert!(names("THE HARBOUR OF SKELL IS CLOSED").is_empty());
        assert!(names("").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn words_are_divided_by_all_spaces_of_unicode(text in "([a-z\\p{Zs}\\p{Cc}\u{2028}“é—]|\\PC){0,24}") {
            proptest::prop_assert!(words(&text).eq(text.split_whitespace()));
        }
    }
}
