//! Sources: the files of an archive, in a fixed order. This is the one place that walks the tree.
//!
//! Nothing outside the archive's folder is read: a symbolic link that leads out of it is reported
//! and left out.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config::guesses::{FolderGuesses, Guesses};
use crate::config::{self, COLLECTION_FILE_NAME, CollectionConfig, Config};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::spreadsheet::{self, Spreadsheets};

/// The folder of the documents within an archive.
pub const CONTENT_FOLDER: &str = "content";

/// What the content folder holds.
#[derive(Debug, Default)]
pub struct Sources {
    /// The documents' files, in natural order of their paths.
    pub documents: Vec<SourceFile>,
    /// All other files, by which a link can be meant.
    pub files: Vec<SourceFile>,
    /// The folders that describe themselves, with what they say.
    pub collections: Vec<(String, CollectionConfig)>,
    /// The metadata that stands in spreadsheets.
    pub spreadsheets: Spreadsheets,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the content folder, with `/` between its parts.
    pub path: String,
    /// Where the file is.
    pub location: PathBuf,
    /// Its format.
    pub format: Format,
    /// What its reader may guess.
    pub guesses: Guesses,
}

/// The format of a source file, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.txt`
    PlainText,
    /// `.md`
    Markdown,
    /// Anything else: copied if a document links to it.
    Other,
}

impl SourceFile {
    /// The path that diagnostics name: relative to the archive's root.
    pub fn shown_path(&self) -> String {
        format!("{CONTENT_FOLDER}/{}", self.path)
    }

    /// The path without its extension: the document's identity and the address of its page.
    pub fn id(&self) -> &str {
        self.path.rsplit_once('.').map_or(self.path.as_str(), |(stem, _)| stem)
    }
}

/// Walks the content folder of an archive.
pub fn collect(root: &Path, config: &Config) -> (Sources, Vec<Diagnostic>) {
    let mut walk = Walk { content: root.join(CONTENT_FOLDER), ..Walk::default() };
    walk.run(config);
    walk.set_guesses(config);
    walk.read_spreadsheets(config);
    (walk.sources, walk.diagnostics)
}

#[derive(Default)]
struct Walk {
    content: PathBuf,
    sources: Sources,
    /// The `catalog.csv` files, which can only be read when all documents are known.
    spreadsheets: Vec<SourceFile>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk {
    fn run(&mut self, config: &Config) {
        let exclusions = config.exclusions();
        let walk = WalkDir::new(&self.content)
            .min_depth(1)
            .sort_by(|a, b| {
                natord::compare(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy())
                    .then_with(|| a.file_name().cmp(b.file_name()))
            })
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry));
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let Some(path) = self.relative_path(&entry) else { continue };
                    if !exclusions.is_match(&path) {
                        self.take(&entry, path);
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

    /// The path within the content folder; a name that is not Unicode cannot be an address.
    fn relative_path(&mut self, entry: &DirEntry) -> Option<String> {
        let relative = entry.path().strip_prefix(&self.content).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
        if parts.is_none() {
            let shown = format!("{CONTENT_FOLDER}/{}", relative.display());
            self.diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Unreadable, &shown, "the file's name is not Unicode")
                    .help("rename the file: its name becomes the address of its page"),
            );
        }
        parts.map(|parts| parts.join("/"))
    }

    fn take(&mut self, entry: &DirEntry, path: String) {
        if entry.path_is_symlink() && !self.leads_within(entry) {
            let shown = format!("{CONTENT_FOLDER}/{path}");
            self.diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::Symlink,
                    &shown,
                    "the symbolic link leads to no file within the content folder, and was left out",
                )
                .help("copy the file to its place"),
            );
            return;
        }
        if entry.file_type().is_dir() {
            return;
        }
        if entry.file_name() == COLLECTION_FILE_NAME {
            self.take_collection(entry.path(), &path);
            return;
        }
        let format = match entry.path().extension().and_then(|extension| extension.to_str()) {
            Some("txt") => Format::PlainText,
            Some("md") => Format::Markdown,
            _ => Format::Other,
        };
        let file =
            SourceFile { path, location: entry.path().to_owned(), format, guesses: Guesses::default() };
        if entry.file_name() == spreadsheet::FILE_NAME {
            self.spreadsheets.push(file);
            return;
        }
        if format == Format::Other {
            self.sources.files.push(file)
        } else {
            self.sources.documents.push(file)
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
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let read = fs::read_to_string(location)
            .map_err(|error| Diagnostic::new(Severity::Error, Code::Unreadable, &shown, error.to_string()));
        match read.and_then(|text| config::parse(&shown, &text)) {
            Ok(collection) => self.sources.collections.push((folder, collection)),
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

/// Names that begin with a point belong to programs.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn files_are_sorted_naturally_and_by_kind() {
        let archive = archive(&[
            ("content/a/d10.txt", ""),
            ("content/a/d9.txt", ""),
            ("content/a/collection.toml", "title = \"A\""),
            ("content/a/map.svg", ""),
            ("content/.hidden.txt", ""),
            ("content/drafts/x.md", ""),
        ]);
        let config = Config {
            exclude: vec!["drafts/**".to_owned().try_into().expect("a pattern")],
            ..Config::default()
        };
        let (sources, diagnostics) = collect(archive.path(), &config);
        let paths: Vec<&str> = sources.documents.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a/d9.txt", "a/d10.txt"]);
        assert_eq!(sources.files[0].path, "a/map.svg");
        assert_eq!(sources.collections[0].1.title.as_deref(), Some("A"));
        assert!(diagnostics.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_left_out() {
        let archive = archive(&[("secret.txt", "x"), ("content/a.txt", "x")]);
        let content = archive.path().join("content");
        std::os::unix::fs::symlink("../secret.txt", content.join("b.txt")).expect("a link");
        std::os::unix::fs::symlink("a.txt", content.join("c.txt")).expect("a link");
        std::os::unix::fs::symlink("..", content.join("up")).expect("a link");
        let (sources, diagnostics) = collect(archive.path(), &Config::default());
        let paths: Vec<&str> = sources.documents.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a.txt", "c.txt"]);
        let files: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.file.as_str()).collect();
        assert_eq!(files, ["content/b.txt", "content/up"]);
    }
}
