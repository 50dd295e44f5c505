//! What surrounds a document in its archive, as far as its page shows it: by fingerprints it is known whether a page that is
//! there would be the same.

use super::nearby::Nearby;
use super::related::Related;
use super::shell;
use super::thread::Thread;
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::model::clue::Evidence;
use crate::model::fingerprint::Fingerprint;
use crate::render::Timeline;
use crate::render::dependencies::Dependencies;

/// What the pages of documents show of the archive round them.
pub(crate) struct Neighbourhood<'a> {
    pub archive: &'a Archive,
    pub timeline: Timeline,
    pub nearby: Nearby<'a>,
    pub related: Related<'a>,
    pub dependencies: Dependencies<'a>,
}

impl<'a> Neighbourhood<'a> {
    /// Looks at the whole archive.
    pub fn of(archive: &'a Archive) -> Self {
        let ((timeline, nearby), (dependencies, related)) = rayon::join(
            || {
                let timeline = Timeline::of(&archive.catalog);
                let nearby = Nearby::of(&archive.catalog, &timeline);
                (timeline, nearby)
            },
            || {
                let dependencies = Dependencies::of(archive);
                let related = Related::of(archive, &dependencies);
                (dependencies, related)
            },
        );
        Self { archive, timeline, nearby, related, dependencies }
    }

    /// All that the page of a document depends on, besides the templates and the site.
    pub fn page_of(&self, id: DocumentId) -> Fingerprint {
        let Self { archive, nearby, related, dependencies, .. } = self;
        let record = &archive.catalog.documents[id];
        let (previous, next) = archive.catalog.neighbours(id);
        let shown = |ids: &mut dyn Iterator<Item = DocumentId>| -> Vec<Fingerprint> {
            ids.map(|id| dependencies.document(id)).collect()
        };
        let evidence = record.evidence.iter().filter_map(|evidence| match evidence {
            Evidence::After(id) | Evidence::Before(id) => Some(*id),
            Evidence::Named(..) | Evidence::Order => None,
        });
        let kinds: Vec<Evidence> = record.evidence.iter().map(without_id).collect();
        let backlinks = archive.links.backlinks.get(&id).into_iter().flatten();
        Fingerprint::of(&(
            (dependencies.document(id), record.content, &record.embedded),
            (kinds, shown(&mut evidence.into_iter())),
            (previous.map(|id| dependencies.document(id)), next.map(|id| dependencies.document(id))),
            archive.catalog.position(id),
            archive.links.outcomes[id]
                .iter()
                .map(|outcome| dependencies.outcome(outcome))
                .collect::<Vec<_>>(),
            backlinks.map(|backlink| dependencies.backlink(backlink)).collect::<Vec<_>>(),
            shown(&mut nearby.to(id).into_iter()),
            related.shared(id),
            record.message.as_ref().map(|_| Thread::of(archive, id, &record.address())),
            shell::source(archive, record),
        ))
    }
}

/// Evidence without the documents that it names, whose numbers change with those before them.
fn without_id(evidence: &Evidence) -> Evidence {
    match evidence {
        Evidence::After(_) => Evidence::After(0),
        Evidence::Before(_) => Evidence::Before(0),
        other => other.clone(),
    }
}
