//! The publication that a collection is: what a citation of one of its documents says of the whole.

use serde::{Deserialize, Deserializer, Serialize};

use super::field;

/// What is known of the publication that a collection is. Every field is optional.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Who edited it, a name each: `Orn, Ada` or `Ada Orn`.
    pub editors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it appeared.
    pub place: Option<String>,
    /// When it appeared.
    pub year: Option<String>,
    /// The series of which it is a part.
    pub series: Option<String>,
    /// Its number in that.
    pub volume: Option<String>,
    /// Its digital object identifier, such as `10.1234/amsel`.
    pub doi: Option<String>,
    /// Under which conditions it can be used.
    pub rights: Option<String>,
}

impl Publication {
    /// What the collection round it says for what it does not say itself.
    pub fn or(self, round: &Self) -> Self {
        let shared = Self {
            editors: if self.editors.is_empty() { round.editors.clone() } else { self.editors },
            publisher: self.publisher.or_else(|| round.publisher.clone()),
            place: self.place.or_else(|| round.place.clone()),
            series: self.series.or_else(|| round.series.clone()),
            rights: self.rights.or_else(|| round.rights.clone()),
            ..Self::default()
        };
        Self { year: self.year, volume: self.volume, doi: self.doi, ..shared }
    }

    /// What the volume says of which it is a part, for what it does not say itself.
    pub fn or_of_volume(self, volume: &Self) -> Self {
        let own = self.clone();
        Self {
            year: own.year.or_else(|| volume.year.clone()),
            volume: own.volume.or_else(|| volume.volume.clone()),
            doi: own.doi.or_else(|| volume.doi.clone()),
            ..self.or(volume)
        }
    }

    /// Whether it was published by itself, and not with the archive alone: somebody edited it, or it appeared somewhere.
    pub fn is_edition(&self) -> bool {
        !self.editors.is_empty() || self.publisher.is_some() || self.year.is_some()
    }

    /// Its facts under the names that pages know, one for each value.
    pub fn facts(&self) -> Vec<(String, String)> {
        let appeared: Vec<&str> =
            [&self.place, &self.publisher, &self.year].into_iter().filter_map(Option::as_deref).collect();
        let series: Vec<&str> =
            [&self.series, &self.volume].into_iter().filter_map(Option::as_deref).collect();
        let doi = self.doi.iter().map(|doi| format!("DOI {doi} <https://doi.org/{doi}>"));
        let facts = (self.editors.iter().map(|editor| ("editor", editor.clone())))
            .chain([("publisher", appeared.join(", ")), ("series", series.join(", "))])
            .chain(self.rights.iter().map(|rights| ("licence", rights.clone())))
            .chain(doi.map(|doi| ("identifier", doi)));
        facts.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// A text or a whole number, as people write years and volumes.
#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrNumber {
    Number(i64),
    Text(String),
}

/// Texts in a list, or in one text with semicolons between them.
#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrList {
    List(Vec<String>),
    Text(String),
}

/// Reads a text that can be written as a number.
///
/// # Errors
/// What the source is wrong in.
pub fn text_or_number<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    if !source.is_human_readable() {
        return Option::deserialize(source);
    }
    let said = TextOrNumber::deserialize(source).map_err(|_| wanted("a number or a text is wanted here"))?;
    Ok(Some(match said {
        TextOrNumber::Number(number) => number.to_string(),
        TextOrNumber::Text(text) => text,
    })
    .filter(|text| !text.trim().is_empty()))
}

/// Reads a list of texts that can be one text.
///
/// # Errors
/// What the source is wrong in.
pub fn text_or_list<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    if !source.is_human_readable() {
        return Vec::deserialize(source);
    }
    let said = TextOrList::deserialize(source)
        .map_err(|_| wanted("a list of names is wanted here: [\"Orn, Ada\", \"Bo Vell\"]"))?;
    let list = match said {
        TextOrList::List(list) => list,
        TextOrList::Text(text) => vec![text],
    };
    Ok(list.iter().flat_map(|text| field::members(text)).map(str::to_owned).collect())
}

/// Reads a DOI, which can be written as an address.
///
/// # Errors
/// What the source is wrong in.
pub fn doi<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    if !source.is_human_readable() {
        return Option::deserialize(source);
    }
    let text = String::deserialize(source)?;
    let known = doi_in(&text);
    known.map(Some).ok_or_else(|| wanted("this is no DOI: one begins with 10., as in 10.1234/amsel"))
}

/// The DOI in a text that is one, an address of one, or names one.
pub fn doi_in(text: &str) -> Option<String> {
    let text = text.trim();
    let from = text.find("10.")?;
    let before = text[..from].trim().to_ascii_lowercase();
    let is_named = before.is_empty()
        || before.ends_with("doi.org/")
        || before.ends_with("doi:")
        || before.ends_with("doi");
    let doi = &text[from..];
    let is_whole = doi.split_once('/').is_some_and(|(prefix, suffix)| {
        prefix.len() > 6
            && prefix.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !suffix.is_empty()
            && !doi.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
    });
    (is_named && is_whole).then(|| doi.to_owned())
}

fn wanted<E: serde::de::Error>(message: &str) -> E {
    E::custom(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_known_in_its_forms() {
        for text in [
            "10.1234/amsel.1",
            "https://doi.org/10.1234/amsel.1",
            "doi:10.1234/amsel.1",
            "DOI 10.1234/amsel.1",
        ] {
            assert_eq!(doi_in(text).as_deref(), Some("10.1234/amsel.1"), "{text}");
        }
        for text in ["Amsel", "10.12", "https://a.example/10.1234/x", "10.1234/a b"] {
            assert_eq!(doi_in(text), None, "{text}");
        }
    }

    #[test]
    fn a_volume_has_its_own_year_and_the_publisher_of_the_series() {
        let text = |text: &str| Some(text.to_owned());
        let series =
            Publication { publisher: text("Quay Press"), year: text("1990"), ..Publication::default() };
        let volume = Publication { volume: text("2"), ..Publication::default() };
        assert!(!volume.is_edition());
        let known = volume.clone().or(&series);
        assert_eq!((known.publisher, known.year, known.volume), (text("Quay Press"), None, text("2")));
        assert_eq!(Publication::default().or_of_volume(&volume).volume, text("2"));
    }
}
