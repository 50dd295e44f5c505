//! Building and checking: the whole way from an archive to a site, in one function.

pub mod format;
pub mod report;
mod unchanged;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use crate::archive::{Archive, LastBuild, Progress, ReadArchive, Request, cache};
use crate::build::report::{Report, Stage};
use crate::build::unchanged::Inputs;
use crate::config::allow::Findings;
use crate::config::{Config, allow};
use crate::diagnostic::{Code, Diagnostic, Severity, Tally};
use crate::model::fingerprint::{Fingerprint, nanoseconds};
use crate::output::search::Indexing;
use crate::output::{offline, pack};
use crate::read::readers::Readers;
use crate::render::{BUILT_IN_STATIC, Made, Page, Sink, Templates};
use crate::resolve::route;
use crate::site::emission::{Emission, real_path};
use crate::source::{CONTENT_FOLDER, left_out};
use crate::{archive, render};

/// The folder of the files that are copied as they are.
const STATIC_FOLDER: &str = "static";

/// What to build, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The archive's folder.
    pub root: PathBuf,
    /// The folder of the site; without one nothing is written.
    pub output: Option<PathBuf>,
    /// The address at which the site will stand, over the configured one.
    pub base_url: Option<String>,
    /// Whether warnings, and references that lead nowhere, are errors.
    pub strict: bool,
    /// Whether everything is made anew, whatever the last build left.
    pub fresh: bool,
    /// The codes whose diagnostics are errors, whatever the configuration says.
    pub deny: Vec<Code>,
    /// Whether drafts are shown like other documents, and marked.
    pub drafts: bool,
    /// Whether the site is also packed, to be taken along.
    pub pack: bool,
    /// What reads the sources.
    pub readers: Readers,
}

/// What a caller may show while a site is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many sources are to be read; most hold one document.
    Total(usize),
    /// One source was read.
    Read,
    /// One document was rendered.
    Rendered,
    /// Packages are made of the site.
    Packing,
    /// The files take their places.
    Writing,
}

/// Builds a site, or checks what would be built. The site is written only if there are no errors.
///
/// # Errors
/// A diagnostic, if the archive cannot be read at all: its configuration is wrong, say, or the
/// output cannot be written to.
pub fn run(options: &Options, show: &(dyn Fn(Step) + Sync)) -> Result<Report, Diagnostic> {
    let start = Instant::now();
    let output = options.output.as_deref().map(|output| checked_output(&options.root, output)).transpose()?;
    let mut emission = output.map(Emission::begin).transpose()?;
    let began = nanoseconds(SystemTime::now());
    let mut inputs = emission.as_ref().map(|_| Inputs::of(options));
    if let (Some(emission), Some(inputs)) = (&emission, &inputs) {
        if options.fresh {
            cache::forget(emission.private());
        } else if let Some(report) = unchanged::report(inputs, emission) {
            return Ok(report.finished(start.elapsed()));
        }
    }
    let last = emission.as_ref().zip(inputs.as_ref());
    let last =
        last.map(|(emission, inputs)| LastBuild { private: emission.private(), stamps: &inputs.stamps });
    let tell = |progress| {
        show(match progress {
            Progress::Total(documents) => Step::Total(documents),
            Progress::Read => Step::Read,
        });
    };
    let base_url = options.base_url.as_deref();
    let readers = options.readers.clone();
    let request = Request { root: &options.root, base_url, drafts: options.drafts, readers, last };
    let ReadArchive { archive, diagnostics, mut memory, mut timings, bytes_read, sources_kept } =
        archive::read(request, &tell)?;
    if let Some(inputs) = &mut inputs {
        // Reading was what they were for, and an archive has many files.
        inputs.stamps = HashMap::new();
    }
    let templates = Templates::load(&archive.root, &archive.interface)?;
    if let (Some(emission), Some(memory)) = (&mut emission, &mut memory) {
        emission.remember(memory.cache.take_pages());
    }

    let mark = Instant::now();
    let sink: &dyn Sink = match &emission {
        Some(emission) => emission,
        None => &Nowhere,
    };
    let indexing = emission
        .as_ref()
        .zip(memory.as_ref())
        .map(|(emission, memory)| Indexing::begin(&archive, emission.private(), memory.environment));
    let indexing = indexing.transpose()?;
    let mut rendering = render::site(&archive, &templates, sink, indexing.as_ref(), &|| show(Step::Rendered));
    let rendered = mark.elapsed();
    let mark = Instant::now();
    if let Some(indexing) = &indexing
        && rendering.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
    {
        rendering.diagnostics.extend(indexing.finish(sink));
    }
    drop(indexing);
    timings.extend([("render", rendered), ("search", mark.elapsed())]);

    let mark = Instant::now();
    let mut diagnostics = diagnostics;
    diagnostics.extend(std::mem::take(&mut rendering.diagnostics));
    diagnostics.extend(route::check_linked(&archive.catalog, &archive.sources, &rendering.files));
    let left_out = left_out::count(&archive.sources, &rendering.files);
    diagnostics.extend(left_out::report(
        &left_out,
        archive.catalog.documents.len(),
        &archive.readers.extensions(),
    ));
    if let Some(emission) = &emission {
        let files = rendering.files.iter().filter_map(|&file| archive.sources.files.get(file));
        let copies = files.map(|file| emission.copy_linked(file));
        diagnostics.extend(copies.filter_map(Result::err));
        diagnostics.extend(emit_static(&archive, emission));
    }
    let copying = mark.elapsed();

    let mark = Instant::now();
    let mut packages = Vec::new();
    if let Some(emission) = emission.as_ref().filter(|_| options.pack)
        && Tally::of(&finished(&archive, diagnostics.clone(), options).diagnostics).errors == 0
    {
        show(Step::Packing);
        let (made, found) = pack::add(&archive, &templates, emission)?;
        packages = made;
        diagnostics.extend(found);
        timings.push(("pack", mark.elapsed()));
    }

    let mark = Instant::now();
    if let Some(emission) = emission.as_ref().filter(|_| archive.config.offline) {
        diagnostics.extend(offline::write(&archive, emission, &packages));
    }
    let findings = finished(&archive, diagnostics, options);
    let stages = timings.into_iter().map(|(name, duration)| Stage::new(name, duration)).collect();
    let mut report =
        Report { left_out, stages, bytes_read, sources_kept, ..Report::new(&archive, &rendering, findings) };
    // Writing needs none of the documents, and memory of its own.
    drop((archive, rendering));
    let mut made = Vec::new();
    if let Some(emission) = emission.as_ref().filter(|_| report.tally.errors == 0) {
        show(Step::Writing);
        let (changes, pages) = emission.finish()?;
        report.written = Some(changes);
        report.packages = packages;
        made = pages;
        if let Some(memory) = memory {
            // Without it the next build takes longer: that is not worth a failure.
            let _ = cache::write(emission.private(), memory, &made);
        }
    }
    report.stages.push(Stage::new("emit", copying + mark.elapsed()));
    if let (Some(emission), Some(inputs)) = (&emission, &inputs) {
        unchanged::remember(inputs, began, &report, emission, &made);
    }
    Ok(report.finished(start.elapsed()))
}

/// Where the pages of a check go.
struct Nowhere;

impl Sink for Nowhere {
    fn keeps(&self, _: &str, _: Fingerprint) -> Option<Vec<Diagnostic>> {
        None
    }

    fn take(&self, _: Page, _: Option<Made>) -> Result<(), Diagnostic> {
        Ok(())
    }
}

/// The output folder must not hold the sources, nor lie among them, by whatever way it is named.
fn checked_output<'a>(root: &Path, output: &'a Path) -> Result<&'a Path, Diagnostic> {
    let complain = |message: &str| {
        Err(Diagnostic::new(Severity::Error, Code::Unwritable, &output.display().to_string(), message)
            .help("choose a folder of its own with --output"))
    };
    let (root, folder) = (real_path(root), real_path(output));
    if root.starts_with(&folder) {
        return complain("the output folder holds the archive");
    }
    for own in [CONTENT_FOLDER, "templates", STATIC_FOLDER].map(|own| root.join(own)) {
        // Such a folder can be a symbolic link to one elsewhere: neither may be written to.
        let real = real_path(&own);
        if folder.starts_with(&own) || folder.starts_with(&real) {
            return complain("the output folder lies among the archive's sources");
        }
        if real.starts_with(&folder) {
            return complain("the output folder holds the archive's sources");
        }
    }
    if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
        return complain("the output is no folder");
    }
    Ok(output)
}

/// What is left to report: without what the configuration accepts, with the severities that the
/// configuration, `--strict` and `--deny` give, and in a fixed order: by file, line and column.
fn finished(archive: &Archive, diagnostics: Vec<Diagnostic>, options: &Options) -> Findings {
    let mut findings = allow::accept(diagnostics, &archive.config);
    findings.diagnostics = findings
        .diagnostics
        .into_iter()
        .filter_map(|diagnostic| weighed(diagnostic, &archive.config, options))
        .collect();
    sort(&mut findings.diagnostics);
    findings
}

/// A diagnostic with the severity that it is given; `None` if it is not to be reported. The command
/// line goes over the configuration.
fn weighed(mut diagnostic: Diagnostic, config: &Config, options: &Options) -> Option<Diagnostic> {
    if !options.deny.contains(&diagnostic.code) {
        diagnostic = config.apply_severity(diagnostic)?;
        let is_serious = diagnostic.severity >= Severity::Warning || diagnostic.code == Code::Unresolved;
        if !(options.strict && is_serious) {
            return Some(diagnostic);
        }
    }
    diagnostic.severity = Severity::Error;
    Some(diagnostic)
}

/// Puts diagnostics in the order of files and places.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let place =
            |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| (place.line, place.column));
        natord::compare(&a.file, &b.file)
            .then_with(|| a.file.cmp(&b.file))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.spot.cmp(&b.spot))
            .then_with(|| a.message.cmp(&b.message))
    });
}

/// The files for the site's look: the built-in ones, and over them the archive's own.
fn emit_static(archive: &Archive, emission: &Emission) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let offline = offline::STATIC.iter().filter(|_| archive.config.offline);
    for &(address, content) in BUILT_IN_STATIC.iter().chain(offline) {
        let page = Page { address: address.to_owned(), content: content.as_bytes().to_vec() };
        diagnostics.extend(emission.take(page, None).err());
    }
    let folder = archive.root.join(STATIC_FOLDER);
    if fs::symlink_metadata(&folder).is_err() {
        return diagnostics;
    }
    for entry in walkdir::WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
        diagnostics.extend(
            entry
                .map_err(|error| unreadable(&folder, &error))
                .and_then(|entry| {
                    let relative = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
                    if entry.file_type().is_dir() { Ok(()) } else { emit_file(&entry, relative, emission) }
                })
                .err(),
        );
    }
    diagnostics
}

/// Takes a file of the static folder as it is.
fn emit_file(entry: &walkdir::DirEntry, relative: &Path, emission: &Emission) -> Result<(), Diagnostic> {
    let shown = format!("{STATIC_FOLDER}/{}", relative.display());
    if entry.file_type().is_symlink() {
        let message = "the symbolic link was left out";
        return Err(Diagnostic::new(Severity::Warning, Code::Symlink, &shown, message)
            .help("copy the file to its place"));
    }
    if !entry.file_type().is_file() {
        let message = "a pipe, socket or device cannot be published, and was left out";
        return Err(Diagnostic::new(Severity::Warning, Code::Unreadable, &shown, message).help("remove it"));
    }
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    match parts {
        Some(parts) => emission.copy(entry.path(), &parts.join("/")).map_err(|found| {
            if found.code == Code::Address { Diagnostic { file: shown, ..found } } else { found }
        }),
        None => {
            Err(Diagnostic::new(Severity::Error, Code::Unreadable, &shown, "the file's name is not Unicode")
                .help("rename the file: its name becomes its address"))
        }
    }
}

/// A part of the static folder that cannot be read.
fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let within = error.path().and_then(|path| path.strip_prefix(folder).ok()).unwrap_or(Path::new(""));
    let shown = format!("{STATIC_FOLDER}/{}", within.display());
    Diagnostic::new(Severity::Error, Code::Unreadable, &shown, error.to_string())
        .help("make the folder readable")
}
