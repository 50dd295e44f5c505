//! Finding the marks that call footnotes in a text: "Stockholm,2", "the lamp.\[2\]", "the lamp.²".
//!
//! A pattern alone cannot tell a mark from a figure ("Tab 2", "1970", "February 152" for the 15th
//! with note 2). But the notes say which marks must be there, and in which order. So every place
//! where a mark *could* be ([`places`]) is weighed ([`weight`]), and the marks are the heaviest sequence of places
//! that follows the order of the notes through the whole document. A document that lost its notes can have marks
//! all the same ([`lost`]). The folder takes a text and the labels of its notes, and gives the places of their marks; it
//! must not know what the notes say.

mod lost;
mod places;
mod weight;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

pub(super) use places::superscript_digit;
use places::{Ground, Place};

use crate::language::dates::Words;
pub(super) use weight::{STRONG, SURE, Weight};

/// A mark that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark's label: `2` for "2", `[2]` and "²".
    pub label: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The note that it calls, as a place in the list of notes; absent where the source has none.
    pub note: Option<usize>,
}

/// How marks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A figure, letter or sign that clings to a word: "word.2".
    Clinging,
    /// `[2]`, `[^2]`, `[A]`, `[*]`
    Bracketed,
    /// `²`
    Superscript,
    /// `(2)`
    Parenthesised,
}

/// Notes that stand together, whose marks are looked for.
#[derive(Debug)]
pub struct Series<'a> {
    /// The labels of the notes, in the order of the source.
    pub labels: Vec<&'a str>,
    /// The part of the text that their marks stand in.
    pub region: Range<usize>,
    /// The forms that their marks can have. The one that most of them have counts, and the first of several.
    pub forms: &'static [Form],
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The marks, in the order of the text.
    pub marks: Vec<Mark>,
    /// For each note of each series how surely it is called, with the form of the marks.
    pub(super) called: Vec<(Form, Weight)>,
}

/// The least weight at which a mark is believed in without a note that asks for it.
const BELIEVED_ALONE: Weight = 30;
/// How many notes in a row can be missing from the source's list of notes.
const LONGEST_GAP: u32 = 5;
/// Of how many pairs of note and place with one label all are tried.
const ALL_TRIED: usize = 1 << 14;
/// How many places are tried for each note where there are more.
const TRIED: usize = 32;

/// What stands in the place of page marks while marks are looked for.
pub const BLANK: char = '\u{1}';

/// Finds the marks in `text`, where page marks and notes have been blanked out ([`BLANK`]).
///
/// `title_end` is the end of the title's line, where the mark of the source note stands. Notes are counted
/// through all series.
pub fn find(text: &str, series: &[Series<'_>], title_end: usize, words: &Words) -> Found {
    let mut ground = Ground::new(text, title_end, words);
    if series.iter().all(|series| series.labels.is_empty()) {
        return Found { marks: lost::find(&mut ground), called: Vec::new() };
    }
    let mut found = Found::default();
    let forms: Vec<Form> = series.iter().map(|series| form_of(&mut ground, series)).collect();
    for (series, form) in series.iter().zip(&forms) {
        found.called.extend(series.labels.iter().map(|_| (*form, 0)));
    }
    let mut marks: BTreeMap<usize, Mark> = BTreeMap::new();
    for form in [Form::Bracketed, Form::Superscript, Form::Clinging, Form::Parenthesised] {
        for kind in [Kind::Number, Kind::Letter, Kind::Sign] {
            let expected = expected(series, &forms, form, kind);
            for (mark, weight) in align(&mut ground, form, &expected) {
                if let Some((_, called)) = mark.note.and_then(|note| found.called.get_mut(note)) {
                    *called = weight;
                }
                marks.entry(mark.span.start).or_insert(mark);
            }
        }
    }
    for mark in repeated(&mut ground, series, &forms) {
        if let Some((_, called)) = mark.note.and_then(|note| found.called.get_mut(note)) {
            *called = (*called).max(BELIEVED_ALONE);
        }
        marks.entry(mark.span.start).or_insert(mark);
    }
    // No two marks share characters.
    let mut end = 0;
    for mark in marks.into_values() {
        if mark.span.start >= end {
            end = mark.span.end;
            found.marks.push(mark);
        }
    }
    found
}

/// A line without the mark in brackets at its end: `272.[1]`.
pub(in crate::read) fn without(line: &str) -> &str {
    let is_label = |label: &str| {
        let label = label.strip_prefix('^').unwrap_or(label);
        let is_number = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
        let is_sign = label.chars().count() <= 3 && label.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
        let is_letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
        !label.is_empty() && (is_number || is_sign || is_letter)
    };
    match line.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((bare, label)) if is_label(label) => bare.trim_end(),
        _ => line,
    }
}

/// The form that most marks of a series have.
fn form_of(ground: &mut Ground<'_>, series: &Series<'_>) -> Form {
    let mut best = (0, series.forms.first().copied().unwrap_or(Form::Clinging));
    for &form in series.forms {
        let mut count = 0;
        for label in &series.labels {
            let places = ground.places(form, label);
            count += usize::from(within(&places, &series.region).iter().any(|place| place.weight >= STRONG));
        }
        if count > best.0 {
            best = (count, form);
        }
    }
    best.1
}

/// The places within a part of the text.
fn within<'p>(places: &'p [Place], region: &Range<usize>) -> &'p [Place] {
    let first = places.partition_point(|place| place.span.start < region.start);
    let end = places.partition_point(|place| place.span.start < region.end);
    &places[first..end.max(first)]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Letter,
    Sign,
}

impl Kind {
    fn of(label: &str) -> Self {
        match label.chars().next() {
            Some(first) if first.is_ascii_digit() => Self::Number,
            Some(first) if first.is_alphabetic() => Self::Letter,
            _ => Self::Sign,
        }
    }
}

/// A mark that the text should have.
#[derive(Debug)]
struct Expected {
    label: String,
    note: Option<usize>,
    region: Range<usize>,
}

/// The marks of one form and kind that the notes ask for, with those of notes that are missing between two others.
fn expected(series: &[Series<'_>], forms: &[Form], form: Form, kind: Kind) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::new();
    let mut note = 0;
    for (series, own) in series.iter().zip(forms) {
        let mut previous: Option<u32> = None;
        for label in &series.labels {
            let index = note;
            note += 1;
            if *own != form || Kind::of(label) != kind {
                continue;
            }
            let number: Option<u32> = label.parse().ok();
            let region = series.region.clone();
            if let (Some(previous), Some(number)) = (previous, number)
                && number > previous + 1
                && number - previous <= LONGEST_GAP + 1
            {
                expected.extend((previous + 1..number).map(|missing| Expected {
                    label: missing.to_string(),
                    note: None,
                    region: region.clone(),
                }));
            }
            expected.push(Expected { label: (*label).to_owned(), note: Some(index), region });
            previous = number;
        }
    }
    expected
}

/// A step of a sequence of marks: the place, and the step before.
struct Step {
    expected: usize,
    span: Range<usize>,
    weight: Weight,
    before: Option<usize>,
}

/// Chooses the heaviest sequence of places in the order of the expected marks.
fn align(ground: &mut Ground<'_>, form: Form, expected: &[Expected]) -> Vec<(Mark, Weight)> {
    let mut steps: Vec<Step> = Vec::new();
    // From the end of a sequence's last mark to the heaviest sequence that ends there: weights
    // increase with the places, since a sequence that ends later and weighs less is of no use.
    let mut best: BTreeMap<usize, (Weight, usize)> = BTreeMap::new();
    let mut ranks = Ranks::of(expected);
    for (index, mark) in expected.iter().enumerate() {
        let least = if mark.note.is_some() { 1 } else { BELIEVED_ALONE };
        let places = ground.places(form, &mark.label);
        // From the last place to the first, so that a mark does not follow itself.
        for Place { span, weight } in ranks.tried(mark, within(&places, &mark.region)).iter().rev() {
            if *weight < least {
                continue;
            }
            let before = best.range(..=span.start).next_back().map(|(_, &found)| found);
            let total = weight + before.map_or(0, |(total, _)| total);
            if best.range(..=span.end).next_back().is_some_and(|(_, &(other, _))| other >= total) {
                continue;
            }
            let lighter: Vec<usize> = best
                .range(span.end..)
                .take_while(|(_, (other, _))| *other <= total)
                .map(|(&end, _)| end)
                .collect();
            for end in lighter {
                best.remove(&end);
            }
            best.insert(span.end, (total, steps.len()));
            let (span, weight) = (span.clone(), *weight);
            steps.push(Step { expected: index, span, weight, before: before.map(|(_, step)| step) });
        }
    }
    let mut chosen = Vec::new();
    let mut step = best.values().next_back().map(|&(_, step)| step);
    while let Some(current) = step.and_then(|index| steps.get(index)) {
        let mark = &expected[current.expected];
        let found = Mark { label: mark.label.clone(), span: current.span.clone(), note: mark.note };
        chosen.push((found, current.weight));
        step = current.before;
    }
    chosen.reverse();
    chosen
}

/// Which of the marks with one label an expected one is. Where thousands of notes have the same label, each is
/// looked for only near the place that its rank suggests, so that time stays linear.
struct Ranks<'a> {
    /// By label and beginning of the region: how many there are, and how many were seen.
    counts: HashMap<(&'a str, usize), (usize, usize)>,
}

impl<'a> Ranks<'a> {
    fn of(expected: &'a [Expected]) -> Self {
        let mut counts = HashMap::new();
        for mark in expected {
            counts.entry((mark.label.as_str(), mark.region.start)).or_insert((0, 0)).0 += 1;
        }
        Self { counts }
    }

    /// The places that are tried for a mark.
    fn tried<'p>(&mut self, mark: &'a Expected, places: &'p [Place]) -> &'p [Place] {
        let Some((count, seen)) = self.counts.get_mut(&(mark.label.as_str(), mark.region.start)) else {
            return places;
        };
        let rank = *seen;
        *seen += 1;
        if *count * places.len() <= ALL_TRIED {
            return places;
        }
        // A single label can be looked for everywhere.
        if *count == 1 {
            return places;
        }
        let middle = places.len() * rank / *count;
        &places[middle.saturating_sub(TRIED)..(middle + TRIED).min(places.len())]
    }
}

/// Marks in brackets can call the same note again, in any order: where a label is that of one note only, each place
/// that could hardly be anything else calls it.
fn repeated(ground: &mut Ground<'_>, series: &[Series<'_>], forms: &[Form]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut note = 0;
    for (series, form) in series.iter().zip(forms) {
        let first = note;
        note += series.labels.len();
        if *form != Form::Bracketed {
            continue;
        }
        let mut notes: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for (at, label) in series.labels.iter().enumerate() {
            notes.entry(label).and_modify(|note| *note = None).or_insert(Some(first + at));
        }
        for (label, note) in notes.into_iter().filter(|(_, note)| note.is_some()) {
            let places: Rc<[Place]> = ground.places(Form::Bracketed, label);
            let sure = within(&places, &series.region).iter().filter(|place| place.weight >= BELIEVED_ALONE);
            marks.extend(sure.map(|place| Mark { label: label.to_owned(), span: place.span.clone(), note }));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds marks and shows each with what stands before it.
    fn found(text: &str, labels: &[&str]) -> Vec<String> {
        let title_end = text.find('\n').unwrap_or(text.len());
        let region = 0..text.len();
        let series = Series { labels: labels.to_vec(), region, forms: &[Form::Clinging, Form::Bracketed] };
        find(text, &[series], title_end, &Words::default())
            .marks
            .into_iter()
            .map(|mark| {
                let before: Vec<char> = text[..mark.span.start].chars().collect();
                let tail: String = before[before.len().saturating_sub(4)..].iter().collect();
                format!("{tail}[{}]{}", mark.label, if mark.note.is_some() { "" } else { "?" })
            })
            .collect()
    }

    #[test]
    fn the_day_before_a_year_is_no_mark() {
        let text = "1. A Note1\n\nAmsel, August 2, 1926, 10 a.m.\n\nThe letter of August 12 on tolls.\n";
        assert_eq!(found(text, &["1", "2"]), ["Note[1]", "st 1[2]"]);
        let text = "1. A Note1\n\nAmsel, May 2–June 4, 1926.\n\nThe lamp2 was lit.\n";
        assert_eq!(found(text, &["1", "2"]), ["Note[1]", "lamp[2]"]);
    }

    #[test]
    fn marks_cling_to_words_and_punctuation() {
        let text = "1. A Telegram1\n\nIn Stockholm,2 the speech3 (Tab 3).4 Tab 2, 1970 and START I.\n";
        assert_eq!(found(text, &["1", "2", "3", "4"]), ["gram[1]", "olm,[2]", "eech[3]", " 3).[4]"]);
    }

    #[test]
    fn figures_and_marks_can_run_together() {
        let text = "1. A Note1\n\nThe letter of February 152 on 3 questions of 19724 men.\n";
        assert_eq!(found(text, &["1", "2", "4"]), ["Note[1]", "y 15[2]", "1972[4]"]);
    }

    #[test]
    fn a_mark_can_be_set_apart() {
        assert_eq!(found("1. Letter to Mr. Kissinger 1\n\nText.\n", &["1"]), ["ger [1]"]);
    }

    #[test]
    fn order_decides_between_likely_places() {
        // The second note's mark stands after the first's, though "two2" is as good a place.
        let text = "1. Title\n\nOne,2 two,1 three,2 four.\n";
        assert_eq!(found(text, &["1", "2"]), ["two,[1]", "ree,[2]"]);
    }

    #[test]
    fn a_note_without_a_mark_does_not_take_a_figure_that_is_none() {
        assert_eq!(found("1. Title1\n\nThe 20 men.\n", &["1", "2"]), ["itle[1]"]);
    }

    #[test]
    fn a_gap_in_the_notes_leaves_a_mark_without_note() {
        let text = "1. Title1\n\nOne.2 Two.3 Three.4\n";
        assert_eq!(found(text, &["1", "2", "4"]), ["itle[1]", "One.[2]", "Two.[3]?", "ree.[4]"]);
    }

    #[test]
    fn a_document_can_have_lost_its_notes() {
        let text = "296. Memorandum to Kissinger 1\n\nAnalysis (Tab 1)2 and (Tab 2),3 in 1976.4\n";
        assert_eq!(found(text, &[]), ["ger [1]?", "b 1)[2]?", " 2),[3]?", "976.[4]?"]);
    }

    #[test]
    fn a_document_without_notes_has_no_marks() {
        assert!(found("12. Editorial Note\n\nIn 1970 there were 2 of 3.5 tons.\n", &[]).is_empty());
    }

    #[test]
    fn letters_and_signs() {
        let text = "1. Title1\n\nThe treaty,a the cable* and more.†\n";
        assert_eq!(found(text, &["1", "a", "*", "†"]), ["itle[1]", "aty,[a]", "able[*]", "ore.[†]"]);
    }

    #[test]
    fn numbering_can_begin_anew() {
        let text = "1. Title1\n\nOne.2\n\nTab A1\n\nTwo.2\n";
        assert_eq!(found(text, &["1", "2", "1", "2"]), ["itle[1]", "One.[2]", "ab A[1]", "Two.[2]"]);
    }
}
