//! The beginnings of printed pages.

use serde::{Deserialize, Serialize};

use super::inline::ImagePlace;

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

/// The anchor of a printed page: `pg-493`.
pub fn page_anchor(page: &str) -> String {
    let page: String = page
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '-' })
        .collect();
    format!("pg-{page}")
}
