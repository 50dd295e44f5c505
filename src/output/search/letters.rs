//! Bytes as letters that stand in scripts as they are: 13 bits are two of 91 letters, which takes a twelfth less than
//! Base64. Up to six bits that are left over are one letter. Small numbers, many of which are the same, are letters of their own:
//! these are compressed where bytes that lie across letters are not. `static/assets/search-index.js` reads both.

/// How many letters there are.
const LETTERS: u32 = 91;
const BITS: u32 = 13;
/// A number that is less is one letter. Of others, letters from here on have the digits below the last.
const LESS: u32 = 60;

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

/// Appends a number, the lowest digit first.
pub fn push_number(mut number: u32, text: &mut String) {
    let base = LETTERS - LESS;
    while number >= LESS {
        text.push(letter(LESS + number % base));
        number /= base;
    }
    text.push(letter(number));
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

    /// Reads numbers as the search does.
    fn numbers(text: &str) -> Vec<u32> {
        let (mut numbers, mut number, mut place) = (Vec::new(), 0_u64, 1);
        for letter in text.bytes() {
            let value = u64::from(letter) - 35 - u64::from(letter > b'\\');
            if value < u64::from(LESS) {
                numbers.push(u32::try_from(number + value * place).expect("a number"));
                (number, place) = (0, 1);
            } else {
                number += (value - u64::from(LESS)) * place;
                place *= u64::from(LETTERS - LESS);
            }
        }
        numbers
    }

    #[test]
    fn numbers_come_back_from_letters() {
        let all = [0, 1, 59, 60, 90, 91, 1860, 1861, 57_659, 57_660, 317_000, u32::MAX];
        let mut text = String::new();
        all.iter().for_each(|&number| push_number(number, &mut text));
        assert_eq!(numbers(&text), all);
        assert!(!text.contains(['"', '\\']) && text.is_ascii());
    }

    proptest::proptest! {
        #[test]
        fn bytes_come_back_from_letters(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
            let mut text = String::new();
            push(&bytes, &mut text);
            proptest::prop_assert_eq!(decoded(&text), bytes);
            proptest::prop_assert!(!text.contains(['"', '\\', '\n']) && text.is_ascii());
        }
    }
}
