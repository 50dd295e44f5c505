//! The reader for plain text: transcripts in the form of an edited series.
//!
//! The first line is number and title; blank lines separate paragraphs; footnotes stand at the end,
//! one a line ("  4. See Document 159."); their marks cling to the words. The parts of this reader
//! find the heads and feet of printed pages ([`furniture`]), the marks ([`note_marks`]), the shape of
//! each passage ([`passage`]), the part that each paragraph plays ([`paragraph`]) and where the original
//! is kept ([`source_note`]). The folder takes a text and gives a document; it must not know front matter, nor the
//! archive's own names of fields.

pub(crate) mod about;
pub(in crate::read) mod body;
pub(crate) mod book;
mod emphasis;
mod furniture;
pub(in crate::read) mod hyphen;
mod inline;
pub(in crate::read) mod layout;
mod lines;
pub(crate) mod list;
pub mod note_marks;
mod notes;
pub mod paragraph;
pub(crate) mod parties;
mod passage;
mod preformatted;
pub(in crate::read) mod provenance_line;
mod reader;
pub mod running;
mod salutation;
mod section;
pub mod source_note;
mod subject;

use crate::config::guesses::Guesses;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::language::dates::Words;
use crate::model::document::{Block, Document, Inline, ParagraphStyle, Text};
use crate::read::Reading;
use crate::read::known_head::{KnownHead, KnownLine};
use furniture::Furniture;
use inline::Inlines;
use notes::{Notes, Source};
pub use reader::PlainText;
use std::collections::BTreeSet;
use std::ops::Range;

/// Reads a document. `file` is its path, for diagnostics; `words` are the archive's words for dates;
/// `guesses` says what may be guessed.
pub fn read(text: &str, file: &str, words: &Words, guesses: Guesses) -> Reading {
    let furniture =
        if guesses.page_furniture { furniture::find(text, &words.reading.pages) } else { Vec::new() };
    let mut reading = read_part(text, file, words, guesses, &furniture, None);
    report_furniture(text, file, &furniture, &mut reading.diagnostics);
    reading
}

/// Reads a document in which the heads and feet of pages are known, and possibly its head.
fn read_part(
    text: &str,
    file: &str,
    words: &Words,
    guesses: Guesses,
    furniture: &[Furniture],
    head: Option<&KnownHead>,
) -> Reading {
    let source = text;
    let text = &furniture::blanked(text, furniture);
    let mut notes = Notes::of(&Source { text, furniture, words, guesses, head });
    let fields = notes.layout.fields.take();
    let Notes { layout, passages, marks, .. } = &notes;
    let mut reading = Reading::default();
    report_marks(source, file, &notes, &mut reading.diagnostics);

    let mut document = Document::default();
    let mut inlines = Inlines::new(text, marks, furniture, passages.width, &words.reading, guesses);
    if let Some(span) = &layout.provenance {
        document.metadata.provenance =
            provenance_line::provenance(&text[span.clone()], &words.reading.places);
        document.blocks.push(Block::Paragraph {
            style: ParagraphStyle::FileNumber,
            content: inlines.build(span.clone()),
        });
    }
    document.title = inlines.build(layout.title.clone());
    let known = head.and_then(|head| head.line.as_ref());
    if let Some(title) = known.and_then(KnownLine::written_title) {
        let start = head.map_or(0, |head| head.start);
        document.title.insert(0, Inline::Text(Text { text: title.to_owned(), start }));
    }
    document.metadata.number = match known {
        Some(known) => known.number.clone(),
        None => layout.number.clone().map(|span| text[span].to_owned()),
    };
    document.metadata.number_label = layout.label.clone().map(|span| text[span].to_owned());
    reading.fields = fields.map(|block| block.fields).unwrap_or_default();
    body::read_body(&passages.list, furniture, &mut inlines, &mut document, words, guesses);
    let calls = inlines.calls();
    document.notes = notes.read(&mut inlines, &calls);
    about::complete_metadata(&mut document, &words.reading, guesses);
    if head.is_some_and(|head| head.is_letter) && guesses.heads {
        about::complete_letter(&mut document, &words.reading);
    }
    if document.blocks.is_empty() && document.notes.is_empty() && reading.fields.is_empty() {
        reading.diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or give it a text"),
        );
    }
    reading.document = Some(document);
    reading
}

fn report_marks(text: &str, file: &str, notes: &Notes, diagnostics: &mut Vec<Diagnostic>) {
    let text = &Lines::of(text);
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

/// How many of the lines that are left out a note shows.
const SHOWN: usize = 2;

/// Says which lines are taken for heads and feet of pages, and so are no part of the text.
fn report_furniture(text: &str, file: &str, furniture: &[Furniture], diagnostics: &mut Vec<Diagnostic>) {
    let mut lines =
        furniture.iter().flat_map(|page| &page.lines).filter(|line| !text[(*line).clone()].trim().is_empty());
    let Some(first) = lines.next() else { return };
    let count = lines.clone().count() + 1;
    let words = |line: &Range<usize>| {
        format!("“{}”", text[line.clone()].split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut shown: Vec<String> = Vec::new();
    for line in std::iter::once(first).chain(lines).map(words) {
        if !shown.contains(&line) && shown.len() < SHOWN {
            shown.push(line);
        }
    }
    let lines = if count == 1 {
        "1 line is a head or foot of a page".to_owned()
    } else {
        format!("{count} lines are heads and feet of pages")
    };
    diagnostics.push(
        Diagnostic::new(
            Severity::Note,
            Code::PageFurniture,
            file,
            format!("{lines}, and left out of the text: {}", shown.join(", ")),
        )
        .at(text, first.clone())
        .help("if they are text, set `page_furniture = false` in `[guess]` of fonds.toml or collection.toml"),
    );
}
