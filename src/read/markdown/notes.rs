//! Footnotes: their numbers, and the marks that call them.
//!
//! Notes are numbered as GitHub numbers them, in the order of their first marks; the labels of the
//! source are names that no reader sees.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::{Block, Document, Inline, Note, NoteMark};
use crate::model::walk;
use crate::model::walk::PartMut;

/// A footnote as the source defines it.
#[derive(Debug, Default)]
pub struct Definition {
    /// Its name in the source.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Numbers the notes of a document, and tells the marks in it which note they call.
pub fn number(
    mut definitions: Vec<Definition>,
    document: &mut Document,
    text: &str,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Note> {
    let mut numbering = Numbering::new(&definitions);
    walk::inlines_mut(&mut document.title, &mut |part| numbering.see(part));
    walk::blocks_mut(&mut document.blocks, &mut |part| numbering.see(part));
    numbering.finish(&mut definitions);
    numbering.report(&definitions, text, file, diagnostics);

    let mut notes = Vec::with_capacity(definitions.len());
    for (index, at) in numbering.order.iter().enumerate() {
        let definition = mem::take(&mut definitions[*at]);
        let note = Note {
            label: (index + 1).to_string(),
            ordinal: 1,
            calls: numbering.calls[*at],
            blocks: definition.blocks,
            span: definition.span,
        };
        walk::place_references(&note, &mut document.references);
        notes.push(note);
    }
    notes
}

/// Notes in their order, as far as it is known.
struct Numbering {
    /// The first definition of each label.
    by_label: HashMap<String, usize>,
    /// The definitions in the order of their numbers.
    order: Vec<usize>,
    /// The place of each definition in that order.
    places: Vec<Option<usize>>,
    /// How many marks call each definition.
    calls: Vec<u32>,
}

/// Labels are compared without regard to case.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Numbering {
    fn new(definitions: &[Definition]) -> Self {
        let mut by_label = HashMap::new();
        for (index, definition) in definitions.iter().enumerate() {
            by_label.entry(key(&definition.label)).or_insert(index);
        }
        let count = definitions.len();
        Self { by_label, order: Vec::with_capacity(count), places: vec![None; count], calls: vec![0; count] }
    }

    /// Gives the note a number, unless it has one.
    fn place(&mut self, definition: usize) -> usize {
        *self.places[definition].get_or_insert_with(|| {
            self.order.push(definition);
            self.order.len() - 1
        })
    }

    /// Completes the part if it is a mark.
    fn see(&mut self, part: PartMut<'_>) {
        if let PartMut::Inline(Inline::NoteMark(mark)) = part
            && let Some(&definition) = self.by_label.get(&key(&mark.label))
        {
            let place = self.place(definition);
            self.calls[definition] += 1;
            *mark =
                NoteMark { label: (place + 1).to_string(), note: Some(place), call: self.calls[definition] };
        }
    }

    /// Goes through the notes, as they can call each other; those that nothing calls come last.
    fn finish(&mut self, definitions: &mut [Definition]) {
        let mut seen = 0;
        for uncalled in 0..=definitions.len() {
            while let Some(&at) = self.order.get(seen) {
                walk::blocks_mut(&mut definitions[at].blocks, &mut |part| self.see(part));
                seen += 1;
            }
            if uncalled < definitions.len() {
                self.place(uncalled);
            }
        }
    }

    fn report(&self, definitions: &[Definition], text: &str, file: &str, diagnostics: &mut Vec<Diagnostic>) {
        let text = &Lines::of(text);
        for (index, definition) in definitions.iter().enumerate() {
            let label = &definition.label;
            let (code, message) = match self.by_label.get(&key(label)) {
                Some(first) if *first != index => {
                    (Code::DuplicateNote, format!("there is another footnote `[^{label}]`"))
                }
                _ if self.calls[index] == 0 => {
                    (Code::UncalledNote, format!("no mark calls the footnote `[^{label}]`"))
                }
                _ => continue,
            };
            diagnostics.push(
                Diagnostic::new(Severity::Warning, code, file, message).at(text, definition.span.clone()),
            );
        }
    }
}
