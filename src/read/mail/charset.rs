//! The text of bytes, by the character set that a part names, and by what the bytes are where that is wrong.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

use crate::model::characters::{is_shown, replacement};

/// What bytes say as text, and whether it is not by the character set that was named.
pub struct Read {
    pub text: String,
    /// Whether the character set was wrong or missing, so that the text is by what the bytes look like.
    pub is_guessed: bool,
}

/// Reads bytes by a name of a character set; an empty name is none.
pub fn read(bytes: &[u8], label: &str) -> Read {
    let (text, is_guessed) = decoded(bytes, label);
    Read { text: shown(&text), is_guessed }
}

fn decoded(bytes: &[u8], label: &str) -> (String, bool) {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_ascii = bytes.is_ascii();
    if is_ascii && !is_shifting(&label) {
        return (String::from_utf8_lossy(bytes).into_owned(), false);
    }
    let encoding = Encoding::for_label_no_replacement(label.as_bytes());
    let utf_8 = std::str::from_utf8(bytes).ok();
    match encoding {
        Some(encoding) if encoding == UTF_8 => {
            utf_8.map_or_else(|| guessed(bytes), |text| (text.to_owned(), false))
        }
        // Where text of several bytes reads well as UTF-8, it is: no text of single bytes does so by chance.
        Some(encoding) if encoding.is_single_byte() && utf_8.is_some() && !is_ascii => {
            let is_said = label.is_empty() || label == "us-ascii";
            (
                utf_8.unwrap_or_default().to_owned(),
                !is_said || encoding != WINDOWS_1252 || label == "us-ascii",
            )
        }
        Some(encoding) => {
            let (text, is_wrong) = encoding.decode_without_bom_handling(bytes);
            match utf_8 {
                Some(utf_8) if is_wrong => (utf_8.to_owned(), true),
                // US-ASCII has no such bytes.
                _ => (text.into_owned(), is_wrong || label.contains("ascii") && !is_ascii),
            }
        }
        None => match charset_decoder(label.as_bytes()) {
            Some(decoder) if !label.is_empty() && !is_replacing(&label) => (decoder(bytes), false),
            _ => guessed(bytes),
        },
    }
}

/// Whether a character set says other things by ASCII's own bytes.
fn is_shifting(label: &str) -> bool {
    ["iso-2022", "csiso2022", "utf-7", "utf7", "csutf7", "unicode-1-1-utf-7", "hz", "utf-16", "utf16"]
        .iter()
        .any(|name| label.starts_with(name))
}

/// Whether what reads a character set gives one sign for all that it cannot read.
fn is_replacing(label: &str) -> bool {
    Encoding::for_label(label.as_bytes()) == Some(REPLACEMENT)
}

/// A text of which nobody says in which character set it is: UTF-8 if it can be, and otherwise Windows-1252.
fn guessed(bytes: &[u8]) -> (String, bool) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => mixed(bytes),
    };
    (text, !bytes.is_ascii())
}

/// UTF-8 with stray bytes, or no UTF-8 at all.
fn mixed(bytes: &[u8]) -> String {
    let (mut several, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        several += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    if several <= stray {
        return WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// A text with line feeds alone, in which what no page can show is replaced.
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\u{c}' => shown.push('\n'),
            character if is_shown(character) => shown.push(character),
            // Typewriters' habit, and no character of a text.
            '\u{8}' | '\0' => {}
            character => shown.push(replacement(character)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(bytes: &[u8], label: &str) -> (String, bool) {
        let read = read(bytes, label);
        (read.text, read.is_guessed)
    }

    #[test]
    fn character_sets_are_those_that_are_named() {
        let right = |bytes: &[u8], label: &str, text: &str| {
            assert_eq!(read_as(bytes, label), (text.to_owned(), false), "{label}")
        };
        right("Lämpchen".as_bytes(), "UTF-8", "Lämpchen");
        right(b"L\xe4mpchen", "ISO-8859-1", "Lämpchen");
        right(b"L\xe4mpchen \x8485\x93", "windows-1252", "Lämpchen „85“");
        right(b"\xec\xc1\xcd\xd0\xc1", "koi8-r", "Лампа");
        right(b"\x1b$B%i%s%W\x1b(B", "iso-2022-jp", "ランプ");
        right(b"\xb5\xc6", "gb2312", "灯");
        right(b"\xb5\xc6", "GB18030", "灯");
        right(b"L+AOQ-mpchen", "utf-7", "Lämpchen");
        right(b"plain", "x-unknown", "plain");
        right(b"plain", "", "plain");
        right(b"L\x84mpchen", "cp850", "Lämpchen");
    }

    #[test]
    fn bytes_say_more_than_a_wrong_name() {
        let guessed = |bytes: &[u8], label: &str, text: &str| {
            assert_eq!(read_as(bytes, label), (text.to_owned(), true), "{label}")
        };
        guessed("Lämpchen".as_bytes(), "iso-8859-1", "Lämpchen");
        guessed("Lämpchen".as_bytes(), "us-ascii", "Lämpchen");
        guessed(b"L\xe4mpchen", "utf-8", "Lämpchen");
        guessed(b"L\xe4mpchen", "us-ascii", "Lämpchen");
        guessed(b"L\xe4mpchen", "x-unknown", "Lämpchen");
        guessed("Lämpchen, Öl und \u{e9}".as_bytes(), "", "Lämpchen, Öl und é");
        guessed(b"L\xc3\xa4mpchen, \xc3\x96l, \xe9", "utf-8", "Lämpchen, Öl, é");
    }

    #[test]
    fn what_no_page_can_show_is_replaced() {
        assert_eq!(shown("\u{feff}a\r\nb\rc\u{c}d\u{1}e\0"), "a\nb\nc\nd\u{fffd}e");
    }
}
