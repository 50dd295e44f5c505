//! Search: an index of all words, in pieces that a page loads without a server.
//!
//! | step | file | takes | gives |
//! |---|---|---|---|
//! | words | [`words`], [`joins`], [`passages`], [`stems`] | a document | its words, each with its passage and place |
//! | runs | [`run`] | the words of some hundred documents | for each stem its places, in a file |
//! | merging | [`merge`], [`group`](mod@group), [`found`], [`patch`], [`store`] | all runs, or those that changed | for each stem of the archive its places |
//! | pieces | [`pieces`], [`near`], [`overview`], [`file`](mod@file) | stems, the catalogue | the scripts below `search/` |
//!
//! This room owns the index and its form. It takes documents while they are in memory ([`Hearing`]), the catalogue, and a
//! folder that stays from build to build; it gives scripts to a [`Sink`]. Runs and what is merged from them stay in that
//! folder, so that the next build makes only that anew which changed. The search itself is `static/assets/search.js`.
//!
//! It must not know how pages are rendered, when documents are read, or where the folder is.

mod bits;
mod dates;
mod file;
mod found;
mod group;
mod joins;
mod kinds;
mod letters;
mod merge;
mod near;
mod overview;
mod passages;
mod patch;
mod pieces;
mod run;
mod stems;
mod store;
mod varint;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::{fs, io};

use rayon::prelude::*;

use crate::archive::Archive;
use crate::archive::cache::Environment;
use crate::catalog::{Catalog, DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::fingerprint::Fingerprint;
use crate::site::{Sink, unwritable};
use joins::Joins;
use merge::{ChangedRun, Earlier, Keeping, MERGED, Runs};
use overview::Described;
use run::{DocumentWords, OpenRun};

/// What cannot be written where something cannot.
const WHAT: &str = "the index for the search";

/// A run has about so many documents, and ends where the hash of a document's address says so: a document that is added
/// changes one run.
const ABOUT: u32 = 256;
/// A run has at most so many documents.
const MOST: usize = 1024;

/// An index that is being made.
pub struct Indexing<'a> {
    archive: &'a Archive,
    folder: PathBuf,
    /// For each language of documents what it writes as one word and apart.
    joins: BTreeMap<&'a str, Joins>,
    /// The runs, in the order of their documents.
    pub stretches: Vec<Stretch>,
}

/// The words of a stretch's documents, as far as they were heard.
pub struct Hearing<'a> {
    archive: &'a Archive,
    joins: &'a BTreeMap<&'a str, Joins>,
    stretch: &'a Stretch,
    words: Vec<OnceLock<DocumentWords>>,
}

impl Hearing<'_> {
    /// Whether the words of a document are wanted: those of the others are known.
    pub fn wants(&self, id: DocumentId) -> bool {
        let place = id.checked_sub(self.stretch.documents.start);
        place.is_some_and(|place| self.stretch.is_changed(place))
    }

    /// Hears a document of the stretch. Any number of threads can tell.
    pub fn hear(&self, id: DocumentId, document: &Document) {
        let place = id.checked_sub(self.stretch.documents.start).and_then(|place| self.words.get(place));
        if let Some(place) = place {
            let record = &self.archive.catalog.documents[id];
            if let Some(joins) = self.joins.get(self.archive.language(record)) {
                place.get_or_init(|| DocumentWords::of(document, record, &self.archive.config.dates, joins));
            }
        }
    }
}

/// Neighbouring documents whose words make one run.
pub struct Stretch {
    /// The documents.
    pub documents: Range<DocumentId>,
    /// Whether the run has to be made.
    pub is_missing: bool,
    /// The run before, where it has the same number of documents, and which of these changed.
    before: Option<(PathBuf, Vec<bool>)>,
    /// What stands for each document, and for the run.
    its: Vec<Fingerprint>,
    fingerprint: Fingerprint,
}

impl Stretch {
    /// Whether the run before does not say what a document has.
    fn is_changed(&self, place: usize) -> bool {
        let changed = self.before.as_ref().and_then(|(_, changed)| changed.get(place));
        changed.copied().unwrap_or(true)
    }
}

impl<'a> Indexing<'a> {
    /// Prepares an index whose runs lie in a folder, which is made if it is not there;
    /// those of another environment are made anew.
    ///
    /// # Errors
    /// A diagnostic, if the folder cannot be written to.
    pub fn begin(
        archive: &'a Archive,
        folder: PathBuf,
        environment: Option<Environment>,
    ) -> Result<Self, Diagnostic> {
        fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, WHAT, &error))?;
        let environment = Fingerprint::of(&(environment, &archive.config.synonyms));
        let earlier = Earlier::open(&folder).map(|earlier| earlier.runs).unwrap_or_default();
        let stretches: Vec<_> = stretches(&archive.catalog).collect();
        let stretches = stretches
            .into_par_iter()
            .enumerate()
            .map(|(index, documents)| {
                let its = fingerprints(archive, environment, documents.clone());
                let fingerprint = Fingerprint::of(&its);
                let is_missing = !folder.join(fingerprint.to_string()).is_file();
                let before = earlier.get(index).filter(|_| is_missing);
                let before = before.and_then(|(_, name)| changed(folder.join(name), &its));
                Stretch { documents, is_missing, before, its, fingerprint }
            })
            .collect();
        let languages: BTreeSet<&str> =
            archive.catalog.documents.iter().map(|record| archive.language(record)).collect();
        let joins = languages
            .into_iter()
            .map(|language| (language, Joins::of([language], &archive.config.synonyms)))
            .collect();
        Ok(Self { archive, folder, joins, stretches })
    }

    /// What hears the words of a stretch's documents; `None` if its run is there.
    pub fn hearing<'s>(&'s self, stretch: &'s Stretch) -> Option<Hearing<'s>> {
        stretch.is_missing.then(|| {
            let words = stretch.documents.clone().map(|_| OnceLock::new()).collect();
            Hearing { archive: self.archive, joins: &self.joins, stretch, words }
        })
    }

    /// Makes the run of a stretch whose documents were heard. Where one of them was not, it cannot be read: that is an
    /// error, there is no site, and no run.
    ///
    /// # Errors
    /// A diagnostic, if it cannot be written.
    pub fn add(&self, hearing: Hearing<'_>) -> Result<(), Diagnostic> {
        let Hearing { stretch, words, .. } = hearing;
        let wanted = words.into_iter().enumerate().filter(|(place, _)| stretch.is_changed(*place));
        let words: Option<Vec<(usize, DocumentWords)>> =
            wanted.map(|(place, words)| Some((place, words.into_inner()?))).collect();
        let Some(words) = words else { return Ok(()) };
        let written = words.iter().map(|(place, words)| {
            let record = &self.archive.catalog.documents[stretch.documents.start + place];
            (*place, self.archive.language(record), words)
        });
        let new = run::invert(written, &self.archive.config.synonyms);
        let path = self.path(stretch);
        let stems = match &stretch.before {
            None => Ok(new),
            Some((before, changed)) => {
                OpenRun::open(before).and_then(|before| run::update(before, changed, &new))
            }
        };
        let written = stems.and_then(|stems| run::write(&path, &stretch.its, &stems));
        written.map_err(|error| {
            // A damaged run must not stay.
            let _ = fs::remove_dir_all(&self.folder);
            unwritable(&path, WHAT, &error)
        })
    }

    /// Merges the runs that changed, and gives the files of the index away.
    pub fn finish(&self, sink: &dyn Sink) -> Vec<Diagnostic> {
        // What was merged before may be damaged: then all is merged anew.
        let earlier = || Earlier::open(&self.folder).ok();
        let merge = || self.merge(earlier(), sink).or_else(|_| self.merge(None, sink));
        let (merged, described) = rayon::join(merge, || Described::write(self.archive, sink));
        match merged {
            Ok(Merged { store, firsts, version, mut diagnostics }) => {
                let documents = self.archive.catalog.documents.len();
                diagnostics.extend(described.finish(documents, &firsts, version, sink));
                self.remove_others(store);
                diagnostics
            }
            Err(error) => {
                // A damaged run must not stay.
                let _ = fs::remove_dir_all(&self.folder);
                vec![unwritable(&self.folder, WHAT, &error)]
            }
        }
    }

    /// Merges the runs that changed into what was merged before, if that helps, and otherwise all.
    fn merge(&self, earlier: Option<Earlier>, sink: &dyn Sink) -> io::Result<Merged> {
        let runs: Runs = self
            .stretches
            .iter()
            .map(|stretch| {
                let first = u32::try_from(stretch.documents.start).unwrap_or(u32::MAX);
                (first, stretch.fingerprint.to_string())
            })
            .collect();
        let earlier = earlier.filter(|earlier| self.is_of_use(&earlier.runs, &runs));
        let changes = self.changes(earlier.as_ref().map(|earlier| &earlier.runs), &runs)?;
        let mut keeping = Keeping::begin(&self.folder, &runs, earlier.as_ref())?;
        let before = earlier.as_ref().map(|earlier| Arc::clone(&earlier.store));
        let mut writer = pieces::Pieces::new(sink, &self.folder, before)?;
        merge::merge(earlier, changes, &mut |group| {
            keeping.push(&group)?;
            writer.push(group)
        })?;
        let store = keeping.finish(&self.folder)?;
        let (firsts, version, diagnostics) = writer.finish()?;
        Ok(Merged { store, firsts, version, diagnostics })
    }

    /// Whether what was merged from some runs helps to merge those of now: the documents have the numbers they had, most
    /// runs are the same, and the others are still there to be compared.
    fn is_of_use(&self, before: &Runs, now: &Runs) -> bool {
        let mut changed = before.iter().zip(now).filter(|(before, now)| before != now);
        before.len() == now.len()
            && 2 * changed.clone().count() <= now.len()
            && changed.all(|(before, now)| before.0 == now.0 && self.folder.join(&before.1).is_file())
    }

    /// The runs that differ from those before; without those, all.
    fn changes(&self, before: Option<&Runs>, now: &Runs) -> io::Result<Vec<ChangedRun>> {
        let open = |name: &str| OpenRun::open(&self.folder.join(name));
        let mut changes = Vec::new();
        for (index, (first, name)) in now.iter().enumerate() {
            let before = before.and_then(|before| before.get(index)).map(|(_, name)| name);
            if before != Some(name) {
                let before = before.map(|name| open(name)).transpose()?;
                let next = now.get(index + 1).map_or(u32::MAX, |(first, _)| *first);
                changes.push(ChangedRun { documents: *first..next, before, now: open(name)? });
            }
        }
        Ok(changes)
    }

    /// Removes the runs and the store of earlier builds. What stays is removed by the next build.
    fn remove_others(&self, store: String) {
        let known: BTreeSet<String> = self
            .stretches
            .iter()
            .map(|stretch| stretch.fingerprint.to_string())
            .chain([MERGED.to_owned(), store])
            .collect();
        for file in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !known.contains(&*file.file_name().to_string_lossy()) {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    fn path(&self, stretch: &Stretch) -> PathBuf {
        self.folder.join(stretch.fingerprint.to_string())
    }
}

/// What was merged.
struct Merged {
    /// The name of the store of long lists.
    store: String,
    /// The first stem of each piece.
    firsts: Vec<String>,
    /// What stands for all pieces.
    version: Fingerprint,
    diagnostics: Vec<Diagnostic>,
}

/// Divides the documents among runs.
fn stretches(catalog: &Catalog) -> impl Iterator<Item = Range<DocumentId>> {
    let mut ends = Vec::new();
    let mut start = 0;
    for (id, record) in catalog.documents.iter().enumerate() {
        if file::hash(&record.id).is_multiple_of(ABOUT) || id + 1 - start >= MOST {
            start = id + 1;
            ends.push(start);
        }
    }
    ends.push(catalog.documents.len());
    ends.dedup();
    let mut start = 0;
    ends.into_iter()
        .map(move |end| std::mem::replace(&mut start, end)..end)
        .filter(|stretch| !stretch.is_empty())
}

/// A run before, with which of its documents changed; `None` where these are too many, or others.
fn changed(run: PathBuf, its: &[Fingerprint]) -> Option<(PathBuf, Vec<bool>)> {
    let before = OpenRun::open(&run).ok()?.documents;
    let changed: Vec<bool> = before.iter().zip(its).map(|(before, now)| before != now).collect();
    let count = changed.iter().filter(|is_changed| **is_changed).count();
    (before.len() == its.len() && 2 * count <= its.len()).then_some((run, changed))
}

/// What stands for documents: all that their words depend on.
fn fingerprints(
    archive: &Archive,
    environment: Fingerprint,
    documents: Range<DocumentId>,
) -> Vec<Fingerprint> {
    let described = documents.map(|id| {
        let record = &archive.catalog.documents[id];
        let Record { content, number, title, date, .. } = &**record;
        Fingerprint::of(&(environment, content, number, title, date, archive.language(record)))
    });
    described.collect()
}
