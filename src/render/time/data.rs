//! What the timeline's script reads: counts for the whole span, and the documents year by year.
//!
//! A page opened from a folder cannot fetch anything, so that each file is a script that calls a function with its
//! data. `timeline/data/index.js` holds the counts, and `timeline/data/1962.js` the documents of a year; a year with many
//! goes on in `timeline/data/1962-2.js`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::stretch::{Stretch, Sureness};
use super::timeline::Timeline;
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::catalog::facet::{self, Facet};
use crate::diagnostic::Diagnostic;
use crate::render::dependencies::Dependencies;
use crate::render::{Language, Output, tells};
use crate::resolve::route;
use crate::site::Page;

/// The folder of the files.
const FOLDER: &str = "timeline/data";
/// The name of the one with the counts.
const INDEX: &str = "index.js";
/// A file of documents has at most this many bytes, unless a single document has more.
const LARGEST_FILE: usize = 200_000;

/// The counts for the whole span.
#[derive(Serialize)]
struct Index<'a> {
    /// By what documents are chosen besides their time.
    facets: Vec<Facet<'a>>,
    /// How the collections are shown, in the order of the values of their facet.
    collections: Vec<CollectionLine<'a>>,
    /// The names of the months, and their short names.
    months: Vec<&'a str>,
    short_months: Vec<String>,
    /// How a day, a month and a year before the first are written.
    phrases: Phrases<'a>,
    /// For each year one row for each stretch, sureness and values of facets that have documents.
    years: BTreeMap<i16, Vec<Row>>,
    /// The files of documents, in the order of time.
    files: Vec<FileLine>,
}

#[derive(Serialize)]
struct Phrases<'a> {
    day: &'a str,
    month: &'a str,
    before: &'a str,
}

/// The first month in the year, how many months, the number of the [`Sureness`], a place for each facet as in
/// [`Facet::documents`], and how many documents.
type Row = Vec<usize>;

#[derive(Serialize)]
struct CollectionLine<'a> {
    /// The language of its documents, where it is not that of the interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language<'a>>,
    colour: String,
}

/// A file of documents: its name, and from which month to which they lie, counted from January of the year 0.
#[derive(Serialize)]
struct FileLine(String, i32, i32);

/// One document of a year.
#[derive(Serialize)]
struct DocumentLine<'a>(
    /// The link from the timeline.
    String,
    Option<&'a str>,
    /// The title.
    &'a str,
    /// The date as it is shown, the first and last day on which it can be, and how sure it is.
    String,
    Option<String>,
    Option<String>,
    Sureness,
    /// A place for each facet.
    Vec<usize>,
    /// What tells it from others of its title.
    Option<String>,
);

/// All of them, unless they are there as they would be.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    if timeline.dated.is_empty() {
        return Vec::new();
    }
    // The archive's root is the first collection.
    output.folder_of((FOLDER, INDEX), dependencies.within(0), || pages(archive, timeline))
}

fn pages(archive: &Archive, timeline: &Timeline) -> Vec<Result<Page, Diagnostic>> {
    let catalog = &archive.catalog;
    // A stretch of time is chosen in the chart.
    let mut facets = Facet::all(catalog, &archive.config, &archive.interface);
    facets.retain(|facet| facet.name != facet::YEAR);
    let mut years = BTreeMap::new();
    let mut files = Vec::new();
    let mut pages = Vec::new();
    for (&year, months) in &timeline.years {
        let documents: Vec<DocumentId> = months.values().flatten().copied().collect();
        years.insert(year, rows(archive, &facets, &documents));
        pages.extend(documents_of_year(archive, &facets, year, &documents, &mut files));
    }
    let words = &archive.config.dates;
    let phrases = Phrases { day: &words.day, month: &words.month, before: &words.before_christ };
    let index = Index {
        facets,
        collections: collections(archive, timeline),
        months: (1..=12).map(|month| words.month_name(month)).collect(),
        short_months: (1..=12).map(|month| words.short_month_name(month)).collect(),
        phrases,
        years,
        files,
    };
    pages.push(script(format!("{FOLDER}/{INDEX}"), "index(", &index));
    pages
}

/// How many documents of a year have one stretch, sureness and values of facets.
fn rows(archive: &Archive, facets: &[Facet<'_>], documents: &[DocumentId]) -> Vec<Row> {
    let mut counts: BTreeMap<Row, usize> = BTreeMap::new();
    for &id in documents {
        let Some(date) = &archive.catalog.documents[id].date else { continue };
        let stretch = Stretch::of(date);
        let first = usize::try_from(stretch.first).unwrap_or(1);
        let mut row = vec![first, stretch.months(), Sureness::of(date).number()];
        row.extend(facets.iter().map(|facet| facet.documents[id]));
        *counts.entry(row).or_default() += 1;
    }
    let rows = counts.into_iter().map(|(mut row, count)| {
        row.push(count);
        row
    });
    rows.collect()
}

/// The files with the documents of a year, which are told to `files`.
fn documents_of_year(
    archive: &Archive,
    facets: &[Facet<'_>],
    year: i16,
    documents: &[DocumentId],
    files: &mut Vec<FileLine>,
) -> Vec<Result<Page, Diagnostic>> {
    let mut pages = Vec::new();
    let mut rest = documents;
    while !rest.is_empty() {
        let name = match pages.len() {
            0 => format!("{year:04}"),
            before => format!("{year:04}-{}", before + 1),
        };
        let mut lines: Vec<Box<RawValue>> = Vec::new();
        let (mut bytes, mut first, mut last) = (0, i32::MAX, i32::MIN);
        while let Some((&id, others)) = rest.split_first() {
            let line = line(archive, facets, id).and_then(|line| to_raw_value(&line).ok());
            let size = line.as_ref().map_or(0, |line| line.get().len());
            if bytes > 0 && bytes + size > LARGEST_FILE {
                break;
            }
            if let Some(date) = &archive.catalog.documents[id].date {
                let stretch = Stretch::of(date);
                (first, last) = (first.min(stretch.first_of_all()), last.max(stretch.last_of_all()));
            }
            bytes += size;
            lines.extend(line);
            rest = others;
        }
        let call = format!("documents(\"{name}\",");
        pages.push(script(format!("{FOLDER}/{name}.js"), &call, &lines));
        files.push(FileLine(name, first, last));
    }
    pages
}

/// How the collections that have documents of their own are shown.
fn collections<'a>(archive: &'a Archive, timeline: &Timeline) -> Vec<CollectionLine<'a>> {
    archive
        .catalog
        .collections
        .iter()
        .zip(&timeline.colours)
        .filter(|(collection, _)| !collection.documents.is_empty())
        .map(|(collection, colour)| CollectionLine {
            language: Language::other(archive, collection.language.as_deref()),
            colour: colour.class(),
        })
        .collect()
}

fn line<'a>(archive: &'a Archive, facets: &[Facet<'_>], id: DocumentId) -> Option<DocumentLine<'a>> {
    let record = &archive.catalog.documents[id];
    let dated = record.date.as_ref()?;
    Some(DocumentLine(
        route::link("timeline.html", &record.address()),
        record.number.as_deref(),
        &record.title,
        dated.display(&archive.config.dates),
        dated.date.earliest().map(|day| day.to_string()),
        dated.date.latest().map(|day| day.to_string()),
        Sureness::of(dated),
        facets.iter().map(|facet| facet.documents[id]).collect(),
        tells(archive, record),
    ))
}

/// A script that gives data to the timeline.
fn script(address: String, call: &str, data: &impl Serialize) -> Result<Page, Diagnostic> {
    let mut content = format!("fondsTimeline.{call}").into_bytes();
    serde_json::to_writer(&mut content, data)
        .map_err(|error| Diagnostic::unwritable(Path::new(&address), "the file", &error))?;
    content.extend(b");\n");
    Ok(Page { address, content })
}
