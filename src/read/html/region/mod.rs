//! What of a page is the document, and what stands around it.
//!
//! A page says it by its elements (`main`, `article`, `nav`), by roles, and by the names that its maker gave to classes and
//! ids. What is left out is counted by what it is, so that it can be told. A part that holds much of the text is never left
//! out for its name alone.

mod furniture;
mod weights;

use std::collections::BTreeMap;

use super::tree::{Place, Tree};
use furniture::{Furniture, furniture};
use weights::Weights;

/// What of a page is read, and what is not.
#[derive(Debug, Default)]
pub struct Region {
    /// The parts that are the document, in order.
    pub tops: Vec<Place>,
    /// For each place whether it is left out, with all within it.
    pub skipped: Vec<bool>,
    /// What was left out within the document and beside it: how many parts, and how many words they have.
    pub left_out: BTreeMap<&'static str, (usize, usize)>,
}

/// What an archive says of its pages, applied to one.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The parts that are the document.
    pub document: Vec<Place>,
    /// The parts that are left out.
    pub leave_out: Vec<Place>,
}

/// An article must hold so many hundredths of the text to be the document.
const ARTICLE: usize = 40;
/// It must hold so many hundredths of the text of all articles.
const CHIEF: usize = 60;

/// Finds the document in a page.
pub fn choose(tree: &Tree, chosen: &Chosen) -> Region {
    let body = tree.body();
    let mut region = Region { skipped: vec![false; tree.len()], ..Region::default() };
    let raw = Weights::of(tree, &region.skipped);
    for &place in &chosen.leave_out {
        region.leave_out(tree, place, "what `leave_out` names");
    }
    let is_named = |place: Place| chosen.document.contains(&place);
    let mut at = Some(body);
    while let Some(place) = at {
        let found = if region.skipped[place] || is_named(place) || !tree.is_element(place) || place == body {
            None
        } else {
            furniture(tree, place).filter(|found| found.is_sure() || raw.is_little(place, body, found.most()))
        };
        let is_above_named = || chosen.document.iter().any(|&top| tree.is_within(top, place));
        if let Some(found) = found.filter(|found| !holds_title(tree, place, *found) && !is_above_named()) {
            region.leave_out(tree, place, found.name());
        }
        let is_closed = region.skipped[place];
        at = (if is_closed { None } else { tree.children(place).next() }).or_else(|| tree.after(place, body));
    }
    let weights = Weights::of(tree, &region.skipped);
    region.tops = if chosen.document.is_empty() {
        vec![densest(tree, body, &weights, &region.skipped)]
    } else {
        chosen.document.clone()
    };
    if chosen.document.is_empty() {
        region.leave_out_links(tree, &weights);
        region.count_around(tree, body);
    }
    region
}

/// The part that holds the text: the chief article, the part that is called the main one, the body.
fn densest(tree: &Tree, body: Place, weights: &Weights, skipped: &[bool]) -> Place {
    let open = |test: &dyn Fn(Place) -> bool, top: Place| {
        let mut found: Vec<Place> = Vec::new();
        let mut at = Some(top);
        while let Some(place) = at {
            let is_one = place != top && tree.is_element(place) && !skipped[place] && test(place);
            if is_one && weights.text[place] > 0 {
                found.push(place);
            }
            let is_closed = skipped[place] || is_one;
            at = (if is_closed { None } else { tree.children(place).next() }).or_else(|| tree.after(place, top));
        }
        found
    };
    let is_main = |place: Place| tree.name(place) == "main" || tree.has_role(place, &["main"]);
    let main = open(&is_main, body).into_iter().max_by_key(|&place| (weights.text[place], usize::MAX - place));
    let base = main.unwrap_or(body);
    let is_article = |place: Place| {
        tree.name(place) == "article"
            || tree.has_role(place, &["article"])
            || tree.attribute(place, "itemprop") == Some("articleBody")
    };
    let articles = open(&is_article, base);
    let all: usize = articles.iter().map(|&place| weights.text[place]).sum();
    let chief = articles.into_iter().max_by_key(|&place| (weights.text[place], usize::MAX - place));
    let is_document = |&place: &Place| {
        weights.text[place] * 100 >= all * CHIEF && weights.text[place] * 100 >= weights.text[base] * ARTICLE
    };
    chief.filter(is_document).unwrap_or(base)
}

impl Region {
    /// Leaves out a part, and counts it.
    pub fn leave_out(&mut self, tree: &Tree, place: Place, name: &'static str) {
        if self.skipped[place] {
            return;
        }
        self.skipped[place] = true;
        self.count(tree, place, name);
    }

    fn count(&mut self, tree: &Tree, place: Place, name: &'static str) {
        let words = tree.text(place).split_whitespace().count();
        let (parts, all) = self.left_out.entry(name).or_default();
        *parts += 1;
        *all += words;
    }

    /// Leaves out rows of links to other pages at the beginning and the end, such as a list of chapters above a page of
    /// 1998. A page that has more links than text is a list of them.
    fn leave_out_links(&mut self, tree: &Tree, weights: &Weights) {
        let Some(&top) = self.tops.first() else { return };
        if weights.linked[top] > weights.text[top] * 2 || weights.text[top] < 150 {
            return;
        }
        let parts: Vec<Place> = edge_parts(tree, top, &self.skipped, weights);
        let is_text = |place: Place| weights.text[place] >= 80;
        let first = parts.iter().position(|&place| is_text(place)).unwrap_or(parts.len());
        let last = parts.iter().rposition(|&place| is_text(place)).unwrap_or(0);
        for (at, &place) in parts.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| parts[before]);
            let is_headed = before.is_some_and(|before| is_heading(tree.name(before)));
            if (at < first || at > last) && !is_headed && is_row_of_links(tree, place, weights) {
                self.leave_out(tree, place, "links");
            }
        }
    }

    /// Counts what stands beside the document and was not left out by itself.
    fn count_around(&mut self, tree: &Tree, body: Place) {
        let tops = self.tops.clone();
        let mut at = Some(body);
        while let Some(place) = at {
            let is_top = tops.contains(&place);
            let is_above = tops.iter().any(|&top| tree.above(top).any(|above| above == place));
            let is_mere = !tree.is_element(place) && tree.runs(place).iter().all(|run| run.text.trim().is_empty());
            let is_code = matches!(tree.name(place), "script" | "style" | "template" | "noscript" | "link" | "meta");
            if !is_top && !is_above && !self.skipped[place] && !is_mere && !is_code && has_words(tree, place) {
                self.count(tree, place, "around the document");
            }
            let goes_in = is_above && !is_top;
            at = (if goes_in { tree.children(place).next() } else { None }).or_else(|| tree.after(place, body));
        }
    }
}

fn has_words(tree: &Tree, place: Place) -> bool {
    let mut found = false;
    tree.each_text(place, &mut |run| found |= !run.trim().is_empty());
    found
}

/// The parts of a page in order, as far as they hold nothing but one another.
fn edge_parts(tree: &Tree, top: Place, skipped: &[bool], weights: &Weights) -> Vec<Place> {
    const WRAPPERS: [&str; 12] = [
        "div", "section", "article", "main", "body", "center", "table", "tbody", "tr", "td", "form", "font",
    ];
    let mut parts = Vec::new();
    let mut at = Some(top);
    while let Some(place) = at {
        let is_open = place == top
            || WRAPPERS.contains(&tree.name(place))
                && weights.text[place] > 0
                && !is_row_of_links(tree, place, weights);
        let is_blank = weights.text[place] + weights.linked[place] == 0;
        if !is_open && !is_blank && !skipped[place] {
            parts.push(place);
        }
        let within = if is_open && !skipped[place] { tree.children(place).next() } else { None };
        at = within.or_else(|| tree.after(place, top));
    }
    parts
}

/// Whether a part is a row of links that lead to other pages.
fn is_row_of_links(tree: &Tree, place: Place, weights: &Weights) -> bool {
    let (text, linked) = (weights.text[place], weights.linked[place]);
    if linked == 0 || linked < text * 3 {
        return false;
    }
    let links = tree.within(place).filter(|&at| tree.name(at) == "a");
    let leads_away = |at: &Place| tree.attribute(*at, "href").is_some_and(|href| !href.starts_with('#') && !href.starts_with("mailto:"));
    let count = links.filter(leads_away).count();
    count >= 3 && linked / count < 40
}

/// Whether an element is a heading.
pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a part that is known by its name alone holds the one title of the page.
fn holds_title(tree: &Tree, place: Place, found: Furniture) -> bool {
    !found.is_sure() && tree.find(place, |at| tree.name(at) == "h1").is_some()
}
