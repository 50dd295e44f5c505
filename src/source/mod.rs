//! Sources: the files of an archive, in a fixed order. This is the one place that walks the tree.
//!
//! The room owns the walk, what a name says of a file, and how bytes become text ([`decode`]). It takes the archive's folder
//! and its configuration, and gives the files by their parts ([`Sources`]). It must not know what stands in them.
//!
//! Nothing outside the archive's folder is read: a symbolic link that leads out of it is reported
//! and left out. Each file is a document, a file that can be linked to, metadata, or excluded by a rule of
//! the archive; what is none of these in the end is counted ([`left_out`]).

mod candidate;
pub mod decode;
pub mod format;
pub mod left_out;
pub mod maildir;
pub mod names;
mod walk;

use std::path::{Path, PathBuf};

pub use candidate::Candidate;

use crate::config::guesses::Guesses;
use crate::config::tei::TeiKeys;
use crate::config::{CollectionConfig, Config};
use crate::diagnostic::Diagnostic;
use crate::model::path;
use walk::Walk;

/// The folder of the documents within an archive.
pub const CONTENT_FOLDER: &str = "content";

/// The folder of drafts, here and in any folder below.
pub const DRAFTS_FOLDER: &str = "_drafts";

/// The name of a spreadsheet of metadata, in any folder.
pub const SPREADSHEET: &str = "catalog.csv";

/// What the content folder holds.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files that readers want, in natural order of their paths.
    pub documents: Vec<SourceFile>,
    /// All other files, by which a link can be meant.
    pub files: Vec<SourceFile>,
    /// The folders that describe themselves, with what they say.
    pub collections: Vec<(String, CollectionConfig)>,
    /// The spreadsheets of metadata.
    pub spreadsheets: Vec<SourceFile>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the content folder, with `/` between its parts, in Unicode's composed form.
    pub path: String,
    /// Where the file is.
    pub location: PathBuf,
    /// The place of its reader in the table of readers; none where no reader wants it.
    pub reader: Option<usize>,
    /// What its reader may guess.
    pub guesses: Guesses,
    /// The path of its page without `.html`, where that does not follow from its own.
    pub page: Option<String>,
    /// What is said of it if it is TEI.
    pub tei: TeiKeys,
}

impl SourceFile {
    /// The path that diagnostics name: relative to the archive's root.
    pub fn shown_path(&self) -> String {
        format!("{CONTENT_FOLDER}/{}", self.path)
    }

    /// The path without its extension: the address of the page of its only document, or of the folder of all that it
    /// holds.
    pub fn id(&self) -> &str {
        self.page.as_deref().unwrap_or_else(|| path::stem(&self.path))
    }

    /// Whether the place or the name of the file says that it is a draft: it lies in `_drafts`, or its name begins
    /// with `_` and is not that of a folder's page.
    pub fn is_draft(&self) -> bool {
        let (folder, name) = path::split(&self.path);
        let is_index = path::stem(name).eq_ignore_ascii_case("_index");
        name.starts_with('_') && !is_index
            || folder.split('/').any(|part| part.eq_ignore_ascii_case(DRAFTS_FOLDER))
    }
}

/// Walks the content folder of an archive. `choose` gives the place of the reader that wants a file, in the table of
/// readers.
pub fn collect(
    root: &Path,
    config: &Config,
    choose: &dyn Fn(&Candidate<'_>) -> Option<usize>,
) -> (Sources, Vec<Diagnostic>) {
    Walk::new(root.join(CONTENT_FOLDER), choose).run(config)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Walks an archive of which texts are documents.
    fn collect(root: &Path, config: &Config) -> (Sources, Vec<Diagnostic>) {
        super::collect(root, config, &|file| file.has_extension(&["txt", "md"]).then_some(0))
    }

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

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_left_out() {
        let archive = archive(&[("content/a.txt", "x")]);
        let pipe = archive.path().join("content/pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        let socket = std::os::unix::net::UnixListener::bind(archive.path().join("content/socket.md"));
        socket.expect("a socket");
        std::os::unix::fs::symlink("pipe.txt", archive.path().join("content/link.txt")).expect("a link");
        let (sources, diagnostics) = collect(archive.path(), &Config::default());
        assert_eq!(sources.documents.len(), 1);
        assert!(sources.files.is_empty());
        let said: Vec<(&str, crate::diagnostic::Severity)> =
            diagnostics.iter().map(|found| (found.file.as_str(), found.severity)).collect();
        let warning = crate::diagnostic::Severity::Warning;
        assert_eq!(
            said,
            [("content/link.txt", warning), ("content/pipe.txt", warning), ("content/socket.md", warning)]
        );
    }

    #[test]
    fn two_spellings_of_one_name_are_an_error() {
        let archive = archive(&[("content/Zürich.txt", ""), ("content/Zu\u{308}rich.txt", "")]);
        let (sources, diagnostics) = collect(archive.path(), &Config::default());
        assert_eq!(sources.documents.len(), 1);
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.contains("“Zu\\u{308}rich.txt”"), "{}", diagnostics[0].message);
        assert!(diagnostics[0].message.contains("“Z\\u{fc}rich.txt”"), "{}", diagnostics[0].message);
    }

    #[cfg(unix)]
    #[test]
    fn names_with_line_breaks_are_refused() {
        let archive = archive(&[
            ("content/a\nb.txt", ""),
            ("content/c\u{7}/d.txt", ""),
            ("content/Icon\r", ""),
            ("content/e.txt", ""),
        ]);
        let (sources, diagnostics) = collect(archive.path(), &Config::default());
        let paths: Vec<&str> = sources.documents.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["e.txt"]);
        let messages: Vec<&str> = diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages[0].contains("“a\\nb.txt”: it holds a line break"), "{messages:?}");
        assert!(messages[1].contains("U+0007"), "{messages:?}");
        assert!(diagnostics.iter().all(|found| !found.file.contains(['\n', '\u{7}'])));
    }

    #[test]
    fn drafts_are_known_by_their_place_and_name() {
        let is_draft = |path: &str| {
            let file = SourceFile {
                path: path.to_owned(),
                location: PathBuf::new(),
                reader: Some(0),
                guesses: Guesses::default(),
                page: None,
                tei: TeiKeys::default(),
            };
            file.is_draft()
        };
        for path in ["_drafts/a.md", "letters/_drafts/a/b.txt", "letters/_a.md", "_notes.txt", "_Drafts/a.md"]
        {
            assert!(is_draft(path), "{path}");
        }
        for path in ["_index.md", "letters/_index.md", "_posts/a.md", "a_b.md", "drafts/a.md", "_Index.MD"] {
            assert!(!is_draft(path), "{path}");
        }
    }
}
