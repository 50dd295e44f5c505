//! The elements of a web page that a selector means, as places among the blocks that were read of it.

use super::places;
use crate::config::selector::Selector;
use crate::model::document::Block;
use crate::read::html;

/// The blocks that begin with elements which the selector means: of each the first whose text stands in it.
pub(super) fn blocks(blocks: &[Block], selector: &Selector, text: &str) -> Vec<usize> {
    let starts = html::places(text, selector);
    let firsts = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| Some((at, places::first(std::slice::from_ref(block))?)));
    let mut firsts = firsts.peekable();
    let mut found = Vec::new();
    for start in starts {
        // What stands before the element is passed by.
        while firsts.next_if(|(_, place)| *place < start).is_some() {}
        if let Some((at, _)) = firsts.peek()
            && found.last() != Some(at)
        {
            found.push(*at);
        }
    }
    found
}
