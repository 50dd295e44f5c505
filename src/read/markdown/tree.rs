//! The tree of blocks and inlines, made of the parser's events.
//!
//! Each method that begins with a `Start` event takes all up to the `End` that belongs to it; the
//! parser promises that they are balanced. Inlines are in [`inline`].

mod inline;
mod pairs;
mod raw;
mod wiki;

use std::mem;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, OffsetIter, Tag, TagEnd};

use super::html::{self, Markup};
use super::notes;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::language::dates::Words;
use crate::model::characters;
use crate::model::document::{
    Alignment, Anchor, Block, Cell, Definition, Inline, ListMember, Numbering, ParagraphStyle, Text,
};
use crate::model::reference::Reference;
use raw::RawHtml;

/// How deep blocks and inlines nest. What is deeper is taken out of its containers, so that no
/// text can bring later stages, which follow the tree, to the end of their stacks.
const DEPTH: usize = 40;

/// How places in the text that was parsed relate to places in the file.
#[derive(Debug, Default)]
pub struct Origin {
    /// Where the text begins in the file.
    pub start: usize,
    /// The places, in ascending order, of bytes that were put into the text.
    pub escapes: Vec<usize>,
    /// Where something was taken out before that, in ascending order, and how many bytes up to there.
    pub removals: Vec<(usize, usize)>,
}

impl Origin {
    /// The places of a text that begins at `start`, out of which these stretches were taken and into which
    /// bytes were put.
    pub fn new(start: usize, removed: &[Range<usize>], escapes: Vec<usize>) -> Self {
        let mut total = 0;
        let removals = removed.iter().map(|stretch| {
            let place = stretch.start - total;
            total += stretch.len();
            (place, total)
        });
        Self { start, escapes, removals: removals.collect() }
    }

    /// The place in the file.
    pub fn place(&self, offset: usize) -> usize {
        let place = offset - self.escapes.partition_point(|escape| *escape < offset);
        let before = self.removals.partition_point(|(removal, _)| *removal <= place);
        let removed =
            before.checked_sub(1).and_then(|last| self.removals.get(last)).map_or(0, |(_, total)| *total);
        self.start + place + removed
    }
}

/// The tree of a document while it grows.
pub struct Tree<'a> {
    events: OffsetIter<'a>,
    origin: Origin,
    text: &'a str,
    /// The same, for the places of what is wrong.
    lines: Lines<'a>,
    file: &'a str,
    /// The references found so far.
    pub references: Vec<Reference>,
    /// How many of the references have their sentences.
    quoted: usize,
    /// The footnotes in the order of the source.
    pub definitions: Vec<notes::Definition>,
    /// What is wrong with the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The archive's words.
    words: &'a Words,
    /// The anchors that the author's own HTML has.
    pub anchors: Vec<Anchor>,
    /// What stands in the source where nothing but its words counts: code, formulas and comments.
    pub verbatim: Vec<Range<usize>>,
    /// What is known of the raw HTML so far.
    raw: RawHtml,
    /// Where other documents were to be put in.
    embedded: Vec<Range<usize>>,
    /// The box of the list's member that is being read.
    task: Option<bool>,
    /// Whether the words of a link are being read, in which there can be no other.
    in_link: bool,
    depth: usize,
}

impl<'a> Tree<'a> {
    /// An empty tree for the events of a text.
    pub fn new(
        events: OffsetIter<'a>,
        origin: Origin,
        text: &'a str,
        file: &'a str,
        references: Vec<Reference>,
        diagnostics: Vec<Diagnostic>,
        words: &'a Words,
    ) -> Self {
        Self {
            events,
            origin,
            text,
            lines: Lines::of(text),
            file,
            quoted: references.len(),
            references,
            definitions: Vec::new(),
            diagnostics,
            words,
            anchors: Vec::new(),
            verbatim: Vec::new(),
            raw: RawHtml::default(),
            embedded: Vec::new(),
            task: None,
            in_link: false,
            depth: 0,
        }
    }

    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (mut event, span) = self.events.next()?;
        // An entity can write a character that the text itself cannot have.
        if let Event::Text(text) = &mut event
            && let Some(shown) = characters::replaced(text)
        {
            *text = shown.into();
        }
        Some((event, self.origin.place(span.start)..self.origin.place(span.end)))
    }

    /// The blocks up to the end of what holds them.
    pub fn blocks(&mut self) -> Vec<Block> {
        self.blocks_and_tightness().0
    }

    /// The blocks, and whether text stood among them without being a paragraph, as it does in a
    /// list without empty lines.
    fn blocks_and_tightness(&mut self) -> (Vec<Block>, bool) {
        self.depth += 1;
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        let mut tight = false;
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag.to_end()) => {
                    self.close_text(&mut loose, &mut blocks);
                    self.block(tag, span, &mut blocks);
                }
                Event::Rule => {
                    self.close_text(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                event => {
                    tight = true;
                    self.inline(event, span, &mut loose);
                }
            }
        }
        self.close_text(&mut loose, &mut blocks);
        self.depth -= 1;
        (blocks, tight)
    }

    fn block(&mut self, tag: Tag<'a>, span: Range<usize>, blocks: &mut Vec<Block>) {
        let nests = matches!(
            tag,
            Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::Table(_)
        );
        if nests && self.depth >= DEPTH {
            return self.flat_blocks(blocks);
        }
        if !matches!(tag, Tag::Paragraph | Tag::HtmlBlock) {
            self.raw.end_drawing();
        }
        match tag {
            Tag::Paragraph => {
                let content = self.inlines();
                self.paragraph(content, blocks);
            }
            Tag::Heading { level, id, .. } => {
                let content = self.inlines();
                self.quote_sentences(&content);
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                blocks.push(Block::Heading { level: level as u8, id, content });
            }
            Tag::BlockQuote(kind) => {
                blocks.push(Block::Quote {
                    alert: kind.map(|kind| alert_name(kind).into()),
                    blocks: self.blocks(),
                });
            }
            Tag::CodeBlock(kind) => {
                self.verbatim.push(span);
                blocks.push(Block::Code { language: language(&kind), text: self.verbatim() });
            }
            Tag::HtmlBlock => self.html_block(span, blocks),
            Tag::List(start) => blocks.push(self.list(start)),
            Tag::DefinitionList => blocks.push(self.definition_list()),
            Tag::Table(alignments) => blocks.push(self.table(&alignments)),
            Tag::FootnoteDefinition(label) => self.footnote(label.to_string(), span),
            // The parts of the others, which the methods for these take.
            _ => blocks.extend(self.blocks()),
        }
    }

    /// Makes a paragraph of the text that stood among blocks, and leaves none.
    fn close_text(&mut self, text: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
        let content = self.finish_inlines(mem::take(text));
        self.paragraph(content, blocks);
    }

    /// Makes a paragraph of inlines, unless there are none. A paragraph of nothing but page breaks
    /// is the place where pages begin.
    fn paragraph(&mut self, mut content: Vec<Inline>, blocks: &mut Vec<Block>) {
        self.take_block_id(&mut content);
        self.quote_sentences(&content);
        let is_blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.text.trim().is_empty());
        if content.iter().all(|inline| is_blank(inline) || matches!(inline, Inline::PageBreak(_))) {
            blocks.extend(content.into_iter().filter_map(|inline| match inline {
                Inline::PageBreak(page_break) => Some(Block::PageBreak(page_break)),
                _ => None,
            }));
            return;
        }
        if let [Inline::Html(_), Inline::Html(_)] = content.as_slice() {
            return blocks.push(Block::Html(content));
        }
        blocks.push(Block::Paragraph { style: ParagraphStyle::Body, content });
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        let mut members = Vec::new();
        let mut any_tight = false;
        while let Some((Event::Start(_), _)) = self.next() {
            let outer = self.task.take();
            let (blocks, tight) = self.blocks_and_tightness();
            any_tight |= tight;
            members.push(ListMember { task: mem::replace(&mut self.task, outer), tight: false, blocks });
        }
        let is_paragraph = |block: &Block| matches!(block, Block::Paragraph { .. });
        let tight = any_tight || !members.iter().flat_map(|member| &member.blocks).any(is_paragraph);
        members.iter_mut().for_each(|member| member.tight = tight);
        Block::List { start, numbering: Numbering::Decimal, members }
    }

    fn definition_list(&mut self) -> Block {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((Event::Start(tag), _)) = self.next() {
            if tag == Tag::DefinitionListTitle {
                let term = self.inlines();
                self.quote_sentences(&term);
                match definitions.last_mut() {
                    Some(last) if last.definitions.is_empty() => last.terms.push(term),
                    _ => definitions.push(Definition { terms: vec![term], definitions: Vec::new() }),
                }
            } else {
                let blocks = self.blocks();
                match definitions.last_mut() {
                    Some(last) => last.definitions.push(blocks),
                    None => definitions.push(Definition { terms: Vec::new(), definitions: vec![blocks] }),
                }
            }
        }
        Block::Definitions(definitions)
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Block {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((Event::Start(tag), span)) = self.next() {
            self.report_lost_cells(span, alignments.len());
            let cells = self.row();
            let rows = if tag == Tag::TableHead { &mut head } else { &mut rows };
            rows.push(cells.into_iter().map(Cell::of).collect());
        }
        let alignments = alignments.iter().copied().map(alignment).collect();
        Block::Table { caption: Vec::new(), alignments, head, rows }
    }

    /// By the rules of these tables, cells beyond the columns of the head are not shown.
    fn report_lost_cells(&mut self, row: Range<usize>, columns: usize) {
        let cells = cells_of_row(self.text.get(row.clone()).unwrap_or_default());
        if cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
            let message = format!("the row has {} cells, and its table {columns} columns", cells.len());
            self.complain(Severity::Warning, Code::TableCells, message, row);
            if let Some(last) = self.diagnostics.last_mut() {
                last.help =
                    Some("what is too much is not shown; a `|` within a cell is written `\\|`".to_owned());
            }
        }
    }

    fn row(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            let cell = self.inlines();
            self.quote_sentences(&cell);
            cells.push(cell);
        }
        cells
    }

    fn footnote(&mut self, label: String, span: Range<usize>) {
        let length = self.text.get(span.clone()).map_or(0, |note| note.trim_end().len());
        // The place is taken before the text is read, in which there could be another.
        let at = self.definitions.len();
        self.definitions.push(notes::Definition::default());
        let blocks = self.blocks();
        self.definitions[at] = notes::Definition { label, blocks, span: span.start..span.start + length };
    }

    fn html_block(&mut self, span: Range<usize>, blocks: &mut Vec<Block>) {
        let mut html = String::new();
        // Each line's beginning, here and in the file: what holds the block can have signs of its own.
        let mut lines = Vec::new();
        while let Some((event, line)) = self.next() {
            match event {
                Event::Html(part) => {
                    lines.push((html.len(), line.start));
                    html += &part;
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        match html::judge(&html) {
            Markup::Nothing => self.verbatim.push(span),
            Markup::Words if !self.raw.is_in_drawing() => {
                let mut text = vec![Inline::Text(Text { text: html.trim().to_owned(), start: span.start })];
                self.close_text(&mut text, blocks);
            }
            Markup::Words | Markup::LineBreak | Markup::Html(_) => {
                let place = |at: usize| {
                    let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
                    lines.get(line).map_or(span.start, |(start, place)| place + (at - start))
                };
                let mut content = Vec::new();
                self.raw_html(&html, &place, &mut content);
                let content = pairs::pair(content);
                self.quote_sentences(&content);
                let is_blank =
                    |inline: &Inline| matches!(inline, Inline::Html(html) if html.trim().is_empty());
                if !content.iter().all(is_blank) {
                    blocks.push(Block::Html(content));
                }
            }
        }
    }

    /// The text up to the end of what holds it, as it is.
    fn verbatim(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) | Event::Code(part) => {
                    text += &part
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    /// What a container holds that lies too deep, without the containers.
    fn flat_blocks(&mut self, blocks: &mut Vec<Block>) {
        let mut content = Vec::new();
        let mut open = 1_usize;
        while open > 0
            && let Some((event, span)) = self.next()
        {
            match event {
                Event::Start(tag) => {
                    open += 1;
                    if is_block(&tag.to_end()) {
                        self.close_text(&mut content, blocks);
                    }
                }
                Event::End(tag) => {
                    open -= 1;
                    if is_block(&tag) {
                        self.close_text(&mut content, blocks);
                    }
                }
                event => self.inline(event, span, &mut content),
            }
        }
    }
}

/// Whether a tag is that of a block.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Default,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// The language of a code block: the first word of what stands behind the fence, which others use
/// for options as well, as in `rust,ignore`, `python title="x"` and `{.c .numbered}`.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let word = info.trim_start_matches(['{', '.', ' ']);
    let end = word
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':' | '='))
        .unwrap_or(word.len());
    (end > 0).then(|| word[..end].to_owned())
}

/// The cells of a table's row, as its bars part them.
fn cells_of_row(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|') {
        if !row[..at].ends_with('\\') {
            cells.push(&row[start..at]);
            start = at + 1;
        }
    }
    cells.push(&row[start..]);
    cells
}
