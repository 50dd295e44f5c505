//! Times in the note on a document's source: where the original is kept, when it was drafted, sent,
//! received, published, and when the meeting was that it records.

use std::ops::Range;

use super::{file_number, sentence_before};
use crate::dating::{folder, named_time};
use crate::language::reading::DatingWords;
use crate::model::clue::{Clue, ClueKind};
use crate::model::named_time::{NamedTime, Precision};

/// The rest of a longer note is not looked at.
const LONGEST: usize = 8000;

/// Adds the clues of a source note of a document with this title.
pub fn clues(title: &str, note: &str, words: &DatingWords, clues: &mut Vec<Clue>) {
    let note = &note[..note.floor_char_boundary(LONGEST)];
    let own_place = own_place(note);
    let number = file_number::find(&note[..own_place], file_number::kind(title, false, words));
    let is_record = is_record(title, words);
    let first = clues.len();
    // The name of the place can hold full stops: a folder is named by its first and last days.
    let place = place(note, words);
    clues.extend(folder::find(&note[..place], words).into_iter().map(|(time, span)| {
        let is_day = time.precision() == Precision::Day;
        let is_published = is_day && is_publication(sentence_before(note, span.start), words);
        let kind = if is_published { ClueKind::Published } else { ClueKind::Filed };
        Clue::of((time, span), kind, note)
    }));
    for (time, span) in named_time::find(note, words) {
        let is_named = span.start < place || is_part_of_span(note, &span);
        if matches!(time, NamedTime::Day(_)) && !is_named {
            let rest = &note[span.end..];
            let rest = &rest[..rest.find(". ").unwrap_or(rest.len())];
            let kind = kind(sentence_before(note, span.start), rest, is_record, words);
            clues.push(Clue::of((time, span), kind, note));
        }
    }
    // What was filed when it was drafted, approved or sent on says no more by its number.
    let is_kept = |kind| matches!(kind, ClueKind::ReceivedFileNumber | ClueKind::SentFileNumber);
    let repeats = |number: &Clue| clues[first..].iter().any(|clue| clue.names_day_of(number));
    let number = number.filter(|number| !is_record && is_kept(number.kind) || !repeats(number));
    clues.extend(number);
}

/// The end of what a source note says about the document itself: where its first sentence or what
/// comes before the first bracket ends. Further numbers are those of others.
fn own_place(note: &str) -> usize {
    let end = note.match_indices(['.', '(']).find(|(index, sign)| {
        let before = note[..*index].chars().next_back();
        *sign == "("
            || note[index + 1..].starts_with(' ')
                && before.is_some_and(|c| c.is_lowercase() || matches!(c, ')' | ']'))
    });
    end.map_or(note.len(), |(index, _)| index)
}

/// The end of the name of the place where the original is kept: where the sentence ends, or the
/// document's classification begins.
fn place(note: &str, words: &DatingWords) -> usize {
    let ends = note.match_indices(". ").map(|(at, _)| at);
    let is_end = |at: &usize| {
        let rest = &note[at + 2..];
        let next = rest.split([' ', ';', '.', ',']).next().unwrap_or_default();
        let before = note[..*at].rsplit([' ', '.', '-', '–']).next().unwrap_or_default();
        // An abbreviation ends no sentence: "Vol. 9", "Jan. 1974".
        words.markings.contains(next)
            || before.len() > 4
            || before.ends_with([')', ']'])
            || before.starts_with(|c: char| c.is_ascii_digit())
            || before.is_empty()
    };
    ends.into_iter().find(is_end).unwrap_or(note.len())
}

/// Whether a title is that of a record of what was said, which is drafted afterwards.
fn is_record(title: &str, words: &DatingWords) -> bool {
    let title = title.to_lowercase();
    words.records_of_talk.iter().any(|word| title.contains(word.as_str()))
}

/// Whether a day is one end of a span of time: `1 Jan–31 Dec`.
fn is_part_of_span(text: &str, day: &Range<usize>) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let after = text[day.end..].trim_start_matches(['.', ' ']);
    text[..day.start].trim_end().ends_with(is_dash) || after.starts_with(is_dash)
}

/// What a source note says of a day, by its sentence before and after the day.
fn kind(sentence: &str, rest: &str, is_record: bool, words: &DatingWords) -> ClueKind {
    let names = |words: &[String]| words.iter().any(|word| sentence.contains(word.as_str()));
    if is_publication(sentence, words) {
        return ClueKind::Published;
    }
    match names(&words.drafted) {
        true if !is_record => return ClueKind::Drafted,
        true if names(&words.approved) => return ClueKind::Approved,
        true => return ClueKind::Recorded,
        false => {}
    }
    if names(&words.received) {
        ClueKind::Received
    } else if words.sent.iter().any(|word| sentence.contains(word.as_str()) || rest.contains(word.as_str())) {
        ClueKind::Forwarded
    } else if names(&words.held) {
        ClueKind::Held
    } else {
        ClueKind::SourceNote
    }
}

/// Whether a part of a sentence ends with the name of a publication.
fn is_publication(sentence: &str, words: &DatingWords) -> bool {
    let last_comma = sentence.trim_end_matches([' ', ',']).rfind([',', ';']).map_or(0, |comma| comma + 1);
    words.publications.iter().any(|name| sentence[last_comma..].contains(name.as_str()))
}
