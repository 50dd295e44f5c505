//! What is found of a stem, document by document, and how it is written in bits.

use std::collections::BTreeSet;
use std::io;

use super::bits::{BitWriter, Sizes};
use super::group::{Block, Group, Stats, Stretch, damaged, form_bits, is_common, main_form, sum};
use super::kinds;
use super::passages::Code;
use super::run::StemRun;
use super::store::Part;
use super::varint;

/// How many bytes of lists a block has, at least. More are loaded only where a document of theirs can be found.
pub const BLOCK: usize = 4 * 1024;

/// How many bytes of places a stretch has, at least. A common word has many times more places than lists.
pub const STRETCH: usize = 3 * 1024;

/// A word of a document: passage, place and form.
pub type Token = (Code, u32, u32);

/// The places of a stem in some documents, as steps.
#[derive(Default)]
pub struct Found {
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

/// What is found in a document.
struct Listed<'a> {
    document: u32,
    its_forms: &'a [u32],
    passages: &'a [u32],
    /// Where the places of each passage end, and where those of the first begin.
    ends: &'a [usize],
    start: usize,
    places: &'a [u32],
    forms: &'a [u32],
}

impl Found {
    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// The numbers of the documents.
    pub fn documents(&self) -> impl Iterator<Item = u32> {
        self.documents.iter().map(|(document, ..)| *document)
    }

    /// The steps from passage to passage, and from place to place.
    pub fn steps(&self) -> [&[u32]; 2] {
        [&self.passages, &self.places]
    }

    /// The forms of all documents, one after the other.
    pub fn forms_of_documents(&self) -> &[u32] {
        &self.its_forms
    }

    /// Reads the part of a run whose first document has the number `first`.
    ///
    /// # Errors
    /// That it is damaged.
    pub fn read(&mut self, first: u32, part: &StemRun, forms: &[String]) -> io::Result<()> {
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
    ///
    /// # Errors
    /// That it does not come after the others.
    pub fn add(&mut self, document: u32, its_forms: &[u32], tokens: &mut [Token]) -> io::Result<()> {
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

    /// The forms that a document has, of all; they are numbered anew where one has none any longer.
    pub fn used(&mut self, forms: Vec<String>) -> Vec<String> {
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

    /// The group of a stem of which this is all.
    pub fn group(&self, stem: String, forms: Vec<String>) -> Group {
        let documents: Vec<u32> = self.documents().collect();
        let sizes =
            [Sizes::of(&steps_between(&documents)), Sizes::of(&self.passages), Sizes::of(&self.places)];
        let orders = sizes.each_ref().map(Sizes::order);
        let mut of_forms = vec![0; forms.len()];
        self.its_forms.iter().for_each(|&form| of_forms[form as usize] += 1);
        let main = is_common(self.len()).then(|| main_form(&of_forms));
        let mut encoder = Encoder::new(orders, forms.len(), main);
        for place in 0..self.len() {
            encoder.push(self, place);
        }
        let (blocks, stretches) = encoder.finish();
        let mut group = Group { stem, forms, count: self.len(), orders, blocks, stretches, stats: None };
        if group.is_long() {
            group.stats = Some(Stats { sizes, of_forms });
        }
        group
    }

    fn listed(&self, place: usize) -> Listed<'_> {
        let (document, forms_end, end) = self.documents[place];
        let before = place.checked_sub(1).map(|before| self.documents[before]);
        let (forms_start, first) = before.map_or((0, 0), |(_, forms_end, end)| (forms_end, end));
        Listed {
            document,
            its_forms: &self.its_forms[forms_start..forms_end],
            passages: &self.passages[first..end],
            ends: &self.ends[first..end],
            start: first.checked_sub(1).map_or(0, |before| self.ends[before]),
            places: &self.places,
            forms: &self.forms,
        }
    }
}

/// How many numbers lie between neighbouring documents. Those of damaged groups may be in no order.
pub fn steps_between(documents: &[u32]) -> Vec<u32> {
    documents.windows(2).map(|pair| pair[1].saturating_sub(pair[0]).saturating_sub(1)).collect()
}

/// Writes documents into blocks and stretches.
pub struct Encoder {
    orders: [u32; 3],
    /// How many forms the stem has and, if it is common, which one most documents have.
    forms: usize,
    main: Option<u32>,
    codes: Vec<Code>,
    lists: BitWriter,
    places: BitWriter,
    blocks: Vec<Block>,
    stretches: Vec<Stretch>,
    count: usize,
    next_document: u32,
}

impl Encoder {
    /// An encoder of lists in these orders.
    pub fn new(orders: [u32; 3], forms: usize, main: Option<u32>) -> Self {
        let (lists, places) = (BitWriter::default(), BitWriter::default());
        let (blocks, stretches) = (Vec::new(), Vec::new());
        Self {
            orders,
            forms,
            main,
            codes: Vec::new(),
            lists,
            places,
            blocks,
            stretches,
            count: 0,
            next_document: 0,
        }
    }

    /// How many documents were written.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether the next document begins a block.
    pub fn is_between_blocks(&self) -> bool {
        self.blocks.is_empty() || self.lists.len() >= BLOCK
    }

    /// Writes the document that stands at a place in what was found.
    pub fn push(&mut self, found: &Found, place: usize) {
        let listed = found.listed(place);
        self.begin_parts(listed.document);
        let [of_documents, of_passages, of_places] = self.orders;
        self.lists.push_golomb(listed.document - self.next_document, of_documents);
        self.next_document = listed.document + 1;
        let is_main = self.main.is_some_and(|main| listed.its_forms == [main]);
        if self.forms > 1 && self.main.is_some() {
            self.lists.push(u64::from(is_main), 1);
        }
        if self.forms > 1 && !is_main {
            let has = |form| u64::from(listed.its_forms.binary_search(&form).is_ok());
            (0..).take(self.forms).for_each(|form| self.lists.push(has(form), 1));
        }
        if self.main.is_some() {
            self.codes.clear();
            self.codes.extend(listed.passages.iter().scan(0, |code, step| {
                *code += step;
                Some(*code)
            }));
            kinds::push(&self.codes, &mut self.lists, &mut self.places);
        }
        let form_bits = form_bits(listed.its_forms.len());
        let mut at = listed.start;
        let last = listed.passages.len().saturating_sub(1);
        for (index, (&passage, &end)) in listed.passages.iter().zip(listed.ends).enumerate() {
            if self.main.is_some() {
                self.places.push_golomb(passage, of_passages);
            } else {
                self.lists.push_golomb(passage, of_passages);
                self.lists.push(u64::from(index == last), 1);
            }
            while at < end {
                self.places.push_golomb(listed.places[at], of_places);
                let form = match listed.its_forms {
                    [_] => 0,
                    forms => forms.binary_search(&listed.forms[at]).unwrap_or_default(),
                };
                at += 1;
                self.places.push((form as u64) << 1 | u64::from(at == end), form_bits + 1);
            }
        }
        self.count += 1;
        if let Some(block) = self.blocks.last_mut() {
            block.last = listed.document;
        }
    }

    /// Begins a block or a stretch with a document, where the ones before have their size.
    fn begin_parts(&mut self, document: u32) {
        let is_block = self.is_between_blocks();
        if is_block {
            self.end_block();
            let list = Part::New(Vec::new());
            self.blocks.push(Block { document, last: document, count: self.count, list });
            self.next_document = 0;
        }
        if is_block || self.places.len() >= STRETCH {
            self.end_stretch();
            self.stretches.push(Stretch { document, places: Part::New(Vec::new()) });
        }
    }

    fn end_block(&mut self) {
        let bytes = std::mem::take(&mut self.lists).finish();
        if let Some(block) = self.blocks.last_mut() {
            block.list = Part::New(bytes);
        }
    }

    fn end_stretch(&mut self) {
        let bytes = std::mem::take(&mut self.places).finish();
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.places = Part::New(bytes);
        }
    }

    /// What was written.
    pub fn finish(mut self) -> (Vec<Block>, Vec<Stretch>) {
        self.end_block();
        self.end_stretch();
        (self.blocks, self.stretches)
    }
}

/// The places of forms among all forms.
pub fn numbers(forms: &[String], all: &[String]) -> Vec<u32> {
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
