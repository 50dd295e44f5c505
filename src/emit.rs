//! Emitting: from pages to files. This is the one place that writes.
//!
//! All files are first written into a private folder beside the output, and only when all of them
//! are there do they take their places. So a build that fails leaves the earlier site as it was.
//! The output folder holds a list of the files that fonds made ([`MANIFEST`]): only those are ever
//! removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::render::Page;
use crate::source::SourceFile;

/// The list of the files that fonds made in an output folder.
pub const MANIFEST: &str = ".fonds-files";

/// A site that is being written.
pub struct Emission {
    output: PathBuf,
    staging: TempDir,
    files: Mutex<BTreeSet<String>>,
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
    /// A diagnostic, if the folder beside it cannot be written to.
    pub fn begin(output: &Path) -> Result<Self, Diagnostic> {
        let parent = match output.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let fail = |error: &io::Error| failure(&parent, error);
        fs::create_dir_all(&parent).map_err(|error| fail(&error))?;
        let staging =
            tempfile::Builder::new().prefix(".fonds-").tempdir_in(&parent).map_err(|error| fail(&error))?;
        Ok(Self { output: output.to_owned(), staging, files: Mutex::new(BTreeSet::new()) })
    }

    /// Takes a page. Any number of threads can do so at once.
    ///
    /// # Errors
    /// A diagnostic, if the page cannot be written.
    pub fn take(&self, page: &Page) -> Result<(), Diagnostic> {
        let path = self.place(&page.address)?;
        self.make_folder(&path)?;
        fs::write(&path, &page.content).map_err(|error| failure(&path, &error))
    }

    /// Takes a file that documents link to, at its own address.
    ///
    /// # Errors
    /// A diagnostic, if a page has this address already, or the file cannot be copied.
    pub fn copy_linked(&self, file: &SourceFile) -> Result<(), Diagnostic> {
        let is_taken =
            self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner).contains(&file.path);
        if is_taken {
            let message = format!("a page of the site has the address {} already", file.path);
            return Err(Diagnostic::new(Severity::Error, Code::Address, &file.shown_path(), message)
                .help("rename the file: linked files keep their names"));
        }
        self.copy(&file.location, &file.path)
    }

    /// Takes a file as it is, in place of what has its address.
    ///
    /// # Errors
    /// A diagnostic, if the file cannot be copied.
    pub fn copy(&self, from: &Path, address: &str) -> Result<(), Diagnostic> {
        let path = self.place(address)?;
        self.make_folder(&path)?;
        // The content alone is copied: a site is not to inherit that a source is read-only.
        let copy = fs::read(from).and_then(|content| fs::write(&path, content));
        copy.map_err(|error| failure(from, &error))
    }

    /// The place of an address in the private folder. No address leads out of it.
    fn place(&self, address: &str) -> Result<PathBuf, Diagnostic> {
        let relative = Path::new(address);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) || address == MANIFEST {
            return Err(Diagnostic::new(
                Severity::Error,
                Code::Address,
                address,
                "no page can have this address",
            ));
        }
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(address.to_owned());
        Ok(self.staging.path().join(relative))
    }

    fn make_folder(&self, path: &Path) -> Result<(), Diagnostic> {
        let folder = path.parent().unwrap_or(self.staging.path());
        fs::create_dir_all(folder).map_err(|error| failure(folder, &error))
    }

    /// Puts all files in their places, and removes what an earlier build made and this one did not.
    ///
    /// # Errors
    /// A diagnostic, if the output folder cannot be written to.
    pub fn finish(self) -> Result<Written, Diagnostic> {
        let files = self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let earlier = read_manifest(&self.output);
        let fail = |path: &Path, error: &io::Error| failure(path, error);
        fs::create_dir_all(&self.output).map_err(|error| fail(&self.output, &error))?;
        // Until the new list is there, both lists count: nothing that was made is forgotten.
        write_manifest(&self.output, &earlier.union(&files).cloned().collect())
            .map_err(|error| fail(&self.output, &error))?;
        let mut written = Written { files: files.len(), ..Written::default() };
        for file in &files {
            let (from, to) = (self.staging.path().join(file), self.output.join(file));
            if is_same(&from, &to) {
                continue;
            }
            if let Some(folder) = to.parent() {
                make_real_folder(&self.output, folder).map_err(|error| fail(folder, &error))?;
            }
            fs::rename(&from, &to).map_err(|error| fail(&to, &error))?;
            written.changed += 1;
        }
        for file in earlier.difference(&files) {
            written.removed += usize::from(remove(&self.output, file));
        }
        write_manifest(&self.output, &files).map_err(|error| fail(&self.output, &error))?;
        Ok(written)
    }
}

/// Makes a folder within the output, one step after the other: a symbolic link in the way would
/// lead the site elsewhere.
fn make_real_folder(output: &Path, folder: &Path) -> io::Result<()> {
    let mut path = output.to_owned();
    for part in folder.strip_prefix(output).unwrap_or(Path::new("")).components() {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "a file or symbolic link stands where the site needs a folder",
                ));
            }
            Err(_) => fs::create_dir(&path)?,
        }
    }
    Ok(())
}

/// Whether two files hold the same bytes; what is the same is not written again, so that its time
/// stays.
fn is_same(a: &Path, b: &Path) -> bool {
    let sizes = (fs::metadata(a).map(|found| found.len()), fs::symlink_metadata(b).map(|found| found.len()));
    matches!(sizes, (Ok(a), Ok(b)) if a == b)
        && matches!((fs::read(a), fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

/// Removes a file of an earlier build, and the folders that it leaves empty.
fn remove(output: &Path, file: &str) -> bool {
    let relative = Path::new(file);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return false;
    }
    let removed = fs::remove_file(output.join(relative)).is_ok();
    let mut folder = relative.parent();
    while let Some(path) = folder.filter(|path| !path.as_os_str().is_empty()) {
        // Only an empty folder can be removed so.
        if fs::remove_dir(output.join(path)).is_err() {
            break;
        }
        folder = path.parent();
    }
    removed
}

fn read_manifest(output: &Path) -> BTreeSet<String> {
    fs::read_to_string(output.join(MANIFEST))
        .map(|text| text.lines().map(str::to_owned).collect())
        .unwrap_or_default()
}

fn write_manifest(output: &Path, files: &BTreeSet<String>) -> io::Result<()> {
    let mut text = String::new();
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    let manifest = output.join(MANIFEST);
    if fs::read_to_string(&manifest).is_ok_and(|earlier| earlier == text) {
        return Ok(());
    }
    fs::write(manifest, text)
}

fn failure(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::Unwritable,
        &path.display().to_string(),
        format!("the site cannot be written: {error}"),
    )
    .help("the earlier site is as it was; see that the folder can be written to and has room")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str, content: &str) -> Page {
        Page { address: address.to_owned(), content: content.as_bytes().to_vec() }
    }

    fn write(output: &Path, pages: &[Page]) -> Written {
        let emission = Emission::begin(output).expect("a folder");
        for page in pages {
            emission.take(page).expect("written");
        }
        emission.finish().expect("finished")
    }

    #[test]
    fn only_what_fonds_made_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        write(&output, &[page("a/b.html", "1"), page("c.html", "2")]);
        fs::write(output.join("CNAME"), "example.org").expect("a file");
        let written = write(&output, &[page("c.html", "2")]);
        assert_eq!(written, Written { files: 1, changed: 0, removed: 1 });
        assert!(!output.join("a").exists());
        assert!(output.join("CNAME").exists());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "the private folder is gone");
    }

    #[test]
    fn what_is_not_finished_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        write(&output, &[page("a.html", "1")]);
        let emission = Emission::begin(&output).expect("a folder");
        emission.take(&page("a.html", "2")).expect("written");
        drop(emission);
        assert_eq!(fs::read_to_string(output.join("a.html")).expect("a file"), "1");
    }

    #[test]
    fn no_address_leads_out_of_the_output() {
        let folder = tempfile::tempdir().expect("a folder");
        let emission = Emission::begin(&folder.path().join("public")).expect("a folder");
        for address in ["../a.html", "/a.html", "a/../../b.html", MANIFEST] {
            assert!(emission.take(&page(address, "x")).is_err(), "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_in_the_output_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir_all(&output).expect("a folder");
        fs::create_dir_all(&elsewhere).expect("a folder");
        std::os::unix::fs::symlink(&elsewhere, output.join("a")).expect("a link");
        let emission = Emission::begin(&output).expect("a folder");
        emission.take(&page("a/b.html", "1")).expect("written");
        assert!(emission.finish().is_err());
        assert!(!elsewhere.join("b.html").exists());
    }
}
