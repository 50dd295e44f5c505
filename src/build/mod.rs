//! Building and checking: the whole way from an archive to a site.
//!
//! This room owns the order of the stages, what they share, when nothing is to be done, and the report. It takes
//! [`Options`]; it gives a site, or nothing but what is wrong, and a [`Report`]. A check is a build whose pages go
//! [`Nowhere`]: what needs the disk (the index, packages, what browsers keep) is not made.
//!
//! It must not know the terminal, nor who asks for a build.

mod accept;
mod destination;
pub mod excerpt;
pub mod format;
mod kept;
mod linked_files;
mod options;
mod pages;
pub mod report;
mod static_files;
mod unchanged;

use std::path::Path;
use std::time::{Instant, SystemTime};

use crate::archive;
use crate::archive::cache::Environment;
use crate::archive::{Archive, LastBuild, Progress, ReadArchive, Request};
use crate::build::report::{Report, Stages};
use crate::build::unchanged::Inputs;
use crate::diagnostic::{Diagnostic, Severity, Tally};
use crate::model::fingerprint::{Stamps, nanoseconds};
use crate::output::search::Indexing;
use crate::output::{offline, pack};
use crate::render::{Renderer, Rendering, Templates};
use crate::site::emission::Emission;
use crate::site::workspace::Workspace;
use crate::site::{Nowhere, Sink};
use crate::source::left_out;

pub use kept::Kept;
pub use options::{Options, Step};

/// Builds a site, or checks what would be built. The site is written only if there are no errors.
///
/// # Errors
/// A diagnostic, if the archive cannot be read at all: its configuration is wrong, say, or the
/// output cannot be written to.
pub fn run(options: &Options, show: &(dyn Fn(Step) + Sync)) -> Result<Report, Diagnostic> {
    let start = Instant::now();
    let report = match &options.output {
        // Letting go of an archive takes a while, for which nothing need wait.
        Some(output) => build(options, output, show, |kept| rayon::spawn(move || drop(kept)))?,
        None => check(options, show)?,
    };
    Ok(report.finished(start.elapsed()))
}

/// Builds a site as [`run`] does, and keeps the archive, unless nothing changed or there are errors.
///
/// # Errors
/// Those of [`run`].
pub fn run_and_keep(
    options: &Options,
    output: &Path,
    show: &(dyn Fn(Step) + Sync),
) -> Result<(Report, Option<Kept>), Diagnostic> {
    let start = Instant::now();
    let mut kept = None;
    let report = build(options, output, show, |archive| kept = Some(archive))?;
    let kept = kept.filter(|_| report.written.is_some());
    Ok((report.finished(start.elapsed()), kept))
}

/// Makes all pages, and lets go of them.
fn check(options: &Options, show: &(dyn Fn(Step) + Sync)) -> Result<Report, Diagnostic> {
    let read = read(options, None, show)?;
    let mut stages = Stages::of(&read);
    let ReadArchive { archive, diagnostics, bytes_read, sources_kept, .. } = read;
    let templates = Templates::load(&archive.root, &archive.interface)?;
    let sink = Nowhere::default();
    let renderer = Renderer::new(&archive, &templates, &sink, &[]);
    let mut rendering = pages::render(&archive, &renderer, &|| show(Step::Rendered));
    stages.end("render");
    let mut found = found(diagnostics, &archive, &mut rendering, &sink);
    found.extend(archive.sentences_lost());
    let findings = accept::findings(found, &archive.config, options);
    Ok(Report { bytes_read, sources_kept, ..Report::new(&archive, &rendering, findings, stages) })
}

/// Makes the site, and lets it take its place if nothing is wrong with it. `keep` gets the archive as soon as nothing more is
/// made of it.
fn build(
    options: &Options,
    output: &Path,
    show: &(dyn Fn(Step) + Sync),
    keep: impl FnOnce(Kept) + Send,
) -> Result<Report, Diagnostic> {
    destination::check(&options.root, output)?;
    let mut emission = Emission::begin(output)?;
    if options.is_passing {
        emission.does_not_last();
    }
    let began = nanoseconds(SystemTime::now());
    let mut inputs = Inputs::of(options);
    if options.fresh {
        emission.workspace().forget();
    } else if let Some(report) = unchanged::report(&inputs, &emission) {
        return Ok(report);
    }
    let read = read(options, Some((emission.workspace(), &inputs)), show)?;
    let mut stages = Stages::of(&read);
    let ReadArchive { archive, diagnostics, mut memory, bytes_read, sources_kept, .. } = read;
    // Reading was what they were for, and an archive has many files.
    inputs.stamps = Stamps::default();
    let templates = Templates::load(&archive.root, &archive.interface)?;
    if let Some(memory) = &mut memory {
        emission.remember(memory.cache.take_pages());
    }

    let environment = memory.as_ref().map(|memory| memory.environment);
    let mut rendering = render(&archive, environment, &templates, &emission, &mut stages, show)?;
    let mut found = found(diagnostics, &archive, &mut rendering, &emission);
    let copying = stages.lap();
    let mut packages = Vec::new();
    if options.pack && is_free_of_errors(&found, &archive, options) {
        show(Step::Packing);
        let (made, said) = pack::add(&archive, &templates, &emission)?;
        packages = made;
        found.extend(said);
        stages.end("pack");
    }
    if archive.config.offline {
        found.extend(offline::write(&archive, &emission, &packages));
    }
    // Pages that offer packages show sentences, too.
    found.extend(archive.sentences_lost());
    let findings = accept::findings(found, &archive.config, options);
    let mut report =
        Report { bytes_read, sources_kept, ..Report::new(&archive, &rendering, findings, stages) };
    drop(rendering);
    let is_to_be_written = report.tally.errors == 0;
    // Writing needs none of the documents, and to let go of many takes as long.
    let ((), finished) = rayon::join(
        || keep(Kept::new(archive, templates)),
        || {
            is_to_be_written.then(|| {
                show(Step::Writing);
                emission.finish()
            })
        },
    );
    let mut made = Vec::new();
    if let Some((written, pages)) = finished.transpose()? {
        (report.written, report.packages, made) = (Some(written), packages, pages);
    }
    report.stages.end_with("emit", copying);
    let cache = emission.workspace().cache();
    let memory = memory.filter(|_| report.written.is_some());
    rayon::join(
        // Without it the next build takes longer: that is not worth a failure.
        || memory.map(|memory| memory.write(&cache, &made)),
        || unchanged::remember(&inputs, began, &report, &emission, &made),
    );
    Ok(report)
}

/// Reads the archive, with what the last build left in a workspace.
fn read(
    options: &Options,
    last: Option<(&Workspace, &Inputs)>,
    show: &(dyn Fn(Step) + Sync),
) -> Result<ReadArchive, Diagnostic> {
    let tell = |progress| {
        show(match progress {
            Progress::Total(documents) => Step::Total(documents),
            Progress::Read => Step::Read,
        });
    };
    let paths = last.map(|(workspace, _)| (workspace.cache(), workspace.next_cache(), workspace.embedded()));
    let last = last.zip(paths.as_ref()).map(|((workspace, inputs), (cache, next_cache, embedded))| {
        LastBuild { cache, next_cache, embedded, spill: workspace.folder(), stamps: &inputs.stamps }
    });
    let request = Request {
        root: &options.root,
        base_url: options.base_url.as_deref(),
        drafts: options.drafts,
        readers: options.readers.clone(),
        last,
    };
    archive::read(request, &tell)
}

/// Renders all pages, and makes the index, unless the archive wants none or there is an error by then.
fn render(
    archive: &Archive,
    environment: Option<Environment>,
    templates: &Templates,
    emission: &Emission,
    stages: &mut Stages,
    show: &(dyn Fn(Step) + Sync),
) -> Result<Rendering, Diagnostic> {
    let renderer = Renderer::new(archive, templates, emission, &[]);
    if !archive.config.search {
        let rendering = pages::render(archive, &renderer, &|| show(Step::Rendered));
        stages.end("render");
        return Ok(rendering);
    }
    let indexing = Indexing::begin(archive, emission.workspace().index(), environment)?;
    let mut rendering = pages::render_indexed(&indexing, &renderer, &|| show(Step::Rendered));
    stages.end("render");
    if rendering.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error) {
        rendering.diagnostics.extend(indexing.finish(emission));
    }
    stages.end("search");
    Ok(rendering)
}

/// Gives away the files that are copied as they are, and gathers what was found until then.
fn found(
    mut found: Vec<Diagnostic>,
    archive: &Archive,
    rendering: &mut Rendering,
    sink: &dyn Sink,
) -> Vec<Diagnostic> {
    found.append(&mut rendering.diagnostics);
    let left_out = left_out::count(&archive.sources, &rendering.files);
    found.extend(left_out::report(&left_out, archive.catalog.documents.len(), &archive.readers.extensions()));
    found.extend(linked_files::give(archive, &rendering.files, sink));
    found.extend(static_files::give(archive, sink));
    found
}

fn is_free_of_errors(found: &[Diagnostic], archive: &Archive, options: &Options) -> bool {
    let findings = accept::findings(found.to_vec(), &archive.config, options);
    Tally::of(&findings.diagnostics).errors == 0
}
