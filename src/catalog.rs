//! The catalogue: the archive's description, and all of it that stays in memory.
//!
//! Collections, the record of each document in reading order, and what each can be cited by. It is
//! built once from what the readers found, and is read-only from then on.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::config::{CollectionConfig, Config, Order};
use crate::date::words::Words;
use crate::dating::Evidence;
use crate::dating::clue::{self, Clue};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::walk::{self, Child, Part};
use crate::document::{
    Block, Document, DocumentDate, Inline, PageBreak, count_words, note_anchor, page_anchor, plain_text,
};
use crate::fingerprint::Fingerprint;
use crate::reference::{CollectionCitation, Reference};
use crate::source::{SourceFile, Sources};
use crate::undated::Why;

/// A document's place in [`Catalog::documents`].
pub type DocumentId = usize;

/// A collection's place in [`Catalog::collections`].
pub type CollectionId = usize;

/// How many bytes of a document's beginning are kept, to be shown where it is listed.
pub const OPENING: usize = 240;

/// The archive's description.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The collections, the archive's root first, each before those within it.
    pub collections: Vec<Collection>,
    /// The documents in reading order: collection by collection, each in its own order.
    pub documents: Vec<Record>,
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

/// What the catalogue keeps of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// Its place in [`Sources::documents`].
    pub source: usize,
    /// The page's address without `.html`; unique in the archive.
    pub id: String,
    /// What it was read from: the file's bytes, and what spreadsheets say about it.
    pub content: Fingerprint,
    /// The collection that holds it.
    pub collection: CollectionId,
    /// The number as printed.
    pub number: Option<String>,
    /// The title as plain text.
    pub title: String,
    /// The date.
    pub date: Option<DocumentDate>,
    /// What it says about its day, if it has no date; only until it is dated.
    pub clues: Vec<Clue>,
    /// What the date rests on, if it was inferred.
    pub evidence: Vec<Evidence>,
    /// Why it has no date; known once it should be dated.
    pub undated: Option<Why>,
    /// The kind.
    pub kind: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// Who or what office it is from.
    pub from: Option<String>,
    /// Who or what office it is to.
    pub to: Option<String>,
    /// The number of the telegram or dispatch.
    pub dispatch_number: Option<String>,
    /// The language of the text, where it is not that of the collection.
    pub language: Option<String>,
    /// The archive, library or office that keeps the original.
    pub repository: Option<String>,
    /// Where the original is found there.
    pub shelf: Option<String>,
    /// The words of its text, without title and notes.
    pub words: usize,
    /// The labels of its notes, in order.
    pub notes: Vec<String>,
    /// The printed pages that begin in it.
    pub pages: Vec<String>,
    /// The anchors of its headings.
    pub headings: Vec<String>,
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// How its running text begins, in plain text of at most [`OPENING`] bytes.
    pub opening: String,
    /// Other names by which it can be linked to.
    pub aliases: Vec<String>,
    /// A summary.
    pub description: Option<String>,
    /// The references that it makes.
    pub references: Vec<Reference>,
}

impl Record {
    /// Takes from a document what the catalogue keeps. `date_words` are the archive's words for dates.
    pub fn of(document: &Document, source: usize, file: &SourceFile, date_words: &Words) -> Self {
        let mut outline = Outline::default();
        outline.inlines(&document.title);
        outline.blocks(&document.blocks);
        let words = outline.words;
        for note in &document.notes {
            outline.blocks(&note.blocks);
        }
        let (paragraphs, opening) = (count_paragraphs(&document.blocks), opening(&document.blocks));
        let metadata = &document.metadata;
        let title = metadata.title.clone().unwrap_or_else(|| plain_text(&document.title));
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            source,
            id: file.id().to_owned(),
            content: Fingerprint::default(),
            collection: 0,
            number: metadata.number.clone(),
            title: if title.is_empty() { file_stem(file.id()).to_owned() } else { title },
            date: metadata.date.clone(),
            clues: if metadata.date.is_none() {
                clue::gather(document, file.id(), date_words)
            } else {
                Vec::new()
            },
            evidence: Vec::new(),
            undated: None,
            kind: metadata.kind.clone(),
            place: metadata.place.clone(),
            from: metadata.from.clone(),
            to: metadata.to.clone(),
            dispatch_number: metadata.provenance.dispatch_number.clone(),
            language: metadata.language.clone(),
            repository: metadata.provenance.repository.clone(),
            shelf: metadata.provenance.shelf(),
            words,
            notes: document.notes.iter().map(|note| note.label.clone()).collect(),
            pages: outline.pages,
            headings: outline.headings,
            paragraphs,
            opening,
            aliases: metadata.aliases.clone(),
            description: metadata.description.clone(),
            references: document.references.clone(),
        }
    }

    /// Whether its date was inferred.
    pub fn has_inferred_date(&self) -> bool {
        self.date.as_ref().is_some_and(DocumentDate::is_inferred)
    }

    /// Whether the document's page has this anchor.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| heading == anchor)
            || self.pages.iter().any(|page| page_anchor(page) == anchor)
            || anchor.strip_prefix('p').is_some_and(|number| {
                number.parse().is_ok_and(|number: usize| (1..=self.paragraphs).contains(&number))
            })
            || self.note_anchors().any(|note| note == anchor || note.replacen("fn", "fnref", 1) == anchor)
    }

    /// The anchors of its notes, in order.
    pub fn note_anchors(&self) -> impl Iterator<Item = String> {
        let mut ordinals: HashMap<&str, u32> = HashMap::new();
        self.notes.iter().map(move |label| {
            let ordinal = ordinals.entry(label).or_insert(0);
            *ordinal += 1;
            note_anchor("fn", label, *ordinal)
        })
    }

    /// The anchor of the note with a label; the first, if there are several.
    pub fn note_anchor(&self, label: &str) -> Option<String> {
        self.notes.iter().any(|note| note == label).then(|| note_anchor("fn", label, 1))
    }

    /// How lists and citations call the document: its number and title.
    pub fn full_title(&self) -> String {
        match &self.number {
            Some(number) => format!("{number}. {}", self.title),
            None => self.title.clone(),
        }
    }
}

/// What a walk through a document's text gathers.
#[derive(Default)]
struct Outline {
    words: usize,
    pages: Vec<String>,
    headings: Vec<String>,
}

impl Outline {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } => self.headings.push(id.clone()),
                Block::Code { text, .. } => self.words += text.split_whitespace().count(),
                Block::PageBreak(page) => self.page(page),
                _ => {}
            }
            block.children(&mut |child| match child {
                Child::Flow(content) => {
                    self.words += count_words(content);
                    self.inlines(content);
                }
                Child::Blocks(within) => self.blocks(within),
            });
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        walk::inlines(content, &mut |part| {
            if let Part::Inline(Inline::PageBreak(page)) = part {
                self.page(page);
            }
        });
    }

    fn page(&mut self, page: &PageBreak) {
        if page.first {
            self.pages.push(page.page.clone());
        }
    }
}

fn count_paragraphs(blocks: &[Block]) -> usize {
    let mut count = 0;
    walk::paragraphs(blocks, &mut |number, _| count = number);
    count
}

/// How a text begins: its first paragraphs of running text, up to the end of a word.
fn opening(blocks: &[Block]) -> String {
    let mut text = String::new();
    walk::paragraphs(blocks, &mut |_, block| {
        if let Block::Paragraph { style, content } = block
            && style.is_running()
            && text.len() < OPENING
        {
            for word in plain_text(content).split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
                if text.len() > OPENING {
                    break;
                }
            }
        }
    });
    if text.len() > OPENING {
        let end = text.floor_char_boundary(OPENING - '…'.len_utf8());
        text.truncate(text[..end].rfind(' ').unwrap_or(end));
        text.push('…');
    }
    text
}

fn file_stem(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, stem)| stem)
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
        let mut catalog = Self { collections: collections(&records, sources, config), documents: records };
        catalog.order_documents();
        let diagnostics = catalog.report_duplicates(sources);
        (catalog, diagnostics)
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
    use std::path::PathBuf;

    fn record(id: &str, number: Option<&str>) -> Record {
        let file = SourceFile {
            path: format!("{id}.txt"),
            location: PathBuf::new(),
            format: crate::source::Format::PlainText,
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
