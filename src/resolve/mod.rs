//! Resolving: a target for each reference, or the reason why it has none; and the backlinks.
//!
//! The room owns the addresses of pages ([`route`]), those that lead on ([`redirect`]), and how what a text refers to is
//! found in the archive. It takes the catalogue and the sources, and gives [`Links`]. It must not know pages, nor the words
//! in which readers are told why a reference leads nowhere.

pub mod about;
mod anchor;
mod counts;
mod descriptions;
mod drafts;
mod links;
mod names;
mod nearest;
mod outcome;
mod parts;
mod paths;
pub mod redirect;
pub mod route;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::catalog::{Catalog, CollectionId, DocumentId};
use crate::config::Config;
use crate::diagnostic::suggest;
use crate::model::document::{note_anchor, page_anchor};
use crate::model::path::normalised;
use crate::model::reason::{Reason, Sought};
use crate::model::reference::{Citation, CollectionCitation, NoteHome, Reference, Rule};
use crate::resolve::redirect::Redirect;
use crate::source::{SourceFile, Sources};

pub use counts::ReferenceCounts;
use descriptions::Described;
use drafts::Drafts;
pub use links::{Backlink, Links};
use names::Names;
pub use outcome::{Target, Unresolved};
use parts::Parts;
use paths::{Paths, fragment_of_file, join};

/// With more notes than this, a document's labels are kept in a set.
const MANY_NOTES: usize = 50;

/// With how many headings one that is not there is compared.
const MOST_COMPARED: usize = 100;

type ByNumber = HashMap<(CollectionId, String), Vec<DocumentId>>;
type SortedNumbers = HashMap<CollectionId, Vec<u32>>;

/// Finds targets by the keys that the catalogue's records are cited by.
pub struct Resolver<'a> {
    catalog: &'a Catalog,
    /// The collections by series and volume, with the name that has them.
    volumes: HashMap<VolumeKey<'a>, Vec<(CollectionId, &'a CollectionCitation)>>,
    /// Documents by their numbers, in small letters: "12A" and "12a" are one.
    numbers: ByNumber,
    /// The numbers of each collection's documents, as far as they are numbers, in their order.
    sorted_numbers: SortedNumbers,
    pages: HashMap<(CollectionId, &'a str), DocumentId>,
    /// The collections in whose documents pages are marked.
    paged: HashSet<CollectionId>,
    /// The labels of the notes of documents that have many.
    notes: HashMap<DocumentId, HashSet<&'a str>>,
    // What only some archives are asked for is put together when it is.
    names: OnceLock<Names>,
    paths: OnceLock<Paths<'a>>,
    described: OnceLock<Described<'a>>,
    parts: Parts<'a>,
    drafts: Drafts<'a>,
    /// The documents by the addresses that they had before.
    redirects: HashMap<&'a str, DocumentId>,
    folders: HashMap<&'a str, CollectionId>,
    sources: &'a Sources,
    config: &'a Config,
}

impl<'a> Resolver<'a> {
    /// Prepares the keys of a catalogue. `redirects` are the addresses that documents had before.
    pub fn new(
        catalog: &'a Catalog,
        sources: &'a Sources,
        config: &'a Config,
        redirects: &'a [Redirect],
    ) -> Self {
        let described = OnceLock::new();
        let ((numbers, sorted_numbers), ((pages, paged, notes, parts), ())) = rayon::join(
            || numbers_of(catalog),
            || {
                rayon::join(
                    || {
                        let (pages, paged) = pages_of(catalog);
                        (pages, paged, notes_of(catalog), Parts::of(catalog, sources))
                    },
                    || {
                        if has_descriptions(catalog) {
                            described.get_or_init(|| Described::new(catalog));
                        }
                    },
                )
            },
        );
        let mut resolver = Self {
            catalog,
            volumes: HashMap::new(),
            numbers,
            sorted_numbers,
            pages,
            paged,
            notes,
            names: OnceLock::new(),
            paths: OnceLock::new(),
            described,
            parts,
            drafts: Drafts::of(catalog, sources),
            redirects: redirects.iter().map(|old| (old.address.as_str(), old.document)).collect(),
            folders: catalog.collections.iter().enumerate().map(|(id, c)| (c.id.as_str(), id)).collect(),
            sources,
            config,
        };
        for (id, collection) in catalog.collections.iter().enumerate() {
            for name in &collection.cited_as {
                resolver.volumes.entry(volume_key(name)).or_default().push((id, name));
            }
        }
        resolver
    }

    /// The names of documents and files.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self.catalog, self.sources))
    }

    /// The paths of documents and files.
    fn paths(&self) -> &Paths<'a> {
        self.paths.get_or_init(|| Paths::of(self.catalog, self.sources))
    }

    /// The documents by what descriptions name.
    fn described(&self) -> &Described<'a> {
        self.described.get_or_init(|| Described::new(self.catalog))
    }

    /// The target of a reference that a document makes.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn resolve(&self, from: DocumentId, reference: &Reference) -> Result<Target, Unresolved> {
        let home = self.catalog.documents.get(from).map_or(0, |record| self.catalog.volume(record));
        self.here(from, home, reference).or_else(|unresolved| {
            let elsewhere = match unresolved.reason {
                Reason::NoCollection(_) => self.elsewhere(home, &reference.citation),
                _ => None,
            };
            elsewhere
                .map(Target::External)
                .ok_or_else(|| self.explained(from, home, &reference.citation, unresolved))
        })
    }

    /// The reason why a citation leads nowhere, as far as the archive shows more of it.
    fn explained(
        &self,
        from: DocumentId,
        home: CollectionId,
        citation: &Citation,
        unresolved: Unresolved,
    ) -> Unresolved {
        let is_draft = unresolved.is_missing() && self.is_draft(from, home, citation);
        match unresolved.reason {
            Reason::NoDocument(what) if is_draft => Reason::Draft(what).into(),
            Reason::NoFile(path) if is_draft => Reason::Draft(Sought::Name(path)).into(),
            _ if !self.is_numbered_so(home, citation) => Reason::NotNumbered.into(),
            reason => Unresolved { reason, candidate: unresolved.candidate },
        }
    }

    /// Whether a draft is cited that is no part of the site.
    fn is_draft(&self, from: DocumentId, home: CollectionId, citation: &Citation) -> bool {
        let has_number = |collection: &Option<Box<CollectionCitation>>, number: &str| {
            let collection = self.volume(home, collection.as_deref());
            collection.is_ok_and(|collection| self.drafts.has_number(collection, number))
        };
        match citation {
            Citation::Document { collection, number } => has_number(collection, number),
            Citation::Footnote { of, .. } => match of.as_ref() {
                NoteHome::Document { collection, number } => has_number(collection, number),
                NoteHome::Here | NoteHome::Neighbour { .. } => false,
            },
            Citation::Name(name) => self.drafts.has_name(name),
            Citation::File { path, .. } => {
                let source = self.source(from).map_or("", |file| file.path.as_str());
                self.drafts.has_path(source, path)
            }
            _ => false,
        }
    }

    /// Whether the collection has what is cited by a number at all: marked pages, volumes. Other books have these,
    /// too. "Document 4" is said in editions alone.
    fn is_numbered_so(&self, home: CollectionId, citation: &Citation) -> bool {
        if let Some(CollectionCitation { series: None, .. }) = citation.collection() {
            return self.context(home).iter().any(CollectionCitation::is_specific);
        }
        match citation {
            Citation::Page { collection: None, .. } => self.paged.contains(&home),
            _ => true,
        }
    }

    /// The target within the archive.
    fn here(
        &self,
        from: DocumentId,
        home: CollectionId,
        reference: &Reference,
    ) -> Result<Target, Unresolved> {
        match &reference.citation {
            Citation::Document { collection, number } => {
                let document = self.document(home, collection.as_deref(), number)?;
                Ok(Target::Document { document, anchor: None })
            }
            Citation::Neighbour { after } => {
                Ok(Target::Document { document: self.neighbour(from, *after)?, anchor: None })
            }
            Citation::Footnote { of, label } => self.footnote(from, home, of, label),
            Citation::Page { collection, page } => self.page(home, collection.as_deref(), page),
            Citation::Collection(citation) => Ok(Target::Collection(self.collection(home, citation)?)),
            Citation::Description(description) => Ok(Target::Document {
                document: self.described().find(from, description, &reference.sentence)?,
                anchor: None,
            }),
            Citation::Name(name) => self.name(from, name),
            Citation::Message(id) => {
                let document = self
                    .catalog
                    .threads
                    .message(&self.catalog.documents, from, *id)
                    .ok_or(Reason::NoMessage)?;
                Ok(Target::Document { document, anchor: None })
            }
            Citation::Embedded(name) => self.embedded(from, name),
            Citation::File { path, query, fragment } => {
                self.file(from, path, query.as_deref(), fragment.as_deref())
            }
        }
    }

    /// The address of what is cited in a collection that is elsewhere, by the first that fits.
    fn elsewhere(&self, home: CollectionId, citation: &Citation) -> Option<String> {
        let full = citation.collection()?.in_full(self.context(home));
        self.config
            .external
            .iter()
            .find_map(|external| full.iter().find_map(|full| external.address(citation, full)))
    }

    /// The names of the collection that holds a text, from which its citations leave out parts.
    fn context(&self, home: CollectionId) -> &[CollectionCitation] {
        self.catalog.collections.get(home).map(|home| home.cited_as.as_slice()).unwrap_or_default()
    }

    fn document(
        &self,
        home: CollectionId,
        citation: Option<&CollectionCitation>,
        number: &str,
    ) -> Result<DocumentId, Unresolved> {
        let collection = self.volume(home, citation)?;
        let sought = || Sought::Document {
            number: number.to_owned(),
            collection: citation.map(|_| self.title(collection).to_owned()),
        };
        match self.numbers.get(&(collection, number_key(number))).map(Vec::as_slice) {
            Some([document]) => Ok(*document),
            Some([_, ..]) => Err(Reason::Ambiguous(sought()).into()),
            _ => Err(Unresolved {
                reason: Reason::NoDocument(sought()),
                candidate: self
                    .nearest_number(collection, number)
                    .map(|nearest| format!("Document {nearest}")),
            }),
        }
    }

    /// The collection in which the number or page is counted that a citation names.
    fn volume(
        &self,
        home: CollectionId,
        citation: Option<&CollectionCitation>,
    ) -> Result<CollectionId, Unresolved> {
        let collection = citation.map_or(Ok(home), |citation| self.collection(home, citation))?;
        Ok(self.catalog.collections.get(collection).map_or(collection, |found| found.volume))
    }

    /// The number of a collection's document that is nearest to one that it does not have.
    fn nearest_number(&self, collection: CollectionId, number: &str) -> Option<u32> {
        let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
        let wanted: u32 = digits.parse().ok()?;
        let sorted = self.sorted_numbers.get(&collection)?;
        let after = sorted.partition_point(|other| *other < wanted);
        let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
        near.filter_map(|at| sorted.get(at)).copied().min_by_key(|other| other.abs_diff(wanted))
    }

    fn footnote(
        &self,
        from: DocumentId,
        home: CollectionId,
        of: &NoteHome,
        label: &str,
    ) -> Result<Target, Unresolved> {
        let document = match of {
            NoteHome::Here => from,
            NoteHome::Neighbour { after } => self.neighbour(from, *after)?,
            NoteHome::Document { collection, number } => {
                self.document(home, collection.as_deref(), number)?
            }
        };
        let record = &self.catalog.documents[document];
        // The source note has no number of its own: it is the first.
        let anchor =
            if label.is_empty() { record.note_anchors().next() } else { self.note_anchor(document, label) };
        match anchor {
            Some(anchor) => Ok(Target::Document { document, anchor: Some(anchor) }),
            None => Err(Unresolved {
                reason: Reason::NoFootnote(Sought::Footnote {
                    of: Box::new(of.clone()),
                    label: label.to_owned(),
                }),
                candidate: record.notes.iter().next_back().map(|last| format!("its last footnote is {last}")),
            }),
        }
    }

    /// The anchor of the first note with a label. A document can have thousands of notes, and as many
    /// references to them.
    fn note_anchor(&self, document: DocumentId, label: &str) -> Option<String> {
        match self.notes.get(&document) {
            Some(labels) => labels.contains(label).then(|| note_anchor("fn", label, 1)),
            None => self.catalog.documents[document].note_anchor(label),
        }
    }

    /// The document before or after one in its collection.
    fn neighbour(&self, from: DocumentId, after: bool) -> Result<DocumentId, Unresolved> {
        let (before, next) = self.catalog.neighbours(from);
        let found = if after { next } else { before };
        // What introduces a collection is not the document before its first.
        let found = found.filter(|&found| !self.catalog.is_front(found));
        found.ok_or_else(|| Reason::NoDocument(Sought::Neighbour { after }).into())
    }

    fn page(
        &self,
        home: CollectionId,
        citation: Option<&CollectionCitation>,
        page: &str,
    ) -> Result<Target, Unresolved> {
        let collection = self.volume(home, citation)?;
        match self.pages.get(&(collection, page)) {
            Some(&document) => Ok(Target::Document { document, anchor: Some(page_anchor(page)) }),
            // The page is not marked in the texts, but the collection is here.
            None if citation.is_some() => Ok(Target::Collection(collection)),
            None => Err(Reason::NoPage(Sought::Page(page.to_owned())).into()),
        }
    }

    /// The collection that a citation means, seen from another.
    fn collection(
        &self,
        home: CollectionId,
        citation: &CollectionCitation,
    ) -> Result<CollectionId, Unresolved> {
        let context = self.context(home);
        let mut found: Vec<CollectionId> = citation
            .in_full(context)
            .iter()
            .flat_map(|full| self.volumes.get(&volume_key(full)).into_iter().flatten())
            .filter(|(_, name)| citation.means(name, context))
            .map(|(id, _)| *id)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [id] => Ok(*id),
            [] => Err(Reason::NoCollection(Sought::Collection(Box::new(citation.clone()))).into()),
            _ => Err(Reason::Ambiguous(Sought::Collection(Box::new(citation.clone()))).into()),
        }
    }

    fn title(&self, collection: CollectionId) -> &str {
        self.catalog.collections.get(collection).map_or("", |collection| &collection.title)
    }

    fn anchored(&self, document: DocumentId, fragment: Option<&str>) -> Result<Target, Unresolved> {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(Target::Document { document, anchor: None });
        };
        let record = &self.catalog.documents[document];
        match anchor::find(record, fragment) {
            Some(anchor) => Ok(Target::Document { document, anchor }),
            None => {
                let headings = record.headings.iter().take(MOST_COMPARED).map(String::as_str);
                Err(Unresolved {
                    reason: Reason::NoAnchor(Sought::Heading {
                        anchor: fragment.to_owned(),
                        title: record.title.clone(),
                    }),
                    candidate: suggest::nearest(fragment, headings).map(|heading| format!("#{heading}")),
                })
            }
        }
    }

    fn source(&self, document: DocumentId) -> Option<&'a SourceFile> {
        self.catalog.documents.get(document).and_then(|record| self.sources.documents.get(record.source))
    }
}

/// What two names of one collection have in common, whatever else they leave out: series and volume.
type VolumeKey<'a> = (Option<&'a str>, Option<&'a str>);

fn volume_key(citation: &CollectionCitation) -> VolumeKey<'_> {
    (citation.series.as_deref(), citation.volume.as_deref())
}

/// A document's number as it is compared: "12A" and "12a" are one.
fn number_key(number: &str) -> String {
    number.to_lowercase()
}

/// Whether a document describes another.
fn has_descriptions(catalog: &Catalog) -> bool {
    let mut references = catalog.documents.iter().flat_map(|record| &record.references);
    references.any(|reference| matches!(reference.citation, Citation::Description(_)))
}

/// Documents by their numbers, and the numbers of each collection in their order.
fn numbers_of(catalog: &Catalog) -> (ByNumber, SortedNumbers) {
    let (mut documents, mut sorted) = (HashMap::new(), HashMap::new());
    for (id, record) in catalog.documents.iter().enumerate() {
        let Some(number) = &record.number else { continue };
        let volume = catalog.volume(record);
        documents.entry((volume, number_key(number))).or_insert_with(Vec::new).push(id);
        sorted.entry(volume).or_insert_with(Vec::new).extend(number.parse::<u32>());
    }
    #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
    for numbers in sorted.values_mut() {
        numbers.sort_unstable();
    }
    (documents, sorted)
}

/// The documents on which printed pages begin, and the collections with such.
fn pages_of(catalog: &Catalog) -> (HashMap<(CollectionId, &str), DocumentId>, HashSet<CollectionId>) {
    let (mut pages, mut paged) = (HashMap::new(), HashSet::new());
    for (id, record) in catalog.documents.iter().enumerate() {
        let volume = catalog.volume(record);
        for page in record.pages.iter() {
            // Where a page is marked twice, it begins at the first mark.
            pages.entry((volume, page)).or_insert(id);
            paged.insert(volume);
        }
    }
    (pages, paged)
}

/// The labels of the notes of documents that have many.
fn notes_of(catalog: &Catalog) -> HashMap<DocumentId, HashSet<&str>> {
    let documents = catalog.documents.iter().enumerate();
    let with_many = documents.filter(|(_, record)| record.notes.len() > MANY_NOTES);
    with_many.map(|(id, record)| (id, record.notes.iter().collect())).collect()
}

/// A name as it is compared: without case, and spaces as hyphens.
fn key(name: &str) -> String {
    normalised(name.trim()).to_lowercase().replace([' ', '_'], "-")
}

/// Whether a reference is a link that its writer made: that it leads nowhere is a mistake, while
/// prose can well cite what the archive does not hold.
pub fn is_written_link(reference: &Reference) -> bool {
    matches!(reference.rule, Rule::Link | Rule::Wiki | Rule::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_within_the_content_folder() {
        assert_eq!(join("a/b.md", "./c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a/b.md", "../c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a/b.md", "/c/d.md").as_deref(), Some("c/d.md"));
        assert_eq!(join("a/b.md", "../../c.md"), None);
    }
}
