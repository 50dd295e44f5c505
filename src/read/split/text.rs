//! A plain text as the documents that it holds: where each begins, and which notes belong to it.
//!
//! Each stretch is read as a file would be. Notes that stand elsewhere, at the end of the book or of a chapter, are put
//! behind the documents that call them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::parts::{self, Ids, Start};
use crate::config::split::{FirstLine, Split, Words};
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::language::dates;
use crate::language::reading::PageWords;
use crate::read::known_head::KnownHead;
use crate::read::page_break;
use crate::read::pieces::Pieces;
use crate::read::plain::book::{Book, BookNote, BookNotes};
use crate::read::plain::note_marks;
use crate::read::reader::{Given, Receiver, Source};

/// Reads a plain text, and splits it.
pub(super) fn read(source: &Source<'_>, rule: &Split, receiver: &mut dyn Receiver) {
    let Some(text) = source.text(receiver) else { return };
    let book = Book::of(&text, source.path, &source.config.dates, source.guesses);
    book.diagnostics().into_iter().for_each(|said| receiver.diagnostic(said));
    let lines = Lines::of(&text);
    let found = Found::of(&text, rule);
    let starts = found.starts(&text);
    let decisions = parts::decide(&starts);
    let at_line = |at: usize, said: Diagnostic| match found.begins.get(at) {
        Some(begin) => said.at(&lines, begin.line.clone()),
        None => said,
    };
    let said = parts::left_over(&decisions, source.path, &at_line);
    said.into_iter().for_each(|said| receiver.diagnostic(said));
    if !decisions.begins.contains(&true) {
        receiver.diagnostic(parts::nothing_begins(source.path, "no line matches the pattern `begin`"));
    }
    let mut stretches = found.stretches(&text, &decisions.begins, &book, &source.config.dates);
    let far = FarNotes::of(&book.notes(), &stretches);
    stretches.retain(|stretch| match stretch.kind {
        Kind::Document(_) => true,
        // Nothing is left of a stretch whose notes went with their documents.
        _ => far.own(stretch).iter().any(|span| !text[span.clone()].trim().is_empty()),
    });
    if stretches.is_empty() {
        // A text that says nothing is a document all the same, of which that is said.
        stretches.push(Stretch { span: 0..text.len(), kind: Kind::Introduction });
    }
    far.report(&text, &lines, source.path, receiver);
    let titles = found.titles(&text, &decisions.begins);
    let are_letters = parts::are_letters(titles, &source.config.dates.reading);
    let ids = Ids::new();
    let mut reading = Parts { source, book: &book, text: &text, lines: &lines, are_letters, ids, receiver };
    let is_whole = stretches.len() == 1;
    for stretch in &stretches {
        reading.give(stretch, &found, &far, is_whole && !decisions.begins.contains(&true));
    }
    let complaint = reading.ids.complaint(source.path);
    complaint.into_iter().for_each(|said| receiver.diagnostic(said));
}

/// A line that could begin a document.
struct BeginLine {
    /// The line, without the space round it.
    line: Range<usize>,
    /// What the rule says of it, with places in the line.
    said: FirstLine,
}

/// The lines that a rule finds in a text.
struct Found {
    begins: Vec<BeginLine>,
    /// Where the lines stand that end documents.
    ends: Vec<usize>,
}

impl Found {
    fn of(text: &str, rule: &Split) -> Self {
        let mut found = Self { begins: Vec::new(), ends: Vec::new() };
        let mut at = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim();
            let start = at + whole.len() - whole.trim_start().len();
            at += whole.len();
            if line.is_empty() {
                continue;
            }
            let bare = Some(note_marks::without(line)).filter(|bare| !bare.is_empty()).unwrap_or(line);
            let ends = || rule.end.as_ref().is_some_and(|end| end.0.is_match(bare));
            if let Some(said) = rule.first_line(bare) {
                found.begins.push(BeginLine { line: start..start + line.len(), said });
            } else if ends() {
                found.ends.push(start);
            }
        }
        found
    }

    /// What could begin documents.
    fn starts(&self, text: &str) -> Vec<Start> {
        let next = self.begins.iter().skip(1).map(|begin| begin.line.start).chain([text.len()]);
        let start = |(begin, next): (&BeginLine, usize)| {
            let rest = &text[begin.line.end..next];
            let paragraph = paragraph_end(rest).unwrap_or(rest.len());
            Start {
                number: begin.said.number.clone(),
                words: text[begin.line.clone()].to_owned(),
                has_text: !rest[paragraph..].trim().is_empty(),
                is_bare: false,
            }
        };
        self.begins.iter().zip(next).map(start).collect()
    }

    /// What are likely to be the titles of documents: the words behind those that begin them, or those on the next line.
    fn titles<'t>(&self, text: &'t str, begins: &[bool]) -> impl Iterator<Item = &'t str> {
        let begins = self.begins.iter().zip(begins).filter(|(_, begins)| **begins);
        begins.map(|(begin, _)| match &begin.said.title {
            Some(Words::At(title)) => &text[begin.line.start + title.start..begin.line.start + title.end],
            _ => {
                let rest = text[begin.line.start + begin.said.matched.end..begin.line.end].trim();
                let next = || text[begin.line.end..].lines().map(str::trim).find(|line| !line.is_empty());
                if rest.contains(char::is_alphabetic) { rest } else { next().unwrap_or_default() }
            }
        })
    }

    /// The stretches of a text, one after another, of which some begin documents.
    fn stretches(&self, text: &str, begins: &[bool], book: &Book<'_>, dates: &dates::Words) -> Vec<Stretch> {
        let pages = &dates.reading.pages;
        let marks = self.begins.iter().enumerate().filter(|(at, _)| begins.get(*at) == Some(&true));
        let marks =
            marks.map(|(at, begin)| (page_before(text, begin.line.start, book, pages), Kind::Document(at)));
        let first = marks.clone().next().map_or(text.len(), |(start, _)| start);
        let ends = self.ends.iter().filter(|end| **end > first).map(|end| (*end, Kind::Rest));
        let mut marks: Vec<(usize, Kind)> = marks.chain(ends).collect();
        marks.sort_by_key(|(start, _)| *start);
        // What ends a document that has ended ends nothing.
        marks.dedup_by(|next, last| next.1 == Kind::Rest && last.1 == Kind::Rest);
        marks.insert(0, (0, Kind::Introduction));
        let ends: Vec<usize> = marks.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
        let stretches = marks.into_iter().zip(ends);
        let stretches = stretches.map(|((start, kind), end)| Stretch { span: start..end.max(start), kind });
        stretches.filter(|stretch| !text[stretch.span.clone()].trim().is_empty()).collect()
    }
}

/// Where the first paragraph of a text ends.
fn paragraph_end(text: &str) -> Option<usize> {
    let mut at = 0;
    text.split_inclusive('\n').enumerate().find_map(|(index, line)| {
        let start = at;
        at += line.len();
        (index > 0 && line.trim().is_empty()).then_some(start)
    })
}

/// Where the mark of the page begins that begins with a document; otherwise where the document does.
fn page_before(text: &str, start: usize, book: &Book<'_>, words: &PageWords) -> usize {
    let mut first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut at = first;
    for line in text[..first].split_inclusive('\n').rev() {
        at -= line.len();
        if page_break::is_only(line, words) {
            first = at;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    book.page_end_before(first).unwrap_or(first)
}

/// A stretch of a text.
struct Stretch {
    span: Range<usize>,
    kind: Kind,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What stands before the first document.
    Introduction,
    /// A document, with its beginning.
    Document(usize),
    /// What stands behind the end of one.
    Rest,
}

/// The notes that stand elsewhere than the documents that call them.
#[derive(Default)]
struct FarNotes {
    /// What is taken out of the stretches, in the order of the text.
    taken: Vec<Range<usize>>,
    /// What each document calls, by the place where it begins.
    called: BTreeMap<usize, Vec<Range<usize>>>,
    /// The headings above notes that all went with their documents.
    heads: Vec<Range<usize>>,
    /// Those among them that nothing calls.
    uncalled: Vec<Range<usize>>,
}

impl FarNotes {
    /// Finds them. Where most notes of a group are called by the document in which they stand, all stay.
    fn of(groups: &[BookNotes], stretches: &[Stretch]) -> Self {
        let home = |place: usize| {
            let at = stretches.partition_point(|stretch| stretch.span.start <= place);
            at.checked_sub(1).and_then(|at| stretches.get(at)).map_or(0, |stretch| stretch.span.start)
        };
        let mut far = Self::default();
        for group in groups {
            let called = group.notes.iter().filter(|note| !note.calls.is_empty());
            let is_far =
                |note: &&BookNote| note.calls.iter().all(|call| home(*call) != home(note.whole.start));
            let (called, gone) = (called.clone().count(), called.filter(is_far).count());
            if gone * 2 <= called {
                continue;
            }
            let mut stays = false;
            for note in &group.notes {
                let own = home(note.whole.start);
                let mut callers: Vec<usize> = note.calls.iter().map(|call| home(*call)).collect();
                callers.dedup();
                if callers.is_empty() {
                    far.uncalled.push(note.whole.clone());
                }
                stays |= callers.is_empty() || callers.contains(&own);
                if !callers.is_empty() && !callers.contains(&own) {
                    far.taken.push(note.whole.clone());
                }
                for caller in callers.into_iter().filter(|caller| *caller != own) {
                    far.called.entry(caller).or_default().push(note.whole.clone());
                }
            }
            if let Some(head) = group.head.clone().filter(|_| !stays) {
                far.taken.push(head.clone());
                far.heads.push(head);
            }
        }
        far.taken.sort_by_key(|span| span.start);
        far
    }

    /// What is a stretch's own.
    fn own(&self, stretch: &Stretch) -> Vec<Range<usize>> {
        let Range { mut start, end } = stretch.span.clone();
        let first = self.taken.partition_point(|taken| taken.start < start);
        let mut own = Vec::new();
        for taken in self.taken[first..].iter().take_while(|taken| taken.start < end) {
            own.push(start..taken.start.max(start));
            start = taken.end.clamp(start, end);
        }
        own.push(start..end);
        own
    }

    /// The text of a document: what is its own, and the notes that it calls.
    fn pieces(&self, text: &str, stretch: &Stretch) -> Pieces {
        let own = self.own(stretch);
        let has_text = |span: &Range<usize>| own.len() == 1 || !text[span.clone()].trim().is_empty();
        let called = self.called.get(&stretch.span.start).into_iter().flatten();
        Pieces::of(own.iter().filter(|span| has_text(span)).chain(called).cloned())
    }

    fn report(&self, text: &str, lines: &Lines<'_>, file: &str, receiver: &mut dyn Receiver) {
        if let Some(first) = self.uncalled.first() {
            let message = match self.uncalled.len() {
                1 => "1 note at the end of the book is called by no document".to_owned(),
                count => format!("{count} notes at the end of the book are called by no document"),
            };
            receiver.diagnostic(
                Diagnostic::new(Severity::Warning, Code::UncalledNote, file, message)
                    .at(lines, first.clone())
                    .help("they stay where they are; put their marks where they belong"),
            );
        }
        if let Some(first) = self.heads.first() {
            let words = text[first.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let message = match self.heads.len() {
                1 => format!("the heading “{words}” is left out, since its notes went with their documents"),
                count => format!(
                    "{count} headings such as “{words}” are left out, since their notes went with their documents"
                ),
            };
            receiver.diagnostic(
                Diagnostic::new(Severity::Note, Code::Split, file, message).at(lines, first.clone()),
            );
        }
    }
}

/// The documents on their way to the receiver.
struct Parts<'a> {
    source: &'a Source<'a>,
    book: &'a Book<'a>,
    text: &'a str,
    lines: &'a Lines<'a>,
    are_letters: bool,
    ids: Ids,
    receiver: &'a mut dyn Receiver,
}

impl Parts<'_> {
    fn give(&mut self, stretch: &Stretch, found: &Found, far: &FarNotes, is_only: bool) {
        let pieces = far.pieces(self.text, stretch);
        let text = pieces.text(self.text);
        let begin = match stretch.kind {
            Kind::Document(at) => found.begins.get(at),
            _ => None,
        };
        let known = |begin| KnownHead { is_letter: self.are_letters, ..known_head(begin, &pieces) };
        let head = begin.map(known).unwrap_or_default();
        let reading = self.book.read(&text, &pieces, &head);
        let id = match (stretch.kind, begin) {
            _ if is_only => None,
            (Kind::Introduction, _) => Some(parts::INTRODUCTION.to_owned()),
            (Kind::Document(_), Some(begin)) => {
                let number =
                    reading.document.as_ref().and_then(|document| document.metadata.number.as_deref());
                let (line, matched) = (begin.line.start, &begin.said.matched);
                let words = &self.text[line + matched.start..line + matched.end];
                Some(self.ids.next(number, words, &self.source.config.dates))
            }
            _ => Some(self.ids.rest()),
        };
        let beginning = pieces.beginning(self.lines);
        let text = Some(text.into_owned().into());
        self.receiver.document(Given { id, reading, text, beginning, files: Vec::new() });
    }
}

/// What the rule says of a document's head, with places in its text.
fn known_head(begin: &BeginLine, pieces: &Pieces) -> KnownHead {
    let start = begin.line.start;
    KnownHead::of_line(&begin.said, pieces.place(start), |span| {
        pieces.span(&(start + span.start..start + span.end))
    })
}
