//! The metadata of a document from all that says something about it, strongest first: its front
//! matter, the spreadsheets from the nearest to the outermost, its text.
//!
//! Metadata always wins. Where it contradicts the text, that is said: either can be the mistake.

use super::dateline::{self, Slip};
use super::head::{self, StatedDate};
use super::head_fields::HeadFields;
use super::{Reading, authors, front_matter, markdown, number};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::dates::Words;
use crate::language::reading::ReadingWords;
use crate::model::date::Date;
use crate::model::document::{Block, Document, Inline, ParagraphStyle, Text, plain_text};
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};
use crate::model::walk;
use crate::model::walk::Part;
use crate::read::spreadsheet::Row;
use std::ops::Range;

/// Completes a document's metadata from the rows of spreadsheets about it, the nearest first.
/// `text` and `file` are the source's, for diagnostics. Of a text that is mark-up, the lines count that a reader sees, and
/// what is said of them has no place in the text.
pub fn complete(reading: &mut Reading, rows: &[Row], text: &str, file: &str, config: &Config) {
    let Some(head) = reading.shown_head.take() else {
        return complete_by(reading, rows, (text, !reading.has_front_matter), file, config);
    };
    let before = reading.diagnostics.len();
    complete_by(reading, rows, (&head, true), file, config);
    reading.diagnostics.iter_mut().skip(before).for_each(|said| said.place = None);
}

/// Completes metadata by a text, of which is said whether it is a transcript: whether its paragraphs are recognised by
/// their words.
fn complete_by(
    reading: &mut Reading,
    rows: &[Row],
    (text, is_transcript): (&str, bool),
    file: &str,
    config: &Config,
) {
    let Some(document) = &mut reading.document else { return };
    let mut found = std::mem::take(&mut document.metadata);
    let front_matter =
        if reading.has_front_matter { std::mem::take(&mut found) } else { Metadata::default() };
    let mut metadata = front_matter.clone();
    for row in rows {
        add_row(row, document, &mut metadata, config);
    }
    if reading.has_front_matter {
        found = std::mem::take(&mut reading.found);
    }
    // What a format has a place of its own for is no matter of words.
    let stated_by_format = found.date.take_if(|date| date.basis != DateBasis::Dateline);
    let stated = head::stated_date(text, reading.body, !is_transcript, &config.dates);
    let fields = HeadFields {
        has_title: !plain_text(&document.title).trim().is_empty(),
        stated: &metadata,
        date: stated.as_ref().map(|stated| &stated.span),
        text,
        config,
    };
    let named = fields.add_to(&mut found, std::mem::take(&mut reading.fields));
    if let Some((title, start)) = named {
        match front_matter.title {
            None => set_title(document, title, start),
            Some(_) => keep_other_title(document, title, &mut found, config),
        }
    }
    let printed = if is_transcript {
        Printed::of_reading(document, &found, text, stated, &config.dates)
    } else {
        Printed::of_text(document, &front_matter, &metadata, &found, stated, &config.dates)
    };
    if metadata.date.is_none()
        && let Some(date) = front_matter::implied_date(&metadata, config)
    {
        metadata.date = Some(DocumentDate { date, basis: DateBasis::Metadata });
    }
    let contradictions = printed.contradictions(&metadata, &front_matter, rows);
    reading.diagnostics.extend(contradictions.map(|(message, help, span)| {
        Diagnostic::new(Severity::Note, Code::Contradiction, file, message).at(text, span).help(help)
    }));
    if let (None, Some(date)) = (&front_matter.date, &mut metadata.date) {
        date.basis = printed.basis(date.date);
    }
    if let (None, Some(title)) = (&front_matter.title, &metadata.title) {
        set_title(document, title.clone(), 0);
    }
    found.date = stated_by_format;
    if let (None, None, Some(printed)) = (&metadata.date, &found.date, printed.date) {
        reading.diagnostics.extend(printed.slip.map(|slip| warning(slip, text, printed.span.clone(), file)));
        found.date = Some(DocumentDate { date: printed.date, basis: DateBasis::Dateline });
        let place = &mut found.particulars.place;
        *place = place.take().or(printed.place);
    }
    metadata.fill(found);
    authors::settle(&mut metadata, config);
    document.metadata = metadata;
}

/// A title in a field of the head that is not that of the front matter is kept beside it.
fn keep_other_title(document: &Document, title: String, found: &mut Metadata, config: &Config) {
    if !markdown::same_words(&title, &plain_text(&document.title)) {
        found.other.insert(config.field_name("title").to_owned() + ":", title);
    }
}

/// The warning about a slip in a dateline.
fn warning(slip: Slip, text: &str, span: Range<usize>, file: &str) -> Diagnostic {
    Diagnostic::new(Severity::Warning, Code::Dateline, file, slip.message()).at(text, span).help(slip.help())
}

/// Adds what a row says and nothing stronger does.
fn add_row(row: &Row, document: &mut Document, metadata: &mut Metadata, config: &Config) {
    let silent = |field: &str| front_matter::field_value(metadata, field, config).is_none();
    let declared = row.references.iter().filter(|(field, _)| silent(field));
    document.references.extend(declared.map(|(_, reference)| reference.clone()));
    metadata.fill(row.metadata.clone());
}

/// A contradiction: message, advice, and the place in the text.
type Contradiction = (String, String, Range<usize>);

/// What the text itself says, with the places.
struct Printed {
    date: Option<PrintedDate>,
    number: Option<(String, Range<usize>)>,
}

/// The date that a text says it has.
struct PrintedDate {
    date: Date,
    slip: Option<Slip>,
    place: Option<String>,
    span: Range<usize>,
}

impl From<StatedDate> for PrintedDate {
    fn from(stated: StatedDate) -> Self {
        Self { date: stated.date, slip: stated.slip, place: stated.place, span: stated.span }
    }
}

impl Printed {
    /// What a text with front matter says.
    fn of_text(
        document: &Document,
        front_matter: &Metadata,
        metadata: &Metadata,
        found: &Metadata,
        stated: Option<StatedDate>,
        words: &Words,
    ) -> Self {
        let number = |title: &Vec<Inline>| {
            found.number.clone().or_else(|| number_of_title(&plain_text(title), &words.reading))
        };
        // A title from front matter is not printed.
        let title = (front_matter.title.is_none() && metadata.number.is_some()).then_some(&document.title);
        Self {
            date: stated.map(PrintedDate::from),
            number: title.and_then(|title| Some((number(title)?, span(title)))),
        }
    }

    /// What the reader found in the text, with the places. A field of the head is stronger than a
    /// dateline where the text begins with fields, and where it is named "date" and stands before it.
    fn of_reading(
        document: &Document,
        found: &Metadata,
        text: &str,
        stated: Option<StatedDate>,
        words: &Words,
    ) -> Self {
        let title = span(&document.title);
        let dateline = found.date.as_ref().and_then(|_| dateline(document, text, words));
        let is_stronger = |stated: &StatedDate| {
            let is_first = dateline.as_ref().is_none_or(|dateline| stated.span.start < dateline.span.start);
            stated.opens_with_fields || stated.is_named_date && is_first
        };
        let date = match stated.filter(|stated| dateline.is_none() || is_stronger(stated)) {
            Some(stated) => Some(PrintedDate::from(stated)),
            None => dateline,
        };
        Self { date, number: found.number.clone().map(|number| (number, title)) }
    }

    /// The basis of a spreadsheet's date. A catalogue that was written out and put back says what the
    /// dateline says, and that remains its basis.
    fn basis(&self, date: Date) -> DateBasis {
        match &self.date {
            Some(printed) if printed.date == date => DateBasis::Dateline,
            _ => DateBasis::Metadata,
        }
    }

    /// Where metadata says something else, with the source that says it.
    fn contradictions(
        &self,
        metadata: &Metadata,
        front_matter: &Metadata,
        rows: &[Row],
    ) -> impl Iterator<Item = Contradiction> {
        let origin = |says: fn(&Metadata) -> bool| match rows.iter().find(|row| says(&row.metadata)) {
            Some(row) if !says(front_matter) => row.place.as_str(),
            _ => "the front matter",
        };
        let date = self.contradiction_of_date(metadata.date.as_ref(), origin(|said| said.date.is_some()));
        let number =
            self.contradiction_of_number(metadata.number.as_deref(), origin(|said| said.number.is_some()));
        date.into_iter().chain(number)
    }

    fn contradiction_of_date(&self, date: Option<&DocumentDate>, origin: &str) -> Option<Contradiction> {
        let PrintedDate { date: printed, span: place, .. } = self.date.as_ref()?;
        let date = date.filter(|date| !date.date.overlaps(*printed))?.date;
        Some((
            format!("the dateline says {printed}, but the metadata {date}"),
            format!("{date} is taken, from {origin}: correct it there if the dateline is right"),
            place.clone(),
        ))
    }

    fn contradiction_of_number(&self, number: Option<&str>, origin: &str) -> Option<Contradiction> {
        let (printed, place) = self.number.as_ref()?;
        // `0012` is the number 12, too.
        let bare = |number: &str| number.trim_start_matches('0').to_lowercase();
        let number = number.filter(|number| bare(number) != bare(printed))?;
        Some((
            format!("the printed number is {printed}, but the metadata says {number}"),
            format!("{number} is taken, from {origin}: correct it there if the printed one is right"),
            place.clone(),
        ))
    }
}

/// The number with which a title begins: `12. Minutes`.
fn number_of_title(title: &str, words: &ReadingWords) -> Option<String> {
    let title = title.trim();
    number::before_title(title, words).map(|found| title[found.number].to_owned())
}

/// The date of the dateline that the reader recognised. Its words are looked for in the source, where
/// a page break can part them; then the whole line is the place.
fn dateline(document: &Document, text: &str, words: &Words) -> Option<PrintedDate> {
    document.blocks.iter().find_map(|block| match block {
        Block::Paragraph { style: ParagraphStyle::Dateline, content } => {
            let shown = plain_text(content);
            let found = dateline::parse(&shown, words)?;
            let line = span(content);
            let at = text.get(line.clone()).and_then(|line| line.find(&shown[found.span.clone()]));
            let span = at.map_or(line.clone(), |at| line.start + at..line.start + at + found.span.len());
            Some(PrintedDate { date: found.date?, slip: found.slip, place: found.place, span })
        }
        _ => None,
    })
}

/// The bytes of the source from the first to the last text of inlines.
fn span(inlines: &[Inline]) -> Range<usize> {
    let mut span: Option<Range<usize>> = None;
    walk::inlines(inlines, &mut |part| {
        if let Part::Inline(Inline::Text(text)) = part {
            let start = span.as_ref().map_or(text.start, |span| span.start);
            span = Some(start..(text.start + text.text.len()).max(start));
        }
    });
    span.unwrap_or_default()
}

/// Gives the document another title. Nothing of a text is lost: a printed title that has other
/// words, and may hold the mark of a note, goes on standing in the text as a heading. `start` is where the
/// source has the new title, if it does.
fn set_title(document: &mut Document, title: String, start: usize) {
    let printed = plain_text(&document.title);
    if markdown::same_words(&printed, &title) {
        return;
    }
    let text = Text { text: title, start };
    let content = std::mem::replace(&mut document.title, vec![Inline::Text(text)]);
    if !printed.trim().is_empty() {
        let id = free_anchor(&document.blocks);
        document.blocks.insert(0, Block::Heading { level: 2, id, content });
    }
}

/// An anchor for the printed title that no heading has.
fn free_anchor(blocks: &[Block]) -> String {
    let mut taken = Vec::new();
    walk::blocks(blocks, &mut |part| {
        if let Part::Block(Block::Heading { id, .. }) = part {
            taken.push(id.clone());
        }
    });
    let mut anchor = "printed-title".to_owned();
    while taken.contains(&anchor) {
        anchor.push('-');
    }
    anchor
}
