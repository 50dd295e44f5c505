//! Stretches of text that stand by themselves: paragraphs, lists, tables.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::inline::Inline;
use super::page_break::PageBreak;

/// A stretch of text that stands by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// The part it plays in the document.
        style: ParagraphStyle,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading within the document.
    Heading {
        /// The level, 1 to 6, as in the source. The page's title takes level 1, so that a
        /// renderer moves these down.
        level: u8,
        /// The anchor, unique in the document.
        id: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first member, if the list is numbered.
        start: Option<u64>,
        /// How its numbers are written.
        numbering: Numbering,
        /// The members; each is a sequence of blocks.
        members: Vec<ListMember>,
    },
    /// A list whose members begin with their marks as the text has them: `(a)`, `3.`, `–`.
    WrittenList(Vec<ListMember>),
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// A quotation, or an alert such as GitHub's `> [!NOTE]`.
    Quote {
        /// The kind of alert: `note`, `tip`, `important`, `warning`, `caution`.
        alert: Option<Cow<'static, str>>,
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A block of code.
    Code {
        /// The language's name as the source gives it.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A table.
    Table {
        /// What it is called.
        caption: Vec<Inline>,
        /// How each column is aligned.
        alignments: Vec<Alignment>,
        /// The rows of the head.
        head: Vec<Row>,
        /// The rows below it.
        rows: Vec<Row>,
    },
    /// Images with what is said of them.
    Figure {
        /// The images, and what stands beside them.
        content: Vec<Inline>,
        /// The caption.
        caption: Vec<Block>,
    },
    /// A part of the document that is to be told from what surrounds it.
    Section {
        /// What it is.
        kind: SectionKind,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// Raw HTML, not yet sanitised ([`Document::raw_html`](super::Document::raw_html) is set): a run of [`Inline::Html`], among which its
    /// links and images stand as those of any text.
    Html(Vec<Inline>),
    /// The beginning of a printed page, between paragraphs.
    PageBreak(PageBreak),
    /// A thematic break.
    Rule,
}

/// The part that a paragraph plays in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphStyle {
    /// Running text.
    Body,
    /// A paragraph that begins with a number: `3. …`, `(2) …`.
    Numbered,
    /// A paragraph that begins with a letter: `A. …`, `(b) …`.
    Lettered,
    /// A paragraph that begins with a dash: `—First, …`.
    Dashed,
    /// Place and date.
    Dateline,
    /// `Dear Mr. President:`.
    Salutation,
    /// The complimentary close and the name of the writer.
    Signature,
    /// A label that opens a part of the document's head: `SUBJECT`, `PARTICIPANTS`.
    Caption,
    /// What a caption announces: the subject, or a participant.
    CaptionText,
    /// Classification or transmission marks on a line of their own: `secret   priority`.
    Marking,
    /// A file number at the document's head: `851G.01/3–649: Telegram`.
    FileNumber,
    /// Code, a table or a drawing in signs: lines and spaces are kept, and letters have one width.
    Preformatted,
    /// Verse, an address, what a mail quotes: lines and spaces are kept.
    Lines,
}

/// One member of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListMember {
    /// The state of the box, if this is a task.
    pub task: Option<bool>,
    /// Whether paragraphs are shown without space between them.
    pub tight: bool,
    /// The content.
    pub blocks: Vec<Block>,
}

/// Terms that share definitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// Their definitions.
    pub definitions: Vec<Vec<Block>>,
}

/// How the members of a list are numbered.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbering {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// A, B, C.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

/// What a part of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SectionKind {
    /// A document that is printed with this one.
    Attachment,
    /// What a message quotes of another; folded.
    Quoted,
    /// The lines below a message that tell its sender's office and address.
    Signature,
    /// The files that come with the document.
    Files,
    /// What stands beside the text: a text box, the head or foot of a page.
    Aside,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The text.
    pub blocks: Vec<Block>,
    /// How many columns it spans, 1 at least.
    pub columns: u16,
    /// How many rows it spans, 1 at least.
    pub rows: u16,
    /// Whether it heads its row or column.
    pub is_head: bool,
}

impl Cell {
    /// A cell of one column and row with a run of text.
    pub fn of(content: Vec<Inline>) -> Self {
        let paragraph = Block::Paragraph { style: ParagraphStyle::Body, content };
        Self { blocks: vec![paragraph], columns: 1, rows: 1, is_head: false }
    }

    /// Whether it has neither words nor images.
    pub fn is_empty(&self) -> bool {
        match self.blocks.as_slice() {
            [] => true,
            [Block::Paragraph { content, .. }] => content.is_empty(),
            _ => false,
        }
    }
}

/// How a table's column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the style has it.
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

impl ParagraphStyle {
    /// Whether lines and spaces are kept.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Preformatted | Self::Lines)
    }

    /// Whether this is running text, rather than a part of the document's head or end.
    pub fn is_running(self) -> bool {
        matches!(
            self,
            Self::Body | Self::Numbered | Self::Lettered | Self::Dashed | Self::Preformatted | Self::Lines
        )
    }
}

/// The anchor of a paragraph of the running text, counted from 1: `p12`. Notes have anchors of their own.
pub fn paragraph_anchor(number: usize) -> String {
    format!("p{number}")
}
