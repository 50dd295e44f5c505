//! Formats: what was found, in the forms that people and other programs read.
//!
//! Text is for a terminal and is shown by `main`. The others are for continuous integration, and go
//! to standard output whole. A format takes a report and gives a text; it must not know how the report came about, nor who
//! reads it.

mod github;
mod gitlab;
mod sarif;

use std::collections::HashMap;
use std::path::{Component, Path};

use clap::ValueEnum;
use serde::Serialize;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

use crate::build::report::{Report, serialize_diagnostics};
use crate::diagnostic::{Code, Diagnostic};

/// A form in which diagnostics are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// The report, as `--report` writes it.
    Json,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
    /// A report for GitLab's Code Quality.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

/// A report in a format for programs. `dir` is the archive's folder as it was given, from which
/// paths are made that name the files of the repository.
///
/// # Errors
/// An error of serialisation, which our types cannot give.
pub fn report(format: Format, report: &Report, dir: &Path) -> serde_json::Result<String> {
    match format {
        Format::Json => json(report),
        _ => diagnostics(format, &report.diagnostics, dir),
    }
}

/// The same for a run that ended before there was a report.
///
/// # Errors
/// As for [`report`].
pub fn failure(format: Format, diagnostic: &Diagnostic, dir: &Path) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Failure<'a> {
        version: &'static str,
        diagnostics: Reported<'a>,
    }
    let found = std::slice::from_ref(diagnostic);
    match format {
        Format::Json => json(&Failure { version: env!("CARGO_PKG_VERSION"), diagnostics: Reported(found) }),
        _ => diagnostics(format, found, dir),
    }
}

/// Diagnostics as the report has them.
#[derive(Serialize)]
struct Reported<'a>(#[serde(serialize_with = "serialize_diagnostics")] &'a [Diagnostic]);

fn diagnostics(format: Format, diagnostics: &[Diagnostic], dir: &Path) -> serde_json::Result<String> {
    let located = located(diagnostics, dir);
    match format {
        Format::Text | Format::Json => json(&Reported(diagnostics)),
        Format::Github => Ok(github::commands(&located)),
        Format::Gitlab => json(&gitlab::report(&located)),
        Format::Sarif => json(&sarif::log(&located)),
    }
}

fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// A diagnostic with what the world outside the archive knows it by.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    /// The file's path from the folder in which fonds runs; absent where it is no file of the
    /// archive.
    path: Option<String>,
    /// What tells it from all others. Its line is no part of that, so that it stays the same
    /// diagnostic when text is put in above it.
    fingerprint: String,
}

impl AsRef<Diagnostic> for Located<'_> {
    fn as_ref(&self) -> &Diagnostic {
        self.diagnostic
    }
}

impl Located<'_> {
    /// What is wrong, and what to do.
    fn message(&self) -> String {
        match &self.diagnostic.help {
            Some(help) => format!("{}\n{help}", self.diagnostic.message),
            None => self.diagnostic.message.clone(),
        }
    }

    /// The same after the place, where that is no line and the format knows lines alone.
    fn message_with_spot(&self) -> String {
        match &self.diagnostic.spot {
            Some(spot) => format!("{spot}: {}", self.message()),
            None => self.message(),
        }
    }
}

fn located<'a>(diagnostics: &'a [Diagnostic], dir: &Path) -> Vec<Located<'a>> {
    let prefix = prefix(dir);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let located = diagnostics.iter().map(|diagnostic| {
        let path = repository_path(&prefix, diagnostic);
        let file = path.as_deref().unwrap_or(&diagnostic.file);
        let identity = format!("{file}\0{}\0{}", diagnostic.code, diagnostic.message);
        let ordinal = seen.entry(identity.clone()).or_default();
        *ordinal += 1;
        let fingerprint = fingerprint(&format!("{identity}\0{ordinal}"));
        Located { diagnostic, path, fingerprint }
    });
    located.collect()
}

/// A hash that is the same on every machine and in every release.
fn fingerprint(identity: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(identity.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

/// The path of a diagnostic's file. The place of the output and an argument of the command line are
/// no files of the archive.
fn repository_path(prefix: &str, diagnostic: &Diagnostic) -> Option<String> {
    let is_in_archive = diagnostic.code != Code::Unwritable && !diagnostic.file.starts_with("--");
    is_in_archive.then(|| format!("{prefix}{}", diagnostic.file))
}

/// What stands before the paths of an archive: its folder as seen from the one in which fonds runs,
/// with a slash at its end; nothing for that folder itself.
fn prefix(dir: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let dir = dir.strip_prefix(&here).unwrap_or(dir);
    let mut prefix = String::new();
    for part in dir.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => prefix.push('/'),
            Component::Prefix(part) => prefix.push_str(&part.as_os_str().to_string_lossy()),
            Component::ParentDir => prefix.push_str("../"),
            Component::Normal(name) => {
                prefix.push_str(&name.to_string_lossy());
                prefix.push('/');
            }
        }
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Severity, Spot};

    /// Diagnostics of an archive in the folder `papers`.
    pub(super) fn found() -> Vec<Diagnostic> {
        let text = "One.\nSee Document 99.\n";
        vec![
            Diagnostic::new(
                Severity::Note,
                Code::Unresolved,
                "content/a, b.txt",
                "“Document 99”: 100 % lost",
            )
            .reason("no-document")
            .at(text, 9..20)
            .help("the nearest is 9"),
            Diagnostic::new(Severity::Warning, Code::Empty, "content/c.txt", "the document has no text"),
            Diagnostic::new(Severity::Error, Code::Unwritable, "public", "no space\r\nleft"),
        ]
    }

    #[test]
    fn the_folder_of_the_archive_stands_before_its_paths() {
        assert_eq!(prefix(Path::new(".")), "");
        assert_eq!(prefix(Path::new("./papers/")), "papers/");
        assert_eq!(prefix(Path::new("../papers")), "../papers/");
        let here = std::env::current_dir().expect("a folder");
        assert_eq!(prefix(&here), "");
        assert_eq!(prefix(&here.join("a/b")), "a/b/");
    }

    #[test]
    fn fingerprints_differ_and_do_not_depend_on_the_line() {
        let found = |text: &str| {
            let span = text.find("x").expect("a place");
            Diagnostic::new(Severity::Note, Code::Unresolved, "content/a.txt", "x").at(text, span..span + 1)
        };
        let pair = [found("x"), found("\n\nx")];
        let of = |pair: &[Diagnostic]| -> Vec<String> {
            located(pair, Path::new(".")).into_iter().map(|located| located.fingerprint).collect()
        };
        let fingerprints = of(&pair);
        assert_ne!(fingerprints[0], fingerprints[1]);
        assert_eq!(of(&pair[1..])[0], fingerprints[0]);
        assert_eq!(fingerprint("a"), fingerprint("a"));
        assert_eq!(fingerprint("a").len(), 32);
    }

    #[test]
    fn a_place_without_a_line_is_said_in_every_format() {
        let at = |spot| {
            let found = Diagnostic::new(Severity::Warning, Code::Empty, "content/a.docx", "no text");
            vec![found.at_spot(Some(spot))]
        };
        let found = at(Spot::Paragraph(12));
        assert!(found[0].to_string().starts_with("content/a.docx, paragraph 12: "), "{}", found[0]);
        let shown = |format| diagnostics(format, &found, Path::new("papers")).expect("text");
        assert!(shown(Format::Json).contains("\"paragraph\": 12"), "{}", shown(Format::Json));
        assert!(shown(Format::Github).ends_with("::paragraph 12: no text\n"), "{}", shown(Format::Github));
        assert!(shown(Format::Gitlab).contains("\"paragraph 12: no text\""), "{}", shown(Format::Gitlab));
        assert!(shown(Format::Sarif).contains("\"name\": \"paragraph 12\""), "{}", shown(Format::Sarif));
        let page = diagnostics(Format::Json, &at(Spot::Page("3".to_owned())), Path::new("papers"));
        assert!(page.expect("text").contains("\"page\": \"3\""));
    }

    #[test]
    fn a_failure_is_said_in_every_format() {
        let failure_in = |format| failure(format, &found()[1], Path::new("papers")).expect("text");
        assert!(failure_in(Format::Json).contains("\"code\": \"empty\""));
        assert!(failure_in(Format::Github).starts_with("::warning file=papers/content/c.txt,title=empty::"));
        assert!(failure_in(Format::Gitlab).contains("\"check_name\": \"empty\""));
        assert!(failure_in(Format::Sarif).contains("\"ruleId\": \"empty\""));
    }
}
