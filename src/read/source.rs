//! Reading a source with the reader that wants it, and what is the same for all formats: a document's identity, metadata
//! from spreadsheets, the marks of references.

use std::collections::HashSet;

use super::reader::{EmbeddedFile, Given, Receiver, Source};
use super::readers::Readers;
use super::{Within, embedded, metadata, split};
use crate::config::{CollectionConfig, Config};
use crate::diagnostic::{Beginning, Code, Diagnostic, Severity};
use crate::mark::flow;
use crate::mark::grammar::Grammar;
use crate::model::document::Document;
use crate::read::spreadsheet::Spreadsheets;
use crate::source::{SourceFile, names};

/// How deep collections can lie in a source.
const DEEPEST: usize = 16;

/// The name of the document that introduces a collection: its page is that of the folder.
const FRONT: &str = "index";

/// What reading depends on besides the source.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The readers.
    pub readers: &'a Readers,
    /// The configuration.
    pub config: &'a Config,
    /// The metadata in spreadsheets.
    pub spreadsheets: &'a Spreadsheets,
    /// The grammar of references.
    pub grammar: &'a Grammar,
}

/// A document of a source, complete.
#[derive(Debug)]
pub struct ReadDocument {
    /// Its place in the source; none for the only document there.
    pub within: Option<Within>,
    /// The document.
    pub document: Document,
    /// The text in which its positions lie, if the format has one.
    pub text: Option<String>,
    /// The files that lie in the source and belong to it, by their names on the site.
    pub files: Vec<EmbeddedFile>,
    /// What there is to say of it, with places in that text.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a source says besides its documents.
#[derive(Debug, Default)]
pub struct ReadSource {
    /// The collections that it is and holds, by their paths, each before those within it.
    pub collections: Vec<(String, CollectionConfig)>,
    /// What there is to say of it as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a source whose bytes are there, and gives each document to `take` as soon as it is read.
pub fn read(
    file: &SourceFile,
    bytes: &[u8],
    setting: Setting<'_>,
    take: &mut dyn FnMut(ReadDocument),
) -> ReadSource {
    let path = file.shown_path();
    let Some(reader) = file.reader.and_then(|reader| setting.readers.get(reader)) else {
        return ReadSource::default();
    };
    let mut reception = Reception {
        file,
        path: &path,
        setting,
        take,
        read: ReadSource::default(),
        open: vec![file.id().to_owned()],
        ids: HashSet::new(),
        ordinal: 0,
    };
    let source = Source { path: &path, bytes, config: setting.config, guesses: file.guesses, tei: &file.tei };
    match setting.config.split.iter().find(|rule| rule.means(&file.path)) {
        Some(rule) => split::read(reader, &source, rule, &mut reception),
        None => reader.read(&source, &mut reception),
    }
    reception.finish()
}

/// Receives what a reader gives.
struct Reception<'a> {
    file: &'a SourceFile,
    path: &'a str,
    setting: Setting<'a>,
    take: &'a mut dyn FnMut(ReadDocument),
    read: ReadSource,
    /// The paths of the collections that are open, that of the source first.
    open: Vec<String>,
    /// The names that documents have in it, in small letters, and the paths of its collections with a slash at their ends.
    ids: HashSet<String>,
    ordinal: usize,
}

impl Receiver for Reception<'_> {
    fn about(&mut self, about: CollectionConfig) {
        self.read.collections.push((self.file.id().to_owned(), about));
    }

    fn begin_collection(&mut self, id: &str, about: CollectionConfig) {
        if self.open.len() > DEEPEST {
            if self.open.len() == DEEPEST + 1 {
                let message =
                    format!("the collection {} lies in more than {DEEPEST} others", names::shown(id));
                self.read.diagnostics.push(
                    Diagnostic::new(Severity::Warning, Code::Address, self.path, message)
                        .help("its documents stand in the collection round it"),
                );
            }
            self.open.extend(self.open.last().cloned());
            return;
        }
        let id = self.free_id(id.to_owned(), Kind::Collection, None);
        let path = format!("{}/{id}", self.open.last().map_or("", String::as_str));
        self.read.collections.push((path.clone(), about));
        self.open.push(path);
    }

    fn end_collection(&mut self) {
        // A reader that ends more than began ends nothing.
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    fn document(&mut self, mut given: Given<'_>) {
        let beginning = Some(given.beginning.clone());
        let beginning = beginning.as_ref();
        let id = match given.id.take() {
            Some(id) => Some(self.free_id(id, Kind::Document, beginning)),
            None if self.ordinal == 0 => None,
            None => Some(self.free_id(String::new(), Kind::Document, beginning)),
        };
        self.take(given, id);
    }

    fn front(&mut self, given: Given<'_>) {
        let home = self.open.last().map_or("", String::as_str);
        let folder = home.strip_prefix(self.file.id()).unwrap_or_default().trim_start_matches('/');
        let id = if folder.is_empty() { FRONT.to_owned() } else { format!("{folder}/{FRONT}") };
        if self.ids.insert(id.to_lowercase()) {
            self.take(given, Some(id));
        } else {
            // Collections that lie too deep are one.
            self.document(given);
        }
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.read.diagnostics.push(diagnostic);
    }
}

/// What has a name in a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    Collection,
}

impl Reception<'_> {
    /// Completes a document whose name in the source is known, and gives it on.
    fn take(&mut self, given: Given<'_>, id: Option<String>) {
        let Given { id: _, mut reading, text, beginning, mut files } = given;
        let ordinal = self.ordinal;
        self.ordinal += 1;
        let name = name(self.file, id.as_deref());
        let rows = self.setting.spreadsheets.rows(&name);
        metadata::complete(&mut reading, rows, text.as_deref().unwrap_or(""), self.path, self.setting.config);
        let collection = self.open.last().cloned().unwrap_or_default();
        let within = id.map(|id| Within { id, ordinal, collection, beginning: beginning.clone() });
        if text.is_none() {
            // A place in no text would be a wrong one.
            reading.diagnostics.iter_mut().for_each(|said| said.place = None);
        }
        let Some(mut document) = reading.document else {
            let diagnostics = reading.diagnostics.into_iter();
            self.read.diagnostics.extend(diagnostics.map(|diagnostic| diagnostic.below(&beginning)));
            return;
        };
        flow::mark(&mut document, self.setting.grammar);
        reading.diagnostics.extend(embedded::rename(&mut files, &mut document, self.path));
        let text = text.map(std::borrow::Cow::into_owned);
        (self.take)(ReadDocument { within, document, text, files, diagnostics: reading.diagnostics });
    }

    /// A name that no other document has, or no other collection in the same one. One that cannot be a part of an address,
    /// or is another's, is an error, and a free one stands in for it, so that all else can be said of the document, too.
    fn free_id(&mut self, given: String, kind: Kind, beginning: Option<&Beginning>) -> String {
        let what = if kind == Kind::Document { "document" } else { "collection" };
        let home = self.open.last().cloned().unwrap_or_default();
        let key = |id: &str| match kind {
            Kind::Document => id.to_lowercase(),
            Kind::Collection => format!("{home}/{id}/").to_lowercase(),
        };
        let placed = |complaint: Diagnostic| match beginning {
            Some(beginning) => complaint.at("", 0..0).below(beginning),
            None => complaint,
        };
        let complaint = self.complaint(&given, what).map(placed);
        let is_refused = complaint.as_ref().is_some_and(|complaint| complaint.severity == Severity::Error);
        self.read.diagnostics.extend(complaint);
        if !is_refused {
            if self.ids.insert(key(&given)) {
                return given;
            }
            let message = format!("two {what}s of this file have the id {given}");
            let complaint = Diagnostic::new(Severity::Error, Code::Address, self.path, message)
                .help("give one of them another id: ids become addresses");
            self.read.diagnostics.push(placed(complaint));
        }
        let stem = if is_refused { what } else { &given };
        let mut number = self.ids.len() + 1;
        while !self.ids.insert(key(&format!("{stem}-{number}"))) {
            number += 1;
        }
        format!("{stem}-{number}")
    }

    /// What is wrong with a name as a part of an address.
    fn complaint(&self, id: &str, what: &str) -> Option<Diagnostic> {
        let refuse = |message: String, help: &str| {
            Some(Diagnostic::new(Severity::Error, Code::Name, self.path, message).help(help))
        };
        if id.trim().is_empty() {
            let message = format!("{what} {} of this file has no id", self.ids.len() + 1);
            return refuse(message, "give it one: ids become addresses");
        }
        if id.contains(['/', '#']) || matches!(id, "." | "..") {
            let message = format!("the id {} of a {what} cannot be a part of an address", names::shown(id));
            return refuse(message, "give it an id of letters, figures and hyphens");
        }
        names::complaint(id, self.path)
    }

    /// Says which rows of spreadsheets are about documents that the source does not have.
    fn finish(mut self) -> ReadSource {
        let rows = self.setting.spreadsheets;
        let said = |place: &str, message: String| {
            Diagnostic::new(Severity::Warning, Code::Metadata, self.path, format!("{place} {message}"))
        };
        for id in rows.ids(&self.file.path) {
            let Some(row) = rows.rows(&name(self.file, Some(id))).first() else { continue };
            if !self.ids.contains(&id.to_lowercase()) {
                let message = format!("is about {id}, which is no document of this file");
                self.read
                    .diagnostics
                    .push(said(&row.place, message).help("correct the id, or remove the row"));
            }
        }
        if let (false, Some(row)) = (self.ids.is_empty(), rows.rows(&self.file.path).first()) {
            let message = "is about this file, which holds several documents".to_owned();
            let advice = format!("name one of them: {}#ID", self.file.path);
            self.read.diagnostics.push(said(&row.place, message).help(advice));
        }
        self.read
    }
}

/// The name of a document in spreadsheets and in messages: the path of its source in the content folder, and its id there.
pub fn name(file: &SourceFile, id: Option<&str>) -> String {
    id.map_or_else(|| file.path.clone(), |id| format!("{}#{id}", file.path))
}
