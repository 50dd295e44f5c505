//! The cache: what a build remembers for the next one.
//!
//! It lies in the private folder beside the output ([`crate::emit`]), and holds what was read from
//! each source, and from what each page was made. It is a help and never a truth: what does not fit
//! the program, the configuration, or the files as they are is made anew, and a cache that is damaged
//! is as good as none.
//!
//! The file is a head that says how long the parts are and what fingerprints they have, and the parts:
//! one for each [`PART`] sources, in their order, one for the dates that were inferred, and one for the
//! pages. Each is in the form of
//! [postcard](https://postcard.jamesmunns.com/wire-format).

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::archive::Memory;
use crate::catalog::Record;
use crate::dating::Datings;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fingerprint::{Fingerprint, Stamp};
use crate::search;

/// How many sources a part holds. A part in which nothing changed is kept as it is.
pub const PART: usize = 512;

/// The name of the cache in the private folder.
const FILE_NAME: &str = "cache";

/// What the cache begins with, and the version of its form.
const MAGIC: &[u8; 8] = b"fonds 1\n";

/// What an earlier build remembered.
#[derive(Debug, Default)]
pub struct Cache {
    /// The moment before the build looked at its sources.
    pub began: i128,
    bytes: Vec<u8>,
    parts: Vec<Range<usize>>,
    /// For each source, its place among those that are remembered.
    places: HashMap<String, usize>,
    sources: Vec<Mutex<Option<Remembered>>>,
    datings: Datings,
    pages: HashMap<String, MadePage>,
}

/// What was read from a source.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remembered {
    /// The path within the content folder.
    pub path: String,
    /// What the file system said of the file before it was read.
    pub stamp: Stamp,
    /// The file's bytes.
    pub bytes: Fingerprint,
    /// What spreadsheets say about it.
    pub rows: Fingerprint,
    /// What the catalogue keeps; absent where the source is no text.
    pub record: Option<Record>,
    /// What the reader had to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// From what a page was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MadePage {
    /// All that it depends on.
    pub fingerprint: Fingerprint,
    /// What the file system says of its file.
    pub size: u64,
    /// The same: when it was last changed, in nanoseconds since 1970.
    pub modified: i128,
    /// What there was to say when it was made.
    pub diagnostics: Vec<Diagnostic>,
}

/// What identifies the builds that can share a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environment {
    /// The program.
    pub program: Fingerprint,
    /// All that reading depends on besides the source and its rows.
    pub reading: Fingerprint,
}

impl Environment {
    /// The environment of this program, with what reading depends on.
    pub fn new(reading: Fingerprint) -> Self {
        let program = std::env::current_exe().ok().and_then(|path| Stamp::of(&path));
        let program = program.map(|stamp| (stamp.size, stamp.modified));
        Self { program: Fingerprint::of(&(env!("CARGO_PKG_VERSION"), program)), reading }
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    environment: Environment,
    began: i128,
    parts: Vec<(usize, Fingerprint)>,
}

/// Why a cache cannot be used.
enum Unusable {
    /// There is none.
    Absent,
    /// It is that of another program or of another configuration.
    Other,
    /// It is damaged, or no cache.
    Damaged,
}

impl Cache {
    /// Reads what an earlier build left in a private folder. Gives an empty cache where nothing can
    /// be used, with a word about one that is damaged.
    pub fn load(private: &Path, environment: Environment) -> (Self, Option<Diagnostic>) {
        match Self::read(&private.join(FILE_NAME), environment) {
            Ok(cache) => (cache, None),
            Err(Unusable::Absent | Unusable::Other) => (Self::default(), None),
            Err(Unusable::Damaged) => {
                let path = private.join(FILE_NAME).display().to_string();
                let message = "what the last build left is damaged, and everything was made anew";
                (Self::default(), Some(Diagnostic::new(Severity::Note, Code::Cache, &path, message)))
            }
        }
    }

    fn read(path: &Path, environment: Environment) -> Result<Self, Unusable> {
        let bytes = fs::read(path).map_err(|_| Unusable::Absent)?;
        let rest = bytes.strip_prefix(MAGIC).ok_or(Unusable::Damaged)?;
        let (head, rest) = postcard::take_from_bytes::<Head>(rest).map_err(|_| Unusable::Damaged)?;
        if head.environment != environment {
            return Err(Unusable::Other);
        }
        let mut start = bytes.len() - rest.len();
        let mut parts = Vec::with_capacity(head.parts.len());
        for (length, _) in &head.parts {
            let end =
                start.checked_add(*length).filter(|end| *end <= bytes.len()).ok_or(Unusable::Damaged)?;
            parts.push(start..end);
            start = end;
        }
        let pages = parts.pop().ok_or(Unusable::Damaged)?;
        let datings = parts.pop().ok_or(Unusable::Damaged)?;
        let is_whole = |range: &Range<usize>, index: usize| {
            head.parts.get(index).is_some_and(|(_, fingerprint)| {
                *fingerprint == Fingerprint::of_bytes(bytes.get(range.clone()).unwrap_or_default())
            })
        };
        let read_sources = || -> Option<Vec<Vec<Remembered>>> {
            parts
                .par_iter()
                .enumerate()
                .map(|(index, part)| {
                    is_whole(part, index).then(|| postcard::from_bytes(&bytes[part.clone()]).ok())?
                })
                .collect()
        };
        let read_pages = || -> Option<Vec<(String, MadePage)>> {
            is_whole(&pages, parts.len() + 1).then(|| postcard::from_bytes(&bytes[pages.clone()]).ok())?
        };
        let read_datings = || -> Option<Datings> {
            is_whole(&datings, parts.len()).then(|| postcard::from_bytes(&bytes[datings.clone()]).ok())?
        };
        let (sources, pages) = rayon::join(read_sources, read_pages);
        let sources: Vec<Remembered> = sources.ok_or(Unusable::Damaged)?.into_iter().flatten().collect();
        let places = sources.iter().enumerate().map(|(place, source)| (source.path.clone(), place)).collect();
        let sources = sources.into_iter().map(|source| Mutex::new(Some(source))).collect();
        let pages = pages.ok_or(Unusable::Damaged)?.into_iter().collect();
        let datings = read_datings().ok_or(Unusable::Damaged)?;
        Ok(Self { began: head.began, bytes, parts, places, sources, datings, pages })
    }

    /// Gives away what was read from a source, with the part in which it stands.
    pub fn take_source(&self, path: &str) -> Option<(usize, Remembered)> {
        let place = *self.places.get(path)?;
        let remembered = self.sources.get(place)?.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some((place / PART, remembered))
    }

    /// How many sources a part has, and how it stands in the file.
    pub fn part(&self, part: usize) -> Option<(usize, &[u8])> {
        let bytes = self.bytes.get(self.parts.get(part)?.clone())?;
        Some((self.sources.len().saturating_sub(part * PART).min(PART), bytes))
    }

    /// Gives the dates away that were inferred.
    pub fn take_datings(&mut self) -> Datings {
        std::mem::take(&mut self.datings)
    }

    /// Gives the pages away.
    pub fn take_pages(&mut self) -> HashMap<String, MadePage> {
        std::mem::take(&mut self.pages)
    }
}

/// Writes a cache into a private folder: what reading remembers, and the pages by their addresses.
///
/// # Errors
/// What the file system says.
pub fn write(private: &Path, memory: &Memory, pages: &[(String, MadePage)]) -> io::Result<()> {
    let (datings, pages) = (encoded(&memory.datings), encoded(&pages));
    let parts = || memory.parts.iter().chain([&datings, &pages]);
    let described = parts().map(|part| (part.len(), Fingerprint::of_bytes(part))).collect();
    let head = Head { environment: memory.environment, began: memory.began, parts: described };
    let staged = private.join("cache.new");
    let mut file = fs::File::create(&staged)?;
    file.write_all(MAGIC)?;
    file.write_all(&encoded(&head))?;
    for part in parts() {
        file.write_all(part)?;
    }
    fs::rename(staged, private.join(FILE_NAME))
}

/// Removes what the last build left.
pub fn forget(private: &Path) {
    // What is not there need not be removed, and what cannot be removed is found to be the same.
    let _ = fs::remove_file(private.join(FILE_NAME));
    let _ = fs::remove_dir_all(private.join(search::FOLDER));
}

/// A value in the form of a part.
pub fn encoded(value: &impl Serialize) -> Vec<u8> {
    // Our values have no part that the form cannot hold; an empty part would be damaged, and is read anew.
    postcard::to_stdvec(value).unwrap_or_default()
}
