//! Rendering, and the index of the words, joined: each document is in memory once for both.

use crate::archive::Archive;
use crate::model::document::Document;
use crate::output::search::{Hearing, Indexing};
use crate::render::{Listener, Renderer, Rendering};

/// Renders all pages.
pub fn render(archive: &Archive, renderer: &Renderer<'_>, progress: &(dyn Fn() + Sync)) -> Rendering {
    let mut rendering = renderer.documents(0..archive.catalog.documents.len(), None, progress);
    rendering.add(renderer.lists());
    rendering.whole()
}

/// Renders all pages, and makes the runs of an index. Documents are rendered stretch by stretch, and the run of each is made
/// while the next is rendered: so memory holds the words of two stretches.
pub fn render_indexed(
    indexing: &Indexing<'_>,
    renderer: &Renderer<'_>,
    progress: &(dyn Fn() + Sync),
) -> Rendering {
    let mut rendering = Rendering::default();
    let mut heard: Option<Hearing<'_>> = None;
    let add = |heard: Option<Hearing<'_>>| heard.and_then(|heard| indexing.add(heard).err());
    for stretch in &indexing.stretches {
        let hearing = indexing.hearing(stretch);
        let wants = |id| hearing.as_ref().is_some_and(|hearing| hearing.wants(id));
        let hear = |id, document: &Document| {
            hearing.as_ref().into_iter().for_each(|hearing| hearing.hear(id, document))
        };
        let listener = hearing.as_ref().map(|_| Listener { wants: &wants, hear: &hear });
        let (rendered, failure) = rayon::join(
            || renderer.documents(stretch.documents.clone(), listener, progress),
            || add(heard.take()),
        );
        rendering.add(rendered);
        rendering.diagnostics.extend(failure);
        heard = hearing;
    }
    rendering.diagnostics.extend(add(heard));
    rendering.add(renderer.lists());
    rendering.whole()
}
