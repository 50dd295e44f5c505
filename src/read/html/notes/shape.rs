//! What an element is for notes: a block, a mark, what holds one note or all of them.

use super::mark::is_called_after_notes;
use crate::read::html::region::is_heading;
use crate::read::html::tree::{Content, Place, Tree};

/// Whether an element is called after one note rather than all of them.
pub fn is_one_note(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "div" | "aside" | "section" | "p" | "li" | "blockquote")
        && (is_called_after_notes(tree, place) || tree.has_role(place, &["doc-footnote", "footnote"]))
        && !tree.has_class(place, &["footnotes", "endnotes", "notes"])
        && !tree.has_role(place, &["doc-endnotes", "footnotes", "endnotes"])
}

/// Whether an element is called after all notes of a page.
pub fn above_is_notes(tree: &Tree, place: Place) -> bool {
    tree.has_role(place, &["doc-endnotes", "footnotes", "endnotes"])
        || tree.has_class(place, &["footnotes", "endnotes", "notes", "footnote", "references"])
        || tree.attribute(place, "id").is_some_and(|id| matches!(id, "footnotes" | "endnotes" | "notes"))
}

/// The element with lines of its own that holds a place, or is it.
pub fn block_of(tree: &Tree, place: Place) -> Place {
    let is_block = |at: &Place| {
        !matches!(
            tree.name(*at),
            "a" | "span"
                | "sup"
                | "sub"
                | "b"
                | "i"
                | "em"
                | "strong"
                | "font"
                | "small"
                | "cite"
                | "u"
                | "tt"
                | "code"
                | "big"
        )
    };
    std::iter::once(place).chain(tree.above(place)).find(is_block).unwrap_or(place)
}

/// Whether an element holds whole parts of a page, so that it is no note.
pub fn is_bare(name: &str) -> bool {
    matches!(
        name,
        "body" | "html" | "main" | "article" | "form" | "center" | "table" | "tbody" | "ul" | "ol" | "dl"
    )
}

/// Whether a place is a heading, or at the beginning of one.
pub fn is_in_heading(tree: &Tree, place: Place) -> bool {
    let begins = tree.children(place).find(|&child| !is_blank(tree, child));
    std::iter::once(place).chain(begins).chain(tree.above(place)).any(|at| is_heading(tree.name(at)))
}

/// Whether a place is a mark or an empty anchor rather than a part of the text.
pub fn is_small(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "a" | "span" | "sup" | "b" | "i" | "em" | "strong" | "font" | "small" | "cite")
}

/// Whether there is nothing to be seen at a place.
pub fn is_blank(tree: &Tree, place: Place) -> bool {
    match tree.content(place) {
        Content::Text(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
        Content::Remark => true,
        _ => false,
    }
}
