//! [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), which services
//! and editors read.
//!
//! The few properties that a list of diagnostics needs are written out here: the crates for SARIF
//! generate types for all of its schema while they are built.

use serde::Serialize;

use super::Located;
use crate::diagnostic::{Code, Place, Severity};
use crate::resolve::route;

/// Where editors find the schema of the format.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A file of the format.
#[derive(Debug, Serialize)]
pub(super) struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

/// What a code means.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: Code,
    short_description: Message,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

/// A diagnostic; the format calls it a result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: Code,
    rule_index: usize,
    level: Severity,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

#[derive(Debug, Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "fonds/v1")]
    fonds: &'a str,
}

#[derive(Debug, Serialize)]
struct Properties<'a> {
    reason: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

/// A place without a line: `paragraph 12`.
#[derive(Debug, Serialize)]
struct LogicalLocation {
    name: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'a>>,
}

#[derive(Debug, Serialize)]
struct Snippet<'a> {
    text: &'a str,
}

/// A log of one run with all diagnostics.
pub(super) fn log<'a>(located: &'a [Located<'_>]) -> Log<'a> {
    let mut codes: Vec<Code> = located.iter().map(|located| located.diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results = located.iter().map(|located| finding(located, &codes)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        rules: codes.iter().copied().map(rule).collect(),
    };
    Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    }
}

/// The description of a code, without the full stop at its end.
fn rule(code: Code) -> Rule {
    let text = code.meaning().trim_end_matches('.').to_owned();
    Rule { id: code, short_description: Message { text } }
}

fn finding<'a>(located: &'a Located<'_>, codes: &[Code]) -> Finding<'a> {
    let diagnostic = located.diagnostic;
    let spot = diagnostic.spot.as_ref().map(ToString::to_string);
    let location = |path: &String| Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(path) },
            region: diagnostic.place.as_ref().map(region),
        },
        logical_locations: spot.iter().map(|name| LogicalLocation { name: name.clone() }).collect(),
    };
    Finding {
        rule_id: diagnostic.code,
        rule_index: codes.iter().position(|code| *code == diagnostic.code).unwrap_or_default(),
        level: diagnostic.severity,
        message: Message { text: located.message() },
        locations: located.path.iter().map(location).collect(),
        partial_fingerprints: Fingerprints { fonds: &located.fingerprint },
        properties: diagnostic.reason.as_deref().map(|reason| Properties { reason }),
    }
}

fn region(place: &Place) -> Region<'_> {
    let words = Some(place.words()).filter(|words| !words.is_empty());
    Region {
        start_line: place.line,
        start_column: place.column,
        end_column: words.map(|words| place.column + words.chars().count()),
        snippet: words.map(|text| Snippet { text }),
    }
}

fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", route::encoded(path))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::located;
    use super::super::tests::found;
    use super::*;

    #[test]
    fn a_log_has_rules_results_and_places() {
        let found = found();
        let located = located(&found, Path::new("papers"));
        let log = serde_json::to_value(log(&located)).expect("JSON");
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "fonds");
        let rules: Vec<&str> =
            (0..3).filter_map(|at| run["tool"]["driver"]["rules"][at]["id"].as_str()).collect();
        assert_eq!(rules, ["unwritable", "empty", "unresolved"]);
        let unresolved = &run["results"][0];
        assert_eq!(unresolved["level"], "note");
        assert_eq!(unresolved["ruleId"], "unresolved");
        assert_eq!(unresolved["ruleIndex"], 2);
        assert_eq!(unresolved["properties"]["reason"], "no-document");
        let place = &unresolved["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "papers/content/a,%20b.txt");
        assert_eq!(place["region"]["startLine"], 2);
        assert_eq!(place["region"]["startColumn"], 5);
        assert_eq!(place["region"]["endColumn"], 16);
        assert_eq!(place["region"]["snippet"]["text"], "Document 99");
        assert_eq!(run["results"][2].get("locations"), None);
    }

    #[test]
    fn a_rule_says_what_its_code_means() {
        assert_eq!(rule(Code::Empty).short_description.text, "The document has no text");
    }
}
