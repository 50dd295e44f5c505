//! An archive that has been read and resolved: the stages from `source` to `resolve`, in their order ([`read()`]).
//!
//! It owns the catalogue, all that documents lead to, and the way back to the texts ([`Archive::document`]). It takes a folder and the
//! readers, and what the last build remembers of the sources ([`cache`]); it knows no pages, and nothing of how sites are
//! built.

pub mod cache;
mod embedded;
mod pass;
mod reading;
mod revision;
mod sentence_file;
mod spill;

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::catalog::{Catalog, CollectionId, Record, Sentences};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::interface::Interface;
use crate::mark::grammar::Grammar;
use crate::model::document::Document;
use crate::model::fingerprint::Fingerprint;
use crate::read;
use crate::read::Within;
use crate::read::readers::Readers;
use crate::read::source::Setting;
use crate::read::spreadsheet::Spreadsheets;
use crate::resolve::Links;
use crate::resolve::redirect::Redirect;
use crate::source::{SourceFile, Sources};
pub use reading::{LastBuild, Progress, ReadArchive, Request, read};
use sentence_file::SentenceFile;
use spill::{Encoded, Spill};

/// An archive, read and resolved. It is read-only: rendering borrows from it.
pub struct Archive {
    /// The archive's folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// The words of its pages.
    pub interface: Interface,
    /// Its files.
    pub sources: Sources,
    /// The metadata of its documents in spreadsheets.
    pub spreadsheets: Spreadsheets,
    /// The grammar of its references.
    pub grammar: Grammar,
    /// Its description.
    pub catalog: Catalog,
    /// The pages that lead on from addresses that documents had before.
    pub redirects: Vec<Redirect>,
    /// The targets of its references.
    pub links: Links,
    /// The readers of its sources.
    pub readers: Readers,
    base_url: Option<String>,
    /// The address of the page about the archive.
    about: &'static str,
    /// The documents that were read, as far as they are kept.
    spill: Spill,
    /// The sentences in which documents refer to others.
    sentences: SentenceFile,
    /// The bytes of each source, where it was asked what they are.
    fingerprints: Vec<Fingerprint>,
    /// For each source, whether it was read once more.
    read_again: Vec<OnceLock<()>>,
}

/// A document that was opened: its model, and the text in which its positions lie, if its format has one.
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its stretch of the source's text.
    pub text: Option<String>,
}

impl Archive {
    /// Whether the sources of a file's kind are published, each beside its page.
    pub fn publishes_source(&self, file: &SourceFile) -> bool {
        self.config.publish_sources && !self.keeps_back(file)
    }

    /// Whether a source holds what pages do not show, and the archive does not say that it is published all the same.
    pub fn keeps_back(&self, file: &SourceFile) -> bool {
        let reader = file.reader.and_then(|reader| self.readers.get(reader));
        reader.is_some_and(|reader| reader.keeps_sources_back()) && !self.config.mail.publish_sources
    }

    /// The site's own address, with a slash at its end, where it is known.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// The address of the page about the archive.
    pub fn about_address(&self) -> &'static str {
        self.about
    }

    /// The language of a document: its own, else that of its collection, as a BCP 47 tag.
    pub fn language<'a>(&'a self, record: &'a Record) -> &'a str {
        let own = record.particulars.language.as_deref();
        own.unwrap_or_else(|| self.collection_language(record.collection))
    }

    /// The language of a collection's documents: what it says, else the archive's.
    pub fn collection_language(&self, collection: CollectionId) -> &str {
        let said = self.catalog.collections.get(collection).and_then(|said| said.language.as_deref());
        said.unwrap_or(&self.config.language)
    }

    /// The path of the source of a document, as diagnostics name it.
    pub fn shown_path(&self, record: &Record) -> String {
        self.sources.documents.get(record.source).map(SourceFile::shown_path).unwrap_or_default()
    }

    /// What stands for the bytes of a document's source; unknown where nothing is remembered of them.
    pub fn source_fingerprint(&self, record: &Record) -> Fingerprint {
        self.fingerprints.get(record.source).copied().unwrap_or_default()
    }

    /// A document as it was read for the catalogue. What reading has to say was said then. A source with several
    /// documents is read once more at most, for all of them.
    ///
    /// # Errors
    /// A diagnostic, if its source cannot be read, or the document there is another by now.
    pub fn document(&self, record: &Record) -> Result<Opened, Diagnostic> {
        if let Some(kept) = self.kept(record) {
            return Ok(kept);
        }
        let again = self.read_again.get(record.source).filter(|_| record.within.is_some());
        if let Some(again) = again {
            // Whoever wants a document of this source waits until all of them are kept.
            let mut outcome = Ok(None);
            again.get_or_init(|| outcome = self.read_again(record));
            if let Some(opened) = outcome?.or_else(|| self.kept(record)) {
                return Ok(opened);
            }
        }
        self.read_again(record)?.ok_or_else(|| {
            let message = "the file changed while the site was built";
            Diagnostic::new(Severity::Error, Code::Unreadable, &self.shown_path(record), message)
                .help("build again")
        })
    }

    /// The sentences in which a document refers to others.
    pub fn sentences(&self, record: &Record) -> Sentences {
        self.sentences.get(&record.sentences)
    }

    /// What is wrong if sentences that were asked for could not be had.
    pub fn sentences_lost(&self) -> Option<Diagnostic> {
        self.sentences.failure(&self.root)
    }

    /// A document that was kept since it was read.
    fn kept(&self, record: &Record) -> Option<Opened> {
        let kept = self.spill.get(key(record.source, record.within.as_deref()), record.content);
        kept.map(|(document, text)| Opened { document, text })
    }

    /// Reads the source of a document once more, and gives the document if it is still the same. If the source has
    /// several, all are kept.
    fn read_again(&self, record: &Record) -> Result<Option<Opened>, Diagnostic> {
        let Some(file) = self.sources.documents.get(record.source) else { return Ok(None) };
        let bytes = read::read_bytes(file)?;
        let setting = Setting {
            readers: &self.readers,
            config: &self.config,
            spreadsheets: &self.spreadsheets,
            grammar: &self.grammar,
        };
        let mut found = None;
        read::source::read(file, &bytes, setting, &mut |read| {
            let encoded = Encoded::of(&read.document, read.text.as_deref());
            if read.within.is_some() {
                self.spill.keep(key(record.source, read.within.as_ref()), &encoded);
            }
            if read.within.as_ref() == record.within.as_deref() && encoded.fingerprint == record.content {
                found = Some(Opened { document: read.document, text: read.text });
            }
        });
        Ok(found)
    }
}

/// Where a document is kept.
fn key(source: usize, within: Option<&Within>) -> spill::Key {
    (source, within.map_or(0, |within| within.ordinal))
}
