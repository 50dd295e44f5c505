//! A text as it should be: without characters that cannot be shown, and with line ends as editors have them.

use std::borrow::Cow;

use super::Fault;
use crate::model::characters::{is_shown, replacement};

/// Whether a text is as it should be: without characters that cannot be shown, with line feeds at line ends.
pub fn is_plain(text: &str) -> bool {
    // All bytes are looked at whatever is found, which takes many at once. Besides single bytes it is
    // the last two bytes of a character that show it; some other characters have the same.
    let bytes = text.as_bytes();
    let is_control = |byte: u8| byte < b'\t' || byte == 0xb || (byte > b'\r' && byte < b' ') || byte == 0x7f;
    let is_pair = |first: u8, second: u8| {
        (first == b'\r' && second != b'\n')
            || (first == 0xc2 && second < 0xa0)
            || (first == 0xbf && second >= 0xbe)
            || (first == 0xef && second == 0xb7)
            || (first == 0x80 && (second == 0xa8 || second == 0xa9))
    };
    let ascii = bytes.iter().fold(false, |found, &byte| found | is_control(byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let pairs = pairs.fold(false, |found, (&first, &second)| found | is_pair(first, second));
    !ascii && !pairs && bytes.last() != Some(&b'\r')
}

/// A text as it should be.
pub struct Rewritten {
    pub text: String,
    /// Where that now is which was at the mark.
    pub mark: Option<usize>,
    pub unshown: Option<Fault>,
}

/// Replaces what cannot be shown, and writes all line ends so that lines are those that editors show.
pub fn rewrite(text: &str, mark: Option<usize>) -> Rewritten {
    let text = without_doubled_returns(text);
    let mut rewritten = Rewritten { text: String::with_capacity(text.len()), mark: None, unshown: None };
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = rewritten.text.len();
        if mark == Some(at) {
            rewritten.mark = Some(end);
        }
        match character {
            '\r' if characters.peek().is_some_and(|(_, next)| *next == '\n') => rewritten.text.push('\r'),
            '\r' | '\u{2028}' => rewritten.text.push('\n'),
            '\u{2029}' => rewritten.text.push_str("\n\n"),
            _ if is_shown(character) => rewritten.text.push(character),
            _ => {
                rewritten.text.push(replacement(character));
                let fault = rewritten.unshown.get_or_insert(Fault { at: end, first: character, count: 0 });
                fault.count += 1;
            }
        }
    }
    rewritten
}

/// Where every line ends with two returns and a line feed, a program wrote line ends twice.
fn without_doubled_returns(text: &str) -> Cow<'_, str> {
    let doubled = text.matches("\r\r\n").count();
    if doubled > 0 && doubled == text.matches('\n').count() {
        Cow::Owned(text.replace("\r\r\n", "\r\n"))
    } else {
        Cow::Borrowed(text)
    }
}
