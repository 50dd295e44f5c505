//! What is written, what is left alone, and that the same archive gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fonds::{Code, Severity};

use crate::archive::{Archive, Run, files};

fn letters() -> Archive {
    Archive::new()
        .file("content/a/d1.txt", "1. A Letter\n\nSee Document 2.\n")
        .file("content/a/d2.txt", "2. A Letter\n\nSee Document 1.\n")
}

#[test]
fn foreign_files_in_the_output_survive() {
    let site = letters().file("public/CNAME", "example.org\n").file("public/a/mine.html", "mine").build();
    let site = site.build_again();
    site.page("CNAME").contains("example.org");
    site.page("a/mine.html").contains("mine");
}

#[test]
fn what_an_earlier_build_made_and_this_one_does_not_is_removed() {
    let site =
        letters().file("content/b/d3.md", "# C\n\n[x](x.csv)\n").file("content/b/x.csv", "1,2\n").build();
    assert!(site.has("b/d3.html") && site.has("b/x.csv") && site.has("b/index.html"));
    site.archive.remove("content/b/d3.md");
    let site = site.build_again();
    assert!(!site.archive.path("public/b").exists());
    assert!(site.has("a/d1.html"));
    assert_eq!(site.report.written.map(|written| written.removed), Some(7));
}

#[test]
fn a_second_build_changes_nothing() {
    let site = letters().build();
    let first = site.files();
    let written = site.report.written.expect("it is written");
    assert_eq!(written.changed, written.files);
    let site = site.build_again();
    let again = site.report.written.expect("it is written");
    assert_eq!((again.files, again.changed, again.removed), (written.files, 0, 0));
    assert!(site.files() == first, "a second build gives other bytes");
}

#[test]
fn only_what_differs_is_written() {
    let site = letters().build();
    site.archive.write("content/a/d2.txt", "2. A Letter\n\nSee Document 1, and more words.\n");
    let site = site.build_again();
    let written = site.report.written.expect("it is written");
    // The page, those that quote it or show how it begins, the catalogue as two files, and the index; possibly more that count
    // words.
    assert!((2..=18).contains(&written.changed), "{written:?}");
    assert!(site.page("a/d2.html").html.contains("and more words"));
}

#[test]
fn the_output_cannot_lie_among_the_sources() {
    for output in ["content", "content/site", "static", "templates/x", "."] {
        let archive = letters();
        let before = files(&archive.path(""));
        archive.fonds(&["build", "--output", output]).exits_with(2).says("output");
        assert!(files(&archive.path("")) == before, "{output}");
    }
}

#[test]
fn the_output_cannot_be_a_file() {
    letters().file("site", "mine").fonds(&["build", "-o", "site"]).exits_with(2).says("no folder");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leads_out_is_left_out() {
    let site = letters()
        .file("secret.txt", "1. Secret\n\nText.\n")
        .symlink("../../secret.txt", "content/a/d3.txt")
        .build();
    let diagnostic = site.diagnostic(Code::Symlink);
    assert_eq!((diagnostic.severity, diagnostic.file.as_str()), (Severity::Warning, "content/a/d3.txt"));
    assert!(!site.has("a/d3.html"));
    assert!(site.files().values().all(|content| !String::from_utf8_lossy(content).contains("Secret")));
}

#[test]
fn addresses_of_the_site_itself_are_taken() {
    for path in ["content/search.txt", "content/timeline.md", "content/timeline/1926.txt"] {
        let errors = letters().file(path, "Title\n\nText.\n").errors();
        let found: Vec<_> = errors.iter().filter(|diagnostic| diagnostic.code == Code::Address).collect();
        assert_eq!(found.len(), 1, "{path}");
        assert_eq!(found[0].file, path);
    }
}

#[test]
fn capitals_alone_do_not_tell_addresses_apart() {
    let errors = letters().file("content/a/D1.txt", "3. A Letter\n\nText.\n").errors();
    assert_eq!(errors.iter().filter(|diagnostic| diagnostic.code == Code::Address).count(), 1);
}

/// Builds the sample archive with some threads, and gives all files of the site and the report
/// without its times.
fn sample(jobs: &str) -> (BTreeMap<String, Vec<u8>>, serde_json::Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let report = folder.path().join("report.json");
    let path = |path: &Path| path.to_str().expect("a path").to_owned();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Run::of(root, &["build", "-q", "--jobs", jobs, "-o", &path(&output), "--report", &path(&report)])
        .exits_with(0);
    let report = fs::read_to_string(report).expect("a report");
    let mut report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    for time in ["stages", "seconds", "documents_per_second", "peak_memory"] {
        report.as_object_mut().expect("an object").remove(time);
    }
    (files(&output), report)
}

#[test]
fn the_same_bytes_come_whatever_the_number_of_threads() {
    let (one, one_report) = sample("1");
    let (four, four_report) = sample("4");
    assert!(one.len() > 20);
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (file, content) in &one {
        assert!(four.get(file) == Some(content), "{file} differs");
    }
    assert_eq!(one_report, four_report);
}
