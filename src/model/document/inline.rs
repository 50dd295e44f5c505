//! Stretches of text within a block: words, emphasis, links, marks.

use serde::{Deserialize, Serialize};

use super::note::NoteMark;
use super::page_break::PageBreak;

/// A stretch of text within a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(Text),
    /// `*emphasis*`.
    Emphasis(Vec<Inline>),
    /// `**strong**`.
    Strong(Vec<Inline>),
    /// `~~deleted~~`.
    Deleted(Vec<Inline>),
    /// `^superscript^`.
    Superscript(Vec<Inline>),
    /// `~subscript~`.
    Subscript(Vec<Inline>),
    /// What the editors put in: `[garble—heightening]`. The content holds the brackets.
    Editorial(Vec<Inline>),
    /// Text that looks otherwise, or of whose state something is said.
    Styled {
        /// What it is.
        style: TextStyle,
        /// The text.
        content: Vec<Inline>,
    },
    /// Text in another language than the document's.
    Foreign {
        /// The language as a BCP 47 tag.
        language: String,
        /// The text.
        content: Vec<Inline>,
    },
    /// What editors show in the place of what the source has.
    Alternative {
        /// Why.
        kind: AlternativeKind,
        /// What they show.
        content: Vec<Inline>,
        /// What the source has.
        other: String,
    },
    /// The words by which someone or something is named.
    Mention {
        /// What is named.
        kind: MentionKind,
        /// Its id in the list that describes it, without `#`; empty where none is given.
        key: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A place that has an anchor of this name in the source, and so on the page. It is also among
    /// [`Document::anchors`](super::Document::anchors).
    Anchor(String),
    /// `` `code` ``.
    Code(String),
    /// A formula in TeX.
    Math {
        /// Whether it stands by itself.
        display: bool,
        /// The formula, without its delimiters.
        source: String,
    },
    /// A link to an address outside the archive; its scheme is safe ([`crate::model::address::is_safe_address`]).
    Link {
        /// The address.
        address: String,
        /// The title, if there is one.
        title: String,
        /// The words that carry the link.
        content: Vec<Inline>,
    },
    /// The words of a reference.
    Reference {
        /// Its place in [`Document::references`](super::Document::references).
        index: usize,
        /// The words.
        content: Vec<Inline>,
    },
    /// An image.
    Image {
        /// Where it is.
        place: ImagePlace,
        /// What it shows.
        alt: String,
        /// The title, if there is one.
        title: String,
        /// How wide and high it is to be shown, in pixels.
        size: ImageSize,
    },
    /// The place that calls a footnote.
    NoteMark(NoteMark),
    /// The beginning of a printed page within a sentence or a word.
    PageBreak(PageBreak),
    /// A line break that is kept.
    LineBreak,
    /// Raw HTML, not yet sanitised ([`Document::raw_html`](super::Document::raw_html) is set).
    Html(String),
}

/// How text looks, or in which state it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextStyle {
    /// Small capitals.
    SmallCapitals,
    /// A line below it.
    Underlined,
    /// Added in the source after it was written.
    Inserted,
    /// What can hardly be read.
    Unclear,
}

/// Why editors show something else than the source has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlternativeKind {
    /// The source has a mistake.
    Correction,
    /// The source has a spelling of its own.
    Regularisation,
    /// The source has an abbreviation.
    Expansion,
}

/// What is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MentionKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// A term that a list explains.
    Term,
    /// A work.
    Work,
    /// A body of people.
    Organisation,
}

/// Plain text, and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text.
    pub text: String,
    /// The byte offset of its beginning in the decoded source.
    pub start: usize,
}

/// Where an image is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ImagePlace {
    /// A file of the archive: its place in [`Document::references`](super::Document::references).
    Archive(usize),
    /// An address outside the archive. Pages ask for nothing outside the site, so that it is shown
    /// as a link.
    Elsewhere(String),
}

/// The size that an author gives an image, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSize {
    /// The width.
    pub width: Option<u32>,
    /// The height.
    pub height: Option<u32>,
}
