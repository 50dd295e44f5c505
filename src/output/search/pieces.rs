//! Pieces: the files of the index, each a script, so that pages opened from a folder can load them.
//!
//! | address below `search/` | holds |
//! |---|---|
//! | `index.js` | what every search needs: how the words are divided, and collection, year, kind and length of each document |
//! | `words/XX/XXXXXX.js` | a stretch of the stems in their order, each with its forms and its lists |
//! | `places/XX/XXXXXX.js` | the places for the stems of the piece of that name, for phrases |
//! | `lists/XX/XXXXXX-N.js` | a block of the lists of a stem that has many |
//! | `list-places/XX/XXXXXX-N.js` | a stretch of its places, which are more; N counts through all blocks |
//! | `near.js`, `near/XX/XXXXXX.js` | all words, to find those like another ([`super::near`]) |
//! | `time.js` | for each document its place in the order of time |
//! | `documents/N/N.js` | what results show of [`DOCUMENTS`] documents |
//!
//! Stems are divided where their own hash says so, so that a change of some documents leaves most pieces as they are.
//! The name of a piece is the hash of its first stem; that of blocks is the hash of their stem, with so many `+` after it
//! that no other has it. Numbers are [`varint`]s, texts have their length before them, and
//! all is written as [`letters`]:
//!
//! ```text
//! words  = number of stems, stem*, number of others, (form, stem)*
//! stem   = letters shared with the stem before, rest, number of forms, form*, number of documents,
//!          orders, the second times 16 and the third times 256, and the main form times 4096,
//!          (0, length, lists, (0 | 1, number of signs, block)) | (number of blocks, number of signs, block*)
//! block  = first document, number of documents before it, number of further stretches, step to the first document of each*
//! form   = letters shared with the stem, rest
//! places = (length, places)*
//! ```
//!
//! A form is looked for in the piece in which it would stand itself. The forms of the stems of other pieces, such as
//! "country" of the stem "countri", stand among the others there.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::mem;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::file::{hash, name};
use super::group::Group;
use super::near::NearWords;
use super::store::{Part, Store};
use super::{file, letters, varint};
use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;
use crate::site::Sink;

/// How many documents a piece describes.
pub const DOCUMENTS: usize = 32;

/// A piece has at least so many bytes before one begins where the hash of a stem allows it.
const SMALLEST: usize = 4 * 1024;
/// A piece with so many bytes ends at the next stem, whatever its hash.
const LARGEST: usize = 8 * 1024;

/// A file of the index that is to be written.
struct Piece {
    /// Its address below `search/`, without `.js`.
    name: String,
    content: Part,
}

/// How many pieces are put into their form at once.
const BATCH: usize = 64;

/// Writes the pieces of words, in the order of their stems.
pub struct Pieces<'a> {
    sink: &'a dyn Sink,
    /// The store of the build before, which has what did not change.
    before: Option<Arc<Store>>,
    waiting: Vec<Piece>,
    diagnostics: Vec<Diagnostic>,
    /// What stands for all pieces.
    version: Fingerprint,
    /// The pieces of words wait on the disk until it is known which forms of other pieces they hold.
    spill: File,
    spilled: u64,
    ranges: Vec<Range<u64>>,
    /// The first stem of each piece.
    firsts: Vec<String>,
    /// The forms that stand in other pieces than their stems, with these.
    strays: Vec<(String, String)>,
    piece: OpenPiece,
    /// The names that are taken, so that two stems with the same hash do not share a file.
    names: HashSet<String>,
    near: NearWords,
}

/// The piece that is being put together.
#[derive(Default)]
struct OpenPiece {
    first: String,
    last: String,
    count: usize,
    words: Vec<u8>,
    places: Vec<u8>,
    /// The forms that may stand in other pieces, with their stems.
    forms: Vec<(String, String)>,
}

impl<'a> Pieces<'a> {
    /// Pieces that keep what has to wait in a folder.
    ///
    /// # Errors
    /// What the file system says.
    pub fn new(sink: &'a dyn Sink, folder: &Path, before: Option<Arc<Store>>) -> io::Result<Self> {
        Ok(Self {
            sink,
            before,
            waiting: Vec::new(),
            diagnostics: Vec::new(),
            version: Fingerprint::default(),
            spill: tempfile::tempfile_in(folder)?,
            spilled: 0,
            ranges: Vec::new(),
            firsts: Vec::new(),
            strays: Vec::new(),
            piece: OpenPiece::default(),
            names: HashSet::new(),
            near: NearWords::default(),
        })
    }

    /// Takes the next stem.
    ///
    /// # Errors
    /// What the file system says.
    pub fn push(&mut self, group: Group) -> io::Result<()> {
        self.near.push(&group);
        let size = self.piece.words.len();
        let is_end = size >= LARGEST || size >= SMALLEST && hash(&group.stem).is_multiple_of(8);
        if is_end && !self.names.contains(&format!("words/{}", name(&group.stem))) {
            self.end_piece(Some(&group.stem))?;
        }
        if self.piece.count == 0 {
            self.piece.first.clone_from(&group.stem);
            self.names.insert(format!("words/{}", name(&group.stem)));
        }
        if !group.is_long() {
            self.piece.push(&group, None);
            return Ok(());
        }
        let mut key = group.stem.clone();
        while !self.names.insert(format!("lists/{}", name(&key))) {
            key.push('+');
        }
        self.piece.push(&group, Some(key.len() - group.stem.len()));
        let name = name(&key);
        let has_own_lists = group.has_own_lists();
        for (index, block) in group.blocks.into_iter().enumerate().filter(|_| has_own_lists) {
            self.write(Piece { name: format!("lists/{name}-{index}"), content: block.list })?;
        }
        for (index, stretch) in group.stretches.into_iter().enumerate() {
            self.write(Piece { name: format!("list-places/{name}-{index}"), content: stretch.places })?;
        }
        Ok(())
    }

    /// Ends the piece before the stem `next`. It stays on the disk until all are known.
    fn end_piece(&mut self, next: Option<&str>) -> io::Result<()> {
        let piece = mem::take(&mut self.piece);
        if piece.count == 0 {
            return Ok(());
        }
        let is_here = |form: &str| form >= piece.first.as_str() && next.is_none_or(|next| form < next);
        self.strays.extend(piece.forms.into_iter().filter(|(form, _)| !is_here(form)));
        let places = Part::New(piece.places);
        self.write(Piece { name: format!("places/{}", name(&piece.first)), content: places })?;
        let mut content = Vec::new();
        varint::push_length(piece.count, &mut content);
        content.extend(piece.words);
        self.spill.write_all(&content)?;
        let end = self.spilled + content.len() as u64;
        self.ranges.push(mem::replace(&mut self.spilled, end)..end);
        self.firsts.push(piece.first);
        Ok(())
    }

    /// Writes what is left, and gives the first stem of each piece, and what stands for all of them.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(mut self) -> io::Result<(Vec<String>, Fingerprint, Vec<Diagnostic>)> {
        self.end_piece(None)?;
        let mut strays: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
        for (form, stem) in mem::take(&mut self.strays) {
            // What stands before the first piece is looked for in the first.
            let piece = self.firsts.partition_point(|first| *first <= form).saturating_sub(1);
            strays.entry(piece).or_default().push((form, stem));
        }
        let (near, sink) = (mem::take(&mut self.near), self.sink);
        // The words among which those like another are looked for.
        let near = || {
            let files = near.files().into_par_iter();
            files.map(|file| file.give(sink)).collect::<Vec<_>>()
        };
        let (written, near) = rayon::join(|| self.write_words(strays), near);
        written?;
        for (fingerprint, diagnostic) in near {
            self.version = self.version.with(fingerprint);
            self.diagnostics.extend(diagnostic);
        }
        Ok((self.firsts, self.version, self.diagnostics))
    }

    /// Writes the pieces of words that waited, each with the forms of other pieces that stand in it.
    fn write_words(&mut self, mut strays: BTreeMap<usize, Vec<(String, String)>>) -> io::Result<()> {
        self.spill.seek(SeekFrom::Start(0))?;
        for (index, range) in mem::take(&mut self.ranges).into_iter().enumerate() {
            let mut content = Vec::new();
            (&self.spill).take(range.end - range.start).read_to_end(&mut content)?;
            let mut strays = strays.remove(&index).unwrap_or_default();
            strays.sort_unstable();
            varint::push_length(strays.len(), &mut content);
            for (form, stem) in strays {
                varint::push_text(&form, &mut content);
                varint::push_text(&stem, &mut content);
            }
            let content = Part::New(content);
            self.write(Piece { name: format!("words/{}", name(&self.firsts[index])), content })?;
        }
        self.flush()
    }

    fn write(&mut self, piece: Piece) -> io::Result<()> {
        self.waiting.push(piece);
        if self.waiting.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let waiting = mem::take(&mut self.waiting).into_par_iter();
        let outcomes: io::Result<Vec<(Fingerprint, Option<Diagnostic>)>> =
            waiting.map(|piece| self.give(&piece)).collect();
        for (fingerprint, diagnostic) in outcomes? {
            self.version = self.version.with(fingerprint);
            self.diagnostics.extend(diagnostic);
        }
        Ok(())
    }

    /// Gives a piece away, unless it is there, and says what stands for it.
    fn give(&self, piece: &Piece) -> io::Result<(Fingerprint, Option<Diagnostic>)> {
        let Piece { name, content } = piece;
        let fingerprint = content.fingerprint();
        let known = Fingerprint::of(&(name, fingerprint));
        if file::is_there(self.sink, name, fingerprint) {
            return Ok((known, None));
        }
        let bytes = content.bytes(self.before.as_deref())?;
        let call = |content: &mut String| {
            content.push('"');
            letters::push(&bytes, content);
            content.push('"');
        };
        Ok((known, file::write(self.sink, name, fingerprint, &call).err()))
    }
}

impl OpenPiece {
    /// Takes a stem, with its lists and places unless they have files of their own. Then `signs` says how many signs were
    /// added to the stem for a name that no other has.
    fn push(&mut self, group: &Group, signs: Option<usize>) {
        push_shared(&self.last, &group.stem, &mut self.words);
        let is_plain = group.forms == [group.stem.as_str()];
        varint::push_length(if is_plain { 0 } else { group.forms.len() }, &mut self.words);
        if !is_plain {
            group.forms.iter().for_each(|form| push_shared(&group.stem, form, &mut self.words));
        }
        varint::push_length(group.count, &mut self.words);
        let [documents, passages, places] = group.orders;
        let main = group.main_form().unwrap_or_default();
        varint::push(documents | passages << 4 | places << 8 | main << 12, &mut self.words);
        if group.has_own_lists() {
            varint::push_length(group.blocks.len(), &mut self.words);
        } else {
            varint::push(0, &mut self.words);
            let lists = group.blocks.iter().map(|block| &block.list);
            push_inline(lists, &mut self.words);
            varint::push(u32::from(signs.is_some()), &mut self.words);
        }
        if let Some(signs) = signs {
            varint::push(0, &mut self.places);
            varint::push_length(signs, &mut self.words);
            for (index, block) in group.blocks.iter().enumerate() {
                varint::push(block.document, &mut self.words);
                varint::push_length(block.count, &mut self.words);
                let end = group.blocks.get(index + 1).map_or(u32::MAX, |next| next.document);
                let its = group.stretches.iter().map(|stretch| stretch.document);
                let further: Vec<u32> =
                    its.filter(|document| *document > block.document && *document < end).collect();
                varint::push_length(further.len(), &mut self.words);
                further.iter().fold(block.document, |last, document| {
                    varint::push(document - last, &mut self.words);
                    *document
                });
            }
        } else {
            push_inline(group.stretches.iter().map(|stretch| &stretch.places), &mut self.places);
        }
        // What comes later in the order than the stem can belong to another piece, as what comes before the piece does.
        let is_here = |form: &&String| **form >= self.first && **form <= group.stem;
        let others = group.forms.iter().filter(|form| !is_here(form));
        self.forms.extend(others.map(|form| (form.clone(), group.stem.clone())));
        self.last.clone_from(&group.stem);
        self.count += 1;
    }
}

/// Parts that stand where they are, with their length.
fn push_inline<'a>(parts: impl Iterator<Item = &'a Part> + Clone, out: &mut Vec<u8>) {
    let bytes = parts.filter_map(|part| match part {
        Part::New(bytes) => Some(bytes.as_slice()),
        Part::Stored(_) => None,
    });
    varint::push_length(bytes.clone().map(<[u8]>::len).sum(), out);
    bytes.for_each(|bytes| out.extend(bytes));
}

/// A text as it differs from another: how many bytes it shares with it at the beginning, whole characters all, and the
/// rest.
fn push_shared(other: &str, text: &str, out: &mut Vec<u8>) {
    let shared: usize = other
        .chars()
        .zip(text.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    varint::push_length(shared, out);
    varint::push_text(&text[shared..], out);
}
