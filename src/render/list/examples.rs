//! What the page of the search suggests before anything is asked for, drawn from the archive itself: a name, a phrase, a month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::archive::Archive;
use crate::model::date::Date;

/// How many words a phrase has, at least and at most.
const PHRASE: std::ops::RangeInclusive<usize> = 2..=6;

/// Queries that find something.
#[derive(Serialize)]
pub(super) struct Examples {
    /// The month with the most documents, in words, to show how dates are written.
    month: Option<String>,
    queries: Vec<ExampleQuery>,
}

#[derive(Serialize)]
struct ExampleQuery {
    query: String,
    href: String,
}

impl Examples {
    pub(super) fn of(archive: &Archive) -> Self {
        let month = busiest_month(archive);
        let queries = [name(archive), phrase(archive), month.clone()].into_iter().flatten();
        let example = |query: String| {
            let href = format!("search.html?q={}", utf8_percent_encode(&query, NON_ALPHANUMERIC));
            ExampleQuery { query, href }
        };
        Self { month, queries: queries.map(example).collect() }
    }
}

/// The name from which most documents are.
fn name(archive: &Archive) -> Option<String> {
    let names = archive.catalog.documents.iter().filter_map(|record| record.particulars.from.as_deref());
    most_frequent(names.filter(|name| name.split_whitespace().count() <= 2)).map(str::to_owned)
}

/// The most frequent of the short subjects, in quotation marks; where there is none, that of the short titles.
fn phrase(archive: &Archive) -> Option<String> {
    let is_phrase = |text: &&str| {
        let is_plain = text.chars().all(|c| c.is_alphanumeric() || c == ' ');
        is_plain && PHRASE.contains(&text.split(' ').count())
    };
    let documents = &archive.catalog.documents;
    let subjects = documents.iter().filter_map(|record| record.particulars.subject.as_deref());
    let titles = || documents.iter().map(|record| record.title.as_str());
    let found =
        most_frequent(subjects.filter(is_phrase)).or_else(|| most_frequent(titles().filter(is_phrase)))?;
    Some(format!("\"{found}\""))
}

/// The month of which most documents are, as dates are shown.
fn busiest_month(archive: &Archive) -> Option<String> {
    let months = archive.catalog.documents.iter().filter_map(|record| {
        let (year, month) = record.date.as_ref()?.date.year_and_month();
        // Only years of four figures are read in a query.
        month.filter(|_| (1000..3000).contains(&year)).map(|month| (year, month))
    });
    let (year, month) = most_frequent(months)?;
    Some(Date::month(year, month)?.display_in(&archive.config.dates))
}

/// The most frequent of some values, and the first in their order among those that are as frequent.
fn most_frequent<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().min_by_key(|&(value, count)| (Reverse(count), value)).map(|(value, _)| value)
}
