//! OpenDocument texts (`.odt`), as LibreOffice writes them: nearer to their text than Word's files, since lists nest, notes stand
//! where they are called, and numbers of notes are written.
//!
//! [`styles`] holds what styles and lists say, [`story`] reads blocks, [`line`](mod@line) what stands in a paragraph, [`reader`] the file.
//! The folder takes bytes and gives parts; it must not know blocks.

mod line;
mod reader;
mod story;
mod styles;

pub use reader::OpenDocument;
