//! Walking over all parts of a document, in the order in which they are read, to change them.

use crate::document::{Block, Inline};

/// One part of a document.
pub enum Part<'a> {
    /// A block; the parts within it follow.
    Block(&'a mut Block),
    /// An inline; the parts within it follow.
    Inline(&'a mut Inline),
}

/// Shows each block, and all that is within it, to a visitor.
pub fn blocks(blocks: &mut [Block], visit: &mut impl FnMut(Part<'_>)) {
    for block in blocks {
        visit(Part::Block(block));
        within(block, visit);
    }
}

fn within(block: &mut Block, visit: &mut impl FnMut(Part<'_>)) {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => inlines(content, visit),
        Block::List { members, .. } => {
            members.iter_mut().for_each(|member| blocks(&mut member.blocks, visit))
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                definition.terms.iter_mut().for_each(|term| inlines(term, visit));
                definition.definitions.iter_mut().for_each(|text| blocks(text, visit));
            }
        }
        Block::Quote { blocks: quoted, .. } => blocks(quoted, visit),
        Block::Table { head, rows, .. } => {
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| inlines(cell, visit));
        }
        Block::Code { .. } | Block::Html(_) | Block::PageBreak(_) | Block::Rule => {}
    }
}

/// Shows each inline, and all that is within it, to a visitor.
pub fn inlines(inlines_: &mut [Inline], visit: &mut impl FnMut(Part<'_>)) {
    for inline in inlines_ {
        visit(Part::Inline(inline));
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Deleted(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Editorial(content)
            | Inline::Link { content, .. }
            | Inline::Reference { content, .. } => inlines(content, visit),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Math { .. }
            | Inline::Image { .. }
            | Inline::NoteMark(_)
            | Inline::PageBreak(_)
            | Inline::LineBreak
            | Inline::Html(_) => {}
        }
    }
}
