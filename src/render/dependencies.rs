//! What pages show of documents and collections, each as a fingerprint: by these it is known whether a page that is there
//! would be the same, and its context need not be put together for that.
//!
//! A page depends on the documents that it shows by number: those before and after, those that it refers to and that refer
//! to it, those nearest in time, those that are related. What is compared may be more than what a page shows in the end:
//! then it is made anew, and found to be the same. It must not be less. So records and collections are taken apart here
//! field by field, and a field that is added has to be put on one side or the other.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{Collection, CollectionId, DocumentId, Record};
use crate::model::fingerprint::Fingerprint;
use crate::resolve::{Backlink, Target};

/// What pages show of the documents and collections of an archive.
pub(crate) struct Dependencies<'a> {
    archive: &'a Archive,
    /// For each document what the pages of others can show of it, with its collection.
    documents: Vec<Fingerprint>,
    /// For each collection what its pages can show: the documents and collections within it.
    within: Vec<Fingerprint>,
}

impl<'a> Dependencies<'a> {
    /// Looks at all of them.
    pub fn of(archive: &'a Archive) -> Self {
        use rayon::prelude::*;
        let catalog = &archive.catalog;
        let mut collections: Vec<Fingerprint> = Vec::with_capacity(catalog.collections.len());
        for collection in &catalog.collections {
            // Those that hold it stand before it.
            let above = [collection.parent, Some(collection.volume)];
            let above = above.map(|id| id.and_then(|id| collections.get(id)).copied());
            collections.push(of_collection(collection, above));
        }
        let documents: Vec<Fingerprint> =
            catalog.documents.par_iter().map(|record| of_record(archive, record, &collections)).collect();
        let mut within = vec![Fingerprint::default(); collections.len()];
        for (id, collection) in catalog.collections.iter().enumerate().rev() {
            // In a table of contents collections stand among documents by their places in the source.
            let place = |id: DocumentId| catalog.documents[id].within.as_ref().map(|within| within.ordinal);
            let own: Vec<_> = collection.documents.iter().map(|&id| (documents[id], place(id))).collect();
            let children: Vec<_> = collection.children.iter().map(|&child| within[child]).collect();
            within[id] = Fingerprint::of(&(collections[id], own, children));
        }
        Self { archive, documents, within }
    }

    /// What the pages of others can show of a document.
    pub fn document(&self, id: DocumentId) -> Fingerprint {
        self.documents.get(id).copied().unwrap_or_default()
    }

    /// What the pages of a collection can show of what lies within it. They do not follow references.
    pub fn within(&self, id: CollectionId) -> Fingerprint {
        self.within.get(id).copied().unwrap_or_default()
    }

    /// What the references between the documents of a collection and others are.
    pub fn references(&self, id: CollectionId) -> Fingerprint {
        let links = &self.archive.links;
        let documents = self.archive.catalog.collections.get(id).map(|found| found.documents.as_slice());
        let mut pairs = Vec::new();
        for &from in documents.unwrap_or_default() {
            let targets = links.outcomes[from].iter().flatten();
            let cited = targets.filter_map(|target| target.document(&self.archive.catalog));
            pairs.extend(cited.map(|to| (self.document(from), self.document(to))));
            let citing = links.backlinks.get(&from).into_iter().flatten();
            pairs.extend(citing.map(|citing| (self.document(citing.from), self.document(from))));
        }
        Fingerprint::of(&pairs)
    }

    /// What is shown of the target of a reference.
    pub fn outcome(
        &self,
        outcome: &'a Result<Target, crate::resolve::Unresolved>,
    ) -> impl Serialize + use<'a> {
        match outcome {
            Ok(Target::Document { document, anchor }) => (
                0,
                self.document(*document),
                anchor.as_deref().unwrap_or_default().to_owned(),
                anchor.is_some(),
            ),
            Ok(target @ Target::Collection(id)) => {
                let front = target.document(&self.archive.catalog).map(|id| self.document(id));
                (1, front.unwrap_or_default(), self.archive.catalog.collections[*id].address(), false)
            }
            Ok(Target::Page { address, suffix }) => {
                (2, Fingerprint::default(), format!("{address}\0{suffix}"), false)
            }
            Ok(Target::File { file, suffix }) => {
                let path = &self.archive.sources.files[*file].path;
                (3, Fingerprint::default(), format!("{path}\0{suffix}"), false)
            }
            Ok(Target::External(url)) => (4, Fingerprint::default(), url.clone(), false),
            Err(unresolved) => (5, Fingerprint::default(), format!("{unresolved:?}"), false),
        }
    }

    /// What is shown of a place that refers to a document, with all sentences in which its document refers to others.
    pub fn backlink<'b>(&'b self, backlink: &'b Backlink) -> impl Serialize + use<'b> {
        let record = &self.archive.catalog.documents[backlink.from];
        let within = record.references[backlink.reference].within.as_deref();
        (
            self.document(backlink.from),
            record.sentences.fingerprint,
            backlink.reference,
            within,
            within.and_then(|note| record.note_label(note)),
            &backlink.anchor,
        )
    }
}

/// What the pages of others can show of a document: all but what is said of its own text.
fn of_record(archive: &Archive, record: &Record, collections: &[Fingerprint]) -> Fingerprint {
    let Record {
        // What it is called, and what tells it from others.
        id,
        is_draft,
        is_folder_page,
        collection,
        number,
        title,
        date,
        particulars,
        own,
        dispatch_number,
        repository,
        shelf,
        page_span,
        opening,
        telling,
        is_alike,
        aliases,
        message,
        mentions,
        undated,
        // What its own page alone shows, or what follows from its text, of which the fingerprint is `content`.
        source: _,
        within: _,
        is_first_of_source: _,
        source_runs: _,
        content: _,
        clues: _,
        evidence: _,
        words: _,
        notes: _,
        sentences: _,
        pages: _,
        opens_page: _,
        headings: _,
        anchors: _,
        paragraphs: _,
        former: _,
        names: _,
        embedded: _,
        references: _,
    } = record;
    Fingerprint::of(&(
        (id, is_draft, is_folder_page, collections.get(*collection), archive.language(record)),
        (number, title, date, particulars, own),
        (dispatch_number, repository, shelf, page_span),
        (opening, telling, is_alike, aliases, message, mentions, undated),
    ))
}

/// What is said of a collection, with those above it.
fn of_collection(collection: &Collection, above: [Option<Fingerprint>; 2]) -> Fingerprint {
    Fingerprint::of(&(collection.said(), above))
}
