//! The passages of a plain text: its paragraphs, parted and put together by the shape of their lines.
//!
//! Blank lines separate paragraphs, but code goes on over them, and a list or a heading that is underlined
//! has none. What a paragraph of running text is, is a matter of its words ([`paragraph`](super::paragraph)).

use std::ops::Range;

use super::furniture::{self, Furniture};
use super::lines::{Line, Measure, lines, with_indentation};
use super::list::{self, Member};
use super::preformatted::{self, Kept};
use super::section;
use crate::config::guesses::Guesses;
use crate::language::reading::PageWords;
use crate::read::page_break;

/// A stretch of the text.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a passage is by its shape.
#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    /// Running text, or one line of head, heading or signature.
    Text(Breaks),
    /// A heading of this level.
    Heading(u8),
    /// Lines that are kept as they are.
    Kept(Kept),
    /// A list.
    List(Vec<Member>),
    /// A line that parts the text.
    Rule,
}

/// Which ends of lines within a passage were meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Those of short lines.
    Short,
    /// All.
    All,
    /// None: the lines are full.
    None,
}

/// A longer paragraph on one line is running text, whatever stands in it.
const LONGEST_LINE: usize = 400;
/// A line that goes on in the next one though there was room, and is longer than this, was broken by hand
/// only if those round it were, too.
const ROOM: usize = 8;

/// The passages of a text.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// In the order of the text.
    pub(super) list: Vec<Passage>,
    /// The columns of a full line.
    pub(super) width: usize,
}

impl Passages {
    /// Finds them. `paragraphs` are the stretches between blank lines.
    pub(super) fn find(
        text: &str,
        paragraphs: &[Range<usize>],
        furniture: &[Furniture],
        words: &PageWords,
        guesses: Guesses,
    ) -> Self {
        let groups: Vec<Vec<Line<'_>>> = paragraphs
            .iter()
            .map(|span| {
                let span = with_indentation(text, span.clone());
                lines(&text[span.clone()])
                    .map(|line| Line::new(text, span.start + line.start..span.start + line.end))
                    .collect()
            })
            .collect();
        let measure = Measure::of(&groups);
        let mut finder = Finder { measure, words, guesses, signs: Vec::new(), passages: Vec::new() };
        groups.iter().for_each(|lines| finder.group(lines));
        let Finder { passages: mut list, .. } = finder;
        if guesses.preformatted {
            keep_between(text, &mut list, &measure);
            list = joined(text, list, furniture);
        }
        if guesses.headings {
            section::mark(text, &mut list, &measure);
        }
        Self { list, width: measure.width }
    }
}

struct Finder<'w> {
    measure: Measure,
    words: &'w PageWords,
    guesses: Guesses,
    /// The signs that underline headings, in the order in which they come.
    signs: Vec<char>,
    passages: Vec<Passage>,
}

impl Finder<'_> {
    fn push(&mut self, lines: &[Line<'_>], kind: Kind) {
        if let [first, .., last] | [first @ last] = lines {
            let is_kept = matches!(kind, Kind::Kept(_));
            let start = if is_kept { first.span.start } else { first.span.end - first.text.len() };
            self.passages.push(Passage { span: start..last.span.end, kind });
        }
    }

    /// Takes the lines of one paragraph apart.
    fn group(&mut self, lines: &[Line<'_>]) {
        if let [line] = lines
            && line.length > LONGEST_LINE
        {
            return self.push(lines, Kind::Text(Breaks::None));
        }
        let mut lines = lines;
        while self.guesses.headings
            && let Some((heading, level, rest)) = self.underlined(lines)
        {
            self.push(heading, Kind::Heading(level));
            lines = rest;
        }
        if let [line] = lines
            && is_rule(line.text)
        {
            return self.push(lines, Kind::Rule);
        }
        // What a mail quotes stands right above what it answers.
        for lines in lines.chunk_by(|a, b| is_quoted(a.text) == is_quoted(b.text)) {
            self.lines(lines);
        }
    }

    fn lines(&mut self, lines: &[Line<'_>]) {
        let is_kept = self.guesses.preformatted;
        if is_kept && preformatted::is_code_or_table(lines, &self.measure) {
            return self.push(lines, Kind::Kept(Kept::Preformatted));
        }
        let beginnings = list::beginnings(lines);
        if let Some(&first) = beginnings.first() {
            let (before, list) = lines.split_at(first);
            self.push(before, Kind::Text(self.breaks(before)));
            let beginnings: Vec<usize> = beginnings.iter().map(|index| index - first).collect();
            let members = list::members(list, &beginnings);
            return self.push(list, Kind::List(members));
        }
        let kind = match preformatted::kept(lines, &self.measure).filter(|_| is_kept) {
            Some(kept) => Kind::Kept(kept),
            None => Kind::Text(self.breaks(lines)),
        };
        self.push(lines, kind);
    }

    /// A heading with a line of signs below it, or above and below: its line, its level, and what follows.
    fn underlined<'l, 'a>(&mut self, lines: &'l [Line<'a>]) -> Option<(&'l [Line<'a>], u8, &'l [Line<'a>])> {
        let overlined = match lines {
            [over, _, under, ..] => {
                underline(over.text).is_some() && underline(over.text) == underline(under.text)
            }
            _ => false,
        };
        let heading = usize::from(overlined);
        let (title, under) = (lines.get(heading)?, lines.get(heading + 1)?);
        let sign = underline(under.text).filter(|sign| *sign != '_')?;
        let width = title.text.chars().count();
        let length = under.text.chars().count();
        let fits = length * 4 >= width * 3 && length <= width + width / 2 + 3;
        let is_title = underline(title.text).is_none()
            && !title.text.ends_with([',', ';', ':'])
            && title.text.contains(char::is_alphabetic)
            && !title.text.contains("   ")
            && !title.text.contains('|');
        if !fits || !is_title || list::begins(title.text) && width > 60 {
            return None;
        }
        let sign = if overlined { sign.to_ascii_uppercase() } else { sign };
        let place = self.signs.iter().position(|known| *known == sign).unwrap_or_else(|| {
            self.signs.push(sign);
            self.signs.len() - 1
        });
        let level = u8::try_from(place + 2).unwrap_or(6).min(6);
        Some((&lines[heading..=heading], level, &lines[heading + 2..]))
    }

    /// Which ends of lines were meant.
    fn breaks(&self, lines: &[Line<'_>]) -> Breaks {
        let pairs = || lines.iter().zip(lines.iter().skip(1));
        let is_page = |line: &Line<'_>| page_break::is_only(line.text, self.words);
        // A line that begins with a small letter goes on with the sentence of the line before.
        let goes_on = |line: &Line<'_>, next: &Line<'_>| {
            let is_closed = line.text.ends_with(['.', ':', ';', '!', '?'])
                || line.text.ends_with(',') && line.length < 20;
            next.text.starts_with(char::is_lowercase) && !is_closed
        };
        let early = pairs()
            .filter(|(line, next)| !goes_on(line, next))
            .filter(|(line, next)| !is_page(line) && !is_page(next) && self.measure.ends_early(line, next));
        let is_broken = |line: &Line<'_>| line.length + ROOM < self.measure.width;
        let (early, broken) = early
            .fold((0, 0), |(early, broken), (line, _)| (early + 1, broken + usize::from(is_broken(line))));
        let ends = lines.len().saturating_sub(1);
        // Of an address or a list of names every line is short, whatever it begins with.
        let is_narrow = lines.iter().all(|line| line.length * 2 <= self.measure.width)
            && pairs()
                .all(|(line, next)| !is_page(line) && !is_page(next) && self.measure.ends_early(line, next));
        if ends > 0 && is_narrow {
            return Breaks::All;
        }
        if early == 0 {
            Breaks::None
        } else if ends >= 2 && broken == ends || ends >= 3 && broken + 1 >= ends && self.measure.is_wrapped {
            Breaks::All
        } else {
            Breaks::Short
        }
    }
}

/// Whether a mail quotes this line; three signs and a space are the prompt of an interpreter.
fn is_quoted(text: &str) -> bool {
    text.starts_with('>') && !text.starts_with(">>> ")
}

/// The sign of which a line consists that underlines a heading.
fn underline(text: &str) -> Option<char> {
    let sign = text
        .chars()
        .next()
        .filter(|c| matches!(c, '=' | '-' | '~' | '^' | '"' | '\'' | '`' | '#' | '*' | '+' | '_'))?;
    (text.len() >= 3 && text.chars().all(|c| c == sign)).then_some(sign)
}

/// A line of dashes between paragraphs. Stars are left as they are: editors write them for what they leave out.
fn is_rule(text: &str) -> bool {
    matches!(underline(text), Some('=' | '-' | '~' | '_'))
}

/// How many lines of a text are code before all of it is.
const MOSTLY: (usize, usize) = (3, 5);

/// A line of code is hardly longer.
const SHORT_LINE: usize = 60;

/// Code goes on over a paragraph between two of its own that is indented as they are; and a text that is
/// mostly code is nothing else.
fn keep_between(text: &str, passages: &mut [Passage], measure: &Measure) {
    let is_code = |passage: &Passage| passage.kind == Kind::Kept(Kept::Preformatted);
    let count = |passage: &Passage| text[passage.span.clone()].bytes().filter(|b| *b == b'\n').count() + 1;
    let all: usize = passages.iter().map(count).sum();
    let code: usize = passages.iter().filter(|passage| is_code(passage)).map(count).sum();
    let is_source = code >= 10 && code * MOSTLY.1 >= all * MOSTLY.0;
    let code_after: Vec<bool> = passages.iter().skip(1).map(is_code).chain([false]).collect();
    let mut is_after_code = false;
    // The column in which the code before begins.
    let mut column = 0;
    for (passage, is_before_code) in passages.iter_mut().zip(code_after) {
        let span = with_indentation(text, passage.span.clone());
        let first = text[span.clone()].split('\n').next().unwrap_or_default();
        let line = Line::new(first, 0..first.len());
        let is_inset = line.indent >= measure.margin + 2;
        let goes_on = match passage.kind {
            Kind::Text(_) => {
                let is_line = first.len() == span.len() && line.length < SHORT_LINE && line.indent >= column;
                is_inset && (is_before_code || is_line) || preformatted::inner_gaps(line.text) > 0
            }
            Kind::Kept(Kept::Lines) => is_inset,
            _ => false,
        };
        if is_source || is_after_code && goes_on {
            *passage = Passage { span, kind: Kind::Kept(Kept::Preformatted) };
        }
        if is_code(passage) && !is_after_code {
            column = line.indent;
        }
        is_after_code = is_code(passage);
    }
    let kinds = |kept| passages.iter().filter(|passage| passage.kind == Kind::Kept(kept)).count();
    // Among much code, lines that are kept are hardly verse.
    if kinds(Kept::Preformatted) > kinds(Kept::Lines).max(2) {
        for passage in passages.iter_mut().filter(|passage| passage.kind == Kind::Kept(Kept::Lines)) {
            if !is_quoted(text[passage.span.clone()].trim_start()) {
                passage.kind = Kind::Kept(Kept::Preformatted);
            }
        }
    }
}

/// Puts preformatted passages together that only blank lines part.
fn joined(text: &str, passages: Vec<Passage>, furniture: &[Furniture]) -> Vec<Passage> {
    let is_code = |passage: &Passage| passage.kind == Kind::Kept(Kept::Preformatted);
    let mut joined: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages {
        match joined.last_mut() {
            Some(last)
                if is_code(last)
                    && is_code(&passage)
                    && text[last.span.end..passage.span.start].trim().is_empty()
                    && !furniture::is_between(furniture, last.span.end, passage.span.start) =>
            {
                last.span.end = passage.span.end;
            }
            _ => joined.push(passage),
        }
    }
    joined
}
