//! What is read of Word documents that editors are still at work on: `[word]` in `fonds.toml`.

use serde::Deserialize;

/// What is read of changes and comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WordSettings {
    /// What is read of tracked changes.
    pub changes: Changes,
    /// What is read of comments.
    pub comments: Comments,
}

/// What is read of tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Changes {
    /// The text as it is when all are accepted.
    #[default]
    Accepted,
    /// The text as it was before.
    Original,
    /// Both, each marked.
    Shown,
}

/// What is read of comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Comments {
    /// Nothing.
    #[default]
    #[serde(rename = "left out")]
    LeftOut,
    /// They are notes.
    #[serde(rename = "notes")]
    Notes,
}
