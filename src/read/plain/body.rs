//! The running text of a plain text: its paragraphs as blocks, by the part that each plays.

use std::collections::HashMap;
use std::ops::Range;

use super::inline::Inlines;
use super::paragraph::{self, Shape};
use crate::date::words::Words;
use crate::document::{Block, DateBasis, Document, DocumentDate, Inline, ParagraphStyle, plain_text};

pub(super) fn read_body(
    paragraphs: &[Range<usize>],
    inlines: &mut Inlines<'_>,
    document: &mut Document,
    words: &Words,
) {
    let contents: Vec<Vec<Inline>> = paragraphs.iter().map(|span| inlines.build(span.clone())).collect();
    let texts: Vec<String> = contents.iter().map(|content| plain_text(content)).collect();
    // A page break on its own stands between paragraphs, and is none.
    let worded: Vec<String> = texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect();
    let mut shapes = paragraph::shapes(&worded, words).into_iter();
    let mut heading_ids = HashMap::new();
    for (mut content, text) in contents.into_iter().zip(texts) {
        if text.trim().is_empty() {
            document.blocks.extend(content.into_iter().filter_map(|inline| match inline {
                Inline::PageBreak(page) => Some(Block::PageBreak(page)),
                // A mark can stand by itself, too.
                mark @ Inline::NoteMark(_) => {
                    Some(Block::Paragraph { style: ParagraphStyle::Body, content: vec![mark] })
                }
                _ => None,
            }));
            continue;
        }
        // A paragraph that begins a page is preceded by the break, not opened by it.
        if let Some(Inline::PageBreak(page)) = content.first().cloned() {
            document.blocks.push(Block::PageBreak(page));
            content.remove(0);
        }
        let block = match shapes.next() {
            Some(Shape::Heading) => {
                let id = heading_id(&text, &mut heading_ids);
                Block::Heading { level: 2, id, content }
            }
            Some(Shape::Dateline(dateline)) => {
                document.metadata.place = dateline.place;
                document.metadata.date =
                    dateline.date.map(|date| DocumentDate { date, basis: DateBasis::Dateline });
                Block::Paragraph { style: ParagraphStyle::Dateline, content }
            }
            Some(Shape::Paragraph(style)) => Block::Paragraph { style, content },
            None => Block::Paragraph { style: ParagraphStyle::Body, content },
        };
        document.blocks.push(block);
    }
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
