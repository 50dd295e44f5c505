//! A document as a reader gives it, cut into the documents that it holds.
//!
//! What begins one is a heading, a paragraph or a printed page among its blocks. Each part has the notes that it calls, and
//! is then read by the conventions of transcripts, as a document of its own.

use std::mem;
use std::ops::Range;

use super::links::{self, Home};
use super::notes::Notes;
use super::parts::{self, Ids, Start};
use super::{places, selector};
use crate::config::CollectionConfig;
use crate::config::split::{Begin, FirstLine, Split, Words};
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::{Block, Document, Inline, PageBreak, ParagraphStyle, Text, plain_text};
use crate::model::metadata::Metadata;
use crate::read::known_head::{KnownHead, KnownLine, KnownTitle};
use crate::read::pieces::Pieces;
use crate::read::plain::note_marks;
use crate::read::reader::{EmbeddedFile, Given, Receiver, Source};
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

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What stands before the first document.
    Introduction,
    /// A document.
    Document,
    /// What stands behind the end of one.
    Rest,
}

/// A block that begins a document.
#[derive(Debug, Clone)]
struct Beginning {
    /// Its place among the blocks.
    at: usize,
    /// The level of the heading, if it is one.
    level: Option<u8>,
    /// Its words.
    words: String,
    /// The space before its first line.
    indent: usize,
    /// What the rule says of that line.
    said: FirstLine,
}

fn split(
    mut document: Document,
    mut given: Given<'_>,
    source: &Source<'_>,
    rule: &Split,
    receiver: &mut dyn Receiver,
) {
    put_title_back(&mut document, rule);
    if rule.begin == Begin::Page {
        cut_at_pages(&mut document.blocks);
    }
    let whole = given.text.take();
    let text = whole.as_deref();
    let lines = text.map(Lines::of);
    let begins = beginnings(&document, rule, text);
    let starts = starts(&document.blocks, &begins);
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

/// Where the title is the first heading, it can begin a document, as others of its level do.
fn put_title_back(document: &mut Document, rule: &Split) {
    let begins = match rule.begin {
        Begin::Heading(level) => level == 1,
        Begin::Line => true,
        Begin::Page | Begin::Selector(_) => false,
    };
    let said = || rule.first_line(plain_text(&document.title).trim());
    if begins && document.metadata.title.is_none() && !document.title.is_empty() && said().is_some() {
        let content = mem::take(&mut document.title);
        document.blocks.insert(0, Block::Heading { level: 1, id: String::new(), content });
    }
}

/// Parts paragraphs where printed pages begin.
fn cut_at_pages(blocks: &mut Vec<Block>) {
    let mut cut = Vec::with_capacity(blocks.len());
    for block in mem::take(blocks) {
        let Block::Paragraph { style, content } = block else {
            cut.push(block);
            continue;
        };
        let mut paragraph = Vec::new();
        let push = |paragraph: &mut Vec<Inline>, cut: &mut Vec<Block>| {
            if !paragraph.is_empty() {
                cut.push(Block::Paragraph { style, content: mem::take(paragraph) });
            }
        };
        for inline in content {
            match inline {
                Inline::PageBreak(page) => {
                    push(&mut paragraph, &mut cut);
                    cut.push(Block::PageBreak(page));
                }
                inline => paragraph.push(inline),
            }
        }
        push(&mut paragraph, &mut cut);
    }
    *blocks = cut;
}

/// The blocks that could begin documents.
fn beginnings(document: &Document, rule: &Split, text: Option<&str>) -> Vec<Beginning> {
    let meant = match &rule.begin {
        Begin::Selector(selector) => selector::blocks(&document.blocks, selector, text.unwrap_or_default()),
        _ => Vec::new(),
    };
    let blocks = document.blocks.iter().enumerate();
    let begin = |(at, block): (usize, &Block)| {
        let (level, content) = match (&rule.begin, block) {
            (Begin::Page, Block::PageBreak(page)) => return Some(of_page(at, page)),
            (Begin::Heading(wanted), Block::Heading { level, content, .. }) if level == wanted => {
                (Some(*level), content)
            }
            (Begin::Line, Block::Heading { level, content, .. }) => (Some(*level), content),
            (Begin::Line, Block::Paragraph { content, style }) if *style != ParagraphStyle::Preformatted => {
                (None, content)
            }
            (Begin::Selector(_), Block::Heading { content, .. } | Block::Paragraph { content, .. })
                if meant.binary_search(&at).is_ok() =>
            {
                let level = if let Block::Heading { level, .. } = block { Some(*level) } else { None };
                (level, content)
            }
            _ => return None,
        };
        let words = plain_text(content);
        let (indent, said) = first_line(&words, rule)?;
        Some(Beginning { at, level, words, indent, said })
    };
    blocks.filter_map(begin).collect()
}

/// The beginning of a document that is a page.
fn of_page(at: usize, page: &PageBreak) -> Beginning {
    let said = FirstLine { matched: 0..0, number: Some(page.page.clone()), title: None };
    Beginning { at, level: None, words: String::new(), indent: 0, said }
}

/// What the rule says of the first line of a block, or of all its words in one line; and the space before it.
fn first_line(words: &str, rule: &Split) -> Option<(usize, FirstLine)> {
    let indent = words.len() - words.trim_start().len();
    let words = words.trim();
    let line = note_marks::without(words.lines().next().unwrap_or_default().trim_end());
    (!line.is_empty()).then_some(())?;
    // A line that ends within the words of the pattern was broken by the format.
    let whole = || rule.line.is_some().then(|| words.replace('\n', " "));
    rule.first_line(line).or_else(|| rule.first_line(&whole()?)).map(|said| (indent, said))
}

fn starts(blocks: &[Block], begins: &[Beginning]) -> Vec<Start> {
    let next = begins.iter().skip(1).map(|begin| begin.at).chain([blocks.len()]);
    let is_text = |block: &Block| !matches!(block, Block::PageBreak(_) | Block::Rule);
    let start = |(begin, next): (&Beginning, usize)| Start {
        number: begin.said.number.clone(),
        words: begin.words.clone(),
        has_text: blocks[begin.at + 1..next].iter().any(is_text),
        is_bare: begin.said.number.is_none() && begin.said.matched.end >= begin.words.trim().len(),
    };
    begins.iter().zip(next).map(start).collect()
}

/// A document that was cut.
struct Cut {
    parts: Vec<Part>,
    homes: Vec<Home>,
}

impl Cut {
    fn of(mut document: Document, begins: Vec<Beginning>, rule: &Split, text: Option<&str>) -> Self {
        let marks = marks(&document.blocks, &begins, rule);
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
        let Self { mut parts, homes } = self;
        let dates = &source.config.dates;
        let titles: Vec<String> = parts.iter().filter_map(shown_title).collect();
        let are_letters = parts::are_letters(titles.iter().map(String::as_str), &dates.reading);
        whole.diagnostics.iter().for_each(|said| receiver.diagnostic(said.clone()));
        let mut ends: Vec<usize> = parts.iter().skip(1).map(|part| part.start).collect();
        ends.push(text.map_or(usize::MAX, str::len));
        // What conventions find in the texts of other formats than Markdown was found in the whole.
        let is_divided = whole.shown_head.is_some();
        let mut whole = Some(Reading { diagnostics: Vec::new(), ..whole });
        let mut ids = Ids::new();
        let mut read: Vec<(String, Reading, Pieces, Vec<EmbeddedFile>)> = Vec::with_capacity(parts.len());
        for (part, end) in parts.drain(..).zip(ends) {
            let pieces = places::rebase(part.start..end, part.document, text.is_some());
            let (pieces, document) = pieces;
            let part = Part { document, ..part };
            let is_nothing = part.kind == Kind::Introduction
                && is_nothing(&part.document)
                && whole
                    .as_ref()
                    .is_none_or(|whole| whole.fields.is_empty() && whole.found == Metadata::default());
            if is_nothing {
                whole = None;
                read.push((String::new(), Reading::default(), pieces, Vec::new()));
                continue;
            }
            let (kind, begin) = (part.kind, part.begin.clone());
            let reading = match (kind, whole.take()) {
                (Kind::Introduction, Some(whole)) if whole.shown_head.is_none() => {
                    Reading { document: Some(part.document), ..whole }
                }
                _ => read_part(part, source, are_letters, is_divided),
            };
            let number = reading.document.as_ref().and_then(|document| {
                document.metadata.number.clone().or_else(|| reading.found.number.clone())
            });
            let words = begin.as_ref().map_or("", |begin| begin.words.as_str());
            let id = match kind {
                Kind::Introduction => parts::INTRODUCTION.to_owned(),
                Kind::Document => ids.next(number.as_deref(), words, dates),
                Kind::Rest => ids.rest(),
            };
            read.push((id, reading, pieces, Vec::new()));
        }
        let names: Vec<String> = read.iter().map(|(id, ..)| id.clone()).collect();
        let links = links::Between::new(source.path, &names, homes);
        for (at, (id, mut reading, pieces, mut own_files)) in read.into_iter().enumerate() {
            let Some(document) = &mut reading.document else { continue };
            links.lead(at, document);
            own_files.extend(links::files_of(document, &files));
            let own = text.map(|text| pieces.text(text).into_owned().into());
            let beginning = lines.map(|lines| pieces.beginning(lines)).unwrap_or_default();
            receiver.document(Given { id: Some(id), reading, text: own, beginning, files: own_files });
        }
        ids.complaint(source.path).into_iter().for_each(|said| receiver.diagnostic(said));
    }
}

/// Whether nothing at all stands in a document.
fn is_nothing(document: &Document) -> bool {
    let is_empty = |block: &Block| matches!(block, Block::Rule);
    document.title.is_empty()
        && document.notes.is_empty()
        && document.blocks.iter().all(is_empty)
        && document.metadata == Metadata::default()
}

/// Where the parts begin among the blocks: the introduction, the documents with the places of their beginnings, and what
/// stands behind the lines that end them. The marks of pages before a document belong to it.
fn marks(blocks: &[Block], begins: &[Beginning], rule: &Split) -> Vec<(usize, Kind, Option<usize>)> {
    let first = begins.first().map_or(blocks.len(), |begin| begin.at);
    let mut marks: Vec<(usize, Kind, Option<usize>)> = vec![(0, Kind::Introduction, None)];
    let is_end = |block: &Block| match block {
        Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
            let words = plain_text(content);
            let line = words.trim().lines().next().unwrap_or_default().trim_end();
            rule.end.as_ref().is_some_and(|end| end.0.is_match(line))
        }
        _ => false,
    };
    let mut next = 0;
    for (at, block) in blocks.iter().enumerate() {
        if begins.get(next).is_some_and(|begin| begin.at == at) {
            let before = blocks[..at].iter().rev().take_while(|block| matches!(block, Block::PageBreak(_)));
            let pages = if rule.begin == Begin::Page { 0 } else { before.count() };
            marks.push((at - pages, Kind::Document, Some(next)));
            next += 1;
        } else if at > first && is_end(block) && marks.last().is_some_and(|(_, kind, _)| *kind != Kind::Rest)
        {
            marks.push((at, Kind::Rest, None));
        }
    }
    marks
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
    let known = part.begin.as_ref().map(known_head).unwrap_or_default();
    let known = KnownHead { is_letter: is_letter && part.begin.is_some(), is_divided, ..known };
    let is_empty = part.document.blocks.is_empty() && part.document.notes.is_empty();
    let said = is_empty.then(|| {
        Diagnostic::new(Severity::Warning, Code::Empty, source.path, "the document has no text")
            .at("", Range { start: 0, end: 0 })
    });
    let (words, guesses) = (&source.config.dates, source.guesses);
    let said = said.into_iter().collect();
    conventions::apply_below(part.document, said, words, guesses, Some(&known))
}

/// What the rule says of a document's head, with places in its first lines.
fn known_head(begin: &Beginning) -> KnownHead {
    let FirstLine { matched, number, title } = &begin.said;
    let place = |span: &Range<usize>| begin.indent + span.start..begin.indent + span.end;
    let line = (number.is_some() || title.is_some()).then(|| KnownLine {
        matched: place(matched),
        number: number.clone(),
        title: title.as_ref().map(|title| match title {
            Words::At(span) => KnownTitle::At(place(span)),
            Words::Written(words) => KnownTitle::Written(words.clone()),
        }),
    });
    KnownHead { start: begin.indent, line, ..KnownHead::default() }
}
