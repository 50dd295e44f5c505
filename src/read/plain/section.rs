//! Numbered headings of sections: "3.2.  Scope". One number heads nothing; a series of them does.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Measure;
use super::passage::{Kind, Passage};

/// Headings are no longer than this.
const LONGEST: usize = 100;

/// Marks the headings of numbered sections among lines that stand by themselves.
pub(super) fn mark(text: &str, passages: &mut [Passage], measure: &Measure) {
    let numbers: Vec<Option<Vec<u32>>> = passages
        .iter()
        .map(|passage| match passage.kind {
            Kind::Text(_) => number(&text[passage.span.clone()]),
            _ => None,
        })
        .collect();
    let parts = numbers.iter().flatten().filter(|number| number.len() > 1).count();
    // Numbered paragraphs can be short, too: single numbers head sections only in a text that is broken into
    // lines, or that numbers parts of sections.
    if parts < 2 && !measure.is_wrapped {
        return;
    }
    let heads = heads(text, passages, &numbers);
    let series: BTreeSet<&[u32]> = heads.iter().flatten().copied().collect();
    let in_series = |number: &[u32]| {
        number.len() > 1 && parts >= 2 || has_sibling(&series, number, 1) || has_sibling(&series, number, -1)
    };
    for (passage, number) in passages.iter_mut().zip(&heads) {
        if let Some(number) = number.filter(|number| in_series(number)) {
            passage.kind = Kind::Heading(u8::try_from(number.len() + 1).unwrap_or(6).min(6));
        }
    }
}

/// The numbers that stand before text or before their first part, as that of a section does.
fn heads<'a>(text: &str, passages: &[Passage], numbers: &'a [Option<Vec<u32>>]) -> Vec<Option<&'a [u32]>> {
    let is_text = |index: usize| {
        passages.get(index).is_some_and(|next| {
            !matches!(next.kind, Kind::Text(_)) || text[next.span.clone()].contains(['\n', '.', ':'])
        })
    };
    let head = |(index, number): (usize, &'a Option<Vec<u32>>)| {
        let number = number.as_deref()?;
        let is_head = match numbers.get(index + 1).and_then(Option::as_ref) {
            Some(part) => part.len() > number.len() && part.starts_with(number),
            None => is_text(index + 1),
        };
        is_head.then_some(number)
    };
    numbers.iter().enumerate().map(head).collect()
}

/// Whether the number that many steps after this one is in the series: 2.2 is one step after 2.1.
fn has_sibling(series: &BTreeSet<&[u32]>, number: &[u32], step: i64) -> bool {
    let mut other = number.to_vec();
    let Some(last) = other.last_mut() else { return false };
    let Ok(moved) = u32::try_from(i64::from(*last) + step) else { return false };
    *last = moved;
    series.contains(other.as_slice())
}

/// The number of a section, if a line is its heading by its form.
fn number(line: &str) -> Option<Vec<u32>> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t\u{a0}]+(\p{Lu}[^\n]*)$")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    if line.len() > LONGEST * 4 || line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let captures = NUMBERED.captures(line)?;
    let words = captures.get(2)?.as_str();
    if words.ends_with(['.', ',', ';', ':', '?', '!']) || words.contains("   ") || words.contains(". .") {
        return None;
    }
    captures.get(1)?.as_str().split('.').map(|part| part.parse().ok()).collect()
}
