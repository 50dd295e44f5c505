//! What other programs read: the catalogue, citations, feed, sitemap and `robots.txt`.

use std::io;
use std::path::Path;

use rayon::prelude::*;
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
use crate::site::{Page, Sink};

/// All of them. Sitemap and feed need absolute addresses, and so the site's own.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let mut outcomes = vec![catalog(archive, output.sink), output.file(Ok(robots(archive)))];
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

/// How many documents are written at once.
const PIECE: usize = 512;
/// How many times as many are put into their form at once.
const AT_ONCE: usize = 16;

/// The catalogue in both its forms. Documents are put into their form in parallel, some thousands at a time.
fn catalog(archive: &Archive, sink: &dyn Sink) -> Result<(), Diagnostic> {
    // An archive whose sources name nobody by an id has no columns for them.
    let has_mentions = archive.catalog.documents.iter().any(|record| !record.mentions.is_empty());
    let mentioned: Vec<(&str, MentionKind)> =
        Mentioned::kinds(&archive.config).filter(|_| has_mentions).collect();
    let ids: Vec<DocumentId> = (0..archive.catalog.documents.len()).collect();
    sink.write(&["catalog.csv", "catalog.jsonl"], &mut |files| {
        let [table, lines] = files else { return Ok(()) };
        table.write_all(&header(archive, &mentioned)?)?;
        for ids in ids.chunks(PIECE * AT_ONCE) {
            let pieces = ids.par_chunks(PIECE).map(|ids| catalog_piece(archive, ids, &mentioned));
            for (of_table, of_lines) in pieces.collect::<io::Result<Vec<_>>>()? {
                table.write_all(&of_table)?;
                lines.write_all(&of_lines)?;
            }
        }
        Ok(())
    })
}

/// The first row of the table.
fn header(archive: &Archive, mentioned: &[(&str, MentionKind)]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["id", "url", "number", "title", "collection", "date", "date_basis"].into_iter();
    let header = header.chain(Published::fields(&archive.config).map(|field| &*field.name));
    let header = header.chain(["words", "refs_resolved", "refs_unresolved"]);
    writer.write_record(header.chain(mentioned.iter().map(|(name, _)| *name)))?;
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// Some documents as rows of the table, and as lines of JSON.
fn catalog_piece(
    archive: &Archive,
    ids: &[DocumentId],
    mentioned: &[(&str, MentionKind)],
) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut lines = Vec::new();
    for &id in ids {
        let record = &archive.catalog.documents[id];
        let line = CatalogLine::new(archive, id, record);
        serde_json::to_writer(&mut lines, &line)?;
        lines.push(b'\n');
        let date = line.date.unwrap_or_default();
        let number = line.number.unwrap_or_default();
        let begin = [line.id, &line.url, number, line.title, line.collection, &date, line.date_basis];
        let counts = [line.words, line.refs.resolved, line.refs.unresolved].map(|count| count.to_string());
        let mentions: Vec<String> = mentioned
            .iter()
            .map(|&(_, kind)| record.mentions.all(kind).collect::<Vec<_>>().join(SEPARATOR))
            .collect();
        let cells = begin
            .into_iter()
            .chain(Published::fields(&archive.config).map(|field| record.stated(field).unwrap_or_default()))
            .chain(counts.iter().chain(&mentions).map(String::as_str));
        table.write_record(cells.map(|cell| formula::guarded(cell).into_owned()))?;
    }
    let table = table.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok((table, lines))
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
