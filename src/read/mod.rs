//! Reading: from the bytes of a source file to a document and diagnostics, never an abort.
//!
//! The room owns the readers, one for each format, and what they share: front matter, spreadsheets of metadata, fields,
//! heads and datelines. It takes a file and the archive's configuration, and gives the same [`Document`] whatever the
//! format; references in running text are then marked by the same grammar. It must not know the other documents.

mod bare_address;
pub mod date_field;
pub mod dateline;
pub mod draft;
pub mod fields;
pub mod former;
pub mod front_matter;
pub mod head;
mod head_fields;
pub mod markdown;
pub mod metadata;
pub mod number;
pub mod page_break;
pub mod plain;
pub mod spreadsheet;

use std::fs;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mark::flow;
use crate::mark::grammar::Grammar;
use crate::model::document::Document;
use crate::model::metadata::Metadata;
use crate::source::{Format, SourceFile};
use fields::HeadField;
use spreadsheet::Spreadsheets;

/// What reading a source file gives.
#[derive(Debug, Default)]
pub struct Reading {
    /// The document; absent where the source could not be understood, which a diagnostic says.
    pub document: Option<Document>,
    /// What the reader has to say about the source.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the document's metadata is its front matter; otherwise it was found in the text, and
    /// is the weakest there is.
    pub has_front_matter: bool,
    /// The fields that the head of the text states; weaker than front matter and spreadsheets.
    pub fields: Vec<HeadField>,
    /// What else is found in a text that has front matter, as weak as its fields.
    pub found: Metadata,
    /// The byte offset at which the text begins, after the front matter.
    pub body: usize,
}

/// Reads a file of the archive, and completes its metadata from the spreadsheets. Gives with the
/// reading the file's decoded text, in which the places of the document are.
///
/// # Errors
/// A diagnostic, if the file cannot be read or is no text.
pub fn read_file(
    file: &SourceFile,
    spreadsheets: &Spreadsheets,
    config: &Config,
    grammar: &Grammar,
) -> Result<(Reading, String), Diagnostic> {
    read_source(file, &read_bytes(file)?, spreadsheets, config, grammar)
}

/// The bytes of a file of the archive.
///
/// # Errors
/// A diagnostic, if the file cannot be read.
pub fn read_bytes(file: &SourceFile) -> Result<Vec<u8>, Diagnostic> {
    fs::read(&file.location).map_err(|error| {
        Diagnostic::new(
            Severity::Error,
            Code::Unreadable,
            &file.shown_path(),
            format!("the file cannot be read: {error}"),
        )
        .help("make the file readable, or leave it out with `exclude` in fonds.toml")
    })
}

/// The decoded text of a file, for showing places in it; empty if it cannot be read.
pub fn text_of(file: &SourceFile) -> String {
    let bytes = read_bytes(file).unwrap_or_default();
    crate::source::decode::decode(&bytes).map_or_else(|_| String::new(), |decoded| decoded.text.into_owned())
}

/// The same as [`read_file`] for a file whose bytes are there.
///
/// # Errors
/// A diagnostic, if the file is no text.
pub fn read_source(
    file: &SourceFile,
    bytes: &[u8],
    spreadsheets: &Spreadsheets,
    config: &Config,
    grammar: &Grammar,
) -> Result<(Reading, String), Diagnostic> {
    let shown_path = file.shown_path();
    let decoded = crate::source::decode::decode(bytes).map_err(|not_text| {
        Diagnostic::new(Severity::Warning, Code::NotText, &shown_path, not_text.message())
            .help("save it as UTF-8 text, or leave it out with `exclude` in fonds.toml")
    })?;
    let mended = decoded.diagnostics(&shown_path);
    let mut text = decoded.text.into_owned();
    let mut reading = match file.format {
        Format::Markdown => {
            // Markdown has no printed pages that a form feed could end.
            if text.contains('\u{c}') {
                text = text.replace('\u{c}', " ");
            }
            markdown::read(&text, &shown_path, config, file.guesses)
        }
        Format::PlainText | Format::Other => plain::read(&text, &shown_path, &config.dates, file.guesses),
    };
    reading.diagnostics.extend(mended);
    metadata::complete(&mut reading, spreadsheets.rows(&file.path), &text, &shown_path, config);
    if let Some(document) = &mut reading.document {
        flow::mark(document, grammar);
    }
    Ok((reading, text))
}
