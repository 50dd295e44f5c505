//! Places in a text: line, column, and the words that stand there.
//!
//! A text with many places is looked through once ([`Lines`]); after that each place takes the same short
//! time, however long the text and its lines are.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in a file, with the line that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The text of the line, cut to a readable length around the place.
    pub quote: String,
    /// The marked bytes within `quote`.
    pub marked: Range<usize>,
}

/// A place in a document whose format has no lines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Spot {
    /// A printed page, by its number.
    Page(String),
    /// A paragraph, counted from 1.
    Paragraph(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
        }
    }
}

/// Where a text begins that is a part of a longer one, or is put together of several. The default is the beginning of
/// that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// How many lines stand before it.
    pub lines: usize,
    /// How many characters stand before it on its line.
    pub columns: usize,
    /// The stretches that follow the first: at which of the part's lines each begins, counted from 1, and where it stands.
    later: Vec<(usize, Self)>,
}

impl Beginning {
    /// Where a part of a text begins that starts at a byte.
    pub fn at(text: &(impl Placed + ?Sized), start: usize) -> Self {
        let place = text.place(start..start);
        Self { lines: place.line - 1, columns: place.column - 1, later: Vec::new() }
    }

    /// The beginning of a line of a longer text, before which so many stand.
    pub fn line(lines: usize) -> Self {
        Self { lines, columns: 0, later: Vec::new() }
    }

    /// The same of a text that goes on, at a line of its own, with a stretch that stands elsewhere.
    pub fn and(mut self, line: usize, beginning: Self) -> Self {
        self.later.push((line, beginning));
        self
    }
}

/// How many bytes of a long line are quoted on either side of the place.
const QUOTE_MARGIN: usize = 60;

/// How many bytes of a long place are quoted.
const MARKED_LENGTH: usize = 400;

impl Place {
    /// The place of a stretch of bytes in a text.
    pub fn new(text: &str, span: Range<usize>) -> Self {
        Lines::of(text).place(span)
    }

    /// The same place of a part, seen from the longer text.
    pub fn below(mut self, beginning: &Beginning) -> Self {
        let at = beginning.later.partition_point(|(line, _)| *line <= self.line);
        let later = at.checked_sub(1).and_then(|at| beginning.later.get(at));
        let (first, beginning) = later.map_or((1, beginning), |(line, beginning)| (*line, beginning));
        if self.line == first {
            self.column += beginning.columns;
        }
        self.line = self.line - first + 1 + beginning.lines;
        self
    }

    /// The words at the place, as far as they are quoted.
    pub fn words(&self) -> &str {
        self.quote.get(self.marked.clone()).unwrap_or_default()
    }
}

/// A text in which places can be found.
pub trait Placed {
    /// The place of a stretch of bytes.
    fn place(&self, span: Range<usize>) -> Place;
}

impl Placed for str {
    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self, span)
    }
}

impl Placed for String {
    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self, span)
    }
}

/// A text whose lines and characters are counted when the first place is asked for.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    stretches: OnceCell<Vec<Counted>>,
}

/// What lies before a stretch of [`STRETCH`] bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    /// Line breaks.
    breaks: usize,
    /// Characters.
    characters: usize,
    /// Where the line begins that goes on into the stretch.
    line_start: usize,
}

/// How many bytes are counted together: a small part of the text's size is kept for it.
const STRETCH: usize = 1024;

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        Self { text, stretches: OnceCell::new() }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    fn stretches(&self) -> &[Counted] {
        self.stretches.get_or_init(|| {
            let mut before = Counted::default();
            let counted = self.text.as_bytes().chunks(STRETCH).enumerate().map(|(index, bytes)| {
                let this = before;
                before = before.and(bytes, index * STRETCH);
                this
            });
            // One more, so that the text's end has one, too.
            let mut counted: Vec<Counted> = counted.collect();
            counted.push(before);
            counted
        })
    }

    /// What lies before an offset.
    fn before(&self, offset: usize) -> Counted {
        let stretch = offset / STRETCH;
        let counted = self.stretches().get(stretch).copied().unwrap_or_default();
        let start = stretch * STRETCH;
        counted.and(self.text.as_bytes().get(start..offset).unwrap_or_default(), start)
    }
}

impl Counted {
    /// The same with some bytes more, which stand at an offset.
    fn and(self, bytes: &[u8], offset: usize) -> Self {
        Self {
            breaks: self.breaks + bytes.iter().filter(|byte| **byte == b'\n').count(),
            // The bytes that begin a character.
            characters: self.characters + bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count(),
            line_start: memchr::memrchr(b'\n', bytes).map_or(self.line_start, |at| offset + at + 1),
        }
    }
}

impl Placed for Lines<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        let text = self.text;
        let start = floor_char_boundary(text, span.start);
        let end = floor_char_boundary(text, span.end.clamp(start, start.saturating_add(MARKED_LENGTH)));
        let before = self.before(start);
        let line_start = before.line_start;
        let quote_start = floor_char_boundary(text, start.saturating_sub(QUOTE_MARGIN)).max(line_start);
        let margin_end = floor_char_boundary(text, end.saturating_add(QUOTE_MARGIN));
        let line_end = text[start..margin_end].find('\n').map(|newline| start + newline);
        let quote_end = line_end.unwrap_or(margin_end);
        let goes_on = line_end.is_none() && !matches!(text.as_bytes().get(margin_end), None | Some(b'\n'));
        let cut_before = if quote_start > line_start { "…" } else { "" };
        let cut_after = if goes_on { "…" } else { "" };
        let quoted = text[quote_start..quote_end.max(start)].trim_end_matches('\r');
        let mark_start = cut_before.len() + start - quote_start;
        let mark_end = (cut_before.len() + end - quote_start).min(cut_before.len() + quoted.len());
        Place {
            line: before.breaks + 1,
            column: before.characters - self.before(line_start).characters + 1,
            quote: format!("{cut_before}{quoted}{cut_after}"),
            marked: mark_start.min(mark_end)..mark_end,
        }
    }
}

/// The last character boundary at or before a byte offset.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_has_line_column_and_quote() {
        let place = Place::new("one\ntwo «three»\nfour", 8..17);
        assert_eq!((place.line, place.column), (2, 5));
        assert_eq!(place.quote, "two «three»");
        assert_eq!(place.words(), "«three»");
    }

    #[test]
    fn a_place_in_a_part_is_one_in_the_whole() {
        let (whole, start) = ("one\n— two\nthree", "one\n— ".len());
        let beginning = Beginning::at(whole, start);
        for span in [0..3, 4..9] {
            let (part, known) = (Place::new(&whole[start..], span.clone()), span.start + start);
            let (part, known) = (part.below(&beginning), Place::new(whole, known..known));
            assert_eq!((part.line, part.column), (known.line, known.column));
        }
    }

    #[test]
    fn a_text_of_several_stretches_has_the_places_of_each() {
        let whole = "zero\n— one\ntwo\nthree\n— far\noff\n";
        let at = |word: &str| whole.find(word).expect("a word");
        let (near, far) = (at("one")..at("three"), at("far"));
        let text = format!("{}{}", &whole[near.clone()], &whole[far..]);
        let beginning = Beginning::at(whole, near.start).and(3, Beginning::at(whole, far));
        for word in ["one", "two", "far", "off"] {
            let place = |text: &str| Place::new(text, text.find(word).map_or(0..0, |at| at..at + 3));
            let (part, known) = (place(&text).below(&beginning), place(whole));
            assert_eq!((part.line, part.column), (known.line, known.column), "{word}");
        }
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("{}HERE{}", "a".repeat(300), "b".repeat(300));
        let place = Place::new(&text, 300..304);
        assert!(place.quote.len() < 140);
        assert_eq!(place.words(), "HERE");
        assert_eq!(place.column, 301);
    }

    #[test]
    fn a_long_place_is_cut() {
        let text = "ä".repeat(100_000);
        let place = Place::new(&text, 0..text.len());
        assert!(place.quote.len() < 600 && place.quote.ends_with('…'));
    }

    #[test]
    fn a_place_past_the_end_does_not_panic() {
        let place = Place::new("é", 5..9);
        assert_eq!((place.line, place.column), (1, 2));
    }

    proptest! {
        #[test]
        fn lines_and_columns_are_those_that_counting_gives(
            text in "([a-zé€\n]{0,40}|\r\n|[ab]{900,1200}){0,8}",
            part in 0.0..1.0_f64,
        ) {
            let offset = floor_char_boundary(&text, (text.len() as f64 * part) as usize);
            let place = Place::new(&text, offset..offset + 3);
            let before = &text[..offset];
            prop_assert_eq!(place.line, before.matches('\n').count() + 1);
            let line = before.rsplit('\n').next().unwrap_or_default();
            prop_assert_eq!(place.column, line.chars().count() + 1);
            prop_assert!(!place.quote.contains('\n'));
        }
    }
}
