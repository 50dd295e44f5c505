//! Web pages as a format among others.

use super::{encoding, read};
use crate::read::reader::{Given, Reader, Receiver, Source};

/// The reader for web pages: `.html`, `.htm`, `.xhtml`. Each file is a document. XHTML is read by the rules of HTML, as
/// browsers read it from a disk where its names are in small letters; what is not well-formed is read, too.
#[derive(Debug)]
pub struct Html;

impl Reader for Html {
    fn extensions(&self) -> &[&str] {
        &["html", "htm", "xhtml"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = encoding::text(source, receiver) else { return };
        let (reading, files) = read(&text, source.path, source.config, source.guesses);
        receiver.document(Given { files, ..Given::only(reading, text.into()) });
    }
}
