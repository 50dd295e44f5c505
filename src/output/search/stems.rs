//! Stems: what words of one language share in all their forms.
//!
//! The index is made with the stemmers of `frostem`. The search finds a form that no document has by its stem, so the
//! browser has stemmers, too: `web/stemmers/` holds those that [Snowball](https://snowballstem.org/) 3.0.1 generates as
//! JavaScript, in small, as Sphinx 9.0.4 has them. They are loaded only for such a form.

use std::collections::BTreeMap;

use frostem::{Algorithm, Stemmer};

use super::words;
use crate::language::spelling::Spelling;

/// The stemmer of a language, with its spellings and an archive's synonyms.
pub struct Stems {
    stemmer: Option<Stemmer>,
    spelling: Option<&'static Spelling>,
    /// The stems of synonyms, each with that which stands for all of them.
    synonyms: BTreeMap<String, String>,
}

/// What makes one of the spellings of a word in the browser.
const SPELLING: &str = web!("stemmers/spelling.js");

/// What all stemmers of the browser stand on.
const BASE: &str = web!("stemmers/base.js");

/// The stemmers of the browser, by the names of their algorithms.
macro_rules! scripts {
    ($($name:literal),* $(,)?) => {
        [$(($name, web!("stemmers/", $name, ".js"))),*]
    };
}
static SCRIPTS: [(&str, &str); 30] = scripts![
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "esperanto",
    "estonian",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
];

/// The name of the algorithm of a language, a BCP 47 tag, and a script for the browser: an expression that gives its stemmer.
/// Languages that have none in the browser are looked for form by form.
pub fn script(language: &str, synonyms: &[Vec<String>]) -> Option<(&'static str, String)> {
    let wanted = algorithm(language)?.name();
    let &(name, script) = SCRIPTS.iter().find(|(name, _)| *name == wanted)?;
    let (first, rest) = name.split_at(1);
    let class = format!("{}{rest}Stemmer", first.to_uppercase());
    let licence = "/*! Snowball, BSD-3-Clause, https://snowballstem.org/license.html */";
    let stems = Stems::of(language, synonyms);
    // Our tables have nothing that JSON cannot hold.
    let spelled = stems.spelling.map_or_else(
        || "word=>word".to_owned(),
        |spelling| format!("{}({})", SPELLING.trim(), serde_json::to_string(spelling).unwrap_or_default()),
    );
    let synonyms = serde_json::to_string(&stems.synonyms).unwrap_or_default();
    Some((
        name,
        format!(
            "(()=>{{{licence}var BaseStemmer;{BASE}{script}const stemmer=new {class}(),spelled={spelled};\
             return{{stemWord:word=>stemmer.stemWord(spelled(word)),synonyms:{synonyms}}}}})()"
        ),
    ))
}

/// The algorithm of a language. Languages that Snowball does not know have none.
fn algorithm(language: &str) -> Option<Algorithm> {
    let primary = language.split('-').next().unwrap_or(language).to_ascii_lowercase();
    let name = match primary.as_str() {
        // Both forms of Norwegian are written in ways that one stemmer covers.
        "nb" | "nn" => "no",
        // Longer names are those of algorithms.
        name if name.len() <= 3 => name,
        _ => "",
    };
    Algorithm::from_name(name).ok()
}

impl Stems {
    /// The stemmer for a language, a BCP 47 tag. Without one each form is its own stem.
    pub fn of(language: &str, synonyms: &[Vec<String>]) -> Self {
        let stemmer = algorithm(language).map(Stemmer::new);
        let mut stems = Self { stemmer, spelling: Spelling::of(language), synonyms: BTreeMap::new() };
        for names in synonyms {
            let mut names = names.iter().map(|name| stems.folded(&name.replace(char::is_whitespace, "")));
            if let Some(first) = names.next() {
                let others: Vec<String> = names.filter(|name| *name != first).collect();
                stems.synonyms.extend(others.into_iter().map(|name| (name, first.clone())));
            }
        }
        stems
    }

    /// The stem of a word, which is in small letters.
    fn stem(&self, word: &str) -> String {
        let spelled = self.spelling.map_or(word.into(), |spelling| spelling.spelled(word));
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(&spelled).into_owned(),
            None => spelled.into_owned(),
        }
    }

    /// The stem of a word as the index has it, folded: that of its synonyms, if it has any.
    pub fn folded(&self, word: &str) -> String {
        // A compound has the stem of the same word without hyphens.
        let mut word = word.to_lowercase();
        if word.contains(words::is_joint) {
            word = word.replace(words::is_joint, "");
        }
        let stem = words::fold(&self.stem(&word)).into_owned();
        self.synonyms.get(&stem).cloned().unwrap_or(stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_stems() {
        let english = Stems::of("en-GB", &[]);
        assert_eq!(english.stem("negotiations"), english.stem("negotiated"));
        let german = Stems::of("de", &[]);
        assert_eq!(german.stem("häuser"), german.stem("hauses"));
        assert_eq!(Stems::of("nn", &[]).stem("husene"), Stems::of("no", &[]).stem("huset"));
        for unknown in ["tlh", "porter", "", "x"] {
            assert_eq!(Stems::of(unknown, &[]).stem("lamps"), "lamps");
        }
    }

    #[test]
    fn synonyms_have_one_stem() {
        let stems =
            Stems::of("en", &[["Orn".to_owned(), "Orne".to_owned(), "Port of Orn".to_owned()].to_vec()]);
        for name in ["Orn", "orne", "ornes", "PortofOrn"] {
            assert_eq!(stems.folded(name), "orn", "{name}");
        }
        assert_eq!(stems.folded("Vell"), "vell");
    }

    #[test]
    fn stems_are_those_of_the_browser() {
        let cases: Vec<(String, String, String)> =
            serde_json::from_str(include_str!("../../../tests/stems.json")).expect("JSON");
        assert!(cases.len() > 40);
        for (language, word, stem) in cases {
            assert_eq!(Stems::of(&language, &[]).stem(&word), stem, "{language}: {word}");
        }
    }

    #[test]
    fn the_browser_has_the_stemmers_of_most_languages() {
        let (name, script) = script("de-AT", &[]).expect("a script");
        assert_eq!(name, "german");
        assert!(script.contains("stemmer=new GermanStemmer()"));
        assert!(super::script("tlh", &[]).is_none());
        for (name, script) in SCRIPTS {
            assert!(Algorithm::from_name(name).is_ok_and(|algorithm| algorithm.name() == name), "{name}");
            assert!(script.contains("Stemmer=function"), "{name}");
        }
    }
}
