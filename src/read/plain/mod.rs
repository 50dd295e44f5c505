//! The reader for plain text: transcripts in the form of an edited series.
//!
//! The first line is number and title; blank lines separate paragraphs; footnotes stand at the end,
//! one a line ("  4. See Document 159."); their marks cling to the words. The parts of this reader
//! find the marks ([`note_marks`]), the part that each paragraph plays ([`paragraph`]) and where
//! the original is kept ([`source_note`]).

pub(crate) mod about;
mod body;
mod inline;
mod layout;
mod lines;
pub mod note_marks;
mod notes;
pub mod paragraph;
pub(crate) mod parties;
mod provenance_line;
pub mod source_note;
mod subject;

use crate::config::guesses::Guesses;
use crate::date::words::Words;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::document::{Block, Document, ParagraphStyle};
use crate::read::{Reading, page_break};
use inline::Inlines;
use layout::Layout;
use note_marks::Mark;
use std::ops::Range;

/// Reads a document. `file` is its path, for diagnostics; `words` are the archive's words for dates;
/// `guesses` says what may be guessed.
pub fn read(text: &str, file: &str, words: &Words, guesses: Guesses) -> Reading {
    let mut layout = Layout::of(text, words, guesses);
    let mut reading = Reading::default();
    let labels: Vec<&str> = layout.notes.iter().map(|note| note.label).collect();
    let marks = find_marks(text, &layout, &labels);
    report_marks(text, file, &layout, &marks, &mut reading.diagnostics);

    let mut document = Document::default();
    let mut inlines = Inlines::new(text, &marks);
    if let Some(span) = &layout.provenance {
        document.metadata.provenance = provenance_line::provenance(&text[span.clone()]);
        document.blocks.push(Block::Paragraph {
            style: ParagraphStyle::FileNumber,
            content: inlines.build(span.clone()),
        });
    }
    document.title = inlines.build(layout.title.clone());
    document.metadata.number = layout.number.clone().map(|span| text[span].to_owned());
    document.metadata.number_label = layout.label.clone().map(|span| text[span].to_owned());
    reading.fields = layout.fields.take().map(|block| block.fields).unwrap_or_default();
    body::read_body(&layout.paragraphs, &mut inlines, &mut document, words);
    let calls = inlines.calls();
    document.notes = notes::read_notes(&layout.notes, &mut inlines, &calls);
    about::complete_metadata(&mut document, guesses);
    if document.blocks.is_empty() && document.notes.is_empty() && reading.fields.is_empty() {
        reading.diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or give it a text"),
        );
    }
    reading.document = Some(document);
    reading
}

/// Finds the marks in title and body. What cannot hold a mark is blanked out, with the same number
/// of bytes, so that places stay what they are.
fn find_marks(text: &str, layout: &Layout<'_>, labels: &[&str]) -> Vec<Mark> {
    let mut body = text[..layout.body_end].to_owned();
    let mut blank = |span: Range<usize>| {
        let blanks: String = std::iter::repeat_n(note_marks::BLANK, span.len()).collect();
        body.replace_range(span, &blanks);
    };
    for (span, _) in page_break::find(&text[..layout.body_end]) {
        blank(span);
    }
    let fields = layout.fields.as_ref().map(|block| &block.span);
    for span in [&layout.label, &layout.provenance].into_iter().flatten().chain(fields) {
        blank(span.clone());
    }
    note_marks::find(&body, labels, layout.title.end)
}

fn report_marks(
    text: &str,
    file: &str,
    layout: &Layout<'_>,
    marks: &[Mark],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = &Lines::of(text);
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
    for (index, note) in layout.notes.iter().enumerate() {
        if !marks.iter().any(|mark| mark.note == Some(index)) {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::UncalledNote,
                    file,
                    format!("no mark in the text calls note {}", note.label),
                )
                .at(text, note.text.clone())
                .help("the note is shown with the others; put its mark where it belongs"),
            );
        }
    }
}
