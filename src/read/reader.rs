//! What reads a source file: a [`Reader`] takes its bytes, and hands what it understands to a [`Receiver`].

use std::borrow::Cow;
use std::fmt::Debug;
use std::ops::Range;

use super::Reading;
use crate::config::guesses::Guesses;
use crate::config::tei::TeiKeys;
use crate::config::{CollectionConfig, Config};
use crate::diagnostic::{Beginning, Code, Diagnostic, Lines, Severity};
use crate::source::{Candidate, decode};

/// Reads the sources of a format. It is asked from several threads, and must give the same for the same bytes.
pub trait Reader: Debug + Send + Sync {
    /// The extensions of the files that it reads, in small letters and without a point.
    fn extensions(&self) -> &[&str];

    /// Whether it reads a file: by its extension, unless it looks closer.
    fn wants(&self, file: &Candidate<'_>) -> bool {
        file.has_extension(self.extensions())
    }

    /// The path of the page of a file, without `.html`, where it does not follow from the file's own path.
    fn page(&self, _path: &str, _config: &Config) -> Option<String> {
        None
    }

    /// Whether its sources hold what pages do not show, so that they are published only if the archive says so.
    fn keeps_sources_back(&self) -> bool {
        false
    }

    /// Whether its sources are plain texts, of which each stretch can be read by itself.
    fn is_plain_text(&self) -> bool {
        false
    }

    /// Reads a source, and hands over what it holds in the order in which it stands there. What cannot be understood is a
    /// diagnostic, and the rest is read.
    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver);
}

/// Takes what a source holds, one after another.
pub trait Receiver {
    /// What the source says of itself as a collection. That its documents have places in it makes it one.
    fn about(&mut self, about: CollectionConfig);

    /// A collection within the source, or within the one that is open, begins. `id` is its name in addresses. What its
    /// folder's `collection.toml` says is stronger.
    fn begin_collection(&mut self, id: &str, about: CollectionConfig);

    /// The collection that began last ends.
    fn end_collection(&mut self);

    /// A document, which belongs to the collection that is open.
    fn document(&mut self, given: Given<'_>);

    /// What introduces the collection that is open, and stands on its page. A collection has one such text.
    fn front(&mut self, given: Given<'_>) {
        self.document(given);
    }

    /// What there is to say of the source, with its place in that.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// A source as its reader sees it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its path for diagnostics, relative to the archive's root.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The archive's configuration.
    pub config: &'a Config,
    /// What may be guessed about its texts.
    pub guesses: Guesses,
    /// What is said of it if it is TEI.
    pub tei: &'a TeiKeys,
}

impl<'a> Source<'a> {
    /// A source of which no folder says anything.
    pub fn of(path: &'a str, bytes: &'a [u8], config: &'a Config) -> Self {
        Self { path, bytes, config, guesses: Guesses::default(), tei: &config.tei }
    }

    /// The source as text. Of what had to be mended in it the receiver is told, and of a source that is none.
    pub fn text(&self, receiver: &mut dyn Receiver) -> Option<Cow<'a, str>> {
        match decode::decode(self.bytes) {
            Ok(decoded) => {
                let mended = decoded.diagnostics(self.path);
                mended.into_iter().for_each(|diagnostic| receiver.diagnostic(diagnostic));
                Some(decoded.text)
            }
            Err(not_text) => {
                receiver.diagnostic(
                    Diagnostic::new(Severity::Warning, Code::NotText, self.path, not_text.message())
                        .help("save it as UTF-8 text, or leave it out with `exclude` in fonds.toml"),
                );
                None
            }
        }
    }
}

/// A document as a reader gives it.
#[derive(Debug)]
pub struct Given<'a> {
    /// Its short name in the source, which no other document there has: it becomes a part of its address. The only
    /// document of a source has none.
    pub id: Option<String>,
    /// What was understood of it. Positions are those in `text`; so are the places of its diagnostics.
    pub reading: Reading,
    /// The text in which positions lie; a format without one has none.
    pub text: Option<Cow<'a, str>>,
    /// Where that text begins in the source.
    pub beginning: Beginning,
    /// The files that lie in the source and belong to it. Those that it refers to are published
    /// ([`Citation::Embedded`](crate::model::reference::Citation::Embedded)).
    pub files: Vec<EmbeddedFile>,
}

/// A file that lies within a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// Its name, by which the document refers to it. On the site it can have another, which is safe there.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl<'a> Given<'a> {
    /// The only document of a source whose format has no lines.
    pub fn without_lines(reading: Reading) -> Self {
        let beginning = Beginning::default();
        Self { id: None, reading, text: None, beginning, files: Vec::new() }
    }

    /// The only document of a source.
    pub fn only(reading: Reading, text: Cow<'a, str>) -> Self {
        Self { id: None, reading, text: Some(text), beginning: Beginning::default(), files: Vec::new() }
    }

    /// One of the documents of a source. Its text is a stretch of the source's; bytes that are no stretch of characters
    /// are none.
    pub fn part(id: String, reading: Reading, source: &Lines<'a>, span: Range<usize>) -> Self {
        let beginning = Beginning::at(source, span.start);
        let text = source.text().get(span).map(Cow::Borrowed);
        Self { id: Some(id), reading, text, beginning, files: Vec::new() }
    }
}
