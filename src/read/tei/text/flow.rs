//! A run of text while it grows: its stretches, and what white space between words means.
//!
//! Indentation is no text. White space between words is one space, wherever tags stand; at the borders of a paragraph there is
//! none. What only separates the elements within an element without words of its own was put there by a program.

use std::rc::Rc;

use super::rendition::Styles;
use super::span::{Kind, Records, Shape, Span};
use crate::model::document::{Inline, ParagraphStyle, Text};

/// How many wrappings can lie in each other. What is deeper is text of what holds it.
const DEEPEST: usize = 24;

/// What a run of text is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// A paragraph.
    Paragraph(ParagraphStyle),
    /// A heading.
    Head,
    /// A paragraph that is laid out as a heading.
    Subhead,
    /// The name of who signed.
    Signed,
    /// Code, whose white space is kept.
    Code,
}

/// What a run of text is for, and how it looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FlowKind {
    pub(super) role: Role,
    pub(super) styles: Styles,
}

impl FlowKind {
    /// A paragraph that looks as usual.
    pub(super) fn paragraph(style: ParagraphStyle) -> Self {
        Self::of(Role::Paragraph(style))
    }

    /// A run of text that looks as usual.
    pub(super) fn of(role: Role) -> Self {
        Self { role, styles: Styles::default() }
    }

    /// Whether lines are kept apart.
    pub(super) fn is_lines(self) -> bool {
        self.role == Role::Paragraph(ParagraphStyle::Lines)
    }
}

/// White space that waits for a word.
#[derive(Debug, Clone, Copy)]
struct Space {
    at: usize,
    /// How many elements were open.
    depth: usize,
    /// Whether it can be what a program put between elements.
    is_soft: bool,
}

/// A run of text.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) kind: FlowKind,
    pub(super) language: Option<Rc<str>>,
    /// The stretches that are open; the first is the run itself.
    spans: Vec<Span>,
    /// How many wrappings these are.
    weight: usize,
    space: Option<Space>,
    /// Whether the text ends in a space, or in a line break.
    ends_in_space: bool,
    /// Whether the next word belongs to the last.
    is_glued: bool,
    /// Whether a line of verse ended, so that what follows is another.
    pub(super) line_ended: bool,
    pub(super) has_words: bool,
    pub(super) has_references: bool,
    pub(super) last: Option<char>,
}

impl Flow {
    pub(super) fn new(kind: FlowKind, language: Option<Rc<str>>) -> Self {
        let root = Span { shape: Shape::of(Kind::Plain, 0), content: Vec::new() };
        Self {
            kind,
            language,
            spans: vec![root],
            weight: 0,
            space: None,
            ends_in_space: false,
            is_glued: false,
            line_ended: false,
            has_words: false,
            has_references: false,
            last: None,
        }
    }

    fn content(&mut self) -> Option<&mut Vec<Inline>> {
        self.spans.last_mut().map(|span| &mut span.content)
    }

    /// Whether there is room for one stretch more.
    pub(super) fn has_room(&self) -> bool {
        self.weight < DEEPEST
    }

    /// Whether the stretch that is open is of a kind and holds nothing yet.
    pub(super) fn is_empty_quotation(&self) -> bool {
        self.spans.last().is_some_and(|span| matches!(span.shape.kind, Kind::Quoted(_)) && span.content.is_empty())
    }

    /// Whether the forms of a choice are expected.
    pub(super) fn is_in_choice(&self) -> bool {
        self.spans.last().is_some_and(|span| span.shape.kind == Kind::Choice)
    }

    /// A stretch begins.
    pub(super) fn begin(&mut self, shape: Shape) {
        self.flush();
        self.weight += weight(&shape);
        self.spans.push(Span { shape, content: Vec::new() });
    }

    /// The stretch that began last ends.
    pub(super) fn end(&mut self, records: &mut Records) {
        if self.spans.len() < 2 {
            return;
        }
        if let Some(span) = self.spans.pop() {
            self.weight = self.weight.saturating_sub(weight(&span.shape));
            let closed = records.close(span);
            if let Some(content) = self.content() {
                content.extend(closed);
            }
        }
    }

    /// Ends all, and gives the text.
    pub(super) fn finish(mut self, records: &mut Records) -> Vec<Inline> {
        while self.spans.len() > 1 {
            self.end(records);
        }
        let mut content = self.spans.pop().map(|span| span.content).unwrap_or_default();
        if self.kind.role != Role::Code {
            trim_end(&mut content);
        }
        if content.is_empty() {
            return content;
        }
        let content = self.kind.styles.wrap(content);
        match self.language {
            Some(language) => vec![Inline::Foreign { language: language.to_string(), content }],
            None => content,
        }
    }

    /// White space.
    pub(super) fn white(&mut self, at: usize, depth: usize, is_soft: bool) {
        if self.space.is_none() && self.has_words && !self.ends_in_space && !self.is_glued {
            self.space = Some(Space { at, depth, is_soft });
        }
    }

    /// Whether white space at this place would part two words.
    pub(super) fn is_after_word(&self) -> bool {
        self.space.is_none() && self.has_words && !self.ends_in_space && !self.is_glued
    }

    /// Where the next inline will stand: the stretch and the place in it.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.spans.len(), self.spans.last().map_or(0, |span| span.content.len()))
    }

    /// Puts a space where a place was, if it is not far back.
    pub(super) fn insert_space(&mut self, (depth, index): (usize, usize), at: usize) {
        const FAR: usize = 64;
        if self.spans.len() == depth
            && let Some(content) = self.content()
            && index <= content.len()
            && content.len() - index < FAR
        {
            content.insert(index, Inline::Text(Text { text: " ".to_owned(), start: at }));
        }
    }

    /// An element without words of its own ends: white space before its end tag was put there by a program.
    pub(super) fn drop_soft_space(&mut self, depth: usize) {
        if self.space.is_some_and(|space| space.is_soft && space.depth == depth) {
            self.space = None;
        }
    }

    /// Words, which hold no white space but single spaces.
    pub(super) fn words(&mut self, words: &str, at: usize) {
        if self.line_ended {
            self.line_ended = false;
            self.break_line();
        }
        let has_space = self.space.take().is_some();
        let start = at.saturating_sub(usize::from(has_space));
        self.has_words = true;
        self.ends_in_space = false;
        self.is_glued = false;
        self.last = words.chars().next_back();
        let Some(content) = self.content() else { return };
        match content.last_mut() {
            Some(Inline::Text(text)) if text.start + text.text.len() == start => {
                if has_space {
                    text.text.push(' ');
                }
                text.text.push_str(words);
            }
            _ => {
                let mut text = String::with_capacity(words.len() + 1);
                if has_space {
                    text.push(' ');
                }
                text.push_str(words);
                content.push(Inline::Text(Text { text, start }));
            }
        }
    }

    /// Characters as they are.
    pub(super) fn verbatim(&mut self, text: &str, at: usize) {
        self.has_words |= !text.trim().is_empty();
        if let Some(content) = self.content() {
            content.push(Inline::Text(Text { text: text.to_owned(), start: at }));
        }
    }

    /// Puts the space that waits where it stands.
    pub(super) fn flush(&mut self) {
        let Some(space) = self.space.take() else { return };
        self.ends_in_space = true;
        self.last = Some(' ');
        let Some(content) = self.content() else { return };
        match content.last_mut() {
            Some(Inline::Text(text)) if text.start + text.text.len() == space.at => text.text.push(' '),
            _ => content.push(Inline::Text(Text { text: " ".to_owned(), start: space.at })),
        }
    }

    /// What has no width: a mark, which clings to the word before it.
    pub(super) fn mark(&mut self, inline: Inline) {
        if let Some(content) = self.content() {
            content.push(inline);
        }
    }

    /// What has a place between words: the beginning of a page, an anchor.
    pub(super) fn insert(&mut self, inline: Inline) {
        self.flush();
        self.mark(inline);
    }

    /// What counts as words: an image, a sign.
    pub(super) fn sign(&mut self, inline: Inline) {
        if self.line_ended {
            self.line_ended = false;
            self.break_line();
        }
        self.flush();
        self.has_words = true;
        self.ends_in_space = false;
        self.is_glued = false;
        self.last = None;
        self.mark(inline);
    }

    /// A line of verse begins further in.
    pub(super) fn indent(&mut self, at: usize) {
        self.mark(Inline::Text(Text { text: "    ".to_owned(), start: at }));
    }

    /// What follows belongs to the word before.
    pub(super) fn glue(&mut self) {
        self.space = None;
        self.is_glued = self.has_words && !self.ends_in_space;
        // A hyphen there was the end of the line's.
        let is_hyphen = |sign: char| matches!(sign, '-' | '\u{2010}' | '\u{ad}' | '¬' | '=' | '⸗');
        if let Some(Inline::Text(text)) = self.content().and_then(|content| content.last_mut())
            && let Some(before) = text.text.strip_suffix(is_hyphen)
            && before.ends_with(char::is_alphabetic)
        {
            text.text.truncate(before.len());
            self.last = text.text.chars().next_back();
        }
    }

    /// A line ends, unless the word goes on.
    pub(super) fn break_line(&mut self) {
        if self.is_glued || !self.has_words || self.kind.role == Role::Head {
            if self.kind.role == Role::Head && !self.is_glued && self.has_words && !self.ends_in_space {
                self.space = self.space.or(Some(Space { at: 0, depth: usize::MAX, is_soft: false }));
            }
            return;
        }
        self.space = None;
        let is_broken = matches!(self.content().and_then(|content| content.last()), Some(Inline::LineBreak));
        if !is_broken {
            self.mark(Inline::LineBreak);
        }
        self.ends_in_space = true;
        self.last = None;
    }
}

/// How many wrappings a stretch is.
fn weight(shape: &Shape) -> usize {
    let wrappings =
        shape.styles.count() + usize::from(shape.kind != Kind::Plain) + usize::from(shape.language.is_some());
    // What is only noted wraps nothing, but begins anew after each block.
    wrappings.max(1)
}

/// Takes spaces and line breaks from the end of a text.
pub(super) fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::LineBreak => {}
            Inline::Text(text) => {
                let length = text.text.trim_end_matches(' ').len();
                text.text.truncate(length);
                if length > 0 {
                    return;
                }
            }
            _ => return,
        }
        content.pop();
    }
}
