//! Verse: each line is one, and each stanza a paragraph.

use super::inlines::is_block_name;
use super::maker::{DEPTH, Maker};
use super::tree::{Place, Tree};
use crate::model::document::{Block, Inline, ParagraphStyle, Text};

impl Maker<'_> {
    /// Verse: each line is one, and each stanza a paragraph.
    pub(super) fn verse(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let is_stanza = |&child: &Place| {
            tree.is_element(child)
                && is_block_name(tree.name(child))
                && (tree.has_class(child, &["stanza", "lg", "verse"]) || tree.children(child).any(|line| tree.name(line) == "br" || is_block_name(tree.name(line))))
        };
        let others = |at: Place| matches!(tree.name(at), "table" | "ul" | "ol" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "figure");
        if tree.within(place).any(others) || tree.children(place).any(|child| is_stanza(&child)) {
            let children: Vec<Place> = tree.children(place).collect();
            for child in children {
                match is_stanza(&child) && !tree.within(child).any(others) && self.depth < DEPTH {
                    true => {
                        self.depth += 1;
                        self.verse(child, out);
                        self.depth -= 1;
                    }
                    false => self.blocks(&[child], out),
                }
            }
            return;
        }
        let mut content = Vec::new();
        for child in tree.children(place) {
            if self.is_skipped(child) {
                continue;
            }
            let is_line = is_block_name(tree.name(child)) || tree.attribute(child, "class").is_some() && tree.name(child) == "span";
            if is_line && !content.is_empty() && !ends_line(&content) {
                content.push(Inline::LineBreak);
            }
            self.after_space |= content.is_empty() || ends_line(&content);
            if is_line {
                let indent = tree.classes(child).find_map(|class| class.strip_prefix(['i', 'l'])?.parse::<usize>().ok()).unwrap_or(0);
                if indent > 0 {
                    content.push(Inline::Text(Text { text: " ".repeat(indent.min(40)), start: tree.start(child) }));
                }
                self.after_space = true;
                self.claim(child);
                self.inlines(child, &mut content);
                if !ends_line(&content) {
                    content.push(Inline::LineBreak);
                }
                self.after_space = true;
            } else {
                self.inline(child, &mut content);
            }
        }
        while content.last().is_some_and(|last| matches!(last, Inline::LineBreak)) {
            content.pop();
        }
        let content: Vec<Inline> = content
            .into_iter()
            .map(|inline| match inline {
                Inline::LineBreak => Inline::Text(Text { text: "\n".to_owned(), start: tree.start(place) }),
                inline => inline,
            })
            .collect();
        self.paragraph(content, ParagraphStyle::Lines, out);
    }
}

fn ends_line(content: &[Inline]) -> bool {
    content.last().is_some_and(|last| matches!(last, Inline::LineBreak))
}

/// Whether an element is called a poem or a part of one.
pub(super) fn is_verse(tree: &Tree, place: Place) -> bool {
    matches!(tree.name(place), "div" | "p" | "section" | "blockquote" | "center")
        && tree.has_class(place, &["poem", "poetry", "verse", "stanza", "poetry-container", "lg", "line-block"])
}
