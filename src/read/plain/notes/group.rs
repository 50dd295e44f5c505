//! Where notes could stand in a text: at its end, at the foot of a printed page, below a heading or a rule, or
//! anywhere, where their form says that they are notes. Whether they are is for their marks to say.

use super::brackets::Brackets;
use super::label::{Form, Label, is_heading, is_rule};
use crate::language::reading::{PageWords, ReadingWords, any_word};
use crate::read::plain::lines::{lines, trimmed};
use std::ops::Range;

/// A note as it stands in the source.
#[derive(Debug, Clone)]
pub(in crate::read::plain) struct PrintedNote {
    pub(super) label: Label,
    /// The paragraphs of its text, without its label.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// All that it takes up.
    pub(super) whole: Range<usize>,
}

/// What follows a group of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Text,
    Page,
    Nothing,
}

/// Notes that stand together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) notes: Vec<PrintedNote>,
    /// The heading or rule above them.
    pub(super) head: Option<Range<usize>>,
    pub(super) follows: Follows,
}

impl Group {
    pub(super) fn start(&self) -> usize {
        self.notes.first().map_or(0, |note| note.whole.start)
    }

    pub(super) fn end(&self) -> usize {
        self.notes.last().map_or(0, |note| note.whole.end)
    }

    /// The form of its notes, of which signs are the least telling.
    pub(super) fn form(&self) -> Form {
        let mut forms = self.notes.iter().map(|note| note.label.form);
        forms.find(|form| *form != Form::Sign).unwrap_or(Form::Sign)
    }

    /// Takes away what cannot be notes where they stand, if anything is left: a list in the text is none, and
    /// numbered paragraphs before the notes of a page are none.
    fn likely(mut self) -> Option<Self> {
        let form = self.form();
        if self.head.is_none() && !form.stands_anywhere() {
            if self.follows == Follows::Text {
                return None;
            }
            // At the end of a document the labels of indented notes can begin anew, as those of attachments do.
            if form != Form::Indented || self.follows == Follows::Page {
                let falls = |pair: &[PrintedNote]| pair[1].label.number() <= pair[0].label.number();
                let numbered = |pair: &[PrintedNote]| pair.iter().all(|note| note.label.number().is_some());
                let last_fall = self
                    .notes
                    .windows(2)
                    .rposition(|pair| numbered(pair) && falls(pair))
                    .map_or(0, |at| at + 1);
                self.notes.drain(..last_fall);
            }
        }
        (!self.notes.is_empty()).then_some(self)
    }
}

/// The groups of a text, in its order.
pub(super) fn groups(text: &str, words: &ReadingWords) -> Vec<Group> {
    let lines: Vec<Range<usize>> = lines(text).collect();
    let brackets = Brackets::of(text);
    let mut search = Search::new(text, &lines, words);
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        index += 1;
        // What a note in brackets took up is behind.
        if line.start < search.taken {
            continue;
        }
        search.see(index - 1, line.clone(), &brackets);
    }
    search.finish()
}

/// The search for groups, line by line.
struct Search<'a> {
    text: &'a str,
    words: &'a ReadingWords,
    lines: &'a [Range<usize>],
    found: Vec<Group>,
    open: Option<Group>,
    /// Paragraphs without a label after the last note. They are its own if the next note follows them.
    pending: Vec<Range<usize>>,
    /// A heading or rule that notes can follow.
    head: Option<Range<usize>>,
    /// Whether a paragraph begins.
    after_blank: bool,
    /// How far notes in brackets reach.
    taken: usize,
}

impl<'a> Search<'a> {
    fn new(text: &'a str, lines: &'a [Range<usize>], words: &'a ReadingWords) -> Self {
        let (found, pending) = (Vec::new(), Vec::new());
        Self { text, words, lines, found, open: None, pending, head: None, after_blank: true, taken: 0 }
    }

    fn see(&mut self, index: usize, line: Range<usize>, brackets: &Brackets) {
        let content = &self.text[line.clone()];
        if content.trim().is_empty() {
            self.after_blank = true;
            return;
        }
        let label = Label::of(content, &self.words.notes);
        if begins_page(content, &self.words.pages) {
            if !self.goes_on_behind_page(index, &line) {
                self.close(Follows::Page);
                self.head = None;
            }
            self.after_blank = true;
        } else if is_rule(content) || is_heading(content, &self.words.notes) {
            self.close(Follows::Text);
            self.head = Some(line);
            self.after_blank = true;
        } else if let Some(label) = label.filter(|label| self.can_begin(label)) {
            self.begin_note(line, label, brackets);
            self.after_blank = false;
        } else {
            self.go_on(line);
            self.after_blank = false;
        }
    }

    /// A label within a paragraph begins a note where notes have begun, or where it is indented.
    fn can_begin(&self, label: &Label) -> bool {
        let is_open = self.pending.is_empty() && self.open.is_some();
        self.after_blank || is_open || label.form == Form::Indented || label.form.stands_anywhere()
    }

    fn begin_note(&mut self, line: Range<usize>, label: Label, brackets: &Brackets) {
        let (paragraphs, whole) = match label.form {
            Form::Footnote | Form::Note => {
                let open = line.start + self.text[line.clone()].find('[').unwrap_or(0);
                let text_start = line.start + label.end;
                let (end, whole_end) = brackets.note_end(self.text, open, line.clone());
                self.taken = whole_end;
                (paragraphs_within(self.text, text_start..end.max(text_start)), line.start..whole_end)
            }
            _ => (vec![trimmed(self.text, line.start + label.end..line.end)], line),
        };
        let note = PrintedNote { label, paragraphs, whole };
        let pending = std::mem::take(&mut self.pending);
        if let Some(open) = &mut self.open
            && let Some(last) = open.notes.last_mut()
        {
            let follows = last.label.number().zip(note.label.number()).is_some_and(|(a, b)| b == a + 1);
            if last.label.form.goes_with(note.label.form) && (pending.is_empty() || follows) {
                if let Some(end) = pending.last() {
                    last.whole.end = end.end;
                }
                last.paragraphs.extend(pending.into_iter().map(|span| trimmed(self.text, span)));
                open.notes.push(note);
                return;
            }
        }
        self.close(Follows::Text);
        self.open = Some(Group { notes: vec![note], head: self.head.take(), follows: Follows::Text });
    }

    /// A line without a label.
    fn go_on(&mut self, line: Range<usize>) {
        self.head = None;
        let Some(last) = self.open.as_mut().and_then(|open| open.notes.last_mut()) else { return };
        if matches!(last.label.form, Form::Footnote | Form::Note) {
            // These end with their bracket.
            self.close(Follows::Text);
            return;
        }
        let content = &self.text[line.clone()];
        let indent = content.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).count();
        let is_tab = content.starts_with('\t');
        if !self.after_blank {
            if let Some(span) = self.pending.last_mut() {
                span.end = line.end;
            } else {
                last.whole.end = line.end;
                if let Some(span) = last.paragraphs.last_mut() {
                    span.end = trimmed(self.text, line).end;
                }
            }
        } else if self.pending.is_empty() && (indent >= last.label.indent.max(2) || is_tab) {
            last.whole.end = line.end;
            last.paragraphs.push(trimmed(self.text, line));
        } else {
            self.pending.push(line);
        }
    }

    /// Whether a note goes on behind the mark of a page, or the next note follows: then the mark is the note's.
    fn goes_on_behind_page(&mut self, index: usize, line: &Range<usize>) -> bool {
        let Some(last) = self.open.as_mut().and_then(|open| open.notes.last_mut()) else { return false };
        let content = self.text[line.clone()].trim();
        if !self.pending.is_empty() || !content.starts_with('[') || !content.ends_with(']') {
            return false;
        }
        let following = self.lines[index + 1..].iter().map(|line| &self.text[line.clone()]);
        let Some((distance, next)) = following.take(4).enumerate().find(|(_, line)| !line.trim().is_empty())
        else {
            return false;
        };
        let goes_on = match Label::of(next, &self.words.notes) {
            Some(label) => {
                let is_next = last.label.number().zip(label.number()).is_some_and(|(a, b)| b == a + 1);
                label.form.goes_with(last.label.form) && is_next
            }
            None => !self.after_blank && distance == 0 && next.starts_with([' ', '\t', '\u{a0}']),
        };
        if goes_on {
            last.whole.end = line.end;
            last.paragraphs.push(trimmed(self.text, line.clone()));
        }
        goes_on
    }

    fn close(&mut self, follows: Follows) {
        let follows = if self.pending.is_empty() { follows } else { Follows::Text };
        self.pending.clear();
        if let Some(mut group) = self.open.take() {
            group.follows = follows;
            self.found.extend(group.likely());
        }
    }

    fn finish(mut self) -> Vec<Group> {
        self.close(Follows::Nothing);
        self.found
    }
}

/// The paragraphs of a part of a text.
fn paragraphs_within(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut after_blank = true;
    for line in lines(&text[span.clone()]) {
        let line = trimmed(text, span.start + line.start..span.start + line.end);
        if line.is_empty() {
            after_blank = true;
        } else if let (false, Some(last)) = (after_blank, paragraphs.last_mut()) {
            last.end = line.end;
        } else {
            paragraphs.push(line);
            after_blank = false;
        }
    }
    paragraphs
}

/// Whether a printed page begins with a line.
fn begins_page(line: &str, words: &PageWords) -> bool {
    let [beginning] = words.beginning_forms.get(|| {
        let marks = any_word(&words.mark_beginnings);
        [format!(r"^\s*(?:\x0c|\[(?i:{marks})[\s\u{{a0}}]*[0-9A-Za-z][0-9A-Za-z.-]{{0,11}}\])")]
    });
    beginning.is_match(line)
}
