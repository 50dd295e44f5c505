//! What the lists of a common stem say of the passages of a document: of which kinds they are, and about how many.
//!
//! ```text
//! kinds = 1 if some are paragraphs, 1 if some are notes, 0 | (1, a bit for each of title, facts, senders, receivers and subject), number
//! number = the logarithm to base 2 of how many there are, rounded up
//! ```
//!
//! How many there are just stands before the passages themselves, in as many bits as are left to say then.

use std::io;

use super::bits::{BitReader, BitWriter};
use super::group::damaged;
use super::passages::{Code, KNOWN};

/// Appends what is said of some passages, of which there is one at least. `places` gets their number.
pub fn push(passages: &[Code], lists: &mut BitWriter, places: &mut BitWriter) {
    let (mut has_paragraphs, mut has_notes, mut known) = (false, false, [false; KNOWN as usize]);
    for &code in passages {
        match known.get_mut(code as usize / 2) {
            _ if code % 2 == 1 => has_notes = true,
            Some(is_said) => *is_said = true,
            None => has_paragraphs = true,
        }
    }
    let mut push = |is: bool| lists.push(u64::from(is), 1);
    push(has_paragraphs);
    push(has_notes);
    let is_any_known = known.contains(&true);
    push(is_any_known);
    if is_any_known {
        known.into_iter().for_each(push);
    }
    let number = passages.len().next_power_of_two().ilog2();
    lists.push_golomb(number, 0);
    if let Some(bits) = number.checked_sub(1) {
        places.push((passages.len() - 1 - (1 << bits)) as u64, bits);
    }
}

/// Reads what is said of the passages of a document, and gives their number.
///
/// # Errors
/// That it is damaged.
pub fn read_number(lists: &mut BitReader<'_>, places: &mut BitReader<'_>) -> io::Result<u64> {
    let kinds = lists.take(3)?;
    lists.take(if kinds & 1 == 1 { KNOWN } else { 0 })?;
    match lists.golomb(0)?.checked_sub(1) {
        None => Ok(1),
        Some(bits @ ..u32::BITS) => Ok(1 + (1 << bits) + places.take(bits)?),
        Some(_) => Err(damaged()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_number_are_said_in_few_bits() {
        let written = |passages: &[Code]| {
            let (mut lists, mut places) = (BitWriter::default(), BitWriter::default());
            push(passages, &mut lists, &mut places);
            lists.push(0b1, 1);
            let (lists, places) = (lists.finish(), places.finish());
            let mut reader = BitReader::new(&lists);
            let number = read_number(&mut reader, &mut BitReader::new(&places)).expect("a number");
            assert_eq!(number, passages.len() as u64);
            assert_eq!(reader.take(1).expect("what follows"), 1);
            (lists, places)
        };
        // A paragraph; three paragraphs and a note; the title, a sender and a paragraph.
        assert_eq!(written(&[12]), (vec![0b1001_1000], vec![]));
        assert_eq!(written(&[7, 12, 14, 20]), (vec![0b1100_1110], vec![0b1000_0000]));
        assert_eq!(written(&[0, 4, 12]), (vec![0b1011_0100, 0b0111_0000], vec![0]));
        for count in 1..70 {
            written(&(0..count).map(|place| 20 + 2 * place).collect::<Vec<_>>());
        }
    }
}
