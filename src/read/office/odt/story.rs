//! Reads the text of an OpenDocument part: paragraphs, lists, tables.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::line::Line;
use super::styles::{LEVELS, Level, Styles};
use crate::config::word::{Changes, WordSettings};
use crate::read::office::gathered::{Gathered, NoteKind, Remark};
use crate::read::office::parts::{Label, Look, Member, Paragraph, Part, Piece, Role, TableCell, TableRow, What};
use crate::read::office::xml::{Element, Step, Xml};

/// How deep tables, lists, notes and boxes lie in others. The text of those that lie deeper stands in these.
pub(super) const DEEPEST: usize = 14;
/// A row or cell that is repeated stands there so many times; programs fill pages with empty ones.
const MOST_REPEATED: usize = 100;

/// A part while it is read.
pub(super) struct Story<'p, 'x> {
    pub(super) styles: &'p Styles,
    pub(super) settings: WordSettings,
    pub(super) shared: &'p mut Shared,
    pub(super) xml: Xml<'x>,
    pub(super) depth: usize,
}

/// What the parts of a file share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) gathered: Gathered,
    /// The notes, by their places among those that are called.
    pub(super) notes: HashMap<usize, Vec<Part>>,
    /// The images that the text shows: the part of each name.
    pub(super) images: BTreeMap<String, String>,
    /// The texts of formulas, by the folders in which they lie.
    pub(super) formulas: HashMap<String, String>,
    /// What tracked changes took away, by their ids, and which of them put something in.
    pub(super) deleted: HashMap<String, Vec<Piece>>,
    pub(super) inserted: HashSet<String>,
    /// How far each list is counted.
    counts: HashMap<String, [u64; LEVELS]>,
    outline: [u64; LEVELS],
    /// How many changes are open that are not shown, or are shown as put in.
    pub(super) dropping: usize,
    pub(super) inserting: usize,
    /// How many notes of each kind there are so far.
    note_counts: HashMap<NoteKind, usize>,
}

impl Shared {
    /// Counts a note, and says how many of its kind there are with it.
    pub(super) fn count_note(&mut self, kind: NoteKind) -> usize {
        let count = self.note_counts.entry(kind).or_insert(0);
        *count += 1;
        *count
    }
}

/// A list that is open.
#[derive(Debug, Clone)]
struct List {
    style: String,
    level: usize,
}

impl<'p, 'x> Story<'p, 'x> {
    /// A reader of a part.
    pub(super) fn new(styles: &'p Styles, settings: WordSettings, shared: &'p mut Shared, text: &'x str) -> Self {
        Self { styles, settings, shared, xml: Xml::new(text), depth: 0 }
    }

    /// The parts in the element that began last, up to its end.
    pub(super) fn parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => self.open(&element, &mut open, &mut parts),
                Some(Step::Close) => open -= 1,
                Some(Step::Text(text)) => push_stray(&text, &mut parts),
                None => break,
            }
        }
        parts
    }

    fn open(&mut self, element: &Element<'x>, open: &mut usize, parts: &mut Vec<Part>) {
        match (element.space, element.local()) {
            ("text", "p" | "h") => self.paragraph(element, None, parts),
            ("text", "list") if self.depth < DEEPEST => self.list(element, None, parts),
            ("table", "table") if self.depth < DEEPEST => {
                self.depth += 1;
                let rows = self.table();
                self.depth -= 1;
                if !rows.is_empty() {
                    parts.push(Part::Table(rows));
                }
            }
            ("table", "table") | ("text", "list") => {
                self.shared.gathered.count(Remark::Deep);
                *open += 1;
            }
            ("text", "tracked-changes") => self.tracked_changes(),
            ("text", "change-start" | "change-end" | "change") => {
                self.change(element);
                *open += 1;
            }
            ("office", "forms")
            | ("text", "sequence-decls" | "variable-decls" | "user-field-decls" | "table-of-content-source")
            | ("text", "alphabetical-index-source" | "bibliography-source" | "illustration-index-source")
            | ("office", "scripts" | "font-face-decls" | "automatic-styles" | "styles") => self.xml.skip(),
            ("draw", "frame" | "g" | "custom-shape" | "rect") | ("text", "a" | "span") => {
                Line::loose(element, self).finish(Role::Body, parts);
            }
            _ => *open += 1,
        }
    }

    fn paragraph(&mut self, element: &Element<'x>, member: Option<(Member, String)>, parts: &mut Vec<Part>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let mut role = self.styles.role(&style);
        let is_heading = element.local() == "h";
        if is_heading && matches!(role, Role::Body | Role::Heading(_) | Role::Continuation) {
            role = Role::Heading(element.number("outline-level").unwrap_or(1));
        }
        let mut line = Line::read(&style, self);
        let is_label = matches!(role, Role::Heading(_) | Role::Title | Role::Subtitle | Role::Caption);
        if !line.is_empty() {
            match (member, role) {
                (Some((_, words)), _) if is_label => line.put_before(&words),
                (Some((member, _)), _) => line.list = Some(member),
                (None, Role::Heading(level)) if is_heading => {
                    let words = self.number_heading(usize::from(level.clamp(1, 10)) - 1);
                    line.put_before(&words);
                }
                (None, _) => {}
            }
        }
        line.finish(role, parts);
    }

    /// The words before a heading, where headings are numbered.
    fn number_heading(&mut self, at: usize) -> String {
        let levels = &self.styles.outline;
        let Some(level) = levels.get(at) else { return String::new() };
        let format = |at: usize| levels.get(at).map(Level::format).unwrap_or_default();
        if format(at).is_empty() {
            return String::new();
        }
        count(&mut self.shared.outline, at, |at| levels.get(at).map_or(1, |level| level.start), None);
        level.words(at, &self.shared.outline, &format)
    }

    /// A list with those that lie in it.
    fn list(&mut self, element: &Element<'x>, outer: Option<&List>, parts: &mut Vec<Part>) {
        let style = element.attribute("style-name").or_else(|| outer.map(|list| list.style.clone()));
        let level = outer.map_or(0, |list| list.level + 1).min(LEVELS - 1);
        let list = List { style: style.unwrap_or_default(), level };
        let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true")
            || element.attribute("continue-list").is_some();
        if outer.is_none() && !goes_on {
            self.shared.counts.remove(&list.style);
        }
        self.depth += 1;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("text", "list-item") => {
                        let start = element.number("start-value");
                        self.list_item(&list, Some(start), parts);
                    }
                    ("text", "list-header") => self.list_item(&list, None, parts),
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(text)) => push_stray(&text, parts),
                None => break,
            }
        }
        self.depth -= 1;
    }

    /// A member of a list: its first paragraph bears the number, which one without a number has not.
    fn list_item(&mut self, list: &List, counted: Option<Option<u64>>, parts: &mut Vec<Part>) {
        let mut label = counted;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("text", "p" | "h") => {
                        let first = parts.len();
                        let member = label.take().and_then(|start| self.member(list, start));
                        let is_numbered = member.is_some();
                        self.paragraph(&element, member, parts);
                        if let (false, Some(Part::Paragraph(paragraph))) = (is_numbered, parts.get_mut(first))
                            && paragraph.role == Role::Body
                        {
                            paragraph.role = Role::Continuation;
                        }
                    }
                    ("text", "list") if self.depth < DEEPEST => {
                        label = None;
                        self.list(&element, Some(list), parts);
                    }
                    _ => self.open(&element, &mut open, parts),
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(text)) => push_stray(&text, parts),
                None => break,
            }
        }
    }

    /// Counts a member of a list.
    fn member(&mut self, list: &List, start: Option<u64>) -> Option<(Member, String)> {
        let styles = self.styles;
        let level = styles.level(&list.style, list.level)?;
        let counts = self.shared.counts.entry(list.style.clone()).or_default();
        let begins = counts[list.level] == 0 || start.is_some();
        let start_of = |at: usize| styles.level(&list.style, at).map_or(1, |level| level.start);
        count(counts, list.level, start_of, start);
        let format = |at: usize| styles.level(&list.style, at).map(Level::format).unwrap_or_default();
        let words = level.words(list.level, counts, &format);
        let label = level.label(list.level, counts, &words)?;
        let member_level = u8::try_from(list.level).unwrap_or(9);
        let words = if label == Label::Bullet { String::new() } else { words };
        Some((Member { level: member_level, label, begins }, words))
    }

    fn table(&mut self) -> Vec<TableRow> {
        let mut rows = Vec::new();
        let mut in_head = 0_usize;
        let mut open: Vec<bool> = Vec::new();
        loop {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("table", "table-row") => {
                        let times = element.number::<usize>("number-rows-repeated").unwrap_or(1);
                        let row = TableRow { is_head: in_head > 0, cells: self.row() };
                        let is_empty = row.cells.iter().all(|cell| cell.parts.is_empty());
                        let times = if is_empty { 1 } else { times.clamp(1, MOST_REPEATED) };
                        rows.extend(std::iter::repeat_n(row, times));
                    }
                    (_, name) => {
                        let is_head = name == "table-header-rows";
                        in_head += usize::from(is_head);
                        open.push(is_head);
                    }
                },
                Some(Step::Close) => match open.pop() {
                    Some(is_head) => in_head -= usize::from(is_head),
                    None => break,
                },
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        rows
    }

    fn row(&mut self) -> Vec<TableCell> {
        let mut cells = Vec::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("table", "table-cell") => {
                        let times = element.number::<usize>("number-columns-repeated").unwrap_or(1);
                        let columns = element.number::<u16>("number-columns-spanned").unwrap_or(1).max(1);
                        let rows = element.number::<u16>("number-rows-spanned").unwrap_or(1).max(1);
                        let cell = TableCell { parts: self.parts(), columns, rows };
                        cells.extend(std::iter::repeat_n(cell, times.clamp(1, MOST_REPEATED)));
                    }
                    // What a cell that spans others covers is empty.
                    ("table", "covered-table-cell") => {
                        let mut parts = self.parts();
                        if let Some(last) = cells.last_mut().filter(|_| !parts.is_empty()) {
                            last.parts.append(&mut parts);
                        }
                    }
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        cells
    }

    /// What tracked changes put in and took away, which stands before the text.
    fn tracked_changes(&mut self) {
        let mut id = String::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("text", "changed-region") => {
                        id = element.attribute("id").unwrap_or_default();
                        open += 1;
                    }
                    ("text", "insertion") => {
                        self.shared.gathered.count(Remark::Insertions);
                        self.shared.inserted.insert(id.clone());
                        open += 1;
                    }
                    ("text", "deletion") => {
                        self.shared.gathered.count(Remark::Deletions);
                        if self.settings.changes == Changes::Accepted {
                            self.xml.skip();
                        } else {
                            let pieces = self.deleted_pieces();
                            self.shared.deleted.insert(id.clone(), pieces);
                        }
                    }
                    ("office", "change-info") => self.xml.skip(),
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
    }

    fn deleted_pieces(&mut self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for part in self.parts() {
            if let Part::Paragraph(paragraph) = part {
                if !pieces.is_empty() {
                    pieces.push(Piece { look: Look::default(), link: None, what: What::LineBreak });
                }
                pieces.extend(paragraph.pieces);
            }
        }
        if self.settings.changes == Changes::Shown {
            pieces.iter_mut().for_each(|piece| piece.look.deleted = true);
        }
        pieces
    }

    /// The beginning or the end of a change; what it took away stands there.
    pub(super) fn change(&mut self, element: &Element<'_>) -> Vec<Piece> {
        let id = element.attribute("change-id").unwrap_or_default();
        if let Some(pieces) = self.shared.deleted.remove(&id) {
            return pieces;
        }
        if !self.shared.inserted.contains(&id) {
            return Vec::new();
        }
        let count = match self.settings.changes {
            Changes::Accepted => return Vec::new(),
            Changes::Original => &mut self.shared.dropping,
            Changes::Shown => &mut self.shared.inserting,
        };
        match element.local() {
            "change-start" => *count += 1,
            "change-end" => *count = count.saturating_sub(1),
            _ => {}
        }
        Vec::new()
    }
}

/// Counts at a level; levels below begin anew.
fn count(counts: &mut [u64; LEVELS], at: usize, start: impl Fn(usize) -> u64, own_start: Option<u64>) {
    for above in 0..at {
        if counts[above] == 0 {
            counts[above] = start(above);
        }
    }
    counts[at] = own_start.unwrap_or(if counts[at] == 0 { start(at) } else { counts[at].saturating_add(1) });
    counts[at + 1..].fill(0);
}

/// Text that stands in no paragraph, which is a mistake.
fn push_stray(text: &str, parts: &mut Vec<Part>) {
    if !text.trim().is_empty() {
        let pieces = vec![Piece { look: Look::default(), link: None, what: What::Text(text.trim().to_owned()) }];
        parts.push(Part::Paragraph(Paragraph { pieces, ..Paragraph::default() }));
    }
}
