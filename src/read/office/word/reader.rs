//! Word as a format among others: unpacks the parts of a file, reads each, and says what could not be read.

use std::collections::HashMap;

use super::file::{File, Shared};
use super::numbering::Lists;
use super::relations::{self, Relations};
use super::story::Story;
use super::styles::Styles;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::office::document::{self, Content};
use crate::read::office::gathered::{NoteKind, Remark};
use crate::read::office::package::Package;
use crate::read::office::parts::{Look, Paragraph, Part, Piece, What};
use crate::read::office::properties::{self, Properties};
use crate::read::office::unpacked::{Unpacked, refusal};
use crate::read::office::xml::{Step, Xml};
use crate::read::reader::{EmbeddedFile, Given, Reader, Receiver, Source};

/// The reader for Word: `.docx`, `.docm`. Each file is a document.
#[derive(Debug)]
pub struct Word;

impl Reader for Word {
    fn extensions(&self) -> &[&str] {
        &["docx", "docm"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let mut diagnostics = Vec::new();
        let mut package = match Package::open(source.bytes) {
            Ok(package) => package,
            Err(fault) => return receiver.diagnostic(refusal(&fault, source.path)),
        };
        let Some((content, files)) = read_parts(&mut package, source, &mut diagnostics) else {
            diagnostics.into_iter().for_each(|said| receiver.diagnostic(said));
            return;
        };
        let mut reading = document::reading(content, source);
        reading.diagnostics.append(&mut diagnostics);
        receiver.document(Given { files, ..Given::without_lines(reading) });
    }
}

/// The kinds of notes, with the kinds of the relations that lead to them and the names of their elements.
const NOTES: [(NoteKind, &str, &str); 3] = [
    (NoteKind::Footnote, "footnotes", "footnote"),
    (NoteKind::Endnote, "endnotes", "endnote"),
    (NoteKind::Comment, "comments", "comment"),
];

/// Reads all parts of a file.
fn read_parts(
    package: &mut Package<'_>,
    source: &Source<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Content, Vec<EmbeddedFile>)> {
    let mut parts = Unpacked { package, path: source.path, diagnostics };
    let root = relations_of(&mut parts, "");
    let main = root.part("officeDocument").unwrap_or("word/document.xml").to_owned();
    let relations = relations_of(&mut parts, &main);
    let text = parts.text(&main, true)?;
    let read = |parts: &mut Unpacked<'_, '_>, kind: &str| {
        relations.part(kind).map(str::to_owned).and_then(|part| Some((parts.text(&part, false)?, part)))
    };
    let mut file = File { settings: source.config.word, ..File::default() };
    let mut shared = Shared::default();
    if let Some((text, part)) = read(&mut parts, "styles") {
        let mut xml = Xml::new(&text);
        file.styles = Styles::read(&mut xml);
        parts.see(&xml, &part);
    }
    if let Some((text, part)) = read(&mut parts, "numbering") {
        let mut xml = Xml::new(&text);
        shared.lists = Lists::read(&mut xml);
        parts.see(&xml, &part);
    }
    if let Some((text, part)) = read(&mut parts, "settings") {
        let mut xml = Xml::new(&text);
        read_settings(&mut xml, &mut shared);
        parts.see(&xml, &part);
    }
    read_drawings(&mut parts, &mut shared);

    let mut content = Content { properties: read_properties(&mut parts, &root), ..Content::default() };
    content.parts = read_story(&text, &main, &relations, &file, &mut shared, &mut parts);
    drop(text);
    for (kind, relation, element) in NOTES {
        let Some((text, part)) = read(&mut parts, relation) else { continue };
        let own = relations_of(&mut parts, &part);
        let mut story = Story::new(&file, &own, &mut shared, &text);
        let notes = story.notes(element);
        parts.see(&story.xml, &part);
        sort_notes(kind, notes, &mut content, &mut shared);
    }
    for part in std::mem::take(&mut shared.furniture) {
        let Some(text) = parts.text(&part, false) else { continue };
        let own = relations_of(&mut parts, &part);
        let read = read_story(&text, &part, &own, &file, &mut shared, &mut parts);
        content.furniture.push(read);
    }
    if shared.notes.label(&mut shared.gathered) {
        shared.gathered.count(Remark::Object("notes are numbered by pages, which the file does not have, and are numbered through"));
    }
    let files = parts.images(&shared.images);
    for name in &shared.outside {
        let message = format!("the part {name} would lie outside the file, and is not read");
        diagnostics.push(Diagnostic::new(Severity::Warning, Code::Unreadable, source.path, message));
    }
    content.gathered = shared.gathered;
    Some((content, files))
}

/// Puts notes where they are called. What Word keeps of lines between notes and text is none; nor is a note whose mark a
/// change took away.
fn sort_notes(kind: NoteKind, notes: Vec<(String, Vec<Part>)>, content: &mut Content, shared: &mut Shared) {
    let is_left_out = kind == NoteKind::Comment;
    for (id, parts) in notes {
        match shared.gathered.find(kind, &id) {
            Some(place) => {
                content.notes.entry(place).or_insert(parts);
            }
            None if is_left_out || shared.notes.dropped.contains(&(kind, id)) => {}
            None => content.uncalled.push(parts),
        }
    }
}

fn read_story(
    text: &str,
    part: &str,
    relations: &Relations,
    file: &File,
    shared: &mut Shared,
    parts: &mut Unpacked<'_, '_>,
) -> Vec<Part> {
    let mut story = Story::new(file, relations, shared, text);
    let mut read = story.parts();
    story.finish(&mut read);
    parts.see(&story.xml, part);
    read
}

/// What a part refers to.
fn relations_of(parts: &mut Unpacked<'_, '_>, part: &str) -> Relations {
    let name = if part.is_empty() { "_rels/.rels".to_owned() } else { relations::part_of(part) };
    let text = parts.text_if_there(&name).unwrap_or_default();
    Relations::read(&text, relations::folder(part))
}

fn read_settings(xml: &mut Xml<'_>, shared: &mut Shared) {
    let mut is_endnote = None;
    while let Some(step) = xml.next() {
        let Step::Open(element) = step else { continue };
        match (element.space, element.local()) {
            ("w", name @ ("footnotePr" | "endnotePr")) => is_endnote = Some(name == "endnotePr"),
            ("w", name) => {
                if let Some(is_endnote) = is_endnote {
                    shared.notes.default.see(is_endnote, name, &element);
                }
            }
            _ => {}
        }
    }
}

/// The words of charts and diagrams, which lie in parts of their own.
fn read_drawings(parts: &mut Unpacked<'_, '_>, shared: &mut Shared) {
    /// How many of them are read.
    const MOST: usize = 100;
    let is_drawing = |name: &&str| {
        (name.starts_with("word/charts/chart") || name.starts_with("word/diagrams/data")) && name.ends_with(".xml")
    };
    let names: Vec<String> = parts.package.names().into_iter().filter(is_drawing).take(MOST).map(str::to_owned).collect();
    for name in names {
        let Some(text) = parts.text(&name, false) else { continue };
        let mut words: HashMap<usize, Vec<Part>> = HashMap::new();
        let mut xml = Xml::new(&text);
        let mut line = String::new();
        while let Some(step) = xml.next() {
            let Step::Open(element) = step else { continue };
            match (element.space, element.local()) {
                ("a", "t") => line.push_str(&xml.text()),
                ("c", "v") | ("a", "p") => {
                    push_line(&mut line, words.entry(0).or_default());
                    if element.local() == "v" {
                        line = xml.text();
                    }
                }
                _ => {}
            }
        }
        push_line(&mut line, words.entry(0).or_default());
        parts.see(&xml, &name);
        shared.drawings.insert(name, words.remove(&0).unwrap_or_default());
    }
}

fn push_line(line: &mut String, lines: &mut Vec<Part>) {
    let text = std::mem::take(line);
    if !text.trim().is_empty() {
        let pieces = vec![Piece { look: Look::default(), link: None, what: What::Text(text) }];
        lines.push(Part::Paragraph(Paragraph { pieces, ..Paragraph::default() }));
    }
}

/// What the file says of itself.
fn read_properties(parts: &mut Unpacked<'_, '_>, root: &Relations) -> Properties {
    let mut found = Properties::default();
    for (kind, usual) in [("core-properties", "docProps/core.xml"), ("extended-properties", "docProps/app.xml")] {
        let part = root.part(kind).unwrap_or(usual).to_owned();
        if !parts.package.has(&part) {
            continue;
        }
        let Some(text) = parts.text(&part, false) else { continue };
        let mut xml = Xml::new(&text);
        while let Some(step) = xml.next() {
            let Step::Open(element) = step else { continue };
            let slot = match (element.space, element.local()) {
                ("dc", "title") => &mut found.title,
                ("dc", "subject") => &mut found.subject,
                ("dc", "creator") => &mut found.author,
                ("dc", "description") => &mut found.description,
                ("dc", "language") => &mut found.language,
                ("dcterms", "created") => &mut found.created,
                ("dcterms", "modified") => &mut found.modified,
                ("ep", "Template") => &mut found.template,
                ("cp", "keywords") => {
                    found.keywords = properties::keywords(&xml.text());
                    continue;
                }
                _ => continue,
            };
            *slot = Some(xml.text());
        }
        parts.see(&xml, &part);
    }
    found
}
