//! The pass through the sources of an archive: what changed is read, and the rest is as it is remembered.

use std::io;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::cache::{self, Cache, CachePart, Memory, Remembered};
use super::embedded::Embedded;
use super::reading::Progress;
use super::sentence_file::SentenceFile;
use super::spill::{Encoded, Spill};
use crate::catalog::{Record, record_id};
use crate::config::CollectionConfig;
use crate::dating::clue;
use crate::diagnostic::Diagnostic;
use crate::model::clue::Clue;
use crate::model::document::Document;
use crate::model::fingerprint::{Fingerprint, Stamp, Stamps};
use crate::read;
use crate::read::Within;
use crate::read::source::{ReadDocument, Setting};
use crate::source::{SourceFile, Sources, format};

/// The pass through the sources of an archive. It keeps of each document what the catalogue needs.
pub(super) struct Pass<'a> {
    sources: &'a Sources,
    setting: Setting<'a>,
    /// What the file system said of the files before anything was read.
    stamps: Option<&'a Stamps>,
    progress: &'a (dyn Fn(Progress) + Sync),
    /// Whether drafts are documents like others.
    drafts: bool,
    keeping: Keeping<'a>,
    /// How many bytes were read.
    bytes: AtomicU64,
    /// How many sources were as they are remembered.
    kept: AtomicUsize,
}

/// Where the pass keeps what it reads.
#[derive(Clone, Copy)]
pub(super) struct Keeping<'a> {
    /// The documents that will be asked for.
    pub spill: Option<&'a Spill>,
    /// The sentences in which they refer to others.
    pub sentences: &'a SentenceFile,
    /// The files that lie within sources.
    pub embedded: &'a Embedded,
}

/// What the pass found.
#[derive(Default)]
pub(super) struct FoundInSources {
    /// The records of all documents, in the order of the sources and, in each, as they stand there.
    pub records: Vec<Box<Record>>,
    /// The collections that sources are and hold, in the same order.
    pub collections: Vec<(String, CollectionConfig)>,
    /// The bytes of each source.
    pub fingerprints: Vec<Fingerprint>,
    /// What there is to say of them.
    pub diagnostics: Vec<Diagnostic>,
    /// How many bytes were read.
    pub bytes_read: u64,
    /// How many sources were as they are remembered.
    pub sources_kept: usize,
}

impl<'a> Pass<'a> {
    /// A pass. `stamps` are what the file system said of the files before anything was read, if anything is remembered of
    /// them; `drafts` says whether drafts are documents like others.
    pub fn new(
        sources: &'a Sources,
        setting: Setting<'a>,
        stamps: Option<&'a Stamps>,
        keeping: Keeping<'a>,
        drafts: bool,
        progress: &'a (dyn Fn(Progress) + Sync),
    ) -> Self {
        let (bytes, kept) = (AtomicU64::new(0), AtomicUsize::new(0));
        Self { sources, setting, stamps, progress, drafts, keeping, bytes, kept }
    }

    /// Reads what changed, and remembers the rest.
    pub fn run(&self, memory: Option<&mut Memory>) -> FoundInSources {
        let parts: Vec<(Vec<Remembered>, Option<io::Result<CachePart>>)> = self
            .sources
            .documents
            .par_chunks(cache::PART)
            .enumerate()
            .map(|(part, files)| self.part(part, files, memory.as_deref()))
            .collect();
        let mut found = FoundInSources::default();
        let mut kept = Vec::with_capacity(parts.len());
        let read = parts.into_iter().flat_map(|(read, part)| {
            kept.extend(part);
            read
        });
        for (source, remembered) in read.enumerate() {
            self.take(source, remembered, &mut found);
        }
        if let Some(memory) = memory {
            memory.cache.forget_sources();
            match kept.into_iter().collect() {
                Ok(parts) => memory.parts = parts,
                Err(error) => memory.draft = Err(error),
            }
        }
        found.bytes_read = self.bytes.load(Ordering::Relaxed);
        found.sources_kept = self.kept.load(Ordering::Relaxed);
        found
    }

    /// Adds what a source holds. What is wrong with a draft matters when it is shown, and with a source that holds
    /// nothing else.
    fn take(&self, source: usize, remembered: Remembered, found: &mut FoundInSources) {
        let is_draft = self.sources.documents[source].is_draft();
        let is_shown = |record: &Record| self.drafts || !(is_draft || record.is_draft);
        let of_source = match remembered.documents.as_slice() {
            [] => self.drafts || !is_draft,
            documents => documents.iter().any(|(record, _)| is_shown(record)),
        };
        if of_source {
            found.diagnostics.extend(remembered.diagnostics);
        }
        for (mut record, diagnostics) in remembered.documents {
            record.source = source;
            if is_shown(&record) {
                let beginning = record.beginning();
                found.diagnostics.extend(diagnostics.into_iter().map(|said| said.below(&beginning)));
            }
            found.records.push(record);
        }
        found.collections.extend(remembered.collections);
        found.fingerprints.push(remembered.bytes);
    }

    /// What is read from the sources of one part, and where the next cache has it.
    fn part(
        &self,
        part: usize,
        files: &[SourceFile],
        memory: Option<&Memory>,
    ) -> (Vec<Remembered>, Option<io::Result<CachePart>>) {
        let cache = memory.map(|memory| &memory.cache);
        let read: Vec<(Remembered, bool)> = files
            .par_iter()
            .enumerate()
            .map(|(at, file)| {
                let remembered = self.remember(part * cache::PART + at, file, part, cache);
                (self.progress)(Progress::Read);
                remembered
            })
            .collect();
        let is_same = read.iter().all(|(_, is_same)| *is_same);
        let mut read: Vec<Remembered> = read.into_iter().map(|(remembered, _)| remembered).collect();
        let draft = memory.and_then(|memory| memory.draft.as_ref().ok());
        let same = cache.filter(|cache| is_same && cache.size_of_part(part) == files.len());
        let kept = draft.map(|draft| match same {
            Some(cache) => draft.copy(cache, part),
            None => draft.push(&cache::encoded(&read)),
        });
        let documents = read.iter_mut().flat_map(|source| &mut source.documents);
        self.keeping.sentences.put_away(documents.map(|(record, _)| &mut record.sentences));
        (read, kept)
    }

    /// What is known of a source: as it is remembered, if it is as it was, or as it is read. Says
    /// whether it stands in this part of the cache just so.
    fn remember(
        &self,
        source: usize,
        file: &SourceFile,
        part: usize,
        cache: Option<&Cache>,
    ) -> (Remembered, bool) {
        let rows = self.setting.spreadsheets.all_rows(&file.path);
        let rows = if rows.is_empty() { Fingerprint::default() } else { Fingerprint::of(&rows) };
        // The stamp is that before reading: what changes afterwards has another.
        let stamp = self.stamps.and_then(|stamps| {
            stamps.get(file.location.as_os_str()).copied().or_else(|| Stamp::of(&file.location))
        });
        let stamp = stamp.unwrap_or_default();
        let earlier = cache.and_then(|cache| cache.take_source(&file.path));
        let has_files = |earlier: &Remembered| {
            earlier.documents.iter().all(|(record, _)| self.keeping.embedded.has_all(record))
        };
        let mut earlier = earlier.filter(|(_, earlier)| earlier.rows == rows && has_files(earlier));
        let is_old = |stamp: Stamp| cache.is_some_and(|cache| stamp.is_older_than(cache.began));
        if let Some((of_part, earlier)) =
            earlier.take_if(|(_, earlier)| earlier.stamp == stamp && is_old(stamp))
        {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return (earlier, of_part == part);
        }
        let mut read = Remembered { path: file.path.clone(), stamp, rows, ..Remembered::default() };
        let bytes = match read::read_bytes(file) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                read.diagnostics.push(diagnostic);
                return (read, false);
            }
        };
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if cache.is_some() {
            read.bytes = Fingerprint::of_bytes(&bytes);
        }
        if let Some((_, earlier)) = earlier
            && earlier.bytes == read.bytes
        {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return (Remembered { stamp, ..earlier }, false);
        }
        self.read(source, file, &bytes, &mut read);
        (read, false)
    }

    /// Reads a source.
    pub fn read(&self, source: usize, file: &SourceFile, bytes: &[u8], remembered: &mut Remembered) {
        let mut documents = Vec::new();
        let source_runs = format::runs(&file.path, bytes);
        let said = read::source::read(file, bytes, self.setting, &mut |read| {
            let ReadDocument { within, document, text, files, mut diagnostics } = read;
            let encoded = Encoded::of(&document, text.as_deref());
            if let Some(spill) = self.keeping.spill {
                spill.keep(super::key(source, within.as_ref()), &encoded);
            }
            let clues = self.clues(&document, file, within.as_ref());
            let record = Record::of(&document, source, file, within, clues, self.setting.config);
            let embedded = self.keeping.embedded.keep(&files, &file.shown_path(), &mut diagnostics);
            let record =
                Record { content: encoded.fingerprint, embedded: embedded.into(), source_runs, ..record };
            documents.push((Box::new(record), diagnostics));
        });
        remembered.documents = documents;
        remembered.collections = said.collections;
        remembered.diagnostics = said.diagnostics;
    }

    /// What a document without a date says of its day.
    fn clues(&self, document: &Document, file: &SourceFile, within: Option<&Within>) -> Vec<Clue> {
        if document.metadata.date.is_some() || within.is_some_and(|within| within.is_matter) {
            return Vec::new();
        }
        clue::gather(document, &record_id(file, within), &self.setting.config.dates)
    }
}
