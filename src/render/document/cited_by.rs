//! The documents that refer to one that very many do: the first of them stand on its page, the others on further pages.

use rayon::prelude::*;
use serde::Serialize;

use super::shell;
use super::shell::Citing;
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::diagnostic::Diagnostic;
use crate::render::paging::{ListPages, PageSteps, cut};
use crate::render::{DocumentLink, Link, Output, PageContext, breadcrumbs};

/// How many bytes they take on a page at most, beside the document's own text.
const MOST_BYTES: usize = 100_000;
/// Fewer references than this always have room.
const FEW: usize = 60;

/// The further pages of those that refer to a document.
#[derive(Serialize)]
pub(crate) struct CitedByPages {
    /// How many refer to it.
    count: usize,
    steps: PageSteps,
}

/// How those that refer to a document are divided, if they have several pages.
fn divided(archive: &Archive, id: DocumentId) -> Option<ListPages> {
    archive.links.backlinks.get(&id).filter(|backlinks| backlinks.len() > FEW)?;
    of_rows(archive, id, &shell::cited_by(archive, id, &archive.catalog.documents[id].address()))
}

/// The same for those that are known already.
fn of_rows(archive: &Archive, id: DocumentId, citing: &[Citing<'_>]) -> Option<ListPages> {
    archive.links.backlinks.get(&id).filter(|backlinks| backlinks.len() > FEW)?;
    let rows = cut(citing.iter().map(Citing::size), MOST_BYTES);
    let address = archive.catalog.documents[id].address();
    Some(ListPages::divided(&archive.catalog, address, rows)).filter(ListPages::are_several)
}

/// Those that refer to a document, as far as its own page shows them.
pub(super) fn first(archive: &Archive, id: DocumentId) -> (Vec<Citing<'_>>, Option<CitedByPages>) {
    let mut citing = shell::cited_by(archive, id, &archive.catalog.documents[id].address());
    let pages = of_rows(archive, id, &citing).and_then(|pages| {
        let count = citing.len();
        citing.truncate(pages.rows[0].end);
        Some(CitedByPages { count, steps: pages.steps(archive, 0)? })
    });
    (citing, pages)
}

/// What the template of a further page sees.
#[derive(Serialize)]
struct CitedByPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    /// The document that they refer to.
    document: DocumentLink<'a>,
    cited_by: Vec<Citing<'a>>,
    cited_by_pages: CitedByPages,
}

/// The further pages of all documents: for each whether it was made.
pub(crate) fn further(archive: &Archive, output: &Output<'_>) -> Vec<Result<(), Diagnostic>> {
    let pages = |id: DocumentId| {
        let pages = divided(archive, id)?;
        Some(
            (1..pages.rows.len()).map(|number| page(archive, id, &pages, number, output)).collect::<Vec<_>>(),
        )
    };
    (0..archive.catalog.documents.len()).into_par_iter().filter_map(pages).flatten_iter().collect()
}

/// The addresses of the further pages of all documents.
pub(crate) fn addresses(archive: &Archive) -> impl Iterator<Item = String> {
    let pages = (0..archive.catalog.documents.len()).filter_map(|id| divided(archive, id));
    pages.flat_map(|pages| pages.further().collect::<Vec<_>>())
}

fn page(
    archive: &Archive,
    id: DocumentId,
    pages: &ListPages,
    number: usize,
    output: &Output<'_>,
) -> Result<(), Diagnostic> {
    let record = &archive.catalog.documents[id];
    let address = pages.address(number);
    let mut cited_by = shell::cited_by(archive, id, &address);
    let count = cited_by.len();
    let cited_by: Vec<Citing<'_>> = cited_by.drain(pages.rows[number].clone()).collect();
    let Some(steps) = pages.steps(archive, number) else { return Ok(()) };
    let title = format!("{}: {}", record.full_title(), archive.interface.say("cited_by"));
    let place = archive.interface.tell("list_page", &steps.place());
    let mut page = PageContext::new(archive, &address, &format!("{title}, {place}"), "list");
    page.description.clone_from(&title);
    page.brackets = cited_by.iter().any(Citing::has_brackets);
    let context = CitedByPage {
        page,
        breadcrumbs: breadcrumbs(archive, &address, Some(record.collection)),
        document: DocumentLink::new(archive, &address, id),
        cited_by,
        cited_by_pages: CitedByPages { count, steps },
    };
    output.page("cited-by.html", address, &context)
}
