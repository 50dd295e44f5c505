//! Where the brackets of a text close: a note in brackets can span several paragraphs.

use std::collections::HashMap;
use std::ops::Range;

/// The longest note in brackets, in bytes. An open bracket that closes later is a slip.
const LONGEST_NOTE: usize = 20_000;

/// The brackets that match.
pub(super) struct Brackets {
    closing: HashMap<usize, usize>,
}

impl Brackets {
    pub(super) fn of(text: &str) -> Self {
        let mut closing = HashMap::new();
        let mut open = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'[' => open.push(at),
                b']' => {
                    if let Some(opened) = open.pop() {
                        closing.insert(opened, at);
                    }
                }
                _ => {}
            }
        }
        Self { closing }
    }

    /// Where the text of a note ends that opens with a bracket, and where the note itself does. One whose bracket does
    /// not close, or only behind the next note, ends with its paragraph.
    pub(super) fn note_end(&self, text: &str, open: usize, line: Range<usize>) -> (usize, usize) {
        let closing = self.closing.get(&open).copied().filter(|closing| closing - open <= LONGEST_NOTE);
        let holds_another = |closing: usize| {
            let lower = text[open + 1..closing].to_ascii_lowercase();
            ["\n[footnote", "\n[note", "\n[fußnote"].iter().any(|note| lower.contains(note))
        };
        match closing.filter(|closing| !holds_another(*closing)) {
            Some(closing) => (closing, closing + 1),
            None => {
                let rest = &text[line.start..];
                let end = rest.find("\n\n").or_else(|| rest.find("\n\r\n")).unwrap_or(rest.len());
                let next =
                    rest.char_indices().skip(1).find(|&(at, c)| c == '\n' && rest[at + 1..].starts_with('['));
                let end = line.start + next.map_or(end, |(at, _)| at.min(end));
                let end = line.start + text[line.start..end].trim_end().len();
                (end, end)
            }
        }
    }
}
