//! From a stretch of the source to inlines: text, note marks, page breaks, editorial insertions.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::note_marks::Mark;
use crate::document::{Inline, NoteMark, PageBreak, Text, note_anchor};
use crate::read::page_break;

/// A line shorter than this was broken on purpose.
const FULL_LINE: usize = 50;

/// Builds the inlines of a document, one stretch after the other, and keeps count of what is
/// unique in it.
pub struct Inlines<'a> {
    text: &'a str,
    marks: &'a [Mark],
    pages: HashSet<&'a str>,
    anchors: HashMap<String, u32>,
    calls: HashMap<usize, u32>,
}

/// Something in a stretch of text that is not text.
enum Cut<'a> {
    Mark(&'a Mark),
    Page(&'a str),
    Open,
    Close,
    Line,
}

impl<'a> Inlines<'a> {
    /// Prepares to build inlines from a document's text, in which these marks were found.
    pub fn new(text: &'a str, marks: &'a [Mark]) -> Self {
        Self { text, marks, pages: HashSet::new(), anchors: HashMap::new(), calls: HashMap::new() }
    }

    /// How many marks call each note.
    pub fn calls(&self) -> HashMap<usize, u32> {
        self.calls.clone()
    }

    /// The inlines of a stretch of the text.
    pub fn build(&mut self, span: Range<usize>) -> Vec<Inline> {
        let mut at = span.start;
        // The innermost open editorial insertion is last.
        let mut open: Vec<Vec<Inline>> = vec![Vec::new()];
        for (cut, kind) in self.cuts(&span) {
            self.push_text(&mut open, at..cut.start);
            at = cut.end;
            match kind {
                Cut::Mark(mark) => {
                    let mark = self.note_mark(mark);
                    push(&mut open, Inline::NoteMark(mark));
                }
                Cut::Page(page) => {
                    let first = self.pages.insert(page);
                    push(&mut open, Inline::PageBreak(PageBreak { page: page.to_owned(), first }));
                    at = self.skip_doubled_space(cut, span.end);
                }
                Cut::Open => {
                    open.push(Vec::new());
                    self.push_text(&mut open, cut);
                }
                Cut::Close => {
                    self.push_text(&mut open, cut);
                    if let Some(content) = open.pop() {
                        push(&mut open, Inline::Editorial(content));
                    }
                }
                Cut::Line => push(&mut open, Inline::LineBreak),
            }
        }
        self.push_text(&mut open, at..span.end);
        open.into_iter().flatten().collect()
    }

    /// What is not text in a stretch, in order. Brackets that do not match are text.
    fn cuts(&self, span: &Range<usize>) -> Vec<(Range<usize>, Cut<'a>)> {
        let text: &'a str = self.text;
        let part = &text[span.clone()];
        let mut cuts: Vec<(Range<usize>, Cut<'a>)> = page_break::find(part)
            .map(|(found, page)| (span.start + found.start..span.start + found.end, Cut::Page(page)))
            .collect();
        let first = self.marks.partition_point(|mark| mark.span.start < span.start);
        let marks = self.marks[first..].iter().take_while(|mark| mark.span.end <= span.end);
        cuts.extend(marks.map(|mark| (mark.span.clone(), Cut::Mark(mark))));
        cuts.sort_by_key(|(found, _)| found.start);
        // The brackets of page marks and note marks are no editor's.
        let taken: Vec<Range<usize>> = cuts.iter().map(|(found, _)| found.clone()).collect();
        let is_taken = |at: usize| {
            let before = taken.partition_point(|found| found.start <= at);
            before.checked_sub(1).and_then(|index| taken.get(index)).is_some_and(|found| at < found.end)
        };
        let mut unmatched = Vec::new();
        // These signs are single bytes, and no part of other characters.
        for (offset, byte) in part.bytes().enumerate() {
            let at = span.start + offset;
            match byte {
                b'[' if !is_taken(at) => unmatched.push(at),
                b']' if !is_taken(at) => {
                    if let Some(opened) = unmatched.pop() {
                        cuts.push((opened..opened + 1, Cut::Open));
                        cuts.push((at..at + 1, Cut::Close));
                    }
                }
                b'\n' => {
                    let line_start = part[..offset].rfind('\n').map_or(0, |newline| newline + 1);
                    let line = part[line_start..offset].trim_end_matches('\r');
                    if line.chars().count() < FULL_LINE {
                        cuts.push((span.start + line_start + line.len()..at + 1, Cut::Line));
                    }
                }
                _ => {}
            }
        }
        cuts.sort_by_key(|(found, _)| found.start);
        cuts
    }

    fn push_text(&self, open: &mut [Vec<Inline>], span: Range<usize>) {
        if span.is_empty() {
            return;
        }
        let text = &self.text[span.clone()];
        if let Some(Inline::Text(last)) = open.last_mut().and_then(|content| content.last_mut())
            && last.start + last.text.len() == span.start
        {
            last.text.push_str(text);
            return;
        }
        push(open, Inline::Text(Text { text: text.to_owned(), start: span.start }));
    }

    fn note_mark(&mut self, mark: &Mark) -> NoteMark {
        let call = self.anchors.entry(note_anchor("fnref", &mark.label, 1)).or_insert(0);
        *call += 1;
        if let Some(note) = mark.note {
            *self.calls.entry(note).or_insert(0) += 1;
        }
        NoteMark { label: mark.label.clone(), note: mark.note, call: *call }
    }

    /// Where text goes on after a page mark: with space on both sides of it, one is enough.
    fn skip_doubled_space(&self, page: Range<usize>, end: usize) -> usize {
        let before = self.text[..page.start].chars().next_back();
        let after = self.text[page.end..end].chars().next();
        match (before, after) {
            (Some(' ' | '\n'), Some(' ')) => page.end + 1,
            _ => page.end,
        }
    }
}

fn push(open: &mut [Vec<Inline>], inline: Inline) {
    if let Some(content) = open.last_mut() {
        content.push(inline);
    }
}
