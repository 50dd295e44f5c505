//! What an element that begins means where it stands.

use super::TextBuilder;
use super::container::Holder;
use super::ending::{Frame, Open};
use super::flow::{FlowKind, Role};
use super::list::ListState;
use super::meaning::{self, Meaning};
use super::rendition::{Styles, look};
use super::span::Kind;
use super::table::{TableState, cell};
use crate::model::document::{Block, ParagraphStyle, SectionKind};
use crate::read::tei::event::Element;

/// How much of what is left out is shown.
const SHOWN: usize = 60;

impl TextBuilder<'_> {
    /// An element begins.
    pub(super) fn start(&mut self, element: &Element<'_>, at: usize) {
        if let Some(parent) = self.open.last_mut() {
            parent.began = true;
        }
        if self.hidden > 0 {
            self.hidden += 1;
            return self.open.push(Open::of(Frame::Text));
        }
        let meaning = meaning::of(element.name);
        if meaning.is_none() {
            *self.built.unknown.entry(element.name.to_owned()).or_default() += 1;
        }
        let meaning = meaning.unwrap_or(if self.is_in_run() { Meaning::Text } else { Meaning::Part });
        if meaning::is_block(meaning) {
            self.open_quotation();
        }
        let language = self.language_of(element);
        let has_language = language.is_some();
        let open = if self.is_run(meaning, element) {
            let open = self.start_run(meaning, element, at);
            self.current.languages.extend(language.map(Some));
            open
        } else {
            self.current.languages.extend(language.map(Some));
            self.start_block(meaning, element, at)
        };
        self.open.push(Open { has_language, ..open });
    }

    /// Whether a run of text is what goes on.
    fn is_in_run(&self) -> bool {
        self.current.paragraphs > 0
            || self.current.has_words()
            || self.open.last().is_some_and(|open| open.frame == Frame::Span)
    }

    fn parent(&self) -> Option<Frame> {
        self.open.last().map(|open| open.frame)
    }

    /// Whether an element is a stretch of a run of text where it stands.
    fn is_run(&self, meaning: Meaning, element: &Element<'_>) -> bool {
        match meaning {
            Meaning::Paragraph(_) => {
                !matches!(element.name, "p" | "ab")
                    && (self.current.paragraphs > 0 || self.parent() == Some(Frame::Span))
            }
            Meaning::Dateline | Meaning::Salute | Meaning::Signed => self.current.paragraphs > 0,
            Meaning::Part => self.is_in_run(),
            Meaning::Label | Meaning::Entry if matches!(self.current.holder, Holder::List(_)) => false,
            Meaning::Label => self.is_in_run(),
            Meaning::Entry => self.is_in_run() || self.current.flow.is_some(),
            Meaning::Quotation => {
                let said = element.any(&["rend", "rendition"]).unwrap_or_default();
                !said.contains("block") && !said.contains("display") && self.is_in_run()
            }
            Meaning::Text | Meaning::Date => !self.is_part_of_letter(element),
            other => !meaning::is_block(other),
        }
    }

    /// Whether an element is a paragraph since it stands right in an opener, a closer or a title page.
    fn is_part_of_letter(&self, element: &Element<'_>) -> bool {
        match self.parent() {
            Some(Frame::Letter) => element.name == "seg" && !self.current.has_words(),
            Some(Frame::TitlePage) => true,
            _ => false,
        }
    }

    /// A block that begins right at the beginning of words of others makes a block of these.
    fn open_quotation(&mut self) {
        let is_empty = self.current.flow.as_ref().is_some_and(|flow| flow.is_empty_quotation());
        let is_quotation = is_empty && self.parent() == Some(Frame::Span);
        if is_quotation && self.has_depth() {
            self.end_span();
            self.close_flow();
            self.begin_container(Holder::Quote);
            if let Some(open) = self.open.last_mut() {
                open.frame = Frame::Container;
            }
        }
    }

    /// A container begins after what stood before it; where it would lie too deep, it is a mere block.
    fn contain(&mut self, holder: Holder) -> Open {
        self.close_flow();
        if !self.has_depth() {
            return Open::of(Frame::Block);
        }
        self.begin_container(holder);
        Open::of(Frame::Container)
    }

    fn paragraph(&mut self, role: Role, element: &Element<'_>) -> Open {
        let styles = match role {
            Role::Head => Styles::default(),
            _ => look(element, self.context).styles,
        };
        self.begin_flow(FlowKind { role, styles });
        self.current.paragraphs += 1;
        Open::of(Frame::Paragraph)
    }

    fn id(&mut self, element: &Element<'_>) {
        if let Some(id) = element.get("xml:id") {
            self.anchor(id);
        }
    }

    fn start_block(&mut self, meaning: Meaning, element: &Element<'_>, at: usize) -> Open {
        self.close_before(meaning);
        if !matches!(meaning, Meaning::Division | Meaning::Cell | Meaning::Row | Meaning::Line) {
            self.id(element);
        }
        match meaning {
            Meaning::Division => self.division(element),
            Meaning::Attachment => self.attachment(),
            Meaning::Head if self.parent() == Some(Frame::LineGroup) => {
                let open = self.paragraph(Role::Paragraph(ParagraphStyle::Body), element);
                if let Some(kind) = self.current.kinds.last_mut() {
                    kind.styles = Styles::STRONG;
                }
                open
            }
            Meaning::Head => self.paragraph(Role::Head, element),
            Meaning::Paragraph(style) => self.plain_paragraph(style, element),
            Meaning::Text | Meaning::Date => self.paragraph(self.current.kind().role, element),
            Meaning::Opener => self.letter(FlowKind::paragraph(ParagraphStyle::Body), 1),
            Meaning::Closer => self.letter(FlowKind::paragraph(ParagraphStyle::Signature), 2),
            Meaning::Dateline => {
                self.zones[0] += 1;
                let open = self.paragraph(Role::Paragraph(ParagraphStyle::Dateline), element);
                Open { zone: Some(0), ..open }
            }
            Meaning::Salute => {
                let is_end = self.zones[2] > 0;
                let style = if is_end { ParagraphStyle::Signature } else { ParagraphStyle::Salutation };
                self.paragraph(Role::Paragraph(style), element)
            }
            Meaning::Signed => self.paragraph(Role::Signed, element),
            Meaning::LineGroup => {
                self.begin_flow(FlowKind::paragraph(ParagraphStyle::Lines));
                Open::of(Frame::LineGroup)
            }
            Meaning::Line => self.line(element, at),
            Meaning::List => self.contain(Holder::List(ListState::of(element))),
            Meaning::ListOf => self.contain(Holder::List(ListState::of_entries())),
            Meaning::Item | Meaning::Entry => self.member(element),
            Meaning::Label if matches!(self.current.holder, Holder::List(_)) => {
                self.begin_container(Holder::Label);
                Open::of(Frame::Container)
            }
            Meaning::Table => self.contain(Holder::Table(TableState::default())),
            Meaning::Row => self.row(element),
            Meaning::Cell => self.cell(element),
            Meaning::Quotation | Meaning::Epigraph => self.contain(Holder::Quote),
            Meaning::CodeBlock => self.paragraph(Role::Code, element),
            Meaning::Part if element.name == "titlePage" => Open::of(Frame::TitlePage),
            Meaning::Label => self.paragraph(Role::Paragraph(ParagraphStyle::Body), element),
            _ => Open::of(if self.parent() == Some(Frame::TitlePage) {
                Frame::TitlePage
            } else {
                Frame::Block
            }),
        }
    }

    /// A block ends the run of text before it; a line of verse goes on from the one before.
    fn close_before(&mut self, meaning: Meaning) {
        let is_verse = self.current.flow.as_ref().is_some_and(|flow| flow.kind.is_lines());
        if meaning != Meaning::Line || !is_verse {
            self.close_flow();
        }
    }

    fn division(&mut self, element: &Element<'_>) -> Open {
        let kind = element.get("type").unwrap_or_default().to_lowercase();
        let is_attached = ["attachment", "enclosure"].iter().any(|word| kind.contains(word));
        if is_attached {
            self.id(element);
            return self.attachment();
        }
        self.leave_division();
        self.divisions += 1;
        self.division_id = element.get("xml:id").map(str::to_owned);
        Open::of(Frame::Division)
    }

    fn attachment(&mut self) -> Open {
        self.attached += 1;
        let open = self.contain(Holder::Section(SectionKind::Attachment));
        Open { is_attached: true, ..open }
    }

    /// A paragraph. One that is laid out as a heading is one.
    fn plain_paragraph(&mut self, style: ParagraphStyle, element: &Element<'_>) -> Open {
        let said = element.any(&["rend", "rendition", "type"]).unwrap_or_default().to_lowercase();
        let is_heading = self.context.guesses.headings
            && element.name == "p"
            && ["title", "heading", "sourcehead", "subhead"].iter().any(|word| said.contains(word));
        if is_heading {
            return self.paragraph(Role::Subhead, element);
        }
        if self.below.is_empty() && (said.contains("center") || said.contains("centre")) {
            self.centred.insert(self.current.blocks.len());
        }
        self.paragraph(Role::Paragraph(style), element)
    }

    fn letter(&mut self, kind: FlowKind, zone: usize) -> Open {
        self.begin_flow(kind);
        if let Some(zone) = self.zones.get_mut(zone) {
            *zone += 1;
        }
        Open { zone: Some(zone), ..Open::of(Frame::Letter) }
    }

    fn line(&mut self, element: &Element<'_>, at: usize) -> Open {
        self.current.kinds.push(FlowKind::paragraph(ParagraphStyle::Lines));
        self.current.paragraphs += 1;
        let flow = self.flow();
        flow.line_ended = false;
        flow.break_line();
        if element.any(&["rend", "rendition"]).is_some_and(|said| said.contains("indent")) {
            flow.indent(at);
        }
        self.id(element);
        Open::of(Frame::Line)
    }

    fn member(&mut self, element: &Element<'_>) -> Open {
        if !matches!(self.current.holder, Holder::List(_)) {
            return match meaning::of(element.name) {
                Some(Meaning::Entry) => self.paragraph(Role::Paragraph(ParagraphStyle::Body), element),
                _ => Open::of(Frame::Block),
            };
        }
        self.begin_container(Holder::Member(element.get("n").map(str::to_owned)));
        Open::of(Frame::Container)
    }

    fn row(&mut self, element: &Element<'_>) -> Open {
        if !matches!(self.current.holder, Holder::Table(_)) {
            return Open::of(Frame::Block);
        }
        self.id(element);
        self.begin_container(Holder::Row(Vec::new(), element.has_word("role", "label")));
        Open::of(Frame::Container)
    }

    fn cell(&mut self, element: &Element<'_>) -> Open {
        let is_head = match &self.current.holder {
            Holder::Row(_, is_head) => *is_head,
            Holder::Table(_) => false,
            _ => return Open::of(Frame::Block),
        };
        self.id(element);
        self.begin_container(Holder::Cell(cell(element, is_head)));
        Open::of(Frame::Container)
    }

    /// An element begins that is not to be read.
    pub(super) fn hide(&mut self, element: &Element<'_>, at: usize) -> Open {
        self.hidden = 1;
        element.name.clone_into(&mut self.hidden_name);
        self.hidden_at = Some(at);
        Open::of(Frame::Text)
    }

    /// Notes the words of what is not to be read.
    pub(super) fn see_hidden(&mut self, text: &str) {
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        let first = self.hidden_at.take();
        let left_out = self.built.left_out.entry(self.hidden_name.clone()).or_default();
        if let Some(at) = first {
            left_out.count += 1;
            if left_out.count == 1 {
                left_out.at = at;
            }
        }
        if left_out.count == 1 && left_out.words.len() < SHOWN {
            if !left_out.words.is_empty() {
                left_out.words.push(' ');
            }
            left_out.words.extend(words.chars().take(SHOWN));
        }
    }

    /// The head or foot of a page: no part of the text, unless the archive says otherwise.
    pub(super) fn furniture(&mut self, element: &Element<'_>, at: usize) -> Open {
        if self.context.guesses.page_furniture {
            return self.hide(element, at);
        }
        if self.is_in_run() {
            return self.span(Kind::Plain, element, at);
        }
        self.contain(Holder::Section(SectionKind::Aside))
    }

    /// A border between parts of the text.
    pub(super) fn milestone(&mut self, element: &Element<'_>, at: usize) -> Open {
        self.id(element);
        let rend = element.any(&["rend", "rendition", "style"]).unwrap_or_default();
        if rend.contains("dots") {
            self.flow().words("…", at);
        } else if !self.is_in_run() && self.current.holder.takes_blocks() {
            let unit = element.get("unit").unwrap_or_default();
            let is_shown = ["star", "line", "rule", "asterism", "*"].iter().any(|sign| rend.contains(sign));
            if is_shown || matches!(unit, "section" | "scene" | "stanza") {
                self.close_flow();
                self.push_block(Block::Rule);
            }
        }
        Open::of(Frame::Text)
    }
}
