//! Times in a document's title, and in the line that says what it is about.

use std::ops::Range;

use crate::dating::named_time;
use crate::language::dates::Words;
use crate::language::reading::{DatingWords, HeadWords};
use crate::model::clue::{Clue, ClueKind};
use crate::model::document::{Block, Document, ParagraphStyle, plain_text};
use crate::model::named_time::NamedTime;
use crate::read::dateline;

/// Among how many blocks from the beginning the subject stands.
const HEAD: usize = 12;

/// The rest of a longer line is not looked at.
const LONGEST: usize = 2000;

/// Adds the clues of title and subject.
pub fn clues(document: &Document, title: &str, words: &Words, clues: &mut Vec<Clue>) {
    // "Orn to Vell, May 3": a letter is of the day behind those who wrote and got it.
    let particulars = &document.metadata.particulars;
    let is_letter = particulars.from.is_some() && particulars.to.is_some();
    clues.extend(times(title, words).into_iter().map(|found| {
        let is_own = is_own(title, &found.1, &words.reading.dating)
            || is_letter && !title[found.1.end..].contains(char::is_alphanumeric);
        let kind = if is_own { ClueKind::Title } else { ClueKind::Subject };
        Clue::of(found, kind, title)
    }));
    if let Some(subject) = subject(&document.blocks, &words.reading.heads) {
        clues.extend(
            times(&subject, words).into_iter().map(|found| Clue::of(found, ClueKind::Subject, &subject)),
        );
    }
}

/// The times in a line, in all forms that datelines have, and days whose year is not named.
fn times(line: &str, words: &Words) -> Vec<(NamedTime, Range<usize>)> {
    let line = &line[..line.floor_char_boundary(LONGEST)];
    let mut times: Vec<(NamedTime, Range<usize>)> = dateline::find(line, words)
        .into_iter()
        .filter(|found| !found.is_ambiguous)
        .filter_map(|found| Some((NamedTime::of(found.date)?, found.span)))
        .collect();
    for (time, span) in named_time::find(line, &words.reading.dating) {
        if times.iter().all(|(_, other)| span.end <= other.start || other.end <= span.start) {
            times.push((time, span));
        }
    }
    times
}

/// Whether a time is the document's own by the words of the title round it: it is all that the title says,
/// it is written in figures, or the title calls the document a record of its time. "Minutes of May 3" are of
/// that day; "The Fire of May 3" and "Remembering May 3" tell of it.
fn is_own(title: &str, span: &Range<usize>, known: &DatingWords) -> bool {
    let (before, after) = (&title[..span.start], &title[span.end..]);
    let has_words = |text: &str| text.contains(char::is_alphabetic);
    if !has_words(before) && !has_words(after) || !has_words(&title[span.clone()]) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let is_record = |word: &String| {
        known.records.contains(word) || word.strip_suffix('s').is_some_and(|one| known.records.contains(one))
    };
    let (before, after) = (words(before), words(after));
    match before.last() {
        // "Report on the events of July 4": the preposition belongs to another word.
        Some(last) if known.prepositions.contains(last) => before.iter().rev().take(NEAR).any(is_record),
        _ => before.iter().chain(&after).any(is_record),
    }
}

/// Among how many words before a date, with the preposition, the record stands that is of that date.
const NEAR: usize = 4;

/// What the document is about, as it says itself: after a caption, or in a telegram after a word.
fn subject(blocks: &[Block], words: &HeadWords) -> Option<String> {
    let mut is_announced = false;
    for block in blocks.iter().take(HEAD) {
        let Block::Paragraph { style, content } = block else { continue };
        let text = plain_text(content);
        if is_announced {
            return Some(text);
        }
        let caption = text.trim().trim_end_matches(':');
        is_announced = *style == ParagraphStyle::Caption
            && (words.subject_captions.contains(caption) || words.subject_caption.has(caption));
        if let Some(subject) = words.subject_labels.iter().find_map(|word| text.split_once(word.as_str())) {
            return Some(line(subject.1).to_owned());
        }
    }
    None
}

/// The line with which a text begins: up to the end of its sentence or line.
fn line(text: &str) -> &str {
    let ends = text.match_indices(['.', '\n']).map(|(at, _)| at);
    let is_end = |at: &usize| {
        let before = text[..*at].chars().next_back();
        text[*at..].starts_with('\n')
            || text[*at + 1..].starts_with(char::is_whitespace)
                && before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ')')
    };
    text[..ends.into_iter().find(is_end).unwrap_or(text.len())].trim()
}
