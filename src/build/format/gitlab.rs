//! The report that GitLab shows as Code Quality in a merge request, by
//! [its format](https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).

use serde::Serialize;

use super::Located;
use crate::diagnostic::{Code, Severity};

/// A diagnostic as GitLab reads it.
#[derive(Debug, Serialize)]
pub(super) struct Violation<'a> {
    description: String,
    check_name: Code,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

/// The list of all diagnostics.
pub(super) fn report<'a>(located: &'a [Located<'_>]) -> Vec<Violation<'a>> {
    located.iter().map(violation).collect()
}

fn violation<'a>(located: &'a Located<'_>) -> Violation<'a> {
    let diagnostic = located.diagnostic;
    Violation {
        description: located.message_with_spot(),
        check_name: diagnostic.code,
        fingerprint: &located.fingerprint,
        severity: match diagnostic.severity {
            Severity::Note => "info",
            Severity::Warning => "minor",
            Severity::Error => "major",
        },
        // GitLab wants a path and a line, even of what is wrong with no line of any file.
        location: Location {
            path: located.path.as_deref().unwrap_or(&diagnostic.file),
            lines: Lines { begin: diagnostic.place.as_ref().map_or(1, |place| place.line) },
        },
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::located;
    use super::super::tests::found;
    use super::*;

    #[test]
    fn every_field_that_gitlab_needs_is_there() {
        let found = found();
        let located = located(&found, Path::new("papers"));
        let report = serde_json::to_value(report(&located)).expect("JSON");
        assert_eq!(report[0]["description"], "“Document 99”: 100 % lost\nthe nearest is 9");
        assert_eq!(report[0]["check_name"], "unresolved");
        assert_eq!(report[0]["severity"], "info");
        assert_eq!(report[0]["location"]["path"], "papers/content/a, b.txt");
        assert_eq!(report[0]["location"]["lines"]["begin"], 2);
        assert_eq!(report[1]["location"]["lines"]["begin"], 1);
        assert_eq!(report[2]["severity"], "major");
        assert_eq!(report[2]["location"]["path"], "public");
    }
}
