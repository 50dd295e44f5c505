//! Where the sentences of documents lie until they are shown. The file is private to a build and has no name, so that it is gone
//! with the program, however that ends.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::catalog::{Sentences, StoredSentences};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Sentences on the disk.
#[derive(Default)]
pub struct SentenceFile {
    /// The file, and how many bytes it has; without one, sentences stay in memory.
    file: Mutex<Option<(File, u64)>>,
    /// Why some could not be read back.
    failure: OnceLock<String>,
}

impl SentenceFile {
    /// A new one in a folder.
    pub fn new(folder: Option<&Path>) -> Self {
        let file = folder.and_then(|folder| tempfile::tempfile_in(folder).ok()).map(|file| (file, 0));
        Self { file: Mutex::new(file), failure: OnceLock::new() }
    }

    /// Puts sentences away. Those that cannot be stay in memory.
    pub fn put_away<'s>(&self, sentences: impl Iterator<Item = &'s mut StoredSentences>) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((file, end)) = file.as_mut() else { return };
        let sentences: Vec<_> = sentences.filter(|stored| stored.bytes().is_some()).collect();
        let bytes = sentences.iter().filter_map(|stored| stored.bytes()).collect::<Vec<_>>().concat();
        if file.seek(SeekFrom::Start(*end)).and_then(|_| file.write_all(&bytes)).is_err() {
            return;
        }
        for stored in sentences {
            let length = stored.bytes().map_or(0, <[u8]>::len) as u64;
            stored.put_away(*end);
            *end += length;
        }
    }

    /// The sentences of a document. Where they cannot be read back there are none, and a [failure](Self::failure).
    pub fn get(&self, stored: &StoredSentences) -> Sentences {
        let read = match stored.bytes() {
            Some(bytes) => Ok(stored.read(bytes)),
            None => self.read(stored).map(|bytes| stored.read(&bytes)),
        };
        let damaged = || Err(io::Error::other("it is damaged"));
        read.and_then(|found| found.map_or_else(damaged, Ok)).unwrap_or_else(|error| {
            self.failure.get_or_init(|| error.to_string());
            Sentences::default()
        })
    }

    /// What is wrong if sentences could not be read back.
    pub fn failure(&self, folder: &Path) -> Option<Diagnostic> {
        let message = format!("the file of sentences cannot be read back: {}", self.failure.get()?);
        let path = folder.display().to_string();
        Some(Diagnostic::new(Severity::Error, Code::Unreadable, &path, message).help("build again"))
    }

    fn read(&self, stored: &StoredSentences) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let ((file, _), (start, length)) =
            file.as_mut().zip(stored.place()).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut bytes = vec![0; length];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::model::reference::{Citation, Reference, Rule};

    fn stored(sentence: &str) -> StoredSentences {
        let reference = Reference {
            rule: Rule::Document,
            citation: Citation::Name("d".to_owned()),
            span: 0..1,
            sentence: sentence.to_owned(),
            within: None,
        };
        let document = Document { references: vec![reference], ..Document::default() };
        StoredSentences::of(&Sentences::of(&document, &Default::default()))
    }

    #[test]
    fn sentences_come_back_from_the_disk_and_from_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        for file in [SentenceFile::new(Some(folder.path())), SentenceFile::default()] {
            let mut all =
                [stored("See Document 4."), StoredSentences::of(&Sentences::default()), stored("And 5.")];
            let (first, last) = all.split_at_mut(1);
            file.put_away(first.iter_mut());
            file.put_away(last.iter_mut());
            let found = all.each_ref().map(|stored| file.get(stored).reference(0).to_owned());
            assert_eq!(found, ["See Document 4.", "", "And 5."]);
            assert!(file.failure(folder.path()).is_none());
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "it has no name");
    }

    #[test]
    fn what_cannot_be_read_back_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SentenceFile::new(Some(folder.path()));
        let mut one = stored("See Document 4.");
        file.put_away(std::iter::once(&mut one));
        assert_eq!(SentenceFile::default().get(&one), Sentences::default());
        file.file.lock().expect("a file").as_mut().expect("a file").0.set_len(3).expect("cut");
        assert_eq!(file.get(&one), Sentences::default());
        assert!(file.failure(folder.path()).expect("a failure").message.contains("cannot be read back"));
    }
}
