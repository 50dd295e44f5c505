//! CSL-JSON: the form of citeproc and of the programs that use it.

use serde::Serialize;

use super::CitedPaper;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslRecord<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<[Name<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    language: &'a str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A name that is not taken apart.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Issued<'a> {
    DateParts([Vec<i16>; 1]),
    Literal(&'a str),
}

/// A document's record, on one line.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    let issued = citation.date.as_ref().map(|date| match date.exact {
        Some(exact) => {
            let rest = [exact.month, exact.day].into_iter().flatten().map(i16::from);
            Issued::DateParts([std::iter::once(exact.year).chain(rest).collect()])
        }
        None => Issued::Literal(&date.text),
    });
    let record = CslRecord {
        id: citation.id,
        r#type: if citation.is_letter() { "personal_communication" } else { "manuscript" },
        title: citation.title,
        author: citation.from.map(|literal| [Name { literal }]),
        recipient: citation.to.map(|literal| [Name { literal }]),
        issued,
        container_title: citation.collection.as_ref().map(|collection| collection.title),
        number: citation.number,
        genre: citation.kind,
        source: citation.archive,
        publisher: citation.publisher,
        archive: citation.repository,
        archive_location: citation.shelf,
        language: citation.language,
        url: citation.address.as_deref(),
    };
    // Texts and numbers can always be written.
    serde_json::to_string(&record).unwrap_or_default()
}
