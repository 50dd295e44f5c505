//! The table of contents of a source that holds collections: a volume with its chapters and their documents.
//!
//! It is a list of rows in the order of the page, which say where a collection begins and ends, since templates do not call
//! themselves.

use serde::Serialize;

use super::only_document;
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId};
use crate::read::markdown;
use crate::render::time::timeline;
use crate::render::time::timeline::has_brackets;
use crate::render::{DocumentLink, Language, paging};
use crate::resolve::route;

/// Up to how many documents nothing in it is folded.
const UNFOLDED: usize = 30;

/// A row of a table of contents: one of these.
#[derive(Serialize, Default)]
pub(super) struct ContentsRow<'a> {
    /// A document.
    document: Option<DocumentLink<'a>>,
    /// The title of the collection that holds nothing but that document, where it has another.
    within: Option<&'a str>,
    /// A collection of which nothing is shown here.
    collection: Option<ContentsCollection<'a>>,
    /// A collection whose rows follow.
    begins: Option<ContentsCollection<'a>>,
    /// The collection that began last ends.
    ends: Option<ContentsCollection<'a>>,
}

impl ContentsRow<'_> {
    /// Whether it shows a date in square brackets.
    pub(super) fn has_brackets(&self) -> bool {
        let shown = [&self.collection, &self.begins].into_iter().flatten();
        self.document.as_ref().is_some_and(DocumentLink::has_brackets)
            || shown.filter_map(|shown| shown.span.as_deref()).any(has_brackets)
    }
}

/// A collection in a table of contents.
#[derive(Serialize)]
struct ContentsCollection<'a> {
    title: &'a str,
    language: Option<Language<'a>>,
    href: String,
    /// How many documents it holds, with those of the collections within it.
    count: usize,
    span: Option<String>,
    /// Whether it is not folded.
    is_open: bool,
}

/// The table of contents of a collection; empty where it is no source, or holds no collections.
pub(super) fn of<'a>(archive: &'a Archive, from: &str, id: CollectionId) -> Vec<ContentsRow<'a>> {
    let collection = &archive.catalog.collections[id];
    if !collection.is_of_source || collection.children.is_empty() {
        return Vec::new();
    }
    let count = archive.catalog.count(id);
    let mut contents = Contents {
        archive,
        from,
        with_documents: has_room(archive, id),
        is_unfolded: count <= UNFOLDED,
        rows: Vec::new(),
    };
    contents.add(id);
    contents.rows
}

/// Whether a page has room for all documents of a source. The table of contents of a larger one has the collections alone,
/// each with the link to its page.
fn has_room(archive: &Archive, id: CollectionId) -> bool {
    let documents = archive.catalog.documents_within(id).into_iter();
    documents.map(|id| paging::size(&archive.catalog.documents[id])).sum::<usize>() <= paging::MOST_BYTES
}

struct Contents<'a, 'b> {
    archive: &'a Archive,
    from: &'b str,
    with_documents: bool,
    is_unfolded: bool,
    rows: Vec<ContentsRow<'a>>,
}

/// What stands in a collection.
#[derive(Clone, Copy)]
enum Part {
    Document(DocumentId),
    Collection(CollectionId),
}

impl<'a> Contents<'a, '_> {
    /// Adds what a collection holds.
    fn add(&mut self, id: CollectionId) {
        for part in self.parts(id) {
            match part {
                Part::Document(document) => {
                    let document = Some(DocumentLink::new(self.archive, self.from, document));
                    self.rows.push(ContentsRow { document, ..ContentsRow::default() });
                }
                Part::Collection(child) => self.add_collection(child),
            }
        }
    }

    fn add_collection(&mut self, id: CollectionId) {
        if let Some(only) = only_document(self.archive, id) {
            let title = &self.archive.catalog.collections[id].title;
            let is_other = !markdown::same_words(title, &self.archive.catalog.documents[only].title);
            self.rows.push(ContentsRow {
                document: Some(DocumentLink::new(self.archive, self.from, only)),
                within: is_other.then_some(title),
                ..ContentsRow::default()
            });
            return;
        }
        let has_collections = !self.archive.catalog.collections[id].children.is_empty();
        if !self.with_documents && !has_collections {
            let collection = Some(self.collection(id, false));
            self.rows.push(ContentsRow { collection, ..ContentsRow::default() });
            return;
        }
        let is_open = has_collections || self.is_unfolded;
        let begins = Some(self.collection(id, is_open));
        self.rows.push(ContentsRow { begins, ..ContentsRow::default() });
        self.add(id);
        let ends = Some(self.collection(id, is_open));
        self.rows.push(ContentsRow { ends, ..ContentsRow::default() });
    }

    fn collection(&self, id: CollectionId, is_open: bool) -> ContentsCollection<'a> {
        let archive = self.archive;
        let collection = &archive.catalog.collections[id];
        ContentsCollection {
            title: &collection.title,
            language: Language::other(archive, collection.language.as_deref()),
            href: route::link(self.from, &collection.address()),
            count: archive.catalog.count(id),
            span: timeline::span(&archive.catalog, id),
            is_open,
        }
    }

    /// What a collection holds. Where its documents stand as in the source, so do its collections among them: a preface
    /// before the chapters, and an index behind them.
    fn parts(&self, id: CollectionId) -> Vec<Part> {
        let catalog = &self.archive.catalog;
        let collection = &catalog.collections[id];
        let ordinal = |id: DocumentId| {
            let within = catalog.documents.get(id).and_then(|record| record.within.as_ref());
            within.map_or(usize::MAX, |within| within.ordinal)
        };
        let first = |child: CollectionId| {
            catalog.documents_within(child).into_iter().map(ordinal).min().unwrap_or(usize::MAX)
        };
        let documents = collection.listed().iter().map(|&id| (ordinal(id), Part::Document(id)));
        // Of a large source only the few documents are shown that stand outside its collections.
        let is_shown = self.with_documents || collection.documents.len() <= UNFOLDED;
        let documents = documents.filter(|_| is_shown);
        let collections = collection.children.iter().map(|&child| (first(child), Part::Collection(child)));
        let mut parts: Vec<(usize, Part)> = documents.chain(collections).collect();
        if collection.is_in_order_of_source() {
            parts.sort_by_key(|(place, _)| *place);
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }
}
