//! From a stretch of the source to inlines: text, note marks, page breaks, links, editorial insertions.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::emphasis;
use super::furniture::Furniture;
use super::hyphen::{self, Hyphen, OwnWords};
use super::note_marks::Mark;
use super::passage::Breaks;
use super::preformatted::Kept;
use crate::config::guesses::Guesses;
use crate::language::reading::{PageWords, ReadingWords};
use crate::model::document::{Inline, NoteMark, PageBreak, Text, note_anchor};
use crate::read::{bare_address, page_break};

/// A line shorter than this was broken on purpose.
const FULL_LINE: usize = 50;
/// How deep insertions and emphasis nest. Brackets that lie deeper are text, so that none can bring later
/// stages, which follow the tree, to the end of their stacks.
const DEPTH: usize = 16;

/// Builds the inlines of a document, one stretch after the other, and keeps count of what is
/// unique in it.
pub struct Inlines<'a> {
    text: &'a str,
    marks: &'a [Mark],
    furniture: &'a [Furniture],
    /// The columns of a full line.
    width: usize,
    /// The text's words, if words are joined that the end of a line divides.
    words: Option<OwnWords<'a>>,
    page_words: &'a PageWords,
    has_emphasis: bool,
    pages: HashSet<String>,
    anchors: HashMap<String, u32>,
    calls: HashMap<usize, u32>,
}

/// Something in a stretch of text that is not text.
#[derive(Clone)]
enum Cut<'a> {
    Mark(&'a Mark),
    Page(&'a str),
    Furniture(&'a Furniture),
    Address,
    Open(Around),
    Close(Around),
    Line,
    /// What is not shown: a hyphen that only divided a word, and the end of its line.
    Nothing,
}

/// What stands round other inlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// Brackets, which are shown.
    Editorial,
    /// Underscores, which are not.
    Emphasis,
}

/// What is looked for in a stretch.
#[derive(Clone, Copy)]
struct Mode {
    breaks: Breaks,
    /// Whether signs are only signs, as in code.
    is_verbatim: bool,
}

impl<'a> Inlines<'a> {
    /// Prepares to build inlines from a document's text, in which these marks and running heads were found.
    /// `width` is the columns of a full line.
    pub fn new(
        text: &'a str,
        marks: &'a [Mark],
        furniture: &'a [Furniture],
        width: usize,
        words: &'a ReadingWords,
        guesses: Guesses,
    ) -> Self {
        Self {
            text,
            marks,
            furniture,
            width,
            page_words: &words.pages,
            words: guesses.hyphens.then(|| OwnWords::of(text, &words.hyphens)),
            has_emphasis: emphasis::is_used(text),
            pages: HashSet::new(),
            anchors: HashMap::new(),
            calls: HashMap::new(),
        }
    }

    /// How many marks call each note.
    pub fn calls(&self) -> HashMap<usize, u32> {
        self.calls.clone()
    }

    /// The inlines of a stretch of the text, in which lines that are short were broken on purpose.
    pub fn build(&mut self, span: Range<usize>) -> Vec<Inline> {
        self.build_text(span, Breaks::Short)
    }

    /// The inlines of a stretch of running text.
    pub fn build_text(&mut self, span: Range<usize>, breaks: Breaks) -> Vec<Inline> {
        self.build_in(span, Mode { breaks, is_verbatim: false })
    }

    /// The inlines of lines that are kept as they are.
    pub fn build_kept(&mut self, span: Range<usize>, kept: Kept) -> Vec<Inline> {
        self.build_in(span, Mode { breaks: Breaks::All, is_verbatim: kept == Kept::Preformatted })
    }

    /// The break to a page; only a document's first one to it has the anchor.
    pub fn page_break(&mut self, page: &str) -> PageBreak {
        PageBreak::to(page, self.pages.insert(page.to_owned()))
    }

    fn build_in(&mut self, span: Range<usize>, mode: Mode) -> Vec<Inline> {
        let mut at = span.start;
        // The innermost open insertion is last.
        let mut open: Vec<Vec<Inline>> = vec![Vec::new()];
        for (cut, kind) in self.cuts(&span, mode) {
            self.push_text(&mut open, at..cut.start);
            at = cut.end;
            match kind {
                Cut::Mark(mark) => {
                    let mark = self.note_mark(mark);
                    push(&mut open, Inline::NoteMark(mark));
                }
                Cut::Page(page) => {
                    let page = self.page_break(page);
                    push(&mut open, Inline::PageBreak(page));
                    at = self.skip_doubled_space(cut, span.end);
                }
                Cut::Furniture(furniture) => {
                    if let Some(page) = &furniture.page {
                        let page = self.page_break(page);
                        push(&mut open, Inline::PageBreak(page));
                    }
                }
                Cut::Address => {
                    let text = self.text[cut.clone()].to_owned();
                    let content = vec![Inline::Text(Text { text: text.clone(), start: cut.start })];
                    push(&mut open, Inline::Link { address: text, title: String::new(), content });
                }
                Cut::Open(around) => {
                    open.push(Vec::new());
                    if around == Around::Editorial {
                        self.push_text(&mut open, cut);
                    }
                }
                Cut::Close(around) => {
                    if around == Around::Editorial {
                        self.push_text(&mut open, cut);
                    }
                    if let Some(content) = open.pop() {
                        push(
                            &mut open,
                            match around {
                                Around::Editorial => Inline::Editorial(content),
                                Around::Emphasis => Inline::Emphasis(content),
                            },
                        );
                    }
                }
                Cut::Line => push(&mut open, Inline::LineBreak),
                Cut::Nothing => {}
            }
        }
        self.push_text(&mut open, at..span.end);
        open.into_iter().flatten().collect()
    }

    /// What is not text in a stretch, in order. Brackets that do not match are text.
    fn cuts(&self, span: &Range<usize>, mode: Mode) -> Vec<(Range<usize>, Cut<'a>)> {
        let text: &'a str = self.text;
        let part = &text[span.clone()];
        let mut cuts: Vec<(Range<usize>, Cut<'a>)> = page_break::find(part, self.page_words)
            .map(|(found, page)| (span.start + found.start..span.start + found.end, Cut::Page(page)))
            .collect();
        let first = self.furniture.partition_point(|page| page.span.start < span.start);
        let furniture = self.furniture[first..].iter().take_while(|page| page.span.end <= span.end);
        // Its last byte stands for the end of the line.
        cuts.extend(furniture.map(|page| (page.span.start..page.span.end - 1, Cut::Furniture(page))));
        cuts.sort_by_key(|(found, _)| found.start);
        let gaps: Vec<Range<usize>> = cuts.iter().map(|(found, _)| found.clone()).collect();
        let addresses =
            bare_address::find(part).map(|found| span.start + found.start..span.start + found.end);
        cuts.extend(
            addresses.filter(|found| !is_within(&gaps, found.start)).map(|found| (found, Cut::Address)),
        );
        cuts.sort_by_key(|(found, _)| found.start);
        let closed: Vec<Range<usize>> = cuts.iter().map(|(found, _)| found.clone()).collect();
        let first = self.marks.partition_point(|mark| mark.span.start < span.start);
        let marks = self.marks[first..].iter().take_while(|mark| mark.span.end <= span.end);
        cuts.extend(
            marks
                .filter(|mark| !is_within(&closed, mark.span.start))
                .map(|mark| (mark.span.clone(), Cut::Mark(mark))),
        );
        cuts.sort_by_key(|(found, _)| found.start);
        // The brackets of page marks and note marks are no editor's.
        let closed: Vec<Range<usize>> = cuts.iter().map(|(found, _)| found.clone()).collect();
        if !mode.is_verbatim {
            cuts.extend(self.pairs(span, &closed));
        }
        self.line_ends(span, mode.breaks, &gaps, &mut cuts);
        cuts.sort_by_key(|(found, _)| found.start);
        cuts
    }

    /// Brackets and underscores that match, and nest.
    fn pairs(&self, span: &Range<usize>, closed: &[Range<usize>]) -> Vec<(Range<usize>, Cut<'a>)> {
        let part = &self.text[span.clone()];
        let mut pairs: Vec<(usize, usize, Around)> = Vec::new();
        let mut unmatched = Vec::new();
        // These signs are single bytes, and no part of other characters.
        for offset in memchr::memchr2_iter(b'[', b']', part.as_bytes()) {
            let at = span.start + offset;
            if is_within(closed, at) {
                continue;
            }
            if part.as_bytes()[offset] == b'[' {
                unmatched.push(at);
            } else if let Some(opened) = unmatched.pop() {
                pairs.push((opened, at, Around::Editorial));
            }
        }
        if self.has_emphasis {
            let underscores = emphasis::pairs(part).into_iter();
            pairs.extend(
                underscores
                    .map(|(start, end)| (span.start + start, span.start + end, Around::Emphasis))
                    .filter(|(start, end, _)| !is_within(closed, *start) && !is_within(closed, *end)),
            );
        }
        nesting(&pairs)
            .into_iter()
            .flat_map(|(start, end, around)| {
                [(start..start + 1, Cut::Open(around)), (end..end + 1, Cut::Close(around))]
            })
            .collect()
    }

    /// The ends of lines: those that are kept, and those that divide a word.
    fn line_ends(
        &self,
        span: &Range<usize>,
        breaks: Breaks,
        gaps: &[Range<usize>],
        cuts: &mut Vec<(Range<usize>, Cut<'a>)>,
    ) {
        let text = self.text;
        let mut line_start = span.start;
        for offset in memchr::memchr_iter(b'\n', text[span.clone()].as_bytes()) {
            let end = span.start + offset;
            let line = text[line_start..end].trim_end();
            let line_end = line_start + line.len();
            let begins = line_start;
            line_start = end + 1;
            let is_furniture =
                end > 0 && is_within(gaps, end - 1) && text[gap_of(gaps, end - 1)].trim().is_empty();
            if breaks == Breaks::All {
                if !is_furniture {
                    cuts.push((line_end..end + 1, Cut::Line));
                }
                continue;
            }
            let divided = self.words.as_ref().filter(|_| hyphen::ends(line)).and_then(|words| {
                let (rest, spaces) = self.after_line(end, span.end, gaps);
                let (hyphen, sign) = words.divided(line, &text[rest..span.end])?;
                Some((hyphen, sign, spaces))
            });
            if let Some((hyphen, sign, spaces)) = divided {
                if hyphen == Hyphen::Divides {
                    cuts.push((begins + sign.start..begins + sign.end, Cut::Nothing));
                }
                cuts.extend(spaces.into_iter().map(|space| (space, Cut::Nothing)));
            } else if breaks == Breaks::Short
                && !is_furniture
                && self.is_broken(line, &text[end + 1..span.end])
            {
                cuts.push((line_end..end + 1, Cut::Line));
            }
        }
    }

    /// Whether a line was broken on purpose: it is short, and the next word would have found room. A page mark
    /// on a line of its own breaks nothing.
    fn is_broken(&self, line: &str, rest: &str) -> bool {
        let length = line.chars().count();
        let next = rest.split('\n').next().unwrap_or_default();
        let word = next.split_whitespace().next().unwrap_or_default();
        // A line that begins with a small letter goes on with the sentence of the line before.
        let goes_on = word.starts_with(char::is_lowercase) && !line.ends_with(['.', ':', ';', '!', '?']);
        length < FULL_LINE
            && !goes_on
            && length + 1 + word.chars().count() <= self.width
            && !page_break::is_only(line, self.page_words)
            && !page_break::is_only(next, self.page_words)
    }

    /// Where text goes on after the end of a line, behind spaces and the marks of pages; and the spaces.
    fn after_line(&self, end: usize, limit: usize, gaps: &[Range<usize>]) -> (usize, Vec<Range<usize>>) {
        let mut spaces = Vec::new();
        let mut at = end;
        loop {
            let rest = &self.text[at..limit];
            let next = at + rest.len() - rest.trim_start().len();
            if next > at {
                spaces.push(at..next);
            }
            if next >= limit || !is_within(gaps, next) {
                return (next, spaces);
            }
            at = gap_of(gaps, next).end;
        }
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

/// Whether a place lies in one of these stretches, which are in order and do not overlap.
fn is_within(stretches: &[Range<usize>], at: usize) -> bool {
    gap_of(stretches, at).contains(&at)
}

/// The last of these stretches that does not begin after a place.
fn gap_of(stretches: &[Range<usize>], at: usize) -> Range<usize> {
    let index = stretches.partition_point(|stretch| stretch.start <= at);
    index.checked_sub(1).and_then(|index| stretches.get(index)).cloned().unwrap_or_default()
}

/// Those pairs that lie within one another, and not too deep. Of two that cross, emphasis is dropped.
fn nesting(pairs: &[(usize, usize, Around)]) -> Vec<(usize, usize, Around)> {
    let mut ends: Vec<(usize, bool, usize)> = Vec::with_capacity(pairs.len() * 2);
    for (index, (start, end, _)) in pairs.iter().enumerate() {
        ends.push((*start, true, index));
        ends.push((*end, false, index));
    }
    ends.sort_unstable();
    let mut is_dropped = vec![false; pairs.len()];
    let mut open: Vec<usize> = Vec::new();
    for (_, opens, index) in ends {
        if opens {
            is_dropped[index] = open.len() >= DEPTH;
            if !is_dropped[index] {
                open.push(index);
            }
        } else if is_dropped[index] {
            continue;
        } else if open.last() == Some(&index) {
            open.pop();
        } else if pairs[index].2 == Around::Emphasis {
            is_dropped[index] = true;
            open.retain(|other| *other != index);
        } else {
            while let Some(inner) = open.pop()
                && inner != index
            {
                is_dropped[inner] = true;
            }
        }
    }
    pairs.iter().zip(is_dropped).filter(|(_, dropped)| !dropped).map(|(pair, _)| *pair).collect()
}

fn push(open: &mut [Vec<Inline>], inline: Inline) {
    if let Some(content) = open.last_mut() {
        content.push(inline);
    }
}
