//! Long lists, cut into pages, so that none takes long to load whatever an archive holds.

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter};
use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{Catalog, Collection, Record};
use crate::language::interface::Interface;
use crate::resolve::route;
use crate::resolve::route::ListAddresses;

/// How many bytes the rows of a page have at most. What stands round them takes up to 80 KB more.
pub(crate) const MOST_BYTES: usize = 220_000;
/// What a row takes besides its texts.
const ROW: usize = 200;
/// How much of a text a row has.
const MOST_OF_TEXT: usize = 150;
/// How many pages are named before and after the one that is shown.
const REACH: usize = 3;

/// The stretches into which rows of these sizes are cut: each of at most so many bytes, or of one row.
pub(crate) fn cut(sizes: impl Iterator<Item = usize>, most: usize) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (row, size) in sizes.enumerate() {
        filled += size;
        match pages.last_mut().filter(|_| filled <= most) {
            Some(page) => page.end = row + 1,
            None => {
                pages.push(row..row + 1);
                filled = size;
            }
        }
    }
    pages
}

/// About how many bytes the row of a document takes, and rather more.
pub(crate) fn size(record: &Record) -> usize {
    let known = &record.particulars;
    let stated = [&known.subject, &known.from, &known.to, &known.place].into_iter().flatten();
    let line: usize = stated.map(|text| escaped(text).min(MOST_OF_TEXT)).sum();
    let opening = if record.is_alike { 2 * MOST_OF_TEXT } else { MOST_OF_TEXT };
    ROW + escaped(&record.title) + record.id.len() + line + escaped(&record.opening).min(opening)
}

/// How many bytes a text takes in HTML.
pub(crate) fn escaped(text: &str) -> usize {
    let bytes = text.as_bytes();
    text.len()
        + 5 * (memchr3_iter(b'&', b'<', b'>', bytes).count() + memchr2_iter(b'"', b'\'', bytes).count())
}

/// How a list of documents is divided.
#[derive(Debug)]
pub(crate) struct ListPages {
    /// The rows of each page.
    pub rows: Vec<Range<usize>>,
    addresses: ListAddresses,
}

impl ListPages {
    /// Those of a collection. One that shows a table of contents in the place of the list has one page.
    pub fn of(catalog: &Catalog, collection: &Collection) -> Self {
        let documents = collection.listed();
        let sizes = documents.iter().filter_map(|&id| catalog.documents.get(id)).map(|record| size(record));
        let whole = std::iter::once(0..documents.len()).collect();
        let has_contents = collection.is_of_source && !collection.children.is_empty();
        let rows = if has_contents || documents.is_empty() { whole } else { cut(sizes, MOST_BYTES) };
        Self::divided(catalog, collection.address(), rows)
    }

    /// A list whose first page has this address, with the rows of each.
    pub fn divided(catalog: &Catalog, first: String, rows: Vec<Range<usize>>) -> Self {
        let addresses = if rows.len() > 1 {
            ListAddresses::of(catalog, first)
        } else {
            ListAddresses::of(&Catalog::default(), first)
        };
        Self { rows, addresses }
    }

    /// The address of a page.
    pub fn address(&self, page: usize) -> String {
        self.addresses.page(page)
    }

    /// The address of what a script knows of a page's rows.
    pub fn data(&self, page: usize) -> String {
        self.addresses.data(page)
    }

    /// The beginning of the links to these, seen from a page.
    pub fn data_link(&self, page: usize) -> String {
        route::link(&self.address(page), self.addresses.data_beginning())
    }

    /// The addresses of all pages.
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        (0..self.rows.len()).map(|page| self.address(page))
    }

    /// The page on which a row stands.
    pub fn page_of(&self, row: usize) -> usize {
        self.rows.iter().position(|rows| rows.contains(&row)).unwrap_or(0)
    }

    /// The addresses of all pages but the first.
    pub fn further(&self) -> impl Iterator<Item = String> {
        (1..self.rows.len()).map(|page| self.address(page))
    }

    /// Whether there is more than one.
    pub fn are_several(&self) -> bool {
        self.rows.len() > 1
    }

    /// The link from one page to a row, which may stand on another.
    pub fn link(&self, from: usize, row: usize, anchor: &str) -> String {
        let page = self.page_of(row);
        if page == from {
            return format!("#{anchor}");
        }
        format!("{}#{anchor}", route::link(&self.address(from), &self.address(page)))
    }

    /// The way through the pages, as one of them shows it; absent where there is one.
    pub fn steps(&self, archive: &Archive, here: usize) -> Option<PageSteps> {
        self.are_several().then(|| PageSteps::of(self, &archive.interface, here))
    }
}

/// The addresses of all further pages of collections' lists.
pub(crate) fn further(archive: &Archive) -> impl Iterator<Item = String> {
    let catalog = &archive.catalog;
    let pages = |collection| ListPages::of(catalog, collection).further().collect::<Vec<_>>();
    catalog.collections.iter().flat_map(pages)
}

/// The way through the pages of a list.
#[derive(Serialize)]
pub(crate) struct PageSteps {
    /// Which page this is, from 1 on, and how many there are.
    number: String,
    count: String,
    previous: Option<String>,
    next: Option<String>,
    pages: Vec<PageStep>,
}

/// A page of a list.
#[derive(Serialize)]
struct PageStep {
    number: String,
    href: String,
    is_here: bool,
    /// The places of its first and last rows.
    first: String,
    last: String,
    /// Whether pages before it are not named.
    follows_gap: bool,
}

impl PageSteps {
    /// Which page this is, as messages say it.
    pub fn place(&self) -> [(&str, &str); 2] {
        [("number", &self.number), ("count", &self.count)]
    }

    fn of(pages: &ListPages, interface: &Interface, here: usize) -> Self {
        let last = pages.rows.len() - 1;
        let link = |page: usize| route::link(&pages.address(here), &pages.address(page));
        let mut named: Vec<usize> = (here.saturating_sub(REACH)..=(here + REACH).min(last)).collect();
        named.extend([0, last]);
        named.sort_unstable();
        named.dedup();
        let step = |(at, &page): (usize, &usize)| PageStep {
            number: interface.number(page + 1),
            href: link(page),
            is_here: page == here,
            first: interface.number(pages.rows[page].start + 1),
            last: interface.number(pages.rows[page].end),
            follows_gap: at.checked_sub(1).is_some_and(|before| named[before] + 1 < page),
        };
        Self {
            number: interface.number(here + 1),
            count: interface.number(last + 1),
            previous: here.checked_sub(1).map(link),
            next: Some(here + 1).filter(|next| *next <= last).map(link),
            pages: named.iter().enumerate().map(step).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_is_larger_than_it_may_be_unless_one_row_is() {
        let sizes = [10, 20, 30, 100, 5, 5];
        assert_eq!(cut(sizes.into_iter(), 60), [0..3, 3..4, 4..6]);
        assert_eq!(cut([1, 70].into_iter(), 60), [0..1, 1..2]);
        assert!(cut(std::iter::empty(), 60).is_empty());
    }

    #[test]
    fn signs_that_are_escaped_count_as_they_are_written() {
        assert_eq!(escaped("a & b"), 10);
    }
}
