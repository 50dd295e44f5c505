//! The report of a run: counts, times and diagnostics, for other programs, and the summary for
//! people.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::{Serialize, Serializer};

use crate::archive::{Archive, ReadArchive};
use crate::build::accept::Findings;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Spot, Tally};
use crate::render::Rendering;
use crate::resolve::ReferenceCounts;
use crate::site::emission::Written;
use crate::site::{PackageSize, size};
use crate::source::left_out::Counts;
use crate::source::{CONTENT_FOLDER, left_out};

/// What a run did and found. Written as JSON with `--report`.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The program's version.
    pub version: &'static str,
    /// How many documents the archive has.
    pub documents: usize,
    /// How many drafts were left out.
    pub drafts: usize,
    /// How many files are neither read nor linked, by their extension.
    pub left_out: Counts,
    /// How many collections.
    pub collections: usize,
    /// How many documents have a date.
    pub dated: usize,
    /// How many pages the site has.
    pub pages: usize,
    /// What was written; absent from a check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<Written>,
    /// The packages that were made of the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackageSize>,
    /// The references.
    pub references: ReferenceCounts,
    /// How long each stage took, in seconds, in their order.
    pub stages: Stages,
    /// How long the run took, in seconds.
    pub seconds: f64,
    /// Documents a second.
    pub documents_per_second: f64,
    /// The most memory that the program held at once, in bytes, where the system tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_memory: Option<u64>,
    /// How many bytes of documents were read for the catalogue.
    pub bytes_read: u64,
    /// How many documents were as the last build read them.
    pub sources_kept: usize,
    /// How many pages of documents were as the last build made them.
    pub pages_kept: usize,
    /// How many diagnostics there are, by severity.
    pub tally: Tally,
    /// How many diagnostics the configuration accepts; they are not among the others.
    pub allowed: usize,
    /// The diagnostics.
    #[serde(serialize_with = "serialize_diagnostics")]
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes diagnostics as the report has them: each flat, without what is absent.
///
/// # Errors
/// What the serialiser says.
pub fn serialize_diagnostics<S: Serializer>(
    diagnostics: &[Diagnostic],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(diagnostics.iter().map(ReportedDiagnostic::from))
}

/// A diagnostic in the report.
#[derive(Serialize)]
struct ReportedDiagnostic<'a> {
    severity: Severity,
    code: Code,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    file: &'a str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<ReportedPlace<'a>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    spot: Option<ReportedSpot<'a>>,
}

/// A place in a format without lines: `"paragraph": 12`.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ReportedSpot<'a> {
    Page(&'a str),
    Paragraph(usize),
}

#[derive(Serialize)]
struct ReportedPlace<'a> {
    line: usize,
    column: usize,
    quote: &'a str,
}

impl<'a> From<&'a Diagnostic> for ReportedDiagnostic<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let Diagnostic { severity, code, message, reason, help, file, place, spot } = diagnostic;
        Self {
            severity: *severity,
            code: *code,
            message,
            reason: reason.as_deref(),
            help: help.as_deref(),
            file,
            place: place.as_ref().map(|Place { line, column, quote, .. }| ReportedPlace {
                line: *line,
                column: *column,
                quote,
            }),
            spot: spot.as_ref().map(|spot| match spot {
                Spot::Page(page) => ReportedSpot::Page(page),
                Spot::Paragraph(paragraph) => ReportedSpot::Paragraph(*paragraph),
            }),
        }
    }
}

/// How long the stages of a run took, in their order.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Stages {
    stages: Vec<Stage>,
    /// When the last one ended.
    #[serde(skip)]
    last: Instant,
}

#[derive(Debug, Serialize)]
struct Stage {
    name: &'static str,
    seconds: f64,
}

impl Default for Stages {
    fn default() -> Self {
        Self { stages: Vec::new(), last: Instant::now() }
    }
}

impl Stages {
    /// Those that an archive went through when it was read; the next one begins now.
    pub fn of(read: &ReadArchive) -> Self {
        let mut stages = Self::default();
        read.timings.iter().for_each(|&(name, duration)| stages.push(name, duration));
        stages
    }

    /// How long it is since the last stage ended, which is no longer counted.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.last, now)
    }

    /// Ends a stage.
    pub fn end(&mut self, name: &'static str) {
        self.end_with(name, Duration::ZERO);
    }

    /// Ends a stage to which time belongs that was counted before.
    pub fn end_with(&mut self, name: &'static str, before: Duration) {
        let duration = before + self.lap();
        self.push(name, duration);
    }

    fn push(&mut self, name: &'static str, duration: Duration) {
        self.stages.push(Stage { name, seconds: duration.as_secs_f64() });
    }
}

impl Report {
    /// The report of a run over an archive, with what was found in it, before anything is written.
    pub fn new(archive: &Archive, rendering: &Rendering, findings: Findings, stages: Stages) -> Self {
        let documents = archive.catalog.documents.len();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            documents,
            drafts: archive.catalog.drafts.len(),
            left_out: left_out::count(&archive.sources, &rendering.files),
            collections: archive.catalog.collections.len() - 1,
            dated: archive.catalog.documents.iter().filter(|record| record.date.is_some()).count(),
            pages: rendering.pages,
            written: None,
            packages: Vec::new(),
            references: ReferenceCounts::of(&archive.catalog, &archive.links),
            stages,
            seconds: 0.0,
            documents_per_second: 0.0,
            peak_memory: None,
            bytes_read: 0,
            sources_kept: 0,
            pages_kept: rendering.kept,
            tally: Tally::of(&findings.diagnostics),
            allowed: findings.allowed,
            diagnostics: findings.diagnostics,
        }
    }

    /// The report with the time that the whole run took, and the memory.
    pub fn finished(mut self, total: Duration) -> Self {
        // Times are reported to the millisecond: they are not more exact than that.
        self.seconds = (total.as_secs_f64() * 1000.0).round() / 1000.0;
        let documents = f64::from(u32::try_from(self.documents).unwrap_or(u32::MAX));
        self.documents_per_second = documents / self.seconds.max(1e-3);
        self.peak_memory = peak_memory();
        self
    }

    /// The time of each stage, for people, and what it was spent on.
    pub fn timings(&self) -> String {
        let stages =
            self.stages.stages.iter().map(|stage| format!("{:>9.3} s  {}\n", stage.seconds, stage.name));
        let memory = self
            .peak_memory
            .map_or_else(String::new, |bytes| format!(", {} MB of memory", bytes / 1_000_000));
        format!(
            "{}{:>9.3} s  in all: {:.0} documents a second, {:.1} MB read{memory}\nas the last build left them: sources {}, pages of documents {} of {}",
            stages.collect::<String>(),
            self.seconds,
            self.documents_per_second,
            self.bytes_read as f64 / 1e6,
            self.sources_kept,
            self.pages_kept,
            self.documents,
        )
    }

    /// The summary for people: what was done, what was found, and how long it took.
    pub fn summary(&self) -> String {
        let ReferenceCounts { resolved, external, unresolved, .. } = self.references;
        let elsewhere = if external == 0 { String::new() } else { format!(" ({external} elsewhere)") };
        let reasons = shown_reasons(&self.references.unresolved_by_reason);
        let allowed =
            if self.allowed == 0 { String::new() } else { format!(", {} more allowed", self.allowed) };
        let memory = self.peak_memory.map_or_else(String::new, |bytes| format!(", {} MB", bytes / 1_000_000));
        let written = self.written.map_or_else(String::new, |written| {
            format!(", {} files written, {} unchanged", written.changed, written.files - written.changed)
        });
        let left_out = self.left_out.values().sum();
        let left_out = [(self.drafts, "draft"), (left_out, "other file")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect::<Vec<_>>()
            .join(" and ");
        let left_out = if left_out.is_empty() {
            left_out
        } else {
            format!("\n{left_out} of {CONTENT_FOLDER}/ left out")
        };
        let packages = self
            .packages
            .iter()
            .map(|PackageSize { address, bytes }| format!("{:>8}  {address}\n", size(*bytes)));
        let packages: String = packages.collect();
        format!(
            "{packages}{} documents, {} pages{written}{left_out}\n{} references resolved{elsewhere}, {} not{reasons}\n{}, {}, {}{allowed}\n{:.2} s{memory}",
            self.documents,
            self.pages,
            resolved,
            unresolved,
            counted(self.tally.errors, "error"),
            counted(self.tally.warnings, "warning"),
            counted(self.tally.notes, "note"),
            self.seconds,
        )
    }
}

/// ": 12 no-document, 3 no-page", the most frequent first; nothing where there are no reasons.
pub fn shown_reasons(reasons: &BTreeMap<Cow<'static, str>, usize>) -> String {
    let mut reasons: Vec<(&str, usize)> =
        reasons.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
    reasons.sort_by_key(|(_, count)| Reverse(*count));
    let shown: Vec<String> = reasons.into_iter().map(|(name, count)| format!("{count} {name}")).collect();
    if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) }
}

/// "1 error", "2 errors".
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The largest resident set of this process, from `/proc`; other systems do not have it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
