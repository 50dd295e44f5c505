//! How surely a place in a text holds a note's mark, by what stands before and after it.

use std::ops::Range;

use super::BLANK;
use crate::language::dates::Words;
use crate::model::date::year;

/// How surely a place holds a mark. The numbers only matter in relation to each other: two doubtful
/// places must not outweigh a sure one.
pub(in crate::read::plain) type Weight = u32;

/// A place as sure as a mark after a full stop.
pub(in crate::read::plain) const SURE: Weight = 40;
/// From this weight on a place speaks for notes.
pub(in crate::read::plain) const STRONG: Weight = 24;

/// How far before and after a place is looked, in bytes.
const BEFORE: usize = 96;
const AFTER: usize = 48;

/// A place with what stands near it.
pub(super) struct Context<'a> {
    before: &'a str,
    mark: &'a str,
    after: &'a str,
    in_title: bool,
    words: &'a Words,
}

impl<'a> Context<'a> {
    pub(super) fn of(text: &'a str, span: &Range<usize>, title_end: usize, words: &'a Words) -> Self {
        let from = text.floor_char_boundary(span.start.saturating_sub(BEFORE));
        let to = text.floor_char_boundary((span.end + AFTER).min(text.len()));
        Self {
            before: &text[from..span.start],
            mark: &text[span.clone()],
            after: &text[span.end..to],
            in_title: span.start < title_end,
            words,
        }
    }

    fn previous(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    fn ends_line(&self) -> bool {
        let rest = self.after.trim_start_matches([' ', '\t', '\r', '\u{a0}']);
        rest.is_empty() || rest.starts_with('\n')
    }

    /// Whether the line looks like code, where brackets and figures mean other things.
    fn is_in_code(&self) -> bool {
        let before = self.before.rsplit('\n').next().unwrap_or_default();
        let after = self.after.split('\n').next().unwrap_or_default();
        [before, after].iter().any(|part| {
            part.contains([';', '{', '}', '='] as [char; 4]) && part.contains(['(', '=', '{', '}'])
        })
    }
}

/// How surely a superscript figure is a mark: "the lamp.²" is one, "40 m²" a measure.
pub(super) fn of_superscript(context: &Context<'_>) -> Weight {
    let letters = context.before.chars().rev().take_while(|c| c.is_alphabetic()).take(4).count();
    match context.previous() {
        None | Some('\n') => 0,
        _ if context.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '⁻' | '⁺')) => 4,
        Some(previous) if previous.is_alphabetic() && letters < 3 => 8,
        Some('0'..='9') => {
            let figure = digits_at_end(context.before);
            if is_year(figure) { SURE } else { 8 }
        }
        Some('⁻' | '⁺' | '√') => 0,
        Some(_) => SURE,
    }
}

/// How surely a label in square brackets is a mark: `the lamp.[2]` is one, `x[2] = y` is code.
pub(super) fn of_bracketed(context: &Context<'_>) -> Weight {
    let letters = context.before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    let weight = match context.previous() {
        None => 0,
        Some('\n') => 14,
        Some('.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"' | '\'' | '»') => SURE,
        Some(previous) if previous.is_whitespace() => 30,
        Some(previous) if previous.is_alphabetic() => {
            if letters < 3 {
                8
            } else {
                36
            }
        }
        Some('0'..='9') => {
            if is_year(digits_at_end(context.before)) {
                30
            } else {
                8
            }
        }
        Some('_' | '$' | '%' | '&' | '-') => 4,
        // "[1, 2]"
        Some('[') => 30,
        Some(_) => 20,
    };
    let mut following = context.after.chars();
    match (following.next(), following.next()) {
        _ if context.is_in_code() => weight / 4,
        (Some('('), _) => weight / 4,
        (Some('.'), Some(letter)) if letter.is_alphabetic() => weight / 4,
        (Some(next), _) if next.is_alphanumeric() || next == '=' => weight / 4,
        _ => weight,
    }
}

/// How surely a label in round brackets is a mark. Most of them count what follows.
pub(super) fn of_parenthesised(context: &Context<'_>) -> Weight {
    match context.previous() {
        None | Some('\n') => 0,
        Some(previous) if previous.is_whitespace() => 10,
        Some(previous) if previous.is_alphabetic() => {
            let letters = context.before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
            if letters < 3 || context.next().is_some_and(char::is_alphanumeric) { 4 } else { 30 }
        }
        Some('.' | ',' | ';' | '?' | '!' | '”' | '"' | '»') => SURE,
        Some(_) => 8,
    }
}

/// How surely a number at a place is a mark; 0 if it cannot be one.
pub(super) fn of_number(context: &Context<'_>) -> Weight {
    let (before, after) = (context.before, context.after);
    let next = after.chars().next();
    if next.is_some_and(|c| matches!(c, '0'..='9' | '%' | '°' | '½' | '¼' | '¾' | '/')) {
        return 0;
    }
    let runs_on = next.is_some_and(char::is_alphanumeric);
    let ends_line = context.ends_line();
    let Some(previous) = before.chars().next_back() else { return 0 };
    let earlier = before[..before.len() - previous.len_utf8()].chars().next_back();
    let weight = match previous {
        _ if runs_on && !matches!(previous, '.' | ',' | ';' | ')' | ']' | '”') => 0,
        '0'..='9' if context.in_title && ends_line => 30,
        '0'..='9' => weigh_after_digits(context),
        '.' | ',' if earlier.is_some_and(|c| c.is_ascii_digit()) => weigh_after_figure(context),
        ':' if earlier.is_some_and(|c| c.is_ascii_digit()) => weigh_after_colon(context),
        '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"' | '\'' | '»' => SURE,
        _ if previous.is_alphabetic()
            && context.in_title
            && ends_line
            && earlier.is_some_and(char::is_alphabetic) =>
        {
            SURE
        }
        _ if previous.is_alphabetic() => weigh_after_word(before),
        ' ' | '\u{a0}' | '\t' => weigh_after_space(context),
        BLANK | '“' if after.starts_with(". ") => 2,
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

/// "1970.5" ends a sentence, "7,000" and "3.5" are figures. A figure goes on with a small letter; a sentence that
/// ends begins anew.
fn weigh_after_figure(context: &Context<'_>) -> Weight {
    let point = context.before.len() - 1;
    let figure = digits_at_end(&context.before[..point]);
    let lead = &context.before[..point - figure.len()];
    let is_decimal = figure.len() < 4;
    match context.mark.len() {
        _ if is_decimal && lead.ends_with(['$', '£', '€']) => 2,
        // "1.6.1" and "LGPL2.1" are versions.
        _ if is_decimal && lead.ends_with(|c: char| c == '.' || c.is_alphabetic()) => 2,
        // "Topol 3478.1. Mr. Orn called": the number of a paragraph.
        _ if context.after.starts_with(". ") => 10,
        _ if is_decimal && context.ends_line() => 20,
        1 if is_decimal => 14,
        _ if is_decimal => 4,
        _ => SURE,
    }
}

/// "August 17:2" is a mark, "3:1" hardly.
fn weigh_after_colon(context: &Context<'_>) -> Weight {
    let colon = context.before.len() - 1;
    let figure = digits_at_end(&context.before[..colon]);
    let lead = &context.before[..colon - figure.len()];
    if context.mark.len() > 1 || !context.next().is_none_or(char::is_whitespace) {
        2
    } else if is_year(figure) || (is_day(figure) && follows_month(lead, context.words)) {
        30
    } else if figure.len() > 2 {
        20
    } else {
        4
    }
}

/// "19724" is 1972 with note 4, "February 152" the 15th with note 2; other figures hardly are two.
fn weigh_after_digits(context: &Context<'_>) -> Weight {
    let Context { before, mark: label, after, words, .. } = *context;
    let figure = digits_at_end(before);
    let lead = &before[..before.len() - figure.len()];
    let whole = format!("{figure}{label}");
    // "13. The lamp" at the beginning of a line counts paragraphs.
    if lead.trim_end_matches([' ', '\t', '\u{a0}']).ends_with('\n') && after.starts_with(['.', ')']) {
        return 0;
    }
    if is_year(&whole) && !is_year(figure) {
        return 0;
    }
    if is_year(figure) && !lead.ends_with(['.', ',', '$']) {
        return 26;
    }
    if is_day(figure) && follows_month(lead, words) {
        // "22 Jan 52" ends with a year.
        if whole.len() == 2 && follows_day(lead) {
            return 2;
        }
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
    if words.reading.notes.announcing_long.has(last_word(lead)) {
        return 2;
    }
    match figure.len() {
        // Papers have numbers such as 5706/2.
        1 if lead.ends_with('(') => 1,
        1 if lead.strip_suffix('/').is_some_and(|lead| digits_at_end(lead).len() >= 4) => 7,
        _ if lead.ends_with(['-', '–', '/', '.', ',']) => 3,
        // Numbers of telegrams have three digits or four.
        // "3182, 31882": rather the last of several has the mark.
        3 | 4
            if after
                .strip_prefix(", ")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            6
        }
        3 => 9,
        4 => 7,
        2 => 6,
        _ => 4,
    }
}

/// Whether a text ends with a word that a number follows.
fn announces_number(text: &str, words: &Words) -> bool {
    words.reading.notes.announcing.has(last_word(text))
}

/// The last word of a text, without the full stop of an abbreviation.
fn last_word(text: &str) -> &str {
    text.trim_end_matches([' ', '\u{a0}', '.']).rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether a text ends with a word that does not end what is said, so that a figure after it belongs to that.
fn expects_number(text: &str, words: &Words) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    words.reading.notes.expecting.has(word)
}

fn is_year(figure: &str) -> bool {
    year::of_figures(figure, &year::COMMON).is_some()
}

fn is_day(figure: &str) -> bool {
    figure.len() <= 2 && figure.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

/// Whether a text begins with what stands between a day and its year, and the year.
fn precedes_year(text: &str) -> bool {
    text.strip_prefix(", ").is_some_and(|rest| is_year(rest.get(..4).unwrap_or("")))
}

/// Whether a text ends with the name of a month, in full or shortened.
fn follows_month(text: &str, words: &Words) -> bool {
    let word = text.trim_end_matches([' ', '\u{a0}', '.']);
    let word: String =
        word.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let word = word.to_lowercase();
    words.begins_month(&word)
}

/// Whether the last word of a text, such as a month, stands after a figure that can be a day.
fn follows_day(text: &str) -> bool {
    let words = text.trim_end_matches([' ', '\u{a0}', '.']).trim_end_matches(char::is_alphabetic);
    is_day(digits_at_end(words.trim_end_matches([' ', '\u{a0}'])))
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
fn weigh_after_space(context: &Context<'_>) -> Weight {
    let (before, after, ends_line) = (context.before, context.after, context.ends_line());
    let lead = before.trim_end_matches([' ', '\u{a0}', '\t']);
    let Some(previous) = lead.chars().next_back() else { return 0 };
    // At the beginning of a line, and before a point or bracket, it counts paragraphs.
    if previous == '\n' || (after.starts_with(['.', ')']) && !ends_line) {
        return if previous == '\n' { 0 } else { 2 };
    }
    match (context.in_title, ends_line) {
        (true, true) => SURE,
        _ if announces_number(before, context.words) => 0,
        // "August 2, 1963" and "May 2–June 11" name days.
        _ if follows_month(lead, context.words)
            && (precedes_year(after) || after.starts_with(['–', '-'])) =>
        {
            0
        }
        // "on Apr. 2 he said", "from 3 to 5", "June 1 and 2"
        _ if follows_month(lead, context.words) && !ends_line => 3,
        _ if expects_number(lead, context.words) => 3,
        (_, true) => 28,
        (true, false) => 10,
        _ if matches!(previous, '.' | '”' | ')' | '?' | '!') => 18,
        _ if matches!(previous, ',' | ';' | ':') => 12,
        _ if previous.is_ascii_digit() => {
            let figure = digits_at_end(lead);
            let lead = &lead[..lead.len() - figure.len()];
            if is_year(figure) || (is_day(figure) && follows_month(lead, context.words)) { 20 } else { 3 }
        }
        _ => 5,
    }
}

/// Whether a character closes a word, a sentence or a quotation.
fn is_closing(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"' | '\'' | '»')
}

/// The digits that end a text.
fn digits_at_end(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    &text[rest.len()..]
}

/// A letter is a mark only between punctuation and space: "treaty,a the".
pub(super) fn of_letter(context: &Context<'_>) -> Weight {
    let (previous, next) = (context.previous(), context.next());
    let after_punctuation = previous
        .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '"'));
    let abbreviation = {
        // "U.S.a" is no abbreviation, but "i.e" is: a single letter before the point.
        let mut letters = context.before.chars().rev().skip(1);
        previous == Some('.')
            && letters.next().is_some_and(char::is_alphabetic)
            && !letters.next().is_some_and(char::is_alphabetic)
    };
    if after_punctuation && !abbreviation && next.is_none_or(|c| c.is_whitespace()) { SURE } else { 0 }
}

/// A sign such as `*` is a mark where something precedes it and no more of it follows.
pub(super) fn of_sign(context: &Context<'_>) -> Weight {
    let (before, sign, after) = (context.before, context.mark, context.after);
    let longer = sign.chars().next().is_some_and(|first| before.ends_with(first) || after.starts_with(first));
    match before.chars().next_back() {
        None | Some('\n' | '[' | '(') => 0,
        _ if longer => 0,
        // Inside a word a sign is a slip of the scanner.
        Some(previous) if previous.is_alphanumeric() && after.starts_with(char::is_alphanumeric) => 0,
        Some(' ' | '\t' | '\u{a0}') => 10,
        // "src/*" and "2*3" are no marks.
        Some(previous) if !previous.is_alphanumeric() && !is_closing(previous) => 0,
        _ if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '(' | '=')) => 4,
        Some(_) => SURE,
    }
}
