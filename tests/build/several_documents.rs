//! Sources that hold several documents: a format that only these tests know, read by a reader of their own.

use std::fs;
use std::sync::Arc;

use fonds::config::CollectionConfig;
use fonds::diagnostic::{Code, Diagnostic, Lines, Severity};
use fonds::read::plain;
use fonds::read::reader::{Given, Reader, Receiver, Source};
use fonds::read::readers::Readers;

use crate::archive::{Archive, Site};

/// Reads volumes: `= TITLE` names the volume, `== ID TITLE` begins a chapter, `=== ID TITLE` one within it, and `@ ID` a
/// document, whose text is that of a transcript.
#[derive(Debug)]
struct Volumes;

impl Reader for Volumes {
    fn extensions(&self) -> &[&str] {
        &["toy"]
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
    page.contains_in_order(&["letters/index.html", "notes/index.html"]);
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
