//! Reads the text of a part of a Word document: its body, a list of notes, the head of pages.
//!
//! Elements that say nothing of themselves are passed through, so that what lies in them is read wherever it lies. What is
//! open is kept in lists, not in calls; only tables and boxes call themselves, and no deeper than [`DEEPEST`].

use std::mem;

use super::fields::Field;
use super::file::{File, Shared};
use super::paragraph::Line;
use super::relations::Relations;
use crate::config::word::Changes;
use crate::read::office::gathered::Remark;
use crate::read::office::parts::{Paragraph, Part, Piece, What};
use crate::read::office::xml::{Element, Step, Xml};

/// How deep tables and boxes lie in others. The text of those that lie deeper stands in these.
pub(super) const DEEPEST: usize = 10;

/// A part while it is read.
pub(super) struct Story<'p, 'x> {
    /// What the file says besides its text.
    pub(super) file: &'p File,
    /// What this part refers to.
    pub(super) relations: &'p Relations,
    /// What all parts share.
    pub(super) shared: &'p mut Shared,
    pub(super) xml: Xml<'x>,
    /// How many tables and boxes are open.
    pub(super) depth: usize,
    /// The fields that have begun.
    pub(super) fields: Vec<Field>,
    /// How many of them have not come to their results.
    pub(super) instructing: usize,
    /// What stood in those, besides their instructions.
    pub(super) hidden: String,
    /// How many changes are open that are not shown, and of those that are.
    pub(super) dropping: usize,
    pub(super) inserting: usize,
    pub(super) deleting: usize,
    /// What goes on in the next paragraph, since the end of its own was taken away.
    pub(super) joined: Vec<Piece>,
    /// The names of places whose end has not come, by their ids, if they can hold a mark.
    pub(super) places: Vec<(String, String)>,
}

/// What is open round blocks.
pub(super) enum Around {
    /// Nothing that matters.
    Nothing,
    /// A change.
    Change(Tracked),
}

/// What a change did.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tracked {
    Inserted,
    Deleted,
}

impl<'p, 'x> Story<'p, 'x> {
    /// A reader of a part.
    pub(super) fn new(
        file: &'p File,
        relations: &'p Relations,
        shared: &'p mut Shared,
        text: &'x str,
    ) -> Self {
        Self {
            file,
            relations,
            shared,
            xml: Xml::new(text),
            depth: 0,
            fields: Vec::new(),
            instructing: 0,
            hidden: String::new(),
            dropping: 0,
            inserting: 0,
            deleting: 0,
            joined: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The parts in the element that began last, up to its end.
    pub(super) fn parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut open: Vec<Around> = Vec::new();
        loop {
            match self.xml.next() {
                Some(Step::Open(element)) => self.open(element, &mut open, &mut parts),
                Some(Step::Text(_)) => {}
                Some(Step::Close) => match open.pop() {
                    Some(around) => self.close(&around),
                    None => break,
                },
                None => break,
            }
        }
        while let Some(around) = open.pop() {
            self.close(&around);
        }
        self.finish_joined(&mut parts);
        parts
    }

    /// The parts in an element that has begun, as if it stood among others.
    pub(super) fn parts_of(&mut self, element: Element<'x>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut open = Vec::new();
        self.open(element, &mut open, &mut parts);
        // What is open then goes on up to its own end.
        while let Some(around) = open.pop() {
            parts.append(&mut self.parts());
            self.close(&around);
        }
        parts
    }

    /// The notes of a part, by their ids: what stands in each element of a name, but for the lines between notes and text.
    pub(super) fn notes(&mut self, name: &str) -> Vec<(String, Vec<Part>)> {
        let mut notes = Vec::new();
        while let Some(step) = self.xml.next() {
            let Step::Open(element) = step else { continue };
            if (element.space, element.local()) != ("w", name) {
                continue;
            }
            let kind = element.attribute("type").unwrap_or_default();
            if !matches!(kind.as_str(), "" | "normal") {
                self.xml.skip();
                continue;
            }
            let id = element.attribute("id").unwrap_or_default();
            let author = element.attribute("author").filter(|author| !author.trim().is_empty());
            let mut parts = self.parts();
            self.finish(&mut parts);
            self.fields.clear();
            self.instructing = 0;
            if let (Some(author), Some(Part::Paragraph(first))) = (author, parts.first_mut()) {
                let what = What::Text(format!("{author}: "));
                first.pieces.insert(0, Piece { look: Default::default(), link: None, what });
            }
            notes.push((id, parts));
        }
        notes
    }

    /// What is left when a story ends: text that a field without an end hid.
    pub(super) fn finish(&mut self, parts: &mut Vec<Part>) {
        let hidden = mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            let what = What::Text(hidden);
            let pieces = vec![Piece { look: Default::default(), link: None, what }];
            parts.push(Part::Paragraph(Paragraph { pieces, ..Paragraph::default() }));
        }
    }

    fn open(&mut self, element: Element<'x>, open: &mut Vec<Around>, parts: &mut Vec<Part>) {
        match (element.space, element.local()) {
            ("w", "p") => self.paragraph(None, parts),
            ("w", "tbl") if self.depth < DEEPEST => {
                self.finish_joined(parts);
                self.depth += 1;
                let rows = self.table();
                self.depth -= 1;
                if !rows.is_empty() {
                    parts.push(Part::Table(rows));
                }
            }
            ("w", "tbl") => {
                self.shared.gathered.count(Remark::Deep);
                open.push(Around::Nothing);
            }
            ("w", "sectPr") => self.section(),
            ("w", "sdtPr" | "sdtEndPr" | "tblPr" | "trPr" | "tcPr" | "tblGrid") | ("mc", "Fallback") => {
                self.xml.skip();
            }
            ("w", "altChunk") => {
                self.shared.gathered.count(Remark::Object("another file is put in, which is not read"));
                open.push(Around::Nothing);
            }
            ("w", "ins" | "moveTo") => open.push(self.begin_change(Tracked::Inserted)),
            ("w", "del" | "moveFrom") => open.push(self.begin_change(Tracked::Deleted)),
            ("w", "bookmarkStart" | "bookmarkEnd") => {
                if let Some(anchor) = self.bookmark(&element) {
                    self.joined.push(anchor);
                }
                open.push(Around::Nothing);
            }
            // Text outside a paragraph is a mistake, and is one by itself.
            ("w", "r" | "hyperlink" | "fldSimple") | ("m", "oMath" | "oMathPara") => {
                self.paragraph(Some(element), parts);
            }
            _ => open.push(Around::Nothing),
        }
    }

    fn close(&mut self, around: &Around) {
        if let Around::Change(tracked) = around {
            self.end_change(*tracked);
        }
    }

    fn begin_change(&mut self, tracked: Tracked) -> Around {
        if self.dropping == 0 {
            self.shared.gathered.count(match tracked {
                Tracked::Inserted => Remark::Insertions,
                Tracked::Deleted => Remark::Deletions,
            });
        }
        *self.changing(tracked) += 1;
        Around::Change(tracked)
    }

    fn end_change(&mut self, tracked: Tracked) {
        let open = self.changing(tracked);
        *open = open.saturating_sub(1);
    }

    /// The count that a change belongs to: of those that are not shown, or of those that are.
    fn changing(&mut self, tracked: Tracked) -> &mut usize {
        match (self.file.settings.changes, tracked) {
            (Changes::Accepted, Tracked::Deleted) | (Changes::Original, Tracked::Inserted) => {
                &mut self.dropping
            }
            (Changes::Shown, Tracked::Inserted) => &mut self.inserting,
            (Changes::Shown, Tracked::Deleted) => &mut self.deleting,
            // What is as it was, or as it will be, is text like other text.
            (Changes::Accepted, Tracked::Inserted) | (Changes::Original, Tracked::Deleted) => {
                &mut self.shared.settled
            }
        }
    }

    /// Begins or ends a change within a paragraph.
    pub(super) fn begin_change_in(&mut self, tracked: Tracked) {
        self.begin_change(tracked);
    }

    /// Ends it.
    pub(super) fn end_change_in(&mut self, tracked: Tracked) {
        self.end_change(tracked);
    }

    /// A place with a name that begins, or ends.
    pub(super) fn bookmark(&mut self, element: &Element<'_>) -> Option<Piece> {
        /// How many places are open at once, of which it is known that a mark stands in them.
        const MOST: usize = 32;
        let id = element.attribute("id").unwrap_or_default();
        if element.local() == "bookmarkEnd" {
            self.places.retain(|(open, _)| *open != id);
            return None;
        }
        let name = element.attribute("name").filter(|name| !name.is_empty())?;
        if self.places.len() < MOST {
            self.places.push((id, name.clone()));
        }
        Some(Piece { look: Default::default(), link: None, what: What::Anchor(name) })
    }

    /// What goes on in a paragraph that does not come.
    fn finish_joined(&mut self, parts: &mut Vec<Part>) {
        if !self.joined.is_empty() {
            let pieces = mem::take(&mut self.joined);
            parts.push(Part::Paragraph(Paragraph { pieces, ..Paragraph::default() }));
        }
    }

    /// What a section says of notes, and which heads and feet its pages have.
    pub(super) fn section(&mut self) {
        let mut formats = self.shared.notes.current();
        let mut open = 1_usize;
        let mut notes = None;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => {
                    open += 1;
                    match (element.space, element.local()) {
                        ("w", "headerReference" | "footerReference") => {
                            if let Some(id) = element.attribute("id") {
                                self.shared.add_furniture(self.relations, &id);
                            }
                        }
                        ("w", name @ ("footnotePr" | "endnotePr")) => notes = Some(name == "endnotePr"),
                        ("w", name) => {
                            if let Some(is_endnote) = notes {
                                formats.see(is_endnote, name, &element);
                            }
                        }
                        _ => {}
                    }
                }
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        self.shared.notes.end_section(formats);
    }

    /// Reads a text box that lies in a paragraph.
    pub(super) fn text_box(&mut self) -> Option<Part> {
        self.depth += 1;
        let fields = mem::take(&mut self.fields);
        let instructing = mem::take(&mut self.instructing);
        let joined = mem::take(&mut self.joined);
        let parts = self.parts();
        self.fields = fields;
        self.instructing = instructing;
        self.joined = joined;
        self.depth -= 1;
        let is_shown = parts.iter().any(|part| match part {
            Part::Paragraph(paragraph) => !paragraph.is_empty(),
            Part::Table(_) | Part::Aside(_) => true,
        });
        is_shown.then_some(Part::Aside(parts))
    }

    fn paragraph(&mut self, first: Option<Element<'x>>, parts: &mut Vec<Part>) {
        let line = Line::read(self, first);
        line.finish(self, parts);
    }
}
