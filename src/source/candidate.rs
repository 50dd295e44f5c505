//! A file of which nobody has said yet what it is.

use std::cell::OnceCell;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::model::path;

/// By how many of its first bytes a file is known.
const BEGINNING: u64 = 8192;

/// A file that is shown to the readers, so that one of them may take it.
pub struct Candidate<'a> {
    /// Its path within the content folder.
    pub path: &'a str,
    location: &'a Path,
    beginning: OnceCell<Vec<u8>>,
}

impl<'a> Candidate<'a> {
    /// The file at a place.
    pub fn new(path: &'a str, location: &'a Path) -> Self {
        Self { path, location, beginning: OnceCell::new() }
    }

    /// Whether its extension is one of these, which are in small letters and without a point.
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        path::extension(self.path)
            .is_some_and(|own| extensions.iter().any(|extension| extension.eq_ignore_ascii_case(own)))
    }

    /// Its first bytes, at most 8192; none of a file that cannot be read. They are read when they are first asked for.
    pub fn beginning(&self) -> &[u8] {
        self.beginning.get_or_init(|| {
            let mut beginning = Vec::new();
            let read =
                File::open(self.location).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
            read.map_or_else(|_| Vec::new(), |_| beginning)
        })
    }
}

impl std::fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidate").field("path", &self.path).finish_non_exhaustive()
    }
}
