//! The store: the long lists of an index, in a file that stays from build to build.
//!
//! A change of one document touches a few blocks of some lists. So the lists that have files of their own on the site are kept
//! apart from the groups that name them, and what is new is appended. What no group names any longer stays until it is more
//! than what they do: then the rest is copied to a new file. Bytes are taken back only if they are what was kept.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::varint;
use crate::model::fingerprint::Fingerprint;

/// A file with the bytes of long lists.
pub struct Store {
    /// Its name in the folder of the runs.
    pub name: String,
    open: Mutex<Open>,
}

struct Open {
    file: File,
    /// How many bytes it has, without those that wait.
    length: u64,
    /// What is still to be written.
    waiting: Vec<u8>,
}

/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 20;

/// Where bytes stand in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    start: u64,
    length: usize,
    fingerprint: Fingerprint,
}

/// Bytes that are new, or stand in the store of the build before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// They are here.
    New(Vec<u8>),
    /// They stand there.
    Stored(Stored),
}

impl Store {
    /// Makes one in a folder.
    ///
    /// # Errors
    /// What the file system says.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let (file, path) = tempfile::Builder::new().prefix("lists-").tempfile_in(folder)?.keep()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, open: Mutex::new(Open { file, length: 0, waiting: Vec::new() }) })
    }

    /// Opens one by its name in a folder.
    ///
    /// # Errors
    /// What the file system says, and that it is no name.
    pub fn open(folder: &Path, name: String) -> io::Result<Self> {
        let mut components = Path::new(&name).components();
        if !matches!((components.next(), components.next()), (Some(Component::Normal(_)), None)) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let file = OpenOptions::new().read(true).write(true).open(folder.join(&name))?;
        let length = file.metadata()?.len();
        Ok(Self { name, open: Mutex::new(Open { file, length, waiting: Vec::new() }) })
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.lock().length
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// What the file system says.
    pub fn push(&self, bytes: &[u8]) -> io::Result<Stored> {
        let fingerprint = Fingerprint::of_bytes(bytes);
        let mut open = self.lock();
        let start = open.length + open.waiting.len() as u64;
        open.waiting.extend_from_slice(bytes);
        if open.waiting.len() >= AT_ONCE {
            open.write()?;
        }
        Ok(Stored { start, length: bytes.len(), fingerprint })
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// What the file system says.
    pub fn flush(&self) -> io::Result<()> {
        self.lock().write()
    }

    /// Reads bytes that stood there when it was opened.
    ///
    /// # Errors
    /// What the file system says, and that they are no longer what was kept.
    pub fn read(&self, stored: &Stored) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut open = self.lock();
        open.file.seek(SeekFrom::Start(stored.start))?;
        // A length that is damaged must not ask for more memory than there is file.
        (&mut open.file).take(stored.length as u64).read_to_end(&mut bytes)?;
        drop(open);
        if bytes.len() != stored.length || Fingerprint::of_bytes(&bytes) != stored.fingerprint {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn write(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(&self.waiting)?;
        self.length += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}

impl Stored {
    /// How many bytes it is.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Appends it in the form in which [`Stored::read`] takes it.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.start.to_le_bytes());
        varint::push_length(self.length, out);
        out.extend(self.fingerprint.to_le_bytes());
    }

    /// Reads one.
    ///
    /// # Errors
    /// What reading says.
    pub fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let (mut start, mut fingerprint) = ([0; 8], [0; Fingerprint::BYTES]);
        from.read_exact(&mut start)?;
        let length = varint::read(from)? as usize;
        from.read_exact(&mut fingerprint)?;
        let fingerprint = Fingerprint::from_le_bytes(fingerprint);
        Ok(Self { start: u64::from_le_bytes(start), length, fingerprint })
    }
}

impl Part {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match self {
            Self::New(bytes) => bytes.len(),
            Self::Stored(stored) => stored.length,
        }
    }

    /// What stands for the bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::New(bytes) => Fingerprint::of_bytes(bytes),
            Self::Stored(stored) => stored.fingerprint,
        }
    }

    /// The bytes, which are read from the store of the build before if they are there.
    ///
    /// # Errors
    /// What the store says, and that there is none.
    pub fn bytes(&self, before: Option<&Store>) -> io::Result<Cow<'_, [u8]>> {
        match (self, before) {
            (Self::New(bytes), _) => Ok(Cow::Borrowed(bytes)),
            (Self::Stored(stored), Some(store)) => store.read(stored).map(Cow::Owned),
            (Self::Stored(_), None) => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_as_it_was_kept_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(folder.path()).expect("a store");
        let kept = ["lamp", "keeper"].map(|text| store.push(text.as_bytes()).expect("room"));
        store.flush().expect("room");
        let again = Store::open(folder.path(), store.name.clone()).expect("a store");
        assert_eq!(again.length(), 10);
        assert_eq!(again.read(&kept[1]).expect("bytes"), b"keeper");
        let later = again.push(b"oil").expect("room");
        again.flush().expect("room");
        assert_eq!(again.read(&kept[0]).expect("bytes"), b"lamp");
        std::fs::write(folder.path().join(&store.name), "lamp keepe").expect("written");
        assert!(again.read(&kept[0]).is_ok() && again.read(&kept[1]).is_err() && again.read(&later).is_err());
        assert!(Store::open(folder.path(), format!("../{}", store.name)).is_err());
    }
}
