//! Checks in continuous integration: formats, denied and allowed diagnostics, and what a rule
//! matches.

use fonds::{Code, Severity};
use serde_json::Value;

use crate::archive::{Archive, Run};

/// Two letters; the second refers to what is here and to what is not.
fn letters() -> Archive {
    Archive::new()
        .file("content/catalog.csv", "file,date\na/d1.txt,1926\na/d2.txt,1926\n")
        .file("content/a/d1.txt", "1. A Letter\n\nThe lamp was lit.\n")
        .file("content/a/d2.txt", "2. A Letter\n\nSee Document 1, Document 47, and\nDocument 471.\n")
}

fn allow(file: &str, words: &str) -> String {
    format!(
        "[[allow]]\ncode = \"unresolved\"\nfile = \"{file}\"\nwords = \"{words}\"\nreason = \"Planned, and never printed.\"\n"
    )
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", run.stdout))
}

#[test]
fn the_report_is_a_format_of_check_and_build() {
    for command in ["check", "build"] {
        let run = letters().fonds(&[command, "--format", "json"]);
        let report = json(run.exits_with(0));
        assert_eq!(report["tally"]["notes"], 2);
        assert_eq!(report["diagnostics"][0]["reason"], "no-document");
        assert_eq!(report["references"]["unresolved_by_reason"]["no-document"], 2);
        assert!(run.stderr.contains("1 references resolved, 2 not: 2 no-document"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_check_finds_what_is_wrong_with_files_that_a_build_would_copy() {
    let archive = letters()
        .file("content/a/d3.md", "# Note\n\nSee [the list](../catalog.jsonl).\n")
        .file("content/catalog.jsonl", "{}\n")
        .file("static/style.css", "")
        .symlink("style.css", "static/copy.css");
    let [check, build] =
        ["check", "build"].map(|command| json(archive.fonds(&[command, "--format", "json"]).exits_with(1)));
    let codes: Vec<_> = check["diagnostics"].as_array().expect("a list").iter().map(|d| &d["code"]).collect();
    assert!(codes.iter().any(|code| *code == "address") && codes.iter().any(|code| *code == "symlink"));
    assert_eq!(check["diagnostics"], build["diagnostics"]);
    assert!(!archive.path("public").exists());
}

#[test]
fn github_gets_a_command_for_each_diagnostic() {
    let run = letters().fonds(&["check", "--format", "github", "--deny", "unresolved"]);
    run.exits_with(1);
    assert_eq!(
        run.stdout.lines().next(),
        Some(
            "::error file=content/a/d2.txt,line=3,col=17,title=unresolved::“Document 47”: Document 47 is not in this archive%0Athe nearest is Document 2"
        )
    );
    assert_eq!(run.stdout.lines().count(), 2);
}

#[test]
fn paths_begin_with_the_folder_of_the_archive() {
    let archive = Archive::new()
        .file("papers/content/catalog.csv", "file,date\nd1.txt,1926\n")
        .file("papers/content/d1.txt", "1. A Letter\n\nSee Document 9.\n");
    let run = |format| archive.fonds(&["check", "papers", "--format", format, "--quiet"]);
    assert!(run("github").stdout.starts_with("::notice file=papers/content/d1.txt,line=3,col=5,"));
    let gitlab = json(&run("gitlab"));
    assert_eq!(gitlab[0]["location"]["path"], "papers/content/d1.txt");
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 3);
    assert_eq!(gitlab[0]["fingerprint"].as_str().map(str::len), Some(32));
    let sarif = json(&run("sarif"));
    let place = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(sarif.pointer(place), Some(&Value::from("papers/content/d1.txt")));
    assert_eq!(run("sarif").stderr, "");
}

#[test]
fn a_wrong_configuration_is_said_in_the_format_too() {
    let archive = letters().config("langauge = \"de\"\n");
    let run = archive.fonds(&["check", "--format", "github"]);
    run.exits_with(2).says("did you mean `language`?");
    assert!(
        run.stdout.starts_with("::error file=fonds.toml,line=1,col=1,title=metadata::"),
        "{}",
        run.stdout
    );
    let report = json(archive.fonds(&["check", "--format", "json"]).exits_with(2));
    assert_eq!(report["diagnostics"][0]["file"], "fonds.toml");
}

#[test]
fn a_denied_code_is_an_error_whatever_the_configuration_says() {
    let archive = letters().config("[diagnostics]\nunresolved = \"ignore\"\n");
    archive.fonds(&["check"]).exits_with(0).says("0 notes");
    archive.fonds(&["check", "--deny", "empty"]).exits_with(0);
    archive.fonds(&["check", "--deny", "empty", "--deny", "unresolved"]).exits_with(1).says("2 errors");
    archive.fonds(&["build", "--deny", "unresolved"]).exits_with(1).says("not written");
}

#[test]
fn an_unknown_code_is_wrong_usage_and_names_the_nearest() {
    letters().fonds(&["check", "--deny", "unresolvd"]).exits_with(2).says("unresolvd").says("'unresolved'");
}

#[test]
fn what_is_allowed_is_counted_and_not_reported() {
    let archive = letters().config(&allow("content/**/*.txt", "Document 47"));
    let run = archive.fonds(&["check", "--format", "json"]);
    let report = json(run.exits_with(0));
    assert_eq!(report["allowed"], 1);
    assert_eq!(report["tally"]["notes"], 1);
    let message = report["diagnostics"][0]["message"].as_str().expect("a message");
    assert!(message.contains("Document 471"), "{message}");
    archive.fonds(&["check"]).exits_with(0).says("1 note, 1 more allowed");
    // It is accepted with its reason, so it is no error either.
    let both = letters().config(&(allow("content/a/d2.txt", "Document 47") + &allow("**", "Document 471")));
    both.fonds(&["build", "--strict", "--deny", "unresolved"]).exits_with(0).says("2 more allowed");
}

#[test]
fn what_is_allowed_in_vain_is_said_at_its_place() {
    let site =
        letters().config(&format!("title = \"x\"\n\n{}", allow("content/a/d1.txt", "Document 47"))).build();
    let unused = site.diagnostic(Code::UnusedAllow);
    assert_eq!(unused.severity, Severity::Warning);
    assert_eq!(unused.file, "fonds.toml");
    assert_eq!(unused.place.as_ref().map(|place| place.line), Some(4));
    assert_eq!(site.diagnostics(Code::Unresolved).count(), 2);
}

#[test]
fn an_error_cannot_be_allowed() {
    let diagnostics = letters()
        .file("content/a/d1.md", "# The same address\n\nText.\n")
        .config("[[allow]]\ncode = \"address\"\nfile = \"**\"\nreason = \"It is so.\"\n")
        .errors();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::Address));
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnusedAllow));
}

#[test]
fn an_allowance_needs_a_reason() {
    let failure = letters().config("[[allow]]\ncode = \"empty\"\nfile = \"**\"\n").failure();
    assert!(failure.message.contains("reason"), "{}", failure.message);
}

#[test]
fn a_rule_is_explained_by_what_it_matches() {
    let archive = letters();
    let run = archive.fonds(&["check", "--explain", "document"]);
    run.exits_with(0);
    let expected = [
        "content/a/d2.txt:3:5: “Document 1”",
        "    See Document 1, Document 47, and",
        "    leads to a/d1.html",
        "",
        "content/a/d2.txt:3:17: “Document 47”",
        "    See Document 1, Document 47, and",
        "    leads nowhere: Document 47 is not in this archive (no-document); the nearest is Document 2",
    ];
    assert_eq!(run.stdout.lines().take(expected.len()).collect::<Vec<_>>(), expected);
    let counts = "3 references by document: 1 resolved, 2 not: 2 no-document";
    assert_eq!(run.stdout.lines().last(), Some(counts));
    archive.fonds(&["check", "--explain", "footnote"]).exits_with(0).says("0 references by footnote");
}

#[test]
fn a_rule_of_the_archive_is_explained_by_its_name() {
    let rule = "[[references]]\nname = \"Letter\"\npattern = 'Brief (\\d+)'\ntarget = \"d$1\"\n";
    let archive = letters().file("content/b.md", "# B\n\nAs in Brief 2 and Brief 9.\n").config(rule);
    archive
        .fonds(&["check", "--explain", "Letter"])
        .exits_with(0)
        .says("content/b.md:3:7: “Brief 2”")
        .says("leads to a/d2.html")
        .says("2 references by Letter: 1 resolved, 1 not");
    archive.fonds(&["check", "--explain", "Leter"]).exits_with(2).says("did you mean `Letter`?");
    archive.fonds(&["check", "--explain", "documnt"]).exits_with(2).says("did you mean `document`?");
}

#[test]
fn reasons_are_told_apart() {
    let site = Archive::new()
        .file(
            "content/d1.md",
            "# One\n\nSee [a](nothing.md), [b](#nothing), [[nobody]], and footnote 8 below.\n",
        )
        .build();
    let reasons = &site.report.references.unresolved_by_reason;
    let names: Vec<(&str, usize)> = reasons.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
    assert_eq!(names, [("no-anchor", 1), ("no-document", 1), ("no-file", 1), ("no-footnote", 1)]);
}

/// A letter of a collection of the series, with references to volumes that are not here.
fn citing_letter(external: &str, text: &str) -> Archive {
    Archive::new()
        .config(external)
        .file(
            "content/six/collection.toml",
            "title = \"Volume VI\"\ncite_as = [\"Foreign Relations, 1961–1963, vol. VI\"]\n",
        )
        .file("content/six/d1.txt", format!("1. A Letter\n\n{text}\n"))
}

#[test]
fn a_collection_elsewhere_is_linked_by_its_template() {
    let external = "[[external]]\ncite_as = \"Foreign Relations\"\n\
        url = \"https://history.example/frus{years:short}v{volume:02}/d{document}#fn{footnote}\"\n\
        [[external]]\ncite_as = \"Foreign Relations\"\n\
        url = \"https://history.example/frus{years:short}v{volume:02}/d{document}\"\n";
    let text = "See Foreign Relations, 1961–1963, vol. V, Document 12, and footnote 3, Document 7, and vol. XV, Document 8. See also Foreign Relations, 1961–1963, vol. VI, Document 1, and Foreign Relations, 1964–1968, vol. I.";
    let site = citing_letter(external, text).build();
    let page = site.page("six/d1.html");
    page.contains("<a class=\"ref external\" href=\"https://history.example/frus1961-63v05/d12\">")
        .contains("<a class=\"ref external\" href=\"https://history.example/frus1961-63v15/d8\">")
        .contains("<a class=\"ref\" href=\"d1.html\">")
        // The templates want a document, and none is cited.
        .contains("<span class=\"ref unresolved\" title=\"Foreign Relations, 1964–1968, vol. 1");
    let references = &site.report.references;
    assert_eq!(references.unresolved_by_reason.get("no-collection"), Some(&1));
    assert_eq!((references.resolved, references.external), (3, 2));
}

#[test]
fn a_series_that_is_only_elsewhere_is_recognised() {
    let external =
        "[[external]]\ncite_as = \"Skell Papers\"\nurl = \"https://skell.example/{volume}/{document}\"\n";
    let archive = citing_letter(external, "See Skell Papers, vol. II, Document 4.");
    archive
        .fonds(&["check", "--explain", "document"])
        .exits_with(0)
        .says("leads to https://skell.example/2/4");
    archive.fonds(&["build", "--strict"]).exits_with(0).says("1 references resolved (1 elsewhere), 0 not");
}

#[test]
fn an_address_elsewhere_is_one_of_the_web() {
    for url in ["javascript:alert(1)", "https://a.example/{documnt}"] {
        let external = format!("[[external]]\ncite_as = \"Skell Papers\"\nurl = \"{url}\"\n");
        let failure = citing_letter(&external, "Text.").failure();
        assert_eq!(failure.file, "fonds.toml");
        assert_eq!(failure.place.as_ref().map(|place| place.line), Some(3));
    }
}
