//! From a document's inlines to running text and back: the [`grammar`](super::grammar) reads the
//! text of a paragraph as one string, and what it finds is marked in the tree.

use std::cell::LazyCell;
use std::ops::Range;

use super::grammar::{Attachment, Context, Found, Grammar};
use crate::language::reading::ReferenceWords;
use crate::mark::sentence::Sentences;
use crate::model::document::{Block, Document, Inline, Note, Text, plain_text};
use crate::model::reference::Reference;
use crate::model::walk::ChildMut;

/// Finds the references in a document's text and notes, and marks their words.
pub fn mark(document: &mut Document, grammar: &Grammar) {
    let mut marker = Marker {
        grammar,
        references: std::mem::take(&mut document.references),
        within: None,
        context: Context::default(),
    };
    marker.context.attachments = attachments(&document.blocks, &grammar.reading().references);
    marker.blocks(&mut document.blocks);
    marker.context.attachments.clear();
    for note in &mut document.notes {
        marker.note(note);
    }
    document.references = marker.references;
}

/// The attachments that a document's headings name.
fn attachments(blocks: &[Block], words: &ReferenceWords) -> Vec<Attachment> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { id, content, .. } => {
                found.extend(Attachment::of_heading(&plain_text(content), id, words));
            }
            // An attachment can be a part of its own.
            Block::Section { blocks, .. } => found.extend(attachments(blocks, words)),
            _ => {}
        }
    }
    found
}

struct Marker<'a> {
    grammar: &'a Grammar,
    references: Vec<Reference>,
    /// The anchor of the note that is being read.
    within: Option<String>,
    /// The notes of a document go on from one another.
    context: Context,
}

impl Marker<'_> {
    fn note(&mut self, note: &mut Note) {
        self.within = Some(note.anchor());
        self.context.in_note = true;
        self.blocks(&mut note.blocks);
        self.context.in_note = false;
        self.within = None;
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            // What stands in an attachment can have attachments of its own.
            if let Block::Heading { content, .. } = block
                && Attachment::of_heading(&plain_text(content), "", &self.grammar.reading().references)
                    .is_some()
            {
                self.context.attachments.clear();
            }
            block.children_mut(&mut |child| match child {
                ChildMut::Flow(content) => self.flow(content),
                ChildMut::Blocks(within) => self.blocks(within),
            });
        }
    }

    fn flow(&mut self, content: &mut Vec<Inline>) {
        let flow = Flow::of(content);
        let found = self.grammar.find(&flow.text, &mut self.context);
        let first = self.references.len();
        let found: Vec<Found> = found.into_iter().filter(|found| flow.is_open(&found.span)).collect();
        let sentences = LazyCell::new(|| Sentences::of(&flow.text, &self.grammar.reading().sentences));
        for found in &found {
            self.references.push(Reference {
                rule: found.rule.clone(),
                citation: found.citation.clone(),
                span: flow.source_span(&found.span),
                sentence: sentences.around(found.span.clone()),
                within: self.within.clone(),
            });
        }
        if !found.is_empty() {
            wrap(content, &found, first);
        }
    }
}

/// The running text of some inlines, and where its parts come from.
struct Flow {
    text: String,
    /// For each stretch of text: where it starts in `text`, and in the source.
    starts: Vec<(usize, usize)>,
    /// What cannot hold a reference: code, formulas, links, references of the source's own. They stand in
    /// the text's order, and none overlaps another.
    closed: Vec<Range<usize>>,
}

impl Flow {
    fn of(content: &[Inline]) -> Self {
        let mut flow = Self { text: String::new(), starts: Vec::new(), closed: Vec::new() };
        flow.push(content);
        flow
    }

    fn push(&mut self, content: &[Inline]) {
        for inline in content {
            let start = self.text.len();
            match inline {
                Inline::Text(text) => {
                    self.starts.push((start, text.start));
                    self.text.push_str(&text.text);
                }
                Inline::Link { content, .. } | Inline::Reference { content, .. } => {
                    let within = self.closed.len();
                    self.push(content);
                    self.closed.truncate(within);
                    self.closed.push(start..self.text.len());
                }
                formatted if !formatted.content().is_empty() => self.push(formatted.content()),
                _ => {
                    self.text.push_str(stands_for(inline));
                    if !self.text[start..].trim().is_empty() {
                        self.closed.push(start..self.text.len());
                    }
                }
            }
        }
    }

    fn is_open(&self, span: &Range<usize>) -> bool {
        let next = self.closed.partition_point(|closed| closed.end <= span.start);
        self.closed.get(next).is_none_or(|closed| closed.start >= span.end)
    }

    /// The bytes of the source that a stretch of the text comes from.
    fn source_span(&self, span: &Range<usize>) -> Range<usize> {
        let place = |offset: usize| {
            let index = self.starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            self.starts.get(index).map_or(0, |(start, source)| source + offset.saturating_sub(*start))
        };
        let start = place(span.start);
        let last = place(span.end.saturating_sub(1).max(span.start));
        start..last.max(start) + 1
    }
}

/// What stands in the running text for an inline that has none of its own: so that words on its two
/// sides are one word or two as they are on the page.
fn stands_for(inline: &Inline) -> &str {
    match inline {
        Inline::Code(code) | Inline::Math { source: code, .. } => code,
        Inline::Image { alt, .. } => alt,
        Inline::LineBreak => "\n",
        _ => "",
    }
}

/// Wraps stretches of the running text, which stand in its order and do not overlap, in references
/// with the numbers from `first` on; and so divides what they cut through.
fn wrap(content: &mut Vec<Inline>, found: &[Found], first: usize) {
    let cuts: Vec<usize> = found.iter().flat_map(|found| [found.span.start, found.span.end]).collect();
    let mut cutter = Cutter { cuts: &cuts, offset: 0 };
    let parts = cutter.divide(std::mem::take(content));
    // Every second part holds the words of a reference.
    for (index, part) in parts.into_iter().enumerate() {
        match index % 2 {
            0 => content.extend(part),
            _ => content.push(Inline::Reference { index: first + index / 2, content: part }),
        }
    }
}

/// Divides inlines at offsets of their running text, in one walk.
struct Cutter<'a> {
    /// The offsets that were not reached yet, in their order.
    cuts: &'a [usize],
    /// The offset that was reached.
    offset: usize,
}

impl Cutter<'_> {
    /// The parts between the cuts. What has no width at the very place, such as a note's mark, goes to
    /// the part that follows.
    fn divide(&mut self, content: Vec<Inline>) -> Vec<Vec<Inline>> {
        let mut parts = vec![Vec::new()];
        for inline in content {
            while self.cuts.first().is_some_and(|cut| *cut <= self.offset) {
                self.cuts = &self.cuts[1..];
                parts.push(Vec::new());
            }
            for (index, piece) in self.divide_inline(inline).into_iter().enumerate() {
                if index > 0 {
                    parts.push(Vec::new());
                }
                if let Some(last) = parts.last_mut() {
                    last.push(piece);
                }
            }
        }
        parts
    }

    /// The pieces of one inline; what cannot be divided is left whole.
    fn divide_inline(&mut self, inline: Inline) -> Vec<Inline> {
        match inline {
            Inline::Text(text) => self.divide_text(&text),
            Inline::Emphasis(content) => self.divide_within(content, Inline::Emphasis),
            Inline::Strong(content) => self.divide_within(content, Inline::Strong),
            Inline::Deleted(content) => self.divide_within(content, Inline::Deleted),
            Inline::Superscript(content) => self.divide_within(content, Inline::Superscript),
            Inline::Subscript(content) => self.divide_within(content, Inline::Subscript),
            Inline::Editorial(content) => self.divide_within(content, Inline::Editorial),
            Inline::Styled { style, content } => {
                self.divide_within(content, |content| Inline::Styled { style, content })
            }
            Inline::Foreign { language, content } => {
                self.divide_within(content, |content| Inline::Foreign { language: language.clone(), content })
            }
            whole => {
                self.offset += width(&whole);
                vec![whole]
            }
        }
    }

    fn divide_within(
        &mut self,
        content: Vec<Inline>,
        make: impl FnMut(Vec<Inline>) -> Inline,
    ) -> Vec<Inline> {
        self.divide(content).into_iter().map(make).collect()
    }

    fn divide_text(&mut self, Text { text, start }: &Text) -> Vec<Inline> {
        let (mut pieces, mut from) = (Vec::new(), 0);
        let end = self.offset + text.len();
        while let Some(&cut) = self.cuts.first().filter(|cut| **cut < end) {
            let at = text.floor_char_boundary(cut - self.offset);
            pieces.push(Inline::Text(Text { text: text[from..at].to_owned(), start: start + from }));
            from = at;
            self.cuts = &self.cuts[1..];
        }
        pieces.push(Inline::Text(Text { text: text[from..].to_owned(), start: start + from }));
        self.offset = end;
        pieces
    }
}

/// The bytes that an inline takes in the running text.
fn width(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) => text.text.len(),
        formatted if !formatted.content().is_empty() => formatted.content().iter().map(width).sum(),
        other => stands_for(other).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;
    use crate::model::document::{NoteMark, PageBreak, ParagraphStyle};

    fn text(text: &str, start: usize) -> Inline {
        Inline::Text(Text { text: text.to_owned(), start })
    }

    fn marked(content: Vec<Inline>) -> (Vec<Inline>, Vec<Reference>) {
        let block = Block::Paragraph { style: ParagraphStyle::Body, content };
        let mut document = Document { blocks: vec![block], ..Document::default() };
        mark(
            &mut document,
            &Grammar::new(["Foreign Relations, vol. I"].into_iter(), &[], ReadingWords::everywhere()),
        );
        let Some(Block::Paragraph { content, .. }) = document.blocks.pop() else { panic!("a paragraph") };
        (content, document.references)
    }

    #[test]
    fn words_are_wrapped_and_places_kept() {
        let (content, references) = marked(vec![text("See Document 12 again.", 100)]);
        assert_eq!(
            content,
            [
                text("See ", 100),
                Inline::Reference { index: 0, content: vec![text("Document 12", 104)] },
                text(" again.", 115)
            ]
        );
        assert_eq!(references[0].span, 104..115);
    }

    #[test]
    fn a_page_break_within_the_words_is_kept() {
        let page = Inline::PageBreak(PageBreak::to("5", true));
        let (content, references) = marked(vec![text("See Docu", 0), page.clone(), text("ment 12.", 18)]);
        assert_eq!(
            content[1],
            Inline::Reference { index: 0, content: vec![text("Docu", 4), page, text("ment 12", 18)] }
        );
        assert_eq!(references[0].span, 4..25);
    }

    #[test]
    fn emphasis_is_split() {
        let (content, references) =
            marked(vec![Inline::Emphasis(vec![text("See Foreign Relations", 1)]), text(", vol. II.", 23)]);
        assert_eq!(references.len(), 1);
        assert_eq!(plain_text(&content), "See Foreign Relations, vol. II.");
        assert!(
            matches!(&content[1], Inline::Reference { content, .. } if matches!(content[0], Inline::Emphasis(_)))
        );
    }

    #[test]
    fn links_and_code_are_left_alone() {
        let link = Inline::Link {
            address: "x".to_owned(),
            title: String::new(),
            content: vec![text("Document 1", 0)],
        };
        let (content, references) = marked(vec![link.clone(), Inline::Code("Document 2".to_owned())]);
        assert!(references.is_empty());
        assert_eq!(content[0], link);
    }

    #[test]
    fn a_mark_after_the_words_stays_after_them() {
        let mark = Inline::NoteMark(NoteMark { label: "2".to_owned(), note: Some(0), call: 1 });
        let (content, _) = marked(vec![text("See Document 15", 0), mark.clone(), text(" now", 16)]);
        assert_eq!(content[2], mark);
    }
}
