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
        let (capitals, small) = text.chars().fold((0_usize, 0_usize), |(capitals, small), c| {
            (capitals + usize::from(c.is_uppercase()), small + usize::from(c.is_lowercase()))
        });
        if capitals > small {
            return;
        }
        let mut begins_sentence = true;
        for written in text.split_whitespace() {
            let word = written.trim_matches(|c: char| !c.is_alphanumeric());
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            if !begins_sentence && is_name(word) {
                let place = self.names.len();
                self.names.entry(word.to_owned()).or_insert((place, 0)).1 += 1;
            }
            begins_sentence = written.ends_with(['.', '!', '?', ':', '"', '”', ')']);
        }
    }
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
}
