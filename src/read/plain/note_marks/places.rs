//! Where in a text marks could stand: its figures, brackets and superscripts, looked up by label.
//!
//! The text is gone through once. How surely a place holds a mark is for [`super::weight`] to say.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::weight::{self, Context, Weight};
use super::{Form, Kind};
use crate::language::dates::Words;

/// The longest number of a note, in digits.
const LONGEST_NUMBER: usize = 4;
/// The longest label in brackets, in bytes.
const LONGEST_LABEL: usize = 24;

/// A place that could hold a mark.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) span: Range<usize>,
    /// How surely it does.
    pub(super) weight: Weight,
}

/// The text in which marks are looked for.
pub(super) struct Ground<'a> {
    text: &'a str,
    words: &'a Words,
    /// The end of the title's line.
    pub(super) title_end: usize,
    /// Places of numbers, by form and label.
    spans: HashMap<(Form, String), Vec<Range<usize>>>,
    /// What was weighed before.
    weighed: HashMap<(Form, String), Rc<[Place]>>,
}

impl<'a> Ground<'a> {
    /// Goes through a text.
    pub(super) fn new(text: &'a str, title_end: usize, words: &'a Words) -> Self {
        let mut ground = Self { text, words, title_end, spans: HashMap::new(), weighed: HashMap::new() };
        ground.find_figures();
        ground.find_superscripts();
        ground.find_bracketed(Form::Bracketed, '[', ']');
        ground.find_bracketed(Form::Parenthesised, '(', ')');
        ground
    }

    /// The places that could hold a mark of a label, in the order of the text.
    pub(super) fn places(&mut self, form: Form, label: &str) -> Rc<[Place]> {
        let key = (form, label.to_owned());
        if let Some(known) = self.weighed.get(&key) {
            return Rc::clone(known);
        }
        let places: Rc<[Place]> = self
            .spans_of(&key)
            .into_iter()
            .map(|span| Place { weight: self.weigh(form, label, &span), span })
            .filter(|place| place.weight > 0)
            .collect();
        self.weighed.insert(key, Rc::clone(&places));
        places
    }

    /// Whether a mark that follows a full stop ends a sentence: "at.2 The", not "time.2 clone.2".
    pub(super) fn ends_sentence(&self, span: &Range<usize>) -> bool {
        let before = &self.text[..span.start];
        let next = self.text[span.end..].chars().find(|c| !c.is_whitespace());
        let goes_on = next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_');
        !(before.ends_with('.') && goes_on)
    }

    fn spans_of(&self, key: &(Form, String)) -> Vec<Range<usize>> {
        let (form, label) = key;
        match (form, Kind::of(label)) {
            (Form::Clinging, Kind::Letter | Kind::Sign) => {
                let found = self.text.match_indices(label.as_str());
                found.map(|(start, found)| start..start + found.len()).collect()
            }
            _ => self.spans.get(key).cloned().unwrap_or_default(),
        }
    }

    fn weigh(&self, form: Form, label: &str, span: &Range<usize>) -> Weight {
        let context = Context::of(self.text, span, self.title_end, self.words);
        match (form, Kind::of(label)) {
            (Form::Clinging, Kind::Number) => weight::of_number(&context),
            (Form::Clinging, Kind::Letter) => weight::of_letter(&context),
            (Form::Clinging, Kind::Sign) => weight::of_sign(&context),
            (Form::Superscript, _) => weight::of_superscript(&context),
            (Form::Bracketed, _) => weight::of_bracketed(&context),
            (Form::Parenthesised, _) => weight::of_parenthesised(&context),
        }
    }

    fn add(&mut self, form: Form, label: String, span: Range<usize>) {
        self.spans.entry((form, label)).or_default().push(span);
    }

    /// A mark is what ends a figure, or all of it: "19724" can be 1972 with note 4.
    fn find_figures(&mut self) {
        let bytes = self.text.as_bytes();
        for end in 1..=bytes.len() {
            if !bytes[end - 1].is_ascii_digit() || bytes.get(end).is_some_and(u8::is_ascii_digit) {
                continue;
            }
            let digits =
                bytes[..end].iter().rev().take(LONGEST_NUMBER).take_while(|byte| byte.is_ascii_digit());
            for start in (1..=digits.count()).map(|length| end - length) {
                self.add(Form::Clinging, self.text[start..end].to_owned(), start..end);
            }
        }
    }

    fn find_superscripts(&mut self) {
        let mut run: Option<(Range<usize>, String)> = None;
        // The bytes with which they begin in UTF-8.
        for at in memchr::memchr2_iter(0xc2, 0xe2, self.text.as_bytes()) {
            let Some(character) = self.text[at..].chars().next() else { continue };
            let Some(digit) = superscript_digit(character) else { continue };
            if let Some((span, label)) = run.take_if(|(span, _)| span.end < at) {
                self.add(Form::Superscript, label, span);
            }
            let (span, label) = run.get_or_insert_with(|| (at..at, String::new()));
            span.end = at + character.len_utf8();
            label.push(digit);
        }
        if let Some((span, label)) = run {
            self.add(Form::Superscript, label, span);
        }
    }

    /// Marks in brackets: `[1]`, `[^1]`, `[1, 2]`. One underscore after them is a mark's in reStructuredText.
    fn find_bracketed(&mut self, form: Form, open: char, close: char) {
        for (start, _) in self.text.match_indices(open) {
            let window = self.text.floor_char_boundary((start + LONGEST_LABEL).min(self.text.len()));
            let Some(length) = self.text[start + 1..window.max(start + 1)].find(close) else { continue };
            let inner = start + 1..start + 1 + length;
            let content = &self.text[inner.clone()];
            let label = content.strip_prefix('^').unwrap_or(content);
            let is_number = |part: &str| {
                (1..=LONGEST_NUMBER).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            };
            if !label.is_empty()
                && !label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | ','))
            {
                let end = inner.end + 1;
                let end = end + usize::from(form == Form::Bracketed && self.text[end..].starts_with('_'));
                let label: String = label.chars().map(|c| superscript_digit(c).unwrap_or(c)).collect();
                self.add(form, label, start..end);
            } else if content.contains(',') && content.split(',').all(|part| is_number(part.trim())) {
                let mut at = inner.start;
                for part in content.split(',') {
                    let lead = part.len() - part.trim_start().len();
                    let number = part.trim();
                    self.add(form, number.to_owned(), at + lead..at + lead + number.len());
                    at += part.len() + 1;
                }
            }
        }
    }
}

/// The digit that a superscript figure is.
pub(in crate::read::plain) fn superscript_digit(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}
