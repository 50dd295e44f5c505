//! Transfer encodings: how bytes travel as letters. What is damaged gives what can still be read.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;

/// Padding and the last bits can be missing where a part was cut.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a part, and whether they are damaged.
pub fn decode<'a>(body: &'a [u8], encoding: &str) -> (Cow<'a, [u8]>, bool) {
    match encoding {
        "base64" => base64(body),
        "quoted-printable" => (Cow::Owned(quoted_printable(body)), false),
        _ => (Cow::Borrowed(body), false),
    }
}

/// Letters that are none of the alphabet stand between lines. What was put together of several parts ends in its middle.
fn base64(body: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let mut decoded = Vec::with_capacity(body.len() / 4 * 3);
    let mut is_damaged = body.iter().any(|byte| !is_sign(byte) && !byte.is_ascii_whitespace());
    let signs: Vec<u8> = body.iter().copied().filter(is_sign).collect();
    for run in signs.split(|byte| *byte == b'=').filter(|run| !run.is_empty()) {
        // One sign alone is less than a byte.
        let whole = if run.len() % 4 == 1 { run.len() - 1 } else { run.len() };
        is_damaged |= whole < run.len();
        match LENIENT.decode(run.get(..whole).unwrap_or_default()) {
            Ok(bytes) => decoded.extend(bytes),
            Err(_) => is_damaged = true,
        }
    }
    if decoded.is_empty() && !body.trim_ascii().is_empty() {
        // It never was what it says it is.
        return (Cow::Borrowed(body), true);
    }
    (Cow::Owned(decoded), is_damaged)
}

/// What is no escape stands for itself.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'=', [first, second, ..]) if first.is_ascii_hexdigit() && second.is_ascii_hexdigit() => {
                decoded.push(digit(*first) << 4 | digit(*second));
                rest = after.get(2..).unwrap_or_default();
            }
            (b'=', _) => {
                let spaces = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
                match after.get(spaces) {
                    Some(b'\n') => rest = after.get(spaces + 1..).unwrap_or_default(),
                    None => rest = &[],
                    Some(_) => decoded.push(byte),
                }
            }
            // Spaces at the end of a line came on the way.
            (b' ' | b'\t', _) => {
                let spaces = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let is_end = matches!(after.get(spaces), Some(b'\n') | Some(b'\r') | None);
                if is_end {
                    rest = after.get(spaces..).unwrap_or_default();
                } else {
                    decoded.push(byte);
                    decoded.extend(after.get(..spaces).unwrap_or_default());
                    rest = after.get(spaces..).unwrap_or_default();
                }
            }
            _ => decoded.push(byte),
        }
    }
    decoded
}

fn digit(hexadecimal: u8) -> u8 {
    match hexadecimal {
        b'0'..=b'9' => hexadecimal - b'0',
        b'a'..=b'f' => hexadecimal - b'a' + 10,
        _ => hexadecimal.wrapping_sub(b'A').wrapping_add(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(body: &str, encoding: &str) -> (String, bool) {
        let (bytes, is_damaged) = decode(body.as_bytes(), encoding);
        (String::from_utf8_lossy(&bytes).into_owned(), is_damaged)
    }

    #[test]
    fn base64_is_read_as_far_as_it_goes() {
        let read = |body| decoded(body, "base64");
        assert_eq!(read("VGhlIGxh\r\nbXA=\n"), ("The lamp".to_owned(), false));
        assert_eq!(read("VGhlIGxhbXA"), ("The lamp".to_owned(), false));
        // Two parts, each with its end.
        assert_eq!(read("VGhl\nIA==\nbGFtcA=="), ("The lamp".to_owned(), false));
        assert_eq!(read("VGhlIGxhb!XA="), ("The lamp".to_owned(), true));
        assert_eq!(read("VGhlI"), ("The".to_owned(), true));
        assert_eq!(read("!"), ("!".to_owned(), true));
        assert_eq!(read(""), (String::new(), false));
    }

    #[test]
    fn what_is_no_escape_stands_for_itself() {
        let read = |body| decoded(body, "quoted-printable").0;
        assert_eq!(read("l=C3=A4mp=\r\nchen = 5 =zz  \r\nx="), "lämpchen = 5 =zz\r\nx");
        assert_eq!(read("a  b \t\nc =  \nd"), "a  b\nc d");
        assert_eq!(read("=e4"), "\u{fffd}");
    }
}
