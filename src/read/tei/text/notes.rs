//! Notes: where they are called, and what variants they tell.

use super::TextBuilder;
use super::container::Holder;
use super::ending::{Frame, Open};
use super::flow::FlowKind;
use super::rendition::Styles;
use super::span::Kind;
use crate::model::document::{Block, Inline, NoteMark, ParagraphStyle, Text};
use crate::read::tei::event::Element;

/// A note while the document is read.
#[derive(Debug)]
pub(super) struct Draft {
    /// The mark as it is printed, where the source has one.
    pub(super) label: Option<String>,
    /// Its id.
    pub(super) id: Option<String>,
    /// The id of the place to which it belongs, where it stands elsewhere.
    pub(super) target: Option<String>,
    /// Whether it tells how other witnesses read.
    pub(super) is_variant: bool,
    /// Whether it tells where the original is.
    pub(super) is_source: bool,
    /// Whether it stands between blocks, so that its mark is a guess.
    pub(super) is_apart: bool,
    /// Where it stands in the XML.
    pub(super) span: std::ops::Range<usize>,
    /// Its text.
    pub(super) blocks: Vec<Block>,
}

/// A place where witnesses differ.
#[derive(Debug, Default)]
pub(super) struct Apparatus {
    /// Whether the text has one of the readings.
    is_read: bool,
    /// The others.
    readings: Vec<Block>,
    at: usize,
}

impl TextBuilder<'_> {
    /// A note begins. One in the line is text there.
    pub(super) fn note(&mut self, element: &Element<'_>, at: usize) -> Open {
        let is_inline = ["place", "rend", "rendition"].iter().any(|name| {
            element.get(name).is_some_and(|value| {
                value.split_ascii_whitespace().any(|word| word.trim_start_matches('#') == "inline")
            })
        });
        let is_source = element
            .get("type")
            .is_some_and(|kind| kind.split_ascii_whitespace().any(|word| word == "source"));
        if is_inline {
            return self.inline_note(element, is_source, at);
        }
        let draft = Draft {
            label: element.get("n").map(label).filter(|label| !label.is_empty()),
            // The first note of an id keeps it.
            id: element.get("xml:id").filter(|id| self.ids.insert((*id).to_owned())).map(str::to_owned),
            target: element.get("target").map(|target| target.trim_start_matches('#').to_owned()),
            is_variant: false,
            is_source,
            is_apart: self.current.paragraphs == 0 && self.current.flow.is_none(),
            span: at..at,
            blocks: Vec::new(),
        };
        self.begin_note(draft);
        Open::of(Frame::Container)
    }

    fn inline_note(&mut self, element: &Element<'_>, is_source: bool, at: usize) -> Open {
        if self.current.paragraphs > 0 || self.current.has_words() {
            return self.span(Kind::InlineNote, element, at);
        }
        if let Some(id) = element.get("xml:id") {
            self.anchor(id);
        }
        let is_line = is_source && self.is_document() && !self.has_text;
        let style = if is_line { ParagraphStyle::FileNumber } else { ParagraphStyle::Body };
        self.begin_flow(FlowKind::paragraph(style));
        Open::of(Frame::Kind)
    }

    /// Sets the mark of a note, and begins its text.
    fn begin_note(&mut self, draft: Draft) {
        let index = self.notes.len();
        let mark = Inline::NoteMark(NoteMark { label: String::new(), note: Some(index), call: 0 });
        if draft.is_apart {
            self.attach_mark(mark)
        } else {
            self.flow().mark(mark)
        }
        self.notes.push(draft);
        self.begin_container(Holder::Note(index));
    }

    /// A note ends.
    pub(super) fn end_note(&mut self, index: usize, blocks: Vec<Block>) {
        let last = self.records.last;
        if let Some(note) = self.notes.get_mut(index) {
            note.span.end = last.max(note.span.start);
            note.blocks = blocks;
        }
    }

    /// A place begins where witnesses differ.
    pub(super) fn begin_apparatus(&mut self) -> Open {
        self.apparatus.push(Apparatus { at: self.records.last, ..Apparatus::default() });
        Open::of(Frame::Apparatus)
    }

    /// The reading of the text.
    pub(super) fn see_lemma(&mut self) {
        if let Some(apparatus) = self.apparatus.last_mut() {
            apparatus.is_read = true;
        }
    }

    /// A reading. Where the text has none of its own, the first is the text's.
    pub(super) fn reading(&mut self, element: &Element<'_>) -> Open {
        let Some(apparatus) = self.apparatus.last_mut() else { return Open::of(Frame::Text) };
        if !apparatus.is_read {
            apparatus.is_read = true;
            return Open::of(Frame::Text);
        }
        let witnesses = element.any(&["wit", "source", "resp"]).unwrap_or_default();
        let witnesses: Vec<&str> = witnesses
            .split_ascii_whitespace()
            .map(|witness| witness.rsplit('#').next().unwrap_or(witness))
            .collect();
        self.begin_container(Holder::Reading(witnesses.join(" ")));
        Open::of(Frame::Container)
    }

    /// A reading ends: its words, then its witnesses. One without words says that they are missing there.
    pub(super) fn end_reading(&mut self, witnesses: &str, mut blocks: Vec<Block>) {
        let at = self.records.last;
        let text = |text: &str| Inline::Text(Text { text: text.to_owned(), start: at });
        if blocks.is_empty() {
            let content = vec![text("—")];
            blocks.push(Block::Paragraph { style: ParagraphStyle::Body, content });
        }
        if let (false, Some(Block::Paragraph { content, .. })) = (witnesses.is_empty(), blocks.last_mut()) {
            content.push(text(" "));
            content.extend(Styles::EMPHASIS.wrap(vec![text(witnesses)]));
        }
        let Some(apparatus) = self.apparatus.last_mut() else { return self.current.blocks.extend(blocks) };
        let mut blocks = blocks.into_iter();
        if let Some(Block::Paragraph { content: before, .. }) = apparatus.readings.last_mut() {
            // Readings of a few words stand one after another.
            match blocks.next() {
                Some(Block::Paragraph { content, .. }) => {
                    before.push(text("; "));
                    before.extend(content);
                }
                other => apparatus.readings.extend(other),
            }
        }
        apparatus.readings.extend(blocks);
    }

    /// All readings of a place are told: those that the text does not have are a note.
    pub(super) fn end_apparatus(&mut self, at: usize) {
        let Some(apparatus) = self.apparatus.pop() else { return };
        if apparatus.readings.is_empty() {
            return;
        }
        let index = self.notes.len();
        let mark = Inline::NoteMark(NoteMark { label: String::new(), note: Some(index), call: 0 });
        let is_apart = self.current.flow.is_none() && self.current.paragraphs == 0;
        if is_apart {
            self.attach_mark(mark)
        } else {
            self.flow().mark(mark)
        }
        self.notes.push(Draft {
            label: None,
            id: None,
            target: None,
            is_variant: true,
            is_source: false,
            is_apart,
            span: apparatus.at..at.max(apparatus.at),
            blocks: apparatus.readings,
        });
    }
}

/// A mark without what stands round it: `[4]` and `4)` are note 4.
fn label(said: &str) -> String {
    let bare = said.trim().trim_matches(['[', ']', '(', ')', '.', ':']).trim();
    if bare.is_empty() { said.trim().to_owned() } else { bare.to_owned() }
}
