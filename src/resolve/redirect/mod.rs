//! Redirects: at an address that a document had before, a page leads on to where it is now.
//!
//! Metadata states such addresses ([`crate::read::former`]), and a file that became the page of its folder had one, too.
//! The folder takes the catalogue and the sources, and gives addresses with the documents to which they lead. A redirect
//! never takes the place of anything else. The folder must not know what such a page looks like.

mod address;
mod taken;

use std::cell::OnceCell;
use std::path::Path;

use crate::catalog::{Catalog, DocumentId, Record};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read;
use crate::read::former::Former;
use crate::source::{Sources, decode};
use taken::Taken;

/// A page that leads on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Its address.
    pub address: String,
    /// The document to which it leads.
    pub document: DocumentId,
}

/// The redirects of an archive, in the order of their addresses, and what is wrong with those that
/// cannot be. `root` is the archive's folder.
pub fn collect(
    catalog: &Catalog,
    sources: &Sources,
    config: &Config,
    base_url: Option<&str>,
    root: &Path,
) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let is_asked = |record: &Record| !record.former.is_empty() || earlier(record, sources).is_some();
    if !catalog.documents.iter().any(|record| is_asked(record)) {
        return (Vec::new(), Vec::new());
    }
    let mut taken = Taken::of(catalog, sources, config, root);
    let (mut redirects, mut diagnostics) = (Vec::new(), Vec::new());
    for (document, record) in catalog.documents.iter().enumerate() {
        let refusals = Refusals::of(record, sources);
        for former in &record.former {
            let address = match address::of(former, folder(record.path()), base_url) {
                Ok(Some(address)) if address.to_lowercase() != record.address().to_lowercase() => address,
                Ok(_) => continue,
                Err(reason) => {
                    diagnostics.push(refusals.refuse(former, Severity::Note, reason));
                    continue;
                }
            };
            match taken.claim(&address, &record.id) {
                Ok(true) => redirects.push(Redirect { address, document }),
                Ok(false) => {}
                Err(owner) => {
                    let reason = format!("{address} is the address of {owner}");
                    diagnostics.push(refusals.refuse(former, Severity::Warning, &reason));
                }
            }
        }
    }
    // What nobody states gives way without a word.
    for (document, record) in catalog.documents.iter().enumerate() {
        if let Some(address) = earlier(record, sources)
            && taken.claim(&address, &record.id) == Ok(true)
        {
            redirects.push(Redirect { address, document });
        }
    }
    redirects.sort_by(|a, b| a.address.cmp(&b.address));
    (redirects, diagnostics)
}

/// The address that a file has by its own name, if its page is that of its folder: `README.html`.
fn earlier(record: &Record, sources: &Sources) -> Option<String> {
    let is_file = record.is_folder_page && record.within.is_none();
    let file = sources.documents.get(record.source).filter(|_| is_file)?;
    (!file.id().eq_ignore_ascii_case(&record.id)).then(|| format!("{}.html", file.id()))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Makes the diagnostics for addresses of a document at which no page can lead on. Its source is read when the first is
/// made, and once for all.
struct Refusals<'a> {
    record: &'a Record,
    sources: &'a Sources,
    /// The text of the source, and the same in small letters.
    text: OnceCell<(String, String)>,
}

impl<'a> Refusals<'a> {
    fn of(record: &'a Record, sources: &'a Sources) -> Self {
        Self { record, sources, text: OnceCell::new() }
    }

    fn refuse(&self, former: &Former, severity: Severity, reason: &str) -> Diagnostic {
        let Former { field, written, .. } = former;
        let message = format!("no page leads on from “{written}” ({field}): {reason}");
        let diagnostic = self.record.diagnostic(self.sources, severity, Code::Address, message).help(
            "correct the address, remove it, or set `addresses = false` in [guess] if such fields mean something else",
        );
        let (text, in_small_letters) = self.text.get_or_init(|| {
            let text = self.read().unwrap_or_default();
            let in_small_letters = text.to_lowercase();
            (text, in_small_letters)
        });
        let span = in_small_letters
            .find(&field.to_lowercase())
            .and_then(|from| text.get(from..)?.find(written.as_str()).map(|at| from + at));
        match span {
            Some(start) => diagnostic.at(text, start..start + written.len()),
            None => diagnostic,
        }
    }

    /// The text of the source, as far as it is one. Where a source holds several documents, its text does not say which of
    /// them states an address.
    fn read(&self) -> Option<String> {
        let file = self.sources.documents.get(self.record.source).filter(|_| self.record.within.is_none())?;
        let bytes = read::read_bytes(file).ok()?;
        decode::decode(&bytes).ok().map(|decoded| decoded.text.into_owned())
    }
}
