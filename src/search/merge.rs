//! Merging: from runs, which hold a few hundred documents each, to the lists of where the words of the archive stand.
//!
//! The runs are read side by side, stem by stem, so that memory holds one stem of each.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::io;

use rayon::prelude::*;

use super::passages::Code;
use super::run::{Reader, StemRun};
use super::{bits, varint};

/// A stem with all its places in the archive.
///
/// `lists` says in which documents and passages it stands, and `places` where in these, in the same order. Steps are in
/// the code of [`super::bits`], with the orders of the group; `0` and `1` are bits:
///
/// ```text
/// lists   = document*
/// document = step from the document before less one, a bit for each form unless there is one only, passage*
/// passage = step from the code before, 1 on the last of the document and otherwise 0
/// places  = place*
/// place   = step from the place before, which of the document's forms, 1 on the last of the passage and otherwise 0
/// ```
///
/// A form is written in as many bits as the document's forms need, and not at all if it has one only.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The stem.
    pub stem: String,
    /// The forms in their order.
    pub forms: Vec<String>,
    /// How many documents have it.
    pub count: usize,
    /// The orders of the code for documents, passages and places.
    pub orders: [u32; 3],
    /// The documents and passages.
    pub lists: Vec<u8>,
    /// The places in the passages.
    pub places: Vec<u8>,
    /// Where blocks of [`BLOCK`] bytes begin in both. In each, documents are counted anew.
    pub blocks: Vec<Block>,
}

/// The beginning of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its first document.
    pub document: u32,
    /// How many documents are before it.
    pub count: usize,
    /// Where it begins in the lists.
    pub list: usize,
    /// Where it begins in the places.
    pub place: usize,
}

/// How many bytes of lists a block has, at least. More are loaded only where a document of theirs can be found.
pub const BLOCK: usize = 8 * 1024;

/// Reads runs side by side, and shows each stem with its places. Each run comes with the place of its first document.
///
/// # Errors
/// What the file system says, and that a run is damaged.
pub fn merge(runs: Vec<(u32, Reader)>, show: &mut dyn FnMut(Group) -> io::Result<()>) -> io::Result<()> {
    let mut runs: Vec<(u32, Reader, Option<StemRun>)> =
        runs.into_iter().map(|(first, reader)| (first, reader, None)).collect();
    // The least stem first; of equal ones, that of the earlier documents.
    let mut next = BinaryHeap::new();
    for (index, (_, reader, current)) in runs.iter_mut().enumerate() {
        *current = reader.next_stem()?;
        next.extend(current.as_ref().map(|run| Reverse((run.stem.clone(), index))));
    }
    let mut waiting: Vec<Parts> = Vec::new();
    let mut size = 0;
    while let Some(Reverse((stem, index))) = next.pop() {
        let (first, reader, current) = &mut runs[index];
        let part = std::mem::replace(current, reader.next_stem()?);
        next.extend(current.as_ref().map(|run| Reverse((run.stem.clone(), index))));
        let Some(part) = part else { continue };
        let part_size = part.documents.len();
        match waiting.last_mut().filter(|parts| parts.iter().any(|(_, part)| part.stem == stem)) {
            Some(parts) => parts.push((*first, part)),
            None => {
                if size >= AT_ONCE {
                    groups(&mut waiting, show)?;
                    size = 0;
                }
                waiting.push(vec![(*first, part)]);
            }
        }
        size += part_size;
    }
    groups(&mut waiting, show)
}

/// The parts of one stem, in the order of their documents. Each comes with the place of its run's first document.
type Parts = Vec<(u32, StemRun)>;

/// How many bytes of places are put together at once.
const AT_ONCE: usize = 1 << 20;

/// Puts the parts of stems together, on all cores, and shows them in their order.
fn groups(waiting: &mut Vec<Parts>, show: &mut dyn FnMut(Group) -> io::Result<()>) -> io::Result<()> {
    let groups: io::Result<Vec<Group>> = waiting.par_iter().map(|parts| group(parts)).collect();
    waiting.clear();
    groups?.into_iter().try_for_each(show)
}

/// Puts the parts of one stem together.
fn group(parts: &[(u32, StemRun)]) -> io::Result<Group> {
    let forms: BTreeSet<&str> = parts.iter().flat_map(|(_, part)| &part.forms).map(String::as_str).collect();
    let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
    let mut found = Found::default();
    for (first, part) in parts {
        found.read(*first, part, &forms)?;
    }
    let stem = parts.first().map(|(_, part)| part.stem.clone()).unwrap_or_default();
    Ok(found.write(stem, forms))
}

/// The places of a stem in all documents, as steps.
#[derive(Default)]
struct Found {
    /// For each document its number, its forms as places among all, and the end of its passages.
    documents: Vec<(u32, Vec<u32>, usize)>,
    /// For each passage the step, and the end of its places.
    passages: Vec<u32>,
    ends: Vec<usize>,
    /// For each place the step, and the form.
    places: Vec<u32>,
    forms: Vec<u32>,
}

impl Found {
    /// Reads the part of a run whose first document has the number `first`.
    fn read(&mut self, first: u32, part: &StemRun, forms: &[String]) -> io::Result<()> {
        let number = |form| forms.binary_search(form).ok().and_then(|place| u32::try_from(place).ok());
        let numbers: Vec<u32> = part.forms.iter().filter_map(number).collect();
        let mut bytes = part.documents.as_slice();
        let mut document = first;
        let mut tokens = Vec::new();
        while !bytes.is_empty() {
            document = read_step(document, &mut bytes)?;
            tokens.clear();
            for _ in 0..varint::read(&mut bytes)? {
                let form = varint::read(&mut bytes)? as usize;
                let form = *numbers.get(form).ok_or(io::ErrorKind::InvalidData)?;
                read_passages(&mut bytes, &mut |code, place| tokens.push((code, place, form)))?;
            }
            tokens.sort_unstable();
            let begin = self.forms.len();
            self.push(&tokens);
            let mut its_forms = self.forms.get(begin..).unwrap_or_default().to_vec();
            its_forms.sort_unstable();
            its_forms.dedup();
            self.documents.push((document, its_forms, self.passages.len()));
        }
        Ok(())
    }

    /// Takes the words of a document: passage, place and form of each, in their order.
    fn push(&mut self, tokens: &[(Code, u32, u32)]) {
        let mut last_code = 0;
        for passage in tokens.chunk_by(|a, b| a.0 == b.0) {
            self.passages.push(passage[0].0 - last_code);
            last_code = passage[0].0;
            let mut last = 0;
            for &(_, place, form) in passage {
                self.places.push(place - last);
                last = place;
                self.forms.push(form);
            }
            self.ends.push(self.places.len());
        }
    }

    fn write(&self, stem: String, forms: Vec<String>) -> Group {
        let steps: Vec<u32> = self.documents.windows(2).map(|pair| pair[1].0 - pair[0].0 - 1).collect();
        let orders = [bits::order(&steps), bits::order(&self.passages), bits::order(&self.places)];
        let [of_documents, of_passages, of_places] = orders;
        let (mut lists, mut places, mut blocks) =
            (bits::Writer::default(), bits::Writer::default(), Vec::new());
        let (mut next_document, mut passage, mut place) = (0, 0, 0);
        for (count, (document, its_forms, end)) in self.documents.iter().enumerate() {
            if blocks.last().is_none_or(|block: &Block| lists.len() - block.list >= BLOCK) {
                let (list, place) = (lists.align(), places.align());
                blocks.push(Block { document: *document, count, list, place });
                next_document = 0;
            }
            lists.push_golomb(document - next_document, of_documents);
            next_document = document + 1;
            if forms.len() > 1 {
                let has = |form| u64::from(its_forms.binary_search(&form).is_ok());
                (0..).take(forms.len()).for_each(|form| lists.push(has(form), 1));
            }
            let form_bits = its_forms.len().next_power_of_two().ilog2();
            while passage < *end {
                lists.push_golomb(self.passages[passage], of_passages);
                let words_end = self.ends[passage];
                passage += 1;
                lists.push(u64::from(passage == *end), 1);
                while place < words_end {
                    places.push_golomb(self.places[place], of_places);
                    let form = its_forms.binary_search(&self.forms[place]).unwrap_or_default();
                    places.push(form as u64, form_bits);
                    place += 1;
                    places.push(u64::from(place == words_end), 1);
                }
            }
        }
        let (lists, places) = (lists.finish(), places.finish());
        Group { stem, forms, count: self.documents.len(), orders, lists, places, blocks }
    }
}

/// Reads the passages of a word, and shows the passage and the place of each token.
fn read_passages(bytes: &mut &[u8], show: &mut dyn FnMut(Code, u32)) -> io::Result<()> {
    let mut code = 0;
    for _ in 0..varint::read(bytes)? {
        code = read_step(code, bytes)?;
        let mut place = 0;
        for _ in 0..varint::read(bytes)? {
            place = read_step(place, bytes)?;
            show(code, place);
        }
    }
    Ok(())
}

/// Reads how far a number is from the one before it, and gives it.
fn read_step(last: u32, bytes: &mut &[u8]) -> io::Result<u32> {
    last.checked_add(varint::read(bytes)?).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::run::{self, Entry};

    /// Where each form stands: document, passage and place.
    type Places = BTreeMap<String, BTreeSet<(u32, u32, u32)>>;

    /// Reads bits as the script of the search does.
    struct Bits<'a>(&'a [u8], usize);

    impl Bits<'_> {
        fn take(&mut self, count: u32) -> u32 {
            (0..count).fold(0, |number, _| {
                let bit = self.0[self.1 / 8] >> (7 - self.1 % 8) & 1;
                self.1 += 1;
                number << 1 | u32::from(bit)
            })
        }

        fn golomb(&mut self, order: u32) -> u32 {
            let mut zeros = 0;
            while self.take(1) == 0 {
                zeros += 1;
            }
            (1 << (zeros + order)) + self.take(zeros + order) - (1 << order)
        }
    }

    fn read(group: &Group, found: &mut Places) {
        for (index, block) in group.blocks.iter().enumerate() {
            let next = group.blocks.get(index + 1);
            let count = next.map_or(group.count, |next| next.count) - block.count;
            let (mut lists, mut places) =
                (Bits(&group.lists, block.list * 8), Bits(&group.places, block.place * 8));
            let mut document = 0;
            for at in 0..count {
                document += lists.golomb(group.orders[0]) + u32::from(at > 0);
                assert!(at > 0 || document == block.document);
                let several = group.forms.len() > 1;
                let forms: Vec<&String> =
                    group.forms.iter().filter(|_| !several || lists.take(1) == 1).collect();
                let bits = forms.len().next_power_of_two().ilog2();
                let (mut code, mut is_last) = (0, false);
                while !is_last {
                    code += lists.golomb(group.orders[1]);
                    is_last = lists.take(1) == 1;
                    let (mut place, mut is_end) = (0, false);
                    while !is_end {
                        place += places.golomb(group.orders[2]);
                        let form = forms[places.take(bits) as usize];
                        is_end = places.take(1) == 1;
                        found.entry(form.clone()).or_default().insert((document, code, place));
                    }
                }
            }
        }
    }

    #[test]
    fn every_word_is_found_at_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let vocabulary =
            ["lamp", "lamps", "lamped", "the", "keeper", "Keeper’s", "Zürich", "country", "countries"];
        let mut expected = Places::new();
        let mut readers = Vec::new();
        let mut random = 1_u32;
        for run in 0..4_u32 {
            let entries: Vec<Entry> = (run * 2000..run * 2000 + 2000)
                .map(|document| {
                    let mut tokens = Vec::new();
                    for place in 0..40 {
                        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        let word = vocabulary[(random >> 16) as usize % vocabulary.len()];
                        let (code, place) = (place / 7 * 3, place % 7 * 11);
                        tokens.push((word, code, place));
                        let form = crate::search::words::fold(word);
                        expected.entry(form).or_default().insert((document, code, place));
                    }
                    Entry::from_tokens(&tokens)
                })
                .collect();
            let path = folder.path().join(run.to_string());
            let entries = entries.iter().map(|entry| ("en", entry));
            run::write(&path, &run::invert(entries)).expect("a run");
            readers.push((run * 2000, Reader::open(&path).expect("a run")));
        }
        let mut found = Places::new();
        let mut stems = Vec::new();
        let mut longest = 0;
        merge(readers, &mut |group| {
            read(&group, &mut found);
            longest = longest.max(group.blocks.len());
            stems.push(group.stem);
            Ok(())
        })
        .expect("whole runs");
        for (form, places) in &expected {
            assert_eq!(found.get(form), Some(places), "{form}");
        }
        assert_eq!(found.len(), expected.len());
        assert!(stems.is_sorted() && stems.contains(&"countri".to_owned()), "{stems:?}");
        assert!(longest > 1, "some lists are long enough for blocks");
    }

    #[test]
    fn a_damaged_run_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("run");
        let entry = Entry::from_tokens(&[("lamp", 0, 0), ("keeper", 4, 3)]);
        let run = run::invert([("en", &entry)].into_iter());
        for end in 1..run.len() {
            run::write(&path, &run[..end]).expect("a run");
            let reader = Reader::open(&path).expect("a run");
            let mut count = 0;
            let outcome = merge(vec![(0, reader)], &mut |_| {
                count += 1;
                Ok(())
            });
            assert!(outcome.is_err() || count < 2, "{end}");
        }
    }
}
