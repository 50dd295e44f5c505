//! A document as a reader gives it, cut into the documents that it holds.
//!
//! What begins one is a heading, a paragraph or a printed page among its blocks. Each part has the notes that it calls, and
//! is then read by the conventions of transcripts, as a document of its own.

use std::mem;
use std::ops::Range;

use super::beginnings::{self, Beginning, Kind};
use super::links::{self, Home};
use super::notes::Notes;
use super::parts::{self, Ids};
use super::places;
use crate::config::CollectionConfig;
use crate::config::split::{Begin, Split, Words};
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::{Block, Document, Inline, Text, plain_text};
use crate::model::metadata::Metadata;
use crate::read::known_head::KnownHead;
use crate::read::pieces::Pieces;
use crate::read::reader::{Given, Receiver, Source};
use crate::read::{Reading, conventions};

/// Splits what a reader gives.
pub(super) struct Splitter<'a> {
    source: &'a Source<'a>,
    rule: &'a Split,
    receiver: &'a mut dyn Receiver,
    /// The documents that were several before.
    several: usize,
}

impl<'a> Splitter<'a> {
    /// Splits by a rule, and gives to a receiver.
    pub(super) fn new(source: &'a Source<'a>, rule: &'a Split, receiver: &'a mut dyn Receiver) -> Self {
        Self { source, rule, receiver, several: 0 }
    }

    /// Says what could not be split.
    pub(super) fn finish(self) {
        if self.several > 0 {
            let message = format!("this file holds {} documents by itself, and is not split", self.several);
            self.receiver.diagnostic(
                Diagnostic::new(Severity::Warning, Code::Split, self.source.path, message)
                    .help("narrow `files` in `[[split]]` of fonds.toml to those that hold one"),
            );
        }
    }
}

impl Receiver for Splitter<'_> {
    fn about(&mut self, about: CollectionConfig) {
        self.receiver.about(about);
    }

    fn begin_collection(&mut self, id: &str, about: CollectionConfig) {
        self.receiver.begin_collection(id, about);
    }

    fn end_collection(&mut self) {
        self.receiver.end_collection();
    }

    fn document(&mut self, mut given: Given<'_>) {
        match given.reading.document.take() {
            Some(document) if given.id.is_none() => {
                split(document, given, self.source, self.rule, self.receiver)
            }
            document => {
                self.several += usize::from(given.id.is_some());
                given.reading.document = document;
                self.receiver.document(given);
            }
        }
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.receiver.diagnostic(diagnostic);
    }
}

/// A part of a document.
struct Part {
    kind: Kind,
    /// What begins it.
    begin: Option<Beginning>,
    document: Document,
    /// Where it begins in the source.
    start: usize,
}

fn split(
    mut document: Document,
    mut given: Given<'_>,
    source: &Source<'_>,
    rule: &Split,
    receiver: &mut dyn Receiver,
) {
    beginnings::put_title_back(&mut document, rule);
    if rule.begin == Begin::Page {
        beginnings::cut_at_pages(&mut document.blocks);
    }
    let whole = given.text.take();
    let text = whole.as_deref();
    let lines = text.map(Lines::of);
    let begins = beginnings::of(&document, rule, text);
    let starts = beginnings::starts(&document.blocks, &begins);
    let decisions = parts::decide(&starts);
    let at_block = |at: usize, said: Diagnostic| match (&lines, begins.get(at)) {
        (Some(lines), Some(begin)) => match places::first(&document.blocks[begin.at..=begin.at]) {
            Some(place) => said.at(lines, place..place + begin.words.len()),
            None => said,
        },
        _ => said,
    };
    let said = parts::left_over(&decisions, source.path, &at_block);
    said.into_iter().for_each(|said| receiver.diagnostic(said));
    if !decisions.begins.contains(&true) {
        let what = match rule.begin {
            Begin::Line => "no paragraph or heading matches the pattern `begin`".to_owned(),
            Begin::Heading(level) => format!("no heading of level {level} begins a document"),
            Begin::Page => "no mark of a printed page was found".to_owned(),
            Begin::Selector(ref selector) => format!("no element that `{selector}` means begins a document"),
        };
        receiver.diagnostic(parts::nothing_begins(source.path, &what));
        let (document, diagnostics) = (document, given.reading.diagnostics);
        let reading = if given.reading.shown_head.is_some() {
            let known = KnownHead { is_divided: true, ..KnownHead::default() };
            let (words, guesses) = (&source.config.dates, source.guesses);
            conventions::apply_below(document, diagnostics, words, guesses, Some(&known))
        } else {
            Reading { document: Some(document), diagnostics, ..given.reading }
        };
        receiver.document(Given { reading, text: whole, ..given });
        return;
    }
    let begins = begins.into_iter().zip(&decisions.begins).filter(|(_, begins)| **begins);
    let begins: Vec<Beginning> = begins.map(|(begin, _)| begin).collect();
    Cut::of(document, begins, rule, text).give(given, lines.as_ref(), source, receiver);
}

/// A document that was cut.
struct Cut {
    parts: Vec<Part>,
    homes: Vec<Home>,
}

impl Cut {
    fn of(mut document: Document, begins: Vec<Beginning>, rule: &Split, text: Option<&str>) -> Self {
        let marks = beginnings::marks(&document.blocks, &begins, rule);
        let mut blocks = mem::take(&mut document.blocks).into_iter();
        let mut parts: Vec<Part> = Vec::with_capacity(marks.len());
        let ends = marks.iter().skip(1).map(|(at, _, _)| *at).chain([usize::MAX]);
        let mut starts = places::Starts::new(text);
        for ((at, kind, begin), end) in marks.iter().zip(ends) {
            let own: Vec<Block> = blocks.by_ref().take(end.saturating_sub(*at)).collect();
            let begin = begin.and_then(|begin| begins.get(begin)).cloned();
            let part = Document { blocks: own, ..Document::default() };
            let start = if *kind == Kind::Introduction { 0 } else { starts.next(&part.blocks) };
            starts.see(&part.blocks);
            parts.push(Part { kind: *kind, begin, document: part, start });
        }
        let (title, metadata) = (mem::take(&mut document.title), mem::take(&mut document.metadata));
        if let Some(first) = parts.first_mut() {
            (first.document.title, first.document.metadata) = (title, metadata);
        }
        let notes = mem::take(&mut document.notes);
        let starts: Vec<usize> = parts.iter().map(|part| part.start).collect();
        let documents: Vec<&mut Document> = parts.iter_mut().map(|part| &mut part.document).collect();
        let mut homes = Notes::new(notes).share(documents, &starts);
        for (part, home) in parts.iter_mut().zip(&mut homes) {
            if let Some(begin) = &part.begin {
                let removed = take_title(&mut part.document, begin);
                home.set_title(removed);
            }
        }
        let documents: Vec<&mut Document> = parts.iter_mut().map(|part| &mut part.document).collect();
        links::share_references(mem::take(&mut document.references), documents);
        for (part, home) in parts.iter_mut().zip(&mut homes) {
            home.add_anchors(&part.document);
        }
        let documents: Vec<&mut Document> = parts.iter_mut().map(|part| &mut part.document).collect();
        links::share_anchors(document.anchors, &mut homes, documents);
        Self { parts, homes }
    }

    /// Reads the parts, and gives them.
    fn give(
        self,
        given: Given<'_>,
        lines: Option<&Lines<'_>>,
        source: &Source<'_>,
        receiver: &mut dyn Receiver,
    ) {
        let Given { reading: whole, files, .. } = given;
        let text = lines.map(Lines::text);
        whole.diagnostics.iter().for_each(|said| receiver.diagnostic(said.clone()));
        let mut ids = Ids::new();
        let read =
            read_parts(self.parts, Reading { diagnostics: Vec::new(), ..whole }, text, source, &mut ids);
        let names: Vec<String> = read.iter().map(|part| part.id.clone()).collect();
        let links = links::Between::new(source.path, &names, self.homes);
        for (at, ReadPart { id, mut reading, pieces }) in read.into_iter().enumerate() {
            let Some(document) = &mut reading.document else { continue };
            links.lead(at, document);
            let files = links::files_of(document, &files);
            let text = text.map(|text| pieces.text(text).into_owned().into());
            let beginning = lines.map(|lines| pieces.beginning(lines)).unwrap_or_default();
            receiver.document(Given { id: Some(id), reading, text, beginning, files });
        }
        ids.complaint(source.path).into_iter().for_each(|said| receiver.diagnostic(said));
    }
}

/// A part as it is read.
struct ReadPart {
    /// Its name; empty where there is nothing of it.
    id: String,
    reading: Reading,
    /// Its text in the source's.
    pieces: Pieces,
}

/// Reads the parts of a document, of which `whole` is known.
fn read_parts(
    parts: Vec<Part>,
    whole: Reading,
    text: Option<&str>,
    source: &Source<'_>,
    ids: &mut Ids,
) -> Vec<ReadPart> {
    let dates = &source.config.dates;
    let titles: Vec<String> = parts.iter().filter_map(shown_title).collect();
    let are_letters = parts::are_letters(titles.iter().map(String::as_str), &dates.reading);
    let mut ends: Vec<usize> = parts.iter().skip(1).map(|part| part.start).collect();
    ends.push(text.map_or(usize::MAX, str::len));
    // What conventions find in the texts of other formats than Markdown was found in the whole.
    let is_divided = whole.shown_head.is_some();
    let mut whole = Some(whole);
    let mut read = Vec::with_capacity(parts.len());
    for (part, end) in parts.into_iter().zip(ends) {
        let (pieces, document) = places::rebase(part.start..end, part.document, text.is_some());
        let part = Part { document, ..part };
        let whole = whole.take();
        let says_nothing = |whole: &Reading| whole.fields.is_empty() && whole.found == Metadata::default();
        if whole.as_ref().is_some_and(says_nothing) && is_nothing(&part.document) {
            read.push(ReadPart { id: String::new(), reading: Reading::default(), pieces });
            continue;
        }
        let (kind, words) =
            (part.kind, part.begin.as_ref().map(Beginning::matched).unwrap_or_default().to_owned());
        let reading = match whole {
            Some(whole) if !is_divided => Reading { document: Some(part.document), ..whole },
            _ => read_part(part, source, are_letters, is_divided),
        };
        let stated = reading.document.as_ref().and_then(|document| document.metadata.number.as_deref());
        let id = match kind {
            Kind::Introduction => parts::INTRODUCTION.to_owned(),
            Kind::Document => ids.next(stated.or(reading.found.number.as_deref()), &words, dates),
            Kind::Rest => ids.rest(),
        };
        read.push(ReadPart { id, reading, pieces });
    }
    read
}

/// Whether nothing at all stands in a document.
fn is_nothing(document: &Document) -> bool {
    let is_empty = |block: &Block| matches!(block, Block::Rule);
    document.title.is_empty()
        && document.notes.is_empty()
        && document.blocks.iter().all(is_empty)
        && document.metadata == Metadata::default()
}

/// Takes the block that begins a document out of its blocks: it is the title, in which number and title are then found.
/// Headings below it move up. Gives the heading's anchor.
fn take_title(document: &mut Document, begin: &Beginning) -> Option<String> {
    let at = document.blocks.iter().position(|block| !matches!(block, Block::PageBreak(_)))?;
    if begin.words.is_empty() {
        // A page has no title.
        return None;
    }
    let (id, content) = match document.blocks.remove(at) {
        Block::Heading { id, content, .. } => (Some(id), content),
        Block::Paragraph { content, .. } => (None, content),
        other => {
            document.blocks.insert(at, other);
            return None;
        }
    };
    document.title = with_line_breaks(content);
    if let Some(level) = begin.level {
        for block in &mut document.blocks {
            if let Block::Heading { level: own, .. } = block {
                *own = (*own).saturating_sub(level.saturating_sub(1)).max(2);
            }
        }
    }
    id.filter(|id| !id.is_empty())
}

/// The same inlines with the ends of lines as inlines of their own.
fn with_line_breaks(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    for inline in content {
        let Inline::Text(Text { text, start }) = inline else {
            out.push(inline);
            continue;
        };
        let mut at = start;
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                out.push(Inline::LineBreak);
            }
            if !line.is_empty() {
                out.push(Inline::Text(Text { text: line.to_owned(), start: at }));
            }
            at += line.len() + 1;
        }
    }
    out
}

/// What is likely to be the title of a document: the words behind those that begin it, or the next block.
fn shown_title(part: &Part) -> Option<String> {
    let begin = part.begin.as_ref()?;
    let words = begin.words.get(begin.indent..).unwrap_or_default();
    if let Some(Words::At(span)) = &begin.said.title {
        return words.get(span.clone()).map(str::to_owned);
    }
    let rest = words.get(begin.said.matched.end..).unwrap_or_default().trim();
    if rest.contains(char::is_alphabetic) {
        return Some(rest.to_owned());
    }
    let next = part.document.blocks.iter().find_map(|block| match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => Some(plain_text(content)),
        _ => None,
    });
    Some(next.unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned())
}

/// Reads a part by the conventions of transcripts.
fn read_part(part: Part, source: &Source<'_>, is_letter: bool, is_divided: bool) -> Reading {
    let known = part.begin.as_ref().map(Beginning::known_head).unwrap_or_default();
    let known = KnownHead { is_letter: is_letter && part.begin.is_some(), is_divided, ..known };
    let is_empty = part.document.blocks.is_empty() && part.document.notes.is_empty();
    let said = is_empty.then(|| {
        Diagnostic::new(Severity::Warning, Code::Empty, source.path, "the document has no text")
            .at("", Range { start: 0, end: 0 })
    });
    let (words, mut guesses) = (&source.config.dates, source.guesses);
    let said = said.into_iter().collect();
    let (mut part, mut known) = (part, known);
    if let Some(begin) = part.begin.as_ref().filter(|begin| begin.words.is_empty()) {
        // A page has a number, and begins in the midst of a text.
        part.document.metadata.number.clone_from(&begin.said.number);
        (guesses.heads, known.line) = (false, None);
    }
    conventions::apply_below(part.document, said, words, guesses, Some(&known))
}
