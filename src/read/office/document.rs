//! From what was read of an office file to a document: its title, text, notes, metadata, and what there is to say of it.

use std::collections::HashMap;

use super::gathered::{Gathered, primary};
use super::inlines::Builder;
use super::parts::{Paragraph, Part, Role, What};
use super::properties::Properties;
use super::{overlay, report, structure};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::document::{Document, Inline, Note, Text, plain_text};
use crate::read::markdown::same_words;
use crate::read::reader::Source;
use crate::read::{Reading, conventions};

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The text.
    pub(super) parts: Vec<Part>,
    /// The notes, by their places among those that are called.
    pub(super) notes: HashMap<usize, Vec<Part>>,
    /// The notes that nothing calls.
    pub(super) uncalled: Vec<Vec<Part>>,
    /// The heads and feet of pages.
    pub(super) furniture: Vec<Vec<Part>>,
    /// What was gathered.
    pub(super) gathered: Gathered,
    /// What the file says of itself.
    pub(super) properties: Properties,
}

/// Among how many paragraphs the title is looked for that the properties name.
const FIRST: usize = 4;

/// Makes a document of it.
pub(super) fn reading(mut content: Content, source: &Source<'_>) -> Reading {
    let furniture = std::mem::take(&mut content.furniture);
    let asides = kept_furniture(furniture, &mut content);
    let beginning: Vec<String> = content.parts.iter().take(FIRST).filter_map(text_of).collect();
    let title = content.properties.title(&beginning.join("\n")).map(str::to_owned);
    let title_pieces = take_title(&mut content.parts, title.as_deref());
    lower_headings(&mut content.parts);
    let Content { parts, notes, uncalled, gathered, properties, .. } = content;
    let language = gathered.main_language().or(properties.language.as_deref()).map(str::to_owned);

    let words = &source.config.dates.reading.sentences;
    let own = language.as_deref().unwrap_or(&source.config.language);
    let mut builder = Builder::new(&gathered, own, words);
    number_notes(&gathered, &notes, &mut builder);
    let mut document = Document::default();
    let is_bare = overlay::is_bare(&parts, &gathered);
    let bare_parts = if is_bare { parts.clone() } else { Vec::new() };
    document.title = structure::heading_inlines(title_pieces, &mut builder);
    document.blocks = structure::blocks(parts, &mut builder);
    let mut asides = structure::blocks(asides, &mut builder);
    document.notes = build_notes(&gathered, notes, &mut builder);
    let mut diagnostics = Vec::new();
    report_notes(&gathered, &document.notes, &builder, source.path, &mut diagnostics);
    append_uncalled(uncalled, &mut document, &mut builder, source.path, &mut diagnostics);
    diagnostics.extend(report::of(&gathered, &builder, source));
    let Builder { references, anchors, .. } = builder;
    document.references = references;
    document.anchors = anchors;

    if document.blocks.is_empty()
        && asides.is_empty()
        && document.notes.is_empty()
        && plain_text(&document.title).trim().is_empty()
    {
        diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Empty, source.path, "the document has no text")
                .help("leave the file out with `exclude` in fonds.toml, or give it a text"),
        );
    }
    let mut reading = is_bare
        .then(|| overlay::reading(&bare_parts, &document, &mut diagnostics, source))
        .flatten()
        .unwrap_or_else(|| conventions::apply(document, diagnostics, &source.config.dates, source.guesses));
    if let Some(document) = &mut reading.document {
        document.blocks.append(&mut asides);
    }
    complete(&mut reading, &properties, language, title, &source.config.language);
    reading
}

/// Adds what the file says of itself to what its text says.
fn complete(
    reading: &mut Reading,
    properties: &Properties,
    language: Option<String>,
    title: Option<String>,
    archive_language: &str,
) {
    if let (Some(document), Some(title)) = (&mut reading.document, title)
        && plain_text(&document.title).trim().is_empty()
    {
        document.title.push(Inline::Text(Text { text: title, start: 0 }));
    }
    let found = if reading.has_front_matter {
        &mut reading.found
    } else {
        let Some(document) = &mut reading.document else { return };
        &mut document.metadata
    };
    let other = language.filter(|language| primary(language) != primary(archive_language));
    if let Some(other) = other {
        found.particulars.language.get_or_insert(other);
    }
    properties.add_to(found, archive_language);
}

fn text_of(part: &Part) -> Option<String> {
    match part {
        Part::Paragraph(paragraph) => Some(paragraph.text()),
        Part::Table(_) | Part::Aside(_) => None,
    }
}

/// Takes the title out of the text: what has its style, else the heading with which the text begins, else the paragraph that
/// the properties name.
fn take_title(parts: &mut Vec<Part>, named: Option<&str>) -> Vec<super::parts::Piece> {
    let has_role = |part: &Part, role: Role| match part {
        Part::Paragraph(paragraph) => paragraph.role == role && !paragraph.is_empty() && paragraph.list.is_none(),
        Part::Table(_) | Part::Aside(_) => false,
    };
    let styled = parts.iter().position(|part| has_role(part, Role::Title));
    let is_shown = |part: &Part| !matches!(part, Part::Paragraph(paragraph) if paragraph.is_empty());
    let first = parts.iter().position(is_shown);
    let opening = || first.filter(|at| parts.get(*at).is_some_and(|part| has_role(part, Role::Heading(1))));
    let by_name = || {
        let named = named?;
        let mut shown = parts.iter().enumerate().filter(|(_, part)| is_shown(part)).take(FIRST);
        let is_named = |part: &Part| {
            has_role(part, Role::Body) && text_of(part).is_some_and(|text| same_words(&text, named))
        };
        shown.find(|(_, part)| is_named(part)).map(|(at, _)| at)
    };
    let Some(at) = styled.or_else(opening).or_else(by_name) else { return Vec::new() };
    let mut pieces = match parts.remove(at) {
        Part::Paragraph(paragraph) => paragraph.pieces,
        Part::Table(_) | Part::Aside(_) => Vec::new(),
    };
    // A title can take several paragraphs.
    while styled.is_some() && parts.get(at).is_some_and(|part| has_role(part, Role::Title)) {
        if let Part::Paragraph(mut next) = parts.remove(at) {
            let space = What::Text(" ".to_owned());
            pieces.push(super::parts::Piece { look: Default::default(), link: None, what: space });
            pieces.append(&mut next.pieces);
        }
    }
    pieces
}

/// Headings of the first level stand below the title, if that is none of theirs, and so do all others.
fn lower_headings(parts: &mut [Part]) {
    let is_first = |part: &Part| matches!(part, Part::Paragraph(paragraph) if paragraph.role == Role::Heading(1));
    if !parts.iter().any(is_first) {
        return;
    }
    for part in parts {
        if let Part::Paragraph(paragraph) = part
            && let Role::Heading(level) = &mut paragraph.role
        {
            *level = level.saturating_add(1);
        }
    }
}

/// The places of the notes in the document, in the order in which they are called.
fn number_notes(gathered: &Gathered, notes: &HashMap<usize, Vec<Part>>, builder: &mut Builder<'_>) {
    let mut ordinals: HashMap<&str, u32> = HashMap::new();
    let mut count = 0;
    for (at, called) in gathered.called.iter().enumerate() {
        if !notes.contains_key(&at) {
            continue;
        }
        builder.notes[at] = Some(count);
        count += 1;
        let ordinal = ordinals.entry(&called.label).or_insert(0);
        *ordinal += 1;
        builder.ordinals[at] = *ordinal;
    }
}

fn build_notes(
    gathered: &Gathered,
    mut parts: HashMap<usize, Vec<Part>>,
    builder: &mut Builder<'_>,
) -> Vec<Note> {
    let mut notes = Vec::with_capacity(parts.len());
    for (at, called) in gathered.called.iter().enumerate() {
        let Some(mut parts) = parts.remove(&at) else { continue };
        strip_label(&mut parts, called.is_custom.then_some(called.label.as_str()));
        let start = builder.at;
        let mut note =
            Note { label: called.label.clone(), ordinal: builder.ordinals[at], calls: 0, blocks: Vec::new(), span: 0..0 };
        builder.within = Some(note.anchor());
        note.blocks = structure::blocks(parts, builder);
        note.span = start..builder.at;
        notes.push(note);
    }
    builder.within = None;
    for (at, place) in builder.notes.iter().enumerate() {
        if let Some(note) = place.and_then(|place| notes.get_mut(place)) {
            note.calls = builder.calls[at];
        }
    }
    notes
}

/// Takes the mark from the beginning of a note, and the space behind it.
fn strip_label(parts: &mut [Part], custom: Option<&str>) {
    let Some(Part::Paragraph(Paragraph { pieces, .. })) = parts.first_mut() else { return };
    let mut label = custom.unwrap_or_default();
    for piece in pieces.iter_mut() {
        let What::Text(text) = &mut piece.what else {
            if matches!(piece.what, What::Anchor(_)) {
                continue;
            }
            return;
        };
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            text.clear();
            continue;
        }
        let rest = trimmed.strip_prefix(label).filter(|_| !label.is_empty()).unwrap_or(trimmed);
        let is_label = rest.len() < trimmed.len();
        *text = if is_label { rest.trim_start().to_owned() } else { rest.to_owned() };
        if !is_label || !text.is_empty() {
            return;
        }
        label = "";
    }
}

fn report_notes(gathered: &Gathered, notes: &[Note], builder: &Builder<'_>, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    let lost = gathered.called.iter().zip(&builder.notes).filter(|(_, place)| place.is_none());
    for (called, _) in lost {
        let message = format!("the mark {} calls a note that the file does not have", called.label);
        diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::MissingNote, file, message)
                .help("the page shows the mark and says that its note is not in the source"),
        );
    }
    for note in notes.iter().filter(|note| note.calls == 0) {
        let message = format!("no mark in the text calls note {}", note.label);
        diagnostics.push(Diagnostic::new(Severity::Warning, Code::UncalledNote, file, message));
    }
}

/// Adds the notes that nothing calls, with the numbers that go on from the others.
fn append_uncalled(
    uncalled: Vec<Vec<Part>>,
    document: &mut Document,
    builder: &mut Builder<'_>,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for mut parts in uncalled {
        strip_label(&mut parts, None);
        let start = builder.at;
        let label = (document.notes.len() + 1).to_string();
        let ordinal = document.notes.iter().filter(|note| note.label == label).count();
        let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX - 1) + 1;
        let mut note = Note { label, ordinal, calls: 0, blocks: Vec::new(), span: start..start };
        builder.within = Some(note.anchor());
        note.blocks = structure::blocks(parts, builder);
        note.span = start..builder.at;
        if !note.blocks.is_empty() {
            let message = format!("no mark in the text calls a note of the file, which is shown as {}", note.label);
            diagnostics.push(Diagnostic::new(Severity::Warning, Code::UncalledNote, file, message));
            document.notes.push(note);
        }
    }
    builder.within = None;
}

/// The heads and feet of pages that say something which the text does not: they stand at its end. What is left out is said.
fn kept_furniture(furniture: Vec<Vec<Part>>, content: &mut Content) -> Vec<Part> {
    if furniture.is_empty() {
        return Vec::new();
    }
    let squeezed = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let mut said = squeezed(&words(&content.parts));
    let mut kept = Vec::new();
    for parts in furniture {
        let text = words(&parts);
        let letters = squeezed(&text);
        // Pages are numbered in many words: "Page 1 of 4".
        if letters.len() > 12 && !said.contains(&letters) || has_notes(&parts) {
            said.push_str(&letters);
            kept.push(Part::Aside(parts));
        } else if !text.trim().is_empty() {
            let shown: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            content.gathered.count(super::gathered::Remark::Furniture(shown));
        }
    }
    kept
}

/// The words of parts, with all that lies in them.
pub(super) fn words(parts: &[Part]) -> String {
    let mut text = String::new();
    push_words(parts, &mut text);
    text
}

fn push_words(parts: &[Part], text: &mut String) {
    for part in parts {
        match part {
            Part::Paragraph(paragraph) => {
                text.push_str(&paragraph.text());
                text.push('\n');
            }
            Part::Table(rows) => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| push_words(&cell.parts, text));
            }
            Part::Aside(parts) => push_words(parts, text),
        }
    }
}

fn has_notes(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Paragraph(paragraph) => {
            paragraph.pieces.iter().any(|piece| matches!(piece.what, What::Mark(_)))
        }
        Part::Table(_) | Part::Aside(_) => false,
    })
}
