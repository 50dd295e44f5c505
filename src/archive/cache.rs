//! The cache: what a build remembers for the next one.
//!
//! It holds what was read from each source, and from what each page was made, of which only its bytes are known here.
//! Where it lies is for its caller to say. It is a help and never a truth: what does not fit
//! the program, the configuration, or the files as they are is made anew, and a cache that is damaged
//! is as good as none.
//!
//! The file is written while the build goes on, so that memory need not hold it. After its first line come the parts, in
//! no fixed order: one for each [`PART`] sources, one for the dates that were inferred, and one for the pages. A table
//! says in their order where they stand and what fingerprints they have, and the last eight bytes say how long the table
//! is. Parts and table are in the form of [postcard](https://postcard.jamesmunns.com/wire-format).

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::catalog::Record;
use crate::config::CollectionConfig;
use crate::dating::Datings;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::fingerprint::{Fingerprint, Stamp};

/// How many sources a part holds. A part in which nothing changed is kept as it is.
pub const PART: usize = 512;

/// What the cache begins with, and the version of its form.
const MAGIC: &[u8; 8] = b"fonds 4\n";

/// What an earlier build remembered.
#[derive(Debug, Default)]
pub struct Cache {
    /// The moment before the build looked at its sources.
    pub began: i64,
    /// Its file, of which no more is in memory than what is being looked at.
    file: Option<Mutex<fs::File>>,
    /// Where the sources stand in it.
    parts: Vec<CachePart>,
    /// For each source, its place among those that are remembered.
    places: HashMap<String, usize>,
    sources: Vec<Mutex<Option<Remembered>>>,
    datings: Datings,
    /// From what pages were made, in the form of a part.
    pages: Vec<u8>,
}

/// What was read from a source.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Remembered {
    /// The path within the content folder.
    pub path: String,
    /// What the file system said of the file before it was read.
    pub stamp: Stamp,
    /// The file's bytes.
    pub bytes: Fingerprint,
    /// What spreadsheets say about it.
    pub rows: Fingerprint,
    /// The collections that it is and holds, by their paths.
    pub collections: Vec<(String, CollectionConfig)>,
    /// What the catalogue keeps of its documents, with what there was to say of each; none where it could not be read.
    pub documents: Vec<(Box<Record>, Vec<Diagnostic>)>,
    /// What there was to say of the source as a whole.
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

/// Where a part stands in a cache.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct CachePart {
    start: u64,
    length: usize,
    fingerprint: Fingerprint,
}

impl CachePart {
    /// Reads it, if it is whole.
    fn read(&self, file: &Mutex<fs::File>) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.start)).ok()?;
            // A table that is damaged must not ask for more memory than there is file.
            (&mut *file).take(self.length as u64).read_to_end(&mut bytes).ok()?;
        }
        let is_whole = bytes.len() == self.length && Fingerprint::of_bytes(&bytes) == self.fingerprint;
        is_whole.then_some(bytes)
    }
}

#[derive(Serialize, Deserialize)]
struct Table {
    environment: Environment,
    began: i64,
    parts: Vec<CachePart>,
}

/// Why a cache cannot be used.
enum Unusable {
    /// There is none.
    Absent,
    /// It is that of another program, in another form perhaps, or of another configuration.
    Other,
    /// It is damaged, or no cache.
    Damaged,
}

/// What stands in the file of a cache, before it is known whether it fits.
pub struct Loaded(Result<(Environment, Cache), Unusable>);

impl Loaded {
    /// The cache, if it is of an environment. Gives an empty cache where nothing can be used, with a word about one
    /// that is damaged.
    pub fn of(self, path: &Path, environment: Environment) -> (Cache, Option<Diagnostic>) {
        let of_environment = |(its, cache)| if its == environment { Ok(cache) } else { Err(Unusable::Other) };
        match self.0.and_then(of_environment) {
            Ok(cache) => (cache, None),
            Err(Unusable::Absent | Unusable::Other) => (Cache::default(), None),
            Err(Unusable::Damaged) => {
                let path = path.display().to_string();
                let message = "what the last build left is damaged, and everything was made anew";
                (Cache::default(), Some(Diagnostic::new(Severity::Note, Code::Cache, &path, message)))
            }
        }
    }
}

impl Cache {
    /// Reads what an earlier build left. That need not wait until it is known what reading depends on.
    pub fn load(path: &Path) -> Loaded {
        Loaded(Self::read(path))
    }

    fn read(path: &Path) -> Result<(Environment, Self), Unusable> {
        let mut file = fs::File::open(path).map_err(|_| Unusable::Absent)?;
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic).map_err(|_| Unusable::Damaged)?;
        if &magic != MAGIC {
            let is_of_another_form = magic.starts_with(&MAGIC[..6]);
            return Err(if is_of_another_form { Unusable::Other } else { Unusable::Damaged });
        }
        let table = table(&mut file).ok_or(Unusable::Damaged)?;
        if table.environment.program != Environment::new(Fingerprint::default()).program {
            return Err(Unusable::Other);
        }
        let file = Mutex::new(file);
        let mut parts = table.parts;
        let (pages, datings) = (parts.pop(), parts.pop());
        let pages = pages.and_then(|part| part.read(&file)).ok_or(Unusable::Damaged)?;
        let datings = datings.and_then(|part| decoded(&part.read(&file)?)).ok_or(Unusable::Damaged)?;
        let sources = parts.par_iter().map(|part| decoded(&part.read(&file)?));
        let sources: Option<Vec<Vec<Remembered>>> = sources.collect();
        let sources: Vec<Remembered> = sources.ok_or(Unusable::Damaged)?.into_iter().flatten().collect();
        let places = sources.iter().enumerate().map(|(place, source)| (source.path.clone(), place)).collect();
        let sources = sources.into_iter().map(|source| Mutex::new(Some(source))).collect();
        let cache = Self { began: table.began, file: Some(file), parts, places, sources, datings, pages };
        Ok((table.environment, cache))
    }

    /// Gives away what was read from a source, with the part in which it stands.
    pub fn take_source(&self, path: &str) -> Option<(usize, Remembered)> {
        let place = *self.places.get(path)?;
        let remembered = self.sources.get(place)?.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some((place / PART, remembered))
    }

    /// How many sources a part has.
    pub fn size_of_part(&self, part: usize) -> usize {
        self.sources.len().saturating_sub(part * PART).min(PART)
    }

    /// Lets go of what was read from sources.
    pub fn forget_sources(&mut self) {
        self.file = None;
        self.places = HashMap::new();
        self.sources = Vec::new();
    }

    /// Gives the dates away that were inferred.
    pub fn take_datings(&mut self) -> Datings {
        std::mem::take(&mut self.datings)
    }

    /// Gives away from what pages were made; nothing where there is none, or it is in another form.
    pub fn take_pages<P: DeserializeOwned + Default>(&mut self) -> P {
        postcard::from_bytes(&std::mem::take(&mut self.pages)).unwrap_or_default()
    }
}

/// What an archive remembers from the last build, and what the next one is to remember.
pub struct Memory {
    /// What tells whether the next build can use it.
    pub environment: Environment,
    /// The moment before anything was looked at.
    pub began: i64,
    /// The next cache, or why it cannot be written. Without it the next build takes longer, and nothing else.
    pub draft: io::Result<Draft>,
    /// Where it has what was read.
    pub parts: Vec<CachePart>,
    /// The dates that were inferred.
    pub datings: Datings,
    /// What the last build left.
    pub cache: Cache,
}

impl Memory {
    /// Ends the next cache, and gives it its place: with what reading remembers, and from what pages were made.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write(self, path: &Path, pages: &impl Serialize) -> io::Result<()> {
        let draft = self.draft?;
        let mut parts = self.parts;
        parts.push(draft.push(&encoded(&self.datings))?);
        parts.push(draft.push(&encoded(pages))?);
        let table = encoded(&Table { environment: self.environment, began: self.began, parts });
        draft.push(&table)?;
        draft.push(&(table.len() as u64).to_le_bytes())?;
        fs::rename(&draft.path, path)
    }
}

/// A cache that is being written. What is not ended is removed.
pub struct Draft {
    path: PathBuf,
    file: Mutex<(fs::File, u64)>,
}

impl Draft {
    /// Begins one at a path that is not yet that of a cache.
    ///
    /// # Errors
    /// What the file system says.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let mut file = fs::File::create(path)?;
        file.write_all(MAGIC)?;
        Ok(Self { path: path.to_owned(), file: Mutex::new((file, MAGIC.len() as u64)) })
    }

    /// Adds a part of another cache as it is. It was found to be whole when that was loaded.
    ///
    /// # Errors
    /// What the file system says, and that there is no such part.
    pub fn copy(&self, cache: &Cache, part: usize) -> io::Result<CachePart> {
        let earlier = cache.parts.get(part).zip(cache.file.as_ref());
        let (earlier, from) = earlier.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut from = from.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *file;
        let copied = CachePart { start: *end, ..*earlier };
        from.seek(SeekFrom::Start(earlier.start))?;
        // The system copies from file to file without our memory.
        let length = io::copy(&mut (&*from).take(earlier.length as u64), file)?;
        *end += length;
        if length == earlier.length as u64 { Ok(copied) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Adds a part. Any number of threads can.
    ///
    /// # Errors
    /// What the file system says.
    pub fn push(&self, bytes: &[u8]) -> io::Result<CachePart> {
        let fingerprint = Fingerprint::of_bytes(bytes);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *file;
        let part = CachePart { start: *end, length: bytes.len(), fingerprint };
        file.write_all(bytes)?;
        *end += bytes.len() as u64;
        Ok(part)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // One that was ended is no longer there. What cannot be removed now is overwritten by the next build.
        let _ = fs::remove_file(&self.path);
    }
}

/// The table of a cache.
fn table(file: &mut fs::File) -> Option<Table> {
    let end = file.seek(SeekFrom::End(-8)).ok()?;
    let mut length = [0; 8];
    file.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    file.seek(SeekFrom::Start(end.checked_sub(length)?)).ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    decoded(&bytes)
}

fn decoded<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// A value in the form of a part.
pub fn encoded(value: &impl Serialize) -> Vec<u8> {
    // Our values have no part that the form cannot hold; an empty part would be damaged, and is read anew.
    // What pages were made from is so much that room for it must not double step by step.
    let size = postcard::experimental::serialized_size(value).unwrap_or_default();
    postcard::to_extend(value, Vec::with_capacity(size)).unwrap_or_default()
}
