//! What people see in the terminal: progress, diagnostics and summaries.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::marked::marked;
use crate::build::excerpt::Excerpt;
use crate::build::format::Format;
use crate::build::report::Report;
use crate::build::{Step, excerpt};
use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Diagnostic, Severity};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many notes are shown; all of them are in the report.
const SHOWN_NOTES: usize = 10;
/// How many warnings are shown.
const SHOWN_WARNINGS: usize = 50;

/// A bar on a terminal; elsewhere a few plain lines.
pub fn progress_bar(quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(0);
    let hidden = quiet || !std::io::stderr().is_terminal();
    bar.set_draw_target(if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() });
    if let Ok(style) = ProgressStyle::with_template("{msg:10} [{bar:40}] {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// Shows a step of a build.
pub fn step(bar: &ProgressBar, step: Step) {
    let plain = bar.is_hidden();
    match step {
        Step::Total(documents) => {
            // Most sources hold one document, and each is read for the catalogue and rendered.
            bar.set_length(2 * documents as u64);
            bar.set_message("reading");
            if plain {
                log(&format!("reading {documents} documents"));
            }
        }
        Step::Read | Step::Rendered => {
            if bar.length() == Some(bar.position()) {
                bar.inc_length(1);
            }
            bar.inc(1);
            if step == Step::Rendered && bar.message() == "reading" {
                bar.set_message("rendering");
                if plain {
                    log("rendering");
                }
            }
        }
        Step::Packing => {
            bar.set_message("packing");
            if plain {
                log("packing");
            }
        }
        Step::Writing => {
            bar.set_message("writing");
            if plain {
                log("writing");
            }
        }
    }
}

/// Writes a line to the error stream.
pub fn log(line: &str) {
    // Nothing can be done about an error stream that is closed.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Shows one diagnostic.
pub fn diagnostic(diagnostic: &Diagnostic) {
    log(&rendered(diagnostic));
}

fn rendered(diagnostic: &Diagnostic) -> String {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    marked(diagnostic, colour)
}

/// Shows diagnostics: all errors, and as many of the others as people read.
pub fn diagnostics(diagnostics: &[Diagnostic], quiet: bool) {
    let limits =
        [(Severity::Note, SHOWN_NOTES), (Severity::Warning, SHOWN_WARNINGS), (Severity::Error, usize::MAX)];
    for (severity, limit) in limits {
        if quiet && severity != Severity::Error {
            continue;
        }
        let (mut shown, mut count) = (0, 0);
        let of_severity = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        for few in excerpt::few_of_each(of_severity.inspect(|_| count += 1)) {
            // All are counted, and an archive can have thousands.
            if shown >= limit {
                continue;
            }
            let (said, diagnostics) = match few {
                Excerpt::Shown(diagnostic) => (rendered(diagnostic), 1),
                Excerpt::More(count, diagnostic) => (excerpt::more(count, diagnostic), count),
            };
            log(&format!("{said}\n"));
            shown += diagnostics;
        }
        if count > shown {
            let name = if severity == Severity::Note { "notes" } else { "warnings" };
            log(&format!(
                "… and {} more {name}: fonds check --report FILE writes all of them\n",
                count - shown
            ));
        }
    }
}

/// The summary. Standard output belongs to other programs unless the format is text.
pub fn summary(report: &Report, format: Format, output: Option<&Path>) {
    let mut lines = report.summary();
    if let (Some(output), Some(_)) = (output, &report.written) {
        let page = output.join("index.html").display().to_string();
        lines.push_str(&format!("\nOpen {}", visible_line(&page)));
    }
    if format == Format::Text {
        println!("{lines}");
    } else {
        log(&lines);
    }
}
