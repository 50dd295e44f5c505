//! Pages that fonds made: what stands beside their text and notes is known by its classes.

use super::region::Region;
use super::tree::{Place, Tree};

/// What a page of fonds shows besides its document.
const BESIDE: [&str; 13] = [
    "permalink",
    "facts",
    "leads-nowhere",
    "cite",
    "cited",
    "when",
    "note-cited",
    "related",
    "cited-by",
    "neighbours",
    "way",
    "draft",
    "outline",
];

/// Leaves out what fonds shows besides the document.
pub fn leave_out(tree: &Tree, region: &mut Region) {
    let places: Vec<Place> = region.tops.iter().flat_map(|&top| tree.within(top)).collect();
    for place in places.into_iter().filter(|&place| tree.has_class(place, &BESIDE)) {
        region.leave_out(tree, place, "what fonds shows beside a document");
    }
}
