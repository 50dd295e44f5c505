//! What is open, and what happens where it ends.

use super::TextBuilder;

/// What an open element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing of which more is to be known.
    Text,
    /// A stretch of a run of text.
    Span,
    /// A block without a sign of its own.
    Block,
    /// The title page, whose parts are paragraphs.
    TitlePage,
    /// A run of text of a kind, within which other runs can stand.
    Kind,
    /// What stands before or after a letter.
    Letter,
    /// A paragraph or a heading.
    Paragraph,
    /// A line of verse.
    Line,
    /// Lines of verse.
    LineGroup,
    /// A part with a heading.
    Division,
    /// A container.
    Container,
    /// A place where witnesses differ.
    Apparatus,
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) frame: Frame,
    /// Whether anything stood in it yet.
    pub(super) began: bool,
    /// Whether it has words of its own.
    pub(super) has_words: bool,
    /// Where white space stood at its beginning.
    pub(super) lead: Option<(usize, usize)>,
    /// Whether it has a language of its own.
    pub(super) has_language: bool,
    /// Whether it is a text that is printed with the document.
    pub(super) is_attached: bool,
    /// Which of the zones it is.
    pub(super) zone: Option<usize>,
}

impl Open {
    /// An element of which nothing is known but its frame.
    pub(super) fn of(frame: Frame) -> Self {
        Self {
            frame,
            began: false,
            has_words: false,
            lead: None,
            has_language: false,
            is_attached: false,
            zone: None,
        }
    }
}

impl TextBuilder<'_> {
    /// The element that began last ends.
    pub(super) fn end(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        if matches!(open.frame, Frame::Text | Frame::Span | Frame::Apparatus)
            && let Some(flow) = &mut self.current.flow
        {
            if !open.has_words {
                flow.drop_soft_space(self.open.len() + 1);
            } else if let Some(place) = open.lead {
                flow.insert_space(place, at);
            }
        }
        match open.frame {
            Frame::Text => {}
            Frame::Span => self.end_span(),
            Frame::Block | Frame::TitlePage => self.close_flow(),
            Frame::Kind | Frame::Letter | Frame::LineGroup => {
                self.close_flow();
                self.current.kinds.pop();
            }
            Frame::Paragraph => {
                self.close_flow();
                self.current.kinds.pop();
                self.current.paragraphs = self.current.paragraphs.saturating_sub(1);
            }
            Frame::Line => {
                self.current.kinds.pop();
                self.current.paragraphs = self.current.paragraphs.saturating_sub(1);
                if let Some(flow) = &mut self.current.flow {
                    flow.line_ended = true;
                }
            }
            Frame::Division => {
                self.close_flow();
                self.divisions = self.divisions.saturating_sub(1);
                self.leave_division();
            }
            Frame::Container => self.end_container(),
            Frame::Apparatus => self.end_apparatus(at),
        }
        if open.has_language {
            self.current.languages.pop();
        }
        if open.is_attached {
            self.attached = self.attached.saturating_sub(1);
        }
        if let Some(zone) = open.zone.and_then(|zone| self.zones.get_mut(zone)) {
            *zone = zone.saturating_sub(1);
        }
    }

    /// The id of a part without a heading is that of what follows.
    pub(super) fn leave_division(&mut self) {
        if let Some(id) = self.division_id.take() {
            let anchor = self.anchor_of(&id);
            self.current.pending.extend(anchor);
        }
    }
}
