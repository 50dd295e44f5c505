//! A source that was saved while its archive is in memory: its documents are read once more, and take their places.
//!
//! What the catalogue settled of them stays (their order, inferred dates) until the archive is
//! read anew. So this serves to show a document soon, and no site is built of it.

use super::Archive;
use super::cache::Remembered;
use super::embedded::Embedded;
use super::pass::{Keeping, Pass};
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::fingerprint::Fingerprint;
use crate::read;
use crate::read::source::Setting;
use crate::resolve::Resolver;

impl Archive {
    /// Reads sources once more, by their places among all, and gives the documents that changed. Gives `None`, and leaves
    /// the archive as it is, where more than the text of documents changed, or there is an error: only the whole way can
    /// tell what follows from that.
    pub fn revise(&mut self, sources: &[usize]) -> Option<Vec<DocumentId>> {
        let mut revised: Vec<(DocumentId, Box<Record>)> = Vec::new();
        let mut fingerprints = Vec::new();
        for &source in sources {
            let (bytes, read) = self.read_once_more(source)?;
            fingerprints.push((source, bytes));
            revised.extend(self.placed(source, read)?);
        }
        fingerprints.into_iter().for_each(|(source, bytes)| self.fingerprints[source] = bytes);
        let changed: Vec<DocumentId> = revised.iter().map(|(id, _)| *id).collect();
        for (id, record) in revised {
            self.catalog.documents[id] = record;
        }
        let resolver = Resolver::new(&self.catalog, &self.sources, &self.config, &self.redirects);
        changed.iter().for_each(|&id| self.links.revise(&self.catalog, &resolver, id));
        Some(changed)
    }

    /// What stands for the bytes of a source, and the documents that it holds now.
    fn read_once_more(&self, source: usize) -> Option<(Fingerprint, Vec<Box<Record>>)> {
        let file = self.sources.documents.get(source)?;
        let setting = Setting {
            readers: &self.readers,
            config: &self.config,
            spreadsheets: &self.spreadsheets,
            grammar: &self.grammar,
        };
        let embedded = Embedded::default();
        let keeping = Keeping { spill: Some(&self.spill), sentences: &self.sentences, embedded: &embedded };
        let pass = Pass::new(&self.sources, setting, None, keeping, false, &|_| ());
        let bytes = read::read_bytes(file).ok()?;
        let mut read = Remembered::default();
        pass.read(source, file, &bytes, &mut read);
        let of_documents = read.documents.iter().flat_map(|(_, diagnostics)| diagnostics);
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        let has_errors = read.diagnostics.iter().chain(of_documents).any(is_error);
        let records = read.documents.into_iter().map(|(record, _)| record).collect();
        (!has_errors).then(|| (Fingerprint::of_bytes(&bytes), records))
    }

    /// The documents of a source that changed, each in its place in the catalogue, if the source holds the same ones as
    /// before.
    fn placed(&self, source: usize, read: Vec<Box<Record>>) -> Option<Vec<(DocumentId, Box<Record>)>> {
        let documents = &self.catalog.documents;
        let earlier =
            documents.iter().map(Box::as_ref).enumerate().filter(|(_, record)| record.source == source);
        let mut earlier: Vec<(DocumentId, &Record)> = earlier.collect();
        earlier.sort_by_key(|(_, record)| record.within.as_ref().map(|within| within.ordinal));
        let is_same = |one: &Record, other: &Record| {
            let name = |record: &Record| record.within.as_ref().map(|within| within.id.clone());
            (name(one), one.is_draft, &one.embedded) == (name(other), other.is_draft, &other.embedded)
        };
        let are_same = earlier.len() == read.len()
            && earlier.iter().zip(&read).all(|((_, earlier), read)| is_same(earlier, read));
        let placed = earlier.into_iter().zip(read);
        let changed = placed.filter(|((_, earlier), read)| earlier.content != read.content);
        are_same
            .then(|| changed.map(|((id, earlier), read)| (id, Box::new(read.in_place_of(earlier)))).collect())
    }
}
