//! The walk through the content folder.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use walkdir::{DirEntry, WalkDir};

use super::{CONTENT_FOLDER, Format, SourceFile, Sources, names};
use crate::config;
use crate::config::guesses::{FolderGuesses, Guesses};
use crate::config::{COLLECTION_FILE_NAME, Config};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::path;
use crate::source::spreadsheet::Spreadsheets;
use crate::source::{decode, spreadsheet};

/// By how many of its first bytes a file is taken for a text.
const BEGINNING: u64 = 8192;

/// A walk, and what it has found.
pub struct Walk {
    content: PathBuf,
    sources: Sources,
    /// The `catalog.csv` files, which can only be read when all documents are known.
    spreadsheets: Vec<SourceFile>,
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

impl Walk {
    /// A walk through a content folder.
    pub fn new(content: PathBuf) -> Self {
        Self {
            content,
            sources: Sources::default(),
            spreadsheets: Vec::new(),
            spellings: HashMap::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Walks, and reads what describes the documents.
    pub fn run(mut self, config: &Config) -> (Sources, Vec<Diagnostic>) {
        self.walk(config);
        self.set_guesses(config);
        self.read_spreadsheets(config);
        (self.sources, self.diagnostics)
    }

    fn walk(&mut self, config: &Config) {
        let exclusions = config.exclusions();
        let mut walk = WalkDir::new(&self.content)
            .min_depth(1)
            .sort_by(|a, b| {
                natord::compare(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy())
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
        let path = names::normalised(&path).into_owned();
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
        let shown = printable(&format!("{CONTENT_FOLDER}/{path}"));
        let Some(complaint) = names::complaint(path, &shown) else { return Found::Taken };
        let is_refused = complaint.severity == Severity::Error;
        self.diagnostics.push(complaint);
        if is_refused { Found::Refused } else { Found::Taken }
    }

    /// The path within the content folder; a name that is not Unicode cannot be an address.
    fn relative_path(&mut self, entry: &DirEntry) -> Option<String> {
        let relative = entry.path().strip_prefix(&self.content).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
        if parts.is_none() {
            let shown = format!("{CONTENT_FOLDER}/{}", relative.display());
            self.diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Name, &shown, "the name is not Unicode")
                    .help("rename it: names become addresses"),
            );
        }
        parts.map(|parts| parts.join("/"))
    }

    fn take(&mut self, entry: &DirEntry, path: String, config: &Config) {
        let shown = printable(&format!("{CONTENT_FOLDER}/{path}"));
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
            self.take_collection(entry.path(), &path);
            return;
        }
        let format = Format::of(&path, &config.plain_text, || begins_as_text(entry.path()));
        let file =
            SourceFile { path, location: entry.path().to_owned(), format, guesses: Guesses::default() };
        if entry.file_name() == spreadsheet::FILE_NAME {
            self.spreadsheets.push(file);
        } else if format == Format::Other {
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

    fn take_collection(&mut self, location: &Path, path: &str) {
        let shown = format!("{CONTENT_FOLDER}/{path}");
        let folder = path::folder(path).to_owned();
        let read = fs::read_to_string(location)
            .map_err(|error| Diagnostic::new(Severity::Error, Code::Unreadable, &shown, error.to_string()));
        match read.and_then(|text| config::parse_shown(&shown, &text)) {
            Ok((collection, replaced)) => {
                self.diagnostics.extend(replaced);
                self.sources.collections.push((folder, collection));
            }
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    /// A folder's description can come after files that lie below it.
    fn set_guesses(&mut self, config: &Config) {
        let guesses = FolderGuesses::new(config, &self.sources.collections);
        for file in &mut self.sources.documents {
            file.guesses = guesses.of(&file.path);
        }
    }

    fn read_spreadsheets(&mut self, config: &Config) {
        let files = std::mem::take(&mut self.spreadsheets);
        let (spreadsheets, found) = Spreadsheets::read(files, &self.sources, config);
        self.sources.spreadsheets = spreadsheets;
        self.diagnostics.extend(found);
    }
}

/// A path as it can stand in a list of files: with escapes for what would break the list.
fn printable(path: &str) -> String {
    let escaped = |c: char| if names::is_refused(c) { c.escape_default().to_string() } else { c.to_string() };
    path.chars().map(escaped).collect()
}

/// Whether a file begins as a text. One that cannot be read does not, and is said to be left out.
fn begins_as_text(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
    read.is_ok() && decode::begins_as_text(&beginning)
}

/// Names that begin with a point belong to programs.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}
