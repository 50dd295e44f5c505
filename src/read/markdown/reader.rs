//! Markdown as a format among others.

use super::read;
use crate::read::reader::{Given, Reader, Receiver, Source};

/// The reader for Markdown: `.md`, `.markdown`, `.mkd`, `.mdown`. Each file is a document.
#[derive(Debug)]
pub struct Markdown;

impl Reader for Markdown {
    fn extensions(&self) -> &[&str] {
        &["md", "markdown", "mkd", "mdown"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(mut text) = source.text(receiver) else { return };
        // Markdown has no printed pages that a form feed could end.
        if text.contains('\u{c}') {
            text = text.replace('\u{c}', " ").into();
        }
        let reading = read(&text, source.path, source.config, source.guesses);
        receiver.document(Given::only(reading, text));
    }
}
