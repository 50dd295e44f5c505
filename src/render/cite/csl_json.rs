//! CSL-JSON: the form of citeproc and of the programs that use it.

use serde::Serialize;

use super::CitedPaper;
use super::name::Name;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslRecord<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_date: Option<CslDate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    collection_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    language: &'a str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A name, taken apart where it is a person's.
#[derive(Serialize)]
#[serde(untagged)]
enum CslName<'a> {
    Person { family: &'a str, given: &'a str },
    Literal { literal: &'a str },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum CslDate<'a> {
    DateParts([Vec<i16>; 1]),
    Literal(&'a str),
}

/// A document's record, on one line.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(&CslRecord::of(citation)).unwrap_or_default()
}

/// A document's record as a page shows it: a list of one, as programs read it.
pub(crate) fn shown(citation: &CitedPaper<'_>) -> String {
    format!("[{}]", record(citation))
}

impl<'a> CslRecord<'a> {
    fn of(citation: &'a CitedPaper<'_>) -> Self {
        let own = own_date(citation);
        let publication = citation.edition.as_ref().map(|edition| edition.publication);
        let year = publication.and_then(|publication| publication.year.as_deref()).map(year);
        let (issued, original_date) = match year {
            Some(year) => (Some(year), own),
            None => (own, None),
        };
        let edition = citation.edition.as_ref();
        let collection = citation.collection.as_ref().map(|collection| collection.title);
        Self {
            id: citation.id,
            r#type: match edition {
                Some(_) => "chapter",
                None if citation.is_letter() => "personal_communication",
                None => "manuscript",
            },
            title: citation.title,
            author: names(&citation.authors),
            recipient: names(&citation.receivers),
            editor: edition.map(|edition| names(&edition.editors)).unwrap_or_default(),
            issued,
            original_date,
            container_title: edition.map(|edition| edition.title).or(collection),
            collection_title: publication.and_then(|publication| publication.series.as_deref()),
            volume: publication.and_then(|publication| publication.volume.as_deref()),
            number: citation.number,
            page: citation.pages().map(|(first, last)| {
                if first == last { first.to_owned() } else { format!("{first}-{last}") }
            }),
            genre: citation.kind,
            source: citation.archive,
            publisher: match publication {
                Some(publication) => publication.publisher.as_deref(),
                None => citation.publisher,
            },
            publisher_place: publication.and_then(|publication| publication.place.as_deref()),
            archive: citation.repository,
            archive_location: citation.shelf,
            language: citation.language,
            url: citation.address.as_deref(),
        }
    }
}

fn own_date<'a>(citation: &'a CitedPaper<'_>) -> Option<CslDate<'a>> {
    citation.date.as_ref().map(|date| match date.exact {
        Some(exact) => {
            let rest = [exact.month, exact.day].into_iter().flatten().map(i16::from);
            CslDate::DateParts([std::iter::once(exact.year).chain(rest).collect()])
        }
        None => CslDate::Literal(&date.text),
    })
}

/// The year of a book, which can be more than one: `1990–1992`.
fn year(text: &str) -> CslDate<'_> {
    match text.parse() {
        Ok(year) => CslDate::DateParts([vec![year]]),
        Err(_) => CslDate::Literal(text),
    }
}

fn names<'a>(names: &'a [Name<'_>]) -> Vec<CslName<'a>> {
    let name = |name: &'a Name<'_>| match name {
        Name::Person { given, family } => CslName::Person { family, given },
        Name::Literal(text) => CslName::Literal { literal: text },
    };
    names.iter().map(name).collect()
}
