//! The printed pages on which each document stands, from the breaks in it and in the documents around it.
//!
//! A break says where a page begins. So a document in which the page 174 begins after its first words begins on the page
//! before. One without a break stands on a single page: the last that began before it, if the next to begin follows that
//! one. Otherwise pages are missing here, and nothing is said.

use std::collections::HashMap;

use roman_numerals::{FromRoman, ToRoman};

use super::{Collection, CollectionId, Record};

/// Says of each document on which printed pages it stands. The documents are in reading order.
pub(super) fn settle(documents: &mut [Box<Record>], collections: &[Collection]) {
    let mut volumes: HashMap<CollectionId, Run> = HashMap::new();
    for place in 0..documents.len() {
        let record = &documents[place];
        let volume = collections.get(record.collection).map_or(record.collection, |own| own.volume);
        let run = volumes.entry(volume).or_default();
        let Some(first) = record.pages.iter().next() else {
            run.waiting.push(place);
            continue;
        };
        let last = record.pages.iter().next_back().unwrap_or(first).to_owned();
        let begins = if record.opens_page { Some(first.to_owned()) } else { before(first) };
        // Where no page is missing, those without a break stand on the page on which this one begins.
        let shared = run.last.take().filter(|page| before(first).as_ref() == Some(page));
        let span = begins.map(|begins| (begins, last.clone()));
        for waiting in run.waiting.drain(..) {
            documents[waiting].page_span = shared.clone().map(|page| Box::new((page.clone(), page)));
        }
        documents[place].page_span = span.map(Box::new);
        run.last = Some(last);
    }
}

/// What is known while the documents of a volume are gone through.
#[derive(Default)]
struct Run {
    /// The last page that began.
    last: Option<String>,
    /// The documents since, in which none does.
    waiting: Vec<usize>,
}

/// The page before one, in the numerals of that. Before the first page there is none that has a number.
fn before(page: &str) -> Option<String> {
    if page.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: u32 = page.parse().ok()?;
        return (number > 1).then(|| (number - 1).to_string());
    }
    let number = u32::from_roman(&page.to_ascii_uppercase()).filter(|number| *number > 1)?;
    let roman = (number - 1).to_roman();
    Some(if page.starts_with(|c: char| c.is_lowercase()) { roman.to_lowercase() } else { roman })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_before_has_the_same_numerals() {
        assert_eq!(before("174").as_deref(), Some("173"));
        assert_eq!(before("xii").as_deref(), Some("xi"));
        assert_eq!(before("X").as_deref(), Some("IX"));
        assert_eq!(before("1"), None);
        assert_eq!(before("A-3"), None);
    }
}
