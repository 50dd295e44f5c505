//! What the timeline's script reads: counts for the whole span, and the documents year by year.
//!
//! A page opened from a folder cannot fetch anything, so that each file is a script that calls a function with its
//! data. `timeline/data/index.js` holds the counts, and `timeline/data/1962.js` the documents of a year.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::chart::{COLOURS, Colour};
use super::timeline::{Timeline, collection_places};
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::diagnostic::Diagnostic;
use crate::render::{Language, Output, basis_name};
use crate::resolve::route;
use crate::site::Page;

/// The counts for the whole span.
#[derive(Serialize)]
struct TimelineIndex<'a> {
    /// The collections that have documents of their own.
    collections: Vec<CollectionLine<'a>>,
    kinds: Vec<&'a str>,
    /// The short names of the months.
    months: Vec<String>,
    /// For each year one row for each month, collection and kind that has documents: month, collection,
    /// kind, and how many. Month 0 is what is known to the year only; the last kind is none.
    years: BTreeMap<i16, Vec<[usize; 4]>>,
}

#[derive(Serialize)]
struct CollectionLine<'a> {
    id: &'a str,
    title: &'a str,
    /// The language of its documents, where it is not that of the interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language<'a>>,
    colour: String,
}

/// One document of a year.
#[derive(Serialize)]
struct DocumentLine<'a>(
    /// The link from the timeline.
    String,
    Option<&'a str>,
    /// The title.
    &'a str,
    /// The date as it is shown, the first and last day on which it can be, and its basis.
    String,
    Option<String>,
    Option<String>,
    &'static str,
    /// Whether the date is uncertain or approximate.
    bool,
    /// The month, collection and kind as in [`TimelineIndex::years`].
    [usize; 3],
);

/// The address of a year's data.
fn year_address(year: i16) -> String {
    format!("timeline/data/{year:04}.js")
}

/// All of them.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    if timeline.dated.is_empty() {
        return Vec::new();
    }
    let catalog = &archive.catalog;
    let places = collection_places(catalog);
    let mut kinds: BTreeMap<&str, usize> =
        catalog.documents.iter().filter_map(|record| record.kind.as_deref()).map(|kind| (kind, 0)).collect();
    kinds.values_mut().enumerate().for_each(|(place, kind)| *kind = place);
    let row = |id: DocumentId, month: i8| {
        let record = &catalog.documents[id];
        let kind = record.kind.as_deref().map_or(kinds.len(), |kind| kinds[kind]);
        [month.unsigned_abs().into(), places[record.collection], kind]
    };
    let mut index = TimelineIndex {
        collections: catalog
            .collections
            .iter()
            .zip(&places)
            .filter(|(collection, _)| !collection.documents.is_empty())
            .map(|(collection, &place)| CollectionLine {
                id: &collection.id,
                title: &collection.title,
                language: Language::other(archive, collection.language.as_deref()),
                colour: Colour::Collection(place % COLOURS).class(),
            })
            .collect(),
        kinds: kinds.keys().copied().collect(),
        months: (1..=12).map(|month| archive.config.dates.short_month_name(month)).collect(),
        years: BTreeMap::new(),
    };
    let mut outcomes = Vec::new();
    for (&year, months) in &timeline.years {
        let mut counts: BTreeMap<[usize; 3], usize> = BTreeMap::new();
        let mut lines = Vec::new();
        for (&month, documents) in months {
            for &id in documents {
                let row = row(id, month);
                *counts.entry(row).or_default() += 1;
                lines.extend(line(archive, id, row));
            }
        }
        let counts =
            counts.into_iter().map(|([month, collection, kind], count)| [month, collection, kind, count]);
        index.years.insert(year, counts.collect());
        outcomes.push(output.file(script(year_address(year), &format!("year({year},"), &lines)));
    }
    outcomes.push(output.file(script("timeline/data/index.js".to_owned(), "index(", &index)));
    outcomes
}

fn line(archive: &Archive, id: DocumentId, row: [usize; 3]) -> Option<DocumentLine<'_>> {
    let record = &archive.catalog.documents[id];
    let dated = record.date.as_ref()?;
    let edtf = dated.date.to_string();
    Some(DocumentLine(
        route::link("timeline.html", &record.address()),
        record.number.as_deref(),
        &record.title,
        dated.display(&archive.config.dates),
        dated.date.earliest().map(|day| day.to_string()),
        dated.date.latest().map(|day| day.to_string()),
        basis_name(dated.basis),
        edtf.contains(['~', '?', '%', 'X']),
        row,
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
