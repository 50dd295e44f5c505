//! The notes of a plain text: where they stand, what they say, and which marks call them.
//!
//! Whatever looks like notes ([`group`]) is taken out of the text, and its marks are looked for in what is left
//! ([`super::note_marks`]). Groups that too few marks call are text, and the marks are looked for anew. The folder takes
//! the lines of a text and gives notes, marks, and the stretches that are neither; it must not know paragraphs.

mod brackets;
mod group;
mod label;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::furniture::Furniture;
use super::inline::Inlines;
use super::layout::Layout;
use super::lines::lines;
use super::note_marks::{self, Found, Mark, STRONG, SURE, Series, Weight};
use super::passage::{Kind, Passage, Passages};
use super::preformatted::Kept;
use super::source_note;
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Block, Inline, Note, ParagraphStyle};
use crate::read::known_head::KnownHead;
use crate::read::{bare_address, page_break};
use group::{Follows, Group, PrintedNote};
use label::Form;

/// From this weight on a place can hold a mark rather than a figure of the text.
const WEAK: Weight = 6;
/// How often groups are tried. What is not settled then is text.
const ROUNDS: usize = 4;

/// A text, and what is known of it before its notes are.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The text, in which the heads and feet of pages are overwritten.
    pub(super) text: &'a str,
    pub(super) furniture: &'a [Furniture],
    /// The archive's words for dates.
    pub(super) words: &'a Words,
    pub(super) guesses: Guesses,
    /// What is known of its head.
    pub(super) head: Option<&'a KnownHead>,
}

/// The notes of a text with their marks, and the layout and passages of what remains.
#[derive(Default)]
pub(super) struct Notes {
    groups: Vec<Group>,
    pub(super) marks: Vec<Mark>,
    pub(super) layout: Layout,
    pub(super) passages: Passages,
}

/// Notes that stand together in a book.
pub(crate) struct BookNotes {
    /// The heading or rule above them.
    pub(crate) head: Option<Range<usize>>,
    /// The notes.
    pub(crate) notes: Vec<BookNote>,
}

/// A note of a book.
pub(crate) struct BookNote {
    /// All that it takes up.
    pub(crate) whole: Range<usize>,
    /// Where its marks stand.
    pub(crate) calls: Vec<usize>,
}

impl Notes {
    /// Finds them. A text has notes of one form, and those whose form says that they are notes: of several, that
    /// which most marks speak for.
    pub(super) fn of(source: &Source<'_>) -> Self {
        if !source.guesses.notes {
            let (layout, passages, _) = divide(source, &[]);
            return Self { layout, passages, ..Self::default() };
        }
        let groups = group::groups(source.text, &source.words.reading);
        let mut forms: Vec<Form> = Vec::new();
        for form in groups.iter().map(Group::form) {
            if !form.is_explicit() && !forms.contains(&form) {
                forms.push(form);
            }
        }
        let of_form = |form: Option<Form>| -> Vec<Group> {
            let is_of = |group: &&Group| group.form().is_explicit() || Some(group.form()) == form;
            groups.iter().filter(is_of).cloned().collect()
        };
        let mut best: Option<(usize, Self)> = None;
        for form in forms {
            let (strong, notes) = Self::of_groups(source, of_form(Some(form)));
            if !notes.groups.is_empty() && best.as_ref().is_none_or(|(most, _)| strong > *most) {
                best = Some((strong, notes));
            }
        }
        best.map_or_else(|| Self::of_groups(source, of_form(None)).1, |(_, notes)| notes)
    }

    /// The notes among these groups, with how many of them are called by marks that speak for them.
    fn of_groups(source: &Source<'_>, mut groups: Vec<Group>) -> (usize, Self) {
        for _ in 0..ROUNDS {
            let (layout, passages, found) = pair(source, &groups);
            let accepted = accepted(source, &layout, &groups, &found);
            if accepted.iter().all(|accepted| *accepted) {
                let strong = found.called.iter().filter(|(_, weight)| *weight >= STRONG).count();
                return (strong, Self { groups, marks: found.marks, layout, passages });
            }
            let mut accepted = accepted.into_iter();
            groups.retain(|_| accepted.next().unwrap_or(false));
        }
        groups.retain(|group| group.form().is_explicit());
        let (layout, passages, found) = pair(source, &groups);
        (0, Self { groups, marks: found.marks, layout, passages })
    }

    /// The notes, in the order of the source.
    pub(super) fn printed(&self) -> impl Iterator<Item = &PrintedNote> {
        self.groups.iter().flat_map(|group| &group.notes)
    }

    /// The notes with the places of their marks.
    pub(super) fn of_book(&self) -> Vec<BookNotes> {
        let mut calls: HashMap<usize, Vec<usize>> = HashMap::new();
        for mark in &self.marks {
            if let Some(note) = mark.note {
                calls.entry(note).or_default().push(mark.span.start);
            }
        }
        let mut index = 0;
        let mut note = |note: &PrintedNote| {
            index += 1;
            BookNote { whole: note.whole.clone(), calls: calls.remove(&(index - 1)).unwrap_or_default() }
        };
        let groups = self.groups.iter();
        groups
            .map(|group| BookNotes {
                head: group.head.clone(),
                notes: group.notes.iter().map(&mut note).collect(),
            })
            .collect()
    }

    /// The notes as the document has them.
    pub(super) fn read(&self, inlines: &mut Inlines<'_>, calls: &HashMap<usize, u32>) -> Vec<Note> {
        let mut ordinals: HashMap<&str, u32> = HashMap::new();
        let printed = self.printed().enumerate();
        printed
            .map(|(index, note)| {
                let ordinal = ordinals.entry(note.label()).or_insert(0);
                *ordinal += 1;
                Note {
                    label: note.label().to_owned(),
                    ordinal: *ordinal,
                    calls: calls.get(&index).copied().unwrap_or(0),
                    blocks: note.paragraphs.iter().map(|span| block(inlines.build(span.clone()))).collect(),
                    span: note.span(),
                }
            })
            .collect()
    }
}

impl PrintedNote {
    /// The label, as printed.
    pub(super) fn label(&self) -> &str {
        &self.label.text
    }

    /// Where its text stands.
    pub(super) fn span(&self) -> Range<usize> {
        let first = self.paragraphs.first().map_or(self.whole.end, |span| span.start);
        first..self.paragraphs.last().map_or(self.whole.end, |span| span.end)
    }
}

/// A paragraph of a note, or a page that begins between two.
fn block(mut content: Vec<Inline>) -> Block {
    match content.pop() {
        Some(Inline::PageBreak(page)) if content.is_empty() => Block::PageBreak(page),
        last => {
            content.extend(last);
            Block::Paragraph { style: ParagraphStyle::Body, content }
        }
    }
}

/// Divides the text without the notes of groups: its layout, its passages, and the text itself. With the same number of
/// bytes, so that places stay what they are. Paragraphs end where notes stood.
fn divide(source: &Source<'_>, groups: &[Group]) -> (Layout, Passages, String) {
    let Source { text, furniture, words, guesses, head } = *source;
    let mut body = text.to_owned();
    for group in groups {
        let rule = group.head.clone().filter(|head| label::is_rule(&text[head.clone()]));
        for span in group.notes.iter().map(|note| note.whole.clone()).chain(rule) {
            blank_lines(&mut body, span);
        }
    }
    let layout = Layout::of(&body, words, guesses, head);
    let passages = Passages::find(&body, &layout.paragraphs, furniture, &words.reading.pages, guesses);
    (layout, passages, body)
}

/// Looks for the marks of groups in the text without them.
fn pair(source: &Source<'_>, groups: &[Group]) -> (Layout, Passages, Found) {
    let (layout, passages, mut body) = divide(source, groups);
    let pages = page_break::find(source.text, &source.words.reading.pages).map(|(span, _)| span);
    // A mark of a page within a note is gone with it.
    let is_left = |span: &Range<usize>| body.get(span.clone()) == source.text.get(span.clone());
    let pages: Vec<Range<usize>> = pages.filter(is_left).collect();
    let addresses: Vec<Range<usize>> = bare_address::find(&body).collect();
    // In code and tables figures are figures.
    let is_verbatim = |passage: &&Passage| passage.kind == Kind::Kept(Kept::Preformatted);
    let verbatim = passages.list.iter().filter(is_verbatim).map(|passage| passage.span.clone());
    let fields = layout.fields.as_ref().map(|block| block.span.clone());
    let head = [layout.label.clone(), layout.provenance.clone(), fields];
    for span in pages.into_iter().chain(addresses).chain(verbatim).chain(head.into_iter().flatten()) {
        blank(&mut body, span, note_marks::BLANK);
    }
    let found = note_marks::find(&body, &series(source.text, groups), layout.title.end, source.words);
    (layout, passages, found)
}

/// Replaces a stretch by blank lines, with the same number of bytes: two ends of lines, and spaces between them.
fn blank_lines(text: &mut String, span: Range<usize>) {
    blank(text, span.clone(), ' ');
    for end in [span.start, span.end.saturating_sub(1)].into_iter().filter(|end| span.contains(end)) {
        text.replace_range(end..=end, "\n");
    }
}

/// Replaces a stretch by a character of one byte, with the same number of bytes.
fn blank(text: &mut String, span: Range<usize>, with: char) {
    let blanks: String = std::iter::repeat_n(with, span.len()).collect();
    text.replace_range(span, &blanks);
}

/// The labels of each group, with the part of the text that they are looked for in. Notes at the foot of a page, and
/// those whose labels begin anew, are called since the notes before them.
fn series<'a>(text: &str, groups: &'a [Group]) -> Vec<Series<'a>> {
    let mut holders: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for note in &group.notes {
            let (first, in_several) = holders.entry(note.label()).or_insert((index, false));
            *in_several |= *first != index;
        }
    }
    let mut previous_end = 0;
    groups
        .iter()
        .map(|group| {
            let repeats = |note: &PrintedNote| holders.get(note.label()).is_some_and(|(_, several)| *several);
            let is_local = group.follows == Follows::Page || group.notes.iter().any(repeats);
            let region = if is_local { previous_end..group.start() } else { 0..text.len() };
            previous_end = group.end();
            let labels = group.notes.iter().map(PrintedNote::label).collect();
            Series { labels, region, forms: group.form().marks() }
        })
        .collect()
}

/// Which groups are notes, by how surely marks call them.
fn accepted(source: &Source<'_>, layout: &Layout, groups: &[Group], found: &Found) -> Vec<bool> {
    let mut called = found.called.as_slice();
    let mut last: Option<u32> = None;
    let bullets = bullets(source.text, groups);
    let mut accepted = Vec::with_capacity(groups.len());
    for group in groups {
        let (own, rest) = called.split_at(group.notes.len().min(called.len()));
        called = rest;
        let evidence = Evidence::of(source, layout, group, own, last, &bullets);
        let is_accepted = evidence.is_enough(group);
        if is_accepted {
            last = group.notes.last().and_then(|note| note.label.number());
        }
        accepted.push(is_accepted);
    }
    accepted
}

/// The signs that begin lines which are no notes.
fn bullets<'a>(text: &'a str, groups: &[Group]) -> BTreeSet<&'a str> {
    let notes: BTreeSet<usize> =
        groups.iter().flat_map(|group| &group.notes).map(|note| note.whole.start).collect();
    lines(text)
        .filter(|line| !notes.contains(&line.start))
        .filter_map(|line| text[line].trim_start().split_once([' ', '\t', '\u{a0}']))
        .filter_map(|(sign, _)| ["*", "**", "†", "‡", "§"].contains(&sign).then_some(sign))
        .collect()
}

/// What speaks for a group being notes.
struct Evidence {
    /// How many notes are called by a mark that could be something else, hardly, and not.
    weak: usize,
    strong: usize,
    sure: usize,
    /// Whether the marks are written as marks only are: in brackets or raised.
    is_marked_as_such: bool,
    /// Whether the first note tells where the original is kept.
    has_source_note: bool,
    /// Whether a colon before it announces a list.
    announces_list: bool,
    /// Whether the document has the form of an edited series, in which indented notes stand at the end.
    is_edited: bool,
    /// Whether the labels begin with 1, or go on from the notes before.
    is_in_order: bool,
    /// Whether no two notes have the same label, and none is the bullet of a list or marks words: `**In short:** …`.
    is_told_apart: bool,
}

impl Evidence {
    fn of(
        source: &Source<'_>,
        layout: &Layout,
        group: &Group,
        called: &[(note_marks::Form, Weight)],
        last: Option<u32>,
        bullets: &BTreeSet<&str>,
    ) -> Self {
        let text = source.text;
        let at_least = |least: Weight| called.iter().filter(|(_, weight)| *weight >= least).count();
        let first = group.notes.first();
        let number = first.and_then(|note| note.label.number());
        let mut labels: Vec<&str> = group.notes.iter().map(PrintedNote::label).collect();
        labels.sort_unstable();
        let announces_list = text[..group.start()].trim_end().ends_with(':');
        Self {
            weak: at_least(WEAK),
            strong: at_least(STRONG),
            sure: at_least(SURE),
            is_marked_as_such: called.iter().any(|(form, _)| *form != note_marks::Form::Clinging),
            has_source_note: first.is_some_and(|note| {
                let note = text[note.span()].trim_start_matches('[');
                source_note::labelled(note, &source.words.reading.places).is_some()
            }),
            announces_list,
            is_edited: (layout.number.is_some() || layout.provenance.is_some()) && !announces_list,
            is_in_order: match number {
                Some(number) => number <= 1 || Some(number - 1) == last,
                None => first.is_none_or(|note| {
                    !note.label().starts_with(char::is_alphabetic) || note.label().eq_ignore_ascii_case("a")
                }),
            },
            is_told_apart: labels.windows(2).all(|pair| pair[0] != pair[1])
                && !labels.iter().any(|label| bullets.contains(label))
                && !group.notes.iter().any(|note| text[note.span()].contains(note.label())),
        }
    }

    fn is_enough(&self, group: &Group) -> bool {
        let (weak, strong, sure, count) = (self.weak, self.strong, self.sure, group.notes.len());
        match group.form() {
            form if form.is_explicit() => true,
            Form::Indented if group.follows == Follows::Nothing => {
                self.has_source_note
                    || self.is_edited && weak * 2 >= count
                    || self.is_edited && strong > 0
                    || self.is_in_order && sure > 0 && strong * 2 >= count
            }
            Form::SquareBrackets | Form::Superscript | Form::Note | Form::Worded
                if self.is_marked_as_such =>
            {
                strong > 0 && strong * 2 >= count
            }
            Form::Sign => self.is_told_apart && sure == count,
            Form::Bare => self.is_in_order && strong == count && sure > 0,
            _ if group.head.is_some() => strong * 2 >= count && (sure > 0 || strong > 1),
            _ if self.announces_list && !self.is_marked_as_such => false,
            _ => {
                let is_evident = sure > 0 || self.is_marked_as_such && count > 1;
                self.is_in_order && is_evident && strong * 4 >= count * 3
            }
        }
    }
}
