//! Footnotes, and the marks that call them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::block::Block;

/// The mark that calls a footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMark {
    /// The mark as printed: `4`, `*`, `a`.
    pub label: String,
    /// The note's place in [`Document::notes`](super::Document::notes); absent where the source has no such note.
    pub note: Option<usize>,
    /// Which of the marks with this anchor this is, counted from 1, over the document.
    pub call: u32,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The mark as printed: `4`, `*`, `a`.
    pub label: String,
    /// Which of the notes with this label this is, counted from 1: attachments can begin anew.
    pub ordinal: u32,
    /// How many marks call it.
    pub calls: u32,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it stands in the decoded source.
    pub span: Range<usize>,
}

impl Note {
    /// The note's anchor on its page, by the site's contract: `fn4`, `fn-a`, `fn-star`. A second
    /// note with the same label is `fn4-2`.
    pub fn anchor(&self) -> String {
        note_anchor("fn", &self.label, self.ordinal)
    }
}

/// The anchor of a note (`prefix` is `fn`) or of the place that calls it (`fnref`).
pub fn note_anchor(prefix: &str, label: &str, ordinal: u32) -> String {
    let name = match label {
        _ if label.bytes().all(|byte| byte.is_ascii_digit()) => format!("{prefix}{label}"),
        "*" => format!("{prefix}-star"),
        "**" => format!("{prefix}-star-star"),
        "***" => format!("{prefix}-star-star-star"),
        "†" => format!("{prefix}-dagger"),
        "‡" => format!("{prefix}-double-dagger"),
        "§" => format!("{prefix}-section"),
        _ => {
            let mut name = format!("{prefix}-");
            for character in label.chars() {
                if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') {
                    name.push(character);
                } else {
                    name.push_str(&format!("u{:x}", u32::from(character)));
                }
            }
            name
        }
    };
    if ordinal > 1 { format!("{name}-{ordinal}") } else { name }
}
