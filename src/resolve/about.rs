//! Where the page about the archive stands.

use std::path::Path;

use super::redirect::Redirect;
use super::route::{ABOUT, ABOUT_BESIDE};
use crate::catalog::Catalog;
use crate::source::Sources;

/// The address of the page about the archive in the folder `root`, which yields to a document, a file and what leads on.
pub fn address(catalog: &Catalog, sources: &Sources, redirects: &[Redirect], root: &Path) -> &'static str {
    // Some file systems do not tell capitals from small letters.
    let is_it = |address: &str| address.eq_ignore_ascii_case(ABOUT);
    let is_taken = catalog.documents.iter().any(|record| is_it(&record.address()))
        || sources.files.iter().chain(&sources.documents).any(|file| is_it(&file.path))
        || redirects.iter().any(|redirect| is_it(&redirect.address))
        || root.join("static").join(ABOUT).exists();
    if is_taken { ABOUT_BESIDE } else { ABOUT }
}
