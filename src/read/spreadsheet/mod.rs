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

use std::collections::HashMap;

use serde::Serialize;

use crate::model::metadata::Metadata;
use crate::model::reference::Reference;

/// The column with the path of the file that a row is about, relative to the spreadsheet's folder.
pub const FILE_COLUMN: &str = "file";

/// The column with the date that was inferred for a file without one. It is written to be seen, and
/// says nothing where it is read: what it rests on is inferred anew.
pub const INFERRED_COLUMN: &str = "date_inferred";

/// What all spreadsheets of an archive say.
#[derive(Debug, Default)]
pub struct Spreadsheets {
    rows: HashMap<String, Vec<Row>>,
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
    /// The rows about a file, by its path within the content folder; the strongest first.
    pub fn rows(&self, path: &str) -> &[Row] {
        self.rows.get(path).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests;
