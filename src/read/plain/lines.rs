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

/// A span that reaches back over the indentation of its first line.
pub(super) fn with_indentation(text: &str, span: Range<usize>) -> Range<usize> {
    let before = &text[..span.start];
    let spaces = before.trim_end_matches([' ', '\t', '\u{a0}']);
    let begins_line = spaces.is_empty() || spaces.ends_with('\n');
    if begins_line { spaces.len()..span.end } else { span }
}

/// A line with its measures.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Where it stands, with its indentation and without space at its end.
    pub(super) span: Range<usize>,
    /// What stands in it, without the space round it.
    pub(super) text: &'a str,
    /// The columns before its first character.
    pub(super) indent: usize,
    /// The columns up to its last character.
    pub(super) length: usize,
}

/// Tabs lead to the next of these columns.
const TAB: usize = 8;

impl<'a> Line<'a> {
    /// Measures a line.
    pub(super) fn new(text: &'a str, span: Range<usize>) -> Self {
        let line = text[span.clone()].trim_end();
        let content = line.trim_start();
        let column = |column: usize, c: char| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
        let indent = line[..line.len() - content.len()].chars().fold(0, column);
        let length = match memchr::memchr(b'\t', content.as_bytes()) {
            Some(_) => content.chars().fold(indent, column),
            None => indent + content.chars().count(),
        };
        Self { span: span.start..span.start + line.len(), text: content, indent, length }
    }
}

/// What is usual in a text: where its lines begin, and where they end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// The column in which most of the text begins.
    pub(super) margin: usize,
    /// The columns of a full line.
    pub(super) width: usize,
    /// Whether the text's paragraphs are broken into lines of one length.
    pub(super) is_wrapped: bool,
}

/// No line is taken to be wider than this: a longer one is a paragraph that isn't broken into lines.
const WIDEST: usize = 80;
/// A text that is broken into lines has hardly one longer than this.
const LONGEST_WRAPPED: usize = 100;

impl Measure {
    /// Measures the lines of paragraphs.
    pub(super) fn of(paragraphs: &[Vec<Line<'_>>]) -> Self {
        let mut lengths: Vec<usize> = paragraphs.iter().flatten().map(|line| line.length).collect();
        lengths.sort_unstable();
        let usual_longest = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(WIDEST);
        let later =
            |lines: &'_ Vec<Line<'_>>| lines.iter().skip(1).map(|line| line.indent).collect::<Vec<_>>();
        // The first line of a paragraph can be indented by itself: the others tell the margin.
        let inner: Vec<usize> = paragraphs.iter().flat_map(later).collect();
        let all = || paragraphs.iter().flatten().map(|line| line.indent).collect::<Vec<_>>();
        let margin = most_common(if inner.len() >= 3 { inner } else { all() });
        let multiple = paragraphs.iter().filter(|lines| lines.len() > 1).count();
        Self {
            margin,
            width: usual_longest.min(WIDEST),
            is_wrapped: usual_longest <= LONGEST_WRAPPED && multiple * 3 >= paragraphs.len(),
        }
    }

    /// Whether a line ends before its place was full, though the next word would have found room.
    pub(super) fn ends_early(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or_default();
        line.length + 1 + word.chars().count() <= self.width
    }
}

/// The number that stands most often in a list, and of several the smallest; 0 if there is none.
fn most_common(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    let mut best = (0, 0);
    for run in numbers.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}
