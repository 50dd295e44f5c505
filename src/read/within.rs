//! A document's place in a source that holds several.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Beginning;

/// Where a document stands among those of its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// Its name there, which no other has: `d14`.
    pub id: String,
    /// How many documents stand before it.
    pub ordinal: usize,
    /// The path of the collection that holds it.
    pub collection: String,
    /// Where its text begins.
    pub beginning: Beginning,
    /// Whether editors put it beside the documents: a preface, an index. None is dated that says no date.
    pub is_matter: bool,
}
