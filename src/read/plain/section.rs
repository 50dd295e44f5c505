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
    let is_text = |index: usize| -> bool {
        passages.get(index).is_some_and(|next| {
            !matches!(next.kind, Kind::Text(_)) || text[next.span.clone()].contains(['\n', '.', ':'])
        })
    };
    let heads: Vec<bool> = numbers
        .iter()
        .enumerate()
        .map(|(index, number)| {
            let follows = numbers.get(index + 1).and_then(Option::as_ref);
            // A section begins with text, or with its first part.
            number.as_ref().is_some_and(|number| match follows {
                Some(part) => part.len() > number.len() && part.starts_with(number),
                None => is_text(index + 1),
            })
        })
        .collect();
    let series: BTreeSet<&Vec<u32>> = numbers
        .iter()
        .zip(&heads)
        .filter(|(_, heads)| **heads)
        .filter_map(|(number, _)| number.as_ref())
        .collect();
    let in_series = |number: &Vec<u32>| -> bool {
        let sibling = |step: i64| {
            let mut other = number.clone();
            let last = other.last_mut();
            let moved = last.and_then(|last| {
                *last = u32::try_from(i64::from(*last) + step).ok()?;
                Some(())
            });
            moved.is_some() && series.contains(&other)
        };
        number.len() > 1 && parts >= 2 || sibling(1) || sibling(-1)
    };
    let marked: Vec<Option<u8>> = numbers
        .iter()
        .zip(&heads)
        .map(|(number, heads)| {
            let number = number.as_ref().filter(|number| *heads && in_series(number))?;
            Some(u8::try_from(number.len() + 1).unwrap_or(6).min(6))
        })
        .collect();
    for (passage, level) in passages.iter_mut().zip(marked) {
        if let Some(level) = level {
            passage.kind = Kind::Heading(level);
        }
    }
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
