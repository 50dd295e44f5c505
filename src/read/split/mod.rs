//! Sources that hold several documents by a rule of the archive (`[[split]]`): a book of letters, a diary, minutes in one file.
//!
//! The folder takes a source, its reader and a rule, and gives each part to the receiver as a document of its own. A plain
//! text is cut, and each stretch read as if it were a file ([`text`]). What other readers give is a document, which is cut into
//! parts ([`document`]) with its notes ([`notes`]) and the links between them ([`links`]). Both find their parts by the same
//! decisions ([`parts`]). It must not know what stands in the parts, nor any format but plain text.

mod document;
mod links;
mod notes;
mod parts;
mod places;
mod selector;
mod text;

use super::reader::{Reader, Receiver, Source};
use crate::config::guesses::Guesses;
use crate::config::split::{Begin, Split};
use document::Splitter;

/// Reads a source by its reader, and splits it by a rule.
pub fn read(reader: &dyn Reader, source: &Source<'_>, rule: &Split, receiver: &mut dyn Receiver) {
    if reader.is_plain_text() && rule.begin == Begin::Line {
        text::read(source, rule, receiver);
    } else {
        // The parts are read by conventions, and not the whole.
        let guesses = Guesses { conventions: false, ..source.guesses };
        let mut splitter = Splitter::new(source, rule, receiver);
        reader.read(&Source { guesses, ..*source }, &mut splitter);
        splitter.finish();
    }
}
