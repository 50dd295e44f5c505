//! The model of a document: what every reader gives, and all that the later stages know.
//!
//! A document is a tree of blocks and inlines with footnotes, page breaks and references. Nothing in
//! it says which format the source had. Positions are byte offsets into the *decoded* text of the
//! source file ([`crate::source::decode`]), so that a diagnostic can point at the place.

mod block;
mod inline;
mod note;
mod page_break;
mod words;

use serde::{Deserialize, Serialize};

use crate::model::message::Message;
use crate::model::metadata::Metadata;
use crate::model::reference::Reference;

pub use block::{
    Alignment, Block, Cell, Definition, ListMember, Numbering, ParagraphStyle, Row, SectionKind,
    paragraph_anchor,
};
pub use inline::{AlternativeKind, ImagePlace, ImageSize, Inline, MentionKind, Text, TextStyle};
pub use note::{Note, NoteMark, note_anchor};
pub use page_break::{PageBreak, page_anchor};
pub use words::{count_words, plain_text, push_plain_text};

/// A document's place in the reading order of the archive.
pub type DocumentId = usize;

/// One document of the archive, as a reader understood it.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Document {
    /// What is known about the document.
    pub metadata: Metadata,
    /// The title as printed, without its number; it can hold the mark of the source note. A text
    /// without one leaves it empty, and the document goes by its file's name.
    pub title: Vec<Inline>,
    /// The document's text, without its title and notes.
    pub blocks: Vec<Block>,
    /// The footnotes, in the order of the source.
    pub notes: Vec<Note>,
    /// The references found in the text and declared in the metadata. An [`Inline::Reference`]
    /// holds an index into this list.
    pub references: Vec<Reference>,
    /// Whether the text holds raw HTML, which has to be sanitised after rendering.
    pub raw_html: bool,
    /// The names by which links mean a place of the document, where its anchor is not that of a heading.
    pub anchors: Vec<Anchor>,
    /// Its place among others, if it was sent as a message.
    pub message: Option<Message>,
}

/// A name by which links mean a place of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The name in the source, without `#`.
    pub name: String,
    /// The anchor on the page; `None` is its top.
    pub place: Option<String>,
}

impl Document {
    /// A number as it stands before the title: as the text prints it, or with a full stop. Where the title
    /// is nothing but the number, it stands there once.
    pub fn number_label(&self, number: Option<&str>) -> Option<String> {
        let label = self.metadata.number_label.clone().or_else(|| Some(format!("{}.", number?)))?;
        (plain_text(&self.title).trim() != label).then_some(label)
    }
}
