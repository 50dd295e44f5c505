//! The archive's metadata as a spreadsheet: `catalog.csv`, one row a file, one column a field.
//!
//! `fonds catalog` writes it. Corrected and put into the content folder, or into that of a collection, it is
//! metadata for the files below that folder. This folder owns how such a table is read: it takes the spreadsheets
//! among the sources, gives the rows of each file, those of the nearest spreadsheet first, since the nearest is
//! the strongest, and must not know what the files themselves say.

mod cells;
pub mod formula;
mod paths;
mod read;

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::model::metadata::Metadata;
use crate::model::reference::Reference;

/// The column with the path of the file that a row is about, relative to the spreadsheet's folder. Of a file that holds
/// several documents it names one: `volume.xml#d14`.
pub const FILE_COLUMN: &str = "file";

/// The column with the date that was inferred for a file without one. It is written to be seen, and
/// says nothing where it is read: what it rests on is inferred anew.
pub const INFERRED_COLUMN: &str = "date_inferred";

/// What all spreadsheets of an archive say.
#[derive(Debug, Default)]
pub struct Spreadsheets {
    rows: HashMap<String, Vec<Row>>,
    /// The documents of a source that rows are about, by the path of the source.
    ids: HashMap<String, BTreeSet<String>>,
}

/// What a spreadsheet says about one file.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The metadata; an empty cell says nothing.
    pub metadata: Metadata,
    /// The references that its cells declare by the archive's rules, each with its field.
    pub references: Vec<(String, Reference)>,
    /// Where the row stands, for advice: `content/catalog.csv, line 3`.
    pub place: String,
}

impl Spreadsheets {
    /// The rows about a file, by its path within the content folder, or about one of the documents in it, by `PATH#ID`;
    /// the strongest first.
    pub fn rows(&self, path: &str) -> &[Row] {
        self.rows.get(path).map_or(&[], Vec::as_slice)
    }

    /// The ids of the documents in a file that rows are about, in their order.
    pub fn ids(&self, path: &str) -> impl Iterator<Item = &str> {
        self.ids.get(path).into_iter().flatten().map(String::as_str)
    }

    /// All rows about a file and the documents in it, in a fixed order.
    pub fn all_rows(&self, path: &str) -> Vec<&Row> {
        let within = self.ids(path).flat_map(|id| self.rows(&format!("{path}#{id}")));
        self.rows(path).iter().chain(within).collect()
    }
}

#[cfg(test)]
mod tests;
