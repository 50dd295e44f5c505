//! What is said of a part of the site that cannot be written.

use std::fmt::Display;
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// The diagnostic for a part of a site that cannot be written: `what` is "the site", say, and `path` where it failed.
/// The earlier site stays.
pub fn unwritable(path: &Path, what: &str, error: &dyn Display) -> Diagnostic {
    Diagnostic::unwritable(path, what, error)
        .help("the earlier site is as it was; see that the folder can be written to and has room")
}
