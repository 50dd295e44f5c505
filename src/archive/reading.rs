//! Reading an archive: from its folder to the catalogue and the targets of all references.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use super::Archive;
use super::cache::{self, Cache, Draft, Environment, Memory, Part, Remembered};
use super::spill::{Encoded, Spill};
use crate::catalog::{Catalog, Record, record_id};
use crate::config::{CollectionConfig, Config, is_web_address};
use crate::dating::{Datings, clue, undated};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::interface::Interface;
use crate::mark::grammar::Grammar;
use crate::model::fingerprint::{Fingerprint, Stamp, nanoseconds};
use crate::read::readers::Readers;
use crate::read::source::{ReadDocument, Setting};
use crate::read::spreadsheet::Spreadsheets;
use crate::resolve::{Links, Resolver, redirect, route};
use crate::source::{CONTENT_FOLDER, Candidate, SourceFile, Sources};
use crate::{dating, read, source};

/// What is to be read, and how.
pub struct Request<'a> {
    /// The archive's folder.
    pub root: &'a Path,
    /// The address at which the site will stand, over the configured one.
    pub base_url: Option<&'a str>,
    /// Whether drafts are documents like others.
    pub drafts: bool,
    /// The readers of its sources.
    pub readers: Readers,
    /// What the last build left, if that is to be used.
    pub last: Option<LastBuild<'a>>,
}

impl<'a> Request<'a> {
    /// An archive as it is published, read anew by the built-in readers.
    pub fn new(root: &'a Path) -> Self {
        Self { root, base_url: None, drafts: false, readers: Readers::default(), last: None }
    }
}

/// An archive that was read, and what reading it left for those who build of it.
pub struct ReadArchive {
    /// The archive.
    pub archive: Archive,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// What is remembered from the last build and for the next one.
    pub memory: Option<Memory>,
    /// How long each stage took.
    pub timings: Vec<(&'static str, Duration)>,
    /// How many bytes of sources were read.
    pub bytes_read: u64,
    /// How many sources were as the last build read them.
    pub sources_kept: usize,
}

/// What a caller may show while an archive is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many sources are to be read.
    Total(usize),
    /// One more was read.
    Read,
}

/// What the last build left, and how the files are now.
#[derive(Clone, Copy)]
pub struct LastBuild<'a> {
    /// The cache that the last build left, if it left one.
    pub cache: &'a Path,
    /// Where the next one is written until it is whole.
    pub next_cache: &'a Path,
    /// A folder for documents that wait until their pages are made.
    pub spill: &'a Path,
    /// What the file system says of the archive's files.
    pub stamps: &'a HashMap<PathBuf, Stamp>,
}

/// Reads an archive. `progress` is told the number of sources first, then of each that was read.
///
/// # Errors
/// A diagnostic, if the configuration cannot be understood or there is no content folder:
/// without them there is nothing to collect diagnostics from.
pub fn read(request: Request<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Result<ReadArchive, Diagnostic> {
    let Request { root, base_url, drafts, readers, last } = request;
    let began = nanoseconds(SystemTime::now());
    let mut clock = Clock::default();
    let (config, interface) = configuration(root)?;
    let base_url = base_address(base_url.or(config.base_url.as_deref()))?;
    let (sources, mut diagnostics) = sources(root, &config, &readers)?;
    let (spreadsheets, found) = Spreadsheets::read(&sources, &config);
    diagnostics.extend(found);
    clock.stop("source");

    progress(Progress::Total(sources.documents.len()));
    let grammar = grammar(&sources, &config);
    let spill = Spill::new(last.map(|last| last.spill));
    let mut memory = last.map(|last| {
        let reading = (&config.text, &sources.collections, format!("{readers:?}"));
        let environment = Environment::new(Fingerprint::of(&reading));
        let (cache, damage) = Cache::load(last.cache, environment);
        diagnostics.extend(damage);
        let draft = Draft::begin(last.next_cache);
        Memory { environment, began, draft, parts: Vec::new(), datings: Datings::new(), cache }
    });
    clock.stop("remember");

    let pass = Pass {
        sources: &sources,
        setting: Setting {
            readers: &readers,
            config: &config,
            spreadsheets: &spreadsheets,
            grammar: &grammar,
        },
        stamps: last.map(|last| last.stamps),
        progress,
        drafts,
        spill: last.is_some().then_some(&spill),
        bytes: AtomicU64::new(0),
        kept: AtomicUsize::new(0),
    };
    let found = pass.run(memory.as_mut());
    let (bytes_read, sources_kept) = (pass.bytes.into_inner(), pass.kept.into_inner());
    diagnostics.extend(found.diagnostics);
    clock.stop("read");

    let (left_out, records) = found.records.into_iter().partition(|record| record.is_draft && !drafts);
    let (mut catalog, found_wrong) = Catalog::build(records, &sources, &found.collections, &config);
    catalog.leave_out(left_out);
    diagnostics.extend(found_wrong);
    diagnostics.extend(draft_note(&catalog, &sources));
    accept_folders_without_text(&mut diagnostics, &catalog, &sources);
    clock.stop("catalog");

    diagnostics.extend(dating::stated::contradictions(&catalog, &sources));
    let earlier = memory.as_mut().map(|memory| memory.cache.take_datings()).unwrap_or_default();
    let datings = dating::infer(&mut catalog, &earlier, &config.dates);
    if let Some(memory) = &mut memory {
        memory.datings = datings;
    }
    diagnostics.extend(undated::note(&catalog));
    clock.stop("dating");

    diagnostics.extend(route::check(&catalog, &sources));
    let (redirects, refused) = redirect::collect(&catalog, &sources, &config, base_url.as_deref(), root);
    diagnostics.extend(refused);
    clock.stop("route");

    let resolver = Resolver::new(&catalog, &sources, &config.external, &redirects);
    let links = Links::resolve(&catalog, &resolver);
    drop(resolver);
    clock.stop("resolve");

    let read_again = sources.documents.iter().map(|_| OnceLock::new()).collect();
    let archive = Archive {
        root: root.to_owned(),
        config,
        interface,
        sources,
        spreadsheets,
        grammar,
        catalog,
        redirects,
        links,
        readers,
        base_url,
        spill,
        fingerprints: found.fingerprints,
        read_again,
    };
    Ok(ReadArchive { archive, diagnostics, memory, timings: clock.timings, bytes_read, sources_kept })
}

/// The configuration, and the words of the pages.
fn configuration(root: &Path) -> Result<(Config, Interface), Diagnostic> {
    let mut config = Config::load(root)?;
    let interface = Interface::load(root, &config.language)?;
    if config.title.trim().is_empty() {
        interface.say("archive").clone_into(&mut config.title);
    }
    Ok((config, interface))
}

/// The sources, and what is wrong with them.
fn sources(
    root: &Path,
    config: &Config,
    readers: &Readers,
) -> Result<(Sources, Vec<Diagnostic>), Diagnostic> {
    if !root.join(CONTENT_FOLDER).is_dir() {
        return Err(Diagnostic::new(
            Severity::Error,
            Code::Unreadable,
            CONTENT_FOLDER,
            "the archive has no content folder",
        )
        .help("put the documents into a folder named content, or begin with `fonds init`"));
    }
    let choose = |file: &Candidate<'_>| readers.choose(file, &config.plain_text);
    let (sources, mut diagnostics) = source::collect(root, config, &choose);
    diagnostics.extend(config.replaced.clone());
    if sources.documents.is_empty() {
        diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                Code::Empty,
                CONTENT_FOLDER,
                "the content folder has no documents",
            )
            .help("put .txt or .md files into it, or see what `exclude` and `plain_text` in fonds.toml say"),
        );
    }
    Ok((sources, diagnostics))
}

/// The grammar, which knows by what names collections are cited.
fn grammar(sources: &Sources, config: &Config) -> Grammar {
    let names = sources
        .collections
        .iter()
        .flat_map(|(_, collection)| {
            collection.cite_as.iter().map(String::as_str).chain(collection.title.as_deref())
        })
        .chain(config.external.iter().map(|external| external.cite_as.name.as_str()));
    Grammar::new(names, &config.references)
}

/// The pass through the sources of an archive. It keeps of each document what the catalogue needs.
struct Pass<'a> {
    sources: &'a Sources,
    setting: Setting<'a>,
    /// What the file system said of the files before anything was read.
    stamps: Option<&'a HashMap<PathBuf, Stamp>>,
    progress: &'a (dyn Fn(Progress) + Sync),
    /// Whether drafts are documents like others.
    drafts: bool,
    /// Where documents are kept that will be asked for.
    spill: Option<&'a Spill>,
    /// How many bytes were read.
    bytes: AtomicU64,
    /// How many sources were as they are remembered.
    kept: AtomicUsize,
}

/// What the pass found.
#[derive(Default)]
struct FoundInSources {
    /// The records of all documents, in the order of the sources and, in each, as they stand there.
    records: Vec<Record>,
    /// The collections that sources are and hold, in the same order.
    collections: Vec<(String, CollectionConfig)>,
    /// The bytes of each source.
    fingerprints: Vec<Fingerprint>,
    diagnostics: Vec<Diagnostic>,
}

impl Pass<'_> {
    /// Reads what changed, and remembers the rest.
    fn run(&self, memory: Option<&mut Memory>) -> FoundInSources {
        let parts: Vec<(Vec<Remembered>, Option<io::Result<Part>>)> = self
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
        for (record, diagnostics) in remembered.documents {
            if is_shown(&record) {
                let beginning = record.beginning();
                found.diagnostics.extend(diagnostics.into_iter().map(|said| said.below(beginning)));
            }
            found.records.push(Record { source, ..record });
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
    ) -> (Vec<Remembered>, Option<io::Result<Part>>) {
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
        let read: Vec<Remembered> = read.into_iter().map(|(remembered, _)| remembered).collect();
        let draft = memory.and_then(|memory| memory.draft.as_ref().ok());
        let kept = draft.map(|draft| match cache.and_then(|cache| cache.part(part)) {
            Some((sources, bytes)) if is_same && sources == files.len() => draft.push(bytes),
            _ => draft.push(&cache::encoded(&read)),
        });
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
        let stamp = self
            .stamps
            .and_then(|stamps| stamps.get(&file.location).copied().or_else(|| Stamp::of(&file.location)));
        let stamp = stamp.unwrap_or_default();
        let earlier = cache.and_then(|cache| cache.take_source(&file.path));
        let mut earlier = earlier.filter(|(_, earlier)| earlier.rows == rows);
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
    fn read(&self, source: usize, file: &SourceFile, bytes: &[u8], remembered: &mut Remembered) {
        let documents = &mut remembered.documents;
        let said = read::source::read(file, bytes, self.setting, &mut |read| {
            let ReadDocument { within, document, text, diagnostics } = read;
            let encoded = Encoded::of(&document, text.as_deref());
            if let Some(spill) = self.spill {
                spill.keep(super::key(source, within.as_ref()), &encoded);
            }
            let is_dated = document.metadata.date.is_some();
            let id = record_id(file, within.as_ref());
            let clues = (!is_dated).then(|| clue::gather(&document, &id, &self.setting.config.dates));
            let record =
                Record::of(&document, source, file, within, clues.unwrap_or_default(), self.setting.config);
            documents.push((Record { content: encoded.fingerprint, ..record }, diagnostics));
        });
        remembered.collections = said.collections;
        remembered.diagnostics = said.diagnostics;
    }
}

/// Says which drafts were left out.
fn draft_note(catalog: &Catalog, sources: &Sources) -> Option<Diagnostic> {
    const NAMED: usize = 5;
    let count = catalog.drafts.len();
    let named: Vec<String> =
        catalog.drafts.iter().take(NAMED).map(|draft| draft.shown_name(sources)).collect();
    let more = if count > NAMED { format!(", and {} more", count - NAMED) } else { String::new() };
    let counted = if count == 1 { "1 draft was".to_owned() } else { format!("{count} drafts were") };
    (count > 0).then(|| {
        let message = format!("{counted} left out: {}{more}", named.join(", "));
        Diagnostic::new(Severity::Note, Code::Draft, CONTENT_FOLDER, message)
            .help("`--drafts` shows them; `draft: false` and a name without `_` make one a document")
    })
}

/// What only describes its folder need have no text.
fn accept_folders_without_text(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog, sources: &Sources) {
    let is_about_text =
        |diagnostic: &Diagnostic| diagnostic.code == Code::Empty && diagnostic.file != CONTENT_FOLDER;
    if !diagnostics.iter().any(is_about_text) {
        return;
    }
    let files = catalog.documents.iter().filter_map(|record| sources.documents.get(record.source));
    let documents: HashSet<String> = files.map(SourceFile::shown_path).collect();
    diagnostics.retain(|found| !is_about_text(found) || documents.contains(&found.file));
}

/// An address as the base of others: with a slash at its end.
fn base_address(url: Option<&str>) -> Result<Option<String>, Diagnostic> {
    match url {
        None => Ok(None),
        Some(url) if is_web_address(url) => Ok(Some(format!("{}/", url.trim_end_matches('/')))),
        Some(url) => Err(Diagnostic::new(
            Severity::Error,
            Code::Metadata,
            "--base-url",
            format!("`{url}` is no web address"),
        )
        .help("write it in full: https://example.org/papers/")),
    }
}

/// Measures stages that follow one another.
struct Clock {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { last: Instant::now(), timings: Vec::new() }
    }
}

impl Clock {
    fn stop(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}
