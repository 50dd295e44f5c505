//! The model of a document: what every reader gives, and all that the later stages know.
//!
//! A document is a tree of blocks and inlines with footnotes, page breaks and references. Nothing in
//! it says which format the source had. Positions are byte offsets into the *decoded* text of the
//! source file ([`crate::source::decode`]), so that a diagnostic can point at the place.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::message::Message;
use crate::model::metadata::Metadata;
use crate::model::reference::Reference;

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
    /// Raw HTML, not yet sanitised ([`Document::raw_html`] is set): a run of [`Inline::Html`], among which its
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
    /// [`Document::anchors`].
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
        /// Its place in [`Document::references`].
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
    /// Raw HTML, not yet sanitised ([`Document::raw_html`] is set).
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
    /// A file of the archive: its place in [`Document::references`].
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

/// The mark that calls a footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMark {
    /// The mark as printed: `4`, `*`, `a`.
    pub label: String,
    /// The note's place in [`Document::notes`]; absent where the source has no such note.
    pub note: Option<usize>,
    /// Which of the marks with this anchor this is, counted from 1, over the document.
    pub call: u32,
}

/// The beginning of a printed page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageBreak {
    /// The page's number as printed: `493`, `XIV`.
    pub page: String,
    /// Whether this is the document's first break to that page; only that one carries the anchor.
    pub first: bool,
    /// An image of the page.
    pub facsimile: Option<ImagePlace>,
}

impl PageBreak {
    /// The beginning of a page without an image.
    pub fn to(page: impl Into<String>, first: bool) -> Self {
        Self { page: page.into(), first, facsimile: None }
    }
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The mark as printed: `4`, `*`, `a`.
    pub label: String,
    /// Which of the notes with this label this is, counted from 1: attachments can begin anew.
    pub ordinal: u32,
    /// How many marks call it.
    pub calls: u32,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it stands in the decoded source.
    pub span: Range<usize>,
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

impl Note {
    /// The note's anchor on its page, by the site's contract: `fn4`, `fn-a`, `fn-star`. A second
    /// note with the same label is `fn4-2`.
    pub fn anchor(&self) -> String {
        note_anchor("fn", &self.label, self.ordinal)
    }
}

/// The anchor of a note (`prefix` is `fn`) or of the place that calls it (`fnref`).
pub fn note_anchor(prefix: &str, label: &str, ordinal: u32) -> String {
    let name = match label {
        _ if label.bytes().all(|byte| byte.is_ascii_digit()) => format!("{prefix}{label}"),
        "*" => format!("{prefix}-star"),
        "**" => format!("{prefix}-star-star"),
        "***" => format!("{prefix}-star-star-star"),
        "†" => format!("{prefix}-dagger"),
        "‡" => format!("{prefix}-double-dagger"),
        "§" => format!("{prefix}-section"),
        _ => {
            let mut name = format!("{prefix}-");
            for character in label.chars() {
                if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') {
                    name.push(character);
                } else {
                    name.push_str(&format!("u{:x}", u32::from(character)));
                }
            }
            name
        }
    };
    if ordinal > 1 { format!("{name}-{ordinal}") } else { name }
}

/// The anchor of a printed page: `pg-493`.
pub fn page_anchor(page: &str) -> String {
    let page: String = page
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '-' })
        .collect();
    format!("pg-{page}")
}

/// The anchor of a paragraph of the running text, counted from 1: `p12`. Notes have anchors of their own.
pub fn paragraph_anchor(number: usize) -> String {
    format!("p{number}")
}

/// The text of inlines as a reader sees it: words only, without note marks and page numbers.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

/// Appends [`plain_text`] to a buffer.
pub fn push_plain_text(inlines: &[Inline], out: &mut String) {
    each_text(inlines, &mut |text| out.push_str(text));
}

/// How many words [`plain_text`] has; it is not put together for that.
pub fn count_words(inlines: &[Inline]) -> usize {
    let (mut words, mut is_in_word) = (0, false);
    each_text(inlines, &mut |text| {
        let mut count = |is_space: bool| {
            words += usize::from(!is_space && !is_in_word);
            is_in_word = !is_space;
        };
        if text.is_ascii() {
            // These are the spaces of Unicode among the first 128 characters.
            text.bytes().for_each(|byte| count(matches!(byte, b' ' | b'\t'..=b'\r')));
        } else {
            text.chars().for_each(|character| count(character.is_whitespace()));
        }
    });
    words
}

/// Shows the parts of [`plain_text`].
fn each_text(inlines: &[Inline], show: &mut dyn FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => show(&text.text),
            Inline::Code(code) | Inline::Math { source: code, .. } => show(code),
            Inline::Image { alt, .. } => show(alt),
            Inline::LineBreak => show("\n"),
            other => each_text(other.content(), show),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_across_the_parts_of_a_text() {
        let text = |text: &str| Inline::Text(Text { text: text.to_owned(), start: 0 });
        let page = Inline::PageBreak(PageBreak::to("4", true));
        for content in [
            vec![text("The con"), page, text("structive talks")],
            vec![text("Zürich\u{a0}is\u{1c}far"), Inline::LineBreak, Inline::Emphasis(vec![text(" away ")])],
            vec![text("  "), Inline::Code("x y".to_owned()), text(".")],
            Vec::new(),
        ] {
            let words = plain_text(&content).split_whitespace().count();
            assert_eq!(count_words(&content), words, "{content:?}");
        }
    }
}
