//! Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, and the highest bit on each byte
//! but the last ([LEB128](https://webassembly.github.io/spec/core/binary/values.html#integers)).

use std::io::{self, BufRead, Read};

/// For so many bytes room is made before they are read.
const MOST_AT_ONCE: u64 = 1 << 16;

/// Appends a number.
pub fn push(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        // The lowest seven bits fit into a byte.
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a length.
pub fn push_length(length: usize, out: &mut Vec<u8>) {
    push(u32::try_from(length).unwrap_or(u32::MAX), out);
}

/// Appends a text with its length.
pub fn push_text(text: &str, out: &mut Vec<u8>) {
    push_length(text.len(), out);
    out.extend(text.as_bytes());
}

/// Reads a number.
///
/// # Errors
/// What reading says, and that it is no number.
pub fn read(from: &mut impl BufRead) -> io::Result<u32> {
    // Most are one byte long.
    if let Some(&byte) = from.fill_buf()?.first().filter(|byte| **byte < 0x80) {
        from.consume(1);
        return Ok(u32::from(byte));
    }
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let mut byte = [0];
        from.read_exact(&mut byte)?;
        number |= u32::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Ok(number);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// Reads a text with its length.
///
/// # Errors
/// What reading says, and that it is no text.
pub fn read_text(from: &mut impl BufRead) -> io::Result<String> {
    let bytes = read_bytes(from)?;
    String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Reads bytes with their length.
///
/// # Errors
/// What reading says.
pub fn read_bytes(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let length = u64::from(read(from)?);
    // A length that is damaged may be of any size.
    let mut bytes = Vec::with_capacity(length.min(MOST_AT_ONCE) as usize);
    let found = Read::take(from, length).read_to_end(&mut bytes)?;
    if found as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_come_back() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 1 << 21, u32::MAX];
        numbers.iter().for_each(|&number| push(number, &mut bytes));
        push_text("Zürich", &mut bytes);
        let mut from = bytes.as_slice();
        for number in numbers {
            assert_eq!(read(&mut from).expect("a number"), number);
        }
        assert_eq!(read_text(&mut from).expect("a text"), "Zürich");
        assert!(read(&mut from).is_err());
        assert!(read_text(&mut [9, b'a'].as_slice()).is_err());
    }
}
