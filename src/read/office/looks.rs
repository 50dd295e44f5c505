//! What pieces that have no look of their own look like: spaces, marks, anchors.

use super::parts::{Look, Piece, Raised, What};

/// Spaces between two stretches that look alike look like them, and others like nothing; marks and anchors have no look.
pub(super) fn without_loose_looks(pieces: &[Piece]) -> Vec<Piece> {
    let is_loose = |piece: &Piece| match &piece.what {
        What::Text(text) => text.chars().all(char::is_whitespace),
        What::LineBreak | What::Anchor(_) | What::Mark(_) => true,
        What::Picture(_) | What::Math { .. } => false,
    };
    let mut pieces = pieces.to_vec();
    let mut before = Look::default();
    let mut after: Vec<Look> = vec![Look::default(); pieces.len()];
    let mut next = Look::default();
    for (piece, after) in pieces.iter().zip(&mut after).rev() {
        *after = next;
        if !is_loose(piece) {
            next = piece.look;
        }
    }
    for (piece, after) in pieces.iter_mut().zip(after) {
        if is_loose(piece) {
            let Look { inserted, deleted, .. } = piece.look;
            let common = common(before, after);
            piece.look = Look { inserted, deleted, ..common };
            if matches!(piece.what, What::Mark(_)) {
                piece.look.raised = Raised::No;
                piece.look.code = false;
            }
        } else {
            before = piece.look;
        }
    }
    pieces
}

/// What two looks have in common.
fn common(one: Look, other: Look) -> Look {
    Look {
        bold: one.bold && other.bold,
        italic: one.italic && other.italic,
        small_capitals: one.small_capitals && other.small_capitals,
        struck: one.struck && other.struck,
        underlined: one.underlined && other.underlined,
        raised: if one.raised == other.raised { one.raised } else { Raised::No },
        code: one.code && other.code,
        inserted: one.inserted && other.inserted,
        deleted: one.deleted && other.deleted,
        language: one.language.filter(|language| other.language == Some(*language)),
    }
}
