//! What other programs read: the catalogue, citations, feed, sitemap and `robots.txt`.

use std::path::Path;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::document::MentionKind;
use crate::model::field::{Field, SEPARATOR};
use crate::read::spreadsheet::formula;
use crate::render::data::{manifest, xml};
use crate::render::dependencies::Dependencies;
use crate::render::time::data;
use crate::render::time::timeline::Timeline;
use crate::render::{Output, basis_name, cite};
use crate::resolve::route;
use crate::site::Page;

/// All of them. Sitemap and feed need absolute addresses, and so the site's own.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let (table, lines) =
        rayon::join(|| output.file(catalog_csv(archive)), || output.file(catalog_jsonl(archive)));
    let mut outcomes = vec![table, lines, output.file(Ok(robots(archive)))];
    if archive.config.offline {
        outcomes.push(output.file(Ok(manifest::page(archive))));
    }
    outcomes.extend(cite::files(archive, dependencies, output));
    outcomes.extend(data::all(archive, timeline, dependencies, output));
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
    #[serde(flatten)]
    fields: Published<'a>,
    words: usize,
    refs: References,
    #[serde(flatten)]
    mentioned: Mentioned<'a>,
}

/// Who and what a document mentions.
struct Mentioned<'a> {
    config: &'a Config,
    record: &'a Record,
}

impl Mentioned<'_> {
    /// The kinds that the catalogue has, with their names. A field that the archive declares takes its name.
    fn kinds(config: &Config) -> impl Iterator<Item = (&'static str, MentionKind)> {
        MENTIONED.into_iter().filter(|(name, _)| Published::fields(config).all(|field| field.name != *name))
    }
}

impl Serialize for Mentioned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, kind) in Self::kinds(self.config) {
            let ids: Vec<&str> = self.record.mentions.all(kind).collect();
            if !ids.is_empty() {
                map.serialize_entry(name, &ids)?;
            }
        }
        map.end()
    }
}

/// The kinds of what is mentioned that the catalogue has.
const MENTIONED: [(&str, MentionKind); 3] =
    [("people", MentionKind::Person), ("places", MentionKind::Place), ("terms", MentionKind::Term)];

/// The fields of metadata that the catalogue has of a document.
struct Published<'a> {
    config: &'a Config,
    record: &'a Record,
}

impl Published<'_> {
    /// All of them, in their order.
    fn fields(config: &Config) -> impl Iterator<Item = &Field> {
        config.table.iter().filter(|field| field.is_published)
    }
}

impl Serialize for Published<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in Self::fields(self.config) {
            match self.record.stated(field) {
                Some(text) if field.is_list => map.serialize_entry(&field.name, &field.values(text))?,
                Some(text) => map.serialize_entry(&field.name, text)?,
                None => {}
            }
        }
        map.end()
    }
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
            fields: Published { config: &archive.config, record },
            words: record.words,
            refs: References { resolved, unresolved },
            mentioned: Mentioned { config: &archive.config, record },
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
    let fields = || Published::fields(&archive.config);
    let header = ["id", "url", "number", "title", "collection", "date", "date_basis"].into_iter();
    let header = header.chain(fields().map(|field| &*field.name));
    let header = header.chain(["words", "refs_resolved", "refs_unresolved"]);
    // An archive whose sources name nobody by an id has no columns for them.
    let has_mentions = archive.catalog.documents.iter().any(|record| !record.mentions.is_empty());
    let mentioned = || Mentioned::kinds(&archive.config).filter(|_| has_mentions);
    let header = header.chain(mentioned().map(|(name, _)| name));
    writer.write_record(header).map_err(|error| failed(&error))?;
    for (id, record) in archive.catalog.documents.iter().enumerate() {
        let line = CatalogLine::new(archive, id, record);
        let date = line.date.unwrap_or_default();
        let number = line.number.unwrap_or_default();
        let begin = [line.id, &line.url, number, line.title, line.collection, &date, line.date_basis];
        let counts = [line.words, line.refs.resolved, line.refs.unresolved].map(|count| count.to_string());
        let mentions: Vec<String> = mentioned()
            .map(|(_, kind)| record.mentions.all(kind).collect::<Vec<_>>().join(SEPARATOR))
            .collect();
        let cells = begin
            .into_iter()
            .chain(fields().map(|field| record.stated(field).unwrap_or_default()))
            .chain(counts.iter().chain(&mentions).map(String::as_str));
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
