//! The reader for web pages, of whatever maker.
//!
//! The folder takes the text of a page and gives a document; what its links lead to it must not know. html5ever parses as
//! browsers do ([`mod@parse`]), to a tree of our own ([`tree`]), since the trees that libraries build do not know where their
//! texts stand in the source, and nest without bounds. From there on: what of the page is the document ([`region`]), its
//! notes ([`notes`]) and page breaks ([`page_breaks`]), what it says of itself ([`metadata`], [`json_ld`]), and its blocks
//! and inlines ([`maker`]). What is recognised by words is so as in any text ([`super::conventions`]).
//!
//! Nothing of the document gets lost: an element that is not known keeps its text, and what is left out is counted by name.

mod blocks;
mod encoding;
mod form;
mod inlines;
mod json_ld;
mod links;
mod lists;
mod maker;
mod metadata;
mod notes;
mod own;
mod page_breaks;
mod parse;
mod reader;
mod region;
mod selector;
mod tables;
mod tree;
mod verse;

use std::collections::HashSet;

use super::{Reading, conventions, number};
use crate::config::Config;
use crate::config::guesses::Guesses;
use crate::config::html::HtmlRules;
use crate::config::selector::Selector;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::{Block, Document, Inline, ParagraphStyle, Text, plain_text};
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};
use crate::model::walk;
use crate::model::walk::Part;
use crate::read::dateline;
use crate::read::markdown::{TitleHeading, anchors};
use crate::read::reader::EmbeddedFile;
use maker::{Maker, Plan};
use metadata::Stated;
use notes::Names;
use parse::{Parsed, parse};
pub use reader::Html;
use region::{Chosen, Region};
use tree::{ROOT, Tree};

/// Reads a page, whose lines end with `\n`, and gives the files that lie in it, too. `file` is its path relative to the
/// archive's root, for diagnostics.
pub fn read(text: &str, file: &str, config: &Config, guesses: Guesses) -> (Reading, Vec<EmbeddedFile>) {
    let Parsed { tree, too_deep, too_many } = parse(text);
    let mut said = Said { file, lines: Lines::of(text), text, list: Vec::new() };
    said.of_bounds(too_deep, too_many);
    let chosen = chosen(&tree, &config.html_of(file), &mut said);
    let mut region = region::choose(&tree, &chosen);
    let is_own = metadata::is_own(&tree);
    if is_own {
        own::leave_out(&tree, &mut region);
    }
    let stated = metadata::read(&tree, &region, config);
    said.of_what_is_left_out(&region);
    let names = Names::of(&tree, own_addresses(&stated, text, file));
    let notes = notes::find(&tree, &names, &mut region);
    let page_breaks = page_breaks::find(&tree, &region.tops);
    let plan = Plan {
        tree: &tree,
        source: text,
        region: &region,
        notes: &notes,
        page_breaks: &page_breaks,
        names: &names,
        base: base(&tree),
        linked: linked(&tree, &names),
        holds_blocks: blocks::holding_blocks(&tree),
        language: stated.language.clone(),
    };
    let mut maker = Maker::new(&plan, config, file);
    let read = maker.document(&stated);
    let (mut document, mut diagnostics, files) = maker.finish(read);
    diagnostics.splice(0..0, said.list);
    document.metadata = stated.metadata.clone();
    (finish(document, diagnostics, &stated, file, config, guesses), files)
}

/// Where the elements of a page begin in its text that a selector means.
pub(in crate::read) fn places(text: &str, selector: &Selector) -> Vec<usize> {
    let Parsed { tree, .. } = parse(text);
    selector::select(&tree, selector).into_iter().map(|place| tree.start(place)).collect()
}

/// Recognises what words say, and settles dates and anchors.
fn finish(
    document: Document,
    diagnostics: Vec<Diagnostic>,
    stated: &Stated,
    file: &str,
    config: &Config,
    guesses: Guesses,
) -> Reading {
    // A page with headings has all of them.
    let guesses = Guesses {
        headings: guesses.headings && stated.heading.is_none() && !has_headings(&document),
        ..guesses
    };
    let title = plain_text(&document.title);
    let lines = datelines(&document);
    let mut reading = conventions::apply(document, diagnostics, &config.dates, guesses);
    let Some(document) = &mut reading.document else { return reading };
    let title = (!title.trim().is_empty()).then_some(TitleHeading { id: String::new(), text: title });
    anchors::assign(document, title);
    keep_datelines(document, &lines, &mut reading.found, config);
    settle_date(document, &reading.found.date, &reading.fields, stated);
    if document.blocks.is_empty() && document.notes.is_empty() && reading.fields.is_empty() {
        reading.diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or say with `document` in `[html]` what its text is"),
        );
    }
    reading
}

/// The texts of the paragraphs that classes of the page say to be datelines.
fn datelines(document: &Document) -> Vec<String> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph { style: ParagraphStyle::Dateline, content } => Some(plain_text(content)),
        _ => None,
    });
    lines.collect()
}

/// Where the page says what its datelines are, no other line is one, and the first counts.
fn keep_datelines(document: &mut Document, lines: &[String], found: &mut Metadata, config: &Config) {
    let Some(first) = lines.iter().find_map(|line| dateline::parse(line, &config.dates)) else { return };
    found.date = first.date.map(|date| DocumentDate { date, basis: DateBasis::Dateline });
    found.particulars.place = first.place;
    for block in &mut document.blocks {
        if let Block::Paragraph { style, content } = block
            && *style == ParagraphStyle::Dateline
            && !lines.contains(&plain_text(content))
        {
            *style = ParagraphStyle::Body;
        }
    }
}

/// The date that the page states is its dateline's where both agree; the day of its publication counts where the text has
/// no date.
fn settle_date(
    document: &mut Document,
    printed: &Option<DocumentDate>,
    fields: &[super::fields::HeadField],
    stated: &Stated,
) {
    let date = &mut document.metadata.date;
    if let (Some(own), Some(printed)) = (&date, printed)
        && own.date == printed.date
    {
        *date = None;
    }
    let has_field = fields.iter().any(|field| super::date_field::rank(&field.name).is_some());
    if date.is_none() && printed.is_none() && !has_field {
        *date = stated.issued.map(|date| DocumentDate { date, basis: DateBasis::Metadata });
    }
}

fn has_headings(document: &Document) -> bool {
    let mut found = false;
    walk::blocks(&document.blocks, &mut |part| found |= matches!(part, Part::Block(Block::Heading { .. })));
    found
}

/// The parts of a page that the archive names.
fn chosen(tree: &Tree, rules: &HtmlRules, said: &mut Said<'_>) -> Chosen {
    let select = |selector: &Option<_>| {
        selector.as_ref().map(|selector| selector::select(tree, selector)).unwrap_or_default()
    };
    let chosen = Chosen { document: select(&rules.document), leave_out: select(&rules.leave_out) };
    if let (Some(selector), true) = (&rules.document, chosen.document.is_empty()) {
        let message = format!(
            "the page has nothing that `document = \"{selector}\"` means, and its document was looked for"
        );
        said.list.push(
            Diagnostic::new(Severity::Warning, Code::Markup, said.file, message)
                .help("correct the selector in `[html]`"),
        );
    }
    chosen
}

/// What links to the page itself can begin with.
fn own_addresses(stated: &Stated, text: &str, file: &str) -> Vec<String> {
    let name = file.rsplit('/').next().unwrap_or(file).to_owned();
    // Browsers write down where they saved a page from.
    let beginning = &text[..text.floor_char_boundary(4096)];
    let saved =
        ["saved from url=(", "Page saved with SingleFile"].iter().find_map(|said| beginning.split_once(said));
    let saved = saved.and_then(|(_, rest)| {
        let start = rest.find("http")?;
        let address = &rest[start..];
        let end = address.find([' ', '\n', '#', '>']).unwrap_or(address.len());
        (start < 40).then(|| address[..end].trim_end_matches("--").to_owned())
    });
    stated.addresses.iter().cloned().chain([name]).chain(saved).collect()
}

/// The address against which links are read.
fn base(tree: &Tree) -> Option<url::Url> {
    let base =
        tree.find(ROOT, |place| tree.name(place) == "base" && tree.attribute(place, "href").is_some())?;
    let base = url::Url::parse(tree.attribute(base, "href")?.trim()).ok()?;
    matches!(base.scheme(), "http" | "https").then_some(base)
}

/// The names to which links of the page lead.
fn linked(tree: &Tree, names: &Names<'_>) -> HashSet<String> {
    let links = tree.within(ROOT).filter(|&place| tree.name(place) == "a");
    links.filter_map(|place| names.fragment(tree.attribute(place, "href")?)).map(str::to_owned).collect()
}

impl Maker<'_> {
    /// Reads the text, its title and its notes.
    fn document(&mut self, stated: &Stated) -> Read {
        let mut blocks = Vec::new();
        for &top in &self.plan.region.tops {
            self.claim(top);
            if matches!(self.plan.tree.name(top), "body" | "main" | "article" | "div" | "section" | "td" | "")
            {
                blocks.extend(self.blocks_in(top));
            } else {
                self.blocks(&[top], &mut blocks);
            }
        }
        let title = self.title(&mut blocks, stated);
        let mut notes = Vec::new();
        for note in &self.plan.notes.list {
            notes.push(self.note(note));
        }
        Read { title, blocks, notes }
    }

    /// The title: a heading of the text, or what stands beside it.
    fn title(&mut self, blocks: &mut Vec<Block>, stated: &Stated) -> Vec<Inline> {
        let tree = self.plan.tree;
        let words = stated.heading.map(|heading| tree.words(heading));
        if let Some(words) = &words {
            let is_title = |block: &Block| match block {
                Block::Heading { content, .. } => plain_text(content).split_whitespace().eq(words.split(' ')),
                _ => false,
            };
            let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
            let own = self
                .plan
                .region
                .tops
                .iter()
                .any(|&top| stated.heading.is_some_and(|heading| tree.is_within(heading, top)));
            let at = blocks.iter().position(is_title);
            // Marks of notes are no words of the heading.
            let at = at.or_else(|| {
                blocks.iter().take(12).position(|block| own && is_heading(block) && begins_as(block, words))
            });
            if let Some(at) = at
                && let Block::Heading { content, .. } = blocks.remove(at)
            {
                return content;
            }
        }
        let beside = words
            .or_else(|| stated.title.clone().filter(|_| !self.begins_with_title(blocks)))
            .unwrap_or_default();
        let start = stated.heading.map_or(0, |heading| tree.start(heading));
        if beside.trim().is_empty() { Vec::new() } else { vec![Inline::Text(Text { text: beside, start })] }
    }

    /// Whether the text has its title in its first line, with its number: what programs write into `<title>` is less.
    fn begins_with_title(&self, blocks: &[Block]) -> bool {
        let first = blocks.iter().find(|block| !matches!(block, Block::PageBreak(_) | Block::Rule));
        let Some(Block::Paragraph { content, style: ParagraphStyle::Body }) = first else { return false };
        let text = plain_text(content);
        let is_short = text.len() < 200 && !text.trim_end().ends_with('.');
        is_short && number::before_title(text.trim(), &self.config.dates.reading).is_some()
    }

    /// The text of a note without its mark.
    fn note(&mut self, note: &notes::FoundNote) -> Vec<Block> {
        let tree = self.plan.tree;
        let mut blocks = Vec::new();
        self.opened = note.parts.clone();
        match note.parts.as_slice() {
            [part] if tree.name(*part) == "aside" => blocks.extend(self.blocks_in(*part)),
            parts => self.blocks(parts, &mut blocks),
        }
        self.opened.clear();
        self.pending.clear();
        inlines::trim_note(&mut blocks);
        notes::without_label(&mut blocks, note, &self.config.dates.reading);
        blocks
    }
}

/// What was read of a page.
struct Read {
    title: Vec<Inline>,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
}

fn begins_as(block: &Block, words: &str) -> bool {
    let Block::Heading { content, .. } = block else { return false };
    let own = plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ");
    own.len() > 3 && words.starts_with(&own)
}

/// What there is to say of a page as a whole.
struct Said<'a> {
    file: &'a str,
    text: &'a str,
    lines: Lines<'a>,
    list: Vec<Diagnostic>,
}

impl Said<'_> {
    fn of_bounds(&mut self, too_deep: Option<(usize, usize)>, too_many: Option<usize>) {
        let at = |said: Diagnostic, start: usize, lines: &Lines<'_>| {
            said.at(lines, start..(start + 1).min(self.text.len()))
        };
        if let Some((count, start)) = too_deep {
            let message =
                format!("{count} elements lie too deep in others; their text is kept, and not their form");
            self.list.push(at(
                Diagnostic::new(Severity::Warning, Code::Markup, self.file, message),
                start,
                &self.lines,
            ));
        }
        if let Some(start) = too_many {
            let message =
                "the page has more elements than a page can have; from here on only its text is kept";
            self.list.push(at(
                Diagnostic::new(Severity::Warning, Code::Markup, self.file, message),
                start,
                &self.lines,
            ));
        }
    }

    /// Says what was left out as no part of the document, by name and count.
    fn of_what_is_left_out(&mut self, region: &Region) {
        let worded: Vec<String> = region
            .left_out
            .iter()
            .filter(|(_, (_, words))| *words > 0)
            .map(|(name, (parts, words))| {
                let words = if *words == 1 { "1 word".to_owned() } else { format!("{words} words") };
                if *parts == 1 {
                    format!("{name} ({words})")
                } else {
                    format!("{name} ({parts} parts, {words})")
                }
            })
            .collect();
        if worded.is_empty() {
            return;
        }
        let message = format!("left out as no part of the document: {}", worded.join(", "));
        self.list.push(
            Diagnostic::new(Severity::Note, Code::Markup, self.file, message)
                .help("if the document is another part of the page, name it with `document` in `[html]` of fonds.toml or collection.toml"),
        );
    }
}

#[cfg(test)]
mod tests;
