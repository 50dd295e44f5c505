//! What the timeline says of the documents without a date.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::dating::undated;
use crate::render::{DocumentLink, Language};
use crate::resolve::route;

/// More documents than this are counted by collection and not listed.
const MOST_LISTED: usize = 100;
/// At most so many collections are named.
const MOST_COLLECTIONS: usize = 100;

/// The documents without a date.
#[derive(Serialize)]
pub(crate) struct UndatedContext<'a> {
    count: usize,
    /// How many there are for each reason, as sentences.
    reasons: Vec<String>,
    /// Each of them, where they are few.
    documents: Vec<DocumentLink<'a>>,
    /// The collections that hold them, where they are many.
    collections: Vec<UndatedCollection<'a>>,
    /// How many are in collections that are not named.
    others: usize,
}

/// A collection with the number of its own documents that have no date.
#[derive(Serialize)]
struct UndatedCollection<'a> {
    title: &'a str,
    /// The language of its documents, where it is not that of the interface.
    language: Option<Language<'a>>,
    href: String,
    count: usize,
}

impl<'a> UndatedContext<'a> {
    /// `documents` are those without a date, in reading order; `from` is the address of the page.
    pub fn of(archive: &'a Archive, documents: &[DocumentId], from: &str) -> Option<Self> {
        let reasons = undated::counts(&archive.catalog).into_iter();
        let reasons = reasons.map(|(why, count)| archive.interface.count(why.message_of_many(), count));
        let are_few = documents.len() <= MOST_LISTED;
        let listed = if are_few { documents } else { &[] };
        let mut collections = if are_few { Vec::new() } else { by_collection(archive, documents, from) };
        let named = collections.len().min(MOST_COLLECTIONS);
        let others = collections.split_off(named).iter().map(|collection| collection.count).sum();
        (!documents.is_empty()).then(|| Self {
            count: documents.len(),
            reasons: reasons.collect(),
            documents: listed.iter().map(|&id| DocumentLink::new(archive, from, id)).collect(),
            collections,
            others,
        })
    }
}

fn by_collection<'a>(
    archive: &'a Archive,
    documents: &[DocumentId],
    from: &str,
) -> Vec<UndatedCollection<'a>> {
    let collection = |id: DocumentId| archive.catalog.documents[id].collection;
    // Documents of a collection stand together in reading order.
    let groups = documents.chunk_by(|&a, &b| collection(a) == collection(b));
    groups
        .map(|group| {
            let collection = &archive.catalog.collections[collection(group[0])];
            UndatedCollection {
                title: &collection.title,
                language: Language::other(archive, collection.language.as_deref()),
                href: route::link(from, &collection.address()),
                count: group.len(),
            }
        })
        .collect()
}
