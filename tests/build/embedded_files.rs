//! Files that lie within a source are published beside the page of their document.

use std::fs;
use std::sync::Arc;

use fonds::reader::document::{Block, Document, ImagePlace, ImageSize, Inline, ParagraphStyle, Text};
use fonds::reader::reference::{Citation, Reference, Rule};
use fonds::reader::{EmbeddedFile, Given, Reader, Reading, Receiver, Source};
use fonds::{Code, Readers};

use crate::archive::Archive;

/// Reads sources of which each line `NAME CONTENT` is a file; images stand in the text, others are linked.
#[derive(Debug)]
struct Files;

impl Reader for Files {
    fn extensions(&self) -> &[&str] {
        &["box"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = source.text(receiver) else { return };
        let mut document = Document::default();
        let mut files = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let (name, content) = line.split_once(' ').unwrap_or((line, ""));
            let is_image = name.ends_with(".png");
            document.references.push(Reference {
                rule: if is_image { Rule::Image } else { Rule::Link },
                citation: Citation::Embedded(name.to_owned()),
                span: 0..0,
                sentence: String::new(),
                within: None,
            });
            let words = Inline::Text(Text { text: name.to_owned(), start: 0 });
            let image = Inline::Image {
                place: ImagePlace::Archive(index),
                alt: name.to_owned(),
                title: String::new(),
                size: ImageSize::default(),
            };
            let shown = if is_image { image } else { Inline::Reference { index, content: vec![words] } };
            document.blocks.push(Block::Paragraph { style: ParagraphStyle::Body, content: vec![shown] });
            if !content.is_empty() {
                files.push(EmbeddedFile { name: name.to_owned(), bytes: content.into() });
            }
        }
        let reading = Reading { document: Some(document), ..Reading::default() };
        receiver.document(Given { files, ..Given::without_lines(reading) });
    }
}

fn archive(source: &str) -> Archive {
    Archive::new().readers(Readers::default().with(Arc::new(Files))).file("content/a/orn.box", source)
}

#[test]
fn they_stand_beside_the_page() {
    let site = archive("plan.png PNG\nreport.pdf PDF\n../evil.html <script>\n").build();
    let page = site.page("a/orn.html");
    page.contains("src=\"orn.files/plan.png\"").contains("href=\"orn.files/report.pdf\"");
    page.contains("href=\"orn.files/evil.html.txt\"");
    assert_eq!(site.page("a/orn.files/plan.png").html, "PNG");
    assert_eq!(site.page("a/orn.files/evil.html.txt").html, "<script>");
    let said = site.diagnostic(Code::Name);
    assert_eq!(said.message, "../evil.html, which lies in this file, is published as evil.html.txt");
    // What is published can be read by all, as other files can.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(site.archive.path(path)).expect("a file").permissions().mode();
        assert_eq!(mode("public/a/orn.files/plan.png"), mode("public/a/orn.html"));
    }
}

#[test]
fn the_next_build_has_them_and_forgets_others() {
    let site = archive("plan.png PNG\nreport.pdf PDF\n").build();
    let kept = |site: &crate::archive::Site| {
        fs::read_dir(site.archive.path(".public.fonds/embedded")).expect("a folder").count()
    };
    assert_eq!(kept(&site), 2);
    // Another source changes, and this one is not read again.
    site.archive.write("content/a/b.txt", "1. Letter\n\nThe lamp.\n");
    let site = site.build_again();
    assert_eq!((site.report.sources_kept, kept(&site)), (1, 2));
    assert_eq!(site.page("a/orn.files/plan.png").html, "PNG");
    // What was taken away is read again.
    fs::remove_dir_all(site.archive.path(".public.fonds/embedded")).expect("a folder");
    site.archive.write("content/a/b.txt", "1. Letter\n\nThe quay.\n");
    let site = site.build_again();
    assert_eq!(site.report.sources_kept, 0);
    assert_eq!(site.page("a/orn.files/plan.png").html, "PNG");
    site.archive.write("content/a/orn.box", "plan.png Other\n");
    let site = site.build_again();
    assert_eq!(kept(&site), 1);
    assert!(!site.has("a/orn.files/report.pdf"));
    assert_eq!(site.page("a/orn.files/plan.png").html, "Other");
}

#[test]
fn one_that_is_not_there_is_said() {
    let site = archive("plan.png\n").build();
    let said = site.diagnostics(Code::BrokenLink).count();
    assert_eq!(said, 1, "{:?}", site.report.diagnostics);
}
