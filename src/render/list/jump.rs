//! The bar above a long list that leads into the midst of it: to its chapters, and otherwise to numbers or to months or years.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{Collection, DocumentId, Record};
use crate::read::number;
use crate::render::paging::ListPages;

/// A shorter list has no bar.
const SHORTEST: usize = 30;
/// The bar has at most this many links, unless chapters or years are more.
const MOST_STEPS: usize = 24;

/// A link of the bar.
#[derive(Serialize)]
pub(super) struct JumpStep {
    title: String,
    href: String,
}

/// A row at which something begins, with its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    pub row: usize,
    pub title: String,
}

/// The anchor of a row.
pub(super) fn anchor(row: usize) -> String {
    format!("list.{}", row + 1)
}

/// The chapters of a collection, in the order of its list.
pub(super) fn chapters(archive: &Archive, collection: &Collection) -> Vec<Beginning> {
    let begins = |chapter| Some((archive.catalog.chapter_start(collection, chapter)?, chapter));
    let chapters = collection.chapters.iter().filter_map(begins);
    let mut chapters: Vec<Beginning> =
        chapters.map(|(row, chapter)| Beginning { row, title: chapter.title.clone() }).collect();
    chapters.sort_by_key(|chapter| chapter.row);
    chapters.dedup_by_key(|chapter| chapter.row);
    chapters
}

/// Where the bar of a collection leads: nowhere, where its list is short.
pub(super) fn beginnings(archive: &Archive, collection: &Collection, is_in_time: bool) -> Vec<Beginning> {
    let chapters = chapters(archive, collection);
    let documents = collection.listed();
    if !chapters.is_empty() || documents.len() < SHORTEST {
        return chapters;
    }
    let record = |&id: &DocumentId| &archive.catalog.documents[id];
    let numbers: Vec<Option<usize>> = documents.iter().map(|id| leading_number(record(id))).collect();
    let are_numbered = numbers.iter().flatten().count() * 2 > numbers.len();
    if is_in_time && (collection.is_ordered_by_date() || !are_numbered) {
        let times: Vec<Option<(i16, Option<i8>)>> =
            documents.iter().map(|id| Some(record(id).date.as_ref()?.date.year_and_month())).collect();
        return by_time(archive, &times);
    }
    let rises = numbers.iter().flatten().is_sorted();
    if are_numbered && rises {
        by_number(&numbers)
    } else {
        by_number(&(1..=documents.len()).map(Some).collect::<Vec<_>>())
    }
}

/// The links of the bar on a page of the list.
pub(super) fn bar(beginnings: Vec<Beginning>, pages: &ListPages, here: usize) -> Vec<JumpStep> {
    let step = |Beginning { row, title }| JumpStep { title, href: pages.link(here, row, &anchor(row)) };
    beginnings.into_iter().map(step).collect()
}

/// The figures with which a number begins.
fn leading_number(record: &Record) -> Option<usize> {
    let number = number::order(record.number.as_deref()?);
    let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

/// Rows by their numbers, which rise: 1–50, 51–100. What has none belongs to what stands before it.
fn by_number(numbers: &[Option<usize>]) -> Vec<Beginning> {
    let (first, last) = (numbers.iter().flatten().min(), numbers.iter().flatten().max());
    let span = last.zip(first).map_or(0, |(last, first)| last - first + 1);
    let steps = (1..).flat_map(|power| [1, 2, 5].map(|step| step * 10_usize.pow(power)));
    let step = steps.take(24).find(|step| span / step < MOST_STEPS).unwrap_or(span.max(1));
    let key = |number: usize| number.saturating_sub(1) / step;
    let mut beginnings: Vec<(usize, usize, usize)> = Vec::new();
    for (row, number) in numbers.iter().enumerate() {
        let Some(number) = *number else { continue };
        match beginnings.last_mut().filter(|(_, first, _)| key(*first) == key(number)) {
            Some((_, _, last)) => *last = number,
            // What stands before the first number belongs to it.
            None => beginnings.push((if beginnings.is_empty() { 0 } else { row }, number, number)),
        }
    }
    let title = |first: usize, last: usize| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    beginnings.into_iter().map(|(row, first, last)| Beginning { row, title: title(first, last) }).collect()
}

/// Rows by month or, where there are many, by year or decade.
fn by_time(archive: &Archive, times: &[Option<(i16, Option<i8>)>]) -> Vec<Beginning> {
    let words = &archive.config.dates;
    let month = |(year, month): (i16, Option<i8>)| match month {
        None => year.to_string(),
        Some(month) => {
            let year = year.to_string();
            archive.interface.tell("month_of", &[("month", words.month_name(month)), ("year", &year)])
        }
    };
    let decade = |(year, _): (i16, Option<i8>)| {
        let first = year.div_euclid(10) * 10;
        format!("{first}–{}", first + 9)
    };
    let named = |name: &dyn Fn((i16, Option<i8>)) -> String| {
        let mut beginnings: Vec<Beginning> = Vec::new();
        for (row, time) in times.iter().enumerate() {
            let title = time.map_or_else(|| archive.interface.say("no_date").to_owned(), name);
            if beginnings.last().is_none_or(|last| last.title != title) {
                beginnings.push(Beginning { row, title });
            }
        }
        beginnings
    };
    let finest = [named(&month), named(&|(year, _)| year.to_string())];
    finest.into_iter().find(|steps| steps.len() <= MOST_STEPS).unwrap_or_else(|| named(&decade))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(numbers: &[Option<usize>]) -> Vec<(usize, String)> {
        by_number(numbers).into_iter().map(|beginning| (beginning.row, beginning.title)).collect()
    }

    #[test]
    fn numbers_are_parted_at_round_ones() {
        let mut numbers = vec![None, None];
        numbers.extend((1..=395).map(Some));
        let titles = titles(&numbers);
        assert_eq!(titles[..2], [(0, "1–20".to_owned()), (22, "21–40".to_owned())]);
        assert_eq!(titles.last(), Some(&(382, "381–395".to_owned())));
    }

    #[test]
    fn numbers_that_are_missing_leave_no_empty_stretch() {
        let numbers: Vec<Option<usize>> = [1, 2, 901, 902].map(Some).to_vec();
        assert_eq!(titles(&numbers), [(0, "1–2".to_owned()), (2, "901–902".to_owned())]);
    }
}
