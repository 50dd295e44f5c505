//! A list of words, looked up without copying what is asked for.

use serde::Deserialize;

/// Words in the order of their length, so that most are never compared.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList(Vec<String>);

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> Self {
        words.sort_unstable_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        words.dedup();
        Self(words)
    }
}

impl WordList {
    /// Whether the list has a word, written exactly so.
    pub fn contains(&self, word: &str) -> bool {
        self.of_length(word.len()).any(|known| known == word)
    }

    /// Whether the list has a word, in whatever case.
    pub fn has(&self, word: &str) -> bool {
        self.of_length(word.len()).any(|known| is_same(known, word))
    }

    /// The words, the shortest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The words of a length in bytes.
    fn of_length(&self, length: usize) -> impl Iterator<Item = &str> {
        let start = self.0.partition_point(|known| known.len() < length);
        self.iter().skip(start).take_while(move |known| known.len() == length)
    }
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
