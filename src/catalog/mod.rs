//! The catalogue: the archive's description, and all of it that stays in memory.
//!
//! The room owns the collections, the [record](Record) of each document in reading order, and what each can be cited by.
//! It takes what the readers found, is built once, and is read-only from then on but for the dates that are inferred.
//! It must not know pages, nor how dates are inferred.

mod calls;
mod collections;
pub mod facet;
pub mod folder_page;
mod labels;
mod mentions;
mod names;
mod page_span;
mod record;
mod sentences;
pub mod tells;
pub mod threads;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::config::{COLLECTION_FILE_NAME, Chapter, CollectionConfig, Config, Order};
use crate::diagnostic::{Code, Diagnostic, Severity};
pub use crate::model::document::DocumentId;
use crate::model::publication::Publication;
use crate::model::reference::CollectionCitation;
use crate::model::{natural_order, path};
use crate::read::number;
use crate::source::{CONTENT_FOLDER, DRAFTS_FOLDER, Sources};
pub use labels::Labels;
pub use mentions::Mentions;
pub use names::Names;
pub use record::{Record, record_id};
pub use sentences::{Sentences, StoredSentences};
use threads::Threads;

/// A collection's place in [`Catalog::collections`].
pub type CollectionId = usize;

/// The archive's description.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The collections, the archive's root first, each before those within it.
    pub collections: Vec<Collection>,
    /// The documents in reading order: collection by collection, each in its own order.
    pub documents: Vec<Box<Record>>,
    /// The drafts that are no part of the site, by which references can be meant, in the order of their sources.
    pub drafts: Vec<Box<Record>>,
    /// Which messages answer which.
    pub threads: Threads,
}

/// A collection: a folder of documents, a source that holds several, or a part of such a source.
#[derive(Debug, Default)]
pub struct Collection {
    /// Its path within the content folder, for a source that without its extension; empty for the archive's root.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is, in plain text.
    pub description: String,
    /// The ways in which others cite it, taken apart.
    pub cited_as: Vec<CollectionCitation>,
    /// The title in short, for places where many collections are named.
    pub short: String,
    /// The chapters into which its list is parted, as they are stated.
    pub chapters: Vec<Chapter>,
    /// The first of `cite_as`, as it is written.
    pub cite_as: Option<String>,
    /// The collection of the whole source, for a part of one, and otherwise itself: in it numbers and pages are counted.
    pub volume: CollectionId,
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
    /// What else is known of it: labels and values ([`CollectionConfig::facts`]).
    pub facts: Vec<(String, String)>,
    /// The publication that it is, or of which it is a part.
    pub publication: Publication,
    /// Whether its source could not be read whole.
    pub is_incomplete: bool,
    /// Whether it is a source that holds several documents, or a part of one.
    pub is_of_source: bool,
    order: Order,
}

impl Collection {
    /// Whether its documents stand in the order of their dates, which then says nothing about those
    /// that have none.
    pub fn is_ordered_by_date(&self) -> bool {
        self.order == Order::Date
    }

    /// Whether its documents stand as they do in their source.
    pub fn is_in_order_of_source(&self) -> bool {
        self.order == Order::Source
    }

    /// What is said of it: all but what lies within it, and within what it lies.
    pub fn said(&self) -> impl Serialize + '_ {
        let Self {
            id,
            title,
            description,
            short,
            chapters,
            cite_as,
            language,
            facts,
            publication,
            is_incomplete,
            is_of_source,
            order,
            cited_as: _,
            volume: _,
            parent: _,
            children: _,
            documents: _,
            front: _,
            infers_dates: _,
        } = self;
        (
            (id, title, description, short, chapters, cite_as),
            (language, facts, publication, is_incomplete, is_of_source, order),
        )
    }

    /// The documents that are listed on its page: all of its own but the one whose text stands there.
    pub fn listed(&self) -> &[DocumentId] {
        self.documents.get(usize::from(self.front.is_some())..).unwrap_or_default()
    }
}

impl Catalog {
    /// Builds the catalogue from what the readers found.
    ///
    /// `parts` are the collections that sources are and hold, each before those within it.
    pub fn build(
        mut records: Vec<Box<Record>>,
        sources: &Sources,
        parts: &[(String, CollectionConfig)],
        config: &Config,
    ) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = folder_page::settle(&mut records, sources);
        for record in records.iter_mut().filter(|record| record.title.is_empty()) {
            let name = path::name(record.path());
            record.title = if name.is_empty() { config.title.clone() } else { name.to_owned() };
            record.telling = record.find_telling();
        }
        let collections = collections::of(&records, sources, parts, config);
        let folders: HashSet<&str> =
            collections.iter().skip(1).map(|collection| collection.id.as_str()).collect();
        records.retain(|record| !(record.only_describes_folder() && folders.contains(record.path())));
        let mut catalog =
            Self { collections, documents: records, drafts: Vec::new(), threads: Threads::default() };
        catalog.order_documents();
        catalog.mark_firsts(sources.documents.len());
        tells::mark_alike(&mut catalog.documents);
        page_span::settle(&mut catalog.documents, &catalog.collections);
        catalog.threads = Threads::of(&catalog.documents);
        diagnostics.extend(catalog.threads.note(&catalog.documents));
        diagnostics.extend(catalog.report_duplicates(sources));
        diagnostics.extend(catalog.report_chapters());
        (catalog, diagnostics)
    }

    /// Keeps the drafts that are no part of the site. One in a folder for drafts belongs to the collection round it.
    pub fn leave_out(&mut self, mut drafts: Vec<Box<Record>>) {
        for draft in &mut drafts {
            let home = draft.home().split('/').take_while(|part| !part.eq_ignore_ascii_case(DRAFTS_FOLDER));
            let home = home.collect::<Vec<_>>().join("/");
            draft.collection =
                self.collections.iter().position(|collection| collection.id == home).unwrap_or(0);
        }
        self.drafts = drafts;
    }

    /// Whether a source holds a draft that is no part of the site.
    pub fn has_draft(&self, source: usize) -> bool {
        self.drafts.binary_search_by_key(&source, |draft| draft.source).is_ok()
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
            record.collection = own.or_else(|| by_id.get(record.home())).copied().unwrap_or(0);
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

    /// Marks the first document of each source.
    fn mark_firsts(&mut self, sources: usize) {
        let mut seen = vec![false; sources];
        for record in &mut self.documents {
            let seen = seen.get_mut(record.source);
            record.is_first_of_source = seen.is_some_and(|seen| !std::mem::replace(seen, true));
        }
    }

    /// The collection in which a document's number and pages are counted: where it is a part of a source, the whole.
    pub fn volume(&self, record: &Record) -> CollectionId {
        self.collections.get(record.collection).map_or(record.collection, |collection| collection.volume)
    }

    /// Within a collection a number should name one document; so it should within a source and its parts.
    fn report_duplicates(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut first: HashMap<(CollectionId, &str), &Record> = HashMap::new();
        for collection in &self.collections {
            for record in collection.documents.iter().filter_map(|&id| self.documents.get(id)) {
                let Some(number) = &record.number else { continue };
                if let Some(earlier) = first.insert((collection.volume, number), record) {
                    diagnostics.push(
                        record
                            .diagnostic(
                                sources,
                                Severity::Warning,
                                Code::DuplicateNumber,
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

    /// Each chapter should begin with a document of its collection.
    fn report_chapters(&self) -> Vec<Diagnostic> {
        let missing = |collection: &Collection, chapter: &Chapter| {
            let path = if collection.id.is_empty() { String::new() } else { format!("{}/", collection.id) };
            let file = format!("{CONTENT_FOLDER}/{path}{COLLECTION_FILE_NAME}");
            let Chapter { title, from } = chapter;
            let message =
                format!("no document has the number {from}, with which the chapter “{title}” begins");
            Diagnostic::new(Severity::Warning, Code::Metadata, &file, message)
                .help("`from` is the number of its first document, as the text prints it")
        };
        let of_collection = |collection: &Collection| {
            let chapters = collection.chapters.iter();
            let lost = chapters.filter(|chapter| self.chapter_start(collection, chapter).is_none());
            lost.map(|chapter| missing(collection, chapter)).collect::<Vec<_>>()
        };
        self.collections.iter().flat_map(of_collection).collect()
    }

    /// The place of a chapter's first document among those that are listed.
    pub fn chapter_start(&self, collection: &Collection, chapter: &Chapter) -> Option<usize> {
        let number = |id: &DocumentId| self.documents.get(*id).and_then(|record| record.number.as_deref());
        collection.listed().iter().position(|id| number(id) == Some(&chapter.from))
    }

    /// The documents before and after one in its collection.
    pub fn neighbours(&self, document: DocumentId) -> (Option<DocumentId>, Option<DocumentId>) {
        let collection = |id: DocumentId| self.documents.get(id).map(|record| record.collection);
        let is_near = |other: &DocumentId| collection(*other) == collection(document);
        (document.checked_sub(1).filter(is_near), Some(document + 1).filter(is_near))
    }

    /// The place of a document in its collection, from 1, and how many documents that has in order. There is none for the
    /// document whose text stands on the collection's page, nor for one that is alone. Messages have none either: a mailbox
    /// grows, and each message more would change the pages of all.
    pub fn position(&self, document: DocumentId) -> Option<(usize, usize)> {
        let record = self.documents.get(document).filter(|record| record.message.is_none())?;
        let collection = self.collections.get(record.collection)?;
        let fronts = usize::from(collection.front.is_some());
        let place = collection.documents.binary_search(&document).ok()? + 1;
        let total = collection.documents.len() - fronts;
        (place > fronts && total > 1).then(|| (place - fronts, total))
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
    let by_name = || natural_order::compare(a.path(), b.path()).then_with(|| a.id.cmp(&b.id));
    match order {
        Order::Name => by_name(),
        Order::Source => {
            let ordinal = |record: &Record| record.within.as_ref().map(|within| within.ordinal);
            (a.source, ordinal(a)).cmp(&(b.source, ordinal(b)))
        }
        Order::Number => match (&a.number, &b.number) {
            (Some(a), Some(b)) => {
                natural_order::compare(&number::order(a), &number::order(b)).then_with(by_name)
            }
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
    use crate::model::document::Document;

    fn record(id: &str, number: Option<&str>) -> Box<Record> {
        let mut record = Record::of_test(&format!("{id}.txt"), &Document::default());
        record.number = number.map(str::to_owned);
        Box::new(record)
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
        let (catalog, diagnostics) = Catalog::build(records, &Sources::default(), &[], &config);
        assert_eq!(ids(&catalog), ["b/x", "a/intro", "a/b", "a/c"]);
        assert!(diagnostics.is_empty());
        assert_eq!(catalog.count(0), 4);
    }

    #[test]
    fn collections_nest() {
        let (catalog, _) =
            Catalog::build(vec![record("a/b/c", None)], &Sources::default(), &[], &Config::default());
        let paths: Vec<&str> = catalog.collections.iter().map(|collection| collection.id.as_str()).collect();
        assert_eq!(paths, ["", "a", "a/b"]);
        assert_eq!(catalog.path_to(2), [1, 2]);
    }

    #[test]
    fn a_number_that_is_given_twice_is_reported() {
        let records = vec![record("a", Some("1")), record("b", Some("1"))];
        let (_, diagnostics) = Catalog::build(records, &Sources::default(), &[], &Config::default());
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, Code::DuplicateNumber);
    }
}
