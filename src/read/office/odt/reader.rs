//! OpenDocument as a format among others.

use super::story::{Shared, Story};
use super::styles::Styles;
use crate::read::office::document::{self, Content};
use crate::read::office::package::{Fault, Package};
use crate::read::office::parts::Part;
use crate::read::office::properties::Properties;
use crate::read::office::unpacked::{Unpacked, refusal};
use crate::read::office::xml::{Element, Step, Xml};
use crate::read::reader::{Given, Reader, Receiver, Source};

/// The reader for OpenDocument texts: `.odt`, `.ott`. Each file is a document.
#[derive(Debug)]
pub struct OpenDocument;

impl Reader for OpenDocument {
    fn extensions(&self) -> &[&str] {
        &["odt", "ott"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let mut package = match Package::open(source.bytes) {
            Ok(package) => package,
            Err(fault) => return receiver.diagnostic(refusal(&fault, source.path)),
        };
        let mut diagnostics = Vec::new();
        let mut unpacked = Unpacked { package: &mut package, path: source.path, diagnostics: &mut diagnostics };
        if is_encrypted(&mut unpacked) {
            return receiver.diagnostic(refusal(&Fault::Encrypted, source.path));
        }
        let Some(text) = unpacked.text("content.xml", true) else {
            return diagnostics.into_iter().for_each(|said| receiver.diagnostic(said));
        };
        let mut styles = Styles::default();
        let style_text = unpacked.text_if_there("styles.xml").unwrap_or_default();
        read_styles(&style_text, &mut styles);
        read_styles(&text, &mut styles);
        let mut shared = Shared::default();
        read_formulas(&mut unpacked, &mut shared);
        let mut content = Content { properties: read_properties(&mut unpacked), ..Content::default() };
        content.parts = read_body(&text, &styles, source, &mut shared, &mut unpacked);
        content.furniture = read_furniture(&style_text, &styles, source, &mut shared);
        content.notes = shared.notes;
        content.gathered = shared.gathered;
        let files = unpacked.images(&shared.images);
        let mut reading = document::reading(content, source);
        reading.diagnostics.append(&mut diagnostics);
        receiver.document(Given { files, ..Given::without_lines(reading) });
    }
}

/// Whether the parts of a file need a password.
fn is_encrypted(unpacked: &mut Unpacked<'_, '_>) -> bool {
    let text = unpacked.text_if_there("META-INF/manifest.xml").unwrap_or_default();
    let mut xml = Xml::new(&text);
    while let Some(step) = xml.next() {
        if let Step::Open(element) = step
            && element.local() == "encryption-data"
        {
            return true;
        }
    }
    false
}

/// Reads the styles that a part declares. Those of letters in the head of pages are among them.
fn read_styles(text: &str, styles: &mut Styles) {
    let mut xml = Xml::new(text);
    while let Some(step) = xml.next() {
        let Step::Open(element) = step else { continue };
        if (element.space, element.local()) == ("office", "body") {
            return;
        }
        styles.see(&element, &mut xml);
    }
}

fn read_body(
    text: &str,
    styles: &Styles,
    source: &Source<'_>,
    shared: &mut Shared,
    unpacked: &mut Unpacked<'_, '_>,
) -> Vec<Part> {
    let mut story = Story::new(styles, source.config.word, shared, text);
    let mut parts = Vec::new();
    while let Some(step) = story.xml.next() {
        if let Step::Open(element) = step
            && (element.space, element.local()) == ("office", "body")
        {
            parts.append(&mut story.parts());
        }
    }
    unpacked.see(&story.xml, "content.xml");
    parts
}

/// The heads and feet of pages.
fn read_furniture(text: &str, styles: &Styles, source: &Source<'_>, shared: &mut Shared) -> Vec<Vec<Part>> {
    let mut story = Story::new(styles, source.config.word, shared, text);
    let mut furniture = Vec::new();
    while let Some(step) = story.xml.next() {
        let Step::Open(element) = step else { continue };
        if is_furniture(&element) && furniture.len() < 40 {
            let parts = story.parts();
            furniture.push(parts);
        }
    }
    furniture
}

fn is_furniture(element: &Element<'_>) -> bool {
    element.space == "style" && (element.local().starts_with("header") || element.local().starts_with("footer"))
        && !element.local().ends_with("style")
}

/// The texts of formulas, each of which is a part in a folder of its own.
fn read_formulas(unpacked: &mut Unpacked<'_, '_>, shared: &mut Shared) {
    /// How many of them are read.
    const MOST: usize = 500;
    let names: Vec<String> = unpacked
        .package
        .names()
        .into_iter()
        .filter(|name| name.ends_with("/content.xml"))
        .take(MOST)
        .map(str::to_owned)
        .collect();
    for name in names {
        let Some(text) = unpacked.text(&name, false) else { continue };
        let mut xml = Xml::new(&text);
        let mut formula = String::new();
        let mut is_formula = false;
        while let Some(step) = xml.next() {
            match step {
                Step::Open(element) => {
                    is_formula |= element.space == "math";
                    if element.local() == "annotation" {
                        xml.skip();
                    }
                }
                Step::Text(text) => formula.push_str(&text),
                Step::Close => {}
            }
        }
        if is_formula {
            let formula = formula.split_whitespace().collect::<Vec<_>>().join(" ");
            shared.formulas.insert(name.trim_end_matches("/content.xml").to_owned(), formula);
        }
    }
}

/// What the file says of itself.
fn read_properties(unpacked: &mut Unpacked<'_, '_>) -> Properties {
    let mut found = Properties::default();
    let Some(text) = unpacked.text_if_there("meta.xml") else { return found };
    let mut xml = Xml::new(&text);
    while let Some(step) = xml.next() {
        let Step::Open(element) = step else { continue };
        let slot = match (element.space, element.local()) {
            ("dc", "title") => &mut found.title,
            ("dc", "subject") => &mut found.subject,
            ("meta", "initial-creator") => &mut found.author,
            ("dc", "creator") if found.author.is_none() => &mut found.author,
            ("dc", "description") => &mut found.description,
            ("dc", "language") => &mut found.language,
            ("meta", "creation-date") => &mut found.created,
            ("dc", "date") => &mut found.modified,
            ("meta", "template") => {
                found.template = element.attribute("title");
                continue;
            }
            ("meta", "keyword") => {
                let word = xml.text();
                found.keywords.push(word.trim().to_owned());
                continue;
            }
            _ => continue,
        };
        *slot = Some(xml.text());
    }
    // What the program takes for the language of all its texts is that of none.
    found.language = None;
    unpacked.see(&xml, "meta.xml");
    found
}
