//! Where the parts of a document stand in its source, and their places as those of texts of their own.

use std::ops::Range;

use crate::model::document::{Block, Document, Inline};
use crate::model::walk::{self, Part, PartMut};
use crate::read::pieces::Pieces;

/// The place of the first text in blocks.
pub(super) fn first(blocks: &[Block]) -> Option<usize> {
    blocks.iter().find_map(|block| {
        let mut first: Option<usize> = None;
        walk::blocks(std::slice::from_ref(block), &mut |part| {
            if let (Part::Inline(Inline::Text(text)), None) = (part, first) {
                first = Some(text.start);
            }
        });
        first
    })
}

/// Where parts begin, one after another.
pub(super) struct Starts<'a> {
    text: Option<&'a str>,
    /// Where the last text ends that was seen.
    end: usize,
    /// Where the last part begins.
    last: usize,
}

impl<'a> Starts<'a> {
    /// The beginnings of parts of a source; one that has no lines has no text.
    pub(super) fn new(text: Option<&'a str>) -> Self {
        Self { text, end: 0, last: 0 }
    }

    /// Where the next part begins: with its line, unless something else stands there.
    pub(super) fn next(&mut self, blocks: &[Block]) -> usize {
        let place = first(blocks).unwrap_or(self.end).max(self.last);
        let before = self.text.and_then(|text| text.get(..place));
        let line = before.map_or(place, |before| before.rfind('\n').map_or(0, |at| at + 1));
        self.last = line.max(self.end.min(place)).max(self.last);
        self.last
    }

    /// Sees the texts of a part.
    pub(super) fn see(&mut self, blocks: &[Block]) {
        let mut end = self.end;
        walk::blocks(blocks, &mut |part| {
            if let Part::Inline(Inline::Text(text)) = part {
                end = end.max(text.start + text.text.len());
            }
        });
        self.end = match self.text {
            Some(text) => text.floor_char_boundary(end.min(text.len())),
            None => end,
        };
    }
}

/// Gives a part the places of a text of its own: its stretch of the source, and the notes that stand elsewhere.
pub(super) fn rebase(span: Range<usize>, mut document: Document, has_text: bool) -> (Pieces, Document) {
    let span = span.start..span.end.max(span.start);
    let far = document.notes.iter().map(|note| note.span.clone());
    let far: Vec<Range<usize>> =
        far.filter(|note| has_text && (note.start < span.start || note.end > span.end)).collect();
    let pieces = Pieces::of(std::iter::once(span).chain(far));
    let mut visit = |part: PartMut<'_>| {
        if let PartMut::Inline(Inline::Text(text)) = part {
            text.start = pieces.place(text.start);
        }
    };
    walk::inlines_mut(&mut document.title, &mut visit);
    walk::blocks_mut(&mut document.blocks, &mut visit);
    for note in &mut document.notes {
        walk::blocks_mut(&mut note.blocks, &mut visit);
    }
    document.notes.iter_mut().for_each(|note| note.span = pieces.span(&note.span));
    for reference in &mut document.references {
        reference.span = pieces.span(&reference.span);
    }
    (pieces, document)
}
