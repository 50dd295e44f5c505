//! Masking in a document that was read: wherever it has a text, so that nothing after the reader has an address. Words
//! are masked in the flow of a paragraph, since an address can begin in bold letters and end in others.

use std::ops::Range;

use super::mask::{MASK, domains, masked, masked_head};
use crate::model::document::{Block, Document, ImagePlace, Inline};
use crate::model::metadata::Metadata;
use crate::model::walk::ChildMut;

/// Masks all addresses of a document.
pub fn mask(document: &mut Document) {
    flow(&mut document.title);
    blocks(&mut document.blocks);
    for note in &mut document.notes {
        blocks(&mut note.blocks);
    }
    for reference in &mut document.references {
        string(&mut reference.sentence);
    }
    metadata(&mut document.metadata);
}

fn metadata(metadata: &mut Metadata) {
    let particulars = &mut metadata.particulars;
    let texts =
        [&mut particulars.from, &mut particulars.to, &mut particulars.subject, &mut particulars.description];
    for text in texts.into_iter().chain([&mut metadata.title]).flatten() {
        *text = masked_head(text).into_owned();
    }
    for value in metadata.other.values_mut() {
        *value = masked_head(value).into_owned();
    }
}

fn string(text: &mut String) {
    if let std::borrow::Cow::Owned(masked) = masked(text) {
        *text = masked;
    }
}

fn blocks(all: &mut [Block]) {
    for block in all {
        match block {
            Block::Code { text, .. } => string(text),
            Block::Heading { id, .. } => *id = id.replace('@', "-"),
            _ => {}
        }
        block.children_mut(&mut |child| match child {
            ChildMut::Flow(content) => flow(content),
            ChildMut::Blocks(within) => blocks(within),
        });
    }
}

/// Masks the words of a flow, and what stands in it beside them.
fn flow(content: &mut Vec<Inline>) {
    let mut text = String::new();
    gather(content, &mut text);
    let found = domains(&text);
    if !found.is_empty() {
        cut(content, &found, &mut 0);
    }
    beside(content);
}

/// The words of a flow, one after another.
fn gather(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Code(own) => text.push_str(own),
            Inline::LineBreak => text.push('\n'),
            inline => gather(inline.content(), text),
        }
    }
}

/// Cuts the domains out of the words. The sign stands where each begins.
fn cut(content: &mut [Inline], domains: &[Range<usize>], at: &mut usize) {
    for inline in content {
        match inline {
            Inline::Text(own) => cut_text(&mut own.text, domains, at),
            Inline::Code(own) => cut_text(own, domains, at),
            Inline::LineBreak => *at += 1,
            inline => cut(inline.content_mut(), domains, at),
        }
    }
}

fn cut_text(text: &mut String, domains: &[Range<usize>], at: &mut usize) {
    let (start, end) = (*at, *at + text.len());
    *at = end;
    let first = domains.partition_point(|domain| domain.end <= start);
    let within = domains.get(first..).unwrap_or_default().iter().take_while(|domain| domain.start < end);
    let (mut kept, mut done) = (String::new(), 0);
    let mut is_cut = false;
    for domain in within {
        is_cut = true;
        let (from, to) = (domain.start.max(start) - start, domain.end.min(end) - start);
        kept.push_str(text.get(done..from).unwrap_or_default());
        if domain.start >= start {
            kept.push_str(MASK);
        }
        done = to;
    }
    if is_cut {
        kept.push_str(text.get(done..).unwrap_or_default());
        *text = kept;
    }
}

/// Whether the address of a link holds one of mail, masked or not.
fn is_of_mail(address: &str) -> bool {
    address.contains("@…") || address.contains("%40…") || !domains(address).is_empty()
}

/// Masks what is no word: titles, descriptions, addresses of links. A link to an address leads nowhere without it, so
/// that its words stand alone.
fn beside(content: &mut Vec<Inline>) {
    let mut swept = Vec::with_capacity(content.len());
    for mut inline in std::mem::take(content) {
        match &mut inline {
            Inline::Link { address, content: words, .. } if is_of_mail(address) => {
                let mut words = std::mem::take(words);
                beside(&mut words);
                swept.append(&mut words);
                continue;
            }
            Inline::Link { title, .. } => string(title),
            Inline::Image { place, alt, title, .. } => {
                string(alt);
                string(title);
                if let ImagePlace::Elsewhere(address) = place {
                    string(address);
                }
            }
            Inline::Math { source, .. } | Inline::Html(source) => string(source),
            Inline::Alternative { other, .. } => string(other),
            Inline::Anchor(name) => *name = name.replace('@', "-"),
            _ => {}
        }
        if let Some(within) = inline.run_mut() {
            beside(within);
        }
        swept.push(inline);
    }
    *content = swept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{ParagraphStyle, Text, plain_text};

    fn text(text: &str) -> Inline {
        Inline::Text(Text { text: text.to_owned(), start: 0 })
    }

    #[test]
    fn an_address_is_found_across_styles() {
        let link = Inline::Link {
            address: "mailto:vell@amsel.example".to_owned(),
            title: "to vell@amsel.example".to_owned(),
            content: vec![text("vell@"), Inline::Strong(vec![text("amsel.example")])],
        };
        let content = vec![
            Inline::Strong(vec![text("orn")]),
            text("@amsel."),
            Inline::Code("example".to_owned()),
            text(", "),
            Inline::Emphasis(vec![link]),
        ];
        let mut document = Document {
            blocks: vec![Block::Paragraph { style: ParagraphStyle::Body, content }],
            ..Document::default()
        };
        document.metadata.particulars.from = Some("orn at amsel.example".to_owned());
        mask(&mut document);
        let shown = format!("{document:?}");
        assert!(!shown.contains("amsel"), "{shown}");
        let Some(Block::Paragraph { content, .. }) = document.blocks.first() else { panic!("a paragraph") };
        assert_eq!(plain_text(content), "orn@…, vell@…");
    }
}
