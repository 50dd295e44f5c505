//! The shortest way: where neither the archive, nor the options, nor the site changed since the last
//! build, there is nothing to build, and the report is that of the last build.
//!
//! Nothing is read for that but what the file system says of the files. Only where it is certain
//! that a change would show in that is it believed.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::archive::cache::Environment;
use crate::build::options::Options;
use crate::build::report::{Report, Stages};
use crate::diagnostic::{Diagnostic, Tally};
use crate::model::fingerprint::{Fingerprint, Stamp, Stamps};
use crate::output::pack;
use crate::resolve::ReferenceCounts;
use crate::site::emission::{Emission, Written};
use crate::site::{MadePage, PackageSize};
use crate::source::CONTENT_FOLDER;
use crate::source::left_out::Counts;

/// The last build.
#[derive(Serialize, Deserialize)]
struct Last {
    /// All that it was made from.
    inputs: Fingerprint,
    /// All that it made.
    outputs: Fingerprint,
    documents: usize,
    drafts: usize,
    left_out: Counts,
    collections: usize,
    dated: usize,
    pages: usize,
    files: usize,
    packages: Vec<PackageSize>,
    references: ReferenceCounts,
    allowed: usize,
    diagnostics: Vec<Diagnostic>,
}

/// What a site is made from, as the file system shows it.
#[derive(Default)]
pub struct Inputs {
    fingerprint: Fingerprint,
    /// The latest time of a file.
    newest: Stamp,
    /// What the file system says of each file.
    pub stamps: Stamps,
}

impl Inputs {
    /// Looks at the files of an archive.
    pub fn of(options: &Options) -> Self {
        let root = &options.root;
        let own = ["fonds.toml", "search.toml", "templates", "static"].map(|name| root.join(name));
        let content = fs::read_dir(root.join(CONTENT_FOLDER)).into_iter().flatten().flatten();
        let mut places: Vec<_> = content.map(|found| found.path()).collect();
        places.extend(own);
        let rest = Fingerprint::of(&(
            Environment::new(Fingerprint::default()),
            (
                &options.base_url,
                options.strict,
                &options.deny,
                options.drafts,
                format!("{:?}", options.readers),
            ),
            options.pack.then(pack::environment),
        ));
        let all = Self { fingerprint: rest, ..Self::default() };
        places.par_iter().map(|place| Self::within(place, root)).reduce(Self::default, Self::and).and(all)
    }

    /// What lies at a place.
    fn within(place: &Path, root: &Path) -> Self {
        let mut inputs = Self::default();
        for found in WalkDir::new(place).into_iter().filter_map(Result::ok) {
            if found.file_type().is_dir() {
                continue;
            }
            let stamp = if found.file_type().is_symlink() {
                Stamp::of(found.path())
            } else {
                found.metadata().ok().map(|found| Stamp::of_metadata(&found))
            };
            let stamp = stamp.unwrap_or_default();
            let path = found.path().strip_prefix(root).unwrap_or(found.path());
            inputs.fingerprint =
                inputs.fingerprint.with(member(path, stamp.size, stamp.modified, stamp.changed));
            inputs.newest = newest(inputs.newest, stamp);
            inputs.stamps.insert(found.into_path().into_os_string(), stamp);
        }
        inputs
    }

    fn and(mut self, other: Self) -> Self {
        self.fingerprint = self.fingerprint.with(other.fingerprint);
        self.newest = newest(self.newest, other.newest);
        self.stamps.extend(other.stamps);
        self
    }
}

fn newest(a: Stamp, b: Stamp) -> Stamp {
    Stamp { size: 0, modified: a.modified.max(b.modified), changed: a.changed.max(b.changed) }
}

fn member(path: &Path, size: u64, modified: i64, changed: i64) -> Fingerprint {
    let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
    bytes.extend(size.to_le_bytes());
    for time in [modified, changed] {
        bytes.extend(time.to_le_bytes());
    }
    Fingerprint::of_bytes(&bytes)
}

/// What the files of a site are, as the file system shows it; of some pages it is known. Links are
/// made to them, which changes the time of their last change, so that this is left out.
fn outputs(emission: &Emission, pages: &[(String, MadePage)]) -> Fingerprint {
    let files = emission.files_there();
    let of_file = |file: &String| {
        let known = pages.binary_search_by(|(address, _)| address.cmp(file)).ok();
        let (size, modified) = match known.and_then(|at| pages.get(at)) {
            Some((_, page)) => (page.size, page.modified),
            None => {
                let found = fs::symlink_metadata(emission.output().join(file));
                let stamp = found.map(|found| Stamp::of_metadata(&found)).unwrap_or_default();
                (stamp.size, stamp.modified)
            }
        };
        member(Path::new(file), size, modified, 0)
    };
    files.par_iter().map(of_file).reduce(Fingerprint::default, Fingerprint::with)
}

/// The report, if nothing changed since the last build.
pub fn report(inputs: &Inputs, emission: &Emission) -> Option<Report> {
    let bytes = fs::read(emission.workspace().last_report()).ok()?;
    let last: Last = postcard::from_bytes(&bytes).ok()?;
    if last.inputs != inputs.fingerprint || last.outputs != outputs(emission, &[]) {
        return None;
    }
    Some(Report {
        version: env!("CARGO_PKG_VERSION"),
        documents: last.documents,
        drafts: last.drafts,
        left_out: last.left_out,
        collections: last.collections,
        dated: last.dated,
        pages: last.pages,
        written: Some(Written { files: last.files, changed: 0, removed: 0 }),
        packages: last.packages,
        references: last.references,
        stages: Stages::default(),
        seconds: 0.0,
        documents_per_second: 0.0,
        peak_memory: None,
        bytes_read: 0,
        sources_kept: last.documents,
        pages_kept: last.documents,
        tally: Tally::of(&last.diagnostics),
        allowed: last.allowed,
        diagnostics: last.diagnostics,
    })
}

/// Remembers a build that was finished. `began` is the moment before the inputs were looked at; `pages`
/// are in the order of their addresses.
pub fn remember(
    inputs: &Inputs,
    began: i64,
    report: &Report,
    emission: &Emission,
    pages: &[(String, MadePage)],
) {
    let place = emission.workspace().last_report();
    // A file that was just written can be written again without its time showing it.
    let Some(written) = report.written.filter(|_| inputs.newest.is_older_than(began)) else {
        let _ = fs::remove_file(place);
        return;
    };
    let last = Last {
        inputs: inputs.fingerprint,
        outputs: outputs(emission, pages),
        documents: report.documents,
        drafts: report.drafts,
        left_out: report.left_out.clone(),
        collections: report.collections,
        dated: report.dated,
        pages: report.pages,
        files: written.files,
        packages: report.packages.clone(),
        references: report.references.clone(),
        allowed: report.allowed,
        diagnostics: report.diagnostics.clone(),
    };
    // Without it the next build looks closer: that is not worth a failure.
    let _ = postcard::to_stdvec(&last).map(|bytes| fs::write(place, bytes));
}
