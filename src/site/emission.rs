//! Emitting: from pages to files. This is the one place that writes.
//!
//! A site takes its place whole or not at all. What a build changes is first written to a private
//! folder beside the output; from it and from what stays, the next tree is put together; and then
//! the two folders change places in one step of the file system. Whenever a build is killed, the
//! output is the earlier site or the new one.
//!
//! The output folder holds a list of the files that fonds made ([`MANIFEST`]): only those are ever
//! removed. Other files there are taken along into the next tree.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use super::list::MANIFEST;
use super::made::{Made, MadePage};
use super::place::real_path;
use super::sink::{Page, Sink, WriteFiles};
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
    /// Whether the site is to outlast a power cut.
    lasts: bool,
    /// Whether there is no output yet, so that nothing need be looked for there.
    is_first: bool,
    /// The folder of what was made so far.
    staging: PathBuf,
    /// From what the pages that are there were made, in the order of their addresses.
    earlier: Vec<(String, MadePage)>,
    /// Which of these are kept.
    kept: Vec<AtomicBool>,
    progress: Mutex<Progress>,
}

/// What has been taken so far, besides the pages that are kept.
#[derive(Debug, Default)]
struct Progress {
    files: BTreeMap<String, Taken>,
    /// The folders that were made in the staging folder.
    folders: HashSet<PathBuf>,
}

/// A file that was taken.
#[derive(Debug, Default)]
struct Taken {
    /// Whether it is new or differs from what is there, and lies in the staging folder.
    is_staged: bool,
    /// From what it was made, if it is a page.
    made: Option<MadePage>,
}

impl Progress {
    /// Whether a file was taken, and lies in the staging folder.
    fn is_staged(&self, address: &str) -> bool {
        self.files.get(address).is_some_and(|file| file.is_staged)
    }

    /// The addresses of the files in the staging folder.
    fn staged(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|(_, file)| file.is_staged).map(|(address, _)| address.as_str())
    }

    /// Takes a file, in the place of what was taken under its address before. Says whether that lies in the staging folder.
    fn take(&mut self, address: &str, is_staged: bool) -> bool {
        let taken = Taken { is_staged, made: None };
        self.files.insert(address.to_owned(), taken).is_some_and(|before| before.is_staged)
    }
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
        let (earlier, kept) = (Vec::new(), Vec::new());
        let progress = Mutex::default();
        Ok(Self { output, workspace, lasts: true, is_first, staging, earlier, kept, progress })
    }

    /// Says that the site need not outlast a power cut: whoever made it can make it again. It still takes its place whole or
    /// not at all.
    pub fn does_not_last(&mut self) {
        self.lasts = false;
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
    pub fn files_there(&self) -> Vec<String> {
        list::made_files(&self.output)
    }

    /// Says from what the pages that are there were made, in the order of their addresses.
    pub fn remember(&mut self, mut earlier: Vec<(String, MadePage)>) {
        // It was read without knowing how many there would be.
        earlier.shrink_to_fit();
        self.kept = earlier.iter().map(|_| AtomicBool::new(false)).collect();
        self.earlier = earlier;
    }

    /// The files that were taken so far, in the order of their addresses, and where each is now.
    pub fn files(&self) -> Vec<(String, PathBuf)> {
        let progress = self.progress();
        let place = |address: &String| {
            let root = if progress.is_staged(address) { &self.staging } else { &self.output };
            (address.clone(), root.join(address))
        };
        let mut files: Vec<_> = progress.files.keys().chain(self.kept()).map(place).collect();
        files.sort_unstable();
        files
    }

    /// The addresses of the pages that are kept, in order.
    fn kept(&self) -> impl Iterator<Item = &String> {
        let pages = self.earlier.iter().zip(&self.kept);
        pages.filter(|(_, is_kept)| is_kept.load(Ordering::Relaxed)).map(|((address, _), _)| address)
    }

    /// The place of a page among those that are there.
    fn place(&self, address: &str) -> Option<usize> {
        self.earlier.binary_search_by(|(earlier, _)| earlier.as_str().cmp(address)).ok()
    }

    /// Whether a page is kept.
    fn has_kept(&self, address: &str) -> bool {
        let is_kept = self.place(address).and_then(|place| self.kept.get(place));
        is_kept.is_some_and(|is_kept| is_kept.load(Ordering::Relaxed))
    }

    /// Keeps a page no longer, in whose place another one comes.
    fn let_go(&self, address: &str) {
        if let Some(is_kept) = self.place(address).and_then(|place| self.kept.get(place)) {
            is_kept.store(false, Ordering::Relaxed);
        }
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
        if self.has_kept(address) || progress.files.contains_key(address) {
            let message = format!("a file of the site has the address {address} already");
            return Err(Diagnostic::new(Severity::Error, Code::Address, address, message)
                .help("rename the file that documents link to"));
        }
        let stays = tree::are_same(from, &self.output.join(address));
        progress.take(address, !stays);
        if stays {
            return fs::remove_file(from).map_err(|error| failure(from, &error));
        }
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
            self.let_go(address);
            let was_staged = progress.take(address, !stays);
            if stays {
                // It can have been taken with other bytes before: an archive's own file over a built-in one.
                if was_staged {
                    fs::remove_file(&path).map_err(|error| failure(&path, &error))?;
                }
                return Ok(there);
            }
            let folder = path.parent().unwrap_or(&path);
            if !progress.folders.contains(folder) {
                fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
                progress.folders.insert(folder.to_owned());
            }
        }
        fs::write(&path, content).map_err(|error| failure(&path, &error))?;
        Ok(path)
    }

    /// Takes a file that was written into the staging folder, unless it is the same as in the output.
    fn take_written(&self, address: &str, path: &Path) -> Result<(), Diagnostic> {
        let stays = !self.is_first && tree::are_same(path, &self.output.join(address));
        if stays {
            fs::remove_file(path).map_err(|error| failure(path, &error))?;
        }
        let mut progress = self.progress();
        self.let_go(address);
        progress.take(address, !stays);
        Ok(())
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the new site in the place of the earlier one, and gives what was changed, and from what the
    /// pages were made.
    ///
    /// # Errors
    /// A diagnostic, if a file system does not let it. The earlier site is as it was.
    pub fn finish(&mut self) -> Result<(Written, Vec<(String, MadePage)>), Diagnostic> {
        let progress = std::mem::take(&mut *self.progress());
        let mut staged: BTreeSet<&str> = progress.staged().collect();
        let mut files: Vec<&str> = progress.files.keys().chain(self.kept()).map(String::as_str).collect();
        files.sort_unstable();
        let list = list::text(files.iter().copied());
        let mut removed = BTreeSet::new();
        let count = files.len();
        let changed = staged.len();
        if !list::is_that_of(&self.output, &list) {
            let is_there = |file: &String| {
                fs::symlink_metadata(self.output.join(file)).is_ok_and(|found| !found.is_dir())
            };
            let earlier = list::made_files(&self.output).into_iter();
            let gone = earlier.filter(|file| files.binary_search(&file.as_str()).is_err());
            removed = gone.filter(is_there).collect();
            fs::write(self.staging.join(MANIFEST), list).map_err(|error| failure(&self.staging, &error))?;
            staged.insert(MANIFEST);
        }
        let written = Written { files: count, changed, removed: removed.len() };
        if !(staged.is_empty() && removed.is_empty()) {
            files.push(MANIFEST);
            files.retain(|file| !staged.contains(file));
            files.sort_unstable();
            let change = Change { staged, removed, stays: files };
            Spare::new(&self.output, &self.workspace, self.lasts).take_place(&change)?;
        }
        Ok((written, self.made(progress.files)))
    }

    /// From what the pages of the site were made, in the order of their addresses: those that are kept, and those that were
    /// taken.
    fn made(&mut self, taken: BTreeMap<String, Taken>) -> Vec<(String, MadePage)> {
        let mut made = std::mem::take(&mut self.earlier);
        let mut kept = std::mem::take(&mut self.kept).into_iter();
        made.retain(|_| kept.next().is_some_and(AtomicBool::into_inner));
        made.extend(taken.into_iter().filter_map(|(address, file)| Some((address, file.made?))));
        made.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        made
    }
}

impl Sink for Emission {
    fn keeps(&self, address: &str, fingerprint: Fingerprint) -> Option<Vec<Diagnostic>> {
        let place = self.place(address)?;
        let (_, earlier) = self.earlier.get(place)?;
        if !fingerprint.is_known() || earlier.fingerprint != fingerprint {
            return None;
        }
        let found = fs::symlink_metadata(self.output.join(address)).ok().filter(|found| found.is_file())?;
        let stamp = Stamp::of_metadata(&found);
        if (stamp.size, stamp.modified) != (earlier.size, earlier.modified) {
            return None;
        }
        // Another page can have been taken here before: that without the packages, which come last.
        if self.progress().files.remove(address).is_some_and(|file| file.is_staged) {
            fs::remove_file(self.staging.join(address)).ok()?;
        }
        self.kept.get(place)?.store(true, Ordering::Relaxed);
        Some(earlier.diagnostics.clone())
    }

    fn keeps_all(&self, folder: &str, name: &str, fingerprint: Fingerprint) -> bool {
        let beginning = format!("{folder}/");
        let first = self.earlier.partition_point(|(address, _)| *address < beginning);
        let below =
            self.earlier.iter().skip(first).take_while(|(address, _)| address.starts_with(&beginning));
        let mut these = below.filter(|(_, made)| made.fingerprint == fingerprint);
        let has_name = self.keeps(&format!("{beginning}{name}"), fingerprint).is_some();
        has_name && these.all(|(address, _)| self.keeps(address, fingerprint).is_some())
    }

    fn take(&self, page: Page, made: Option<Made>) -> Result<(), Diagnostic> {
        let path = self.take_bytes(&page.address, &page.content)?;
        if let (Some(made), Some(stamp)) = (made, Stamp::of(&path)) {
            let Made { fingerprint, diagnostics } = made;
            let made = MadePage { fingerprint, size: stamp.size, modified: stamp.modified, diagnostics };
            if let Some(file) = self.progress().files.get_mut(&page.address) {
                file.made = Some(made);
            }
        }
        Ok(())
    }

    fn write(&self, addresses: &[&str], content: &mut WriteFiles<'_>) -> Result<(), Diagnostic> {
        addresses.iter().try_for_each(|address| address::check(address))?;
        let paths: Vec<PathBuf> = addresses.iter().map(|address| self.staging.join(address)).collect();
        let folders = paths.iter().filter_map(|path| path.parent());
        folders.for_each(|folder| drop(fs::create_dir_all(folder)));
        let files = paths.iter().map(|path| {
            let file = fs::File::create(path).map_err(|error| failure(path, &error))?;
            Ok::<Box<dyn Write>, Diagnostic>(Box::new(BufWriter::with_capacity(1 << 16, file)))
        });
        let mut files = files.collect::<Result<Vec<_>, _>>()?;
        content(&mut files)
            .and_then(|()| files.iter_mut().try_for_each(|file| file.flush()))
            .map_err(|error| failure(&self.staging, &error))?;
        addresses.iter().zip(&paths).try_for_each(|(address, path)| self.take_written(address, path))
    }

    fn copy(&self, from: &Path, address: &str) -> Result<(), Diagnostic> {
        // The content alone is copied: a site is not to inherit that a source is read-only.
        let content = fs::read(from).map_err(|error| failure(from, &error))?;
        self.take_bytes(address, &content).map(|_| ())
    }

    fn has_taken(&self, address: &str) -> bool {
        self.has_kept(address) || self.progress().files.contains_key(address)
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
