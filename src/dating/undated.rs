//! Documents without a date: why they have none, and how to give them one.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::clue::Why;
use crate::source::CONTENT_FOLDER;

/// How many documents have no date, for each reason.
pub fn counts(catalog: &Catalog) -> BTreeMap<Why, usize> {
    let mut counts = BTreeMap::new();
    for why in catalog.documents.iter().filter_map(|record| record.undated) {
        *counts.entry(why).or_default() += 1;
    }
    counts
}

/// What the report says of all documents without a date: how many, why, and what to do.
pub fn note(catalog: &Catalog) -> Option<Diagnostic> {
    let counts = counts(catalog);
    let undated: usize = counts.values().sum();
    if undated == 0 {
        return None;
    }
    let all = catalog.documents.len();
    let documents = if all == 1 { "document" } else { "documents" };
    let have = if undated == 1 { "has" } else { "have" };
    let reasons: Vec<String> = counts.into_iter().map(|(why, count)| said_of(why, count)).collect();
    let message = format!("{undated} of {all} {documents} {have} no date: {}", reasons.join("; "));
    let note = Diagnostic::new(Severity::Note, Code::Undated, CONTENT_FOLDER, message);
    Some(note.help(
        "write `date = \"1926-03-04\"` into the front matter, or fill in the column `date` of a catalog.csv, as `fonds \
         catalog --output content/catalog.csv` writes one; \"1926\" or \"1926-03~\" will do where no more is known",
    ))
}

/// What the report says of so many documents without a date.
fn said_of(why: Why, count: usize) -> String {
    let said = match (why, count) {
        (Why::Off, 1) => "states none, and none is inferred for it",
        (Why::Off, _) => "state none, and none is inferred for them",
        (Why::NothingNamed, 1) => "names no day",
        (Why::NothingNamed, _) => "name no day",
        (Why::Uncertain, 1) => "names days, but nothing says which of them is its own",
        (Why::Uncertain, _) => "name days, but nothing says which of them are their own",
    };
    format!("{count} {said}")
}
