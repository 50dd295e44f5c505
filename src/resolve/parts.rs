//! The documents of sources that hold several, by the path of the source and their ids there.

use std::collections::HashMap;

use crate::catalog::{Catalog, CollectionId, DocumentId, Record};
use crate::source::Sources;

/// What sources hold that are no document themselves.
#[derive(Default)]
pub struct Parts<'a> {
    documents: HashMap<(usize, &'a str), DocumentId>,
    /// The sources by their paths, with the collections that they are.
    sources: HashMap<&'a str, (usize, CollectionId)>,
}

impl<'a> Parts<'a> {
    /// Those of a catalogue.
    pub fn of(catalog: &'a Catalog, sources: &'a Sources) -> Self {
        let mut parts = Self::default();
        for (document, record) in catalog.documents.iter().enumerate() {
            let Some(within) = &record.within else { continue };
            parts.documents.insert((record.source, &within.id), document);
            let path = sources.documents.get(record.source).map(|file| file.path.as_str());
            parts.sources.extend(path.map(|path| (path, (record.source, catalog.volume(record)))));
        }
        parts
    }

    /// A source by its path: its place, and the collection that it is.
    pub fn source(&self, path: &str) -> Option<(usize, CollectionId)> {
        self.sources.get(path).copied()
    }

    /// A document by the place of its source, and its id there.
    pub fn document(&self, source: usize, id: &str) -> Option<DocumentId> {
        self.documents.get(&(source, id)).copied()
    }

    /// A document that stands in the same source as another.
    pub fn beside(&self, record: &Record, id: &str) -> Option<DocumentId> {
        record.within.as_ref().and_then(|_| self.document(record.source, id))
    }
}
