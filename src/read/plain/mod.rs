//! The reader for plain text: transcripts in the form of an edited series.
//!
//! The first line is number and title; blank lines separate paragraphs; footnotes stand at the end,
//! one a line ("  4. See Document 159."); their marks cling to the words. The parts of this reader
//! find the marks ([`note_marks`]), the part that each paragraph plays ([`paragraph`]) and where
//! the original is kept ([`source_note`]).

mod about;
mod body;
mod inline;
mod layout;
mod lines;
pub mod note_marks;
mod notes;
pub mod paragraph;
mod parties;
pub mod source_note;

use crate::config::guesses::Guesses;
use crate::date::words::Words;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Block, Document, ParagraphStyle};
use crate::read::Reading;
use inline::Inlines;
use notes::Notes;
use std::collections::BTreeSet;

/// Reads a document. `file` is its path, for diagnostics; `words` are the archive's words for dates;
/// `guesses` says what may be guessed.
pub fn read(text: &str, file: &str, words: &Words, guesses: Guesses) -> Reading {
    let notes = if guesses.notes { Notes::of(text) } else { Notes::none(text) };
    let Notes { layout, marks, .. } = &notes;
    let mut reading = Reading::default();
    report_marks(text, file, &notes, &mut reading.diagnostics);

    let mut document = Document::default();
    let mut inlines = Inlines::new(text, marks);
    if let Some(span) = &layout.file_number {
        document.metadata.provenance.file = Some(text[span.clone()].trim().to_owned());
        document.blocks.push(Block::Paragraph {
            style: ParagraphStyle::FileNumber,
            content: inlines.build(span.clone()),
        });
    }
    document.title = inlines.build(layout.title.clone());
    document.metadata.number = layout.number.clone().map(|span| text[span].to_owned());
    body::read_body(&layout.paragraphs, &mut inlines, &mut document, words);
    let calls = inlines.calls();
    document.notes = notes.read(&mut inlines, &calls);
    about::complete_metadata(&mut document);
    if document.blocks.is_empty() && document.notes.is_empty() {
        reading.diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or give it a text"),
        );
    }
    reading.document = Some(document);
    reading
}

fn report_marks(text: &str, file: &str, notes: &Notes, diagnostics: &mut Vec<Diagnostic>) {
    let marks = &notes.marks;
    for mark in marks.iter().filter(|mark| mark.note.is_none()) {
        diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                Code::MissingNote,
                file,
                format!("the mark {} calls a note that the text does not have", mark.label),
            )
            .at(text, mark.span.clone())
            .help("the page shows the mark and says that its note is not in the source"),
        );
    }
    let called: BTreeSet<usize> = marks.iter().filter_map(|mark| mark.note).collect();
    for (index, note) in notes.printed().enumerate() {
        if !called.contains(&index) {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::UncalledNote,
                    file,
                    format!("no mark in the text calls note {}", note.label()),
                )
                .at(text, note.span())
                .help("the note is shown with the others; put its mark where it belongs"),
            );
        }
    }
}
