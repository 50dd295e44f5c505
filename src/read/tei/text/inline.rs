//! Runs of text: where characters go, where a run begins, and what becomes of it when it ends.

use std::rc::Rc;

use super::container::Holder;
use super::flow::{Flow, FlowKind, Role};
use super::span::{Kind, Shape};
use super::{TextBuilder, tongue};
use crate::model::document::{Block, Inline};
use crate::read::tei::event::Element;

/// Over how many beginnings of pages the block before a mark is looked for.
const FAR: usize = 32;

impl TextBuilder<'_> {
    /// Characters.
    pub(super) fn text(&mut self, text: &str, at: usize) {
        if self.hidden > 0 {
            return self.see_hidden(text);
        }
        let is_white = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        let has_words = !text.bytes().all(is_white);
        if !has_words {
            return self.white_space(text, at);
        }
        if let Some(open) = self.open.last_mut() {
            open.began = true;
            open.has_words = true;
        }
        let depth = self.open.len();
        let flow = self.flow();
        if flow.kind.role == Role::Code {
            return flow.verbatim(text, at);
        }
        let bytes = text.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            let run = |from: usize, wanted: bool| {
                let end = bytes[from..].iter().position(|byte| is_white(*byte) != wanted);
                end.map_or(bytes.len(), |end| from + end)
            };
            let words = run(from, true);
            if words > from {
                flow.white(at + from, depth, false);
                from = words;
                continue;
            }
            let mut end = run(from, false);
            // Words that single spaces part are one stretch.
            while bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(|byte| !is_white(*byte)) {
                end = run(end + 1, false);
            }
            flow.words(&text[from..end], at + from);
            from = end;
        }
        self.records.last = at + text.trim_ascii_end().len();
    }

    /// Characters that are nothing but white space.
    fn white_space(&mut self, text: &str, at: usize) {
        let depth = self.open.len();
        let Some(flow) = &mut self.current.flow else { return };
        if flow.kind.role == Role::Code {
            return flow.verbatim(text, at);
        }
        if flow.is_in_choice() {
            return;
        }
        let is_soft = text.contains('\n');
        match self.open.last_mut() {
            Some(open) if is_soft && !open.began => {
                if flow.is_after_word() {
                    open.lead = Some(flow.place());
                }
            }
            _ => flow.white(at, depth, is_soft),
        }
    }

    /// The run of text that is open; one begins where there is none.
    pub(super) fn flow(&mut self) -> &mut Flow {
        if self.current.flow.is_none() {
            let kind = self.current.kind();
            let mut flow = Flow::new(kind, self.current.language());
            if kind.role != Role::Head
                && let Some(id) = self.division_id.take()
            {
                let anchor = self.anchor_of(&id);
                self.current.pending.extend(anchor);
            }
            if self.below.is_empty() && kind.role == Role::Head {
                // A mark that stands before a heading belongs behind its words.
                let (marks, others) =
                    self.current.pending.drain(..).partition(|inline| matches!(inline, Inline::NoteMark(_)));
                self.current.pending = marks;
                others.into_iter().for_each(|inline: Inline| flow.mark(inline));
            } else {
                self.current.pending.drain(..).for_each(|inline| flow.mark(inline));
            }
            for shape in &self.current.shapes {
                flow.begin(shape.clone());
            }
            self.current.flow = Some(flow);
        }
        let kind = self.current.kind();
        let language = None;
        self.current.flow.get_or_insert_with(|| Flow::new(kind, language))
    }

    /// A block begins or ends: the run of text before it ends.
    pub(super) fn close_flow(&mut self) {
        let Some(flow) = self.current.flow.take() else { return };
        self.current.shapes.iter_mut().for_each(Shape::interrupt);
        let (kind, has_words, has_references) = (flow.kind, flow.has_words, flow.has_references);
        let mut content = flow.finish(&mut self.records);
        if content.is_empty() {
            return;
        }
        if has_references {
            self.quote_sentences(&content);
        }
        if kind.role == Role::Head && has_words {
            content.append(&mut self.current.pending);
        }
        if has_words { self.place(kind, content) } else { self.place_marks(content) }
    }

    /// A stretch begins, if there is room. Tells whether it did.
    pub(super) fn begin_span(&mut self, mut shape: Shape, element: &Element<'_>) -> bool {
        shape.language = self.language_of(element);
        if let Some(id) = element.get("xml:id") {
            self.anchor(id);
        }
        let flow = self.flow();
        if shape.kind == Kind::Plain && shape.styles.is_plain() && shape.language.is_none() && shape.record.is_none()
            || !flow.has_room()
        {
            return false;
        }
        flow.begin(shape.clone());
        self.current.shapes.push(shape);
        true
    }

    /// The stretch that began last ends.
    pub(super) fn end_span(&mut self) {
        self.current.shapes.pop();
        if let Some(flow) = &mut self.current.flow {
            flow.end(&mut self.records);
        }
    }

    /// The language of an element, where that is another than that of its surroundings.
    pub(super) fn language_of(&self, element: &Element<'_>) -> Option<Rc<str>> {
        let said = tongue::tag(element.get("xml:lang")?)?;
        let current = self.current.language();
        let around = current.as_deref().or(self.language.as_deref());
        let is_other = around.is_none_or(|around| !tongue::is_same(around, &said));
        is_other.then(|| said.into())
    }

    /// Begins a run of text of another kind, which ends the one before.
    pub(super) fn begin_flow(&mut self, kind: FlowKind) {
        self.close_flow();
        self.current.kinds.push(kind);
    }

    /// Puts marks that stand by themselves where they can be found.
    fn place_marks(&mut self, content: Vec<Inline>) {
        let mut marks = Vec::new();
        super::span::take_marks(content, &mut marks);
        for mark in marks {
            match mark {
                Inline::PageBreak(page) if self.current.holder.takes_blocks() => {
                    self.push_block(Block::PageBreak(page));
                }
                mark @ Inline::NoteMark(_) => self.attach_mark(mark),
                other => self.current.pending.push(other),
            }
        }
    }

    /// Puts the mark of a note behind the block before it; where there is none, it waits for the next.
    pub(super) fn attach_mark(&mut self, mark: Inline) {
        let last = self.current.blocks.iter_mut().rev().take(FAR);
        let last = last.into_iter().find(|block| !matches!(block, Block::PageBreak(_)));
        match last {
            Some(Block::Paragraph { content, .. } | Block::Heading { content, .. }) => content.push(mark),
            None if matches!(self.current.holder, Holder::Root) && !self.title.is_empty() => self.title.push(mark),
            _ => self.current.pending.push(mark),
        }
    }
}
