//! A list of words, looked up without copying what is asked for.

use serde::Deserialize;

/// Words in the order of their length. Every word of a text is asked for in many lists, and few have it: so the lengths
/// and first letters that there are tell most apart without a comparison.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// A bit for each length in bytes; the last stands for all that are longer.
    lengths: u64,
    /// A bit for each first letter, whatever its case; the first stands for all beyond ASCII.
    initials: u32,
}

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> Self {
        words.sort_unstable_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        words.dedup();
        let lengths = words.iter().fold(0, |bits, word| bits | length_bit(word));
        let initials = words.iter().fold(0, |bits, word| bits | initial_bit(word));
        Self { words, lengths, initials }
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
        self.lengths & length_bit(word) != 0 && self.initials & initial_bit(word) != 0
    }

    /// The words of a length in bytes.
    fn of_length(&self, length: usize) -> &[String] {
        let start = self.words.partition_point(|known| known.len() < length);
        let length = self.words[start..].partition_point(|known| known.len() == length);
        &self.words[start..start + length]
    }
}

#[inline]
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
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
