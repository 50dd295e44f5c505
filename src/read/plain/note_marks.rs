//! Finding the marks that call footnotes in a text where they cling to words: "Stockholm,2".
//!
//! A pattern alone cannot tell a mark from a figure ("Tab 2", "1970", "February 152" for the 15th
//! with note 2). But the notes say which marks must be there, and in which order. So every place
//! where a mark *could* be is weighed, and the marks are the heaviest sequence of places that
//! follows the order of the notes through the whole document.

use std::collections::BTreeMap;
use std::ops::Range;

/// A mark that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark as printed.
    pub label: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The note that it calls, as a place in the list of notes; absent where the source has none.
    pub note: Option<usize>,
}

/// How surely a place holds a mark. The numbers only matter in relation to each other: two doubtful
/// places must not outweigh a sure one.
type Weight = u32;

/// A place as sure as a mark after a full stop.
const SURE: Weight = 40;
/// The least weight at which a mark is believed in without a note that asks for it.
const BELIEVED_ALONE: Weight = 30;
/// How many notes in a row can be missing from the source's list of notes.
const LONGEST_GAP: u32 = 5;
/// How many marks must follow each other for a document without notes to have marks at all, unless
/// the first clings to the title.
const SHORTEST_SERIES: usize = 3;

/// Finds the marks in `text`, where page marks and notes have been blanked out ([`BLANK`]).
///
/// `labels` are the labels of the notes in the order of the source. `title_end` is the end of the
/// title's line, where the mark of the source note stands.
pub fn find(text: &str, labels: &[&str], title_end: usize) -> Vec<Mark> {
    let text = &Ground::new(text, title_end);
    let mut marks = Vec::new();
    for kind in [Kind::Number, Kind::Letter, Kind::Sign] {
        let notes: Vec<(usize, &str)> =
            labels.iter().copied().enumerate().filter(|(_, label)| Kind::of(label) == kind).collect();
        if kind == Kind::Number && notes.is_empty() {
            marks.extend(find_series_without_notes(text));
        } else if !notes.is_empty() {
            marks.extend(align(text, &expected(&notes)));
        }
    }
    marks.sort_by_key(|mark| mark.span.start);
    // Two kinds of marks do not share characters, so that no two marks overlap.
    marks
}

/// What stands in the place of page marks while marks are looked for.
pub const BLANK: char = '\u{1}';

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
}

/// The marks that the notes ask for, with those of notes that are missing between two others.
fn expected(notes: &[(usize, &str)]) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::with_capacity(notes.len());
    let mut previous: Option<u32> = None;
    for &(note, label) in notes {
        let number: Option<u32> = label.parse().ok();
        if let (Some(previous), Some(number)) = (previous, number)
            && number > previous + 1
            && number - previous <= LONGEST_GAP + 1
        {
            expected.extend(
                (previous + 1..number).map(|missing| Expected { label: missing.to_string(), note: None }),
            );
        }
        expected.push(Expected { label: label.to_owned(), note: Some(note) });
        previous = number;
    }
    expected
}

/// A step of a sequence of marks: the place, and the step before.
struct Step {
    expected: usize,
    span: Range<usize>,
    before: Option<usize>,
}

/// Chooses the heaviest sequence of places in the order of the expected marks.
fn align(text: &Ground<'_>, expected: &[Expected]) -> Vec<Mark> {
    let mut steps: Vec<Step> = Vec::new();
    // From the end of a sequence's last mark to the heaviest sequence that ends there: weights
    // increase with the places, since a sequence that ends later and weighs less is of no use.
    let mut best: BTreeMap<usize, (Weight, usize)> = BTreeMap::new();
    for (index, mark) in expected.iter().enumerate() {
        let least = if mark.note.is_some() { 1 } else { BELIEVED_ALONE };
        // From the last place to the first, so that a mark does not follow itself.
        for (span, weight) in text.places(&mark.label).into_iter().rev() {
            if weight < least {
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
            steps.push(Step { expected: index, span, before: before.map(|(_, step)| step) });
        }
    }
    let mut chosen = Vec::new();
    let mut step = best.values().next_back().map(|&(_, step)| step);
    while let Some(current) = step.and_then(|index| steps.get(index)) {
        let mark = &expected[current.expected];
        chosen.push(Mark { label: mark.label.clone(), span: current.span.clone(), note: mark.note });
        step = current.before;
    }
    chosen.reverse();
    chosen
}

/// The marks of a document that lost its notes: a series from 1 (or 0) on without a gap, each in a
/// place that could hardly be anything else.
fn find_series_without_notes(text: &Ground<'_>) -> Vec<Mark> {
    let mut best: Vec<Mark> = Vec::new();
    for first in [1, 0] {
        let mut series: Vec<Mark> = Vec::new();
        for number in first.. {
            let label = u32::to_string(&number);
            let from = series.last().map_or(0, |mark: &Mark| mark.span.end);
            let place = text
                .places(&label)
                .into_iter()
                .find(|(span, weight)| span.start >= from && *weight >= BELIEVED_ALONE);
            let Some((span, _)) = place else { break };
            series.push(Mark { label, span, note: None });
        }
        let in_title = series.first().is_some_and(|mark| mark.span.end <= text.title_end);
        if (in_title || series.len() >= SHORTEST_SERIES) && series.len() > best.len() {
            best = series;
        }
    }
    best
}

/// The text in which marks are looked for.
struct Ground<'a> {
    text: &'a str,
    /// The end of the title's line.
    title_end: usize,
    /// Where its digits are: the text is not gone through for each number anew.
    digits: Vec<usize>,
}

impl<'a> Ground<'a> {
    fn new(text: &'a str, title_end: usize) -> Self {
        let bytes = text.bytes().enumerate();
        let digits = bytes.filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
        Self { text, title_end, digits }
    }

    /// The places that could hold a mark, in the order of the text.
    fn places(&self, label: &str) -> Vec<(Range<usize>, Weight)> {
        let text = self.text;
        let weighed = |span: Range<usize>, weight: Weight| (weight > 0).then_some((span, weight));
        match Kind::of(label) {
            Kind::Number => self
                .numbers(label)
                .filter_map(|span| weighed(span.clone(), weigh_number(text, &span, self.title_end)))
                .collect(),
            Kind::Letter => found(text, label)
                .filter_map(|span| weighed(span.clone(), weigh_letter(text, &span)))
                .collect(),
            Kind::Sign => {
                found(text, label).filter_map(|span| weighed(span.clone(), weigh_sign(text, &span))).collect()
            }
        }
    }

    /// Where a number stands, by itself or within another. No two of the places overlap.
    fn numbers(&self, label: &str) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        self.digits.iter().filter_map(move |&at| {
            let is_free = at >= end && self.text.as_bytes()[at..].starts_with(label.as_bytes());
            is_free.then(|| {
                end = at + label.len();
                at..end
            })
        })
    }
}

/// Where a label stands in a text.
fn found(text: &str, label: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(label).map(|(start, found)| start..start + found.len())
}

/// How surely a number at a place is a mark; 0 if it cannot be one.
fn weigh_number(text: &str, span: &Range<usize>, title_end: usize) -> Weight {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let next = after.chars().next();
    if next.is_some_and(|c| matches!(c, '0'..='9' | '%' | '°' | '½' | '¼' | '¾' | '/')) {
        return 0;
    }
    let runs_on = next.is_some_and(char::is_alphanumeric);
    let ends_line = after.trim_start_matches([' ', '\t', '\r']).starts_with('\n') || after.trim().is_empty();
    let Some(previous) = before.chars().next_back() else { return 0 };
    let earlier = before[..before.len() - previous.len_utf8()].chars().next_back();
    let weight = match previous {
        _ if runs_on && !matches!(previous, '.' | ',' | ';' | ')' | ']' | '”') => 0,
        '0'..='9' => weigh_after_digits(before, &text[span.clone()], after),
        '.' | ',' if earlier.is_some_and(|c| c.is_ascii_digit()) => {
            // "1970.5" ends a sentence, "7,000" and "3.5" are figures. A figure goes on with a
            // small letter; a sentence that ends begins anew.
            let figure = digits_at_end(&before[..before.len() - 1]).len() < 4 && !ends_line;
            if figure && span.len() != 1 {
                4
            } else if figure {
                14
            } else {
                SURE
            }
        }
        ':' if earlier.is_some_and(|c| c.is_ascii_digit()) => 2,
        '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"' | '\'' | '»' => SURE,
        _ if previous.is_alphabetic() => weigh_after_word(before),
        ' ' | '\u{a0}' | '\t' => weigh_after_space(before, after, title_end),
        BLANK | '—' | '“' | '*' | '†' | '…' => 12,
        _ => 0,
    };
    // "2-3" and "2–3" are ranges, "2.5" a figure.
    let mut following = after.chars();
    match (following.next(), following.next()) {
        _ if runs_on => weight / 2,
        (Some('-' | '–' | '.' | ',' | ':'), Some(digit)) if digit.is_ascii_digit() => weight / 4,
        (Some('-' | '–'), _) => weight / 2,
        _ => weight,
    }
}

/// "19724" is 1972 with note 4, "February 152" the 15th with note 2; other figures hardly are two.
fn weigh_after_digits(before: &str, label: &str, after: &str) -> Weight {
    let figure = digits_at_end(before);
    let lead = &before[..before.len() - figure.len()];
    let whole = format!("{figure}{label}");
    if is_year(&whole) && !is_year(figure) {
        return 0;
    }
    if is_year(figure) && !lead.ends_with(['.', ',', '$']) {
        return 26;
    }
    if is_day(figure) && follows_month(lead) {
        // "February 152" cannot be one number, "February 12" can; before a year it is.
        return if !is_day(&whole) {
            24
        } else if precedes_year(after) {
            0
        } else {
            3
        };
    }
    // "Document 382" is a number, and so is whatever else such a word announces.
    let announced =
        lead.trim_end_matches([' ', '\u{a0}', '.']).rsplit(char::is_whitespace).next().unwrap_or_default();
    const ANNOUNCING: [&str; 12] =
        ["document", "documents", "no", "nos", "p", "pp", "page", "pages", "box", "tab", "paragraph", "para"];
    if ANNOUNCING.contains(&announced.to_lowercase().as_str()) {
        return 2;
    }
    match figure.len() {
        _ if lead.ends_with(['-', '–', '/', '.', ',']) => 3,
        // Numbers of telegrams have three digits or four.
        3 => 9,
        4 => 7,
        2 => 6,
        _ => 4,
    }
}

/// Whether a text ends with a word that a number follows.
fn announces_number(text: &str) -> bool {
    const ANNOUNCING: [&str; 18] = [
        "document",
        "documents",
        "footnote",
        "footnotes",
        "no",
        "nos",
        "p",
        "pp",
        "page",
        "pages",
        "box",
        "tab",
        "paragraph",
        "para",
        "vol",
        "volume",
        "part",
        "article",
    ];
    let word =
        text.trim_end_matches([' ', '\u{a0}', '.']).rsplit(char::is_whitespace).next().unwrap_or_default();
    ANNOUNCING.contains(&word.to_lowercase().as_str())
}

fn is_year(figure: &str) -> bool {
    figure.len() == 4 && ["17", "18", "19", "20"].iter().any(|century| figure.starts_with(century))
}

fn is_day(figure: &str) -> bool {
    figure.len() <= 2 && figure.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

/// Whether a text begins with what stands between a day and its year, and the year.
fn precedes_year(text: &str) -> bool {
    text.strip_prefix(", ").is_some_and(|rest| is_year(rest.get(..4).unwrap_or("")))
}

/// Whether a text ends with the name of a month, in full or shortened.
fn follows_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = text.trim_end_matches([' ', '\u{a0}', '.']);
    let word: String =
        word.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let word = word.to_lowercase();
    MONTHS.iter().any(|month| word.starts_with(month))
}

/// A mark clings to a word; but a letter or two with a figure can be a name: "H2", "B52".
fn weigh_after_word(before: &str) -> Weight {
    let word: Vec<char> = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let capitals = word.iter().all(|c| c.is_uppercase());
    let follows_hyphen =
        before[..before.len() - word.iter().map(|c| c.len_utf8()).sum::<usize>()].ends_with(['-', '–', '/']);
    match (capitals, word.len()) {
        (true, 1) => 8,
        (true, 2..=4) => 24,
        _ if follows_hyphen && word.len() == 1 => 16,
        _ => 36,
    }
}

/// Some texts set the mark apart: "Kissinger 1". In a sentence a figure rarely is a mark.
fn weigh_after_space(before: &str, after: &str, title_end: usize) -> Weight {
    let rest = after.trim_start_matches([' ', '\t', '\r']);
    let ends_line = rest.is_empty() || rest.starts_with('\n');
    let words = before.trim_end_matches([' ', '\u{a0}', '\t']);
    let Some(previous) = words.chars().next_back() else { return 0 };
    // At the beginning of a line, and before a point or bracket, it counts paragraphs.
    if previous == '\n' || (after.starts_with(['.', ')']) && !ends_line) {
        return if previous == '\n' { 0 } else { 2 };
    }
    match (before.len() < title_end, ends_line) {
        (true, true) => SURE,
        _ if announces_number(before) => 0,
        // "August 2, 1963" and "May 2–June 11" name days.
        _ if follows_month(words) && (precedes_year(after) || after.starts_with(['–', '-'])) => 0,
        (_, true) => 28,
        (true, false) => 10,
        _ if matches!(previous, '.' | '”' | ')' | '?' | '!') => 18,
        _ if matches!(previous, ',' | ';' | ':') => 12,
        _ if previous.is_ascii_digit() => {
            let figure = digits_at_end(words);
            let lead = &words[..words.len() - figure.len()];
            if is_year(figure) || (is_day(figure) && follows_month(lead)) { 20 } else { 3 }
        }
        _ => 5,
    }
}

/// The digits that end a text.
fn digits_at_end(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    &text[rest.len()..]
}

/// A letter is a mark only between punctuation and space: "treaty,a the".
fn weigh_letter(text: &str, span: &Range<usize>) -> Weight {
    let previous = text[..span.start].chars().next_back();
    let next = text[span.end..].chars().next();
    let after_punctuation = previous
        .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"'));
    let abbreviation = {
        // "U.S.a" is no abbreviation, but "i.e" is: a single letter before the point.
        let mut letters = text[..span.start].chars().rev().skip(1);
        previous == Some('.')
            && letters.next().is_some_and(char::is_alphabetic)
            && !letters.next().is_some_and(char::is_alphabetic)
    };
    if after_punctuation && !abbreviation && next.is_none_or(|c| c.is_whitespace()) { SURE } else { 0 }
}

/// A sign such as `*` is a mark where something precedes it and no more of it follows.
fn weigh_sign(text: &str, span: &Range<usize>) -> Weight {
    let sign = &text[span.clone()];
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let longer = sign.chars().next().is_some_and(|first| before.ends_with(first) || after.starts_with(first));
    match before.chars().next_back() {
        None | Some('\n') => 0,
        _ if longer => 0,
        // Inside a word a sign is a slip of the scanner.
        Some(previous) if previous.is_alphanumeric() && after.starts_with(char::is_alphanumeric) => 0,
        Some(' ' | '\t' | '\u{a0}') => 10,
        Some(_) => SURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds marks and shows each with what stands before it.
    fn found(text: &str, labels: &[&str]) -> Vec<String> {
        let title_end = text.find('\n').unwrap_or(text.len());
        find(text, labels, title_end)
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
