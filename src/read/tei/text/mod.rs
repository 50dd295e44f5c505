//! A stand-in until the text's builder is there.

use std::collections::{BTreeMap, HashMap};

use super::event::{Element, Event};
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Anchor, Block, Inline, Note, ParagraphStyle, Text};
use crate::model::reference::{Citation, Reference};

pub(super) struct Context<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) words: &'a Words,
    pub(super) guesses: Guesses,
    pub(super) renditions: &'a HashMap<String, String>,
    pub(super) volume: &'a dyn Volume,
}

pub(super) trait Volume {
    fn target(&self, target: &str) -> Target;
    fn picture(&self, url: &str) -> Option<Picture>;
    fn facsimile(&self, page: &Element<'_>) -> Option<Picture>;
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    Cited(Citation),
    Web(String),
    Nowhere,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Picture {
    File(String),
    Web(String),
}

#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) title: Vec<Inline>,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<Reference>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) dates: Vec<SaidDate>,
    pub(super) datelines: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) parties: Vec<Party>,
    pub(super) signed: Vec<String>,
    pub(super) source_note: Option<String>,
    pub(super) source_line: Option<String>,
    pub(super) unknown: BTreeMap<String, usize>,
    pub(super) left_out: BTreeMap<String, LeftOut>,
    pub(super) uncalled: Vec<usize>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SaidDate {
    pub(super) zone: Zone,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) is_attached: bool,
    pub(super) at: usize,
}

impl SaidDate {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(said, _)| said == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Zone {
    #[default]
    Dateline,
    Opener,
    Closer,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Party {
    pub(super) sends: bool,
    pub(super) name: String,
    pub(super) key: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LeftOut {
    pub(super) count: usize,
    pub(super) at: usize,
    pub(super) words: String,
}

pub(super) struct TextBuilder<'a> {
    context: &'a Context<'a>,
    built: Built,
    open: Vec<String>,
    inlines: Vec<Inline>,
}

impl<'a> TextBuilder<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, built: Built::default(), open: Vec::new(), inlines: Vec::new() }
    }

    pub(super) fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(element) => {
                if let Some(target) = element.get("target") {
                    let _ = self.context.volume.target(target);
                }
                if element.name == "pb" {
                    self.inlines.push(Inline::PageBreak(crate::model::document::PageBreak::to(
                        element.get("n").unwrap_or(""),
                        true,
                    )));
                }
                self.open.push(element.name.to_owned());
            }
            Event::End => match self.open.pop().as_deref() {
                Some("head") if self.built.title.is_empty() && self.built.blocks.is_empty() => {
                    self.built.title = std::mem::take(&mut self.inlines);
                }
                Some("p" | "head" | "div" | "item" | "titlePage" | "titlePart") if !self.inlines.is_empty() => {
                    let content = std::mem::take(&mut self.inlines);
                    self.built.blocks.push(Block::Paragraph { style: ParagraphStyle::Body, content });
                }
                _ => {}
            },
            Event::Text(text) => {
                if !text.trim().is_empty() {
                    let text = format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "));
                    self.inlines.push(Inline::Text(Text { text, start: at }));
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> Built {
        if !self.inlines.is_empty() {
            let content = std::mem::take(&mut self.inlines);
            self.built.blocks.push(Block::Paragraph { style: ParagraphStyle::Body, content });
        }
        self.built
    }
}
