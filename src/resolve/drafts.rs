//! What drafts could be referred to by: a reference to one leads nowhere, for a reason that its writer should know.

use std::collections::HashSet;

use super::{join, key};
use crate::catalog::{Catalog, CollectionId};
use crate::model::path;
use crate::source::Sources;

/// The paths, names and numbers of the drafts that are no part of the site.
#[derive(Default)]
pub struct Drafts<'a> {
    paths: HashSet<&'a str>,
    names: HashSet<String>,
    numbers: HashSet<(CollectionId, &'a str)>,
}

impl<'a> Drafts<'a> {
    /// Those of a catalogue.
    pub fn of(catalog: &'a Catalog, sources: &'a Sources) -> Self {
        let mut drafts = Self::default();
        for record in &catalog.drafts {
            if let Some(file) = sources.documents.get(record.source).filter(|_| record.within.is_none()) {
                drafts.paths.extend([file.path.as_str(), path::stem(&file.path)]);
            }
            let name = path::name(&record.id);
            let names =
                [record.id.as_str(), name].into_iter().chain(record.aliases.iter().map(String::as_str));
            drafts.names.extend(names.map(key));
            drafts.numbers.extend(record.number.as_deref().map(|number| (catalog.volume(record), number)));
        }
        drafts
    }

    /// Whether a path that a source links to is that of a draft.
    pub fn has_path(&self, source: &str, path: &str) -> bool {
        !self.paths.is_empty()
            && join(source, path).is_some_and(|path| {
                self.paths.contains(path.strip_suffix(".html").unwrap_or(&path))
                    || self.paths.contains(path.as_str())
            })
    }

    /// Whether a name is that of a draft.
    pub fn has_name(&self, name: &str) -> bool {
        let name = name.split('#').next().unwrap_or(name);
        !self.names.is_empty() && self.names.contains(&key(name))
    }

    /// Whether a draft has a number in a collection.
    pub fn has_number(&self, collection: CollectionId, number: &str) -> bool {
        self.numbers.contains(&(collection, number))
    }
}
