//! Emitting: from pages to files. This is the one place that writes.
//!
//! A site takes its place whole or not at all. What a build changes is first written to a private
//! folder beside the output; from it and from what stays, the next tree is put together; and then
//! the two folders change places in one step of the file system. Whenever a build is killed, the
//! output is the earlier site or the new one.
//!
//! The output folder holds a list of the files that fonds made ([`MANIFEST`]): only those are ever
//! removed. Other files there are taken along into the next tree.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use super::list::MANIFEST;
use super::made::{Made, MadePage};
use super::place::real_path;
use super::sink::{Page, Sink};
use super::spare::{Change, Spare};
use super::unwritable::unwritable;
use super::workspace::Workspace;
use super::{address, list, tree};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::fingerprint::{Fingerprint, Stamp};

/// A site that is being written.
pub struct Emission {
    output: PathBuf,
    workspace: Workspace,
    /// Whether there is no output yet, so that nothing need be looked for there.
    is_first: bool,
    /// The folder of what was made so far.
    staging: PathBuf,
    /// From what the pages that are there were made, by their addresses.
    earlier: HashMap<String, MadePage>,
    progress: Mutex<Progress>,
}

/// What has been taken so far.
#[derive(Debug, Default)]
struct Progress {
    files: BTreeSet<String>,
    /// From what the pages among them were made.
    pages: Vec<(String, MadePage)>,
    /// Those of them that are new or differ from what is there.
    staged: BTreeSet<String>,
    /// The folders that were made in the staging folder.
    folders: HashSet<PathBuf>,
}

/// What writing a site changed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Those that were new or differed from what was there.
    pub changed: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
}

impl Emission {
    /// Prepares to write a site into a folder, which need not exist.
    ///
    /// # Errors
    /// A diagnostic, if the folder beside it cannot be written to, or another build writes there.
    pub fn begin(output: &Path) -> Result<Self, Diagnostic> {
        let output = real_path(output);
        let workspace = Workspace::enter(&output)?;
        let staging = workspace.staging();
        tree::remove(&staging)
            .and_then(|()| fs::create_dir(&staging))
            .map_err(|error| failure(&staging, &error))?;
        let is_first = fs::symlink_metadata(&output).is_err();
        Ok(Self { output, workspace, is_first, staging, earlier: HashMap::new(), progress: Mutex::default() })
    }

    /// The private folder, which is this build's own until its end.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The output folder.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// The files that fonds made in the output folder.
    pub fn files_there(&self) -> BTreeSet<String> {
        list::made_files(&self.output)
    }

    /// Says from what the pages that are there were made.
    pub fn remember(&mut self, earlier: HashMap<String, MadePage>) {
        self.earlier = earlier;
    }

    /// The files that were taken so far, in the order of their addresses, and where each is now.
    pub fn files(&self) -> Vec<(String, PathBuf)> {
        let progress = self.progress();
        let place = |address: &String| {
            let root = if progress.staged.contains(address) { &self.staging } else { &self.output };
            (address.clone(), root.join(address))
        };
        progress.files.iter().map(place).collect()
    }

    /// Lays files that were taken out in a folder, without copying them where the file system has hard
    /// links. They must not be written to there.
    ///
    /// # Errors
    /// A diagnostic, if the folder cannot be written to.
    pub fn lay_out(&self, files: &[(String, PathBuf)], folder: &Path) -> Result<(), Diagnostic> {
        files.iter().try_for_each(|(address, path)| {
            let root = if path.starts_with(&self.staging) { &self.staging } else { &self.output };
            tree::link(root, folder, address).map_err(|error| failure(path, &error))
        })
    }

    /// Takes a file that lies in the private folder by moving it: it may be larger than the memory.
    ///
    /// # Errors
    /// A diagnostic, if a page or file has this address already, or the file cannot be moved.
    pub fn adopt(&self, from: &Path, address: &str) -> Result<(), Diagnostic> {
        address::check(address)?;
        let mut progress = self.progress();
        if !progress.files.insert(address.to_owned()) {
            let message = format!("a file of the site has the address {address} already");
            return Err(Diagnostic::new(Severity::Error, Code::Address, address, message)
                .help("rename the file that documents link to"));
        }
        let there = self.output.join(address);
        if tree::are_same(from, &there) {
            return fs::remove_file(from).map_err(|error| failure(from, &error));
        }
        progress.staged.insert(address.to_owned());
        let path = self.staging.join(address);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::rename(from, &path))
            .map_err(|error| failure(&path, &error))
    }

    /// Takes a file, and says where it is now. What is the same as in the output is left there, so that
    /// its time stays.
    fn take_bytes(&self, address: &str, content: &[u8]) -> Result<PathBuf, Diagnostic> {
        address::check(address)?;
        let relative = Path::new(address);
        let there = self.output.join(relative);
        let stays = !self.is_first && tree::holds(&there, content);
        let path = self.staging.join(relative);
        {
            let mut progress = self.progress();
            progress.files.insert(address.to_owned());
            if stays {
                // It can have been taken with other bytes before: an archive's own file over a built-in one.
                if progress.staged.remove(address) {
                    fs::remove_file(&path).map_err(|error| failure(&path, &error))?;
                }
                return Ok(there);
            }
            progress.staged.insert(address.to_owned());
            let folder = path.parent().unwrap_or(&path);
            if !progress.folders.contains(folder) {
                fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
                progress.folders.insert(folder.to_owned());
            }
        }
        fs::write(&path, content).map_err(|error| failure(&path, &error))?;
        Ok(path)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the new site in the place of the earlier one, and gives what was changed, and from what the
    /// pages were made.
    ///
    /// # Errors
    /// A diagnostic, if a file system does not let it. The earlier site is as it was.
    pub fn finish(&self) -> Result<(Written, Vec<(String, MadePage)>), Diagnostic> {
        let Progress { files, mut pages, mut staged, .. } = std::mem::take(&mut *self.progress());
        // Of a page that was taken twice, the last one counts.
        pages.reverse();
        pages.sort_by(|(a, _), (b, _)| a.cmp(b));
        pages.dedup_by(|(a, _), (b, _)| a == b);
        let earlier = list::made_files(&self.output);
        let removed: BTreeSet<String> = earlier
            .difference(&files)
            .filter(|file| fs::symlink_metadata(self.output.join(file)).is_ok_and(|found| !found.is_dir()))
            .cloned()
            .collect();
        let written = Written { files: files.len(), changed: staged.len(), removed: removed.len() };
        if earlier != files || !self.output.is_dir() {
            fs::write(self.staging.join(MANIFEST), list::text(&files))
                .map_err(|error| failure(&self.staging, &error))?;
            staged.insert(MANIFEST.to_owned());
        }
        if staged.is_empty() && removed.is_empty() {
            return Ok((written, pages));
        }
        let stays =
            files.into_iter().chain([MANIFEST.to_owned()]).filter(|file| !staged.contains(file)).collect();
        let change = Change { staged, removed, stays };
        Spare::new(&self.output, &self.workspace).take_place(&change, &earlier)?;
        Ok((written, pages))
    }
}

impl Sink for Emission {
    fn keeps(&self, address: &str, fingerprint: Fingerprint) -> Option<Vec<Diagnostic>> {
        let earlier = self.earlier.get(address)?;
        if !fingerprint.is_known() || earlier.fingerprint != fingerprint {
            return None;
        }
        let found = fs::symlink_metadata(self.output.join(address)).ok().filter(|found| found.is_file())?;
        let stamp = Stamp::of_metadata(&found);
        if (stamp.size, stamp.modified) != (earlier.size, earlier.modified) {
            return None;
        }
        let mut progress = self.progress();
        // Another page can have been taken here before: that without the packages, which come last.
        if progress.staged.remove(address) {
            fs::remove_file(self.staging.join(address)).ok()?;
        }
        progress.files.insert(address.to_owned());
        progress.pages.push((address.to_owned(), earlier.clone()));
        Some(earlier.diagnostics.clone())
    }

    fn take(&self, page: Page, made: Option<Made>) -> Result<(), Diagnostic> {
        let path = self.take_bytes(&page.address, &page.content)?;
        if let (Some(made), Some(stamp)) = (made, Stamp::of(&path)) {
            let Made { fingerprint, diagnostics } = made;
            let made = MadePage { fingerprint, size: stamp.size, modified: stamp.modified, diagnostics };
            self.progress().pages.push((page.address, made));
        }
        Ok(())
    }

    fn copy(&self, from: &Path, address: &str) -> Result<(), Diagnostic> {
        // The content alone is copied: a site is not to inherit that a source is read-only.
        let content = fs::read(from).map_err(|error| failure(from, &error))?;
        self.take_bytes(address, &content).map(|_| ())
    }

    fn has_taken(&self, address: &str) -> bool {
        self.progress().files.contains(address)
    }
}

impl Drop for Emission {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = tree::remove(&self.staging);
    }
}

fn failure(path: &Path, error: &io::Error) -> Diagnostic {
    unwritable(path, "the site", error)
}

#[cfg(test)]
mod tests;
