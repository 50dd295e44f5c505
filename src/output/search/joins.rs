//! Words that are written as one and apart: "hotline" and "hot line", "nonproliferation" and "non proliferation", and the
//! names of several words among an archive's synonyms. What stands apart in a text is a word more in the index, as one, at
//! the place of its first part. So are two of the commonest words, with a space between them, which phrases alone ask for. `static/assets/search-index.js` does the same to what is asked for.

use std::collections::BTreeSet;

use hashbrown::HashMap;
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
    /// What words do before others, one or several with spaces between them.
    #[serde(skip)]
    roles: HashMap<String, Role>,
}

/// What a word can do before another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Role {
    /// It is one of the commonest.
    is_common: bool,
    /// It makes one with any that follows.
    is_prefix: bool,
    /// It begins words that make one.
    is_beginning: bool,
}

impl Role {
    /// Whether one can begin with it.
    pub fn can_begin(self) -> bool {
        self.is_common || self.is_prefix || self.is_beginning
    }
}

impl Joins {
    /// Those of some languages, and those among synonyms.
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a str>, synonyms: &[Vec<String>]) -> Self {
        let mut joins = Self { shortest: SHORTEST, longest: 2, ..Self::default() };
        for word in Spelling::common() {
            joins.common.insert(word);
            joins.roles.entry_ref(word).or_default().is_common = true;
        }
        for spelling in languages.into_iter().filter_map(Spelling::of) {
            joins.small.extend(spelling.small.iter().map(|word| words::fold(word).into_owned()));
            for prefix in &spelling.prefixes {
                joins.prefixes.insert(prefix.clone());
                joins.roles.entry_ref(prefix.as_str()).or_default().is_prefix = true;
            }
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
        for end in 1..parts.len() {
            self.roles.entry(parts[..end].join(" ")).or_default().is_beginning = true;
        }
        self.apart.insert(parts.join(" "));
    }

    /// What a word can do, or several with spaces between them, which are folded.
    pub fn role(&self, words: &str) -> Role {
        self.roles.get(words).copied().unwrap_or_default()
    }
}

/// What may become one of several words while a text is gone through.
#[derive(Debug, Default)]
pub struct Open {
    begun: Vec<Begun>,
    /// What was begun before the word that is taken.
    before: Vec<Begun>,
}

/// One or several words, with the place of the first.
#[derive(Debug)]
struct Begun {
    words: String,
    role: Role,
    start: u32,
}

impl Open {
    /// Whether there is nothing that a next word could end.
    pub fn is_empty(&self) -> bool {
        self.begun.is_empty()
    }

    /// Forgets what was begun: a text ends.
    pub fn clear(&mut self) {
        self.begun.clear();
    }

    /// Takes the next word of a text, folded, with what it can do and its place; shows what ends with it, as one word with
    /// the place of its first part.
    pub fn take(
        &mut self,
        (word, role): (&str, Role),
        place: u32,
        joins: &Joins,
        show: &mut dyn FnMut(&str, u32),
    ) {
        std::mem::swap(&mut self.begun, &mut self.before);
        for Begun { mut words, role: before, start } in self.before.drain(..) {
            let is_pair = before.is_common && role.is_common;
            if !is_pair && !before.is_prefix && !before.is_beginning {
                continue;
            }
            words.reserve(word.len() + 1);
            words.push(' ');
            words.push_str(word);
            if is_pair {
                show(&words, start);
            }
            let is_prefixed = before.is_prefix && word.chars().nth(SHORTEST - 1).is_some();
            let is_one = |words: &str| joins.apart.contains(words);
            let makes_one =
                || before.is_beginning && (is_one(&words) || words.strip_suffix('s').is_some_and(is_one));
            if is_prefixed || makes_one() {
                show(&words.replace(' ', ""), start);
            }
            let longer = if before.is_beginning { joins.role(&words) } else { Role::default() };
            if longer.is_beginning {
                self.begun.push(Begun { words, role: longer, start });
            }
        }
        if role.can_begin() {
            self.begun.push(Begun { words: word.to_owned(), role, start: place });
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
            let word = (word, joins.role(word));
            open.take(word, place, &joins, &mut |whole, start| found.push((whole.to_owned(), start)));
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
