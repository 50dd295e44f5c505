//! Runs: the words of a stretch of documents, in order.
//!
//! The words of all documents do not fit into memory. So a few hundred neighbouring documents at a time are turned from
//! documents with their words into words with their places, and written to a file: a run. The runs are merged into the
//! index ([`super::merge`]). A run stays from build to build. When some of its documents change, it takes from the run before
//! what that says of the others ([`update`]).
//!
//! A run begins with what stands for each of its documents. Then come its stems in their order, each with its forms, and the
//! places where they stand:
//!
//! ```text
//! run     = number of documents, fingerprint*, stem*
//! stem    = text, number of forms, text of each form, length, documents
//! documents = (step from the document before, number of its words, (form, passages)*)*
//! passages = number of passages, (step from the code before, number of places, step from the place before*)*
//! ```
//!
//! A document has a form more than once if it writes it in several ways, such as "The" and "the".

use std::cmp::Ordering;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::joins::{Joins, Open, Role};
use super::passages::{self, Code};
use super::stems::Stems;
use super::{varint, words};
use crate::catalog::Record;
use crate::language::dates::Words;
use crate::model::document::Document;
use crate::model::fingerprint::Fingerprint;

/// The words of one document.
#[derive(Debug, Default)]
pub struct DocumentWords {
    /// The different words as they are written, one after the other.
    text: String,
    /// Where each of them ends, and its passages.
    ends: Vec<(usize, usize)>,
    /// The passages of each word, as a run has them.
    passages: Vec<u8>,
}

/// A word of a text: which it is, its passage, and its place there.
type Token = (u32, Code, u32);

impl DocumentWords {
    /// The words of a document.
    pub fn of(document: &Document, record: &Record, dates: &Words, joins: &Joins) -> Self {
        let mut known = KnownWords::default();
        let mut lengths: HashMap<Code, u32> = HashMap::new();
        let mut tokens: Vec<Token> = Vec::new();
        let mut open = Open::default();
        passages::each(document, record, dates, &mut |code, text| {
            let length = lengths.entry(code).or_default();
            open.clear();
            words::each_word(text, &mut |word, places| {
                let (index, role) = known.index(word, joins);
                tokens.push((index, code, *length));
                if places > 0 && (role.can_begin() || !open.is_empty()) {
                    open.take((&words::fold(word), role), *length, joins, &mut |whole, start| {
                        tokens.push((known.index(whole, joins).0, code, start));
                    });
                }
                *length += places;
            });
        });
        Self::new(known, &tokens)
    }

    /// Words, each of which has tokens.
    fn new(known: KnownWords, tokens: &[Token]) -> Self {
        // Where the places of each word begin, and then where the next of it belongs.
        let mut next = vec![0; known.ends.len() + 1];
        tokens.iter().for_each(|token| next[token.0 as usize + 1] += 1);
        for index in 1..next.len() {
            next[index] += next[index - 1];
        }
        let mut places = vec![(0, 0); tokens.len()];
        for &(word, code, place) in tokens {
            places[next[word as usize]] = (code, place);
            next[word as usize] += 1;
        }
        let mut passages = Vec::with_capacity(4 * tokens.len());
        let mut ends = Vec::with_capacity(known.ends.len());
        let mut start = 0;
        for ((text_end, _), end) in known.ends.into_iter().zip(next) {
            let places = &mut places[start..end];
            places.sort_unstable();
            push_passages(places, &mut passages);
            ends.push((text_end, passages.len()));
            start = end;
        }
        passages.shrink_to_fit();
        Self { text: known.text, ends, passages }
    }

    /// Each word with its passages.
    fn words(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let mut start = (0, 0);
        self.ends.iter().map(move |end| {
            let word = self.text.get(start.0..end.0).unwrap_or_default();
            let passages = self.passages.get(start.1..end.1).unwrap_or_default();
            start = *end;
            (word, passages)
        })
    }
}

/// The different words of a document, numbered as they come.
#[derive(Default)]
struct KnownWords {
    /// One after the other.
    text: String,
    /// Where each of them ends, and what it can do before another.
    ends: Vec<(usize, Role)>,
    /// Their numbers, by their hashes.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl KnownWords {
    /// The number of a word, and what it can do before another.
    fn index(&mut self, word: &str, joins: &Joins) -> (u32, Role) {
        let Self { text, ends, numbers, hasher } = self;
        let written = |number: u32| {
            let number = number as usize;
            let start = number.checked_sub(1).map_or(0, |before| ends[before].0);
            &text[start..ends[number].0]
        };
        let hash = hasher.hash_one(word);
        if let Some(&number) = numbers.find(hash, |&number| written(number) == word) {
            return (number, ends[number as usize].1);
        }
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(written(number)));
        let role = joins.role(&words::fold(word));
        text.push_str(word);
        ends.push((text.len(), role));
        (number, role)
    }
}

#[cfg(test)]
impl DocumentWords {
    /// The words of a document by word, passage and place.
    pub fn from_tokens(tokens: &[(&str, Code, u32)]) -> Self {
        let (mut known, joins) = (KnownWords::default(), Joins::default());
        let numbered = |&(word, code, place): &(&str, Code, u32)| (known.index(word, &joins).0, code, place);
        let tokens: Vec<Token> = tokens.iter().map(numbered).collect();
        Self::new(known, &tokens)
    }
}

/// Appends the passages of one word, which stands at places in passages, in their order.
fn push_passages(places: &[(Code, u32)], bytes: &mut Vec<u8>) {
    varint::push_length(places.chunk_by(|a, b| a.0 == b.0).count(), bytes);
    let mut last_code = 0;
    for passage in places.chunk_by(|a, b| a.0 == b.0) {
        varint::push(passage[0].0 - last_code, bytes);
        last_code = passage[0].0;
        varint::push_length(passage.len(), bytes);
        let mut last = 0;
        for &(_, place) in passage {
            varint::push(place - last, bytes);
            last = place;
        }
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

/// A stem with its forms while a run is made.
struct Stem<'a> {
    text: String,
    forms: Vec<String>,
    /// For each word of each document the document, the form and the passages.
    words: Vec<(u32, u32, &'a [u8])>,
}

/// For words as they are written the places of their stem and form; none for those without a letter or digit.
type Known<'a> = HashMap<&'a str, Option<(usize, u32)>>;

/// Turns documents with their words into words with their places: the stems of a run. Each comes with its place in the run
/// and its language.
pub fn invert<'a>(
    written: impl Iterator<Item = (usize, &'a str, &'a DocumentWords)>,
    synonyms: &[Vec<String>],
) -> Vec<u8> {
    let mut stems: Vec<Stem<'a>> = Vec::new();
    let mut indices: HashMap<String, usize> = HashMap::new();
    let mut languages: HashMap<&str, (Stems, Known<'a>)> = HashMap::new();
    for (document, language, written) in written {
        let document = u32::try_from(document).unwrap_or(u32::MAX);
        let (stemmer, known) =
            languages.entry(language).or_insert_with(|| (Stems::of(language, synonyms), Known::new()));
        for (word, passages) in written.words() {
            let found = *known.entry(word).or_insert_with(|| {
                let (stem, form) = stem_and_form(stemmer, word)?;
                let index = *indices.entry_ref(&stem).or_insert(stems.len());
                if index == stems.len() {
                    stems.push(Stem { text: stem, forms: Vec::new(), words: Vec::new() });
                }
                Some((index, place_of(form, &mut stems.get_mut(index)?.forms)))
            });
            if let Some((index, form)) = found
                && let Some(stem) = stems.get_mut(index)
            {
                stem.words.push((document, form, passages));
            }
        }
    }
    stems.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    let mut run = Vec::new();
    let mut documents = Vec::new();
    for stem in stems {
        documents.clear();
        push_documents(&stem.words, &mut documents);
        push_stem(&stem.text, &stem.forms, &documents, &mut run);
    }
    run
}

fn push_stem(stem: &str, forms: &[String], documents: &[u8], run: &mut Vec<u8>) {
    varint::push_text(stem, run);
    varint::push_length(forms.len(), run);
    forms.iter().for_each(|form| varint::push_text(form, run));
    varint::push_length(documents.len(), run);
    run.extend(documents);
}

/// The stems of a run of which some documents changed: what the run before says of the others, and `new`, which are the stems of
/// those that changed.
///
/// # Errors
/// What the file system says, and that the run before is damaged.
pub fn update(mut before: OpenRun, changed: &[bool], new: &[u8]) -> io::Result<Vec<u8>> {
    let mut run = Vec::new();
    let mut stems = new;
    let (mut old, mut new) = (before.next_stem()?, next_stem(&mut stems)?);
    loop {
        // Of two with the same stem, both are taken.
        let least = match (&old, &new) {
            (Some(old), Some(new)) => old.stem.cmp(&new.stem),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return Ok(run),
        };
        let kept = if least.is_le() { std::mem::replace(&mut old, before.next_stem()?) } else { None };
        let added = if least.is_ge() { std::mem::replace(&mut new, next_stem(&mut stems)?) } else { None };
        let mut forms: Vec<String> = Vec::new();
        let mut words: Vec<(u32, u32, &[u8])> = Vec::new();
        for (part, is_kept) in [(&kept, true), (&added, false)] {
            let Some(part) = part else { continue };
            for (document, form, passages) in part.words()? {
                if is_kept && changed.get(document as usize).copied().unwrap_or(true) {
                    continue;
                }
                let form = part.forms.get(form as usize).ok_or(io::ErrorKind::InvalidData)?;
                words.push((document, place_of(form.clone(), &mut forms), passages));
            }
        }
        // Within a document they stay in their order.
        words.sort_by_key(|(document, ..)| *document);
        let stem = kept.as_ref().or(added.as_ref()).map(|part| part.stem.as_str());
        if let Some(stem) = stem.filter(|_| !words.is_empty()) {
            let mut documents = Vec::new();
            push_documents(&words, &mut documents);
            push_stem(stem, &forms, &documents, &mut run);
        }
    }
}

impl StemRun {
    /// For each form of each document the document, the form and the passages, as they are written.
    fn words(&self) -> io::Result<Vec<(u32, u32, &[u8])>> {
        let mut words = Vec::new();
        let mut bytes = self.documents.as_slice();
        let mut document: u32 = 0;
        while !bytes.is_empty() {
            let step = varint::read(&mut bytes)?;
            document = document.checked_add(step).ok_or(io::ErrorKind::InvalidData)?;
            for _ in 0..varint::read(&mut bytes)? {
                let form = varint::read(&mut bytes)?;
                let passages = bytes;
                for _ in 0..varint::read(&mut bytes)? {
                    varint::read(&mut bytes)?;
                    for _ in 0..varint::read(&mut bytes)? {
                        varint::read(&mut bytes)?;
                    }
                }
                words.push((document, form, &passages[..passages.len() - bytes.len()]));
            }
        }
        Ok(words)
    }
}

/// The stem and the form of a word, unless nothing of it is left.
fn stem_and_form(stemmer: &Stems, word: &str) -> Option<(String, String)> {
    if word.contains(' ') {
        // Two common words, folded as they are.
        return Some((word.to_owned(), word.to_owned()));
    }
    let form = words::fold(word);
    if form.is_empty() {
        return None;
    }
    let stem = stemmer.folded(word);
    Some((if stem.is_empty() { form.clone().into_owned() } else { stem }, form.into_owned()))
}

/// The place of a form among others, to which it is added if it is new.
fn place_of(form: String, forms: &mut Vec<String>) -> u32 {
    let place = forms.iter().position(|known| *known == form).unwrap_or_else(|| {
        forms.push(form);
        forms.len() - 1
    });
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Appends the words of documents as a run has them.
pub(super) fn push_documents(words: &[(u32, u32, impl AsRef<[u8]>)], bytes: &mut Vec<u8>) {
    let mut last = 0;
    for words in words.chunk_by(|a, b| a.0 == b.0) {
        varint::push(words[0].0 - last, bytes);
        last = words[0].0;
        varint::push_length(words.len(), bytes);
        for (_, form, passages) in words {
            varint::push(*form, bytes);
            bytes.extend(passages.as_ref());
        }
    }
}

/// A run that is read from a file, stem by stem.
pub struct OpenRun {
    /// What stands for each of its documents.
    pub documents: Vec<Fingerprint>,
    file: BufReader<File>,
}

impl OpenRun {
    /// Opens a run.
    ///
    /// # Errors
    /// What the file system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = BufReader::with_capacity(32 * 1024, File::open(path)?);
        let mut bytes = [0; Fingerprint::BYTES];
        let documents = (0..varint::read(&mut file)?).map(|_| {
            file.read_exact(&mut bytes)?;
            Ok(Fingerprint::from_le_bytes(bytes))
        });
        Ok(Self { documents: documents.collect::<io::Result<_>>()?, file })
    }

    /// The next stem.
    ///
    /// # Errors
    /// What the file system says, and that the run is damaged.
    pub fn next_stem(&mut self) -> io::Result<Option<StemRun>> {
        next_stem(&mut self.file)
    }
}

fn next_stem(from: &mut impl BufRead) -> io::Result<Option<StemRun>> {
    if from.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let stem = varint::read_text(from)?;
    let forms = (0..varint::read(from)?).map(|_| varint::read_text(from)).collect::<io::Result<_>>()?;
    Ok(Some(StemRun { stem, forms, documents: varint::read_bytes(from)? }))
}

/// Writes a run, whole or not at all: what stands for its documents, and its stems.
///
/// # Errors
/// What the file system says.
pub fn write(path: &Path, documents: &[Fingerprint], stems: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut head = Vec::new();
    varint::push_length(documents.len(), &mut head);
    documents.iter().for_each(|document| head.extend(document.to_le_bytes()));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&head)?;
    file.write_all(stems)?;
    file.persist(path)?;
    Ok(())
}
