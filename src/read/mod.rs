//! Reading: from the bytes of a source file to documents, collections and diagnostics, never an abort.
//!
//! The room owns the readers and what they share: front matter, spreadsheets of metadata, fields, heads and datelines.
//! There is one [`Reader`](reader::Reader) for each format, in a table ([`readers`]); it takes the bytes of a source, and
//! gives [`Document`]s, one or many, whatever the format. What is the same for all follows in [`source`](mod@source):
//! metadata is completed from spreadsheets, and references in running text are marked by one grammar. It must not know the
//! catalogue, nor that there are pages.

mod authors;
mod bare_address;
pub mod conventions;
mod convert;
pub mod date_field;
pub mod dateline;
pub mod draft;
mod embedded;
pub mod fields;
pub mod former;
pub mod front_matter;
pub mod head;
mod head_fields;
pub mod html;
mod known_head;
pub mod mail;
pub mod markdown;
pub mod metadata;
pub mod number;
pub mod office;
pub mod page_break;
mod pieces;
pub mod plain;
pub mod reader;
pub mod readers;
pub mod source;
pub mod split;
pub mod spreadsheet;
pub mod tei;
mod within;

use std::fs;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::document::Document;
use crate::model::metadata::Metadata;
use crate::source::SourceFile;
use fields::HeadField;
pub use within::Within;

/// What a reader understood of a document.
#[derive(Debug, Default)]
pub struct Reading {
    /// The document; absent where it could not be understood, which a diagnostic says.
    pub document: Option<Document>,
    /// What the reader has to say about it.
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
    /// The first lines as a reader sees them, where the text is mark-up or there is none: a date is looked for in them.
    pub shown_head: Option<String>,
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
