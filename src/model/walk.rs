//! Walking over the parts of a document in the order in which they are read.

use crate::model::document::{Block, ImagePlace, Inline, Note};
use crate::model::reference::Reference;

/// One part of a document.
#[derive(Debug)]
pub enum Part<'a> {
    /// A block; the parts within it follow.
    Block(&'a Block),
    /// An inline; the parts within it follow.
    Inline(&'a Inline),
}

/// One part of a document, to be changed.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// A block; the parts within it follow.
    Block(&'a mut Block),
    /// An inline; the parts within it follow.
    Inline(&'a mut Inline),
}

/// What a block holds directly.
#[derive(Debug)]
pub enum Child<'a> {
    /// A run of text.
    Flow(&'a Vec<Inline>),
    /// Blocks.
    Blocks(&'a [Block]),
}

/// What a block holds directly, to be changed.
#[derive(Debug)]
pub enum ChildMut<'a> {
    /// A run of text.
    Flow(&'a mut Vec<Inline>),
    /// Blocks.
    Blocks(&'a mut [Block]),
}

/// Shows each block, and all that is within it, to a visitor.
pub fn blocks(blocks: &[Block], visit: &mut dyn FnMut(Part<'_>)) {
    for block in blocks {
        visit(Part::Block(block));
        block.children(&mut |child| match child {
            Child::Flow(flow) => inlines(flow, visit),
            Child::Blocks(within) => self::blocks(within, visit),
        });
    }
}

/// Shows each inline, and all that is within it, to a visitor.
pub fn inlines(flow: &[Inline], visit: &mut dyn FnMut(Part<'_>)) {
    for inline in flow {
        visit(Part::Inline(inline));
        inlines(inline.content(), visit);
    }
}

/// Shows each block that readers find a place by, with the number of the paragraph that it is or belongs to:
/// 0 before the first. Paragraphs of running text are counted, also in quotations, and so are lists, tables
/// and blocks of code as a whole.
pub fn paragraphs(blocks: &[Block], visit: &mut dyn FnMut(usize, &Block)) {
    fn go(blocks: &[Block], number: &mut usize, visit: &mut dyn FnMut(usize, &Block)) {
        for block in blocks {
            match block {
                Block::Quote { blocks, .. } | Block::Section { blocks, .. } => go(blocks, number, visit),
                block => {
                    *number += usize::from(block.is_counted());
                    visit(*number, block);
                }
            }
        }
    }
    go(blocks, &mut 0, visit);
}

/// Lets a visitor change each block, and all that is within it.
pub fn blocks_mut(blocks: &mut [Block], visit: &mut dyn FnMut(PartMut<'_>)) {
    for block in blocks {
        visit(PartMut::Block(block));
        block.children_mut(&mut |child| match child {
            ChildMut::Flow(flow) => inlines_mut(flow, visit),
            ChildMut::Blocks(within) => blocks_mut(within, visit),
        });
    }
}

/// Lets a visitor change each run of inlines in a run, the innermost first, and that itself last.
pub fn runs_mut(run: &mut Vec<Inline>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    run.iter_mut().filter_map(Inline::run_mut).for_each(|within| runs_mut(within, visit));
    visit(run);
}

/// Tells the references within a note where they stand.
pub fn place_references(note: &Note, references: &mut [Reference]) {
    let anchor = note.anchor();
    blocks(&note.blocks, &mut |part| {
        if let Part::Inline(
            Inline::Reference { index, .. } | Inline::Image { place: ImagePlace::Archive(index), .. },
        ) = part
            && let Some(reference) = references.get_mut(*index)
        {
            reference.within = Some(anchor.clone());
        }
    });
}

/// Lets a visitor change each inline, and all that is within it.
pub fn inlines_mut(flow: &mut [Inline], visit: &mut dyn FnMut(PartMut<'_>)) {
    for inline in flow {
        visit(PartMut::Inline(inline));
        inlines_mut(inline.content_mut(), visit);
    }
}

impl Block {
    /// Whether the block is counted as a paragraph ([`paragraphs`]).
    pub fn is_counted(&self) -> bool {
        match self {
            Self::Paragraph { style, .. } => style.is_running(),
            Self::List { .. }
            | Self::WrittenList(_)
            | Self::Definitions(_)
            | Self::Code { .. }
            | Self::Table { .. }
            | Self::Figure { .. } => true,
            Self::Heading { .. }
            | Self::Quote { .. }
            | Self::Section { .. }
            | Self::Html(_)
            | Self::PageBreak(_)
            | Self::Rule => false,
        }
    }

    /// Shows what the block holds directly to a visitor.
    pub fn children(&self, visit: &mut dyn FnMut(Child<'_>)) {
        match self {
            Self::Paragraph { content, .. } | Self::Heading { content, .. } | Self::Html(content) => {
                visit(Child::Flow(content));
            }
            Self::List { members, .. } | Self::WrittenList(members) => {
                members.iter().for_each(|member| visit(Child::Blocks(&member.blocks)));
            }
            Self::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| visit(Child::Flow(term)));
                    definition.definitions.iter().for_each(|blocks| visit(Child::Blocks(blocks)));
                }
            }
            Self::Quote { blocks, .. } | Self::Section { blocks, .. } => visit(Child::Blocks(blocks)),
            Self::Table { caption, head, rows, .. } => {
                visit(Child::Flow(caption));
                let cells = head.iter().chain(rows).flatten();
                cells.for_each(|cell| visit(Child::Blocks(&cell.blocks)));
            }
            Self::Figure { content, caption } => {
                visit(Child::Flow(content));
                visit(Child::Blocks(caption));
            }
            Self::Code { .. } | Self::PageBreak(_) | Self::Rule => {}
        }
    }

    /// Lets a visitor change what the block holds directly.
    pub fn children_mut(&mut self, visit: &mut dyn FnMut(ChildMut<'_>)) {
        match self {
            Self::Paragraph { content, .. } | Self::Heading { content, .. } | Self::Html(content) => {
                visit(ChildMut::Flow(content));
            }
            Self::List { members, .. } | Self::WrittenList(members) => {
                members.iter_mut().for_each(|member| visit(ChildMut::Blocks(&mut member.blocks)));
            }
            Self::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| visit(ChildMut::Flow(term)));
                    definition.definitions.iter_mut().for_each(|blocks| visit(ChildMut::Blocks(blocks)));
                }
            }
            Self::Quote { blocks, .. } | Self::Section { blocks, .. } => visit(ChildMut::Blocks(blocks)),
            Self::Table { caption, head, rows, .. } => {
                visit(ChildMut::Flow(caption));
                let cells = head.iter_mut().chain(rows).flatten();
                cells.for_each(|cell| visit(ChildMut::Blocks(&mut cell.blocks)));
            }
            Self::Figure { content, caption } => {
                visit(ChildMut::Flow(content));
                visit(ChildMut::Blocks(caption));
            }
            Self::Code { .. } | Self::PageBreak(_) | Self::Rule => {}
        }
    }
}

impl Inline {
    /// The inlines directly within this one.
    pub fn content(&self) -> &[Self] {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Deleted(content)
            | Self::Superscript(content)
            | Self::Subscript(content)
            | Self::Editorial(content)
            | Self::Styled { content, .. }
            | Self::Foreign { content, .. }
            | Self::Alternative { content, .. }
            | Self::Mention { content, .. }
            | Self::Link { content, .. }
            | Self::Reference { content, .. } => content,
            Self::Text(_)
            | Self::Code(_)
            | Self::Math { .. }
            | Self::Image { .. }
            | Self::NoteMark(_)
            | Self::PageBreak(_)
            | Self::Anchor(_)
            | Self::LineBreak
            | Self::Html(_) => &[],
        }
    }

    /// The inlines directly within this one, to be changed.
    pub fn content_mut(&mut self) -> &mut [Self] {
        self.run_mut().map_or(&mut [], Vec::as_mut_slice)
    }

    /// The run of inlines directly within this one, if it can hold any.
    pub fn run_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Deleted(content)
            | Self::Superscript(content)
            | Self::Subscript(content)
            | Self::Editorial(content)
            | Self::Styled { content, .. }
            | Self::Foreign { content, .. }
            | Self::Alternative { content, .. }
            | Self::Mention { content, .. }
            | Self::Link { content, .. }
            | Self::Reference { content, .. } => Some(content),
            Self::Text(_)
            | Self::Code(_)
            | Self::Math { .. }
            | Self::Image { .. }
            | Self::NoteMark(_)
            | Self::PageBreak(_)
            | Self::Anchor(_)
            | Self::LineBreak
            | Self::Html(_) => None,
        }
    }
}
