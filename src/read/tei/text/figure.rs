//! Images, and what is said of them.

use super::TextBuilder;
use super::container::Holder;
use super::span::single_spaced;
use crate::model::document::{Block, ImageSize, Inline, ParagraphStyle, Text};
use crate::model::walk::{Part, blocks as walk_blocks};
use crate::read::tei::event::Element;

impl TextBuilder<'_> {
    /// An image.
    pub(super) fn graphic(&mut self, element: &Element<'_>, at: usize) {
        let Some(url) = element.any(&["url", "target", "facs"]) else { return };
        let Some(picture) = self.context.volume.picture(url) else { return };
        let place = self.image(picture, at);
        let size = ImageSize { width: pixels(element.get("width")), height: pixels(element.get("height")) };
        let image = Inline::Image { place, alt: String::new(), title: String::new(), size };
        match &mut self.current.holder {
            Holder::Figure(images, _) => images.push(image),
            holder if self.current.flow.is_some() || !holder.takes_blocks() => self.flow().sign(image),
            _ => self.push_block(Block::Figure { content: vec![image], caption: Vec::new() }),
        }
    }

    /// Images with what is said of them end. Images alone within a text stay there.
    pub(super) fn end_figure(&mut self, mut images: Vec<Inline>, description: String, caption: Vec<Block>) {
        if let Some(Inline::Image { alt, .. }) = images.first_mut() {
            *alt = description;
        } else if !description.is_empty() {
            let text = Text { text: description, start: 0 };
            self.push_block(Block::Paragraph {
                style: ParagraphStyle::Body,
                content: vec![Inline::Text(text)],
            });
        }
        if images.is_empty() {
            return caption.into_iter().for_each(|block| self.push_block(block));
        }
        if caption.is_empty() && self.current.has_words() {
            let flow = self.flow();
            return images.into_iter().for_each(|image| flow.sign(image));
        }
        self.close_flow();
        self.push_block(Block::Figure { content: images, caption });
    }

    /// The description of an image ends.
    pub(super) fn end_description(&mut self, blocks: Vec<Block>) {
        match &mut self.current.holder {
            Holder::Figure(_, description) => *description = single_spaced(&words(&blocks)),
            _ => self.current.blocks.extend(blocks),
        }
    }
}

/// The words of blocks.
fn words(blocks: &[Block]) -> String {
    let mut text = String::new();
    walk_blocks(blocks, &mut |part| match part {
        Part::Inline(Inline::Text(words)) => text.push_str(&words.text),
        Part::Inline(_) => {}
        Part::Block(_) => text.push(' '),
    });
    text
}

/// A length in pixels.
fn pixels(value: Option<&str>) -> Option<u32> {
    value?.trim_end_matches("px").parse().ok().filter(|pixels| (1..=20_000).contains(pixels))
}
