//! What holds of office files whatever is in them: they are read without a panic, what is read can be written, and no word of
//! a text that is shown is missing.

use std::io::{Cursor, Write};

use fonds::Diagnostic;
use fonds::reader::{Given, Reader, Receiver, Source};
use fonds::stages::document::Document;
use fonds::stages::{CollectionConfig, Config, Interface, OpenDocument, Word, body};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Takes what is read.
#[derive(Default)]
struct Taken {
    documents: Vec<Document>,
    said: usize,
}

impl Receiver for Taken {
    fn about(&mut self, _: CollectionConfig) {}
    fn begin_collection(&mut self, _: &str, _: CollectionConfig) {}
    fn end_collection(&mut self) {}
    fn document(&mut self, given: Given<'_>) {
        self.said += given.reading.diagnostics.len();
        given.reading.diagnostics.iter().for_each(|said| assert!(!said.to_string().is_empty()));
        assert!(given.text.is_none(), "an office file has no lines");
        self.documents.extend(given.reading.document);
    }
    fn diagnostic(&mut self, said: Diagnostic) {
        assert!(!said.to_string().is_empty());
        self.said += 1;
    }
}

/// Reads a file in a format, and writes what is read. Nothing is left out without a word.
fn read(bytes: &[u8], reader: &dyn Reader) -> Vec<Document> {
    let config = Config::default();
    let source = Source::of("content/a", bytes, &config);
    let mut taken = Taken::default();
    reader.read(&source, &mut taken);
    assert!(!taken.documents.is_empty() || taken.said > 0, "nothing is read, and nothing said");
    for document in &taken.documents {
        let written = body::write(document, &[], &Interface::english());
        assert_eq!(written.notes.len(), document.notes.len());
        body::calls(document);
    }
    taken.documents
}

/// Any bytes as files of both formats.
pub fn any_file_is_read(bytes: &[u8]) {
    read(bytes, &Word);
    read(bytes, &OpenDocument);
}

/// Any text as the main part of a file, and as its notes and styles.
pub fn any_part_is_read(text: &str) {
    read(&zipped("word/document.xml", text), &Word);
    read(&zipped("content.xml", text), &OpenDocument);
}

/// The text of a Word file, and of an OpenDocument one, is that of its document.
pub fn words_are_kept(text: &str, words: &[&str]) {
    for (document, form) in read(&zipped("word/document.xml", text), &Word).iter().map(|document| (document, "Word")) {
        let said = super::said(document);
        let letters = super::letters(&said);
        for word in words {
            assert!(said.contains(word), "{form} loses {word} of {text}");
        }
        super::assert_holds(&super::letters(&words.concat()), &letters, "the document", text);
    }
}

/// A file with a main part; other parts are the same, whatever they mean there.
fn zipped(part: &str, text: &str) -> Vec<u8> {
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str| format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{id}\" Target=\"{id}.xml\"/>");
    let relations: String = ["styles", "numbering", "footnotes", "settings"].map(relation).concat();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        (part, text),
        ("word/_rels/document.xml.rels", &relations),
        ("word/styles.xml", text),
        ("word/numbering.xml", text),
        ("word/footnotes.xml", text),
        ("word/settings.xml", text),
        ("styles.xml", text),
        ("meta.xml", text),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a file").into_inner()
}
