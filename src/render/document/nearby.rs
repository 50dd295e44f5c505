//! What else happened then: the documents nearest in time to one, across all collections.

use jiff::civil::Date as Day;

use crate::catalog::{Catalog, DocumentId};
use crate::render::Timeline;

/// How many documents are shown.
const MOST: usize = 6;
/// How many documents on either side, in the order of time, are looked at.
const REACH: usize = 24;
/// A date of more days than these says too little about when a document was written.
const LONGEST: i32 = 31;

/// The dated documents in the order of time, and where each stands.
pub(crate) struct Nearby<'a> {
    catalog: &'a Catalog,
    /// The documents whose dates are narrow enough, in the order of time.
    dated: Vec<Dated>,
    /// For each document of the catalogue its place among them.
    places: Vec<Option<u32>>,
}

/// A document with the first and last day on which it can have been written, as days since the first of all.
struct Dated {
    document: DocumentId,
    first: i32,
    last: i32,
}

impl<'a> Nearby<'a> {
    pub fn of(catalog: &'a Catalog, timeline: &Timeline) -> Self {
        let days = |day: Day| Day::MIN.until(day).map_or(0, |span| span.get_days());
        let dated: Vec<Dated> = timeline
            .dated
            .iter()
            .filter_map(|&document| {
                let (first, last) = catalog.documents[document].date.as_ref()?.date.order();
                Some(Dated { document, first: days(first), last: days(last) })
            })
            .filter(|dated| dated.last - dated.first <= LONGEST)
            .collect();
        let mut places = vec![None; catalog.documents.len()];
        for (place, dated) in (0..).zip(&dated) {
            places[dated.document] = Some(place);
        }
        Self { catalog, dated, places }
    }

    /// The documents nearest in time to one, in the order of time. The one before and the one after it
    /// in its collection are not among them: the page leads there anyway. Of documents that are equally
    /// near, those of other collections come first.
    pub fn to(&self, document: DocumentId) -> Vec<DocumentId> {
        let Some(place) = self.places[document].map(|place| place as usize) else { return Vec::new() };
        let this = &self.dated[place];
        let collection = |id: DocumentId| self.catalog.documents[id].collection;
        let (previous, next) = self.catalog.neighbours(document);
        let window = place.saturating_sub(REACH)..(place + REACH + 1).min(self.dated.len());
        let mut found: Vec<usize> = window
            .filter(|&other| {
                let other = self.dated[other].document;
                other != document && Some(other) != previous && Some(other) != next
            })
            .collect();
        let distance = |&other: &usize| {
            let dated = &self.dated[other];
            let gap = (dated.first - this.last).max(this.first - dated.last).max(0);
            (gap, collection(dated.document) == collection(document), other.abs_diff(place), other)
        };
        if found.len() > MOST {
            found.select_nth_unstable_by_key(MOST, distance);
            found.truncate(MOST);
        }
        found.sort_unstable();
        found.into_iter().map(|other| self.dated[other].document).collect()
    }
}
