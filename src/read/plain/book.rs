//! A plain text that holds several documents: what is known of it as a whole, and its stretches as documents.
//!
//! The heads and feet of its pages are known by being repeated, and the notes at its end by their marks, wherever these
//! stand. Each document is then read by itself, as if it had been a file.

use std::ops::Range;

use super::furniture::{self, Furniture};
pub(crate) use super::notes::{BookNote, BookNotes};
use super::notes::{Notes, Source};
use super::{read_part, report_furniture};
use crate::config::guesses::Guesses;
use crate::diagnostic::Diagnostic;
use crate::language::dates::Words;
use crate::read::Reading;
use crate::read::known_head::KnownHead;
use crate::read::pieces::Pieces;

/// A plain text of several documents.
pub(crate) struct Book<'a> {
    text: &'a str,
    file: &'a str,
    words: &'a Words,
    guesses: Guesses,
    furniture: Vec<Furniture>,
}

impl<'a> Book<'a> {
    /// Goes through a text.
    pub(crate) fn of(text: &'a str, file: &'a str, words: &'a Words, guesses: Guesses) -> Self {
        let furniture =
            if guesses.page_furniture { furniture::find(text, &words.reading.pages) } else { Vec::new() };
        Self { text, file, words, guesses, furniture }
    }

    /// What there is to say of it as a whole.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        report_furniture(self.text, self.file, &self.furniture, &mut diagnostics);
        diagnostics
    }

    /// Its notes with their marks.
    pub(crate) fn notes(&self) -> Vec<BookNotes> {
        let text = &furniture::blanked(self.text, &self.furniture);
        let (words, guesses) = (self.words, self.guesses);
        Notes::of(&Source { text, furniture: &self.furniture, words, guesses, head: None }).of_book()
    }

    /// Where the page's end before a place begins, if nothing but that stands between the two.
    pub(crate) fn page_end_before(&self, place: usize) -> Option<usize> {
        let at = self.furniture.partition_point(|page| page.span.end <= place);
        let page = self.furniture.get(at.checked_sub(1)?)?;
        self.text.get(page.span.end..place)?.trim().is_empty().then_some(page.span.start)
    }

    /// Reads a document. Its head is known by places in its own text.
    pub(crate) fn read(&self, text: &str, pieces: &Pieces, head: &KnownHead) -> Reading {
        let in_piece = |piece: &Range<usize>| {
            let first = self.furniture.partition_point(|page| page.span.start < piece.start);
            let end = piece.end;
            self.furniture[first..].iter().take_while(move |page| page.span.end <= end)
        };
        let here = pieces.spans().flat_map(in_piece).map(|page| Furniture {
            span: pieces.span(&page.span),
            lines: page.lines.iter().map(|line| pieces.span(line)).collect(),
            ..page.clone()
        });
        let furniture: Vec<Furniture> = here.collect();
        read_part(text, self.file, self.words, self.guesses, &furniture, Some(head))
    }
}
