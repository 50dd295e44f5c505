//! Where a site may be written.

use std::fs;
use std::path::Path;

use super::static_files;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::real_path;
use crate::source::CONTENT_FOLDER;

/// The output folder must not hold the sources, nor lie among them, by whatever way it is named.
///
/// # Errors
/// A diagnostic, if it does, or if it is no folder.
pub fn check(root: &Path, output: &Path) -> Result<(), Diagnostic> {
    let complain = |message: &str| {
        Err(Diagnostic::new(Severity::Error, Code::Unwritable, &output.display().to_string(), message)
            .help("choose a folder of its own with --output"))
    };
    let (root, folder) = (real_path(root), real_path(output));
    if root.starts_with(&folder) {
        return complain("the output folder holds the archive");
    }
    for own in [CONTENT_FOLDER, "templates", static_files::FOLDER].map(|own| root.join(own)) {
        // Such a folder can be a symbolic link to one elsewhere: neither may be written to.
        let real = real_path(&own);
        if folder.starts_with(&own) || folder.starts_with(&real) {
            return complain("the output folder lies among the archive's sources");
        }
        if real.starts_with(&folder) {
            return complain("the output folder holds the archive's sources");
        }
    }
    if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
        return complain("the output is no folder");
    }
    Ok(())
}
