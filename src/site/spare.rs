//! The spare tree: the output as it was before, which becomes the next one.
//!
//! It shares its files with the output through hard links, but for those that the last build
//! changed; which these are is written down. So the next tree is there after as many steps as files
//! change, however large the site is. A spare tree of which nothing is written down, since a build
//! was killed over it, is made anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;

use super::survey::Survey;
use super::unwritable::unwritable;
use super::workspace::Workspace;
use super::{flush, list, owner, survey, tree};
use crate::diagnostic::Diagnostic;

/// How the new site differs from the earlier one.
pub struct Change<'a> {
    /// The files in the staging folder.
    pub staged: BTreeSet<&'a str>,
    /// The files of the earlier site that are no longer part of it.
    pub removed: BTreeSet<String>,
    /// The files that are as they were, in order.
    pub stays: Vec<&'a str>,
}

impl Change<'_> {
    /// Whether fonds made a file of the earlier site, or has one in its place now.
    fn knows(&self, file: &str) -> bool {
        self.stays.binary_search(&file).is_ok() || self.staged.contains(file) || self.removed.contains(file)
    }
}

/// The spare tree of an output folder.
pub struct Spare<'a> {
    output: &'a Path,
    staging: PathBuf,
    spare: PathBuf,
    /// The list of the files in which the spare tree differs from the output.
    differs: PathBuf,
    /// What lies in the output beside the files of the site.
    survey: PathBuf,
    /// Whether the site is to outlast a power cut.
    lasts: bool,
}

impl<'a> Spare<'a> {
    /// The spare tree in the workspace of an output folder. `lasts` says whether the site is to outlast a power cut.
    pub fn new(output: &'a Path, workspace: &Workspace, lasts: bool) -> Self {
        let (staging, spare, differs) = (workspace.staging(), workspace.spare(), workspace.spare_differs());
        Self { output, staging, spare, differs, survey: workspace.survey(), lasts }
    }

    /// Makes the next tree and puts it in the place of the output. A file of somebody else at an address of the site
    /// gives way, too.
    ///
    /// # Errors
    /// A diagnostic, if a step fails; until the last one the output is as it was.
    pub fn take_place(&self, change: &Change<'_>) -> Result<(), Diagnostic> {
        self.try_to(change).map_err(|(path, error)| unwritable(&path, "the site", &error))
    }

    fn try_to(&self, change: &Change<'_>) -> Result<(), (PathBuf, io::Error)> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |error| (path, error)
        };
        if fs::symlink_metadata(self.output).is_err() {
            self.forget().map_err(at(&self.spare))?;
            survey::forget(&self.survey).map_err(at(&self.survey))?;
            self.flush(change, &self.staging).map_err(at(&self.staging))?;
            fs::rename(&self.staging, self.output).map_err(at(self.output))?;
            self.flush_folder_of(self.output);
            return Ok(());
        }
        let Survey { foreign, folders } =
            survey::survey(self.output, &self.survey, &|file| change.knows(file)).map_err(at(self.output))?;
        let next = self.next_tree(change).map_err(at(&self.spare))?;
        for file in &foreign {
            tree::take_along(self.output, &next, file).map_err(at(&self.output.join(file)))?;
        }
        for (folder, found) in &folders {
            let folder = next.join(folder);
            owner::keep(&folder, found).map_err(at(&folder))?;
        }
        self.flush(change, &next).map_err(at(&next))?;
        survey::forget(&self.survey).map_err(at(&self.survey))?;
        exchange(&next, self.output).map_err(at(self.output))?;
        self.flush_folder_of(self.output);
        let made = change.staged.iter().flat_map(|file| Path::new(file).ancestors().skip(1));
        let seen: BTreeSet<&Path> = folders.iter().map(|(folder, _)| folder.as_path()).chain(made).collect();
        survey::remember(&self.survey, self.output, seen, &foreign);
        if next != self.spare {
            fs::rename(&next, &self.spare).map_err(at(&self.spare))?;
        }
        for file in &foreign {
            // One that stays behind would stand in the way of the next build's: then there is no spare tree.
            if tree::remove_file(&self.spare, file).is_err() {
                return Ok(());
            }
        }
        // Without the list the next build makes the spare tree anew: it is not worth a failure.
        let removed = change.removed.iter().map(String::as_str);
        let differs: BTreeSet<&str> = change.staged.iter().copied().chain(removed).collect();
        let _ = list::write_sealed(&self.differs, differs.into_iter());
        Ok(())
    }

    /// Puts the next tree together, and says where it is.
    fn next_tree(&self, change: &Change<'_>) -> io::Result<PathBuf> {
        let differs = list::read_sealed(&self.differs);
        let Some(differs) = differs.filter(|_| change.stays.len() > change.staged.len()) else {
            // All that is new is there already; what stays joins it.
            self.forget()?;
            change.stays.par_iter().try_for_each(|file| tree::link(self.output, &self.staging, file))?;
            return Ok(self.staging.clone());
        };
        fs::remove_file(&self.differs)?;
        // That must be on the disk before the tree changes: the list is believed as long as it is there.
        self.flush_folder_of(&self.differs);
        for file in &differs {
            tree::remove_file(&self.spare, Path::new(file))?;
            if change.stays.binary_search(&file.as_str()).is_ok() {
                tree::link(self.output, &self.spare, file)?;
            }
        }
        for file in &change.removed {
            tree::remove_file(&self.spare, Path::new(file))?;
        }
        for file in &change.staged {
            tree::make_folder_of(&self.spare, file)?;
            fs::rename(self.staging.join(file), self.spare.join(file))?;
        }
        Ok(self.spare.clone())
    }

    /// Brings the new files of a tree to the disk.
    fn flush(&self, change: &Change<'_>, tree: &Path) -> io::Result<()> {
        if self.lasts { flush::files(&change.staged, tree) } else { Ok(()) }
    }

    /// Brings to the disk under which names the files of the folder stand that holds a path.
    fn flush_folder_of(&self, path: &Path) {
        if self.lasts {
            flush::folder_of(path);
        }
    }

    /// Removes the spare tree.
    fn forget(&self) -> io::Result<()> {
        match fs::remove_file(&self.differs) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        tree::remove(&self.spare)
    }
}

/// Lets two folders change places.
fn exchange(next: &Path, output: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, next, CWD, output, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // The file system cannot: two steps are left, with a moment without a site between them.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let earlier = next.with_extension("earlier");
    fs::rename(output, &earlier)?;
    if let Err(error) = fs::rename(next, output) {
        fs::rename(&earlier, output)?;
        return Err(error);
    }
    fs::rename(earlier, next)
}
