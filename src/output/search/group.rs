//! Groups: the places of a stem in the whole archive, in as few bits as they need.
//!
//! Lists say in which documents and passages a stem stands, and places where in these, in the same order. Steps are
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
//! Of a [common](is_common) stem, lists say only of which kinds the passages of a document are, and about how many
//! ([`super::kinds`]). Ranks and fields need no more. The passages themselves are needed of the documents that are shown, and of those
//! in which a phrase can stand. So they are with the places:
//!
//! ```text
//! lists   = (step from the document before less one, its forms, kinds)*
//! forms   = nothing if there is one only, 1 if it has just the one that most documents have, 0 | a bit for each form
//! places  = (number of passages, as kinds leave it to say, (step from the code before, place*)*)*
//! ```
//!
//! A form is written in as many bits as the document's forms need, and not at all if it has one only. Lists are cut into
//! blocks, and places into stretches; how these are written depends on what stands in them, and on orders and forms. So a
//! change of some documents leaves most of them as they are ([`super::patch`]).

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, BufRead};

use super::bits::{BitReader, Sizes};
use super::found::{Found, Token};
use super::kinds;
use super::run::StemRun;
use super::store::{Part, Store, Stored};
use super::varint;

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
    pub blocks: Vec<Block>,
    /// The places in the passages.
    pub stretches: Vec<Stretch>,
    /// What the orders and forms of a [long](Group::is_long) group follow from.
    pub stats: Option<Stats>,
}

/// A part of the lists, in which documents are counted anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its first document, and its last.
    pub document: u32,
    pub last: u32,
    /// How many documents are before it.
    pub count: usize,
    /// The lists.
    pub list: Part,
}

/// A part of the places: one begins with each block, and some between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its first document.
    pub document: u32,
    /// The places.
    pub places: Part,
}

/// What orders and forms follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// The sizes of the steps between documents, passages and places.
    pub sizes: [Sizes; 3],
    /// How many documents have each form.
    pub of_forms: Vec<u32>,
}

/// Lists up to this size stand with their stem; longer ones have blocks of their own. So have places of several stretches.
const INLINE: usize = 2 * 1024;

/// So many documents make a stem common.
pub const COMMON: usize = 2048;

/// Whether a stem that so many documents have is common.
pub fn is_common(documents: usize) -> bool {
    documents >= COMMON
}

/// The form that most documents have, by how many have each.
pub fn main_form(of_forms: &[u32]) -> u32 {
    let first = (0..).zip(of_forms).max_by_key(|&(form, count)| (count, Reverse(form)));
    first.map_or(0, |(form, _)| form)
}

/// What a run says of a stem, with the number of the run's first document.
pub type StemPart = (u32, StemRun);

/// Is shown a document with its forms, and with its words by their places.
pub type ShowDocument<'a> = dyn FnMut(u32, &[u32], &mut [Token]) -> io::Result<()> + 'a;

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
        Ok(found.group(stem, forms))
    }

    /// The parts in which it is written.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        let lists = self.blocks.iter().map(|block| &block.list);
        lists.chain(self.stretches.iter().map(|stretch| &stretch.places))
    }

    /// Whether its lists are too long to stand with the stem.
    pub fn has_own_lists(&self) -> bool {
        self.blocks.iter().map(|block| block.list.len()).sum::<usize>() > INLINE
    }

    /// Whether lists or places have files of their own.
    pub fn is_long(&self) -> bool {
        self.stretches.len() > 1 || self.has_own_lists()
    }

    /// Of a common stem, the form that most documents have.
    pub fn main_form(&self) -> Option<u32> {
        let of_forms = self.stats.as_ref().map(|stats| stats.of_forms.as_slice());
        is_common(self.count).then(|| main_form(of_forms.unwrap_or_default()))
    }

    /// Shows each document of some blocks with its forms, and with its words by their places.
    ///
    /// # Errors
    /// That it is damaged, or the store of the build before, where blocks can stand.
    pub fn each_document(
        &self,
        blocks: std::ops::Range<usize>,
        before: Option<&Store>,
        show: &mut ShowDocument<'_>,
    ) -> io::Result<()> {
        let (mut forms, mut tokens) = (Vec::new(), Vec::new());
        let main = self.main_form();
        let mut last = None;
        for index in blocks {
            let block = self.blocks.get(index).ok_or_else(damaged)?;
            let end = self.blocks.get(index + 1);
            let documents = end.map_or(self.count, |next| next.count).checked_sub(block.count);
            let is_its = |stretch: &&Stretch| {
                stretch.document >= block.document && end.is_none_or(|end| stretch.document < end.document)
            };
            let mut stretches = self.stretches.iter().filter(is_its).peekable();
            let list = block.list.bytes(before)?;
            let mut lists = BitReader::new(&list);
            let mut bytes = std::borrow::Cow::Borrowed(&[] as &[u8]);
            let mut at = 0;
            let mut next = 0;
            for _ in 0..documents.ok_or_else(damaged)? {
                let document = sum(next, lists.golomb(self.orders[0])?)?;
                next = sum(document, 1)?;
                if last.replace(document).is_some_and(|last| last >= document) {
                    return Err(damaged());
                }
                if let Some(stretch) = stretches.next_if(|stretch| stretch.document <= document) {
                    (bytes, at) = (stretch.places.bytes(before)?, 0);
                }
                let mut places = BitReader::from(&bytes, at);
                forms.clear();
                tokens.clear();
                self.read_document(main, &mut lists, &mut places, &mut forms, &mut tokens)?;
                at = places.at();
                show(document, &forms, &mut tokens)?;
            }
        }
        Ok(())
    }

    fn read_document(
        &self,
        main: Option<u32>,
        lists: &mut BitReader<'_>,
        places: &mut BitReader<'_>,
        forms: &mut Vec<u32>,
        tokens: &mut Vec<Token>,
    ) -> io::Result<()> {
        match main {
            Some(main) if self.forms.len() > 1 && lists.take(1)? == 1 => forms.push(main),
            _ => {
                for form in (0..).take(self.forms.len()) {
                    if self.forms.len() == 1 || lists.take(1)? == 1 {
                        forms.push(form);
                    }
                }
            }
        }
        let is_common = main.is_some();
        let form_bits = form_bits(forms.len());
        let mut left = if is_common { kinds::read_number(lists, places)? } else { 0 };
        let (mut code, mut is_last) = (0, false);
        while !is_last {
            let order = self.orders[1];
            code = sum(code, if is_common { places.golomb(order)? } else { lists.golomb(order)? })?;
            left = left.saturating_sub(1);
            is_last = if is_common { left == 0 } else { lists.take(1)? == 1 };
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

    /// Appends it in the form in which [`Group::read`] takes it. `keep` puts what has files of its own on the site into the
    /// store.
    ///
    /// # Errors
    /// What `keep` says.
    pub fn write(
        &self,
        out: &mut Vec<u8>,
        keep: &mut dyn FnMut(&Part) -> io::Result<Stored>,
    ) -> io::Result<()> {
        varint::push_text(&self.stem, out);
        varint::push_length(self.forms.len(), out);
        self.forms.iter().for_each(|form| varint::push_text(form, out));
        varint::push_length(self.count, out);
        self.orders.iter().for_each(|&order| varint::push(order, out));
        out.push(u8::from(self.has_own_lists()) | u8::from(self.stats.is_some()) << 1);
        varint::push_length(self.blocks.len(), out);
        for Block { document, last, count, list } in &self.blocks {
            varint::push(*document, out);
            varint::push(*last, out);
            varint::push_length(*count, out);
            write_part(list, self.has_own_lists(), keep, out)?;
        }
        varint::push_length(self.stretches.len(), out);
        for Stretch { document, places } in &self.stretches {
            varint::push(*document, out);
            write_part(places, self.stats.is_some(), keep, out)?;
        }
        if let Some(Stats { sizes, of_forms }) = &self.stats {
            sizes.iter().for_each(|sizes| sizes.write(out));
            of_forms.iter().for_each(|&count| varint::push(count, out));
        }
        Ok(())
    }

    /// Reads one.
    ///
    /// # Errors
    /// What reading says, and that it is damaged.
    pub fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let stem = varint::read_text(from)?;
        let forms: Vec<String> =
            (0..varint::read(from)?).map(|_| varint::read_text(from)).collect::<io::Result<_>>()?;
        let count = varint::read(from)? as usize;
        let orders = [varint::read(from)?, varint::read(from)?, varint::read(from)?];
        let kind = varint::read(from)?;
        let (has_own_lists, is_long) = (kind & 1 != 0, kind & 2 != 0);
        let block = |from: &mut _| -> io::Result<Block> {
            let (document, last) = (varint::read(from)?, varint::read(from)?);
            let count = varint::read(from)? as usize;
            Ok(Block { document, last, count, list: read_part(from, has_own_lists)? })
        };
        let blocks = (0..varint::read(from)?).map(|_| block(from)).collect::<io::Result<_>>()?;
        let stretch = |from: &mut _| -> io::Result<Stretch> {
            Ok(Stretch { document: varint::read(from)?, places: read_part(from, is_long)? })
        };
        let stretches = (0..varint::read(from)?).map(|_| stretch(from)).collect::<io::Result<_>>()?;
        let stats = if is_long { Some(Stats::read(from, forms.len())?) } else { None };
        Ok(Self { stem, forms, count, orders, blocks, stretches, stats })
    }
}

impl Stats {
    fn read(from: &mut impl BufRead, forms: usize) -> io::Result<Self> {
        let sizes = [Sizes::read(from)?, Sizes::read(from)?, Sizes::read(from)?];
        Ok(Self { sizes, of_forms: (0..forms).map(|_| varint::read(from)).collect::<io::Result<_>>()? })
    }
}

fn write_part(
    part: &Part,
    has_own: bool,
    keep: &mut dyn FnMut(&Part) -> io::Result<Stored>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    match part {
        Part::New(bytes) if !has_own => {
            varint::push_length(bytes.len(), out);
            out.extend(bytes);
        }
        part => keep(part)?.write(out),
    }
    Ok(())
}

fn read_part(from: &mut impl BufRead, has_own: bool) -> io::Result<Part> {
    if has_own { Stored::read(from).map(Part::Stored) } else { varint::read_bytes(from).map(Part::New) }
}

/// A number that is damaged may be of any size.
pub fn sum(a: u32, b: u32) -> io::Result<u32> {
    a.checked_add(b).ok_or_else(damaged)
}

/// What is not as it was written.
pub fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// How many bits say which of so many forms it is.
pub fn form_bits(forms: usize) -> u32 {
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
        group.write(&mut bytes, &mut |_| Err(damaged())).expect("nothing is long");
        assert_eq!(Group::read(&mut bytes.as_slice()).expect("a group"), group);
        for end in 0..bytes.len() {
            assert!(Group::read(&mut &bytes[..end]).is_err(), "{end}");
        }
        let change = (3..5, None);
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x15;
            if let Ok(group) = Group::read(&mut bytes.as_slice()) {
                let _ = group.with(slice::from_ref(&change), None);
            }
        }
    }
}
