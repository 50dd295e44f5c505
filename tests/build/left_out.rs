//! Nothing is left out in silence: each file is read, linked, excluded, metadata, or counted.

use fonds::{Code, Severity};

use crate::archive::Archive;

const TEXT: &str = "1. A Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n";

#[test]
fn extensions_count_whatever_their_case() {
    for (file, page) in [
        ("D1.TXT", "D1.html"),
        ("d1.Text", "d1.html"),
        ("d1.MD", "d1.html"),
        ("d1.markdown", "d1.html"),
        ("d1.mkd", "d1.html"),
        ("d1.mDown", "d1.html"),
    ] {
        let site = Archive::new().file(&format!("content/{file}"), TEXT).build();
        site.is_clean();
        site.page(page).contains("The lamp was lit.");
    }
}

#[test]
fn what_is_not_read_is_counted_by_extension() {
    let site = Archive::new()
        .file("content/a.md", "# A\n\nSee the [chart](chart.PDF).\n")
        .file("content/b.md", "# B\n\nWords.\n")
        .file("content/c.md", "# C\n\nWords.\n")
        .file("content/chart.PDF", "x")
        .file("content/log.rst", "x")
        .file("content/old/LOG.RST", "x")
        .file("content/MINUTES", "x")
        .file("content/map.png", "x")
        .file("content/collection.toml", "title = \"A\"\n")
        .file("content/.git/config", "x")
        .build();
    let note = site.diagnostic(Code::LeftOut);
    assert_eq!(note.severity, Severity::Note);
    assert!(note.message.contains("2 .rst and 1 file without extension were left out"), "{}", note.message);
    assert!(note.message.contains("1 .png was left out, since no document links to"), "{}", note.message);
    assert!(!note.message.contains("pdf"), "a file that is linked is not left out: {}", note.message);
    let counts: Vec<(&str, usize)> =
        site.report.left_out.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(counts, [("", 1), (".png", 1), (".rst", 2)]);
    assert!(
        site.report.summary().contains("4 other files of content/ left out"),
        "{}",
        site.report.summary()
    );
    let again = site.build_again();
    assert_eq!(again.report.left_out.len(), 3, "a build without changes says the same");
}

#[test]
fn it_is_a_warning_once_more_is_left_out_than_read() {
    let site = Archive::new()
        .file("content/a.md", "# A\n\nWords.\n")
        .file("content/7261.rst", "x")
        .file("content/v.org", "x")
        .build();
    let warning = site.diagnostic(Code::LeftOut);
    assert_eq!(warning.severity, Severity::Warning);
    assert!(warning.help.as_deref().is_some_and(|help| help.contains("plain_text")), "{:?}", warning.help);
}

#[test]
fn what_is_excluded_is_not_counted() {
    let site = Archive::new()
        .config("exclude = [\"raw/**\", \"*.rst\"]\n")
        .file("content/a.md", "# A\n\nWords.\n")
        .file("content/raw/a.xml", "x")
        .file("content/b.rst", "x")
        .build();
    site.is_clean();
}

#[test]
fn an_archive_says_what_else_is_plain_text() {
    let archive = |names: &str| {
        Archive::new()
            .config(&format!("plain_text = [{names}]\n"))
            .file("content/pep-0008.rst", TEXT)
            .file("content/old/MINUTES", TEXT)
            .file("content/v1.2", TEXT)
            .file("content/v1.3", TEXT)
            .file("content/letter.2.txt", TEXT)
            .file("content/scan", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")
    };
    let site = archive("\"rst\"").build();
    assert!(site.has("pep-0008.html") && !site.has("old/MINUTES.html") && site.has("letter.2.html"));
    let site = archive("\"minutes\", \"v*\"").build();
    assert!(site.has("old/MINUTES.html") && site.has("v1.2.html") && site.has("v1.3.html"));
    assert!(!site.has("pep-0008.html"));
    let site = archive("\"*\"").build();
    assert_eq!(site.report.documents, 5);
    assert_eq!(site.report.left_out.get(""), Some(&1));
    let site = archive("\"old/*\"").build();
    assert_eq!(site.report.documents, 2);
    // What is named is read, or said to be no text.
    let site = archive("\"scan\"").build();
    let diagnostic = site.diagnostic(Code::NotText);
    assert!(diagnostic.message.contains("looks like a file .png"), "{}", diagnostic.message);
}

#[test]
fn two_files_with_one_stem_are_an_error() {
    let errors = Archive::new()
        .config("plain_text = [\"rst\"]\n")
        .file("content/a.txt", TEXT)
        .file("content/a.rst", TEXT)
        .errors();
    let error = errors.iter().find(|error| error.code == Code::Address).expect("an address");
    assert!(error.message.contains("content/a.rst has already"), "{}", error.message);
}

#[test]
fn documents_of_all_extensions_can_be_linked_without() {
    let site = Archive::new()
        .config("plain_text = [\"rst\"]\n")
        .file("content/a.md", "# A\n\n[b](b), [c](c.html), [d](d.RST), [e](e.markdown), [f](v1.2).\n")
        .file("content/b.TXT", TEXT)
        .file("content/c.text", TEXT)
        .file("content/d.RST", TEXT)
        .file("content/e.markdown", "# E\n\nWords.\n")
        .file("content/v1.2.txt", TEXT)
        .build();
    site.page("a.html")
        .contains("href=\"b.html\"")
        .contains("href=\"c.html\"")
        .contains("href=\"d.html\"")
        .contains("href=\"e.html\"")
        .contains("href=\"v1.2.html\"");
}

#[cfg(unix)]
#[test]
fn pipes_hang_no_build() {
    let archive = Archive::new()
        .file("content/a.txt", TEXT)
        .file("static/theme/own.css", "p { color: red }")
        .file("templates/notes.txt", "x");
    for path in [
        "content/pipe.txt",
        "content/catalog.csv",
        "content/collection.toml",
        "static/pipe.css",
        "templates/pipe",
    ] {
        let made = std::process::Command::new("mkfifo").arg(archive.path(path)).status().expect("mkfifo");
        assert!(made.success());
    }
    let site = archive.build();
    let mut said: Vec<&str> = site.diagnostics(Code::Unreadable).map(|found| found.file.as_str()).collect();
    said.sort_unstable();
    assert_eq!(
        said,
        ["content/catalog.csv", "content/collection.toml", "content/pipe.txt", "static/pipe.css"]
    );
    assert!(site.has("theme/own.css") && !site.has("pipe.css"));
}
