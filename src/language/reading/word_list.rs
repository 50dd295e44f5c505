//! A list of words, looked up without copying what is asked for.

use serde::Deserialize;

/// Words in the order of their length. Every word of a text is asked for in many lists, and few have it: so the first
/// letters that there are of each length tell most apart without a comparison.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// For each length in bytes, a bit for each first letter, whatever its case; the first stands for all beyond ASCII.
    initials: Vec<u32>,
}

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> Self {
        words.sort_unstable_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        words.dedup();
        let mut initials = vec![0; words.last().map_or(0, |longest| longest.len() + 1)];
        for word in &words {
            initials[word.len()] |= initial_bit(word);
        }
        Self { words, initials }
    }
}

impl WordList {
    /// Whether the list has a word, written exactly so.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.can_have(word) && self.of_length(word.len()).iter().any(|known| known == word)
    }

    /// Whether the list has a word, in whatever case.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        self.can_have(word) && self.of_length(word.len()).iter().any(|known| is_same(known, word))
    }

    /// The words, the shortest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    #[inline]
    fn can_have(&self, word: &str) -> bool {
        self.initials.get(word.len()).is_some_and(|initials| initials & initial_bit(word) != 0)
    }

    /// The words of a length in bytes.
    fn of_length(&self, length: usize) -> &[String] {
        let start = self.words.partition_point(|known| known.len() < length);
        let length = self.words[start..].partition_point(|known| known.len() == length);
        &self.words[start..start + length]
    }
}

#[inline]
fn initial_bit(word: &str) -> u32 {
    // The last five bits of an ASCII letter are its place in the alphabet.
    word.bytes().next().map_or(0, |first| if first.is_ascii() { 1 << (first & 31) } else { 1 })
}

/// Whether two words of the same length differ in case at most.
fn is_same(known: &str, word: &str) -> bool {
    known.eq_ignore_ascii_case(word)
        || !known.is_ascii()
            && known.chars().flat_map(char::to_lowercase).eq(word.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let list = WordList::from(["über", "See", "in", "cf"].map(str::to_owned).to_vec());
        assert!(list.has("ÜBER") && list.has("see") && list.has("Cf"));
        assert!(list.contains("See") && !list.contains("see") && !list.has("also") && !list.has(""));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["cf", "in", "See", "über"]);
    }
}
