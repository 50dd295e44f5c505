//! Reading: from the bytes of a source file to a document and diagnostics, never an abort.
//!
//! There is one reader for each format, and all give the same [`Document`].

pub mod dateline;
pub mod decode;
pub mod page_break;
pub mod plain;

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// What reading a source file gives.
#[derive(Debug, Default)]
pub struct Reading {
    /// The document; absent where the source could not be understood, which a diagnostic says.
    pub document: Option<Document>,
    /// What the reader has to say about the source.
    pub diagnostics: Vec<Diagnostic>,
}
