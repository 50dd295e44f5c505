//! Bytes as letters that stand in scripts as they are: 13 bits are two of 91 letters, which takes a twelfth less than
//! Base64. Up to six bits that are left over are one letter. `static/assets/search-index.js` reads it.

/// How many letters there are.
const LETTERS: u32 = 91;
const BITS: u32 = 13;

/// Appends bytes as letters.
pub fn push(bytes: &[u8], text: &mut String) {
    text.reserve(bytes.len() * 5 / 4 + 2);
    let (mut waiting, mut count) = (0_u32, 0);
    for byte in bytes {
        waiting |= u32::from(*byte) << count;
        count += 8;
        if count >= BITS {
            push_pair(waiting & ((1 << BITS) - 1), text);
            waiting >>= BITS;
            count -= BITS;
        }
    }
    match count {
        0 => {}
        1..=6 => text.push(letter(waiting)),
        _ => push_pair(waiting, text),
    }
}

/// The letters of some bytes.
pub fn encoded(bytes: &[u8]) -> String {
    let mut text = String::new();
    push(bytes, &mut text);
    text
}

fn push_pair(bits: u32, text: &mut String) {
    text.push(letter(bits % LETTERS));
    text.push(letter(bits / LETTERS));
}

/// From `#` to `~`, without the one that means something in scripts.
fn letter(value: u32) -> char {
    let place = value + u32::from(b'#');
    let past = place + u32::from(place >= u32::from(b'\\'));
    char::from_u32(past).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads them as the search does.
    fn decoded(text: &str) -> Vec<u8> {
        let value = |letter: u8| u32::from(letter) - 35 - u32::from(letter > b'\\');
        let (mut bytes, mut waiting, mut count) = (Vec::new(), 0, 0);
        for pair in text.as_bytes().chunks(2) {
            match *pair {
                [first, second] => {
                    waiting |= (value(first) + LETTERS * value(second)) << count;
                    count += BITS;
                }
                _ => {
                    waiting |= value(pair[0]) << count;
                    count += 6;
                }
            }
            while count >= 8 {
                bytes.push((waiting & 0xff) as u8);
                waiting >>= 8;
                count -= 8;
            }
        }
        bytes
    }

    proptest::proptest! {
        #[test]
        fn bytes_come_back_from_letters(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
            let text = encoded(&bytes);
            proptest::prop_assert_eq!(decoded(&text), bytes);
            proptest::prop_assert!(!text.contains(['"', '\\', '\n']) && text.is_ascii());
        }
    }
}
