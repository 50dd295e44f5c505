//! The addresses that a document had before, as its metadata states them in the fields of generators of sites:
//! `slug`, `permalink`, `url`, `redirect_from`, and those among the `aliases` that are paths.
//!
//! What they mean on this site, and whether a page can stand there, is found out when all documents are known.

use serde::{Deserialize, Serialize};

use crate::model::metadata::Metadata;

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

impl Former {
    /// The page that a document would have by the name of its file.
    pub fn page(id: &str) -> Self {
        Self { kind: Kind::Whole, field: "file".to_owned(), written: format!("/{id}.html") }
    }
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
    let aliases = metadata.aliases.iter().filter(|alias| is_path(alias));
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

/// Whether an alias is a path, and not only another name.
pub fn is_path(alias: &str) -> bool {
    let alias = alias.trim();
    let is_path =
        alias.starts_with(['/', '.']) && alias.contains('/') || alias.ends_with('/') || is_page(alias);
    !alias.contains('\n') && (is_path || is_absolute(alias))
}

/// Whether a path names a page, as far as its end tells.
pub fn is_page(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    matches!(end.as_deref(), Some("html" | "htm"))
}

/// Whether an address names a host.
pub fn is_absolute(address: &str) -> bool {
    let lower = address.to_lowercase();
    ["http://", "https://", "//"].iter().any(|start| lower.starts_with(start))
}
