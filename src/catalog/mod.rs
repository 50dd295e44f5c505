//! The catalogue: the archive's description, and all of it that stays in memory.
//!
//! Collections, the [record](Record) of each document in reading order, and what each can be cited by. It is
//! built once from what the readers found, and is read-only from then on.

mod record;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use crate::config::{CollectionConfig, Config, Order};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::reference::CollectionCitation;
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
    /// Its own documents in their order.
    pub documents: Vec<DocumentId>,
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
}

impl Catalog {
    /// Builds the catalogue from what the readers found.
    pub fn build(records: Vec<Record>, sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut catalog = Self {
            collections: collections(&records, sources, config),
            documents: records,
            drafts: Vec::new(),
        };
        catalog.order_documents();
        let diagnostics = catalog.report_duplicates(sources);
        (catalog, diagnostics)
    }

    /// Keeps the drafts that are no part of the site. One in a folder for drafts belongs to the collection round it.
    pub fn leave_out(&mut self, mut drafts: Vec<Record>) {
        for draft in &mut drafts {
            let home =
                folder(&draft.id).split('/').take_while(|part| !part.eq_ignore_ascii_case(DRAFTS_FOLDER));
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
            record.collection = by_id.get(folder(&record.id)).copied().unwrap_or(0);
        }
        let collections = &self.collections;
        self.documents.sort_by(|a, b| {
            a.collection
                .cmp(&b.collection)
                .then_with(|| compare(a, b, collections.get(a.collection).map_or(Order::Number, |c| c.order)))
        });
        for (id, record) in self.documents.iter().enumerate() {
            if let Some(collection) = self.collections.get_mut(record.collection) {
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

/// The last part of a path.
fn file_stem(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, stem)| stem)
}

/// The path of the folder that holds a path.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The collections: the root, the folders of the documents, and the folders above them, parents
/// before children, siblings as the configuration orders them.
fn collections(records: &[Record], sources: &Sources, config: &Config) -> Vec<Collection> {
    let described: HashMap<&str, &CollectionConfig> =
        sources.collections.iter().map(|(folder, config)| (folder.as_str(), config)).collect();
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for record in records {
        let mut path = folder(&record.id);
        while !path.is_empty() {
            let siblings = children.entry(folder(path)).or_default();
            if !siblings.contains(&path) {
                siblings.push(path);
            }
            path = folder(path);
        }
    }
    for siblings in children.values_mut() {
        siblings.sort_by(|a, b| {
            let place =
                |path: &str| config.collections.iter().position(|named| named.trim_matches('/') == path);
            match (place(a), place(b)) {
                (Some(a), Some(b)) => a.cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => natord::compare(a, b).then_with(|| a.cmp(b)),
            }
        });
    }
    let mut collections = Vec::new();
    add_collection("", None, &children, &described, config, &mut collections);
    collections
}

fn add_collection(
    path: &str,
    parent: Option<CollectionId>,
    children: &BTreeMap<&str, Vec<&str>>,
    described: &HashMap<&str, &CollectionConfig>,
    config: &Config,
    collections: &mut Vec<Collection>,
) -> CollectionId {
    let id = collections.len();
    let description = described.get(path).copied();
    let title = match (description.and_then(|description| description.title.clone()), parent) {
        (Some(title), _) => title,
        (None, None) => config.title.clone(),
        (None, Some(_)) => file_stem(path).to_owned(),
    };
    let cite_as = description.map(|description| description.cite_as.as_slice()).unwrap_or_default();
    let cited_as =
        cite_as.iter().chain(parent.map(|_| &title)).map(|name| CollectionCitation::of_name(name)).collect();
    collections.push(Collection {
        id: path.to_owned(),
        description: description.map(|description| description.description.clone()).unwrap_or_default(),
        cited_as,
        cite_as: cite_as.first().cloned(),
        parent,
        order: description.map(|description| description.order).unwrap_or_default(),
        language: description.and_then(|description| description.language.clone()),
        title,
        ..Collection::default()
    });
    collections[id].infers_dates = match (description.and_then(|description| description.infer_dates), parent)
    {
        (Some(infers), _) => infers,
        (None, Some(parent)) => collections[parent].infers_dates,
        (None, None) => config.infer_dates,
    };
    let ids: Vec<CollectionId> = children
        .get(path)
        .into_iter()
        .flatten()
        .map(|child| add_collection(child, Some(id), children, described, config, collections))
        .collect();
    collections[id].children = ids;
    id
}

/// Compares two documents of a collection by its order.
fn compare(a: &Record, b: &Record, order: Order) -> Ordering {
    let by_name = || natord::compare(&a.id, &b.id).then_with(|| a.id.cmp(&b.id));
    match order {
        Order::Name => by_name(),
        Order::Number => match (&a.number, &b.number) {
            (Some(a), Some(b)) => natord::compare(a, b).then_with(by_name),
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
    use crate::date::words::Words;
    use crate::document::Document;
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
