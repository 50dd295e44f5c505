//! From bytes to text: UTF-8 with or without byte order mark, UTF-16 with one, and otherwise
//! Windows-1252, of which Latin-1's printable characters are a part.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A source file's text, and the encoding in which it was.
#[derive(Debug, PartialEq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding's name, where it is not UTF-8.
    pub other_encoding: Option<&'static str>,
}

/// The bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText;

/// Decodes the bytes of a source file.
///
/// # Errors
/// [`NotText`], if the bytes hold control characters that no text has.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if broken || !is_text(&text) {
            return Err(NotText);
        }
        return Ok(Decoded { text, other_encoding: (encoding != UTF_8).then(|| encoding.name()) });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if is_text(text) {
            Ok(Decoded { text: Cow::Borrowed(text), other_encoding: None })
        } else {
            Err(NotText)
        };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if is_text(&text) {
        Ok(Decoded { text, other_encoding: Some(WINDOWS_1252.name()) })
    } else {
        Err(NotText)
    }
}

/// Text has no control characters but those that shape it.
fn is_text(text: &str) -> bool {
    // They are single bytes, or 0xC2 with a byte from 0x80 on. All bytes are looked at whatever is
    // found, which takes many at once.
    let bytes = text.as_bytes();
    let is_control = |byte: u8| byte < b'\t' || (byte > b'\r' && byte < b' ') || byte == 0x7f;
    let is_pair = |first: u8, second: u8| first == 0xc2 && second < 0xa0 && second != 0x85;
    let ascii = bytes.iter().fold(false, |found, &byte| found | is_control(byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    !ascii && !pairs.fold(false, |found, (&first, &second)| found | is_pair(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes).expect("text");
        (decoded.text.into_owned(), decoded.other_encoding)
    }

    #[test]
    fn utf_8_with_and_without_mark() {
        assert_eq!(text("Zürich".as_bytes()), ("Zürich".to_owned(), None));
        assert_eq!(text(b"\xef\xbb\xbfZ\xc3\xbcrich"), ("Zürich".to_owned(), None));
    }

    #[test]
    fn windows_1252_and_latin_1() {
        assert_eq!(text(b"Z\xfcrich \x93so\x94 \x96"), ("Zürich “so” –".to_owned(), Some("windows-1252")));
    }

    #[test]
    fn utf_16_with_a_mark() {
        assert_eq!(text(b"\xff\xfeZ\0\xfc\0"), ("Zü".to_owned(), Some("UTF-16LE")));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0"), Err(NotText));
        assert_eq!(decode(b"plain\0text"), Err(NotText));
    }
}
