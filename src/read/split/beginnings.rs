//! The blocks of a document that could begin others: headings, paragraphs, printed pages.

use std::mem;

use super::parts::Start;
use super::selector;
use crate::config::split::{Begin, FirstLine, Split};
use crate::model::document::{Block, Document, Inline, PageBreak, ParagraphStyle, plain_text};
use crate::read::known_head::KnownHead;
use crate::read::plain::note_marks;

/// A block that begins a document.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    /// Its place among the blocks.
    pub(super) at: usize,
    /// The level of the heading, if it is one.
    pub(super) level: Option<u8>,
    /// Its words.
    pub(super) words: String,
    /// The space before its first line.
    pub(super) indent: usize,
    /// What the rule says of that line.
    pub(super) said: FirstLine,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands before the first document.
    Introduction,
    /// A document.
    Document,
    /// What stands behind the end of one.
    Rest,
}

impl Beginning {
    /// The words that begin the document.
    pub(super) fn matched(&self) -> &str {
        let matched = &self.said.matched;
        self.words.get(self.indent + matched.start..self.indent + matched.end).unwrap_or_default()
    }

    /// What the rule says of a document's head, with places in its first lines.
    pub(super) fn known_head(&self) -> KnownHead {
        KnownHead::of_line(&self.said, self.indent, |span| self.indent + span.start..self.indent + span.end)
    }
}

/// Where the title is the first heading, it can begin a document, as others of its level do.
pub(super) fn put_title_back(document: &mut Document, rule: &Split) {
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
pub(super) fn cut_at_pages(blocks: &mut Vec<Block>) {
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
pub(super) fn of(document: &Document, rule: &Split, text: Option<&str>) -> Vec<Beginning> {
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

pub(super) fn starts(blocks: &[Block], begins: &[Beginning]) -> Vec<Start> {
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

/// Where the parts begin among the blocks: the introduction, the documents with the places of their beginnings, and what
/// stands behind the lines that end them. The marks of pages before a document belong to it.
pub(super) fn marks(
    blocks: &[Block],
    begins: &[Beginning],
    rule: &Split,
) -> Vec<(usize, Kind, Option<usize>)> {
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
