//! The table of readers: which formats an archive can have.

use std::sync::Arc;

use super::convert::Converted;
use super::html::Html;
use super::mail::Mail;
use super::markdown::Markdown;
use super::office::{OpenDocument, Word};
use super::plain::PlainText;
use super::reader::Reader;
use super::tei::Tei;
use crate::config::Config;
use crate::config::text_name::TextName;
use crate::source::{Candidate, decode, format};

/// The readers of an archive: those that are given, then the built-in ones. The first that wants a file reads it.
#[derive(Debug, Clone)]
pub struct Readers(Vec<Arc<dyn Reader>>);

impl Default for Readers {
    /// The built-in readers.
    fn default() -> Self {
        // Plain text stands last: it reads what the archive says is text, too.
        Self(vec![
            Arc::new(Mail),
            Arc::new(Markdown),
            Arc::new(Tei),
            Arc::new(Html),
            Arc::new(Word),
            Arc::new(OpenDocument),
            Arc::new(PlainText),
        ])
    }
}

impl Readers {
    /// The same with a reader more, which is asked before all others.
    pub fn with(mut self, reader: Arc<dyn Reader>) -> Self {
        self.0.insert(0, reader);
        self
    }

    /// The same with a reader for the formats that the archive lets pandoc convert. It is asked before those that read
    /// formats themselves, since the archive names its files.
    pub fn converting(mut self, config: &Config) -> Self {
        if config.convert.is_empty() {
            return self;
        }
        self.0.insert(0, Arc::new(Converted::new(&config.convert)));
        self
    }

    /// The place of the reader that wants a file. `plain_text` are the names of the files that the archive says are plain
    /// text; the name of one can leave open what it is.
    pub fn choose(&self, file: &Candidate<'_>, plain_text: &[TextName]) -> Option<usize> {
        let wanted = self.0.iter().position(|reader| reader.wants(file));
        wanted.or_else(|| is_plain_text(file, plain_text).then(|| self.0.len() - 1))
    }

    /// The reader at a place.
    pub fn get(&self, place: usize) -> Option<&dyn Reader> {
        self.0.get(place).map(AsRef::as_ref)
    }

    /// The extensions of the files that are read.
    pub fn extensions(&self) -> Vec<&str> {
        self.0.iter().rev().flat_map(|reader| reader.extensions().iter().copied()).collect()
    }
}

/// Whether the archive says that a file is plain text.
fn is_plain_text(file: &Candidate<'_>, names: &[TextName]) -> bool {
    let mut said = names.iter().filter(|name| name.means(file.path)).peekable();
    let is_text = || !format::is_image(file.path) && decode::begins_as_text(file.beginning());
    said.peek().is_some() && (said.any(|name| !name.is_open()) || is_text())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    // Readers are told apart by the first of their extensions.
    const MAIL: Option<&str> = Some("eml");
    const MARKDOWN: Option<&str> = Some("md");
    const PLAIN_TEXT: Option<&str> = Some("txt");

    /// The reader of a file with a content.
    fn chosen(path: &str, written: &[&str], content: &[u8]) -> Option<&'static str> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), content).expect("a file");
        let names: Vec<TextName> =
            written.iter().map(|name| (*name).to_owned().try_into().expect("a name")).collect();
        let readers = Readers::default();
        let place = readers.choose(&Candidate::new(path, file.path()), &names)?;
        let extensions = readers.get(place).expect("a reader").extensions();
        ["eml", "md", "docx", "xml", "html", "txt"].into_iter().find(|own| extensions.first() == Some(own))
    }

    #[test]
    fn extensions_count_whatever_their_case() {
        let of = |path: &str| chosen(path, &[], b"text");
        for path in ["a.txt", "A.TXT", "b/c.Text", "x.y.tXt"] {
            assert_eq!(of(path), PLAIN_TEXT, "{path}");
        }
        for path in ["a.md", "A.MD", "a.Markdown", "a.mkd", "a.mdown"] {
            assert_eq!(of(path), MARKDOWN, "{path}");
        }
        for path in ["a.rst", "txt", "a.txt.bak", "MINUTES", "a.mdx", "a.txt~"] {
            assert_eq!(of(path), None, "{path}");
        }
        let extensions = Readers::default().extensions().join(" ");
        assert_eq!(
            extensions,
            "txt text odt ott docx docm html htm xhtml xml tei odd md markdown mkd mdown eml mbox"
        );
    }

    #[test]
    fn the_archive_says_what_else_is_plain_text() {
        assert_eq!(chosen("a.rst", &["rst"], b"\0"), PLAIN_TEXT);
        assert_eq!(chosen("MINUTES", &["*"], b"text"), PLAIN_TEXT);
        assert_eq!(chosen("MINUTES", &["*"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), None);
        assert_eq!(chosen("map.svg", &["*"], b"text"), None);
        assert_eq!(chosen("map.svg", &["*", "svg"], b"text"), PLAIN_TEXT);
        assert_eq!(chosen("a.md", &["*"], b"text"), MARKDOWN);
    }

    #[test]
    fn mail_is_known_by_its_beginning_and_its_folder() {
        let message: &[u8] = b"Return-Path: <orn>\nSubject: Lamp\n\nLit.\n";
        let mailbox = [b"From orn Fri Mar  4 09:12:00 2011\n", message].concat();
        for path in ["a.eml", "A.MBOX"] {
            assert_eq!(chosen(path, &[], b""), MAIL, "{path}");
        }
        assert_eq!(chosen("INBOX", &[], &mailbox), MAIL);
        assert_eq!(chosen("2011-March.txt", &[], &mailbox), MAIL);
        assert_eq!(chosen("box/cur/1300000000.M1P2.amsel:2,S", &[], message), MAIL);
        assert_eq!(chosen("box/new/1300000000.M1P2.amsel", &[], message), MAIL);
        assert_eq!(chosen("INBOX", &[], message), None);
        assert_eq!(chosen("letter.txt", &[], message), PLAIN_TEXT);
        assert_eq!(chosen("letter.txt", &[], b"From here on\nSubject: none\n"), PLAIN_TEXT);
        assert_eq!(chosen("box/old/1300000000.M1P2.amsel", &[], message), None);
    }

    #[test]
    fn a_file_that_is_not_there_begins_with_nothing() {
        assert!(Candidate::new("a", Path::new("/nowhere/a")).beginning().is_empty());
    }
}
