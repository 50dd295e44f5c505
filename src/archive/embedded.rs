//! Files that lie within sources, kept in the private folder until they are published, and for the next build.
//!
//! Their names are digests of their bytes (SHA-256, since strangers chose those), so that what two messages have is kept
//! once. They are files like others
//! of the archive from then on ([`Sources::files`]), at addresses beside the page of their document.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use crate::catalog::Record;
use crate::config::guesses::Guesses;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::reader::EmbeddedFile;
use crate::source::{SourceFile, Sources};

/// Where such files are kept. Without a folder nobody asks for their bytes, and only their names are known.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    folder: Option<PathBuf>,
    /// How many drafts were written.
    drafts: AtomicUsize,
}

impl Embedded {
    /// Those of a folder, which need not be there.
    pub fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_owned), drafts: AtomicUsize::new(0) }
    }

    /// Keeps the files of a document, and gives their names with the digests of their bytes.
    pub fn keep(
        &self,
        files: &[EmbeddedFile],
        path: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(String, String)> {
        let mut kept = Vec::with_capacity(files.len());
        for EmbeddedFile { name, bytes } in files {
            let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            if let Err(error) = self.write(&digest, bytes) {
                let message = format!("{name}, which lies in this file, cannot be kept: {error}");
                diagnostics.push(
                    Diagnostic::new(Severity::Error, Code::Unwritable, path, message)
                        .help("see that the folder of the output has room and can be written to"),
                );
            }
            kept.push((name.clone(), digest));
        }
        kept
    }

    fn write(&self, digest: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let location = self.location(digest);
        if fs::metadata(&location).is_ok_and(|found| found.len() == bytes.len() as u64) {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        // Whoever finds a file there finds all of it.
        let draft = folder.join(format!("draft-{}", self.drafts.fetch_add(1, Ordering::Relaxed)));
        fs::write(&draft, bytes)?;
        fs::rename(draft, location)
    }

    /// Whether all files of a document are there that will be asked for.
    pub fn has_all(&self, record: &Record) -> bool {
        self.folder.is_none() || record.embedded.iter().all(|(_, digest)| self.location(digest).is_file())
    }

    /// Adds the files of these documents to those of the archive, and removes what no document has.
    pub fn publish<'a>(&self, records: impl Iterator<Item = &'a Record>, sources: &mut Sources) {
        let mut used = HashSet::new();
        for record in records {
            for (name, digest) in &record.embedded {
                let location = self.location(digest);
                used.insert(location.clone());
                sources.files.push(SourceFile {
                    path: record.embedded_path(name),
                    location,
                    reader: None,
                    guesses: Guesses::default(),
                    page: None,
                    tei: Default::default(),
                });
            }
        }
        let Some(Ok(found)) = self.folder.as_ref().map(fs::read_dir) else { return };
        for file in found.flatten().map(|file| file.path()).filter(|path| !used.contains(path)) {
            // What stays takes room, and no more.
            let _ = fs::remove_file(file);
        }
    }

    fn location(&self, digest: &str) -> PathBuf {
        self.folder.clone().unwrap_or_default().join(digest)
    }
}
