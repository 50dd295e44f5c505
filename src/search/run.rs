//! Runs: the words of a stretch of documents, in order.
//!
//! The words of all documents do not fit into memory. So a few hundred neighbouring documents at a time are turned from
//! documents with their words into words with their places, and written to a file: a run. The runs are merged into the
//! index ([`super::merge`]). A run stays from build to build, and is made anew only when one of its documents changes.
//!
//! A run is a sequence of stems in their order. Each has its forms, and the places where they stand:
//!
//! ```text
//! run     = stem*
//! stem    = text, number of forms, text of each form, length, documents
//! documents = (step from the document before, number of passages, passage*)*
//! passage = step from the code before, number of words, (step from the word before, form)*
//! ```

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use super::passages::{self, Code};
use super::stems::Stems;
use super::{varint, words};
use crate::catalog::Record;
use crate::date::words::Words;
use crate::document::Document;

/// The words of one document.
#[derive(Debug, Default)]
pub struct Entry {
    /// Each different word as it is written.
    words: Vec<String>,
    /// Each word of the text: which it is, its passage, and its place there.
    tokens: Vec<(u32, Code, u32)>,
}

impl Entry {
    /// The words of a document.
    pub fn of(document: &Document, record: &Record, dates: &Words) -> Self {
        let mut entry = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut lengths: HashMap<Code, u32> = HashMap::new();
        passages::each(document, record, dates, &mut |code, text| {
            let length = lengths.entry(code).or_default();
            words::each_word(text, &mut |word| {
                let index = known.get(word).copied().unwrap_or_else(|| {
                    let index = u32::try_from(entry.words.len()).unwrap_or(u32::MAX);
                    entry.words.push(word.to_owned());
                    known.insert(word.to_owned(), index);
                    index
                });
                entry.tokens.push((index, code, *length));
                *length += 1;
            });
        });
        entry
    }
}

#[cfg(test)]
impl Entry {
    /// The words of a document by word, passage and place.
    pub fn from_tokens(tokens: &[(&str, Code, u32)]) -> Self {
        let mut entry = Self::default();
        for (word, code, place) in tokens {
            let index = entry.words.iter().position(|known| known == word).unwrap_or_else(|| {
                entry.words.push((*word).to_owned());
                entry.words.len() - 1
            });
            entry.tokens.push((u32::try_from(index).unwrap_or_default(), *code, *place));
        }
        entry
    }
}

/// One stem of a run, and where its forms stand.
#[derive(Debug, PartialEq, Eq)]
pub struct StemRun {
    /// The stem.
    pub stem: String,
    /// The forms, each in small letters and without diacritics.
    pub forms: Vec<String>,
    /// Where they stand.
    pub documents: Vec<u8>,
}

/// One place of a word: its document in the run, its passage, its place there, and its form.
type Place = (u32, Code, u32, u32);

/// For words as they are written their stem and form.
type Known = HashMap<String, (String, String)>;

/// Turns documents with their words into words with their places. Each comes with its language.
pub fn invert<'a>(entries: impl Iterator<Item = (&'a str, Entry)>) -> Vec<u8> {
    let mut stems: HashMap<String, (Vec<String>, Vec<Place>)> = HashMap::new();
    let mut stemmers: HashMap<&str, (Stems, Known)> = HashMap::new();
    for (document, (language, entry)) in entries.enumerate() {
        let document = u32::try_from(document).unwrap_or(u32::MAX);
        let (stemmer, known) =
            stemmers.entry(language).or_insert_with(|| (Stems::of(language), Known::new()));
        let Entry { words, mut tokens } = entry;
        tokens.sort_unstable();
        for places in tokens.chunk_by(|a, b| a.0 == b.0) {
            let Some(word) = words.get(places[0].0 as usize) else { continue };
            let (stem, form) = match known.get(word) {
                Some(known) => known,
                None => known.entry(word.clone()).or_insert_with(|| stem_and_form(stemmer, word)),
            };
            if form.is_empty() {
                continue;
            }
            if !stems.contains_key(stem) {
                stems.insert(stem.clone(), Default::default());
            }
            let Some((forms, found)) = stems.get_mut(stem) else { continue };
            let index = forms.iter().position(|known| known == form).unwrap_or_else(|| {
                forms.push(form.clone());
                forms.len() - 1
            });
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            found.extend(places.iter().map(|&(_, code, place)| (document, code, place, index)));
        }
    }
    let mut stems: Vec<_> = stems.into_iter().collect();
    stems.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let mut run = Vec::new();
    for (stem, (forms, mut places)) in stems {
        places.sort_unstable();
        varint::push_text(&stem, &mut run);
        varint::push_length(forms.len(), &mut run);
        forms.iter().for_each(|form| varint::push_text(form, &mut run));
        let documents = encoded(&places);
        varint::push_length(documents.len(), &mut run);
        run.extend(documents);
    }
    run
}

fn stem_and_form(stemmer: &Stems, word: &str) -> (String, String) {
    let form = words::fold(word);
    let stem = words::fold(&stemmer.stem(&word.to_lowercase()));
    if stem.is_empty() { (form.clone(), form) } else { (stem, form) }
}

/// Places in their order as the run holds them.
fn encoded(places: &[Place]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last_document = 0;
    for document in places.chunk_by(|a, b| a.0 == b.0) {
        varint::push(document[0].0 - last_document, &mut bytes);
        last_document = document[0].0;
        varint::push_length(document.chunk_by(|a, b| a.1 == b.1).count(), &mut bytes);
        let mut last_code = 0;
        for passage in document.chunk_by(|a, b| a.1 == b.1) {
            varint::push(passage[0].1 - last_code, &mut bytes);
            last_code = passage[0].1;
            varint::push_length(passage.len(), &mut bytes);
            let mut last = 0;
            for &(_, _, place, form) in passage {
                varint::push(place - last, &mut bytes);
                varint::push(form, &mut bytes);
                last = place;
            }
        }
    }
    bytes
}

/// A run that is read from a file, stem by stem.
pub struct Reader(BufReader<File>);

impl Reader {
    /// Opens a run.
    ///
    /// # Errors
    /// What the file system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(BufReader::with_capacity(32 * 1024, File::open(path)?)))
    }

    /// The next stem.
    ///
    /// # Errors
    /// What the file system says, and that the run is damaged.
    pub fn next_stem(&mut self) -> io::Result<Option<StemRun>> {
        if self.0.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let stem = varint::read_text(&mut self.0)?;
        let count = varint::read(&mut self.0)?;
        let forms = (0..count).map(|_| varint::read_text(&mut self.0)).collect::<io::Result<_>>()?;
        Ok(Some(StemRun { stem, forms, documents: varint::read_bytes(&mut self.0)? }))
    }
}

/// Writes a run, whole or not at all.
///
/// # Errors
/// What the file system says.
pub fn write(path: &Path, run: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(run)?;
    file.persist(path)?;
    Ok(())
}
