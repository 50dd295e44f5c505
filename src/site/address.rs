//! Which addresses files of the site can have.

use std::path::{Component, Path};

use super::list::MANIFEST;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Whether a file of the site can have an address.
///
/// # Errors
/// A diagnostic, if it leads out of the output, holds what no name should, or is that of the list of files.
pub fn check(address: &str) -> Result<(), Diagnostic> {
    let complain = |message: &str, help: &str| {
        Err(Diagnostic::new(Severity::Error, Code::Address, address, message).help(help))
    };
    if address.chars().any(char::is_control) {
        return complain(
            "the name holds a line break or another control character",
            "rename the file: its name becomes its address",
        );
    }
    if !is_within(Path::new(address)) || address == MANIFEST {
        return complain("no file of the site can have this address", "rename the file or folder");
    }
    Ok(())
}

/// Whether a relative path names something within its folder.
pub fn is_within(path: &Path) -> bool {
    !path.as_os_str().is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)))
}
