//! Where printed pages begin: roles of DPUB and EPUB, classes such as `pagenum`, and named places such as `page_12`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Place, Tree};

/// A page's number with the words and signs round it: `[Pg 12]`, `p. 12`, `{xiv}`, `page_12`.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\[({|]?\s*(?:page|seite|pg|pp?|s)?[\s._:-]*([0-9]{1,5}[a-z]?|[ivxlcdm]{1,9})\s*[\])}|]?$")
        .unwrap_or_else(|error| unreachable!("{error}"))
});
/// The name of a place where a page begins.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:page|pagebreak|pg|pb)[_.-]?([0-9]{1,5}[a-z]?|[ivxlcdm]{1,9})$")
        .unwrap_or_else(|error| unreachable!("{error}"))
});

/// The classes by which makers of pages call the beginning of a printed one.
const CLASSES: [&str; 10] = [
    "pagenum", "pageno", "pagenumber", "page-number", "pagebreak", "page-break", "page_number", "pb", "tei-pb", "pagemark",
];

/// The pages that begin in a document, by the elements that say so.
pub fn find(tree: &Tree, tops: &[Place]) -> HashMap<Place, String> {
    let mut found = HashMap::new();
    for place in tops.iter().flat_map(|&top| tree.within(top)).filter(|&place| tree.is_element(place)) {
        if let Some(page) = page(tree, place) {
            found.insert(place, page);
        }
    }
    found
}

/// The page that begins at an element.
fn page(tree: &Tree, place: Place) -> Option<String> {
    let is_marked =
        tree.has_role(place, &["doc-pagebreak", "pagebreak"]) || tree.has_class(place, &CLASSES);
    let words = || {
        // A mark is short, and holds nothing but its number.
        let is_short = tree.within(place).nth(12).is_none();
        is_short.then(|| tree.words(place)).filter(|words| words.len() <= 24)
    };
    if is_marked {
        let words = words()?;
        let attributes = ["data-page", "title", "aria-label"].map(|name| tree.attribute(place, name));
        let named = tree.within(place).filter_map(|at| tree.attribute(at, "id").or_else(|| tree.attribute(at, "name")));
        let said = std::iter::once(words.as_str()).chain(attributes.into_iter().flatten());
        let by_mark = said.into_iter().find_map(|said| number(&MARK, said));
        return by_mark.or_else(|| named.into_iter().find_map(|name| number(&NAME, name)).filter(|_| words.is_empty()));
    }
    // A mark can lead to an image of its page.
    let is_mark = || words().is_some_and(|words| words.starts_with('[') && number(&MARK, &words).is_some());
    let is_place = matches!(tree.name(place), "a" | "span") && (tree.attribute(place, "href").is_none() || is_mark());
    let name = tree.attribute(place, "id").or_else(|| tree.attribute(place, "name")).filter(|_| is_place)?;
    let page = number(&NAME, name)?;
    let words = words()?;
    (words.is_empty() || number(&MARK, &words).as_ref() == Some(&page)).then_some(page)
}

fn number(pattern: &Regex, text: &str) -> Option<String> {
    Some(pattern.captures(text.trim())?.get(1)?.as_str().to_owned())
}
