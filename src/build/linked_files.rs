//! The files of the archive that documents link to: they stand in the site at their own addresses.

use std::collections::BTreeSet;

use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resolve::route;
use crate::site::Sink;
use crate::source::SourceFile;

/// Gives away the files that documents link to, by their place in the sources, and says what is wrong with them.
pub fn give(archive: &Archive, linked: &BTreeSet<usize>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let mut diagnostics = route::check_linked(&archive.catalog, &archive.sources, linked);
    let files = linked.iter().filter_map(|&file| archive.sources.files.get(file));
    diagnostics.extend(files.filter_map(|file| copy(file, sink).err()));
    diagnostics
}

fn copy(file: &SourceFile, sink: &dyn Sink) -> Result<(), Diagnostic> {
    if sink.has_taken(&file.path) {
        let message = format!("a page of the site has the address {} already", file.path);
        return Err(Diagnostic::new(Severity::Error, Code::Address, &file.shown_path(), message)
            .help("rename the file: linked files keep their names"));
    }
    sink.copy(&file.location, &file.path)
}
