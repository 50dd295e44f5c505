//! Whether the ends of lines in prose were meant, or are those of the page that was transcribed.

use crate::model::document::{Block, Inline, ParagraphStyle, Text};
use crate::model::walk::{self, Part, PartMut};

/// A paragraph with more words than this takes more than one line.
const LONG: usize = 16;

/// Whether most of the paragraphs that are long have ends of lines: then they are where the paper ended. Where most have none,
/// the few that there are were meant.
pub(super) fn are_layout(blocks: &[Block]) -> bool {
    let (mut with, mut without) = (0_usize, 0_usize);
    walk::blocks(blocks, &mut |part| {
        if let Part::Block(Block::Paragraph { style, content }) = part
            && is_prose(*style)
            && crate::model::document::count_words(content) > LONG
        {
            let mut breaks = false;
            walk::inlines(content, &mut |part| breaks |= matches!(part, Part::Inline(Inline::LineBreak)));
            *(if breaks { &mut with } else { &mut without }) += 1;
        }
    });
    with > without
}

/// Makes spaces of the ends of lines.
pub(super) fn join(blocks: &mut [Block]) {
    walk::blocks_mut(blocks, &mut |part| {
        if let PartMut::Block(Block::Paragraph { style, content }) = part
            && is_prose(*style)
        {
            walk::inlines_mut(content, &mut |part| {
                if let PartMut::Inline(inline) = part
                    && matches!(inline, Inline::LineBreak)
                {
                    *inline = Inline::Text(Text { text: " ".to_owned(), start: 0 });
                }
            });
        }
    });
}

fn is_prose(style: ParagraphStyle) -> bool {
    style.is_running() && !style.is_kept()
}
