//! Files of the index: how they are named, and written as scripts.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;
use crate::site::{Made, Page, Sink};

/// The hash of a text, FNV-1a with 32 bits, which the script of the search computes too
/// ([draft-eastlake-fnv](https://datatracker.ietf.org/doc/draft-eastlake-fnv/)).
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The name of a piece within its folder: spread over 256 folders, which hosts and file systems cope with.
pub fn name(text: &str) -> String {
    let hash = format!("{:08x}", hash(text));
    format!("{}/{}", &hash[..2], &hash[2..])
}

/// Whether a file of the index is there already, with a content for which this fingerprint stands.
pub fn is_there(sink: &dyn Sink, name: &str, fingerprint: Fingerprint) -> bool {
    sink.keeps(&address(name), fingerprint).is_some()
}

/// Writes a file of the index: a script that hands its content over under its name.
///
/// # Errors
/// A diagnostic, if it cannot be taken.
pub fn write(
    sink: &dyn Sink,
    name: &str,
    fingerprint: Fingerprint,
    content: &dyn Fn(&mut String),
) -> Result<(), Diagnostic> {
    let mut script = format!("fondsSearch(\"{name}\",");
    content(&mut script);
    script.push_str(");\n");
    let made = Made { fingerprint, diagnostics: Vec::new() };
    sink.take(Page { address: address(name), content: script.into_bytes() }, Some(made))
}

fn address(name: &str) -> String {
    format!("search/{name}.js")
}

/// A file with a value as JSON.
pub struct IndexFile {
    /// Its address below `search/`, without `.js`.
    name: String,
    text: String,
}

impl IndexFile {
    /// A file with a name and a value.
    pub fn new(name: String, value: &impl Serialize) -> Self {
        // Our values have nothing that JSON cannot hold. What stands in a script must not end a line.
        let text = serde_json::to_string(value).unwrap_or_default();
        Self { name, text: text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029") }
    }

    /// A file with what a script gives.
    pub fn of_script(name: String, text: String) -> Self {
        Self { name, text }
    }

    /// What stands for it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(&self.name, &self.text))
    }

    /// Gives it away, unless it is there. Says what stands for it, and what is wrong if it cannot be taken.
    pub fn give(&self, sink: &dyn Sink) -> (Fingerprint, Option<Diagnostic>) {
        let fingerprint = self.fingerprint();
        if is_there(sink, &self.name, fingerprint) {
            return (fingerprint, None);
        }
        (fingerprint, write(sink, &self.name, fingerprint, &|content| content.push_str(&self.text)).err())
    }
}
