//! The documents of sources that hold several, by the path of the source and their ids there.

use std::collections::HashMap;

use crate::catalog::{Catalog, CollectionId, DocumentId, Record};
use crate::model::path;
use crate::source::Sources;

/// What sources hold that are no document themselves.
#[derive(Default)]
pub struct Parts<'a> {
    documents: HashMap<(usize, &'a str), DocumentId>,
    /// The sources by their paths, with the collections that they are.
    sources: HashMap<&'a str, (usize, CollectionId)>,
    /// The same by their names without extensions, in small letters; none where several have one name.
    named: HashMap<String, Option<(usize, CollectionId)>>,
    /// The documents of each source by the names of places in them. Where two have one name, the first counts.
    anchors: HashMap<(usize, &'a str), DocumentId>,
    /// The collections in each source by their names.
    collections: HashMap<(CollectionId, &'a str), CollectionId>,
}

impl<'a> Parts<'a> {
    /// Those of a catalogue.
    pub fn of(catalog: &'a Catalog, sources: &'a Sources) -> Self {
        let mut parts = Self::default();
        for (document, record) in catalog.documents.iter().enumerate() {
            let Some(within) = &record.within else { continue };
            parts.documents.insert((record.source, &within.id), document);
            for anchor in &record.anchors {
                parts.anchors.entry((record.source, &anchor.name)).or_insert(document);
            }
            let path = sources.documents.get(record.source).map(|file| file.path.as_str());
            if let Some(path) = path {
                parts.add_source(path, (record.source, catalog.volume(record)));
            }
        }
        for (place, collection) in catalog.collections.iter().enumerate() {
            if collection.volume != place {
                parts.collections.entry((collection.volume, path::name(&collection.id))).or_insert(place);
            }
        }
        parts
    }

    fn add_source(&mut self, path: &'a str, source: (usize, CollectionId)) {
        if self.sources.insert(path, source).is_none() {
            let named = self.named.entry(path::name(path::stem(path)).to_lowercase());
            named.and_modify(|named| *named = None).or_insert(Some(source));
        }
    }

    /// A source by its name, wherever it lies.
    pub fn named(&self, name: &str) -> Option<(usize, CollectionId)> {
        self.named.get(&name.to_lowercase()).copied().flatten()
    }

    /// The document of a source that has a place of a name.
    pub fn holder(&self, source: usize, anchor: &str) -> Option<DocumentId> {
        self.anchors.get(&(source, anchor)).copied()
    }

    /// A collection in a source that is a collection itself.
    pub fn collection(&self, volume: CollectionId, name: &str) -> Option<CollectionId> {
        self.collections.get(&(volume, name)).copied()
    }

    /// A source by its path: its place, and the collection that it is.
    pub fn source(&self, path: &str) -> Option<(usize, CollectionId)> {
        self.sources.get(path).copied()
    }

    /// A document by the place of its source, and its id there.
    pub fn document(&self, source: usize, id: &str) -> Option<DocumentId> {
        self.documents.get(&(source, id)).copied()
    }

    /// The source of a document that is not alone there, and the collection that it is.
    pub fn source_of(&self, record: &Record, catalog: &Catalog) -> Option<(usize, CollectionId)> {
        record.within.as_ref().map(|_| (record.source, catalog.volume(record)))
    }
}
