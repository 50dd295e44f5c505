//! An archive that has been read: the stages from `source` to `resolve`, in their order.

pub mod cache;
pub mod spill;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use crate::archive::cache::{Cache, Draft, Environment, Part, Remembered};
use crate::archive::spill::Spill;
use crate::catalog::{Catalog, Record};
use crate::config::{Config, is_web_address};
use crate::dating::{Datings, undated};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::interface::Interface;
use crate::mark::grammar::Grammar;
use crate::model::fingerprint::{Fingerprint, Stamp, nanoseconds};
use crate::resolve::redirect::Redirect;
use crate::resolve::{Links, Resolver, redirect, route};
use crate::source::{CONTENT_FOLDER, SourceFile, Sources};
use crate::{dating, read, source};

/// An archive, read and resolved. It is read-only: rendering borrows from it.
pub struct Archive {
    /// The archive's folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// The words of its pages.
    pub interface: Interface,
    /// Its files.
    pub sources: Sources,
    /// The grammar of its references.
    pub grammar: Grammar,
    /// Its description.
    pub catalog: Catalog,
    /// The pages that lead on from addresses that documents had before.
    pub redirects: Vec<Redirect>,
    /// The targets of its references.
    pub links: Links,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// How many bytes of documents were read for the catalogue.
    pub bytes_read: u64,
    /// How many documents were as the last build read them.
    pub sources_kept: usize,
    /// The documents that were read, until their pages are made.
    pub spill: Option<Spill>,
    /// What is remembered from the last build and for the next one.
    pub memory: Option<Memory>,
    /// How long each stage took.
    pub timings: Vec<(&'static str, Duration)>,
    base_url: Option<String>,
}

impl Archive {
    /// Reads an archive. `base_url` takes the place of the configured one; `drafts` says whether drafts are
    /// documents like others; `last` is what the last build left, if that is to be used; `progress` is told the
    /// number of documents first, then of each document that was read.
    ///
    /// # Errors
    /// A diagnostic, if the configuration cannot be understood or there is no content folder:
    /// without them there is nothing to collect diagnostics from.
    pub fn read(
        root: &Path,
        base_url: Option<&str>,
        drafts: bool,
        last: Option<LastBuild<'_>>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, Diagnostic> {
        let began = nanoseconds(SystemTime::now());
        let mut config = Config::load(root)?;
        let interface = Interface::load(root, &config.language)?;
        if config.title.trim().is_empty() {
            interface.say("archive").clone_into(&mut config.title);
        }
        let base_url = base_address(base_url.or(config.base_url.as_deref()))?;
        if !root.join(CONTENT_FOLDER).is_dir() {
            return Err(Diagnostic::new(
                Severity::Error,
                Code::Unreadable,
                CONTENT_FOLDER,
                "the archive has no content folder",
            )
            .help("put the documents into a folder named content, or begin with `fonds init`"));
        }
        let mut clock = Clock::default();
        let (sources, mut diagnostics) = source::collect(root, &config);
        diagnostics.extend(config.replaced.clone());
        if sources.documents.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::Empty,
                    CONTENT_FOLDER,
                    "the content folder has no documents",
                )
                .help(
                    "put .txt or .md files into it, or see what `exclude` and `plain_text` in fonds.toml say",
                ),
            );
        }
        clock.stop("source");

        progress(Progress::Total(sources.documents.len()));
        let names: Vec<&str> = sources
            .collections
            .iter()
            .flat_map(|(_, collection)| {
                collection.cite_as.iter().map(String::as_str).chain(collection.title.as_deref())
            })
            .chain(config.external.iter().map(|external| external.cite_as.name.as_str()))
            .collect();
        let grammar = Grammar::new(names.into_iter(), &config.references, &config.dates.reading);
        let stamps = last.as_ref().map(|last| last.stamps);
        let spill = last.and_then(|last| Spill::in_folder(last.private));
        let reader = Reader {
            sources: &sources,
            config: &config,
            grammar: &grammar,
            stamps,
            progress,
            drafts,
            spill: spill.as_ref(),
            bytes: AtomicU64::new(0),
            kept: AtomicUsize::new(0),
        };
        let mut memory = last.map(|last| {
            let environment = Environment::new(Fingerprint::of(&(&config.text, &sources.collections)));
            let (cache, damage) = Cache::load(last.private, environment);
            diagnostics.extend(damage);
            let draft = Draft::begin(last.private);
            Memory { environment, began, draft, parts: Vec::new(), datings: Datings::new(), cache }
        });
        clock.stop("remember");

        let records = reader.records(memory.as_mut(), &mut diagnostics);
        let (bytes_read, sources_kept) = (reader.bytes.into_inner(), reader.kept.into_inner());
        clock.stop("read");

        let (left_out, records) = records.into_iter().partition(|record| record.is_draft && !drafts);
        let (mut catalog, found) = Catalog::build(records, &sources, &config);
        catalog.leave_out(left_out);
        diagnostics.extend(found);
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
        let (redirects, found) = redirect::collect(&catalog, &sources, &config, base_url.as_deref(), root);
        diagnostics.extend(found);
        clock.stop("route");

        let resolver = Resolver::new(&catalog, &sources, &config.external, &redirects);
        let links = Links::resolve(&catalog, &resolver);
        drop(resolver);
        clock.stop("resolve");

        Ok(Self {
            root: root.to_owned(),
            config,
            interface,
            sources,
            grammar,
            catalog,
            redirects,
            links,
            diagnostics,
            bytes_read,
            sources_kept,
            spill,
            memory,
            timings: clock.timings,
            base_url,
        })
    }

    /// The site's own address, with a slash at its end, where it is known.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }
}

/// What a caller may show while an archive is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many documents are to be read.
    Total(usize),
    /// One more was read.
    Read,
}

/// What the last build left, and how the files are now.
#[derive(Clone, Copy)]
pub struct LastBuild<'a> {
    /// The private folder of the output.
    pub private: &'a Path,
    /// What the file system says of the archive's files.
    pub stamps: &'a HashMap<PathBuf, Stamp>,
}

/// What an archive remembers from the last build, and what the next one is to remember.
pub struct Memory {
    /// What tells whether the next build can use it.
    pub environment: Environment,
    /// The moment before anything was looked at.
    pub began: i128,
    /// The next cache, or why it cannot be written. Without it the next build takes longer, and nothing else.
    pub draft: io::Result<Draft>,
    /// Where it has what was read.
    pub parts: Vec<Part>,
    /// The dates that were inferred.
    pub datings: Datings,
    /// What the last build left.
    pub cache: Cache,
}

/// Reads the documents of an archive, and keeps of each what the catalogue needs.
struct Reader<'a> {
    sources: &'a Sources,
    config: &'a Config,
    grammar: &'a Grammar,
    /// What the file system said of the files before anything was read.
    stamps: Option<&'a HashMap<PathBuf, Stamp>>,
    progress: &'a (dyn Fn(Progress) + Sync),
    /// Whether drafts are documents like others.
    drafts: bool,
    spill: Option<&'a Spill>,
    /// How many bytes were read.
    bytes: AtomicU64,
    /// How many documents were as they are remembered.
    kept: AtomicUsize,
}

impl Reader<'_> {
    /// The records of all documents, in the order of the sources.
    fn records(&self, memory: Option<&mut Memory>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Record> {
        let parts: Vec<(Vec<Remembered>, Option<io::Result<Part>>)> = self
            .sources
            .documents
            .par_chunks(cache::PART)
            .enumerate()
            .map(|(part, files)| self.part(part, files, memory.as_deref()))
            .collect();
        let mut records = Vec::with_capacity(self.sources.documents.len());
        let mut kept = Vec::with_capacity(parts.len());
        let read = parts.into_iter().flat_map(|(read, part)| {
            kept.extend(part);
            read
        });
        for (source, remembered) in read.enumerate() {
            let is_draft = remembered.record.as_ref().is_some_and(|record| record.is_draft)
                || self.sources.documents[source].is_draft();
            // What is wrong with a draft matters when it is shown.
            if self.drafts || !is_draft {
                diagnostics.extend(remembered.diagnostics);
            }
            records.extend(remembered.record.map(|record| Record { source, ..record }));
        }
        if let Some(memory) = memory {
            memory.cache.forget_sources();
            match kept.into_iter().collect() {
                Ok(parts) => memory.parts = parts,
                Err(error) => memory.draft = Err(error),
            }
        }
        records
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
            .map(|file| {
                let remembered = self.remember(file, part, cache);
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
    fn remember(&self, file: &SourceFile, part: usize, cache: Option<&Cache>) -> (Remembered, bool) {
        let found = self.sources.spreadsheets.rows(&file.path);
        let rows = if found.is_empty() { Fingerprint::default() } else { Fingerprint::of(&found) };
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
        let bytes = match read::read_bytes(file) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                let bytes = Fingerprint::default();
                let path = file.path.clone();
                let diagnostics = vec![diagnostic];
                return (Remembered { path, stamp, bytes, rows, record: None, diagnostics }, false);
            }
        };
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let fingerprint =
            if cache.is_some() { Fingerprint::of_bytes(&bytes) } else { Fingerprint::default() };
        if let Some((_, earlier)) = earlier
            && earlier.bytes == fingerprint
        {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return (Remembered { stamp, ..earlier }, false);
        }
        let (record, diagnostics) = self.read(file, &bytes, Fingerprint::of(&(fingerprint, rows)));
        (Remembered { path: file.path.clone(), stamp, bytes: fingerprint, rows, record, diagnostics }, false)
    }

    fn read(
        &self,
        file: &SourceFile,
        bytes: &[u8],
        content: Fingerprint,
    ) -> (Option<Record>, Vec<Diagnostic>) {
        match read::read_source(file, bytes, &self.sources.spreadsheets, self.config, self.grammar) {
            Ok((reading, _)) => {
                let record = reading.document.map(|document| {
                    if let Some(spill) = self.spill {
                        spill.keep(&file.path, &document);
                    }
                    Record { content, ..Record::of(&document, 0, file, &self.config.dates) }
                });
                (record, reading.diagnostics)
            }
            Err(diagnostic) => (None, vec![diagnostic]),
        }
    }
}

/// Says which drafts were left out.
fn draft_note(catalog: &Catalog, sources: &Sources) -> Option<Diagnostic> {
    const NAMED: usize = 5;
    let count = catalog.drafts.len();
    let paths = catalog.drafts.iter().filter_map(|draft| sources.documents.get(draft.source));
    let named: Vec<String> = paths.take(NAMED).map(SourceFile::shown_path).collect();
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
