//! What a Word file says besides its text, and what its parts share while they are read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::note_numbers::NoteNumbers;
use super::numbering::Lists;
use super::relations::{Relations, Target};
use super::styles::Styles;
use crate::config::word::WordSettings;
use crate::read::office::gathered::{Gathered, NoteKind};
use crate::read::office::parts::Part;

/// What does not change while parts are read.
#[derive(Debug, Default)]
pub(super) struct File {
    /// The styles.
    pub(super) styles: Styles,
    /// What the archive wants of changes and comments.
    pub(super) settings: WordSettings,
}

/// What is gathered over all parts.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// What all formats gather.
    pub(super) gathered: Gathered,
    /// The lists, as far as they are counted.
    pub(super) lists: Lists,
    /// How notes are numbered.
    pub(super) notes: NoteNumbers,
    /// How many changes are open whose text is like other text.
    pub(super) settled: usize,
    /// The heads and feet of pages, by their parts.
    pub(super) furniture: Vec<String>,
    /// The images that the text shows: the part of each name.
    pub(super) images: BTreeMap<String, String>,
    /// The names of parts that would lie outside the file.
    pub(super) outside: BTreeSet<String>,
    /// The words of charts and diagrams, by their parts.
    pub(super) drawings: HashMap<String, Vec<Part>>,
}

impl Shared {
    /// The place of a note among those that are called.
    pub(super) fn call(&mut self, kind: NoteKind, id: &str) -> usize {
        let note = self.gathered.call(kind, id, String::new);
        self.notes.see_call(note);
        note
    }

    /// Notes the head or foot of pages.
    pub(super) fn add_furniture(&mut self, relations: &Relations, id: &str) {
        if let Some(Target::Part(part)) = relations.get(id).map(|relation| &relation.target)
            && !self.furniture.contains(part)
        {
            self.furniture.push(part.clone());
        }
    }

    /// Notes an image, and gives the name under which the document has it.
    pub(super) fn embed(&mut self, part: &str) -> Option<String> {
        if let Some(name) = self.gathered.files.get(part) {
            return Some(name.clone());
        }
        let base = part.rsplit('/').next().filter(|name| !name.is_empty())?;
        let mut name = base.to_owned();
        let mut number = 1;
        while self.images.contains_key(&name) {
            number += 1;
            name = format!("{number}-{base}");
        }
        self.gathered.files.insert(part.to_owned(), name.clone());
        self.images.insert(name.clone(), part.to_owned());
        Some(name)
    }

    /// Notes the name of a part that would lie outside the file.
    pub(super) fn outside(&mut self, name: &str) {
        if self.outside.len() < 8 {
            self.outside.insert(name.to_owned());
        }
    }

    /// The words of a chart or diagram.
    pub(super) fn words_of_drawing(&mut self, part: &str) -> Vec<Part> {
        self.drawings.remove(&part.to_lowercase()).unwrap_or_default()
    }
}
