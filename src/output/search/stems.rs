//! Stems: what words of one language share in all their forms.
//!
//! The index is made with the stemmers of `frostem`. The search finds a form that no document has by its stem, so the
//! browser has stemmers, too: `web/stemmers/` holds those that [Snowball](https://snowballstem.org/) 3.0.1 generates as
//! JavaScript, in small, as Sphinx 9.0.4 has them. They are loaded only for such a form.

use frostem::{Algorithm, Stemmer};

/// The stemmer of a language.
pub struct Stems(Option<Stemmer>);

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
pub fn script(language: &str) -> Option<(&'static str, String)> {
    let wanted = algorithm(language)?.name();
    let &(name, script) = SCRIPTS.iter().find(|(name, _)| *name == wanted)?;
    let (first, rest) = name.split_at(1);
    let class = format!("{}{rest}Stemmer", first.to_uppercase());
    let licence = "/*! Snowball, BSD-3-Clause, https://snowballstem.org/license.html */";
    Some((name, format!("(()=>{{{licence}var BaseStemmer;{BASE}{script}return new {class}()}})()")))
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
    pub fn of(language: &str) -> Self {
        Self(algorithm(language).map(Stemmer::new))
    }

    /// The stem of a word, which is in small letters.
    pub fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_stems() {
        let english = Stems::of("en-GB");
        assert_eq!(english.stem("negotiations"), english.stem("negotiated"));
        let german = Stems::of("de");
        assert_eq!(german.stem("häuser"), german.stem("hauses"));
        assert_eq!(Stems::of("nn").stem("husene"), Stems::of("no").stem("huset"));
        for unknown in ["tlh", "porter", "", "x"] {
            assert_eq!(Stems::of(unknown).stem("lamps"), "lamps");
        }
    }
    #[test]
    fn stems_are_those_of_the_browser() {
        let cases: Vec<(String, String, String)> =
            serde_json::from_str(include_str!("../../../tests/stems.json")).expect("JSON");
        assert!(cases.len() > 40);
        for (language, word, stem) in cases {
            assert_eq!(Stems::of(&language).stem(&word), stem, "{language}: {word}");
        }
    }

    #[test]
    fn the_browser_has_the_stemmers_of_most_languages() {
        let (name, script) = script("de-AT").expect("a script");
        assert_eq!(name, "german");
        assert!(script.ends_with("return new GermanStemmer()})()"));
        assert!(super::script("tlh").is_none());
        for (name, script) in SCRIPTS {
            assert!(Algorithm::from_name(name).is_ok_and(|algorithm| algorithm.name() == name), "{name}");
            assert!(script.contains("Stemmer=function"), "{name}");
        }
    }
}
