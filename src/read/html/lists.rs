//! Lists, and terms with their definitions.

use super::blocks::has_text;
use super::maker::Maker;
use super::tree::Place;
use crate::model::document::{Block, Definition, ListMember, Numbering};

impl Maker<'_> {
    /// A list. Where a member has a number of its own, a list begins anew, so that the numbers are those of the page.
    pub(super) fn list(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let is_numbered = tree.name(place) == "ol";
        let number = |at: Place, name: &str| tree.attribute(at, name).and_then(|value| value.trim().parse::<u64>().ok());
        let mut start = number(place, "start").unwrap_or(1);
        let numbering = match tree.attribute(place, "type") {
            Some("a") => Numbering::LowerAlpha,
            Some("A") => Numbering::UpperAlpha,
            Some("i") => Numbering::LowerRoman,
            Some("I") => Numbering::UpperRoman,
            _ => Numbering::Decimal,
        };
        let mut members: Vec<ListMember> = Vec::new();
        let close = |members: &mut Vec<ListMember>, start: u64, out: &mut Vec<Block>| {
            let members = std::mem::take(members);
            let start = is_numbered.then_some(start);
            out.extend((!members.is_empty()).then_some(Block::List { start, numbering, members }));
        };
        for child in tree.children(place) {
            if self.is_skipped(child) || !tree.is_element(child) && !has_text(tree, child) {
                continue;
            }
            if let Some(value) = number(child, "value").filter(|_| is_numbered)
                && value != start + members.len() as u64
            {
                close(&mut members, start, out);
                start = value;
            }
            self.member(child, &mut members);
        }
        close(&mut members, start, out);
    }

    fn member(&mut self, place: Place, members: &mut Vec<ListMember>) {
        let tree = self.plan.tree;
        let mut blocks = Vec::new();
        let task = if tree.name(place) == "li" {
            self.claim(place);
            blocks = self.blocks_in(place);
            let is_box = |at: Place| {
                tree.name(at) == "input" && tree.attribute(at, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
            };
            let first = tree.within(place).take(6).find(|&at| tree.is_element(at) && is_box(at));
            first.map(|at| tree.attribute(at, "checked").is_some())
        } else {
            self.blocks(&[place], &mut blocks);
            None
        };
        // A list within a list can stand between its members.
        if matches!(blocks.as_slice(), [Block::List { .. }]) && tree.name(place) != "li"
            && let Some(last) = members.last_mut()
        {
            return last.blocks.extend(blocks);
        }
        if blocks.is_empty() {
            return;
        }
        let is_tight = !tree.children(place).any(|child| tree.name(child) == "p");
        members.push(ListMember { task, tight: is_tight, blocks });
    }

    pub(super) fn definitions(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let mut parts = Vec::new();
        for child in tree.children(place) {
            match tree.name(child) {
                "div" => parts.extend(tree.children(child)),
                _ => parts.push(child),
            }
        }
        let mut definitions: Vec<Definition> = Vec::new();
        for part in parts {
            if self.is_skipped(part) || !tree.is_element(part) && !has_text(tree, part) {
                continue;
            }
            if tree.name(part) == "dt" && !self.plan.holds_blocks[part] {
                self.claim(part);
                let term = self.paragraph_inlines(part);
                self.quote(&term);
                match definitions.last_mut() {
                    Some(last) if last.definitions.is_empty() => last.terms.push(term),
                    _ => definitions.push(Definition { terms: vec![term], definitions: Vec::new() }),
                }
                continue;
            }
            let mut blocks = Vec::new();
            if tree.name(part) == "dd" {
                self.claim(part);
                blocks = self.blocks_in(part);
            } else {
                self.blocks(&[part], &mut blocks);
            }
            match definitions.last_mut() {
                Some(last) => last.definitions.push(blocks),
                None => definitions.push(Definition { terms: Vec::new(), definitions: vec![blocks] }),
            }
        }
        out.extend((!definitions.is_empty()).then_some(Block::Definitions(definitions)));
    }
}
