//! The lines and paragraphs of a plain text, as places in it.

use std::ops::Range;

/// The paragraphs up to an offset, without the space round them.
pub(super) fn paragraphs(text: &str, end: usize) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut current: Option<Range<usize>> = None;
    for line in lines(&text[..end]) {
        if text[line.clone()].trim().is_empty() {
            paragraphs.extend(current.take());
        } else {
            current = Some(current.map_or(line.start, |span| span.start)..line.end);
        }
    }
    paragraphs.extend(current);
    paragraphs.into_iter().map(|span| trimmed(text, span)).collect()
}

/// The lines of a text, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        span
    })
}

/// A span without the space at its ends.
pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let start = span.start + part.len() - part.trim_start().len();
    start..(span.start + part.trim_end().len()).max(start)
}
