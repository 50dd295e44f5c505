//! OwnWords that the end of a line divides.
//!
//! Whether a hyphen there is the word's own ("well-known") or only divides it ("govern-ment") is asked of
//! the text's own words; where they do not tell, the hyphen stays.

use std::collections::HashSet;
use std::ops::Range;

use crate::language::reading::HyphenWords;

/// Signs that stand at the end of a line only where a word goes on: soft hyphen and the sign that some
/// transcripts use for it.
const ALWAYS: [char; 2] = ['\u{ad}', '¬'];

/// Whether a line ends with a sign that can divide a word.
pub(super) fn ends(line: &str) -> bool {
    line.ends_with(['-', '\u{2010}']) || line.ends_with(ALWAYS)
}

/// What becomes of a hyphen at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Hyphen {
    /// It only divides the word, and goes with the end of the line.
    Divides,
    /// It is the word's own: only the end of the line goes.
    Stays,
}

/// The words of a text, as far as hyphens need them.
#[derive(Debug)]
pub(in crate::read) struct OwnWords<'w> {
    known: HashSet<String>,
    language: &'w HyphenWords,
}

impl<'w> OwnWords<'w> {
    /// Gathers the words of a text, if it has a hyphen at the end of a line.
    pub(in crate::read) fn of(text: &str, language: &'w HyphenWords) -> Self {
        if !text.contains("-\n") && !text.contains("-\r") && !text.contains("- ") {
            return Self { known: HashSet::new(), language };
        }
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let mut words = HashSet::new();
        let mut is_divided = false;
        for line in text.lines() {
            // The parts of a divided word are no words.
            let found = line
                .split(|c: char| !is_inner(c))
                .filter(|word| !word.is_empty())
                .skip(usize::from(is_divided));
            words.extend(found.filter(|word| !word.ends_with('-')).map(|word| plain(word).to_lowercase()));
            is_divided = line.trim_end().ends_with('-');
        }
        Self { known: words, language }
    }

    /// What becomes of the hyphen between two parts of a word.
    fn judge(&self, before: &str, after: &str) -> Hyphen {
        let (before, after) = (before.to_lowercase(), plain(after).to_lowercase());
        let known = |word: &str| self.known.contains(word);
        let whole = format!("{before}{after}");
        if known(&format!("{before}-{after}")) || before.contains('-') {
            return Hyphen::Stays;
        }
        let is_known = known(&whole)
            || self.language.inflections.iter().any(|end| {
                whole.strip_suffix(end.as_str()).is_some_and(|stem| stem.len() > 4 && known(stem))
                    || whole.len() > 4 && known(&format!("{whole}{end}"))
            });
        if is_known || self.language.endings.contains(&after) && !known(&after) {
            Hyphen::Divides
        } else {
            Hyphen::Stays
        }
    }

    /// Whether a word goes on over the end of a line: what becomes of its hyphen, and where that stands.
    /// `line` ends at the line's end, `rest` begins with what follows.
    pub(in crate::read) fn divided(&self, line: &str, rest: &str) -> Option<(Hyphen, Range<usize>)> {
        let line = line.trim_end();
        let sign = line.chars().next_back()?;
        let start = line.len() - sign.len_utf8();
        let head = &line[..start];
        let is_inner = |c: char| c.is_alphanumeric() || c == '-';
        let before = &head[head.rfind(|c| !is_inner(c)).map_or(0, |at| at + next_char(head, at))..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
        let after = &rest[..end];
        if !before.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let hyphen = match sign {
            _ if ALWAYS.contains(&sign) => Hyphen::Divides,
            '-' | '\u{2010}' if self.language.suspending.contains(after) => return None,
            '-' | '\u{2010}'
                if after.starts_with(char::is_lowercase) && before.ends_with(char::is_alphabetic) =>
            {
                self.judge(before, after)
            }
            '-' | '\u{2010}' => Hyphen::Stays,
            _ => return None,
        };
        Some((hyphen, start..line.len()))
    }
}

/// The bytes of the character at a place.
fn next_char(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A word without the ending of its genitive.
fn plain(word: &str) -> &str {
    let word = word.trim_matches(['\'', '’', '-']);
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;

    fn judged(text: &str, line: &str, rest: &str) -> Option<Hyphen> {
        OwnWords::of(&format!("{text} x-\n"), &ReadingWords::everywhere().hyphens)
            .divided(line, rest)
            .map(|(hyphen, _)| hyphen)
    }

    #[test]
    fn the_texts_own_words_tell() {
        assert_eq!(judged("The harbour.", "at the har-", "bour there"), Some(Hyphen::Divides));
        assert_eq!(judged("The Lighthouses", "the light-", "house’s keeper"), Some(Hyphen::Divides));
        assert_eq!(judged("the govern-\nment’s", "the govern-", "ment’s"), Some(Hyphen::Divides));
        assert_eq!(judged("", "a well-", "known man"), Some(Hyphen::Stays));
        assert_eq!(judged("half-lit harbour, halflit", "it was half-", "lit"), Some(Hyphen::Stays));
        assert_eq!(judged("", "the ice-", "breaker"), Some(Hyphen::Stays));
    }

    #[test]
    fn what_is_no_divided_word() {
        assert_eq!(judged("", "the pre-", "and post-war years"), None);
        assert_eq!(judged("", "the lamp -", "an old one"), None);
        assert_eq!(judged("", "the lamp--", "an old one"), None);
        assert_eq!(judged("", "Anglo-", "Skellish"), Some(Hyphen::Stays));
        assert_eq!(judged("", "1914-", "1918"), Some(Hyphen::Stays));
        assert_eq!(judged("", "the har\u{ad}", "bour"), Some(Hyphen::Divides));
        assert_eq!(judged("", "the har¬", "bour"), Some(Hyphen::Divides));
    }
}
