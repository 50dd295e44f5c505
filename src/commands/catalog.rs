//! Writing the archive's metadata as one spreadsheet, for correction.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use crate::archive::{Archive, ReadArchive, Request};
use crate::catalog::Record;
use crate::diagnostic::{Code, Diagnostic, Severity, Tally};
use crate::model::document::plain_text;
use crate::model::field::Field;
use crate::model::field_name;
use crate::model::metadata::{DateBasis, Metadata};
use crate::read::front_matter;
use crate::read::readers::Readers;
use crate::read::spreadsheet::{FILE_COLUMN, INFERRED_COLUMN, formula};
use crate::source::SPREADSHEET;
use crate::{archive, diagnostic, read};

/// How the catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table, which can be put back.
    Csv,
    /// A JSON object on each line.
    JsonLines,
}

/// The catalogue of an archive.
#[derive(Debug)]
pub struct Written {
    /// The catalogue; absent where the archive has errors, since what cannot be read would be
    /// missing from it.
    pub content: Option<Vec<u8>>,
    /// The errors, and what is wrong with metadata and so missing from the catalogue.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes the catalogue of an archive, one row a document in reading order. Paths are relative to the
/// content folder.
///
/// # Errors
/// A diagnostic, if the archive cannot be read at all.
pub fn write(root: &Path, readers: Readers, form: Form) -> Result<Written, Diagnostic> {
    // Drafts are written, too: the catalogue can be what says that they are drafts, and takes its own place.
    let request = Request { drafts: true, readers, ..Request::new(root) };
    let ReadArchive { archive, diagnostics: found, .. } = archive::read(request, &|_| ())?;
    let weighed = found.into_iter().filter_map(|diagnostic| archive.config.apply_severity(diagnostic));
    let mut diagnostics: Vec<Diagnostic> = weighed
        .filter(|diagnostic| {
            diagnostic.severity == Severity::Error || matches!(diagnostic.code, Code::Metadata | Code::Date)
        })
        .collect();
    diagnostic::sort(&mut diagnostics);
    if Tally::of(&diagnostics).errors > 0 {
        return Ok(Written { content: None, diagnostics });
    }
    let table = Table::of(&archive);
    let content = match form {
        Form::Csv => table.csv(),
        Form::JsonLines => table.json_lines(),
    };
    let content = content
        .map_err(|message| Diagnostic::unwritable(Path::new(SPREADSHEET), "the catalogue", &message))?;
    Ok(Written { content: Some(content), diagnostics })
}

/// The catalogue as rows and columns.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(archive: &Archive) -> Self {
        let config = &archive.config;
        let documents: Vec<(String, &Record, Metadata)> = archive
            .catalog
            .documents
            .par_iter()
            .filter_map(|record| {
                let file = archive.sources.documents.get(record.source)?;
                let id = record.within.as_ref().map(|within| within.id.as_str());
                Some((read::source::name(file, id), &**record, metadata(archive, record)?))
            })
            .collect();
        let mut columns: Vec<String> =
            config.table.iter().map(|field| config.name_of(field).to_owned()).collect();
        // Names that differ only in capitals are one column. A field of the name that a column of fonds' own
        // has cannot have another.
        let names = documents.iter().flat_map(|(_, _, said)| said.other.keys());
        let other: BTreeSet<(String, &String)> = names.map(|name| (field_name::folded(name), name)).collect();
        let mut last = String::new();
        for (folded, name) in other {
            let is_own = config.known_field(name).is_some_and(Field::is_own);
            if folded != last && folded != FILE_COLUMN && folded != INFERRED_COLUMN && !is_own {
                columns.push(name.clone());
            }
            last = folded;
        }
        let has_inferred = documents.iter().any(|(_, record, _)| !inferred_date(record).is_empty());
        let rows = documents
            .iter()
            .map(|(path, record, said)| {
                let cell = |name| front_matter::field_value(said, name, config).unwrap_or_default();
                let cells = columns.iter().map(|name| cell(name).into_owned());
                let inferred = has_inferred.then(|| inferred_date(record));
                std::iter::once(path.clone()).chain(cells).chain(inferred).collect()
            })
            .collect();
        columns.insert(0, FILE_COLUMN.to_owned());
        columns.extend(has_inferred.then(|| INFERRED_COLUMN.to_owned()));
        Self { columns, rows }
    }

    fn csv(&self) -> Result<Vec<u8>, String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            writer
                .write_record(row.iter().map(|cell| formula::guarded(cell).into_owned()))
                .map_err(|error| error.to_string())?;
        }
        writer.into_inner().map_err(|error| error.to_string())
    }

    fn json_lines(&self) -> Result<Vec<u8>, String> {
        let mut content = Vec::new();
        for row in &self.rows {
            let line = JsonLine { columns: &self.columns, row };
            serde_json::to_writer(&mut content, &line).map_err(|error| error.to_string())?;
            content.push(b'\n');
        }
        Ok(content)
    }
}

/// A row as a JSON object of the cells that are not empty, in the order of the columns.
struct JsonLine<'a> {
    columns: &'a [String],
    row: &'a [String],
}

impl Serialize for JsonLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row).filter(|(_, cell)| !cell.is_empty()))
    }
}

/// The date that was inferred for a document; empty if none was.
fn inferred_date(record: &Record) -> String {
    let inferred = record.date.as_ref().filter(|date| date.basis == DateBasis::Inferred);
    inferred.map_or_else(String::new, |date| date.date.to_string())
}

/// The whole metadata of a document. The catalogue keeps but a part in memory, so that the source
/// is read once more.
fn metadata(archive: &Archive, record: &Record) -> Option<Metadata> {
    let document = archive.document(record).ok()?.document;
    let mut metadata = document.metadata;
    // The file's name, which stands in for a title that is not there, is none.
    if metadata.title.is_some() || !plain_text(&document.title).trim().is_empty() {
        metadata.title = Some(record.title.clone());
    }
    Some(metadata)
}
