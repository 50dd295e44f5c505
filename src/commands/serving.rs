//! The command `serve`: what is said while a site is served.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use crate::build;
use crate::build::report::Report;
use crate::build::{Kept, Options};
use crate::commands::serve::{FIRST_PORT, Server};
use crate::diagnostic::{Diagnostic, Severity};

use crate::commands::show;

/// Serves an archive until the program is ended.
///
/// # Errors
/// A diagnostic, if it cannot be served.
pub fn run(dir: &Path, address: IpAddr, port: Option<u16>, drafts: bool) -> Result<(), Diagnostic> {
    // A build leaves the earlier site or the new one whenever it is ended, so there is nothing to wait for.
    let end = || {
        show::log("\nEnded.");
        std::process::exit(0);
    };
    if let Err(error) = ctrlc::set_handler(end) {
        show::log(&format!("warning: Ctrl-C ends the program in the system's own way: {error}"));
    }
    let server = Server::new(dir, address, port, drafts)?;
    let at = server.address();
    let mut earlier = None;
    let mut build = |options: &Options, folder: &Path| {
        let outcome = show_build(options, folder, earlier.as_deref());
        if let Ok((report, _)) = &outcome {
            earlier = Some(report.diagnostics.clone());
        }
        outcome
    };
    server.run(&mut build, &mut || show_address(at, port))
}

/// Builds, and shows what came out: the first time all, later what is new.
fn show_build(
    options: &Options,
    folder: &Path,
    earlier: Option<&[Diagnostic]>,
) -> Result<(Report, Option<Kept>), Diagnostic> {
    let bar = show::progress_bar(false);
    let outcome = build::run_and_keep(options, folder, &|step| {
        if !bar.is_hidden() {
            show::step(&bar, step);
        }
    });
    bar.finish_and_clear();
    match &outcome {
        Ok((report, _)) => {
            match earlier {
                None => show::diagnostics(&report.diagnostics, false),
                Some(earlier) => show::diagnostics(&news(&report.diagnostics, earlier), false),
            }
            say(&if earlier.is_some() { short_summary(report) } else { report.summary() });
        }
        Err(diagnostic) => show::diagnostic(diagnostic),
    }
    if outcome.as_ref().map_or(true, |(report, _)| report.written.is_none()) {
        show::log("The site was not built, since the archive has errors. What was built before is served.");
    }
    outcome
}

/// The errors, and what was not said of the same words before. Lines do not count: they move.
fn news(diagnostics: &[Diagnostic], earlier: &[Diagnostic]) -> Vec<Diagnostic> {
    fn key(diagnostic: &Diagnostic) -> (&str, &str, Option<&str>) {
        let quote = diagnostic.place.as_ref().map(|place| place.quote.as_str());
        (&diagnostic.file, &diagnostic.message, quote)
    }
    let earlier: BTreeSet<_> = earlier.iter().map(key).collect();
    let is_new = |diagnostic: &&Diagnostic| {
        diagnostic.severity == Severity::Error || !earlier.contains(&key(diagnostic))
    };
    diagnostics.iter().filter(is_new).cloned().collect()
}

fn short_summary(report: &Report) -> String {
    let written = report
        .written
        .map_or_else(String::new, |written| format!("{} files changed, ", written.changed + written.removed));
    let tally = report.tally;
    format!(
        "{written}errors: {}, warnings: {}, notes: {}, {:.2} s",
        tally.errors, tally.warnings, tally.notes, report.seconds
    )
}

fn show_address(at: SocketAddr, port: Option<u16>) {
    if port.is_none() && at.port() != FIRST_PORT {
        show::log(&format!("Port {FIRST_PORT} is in use; {} is the next free one.", at.port()));
    }
    if !at.ip().is_loopback() {
        show::log(&format!(
            "warning: everyone who can reach this machine can read the archive on port {}",
            at.port()
        ));
    }
    // An address that stands for all of them is none that a browser can open.
    let ip = if at.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { at.ip() };
    say(&format!("Serving at http://{}/ (Ctrl-C ends it)", SocketAddr::new(ip, at.port())));
}

/// Writes a line to standard output. Nothing can be done about one that is closed.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
