//! Where the cells of a CSV text stand. The csv crate gives their values and the place of each
//! record, but not the places of the cells, which diagnostics point at.

use std::ops::Range;

/// The cells of one record.
pub struct Cells {
    /// The bytes of each cell, with its quotation marks.
    pub spans: Vec<Range<usize>>,
    /// Whether the last cell's quotation ends.
    pub closed: bool,
}

/// Finds the cells of the record that begins at an offset, or at the first line after it that is
/// not empty.
pub fn of_record(text: &str, offset: usize, delimiter: u8) -> Cells {
    let bytes = text.as_bytes();
    let mut at = offset.min(bytes.len());
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut cells = Cells { spans: Vec::new(), closed: true };
    loop {
        let start = at;
        if bytes.get(at) == Some(&b'"') {
            (at, cells.closed) = end_of_quotation(bytes, at + 1);
        }
        while bytes.get(at).is_some_and(|&byte| byte != delimiter && !matches!(byte, b'\r' | b'\n')) {
            at += 1;
        }
        cells.spans.push(start..at);
        if bytes.get(at) != Some(&delimiter) {
            return cells;
        }
        at += 1;
    }
}

/// The offset after the quotation mark that ends a cell, and whether there is one. Two marks stand
/// for one within.
fn end_of_quotation(bytes: &[u8], mut at: usize) -> (usize, bool) {
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return (at + 1, true),
            _ => at += 1,
        }
    }
    (at, false)
}

/// What a first line such as `sep=;` says that separates the cells, and where the table begins after it.
/// Spreadsheet programs write and read such a line.
pub fn named_delimiter(text: &str) -> (usize, Option<u8>) {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let bare = line.trim_end_matches(['\r', '\n']).trim_matches('"');
    match bare.as_bytes() {
        [s, e, p, b'=', delimiter] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            (line.len(), delimiter.is_ascii().then_some(*delimiter))
        }
        _ => (0, None),
    }
}

/// What separates the cells: spreadsheet programs write semicolons where the comma is the decimal
/// sign, and some write tabs.
pub fn delimiter(text: &str) -> u8 {
    let says_something = |line: &&str| !line.trim_matches([',', ';', '\t', ' ', '\r']).is_empty();
    let header = text.lines().find(says_something).unwrap_or_default();
    let cells = |delimiter: u8| of_record(header, 0, delimiter).spans.len();
    [b';', b'\t'].into_iter().find(|&other| cells(other) > cells(b',')).unwrap_or(b',')
}
