//! What a collection says of itself: the keys of `collection.toml`, which sources give of their collections, too.

use serde::{Deserialize, Serialize};

use super::guesses::Switches;
use super::html::HtmlRules;
use super::tei::TeiKeys;
use crate::model::publication::{self, Publication};

/// The name of a collection's description file.
pub const COLLECTION_FILE_NAME: &str = "collection.toml";

/// What a collection's folder says about itself.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CollectionConfig {
    /// The collection's title.
    pub title: Option<String>,
    /// What it is, in plain text.
    pub description: String,
    /// The ways in which others cite it: `Foreign Relations, 1961–1963, vol. VI`.
    pub cite_as: Vec<String>,
    /// Its title in short, for places where many collections are named; otherwise the shortest of `cite_as`.
    pub short: Option<String>,
    /// The chapters into which the list of its documents is parted.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
    /// Who edited it, as citations name them.
    #[serde(deserialize_with = "publication::text_or_list")]
    pub editors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it appeared.
    pub place: Option<String>,
    /// When it appeared.
    #[serde(deserialize_with = "publication::text_or_number")]
    pub year: Option<String>,
    /// The series of which it is a part.
    pub series: Option<String>,
    /// Its number in the series.
    #[serde(deserialize_with = "publication::text_or_number")]
    pub volume: Option<String>,
    /// Its digital object identifier.
    #[serde(deserialize_with = "publication::doi")]
    pub doi: Option<String>,
    /// Under which conditions it can be used.
    pub rights: Option<String>,
    /// How its documents are ordered: those of a folder by number, those of a source as they stand in it, unless it says
    /// otherwise.
    pub order: Option<Order>,
    /// The language of its documents, where it differs from the archive's.
    pub language: Option<String>,
    /// Whether dates are inferred for its documents and those of the collections within it; otherwise as
    /// the collection round it has it.
    pub infer_dates: Option<bool>,
    /// What readers may guess about texts in it and below it; otherwise as the folder round it has it.
    pub guess: Switches,
    /// What is said of TEI files in it and below it; otherwise as the folder round it has it.
    pub tei: TeiKeys,
    /// Which parts of web pages in it and below it are documents.
    pub html: HtmlRules,
    /// What holds for all documents in it and below it that do not say otherwise.
    pub metadata: toml::Table,
    /// What else is known of it, in the order in which its page shows it: label and value. A label for which pages have
    /// words (`editor`, `publisher`, `published`, `licence`, …) is shown in their language, any other as it is. In a value
    /// `WORDS <ADDRESS>` is a link, and so is each address of the web.
    pub facts: Vec<(String, String)>,
    /// Whether it could not be read whole. A source says so of itself; it can do that at its end.
    pub incomplete: bool,
}

/// A chapter of a collection: a stretch of its documents with a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// The number of its first document.
    pub from: String,
}

/// How a collection's documents are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// By number, those without a number first; then by file name.
    #[default]
    Number,
    /// By file name, in natural order: `d9` before `d10`.
    Name,
    /// By date, the undated last; then by file name.
    Date,
    /// As they stand in their source, and sources by their file names.
    Source,
}

impl CollectionConfig {
    /// What it says of the publication that it is.
    pub fn publication(&self) -> Publication {
        Publication {
            editors: self.editors.clone(),
            publisher: self.publisher.clone(),
            place: self.place.clone(),
            year: self.year.clone(),
            series: self.series.clone(),
            volume: self.volume.clone(),
            doi: self.doi.clone(),
            rights: self.rights.clone(),
        }
    }
}
