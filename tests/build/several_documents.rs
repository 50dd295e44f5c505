//! Sources that hold several documents: a format that only these tests know, read by a reader of their own.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fonds::reader::{Given, Reader, Receiver, Source};
use fonds::stages::catalog::Form;
use fonds::stages::{CollectionConfig, catalog, plain};
use fonds::{Code, Diagnostic, Lines, Readers, Severity, Spot};

use crate::archive::{Archive, Site};

/// Reads volumes: `= TITLE` names the volume, `== ID TITLE` begins a chapter, `=== ID TITLE` one within it, and `@ ID` a
/// document, whose text is that of a transcript.
#[derive(Debug)]
struct Volumes;

impl Reader for Volumes {
    fn extensions(&self) -> &[&str] {
        &["toy", "vol"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = source.text(receiver) else { return };
        let (lines, mut depth) = (Lines::of(&text), 1);
        let is_mark = |at: usize| text[at..].starts_with(['=', '@']);
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut marks: Vec<usize> =
            std::iter::once(0).chain(after_breaks).filter(|&at| is_mark(at)).collect();
        marks.push(text.len());
        for mark in marks.windows(2) {
            let (head, _) = text[mark[0]..mark[1]].split_once('\n').unwrap_or((&text[mark[0]..mark[1]], ""));
            let (signs, words) = head.split_once(' ').unwrap_or((head, ""));
            let (id, title) = words.split_once(' ').unwrap_or((words, ""));
            let about =
                |title: &str| CollectionConfig { title: Some(title.to_owned()), ..Default::default() };
            match (signs, signs.len()) {
                ("@", _) => {
                    let span = mark[0] + (head.len() + 1).min(mark[1] - mark[0])..mark[1];
                    let reading =
                        plain::read(&text[span.clone()], source.path, &source.config.dates, source.guesses);
                    receiver.document(Given::part(id.to_owned(), reading, &lines, span));
                }
                ("=", _) => receiver.about(about(words)),
                (_, level) => {
                    (level..=depth).for_each(|_| receiver.end_collection());
                    depth = level;
                    receiver.begin_collection(id, about(title));
                }
            }
            if signs.len() > 3 {
                let warning = Diagnostic::new(Severity::Warning, Code::Markup, source.path, "too deep");
                receiver.diagnostic(warning.at(&lines, mark[0]..mark[0] + signs.len()));
            }
        }
    }
}

const VOLUME: &str = "\
= Harbour Papers, 1924
@ preface
Preface

The papers of the harbour follow.

== letters Letters Received
@ d10
1. Letter From Orn

Amsel, March 3, 1924.

The lamp is lit, and see Document 3, and Document 77.

@ d2
2. Letter From Skell

Amsel, March 4, 1924.

They are gone; see footnote 1, Document 3.

All that follows is so far down that no list shows how it begins, since lists show the first words of a document and no more
of it than that, and so what is said here stands on one page alone, whatever is said, and whoever says it in whatever words.

The zephyr is gone.

=== drafts Drafts of Letters
@ d3
3. A Draft1

Amsel, March 5, 1924.

Nothing holds; see Lindholt Papers, vol. II, Document 1.

  1. Source: Harbour Office.
== notes Notes
@ n1
4. Note

The end. (2
";

fn archive() -> Archive {
    Archive::new()
        .readers(Readers::default().with(Arc::new(Volumes)))
        .config("base_url = \"https://example.org/\"\noffline = true\n")
        .file("content/papers/harbour.toy", VOLUME)
        .file("content/papers/other.txt", "1. Other\n\nSee Harbour Papers, 1924, Document 2.\n")
        .file("content/papers/harbour/collection.toml", "cite_as = [\"Harbour Papers, 1924\"]\n")
        .file("content/lindholt/volume/collection.toml", "cite_as = [\"Lindholt Papers, vol. II\"]\n")
        .file("content/lindholt/volume.toy", "@ d1\n1. Lindholt\n\nThe quay.\n")
        .file("content/lindholt/links.md", "[a](../papers/harbour.toy#d2) [b](../papers/harbour.toy) [c](../papers/harbour/d3.html) [d](volume.toy#d9)\n")
}

#[test]
fn each_document_has_a_page_and_each_collection_too() {
    let site = archive().build();
    for page in
        ["preface", "d10", "d2", "d3", "n1", "index", "letters/index", "letters/drafts/index", "notes/index"]
    {
        assert!(site.has(&format!("papers/harbour/{page}.html")), "{page}");
    }
    assert!(!site.has("papers/harbour.html"));
    // Collections and documents stand as in the source.
    site.page("papers/harbour/letters/index.html").contains_in_order(&[
        "Letters Received",
        "../d10.html",
        "../d2.html",
    ]);
    let page = site.page("papers/harbour/index.html");
    page.contains("Harbour Papers, 1924").contains("preface.html");
    page.contains_in_order(&["letters/index.html", "Notes:</span> <a href=\"n1.html\">"]);
    let page = site.page("papers/harbour/d3.html");
    page.contains_in_order(&["Letters Received", "Drafts of Letters", "datetime=\"1924-03-05\""]);
}

#[test]
fn references_lead_from_and_to_documents_in_sources() {
    let site = archive().build();
    site.page("papers/harbour/d10.html").contains("<a class=\"ref\" href=\"d3.html\">");
    site.page("papers/harbour/d2.html").contains("href=\"d3.html#fn1\"");
    site.page("papers/other.html").contains("href=\"harbour/d2.html\"");
    site.page("papers/harbour/d2.html").cited_by().contains("../other.html").contains("links.html");
    site.page("papers/harbour/d3.html").cited_by().contains("d10.html").contains("d2.html");
    let links = site.page("lindholt/links.html");
    links.contains("href=\"../papers/harbour/d2.html\"").contains("href=\"../papers/harbour/index.html\"");
    links.contains("href=\"../papers/harbour/d3.html\"");
    let broken = site.diagnostic(Code::BrokenLink);
    assert!(broken.message.contains("d9"), "{}", broken.message);
}

#[test]
fn diagnostics_have_their_places_in_the_source() {
    let site = archive().build();
    let found: Vec<_> = site
        .report
        .diagnostics
        .iter()
        .filter(|found| found.file == "content/papers/harbour.toy")
        .map(|found| (found.code, found.place.as_ref().map(|place| (place.line, place.column))))
        .collect();
    assert_eq!(found, [(Code::Unresolved, Some((13, 42)))]);
    // The place moves with the text before it, and the page stays as it is.
    let moved = VOLUME.replace("The papers of", "The papers\nof");
    site.archive.write("content/papers/harbour.toy", moved);
    let site = site.build_again();
    let place = site.diagnostic(Code::Unresolved).place.clone().expect("a place");
    assert_eq!((place.line, place.column, place.words()), (14, 42, "Document 77"));
    assert!(site.report.pages_kept >= 6, "{} pages were kept", site.report.pages_kept);
}

#[test]
fn one_changed_document_is_one_page_anew() {
    let first = archive().build();
    let before = Copy::of(&first);
    first.archive.write("content/papers/harbour.toy", VOLUME.replace("zephyr is gone", "zephyr, is gone"));
    let site = first.build_again();
    let pages: Vec<String> =
        before.changed(&site).into_iter().filter(|path| path.ends_with(".html")).collect();
    assert_eq!(pages, ["papers/harbour/d2.html"]);
    let documents = site.report.documents;
    assert_eq!(site.report.pages_kept, documents - 1);
    let written = site.report.written.expect("a site").changed;
    assert_eq!(written, before.changed(&site).len());
    // A build from nothing gives the same.
    let same = Copy::of(&site);
    fs::remove_dir_all(site.archive.path("public")).expect("a folder");
    assert_eq!(same.changed(&site.build_again()), Vec::<String>::new());
}

/// The files of a site as they were.
struct Copy(std::collections::BTreeMap<String, Vec<u8>>);

impl Copy {
    fn of(site: &Site) -> Self {
        Self(site.files())
    }

    /// The files of a site that are others.
    fn changed(&self, site: &Site) -> Vec<String> {
        let files = site.files();
        files
            .into_iter()
            .filter(|(path, content)| self.0.get(path) != Some(content))
            .map(|(path, _)| path)
            .collect()
    }
}

#[test]
fn spreadsheets_name_documents_in_a_source() {
    let archive = archive();
    let readers = Readers::default().with(Arc::new(Volumes));
    let written = catalog::write(&archive.path(""), readers, Form::Csv).expect("an archive");
    let table = String::from_utf8(written.content.expect("a catalogue")).expect("a text");
    let row = "\npapers/harbour.toy#d2,2,Letter From Skell,1924-03-04,";
    assert!(table.contains(row), "{table}");
    // What was written is put back, with a correction.
    let corrected = table.replace("Letter From Skell", "The Wick");
    let site = archive.file("content/catalog.csv", corrected).build();
    site.page("papers/harbour/d2.html").contains("The Wick");
    assert_eq!(site.diagnostics(Code::Metadata).count(), 0);

    let wrong = "file,title\npapers/harbour.toy#d99,No\npapers/harbour.toy,All\npapers/other.txt#d1,No\n";
    let site = site.archive.file("content/catalog.csv", wrong).build();
    let said: Vec<&str> = site.diagnostics(Code::Metadata).map(|found| found.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "content/catalog.csv, line 2 is about d99, which is no document of this file",
            "content/catalog.csv, line 3 is about this file, which holds several documents",
            "content/catalog.csv, line 4 is about d1, which is no document of this file",
        ]
    );
}

#[test]
fn ids_that_are_no_ids_are_errors_and_lose_nothing() {
    let volume = "@ d1\n1. One\n\nThe lamp.\n@ d1\n2. Two\n\nThe quay.\n@ a/b\n3. Three\n\nIce.\n@ \n4. Four\n\nFog.\n";
    let errors = archive().file("content/v.toy", volume).errors();
    let found: Vec<(Code, usize, &str)> = errors
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| (found.code, found.place.as_ref().expect("a place").line, found.message.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Code::Address, 6, "two documents of this file have the id d1"),
            (Code::Name, 10, "the id “a/b” of a document cannot be a part of an address"),
            (Code::Name, 14, "document 4 of this file has no id"),
        ]
    );
}

#[test]
fn addresses_that_collide_are_errors() {
    let errors = archive().file("content/papers/harbour/d2.txt", "A\n\nB.\n").errors();
    let error = errors.iter().find(|found| found.code == Code::Address).expect("an error");
    assert_eq!(error.file, "content/papers/harbour.toy");
    let shown = error.to_string();
    assert!(shown.contains("content/papers/harbour.toy:16:1"), "{shown}");
    assert!(error.message.contains("which content/papers/harbour/d2.txt has already"), "{}", error.message);
    let errors = archive().file("content/papers/harbour.vol", "@ x\n1. X\n\nText.\n").errors();
    let said: Vec<&str> = errors
        .iter()
        .filter(|found| found.code == Code::Address)
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["its documents would stand in the same collection as those of content/papers/harbour.toy"]
    );
}

#[test]
fn a_draft_in_a_source_is_left_out_and_its_source_not_published() {
    let site = archive().build();
    site.page("papers/harbour/d2.html").contains("href=\"../harbour.toy\"");
    assert!(site.has("papers/harbour.toy"));
    let row = "file,draft\npapers/harbour.toy#d3,true\n";
    let site = site.archive.file("content/catalog.csv", row).build();
    assert!(!site.has("papers/harbour/d3.html") && site.has("papers/harbour/d2.html"));
    assert!(!site.has("papers/harbour.toy"), "it holds the draft");
    site.page("papers/harbour/d2.html").lacks("harbour.toy");
    let note = site.diagnostic(Code::Draft);
    assert!(note.message.contains("content/papers/harbour.toy#d3"), "{}", note.message);
}

#[test]
fn a_part_of_a_source_can_be_kept_offline() {
    let site = archive().build();
    let index = site.page("offline/index.json").html;
    let index: serde_json::Value = serde_json::from_str(&index).expect("JSON");
    let list = index["collections"]["papers/harbour/letters"]["list"].as_str().expect("a list");
    let list = site.page(list);
    list.contains("papers/harbour/d10.html")
        .contains("papers/harbour/d3.html")
        .lacks("papers/harbour/n1.html");
}

/// How often a source was read.
static READ: AtomicUsize = AtomicUsize::new(0);

/// Reads volumes, and counts how many.
#[derive(Debug)]
struct Counting;

impl Reader for Counting {
    fn extensions(&self) -> &[&str] {
        &["toy"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        READ.fetch_add(1, Ordering::Relaxed);
        Volumes.read(source, receiver);
    }
}

#[test]
fn a_source_is_read_once_for_all_its_documents() {
    let document = |number| format!("@ d{number}\n{number}. Letter\n\nSee Document {}.\n", number + 900);
    let volume: String = (1..=60).map(document).collect();
    let times = || READ.swap(0, Ordering::Relaxed);
    let readers = Readers::default().with(Arc::new(Counting));
    let archive = Archive::new().readers(readers).pack().file("content/v.toy", volume);
    let site = archive.build();
    assert_eq!((site.report.documents, times()), (60, 1));
    // Every page is made anew, and the source is as it was.
    let base =
        fonds::stages::BUILT_IN_TEMPLATES.iter().find(|(name, _)| *name == "base.html").expect("one").1;
    let site = site.archive.file("templates/base.html", format!("{base}<!-- -->")).build();
    assert_eq!((site.report.sources_kept, site.report.pages_kept, times()), (1, 0, 1));
    let site = site.archive.check();
    assert_eq!((site.report.documents, times()), (60, 2));
}

/// A format without lines: one document, whose paragraphs are the lines of the file.
#[derive(Debug)]
struct Paragraphs;

impl Reader for Paragraphs {
    fn extensions(&self) -> &[&str] {
        &["par"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let text = String::from_utf8_lossy(source.bytes).replace('\n', "\n\n");
        let reading = plain::read(&text, source.path, &source.config.dates, source.guesses);
        receiver.document(Given::without_lines(reading));
    }
}

#[test]
fn a_format_without_lines_has_places_too() {
    let archive = Archive::new().readers(Readers::default().with(Arc::new(Paragraphs)));
    let site = archive.file("content/a.par", "1. Letter\nThe lamp is lit.\nSee Document 9.\n").build();
    let found = site.diagnostic(Code::Unresolved);
    assert_eq!((found.place.as_ref(), found.spot.as_ref()), (None, Some(&Spot::Paragraph(2))));
    assert!(found.message.starts_with("“Document 9”"), "{}", found.message);
    assert!(site.has("a.html"));
}
