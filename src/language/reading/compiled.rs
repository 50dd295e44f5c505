//! Regular expressions made of lists of words, once for each language that is read.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The expressions that one reader makes of the lists. They are made when they are first needed.
#[derive(Debug, Clone, Default)]
pub struct Compiled<const COUNT: usize = 1>(OnceLock<[Regex; COUNT]>);

impl<const COUNT: usize> Compiled<COUNT> {
    /// The expressions, of patterns that are asked for once.
    ///
    /// # Panics
    /// If a pattern is no regular expression. Lists of words are escaped, and the patterns among the lists were
    /// checked when they were read.
    pub fn get(&self, patterns: impl FnOnce() -> [String; COUNT]) -> &[Regex; COUNT] {
        self.0.get_or_init(|| {
            // How many words an archive may add is its own affair.
            let compile = |pattern: String| {
                let compiled = RegexBuilder::new(&pattern).size_limit(usize::MAX).build();
                compiled.unwrap_or_else(|error| unreachable!("{error}"))
            };
            patterns().map(compile)
        })
    }
}

/// A pattern for a letter of any script, for expressions that repeat it. That of all letters has 650 stretches, and each
/// repetition makes an expression longer by them. This one has few, since it takes what lies between the letters along, such
/// as the accents that follow them; spaces, digits and signs of punctuation that texts have in common lie elsewhere.
pub const LETTER: &str = r"[A-Za-z\u{c0}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}\u{f900}-\u{fdff}\u{10000}-\u{1efff}\u{20000}-\u{3ffff}]";

/// A pattern for any of some words, the longest first.
pub fn any_word(words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    any(words.into_iter().map(|word| regex::escape(word)).collect())
}

/// A pattern for any of some patterns, in their order.
pub fn any_pattern(patterns: &[String]) -> String {
    any(patterns.to_vec())
}

fn any(patterns: Vec<String>) -> String {
    // What none of no words matches is nothing, rather than the empty text.
    if patterns.is_empty() { r"[^\s\S]".to_owned() } else { format!("(?:{})", patterns.join("|")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_tried_first() {
        let words = ["fn", "fn.", "a|b"].map(str::to_owned);
        let compiled = Compiled::default();
        let [pattern] = compiled.get(|| [format!("^{}", any_word(&words))]);
        assert_eq!(pattern.find("fn. 4").map(|found| found.as_str()), Some("fn."));
        assert!(pattern.is_match("a|b") && !pattern.is_match("b"));
        assert!(!Regex::new(&any_word(&[])).expect("a pattern").is_match(""));
    }
}
