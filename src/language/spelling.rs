//! How words of a language are written in more than one way, as `spelling.toml` in its folder tells, so that the search
//! finds each way with the others.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

/// The spellings of a language.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// Letters of words, each with those that stand for it.
    letters: Vec<(String, String)>,
    /// The same at the ends of words.
    endings: Vec<(String, String)>,
    /// Words with those forms that share no stem with them; then each form with its word.
    #[serde(deserialize_with = "words_of_forms")]
    irregular: BTreeMap<String, String>,
    /// Words that stand before others as one word with them, with a hyphen, or apart.
    #[serde(skip_serializing)]
    pub prefixes: Vec<String>,
    /// Words that are written apart and as one.
    #[serde(skip_serializing)]
    pub apart: Vec<String>,
    /// The commonest words.
    #[serde(skip_serializing)]
    common: Vec<String>,
    /// Words that say little by themselves, which are found beside others and not marked.
    #[serde(skip_serializing)]
    pub small: Vec<String>,
    /// Finds the letters all at once: few words have any of them.
    #[serde(skip)]
    any_letters: Option<AhoCorasick>,
}

/// How many letters stand before an ending, at least. `web/stemmers/spelling.js` has the same.
const BEFORE_ENDING: usize = 3;

static SPELLINGS: LazyLock<BTreeMap<&str, Spelling>> = LazyLock::new(|| {
    let tables = [("en", include_str!("en/spelling.toml")), ("de", include_str!("de/spelling.toml"))];
    let read = |(language, table)| {
        let mut spelling: Spelling = toml::from_str(table).ok()?;
        spelling.any_letters = AhoCorasick::new(spelling.letters.iter().map(|(letters, _)| letters)).ok();
        Some((language, spelling))
    };
    tables.into_iter().filter_map(read).collect()
});

impl Spelling {
    /// That of a language, a BCP 47 tag, if it is known.
    pub fn of(language: &str) -> Option<&'static Self> {
        SPELLINGS.get(language.split('-').next().unwrap_or(language).to_ascii_lowercase().as_str())
    }

    /// The commonest words of all languages: what is a word more in the index must not depend on a document's language.
    pub fn common() -> impl Iterator<Item = &'static str> {
        SPELLINGS.values().flat_map(|spelling| &spelling.common).map(String::as_str)
    }

    /// The one way of writing that stands for all ways of a word, which is in small letters.
    pub fn spelled<'a>(&'a self, word: &'a str) -> Cow<'a, str> {
        if let Some(word) = self.irregular.get(word) {
            return Cow::Borrowed(word);
        }
        let mut spelled = Cow::Borrowed(word);
        if self.any_letters.as_ref().is_none_or(|letters| letters.is_match(word)) {
            for (letters, other) in &self.letters {
                if spelled.contains(letters.as_str()) {
                    spelled = Cow::Owned(spelled.replacen(letters, other, 1));
                }
            }
        }
        let ending = self.endings.iter().find_map(|(ending, other)| {
            let start = spelled.strip_suffix(ending.as_str())?;
            start.chars().nth(BEFORE_ENDING - 1).map(|_| format!("{start}{other}"))
        });
        ending.map_or(spelled, Cow::Owned)
    }
}

fn words_of_forms<'de, D: serde::Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let forms = BTreeMap::<String, Vec<String>>::deserialize(from)?;
    Ok(forms
        .into_iter()
        .flat_map(|(word, forms)| forms.into_iter().map(move |form| (form, word.clone())))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_can_be_read() {
        assert_eq!(SPELLINGS.len(), 2);
    }

    #[test]
    fn spellings_of_a_word_become_one() {
        let english = Spelling::of("en-GB").expect("English");
        for (one, other) in [
            ("organise", "organize"),
            ("organisations", "organizations"),
            ("harbour", "harbor"),
            ("centred", "centered"),
            ("catalogue", "catalog"),
            ("travelled", "traveled"),
            ("analysing", "analyzing"),
            ("fulfil", "fulfill"),
            ("mediaeval", "medieval"),
            ("women", "woman"),
            ("undertook", "undertake"),
            ("defences", "defenses"),
        ] {
            assert_eq!(english.spelled(one), english.spelled(other), "{one}");
        }
        for word in ["rise", "wise", "four", "vogue", "shelled", "lamp"] {
            assert_eq!(english.spelled(word), word);
        }
        let german = Spelling::of("de").expect("German");
        assert_eq!(german.spelled("gesprochen"), "sprechen");
        assert_eq!(german.spelled("telephonisch"), "telefonisch");
        assert!(Spelling::of("tlh").is_none());
    }
}
