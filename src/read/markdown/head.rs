//! What the head of a Markdown text says besides front matter: a number before the title, sender and
//! receiver in it, and a block of fields below it.

use crate::language::reading::ReadingWords;
use crate::model::document::{Block, Document, Inline, ParagraphStyle, plain_text};
use crate::model::metadata::Metadata;
use crate::read::fields::HeadField;
use crate::read::plain::{about, parties};
use crate::read::{fields, number};

/// Takes number and fields out of the text. Gives the fields, and what else was found.
pub(super) fn take(document: &mut Document, words: &ReadingWords) -> (Vec<HeadField>, Metadata) {
    let mut found = Metadata::default();
    take_number(document, &mut found, words);
    let title = plain_text(&document.title);
    (found.particulars.from, found.particulars.to) =
        parties::parse(&title, about::kind(&title, &words.titles), false, words);
    (take_fields(&mut document.blocks), found)
}

/// Takes a number out of the title that a word, a sign or a letter shows to be one. Front matter that
/// gives another is no reason to lose the printed one.
fn take_number(document: &mut Document, found: &mut Metadata, words: &ReadingWords) {
    let Some(Inline::Text(text)) = document.title.first_mut() else { return };
    let Some(printed) = number::before_title(&text.text, words).filter(|printed| printed.is_certain) else {
        return;
    };
    let number = &text.text[printed.number.clone()];
    if document.metadata.number.as_deref().is_some_and(|known| known != number) {
        return;
    }
    found.number = Some(number.to_owned());
    found.number_label = Some(text.text[printed.label.clone()].to_owned());
    text.text.replace_range(..printed.title, "");
    text.start += printed.title;
}

/// Takes the first block, if it holds nothing but fields: code, lines, or a list.
fn take_fields(blocks: &mut Vec<Block>) -> Vec<HeadField> {
    let first = blocks.iter().position(|block| !matches!(block, Block::PageBreak(_)));
    let Some((at, block)) = first.and_then(|at| Some((at, blocks.get(at)?))) else { return Vec::new() };
    let found = lines(block).and_then(|(text, start)| {
        let mut block = fields::block(&text, 0)?;
        block.fields.iter_mut().for_each(|field| field.start += start);
        (block.span.end == text.trim_end().len()).then_some(block.fields)
    });
    if found.is_some() {
        blocks.remove(at);
    }
    found.unwrap_or_default()
}

/// The lines of a block that can hold fields, and where they begin. What has links or notes is left as it
/// is, since fields are mere text.
fn lines(block: &Block) -> Option<(String, usize)> {
    match block {
        Block::Code { text, .. } => Some((text.clone(), 0)),
        Block::Paragraph { style: ParagraphStyle::Body, content } => {
            is_mere_text(content).then(|| (plain_text(content), start(content)))
        }
        Block::List { start: None, members, .. } => {
            let mut text = String::new();
            for member in members {
                let [Block::Paragraph { content, .. }] = member.blocks.as_slice() else { return None };
                if member.task.is_some() || !is_mere_text(content) {
                    return None;
                }
                text.push_str(&plain_text(content).replace('\n', " "));
                text.push('\n');
            }
            Some((text, 0))
        }
        _ => None,
    }
}

fn is_mere_text(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(_) | Inline::LineBreak => true,
        Inline::Emphasis(within) | Inline::Strong(within) => is_mere_text(within),
        _ => false,
    })
}

fn start(content: &[Inline]) -> usize {
    content
        .iter()
        .find_map(|inline| match inline {
            Inline::Text(text) => Some(text.start),
            Inline::Emphasis(within) | Inline::Strong(within) => Some(start(within)),
            _ => None,
        })
        .unwrap_or_default()
}
