//! What holds whatever a source says: no letter or digit of it is missing in its document, none of the document on its page,
//! and all places lie in the source. The tests of the readers ask it of texts put together from pieces, the fuzz target
//! `words` of any text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fonds::stages::document::{Block, Document, Inline, NoteMark, PageBreak};
use fonds::stages::walk::Part;
use fonds::reader::{Given, Reader, Receiver, Source};
use fonds::stages::{
    CollectionConfig, Config, Guesses, Interface, Words, body, markdown, parse_configuration, plain, split, walk,
};
use fonds::Diagnostic;
use regex::{Captures, Regex};

/// A plain text loses nothing. Heads and feet of pages are left as they are, since leaving them out is their purpose.
pub fn plain_text_is_whole(text: &str) {
    let guesses = Guesses { page_furniture: false, ..Guesses::default() };
    let reading = plain::read(text, "content/a.txt", &Words::default(), guesses);
    let document = reading.document.expect("a document");
    let mut said = said(&document);
    let of_page = said.clone();
    for field in &reading.fields {
        said.extend([field.name.as_str(), field.value.as_str()]);
    }
    assert_holds(&letters(&without_forms(text)), &letters(&said), "the document", text);
    assert_holds(&letters(&of_page), &letters(&shown(&document)), "the page", text);
    places_lie_in_the_source(&document, text);
}

/// A page shows all that a Markdown document says. Raw HTML can be left out, and is no part of this.
pub fn markdown_is_shown(text: &str) {
    let reading = markdown::read(text, "content/a.md", &Config::default(), Guesses::default());
    let Some(document) = reading.document.filter(|document| !document.raw_html) else { return };
    let of_page = said(&document);
    assert_holds(&letters(&of_page), &letters(&shown(&document)), "the page", text);
    places_lie_in_the_source(&document, text);
}

/// Documents that a source is split into.
#[derive(Default)]
struct Parts(Vec<(Document, String, Vec<String>)>, Vec<String>);

impl Receiver for Parts {
    fn about(&mut self, _: CollectionConfig) {}

    fn begin_collection(&mut self, _: &str, _: CollectionConfig) {}

    fn end_collection(&mut self) {}

    fn document(&mut self, given: Given<'_>) {
        let fields = given.reading.fields.iter().map(|field| format!("{} {}", field.name, field.value)).collect();
        let text = given.text.map(std::borrow::Cow::into_owned).unwrap_or_default();
        self.0.extend(given.reading.document.map(|document| (document, text, fields)));
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.1.push(diagnostic.to_string());
    }
}

/// The parts of a source that is split have all that it says, and their places lie in their own texts.
pub fn parts_are_whole(text: &str, rule: &str) {
    let rule = format!("[[split]]\nfiles = \"*\"\n{rule}\n");
    let config: Config = parse_configuration("fonds.toml", &rule).expect("a rule");
    let guesses = Guesses { page_furniture: false, ..Guesses::default() };
    let source = Source { path: "content/a.txt", bytes: text.as_bytes(), config: &config, guesses };
    let (plain_text, markdown): (&dyn Reader, &dyn Reader) = (&plain::PlainText, &markdown::Markdown);
    for (reader, is_plain) in [(plain_text, true), (markdown, false)] {
        let mut parts = Parts::default();
        split::read(reader, &source, &config.split[0], &mut parts);
        let Parts(parts, told) = parts;
        assert!(!parts.is_empty(), "a document of {text:?}");
        let mut all = String::new();
        for (document, own, fields) in &parts {
            all.push_str(&said(document));
            all.extend(fields.iter().map(String::as_str));
            for reference in &document.references {
                assert!(own.get(reference.span.clone()).is_some(), "{reference:?} of {own:?}");
            }
            for note in &document.notes {
                assert!(own.get(note.span.clone()).is_some(), "{note:?} of {own:?} in {text:?}");
            }
        }
        // The heading of notes that went with their documents is said to be left out.
        if is_plain && !told.iter().any(|told| told.contains("left out")) {
            assert_holds(&letters(&without_forms(text)), &letters(&all), "the parts", text);
        }
    }
}

/// Whether one text has the letters and digits of another, each as often: notes that stand within a text stand at the end
/// of its document.
fn assert_holds(wanted: &BTreeMap<char, usize>, found: &BTreeMap<char, usize>, what: &str, text: &str) {
    for (letter, count) in wanted {
        let here = found.get(letter).copied().unwrap_or_default();
        assert!(here >= *count, "{what} has {here} of {count} {letter:?} of {text:?}");
    }
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut letters = BTreeMap::new();
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        // The label of a raised mark is an ordinary figure.
        let letter = match letter {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '\u{2070}'..='\u{2079}' => char::from_digit(letter as u32 - 0x2070, 10).unwrap_or(letter),
            letter => letter,
        };
        *letters.entry(letter).or_insert(0) += 1;
    }
    letters
}

/// A text without the words by which readers know notes and pages.
fn without_forms(text: &str) -> String {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(\[|^)[ \t\u{a0}]*(?:foot)?(?:note|anmerkung|fn)s?[ \t\u{a0}.]*").expect("a pattern")
    });
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\[[ \t\u{a0}]*[a-zé]+\.?[ \t\u{a0}]*([0-9a-z.-]+)[ \t\u{a0}]*\]").expect("a pattern")
    });
    let text = PAGE.replace_all(text, |found: &Captures<'_>| format!("[{}]", &found[1]));
    NOTE.replace_all(&text, "$1").into_owned()
}

/// What a document says, with the labels of notes and the numbers of pages.
fn said(document: &Document) -> String {
    let mut said = document.metadata.number.clone().unwrap_or_default();
    said.push_str(document.metadata.number_label.as_deref().unwrap_or_default());
    walk::inlines(&document.title, &mut |part| push(part, &mut said));
    walk::blocks(&document.blocks, &mut |part| push(part, &mut said));
    for note in &document.notes {
        said.push_str(&note.label);
        walk::blocks(&note.blocks, &mut |part| push(part, &mut said));
    }
    said
}

fn push(part: Part<'_>, said: &mut String) {
    match part {
        Part::Inline(Inline::Text(text)) => said.push_str(&text.text),
        Part::Inline(Inline::Code(text)) | Part::Block(Block::Code { text, .. }) => said.push_str(text),
        Part::Inline(Inline::NoteMark(NoteMark { label, .. })) => said.push_str(label),
        Part::Inline(Inline::PageBreak(PageBreak { page, .. }))
        | Part::Block(Block::PageBreak(PageBreak { page, .. })) => said.push_str(page),
        _ => {}
    }
}

/// What a page shows of a document.
fn shown(document: &Document) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").expect("a pattern"));
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<[a-z]+ class="page-break"[^>]* data-page="([^"]*)"[^>]*>"#).expect("a pattern")
    });
    let body = body::write(document, &[], &Interface::english());
    let mut html = document.metadata.number.clone().unwrap_or_default();
    html.push_str(document.metadata.number_label.as_deref().unwrap_or_default());
    html.push_str(&body.title);
    html.push_str(&body.text);
    for (note, text) in document.notes.iter().zip(&body.notes) {
        html.push_str(&note.label);
        html.push_str(text);
    }
    let html = PAGE.replace_all(&html, "$1");
    TAG.replace_all(&html, "").into_owned()
}

/// All places of a document lie in its source, on the borders of characters.
fn places_lie_in_the_source(document: &Document, text: &str) {
    for reference in &document.references {
        assert!(text.get(reference.span.clone()).is_some(), "{reference:?} of {text:?}");
    }
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for note in &document.notes {
        assert!(text.get(note.span.clone()).is_some(), "{note:?} of {text:?}");
        ends.push((note.span.start, note.span.end));
    }
    ends.sort_unstable();
    assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0), "notes overlap: {ends:?} of {text:?}");
}
