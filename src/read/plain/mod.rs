//! The reader for plain text: transcripts in the form of an edited series.
//!
//! The first line is number and title; blank lines separate paragraphs; footnotes stand at the end,
//! one a line ("  4. See Document 159."); their marks cling to the words. The parts of this reader
//! find the marks ([`note_marks`]), the part that each paragraph plays ([`paragraph`]) and where
//! the original is kept ([`source_note`]).

mod inline;
pub mod note_marks;
pub mod paragraph;
mod parties;
pub mod source_note;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::date::words::Words;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{
    Block, DateBasis, Document, DocumentDate, Inline, Metadata, Note, ParagraphStyle, Provenance, plain_text,
};
use crate::read::{Reading, page_break};
use inline::Inlines;
use note_marks::Mark;
use paragraph::Shape;

/// Reads a document. `file` is its path, for diagnostics; `words` are the archive's words for dates.
pub fn read(text: &str, file: &str, words: &Words) -> Reading {
    let layout = Layout::of(text);
    let mut reading = Reading::default();
    let labels: Vec<&str> = layout.notes.iter().map(|note| note.label).collect();
    let marks = find_marks(text, &layout, &labels);
    report_marks(text, file, &layout, &marks, &mut reading.diagnostics);

    let mut document = Document::default();
    let mut inlines = Inlines::new(text, &marks);
    if let Some(span) = &layout.file_number {
        document.metadata.provenance.file = Some(text[span.clone()].trim().to_owned());
        document.blocks.push(Block::Paragraph {
            style: ParagraphStyle::FileNumber,
            content: inlines.build(span.clone()),
        });
    }
    document.title = inlines.build(layout.title.clone());
    document.metadata.number = layout.number.clone().map(|span| text[span].to_owned());
    read_body(&layout, &mut inlines, &mut document, words);
    let calls = inlines.calls();
    document.notes = read_notes(&layout, &mut inlines, &calls);
    complete_metadata(&mut document);
    if document.blocks.is_empty() && document.notes.is_empty() {
        reading.diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or give it a text"),
        );
    }
    reading.document = Some(document);
    reading
}

/// Where the parts of a document stand.
#[derive(Debug, Default)]
struct Layout<'a> {
    file_number: Option<Range<usize>>,
    number: Option<Range<usize>>,
    /// The title, without its number, and possibly with the mark of the source note.
    title: Range<usize>,
    paragraphs: Vec<Range<usize>>,
    notes: Vec<NoteLines<'a>>,
    /// The end of the body and the beginning of the notes.
    body_end: usize,
}

/// A note as it stands in the source.
#[derive(Debug)]
struct NoteLines<'a> {
    label: &'a str,
    /// The text, without its label.
    text: Range<usize>,
}

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        let notes_start = notes_start(text).unwrap_or(text.len());
        let mut layout =
            Self { notes: note_lines(text, notes_start), body_end: notes_start, ..Self::default() };
        let mut paragraphs = paragraphs(text, notes_start).into_iter().peekable();
        let Some(first) = paragraphs.next() else { return layout };
        let (title, rest) = first_line(text, first);
        layout.set_title(text, title);
        if is_file_number(&text[layout.title.clone()])
            && rest.is_none()
            && paragraphs.peek().is_some_and(|next| next.len() < 400)
        {
            layout.file_number = Some(layout.title.clone());
            if let Some(next) = paragraphs.next() {
                layout.set_title(text, next);
            }
        }
        layout.paragraphs = rest.into_iter().chain(paragraphs).collect();
        layout
    }

    fn set_title(&mut self, text: &str, span: Range<usize>) {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^([0-9]+[a-z]?)\.\s+\S").unwrap_or_else(|error| unreachable!("{error}"))
        });
        let line = &text[span.clone()];
        match NUMBER.captures(line).and_then(|captures| captures.get(1)) {
            Some(number) => {
                self.number = Some(span.start..span.start + number.end());
                let title = &line[number.end() + 1..];
                self.title = span.end - title.trim_start().len()..span.end;
            }
            None => {
                self.number = None;
                self.title = span;
            }
        }
    }
}

/// The first line of a paragraph, and what follows it.
fn first_line(text: &str, paragraph: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    match text[paragraph.clone()].find('\n') {
        None => (paragraph, None),
        Some(newline) => {
            let end = paragraph.start + newline;
            (trimmed(text, paragraph.start..end), Some(trimmed(text, end..paragraph.end)))
        }
    }
}

/// A file number heads some documents: `851G.01/3–649: Telegram`.
fn is_file_number(line: &str) -> bool {
    static FILE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{2,4}[A-Za-z]*(?:[. ][0-9A-Za-z]+)* ?[A-Za-z ]*/\d[\d–-]*(?: \[[\d–-]+\])?(?:[:;] ?[A-Za-z ]+[:.]?)?$")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    FILE_NUMBER.is_match(line)
}

/// The paragraphs up to an offset, without the space round them.
fn paragraphs(text: &str, end: usize) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut current: Option<Range<usize>> = None;
    for line in lines(&text[..end]) {
        if text[line.clone()].trim().is_empty() {
            paragraphs.extend(current.take());
        } else {
            current = Some(current.map_or(line.start, |span| span.start)..line.end);
        }
    }
    paragraphs.extend(current);
    paragraphs.into_iter().map(|span| trimmed(text, span)).collect()
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        span
    })
}

/// A span without the space at its ends.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let start = span.start + part.len() - part.trim_start().len();
    start..(span.start + part.trim_end().len()).max(start)
}

/// A note's line: indented, with a label and a full stop or, for signs, a space.
static NOTE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[ \t\u{a0}]{1,8}(?:(\d{1,4}|[a-z]|[*†‡§]{1,3})\.|([*†‡§]{1,3}))[ \t\u{a0}]+\S")
        .unwrap_or_else(|error| unreachable!("{error}"))
});

fn note_label(line: &str) -> Option<&str> {
    let captures = NOTE_LINE.captures(line)?;
    captures.get(1).or(captures.get(2)).map(|label| label.as_str())
}

/// Where the notes begin: they are the last lines of the document, so that an indented list within
/// the text is none.
fn notes_start(text: &str) -> Option<usize> {
    let mut start = None;
    let lines: Vec<Range<usize>> = lines(text).collect();
    let mut index = lines.len();
    while index > 0 {
        // One step takes a paragraph, from its last line to its first.
        while index > 0 && text[lines[index - 1].clone()].trim().is_empty() {
            index -= 1;
        }
        let paragraph_end = index;
        while index > 0 && !text[lines[index - 1].clone()].trim().is_empty() {
            index -= 1;
        }
        let first_note =
            lines[index..paragraph_end].iter().find(|line| note_label(&text[(*line).clone()]).is_some());
        match first_note {
            Some(line) => start = Some(line.start),
            None => break,
        }
        // Text before the notes of a paragraph belongs to the body, where the notes have begun.
        if start != lines.get(index).map(|line| line.start) {
            break;
        }
    }
    start.filter(|start| !text[..*start].trim().is_empty())
}

/// The notes from an offset to the end. A line without a label goes on with the note before it.
fn note_lines(text: &str, start: usize) -> Vec<NoteLines<'_>> {
    let mut notes: Vec<NoteLines<'_>> = Vec::new();
    for line in lines(&text[start..]) {
        let line = start + line.start..start + line.end;
        let content = &text[line.clone()];
        if let Some(label) = note_label(content) {
            let after = content.find(label).map_or(0, |at| at + label.len());
            let after = after + usize::from(content[after..].starts_with('.'));
            notes.push(NoteLines { label, text: trimmed(text, line.start + after..line.end) });
        } else if let Some(last) = notes.last_mut()
            && !content.trim().is_empty()
        {
            last.text.end = trimmed(text, line).end;
        }
    }
    notes
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
    for span in [&layout.number, &layout.file_number].into_iter().flatten() {
        if text.get(span.clone()).is_some() {
            blank(span.clone());
        }
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

fn read_body(layout: &Layout<'_>, inlines: &mut Inlines<'_>, document: &mut Document, words: &Words) {
    let contents: Vec<Vec<Inline>> =
        layout.paragraphs.iter().map(|span| inlines.build(span.clone())).collect();
    let texts: Vec<String> = contents.iter().map(|content| plain_text(content)).collect();
    // A page break on its own stands between paragraphs, and is none.
    let worded: Vec<String> = texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect();
    let mut shapes = paragraph::shapes(&worded, words).into_iter();
    let mut heading_ids = HashMap::new();
    for (mut content, text) in contents.into_iter().zip(texts) {
        if text.trim().is_empty() {
            document.blocks.extend(content.into_iter().filter_map(|inline| match inline {
                Inline::PageBreak(page) => Some(Block::PageBreak(page)),
                // A mark can stand by itself, too.
                mark @ Inline::NoteMark(_) => {
                    Some(Block::Paragraph { style: ParagraphStyle::Body, content: vec![mark] })
                }
                _ => None,
            }));
            continue;
        }
        // A paragraph that begins a page is preceded by the break, not opened by it.
        if let Some(Inline::PageBreak(page)) = content.first().cloned() {
            document.blocks.push(Block::PageBreak(page));
            content.remove(0);
        }
        let block = match shapes.next() {
            Some(Shape::Heading) => {
                let id = heading_id(&text, &mut heading_ids);
                Block::Heading { level: 2, id, content }
            }
            Some(Shape::Dateline(dateline)) => {
                document.metadata.place = dateline.place;
                document.metadata.date =
                    dateline.date.map(|date| DocumentDate { date, basis: DateBasis::Dateline });
                Block::Paragraph { style: ParagraphStyle::Dateline, content }
            }
            Some(Shape::Paragraph(style)) => Block::Paragraph { style, content },
            None => Block::Paragraph { style: ParagraphStyle::Body, content },
        };
        document.blocks.push(block);
    }
}

/// An anchor for a heading: its words, and a number where the same words head several parts.
fn heading_id(text: &str, seen: &mut HashMap<String, u32>) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect();
    let name = format!("h-{}", words.join("-"));
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{count}") }
}

fn read_notes(layout: &Layout<'_>, inlines: &mut Inlines<'_>, calls: &HashMap<usize, u32>) -> Vec<Note> {
    let mut ordinals: HashMap<&str, u32> = HashMap::new();
    let mut notes = Vec::with_capacity(layout.notes.len());
    for (index, note) in layout.notes.iter().enumerate() {
        let ordinal = ordinals.entry(note.label).or_insert(0);
        *ordinal += 1;
        notes.push(Note {
            label: note.label.to_owned(),
            ordinal: *ordinal,
            calls: calls.get(&index).copied().unwrap_or(0),
            blocks: vec![Block::Paragraph {
                style: ParagraphStyle::Body,
                content: inlines.build(note.text.clone()),
            }],
            span: note.text.clone(),
        });
    }
    notes
}

/// Fills in what the text says about itself: kind, provenance, the telegram's number.
fn complete_metadata(document: &mut Document) {
    let title = plain_text(&document.title);
    let kind = kind(&title);
    document.metadata.kind = kind.map(str::to_owned);
    (document.metadata.from, document.metadata.to) = parties::parse(&title, kind);
    if let Some(note) = document.notes.iter().find_map(|note| match note.blocks.first() {
        Some(Block::Paragraph { content, .. }) => {
            Some(plain_text(content)).filter(|text| text.trim_start().starts_with("Source:"))
        }
        _ => None,
    }) {
        let file = document.metadata.provenance.file.take();
        document.metadata.provenance = source_note::parse(&note);
        if document.metadata.provenance.file.is_none() {
            document.metadata.provenance.file = file;
        }
    }
    let is_dispatch =
        matches!(document.metadata.kind.as_deref(), Some("Telegram" | "Airgram" | "Message" | "Dispatch"));
    let by_file_number = document.blocks.iter().any(|block| {
        matches!(block, Block::Paragraph { style: ParagraphStyle::FileNumber, content } if plain_text(content).to_lowercase().contains("gram"))
    });
    if is_dispatch || by_file_number {
        set_dispatch_number(&document.blocks, &mut document.metadata);
    }
}

/// A telegram's text begins with its number: "15284. For the Secretary".
fn set_dispatch_number(blocks: &[Block], metadata: &mut Metadata) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([0-9]{1,6}(?:[/–-][0-9A-Z]+)?|[A-Z]{1,6}[–-]?[0-9]{1,6}(?:/[A-Za-z0-9 ]+)?|[A-Z][a-z]{2,7} [0-9]{1,5})\. ")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let number = blocks.iter().take(8).find_map(|block| match block {
        Block::Paragraph { style: ParagraphStyle::Numbered | ParagraphStyle::Body, content } => {
            Some(NUMBER.captures(&plain_text(content)).map(|captures| captures[1].to_owned()))
        }
        _ => None,
    });
    // "1." begins a numbered paragraph rather than a telegram.
    let Provenance { dispatch_number, .. } = &mut metadata.provenance;
    *dispatch_number = number.flatten().filter(|number| number.parse().map_or(true, |value: u32| value > 3));
}

/// The kind of a document, by the words that begin its title.
fn kind(title: &str) -> Option<&'static str> {
    const KINDS: [&str; 27] = [
        "Telegram",
        "Circular Telegram",
        "Airgram",
        "Editorial Note",
        "Memorandum of Conversation",
        "Memorandum for the Record",
        "Memorandum of Conference",
        "Memorandum of Discussion",
        "Memorandum",
        "Letter",
        "Message",
        "Minutes",
        "Record of Meeting",
        "Notes of Meeting",
        "Note",
        "Report",
        "Paper",
        "Address",
        "Statement",
        "Remarks",
        "National Intelligence Estimate",
        "Special National Intelligence Estimate",
        "Dispatch",
        "Despatch",
        "Contact Report",
        "Action Memorandum",
        "Briefing Memorandum",
    ];
    KINDS
        .into_iter()
        .filter(|kind| {
            title.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
                && !title[kind.len()..].starts_with(char::is_alphabetic)
        })
        .max_by_key(|kind| kind.len())
}
