//! The walk through the content folder.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use globset::GlobSet;
use walkdir::{DirEntry, WalkDir};

use super::{CONTENT_FOLDER, Candidate, SPREADSHEET, SourceFile, Sources, names};
use crate::config;
use crate::config::guesses::{FolderGuesses, Guesses};
use crate::config::tei::{FolderTei, TeiKeys};
use crate::config::{COLLECTION_FILE_NAME, CollectionConfig, Config, shared};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{natural_order, path};

use crate::model::path::normalised;

/// A walk, and what it has found.
pub struct Walk<'a> {
    content: PathBuf,
    /// Gives the place of the reader that wants a file.
    choose: &'a dyn Fn(&Candidate<'_>) -> Option<usize>,
    sources: Sources,
    /// The names that are not all ASCII, by the paths that they come to.
    spellings: HashMap<String, OsString>,
    diagnostics: Vec<Diagnostic>,
}

/// Whether what was found is followed further.
#[derive(PartialEq, Eq)]
enum Found {
    Taken,
    Refused,
}

impl<'a> Walk<'a> {
    /// A walk through a content folder.
    pub fn new(content: PathBuf, choose: &'a dyn Fn(&Candidate<'_>) -> Option<usize>) -> Self {
        Self {
            content,
            choose,
            sources: Sources::default(),
            spellings: HashMap::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Walks, and reads how folders describe themselves.
    pub fn run(mut self, config: &Config) -> (Sources, Vec<Diagnostic>) {
        self.walk(config);
        self.set_keys(config);
        (self.sources, self.diagnostics)
    }

    fn walk(&mut self, config: &Config) {
        let exclusions = config.exclusions();
        let mut walk = WalkDir::new(&self.content)
            .min_depth(1)
            .sort_by(|a, b| {
                natural_order::compare(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy())
                    .then_with(|| a.file_name().cmp(b.file_name()))
            })
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry));
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if self.find(&entry, &exclusions, config) == Found::Refused && is_folder {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&self.content).display().to_string();
                    let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.diagnostics.push(
                        Diagnostic::new(Severity::Error, Code::Unreadable, &path, message)
                            .help("make the folder readable, or leave it out with `exclude` in fonds.toml"),
                    );
                }
            }
        }
    }

    fn find(&mut self, entry: &DirEntry, exclusions: &GlobSet, config: &Config) -> Found {
        let Some(path) = self.relative_path(entry) else { return Found::Refused };
        let path = normalised(&path).into_owned();
        if exclusions.is_match(&path) {
            return Found::Taken;
        }
        if !self.is_spelt_once(entry, &path) {
            return Found::Refused;
        }
        if entry.file_type().is_dir() {
            return self.name(&path);
        }
        self.take(entry, path, config);
        Found::Taken
    }

    /// Two names that only differ in how their letters are put together would have one address, and most
    /// systems hold one of them alone.
    fn is_spelt_once(&mut self, entry: &DirEntry, path: &str) -> bool {
        if path.is_ascii() {
            return true;
        }
        let name = entry.file_name().to_owned();
        let Some(earlier) = self.spellings.insert(path.to_owned(), name.clone()) else { return true };
        let [earlier, name] = [earlier, name].map(|name| names::spelt(&name.to_string_lossy()));
        self.diagnostics.push(
            Diagnostic::new(
                Severity::Error,
                Code::Name,
                &format!("{CONTENT_FOLDER}/{path}"),
                format!(
                    "two names are the same but for how their letters are put together: {earlier} and {name}"
                ),
            )
            .help("rename or remove one of them"),
        );
        false
    }

    /// Says what is wrong with the name at the end of a path.
    fn name(&mut self, path: &str) -> Found {
        let shown = printable(format!("{CONTENT_FOLDER}/{path}"));
        let Some(complaint) = names::complaint(path, &shown) else { return Found::Taken };
        let is_refused = complaint.severity == Severity::Error;
        self.diagnostics.push(complaint);
        if is_refused { Found::Refused } else { Found::Taken }
    }

    /// The path within the content folder; a name that is not Unicode cannot be an address.
    fn relative_path(&mut self, entry: &DirEntry) -> Option<String> {
        let relative = entry.path().strip_prefix(&self.content).unwrap_or(entry.path());
        let Some(path) = relative.to_str() else {
            let shown = format!("{CONTENT_FOLDER}/{}", relative.display());
            self.diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Name, &shown, "the name is not Unicode")
                    .help("rename it: names become addresses"),
            );
            return None;
        };
        Some(path.replace(MAIN_SEPARATOR, "/"))
    }

    fn take(&mut self, entry: &DirEntry, path: String, config: &Config) {
        let shown = printable(format!("{CONTENT_FOLDER}/{path}"));
        let leave_out = |code, message: &str, help: &str| {
            Diagnostic::new(Severity::Warning, code, &shown, format!("{message}, and was left out"))
                .help(help)
        };
        if entry.path_is_symlink() && !self.leads_within(entry) {
            let message = "the symbolic link leads to no file within the content folder";
            self.diagnostics.push(leave_out(Code::Symlink, message, "copy the file to its place"));
            return;
        }
        if !entry.path_is_symlink() && !entry.file_type().is_file() {
            let message = "this is a pipe, a socket or a device and no file";
            self.diagnostics.push(leave_out(
                Code::Unreadable,
                message,
                "move it out of the archive's folder",
            ));
            return;
        }
        if entry.file_name() == COLLECTION_FILE_NAME {
            self.take_collection(entry.path(), &path, config);
            return;
        }
        let reader = (self.choose)(&Candidate::new(&path, entry.path()));
        let file = SourceFile {
            path,
            location: entry.path().to_owned(),
            reader,
            guesses: Guesses::default(),
            page: None,
            tei: TeiKeys::default(),
        };
        if entry.file_name() == SPREADSHEET {
            self.sources.spreadsheets.push(file);
        } else if reader.is_none() {
            self.sources.files.push(file);
        } else if self.name(&file.path) == Found::Taken {
            self.sources.documents.push(file);
        }
    }

    fn leads_within(&self, entry: &DirEntry) -> bool {
        let within = fs::canonicalize(&self.content).and_then(|content| {
            let target = fs::canonicalize(entry.path())?;
            Ok(target.starts_with(&content) && target.is_file())
        });
        within.unwrap_or(false)
    }

    fn take_collection(&mut self, location: &Path, path: &str, config: &Config) {
        let shown = format!("{CONTENT_FOLDER}/{path}");
        let folder = path::folder(path).to_owned();
        let read = fs::read_to_string(location)
            .map_err(|error| Diagnostic::new(Severity::Error, Code::Unreadable, &shown, error.to_string()));
        let parsed = read.and_then(|text| {
            let (collection, replaced): (CollectionConfig, _) = config::parse_shown(&shown, &text)?;
            let complaints = shared::complaints(&collection.metadata, config, &shown, &text);
            Ok((collection, complaints.into_iter().chain(replaced)))
        });
        match parsed {
            Ok((collection, found)) => {
                self.diagnostics.extend(found);
                self.sources.collections.push((folder, collection));
            }
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    /// A folder's description can come after files that lie below it.
    fn set_keys(&mut self, config: &Config) {
        let folders = self.sources.collections.iter();
        let folders = folders.map(|(folder, collection)| (folder.as_str(), collection.guess));
        let guesses = FolderGuesses::new(config.guess, folders);
        let folders = self.sources.collections.iter();
        let tei = FolderTei::new(&config.tei, folders.map(|(folder, own)| (folder.as_str(), &own.tei)));
        for file in &mut self.sources.documents {
            file.guesses = guesses.of(&file.path);
            file.tei = tei.of(&file.path);
        }
    }
}

/// A path as it can stand in a list of files: with escapes for what would break the list.
fn printable(path: String) -> String {
    let escaped = |c: char| if names::is_refused(c) { c.escape_default().to_string() } else { c.to_string() };
    if path.contains(names::is_refused) { path.chars().map(escaped).collect() } else { path }
}

/// Names that begin with a point belong to programs.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}
