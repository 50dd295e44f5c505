//! Stems: what words of one language share in all their forms.

use frostem::Stemmer;

/// The stemmer of a language.
pub struct Stems(Option<Stemmer>);

impl Stems {
    /// The stemmer for a language, a BCP 47 tag. Languages that [Snowball](https://snowballstem.org/) does not know have
    /// none, and each form is its own stem.
    pub fn of(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or(language).to_ascii_lowercase();
        let name = match primary.as_str() {
            // Both forms of Norwegian are written in ways that one stemmer covers.
            "nb" | "nn" => "no",
            // Longer names are those of algorithms.
            name if name.len() <= 3 => name,
            _ => "",
        };
        Self(Stemmer::try_from_name(name).ok())
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
}
