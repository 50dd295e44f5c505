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

/// What separates the cells: spreadsheet programs write semicolons where the comma is the decimal
/// sign, and some write tabs.
pub fn delimiter(text: &str) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let cells = |delimiter: u8| of_record(header, 0, delimiter).spans.len();
    [b';', b'\t'].into_iter().find(|&other| cells(other) > cells(b',')).unwrap_or(b',')
}
