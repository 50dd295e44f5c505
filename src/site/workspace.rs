//! The private folder beside the output, in which builds work: `.NAME.fonds` for an output called NAME. It outlives
//! the build, and is one build's own while that goes on.
//!
//! Whoever works in it gets a path from [`Workspace`], and no other part of the program names what is in it. The names
//! on the disk stay as they are from version to version, so that an older folder is still understood.
//!
//! | name | is |
//! |---|---|
//! | `lock` | held while a build writes; the system frees it when the program ends, however it ends |
//! | `staging/` | what the build has made so far |
//! | `spare/` | the tree that was the output before, to be the next one |
//! | `spare-differs` | in which files that tree differs from the output |
//! | `survey` | what lies in the output beside the files of the site, and the times of its folders |
//! | `cache` | what was read from each source, and from what each page was made |
//! | `cache.new` | the cache of the build that goes on |
//! | `embedded/` | files that lie within sources, by the digests of their bytes |
//! | `search/` | the runs of the index, and what was merged from them |
//! | `packages/` | the packages, while they are made |
//! | `last` | the report of the last build, and what tells that nothing changed since |
//!
//! Documents that wait for their pages are in a file there that has no name, and is gone with the program.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::unwritable::unwritable;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// How long another build that writes the same site is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// The private folder of an output, while this build has it to itself.
pub struct Workspace {
    folder: PathBuf,
    /// The lock, until the end.
    _lock: File,
}

impl Workspace {
    /// Enters the private folder of an output, which is made if it is not there. The output's path is to be the
    /// [real one](super::real_path), so that one output has one such folder.
    ///
    /// # Errors
    /// A diagnostic, if the folder cannot be written to, or another build works there.
    pub fn enter(output: &Path) -> Result<Self, Diagnostic> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let folder = output.with_file_name(format!(".{name}.fonds"));
        fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, "the site", &error))?;
        let lock = lock(&folder.join("lock"), output)?;
        Ok(Self { folder, _lock: lock })
    }

    /// The folder itself, for files without a name.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of what the build has made so far.
    pub fn staging(&self) -> PathBuf {
        self.folder.join("staging")
    }

    /// The folder of the tree that was the output before, to be the next one.
    pub fn spare(&self) -> PathBuf {
        self.folder.join("spare")
    }

    /// The list of the files in which that tree differs from the output.
    pub fn spare_differs(&self) -> PathBuf {
        self.folder.join("spare-differs")
    }

    /// What lies in the output beside the files of the site.
    pub fn survey(&self) -> PathBuf {
        self.folder.join("survey")
    }

    /// The cache that the last build left.
    pub fn cache(&self) -> PathBuf {
        self.folder.join("cache")
    }

    /// The cache of this build, until it is whole.
    pub fn next_cache(&self) -> PathBuf {
        self.folder.join("cache.new")
    }

    /// The folder of files that lie within sources.
    pub fn embedded(&self) -> PathBuf {
        self.folder.join("embedded")
    }

    /// The folder of the runs of the index, and of what was merged from them.
    pub fn index(&self) -> PathBuf {
        self.folder.join("search")
    }

    /// The folder in which packages are made.
    pub fn packages(&self) -> PathBuf {
        self.folder.join("packages")
    }

    /// The report of the last build, with what tells that nothing changed since.
    pub fn last_report(&self) -> PathBuf {
        self.folder.join("last")
    }

    /// Removes what the last build left for this one, so that everything is made anew.
    pub fn forget(&self) {
        // What is not there need not be removed, and what cannot be removed is found to be the same.
        let _ = fs::remove_file(self.cache());
        let _ = fs::remove_dir_all(self.index());
        let _ = fs::remove_dir_all(self.embedded());
    }
}

fn lock(path: &Path, output: &Path) -> Result<File, Diagnostic> {
    let lock = File::create(path).map_err(|error| unwritable(path, "the site", &error))?;
    let start = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            // A build that is just ending is waited for.
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(PATIENCE / 25);
            }
            Err(TryLockError::WouldBlock) => {
                let shown = output.display().to_string();
                let message = "another build is writing this site";
                return Err(Diagnostic::new(Severity::Error, Code::Unwritable, &shown, message)
                    .help("wait until it has ended, or choose another folder with --output"));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(path, "the site", &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_disk_stay_as_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::enter(&folder.path().join("public")).expect("a workspace");
        let private = folder.path().join(".public.fonds");
        assert_eq!(workspace.folder(), private);
        assert!(private.join("lock").is_file());
        let paths = [
            (workspace.staging(), "staging"),
            (workspace.spare(), "spare"),
            (workspace.spare_differs(), "spare-differs"),
            (workspace.survey(), "survey"),
            (workspace.cache(), "cache"),
            (workspace.next_cache(), "cache.new"),
            (workspace.embedded(), "embedded"),
            (workspace.index(), "search"),
            (workspace.packages(), "packages"),
            (workspace.last_report(), "last"),
        ];
        for (path, name) in paths {
            assert_eq!(path, private.join(name));
        }
    }
}
