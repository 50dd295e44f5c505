//! What resolving a reference comes to: a target, or the reason why it has none.

use std::fmt;

use crate::catalog::{Catalog, CollectionId, DocumentId};
use crate::model::reason::{Reason, Sought};
use crate::model::reference::NoteHome;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A document, and a place in it.
    Document {
        /// The document.
        document: DocumentId,
        /// The anchor of the place.
        anchor: Option<String>,
    },
    /// A collection's page.
    Collection(CollectionId),
    /// A page of the archive as a whole, by its address, with the query and the fragment that are written after it.
    Page {
        /// The address.
        address: &'static str,
        /// What follows it.
        suffix: String,
    },
    /// A file of the archive.
    File {
        /// Its place in [`crate::source::Sources::files`].
        file: usize,
        /// The query and the fragment of its address, as they are written after it.
        suffix: String,
    },
    /// An address on the web, of a collection that is elsewhere.
    External(String),
}

impl Target {
    /// The document on whose page this is: a document, or what introduces a collection.
    pub fn document(&self, catalog: &Catalog) -> Option<DocumentId> {
        match self {
            Self::Document { document, .. } => Some(*document),
            Self::Collection(collection) => catalog.collections.get(*collection)?.front,
            Self::Page { .. } | Self::File { .. } | Self::External(_) => None,
        }
    }

    /// The place there that is meant.
    pub fn anchor(&self) -> Option<&str> {
        match self {
            Self::Document { anchor, .. } => anchor.as_deref(),
            _ => None,
        }
    }
}

/// Why a reference leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The reason.
    pub reason: Reason,
    /// What is nearest to it, in the English of diagnostics.
    pub candidate: Option<String>,
}

impl fmt::Display for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document { number, collection: None } => write!(f, "Document {number}"),
            Self::Document { number, collection: Some(title) } => write!(f, "Document {number} of {title}"),
            Self::Neighbour { after: true } => write!(f, "a document after this one"),
            Self::Neighbour { after: false } => write!(f, "a document before this one"),
            Self::Name(name) => write!(f, "“{name}”"),
            Self::Page(page) => write!(f, "page {page}"),
            Self::Collection(citation) => citation.fmt(f),
            Self::Footnote { of, label } => match &**of {
                NoteHome::Here => write!(f, "footnote {label} in this document"),
                NoteHome::Neighbour { after: true } => {
                    write!(f, "footnote {label} in the document after this")
                }
                NoteHome::Neighbour { after: false } => {
                    write!(f, "footnote {label} in the document before this")
                }
                NoteHome::Document { number, .. } if label.is_empty() => {
                    write!(f, "source note in Document {number}")
                }
                NoteHome::Document { number, .. } => write!(f, "footnote {label} in Document {number}"),
            },
            Self::Heading { anchor, title } => write!(f, "heading #{anchor} in {title}"),
        }
    }
}

impl Unresolved {
    /// Whether a document or file of that name is not there.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self.reason, Reason::NoDocument(_) | Reason::NoFile(_))
    }

    /// Whether the words are a citation that leads nowhere, and no mere description of a document.
    pub fn is_citation(&self) -> bool {
        !matches!(self.reason, Reason::Suggested(_)) && !self.is_unsaid()
    }

    /// Whether nobody expects in the archive what the words mean.
    pub fn is_unsaid(&self) -> bool {
        matches!(self.reason, Reason::NotDescribed | Reason::NotNumbered | Reason::NoMessage)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocument(what) => write!(f, "{what} is not in this archive"),
            Self::NoFootnote(what) | Self::NoAnchor(what) => write!(f, "there is no {what}"),
            Self::NoPage(what) => write!(f, "{what} is not in this archive"),
            Self::NoCollection(what) => write!(f, "{what} is not in this archive"),
            Self::Ambiguous(what) => write!(f, "{what} can mean more than one"),
            Self::NoMessage => write!(f, "the message that this one answers is not in this archive"),
            Self::NoFile(what) => write!(f, "there is no file {what}"),
            Self::Draft(what) => write!(f, "{what} is a draft"),
            Self::Suggested(what) => write!(f, "this may be {what}"),
            Self::NotDescribed => write!(f, "no document of this archive is described so"),
            Self::NotNumbered => write!(f, "nothing in this collection is numbered so"),
        }
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl From<Reason> for Unresolved {
    fn from(reason: Reason) -> Self {
        Self { reason, candidate: None }
    }
}
