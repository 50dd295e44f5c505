//! An archive that has been read: the stages from `source` to `resolve`, in their order.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::catalog::{Catalog, Record};
use crate::config::{Config, is_web_address};
use crate::dating;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read;
use crate::reference::grammar::Grammar;
use crate::resolve::{Links, Resolver};
use crate::route;
use crate::source::{self, CONTENT_FOLDER, Sources};

/// An archive, read and resolved. It is read-only: rendering borrows from it.
pub struct Archive {
    /// The archive's folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// Its files.
    pub sources: Sources,
    /// The grammar of its references.
    pub grammar: Grammar,
    /// Its description.
    pub catalog: Catalog,
    /// The targets of its references.
    pub links: Links,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Vec<(&'static str, Duration)>,
    base_url: Option<String>,
}

impl Archive {
    /// Reads an archive. `base_url` takes the place of the configured one; `progress` is told the
    /// number of documents first, then of each document that was read.
    ///
    /// # Errors
    /// A diagnostic, if the configuration cannot be understood or there is no content folder:
    /// without them there is nothing to collect diagnostics from.
    pub fn read(
        root: &Path,
        base_url: Option<&str>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, Diagnostic> {
        let config = Config::load(root)?;
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
        if sources.documents.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::Empty,
                    CONTENT_FOLDER,
                    "the content folder has no documents",
                )
                .help("put .txt or .md files into it, or see what `exclude` in fonds.toml leaves out"),
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
        let grammar = Grammar::new(names.into_iter(), &config.references);
        let records = read_records(&sources, &config, &grammar, &mut diagnostics, progress);
        clock.stop("read");

        let (mut catalog, found) = Catalog::build(records, &sources, &config);
        diagnostics.extend(found);
        clock.stop("catalog");

        dating::infer(&mut catalog);
        clock.stop("dating");

        diagnostics.extend(route::check(&catalog, &sources));
        clock.stop("route");

        let links = Links::resolve(&catalog, &Resolver::new(&catalog, &sources, &config.external));
        clock.stop("resolve");

        Ok(Self {
            root: root.to_owned(),
            config,
            sources,
            grammar,
            catalog,
            links,
            diagnostics,
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

/// Reads all documents in parallel, and keeps of each what the catalogue needs.
fn read_records(
    sources: &Sources,
    config: &Config,
    grammar: &Grammar,
    diagnostics: &mut Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Record> {
    let readings: Vec<(Option<Record>, Vec<Diagnostic>)> = sources
        .documents
        .par_iter()
        .enumerate()
        .map(|(source, file)| {
            let outcome = match read::read_file(file, &sources.spreadsheets, config, grammar) {
                Ok((reading, _)) => (
                    reading.document.map(|document| Record::of(&document, source, file)),
                    reading.diagnostics,
                ),
                Err(diagnostic) => (None, vec![diagnostic]),
            };
            progress(Progress::Read);
            outcome
        })
        .collect();
    let mut records = Vec::with_capacity(readings.len());
    for (record, found) in readings {
        records.extend(record);
        diagnostics.extend(found);
    }
    records
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
