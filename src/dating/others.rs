//! What other documents of the archive say about a document's day: those of the same box, series,
//! sender or receiver, and telegrams of the same post with lower and higher numbers.
//!
//! The folder takes the catalogue and the days that are known, and gives clues; how they are weighed it must not know.

mod fellows;
mod serial;

use crate::catalog::{Catalog, DocumentId};
use crate::language::dates::Words;
use crate::model::clue::Clue;
use fellows::Fellows;
use serial::Serials;

/// The documents of an archive whose days are known, by what they can tell of others.
pub struct Others<'a> {
    fellows: Fellows<'a>,
    serials: Serials,
}

impl<'a> Others<'a> {
    /// Prepares the documents of a catalogue.
    pub fn of(catalog: &'a Catalog) -> Self {
        Self { fellows: Fellows::of(catalog), serials: Serials::of(catalog) }
    }

    /// What they say about one of them. `words` are the archive's words for dates.
    pub fn clues(&self, catalog: &Catalog, document: DocumentId, words: &Words) -> Vec<Clue> {
        let mut clues = self.fellows.clues(catalog, document, words);
        clues.extend(self.serials.clues(catalog, document, words));
        clues
    }
}
