//! The sentences in which a document refers to others. Only pages of what it refers to show them, so that they lie on the disk
//! until then.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::language::reading::SentenceWords;
use crate::model::document::Document;
use crate::model::fingerprint::Fingerprint;

/// The sentences of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences {
    /// For each of its references the sentence that holds it; empty where there is none.
    references: Vec<String>,
    /// The anchors of the notes that refer to something, sorted, each with the sentence on which it hangs.
    notes: Vec<(String, String)>,
}

impl Sentences {
    /// Those of a document, whose sentences end by these words.
    pub fn of(document: &Document, words: &SentenceWords) -> Self {
        let references = document.references.iter().map(|reference| reference.sentence.clone()).collect();
        Self { references, notes: calls::sentences(document, words) }
    }

    /// The sentence that holds a reference.
    pub fn reference(&self, index: usize) -> &str {
        self.references.get(index).map(String::as_str).unwrap_or_default()
    }

    /// The sentence on which a note hangs that refers to something.
    pub fn note(&self, anchor: &str) -> Option<&str> {
        let place = self.notes.binary_search_by(|(note, _)| note.as_str().cmp(anchor)).ok()?;
        self.notes.get(place).map(|(_, sentence)| sentence.as_str())
    }
}

/// Sentences as bytes, or where these are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredSentences {
    /// What stands for them.
    pub fingerprint: Fingerprint,
    stored: Stored,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Stored {
    /// In memory, where they were read and remembered.
    Here(Box<[u8]>),
    /// In a file of this build, from a byte on.
    #[serde(skip)]
    Away { start: u64, length: usize },
}

impl StoredSentences {
    /// Stores sentences, in the form of [postcard](https://postcard.jamesmunns.com/wire-format).
    pub fn of(sentences: &Sentences) -> Self {
        let is_empty = *sentences == Sentences::default();
        // Strings have nothing that the form cannot hold.
        let bytes = if is_empty { Vec::new() } else { postcard::to_stdvec(sentences).unwrap_or_default() };
        let fingerprint = Fingerprint::of_bytes(&bytes);
        Self { fingerprint, stored: Stored::Here(bytes.into_boxed_slice()) }
    }

    /// Their bytes, as long as they are in memory.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.stored {
            Stored::Here(bytes) => Some(bytes),
            Stored::Away { .. } => None,
        }
    }

    /// Where they are in a file: from which byte on, and how many.
    pub fn place(&self) -> Option<(u64, usize)> {
        match self.stored {
            Stored::Here(_) => None,
            Stored::Away { start, length } => Some((start, length)),
        }
    }

    /// Lets go of their bytes, which stand in a file from a byte on.
    pub fn put_away(&mut self, start: u64) {
        if let Stored::Here(bytes) = &self.stored {
            self.stored = Stored::Away { start, length: bytes.len() };
        }
    }

    /// The sentences of which these are the bytes; `None` where they are others.
    pub fn read(&self, bytes: &[u8]) -> Option<Sentences> {
        if Fingerprint::of_bytes(bytes) != self.fingerprint {
            return None;
        }
        if bytes.is_empty() { Some(Sentences::default()) } else { postcard::from_bytes(bytes).ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_by_reference_and_note() {
        let sentences = Sentences {
            references: vec!["See Document 4.".to_owned(), String::new()],
            notes: vec![
                ("fn1".to_owned(), "Orn came.".to_owned()),
                ("fn12".to_owned(), "Vell left.".to_owned()),
            ],
        };
        let stored = StoredSentences::of(&sentences);
        let read = stored.read(stored.bytes().expect("in memory")).expect("sentences");
        assert_eq!(read, sentences);
        assert_eq!((read.reference(0), read.reference(1), read.reference(2)), ("See Document 4.", "", ""));
        assert_eq!((read.note("fn12"), read.note("fn2")), (Some("Vell left."), None));
        assert_eq!(stored.read(b"others"), None);
        let none = StoredSentences::of(&Sentences::default());
        assert_eq!(none.read(none.bytes().expect("in memory")), Some(Sentences::default()));
    }
}
