//! Making a small archive that builds, for a beginning.
//!
//! The folder owns the files of that archive. It takes a folder that has none of them, and must not know how they are read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Severity};

/// The files of the small archive: path and content.
const FILES: [(&str, &str); 6] = [
    (GIT_IGNORE, include_str!("gitignore")),
    ("fonds.toml", include_str!("fonds.toml")),
    ("content/letters/collection.toml", include_str!("collection.toml")),
    ("content/letters/d1.txt", include_str!("d1.txt")),
    ("content/letters/d2.txt", include_str!("d2.txt")),
    ("content/letters/d3.md", include_str!("d3.md")),
];

/// Where a repository says what it does not keep. One that is there has rules of its own.
const GIT_IGNORE: &str = ".gitignore";

/// Makes the small archive in a folder, which is made if it is not there.
///
/// # Errors
/// A diagnostic, if one of the files is there already (nothing is written then) or cannot be
/// written.
pub fn run(dir: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let content = dir.join("content");
    if content.exists() || dir.join("fonds.toml").exists() {
        let message = "there is an archive in this folder already";
        return Err(Diagnostic::new(Severity::Error, Code::Unwritable, &dir.display().to_string(), message)
            .help("choose a folder that is empty or not there: fonds init my-archive"));
    }
    let mut made = Vec::new();
    for (name, text) in FILES {
        let path = dir.join(name);
        if name == GIT_IGNORE && path.exists() {
            continue;
        }
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::File::create_new(&path)?.write_all(text.as_bytes())
        };
        write().map_err(|error| Diagnostic::unwritable(&path, "the file", &error))?;
        made.push(path);
    }
    Ok(made)
}
