//! Where runs of text go that have ended: paragraphs and headings.

use super::TextBuilder;
use super::container::Holder;
use super::flow::{FlowKind, Role};
use super::span::single_spaced;
use crate::mark::sentence::Sentences;
use crate::model::document::{Anchor, Block, Inline, ParagraphStyle, plain_text};
use crate::model::raw_html::is_reserved_anchor;

impl TextBuilder<'_> {
    /// Puts a run of text with words where it belongs.
    pub(super) fn place(&mut self, kind: FlowKind, mut content: Vec<Inline>) {
        // A paragraph that begins a page is preceded by the break, not opened by it.
        if self.current.holder.takes_blocks() {
            let leading = content.iter().take_while(|inline| matches!(inline, Inline::PageBreak(_))).count();
            for inline in content.drain(..leading) {
                if let Inline::PageBreak(page) = inline {
                    self.push_block(Block::PageBreak(page));
                }
            }
        }
        match kind.role {
            Role::Head => self.place_head(content),
            Role::Subhead => {
                let level = u8::try_from(self.divisions + 2).unwrap_or(6).clamp(2, 6);
                let id = self.made_heading_id(&plain_text(&content));
                self.push_block(Block::Heading { level, id, content });
            }
            Role::Signed => {
                if self.attached == 0 {
                    self.built.signed.push(single_spaced(&plain_text(&content)));
                }
                self.push_block(Block::Paragraph { style: ParagraphStyle::Signature, content });
            }
            Role::Code => self.push_block(Block::Code { language: None, text: plain_text(&content) }),
            Role::Paragraph(style) => {
                if style == ParagraphStyle::Dateline && self.attached == 0 {
                    self.built.datelines.push(single_spaced(&plain_text(&content)));
                }
                if style == ParagraphStyle::FileNumber && self.built.source_line.is_none() {
                    self.built.source_line = Some(single_spaced(&plain_text(&content)));
                }
                self.push_block(Block::Paragraph { style, content });
            }
        }
    }

    fn place_head(&mut self, mut content: Vec<Inline>) {
        match &mut self.current.holder {
            Holder::List(list) => return join(&mut list.head, content),
            Holder::Table(table) => return join(&mut table.caption, content),
            Holder::Figure(..) => {
                return self.push_block(Block::Paragraph { style: ParagraphStyle::Body, content });
            }
            Holder::Root if !self.has_text && self.title.is_empty() && self.divisions == 0 => {
                // The title stands in lists, too, where no anchor can be.
                content.retain(|inline| match inline {
                    Inline::Anchor(id) => {
                        let anchor = self.anchors.iter_mut().rev().find(|anchor| anchor.name == *id);
                        anchor.into_iter().for_each(|anchor| anchor.place = None);
                        false
                    }
                    _ => true,
                });
                self.title = content;
                return;
            }
            _ => {}
        }
        let level = u8::try_from(self.divisions + 1).unwrap_or(6).clamp(2, 6);
        let id = self.heading_id(&plain_text(&content));
        self.push_block(Block::Heading { level, id, content });
    }

    /// The anchor of a heading: the id of its part, else its words.
    fn heading_id(&mut self, words: &str) -> String {
        if let Some(id) = self.division_id.take() {
            let is_first = self.ids.insert(id.clone());
            if is_first && !is_reserved_anchor(&id) {
                return id;
            }
            let made = self.made_heading_id(words);
            if is_first {
                self.anchors.push(Anchor { name: id, place: Some(made.clone()) });
            }
            return made;
        }
        self.made_heading_id(words)
    }

    fn made_heading_id(&mut self, words: &str) -> String {
        let words = words.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.take(8).map(str::to_lowercase).collect();
        let name = format!("h-{}", words.join("-"));
        loop {
            let count = self.heading_ids.entry(name.clone()).or_insert(0);
            *count += 1;
            let id = if *count == 1 { name.clone() } else { format!("{name}-{count}") };
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Gives each reference of a run of text the sentence that holds it.
    pub(super) fn quote_sentences(&mut self, content: &[Inline]) {
        let (mut text, mut places) = (String::new(), Vec::new());
        locate(content, &mut text, &mut places);
        let sentences = Sentences::of(&text, &self.context.words.reading.sentences);
        for (index, place) in places {
            if let Some(reference) = self.records.references.get_mut(index)
                && reference.sentence.is_empty()
            {
                reference.sentence = sentences.around(place);
            }
        }
    }
}

fn join(head: &mut Vec<Inline>, content: Vec<Inline>) {
    if !head.is_empty() {
        head.push(Inline::LineBreak);
    }
    head.extend(content);
}

/// The words of a text, and where the references stand in them.
fn locate(content: &[Inline], text: &mut String, places: &mut Vec<(usize, std::ops::Range<usize>)>) {
    for inline in content {
        let start = text.len();
        match inline {
            Inline::Text(words) => text.push_str(&words.text),
            Inline::Code(words) | Inline::Math { source: words, .. } => text.push_str(words),
            Inline::LineBreak => text.push('\n'),
            other => locate(other.content(), text, places),
        }
        if let Inline::Reference { index, .. } = inline {
            places.push((*index, start..text.len()));
        }
    }
}
