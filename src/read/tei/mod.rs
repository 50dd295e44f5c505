//! The reader for TEI: editions as their editors keep them, one file a volume or one a document.
//!
//! The folder owns the way from XML to documents. [`xml`] walks through a file as a stream; [`outline`] notes on the way which
//! parts it has; [`plan`] says which of them are documents and which collections; [`header`] reads what the edition says of
//! itself; [`text`] makes the text of one document of the steps through its stretch of the file. It takes bytes and gives
//! collections, documents and diagnostics. No tree of a file is ever held, and nothing is fetched. It must not know other
//! files, nor what is in the archive.

mod date;
mod document;
mod documents;
mod entities;
mod event;
mod found;
mod header;
mod outline;
mod plan;
mod remarks;
mod surroundings;
mod target;
mod text;
mod volume;
mod xml;

use crate::read::reader::{Reader, Receiver, Source};
use crate::source::Candidate;
use volume::Volume;

/// The reader for TEI: `.xml` and `.tei` files whose first element is one of TEI.
#[derive(Debug)]
pub struct Tei;

impl Reader for Tei {
    fn extensions(&self) -> &[&str] {
        &["xml", "tei", "odd"]
    }

    fn wants(&self, file: &Candidate<'_>) -> bool {
        file.has_extension(self.extensions()) && xml::begins_as_tei(file.beginning())
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = source.text(receiver) else { return };
        let entities = outline::declared_entities(&text);
        Volume::of(source, &text, &entities).give(receiver);
    }
}
