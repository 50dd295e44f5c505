//! The catalogue: the archive's description, and all of it that stays in memory.
//!
//! Collections, the [record](Record) of each document in reading order, and what each can be cited by. It is
//! built once from what the readers found, and is read-only from then on.

mod collections;
pub mod folder_page;
mod record;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::config::{Config, Order};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::path;
use crate::model::reference::CollectionCitation;
use crate::read::number;
use crate::source::{DRAFTS_FOLDER, SourceFile, Sources};
pub use record::{OPENING, Record};

/// A document's place in [`Catalog::documents`].
pub type DocumentId = usize;

/// A collection's place in [`Catalog::collections`].
pub type CollectionId = usize;

/// The archive's description.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The collections, the archive's root first, each before those within it.
    pub collections: Vec<Collection>,
    /// The documents in reading order: collection by collection, each in its own order.
    pub documents: Vec<Record>,
    /// The drafts that are no part of the site, by which references can be meant.
    pub drafts: Vec<Record>,
}

/// A collection: a folder of documents.
#[derive(Debug, Default)]
pub struct Collection {
    /// The folder's path within the content folder; empty for the archive's root.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is, in plain text.
    pub description: String,
    /// The ways in which others cite it, taken apart.
    pub cited_as: Vec<CollectionCitation>,
    /// The first of `cite_as`, as it is written.
    pub cite_as: Option<String>,
    /// The collection that holds it; the root has none.
    pub parent: Option<CollectionId>,
    /// The collections within it.
    pub children: Vec<CollectionId>,
    /// Its own documents in their order; the one whose page is that of the folder comes first.
    pub documents: Vec<DocumentId>,
    /// The document whose text stands on the collection's page.
    pub front: Option<DocumentId>,
    /// The language of its documents, where it says so.
    pub language: Option<String>,
    /// Whether dates are inferred for its documents that state none.
    pub infers_dates: bool,
    order: Order,
}

impl Collection {
    /// Whether its documents stand in the order of their dates, which then says nothing about those
    /// that have none.
    pub fn is_ordered_by_date(&self) -> bool {
        self.order == Order::Date
    }

    /// The documents that are listed on its page: all of its own but the one whose text stands there.
    pub fn listed(&self) -> &[DocumentId] {
        self.documents.get(usize::from(self.front.is_some())..).unwrap_or_default()
    }
}

impl Catalog {
    /// Builds the catalogue from what the readers found.
    pub fn build(mut records: Vec<Record>, sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = folder_page::settle(&mut records, sources);
        for record in records.iter_mut().filter(|record| record.title.is_empty()) {
            let name = path::name(record.path());
            record.title = if name.is_empty() { config.title.clone() } else { name.to_owned() };
        }
        let collections = collections::of(&records, sources, config);
        let folders: HashSet<&str> =
            collections.iter().skip(1).map(|collection| collection.id.as_str()).collect();
        records.retain(|record| !(record.only_describes_folder() && folders.contains(record.path())));
        let mut catalog = Self { collections, documents: records, drafts: Vec::new() };
        catalog.order_documents();
        diagnostics.extend(catalog.report_duplicates(sources));
        (catalog, diagnostics)
    }

    /// Keeps the drafts that are no part of the site. One in a folder for drafts belongs to the collection round it.
    pub fn leave_out(&mut self, mut drafts: Vec<Record>) {
        for draft in &mut drafts {
            let home = path::folder(&draft.id)
                .split('/')
                .take_while(|part| !part.eq_ignore_ascii_case(DRAFTS_FOLDER));
            let home = home.collect::<Vec<_>>().join("/");
            draft.collection =
                self.collections.iter().position(|collection| collection.id == home).unwrap_or(0);
        }
        self.drafts = drafts;
    }

    /// Puts the documents in reading order: those of a collection, then those of the collections
    /// within it.
    fn order_documents(&mut self) {
        let by_id: HashMap<&str, CollectionId> = self
            .collections
            .iter()
            .enumerate()
            .map(|(id, collection)| (collection.id.as_str(), id))
            .collect();
        for record in &mut self.documents {
            let own = by_id.get(record.path()).filter(|_| record.is_folder_page);
            record.collection = own.or_else(|| by_id.get(path::folder(record.path()))).copied().unwrap_or(0);
        }
        let collections = &self.collections;
        let is_front = |record: &Record| record.is_front_of(&collections[record.collection]);
        self.documents.sort_by(|a, b| {
            a.collection
                .cmp(&b.collection)
                .then_with(|| is_front(b).cmp(&is_front(a)))
                .then_with(|| compare(a, b, collections[a.collection].order))
        });
        for (id, record) in self.documents.iter().enumerate() {
            if let Some(collection) = self.collections.get_mut(record.collection) {
                if record.is_front_of(collection) && collection.front.is_none() {
                    collection.front = Some(id);
                }
                collection.documents.push(id);
            }
        }
    }

    /// Within a collection a number should name one document.
    fn report_duplicates(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for collection in &self.collections {
            let mut first: HashMap<&str, &Record> = HashMap::new();
            for record in collection.documents.iter().filter_map(|&id| self.documents.get(id)) {
                let Some(number) = &record.number else { continue };
                if let Some(earlier) = first.insert(number, record) {
                    let path =
                        sources.documents.get(record.source).map(SourceFile::shown_path).unwrap_or_default();
                    diagnostics.push(
                        Diagnostic::new(
                            Severity::Warning,
                            Code::DuplicateNumber,
                            &path,
                            format!(
                                "another document of this collection has the number {number}: {}",
                                earlier.id
                            ),
                        )
                        .help("give one of them another number: references to it cannot be resolved"),
                    );
                }
            }
        }
        diagnostics
    }

    /// The documents before and after one in its collection.
    pub fn neighbours(&self, document: DocumentId) -> (Option<DocumentId>, Option<DocumentId>) {
        let collection = |id: DocumentId| self.documents.get(id).map(|record| record.collection);
        let is_near = |other: &DocumentId| collection(*other) == collection(document);
        (document.checked_sub(1).filter(is_near), Some(document + 1).filter(is_near))
    }

    /// Whether a document's text stands on the page of its collection.
    pub fn is_front(&self, document: DocumentId) -> bool {
        let record = self.documents.get(document);
        let collection = record.and_then(|record| self.collections.get(record.collection));
        collection.is_some_and(|collection| collection.front == Some(document))
    }

    /// The collection in which a document is found: the one that holds it or, where its text stands on
    /// that collection's own page, the one round it.
    pub fn holder(&self, record: &Record) -> CollectionId {
        let own = self.collections.get(record.collection).filter(|collection| record.is_front_of(collection));
        own.and_then(|collection| collection.parent).unwrap_or(record.collection)
    }

    /// The collections from the root's first level down to one, for breadcrumbs; without the root.
    pub fn path_to(&self, collection: CollectionId) -> Vec<CollectionId> {
        let mut path = Vec::new();
        let mut current = Some(collection);
        while let Some(id) = current {
            current = self.collections.get(id).and_then(|collection| collection.parent);
            if current.is_some() {
                path.push(id);
            }
        }
        path.reverse();
        path
    }

    /// How many documents a collection holds, with those of the collections within it.
    pub fn count(&self, collection: CollectionId) -> usize {
        self.collections.get(collection).map_or(0, |collection| {
            collection.documents.len()
                + collection.children.iter().map(|&child| self.count(child)).sum::<usize>()
        })
    }

    /// All documents of a collection, with those of the collections within it, in reading order.
    pub fn documents_within(&self, collection: CollectionId) -> Vec<DocumentId> {
        let Some(collection) = self.collections.get(collection) else { return Vec::new() };
        let within = collection.children.iter().flat_map(|&child| self.documents_within(child));
        collection.documents.iter().copied().chain(within).collect()
    }
}

/// Compares two documents of a collection by its order.
fn compare(a: &Record, b: &Record, order: Order) -> Ordering {
    let by_name = || natord::compare(a.path(), b.path()).then_with(|| a.id.cmp(&b.id));
    match order {
        Order::Name => by_name(),
        Order::Number => match (&a.number, &b.number) {
            (Some(a), Some(b)) => natord::compare(&number::order(a), &number::order(b)).then_with(by_name),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (None, None) => by_name(),
        },
        Order::Date => match (&a.date, &b.date) {
            (Some(a), Some(b)) => a.date.order().cmp(&b.date.order()).then_with(by_name),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => by_name(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::dates::Words;
    use crate::model::document::Document;
    use std::path::PathBuf;

    fn record(id: &str, number: Option<&str>) -> Record {
        let file = SourceFile {
            path: format!("{id}.txt"),
            location: PathBuf::new(),
            format: crate::source::Format::PlainText,
            guesses: crate::config::guesses::Guesses::default(),
        };
        let mut record = Record::of(&Document::default(), 0, &file, &Words::default());
        record.number = number.map(str::to_owned);
        record
    }

    fn ids(catalog: &Catalog) -> Vec<&str> {
        catalog.documents.iter().map(|record| record.id.as_str()).collect()
    }

    #[test]
    fn documents_are_ordered_by_collection_and_number() {
        let records = vec![
            record("b/x", Some("2")),
            record("a/c", Some("10")),
            record("a/b", Some("9")),
            record("a/intro", None),
        ];
        let config = Config { collections: vec!["b".to_owned()], ..Config::default() };
        let (catalog, diagnostics) = Catalog::build(records, &Sources::default(), &config);
        assert_eq!(ids(&catalog), ["b/x", "a/intro", "a/b", "a/c"]);
        assert!(diagnostics.is_empty());
        assert_eq!(catalog.count(0), 4);
    }

    #[test]
    fn collections_nest() {
        let (catalog, _) =
            Catalog::build(vec![record("a/b/c", None)], &Sources::default(), &Config::default());
        let paths: Vec<&str> = catalog.collections.iter().map(|collection| collection.id.as_str()).collect();
        assert_eq!(paths, ["", "a", "a/b"]);
        assert_eq!(catalog.path_to(2), [1, 2]);
    }

    #[test]
    fn a_number_that_is_given_twice_is_reported() {
        let records = vec![record("a", Some("1")), record("b", Some("1"))];
        let (_, diagnostics) = Catalog::build(records, &Sources::default(), &Config::default());
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, Code::DuplicateNumber);
    }
}
