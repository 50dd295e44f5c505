//! The outline of a document: its headings, as links to what they head.

use serde::Serialize;

use crate::model::document::{Block, Document, plain_text};
use crate::model::walk::{self, Part};
use crate::resolve::route;

/// From how many headings on a document has an outline.
const LEAST: usize = 3;
/// An outline that is longer leaves out what lies deepest, so that it stays one.
const MOST: usize = 100;

/// A heading of the outline.
#[derive(Serialize)]
pub(crate) struct OutlineHeading {
    title: String,
    href: String,
    /// How deep it lies, from 1.
    level: u8,
}

/// The headings of a document in their order; none, if they are few.
pub(crate) fn outline(document: &Document) -> Vec<OutlineHeading> {
    let mut headings: Vec<OutlineHeading> = Vec::new();
    walk::blocks(&document.blocks, &mut |part| {
        let Part::Block(Block::Heading { level, id, content }) = part else { return };
        let title = plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() {
            // As on the page, no level is left out.
            let deepest = headings.last().map_or(1, |before| before.level + 1);
            let level = level.saturating_sub(1).clamp(1, deepest).min(5);
            headings.push(OutlineHeading { title, href: format!("#{}", route::encoded(id)), level });
        }
    });
    if headings.len() < LEAST {
        return Vec::new();
    }
    let fits = |deepest: &u8| headings.iter().filter(|heading| heading.level <= *deepest).count() <= MOST;
    let deepest = (1..=5).rev().find(fits).unwrap_or(1);
    headings.retain(|heading| heading.level <= deepest);
    headings
}
