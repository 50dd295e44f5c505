//! Redirects: at an address that a document had before, a page leads on to where it is now.
//!
//! Front matter states such addresses as generators of sites write them: `slug`, `permalink`, `url`,
//! `redirect_from`, and those among the `aliases` that are paths. A file that became the page of its
//! folder had one, too. A redirect never takes the place of anything else.

mod address;
mod taken;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, DocumentId, Record};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::metadata::Metadata;
use crate::model::path::folder;
use crate::read;
use crate::source::{SourceFile, Sources};
use taken::Taken;

/// A page that leads on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Its address.
    pub address: String,
    /// The document to which it leads.
    pub document: DocumentId,
}

/// An address that a document had before, as its metadata states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// What the field says.
    pub kind: Kind,
    /// The name of the field.
    pub field: String,
    /// The address as it is written.
    pub written: String,
}

/// What a field says of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The name of the page beside others: `slug`.
    Slug,
    /// The whole address on the site: `permalink`, `url`.
    Whole,
    /// An address on the site, or relative to the folder: `aliases`, `redirect_from`.
    Alias,
}

/// The addresses that metadata states.
pub fn stated(metadata: &Metadata) -> Vec<Former> {
    let former = |kind, field: &str, written: &str| Former {
        kind,
        field: field.to_owned(),
        written: written.trim().to_owned(),
    };
    let aliases = metadata.aliases.iter().filter(|alias| address::is_path(alias));
    let mut found: Vec<Former> = aliases.map(|alias| former(Kind::Alias, "aliases", alias)).collect();
    for (name, value) in &metadata.other {
        match name.to_lowercase().as_str() {
            "slug" => found.push(former(Kind::Slug, name, value)),
            "permalink" | "url" => found.push(former(Kind::Whole, name, value)),
            // Members of a list are kept as one text.
            "redirect_from" => {
                found.extend(value.split(", ").map(|written| former(Kind::Alias, name, written)));
            }
            _ => {}
        }
    }
    found
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
    if !catalog.documents.iter().any(is_asked) {
        return (Vec::new(), Vec::new());
    }
    let mut taken = Taken::of(catalog, sources, config, root);
    let (mut redirects, mut diagnostics) = (Vec::new(), Vec::new());
    for (document, record) in catalog.documents.iter().enumerate() {
        for former in &record.former {
            let address = match address::of(former, folder(record.path()), base_url) {
                Ok(Some(address)) if address.to_lowercase() != record.address().to_lowercase() => address,
                Ok(_) => continue,
                Err(reason) => {
                    diagnostics.push(refusal(record, former, sources, Severity::Note, reason.to_owned()));
                    continue;
                }
            };
            match taken.claim(&address, &record.id) {
                Ok(true) => redirects.push(Redirect { address, document }),
                Ok(false) => {}
                Err(owner) => {
                    let reason = format!("{address} is the address of {owner}");
                    diagnostics.push(refusal(record, former, sources, Severity::Warning, reason));
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
    let file = sources.documents.get(record.source).filter(|_| record.is_folder_page)?;
    (!file.id().eq_ignore_ascii_case(&record.id)).then(|| format!("{}.html", file.id()))
}

/// The diagnostic for an address at which no page can lead on.
fn refusal(
    record: &Record,
    former: &Former,
    sources: &Sources,
    severity: Severity,
    reason: String,
) -> Diagnostic {
    let Former { field, written, .. } = former;
    let file = sources.documents.get(record.source);
    let shown = file.map(SourceFile::shown_path).unwrap_or_default();
    let message = format!("no page leads on from “{written}” ({field}): {reason}");
    let diagnostic = Diagnostic::new(severity, Code::Address, &shown, message).help(
        "correct the address, remove it, or set `addresses = false` in [guess] if such fields mean something else",
    );
    let text = file.map(read::text_of).unwrap_or_default();
    let span = text
        .to_lowercase()
        .find(&field.to_lowercase())
        .and_then(|from| text.get(from..)?.find(written.as_str()).map(|at| from + at));
    match span {
        Some(start) => diagnostic.at(&text, start..start + written.len()),
        None => diagnostic,
    }
}
