//! The numbers of Word's footnotes and endnotes: counted by sections, in formats of their own.

use std::collections::HashSet;

use crate::read::office::gathered::{Gathered, NoteKind};
use crate::read::office::numerals;
use crate::read::office::xml::Element;

/// How notes of one kind are numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Format {
    format: Option<String>,
    start: Option<u64>,
    /// Where numbers begin anew: `eachSect`, `eachPage`.
    restart: Option<String>,
}

/// How the notes of a section are numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Formats {
    footnotes: Format,
    endnotes: Format,
}

/// How notes are numbered, and in which section each is called.
#[derive(Debug, Default)]
pub(super) struct NoteNumbers {
    /// What holds where a section says nothing.
    pub(super) default: Formats,
    sections: Vec<Formats>,
    /// The sections of the notes that are called.
    called: Vec<usize>,
    /// The notes whose marks are no part of the text, since a change took them away.
    pub(super) dropped: HashSet<(NoteKind, String)>,
}

impl Formats {
    /// Takes in what is said of notes of a kind.
    pub(super) fn see(&mut self, is_endnote: bool, name: &str, element: &Element<'_>) {
        let format = if is_endnote { &mut self.endnotes } else { &mut self.footnotes };
        match name {
            "numFmt" => format.format = element.attribute("val"),
            "numStart" => format.start = element.number("val"),
            "numRestart" => format.restart = element.attribute("val"),
            _ => {}
        }
    }
}

impl NoteNumbers {
    /// What holds for a section that begins to say what is its own.
    pub(super) fn current(&self) -> Formats {
        self.default.clone()
    }

    /// A section ends.
    pub(super) fn end_section(&mut self, formats: Formats) {
        self.sections.push(formats);
    }

    /// A note is called for the first time, or again.
    pub(super) fn see_call(&mut self, note: usize) {
        if self.called.len() == note {
            self.called.push(self.sections.len());
        }
    }

    /// Gives the notes that are called the labels with which they are printed. Says whether numbers would begin anew on each
    /// page, which a file does not know.
    pub(super) fn label(&self, gathered: &mut Gathered) -> bool {
        let mut counts = [None::<u64>; 3];
        let mut last_section = [0_usize; 3];
        let mut is_by_page = false;
        for (note, called) in gathered.called.iter_mut().enumerate() {
            let section = self.called.get(note).copied().unwrap_or(0);
            let formats = self.sections.get(section).unwrap_or(&self.default);
            let (at, format, usual) = match called.kind {
                NoteKind::Footnote => (0, &formats.footnotes, "decimal"),
                NoteKind::Endnote => (1, &formats.endnotes, "lowerRoman"),
                NoteKind::Comment => (2, &Format { format: None, start: None, restart: None }, "decimal"),
            };
            if called.is_custom && !called.label.is_empty() {
                continue;
            }
            is_by_page |= format.restart.as_deref() == Some("eachPage");
            if format.restart.as_deref() == Some("eachSect") && last_section[at] != section {
                counts[at] = None;
            }
            last_section[at] = section;
            let count = counts[at].map_or(format.start.unwrap_or(1), |count| count.saturating_add(1));
            counts[at] = Some(count);
            let number = numerals::written(count, format.format.as_deref().unwrap_or(usual));
            called.label = if called.kind == NoteKind::Comment { format!("C{number}") } else { number };
        }
        is_by_page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_sections_have_numbers_of_their_own() {
        let mut gathered = Gathered::default();
        let mut numbers = NoteNumbers::default();
        let call = |kind, id: &str, gathered: &mut Gathered, numbers: &mut NoteNumbers| {
            let note = gathered.call(kind, id, String::new);
            numbers.see_call(note);
        };
        call(NoteKind::Footnote, "1", &mut gathered, &mut numbers);
        call(NoteKind::Endnote, "1", &mut gathered, &mut numbers);
        let mut formats = Formats::default();
        formats.footnotes.restart = Some("eachSect".to_owned());
        numbers.default = formats.clone();
        numbers.end_section(formats);
        call(NoteKind::Footnote, "2", &mut gathered, &mut numbers);
        call(NoteKind::Comment, "2", &mut gathered, &mut numbers);
        assert!(!numbers.label(&mut gathered));
        let labels: Vec<&str> = gathered.called.iter().map(|called| called.label.as_str()).collect();
        assert_eq!(labels, ["1", "i", "1", "C1"]);
    }
}
