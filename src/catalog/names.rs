//! The names that a text uses: the words in it that begin with a capital though no sentence begins there. By those that are
//! rare in an archive, documents on one matter are known.

use hashbrown::HashMap;
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
        let (bytes, mut at) = (text.as_bytes(), 0);
        // A name has a capital; those of other alphabets have bytes beyond ASCII.
        let can_be_capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
        while let Some(capital) = bytes[at..].iter().position(can_be_capital) {
            let before = &text[at..at + capital];
            let start = at + before.rfind(char::is_whitespace).map_or(0, |space| space_end(before, space));
            let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
            self.word(&text[start..end], &text[..start]);
            at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Looks at a word, as it is written, with the text before it.
    fn word(&mut self, written: &str, before: &str) {
        let word = written.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if is_name(word) && !begins_sentence(before.trim_end()) {
            let place = self.names.len();
            self.names.entry_ref(word).or_insert((place, 0)).1 += 1;
        }
    }
}

/// Whether a text has more capitals than small letters.
fn is_in_capitals(text: &str) -> bool {
    let mut capitals = count(text, u8::is_ascii_uppercase);
    let mut small = count(text, u8::is_ascii_lowercase);
    if !text.is_ascii() {
        for letter in text.chars().filter(|c| !c.is_ascii()) {
            capitals += usize::from(letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
        }
    }
    capitals > small
}

/// How many bytes of a text are such. Sums of one byte are taken for many bytes at once.
fn count(text: &str, is: impl Fn(&u8) -> bool) -> usize {
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(is(byte))).sum::<u8>())).sum()
}

/// The byte after the space that stands at a place.
fn space_end(text: &str, space: usize) -> usize {
    space + text[space..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a sentence begins after a text.
fn begins_sentence(before: &str) -> bool {
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '”', ')'])
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

    /// The same, word by word.
    fn simply(text: &str) -> Vec<String> {
        let (mut found, mut begins_sentence) = (Vec::<(usize, String)>::new(), true);
        for written in text.split_whitespace().filter(|_| !is_in_capitals(text)) {
            let word = written.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            if !begins_sentence && is_name(word) {
                match found.iter_mut().find(|(_, name)| name == word) {
                    Some((count, _)) => *count += 1,
                    None => found.push((1, word.to_owned())),
                }
            }
            begins_sentence = written.ends_with(['.', '!', '?', ':', '"', '”', ')']);
        }
        found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        found.into_iter().map(|(_, name)| name).collect()
    }

    proptest::proptest! {
        #[test]
        fn names_are_those_of_the_words_between_spaces(
            text in "(([a-z]{0,3}|[A-ZÉÅ][a-zéå’\\-]{3,5}|É|[“(\"]|.)([.:)”]|'s|’s)?([ \\p{Zs}\\p{Cc}\u{2028}]|  )?){0,16}",
        ) {
            proptest::prop_assert_eq!(names(&text), simply(&text));
        }
    }
}
