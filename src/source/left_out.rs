//! What is left out: the files of the content folder that are neither read nor linked, counted by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::format::{can_be_text, is_medium};
use super::{CONTENT_FOLDER, Sources};
use crate::config::conversion::can_be_converted;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::path::extension;

/// How many files were left out, by their extension in small letters: `.rst`; those without one by `""`.
pub type Counts = BTreeMap<String, usize>;

/// How many kinds of files are named; the rest is counted.
const NAMED: usize = 8;

/// Counts the files that no document links to.
pub fn count(sources: &Sources, linked: &BTreeSet<usize>) -> Counts {
    let mut counts = Counts::new();
    for (index, file) in sources.files.iter().enumerate() {
        if !linked.contains(&index) {
            let kind = extension(&file.path).map(|extension| format!(".{}", extension.to_ascii_lowercase()));
            *counts.entry(kind.unwrap_or_default()).or_default() += 1;
        }
    }
    counts
}

/// Says what was left out. It is a warning where more could have been documents than were `read`; `extensions` are those
/// of the files that are read by their names alone.
pub fn report(counts: &Counts, read: usize, extensions: &[&str]) -> Option<Diagnostic> {
    let (media, others): (Vec<_>, Vec<_>) =
        counts.iter().partition(|(kind, _)| is_medium(&format!("x{kind}")));
    let total = |counts: &[(&String, &usize)]| counts.iter().map(|(_, count)| **count).sum::<usize>();
    let read_by_name: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
    let mut parts = Vec::new();
    if !others.is_empty() {
        parts.push(format!("{} left out: fonds reads {}", listed(&others), read_by_name.join(", ")));
    }
    if !media.is_empty() {
        parts.push(format!("{} left out, since no document links to them", listed(&media)));
    }
    if parts.is_empty() {
        return None;
    }
    let severity = if total(&others) > read { Severity::Warning } else { Severity::Note };
    let can_be_text = others.iter().filter(|(kind, _)| can_be_text(&format!("x{kind}")));
    let help = match can_be_text.max_by_key(|(_, count)| **count) {
        None if others.is_empty() => "link to them, or leave them out with `exclude` in fonds.toml".to_owned(),
        None => "save them as one of these, name them in `plain_text` in fonds.toml, or leave them out with `exclude`"
            .to_owned(),
        Some((kind, _)) => {
            let name = if kind.is_empty() { "*" } else { kind.trim_start_matches('.') };
            let convert = others.iter().map(|(kind, _)| kind.trim_start_matches('.')).find(|kind| can_be_converted(kind));
            let convert = convert.map(|kind| format!(", let pandoc convert them, such as `convert = [\"{kind}\"]`"));
            format!(
                "say in fonds.toml which are plain text, such as `plain_text = [\"{name}\"]`{}, or leave them out \
                 with `exclude`",
                convert.unwrap_or_default()
            )
        }
    };
    Some(Diagnostic::new(severity, Code::LeftOut, CONTENT_FOLDER, parts.join("; ")).help(help))
}

/// "202 .mediawiki and 15 .rst were", the most frequent first.
fn listed(counts: &[(&String, &usize)]) -> String {
    let mut sorted = counts.to_vec();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let mut names: Vec<String> = sorted
        .iter()
        .take(NAMED)
        .map(|(kind, count)| match kind.as_str() {
            "" if **count == 1 => "1 file without extension".to_owned(),
            "" => format!("{count} files without extension"),
            kind => format!("{count} {kind}"),
        })
        .collect();
    let rest: usize = sorted.iter().skip(NAMED).map(|(_, count)| **count).sum();
    if rest > 0 {
        names.push(format!("{rest} of other kinds"));
    }
    let all: usize = counts.iter().map(|(_, count)| **count).sum();
    let verb = if all == 1 { "was" } else { "were" };
    match names.split_last() {
        Some((last, [])) => format!("{last} {verb}"),
        Some((last, others)) => format!("{} and {last} {verb}", others.join(", ")),
        None => verb.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(kinds: &[(&str, usize)]) -> Counts {
        kinds.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect()
    }

    #[test]
    fn kinds_are_counted_and_advice_is_given() {
        let found =
            report(&counts(&[(".mediawiki", 202), (".rst", 15)]), 300, &["txt", "md"]).expect("a note");
        assert_eq!(found.message, "202 .mediawiki and 15 .rst were left out: fonds reads .txt, .md");
        assert_eq!(found.severity, Severity::Note);
        assert!(found.help.expect("advice").contains("plain_text = [\"mediawiki\"]"));
        assert_eq!(report(&Counts::new(), 0, &[]), None);
    }

    #[test]
    fn it_is_a_warning_once_more_was_left_out_than_read() {
        let severity =
            |kinds: &[(&str, usize)], read| report(&counts(kinds), read, &[]).expect("a word").severity;
        assert_eq!(severity(&[(".rst", 3)], 3), Severity::Note);
        assert_eq!(severity(&[(".rst", 2), ("", 2)], 3), Severity::Warning);
        assert_eq!(severity(&[(".jpg", 500), (".rst", 1)], 3), Severity::Note);
        let found = report(&counts(&[("", 1), (".png", 2)]), 3, &[]).expect("a note");
        assert!(found.message.starts_with("1 file without extension was left out"), "{}", found.message);
        assert!(
            found.message.ends_with("2 .png were left out, since no document links to them"),
            "{}",
            found.message
        );
    }
}
