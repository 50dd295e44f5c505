//! What a document of an office program consists of, before it is put together: paragraphs with their roles, tables, and what
//! stands beside the text. Runs are flat: a letter has a look, and may belong to a link.

use crate::model::document::{ImageSize, Numbering};

/// A part of the text.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Vec<TableRow>),
    /// What stands beside the text: a text box, the head or foot of pages.
    Aside(Vec<Part>),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// The part that its style says it plays.
    pub(super) role: Role,
    /// Its place in a list.
    pub(super) list: Option<Member>,
    /// Its text.
    pub(super) pieces: Vec<Piece>,
}

/// The part that a style gives to a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// What stands below the title.
    Subtitle,
    /// A heading of a level from 1 on.
    Heading(u8),
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// What is said of an image or a table.
    Caption,
    /// A term that is defined.
    Term,
    /// The definition of the term before.
    Definition,
    /// The salutation of a letter.
    Salutation,
    /// Its close and the writer's name.
    Signature,
    /// Verse.
    Lines,
    /// A paragraph that goes on in the member of a list before it.
    Continuation,
    /// A line that parts the text.
    Rule,
}

/// The place of a paragraph in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// How deep the list lies in others, from 0.
    pub(super) level: u8,
    /// What stands before it.
    pub(super) label: Label,
    /// Whether it begins a list, whatever stands before it.
    pub(super) begins: bool,
}

/// What stands before the member of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A sign that is the same for all.
    Bullet,
    /// A number, as every program writes it.
    Number(u64, Numbering),
    /// A number with words and signs of its own: `§ 12`, `(a)`, `1.2.3`.
    Written(String),
}

/// A stretch of text, or what stands in it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// How it looks.
    pub(super) look: Look,
    /// The link that it belongs to: its place in [`super::gathered::Gathered::links`].
    pub(super) link: Option<usize>,
    /// What it is.
    pub(super) what: What,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Text.
    Text(String),
    /// The end of a line.
    LineBreak,
    /// A place with a name.
    Anchor(String),
    /// The mark of a note: its place in [`super::gathered::Gathered::called`].
    Mark(usize),
    /// An image.
    Picture(Box<Picture>),
    /// A formula in TeX.
    Math {
        /// Whether it stands by itself.
        display: bool,
        /// The formula.
        source: String,
    },
}

/// An image.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    /// Where it is.
    pub(super) place: PicturePlace,
    /// What it shows.
    pub(super) alt: String,
    /// Its title.
    pub(super) title: String,
    /// How large it is shown.
    pub(super) size: ImageSize,
}

/// Where an image is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum PicturePlace {
    /// Nowhere: the file names none.
    #[default]
    Nowhere,
    /// In the file, under this name among those that the document gives.
    Embedded(String),
    /// At an address.
    Address(String),
}

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) small_capitals: bool,
    pub(super) struck: bool,
    pub(super) underlined: bool,
    pub(super) raised: Raised,
    pub(super) code: bool,
    /// Put in by a change that is shown.
    pub(super) inserted: bool,
    /// Struck out by a change that is shown.
    pub(super) deleted: bool,
    /// The language that the file says: its place in [`super::gathered::Gathered::languages`].
    pub(super) language: Option<u16>,
}

/// Whether letters stand above or below the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Raised {
    /// On it.
    #[default]
    No,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRow {
    /// Whether it heads the table.
    pub(super) is_head: bool,
    /// Its cells.
    pub(super) cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct TableCell {
    /// Its text.
    pub(super) parts: Vec<Part>,
    /// How many columns it spans.
    pub(super) columns: u16,
    /// How many rows it spans.
    pub(super) rows: u16,
}

impl Paragraph {
    /// Whether it shows nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| match &piece.what {
            What::Text(text) => text.trim().is_empty(),
            What::LineBreak | What::Anchor(_) => true,
            What::Mark(_) | What::Picture(_) | What::Math { .. } => false,
        })
    }

    /// Whether it shows nothing but images.
    pub(super) fn is_picture(&self) -> bool {
        let is_picture = |piece: &Piece| matches!(piece.what, What::Picture(_));
        self.pieces.iter().any(is_picture)
            && self.pieces.iter().all(|piece| match &piece.what {
                What::Text(text) => text.trim().is_empty(),
                What::LineBreak | What::Anchor(_) | What::Picture(_) => true,
                What::Mark(_) | What::Math { .. } => false,
            })
    }

    /// Its words.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match &piece.what {
                What::Text(words) => text.push_str(words),
                What::LineBreak => text.push('\n'),
                What::Math { source, .. } => text.push_str(source),
                What::Anchor(_) | What::Mark(_) | What::Picture(_) => {}
            }
        }
        text
    }
}
