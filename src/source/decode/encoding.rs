//! The encodings of texts: UTF-8, UTF-16 with or without a byte order mark, and otherwise Windows-1252, of
//! which Latin-1's printable characters are a part.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Fault;
use crate::model::characters::is_shown;

/// What bytes say as text.
pub struct Read<'a> {
    pub text: Cow<'a, str>,
    /// The encoding's name, where it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// The bytes that are not UTF-8 in a text that is.
    pub stray: Option<Fault>,
}

impl<'a> Read<'a> {
    fn of(text: impl Into<Cow<'a, str>>, encoding: &'static Encoding) -> Self {
        Self { text: text.into(), encoding: (encoding != UTF_8).then(|| encoding.name()), stray: None }
    }
}

/// Reads bytes in the encoding that they are most likely in.
pub fn read(bytes: &[u8]) -> Read<'_> {
    let (bytes, marked) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (&bytes[mark..], Some(encoding)),
        None => (bytes, None),
    };
    if let Some(encoding) = marked.filter(|encoding| *encoding != UTF_8) {
        // What cannot be decoded is U+FFFD.
        return Read::of(encoding.decode_without_bom_handling(bytes).0, encoding);
    }
    if marked.is_none()
        && bytes.contains(&0)
        && let Some((text, encoding)) = unmarked_utf_16(bytes)
    {
        return Read::of(text, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Read::of(text, UTF_8),
        Err(_) if marked.is_some() || is_mostly_utf_8(bytes) => {
            let (text, stray) = with_stray_bytes(bytes);
            Read { stray, ..Read::of(text, UTF_8) }
        }
        Err(_) => Read::of(WINDOWS_1252.decode_without_bom_handling(bytes).0, WINDOWS_1252),
    }
}

/// Reads a text as UTF-16 if it reads well so, and badly otherwise. Texts have spaces, which hold a zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let otherwise = String::from_utf8_lossy(bytes);
    let characters = otherwise.chars().count();
    let unshown = otherwise.chars().filter(|c| !is_shown(*c) || *c == char::REPLACEMENT_CHARACTER).count();
    if unshown * 20 < characters {
        return None;
    }
    let whole = &bytes[..bytes.len() - bytes.len() % 2];
    let read = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(whole);
        let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        let (characters, spaces) = (count(|_| true), count(|c| c.is_ascii_whitespace()));
        let signs = count(|c| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff0c}'));
        let parts_words = spaces > 0 && (spaces + signs) * 20 >= characters;
        let reads_well = !broken && parts_words && count(|c| !is_shown(c)) * 100 <= characters;
        reads_well.then(|| (spaces, text.into_owned(), encoding))
    };
    let readings = [UTF_16LE, UTF_16BE].into_iter().filter_map(read);
    readings.max_by_key(|(spaces, ..)| *spaces).map(|(_, text, encoding)| (text, encoding))
}

/// Whether bytes that are not all UTF-8 are so but for some: by the characters of several bytes that they
/// have as UTF-8. Some of these also come about by chance, where in Windows-1252 a sign follows a letter.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut certain, mut likely, mut stray) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            match character {
                '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{20cf}' | '\u{10000}'.. => certain += 1,
                _ => likely += 1,
            }
        }
        stray += chunk.invalid().len();
    }
    certain > 0 || likely > stray
}

/// A text in UTF-8 in which each other byte is read as Windows-1252. A character that is cut off by the end
/// of the text is U+FFFD.
fn with_stray_bytes(bytes: &[u8]) -> (String, Option<Fault>) {
    let mut text = String::with_capacity(bytes.len());
    let mut stray: Option<Fault> = None;
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid();
        rest -= chunk.valid().len() + invalid.len();
        if invalid.is_empty() {
            continue;
        }
        let at = text.len();
        if rest == 0 && invalid.len() > 1 {
            text.push(char::REPLACEMENT_CHARACTER);
        } else {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(invalid).0);
        }
        let first = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        stray.get_or_insert(Fault { at, first, count: 0 }).count += text[at..].chars().count();
    }
    (text, stray)
}
