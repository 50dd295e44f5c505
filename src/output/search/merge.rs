//! Merging: from runs, which hold a few hundred documents each, to the groups of the whole archive.
//!
//! The runs are read side by side, stem by stem, so that memory holds one stem of each. All groups are also kept in a
//! file, from which the next build takes those that no changed run touches. Long lists stand in a [store](super::store) beside it:
//!
//! ```text
//! merged  = bytes of the store that are in use, its name, number of runs, (first document, name)*, group*, 0
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;

use rayon::prelude::*;

use super::group::{Group, StemPart};
use super::patch::Change;
use super::run::{OpenRun, StemRun};
use super::store::{Part, Store, Stored};
use super::varint;

/// A run that is new, and that which had its place before.
pub struct ChangedRun {
    /// The documents.
    pub documents: Range<u32>,
    /// The run of these documents in the groups that are taken over, if there are such.
    pub before: Option<OpenRun>,
    /// Their run now.
    pub now: OpenRun,
}

/// The runs of an index: the first document and the name of each.
pub type Runs = Vec<(u32, String)>;

/// The groups of the build before.
pub struct Earlier {
    /// From which runs they were made.
    pub runs: Runs,
    /// The store with their long lists, and how many bytes of it are in use.
    pub store: Arc<Store>,
    in_use: u64,
    file: BufReader<File>,
}

impl Earlier {
    /// Opens the file of a folder in which they were kept.
    ///
    /// # Errors
    /// What the file system says, and that it is damaged.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(BUFFER, File::open(folder.join(MERGED))?);
        let mut in_use = [0; 8];
        file.read_exact(&mut in_use)?;
        let store = Arc::new(Store::open(folder, varint::read_text(&mut file)?)?);
        let count = varint::read(&mut file)?;
        let runs = (0..count).map(|_| Ok((varint::read(&mut file)?, varint::read_text(&mut file)?)));
        let runs = runs.collect::<io::Result<_>>()?;
        Ok(Self { runs, store, in_use: u64::from_le_bytes(in_use), file })
    }

    fn next_group(&mut self) -> io::Result<Option<Group>> {
        // No stem is empty.
        let is_end = self.file.fill_buf()?.first() == Some(&END);
        if is_end { Ok(None) } else { Group::read(&mut self.file).map(Some) }
    }
}

/// The file in which groups are kept for the next build, and its store.
pub struct Keeping {
    file: BufWriter<tempfile::NamedTempFile>,
    group: Vec<u8>,
    store: Arc<Store>,
    /// The store of the build before, from which is copied what is still in use.
    copied: Option<Arc<Store>>,
    in_use: u64,
}

impl Keeping {
    /// Begins a file in a folder. Its store is that of the earlier groups that are taken over, unless most of that is no longer
    /// in use.
    ///
    /// # Errors
    /// What the file system says.
    pub fn begin(folder: &Path, runs: &Runs, earlier: Option<&Earlier>) -> io::Result<Self> {
        let file = tempfile::NamedTempFile::new_in(folder)?;
        let mut file = BufWriter::with_capacity(BUFFER, file);
        let is_full = |earlier: &&Earlier| earlier.store.length() > 2 * earlier.in_use;
        let copied = earlier.filter(is_full).map(|earlier| Arc::clone(&earlier.store));
        let store = match earlier {
            Some(earlier) if copied.is_none() => Arc::clone(&earlier.store),
            _ => Arc::new(Store::create(folder)?),
        };
        let mut head = 0_u64.to_le_bytes().to_vec();
        varint::push_text(&store.name, &mut head);
        varint::push_length(runs.len(), &mut head);
        for (first, name) in runs {
            varint::push(*first, &mut head);
            varint::push_text(name, &mut head);
        }
        file.write_all(&head)?;
        Ok(Self { file, group: Vec::new(), store, copied, in_use: 0 })
    }

    /// Keeps the next group.
    ///
    /// # Errors
    /// What the file system says.
    pub fn push(&mut self, group: &Group) -> io::Result<()> {
        let Self { file, group: bytes, store, copied, in_use } = self;
        bytes.clear();
        group.write(bytes, &mut |part| {
            let kept = kept(part, store, copied.as_deref())?;
            *in_use += kept.length() as u64;
            Ok(kept)
        })?;
        file.write_all(bytes)
    }

    /// Gives the file its name in the folder, now that it is whole, and gives the name of its store.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(mut self, folder: &Path) -> io::Result<String> {
        self.store.flush()?;
        self.file.write_all(&[END])?;
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&self.in_use.to_le_bytes())?;
        file.persist(folder.join(MERGED))?;
        Ok(self.store.name.clone())
    }
}

/// Where a part stands in a store: where it stood, or it is appended. What is `copied` is read from there.
fn kept(part: &Part, store: &Store, copied: Option<&Store>) -> io::Result<Stored> {
    match (part, copied) {
        (Part::Stored(stored), None) => Ok(*stored),
        (part, copied) => store.push(&part.bytes(copied)?),
    }
}

/// The file in the folder of the runs with what was merged from the runs.
pub const MERGED: &str = "merged";

/// Stands after the last group, so that a file that lost its end is seen.
const END: u8 = 0;

const BUFFER: usize = 256 * 1024;

/// Shows all groups in the order of their stems: those of the build before, with what changed runs say in place of what
/// they said. Without earlier groups all runs are changes. What comes next is read and put together while groups are shown.
///
/// # Errors
/// What the file system says, and that a run or the groups are damaged.
pub fn merge(
    earlier: Option<Earlier>,
    changes: Vec<ChangedRun>,
    show: &mut (dyn FnMut(Group) -> io::Result<()> + Send),
) -> io::Result<()> {
    let (sender, batches) = mpsc::sync_channel(1);
    let before = earlier.as_ref().map(|earlier| Arc::clone(&earlier.store));
    let before = before.as_deref();
    thread::scope(|scope| {
        // Nobody takes a batch when there was an error, which is told then.
        let reading = scope.spawn(move || read(earlier, changes, &mut |batch| sender.send(batch).is_ok()));
        let mut made = Vec::new();
        for batch in batches {
            let (next, shown) =
                rayon::join(|| groups(batch, before), || made.into_iter().try_for_each(&mut *show));
            shown?;
            made = next?;
        }
        made.into_iter().try_for_each(show)?;
        reading.join().unwrap_or_else(|_| Err(io::Error::other("the runs could not be read")))
    })
}

/// Reads the stems with what is known of them, and hands some of them over at once for as long as they are wanted.
fn read(
    mut earlier: Option<Earlier>,
    changes: Vec<ChangedRun>,
    hand_over: &mut dyn FnMut(Vec<Work>) -> bool,
) -> io::Result<()> {
    let mut next_group = || earlier.as_mut().map_or(Ok(None), Earlier::next_group);
    let mut stems = Stems::new(changes)?;
    let mut group = next_group()?;
    let mut waiting: Vec<Work> = Vec::new();
    let mut size = 0;
    loop {
        let stem = match (&group, stems.peek()) {
            (None, None) => break,
            (Some(group), None) => group.stem.clone(),
            (None, Some(stem)) => stem.to_owned(),
            (Some(group), Some(stem)) => group.stem.as_str().min(stem).to_owned(),
        };
        let is_it = |group: &Group| group.stem == stem;
        let before = if group.as_ref().is_some_and(is_it) {
            std::mem::replace(&mut group, next_group()?)
        } else {
            None
        };
        let work = Work { before, changes: stems.take(&stem)?, stem };
        size += work.size();
        waiting.push(work);
        if size >= AT_ONCE {
            size = 0;
            if !hand_over(std::mem::take(&mut waiting)) {
                return Ok(());
            }
        }
    }
    hand_over(waiting);
    Ok(())
}

/// About how many bytes are put together at once.
const AT_ONCE: usize = 1 << 20;
/// About how many bytes a stem takes besides its lists and places: most are rare, and have few of these.
const OF_STEM: usize = 512;

/// Puts the parts of stems together, on all cores.
fn groups(batch: Vec<Work>, before: Option<&Store>) -> io::Result<Vec<Group>> {
    let groups = batch.into_par_iter().map(|work| work.group(before));
    let groups: io::Result<Vec<Option<Group>>> = groups.collect();
    Ok(groups?.into_iter().flatten().collect())
}

/// A stem whose group is to be made.
struct Work {
    stem: String,
    /// Its group in the build before.
    before: Option<Group>,
    /// What new runs say of it, where they differ from those before, in the order of their documents.
    changes: Vec<Change>,
}

impl Work {
    fn size(&self) -> usize {
        // Of one that changes, what is long may have to be read.
        let is_here = |part: &&Part| !self.changes.is_empty() || matches!(part, Part::New(_));
        let parts = self.before.iter().flat_map(Group::parts);
        let group = parts.filter(is_here).map(Part::len).sum::<usize>();
        OF_STEM
            + group
            + self.changes.iter().flat_map(|(_, run)| run).map(|run| run.documents.len()).sum::<usize>()
    }

    /// The group, unless no document has the stem any longer.
    fn group(self, store: Option<&Store>) -> io::Result<Option<Group>> {
        let Self { stem, before, changes } = self;
        match before {
            Some(group) if changes.is_empty() => Ok(Some(group)),
            Some(group) => group.with(&changes, store),
            None => {
                let parts = changes.into_iter().filter_map(|(documents, run)| Some((documents.start, run?)));
                let parts: Vec<StemPart> = parts.filter(|(_, run)| !run.documents.is_empty()).collect();
                if parts.is_empty() { Ok(None) } else { Group::of(stem, &parts).map(Some) }
            }
        }
    }
}

/// The stems of changed runs, read side by side.
struct Stems {
    /// For each change the documents, the run before and that of now.
    changes: Vec<(Range<u32>, [Source; 2])>,
    /// The least stem of each change, the least of all first; of equal ones, that of the earlier documents.
    next: BinaryHeap<Reverse<(String, usize)>>,
}

impl Stems {
    fn new(changes: Vec<ChangedRun>) -> io::Result<Self> {
        let mut stems = Self { changes: Vec::new(), next: BinaryHeap::new() };
        for (index, ChangedRun { documents, before, now }) in changes.into_iter().enumerate() {
            stems.changes.push((documents, [Source::new(before)?, Source::new(Some(now))?]));
            stems.wait_for(index);
        }
        Ok(stems)
    }

    /// The least stem.
    fn peek(&self) -> Option<&str> {
        self.next.peek().map(|Reverse((stem, _))| stem.as_str())
    }

    /// What is new of a stem that is the least one, or before it.
    fn take(&mut self, stem: &str) -> io::Result<Vec<Change>> {
        let mut taken = Vec::new();
        while self.peek() == Some(stem) {
            let Some(Reverse((_, index))) = self.next.pop() else { break };
            if let Some((documents, [before, now])) = self.changes.get_mut(index) {
                let (before, now) = (before.take(stem)?, now.take(stem)?);
                if before != now {
                    taken.push((documents.clone(), now));
                }
            }
            self.wait_for(index);
        }
        Ok(taken)
    }

    fn wait_for(&mut self, index: usize) {
        let sources = self.changes.get(index).map(|(_, sources)| sources);
        let least = sources.into_iter().flatten().filter_map(Source::peek).min();
        self.next.extend(least.map(|stem| Reverse((stem.to_owned(), index))));
    }
}

/// A run that is read stem by stem.
struct Source {
    reader: Option<OpenRun>,
    next: Option<StemRun>,
}

impl Source {
    fn new(mut reader: Option<OpenRun>) -> io::Result<Self> {
        let next = reader.as_mut().map_or(Ok(None), OpenRun::next_stem)?;
        Ok(Self { reader, next })
    }

    fn peek(&self) -> Option<&str> {
        self.next.as_ref().map(|run| run.stem.as_str())
    }

    /// What comes next, if it is this stem.
    fn take(&mut self, stem: &str) -> io::Result<Option<StemRun>> {
        if self.peek() != Some(stem) {
            return Ok(None);
        }
        let next = self.reader.as_mut().map_or(Ok(None), OpenRun::next_stem)?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

#[cfg(test)]
mod tests;
