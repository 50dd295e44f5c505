//! Where the parts of a plain text without its notes stand: number, place of the original, title, fields and paragraphs.

use std::collections::VecDeque;
use std::ops::Range;

use super::lines::{paragraphs, trimmed};
use super::provenance_line::{self, Shape};
use super::{about, note_marks, parties};
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::language::reading::ReadingWords;
use crate::read::fields::FieldBlock;
use crate::read::known_head::{KnownHead, KnownLine};
use crate::read::number::PrintedNumber;
use crate::read::{dateline, fields, number};

/// Where the parts of a document stand.
#[derive(Debug, Default)]
pub(in crate::read) struct Layout {
    /// The line that says where the original lies.
    pub(in crate::read) provenance: Option<Range<usize>>,
    /// The number.
    pub(in crate::read) number: Option<Range<usize>>,
    /// The number with its words and signs.
    pub(in crate::read) label: Option<Range<usize>>,
    /// The title, without its number, and possibly with the mark of the source note.
    pub(in crate::read) title: Range<usize>,
    /// The fields of the head.
    pub(in crate::read) fields: Option<FieldBlock>,
    pub(in crate::read) paragraphs: Vec<Range<usize>>,
}

/// A longer first line is the beginning of the text, unless it has a number or is of a known kind.
const LONGEST_TITLE: usize = 200;
/// A line after a number, or after the place of the original, that ends as a sentence is a title only if it
/// is short.
const LONGEST_SENTENCE: usize = 100;

impl Layout {
    /// Finds them. `words` are the archive's words for dates.
    pub(in crate::read) fn of(
        text: &str,
        words: &Words,
        guesses: Guesses,
        known: Option<&KnownHead>,
    ) -> Self {
        let mut layout = Self::default();
        let mut head = Head { text, words, paragraphs: paragraphs(text, text.len()).into() };
        let start = known.map_or(0, |known| known.start);
        let before = head.paragraphs.partition_point(|paragraph| paragraph.end <= start);
        let mut before: Vec<Range<usize>> = head.paragraphs.drain(..before).collect();
        before.extend(head.skip_to(start));
        if let Some(line) = known.and_then(|known| known.line.as_ref()) {
            layout.take_known(&mut head, line);
        } else if guesses.heads {
            layout.read_head(&mut head);
        } else {
            layout.title = head.take_line().unwrap_or_default();
        }
        before.extend(head.paragraphs);
        layout.paragraphs = before;
        layout
    }

    /// Takes the line that a rule knows, and the title that follows it.
    fn take_known(&mut self, head: &mut Head<'_>, line: &KnownLine) {
        let title = line.title_span(head.text);
        if title.is_none() && line.number.is_none() && line.title.is_some() {
            // The line is text below a title of the rule's own.
            return;
        }
        self.label = line.label(title.as_ref()).map(|span| trimmed(head.text, span));
        self.number = self.label.clone();
        let end = title.as_ref().map_or(line.matched.end, |title| title.end.max(line.matched.end));
        let line_end = head.text[end..].find('\n').map_or(head.text.len(), |at| end + at);
        let rest = trimmed(head.text, end..line_end);
        let shown = &head.text[rest.clone()];
        let is_mark = !shown.is_empty() && note_marks::without(shown).is_empty();
        let has_words = shown.contains(char::is_alphanumeric) && !is_mark;
        // The mark of a note belongs to the title.
        let mark = is_mark.then_some(rest.start);
        head.skip_to(if has_words { end } else { line_end });
        self.title = match title {
            Some(title) => title.start..mark.map_or(title.end, |_| rest.end),
            None if line.title.is_some() => mark.map_or(0..0, |_| rest),
            None if has_words => {
                let stops = head.text[rest.clone()].find(char::is_alphanumeric).unwrap_or(0);
                let marks = head.text[rest.start..rest.start + stops]
                    .trim_end_matches(['(', '[', '“', '"', '«', '*', '_', '\'']);
                let start = rest.start + marks.len();
                if is_longer(&head.text[rest.clone()], LONGEST_TITLE) {
                    0..0
                } else {
                    head.skip_to(line_end);
                    trimmed(head.text, start..rest.end)
                }
            }
            None => match head.take_title() {
                Some(next) => mark.unwrap_or(next.start)..next.end,
                None => mark.map_or(0..0, |_| rest),
            },
        };
        self.fields = head.take_fields();
    }

    fn read_head(&mut self, head: &mut Head<'_>) {
        self.fields = head.take_fields();
        if let Some(fields) = &self.fields {
            // The line below a head is its title only if it can be nothing else.
            if fields.names_the_document() || !head.is_title(0) || head.is_sentence(0) {
                return;
            }
        }
        while let Some(line) = head.line(0) {
            if !self.take_number(head, &line) && !self.take_provenance(head, &line) {
                break;
            }
        }
        self.read_title(head);
        if self.fields.is_none() {
            self.fields = head.take_fields();
        }
    }

    /// Takes a line that is only a number, with the title below it.
    fn take_number(&mut self, head: &mut Head<'_>, line: &Range<usize>) -> bool {
        let Some(found) =
            number::alone(&head.text[line.clone()], head.reading()).filter(|_| self.number.is_none())
        else {
            return false;
        };
        if head.is_title(1) || head.is_provenance(1) && head.is_title(2) {
            self.set_number(line.start, &found);
            head.take_line();
            return true;
        }
        // Where no title follows, the number stands in its place.
        if found.is_certain || head.text[line.clone()].ends_with('.') {
            self.set_number(line.start, &found);
        }
        false
    }

    /// Takes a line that says where the original lies, if a title follows it. A number can stand before it.
    fn take_provenance(&mut self, head: &mut Head<'_>, line: &Range<usize>) -> bool {
        if self.provenance.is_some() {
            return false;
        }
        let whole = &head.text[line.clone()];
        let numbered = number::before_title(whole, head.reading()).filter(|_| self.number.is_none());
        let start = numbered.as_ref().map_or(0, |found| found.title);
        let Some(shape) = provenance_line::shape(&whole[start..], head.reading()) else { return false };
        if !head.follows_provenance(shape, numbered.is_some() || self.number.is_some()) {
            return false;
        }
        if let Some(found) = numbered {
            self.set_number(line.start, &found);
        }
        self.provenance = Some(line.start + start..line.end);
        head.take_line();
        true
    }

    fn read_title(&mut self, head: &mut Head<'_>) {
        let Some(line) = head.line(0) else { return };
        let whole = &head.text[line.clone()];
        let numbered = number::before_title(whole, head.reading()).filter(|_| self.number.is_none());
        let start = numbered.as_ref().map_or(0, |found| found.title);
        let is_named = self.number.is_some()
            || numbered.is_some()
            || about::kind(whole, &head.reading().titles).is_some();
        if !is_named && is_longer(whole, LONGEST_TITLE) {
            return;
        }
        if let Some(found) = numbered {
            self.set_number(line.start, &found);
        }
        self.title = line.start + start..line.end;
        head.take_line();
    }

    fn set_number(&mut self, start: usize, found: &PrintedNumber) {
        self.number = Some(start + found.number.start..start + found.number.end);
        self.label = Some(start + found.label.start..start + found.label.end);
    }
}

/// The lines of the text that are not taken yet.
struct Head<'a> {
    text: &'a str,
    words: &'a Words,
    paragraphs: VecDeque<Range<usize>>,
}

impl<'a> Head<'a> {
    /// Takes what stands before a place.
    fn skip_to(&mut self, place: usize) -> Option<Range<usize>> {
        let paragraph = self.paragraphs.pop_front_if(|paragraph| paragraph.start < place)?;
        let rest = trimmed(self.text, place.min(paragraph.end)..paragraph.end);
        if !rest.is_empty() {
            self.paragraphs.push_front(rest);
        }
        Some(trimmed(self.text, paragraph.start..place.min(paragraph.end)))
    }

    /// The words by which texts are read.
    fn reading(&self) -> &'a ReadingWords {
        &self.words.reading
    }

    /// One of the next lines, without the blank ones.
    fn line(&self, index: usize) -> Option<Range<usize>> {
        let lines = self.paragraphs.iter().take(index + 1).flat_map(|paragraph| {
            let mut start = paragraph.start;
            self.text[paragraph.clone()].split_inclusive('\n').map(move |line| {
                let span = start..start + line.len();
                start = span.end;
                span
            })
        });
        lines.map(|line| trimmed(self.text, line)).filter(|line| !line.is_empty()).nth(index)
    }

    /// Takes the title that follows a line which is known: a paragraph, or the first line of one.
    fn take_title(&mut self) -> Option<Range<usize>> {
        let paragraph = self.paragraphs.front()?.clone();
        let shown = &self.text[paragraph.clone()];
        let is_title = shown.contains(char::is_alphabetic)
            && !shown.ends_with([':', ',', '—', '–', '-', ';'])
            && !is_longer(shown, LONGEST_TITLE)
            && (!shown.contains(char::is_lowercase)
                || !is_longer(shown, LONGEST_SENTENCE)
                || !shown.ends_with(['.', '?', '!']))
            && shown.lines().all(|line| dateline::parse(line.trim(), self.words).is_none())
            && dateline::parse(shown, self.words).is_none();
        if is_title {
            return self.paragraphs.pop_front();
        }
        // A dateline or the text can follow at once.
        let is_line = shown.contains('\n') && self.is_title(0) && !self.is_sentence(0);
        if is_line { self.take_line() } else { None }
    }

    fn take_line(&mut self) -> Option<Range<usize>> {
        let line = self.line(0)?;
        let paragraph = self.paragraphs.pop_front()?;
        let rest = trimmed(self.text, line.end..paragraph.end);
        if !rest.is_empty() {
            self.paragraphs.push_front(rest);
        }
        Some(line)
    }

    /// Takes the fields with which what is left begins.
    fn take_fields(&mut self) -> Option<FieldBlock> {
        let first = self.paragraphs.front()?;
        let block = fields::block(self.text, first.start)?;
        while let Some(paragraph) = self.paragraphs.pop_front_if(|next| next.start < block.span.end) {
            // Text can follow a rule at once.
            let rest = trimmed(self.text, block.span.end.min(paragraph.end)..paragraph.end);
            if !rest.is_empty() {
                self.paragraphs.push_front(rest);
                break;
            }
        }
        Some(block)
    }

    fn is_provenance(&self, index: usize) -> bool {
        self.line(index)
            .is_some_and(|line| provenance_line::shape(&self.text[line], self.reading()).is_some())
    }

    /// Whether one of the next lines can be the title: no dateline, no salutation, no running text.
    fn is_title(&self, index: usize) -> bool {
        let Some(span) = self.line(index) else { return false };
        let line = &self.text[span.clone()];
        let has_words = line.contains(char::is_alphabetic);
        let is_address = line.ends_with([':', ',', '—', '–', '-', ';']);
        let is_alone = self.paragraphs.iter().any(|paragraph| paragraph.end == span.end);
        let is_sentence = line.ends_with(['.', '?', '!']) && line.split_whitespace().nth(5).is_some();
        has_words
            && !is_address
            && !is_longer(line, 2 * LONGEST_TITLE)
            && (!is_sentence || is_alone && !is_longer(line, LONGEST_SENTENCE))
            && dateline::parse(line, self.words).is_none()
    }

    /// Whether one of the next lines ends as a sentence does.
    fn is_sentence(&self, index: usize) -> bool {
        self.line(index).is_some_and(|line| self.text[line].ends_with(['.', '?', '!', ';', ',']))
    }

    /// Whether the line after one that says where the original lies is a title. The less sure that one is,
    /// the surer must be the other, since the first line of a text mostly is its title.
    fn follows_provenance(&self, shape: Shape, has_number: bool) -> bool {
        let Some(span) = self.line(1) else { return false };
        let line = &self.text[span];
        if let Some(number) = number::alone(line, self.reading()) {
            return self.is_title(2) && (number.is_certain || shape > Shape::Words);
        }
        let (is_certain, title) = match number::before_title(line, self.reading()) {
            Some(number) => (number.is_certain, &line[number.title..]),
            None => (false, line),
        };
        let is_numbered = title.len() < line.len();
        let is_known = about::kind(title, &self.reading().titles).is_some()
            || parties::names_both(title, self.reading());
        match shape {
            Shape::FileNumber => self.is_title(1) || is_known || has_number,
            Shape::ShelfMark => is_known || is_numbered && self.is_title(1) || has_number && self.is_title(1),
            Shape::Words => is_known || is_certain,
        }
    }
}

fn is_longer(line: &str, length: usize) -> bool {
    line.chars().nth(length).is_some()
}
