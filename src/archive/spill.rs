//! Documents that were read, kept on the disk until they are asked for.
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
use crate::model::fingerprint::Fingerprint;

/// A document's place among all: that of its source, and its own in that.
pub type Key = (usize, usize);

/// Documents on the disk.
#[derive(Default)]
pub struct Spill {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    file: Option<File>,
    end: u64,
    places: HashMap<Key, (Range<u64>, Fingerprint)>,
}

/// A document with its text as it is kept.
pub struct Encoded {
    bytes: Vec<u8>,
    /// What stands for both.
    pub fingerprint: Fingerprint,
}

impl Encoded {
    /// A document and the text in which its positions lie.
    pub fn of(document: &Document, text: Option<&str>) -> Self {
        // A document has no part that the form cannot hold.
        let bytes = postcard::to_stdvec(&(document, text)).unwrap_or_default();
        let fingerprint = Fingerprint::of_bytes(&bytes);
        Self { bytes, fingerprint }
    }
}

impl Spill {
    /// A new one in a folder, or in that of the system for such files.
    pub fn new(folder: Option<&Path>) -> Self {
        // Without a file nothing is kept, and all is read anew.
        let file = folder.and_then(|folder| tempfile::tempfile_in(folder).ok());
        Self { kept: Mutex::new(Kept { file, ..Kept::default() }) }
    }

    /// Keeps a document. What cannot be kept is read anew.
    pub fn keep(&self, key: Key, Encoded { bytes, fingerprint }: &Encoded) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Kept { file, end, places } = &mut *kept;
        if file.is_none() {
            *file = tempfile::tempfile().ok();
        }
        let Some(file) = file else { return };
        let place = *end..*end + bytes.len() as u64;
        let written = file.seek(SeekFrom::Start(place.start)).and_then(|_| file.write_all(bytes));
        if written.is_ok() {
            *end = place.end;
            places.insert(key, (place, *fingerprint));
        }
    }

    /// A document with its text, if the one with this fingerprint was kept.
    pub fn get(&self, key: Key, fingerprint: Fingerprint) -> Option<(Document, Option<String>)> {
        postcard::from_bytes(&self.bytes(key, fingerprint)?.ok()?).ok()
    }

    fn bytes(&self, key: Key, fingerprint: Fingerprint) -> Option<io::Result<Vec<u8>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (place, _) = kept.places.get(&key).filter(|(_, kept)| *kept == fingerprint)?.clone();
        let mut bytes = vec![0; usize::try_from(place.end - place.start).ok()?];
        let file = kept.file.as_mut()?;
        let read = file.seek(SeekFrom::Start(place.start)).and_then(|_| file.read_exact(&mut bytes));
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
        let spill = Spill::new(Some(folder.path()));
        let read = |text: &str| {
            plain::read(text, "d.txt", &Words::default(), crate::config::guesses::Guesses::default())
                .document
                .expect("a document")
        };
        let texts = [
            "1. Letter1\n\nAmsel, March 3, 1926.\n\nThe lamp [Page 4]is lit.\n\n  1. Source: Office.\n",
            "2. Note\n\n(1) One.\n\n(2) Two.\n",
        ];
        let keys = [(4, 0), (4, 1)];
        for (key, text) in keys.into_iter().zip(texts) {
            spill.keep(key, &Encoded::of(&read(text), Some(text)));
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "it has no name");
        for (key, text) in keys.into_iter().zip(texts).rev() {
            let expected = Some((read(text), Some(text.to_owned())));
            let known = Encoded::of(&read(text), Some(text)).fingerprint;
            assert_eq!(format!("{:?}", spill.get(key, known)), format!("{expected:?}"));
            assert!(spill.get(key, Fingerprint::default()).is_none(), "another is asked for");
            assert!(spill.get((5, 0), known).is_none());
        }
    }
}
