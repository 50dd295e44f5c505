//! Datelines: the line at a document's head that says where and when it was written.
//!
//! "Moscow, February 22, 1984, 1430Z", "[New York,] May 3–4, 1961", "Washington, undated."
//!
//! A dateline is a place, a date, and what may follow a date. The date is looked for from the left;
//! only if what stands before it names a place, and what stands after it tells the time, is the text
//! a dateline. So a sentence that names a day is none.
//!
//! The folder owns that grammar, and the names of months and days in it. It takes a text and the archive's words for dates,
//! and gives place, date, and what is wrong with the date; it must not know where in a document the text stands.

mod calendar;
mod days;
mod find;
mod names;
mod place;
mod rest;
mod slip;

use std::ops::Range;

use crate::language::dates::Words;
use crate::language::token::Tokens;
use crate::model::date::Date;
use days::Days;
pub use find::{FoundDate, find};
pub use slip::Slip;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq)]
pub struct Dateline {
    /// The place, without editorial brackets.
    pub place: Option<String>,
    /// The date; absent where the document is called undated, or the year is not given.
    pub date: Option<Date>,
    /// What is wrong with the date.
    pub slip: Option<Slip>,
    /// The bytes that give the date.
    pub span: Range<usize>,
}

/// The longest dateline: a longer paragraph is a sentence that names a date.
const LONGEST: usize = 160;

/// Reads a dateline in English or in the words of the archive; `None` if the text is none.
pub fn parse(text: &str, words: &Words) -> Option<Dateline> {
    let space = text.len() - text.trim_start().len();
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let tokens = Tokens::of(text);
    (0..tokens.len()).find_map(|start| {
        let Days { date, slip, end } = days::parse(&tokens, start, words)?;
        if !rest::is_fitting(&tokens[end..], words) {
            return None;
        }
        let place = place::name(&text[..tokens[start].start], &words.reading.datelines)?;
        let span = tokens[start].start..tokens[end - 1].end();
        // Nothing says whether "1911-12" is a month or two years.
        if find::can_be_years(&text[span.clone()]) {
            return None;
        }
        let span = span.start + space..span.end + space;
        Some(Dateline { place: Some(place).filter(|place| !place.is_empty()), date, slip, span })
    })
}

#[cfg(test)]
mod tests;
