//! The diagnostic for what cannot be written.

use std::fmt::Display;
use std::path::Path;

use super::{Code, Diagnostic, Severity};

impl Diagnostic {
    /// What is said of something that cannot be written: `what` is "the site", say, and `path` where it failed.
    pub fn unwritable(path: &Path, what: &str, error: &dyn Display) -> Self {
        let message = format!("{what} cannot be written: {error}");
        Self::new(Severity::Error, Code::Unwritable, &path.display().to_string(), message)
    }
}
