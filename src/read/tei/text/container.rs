//! What holds blocks: the document, a quotation, a member of a list, a note.

use std::rc::Rc;

use super::TextBuilder;
use super::flow::{Flow, FlowKind};
use super::list::ListState;
use super::span::Shape;
use super::table::TableState;
use crate::model::document::{Block, Cell, Inline, ParagraphStyle, SectionKind};

/// How deep blocks can lie in each other. What is deeper stands in what holds it.
const DEEPEST: usize = 20;

/// What a container becomes when it ends.
#[derive(Debug)]
pub(super) enum Holder {
    /// The document's text.
    Root,
    /// A quotation.
    Quote,
    /// A part that is told from its surroundings.
    Section(SectionKind),
    /// A list.
    List(ListState),
    /// A member of a list, with its number.
    Member(Option<String>),
    /// The label of a member.
    Label,
    /// A table.
    Table(TableState),
    /// A row; whether it is one of labels.
    Row(Vec<Cell>, bool),
    /// A cell.
    Cell(Cell),
    /// Images with a caption.
    Figure(Vec<Inline>, String),
    /// What an image shows.
    Description,
    /// A note, by its place among them.
    Note(usize),
    /// A reading, with the names of its witnesses.
    Reading(String),
}

impl Holder {
    /// Whether it holds blocks as they come.
    pub(super) fn takes_blocks(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Table(_) | Self::Row(..) | Self::Figure(..))
    }
}

/// What holds blocks, while it grows.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) holder: Holder,
    pub(super) blocks: Vec<Block>,
    pub(super) flow: Option<Flow>,
    /// What runs of text in it are, the innermost last.
    pub(super) kinds: Vec<FlowKind>,
    /// The stretches that are open, and begin anew after a block.
    pub(super) shapes: Vec<Shape>,
    /// The languages of the elements in it that are open.
    pub(super) languages: Vec<Option<Rc<str>>>,
    /// How many paragraphs are open.
    pub(super) paragraphs: usize,
    /// What waits for a run of text to stand in.
    pub(super) pending: Vec<Inline>,
    depth: usize,
}

impl Container {
    /// The document's own.
    pub(super) fn root() -> Self {
        Self::new(Holder::Root, 0, None)
    }

    fn new(holder: Holder, depth: usize, language: Option<Rc<str>>) -> Self {
        Self {
            holder,
            blocks: Vec::new(),
            flow: None,
            kinds: Vec::new(),
            shapes: Vec::new(),
            languages: language.map(Some).into_iter().collect(),
            paragraphs: 0,
            pending: Vec::new(),
            depth,
        }
    }

    /// The language in it, where that is another than the document's.
    pub(super) fn language(&self) -> Option<Rc<str>> {
        self.languages.last().cloned().flatten()
    }

    /// What a run of text is that begins in it.
    pub(super) fn kind(&self) -> FlowKind {
        self.kinds.last().copied().unwrap_or_else(|| FlowKind::paragraph(ParagraphStyle::Body))
    }

    /// Whether its run of text has words.
    pub(super) fn has_words(&self) -> bool {
        self.flow.as_ref().is_some_and(|flow| flow.has_words)
    }
}

impl TextBuilder<'_> {
    /// Whether there is room for one more block within blocks.
    pub(super) fn has_depth(&self) -> bool {
        self.current.depth < DEEPEST
    }

    /// A container begins.
    pub(super) fn begin_container(&mut self, holder: Holder) {
        let (depth, language) = match holder {
            // A note is a text of its own, and mostly in the editors' language.
            Holder::Note(_) | Holder::Reading(_) => (0, None),
            Holder::Member(_) | Holder::Row(..) | Holder::Cell(_) | Holder::Label => {
                (self.current.depth, self.current.language())
            }
            _ => (self.current.depth + 1, self.current.language()),
        };
        let is_apart = matches!(holder, Holder::Note(_) | Holder::Reading(_));
        self.open_notes += usize::from(matches!(holder, Holder::Note(_)));
        let mut next = Container::new(holder, depth, language);
        if !is_apart {
            next.pending = std::mem::take(&mut self.current.pending);
        }
        self.below.push(std::mem::replace(&mut self.current, next));
    }

    /// The container that began last ends.
    pub(super) fn end_container(&mut self) {
        self.close_flow();
        let Some(parent) = self.below.pop() else { return };
        let Container { holder, blocks, pending, .. } = std::mem::replace(&mut self.current, parent);
        self.open_notes -= usize::from(matches!(holder, Holder::Note(_)));
        self.current.pending.extend(pending);
        match holder {
            Holder::Root => {}
            Holder::Quote if blocks.is_empty() => {}
            Holder::Quote => self.push_block(Block::Quote { alert: None, blocks }),
            Holder::Section(_) if blocks.is_empty() => {}
            Holder::Section(kind) => self.push_block(Block::Section { kind, blocks }),
            Holder::List(state) => self.end_list(state, blocks),
            Holder::Member(number) => self.end_member(number, blocks),
            Holder::Label => self.end_label(blocks),
            Holder::Table(state) => self.end_table(state, blocks),
            Holder::Row(cells, is_head) => self.end_row(cells, is_head, blocks),
            Holder::Cell(cell) => self.end_cell(cell, blocks),
            Holder::Figure(images, description) => self.end_figure(images, description, blocks),
            Holder::Description => self.end_description(blocks),
            Holder::Note(index) => self.end_note(index, blocks),
            Holder::Reading(witnesses) => self.end_reading(&witnesses, blocks),
        }
    }

    /// Puts a block where the text is.
    pub(super) fn push_block(&mut self, block: Block) {
        if !matches!(block, Block::PageBreak(_)) && self.below.is_empty() {
            self.has_text |= !matches!(block, Block::Paragraph { style: ParagraphStyle::FileNumber, .. });
        }
        self.current.blocks.push(block);
    }
}
