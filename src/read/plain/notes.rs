//! The notes of a plain text: where they stand, and what they say.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::inline::Inlines;
use super::lines::{lines, trimmed};
use crate::document::{Block, Note, ParagraphStyle};

/// A note as it stands in the source.
#[derive(Debug)]
pub(super) struct NoteLines<'a> {
    /// The label, as printed.
    pub(super) label: &'a str,
    /// The text, without its label.
    pub(super) text: Range<usize>,
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
pub(super) fn notes_start(text: &str) -> Option<usize> {
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
pub(super) fn note_lines(text: &str, start: usize) -> Vec<NoteLines<'_>> {
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

pub(super) fn read_notes(
    lines: &[NoteLines<'_>],
    inlines: &mut Inlines<'_>,
    calls: &HashMap<usize, u32>,
) -> Vec<Note> {
    let mut ordinals: HashMap<&str, u32> = HashMap::new();
    let mut notes = Vec::with_capacity(lines.len());
    for (index, note) in lines.iter().enumerate() {
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
