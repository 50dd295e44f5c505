//! Words that are written as one and apart: "hotline" and "hot line", "nonproliferation" and "non proliferation", and the
//! names of several words among an archive's synonyms. What stands apart in a text is a word more in the index, as one, at
//! the place of its first part. So are two of the commonest words, with a space between them, which phrases alone ask for. `static/assets/search-index.js` does the same to what is asked for.

use std::collections::BTreeSet;

use hashbrown::HashSet;
use serde::Serialize;

use super::words;
use crate::language::spelling::Spelling;

/// How many letters a word has, at least, that a prefix makes one with.
const SHORTEST: usize = 4;

/// Which words are written so.
#[derive(Debug, Default, Serialize)]
pub struct Joins {
    /// Words that make one, with spaces between them.
    apart: BTreeSet<String>,
    /// Words that make one with any that follows.
    prefixes: BTreeSet<String>,
    /// How many letters such a word has, at least.
    shortest: usize,
    /// How many words make one, at most.
    longest: usize,
    /// The commonest words.
    common: BTreeSet<&'static str>,
    /// Words that are not marked where others are looked for beside them.
    small: BTreeSet<String>,
    /// The beginnings of those that make one.
    #[serde(skip)]
    beginnings: HashSet<String>,
}

impl Joins {
    /// Those of some languages, and those among synonyms.
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a str>, synonyms: &[Vec<String>]) -> Self {
        let common = Spelling::common().collect();
        let mut joins = Self { shortest: SHORTEST, longest: 2, common, ..Self::default() };
        for spelling in languages.into_iter().filter_map(Spelling::of) {
            joins.prefixes.extend(spelling.prefixes.iter().cloned());
            joins.small.extend(spelling.small.iter().map(|word| words::fold(word)));
            spelling.apart.iter().for_each(|words| joins.add(words));
        }
        synonyms.iter().flatten().for_each(|words| joins.add(words));
        joins
    }

    fn add(&mut self, text: &str) {
        let mut parts = Vec::new();
        words::each_word(text, &mut |word, places| parts.extend((places > 0).then(|| words::fold(word))));
        if parts.len() < 2 {
            return;
        }
        self.longest = self.longest.max(parts.len());
        self.beginnings.extend((1..parts.len()).map(|end| parts[..end].join(" ")));
        self.apart.insert(parts.join(" "));
    }

    /// Whether one can begin with a word, which is folded.
    pub fn can_begin(&self, word: &str) -> bool {
        self.beginnings.contains(word) || self.prefixes.contains(word) || self.common.contains(word)
    }
}

/// What may become one of several words while a text is gone through.
#[derive(Debug, Default)]
pub struct Open(Vec<(String, u32)>);

impl Open {
    /// Whether there is nothing that a next word could end.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the next word of a text, folded, with its place; shows what ends with it, as one word with the place of its
    /// first part.
    pub fn take(&mut self, word: &str, place: u32, joins: &Joins, show: &mut dyn FnMut(String, u32)) {
        for (mut begun, start) in std::mem::take(&mut self.0) {
            if joins.common.contains(begun.as_str()) && joins.common.contains(word) {
                show(format!("{begun} {word}"), start);
            }
            let is_prefixed = joins.prefixes.contains(&begun) && word.chars().nth(SHORTEST - 1).is_some();
            begun = begun + " " + word;
            let is_one = |words: &str| joins.apart.contains(words);
            if is_prefixed || is_one(&begun) || begun.strip_suffix('s').is_some_and(is_one) {
                show(begun.replace(' ', ""), start);
            }
            if joins.beginnings.contains(&begun) {
                self.0.push((begun, start));
            }
        }
        if joins.can_begin(word) {
            self.0.push((word.to_owned(), place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_apart_is_one_word_more() {
        let synonyms = [["LKO".to_owned(), "Lamp Keepers of Orn".to_owned()].to_vec()];
        let joins = Joins::of(["en"], &synonyms);
        let text =
            "the lamp keepers of orn wanted a hot line and hot lines for non proliferation, non of the lamp";
        let (mut open, mut found) = (Open::default(), Vec::new());
        for (place, word) in (0..).zip(text.replace(',', "").split(' ')) {
            open.take(word, place, &joins, &mut |whole, start| found.push((whole, start)));
        }
        let found: Vec<(&str, u32)> = found.iter().map(|(word, place)| (word.as_str(), *place)).collect();
        let expected = [
            ("lampkeepersoforn", 1),
            ("hotline", 7),
            ("hotlines", 10),
            ("nonproliferation", 13),
            ("of the", 16),
        ];
        assert_eq!(found, expected);
    }
}
