//! What an archive says of its web pages: `[html]` in `fonds.toml`, and in the `collection.toml` of a folder for what lies
//! below it.

use serde::{Deserialize, Serialize};

use super::selector::Selector;

/// Which part of a page is its document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct HtmlRules {
    /// What is the document; otherwise it is found.
    pub document: Option<Selector>,
    /// What of it is left out.
    pub leave_out: Option<Selector>,
}

impl HtmlRules {
    /// These rules, with what a folder nearer to the page says.
    pub fn with(self, nearer: &Self) -> Self {
        Self {
            document: nearer.document.clone().or(self.document),
            leave_out: nearer.leave_out.clone().or(self.leave_out),
        }
    }
}
