//! The running text of a plain text: its passages as blocks, by the part that each plays.

use std::collections::HashMap;

use super::furniture::Furniture;
use super::inline::Inlines;
use super::list::Member;
use super::paragraph::{self, Shape};
use super::passage::{Breaks, Kind, Passage};
use super::preformatted::Kept;
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Block, Document, Inline, ListMember, PageBreak, ParagraphStyle, plain_text};
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};

/// What stands for a passage that is no paragraph while paragraphs are recognised by their neighbours. A short
/// line before it leads up to it, and is no heading.
const OTHER: &str = "a list, code or a table";

/// Reads the passages of a text between its title and its notes.
pub(super) fn read_body(
    passages: &[Passage],
    furniture: &[Furniture],
    inlines: &mut Inlines<'_>,
    document: &mut Document,
    words: &Words,
    guesses: Guesses,
) {
    let mut blocks = Vec::with_capacity(passages.len());
    let mut heading_ids = HashMap::new();
    let mut pages = furniture.iter().filter(|page| !page.goes_on).peekable();
    for passage in passages {
        while let Some(page) = pages.next_if(|page| page.span.start < passage.span.start) {
            push_page(page, inlines, &mut blocks);
        }
        push_passage(passage, inlines, &mut heading_ids, &mut blocks);
    }
    pages.for_each(|page| push_page(page, inlines, &mut blocks));
    recognise(&mut blocks, heading_ids, &mut document.metadata, words, guesses);
    document.blocks.append(&mut blocks);
}

/// Recognises the part that each paragraph of running text plays, by its words and its neighbours. `heading_ids` are the
/// anchors that headings have so far; a dateline goes to the metadata.
pub(in crate::read) fn recognise(
    blocks: &mut [Block],
    mut heading_ids: HashMap<String, u32>,
    metadata: &mut Metadata,
    words: &Words,
    guesses: Guesses,
) {
    let (places, texts): (Vec<usize>, Vec<String>) =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((at, words_of(block)?))).unzip();
    let shapes = paragraph::shapes(&texts, words, guesses.headings);
    for ((at, text), shape) in places.into_iter().zip(&texts).zip(shapes) {
        let Some(block) = blocks.get_mut(at) else { continue };
        let Block::Paragraph { style: style @ (ParagraphStyle::Body | ParagraphStyle::Lines), content } =
            block
        else {
            continue;
        };
        match shape {
            Shape::Heading => {
                let id = heading_id(text, &mut heading_ids);
                *block = Block::Heading { level: 2, id, content: std::mem::take(content) };
            }
            Shape::Dateline(dateline) => {
                metadata.particulars.place = dateline.place;
                metadata.date = dateline.date.map(|date| DocumentDate { date, basis: DateBasis::Dateline });
                *style = ParagraphStyle::Dateline;
            }
            // Lines that are kept stay so.
            Shape::Paragraph(ParagraphStyle::Body) => {}
            Shape::Paragraph(recognised) => *style = recognised,
        }
    }
}

/// What a block is to its neighbours; none for what stands between blocks and is no neighbour of any.
fn words_of(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { style: ParagraphStyle::Body | ParagraphStyle::Lines, content } => {
            Some(plain_text(content)).filter(|text| !text.trim().is_empty())
        }
        Block::PageBreak(_) | Block::Rule | Block::Paragraph { style: ParagraphStyle::FileNumber, .. } => {
            None
        }
        _ => Some(OTHER.to_owned()),
    }
}

/// The break to a page that begins between two paragraphs.
fn push_page(page: &Furniture, inlines: &mut Inlines<'_>, blocks: &mut Vec<Block>) {
    if let Some(page) = &page.page {
        blocks.push(Block::PageBreak(inlines.page_break(page)));
    }
}

fn push_passage(
    passage: &Passage,
    inlines: &mut Inlines<'_>,
    heading_ids: &mut HashMap<String, u32>,
    blocks: &mut Vec<Block>,
) {
    let span = passage.span.clone();
    match &passage.kind {
        Kind::Rule => blocks.push(Block::Rule),
        Kind::List(members) => blocks.push(list(members, inlines)),
        Kind::Heading(level) => {
            let content = inlines.build_text(span, Breaks::None);
            let id = heading_id(&plain_text(&content), heading_ids);
            blocks.push(Block::Heading { level: *level, id, content });
        }
        Kind::Kept(Kept::Preformatted) => {
            let content = inlines.build_kept(span, Kept::Preformatted);
            blocks.push(Block::Paragraph { style: ParagraphStyle::Preformatted, content });
        }
        Kind::Kept(Kept::Lines) => push_words(inlines.build_kept(span, Kept::Lines), true, blocks),
        Kind::Text(breaks) => push_words(inlines.build_text(span, *breaks), false, blocks),
    }
}

fn push_words(mut content: Vec<Inline>, is_kept: bool, blocks: &mut Vec<Block>) {
    // A page break on its own stands between paragraphs, and is none.
    if plain_text(&content).trim().is_empty() {
        blocks.extend(content.into_iter().filter_map(|inline| match inline {
            Inline::PageBreak(page) => Some(Block::PageBreak(page)),
            // A mark can stand by itself, too.
            mark @ Inline::NoteMark(_) => {
                Some(Block::Paragraph { style: ParagraphStyle::Body, content: vec![mark] })
            }
            _ => None,
        }));
        return;
    }
    // A paragraph that begins a page is preceded by the break, not opened by it.
    if let Some(page) = leading_page(&content) {
        blocks.push(Block::PageBreak(page));
        content.remove(0);
    }
    let style = if is_kept { ParagraphStyle::Lines } else { ParagraphStyle::Body };
    blocks.push(Block::Paragraph { style, content });
}

fn leading_page(content: &[Inline]) -> Option<PageBreak> {
    match content.first() {
        Some(Inline::PageBreak(page)) => Some(page.clone()),
        _ => None,
    }
}

/// A list whose marks are those of the text.
fn list(members: &[Member], inlines: &mut Inlines<'_>) -> Block {
    let members = members.iter().map(|member| {
        let content = inlines.build(member.span.clone());
        let mut blocks = vec![Block::Paragraph { style: ParagraphStyle::Body, content }];
        if !member.below.is_empty() {
            blocks.push(list(&member.below, inlines));
        }
        ListMember { task: None, tight: true, blocks }
    });
    Block::WrittenList(members.collect())
}

/// An anchor for a heading: its words, and a number where the same words head several parts.
fn heading_id(text: &str, seen: &mut HashMap<String, u32>) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect();
    let name = format!("h-{}", words.join("-"));
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{count}") }
}
