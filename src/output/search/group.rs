//! Groups: the places of a stem in the whole archive, in as few bits as they need.
//!
//! `lists` says in which documents and passages a stem stands, and `places` where in these, in the same order. Steps are
//! in the code of [`super::bits`], with the orders of the group; `0` and `1` are bits:
//!
//! ```text
//! lists   = document*
//! document = step from the document before less one, a bit for each form unless there is one only, passage*
//! passage = step from the code before, 1 on the last of the document and otherwise 0
//! places  = place*
//! place   = step from the place before, which of the document's forms, 1 on the last of the passage and otherwise 0
//! ```
//!
//! A form is written in as many bits as the document's forms need, and not at all if it has one only.

use std::collections::BTreeSet;
use std::io::{self, BufRead};
use std::ops::Range;

use super::passages::Code;
use super::run::StemRun;
use super::{bits, varint};

/// A stem with all its places in the archive.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
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
    /// Where blocks of [`BLOCK`] bytes begin in the lists. In each, documents are counted anew.
    pub blocks: Vec<Block>,
    /// Where stretches of [`STRETCH`] bytes begin in the places: at the beginning of each block, and between.
    pub stretches: Vec<Stretch>,
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
}

/// The beginning of a stretch of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first document.
    pub document: u32,
    /// Where it begins in the places.
    pub place: usize,
}

/// How many bytes of lists a block has, at least. More are loaded only where a document of theirs can be found.
pub const BLOCK: usize = 4 * 1024;

/// How many bytes of places a stretch has, at least. A common word has many times more places than lists.
pub const STRETCH: usize = 3 * 1024;

/// What a run says of a stem, with the number of the run's first document.
pub type StemPart = (u32, StemRun);

/// A word of a document: passage, place and form.
type Token = (Code, u32, u32);

/// Is shown a document with its forms, and with its words by their places.
type ShowDocument<'a> = dyn FnMut(u32, &[u32], &mut [Token]) -> io::Result<()> + 'a;

impl Group {
    /// Puts the parts of one stem together, which come in the order of their documents.
    ///
    /// # Errors
    /// That a part is damaged.
    pub fn of(stem: String, parts: &[StemPart]) -> io::Result<Self> {
        let forms: BTreeSet<&str> =
            parts.iter().flat_map(|(_, part)| &part.forms).map(String::as_str).collect();
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        let mut found = Found::default();
        for (first, part) in parts {
            found.read(*first, part, &forms)?;
        }
        Ok(found.write(stem, forms))
    }

    /// The group with what runs say now of some stretches of documents in the place of what it says, if a document is left.
    /// Changes come in the order of their documents.
    ///
    /// # Errors
    /// That it is damaged, or a run.
    pub fn with(&self, changes: &[(Range<u32>, Option<StemRun>)]) -> io::Result<Option<Self>> {
        let new = changes.iter().flat_map(|(_, run)| run).flat_map(|run| &run.forms);
        let forms: BTreeSet<&str> = self.forms.iter().chain(new).map(String::as_str).collect();
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        let own: Vec<u32> = numbers(&self.forms, &forms);
        let mut found = Found::default();
        let mut waiting = changes.iter().peekable();
        let mut changed_until = 0;
        self.each_document(&mut |document, its_forms, tokens| {
            while let Some((stretch, run)) = waiting.next_if(|(stretch, _)| stretch.start <= document) {
                changed_until = stretch.end;
                run.iter().try_for_each(|run| found.read(stretch.start, run, &forms))?;
            }
            if document >= changed_until {
                let number = |form: u32| own.get(form as usize).copied().ok_or_else(damaged);
                tokens.iter_mut().try_for_each(|token| number(token.2).map(|form| token.2 = form))?;
                let its_forms = its_forms.iter().map(|&form| number(form)).collect::<io::Result<Vec<_>>>()?;
                found.add(document, &its_forms, tokens)?;
            }
            Ok(())
        })?;
        for (stretch, run) in waiting {
            run.iter().try_for_each(|run| found.read(stretch.start, run, &forms))?;
        }
        let forms = found.used(forms);
        Ok((!found.documents.is_empty()).then(|| found.write(self.stem.clone(), forms)))
    }

    /// Shows each document with its forms, and with its words by their places.
    ///
    /// # Errors
    /// That it is damaged.
    pub(super) fn each_document(&self, show: &mut ShowDocument<'_>) -> io::Result<()> {
        let (mut forms, mut tokens) = (Vec::new(), Vec::new());
        let mut last = None;
        let mut stretches = self.stretches.iter().peekable();
        let mut places = bits::BitReader::new(&[]);
        for (index, block) in self.blocks.iter().enumerate() {
            let end = self.blocks.get(index + 1).map_or(self.count, |next| next.count);
            let mut lists = bits::BitReader::new(self.lists.get(block.list..).unwrap_or_default());
            let mut next = 0;
            for _ in block.count..end {
                let document = sum(next, lists.golomb(self.orders[0])?)?;
                next = sum(document, 1)?;
                if last.replace(document).is_some_and(|last| last >= document) {
                    return Err(damaged());
                }
                if let Some(stretch) = stretches.next_if(|stretch| stretch.document <= document) {
                    places = bits::BitReader::new(self.places.get(stretch.place..).unwrap_or_default());
                }
                forms.clear();
                tokens.clear();
                self.read_document(&mut lists, &mut places, &mut forms, &mut tokens)?;
                show(document, &forms, &mut tokens)?;
            }
        }
        Ok(())
    }

    fn read_document(
        &self,
        lists: &mut bits::BitReader<'_>,
        places: &mut bits::BitReader<'_>,
        forms: &mut Vec<u32>,
        tokens: &mut Vec<Token>,
    ) -> io::Result<()> {
        for form in (0..).take(self.forms.len()) {
            if self.forms.len() == 1 || lists.take(1)? == 1 {
                forms.push(form);
            }
        }
        let form_bits = form_bits(forms.len());
        let (mut code, mut is_last) = (0, false);
        while !is_last {
            code = sum(code, lists.golomb(self.orders[1])?)?;
            is_last = lists.take(1)? == 1;
            let (mut place, mut is_end) = (0, false);
            while !is_end {
                place = sum(place, places.golomb(self.orders[2])?)?;
                let form = forms.get(places.take(form_bits)? as usize);
                tokens.push((code, place, *form.ok_or_else(damaged)?));
                is_end = places.take(1)? == 1;
            }
        }
        Ok(())
    }

    /// Appends it in the form in which [`Group::read`] takes it.
    pub fn write(&self, out: &mut Vec<u8>) {
        varint::push_text(&self.stem, out);
        varint::push_length(self.forms.len(), out);
        self.forms.iter().for_each(|form| varint::push_text(form, out));
        varint::push_length(self.count, out);
        self.orders.iter().for_each(|&order| varint::push(order, out));
        for bytes in [&self.lists, &self.places] {
            varint::push_length(bytes.len(), out);
            out.extend(bytes);
        }
        varint::push_length(self.blocks.len(), out);
        for block in &self.blocks {
            varint::push(block.document, out);
            varint::push_length(block.count, out);
            varint::push_length(block.list, out);
        }
        varint::push_length(self.stretches.len(), out);
        for stretch in &self.stretches {
            varint::push(stretch.document, out);
            varint::push_length(stretch.place, out);
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// What reading says, and that it is damaged.
    pub fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let stem = varint::read_text(from)?;
        let forms = (0..varint::read(from)?).map(|_| varint::read_text(from)).collect::<io::Result<_>>()?;
        let count = varint::read(from)? as usize;
        let orders = [varint::read(from)?, varint::read(from)?, varint::read(from)?];
        let (lists, places) = (varint::read_bytes(from)?, varint::read_bytes(from)?);
        let blocks = (0..varint::read(from)?).map(|_| Block::read(from)).collect::<io::Result<_>>()?;
        let stretches = (0..varint::read(from)?).map(|_| Stretch::read(from)).collect::<io::Result<_>>()?;
        Ok(Self { stem, forms, count, orders, lists, places, blocks, stretches })
    }
}

impl Block {
    fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let document = varint::read(from)?;
        let mut number = || varint::read(from).map(|number| number as usize);
        Ok(Self { document, count: number()?, list: number()? })
    }
}

impl Stretch {
    fn read(from: &mut impl BufRead) -> io::Result<Self> {
        Ok(Self { document: varint::read(from)?, place: varint::read(from)? as usize })
    }
}

/// The places of a stem in all documents, as steps.
#[derive(Default)]
struct Found {
    /// For each document its number, the end of its forms, and that of its passages.
    documents: Vec<(u32, usize, usize)>,
    /// The forms of documents, as places among all.
    its_forms: Vec<u32>,
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
        let numbers = numbers(&part.forms, forms);
        let mut bytes = part.documents.as_slice();
        let mut document = first;
        let (mut its_forms, mut tokens) = (Vec::new(), Vec::new());
        while !bytes.is_empty() {
            document = read_step(document, &mut bytes)?;
            tokens.clear();
            its_forms.clear();
            for _ in 0..varint::read(&mut bytes)? {
                let form = varint::read(&mut bytes)? as usize;
                let form = *numbers.get(form).ok_or_else(damaged)?;
                if !its_forms.contains(&form) {
                    its_forms.push(form);
                }
                read_passages(&mut bytes, &mut |code, place| tokens.push((code, place, form)))?;
            }
            its_forms.sort_unstable();
            self.add(document, &its_forms, &mut tokens)?;
        }
        Ok(())
    }

    /// Takes a document that comes after the others, with its forms in their order, and its words.
    fn add(&mut self, document: u32, its_forms: &[u32], tokens: &mut [Token]) -> io::Result<()> {
        if self.documents.last().is_some_and(|(last, ..)| *last >= document) {
            return Err(damaged());
        }
        // Most documents have a stem in one way only, and in order.
        if !tokens.is_sorted() {
            tokens.sort_unstable();
        }
        self.its_forms.extend(its_forms);
        self.push(tokens);
        self.documents.push((document, self.its_forms.len(), self.passages.len()));
        Ok(())
    }

    /// The forms that a document has, of all; they are numbered anew where one has none any longer.
    fn used(&mut self, forms: Vec<String>) -> Vec<String> {
        let used: BTreeSet<u32> = self.its_forms.iter().copied().collect();
        if used.len() == forms.len() {
            return forms;
        }
        let used: Vec<u32> = used.into_iter().collect();
        for form in self.its_forms.iter_mut().chain(&mut self.forms) {
            let place = used.binary_search(form).unwrap_or_default();
            *form = u32::try_from(place).unwrap_or(u32::MAX);
        }
        used.iter().filter_map(|&form| forms.get(form as usize).cloned()).collect()
    }

    /// Takes the words of a document: passage, place and form of each, in their order.
    fn push(&mut self, tokens: &[Token]) {
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
        let (mut lists, mut places) = (bits::BitWriter::default(), bits::BitWriter::default());
        let (mut blocks, mut stretches) = (Vec::new(), Vec::new());
        let (mut next_document, mut form, mut passage, mut place) = (0, 0, 0, 0);
        for (count, (document, forms_end, end)) in self.documents.iter().enumerate() {
            let its_forms = &self.its_forms[form..*forms_end];
            form = *forms_end;
            if blocks.last().is_none_or(|block: &Block| lists.len() - block.list >= BLOCK) {
                blocks.push(Block { document: *document, count, list: lists.align() });
                next_document = 0;
            }
            let is_end = |stretch: &Stretch| next_document == 0 || places.len() - stretch.place >= STRETCH;
            if stretches.last().is_none_or(is_end) {
                stretches.push(Stretch { document: *document, place: places.align() });
            }
            lists.push_golomb(document - next_document, of_documents);
            next_document = document + 1;
            if forms.len() > 1 {
                let has = |form| u64::from(its_forms.binary_search(&form).is_ok());
                (0..).take(forms.len()).for_each(|form| lists.push(has(form), 1));
            }
            let form_bits = form_bits(its_forms.len());
            while passage < *end {
                lists.push_golomb(self.passages[passage], of_passages);
                let words_end = self.ends[passage];
                passage += 1;
                lists.push(u64::from(passage == *end), 1);
                while place < words_end {
                    places.push_golomb(self.places[place], of_places);
                    let form = match its_forms {
                        [_] => 0,
                        forms => forms.binary_search(&self.forms[place]).unwrap_or_default(),
                    };
                    place += 1;
                    let is_last = u64::from(place == words_end);
                    places.push((form as u64) << 1 | is_last, form_bits + 1);
                }
            }
        }
        let (lists, places) = (lists.finish(), places.finish());
        Group { stem, forms, count: self.documents.len(), orders, lists, places, blocks, stretches }
    }
}

/// The places of forms among all forms.
fn numbers(forms: &[String], all: &[String]) -> Vec<u32> {
    let number = |form| all.binary_search(form).ok().and_then(|place| u32::try_from(place).ok());
    forms.iter().filter_map(number).collect()
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
    sum(last, varint::read(bytes)?)
}

/// A number that is damaged may be of any size.
fn sum(a: u32, b: u32) -> io::Result<u32> {
    a.checked_add(b).ok_or_else(damaged)
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// How many bits say which of so many forms it is.
fn form_bits(forms: usize) -> u32 {
    forms.next_power_of_two().ilog2()
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use crate::output::search::run;

    #[test]
    fn a_damaged_group_is_an_error_and_no_panic() {
        let mut documents = Vec::new();
        let words: Vec<(u32, u32, [u8; 4])> =
            (0..9).flat_map(|document| [(document, 0, [1, 4, 1, 7]), (document, 1, [1, 6, 1, 3])]).collect();
        run::push_documents(&words, &mut documents);
        let run = StemRun { stem: "lamp".into(), forms: vec!["lamp".into(), "lamps".into()], documents };
        let group = Group::of("lamp".to_owned(), &[(0, run)]).expect("a group");
        let mut bytes = Vec::new();
        group.write(&mut bytes);
        assert_eq!(Group::read(&mut bytes.as_slice()).expect("a group"), group);
        for end in 0..bytes.len() {
            assert!(Group::read(&mut &bytes[..end]).is_err(), "{end}");
        }
        let change = (3..5, None);
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x15;
            if let Ok(group) = Group::read(&mut bytes.as_slice()) {
                let _ = group.with(slice::from_ref(&change));
            }
        }
    }
}
