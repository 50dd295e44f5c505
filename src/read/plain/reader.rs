//! Plain text as a format among others.

use super::read;
use crate::read::reader::{Given, Reader, Receiver, Source};

/// The reader for plain text: `.txt`, `.text`, and what an archive says is plain text. Each file is a document.
#[derive(Debug)]
pub struct PlainText;

impl Reader for PlainText {
    fn extensions(&self) -> &[&str] {
        &["txt", "text"]
    }

    fn is_plain_text(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = source.text(receiver) else { return };
        let reading = read(&text, source.path, &source.config.dates, source.guesses);
        receiver.document(Given::only(reading, text));
    }
}
