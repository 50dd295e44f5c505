//! Who may enter the folders of the output: what their owner has set stays when a new tree takes the
//! place of the earlier one.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Gives a folder of the next tree the owner and mode of the folder whose place it takes. One that the
/// next tree does not have needs none.
///
/// # Errors
/// What the file system says; also where the folder belongs to somebody to whom this user can give
/// nothing: its owner would lose it.
#[cfg(unix)]
pub fn keep(folder: &Path, earlier: &Metadata) -> io::Result<()> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let Ok(found) = fs::symlink_metadata(folder) else { return Ok(()) };
    if !found.is_dir() {
        return Ok(());
    }
    let differing = |earlier: u32, now: u32| (earlier != now).then_some(earlier);
    let (owner, group) = (differing(earlier.uid(), found.uid()), differing(earlier.gid(), found.gid()));
    if owner.or(group).is_some() {
        std::os::unix::fs::chown(folder, owner, group).map_err(|error| {
            let (owner, group) = (earlier.uid(), earlier.gid());
            let message = format!(
                "the folder in the output belongs to user {owner} and group {group}, and the one that takes \
                 its place cannot be given to them: {error}"
            );
            io::Error::new(error.kind(), message)
        })?;
    }
    // Builds must go on writing to their folders. Giving a folder away can change its mode.
    let mode = earlier.mode() & 0o7777 | 0o700;
    if owner.or(group).is_some() || mode != found.mode() & 0o7777 {
        fs::set_permissions(folder, Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Other systems let folders inherit who may enter them from the folder above.
#[cfg(not(unix))]
pub fn keep(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}
