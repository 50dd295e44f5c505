//! What holds whatever a source says: no letter or digit of it is missing in its document, none of the document on its page,
//! and all places lie in the source. The tests of the readers ask it of texts put together from pieces, the fuzz target
//! `words` of any text.

pub mod office;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fonds::reader::{Given, Reader, Reading, Receiver, Source};
use fonds::stages::document::{Block, Document, Inline, NoteMark, PageBreak};
use fonds::stages::walk::Part;
use fonds::stages::{
    CollectionConfig, Config, Guesses, Interface, Mail, Tei, TeiKeys, Words, body, html, markdown,
    parse_configuration, plain, split, walk,
};
use fonds::{Code, Diagnostic};
use regex::{Captures, Regex};

/// Rules by which sources are split.
pub const RULES: [&str; 5] = [
    "begin = '^[0-9]+\\. '",
    "begin = '^(\\d+)\\. (\\p{L}*)'\nnumber = \"$1\"\ntitle = \"$2\"\nend = '^Notes'",
    "begin = '\\p{L}'\ntitle = \"A $0\"",
    "heading = 2",
    "page = true",
];

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

/// Whatever the bytes are, as a message and as a mailbox, the page shows all that the document says, and no address.
pub fn mail_is_shown(bytes: &[u8]) {
    let config = Config::default();
    for path in ["content/a.eml", "content/a.mbox"] {
        for document in messages(path, bytes, &config) {
            let whole = format!("{document:?}");
            assert!(!whole.contains("@amsel"), "an address is in {whole}");
            let of_page = said(&document);
            assert_holds(
                &letters(&of_page),
                &letters(&shown(&document)),
                "the page",
                &String::from_utf8_lossy(bytes),
            );
        }
    }
}

/// A message in plain text loses nothing.
pub fn message_is_whole(text: &str) {
    let config = parse_configuration("fonds.toml", "[mail]\naddresses = true\n").expect("a configuration");
    let bytes = format!("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{text}");
    let documents = messages("content/a.eml", bytes.as_bytes(), &config);
    let document = documents.first().expect("a message is a document");
    assert_holds(&letters(&without_forms(text)), &letters(&said(document)), "the document", text);
}

/// The documents of a source of mail.
fn messages(path: &str, bytes: &[u8], config: &Config) -> Vec<Document> {
    let mut taken = Taken::default();
    Mail.read(&Source::of(path, bytes, config), &mut taken);
    taken.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
    taken.documents
}

/// What a reader gave.
#[derive(Default)]
struct Taken {
    documents: Vec<Document>,
    diagnostics: Vec<Diagnostic>,
}

impl Receiver for Taken {
    fn about(&mut self, _about: CollectionConfig) {}

    fn begin_collection(&mut self, _id: &str, _about: CollectionConfig) {}

    fn end_collection(&mut self) {}

    fn document(&mut self, given: Given<'_>) {
        self.documents.extend(given.reading.document);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
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
struct Parts(Vec<(Document, String, Vec<String>)>, Vec<Diagnostic>);

impl Receiver for Parts {
    fn about(&mut self, _: CollectionConfig) {}

    fn begin_collection(&mut self, _: &str, _: CollectionConfig) {}

    fn end_collection(&mut self) {}

    fn document(&mut self, given: Given<'_>) {
        let fields = given.reading.fields.iter().map(|field| format!("{} {}", field.name, field.value));
        let fields = fields.chain([found_numbers(&given.reading)]).collect();
        let text = given.text.map(std::borrow::Cow::into_owned).unwrap_or_default();
        self.0.extend(given.reading.document.map(|document| (document, text, fields)));
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.1.push(diagnostic);
    }
}

/// The parts of a source that is split have all that it says, and their places lie in their own texts.
pub fn parts_are_whole(text: &str, rule: &str) {
    let rule = format!("[[split]]\nfiles = \"*\"\n{rule}\n");
    let config: Config = parse_configuration("fonds.toml", &rule).expect("a rule");
    let guesses = Guesses { page_furniture: false, ..Guesses::default() };
    let source = Source {
        path: "content/a.txt",
        bytes: text.as_bytes(),
        config: &config,
        guesses,
        tei: &TeiKeys::default(),
    };
    let (plain_text, markdown): (&dyn Reader, &dyn Reader) = (&plain::PlainText, &markdown::Markdown);
    for (reader, is_plain) in [(plain_text, true), (markdown, false)] {
        let mut parts = Parts::default();
        split::read(reader, &source, &config.split[0], &mut parts);
        let Parts(parts, told) = parts;
        if is_no_text(&told) {
            continue;
        }
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
        if is_plain && !told.iter().any(|told| told.to_string().contains("left out")) {
            assert_holds(&letters(&without_forms(text)), &letters(&all), "the parts", text);
        }
    }
}

/// The number that a reader found in the text, as it is and as it is printed.
fn found_numbers(reading: &Reading) -> String {
    let numbers = [&reading.found.number, &reading.found.number_label];
    numbers.into_iter().flatten().fold(String::new(), |found, number| found + " " + number)
}

/// Whether bytes are no text, such as those with many control characters, and so give no documents.
fn is_no_text(told: &[Diagnostic]) -> bool {
    told.iter().any(|told| told.code == Code::NotText)
}

/// The documents that bytes hold as TEI, each with its places in its text.
pub fn tei_documents(bytes: &[u8]) -> Vec<Document> {
    tei(bytes).0
}

/// The documents that bytes hold as TEI, what their collections are called and which numbers were found, and what is said of
/// them.
fn tei(bytes: &[u8]) -> (Vec<Document>, String, Vec<Diagnostic>) {
    struct Documents(Vec<Document>, String, Vec<Diagnostic>);
    impl Receiver for Documents {
        fn about(&mut self, _: CollectionConfig) {}
        fn begin_collection(&mut self, _: &str, about: CollectionConfig) {
            self.1.push_str(about.title.as_deref().unwrap_or_default());
        }
        fn end_collection(&mut self) {}
        fn document(&mut self, given: Given<'_>) {
            let numbers = found_numbers(&given.reading);
            let document = given.reading.document.expect("a document");
            let text = given.text.expect("a text");
            for reference in &document.references {
                assert!(text.get(reference.span.clone()).is_some(), "{reference:?} of {text:?}");
            }
            self.1.push_str(&numbers);
            self.0.push(document);
        }
        fn diagnostic(&mut self, diagnostic: Diagnostic) {
            assert!(!diagnostic.to_string().is_empty());
            self.2.push(diagnostic);
        }
    }
    let config = Config::default();
    let source = Source {
        path: "content/a.xml",
        bytes,
        config: &config,
        guesses: Guesses::default(),
        tei: &TeiKeys::default(),
    };
    let mut documents = Documents(Vec::new(), String::new(), Vec::new());
    Tei.read(&source, &mut documents);
    (documents.0, documents.1, documents.2)
}

/// The documents of TEI have all letters of it that stand outside of tags.
pub fn tei_is_whole(text: &str) {
    // What tags, remarks, entities and instructions hold is no text.
    if text[1..].replace("TEI>", "").contains(['&', '!', '?']) || text.contains("header") {
        return;
    }
    let of_tags = Regex::new("<[^<>]*>").expect("a pattern");
    let (documents, titles, told) = tei(text.as_bytes());
    if is_no_text(&told) {
        return;
    }
    let found: String = documents.iter().map(said).chain([titles]).collect();
    assert_holds(&letters(&of_tags.replace_all(text, " ")), &letters(&found), "the documents", text);
    documents.iter().for_each(|document| {
        assert_holds(&letters(&said(document)), &letters(&shown(document)), "the page", text)
    });
}

/// A page loses no word that it shows as text, and its document's page shows them all. Only pages of a few elements are
/// asked for, in which nothing stands round the document; all else can be left out, which is said.
pub fn page_is_whole(text: &str) {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[^<&]|</?(?:p|b|i|em|div|ul|ol|li|blockquote|h1|h2|h3|table|tr|td|th|sup|sub|br|hr|pre|code|dl|dt|dd|figure|figcaption|span|a|q|center|font|x-y)>)*$").expect("a pattern")
    });
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").expect("a pattern"));
    let reading = html::read(text, "content/a.html", &Config::default(), Guesses::default()).0;
    let numbers = found_numbers(&reading);
    let document = reading.document.expect("a document");
    places_lie_in_the_source(&document, text);
    if !FORM.is_match(text) || text.contains(['[', '\0']) {
        return;
    }
    let mut said = said(&document);
    let of_page = said.clone();
    for field in &reading.fields {
        said.extend([field.name.as_str(), field.value.as_str()]);
    }
    said.push_str(&numbers);
    assert_holds(&letters(&TAG.replace_all(text, "")), &letters(&said), "the document", text);
    assert_holds(&letters(&of_page), &letters(&shown(&document)), "the page", text);
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
