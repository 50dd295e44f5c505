//! Bringing what was written to the disk, before the new site takes its place: a power cut after that
//! must not leave names without their content.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use rayon::prelude::*;

/// Up to how many files are flushed one by one. From there on a system that can flush a whole file
/// system is asked to: that takes less time than as many single steps.
#[cfg(any(target_os = "linux", target_os = "android"))]
const FEW: usize = 64;

/// Brings new files of a tree to the disk, named by their addresses.
///
/// # Errors
/// What the file system says: the disk may be full only now.
pub fn files(files: &BTreeSet<&str>, tree: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if files.len() > FEW {
        return Ok(rustix::fs::syncfs(File::open(tree)?)?);
    }
    files.par_iter().try_for_each(|file| File::options().write(true).open(tree.join(file))?.sync_data())
}

/// Brings to the disk under which names the files of the folder stand that holds a path. Some file systems
/// cannot, and write names in their order anyway.
pub fn folder_of(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
