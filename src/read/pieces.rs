//! A text that is put together of stretches of a source: a document of a book, and the notes that it calls and that stand
//! elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Beginning, Lines};

/// What stands between two stretches, so that they are paragraphs of their own.
const BETWEEN: &str = "\n\n";

/// Stretches of a source, in the order of the text that they make.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces {
    /// Each in the source, and where it begins in the text.
    pieces: Vec<(Range<usize>, usize)>,
    /// The same, in the order of the source.
    by_place: Vec<(Range<usize>, usize)>,
}

impl Pieces {
    /// The text of these stretches.
    pub(crate) fn of(spans: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut start = 0;
        let pieces: Vec<(Range<usize>, usize)> = spans
            .into_iter()
            .map(|span| {
                let at = start;
                start += span.len() + BETWEEN.len();
                (span, at)
            })
            .collect();
        let mut by_place = pieces.clone();
        by_place.sort_by_key(|(span, _)| span.start);
        Self { pieces, by_place }
    }

    /// The text. A stretch whose bytes are no characters is empty.
    pub(crate) fn text<'a>(&self, source: &'a str) -> Cow<'a, str> {
        let stretch = |span: &Range<usize>| source.get(span.clone()).unwrap_or_default();
        match self.pieces.as_slice() {
            [(only, _)] => Cow::Borrowed(stretch(only)),
            pieces => {
                let stretches: Vec<&str> = pieces.iter().map(|(span, _)| stretch(span)).collect();
                Cow::Owned(stretches.join(BETWEEN))
            }
        }
    }

    /// The place in the text of one in the source: if that is in none of the stretches, the end of the nearest before it.
    pub(crate) fn place(&self, in_source: usize) -> usize {
        let at = self.by_place.partition_point(|(span, _)| span.start <= in_source);
        let nearest = at.checked_sub(1).and_then(|at| self.by_place.get(at));
        nearest.map_or(0, |(span, start)| start + (in_source - span.start).min(span.len()))
    }

    /// A stretch of the source as one of the text.
    pub(crate) fn span(&self, in_source: &Range<usize>) -> Range<usize> {
        let start = self.place(in_source.start);
        start..self.place(in_source.end).max(start)
    }

    /// The stretches.
    pub(crate) fn spans(&self) -> impl Iterator<Item = &Range<usize>> {
        self.pieces.iter().map(|(span, _)| span)
    }

    /// Where the text begins in the source, and each of its stretches.
    pub(crate) fn beginning(&self, source: &Lines<'_>) -> Beginning {
        let mut line = 1;
        let mut beginning: Option<Beginning> = None;
        for (span, _) in &self.pieces {
            let own = Beginning::at(source, span.start);
            beginning = Some(match beginning {
                None => own,
                Some(beginning) => beginning.and(line, own),
            });
            let breaks = source.text().get(span.clone()).map_or(0, |text| text.matches('\n').count());
            line += breaks + BETWEEN.len();
        }
        beginning.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Placed;

    #[test]
    fn places_are_those_of_the_source() {
        let source = "front\n1. One\nletter\nNOTES\n1. far\n2. off\n";
        let at = |word: &str| source.find(word).expect("a word");
        let pieces =
            Pieces::of([at("One")..at("NOTES"), at("2. off")..source.len(), at("1. far")..at("2. off")]);
        let text = pieces.text(source);
        assert_eq!(text, "One\nletter\n\n\n2. off\n\n\n1. far\n");
        let lines = Lines::of(source);
        let beginning = pieces.beginning(&lines);
        for word in ["One", "letter", "off", "far"] {
            let span = at(word)..at(word) + word.len();
            let place = pieces.span(&span);
            assert_eq!(&text[place.clone()], word);
            let (found, known) = (Lines::of(&text).place(place).below(&beginning), lines.place(span));
            assert_eq!((found.line, found.column), (known.line, known.column), "{word}");
        }
    }
}
