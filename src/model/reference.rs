//! References: what a stretch of text refers to, before and apart from whether the archive has it.
//!
//! Readers turn links into references, [`crate::mark::grammar`] finds those in running text, and
//! [`crate::resolve`] finds the target of each.

use crate::model::description::Description;
use crate::model::fingerprint::Fingerprint;

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in a document that refers to something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// What found it.
    pub rule: Rule,
    /// What it refers to.
    pub citation: Citation,
    /// Where its words stand in the decoded source.
    pub span: Range<usize>,
    /// The sentence that holds it, for the list of documents that cite a document; empty where
    /// there is none.
    pub sentence: String,
    /// The anchor of the place that refers, where it is not the running text: the footnote's.
    pub within: Option<String>,
}

/// What found a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// "Document 159", "Documents 12–15".
    Document,
    /// "footnote 4, Document 141", "footnote 3 above".
    Footnote,
    /// "p. 493", "pp. 12–15".
    Page,
    /// "*Foreign Relations*, 1961–1963, vol. VI": a collection as a whole.
    Collection,
    /// "(Tab A)", "the enclosure": what is printed with the document.
    Attachment,
    /// "telegram 2142 from Moscow, February 22", "my letter of May 3".
    Description,
    /// A rule of the archive's own, from `[[references]]` in `fonds.toml`; its name.
    Archive(String),
    /// A field of the metadata whose values are references; its name.
    Field(String),
    /// A link to a source file, in Markdown.
    Link,
    /// A `[[wiki link]]`.
    Wiki,
    /// An image that lies in the archive.
    Image,
    /// A message that answers another.
    Answer,
}

impl Rule {
    /// The names of fonds' own rules.
    pub const NAMES: [&'static str; 10] = [
        "document",
        "footnote",
        "page",
        "collection",
        "attachment",
        "description",
        "link",
        "wiki-link",
        "image",
        "answer",
    ];

    /// The rule's name, in reports and for `--explain`; the names are stable.
    pub fn name(&self) -> &str {
        match self {
            Self::Document => "document",
            Self::Footnote => "footnote",
            Self::Page => "page",
            Self::Collection => "collection",
            Self::Attachment => "attachment",
            Self::Description => "description",
            Self::Archive(name) | Self::Field(name) => name,
            Self::Link => "link",
            Self::Wiki => "wiki-link",
            Self::Image => "image",
            Self::Answer => "answer",
        }
    }
}

/// What a reference refers to, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Citation {
    /// A document by its number.
    Document {
        /// The collection, where one is named; otherwise the one that holds the reference.
        collection: Option<Box<CollectionCitation>>,
        /// The number.
        number: String,
    },
    /// The document before or after the one that holds the reference.
    Neighbour {
        /// Whether it is the one after.
        after: bool,
    },
    /// A footnote.
    Footnote {
        /// The note's document.
        of: Box<NoteHome>,
        /// The note's mark.
        label: String,
    },
    /// A printed page.
    Page {
        /// The collection, where one is named; otherwise the one that holds the reference.
        collection: Option<Box<CollectionCitation>>,
        /// The page's number.
        page: String,
    },
    /// A collection as a whole.
    Collection(Box<CollectionCitation>),
    /// A document by its kind, number, sender, receiver and day.
    Description(Box<Description>),
    /// A document by one of the names it goes by: its address, file name, number or alias.
    Name(String),
    /// A message, by what stands for its id.
    Message(Fingerprint),
    /// A file that lies within the source, by its name there.
    Embedded(String),
    /// A file, relative to the source that links to it, percent-decoded; empty for this document.
    File {
        /// The path as it is written, such as `../LICENSE.md`.
        path: String,
        /// The query, without `?`. It means nothing to a page, but can to another file.
        query: Option<String>,
        /// The fragment, without `#`.
        fragment: Option<String>,
    },
}

impl Citation {
    /// The collection that is named.
    pub fn collection(&self) -> Option<&CollectionCitation> {
        match self {
            Self::Document { collection, .. } | Self::Page { collection, .. } => collection.as_deref(),
            Self::Footnote { of, .. } => match of.as_ref() {
                NoteHome::Document { collection, .. } => collection.as_deref(),
                NoteHome::Here | NoteHome::Neighbour { .. } => None,
            },
            Self::Collection(collection) => Some(collection),
            Self::Neighbour { .. }
            | Self::Description(_)
            | Self::Name(_)
            | Self::Message(_)
            | Self::Embedded(_)
            | Self::File { .. } => None,
        }
    }
}

/// The document that holds a cited footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteHome {
    /// The document that holds the reference.
    Here,
    /// The document before or after that one.
    Neighbour {
        /// Whether it is the one after.
        after: bool,
    },
    /// The document by its number.
    Document {
        /// The collection, where one is named.
        collection: Option<Box<CollectionCitation>>,
        /// The number.
        number: String,
    },
}

/// How a text names a collection, taken apart so that two ways of writing compare as equal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CollectionCitation {
    /// The name of the series, in lower case: `foreign relations`. Absent in the short form.
    pub series: Option<String>,
    /// The years, with a hyphen: `1961-1963`.
    pub years: Option<String>,
    /// The volume in Arabic numerals, or as written: `6`, `e-15`.
    pub volume: Option<String>,
    /// The part, in Arabic numerals.
    pub part: Option<String>,
}
