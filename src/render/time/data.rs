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
use crate::catalog::facet::{self, Facet};
use crate::diagnostic::Diagnostic;
use crate::render::{Language, Output, basis_name};
use crate::resolve::route;
use crate::site::Page;

/// The counts for the whole span.
#[derive(Serialize)]
struct Index<'a> {
    /// By what documents are chosen besides their time.
    facets: Vec<Facet<'a>>,
    /// How the collections are shown, in the order of the values of their facet.
    collections: Vec<CollectionLine<'a>>,
    /// The short names of the months.
    months: Vec<String>,
    /// For each year one row for each month and values of facets that have documents: month, a place for each facet, and
    /// how many. Month 0 is what is known to the year only.
    years: BTreeMap<i16, Vec<Row>>,
}

/// A month, and then for each facet a place as in [`Facet::documents`].
type Row = Vec<usize>;

#[derive(Serialize)]
struct CollectionLine<'a> {
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
    Row,
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
    // A stretch of time is chosen in the chart.
    let mut facets = Facet::all(catalog, &archive.config, &archive.interface);
    facets.retain(|facet| facet.name != facet::YEAR);
    let row = |id: DocumentId, month: i8| -> Row {
        let places = facets.iter().map(|facet| facet.documents[id]);
        std::iter::once(usize::from(month.unsigned_abs())).chain(places).collect()
    };
    let mut years: BTreeMap<i16, Vec<Row>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for (&year, months) in &timeline.years {
        let mut counts: BTreeMap<Row, usize> = BTreeMap::new();
        let mut lines = Vec::new();
        for (&month, documents) in months {
            for &id in documents {
                let row = row(id, month);
                lines.extend(line(archive, id, row.clone()));
                *counts.entry(row).or_default() += 1;
            }
        }
        let rows = counts.into_iter().map(|(mut row, count)| {
            row.push(count);
            row
        });
        years.insert(year, rows.collect());
        outcomes.push(output.file(script(year_address(year), &format!("year({year},"), &lines)));
    }
    let months = (1..=12).map(|month| archive.config.dates.short_month_name(month)).collect();
    let index = Index { facets, collections: collections(archive), months, years };
    outcomes.push(output.file(script("timeline/data/index.js".to_owned(), "index(", &index)));
    outcomes
}

/// How the collections that have documents of their own are shown.
fn collections(archive: &Archive) -> Vec<CollectionLine<'_>> {
    let catalog = &archive.catalog;
    catalog
        .collections
        .iter()
        .zip(collection_places(catalog))
        .filter(|(collection, _)| !collection.documents.is_empty())
        .map(|(collection, place)| CollectionLine {
            language: Language::other(archive, collection.language.as_deref()),
            colour: Colour::Collection(place % COLOURS).class(),
        })
        .collect()
}

fn line(archive: &Archive, id: DocumentId, row: Row) -> Option<DocumentLine<'_>> {
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
