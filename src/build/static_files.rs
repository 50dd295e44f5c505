//! The files that stand in the site as they are in the program and in the archive's `static/`.

use std::fs;
use std::path::Path;

use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::output::offline;
use crate::render::BUILT_IN_STATIC;
use crate::site::{Page, Sink};

/// The folder of the files that are copied as they are.
pub const FOLDER: &str = "static";

/// The files for the site's look: the built-in ones, and over them the archive's own. Gives what is wrong with
/// them.
pub fn give(archive: &Archive, sink: &dyn Sink) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let offline = offline::STATIC.iter().filter(|_| archive.config.offline);
    let built_in =
        BUILT_IN_STATIC.iter().filter(|(address, _)| archive.config.search || !is_of_search(address));
    for &(address, content) in built_in.chain(offline) {
        let page = Page { address: address.to_owned(), content: content.as_bytes().to_vec() };
        diagnostics.extend(sink.take(page, None).err());
    }
    let folder = archive.root.join(FOLDER);
    if fs::symlink_metadata(&folder).is_err() {
        return diagnostics;
    }
    for entry in walkdir::WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
        diagnostics.extend(
            entry
                .map_err(|error| unreadable(&folder, &error))
                .and_then(|entry| {
                    let relative = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
                    if entry.file_type().is_dir() { Ok(()) } else { give_file(&entry, relative, sink) }
                })
                .err(),
        );
    }
    diagnostics
}

/// Whether only the search, and what marks its hits in documents, uses a built-in file.
fn is_of_search(address: &str) -> bool {
    ["assets/search", "assets/hits"].iter().any(|beginning| address.starts_with(beginning))
}

/// Gives a file of the static folder as it is.
fn give_file(entry: &walkdir::DirEntry, relative: &Path, sink: &dyn Sink) -> Result<(), Diagnostic> {
    let shown = format!("{FOLDER}/{}", relative.display());
    if entry.file_type().is_symlink() {
        let message = "the symbolic link was left out";
        return Err(Diagnostic::new(Severity::Warning, Code::Symlink, &shown, message)
            .help("copy the file to its place"));
    }
    if !entry.file_type().is_file() {
        let message = "a pipe, socket or device cannot be published, and was left out";
        return Err(Diagnostic::new(Severity::Warning, Code::Unreadable, &shown, message).help("remove it"));
    }
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    match parts {
        Some(parts) => sink.copy(entry.path(), &parts.join("/")).map_err(|found| {
            if found.code == Code::Address { Diagnostic { file: shown, ..found } } else { found }
        }),
        None => {
            Err(Diagnostic::new(Severity::Error, Code::Unreadable, &shown, "the file's name is not Unicode")
                .help("rename the file: its name becomes its address"))
        }
    }
}

/// A part of the static folder that cannot be read.
fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let within = error.path().and_then(|path| path.strip_prefix(folder).ok()).unwrap_or(Path::new(""));
    let shown = format!("{FOLDER}/{}", within.display());
    Diagnostic::new(Severity::Error, Code::Unreadable, &shown, error.to_string())
        .help("make the folder readable")
}
