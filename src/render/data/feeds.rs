//! What other programs read: the catalogue, citations, feed, sitemap and `robots.txt`.

use std::path::Path;

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::read::spreadsheet::formula;
use crate::render::data::xml;
use crate::render::time::data;
use crate::render::time::timeline::Timeline;
use crate::render::{Output, basis_name, cite};
use crate::resolve::route;
use crate::site::Page;

/// All of them. Sitemap and feed need absolute addresses, and so the site's own.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let (table, lines) =
        rayon::join(|| output.file(catalog_csv(archive)), || output.file(catalog_jsonl(archive)));
    let mut outcomes = vec![table, lines, output.file(Ok(robots(archive)))];
    outcomes.extend(cite::files(archive, output));
    outcomes.extend(data::all(archive, timeline, output));
    if let Some(base) = archive.base_url() {
        outcomes.extend(xml::all(archive, timeline, base).into_iter().map(|page| output.file(page)));
    }
    outcomes
}

/// A document in the catalogue that other programs read, by the site's contract.
#[derive(Serialize)]
struct CatalogLine<'a> {
    id: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    title: &'a str,
    collection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    date_basis: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    words: usize,
    refs: References,
}

#[derive(Serialize)]
struct References {
    resolved: usize,
    unresolved: usize,
}

impl<'a> CatalogLine<'a> {
    fn new(archive: &'a Archive, id: DocumentId, record: &'a Record) -> Self {
        let (resolved, unresolved) = archive.links.count(id, record);
        Self {
            id: &record.id,
            url: route::encoded(&record.address()),
            number: record.number.as_deref(),
            title: &record.title,
            collection: &archive.catalog.collections[record.collection].id,
            date: record.date.as_ref().map(|date| date.date.to_string()),
            date_basis: record.date.as_ref().map_or("none", |date| basis_name(date.basis)),
            kind: record.kind.as_deref(),
            place: record.place.as_deref(),
            from: record.from.as_deref(),
            to: record.to.as_deref(),
            subject: record.subject.as_deref(),
            words: record.words,
            refs: References { resolved, unresolved },
        }
    }
}

fn catalog_jsonl(archive: &Archive) -> Result<Page, Diagnostic> {
    let mut content = Vec::new();
    for (id, record) in archive.catalog.documents.iter().enumerate() {
        serde_json::to_writer(&mut content, &CatalogLine::new(archive, id, record))
            .map_err(|error| failure("catalog.jsonl", &error))?;
        content.push(b'\n');
    }
    Ok(Page { address: "catalog.jsonl".to_owned(), content })
}

fn catalog_csv(archive: &Archive) -> Result<Page, Diagnostic> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| failure("catalog.csv", error);
    let header = [
        "id",
        "url",
        "number",
        "title",
        "collection",
        "date",
        "date_basis",
        "kind",
        "place",
        "from",
        "to",
        "subject",
        "words",
        "refs_resolved",
        "refs_unresolved",
    ];
    writer.write_record(header).map_err(|error| failed(&error))?;
    for (id, record) in archive.catalog.documents.iter().enumerate() {
        let line = CatalogLine::new(archive, id, record);
        let cells = [
            line.id,
            &line.url,
            line.number.unwrap_or_default(),
            line.title,
            line.collection,
            &line.date.unwrap_or_default(),
            line.date_basis,
            line.kind.unwrap_or_default(),
            line.place.unwrap_or_default(),
            line.from.unwrap_or_default(),
            line.to.unwrap_or_default(),
            line.subject.unwrap_or_default(),
            &line.words.to_string(),
            &line.refs.resolved.to_string(),
            &line.refs.unresolved.to_string(),
        ];
        writer
            .write_record(cells.map(|cell| formula::guarded(cell).into_owned()))
            .map_err(|error| failed(&error))?;
    }
    let content = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Page { address: "catalog.csv".to_owned(), content })
}

/// A file that could not be made.
pub(super) fn failure(address: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::unwritable(Path::new(address), "the file", error)
}

fn robots(archive: &Archive) -> Page {
    let mut content = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = archive.base_url() {
        content.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    Page { address: "robots.txt".to_owned(), content: content.into_bytes() }
}
