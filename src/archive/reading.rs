//! Reading an archive: from its folder to the catalogue and the targets of all references.

use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use super::Archive;
use super::cache::{Cache, Draft, Environment, Loaded, Memory};
use super::embedded::Embedded;
use super::pass::{FoundInSources, Keeping, Pass};
use super::sentence_file::SentenceFile;
use super::spill::Spill;
use crate::catalog::Catalog;
use crate::config::{Config, is_web_address};
use crate::dating::{Datings, undated};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::interface::Interface;
use crate::mark::grammar::Grammar;
use crate::model::fingerprint::{Fingerprint, Stamps, nanoseconds};
use crate::read::readers::Readers;
use crate::read::source::Setting;
use crate::read::split;
use crate::read::spreadsheet::Spreadsheets;
use crate::resolve::redirect::Redirect;
use crate::resolve::{Links, Resolver, about, redirect, route};
use crate::source::{CONTENT_FOLDER, Candidate, SourceFile, Sources};
use crate::{dating, source};

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
    /// The folder of files that lie within sources.
    pub embedded: &'a Path,
    /// What the file system says of the archive's files.
    pub stamps: &'a Stamps,
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
    let (mut config, interface) = configuration(root)?;
    let base_url = base_address(base_url.or(config.base_url.as_deref()))?;
    let readers = readers.converting(&config);
    let (sources, cache) =
        rayon::join(|| sources(root, &config, &readers), || last.map(|last| Cache::load(last.cache)));
    let (mut sources, mut diagnostics) = sources?;
    let folders = sources.collections.iter();
    config.html_of_folders = folders.map(|(folder, about)| (folder.clone(), about.html.clone())).collect();
    let (spreadsheets, found) = Spreadsheets::read(&sources, &config);
    diagnostics.extend(found);
    clock.stop("source");

    progress(Progress::Total(sources.documents.len()));
    let grammar = grammar(&sources, &config);
    let spill = Spill::new(last.map(|last| last.spill));
    let sentences = SentenceFile::new(last.map(|last| last.spill));
    let embedded = Embedded::new(last.map(|last| last.embedded));
    let reading = Fingerprint::of(&(&config.text, &sources.collections, format!("{readers:?}")));
    let (mut memory, damage) =
        last.zip(cache).map(|(last, cache)| remembered(last, cache, began, reading)).unzip();
    diagnostics.extend(damage.flatten());
    clock.stop("remember");

    let setting =
        Setting { readers: &readers, config: &config, spreadsheets: &spreadsheets, grammar: &grammar };
    let stamps = last.map(|last| last.stamps);
    let keeping = Keeping { spill: last.map(|_| &spill), sentences: &sentences, embedded: &embedded };
    let pass = Pass::new(&sources, setting, stamps, keeping, drafts, progress);
    let mut found = pass.run(memory.as_mut());
    diagnostics.append(&mut found.diagnostics);
    embedded.publish(
        found.records.iter().map(Box::as_ref).filter(|record| drafts || !record.is_draft),
        &mut sources,
    );
    let (bytes_read, sources_kept) = (found.bytes_read, found.sources_kept);
    let fingerprints = std::mem::take(&mut found.fingerprints);
    clock.stop("read");

    let mut stages = Stages { sources: &sources, config: &config, clock, diagnostics };
    let mut catalog = stages.catalog(found, drafts);
    stages.date(&mut catalog, memory.as_mut());
    let (redirects, links) = stages.resolve(&catalog, base_url.as_deref(), root);
    let Stages { clock, diagnostics, .. } = stages;

    let about = about::address(&catalog, &sources, &redirects, root);
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
        about,
        spill,
        sentences,
        fingerprints,
        read_again,
    };
    Ok(ReadArchive { archive, diagnostics, memory, timings: clock.timings, bytes_read, sources_kept })
}

/// The stages after reading.
struct Stages<'a> {
    sources: &'a Sources,
    config: &'a Config,
    clock: Clock,
    /// What is wrong so far.
    diagnostics: Vec<Diagnostic>,
}

impl Stages<'_> {
    /// The catalogue of what was found. `drafts` says whether drafts are documents like others.
    fn catalog(&mut self, mut found: FoundInSources, drafts: bool) -> Catalog {
        let left_out = found.records.extract_if(.., |record| record.is_draft && !drafts).collect();
        let (mut catalog, wrong) =
            Catalog::build(found.records, self.sources, &found.collections, self.config);
        catalog.leave_out(left_out);
        self.diagnostics.extend(wrong);
        self.diagnostics.extend(draft_note(&catalog, self.sources));
        accept_folders_without_text(&mut self.diagnostics, &catalog, self.sources);
        self.clock.stop("catalog");
        catalog
    }

    /// Infers dates, by what the last build remembers of them and for the next.
    fn date(&mut self, catalog: &mut Catalog, memory: Option<&mut Memory>) {
        self.diagnostics.extend(dating::stated::contradictions(catalog, self.sources));
        let mut none = Datings::new();
        let (earlier, datings) = match memory {
            Some(memory) => (memory.cache.take_datings(), &mut memory.datings),
            None => (Datings::new(), &mut none),
        };
        *datings = dating::infer(catalog, &earlier, &self.config.dates);
        self.diagnostics.extend(undated::note(catalog));
        self.clock.stop("dating");
    }

    /// Gives the pages that lead on from former addresses, and what references lead to; addresses are checked beside that.
    fn resolve(&mut self, catalog: &Catalog, base_url: Option<&str>, root: &Path) -> (Vec<Redirect>, Links) {
        let (redirects, refused) = redirect::collect(catalog, self.sources, self.config, base_url, root);
        self.clock.stop("route");
        let (links, wrong) = rayon::join(
            || Links::resolve(catalog, &Resolver::new(catalog, self.sources, self.config, &redirects)),
            || route::check(catalog, self.sources),
        );
        self.diagnostics.extend(wrong);
        self.diagnostics.extend(refused);
        self.clock.stop("resolve");
        (redirects, links)
    }
}

/// What the last build left for one whose reading depends on what this fingerprint stands for, and a word if that is
/// damaged. `began` is the moment before anything was looked at.
fn remembered(
    last: LastBuild<'_>,
    cache: Loaded,
    began: i64,
    reading: Fingerprint,
) -> (Memory, Option<Diagnostic>) {
    let environment = Environment::new(reading);
    let (cache, damage) = cache.of(last.cache, environment);
    let draft = Draft::begin(last.next_cache);
    (Memory { environment, began, draft, parts: Vec::new(), datings: Datings::new(), cache }, damage)
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
    let (mut sources, mut diagnostics) = source::collect(root, config, &choose);
    for file in &mut sources.documents {
        let reader = file.reader.and_then(|reader| readers.get(reader));
        file.page = reader.and_then(|reader| reader.page(&file.path, config));
    }
    diagnostics.extend(config.replaced.clone());
    diagnostics.extend(split::unused(config, &sources));
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
    Grammar::new(names, &config.references, &config.dates.reading)
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
