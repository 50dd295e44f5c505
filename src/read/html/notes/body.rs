//! What a note consists of, by the place to which its call leads: an element, or a stretch of one.

use super::Finder;
use super::mark::stem;
use super::shape::{block_of, is_bare, is_blank, is_one_note};
use crate::read::html::region::is_heading;
use crate::read::html::tree::Place;

impl Finder<'_> {
    /// What a note consists of whose place is known.
    pub(super) fn body(&self, target: Place, link: Place) -> Option<Vec<Place>> {
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
            return (!matches!(tree.name(block), "body" | "main" | "article" | "html"))
                .then(|| vec![self.widened(block)]);
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
        let holds_note =
            |place: Place| tree.within(place).any(|at| at != target && self.is_other_note(at, target, link));
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
        (!tree.is_within(link, child) && !parts.iter().any(|&part| tree.is_within(link, part)))
            .then_some(parts)
    }

    /// Whether an element is the place of another note: it has a name, and a link leads back from it or is to be a note's.
    fn is_other_note(&self, place: Place, target: Place, link: Place) -> bool {
        let tree = self.tree;
        let name = tree
            .attribute(place, "id")
            .or_else(|| tree.attribute(place, "name").filter(|_| tree.name(place) == "a"));
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
                let own = tree
                    .within(widest)
                    .find_map(|at| tree.attribute(at, "id").or_else(|| tree.attribute(at, "name")));
                name.zip(own).is_some_and(|(name, own)| stem(name) == stem(own))
            });
            if has_others {
                break;
            }
            widest = above;
        }
        widest
    }
}
