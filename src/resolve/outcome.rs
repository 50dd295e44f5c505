//! What resolving a reference comes to: a target, or the reason why it has none.

use std::fmt;

use crate::catalog::{CollectionId, DocumentId};

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

/// Why a reference leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The reason.
    pub reason: Reason,
    /// What is nearest to it.
    pub candidate: Option<String>,
}

/// The reasons why a reference leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The archive has no such document.
    NoDocument(String),
    /// The document has no such footnote.
    NoFootnote(String),
    /// No document of the archive has such a page.
    NoPage(String),
    /// The archive has no such collection.
    NoCollection(String),
    /// Several documents or collections could be meant.
    Ambiguous(String),
    /// The archive has no such file.
    NoFile(String),
    /// It is a draft, and no part of the site.
    Draft(String),
    /// A description that these documents fit, though not for certain.
    Suggested(String),
    /// A description that no document of the archive fits. Prose describes many documents that
    /// nobody expects in the archive, so that nothing is said of it.
    NotDescribed,
    /// The page has no such heading or other anchor.
    NoAnchor(String),
}

impl Reason {
    /// The reason's name, for other programs; the names are stable.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoDocument(_) => "no-document",
            Self::NoFootnote(_) => "no-footnote",
            Self::NoPage(_) => "no-page",
            Self::NoCollection(_) => "no-collection",
            Self::Ambiguous(_) => "ambiguous",
            Self::NoFile(_) => "no-file",
            Self::Draft(_) => "draft",
            Self::NoAnchor(_) => "no-anchor",
            Self::Suggested(_) => "suggested",
            Self::NotDescribed => "not-described",
        }
    }

    /// What was looked for, or what it may be.
    pub fn what(&self) -> &str {
        match self {
            Self::NoDocument(what)
            | Self::NoFootnote(what)
            | Self::NoPage(what)
            | Self::NoCollection(what)
            | Self::Ambiguous(what)
            | Self::NoFile(what)
            | Self::Draft(what)
            | Self::NoAnchor(what)
            | Self::Suggested(what) => what,
            Self::NotDescribed => "",
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
        !matches!(self.reason, Reason::Suggested(_) | Reason::NotDescribed)
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
            Self::NoFile(what) => write!(f, "there is no file {what}"),
            Self::Draft(what) => write!(f, "{what} is a draft"),
            Self::Suggested(what) => write!(f, "this may be {what}"),
            Self::NotDescribed => write!(f, "no document of this archive is described so"),
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
