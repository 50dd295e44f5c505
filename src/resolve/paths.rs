//! What a path leads to: a document, a file, a folder, an address that a document had before, or a page of the
//! archive as a whole.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Resolver, Target, Unresolved};
use crate::catalog::{Catalog, CollectionId, DocumentId, folder_page};
use crate::model::path;
use crate::model::path::normalised;
use crate::model::reason::{Reason, Sought};
use crate::resolve::route;
use crate::source::Sources;

/// The documents and files of an archive by their paths.
#[derive(Default)]
pub struct Paths<'a> {
    /// Documents by the paths of their sources.
    pub sources: HashMap<&'a str, DocumentId>,
    /// The same without extensions.
    stems: HashMap<&'a str, DocumentId>,
    /// Documents by the addresses of their pages, without `.html`.
    ids: HashMap<&'a str, DocumentId>,
    /// Files that can be linked to.
    pub files: HashMap<&'a str, usize>,
}

impl<'a> Paths<'a> {
    /// The paths in an archive.
    pub fn of(catalog: &'a Catalog, sources: &'a Sources) -> Self {
        let files = sources.files.iter().enumerate();
        let files = files.map(|(index, file)| (file.path.as_str(), index)).collect();
        let mut paths = Self { files, ..Self::default() };
        for (id, record) in catalog.documents.iter().enumerate() {
            if let Some(file) = sources.documents.get(record.source).filter(|_| record.within.is_none()) {
                paths.sources.insert(&file.path, id);
                paths.stems.insert(path::stem(&file.path), id);
            }
            // Where two have one address, that is an error of its own.
            paths.ids.entry(&record.id).or_insert(id);
        }
        paths
    }
}

impl Resolver<'_> {
    /// A file by its path, relative to the source that links to it; `/` is the content folder.
    pub(super) fn file(
        &self,
        from: DocumentId,
        path: &str,
        query: Option<&str>,
        fragment: Option<&str>,
    ) -> Result<Target, Unresolved> {
        if path.is_empty() {
            return self.same_file(from, fragment);
        }
        let source = self.source(from).map_or("", |file| file.path.as_str());
        let missing = || Unresolved::from(Reason::NoFile(path.to_owned()));
        let full = join(source, path).ok_or_else(missing)?;
        if let Some((source, collection)) = self.parts.source(&full) {
            return self.part(source, collection, fragment);
        }
        let document = || self.find_document(&full).map(Place::Document);
        let found = if path.ends_with('/') {
            self.folder(&full).or_else(document)
        } else {
            document()
                .or_else(|| self.paths().files.get(full.as_str()).copied().map(Place::File))
                .or_else(|| self.folder(&full))
        };
        let suffix = || {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            query + &fragment.map(fragment_of_file).unwrap_or_default()
        };
        let Some(found) = found.or_else(|| self.moved(&full)) else {
            let address = route::page_of_archive(&full, self.config).ok_or_else(missing)?;
            return Ok(Target::Page { address, suffix: suffix() });
        };
        match found {
            Place::Document(document) => self.anchored(document, fragment),
            Place::File(file) => Ok(Target::File { file, suffix: suffix() }),
            Place::Collection(collection) => Ok(Target::Collection(collection)),
        }
    }

    /// A file that lies within the source of a document.
    pub(super) fn embedded(&self, from: DocumentId, name: &str) -> Result<Target, Unresolved> {
        let record = self.catalog.documents.get(from);
        let path = record.map(|record| record.embedded_path(name)).unwrap_or_default();
        let file = self.paths().files.get(path.as_str()).copied();
        file.map(|file| Target::File { file, suffix: String::new() })
            .ok_or_else(|| Reason::NoFile(name.to_owned()).into())
    }

    /// A place in the file that links to it, which can hold several documents: one of the document's own, else another
    /// document, or a place in one.
    fn same_file(&self, from: DocumentId, fragment: Option<&str>) -> Result<Target, Unresolved> {
        let own = || self.anchored(from, fragment);
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else { return own() };
        let record = self.catalog.documents.get(from);
        match record.and_then(|record| self.parts.source_of(record, self.catalog)) {
            Some((source, collection)) if !record.is_some_and(|record| record.has_place(fragment)) => {
                self.part(source, collection, Some(fragment)).or_else(|_| own())
            }
            _ => own(),
        }
    }

    /// A source that holds several documents, or what a fragment names in it: a document, a place in one, a collection.
    pub(super) fn part(
        &self,
        source: usize,
        collection: CollectionId,
        fragment: Option<&str>,
    ) -> Result<Target, Unresolved> {
        let Some(id) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(Target::Collection(collection));
        };
        let title = || self.title(collection).to_owned();
        let missing = || Reason::NoAnchor(Sought::Heading { anchor: id.to_owned(), title: title() });
        if let Some(document) = self.parts.document(source, id) {
            return Ok(whole(document));
        }
        if let Some(document) = self.parts.holder(source, id) {
            return self.anchored(document, Some(id));
        }
        self.parts.collection(collection, id).map(Target::Collection).ok_or_else(|| missing().into())
    }

    /// A document by its source's path, the same without extension, or its page's address.
    pub(super) fn find_document(&self, path: &str) -> Option<DocumentId> {
        let stem = path.strip_suffix(".html").unwrap_or(path);
        let paths = self.paths();
        paths.sources.get(path).or_else(|| paths.stems.get(stem)).or_else(|| paths.ids.get(stem)).copied()
    }

    /// A folder by its path, or by that of a file that would stand for it.
    fn folder(&self, path: &str) -> Option<Place> {
        let stem = path.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(path, |(stem, _)| stem);
        let path = if folder_page::stands_for_folder(stem) { folder_page::named_path(stem) } else { path };
        let page = if path.is_empty() { "index".to_owned() } else { format!("{path}/index") };
        let document = self.paths().ids.get(page.as_str()).copied().map(Place::Document);
        document.or_else(|| self.folders.get(path).copied().map(Place::Collection))
    }

    /// A document by an address that it had before.
    fn moved(&self, path: &str) -> Option<Place> {
        let addresses = [path.to_owned(), format!("{path}/index.html"), format!("{path}.html")];
        let found = addresses.iter().find_map(|address| self.redirects.get(address.as_str()));
        found.copied().map(Place::Document)
    }
}

/// A document as a target, without a place in it.
fn whole(document: DocumentId) -> Target {
    Target::Document { document, anchor: None }
}

/// What a path leads to.
enum Place {
    Document(DocumentId),
    File(usize),
    Collection(CollectionId),
}

/// A fragment as it follows a file's address: what it means is the file's own affair.
pub(super) fn fragment_of_file(fragment: &str) -> String {
    const ENCODED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%').add(b'#');
    format!("#{}", utf8_percent_encode(fragment, ENCODED))
}

/// The path that a relative path means, seen from a file; `None` if it leaves the content folder.
pub(super) fn join(from: &str, path: &str) -> Option<String> {
    let (mut parts, path): (Vec<&str>, &str) = match path.strip_prefix('/') {
        Some(path) => (Vec::new(), path),
        None => (from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(), path),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(normalised(&parts.join("/")).into_owned())
}
