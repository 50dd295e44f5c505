//! From the bytes of a source file to its text.
//!
//! Whatever is text comes through: bytes of another encoding, control characters and odd line ends are
//! mended one by one, and each mending is said with its place. Only what is no text at all is refused. The folder takes
//! bytes and gives a text with what was mended in it; it must not know formats.

mod characters;
mod encoding;

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::characters::{is_shown, name};

use characters::{Rewritten, is_plain, rewrite};
use encoding::Read;

/// A source file's text, and what had to be mended in it.
#[derive(Debug, PartialEq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding's name, where it is not UTF-8.
    pub other_encoding: Option<&'static str>,
    /// The bytes that are not UTF-8 in a text that is.
    stray: Option<Fault>,
    /// The characters that no page can show.
    unshown: Option<Fault>,
    /// How many characters that only say where the text ends were dropped.
    end_marks: usize,
}

/// A fault that a text can have in several places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fault {
    /// Where the first is, as a byte offset in the text.
    at: usize,
    /// The first: as it is shown if it is a stray byte, as it was if it is a control character.
    first: char,
    count: usize,
}

/// The bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText {
    /// The extension of the files that look like this, if they are known.
    looks_like: Option<&'static str>,
}

/// Decodes the bytes of a source file.
///
/// # Errors
/// [`NotText`], if they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    let Read { text, encoding, stray } = encoding::read(bytes);
    let (text, end_marks) = without_end_marks(text);
    let mut decoded = Decoded { text, other_encoding: encoding, stray, unshown: None, end_marks };
    if end_marks > 0 && decoded.text.trim().is_empty() && bytes.contains(&0) {
        return Err(NotText { looks_like: None });
    }
    let is_plain = is_plain(&decoded.text);
    // Other formats make sure that their first byte is that of no text.
    let begins_otherwise =
        decoded.other_encoding.is_some() && bytes.first().is_some_and(|byte| !byte.is_ascii());
    if !(is_plain && !begins_otherwise || looks_like_text(bytes, &decoded.text, begins_otherwise)) {
        return Err(NotText { looks_like: kind(bytes) });
    }
    if is_plain {
        return Ok(decoded);
    }
    let Rewritten { text, mark, unshown } = rewrite(&decoded.text, decoded.stray.map(|stray| stray.at));
    if let (Some(stray), Some(at)) = (&mut decoded.stray, mark) {
        stray.at = at;
    }
    Ok(Decoded { text: Cow::Owned(text), unshown, ..decoded })
}

/// Whether the first bytes of a file are those of a text.
pub fn begins_as_text(mut bytes: &[u8]) -> bool {
    // The last character may have been cut.
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        bytes = &bytes[..error.valid_up_to()];
    }
    decode(bytes).is_ok()
}

/// Drops what only says where a text ends: DOS wrote U+001A there, and some programs fill the last block of
/// a file with it or with zeros. Says how many there were.
fn without_end_marks(text: Cow<'_, str>) -> (Cow<'_, str>, usize) {
    const MARKS: [char; 2] = ['\u{1a}', '\0'];
    let is_tail = |c: char| MARKS.contains(&c) || matches!(c, '\r' | '\n' | ' ' | '\t');
    if !text.trim_end().ends_with(MARKS) {
        return (text, 0);
    }
    let tail = text.trim_end_matches(is_tail).len();
    let Some(end) = text[tail..].find(MARKS).map(|mark| tail + mark) else { return (text, 0) };
    let count = text[end..].matches(MARKS).count();
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    };
    (text, count)
}

/// Text can hold some characters that no page can show; other files consist of them.
fn looks_like_text(bytes: &[u8], text: &str, begins_otherwise: bool) -> bool {
    const FEW: usize = 4;
    let unshown = text.chars().filter(|c| !is_shown(*c)).count();
    let all = text.chars().count();
    if unshown >= FEW && unshown * 10 > all {
        return false;
    }
    // The first letters of a text can be those of another format, whose first bytes say more.
    let begins_otherwise =
        begins_otherwise || text.chars().take(16).any(|c| !is_shown(c)) || unshown * 100 > all;
    !(begins_otherwise && kind(bytes).is_some())
}

/// The extension of the files that begin with such bytes, if they are known and no text.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let found = infer::get(bytes)?;
    (found.matcher_type() != infer::MatcherType::Text).then(|| found.extension())
}

impl Decoded<'_> {
    /// What was mended, with its places; `file` is the name of the file.
    pub fn diagnostics(&self, file: &str) -> Vec<Diagnostic> {
        let warning = |code, message: String| Diagnostic::new(Severity::Warning, code, file, message);
        let encoding = self.other_encoding.map(|encoding| {
            warning(Code::Encoding, format!("the file is not UTF-8, and was read as {encoding}"))
                .help("save it as UTF-8")
        });
        let stray = self.stray.map(|Fault { at, first, count }| {
            let message = match (count, first) {
                (1, char::REPLACEMENT_CHARACTER) => {
                    "a character is incomplete: some of its bytes are missing".to_owned()
                }
                (1, _) => format!("one byte is not UTF-8, and was read as “{first}”, as in Windows-1252"),
                _ => format!(
                    "{count} bytes are not UTF-8, and were read as in Windows-1252, the first as “{first}”"
                ),
            };
            warning(Code::Encoding, message)
                .at(&*self.text, at..at + first.len_utf8())
                .help("correct the character if need be, and save the file as UTF-8")
        });
        let unshown = self.unshown.map(|Fault { at, first, count }| {
            let name = name(first);
            let message = if count == 1 {
                format!("{name} cannot be shown, and was replaced")
            } else {
                format!("{count} characters cannot be shown, and were replaced; the first is {name}")
            };
            let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
            warning(Code::ControlCharacter, message)
                .at(&*self.text, at..at + length)
                .help("remove what is not meant, or write what is")
        });
        let end = (self.end_marks > 0).then(|| {
            let message = match self.end_marks {
                1 => "a character that only marks the end of the text was left out".to_owned(),
                count => format!("{count} characters that only mark the end of the text were left out"),
            };
            warning(Code::ControlCharacter, message)
                .at(&*self.text, self.text.len()..self.text.len())
                .help("remove what stands after the text (U+001A or U+0000)")
        });
        encoding.into_iter().chain(stray).chain(unshown).chain(end).collect()
    }
}

impl NotText {
    /// What to say of a file that is left out for it.
    pub fn message(&self) -> String {
        let looks = self.looks_like.map(|extension| format!(": it looks like a file .{extension}"));
        format!("the file is no text, and was left out{}", looks.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
