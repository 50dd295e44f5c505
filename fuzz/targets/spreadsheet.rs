//! Any bytes as the metadata and descriptions of an archive: a table, a collection's description, and front matter.

use std::fs;

use fonds::Options;

/// Looks at what the bytes are.
pub fn run(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(content.join("d1.txt"), "1. Log\n\nAmsel, 3 March 1926.\n\nThe lamp.\n").expect("a file");
    fs::write(content.join("catalog.csv"), bytes).expect("a file");
    let options = Options { root: folder.path().to_owned(), ..Options::default() };
    let report = fonds::run(&options, &|_| ()).expect("an archive");
    report.diagnostics.iter().for_each(|found| assert!(!found.to_string().is_empty()));
}
