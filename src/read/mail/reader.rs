//! Mail as a format among others: which files it is, and how the messages of a mailbox become documents.

use std::collections::HashMap;

use rayon::prelude::*;

use super::assembly::{self, Read};
use super::mailbox::{self, Place};
use super::mask;
use super::quoted::Setting;
use super::remarks::Remarks;
use crate::config::Config;
use crate::diagnostic::{Beginning, Code, Diagnostic, Severity};
use crate::model::path;
use crate::read::Reading;
use crate::read::reader::{EmbeddedFile, Given, Reader, Receiver, Source};
use crate::source::{Candidate, maildir};

/// The reader for mail: `.eml` is a message, `.mbox` a mailbox, and so is a file that begins as one and has no extension,
/// or that of a text, as the archives of mailing lists have it. What lies in `cur` and `new` of a maildir is a message.
#[derive(Debug)]
pub struct Mail;

/// So many messages are read at once, before they are handed over in their order.
const AT_ONCE: usize = 128;

impl Reader for Mail {
    fn extensions(&self) -> &[&str] {
        &["eml", "mbox"]
    }

    fn wants(&self, file: &Candidate<'_>) -> bool {
        if file.has_extension(self.extensions()) {
            return true;
        }
        if maildir::is_message(file.path) {
            return mailbox::begins_as_head(file.beginning());
        }
        let is_open = path::extension(file.path).is_none() || file.has_extension(&["txt", "text", "mbx"]);
        is_open && mailbox::begins_as_mailbox(file.beginning())
    }

    fn page(&self, path: &str, config: &Config) -> Option<String> {
        let page = maildir::page(path);
        let named = page.as_deref().unwrap_or_else(|| path::stem(path));
        // A mailbox often has the address to which it belongs for a name.
        let is_shown = config.mail.addresses || mask::domains(named).is_empty();
        if is_shown { page } else { Some(mask::masked(named).replace("@…", "").replace('…', "")) }
    }

    fn keeps_sources_back(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let is_one = path::extension(source.path).is_some_and(|own| own.eq_ignore_ascii_case("eml"))
            || maildir::is_message(source.path);
        let places = if is_one { vec![whole(source.bytes)] } else { mailbox::places(source.bytes) };
        let is_text = !is_one
            && path::extension(source.path).is_some_and(|own| !own.to_ascii_lowercase().starts_with("mb"));
        let mut remarks = Remarks::default();
        let mut of_day: HashMap<String, usize> = HashMap::new();
        // A text that is one message keeps the address that texts have.
        let is_alone = is_one || is_text && places.len() == 1;
        for part in places.chunks(AT_ONCE) {
            let read: Vec<Read> = part.par_iter().map(|place| message(source, place, is_one)).collect();
            for (place, read) in part.iter().zip(read) {
                remarks.extend(&read.remarks);
                let id = (!is_alone).then(|| id(&read, &mut of_day));
                receiver.document(given(id, read, place));
            }
        }
        if places.is_empty() {
            let message = "the file has no message";
            receiver.diagnostic(
                Diagnostic::new(Severity::Warning, Code::Empty, source.path, message)
                    .help("leave the file out with `exclude` in fonds.toml"),
            );
        }
        remarks.diagnostics(source.path).into_iter().for_each(|said| receiver.diagnostic(said));
    }
}

/// A file that is a message as a whole. An envelope can stand before it.
fn whole(bytes: &[u8]) -> Place {
    let envelope = if bytes.starts_with(b"From ") {
        memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1)
    } else {
        0
    };
    Place { envelope: 0..envelope, message: envelope..bytes.len(), lines: 0 }
}

/// Reads a message of a source.
fn message(source: &Source<'_>, place: &Place, is_one: bool) -> Read {
    let bytes = source.bytes.get(place.message.clone()).unwrap_or_default();
    let setting = Setting { words: &source.config.dates, guesses: source.guesses };
    let addresses = source.config.mail.addresses;
    if is_one {
        return assembly::read(bytes, setting, addresses);
    }
    assembly::read(&mailbox::unescaped(bytes), setting, addresses)
}

/// A message's name in its mailbox: its day, and which of those of that day it is. Messages that are added behind it do not
/// change it.
fn id(read: &Read, of_day: &mut HashMap<String, usize>) -> String {
    let day = read.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let number = of_day.entry(day.clone()).or_insert(0);
    *number += 1;
    format!("{day}-{number}")
}

fn given<'a>(id: Option<String>, read: Read, place: &Place) -> Given<'a> {
    let reading = Reading { document: Some(read.document), ..Reading::default() };
    let files = read
        .attachments
        .into_iter()
        .map(|file| EmbeddedFile { name: file.name, bytes: file.bytes })
        .collect();
    Given { id, reading, text: None, beginning: Beginning::line(place.lines), files }
}
