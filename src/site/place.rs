//! Where an output folder really is, whether or not it is there yet.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// A path without symbolic links and without `..`, as the system would follow it once the folders that
/// are missing are made. Nothing is made here.
pub fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => {
                real.push(part);
                if let Ok(found) = fs::canonicalize(&real) {
                    real = found;
                }
            }
        }
    }
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_followed_like_what_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = fs::canonicalize(folder.path()).expect("a path");
        fs::create_dir_all(root.join("content/a")).expect("folders");
        let real = |path: &str| real_path(&root.join(path));
        assert_eq!(real("missing/../content/out"), root.join("content/out"));
        assert_eq!(real("missing/deep/../../content/./out/"), root.join("content/out"));
        assert_eq!(real("content/a/../new"), root.join("content/new"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("content/a"), root.join("link")).expect("a link");
            assert_eq!(
                real("link/../new"),
                root.join("content/new"),
                "the link is followed before the step up"
            );
        }
        assert!(!root.join("missing").exists() && !root.join("content/new").exists());
    }
}
