//! Times in a document's text and notes, which are mostly those of what it tells.

use super::file_number::{self, holds_telegram};
use super::sentence_before;
use crate::dating::named_time;
use crate::language::reading::{DatingWords, ReadingWords};
use crate::model::clue::{Clue, ClueKind};
use crate::model::description::Party;
use crate::model::document::{Block, Document, Inline, ParagraphStyle, plain_text};
use crate::model::named_time::{NamedDay, NamedTime, NamedYear};
use crate::model::reference::Citation;
use crate::model::walk;
use crate::model::walk::Part;
use crate::read::plain::source_note;

/// How many times of a document's text, and as many of its footnotes, are clues: the first ones.
const MOST: usize = 12;

/// Of the name of a volume that is cited, so many words are shown.
const LONGEST_NAME: usize = 8;

/// Adds the clues of the text.
pub fn clues(document: &Document, title: &str, words: &ReadingWords, clues: &mut Vec<Clue>) {
    let dating = &words.dating;
    let is_editorial = document
        .metadata
        .particulars
        .kind
        .as_deref()
        .is_some_and(|kind| words.titles.editorial_notes.contains(kind));
    let mut first = if is_editorial { ClueKind::EditorialNote } else { ClueKind::FirstOfText };
    let mut left = MOST;
    for block in &document.blocks {
        let (Block::Paragraph { content, .. } | Block::Heading { content, .. }) = block else { continue };
        let text = plain_text(content);
        if matches!(block, Block::Paragraph { style: ParagraphStyle::FileNumber, .. }) {
            clues.extend(file_number::find(
                &text,
                file_number::kind(title, holds_telegram(&text, dating), dating),
            ));
            continue;
        }
        let before = clues.len();
        for found in named_time::find(&text, dating).into_iter().take(left) {
            let is_day = matches!(found.0, NamedTime::Day(_));
            if is_day && is_answer(&text[..found.1.start], dating) {
                clues.push(Clue::of(found, ClueKind::Answered, &text));
                continue;
            }
            clues.push(Clue::of(found, if is_day { first } else { ClueKind::Text }, &text));
            first = if is_day { ClueKind::Text } else { first };
        }
        left -= clues.len() - before;
        if left == 0 {
            break;
        }
    }
    clues.extend(answered(document));
}

/// Whether the sentence in which a day is named says that what is of that day is answered: "acknowledges
/// receipt of the Regent's letter of May 3".
fn is_answer(before: &str, words: &DatingWords) -> bool {
    let sentence = sentence_before(before, before.len()).to_lowercase();
    let says = |words: &[String]| words.iter().any(|word| sentence.contains(word.as_str()));
    says(&words.answers) && says(&words.answered)
}

/// What the document says that it answers: "your letter of February 15".
fn answered(document: &Document) -> Vec<Clue> {
    let mut clues = Vec::new();
    walk::blocks(&document.blocks, &mut |part| {
        let Part::Inline(Inline::Reference { index, content }) = part else { return };
        let citation = document.references.get(*index).map(|reference| &reference.citation);
        let Some(Citation::Description(description)) = citation else { return };
        let day = description.day.filter(|_| description.from == Some(Party::Addressee)).and_then(|day| {
            NamedDay::new(day.year.map_or(NamedYear::Unnamed, NamedYear::Full), day.month, day.day)
        });
        if let Some(day) = day.filter(|_| clues.len() < MOST) {
            clues.push(Clue::new(ClueKind::Answered, NamedTime::Day(day), &plain_text(content)));
        }
    });
    clues
}

/// Adds the clues of the notes, but for those on the source.
pub fn clues_of_notes(document: &Document, words: &ReadingWords, clues: &mut Vec<Clue>) {
    let dating = &words.dating;
    let mut left = MOST;
    for note in &document.notes {
        let Some(Block::Paragraph { content, .. }) = note.blocks.first() else { continue };
        let text = plain_text(content);
        if left == 0 || source_note::labelled(&text, &words.places).is_some() {
            continue;
        }
        let before = clues.len();
        for (time, span) in named_time::find(&text, dating).into_iter().take(left) {
            let is_volume =
                matches!(time, NamedTime::Stretch(_)) && begins_with(&text[span.end..], &dating.volumes);
            if !is_volume {
                let kind = if is_cited_by_page(&text[span.end..], dating) {
                    ClueKind::CitedPublication
                } else {
                    ClueKind::Footnote
                };
                clues.push(Clue::of((time, span), kind, &text));
            }
        }
        left -= clues.len() - before;
    }
    let mut volumes = Vec::new();
    for note in &document.notes {
        walk::blocks(&note.blocks, &mut |part| {
            if let Part::Inline(Inline::Reference { index, content }) = part {
                let reference = document.references.get(*index).map(|reference| &reference.citation);
                let years = reference.and_then(Citation::collection).and_then(|cited| cited.years.as_deref());
                volumes.extend(years.and_then(|years| volume(years, &plain_text(content))));
            }
        });
    }
    clues.extend(volumes.into_iter().take(MOST));
}

/// The years of a volume that is cited in some words, if these hold them.
fn volume(years: &str, cited: &str) -> Option<Clue> {
    cited.find(years.split('-').next()?)?;
    let words = cited.split_whitespace().take(LONGEST_NAME).collect::<Vec<_>>().join(" ");
    Some(Clue::new(ClueKind::CitedVolume, NamedTime::of_years(years)?, &words))
}

/// Whether a page follows a time, and so names a place in what was published then.
fn is_cited_by_page(rest: &str, words: &DatingWords) -> bool {
    let rest = rest.trim_start_matches([',', ' ']);
    begins_with(rest, &words.pages)
}

fn begins_with(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}
