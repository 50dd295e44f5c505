//! Files in which a program was used as a typewriter: paragraphs, and notes that were typed below them.
//!
//! Marks that were typed cling to words, and are found as in a plain text: by its reader, which is given the paragraphs. The
//! looks and links of letters are laid over what it gives, by their places.

use std::ops::Range;

use super::gathered::Gathered;
use super::parts::{Part, Piece, Role, What};
use crate::diagnostic::Diagnostic;
use crate::model::document::{Block, Document, Inline, Text, plain_text};
use crate::model::walk::ChildMut;
use crate::read::reader::Source;
use crate::read::{Reading, plain};

/// Whether a text is nothing but paragraphs that its styles say nothing of.
pub(super) fn is_bare(parts: &[Part], gathered: &Gathered) -> bool {
    let is_mere = |piece: &Piece| {
        matches!(piece.what, What::Text(_) | What::LineBreak | What::Anchor(_)) && piece.link.is_none()
    };
    gathered.called.is_empty()
        && parts.iter().all(|part| match part {
            Part::Paragraph(paragraph) => {
                matches!(paragraph.role, Role::Body | Role::Title)
                    && paragraph.list.is_none()
                    && paragraph.pieces.iter().all(is_mere)
            }
            Part::Table(_) | Part::Aside(_) => false,
        })
}

/// The text read as a plain one, where that has notes which are called; else nothing. `document` is what else would be given.
pub(super) fn reading(
    parts: &[Part],
    document: &Document,
    diagnostics: &mut Vec<Diagnostic>,
    source: &Source<'_>,
) -> Option<Reading> {
    let mut text = plain_text(&document.title);
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let mut looks: Vec<(Range<usize>, Look)> = Vec::new();
    for part in parts {
        let Part::Paragraph(paragraph) = part else { continue };
        for piece in &paragraph.pieces {
            let start = text.len();
            match &piece.what {
                What::Text(words) => text.push_str(&words.replace('\n', " ")),
                What::LineBreak => text.push('\n'),
                _ => {}
            }
            let look = Look { is_bold: piece.look.bold, is_italic: piece.look.italic };
            if look != Look::default() {
                looks.push((start..text.len(), look));
            }
        }
        text.push_str("\n\n");
    }
    let mut reading = plain::read(&text, source.path, &source.config.dates, source.guesses);
    let found = reading.document.as_mut()?;
    if !found.notes.iter().any(|note| note.calls > 0) {
        return None;
    }
    lay_over(found, &text, &looks);
    // Its diagnostics have places in a text that the file does not have.
    reading.diagnostics.iter_mut().for_each(|said| said.place = None);
    reading.diagnostics.append(diagnostics);
    Some(reading)
}

/// How letters look, as far as it is laid over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    is_bold: bool,
    is_italic: bool,
}

/// Gives stretches of text the looks that they have in the file.
fn lay_over(document: &mut Document, text: &str, looks: &[(Range<usize>, Look)]) {
    let mut over = |flow: &mut Vec<Inline>| {
        let mut looked = Vec::with_capacity(flow.len());
        for inline in std::mem::take(flow) {
            match inline {
                Inline::Text(words)
                    if text.get(words.start..words.start + words.text.len()) == Some(words.text.as_str()) =>
                {
                    push_looked(&words.text, words.start, looks, &mut looked);
                }
                other => looked.push(other),
            }
        }
        *flow = looked;
    };
    each_flow(&mut document.blocks, &mut over);
    document.notes.iter_mut().for_each(|note| each_flow(&mut note.blocks, &mut over));
}

fn each_flow(blocks: &mut [Block], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.children_mut(&mut |child| match child {
            ChildMut::Flow(flow) => change(flow),
            ChildMut::Blocks(within) => each_flow(within, change),
        });
    }
}

/// Cuts a stretch of text where its look changes.
fn push_looked(words: &str, start: usize, looks: &[(Range<usize>, Look)], out: &mut Vec<Inline>) {
    let end = start + words.len();
    let text = |from: usize, to: usize| {
        let text = words.get(from - start..to - start).unwrap_or_default().to_owned();
        Inline::Text(Text { text, start: from })
    };
    let mut at = start;
    let first = looks.partition_point(|(span, _)| span.end <= start);
    for (span, look) in looks.iter().skip(first).take_while(|(span, _)| span.start < end) {
        let (from, to) = (span.start.max(at), span.end.min(end));
        if from >= to {
            continue;
        }
        if from > at {
            out.push(text(at, from));
        }
        let mut inline = text(from, to);
        if look.is_italic {
            inline = Inline::Emphasis(vec![inline]);
        }
        if look.is_bold {
            inline = Inline::Strong(vec![inline]);
        }
        out.push(inline);
        at = to;
    }
    if at < end {
        out.push(text(at, end));
    }
}
