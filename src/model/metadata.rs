//! What is known about a document besides its text.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::field::{FIELDS, Kept};
use super::field_name;
use crate::model::date::Date;

/// What is known about a document besides its text. Every field is optional.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// The document's number as printed, such as `184`.
    pub number: Option<String>,
    /// The number with the words and signs with which the text prints it: `No. 184`, `§ 12a`.
    pub number_label: Option<String>,
    /// The title from the metadata; it takes precedence over the one in the text.
    pub title: Option<String>,
    /// The document's date with the place where it was found.
    pub date: Option<DocumentDate>,
    /// What is stated in a text for each field of [`super::field::FIELDS`] that is no more than one.
    pub particulars: Particulars,
    /// Where the original is kept, and how it was marked.
    pub provenance: Provenance,
    /// Other names by which a document can be linked to: `[[alias]]`.
    pub aliases: Vec<String>,
    /// Further fields, shown to the reader as they are, in the order of their names. Those that the archive declares stand
    /// under the names that it declares; several values of one are joined by [`super::field::SEPARATOR`].
    pub other: BTreeMap<String, String>,
}

/// What a document is. Each of these is a field that is a text ([`super::field::Kept::Particular`]).
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// What kind of document this is: telegram, memorandum of conversation, …
    pub kind: Option<String>,
    /// The place named by the dateline.
    pub place: Option<String>,
    /// Who wrote it, several names with [`super::field::SEPARATOR`] between them; not the sender of a letter.
    pub authors: Option<String>,
    /// Who or what office it is from, as the title names it.
    pub from: Option<String>,
    /// Who or what office it is to.
    pub to: Option<String>,
    /// What it is about, as its subject line says.
    pub subject: Option<String>,
    /// The language of the text as a BCP 47 tag, where it differs from the archive's.
    pub language: Option<String>,
    /// A summary of one or two sentences.
    pub description: Option<String>,
}

impl Metadata {
    /// Takes from a weaker source what this one does not say.
    pub fn fill(&mut self, mut weaker: Self) {
        fn take<T>(field: &mut Option<T>, weaker: Option<T>) {
            if field.is_none() {
                *field = weaker;
            }
        }
        // A label is one of its own number only.
        if self.number_label.is_none() && (self.number.is_none() || self.number == weaker.number) {
            self.number_label = weaker.number_label;
        }
        take(&mut self.number, weaker.number);
        take(&mut self.title, weaker.title);
        take(&mut self.date, weaker.date);
        for field in FIELDS.iter() {
            if let Kept::Particular { slot, .. } = field.kept {
                take(slot(&mut self.particulars), slot(&mut weaker.particulars).take());
            }
        }
        if self.aliases.is_empty() {
            self.aliases = weaker.aliases;
        }
        if self.provenance == Provenance::default() {
            self.provenance = weaker.provenance;
        }
        let own: HashSet<String> = self.other.keys().map(|name| field_name::folded(name)).collect();
        let missing = weaker.other.into_iter().filter(|(name, _)| !own.contains(&field_name::folded(name)));
        self.other.extend(missing);
    }
}

/// A document's date, and on what it rests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentDate {
    /// The date itself.
    pub date: Date,
    /// Where the date was found.
    pub basis: DateBasis,
}

impl DocumentDate {
    /// Whether the date was inferred.
    pub fn is_inferred(&self) -> bool {
        self.basis == DateBasis::Inferred
    }
}

/// Where a document's date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateBasis {
    /// Front matter or another field of metadata.
    Metadata,
    /// A dateline in the text.
    Dateline,
    /// What the document says otherwise, and the documents before and after it.
    Inferred,
}

/// Where the original of a document is kept, as its source note says.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The archive, library or office: `National Archives`.
    pub repository: Option<String>,
    /// The collection or series within the repository: `NSC Files`.
    pub collection: Option<String>,
    /// The box: `Box 435`.
    pub box_: Option<String>,
    /// The folder or file within the box.
    pub file: Option<String>,
    /// The classification: `Secret`.
    pub classification: Option<String>,
    /// The other markings, such as `Immediate` or `Nodis`.
    pub markings: Vec<String>,
    /// The number of the telegram or dispatch, as its text begins: `15284`.
    pub dispatch_number: Option<String>,
}

impl Provenance {
    /// Where the original is found in its repository: series, box and file.
    pub fn shelf(&self) -> Option<String> {
        let parts = [&self.collection, &self.box_, &self.file];
        let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
