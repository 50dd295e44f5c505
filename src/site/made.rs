//! From what pages were made, so that the next build can keep those that would be the same.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;

/// From what a page was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// All that it depends on.
    pub fingerprint: Fingerprint,
    /// What there was to say when it was made.
    pub diagnostics: Vec<Diagnostic>,
}

/// From what a page in the output was made, and how its file is known again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MadePage {
    /// All that it depends on.
    pub fingerprint: Fingerprint,
    /// What the file system says of its file.
    pub size: u64,
    /// The same: when it was last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// What there was to say when it was made.
    pub diagnostics: Vec<Diagnostic>,
}
