//! What the conventions of transcripts tell of a document that was read from a format with mark-up.
//!
//! Editors write "12. Telegram From Orn to Vell" as a title, "[Page 14]" where a page begins, and "Amsel, March 3, 1926."
//! above a letter, in whatever program they write. So what the reader of plain text recognises by words is recognised here
//! in the paragraphs of a Word file or a web page, by the same code. It takes a document whose paragraphs are
//! [`ParagraphStyle::Body`] or [`ParagraphStyle::Lines`], and must not know its format.

mod signs;

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use super::fields::HeadField;
use super::known_head::KnownHead;
use super::plain::layout::Layout;
use super::plain::{about, body, provenance_line};
use super::{Reading, page_break};
use crate::config::guesses::Guesses;
use crate::diagnostic::Diagnostic;
use crate::language::dates::Words;
use crate::model::document::{Block, Document, Inline, ParagraphStyle, Text, plain_text};
use crate::model::metadata::Metadata;
use crate::model::walk;
use crate::model::walk::{Part, PartMut};

/// What a head says: its fields, and its lines as a reader sees them, in which their places are.
type Head = (Vec<HeadField>, String);

/// Among how many blocks from the beginning the head is looked for.
const HEAD: usize = 16;
/// A longer paragraph is running text, and ends the head.
const LONGEST: usize = 1024;

/// Recognises the parts of a document, and gives it as a reading. Its title, if it has one, is taken for the first of its
/// lines. What is in its metadata is what the source states besides its text, which is stronger.
pub fn apply(document: Document, diagnostics: Vec<Diagnostic>, words: &Words, guesses: Guesses) -> Reading {
    apply_below(document, diagnostics, words, guesses, None)
}

/// The same of a document whose head is known. Places in that are those of the document's first lines.
pub(crate) fn apply_below(
    mut document: Document,
    diagnostics: Vec<Diagnostic>,
    words: &Words,
    guesses: Guesses,
    known: Option<&KnownHead>,
) -> Reading {
    if !known.is_some_and(|known| known.is_divided) {
        signs::divide(&mut document, &words.reading.pages);
    }
    if !guesses.conventions {
        page_break::mark_first(&mut document);
        let (document, shown_head) = (Some(document), Some(String::new()));
        return Reading { document, diagnostics, has_front_matter: true, shown_head, ..Reading::default() };
    }
    let stated = mem::take(&mut document.metadata);
    let has_head = guesses.heads || known.is_some_and(|known| known.line.is_some());
    let head = if has_head { take_head(&mut document, words, guesses, known) } else { Head::default() };
    let ids = heading_ids(&document.blocks);
    body::recognise(&mut document.blocks, ids, &mut document.metadata, words, guesses);
    page_break::mark_first(&mut document);
    complete(document, stated, head, diagnostics, (words, guesses, known))
}

/// Recognises what title and notes of a document tell, and leaves its paragraphs as they are: their mark-up says what they
/// are.
pub fn apply_to_styled(
    mut document: Document,
    diagnostics: Vec<Diagnostic>,
    words: &Words,
    guesses: Guesses,
) -> Reading {
    let stated = mem::take(&mut document.metadata);
    let head = if guesses.heads { take_head(&mut document, words, guesses, None) } else { Head::default() };
    complete(document, stated, head, diagnostics, (words, guesses, None))
}

/// Adds what the whole document says about itself.
fn complete(
    mut document: Document,
    stated: Metadata,
    (fields, shown_head): Head,
    diagnostics: Vec<Diagnostic>,
    (words, guesses, known): (&Words, Guesses, Option<&KnownHead>),
) -> Reading {
    about::complete_metadata(&mut document, &words.reading, guesses);
    if known.is_some_and(|known| known.is_letter) && guesses.heads {
        about::complete_letter(&mut document, &words.reading);
    }
    let found = mem::replace(&mut document.metadata, stated);
    Reading {
        document: Some(document),
        diagnostics,
        has_front_matter: true,
        fields,
        found,
        body: 0,
        shown_head: Some(shown_head),
    }
}

/// How often each anchor is that of a heading.
fn heading_ids(blocks: &[Block]) -> HashMap<String, u32> {
    let mut ids = HashMap::new();
    walk::blocks(blocks, &mut |part| {
        if let Part::Block(Block::Heading { id, .. }) = part {
            *ids.entry(id.clone()).or_insert(0) += 1;
        }
    });
    ids
}

/// Takes number, title, place of the original and fields out of the first blocks.
fn take_head(document: &mut Document, words: &Words, guesses: Guesses, known: Option<&KnownHead>) -> Head {
    if document.title.iter().any(|inline| !matches!(inline, Inline::Anchor(_))) {
        let content = mem::take(&mut document.title);
        document.blocks.insert(0, Block::Paragraph { style: ParagraphStyle::Body, content });
    }
    let mut text = String::new();
    let spans = head_lines(&document.blocks, &mut text);
    let layout = Layout::of(&text, words, guesses, known);
    let said = |span: &Option<Range<usize>>| span.clone().map(|span| text[span].to_owned());
    document.metadata.number = said(&layout.number);
    document.metadata.number_label = said(&layout.label);
    let fields = layout.fields.unwrap_or_default();
    let is_text = |span: &Range<usize>| layout.paragraphs.iter().any(|paragraph| overlap(paragraph, span));
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut marks = Vec::new();
    for (at, block) in mem::take(&mut document.blocks).into_iter().enumerate() {
        let Some(span) = spans.get(at).cloned().flatten() else {
            blocks.push(block);
            continue;
        };
        let place = layout.provenance.clone().filter(|place| overlap(place, &span));
        if overlap(&layout.title, &span) {
            let (line, rest) = first_line(content(block), layout.title.end - span.start);
            document.title = without_beginning(line, layout.title.start.saturating_sub(span.start));
            blocks.extend(rest);
        } else if let Some(place) = place {
            let (line, rest) = first_line(content(block), place.end - span.start);
            let content = without_beginning(line, place.start.saturating_sub(span.start));
            document.metadata.provenance = provenance_line::provenance(&text[place], &words.reading.places);
            blocks.insert(0, Block::Paragraph { style: ParagraphStyle::FileNumber, content });
            blocks.extend(rest);
        } else {
            // What a field says is metadata, and a number by itself stands before the title.
            let is_field = overlap(&fields.span, &span) && is_mere_text(&block);
            let number = layout.number.as_ref().filter(|number| overlap(number, &span));
            if number.is_some() && !is_text(&span) {
                let words = content(block).into_iter();
                marks.extend(words.filter(|inline| !matches!(inline, Inline::Text(_) | Inline::LineBreak)));
            } else if !is_field {
                blocks.push(block);
            }
        }
    }
    document.blocks = blocks;
    // What stands beside the number, such as the mark of a note, goes with the title.
    marks.retain(|inline| plain_text(std::slice::from_ref(inline)).is_empty());
    document.title.splice(0..0, marks);
    if let Some(line) = known.and_then(|known| known.line.as_ref()) {
        document.metadata.number = line.number.clone();
        let title = line.written_title().map(|title| Inline::Text(Text { text: title.to_owned(), start: 0 }));
        document.title.splice(0..0, title);
    }
    (fields.fields, text)
}

/// Whether two stretches have something in common.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    !one.is_empty() && one.start < other.end && other.start < one.end
}

/// Parts a run of text behind its first lines, which take so many bytes; what follows them is a paragraph.
fn first_line(mut content: Vec<Inline>, bytes: usize) -> (Vec<Inline>, Option<Block>) {
    let mut seen = 0;
    let end = content.iter().position(|inline| {
        let is_end = matches!(inline, Inline::LineBreak) && seen >= bytes;
        seen += plain_text(std::slice::from_ref(inline)).len();
        is_end
    });
    let Some(end) = end else { return (content, None) };
    let rest = content.split_off(end + 1);
    content.pop();
    (content, Some(Block::Paragraph { style: ParagraphStyle::Body, content: rest }))
}

/// Writes the first paragraphs as lines of a text, and gives the place of each block there; none for what is no paragraph.
fn head_lines(blocks: &[Block], text: &mut String) -> Vec<Option<Range<usize>>> {
    let mut spans = Vec::new();
    for block in blocks.iter().take(HEAD) {
        let content = match block {
            Block::PageBreak(_) => {
                spans.push(None);
                continue;
            }
            Block::Paragraph { style: ParagraphStyle::Body, content } | Block::Heading { content, .. } => {
                content
            }
            _ => break,
        };
        let start = text.len();
        text.push_str(&plain_text(content));
        spans.push((text.len() > start).then_some(start..text.len()));
        if text.len() - start > LONGEST {
            break;
        }
        text.push_str("\n\n");
    }
    spans
}

fn content(block: Block) -> Vec<Inline> {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => content,
        _ => Vec::new(),
    }
}

/// Whether a block holds nothing that a field would lose.
fn is_mere_text(block: &Block) -> bool {
    let mut is_mere = true;
    walk::blocks(std::slice::from_ref(block), &mut |part| {
        is_mere &= !matches!(
            part,
            Part::Inline(
                Inline::NoteMark(_) | Inline::Reference { .. } | Inline::Image { .. } | Inline::PageBreak(_)
            )
        );
    });
    is_mere
}

/// Inlines without the first bytes of their text, and without space before what is left.
fn without_beginning(mut content: Vec<Inline>, bytes: usize) -> Vec<Inline> {
    let mut left = bytes;
    let mut begins = true;
    content.retain_mut(|inline| {
        // The end of a line is a byte of the text, too.
        if let Inline::LineBreak = inline {
            let is_cut = left > 0;
            left = left.saturating_sub(1);
            return !(is_cut || begins);
        }
        let mut visit = |part: PartMut<'_>| match part {
            PartMut::Inline(Inline::Text(text)) => {
                let mut cut = text.text.floor_char_boundary(left.min(text.text.len()));
                left -= cut;
                if begins && left == 0 {
                    let rest = &text.text[cut..];
                    cut += rest.len() - rest.trim_start().len();
                    begins = cut == text.text.len();
                }
                text.start += cut;
                text.text.replace_range(..cut, "");
            }
            // Code and formulas are words, too, and are cut as such.
            PartMut::Inline(Inline::Code(words) | Inline::Math { source: words, .. }) => {
                let cut = words.floor_char_boundary(left.min(words.len()));
                left -= cut;
                words.replace_range(..cut, "");
                begins &= words.is_empty();
            }
            PartMut::Inline(Inline::Image { alt, .. }) => {
                left = left.saturating_sub(alt.len());
                begins &= alt.is_empty();
            }
            PartMut::Inline(Inline::LineBreak) => left = left.saturating_sub(1),
            _ => {}
        };
        walk::inlines_mut(std::slice::from_mut(inline), &mut visit);
        let words = match inline {
            Inline::Text(text) => Some(&text.text),
            Inline::Code(words) | Inline::Math { source: words, .. } => Some(&*words),
            _ => None,
        };
        words.is_none_or(|words| !words.is_empty())
    });
    content
}

#[cfg(test)]
mod tests;
