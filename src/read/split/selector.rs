//! The elements of a web page that a selector means, as places among the blocks that were read of it.

use crate::model::document::Block;

/// The blocks that an element begins which the selector means.
pub(super) fn blocks(_blocks: &[Block], _selector: &str, _text: &str) -> Vec<usize> {
    Vec::new()
}
