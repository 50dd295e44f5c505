//! How a site is given: page by page and file by file.

use std::io::{self, Write};
use std::path::Path;

use super::made::Made;
use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address, relative to the site's root.
    pub address: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// Writes files, each to the writer at its place.
pub type WriteFiles<'a> = dyn FnMut(&mut [Box<dyn Write>]) -> io::Result<()> + 'a;

/// Takes the files of a site. Any number of threads can give at once.
pub trait Sink: Sync {
    /// If a page is there and was made from just what has this fingerprint, keeps it, and gives what
    /// there was to say when it was made.
    fn keeps(&self, address: &str, fingerprint: Fingerprint) -> Option<Vec<Diagnostic>>;

    /// If files are there in a folder that were made from just what has this fingerprint, and the one with this name among
    /// them, keeps them all, and says so.
    fn keeps_all(&self, _folder: &str, _name: &str, _fingerprint: Fingerprint) -> bool {
        false
    }

    /// Takes a page, with that from which it was made if it may be kept by the next build.
    ///
    /// # Errors
    /// A diagnostic, if the page cannot be taken.
    fn take(&self, page: Page, made: Option<Made>) -> Result<(), Diagnostic>;

    /// Takes files that are written piece by piece, side by side, each to the writer at the place of its address.
    ///
    /// # Errors
    /// A diagnostic, if they cannot be taken.
    fn write(&self, addresses: &[&str], content: &mut WriteFiles<'_>) -> Result<(), Diagnostic>;

    /// Takes a file as it is, in place of what has its address.
    ///
    /// # Errors
    /// A diagnostic, if the file cannot be taken.
    fn copy(&self, from: &Path, address: &str) -> Result<(), Diagnostic>;

    /// Whether a file with this address was taken.
    fn has_taken(&self, address: &str) -> bool;
}
