//! Why a reference leads to nothing, as data: pages say it in the language of the archive
//! ([`crate::language::unresolved`]), diagnostics in English.

use super::reference::{CollectionCitation, NoteHome};

/// The reasons why a reference leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The archive has no such document.
    NoDocument(Sought),
    /// The document has no such footnote.
    NoFootnote(Sought),
    /// No document of the archive has such a page.
    NoPage(Sought),
    /// The archive has no such collection.
    NoCollection(Sought),
    /// Several documents or collections could be meant.
    Ambiguous(Sought),
    /// The archive has no such file.
    NoFile(String),
    /// The archive has no such message.
    NoMessage,
    /// It is a draft, and no part of the site.
    Draft(Sought),
    /// A description that these documents fit, though not for certain.
    Suggested(String),
    /// A description that no document of the archive fits. Prose describes many documents that
    /// nobody expects in the archive, so that nothing is said of it.
    NotDescribed,
    /// A number of a kind that the collection does not have, such as "p. 465" where no pages are marked. It rather
    /// is another book's, so that nothing is said of it.
    NotNumbered,
    /// The page has no such heading or other anchor.
    NoAnchor(Sought),
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
            Self::NoMessage => "no-message",
            Self::Draft(_) => "draft",
            Self::NoAnchor(_) => "no-anchor",
            Self::Suggested(_) => "suggested",
            Self::NotDescribed => "not-described",
            Self::NotNumbered => "not-numbered",
        }
    }
}

/// What was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A document by its number, with the title of the collection where another than the own is meant.
    Document {
        /// The number.
        number: String,
        /// The collection's title.
        collection: Option<String>,
    },
    /// The document before or after the one that refers.
    Neighbour {
        /// Whether it is the one after.
        after: bool,
    },
    /// A document by one of its names.
    Name(String),
    /// A printed page.
    Page(String),
    /// A collection, as it is cited.
    Collection(Box<CollectionCitation>),
    /// A footnote; the source note, where its label is empty.
    Footnote {
        /// The note's document.
        of: Box<NoteHome>,
        /// The note's mark.
        label: String,
    },
    /// A heading or another anchor.
    Heading {
        /// The anchor.
        anchor: String,
        /// The title of the document that lacks it.
        title: String,
    },
}
