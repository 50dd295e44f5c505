//! Notes, and the links that call them, whoever made the page.
//!
//! What all makers have in common: the text has a link with a note's mark, which leads to a place; there the note stands,
//! and mostly leads back. So a link calls a note if a role says so, or if its words are a mark and something else agrees: it
//! is raised, its place is called after notes, or the place leads back to it.

mod label;
mod mark;
mod names;

use std::collections::{HashMap, HashSet};

use super::region::{Region, is_heading};
use super::tree::{Content, Place, Tree};
pub use label::without_label;
use mark::{is_called_after_notes, mark, stem};
pub use names::Names;

/// The notes of a page.
#[derive(Debug, Default)]
pub struct Notes {
    /// The notes, in the order of their first calls; those that nothing calls come last.
    pub list: Vec<FoundNote>,
    /// The links that call notes, with the notes' places in the list.
    pub calls: HashMap<Place, usize>,
}

/// A note of a page.
#[derive(Debug)]
pub struct FoundNote {
    /// Its mark.
    pub label: String,
    /// What it consists of, in order.
    pub parts: Vec<Place>,
    /// The names by which links mean it.
    pub names: Vec<String>,
    /// Where it begins in the source.
    pub start: usize,
}

/// Finds the notes that the document calls. They are left out of the text round them.
pub fn find(tree: &Tree, names: &Names<'_>, region: &mut Region) -> Notes {
    let mut finder = Finder { tree, names, notes: Notes::default(), by_place: HashMap::new(), bodies: HashMap::new() };
    let links: Vec<Place> = region
        .tops
        .iter()
        .flat_map(|&top| open_places(tree, top, &region.skipped))
        .filter(|&place| tree.name(place) == "a" && tree.attribute(place, "href").is_some())
        .collect();
    for link in links {
        finder.see(link, &mut region.skipped);
    }
    // Notes can stand beside the document, and call notes themselves.
    let mut seen = 0;
    while seen < finder.notes.list.len() {
        for part in finder.notes.list[seen].parts.clone() {
            let within: Vec<Place> = tree
                .within(part)
                .filter(|&place| tree.name(place) == "a" && !region.skipped[place] || place == part)
                .filter(|&place| tree.name(place) == "a" && !finder.notes.calls.contains_key(&place))
                .collect();
            within.into_iter().for_each(|link| finder.see(link, &mut region.skipped));
        }
        seen += 1;
    }
    finder.add_uncalled(region);
    finder.drop_empty_sections(region);
    finder.notes
}

/// The places of a part that are not left out.
fn open_places(tree: &Tree, top: Place, skipped: &[bool]) -> Vec<Place> {
    let mut places = Vec::new();
    let mut at = Some(top);
    while let Some(place) = at {
        if !skipped[place] {
            places.push(place);
        }
        at = (if skipped[place] { None } else { tree.children(place).next() }).or_else(|| tree.after(place, top));
    }
    places
}

struct Finder<'a> {
    tree: &'a Tree,
    names: &'a Names<'a>,
    notes: Notes,
    /// The notes by the places that links to them mean.
    by_place: HashMap<Place, usize>,
    /// The notes by their first parts.
    bodies: HashMap<Place, usize>,
}

impl Finder<'_> {
    /// Looks at a link: it calls a note, leads back from one, or is none of both.
    fn see(&mut self, link: Place, skipped: &mut [bool]) {
        if skipped[link] || self.notes.calls.contains_key(&link) {
            return;
        }
        let Some(target) = self.names.target(self.tree, link) else { return };
        if self.leads_back(link, target) {
            skipped[self.outermost_backlink(link)] = true;
            return;
        }
        let Some(label) = self.call_label(link, target) else { return };
        if let Some(&note) = self.by_place.get(&target) {
            self.notes.calls.insert(link, note);
            return;
        }
        let Some(parts) = self.body(target, link).filter(|parts| !parts.contains(&link)) else { return };
        let first = parts.first().copied().unwrap_or(target);
        let label = if label.is_empty() { (self.notes.list.len() + 1).to_string() } else { label };
        let note = self.add(label, parts, target, skipped);
        self.bodies.insert(first, note);
        self.notes.calls.insert(link, note);
        self.skip_backlinks(note, skipped);
    }

    fn add(&mut self, label: String, parts: Vec<Place>, target: Place, skipped: &mut [bool]) -> usize {
        let tree = self.tree;
        let note = self.notes.list.len();
        let names = self.names.by_name_within(tree, &parts, target);
        parts.iter().for_each(|&part| skipped[part] = true);
        let start = parts.first().map_or(0, |&part| tree.start(part));
        self.by_place.insert(target, note);
        self.notes.list.push(FoundNote { label, parts, names, start });
        note
    }

    /// Whether a link within a note leads to a place that calls it.
    fn leads_back(&self, link: Place, target: Place) -> bool {
        let tree = self.tree;
        if tree.has_role(link, &["doc-backlink"]) {
            return true;
        }
        let calls = |place: Place| {
            tree.within(place).take(64).chain(tree.above(place).take(3)).any(|at| self.notes.calls.contains_key(&at))
                || tree.next(place).is_some_and(|next| tree.within(next).take(8).any(|at| self.notes.calls.contains_key(&at)))
        };
        let in_note = std::iter::once(link).chain(tree.above(link)).any(|above| self.bodies.contains_key(&above));
        in_note && is_small(tree, target) && calls(target)
    }

    /// The links of a note that lead back are no part of its text.
    fn skip_backlinks(&self, note: usize, skipped: &mut [bool]) {
        let tree = self.tree;
        let own = &self.notes.list[note];
        for &part in &own.parts {
            for link in tree.within(part).filter(|&at| tree.name(at) == "a") {
                let target = self.names.target(tree, link);
                if target.is_some_and(|target| self.leads_back(link, target)) {
                    skipped[self.outermost_backlink(link)] = true;
                }
            }
        }
    }

    /// The element that holds nothing but links that lead back, and signs.
    fn outermost_backlink(&self, link: Place) -> Place {
        let tree = self.tree;
        let mut outermost = link;
        for above in tree.above(link).take(3) {
            let is_inline = matches!(tree.name(above), "sup" | "sub" | "span" | "b" | "strong" | "small" | "cite" | "i" | "em");
            let is_short = tree.within(above).nth(64).is_none();
            let is_mere = is_short && tree.within(above).all(|at| {
                tree.runs(at).iter().all(|run| !run.text.contains(char::is_alphanumeric))
                    || tree.above(at).take_while(|&up| up != above).any(|up| {
                        tree.name(up) == "a" && self.names.target(tree, up).is_some_and(|target| self.leads_back(up, target))
                    })
            });
            if !is_inline || !is_mere {
                break;
            }
            outermost = above;
        }
        outermost
    }

    /// The mark with which a link calls a note, if it calls one; empty where the link shows none.
    fn call_label(&self, link: Place, target: Place) -> Option<String> {
        let tree = self.tree;
        let words = tree.words(link);
        let mark = mark(&words);
        if tree.has_role(link, &["doc-noteref"]) {
            return Some(mark.unwrap_or_default());
        }
        if tree.has_role(link, &["doc-backlink"]) {
            return None;
        }
        let mark = mark?;
        let is_raised = |place: Place| tree.name(place) == "sup" || is_called_after_notes(tree, place);
        let is_raised = is_raised(link)
            || tree.above(link).take(2).any(is_raised)
            || tree.children(link).any(|child| tree.name(child) == "sup");
        let agrees = is_raised || self.is_note_place(target) || self.is_answered(link, target);
        (agrees && !is_in_heading(tree, target)).then_some(mark)
    }

    /// Whether a place is called after notes, or what holds it.
    fn is_note_place(&self, target: Place) -> bool {
        let tree = self.tree;
        tree.has_role(target, &["doc-footnote", "doc-endnote", "rearnote", "endnote", "footnote"])
            || std::iter::once(target).chain(tree.above(target).take(2)).any(|place| is_called_after_notes(tree, place))
    }

    /// Whether the place of a note leads back to the link, with the same mark.
    fn is_answered(&self, link: Place, target: Place) -> bool {
        let tree = self.tree;
        let block = block_of(tree, target);
        let links = tree.within(block).filter(|&at| tree.name(at) == "a" && at != link).take(64);
        links.into_iter().any(|back| {
            self.names.target(tree, back).is_some_and(|place| {
                place == link
                    || tree.above(link).take(3).any(|above| above == place)
                    || is_small(tree, place) && tree.above(place).take(3).any(|above| above == link)
                    || tree.next(place) == Some(link)
            })
        })
    }

    /// What a note consists of whose place is known.
    fn body(&self, target: Place, link: Place) -> Option<Vec<Place>> {
        let tree = self.tree;
        let block = block_of(tree, target);
        if is_heading(tree.name(block)) || tree.is_within(link, block) && block == target {
            return None;
        }
        if tree.name(block) == "dt" {
            let after = std::iter::successors(tree.next(block), |&at| tree.next(at));
            let rest: Vec<Place> = after.take_while(|&at| tree.name(at) != "dt").collect();
            return Some(std::iter::once(block).chain(rest).collect());
        }
        if matches!(tree.name(block), "td" | "th") {
            let row = tree.parent(block)?;
            if tree.is_within(link, row) {
                return self.run(block, target, link);
            }
            return Some(tree.children(row).filter(|&cell| tree.is_element(cell)).collect());
        }
        if block == target && !is_bare(tree.name(block)) {
            return (!matches!(tree.name(block), "body" | "main" | "article" | "html")).then(|| vec![self.widened(block)]);
        }
        self.run(block, target, link)
    }

    /// A note that is a paragraph, or begins within one that holds others, too.
    fn run(&self, block: Place, target: Place, link: Place) -> Option<Vec<Place>> {
        let tree = self.tree;
        let child = std::iter::once(target).chain(tree.above(target)).take_while(|&at| at != block).last()?;
        let before = std::iter::successors(tree.previous(child), |&at| tree.previous(at));
        let has_text = |at: Place| {
            let mut found = false;
            tree.each_text(at, &mut |run| found |= !run.trim().is_empty());
            found
        };
        let text_before = before.into_iter().any(has_text);
        let holds_note = |place: Place| tree.within(place).any(|at| at != target && self.is_other_note(at, target, link));
        let mut is_last = true;
        let mut parts = vec![child];
        for at in std::iter::successors(tree.next(child), |&at| tree.next(at)) {
            if holds_note(at) || tree.name(at) == "hr" || is_heading(tree.name(at)) {
                is_last = false;
                break;
            }
            parts.push(at);
        }
        if !text_before && is_last && !is_bare(tree.name(block)) && !tree.is_within(link, block) {
            return Some(vec![self.widened(block)]);
        }
        (!tree.is_within(link, child) && !parts.iter().any(|&part| tree.is_within(link, part))).then_some(parts)
    }

    /// Whether an element is the place of another note: it has a name, and a link leads back from it or is to be a note's.
    fn is_other_note(&self, place: Place, target: Place, link: Place) -> bool {
        let tree = self.tree;
        let name = tree.attribute(place, "id").or_else(|| tree.attribute(place, "name").filter(|_| tree.name(place) == "a"));
        let Some(name) = name.filter(|_| place != link) else { return false };
        let own = tree.attribute(target, "id").or_else(|| tree.attribute(target, "name")).unwrap_or_default();
        stem(name) == stem(own) && !stem(name).is_empty()
    }

    /// A note's paragraph, or what holds it and others of the same note.
    fn widened(&self, block: Place) -> Place {
        let tree = self.tree;
        let mut widest = block;
        for above in tree.above(block).take(2) {
            let is_note = matches!(tree.name(above), "li" | "dd") || is_one_note(tree, above);
            let is_first = tree.children(above).find(|&child| !is_blank(tree, child)) == Some(widest);
            if !is_first || !is_note {
                break;
            }
            let has_others = tree.within(above).filter(|&at| !tree.is_within(at, widest)).any(|at| {
                let name = tree.attribute(at, "id").or_else(|| tree.attribute(at, "name"));
                let own = tree.within(widest).find_map(|at| tree.attribute(at, "id").or_else(|| tree.attribute(at, "name")));
                name.zip(own).is_some_and(|(name, own)| stem(name) == stem(own))
            });
            if has_others {
                break;
            }
            widest = above;
        }
        widest
    }

    /// Notes by their roles that nothing calls.
    fn add_uncalled(&mut self, region: &mut Region) {
        let tree = self.tree;
        let places: Vec<Place> =
            region.tops.iter().flat_map(|&top| open_places(tree, top, &region.skipped)).collect();
        for place in places {
            let in_list = || {
                tree.name(place) == "li"
                    && tree.above(place).take(2).any(|above| tree.has_role(above, &["doc-endnotes", "footnotes", "endnotes"]))
            };
            let is_note = tree.has_role(place, &["doc-footnote", "footnote", "endnote", "rearnote"]) || in_list();
            if !is_note || region.skipped[place] || self.bodies.contains_key(&place) {
                continue;
            }
            let words = tree.words(place);
            let first = words.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ')', ':']);
            let label = mark(first).unwrap_or_else(|| (self.notes.list.len() + 1).to_string());
            let note = self.add(label, vec![place], place, &mut region.skipped);
            self.bodies.insert(place, note);
            self.skip_backlinks(note, &mut region.skipped);
        }
    }

    /// Headings and rules above notes head nothing any more.
    fn drop_empty_sections(&self, region: &mut Region) {
        let tree = self.tree;
        let firsts: Vec<Place> = self.notes.list.iter().filter_map(|note| note.parts.first().copied()).collect();
        let mut seen = HashSet::new();
        for first in firsts {
            let mut place = first;
            for above in tree.above(first) {
                if !seen.insert(above) {
                    break;
                }
                if region.tops.contains(&above) || matches!(tree.name(above), "body" | "html" | "main" | "article") {
                    break;
                }
                let is_empty = tree.children(above).all(|child| {
                    region.skipped[child]
                        || is_blank(tree, child)
                        || is_heading(tree.name(child)) && tree.words(child).len() < 40 && above_is_notes(tree, above)
                        || tree.name(child) == "hr"
                });
                if !is_empty {
                    break;
                }
                region.skipped[above] = true;
                place = above;
            }
            self.drop_heading_before(place, region);
        }
    }

    /// Leaves out the rule and the heading before notes after which nothing else follows up to the next heading.
    fn drop_heading_before(&self, place: Place, region: &mut Region) {
        let tree = self.tree;
        let is_gone = |at: Place, region: &Region| region.skipped[at] || is_blank(tree, at);
        let mut after = std::iter::successors(tree.next(place), |&at| tree.next(at)).filter(|&at| !is_gone(at, region));
        if after.next().is_some_and(|next| !is_heading(tree.name(next))) {
            return;
        }
        let before: Vec<Place> =
            std::iter::successors(tree.previous(place), |&at| tree.previous(at)).take(4096).collect();
        for at in before {
            let name = tree.name(at);
            if is_gone(at, region) {
                continue;
            }
            let is_title = is_heading(name) && name != "h1" && tree.words(at).split(' ').count() <= 2;
            if name != "hr" && !is_title {
                break;
            }
            region.skipped[at] = true;
            if is_title {
                break;
            }
        }
    }
}

/// Whether an element is called after one note rather than all of them.
fn is_one_note(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "div" | "aside" | "section" | "p" | "li" | "blockquote")
        && (is_called_after_notes(tree, place) || tree.has_role(place, &["doc-footnote", "footnote"]))
        && !tree.has_class(place, &["footnotes", "endnotes", "notes"])
        && !tree.has_role(place, &["doc-endnotes", "footnotes", "endnotes"])
}

fn above_is_notes(tree: &Tree, place: Place) -> bool {
    tree.has_role(place, &["doc-endnotes", "footnotes", "endnotes"])
        || tree.has_class(place, &["footnotes", "endnotes", "notes", "footnote", "references"])
        || tree.attribute(place, "id").is_some_and(|id| matches!(id, "footnotes" | "endnotes" | "notes"))
}

/// The element with lines of its own that holds a place, or is it.
fn block_of(tree: &Tree, place: Place) -> Place {
    let is_block = |at: &Place| {
        !matches!(
            tree.name(*at),
            "a" | "span" | "sup" | "sub" | "b" | "i" | "em" | "strong" | "font" | "small" | "cite" | "u" | "tt" | "code" | "big"
        )
    };
    std::iter::once(place).chain(tree.above(place)).find(is_block).unwrap_or(place)
}

/// Whether an element holds whole parts of a page, so that it is no note.
fn is_bare(name: &str) -> bool {
    matches!(name, "body" | "html" | "main" | "article" | "form" | "center" | "table" | "tbody" | "ul" | "ol" | "dl")
}

fn is_in_heading(tree: &Tree, place: Place) -> bool {
    let begins = tree.children(place).find(|&child| !is_blank(tree, child));
    std::iter::once(place).chain(begins).chain(tree.above(place)).any(|at| is_heading(tree.name(at)))
}

/// Whether a place is a mark or an empty anchor rather than a part of the text.
fn is_small(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "a" | "span" | "sup" | "b" | "i" | "em" | "strong" | "font" | "small" | "cite")
}

fn is_blank(tree: &Tree, place: Place) -> bool {
    match tree.content(place) {
        Content::Text(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
        Content::Remark => true,
        _ => false,
    }
}

