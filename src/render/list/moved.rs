//! The pages that lead on from addresses that documents had before.

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::diagnostic::Diagnostic;
use crate::render::{DocumentLink, Output, PageContext};
use crate::resolve::redirect::Redirect;
use crate::resolve::route;

/// What the template of such a page sees.
#[derive(Serialize)]
struct MovedPage<'a> {
    page: PageContext<'a>,
    document: DocumentLink<'a>,
}

/// All of them: for each page whether it was made.
pub(crate) fn all(archive: &Archive, output: &Output<'_>) -> Vec<Result<(), Diagnostic>> {
    archive.redirects.par_iter().map(|redirect| page(archive, redirect, output)).collect()
}

fn page(archive: &Archive, redirect: &Redirect, output: &Output<'_>) -> Result<(), Diagnostic> {
    let Redirect { address, document } = redirect;
    let record = &archive.catalog.documents[*document];
    let mut page = PageContext::new(archive, address, &record.full_title(), "moved");
    let link = DocumentLink::new(archive, address, *document);
    // Search engines are to know the document by its address of today.
    let canonical = archive.base_url().map(|base| format!("{base}{}", route::encoded(&record.address())));
    page.canonical = canonical.or_else(|| Some(link.href.clone()));
    output.page("moved.html", address.clone(), &MovedPage { page, document: link })
}
