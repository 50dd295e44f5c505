//! The program from outside: exit codes, messages, and the report.

use serde_json::Value;

use crate::archive::{Archive, Run, files};

/// An archive in which nothing is wrong.
fn letter() -> Archive {
    Archive::new().file("content/d1.txt", "1. A Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n")
}

#[test]
fn a_build_says_what_it_did() {
    let archive = letter();
    let run = archive.fonds(&["build"]);
    run.exits_with(0).says("1 documents").says("0 errors, 0 warnings, 0 notes").says("index.html");
    assert!(archive.path("public/d1.html").is_file());
}

#[test]
fn the_output_can_be_elsewhere() {
    let archive = letter();
    archive.fonds(&["build", "--output", "there/site", "--quiet"]).exits_with(0);
    assert!(archive.path("there/site/d1.html").is_file());
    assert!(!archive.path("public").exists());
}

#[test]
fn a_quiet_build_says_nothing() {
    let run = letter().file("content/d2.txt", "2. Empty\n").fonds(&["build", "-q"]);
    run.exits_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let archive = letter().config("title = \"Letters\"\nlangauge = \"de\"\n");
    archive
        .fonds(&["build"])
        .exits_with(2)
        .says("`langauge` is no known key")
        .says("fonds.toml:2:1")
        .says("did you mean `language`?");
    assert!(!archive.path("public").exists());
}

#[test]
fn an_archive_without_content_is_no_archive() {
    let archive = letter();
    archive.remove("content/d1.txt");
    std::fs::remove_dir(archive.path("content")).expect("an empty folder");
    archive.fonds(&["build"]).exits_with(2).says("no content folder").says("fonds init");
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let archive = letter();
    archive.fonds(&["biuld"]).exits_with(2).says("biuld");
    archive.fonds(&["build", "--base-url", "example.org"]).exits_with(2).says("no web address");
    archive.fonds(&["build", "nowhere"]).exits_with(2);
}

#[test]
fn an_archive_with_errors_leaves_the_earlier_site_as_it_was() {
    let archive = letter();
    archive.fonds(&["build"]).exits_with(0);
    let earlier = files(&archive.path("public"));
    archive.write("content/d1.md", "# The same address\n\nText.\n");
    archive.write("content/d2.txt", "2. New\n\nText.\n");
    archive
        .fonds(&["build"])
        .exits_with(1)
        .says("address d1.html")
        .says("content/d1.md")
        .says("content/d1.txt")
        .says("not written");
    assert!(files(&archive.path("public")) == earlier, "the earlier site has changed");
    let hidden = std::fs::read_dir(archive.path("")).expect("a folder").flatten();
    assert!(hidden.into_iter().all(|found| !found.file_name().to_string_lossy().starts_with(".fonds")));
}

#[test]
fn strict_makes_unresolved_references_fatal() {
    let archive = letter().file("content/d2.txt", "2. A Letter\n\nSee Document 99.\n");
    archive.fonds(&["build"]).exits_with(0).says("note[unresolved]");
    archive.fonds(&["build", "--strict"]).exits_with(1).says("error[unresolved]").says("content/d2.txt:3:5");
    archive.fonds(&["check", "--strict"]).exits_with(1);
    letter().fonds(&["build", "--strict"]).exits_with(0);
}

#[test]
fn strict_makes_warnings_fatal() {
    let archive = letter().file("content/d2.txt", "2. Empty\n");
    archive.fonds(&["build"]).exits_with(0).says("warning[empty]");
    archive.fonds(&["build", "--strict"]).exits_with(1).says("error[empty]");
}

#[test]
fn the_archive_says_how_much_a_diagnostic_matters() {
    let letter = || {
        letter()
            .file("content/catalog.csv", "file,date\nd2.txt,1926\n")
            .file("content/d2.txt", "2. A Letter\n\nSee Document 99.\n")
    };
    letter().config("[diagnostics]\nunresolved = \"error\"\n").fonds(&["build"]).exits_with(1);
    letter()
        .config("[diagnostics]\nunresolved = \"warning\"\n")
        .fonds(&["build"])
        .exits_with(0)
        .says("1 warning,");
    let ignored = letter().config("[diagnostics]\nunresolved = \"ignore\"\n");
    ignored.fonds(&["build", "--strict"]).exits_with(0).says("0 notes");
    letter()
        .config("[diagnostics]\nunresolvd = \"error\"\n")
        .fonds(&["build"])
        .exits_with(2)
        .says("unresolvd");
}

#[test]
fn a_check_writes_nothing() {
    let archive = letter().file("content/d2.txt", "2. A Letter\n\nSee Document 99.\n");
    let before = files(&archive.path(""));
    archive.fonds(&["check"]).exits_with(0).says("note[unresolved]");
    assert!(files(&archive.path("")) == before, "a check has changed files");
    archive.write("content/d2.md", "# The same address\n\nText.\n");
    archive.fonds(&["check"]).exits_with(1).says("address d2.html");
}

#[test]
fn the_report_has_counts_stages_and_diagnostics() {
    let archive = letter()
        .file("content/a/d2.txt", "2. A Letter\n\nSee Document 99.\n")
        .file("content/a/d3.md", "# Note\n\nSee [the letter](../d1.txt).\n");
    archive.fonds(&["build", "--report", "report.json"]).exits_with(0);
    let report: Value = serde_json::from_str(&archive.read("report.json")).expect("JSON");
    for (pointer, expected) in [
        ("/documents", Value::from(3)),
        ("/collections", 1.into()),
        ("/dated", 1.into()),
        ("/references/resolved", 1.into()),
        ("/references/unresolved", 1.into()),
        ("/references/by_kind/link/resolved", 1.into()),
        ("/references/by_kind/document/unresolved", 1.into()),
        ("/tally/errors", 0.into()),
        ("/tally/warnings", 0.into()),
        ("/tally/notes", 2.into()),
        ("/diagnostics/0/file", "content".into()),
        ("/diagnostics/0/severity", "note".into()),
        ("/diagnostics/0/code", "undated".into()),
        ("/diagnostics/1/file", "content/a/d2.txt".into()),
        ("/diagnostics/1/line", 3.into()),
        ("/diagnostics/1/column", 5.into()),
        ("/diagnostics/1/severity", "note".into()),
        ("/diagnostics/1/code", "unresolved".into()),
    ] {
        assert_eq!(report.pointer(pointer), Some(&expected), "{pointer}");
    }
    let message = report["diagnostics"][1]["message"].as_str().expect("a message");
    assert!(message.contains("Document 99 is not in this archive"), "{message}");
    let stages: Vec<&str> = report["stages"]
        .as_array()
        .expect("stages")
        .iter()
        .filter_map(|stage| stage["name"].as_str())
        .collect();
    assert_eq!(
        stages,
        ["source", "remember", "read", "catalog", "dating", "route", "resolve", "render", "search", "emit"]
    );
    let pages = files(&archive.path("public")).keys().filter(|file| file.ends_with(".html")).count();
    assert_eq!(report["pages"], pages);
    assert!(report["written"]["files"].as_u64().is_some_and(|files| files > pages as u64));
}

#[test]
fn the_report_of_a_check_says_that_nothing_was_written() {
    let archive = letter();
    archive.fonds(&["check", "--report", "report.json"]).exits_with(0);
    let report: Value = serde_json::from_str(&archive.read("report.json")).expect("JSON");
    assert_eq!(report.get("written"), None);
    assert_eq!(report["documents"], 1);
}

#[test]
fn there_is_a_report_of_an_archive_with_errors_too() {
    let archive = letter().file("content/d1.md", "+++\ndate = \"1926\"\n+++\n# The same address\n\nText.\n");
    archive.fonds(&["build", "--report", "report.json"]).exits_with(1);
    let report: Value = serde_json::from_str(&archive.read("report.json")).expect("JSON");
    assert_eq!(report["tally"]["errors"], 1);
    assert_eq!(report["diagnostics"][0]["code"], "address");
}

#[test]
fn init_makes_an_archive_that_builds_without_a_word() {
    let folder = tempfile::tempdir().expect("a folder");
    Run::of(folder.path(), &["init", "letters"]).exits_with(0).says("fonds build letters");
    Run::of(folder.path(), &["build", "letters", "--strict"])
        .exits_with(0)
        .says("0 errors, 0 warnings, 0 notes")
        .says(" 0 not");
    assert!(folder.path().join("letters/public/letters/d1.html").is_file());
}

#[test]
fn init_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    Run::of(folder.path(), &["init"]).exits_with(0);
    std::fs::write(folder.path().join("fonds.toml"), "title = \"Mine\"\n").expect("a file");
    let before = files(folder.path());
    Run::of(folder.path(), &["init"]).exits_with(2).says("already");
    assert!(files(folder.path()) == before, "init has changed files");
    let archive = letter();
    archive.fonds(&["init"]).exits_with(2);
    assert!(!archive.path("fonds.toml").exists());
}

#[test]
fn timings_say_what_was_kept() {
    let mut archive = Archive::new();
    for number in 1..=4 {
        archive = archive.file(&format!("content/d{number}.md"), format!("# {number}\n\nText.\n"));
    }
    archive
        .fonds(&["build", "--timings"])
        .exits_with(0)
        .says("s  render")
        .says("sources 0, pages of documents 0 of 4");
    archive.write("content/d4.md", "# 4\n\nOther text.\n");
    // The page of the document before it shows how it begins.
    archive.fonds(&["build", "--timings"]).exits_with(0).says("sources 3, pages of documents 2 of 4");
}
