//! Documents that were read for the catalogue, kept on the disk until their pages are made.
//!
//! Memory holds the catalogue and not the texts, and reading a text anew takes longer than to bring back
//! what was understood of it. The file is private to a build and has no name, so that it is gone with
//! the program, however that ends.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::model::document::Document;

/// Documents on the disk, by the paths of their sources.
pub struct Spill {
    kept: Mutex<Kept>,
}

struct Kept {
    file: File,
    end: u64,
    places: HashMap<String, Range<u64>>,
}

impl Spill {
    /// A new one in a folder; `None` if the file system does not let it.
    pub fn in_folder(folder: &Path) -> Option<Self> {
        let file = tempfile::tempfile_in(folder).ok()?;
        Some(Self { kept: Mutex::new(Kept { file, end: 0, places: HashMap::new() }) })
    }

    /// Keeps the document of a source. What cannot be kept is read anew.
    pub fn keep(&self, source: &str, document: &Document) {
        let Ok(bytes) = postcard::to_stdvec(document) else { return };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.end..kept.end + bytes.len() as u64;
        let written = kept.file.seek(SeekFrom::Start(place.start)).and_then(|_| kept.file.write_all(&bytes));
        if written.is_ok() {
            kept.end = place.end;
            kept.places.insert(source.to_owned(), place);
        }
    }

    /// The document of a source, if it was kept.
    pub fn take(&self, source: &str) -> Option<Document> {
        let bytes = self.bytes(source)?.ok()?;
        postcard::from_bytes(&bytes).ok()
    }

    fn bytes(&self, source: &str) -> Option<io::Result<Vec<u8>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.places.remove(source)?;
        let mut bytes = vec![0; usize::try_from(place.end - place.start).ok()?];
        let read =
            kept.file.seek(SeekFrom::Start(place.start)).and_then(|_| kept.file.read_exact(&mut bytes));
        Some(read.map(|()| bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::dates::Words;
    use crate::read::plain;

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let spill = Spill::in_folder(folder.path()).expect("a file");
        let read = |text: &str| {
            plain::read(text, "d.txt", &Words::default(), crate::config::guesses::Guesses::default())
                .document
                .expect("a document")
        };
        let documents = [
            read("1. Letter1\n\nAmsel, March 3, 1926.\n\nThe lamp [Page 4]is lit.\n\n  1. Source: Office.\n"),
            read("2. Note\n\n(1) One.\n\n(2) Two.\n"),
        ];
        let sources = ["a/d1.txt", "a/d2.txt"];
        for (source, document) in sources.into_iter().zip(&documents) {
            spill.keep(source, document);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "it has no name");
        for (source, document) in sources.into_iter().zip(&documents).rev() {
            assert_eq!(format!("{:?}", spill.take(source)), format!("{:?}", Some(document)));
        }
        assert!(spill.take("a/d1.txt").is_none(), "it is taken once");
    }
}
