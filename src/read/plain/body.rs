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

/// A passage on its way to a block.
enum BodyPart {
    /// A paragraph whose part depends on its words: with these, and whether its lines are kept.
    Words { content: Vec<Inline>, text: String, is_kept: bool },
    /// A block that is known by its shape.
    Block(Block),
    /// What stands between blocks and is no neighbour of any.
    Between(Block),
}

/// Reads the passages of a text between its title and its notes.
pub(super) fn read_body(
    passages: &[Passage],
    furniture: &[Furniture],
    inlines: &mut Inlines<'_>,
    document: &mut Document,
    words: &Words,
    guesses: Guesses,
) {
    let mut parts = Vec::with_capacity(passages.len());
    let mut heading_ids = HashMap::new();
    let mut pages = furniture.iter().filter(|page| !page.goes_on).peekable();
    for passage in passages {
        while let Some(page) = pages.next_if(|page| page.span.start < passage.span.start) {
            push_page(page, inlines, &mut parts);
        }
        push_passage(passage, inlines, &mut heading_ids, &mut parts);
    }
    pages.for_each(|page| push_page(page, inlines, &mut parts));
    let worded: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            BodyPart::Words { text, .. } => Some(text.clone()),
            BodyPart::Block(_) => Some(OTHER.to_owned()),
            BodyPart::Between(_) => None,
        })
        .collect();
    let mut shapes = paragraph::shapes(&worded, words, guesses.headings).into_iter();
    for part in parts {
        let block = match part {
            BodyPart::Between(block) => block,
            BodyPart::Block(block) => {
                shapes.next();
                block
            }
            BodyPart::Words { content, text, is_kept } => match shapes.next() {
                Some(Shape::Heading) => {
                    Block::Heading { level: 2, id: heading_id(&text, &mut heading_ids), content }
                }
                Some(Shape::Dateline(dateline)) => {
                    let Metadata { particulars, date, .. } = &mut document.metadata;
                    particulars.place = dateline.place;
                    *date = dateline.date.map(|date| DocumentDate { date, basis: DateBasis::Dateline });
                    Block::Paragraph { style: ParagraphStyle::Dateline, content }
                }
                Some(Shape::Paragraph(ParagraphStyle::Body)) | None => {
                    let style = if is_kept { ParagraphStyle::Lines } else { ParagraphStyle::Body };
                    Block::Paragraph { style, content }
                }
                Some(Shape::Paragraph(style)) => Block::Paragraph { style, content },
            },
        };
        document.blocks.push(block);
    }
}

/// The break to a page that begins between two paragraphs.
fn push_page(page: &Furniture, inlines: &mut Inlines<'_>, parts: &mut Vec<BodyPart>) {
    if let Some(page) = &page.page {
        parts.push(BodyPart::Between(Block::PageBreak(inlines.page_break(page))));
    }
}

fn push_passage(
    passage: &Passage,
    inlines: &mut Inlines<'_>,
    heading_ids: &mut HashMap<String, u32>,
    parts: &mut Vec<BodyPart>,
) {
    let span = passage.span.clone();
    match &passage.kind {
        Kind::Rule => parts.push(BodyPart::Between(Block::Rule)),
        Kind::List(members) => parts.push(BodyPart::Block(list(members, inlines))),
        Kind::Heading(level) => {
            let content = inlines.build_text(span, Breaks::None);
            let id = heading_id(&plain_text(&content), heading_ids);
            parts.push(BodyPart::Block(Block::Heading { level: *level, id, content }));
        }
        Kind::Kept(Kept::Preformatted) => {
            let content = inlines.build_kept(span, Kept::Preformatted);
            parts.push(BodyPart::Block(Block::Paragraph { style: ParagraphStyle::Preformatted, content }));
        }
        Kind::Kept(Kept::Lines) => push_words(inlines.build_kept(span, Kept::Lines), true, parts),
        Kind::Text(breaks) => push_words(inlines.build_text(span, *breaks), false, parts),
    }
}

fn push_words(mut content: Vec<Inline>, is_kept: bool, parts: &mut Vec<BodyPart>) {
    let text = plain_text(&content);
    // A page break on its own stands between paragraphs, and is none.
    if text.trim().is_empty() {
        parts.extend(content.into_iter().filter_map(|inline| match inline {
            Inline::PageBreak(page) => Some(BodyPart::Between(Block::PageBreak(page))),
            // A mark can stand by itself, too.
            mark @ Inline::NoteMark(_) => {
                Some(BodyPart::Between(Block::Paragraph { style: ParagraphStyle::Body, content: vec![mark] }))
            }
            _ => None,
        }));
        return;
    }
    // A paragraph that begins a page is preceded by the break, not opened by it.
    if let Some(page) = leading_page(&content) {
        parts.push(BodyPart::Between(Block::PageBreak(page)));
        content.remove(0);
    }
    parts.push(BodyPart::Words { content, text, is_kept });
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
