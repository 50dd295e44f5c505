//! Rendering, and the index of the words, joined: each document is in memory once for both.

use crate::archive::Archive;
use crate::model::document::Document;
use crate::output::search::{Hearing, Indexing};
use crate::render::{Listener, Renderer, Rendering};

/// Renders all pages. Lists are made beside those of documents: some of them take long and keep one thread busy.
pub fn render(archive: &Archive, renderer: &Renderer<'_>, progress: &(dyn Fn() + Sync)) -> Rendering {
    let documents = 0..archive.catalog.documents.len();
    let (mut rendering, lists) =
        rayon::join(|| renderer.documents(documents, None, progress), || renderer.lists());
    rendering.add(lists);
    rendering.whole()
}

/// Renders all pages, and makes the runs of an index.
pub fn render_indexed(
    indexing: &Indexing<'_>,
    renderer: &Renderer<'_>,
    progress: &(dyn Fn() + Sync),
) -> Rendering {
    let (mut rendering, lists) = rayon::join(|| documents(indexing, renderer, progress), || renderer.lists());
    rendering.add(lists);
    rendering.whole()
}

/// Renders documents stretch by stretch, and makes the run of each while the next is rendered: so memory holds the words of
/// two stretches.
fn documents(indexing: &Indexing<'_>, renderer: &Renderer<'_>, progress: &(dyn Fn() + Sync)) -> Rendering {
    let mut rendering = Rendering::default();
    let mut heard: Option<Hearing<'_>> = None;
    let add = |heard: Option<Hearing<'_>>| heard.and_then(|heard| indexing.add(heard).err());
    // Stretches of which nothing is to be heard are rendered together.
    for stretches in indexing.stretches.chunk_by(|one, other| !one.is_missing && !other.is_missing) {
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { continue };
        let hearing = indexing.hearing(first);
        let wants = |id| hearing.as_ref().is_some_and(|hearing| hearing.wants(id));
        let hear = |id, document: &Document| {
            hearing.as_ref().into_iter().for_each(|hearing| hearing.hear(id, document))
        };
        let listener = hearing.as_ref().map(|_| Listener { wants: &wants, hear: &hear });
        let (rendered, failure) = rayon::join(
            || renderer.documents(first.documents.start..last.documents.end, listener, progress),
            || add(heard.take()),
        );
        rendering.add(rendered);
        rendering.diagnostics.extend(failure);
        heard = hearing;
    }
    rendering.diagnostics.extend(add(heard));
    rendering
}
