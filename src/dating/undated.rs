//! Documents without a date: why they have none, and how to give them one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::dating::clue::Clue;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::CONTENT_FOLDER;

/// Why a document has no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// It states none, and none is to be inferred for it.
    Off,
    /// It names no day.
    NothingNamed,
    /// It names days, but nothing says which of them is its own.
    Uncertain,
}

impl Why {
    /// Why nothing could be inferred from what a document says about its day.
    pub fn of(clues: &[Clue]) -> Self {
        if clues.is_empty() { Self::NothingNamed } else { Self::Uncertain }
    }

    /// The message of the interface that says so of one document.
    pub fn message(self) -> &'static str {
        match self {
            Self::Off => "undated_off",
            Self::NothingNamed => "undated_nothing_named",
            Self::Uncertain => "undated_uncertain",
        }
    }

    /// The message of the interface that says so of many.
    pub fn message_of_many(self) -> &'static str {
        match self {
            Self::Off => "undated_off_count",
            Self::NothingNamed => "undated_nothing_named_count",
            Self::Uncertain => "undated_uncertain_count",
        }
    }

    /// The same for the report.
    fn said_of(self, count: usize) -> String {
        let said = match (self, count) {
            (Self::Off, 1) => "states none, and none is inferred for it",
            (Self::Off, _) => "state none, and none is inferred for them",
            (Self::NothingNamed, 1) => "names no day",
            (Self::NothingNamed, _) => "name no day",
            (Self::Uncertain, 1) => "names days, but nothing says which of them is its own",
            (Self::Uncertain, _) => "name days, but nothing says which of them are their own",
        };
        format!("{count} {said}")
    }
}

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
    let reasons: Vec<String> = counts.into_iter().map(|(why, count)| why.said_of(count)).collect();
    let message = format!("{undated} of {all} {documents} {have} no date: {}", reasons.join("; "));
    let note = Diagnostic::new(Severity::Note, Code::Undated, CONTENT_FOLDER, message);
    Some(note.help(
        "write `date = \"1926-03-04\"` into the front matter, or fill in the column `date` of a catalog.csv, as `fonds \
         catalog --output content/catalog.csv` writes one; \"1926\" or \"1926-03~\" will do where no more is known",
    ))
}
