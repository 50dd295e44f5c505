//! A paragraph of Word: what is open in it, and what it is when it ends. What stands in its runs is in [`letters`](super::letters).

use std::mem;

use super::math;
use super::numbering::Counted;
use super::paragraph_properties::{Properties, run_change};
use super::pictures::Drawing;
use super::run_properties::Change;
use super::story::{DEEPEST, Story, Tracked};
use super::styles::BODY;
use crate::config::word::Changes;
use crate::read::office::gathered::Link;
use crate::read::office::parts::{Label, Look, Member, Paragraph, Part, Piece, Role, What};
use crate::read::office::xml::{Element, Step};

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// What stands beside it.
    pub(super) asides: Vec<Part>,
    /// Paragraphs that a page break parted from it.
    pub(super) before: Vec<Paragraph>,
    properties: Properties,
    /// What the run that is open says of its letters.
    pub(super) run: Change,
    /// The link that is open.
    pub(super) link: Option<usize>,
    /// The image that is open.
    pub(super) drawing: Option<Drawing>,
    /// The mark whose label is the text that follows in its run.
    pub(super) custom: Option<usize>,
    is_rule: bool,
    /// How the letters that are open are read, which stands behind them.
    reading: Vec<Piece>,
    open: Vec<Around>,
    /// How much there was before each choice between forms of one thing.
    choices: Vec<usize>,
}

/// What is open within a paragraph.
enum Around {
    Nothing,
    /// A run within another, which is a mistake.
    Run(Change),
    Link(Option<usize>),
    Change(Tracked),
    Drawing(Option<Drawing>),
    Choices,
    Field,
    /// Letters with what tells how to read them, and what is open of that round them.
    Ruby(Vec<Piece>),
    /// What tells it, from a place on.
    Reading(usize),
}

impl Line {
    /// Reads a paragraph up to its end; or what stands outside of one, which is given.
    pub(super) fn read<'x>(story: &mut Story<'_, 'x>, first: Option<Element<'x>>) -> Self {
        let mut line = Self { pieces: mem::take(&mut story.joined), ..Self::default() };
        let is_loose = first.is_some();
        if let Some(first) = first {
            line.open(first, story);
        }
        while !is_loose || !line.open.is_empty() {
            match story.xml.next() {
                Some(Step::Open(element)) => line.open(element, story),
                Some(Step::Text(_)) => {}
                Some(Step::Close) => match line.open.pop() {
                    Some(around) => line.close(around, story),
                    None => break,
                },
                None => break,
            }
        }
        while let Some(around) = line.open.pop() {
            line.close(around, story);
        }
        line
    }

    /// Hands the paragraph over, and what stands beside it.
    pub(super) fn finish(mut self, story: &mut Story<'_, '_>, parts: &mut Vec<Part>) {
        let is_joined = match story.file.settings.changes {
            Changes::Accepted => self.properties.deleted_end,
            Changes::Original => self.properties.inserted_end,
            Changes::Shown => false,
        };
        if is_joined && self.before.is_empty() {
            story.joined = self.pieces;
            parts.append(&mut self.asides);
            return;
        }
        let kind = story.file.styles.paragraph(self.properties.style.as_deref());
        let mut role = kind.role;
        if let Some(level) = self.properties.outline {
            role = match role {
                Role::Heading(_) | Role::Body if level < BODY => Role::Heading(level + 1),
                Role::Heading(_) => Role::Body,
                role => role,
            };
        }
        if self.is_rule && role == Role::Body {
            role = Role::Rule;
        }
        let mut paragraph = Paragraph { role, list: None, pieces: self.pieces };
        if !paragraph.is_empty() {
            number(&mut paragraph, &self.properties, story);
        }
        parts.extend(self.before.into_iter().map(|before| Part::Paragraph(Paragraph { role, ..before })));
        parts.push(Part::Paragraph(paragraph));
        parts.append(&mut self.asides);
    }

    fn open<'x>(&mut self, element: Element<'x>, story: &mut Story<'_, 'x>) {
        if element.space == "w" {
            if !self.read_whole(&element, story) {
                self.open_word(&element, story);
            }
            return;
        }
        let around = match (element.space, element.local()) {
            ("m", "oMathPara") => {
                self.formulas(story);
                return;
            }
            ("m", "oMath") => {
                let source = math::formula(&mut story.xml);
                self.formula(source, false, story);
                return;
            }
            ("mc", "AlternateContent") => {
                self.choices.push(self.size());
                Around::Choices
            }
            ("mc", "Choice" | "Fallback")
                if self.choices.last().is_some_and(|before| self.size() > *before) =>
            {
                story.xml.skip();
                return;
            }
            _ => {
                self.see_drawing(&element, story);
                Around::Nothing
            }
        };
        self.open.push(around);
    }

    /// Takes an element of Word's own, as far as it is not read to its end at once.
    fn open_word(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let around = match element.local() {
            "r" => {
                self.custom = None;
                Around::Run(mem::take(&mut self.run))
            }
            "hyperlink" => {
                let outer = self.link;
                self.link = hyperlink(element, story).or(outer);
                Around::Link(outer)
            }
            "ins" | "moveTo" => self.change(Tracked::Inserted, story),
            "del" | "moveFrom" => self.change(Tracked::Deleted, story),
            "fldSimple" => {
                self.begin_field(story);
                if let Some(field) = story.fields.last_mut() {
                    field.instruction = element.attribute("instr").unwrap_or_default();
                }
                self.begin_result(story);
                Around::Field
            }
            "drawing" | "pict" | "object" => Around::Drawing(self.drawing.replace(Drawing::default())),
            "ruby" => Around::Ruby(mem::take(&mut self.reading)),
            "rt" => {
                let start = self.pieces.len();
                self.pieces.push(Piece {
                    look: Look::default(),
                    link: None,
                    what: What::Text("（".to_owned()),
                });
                Around::Reading(start)
            }
            // A paragraph in a paragraph, or a table that lies too deep.
            "p" | "tc" if !self.pieces.is_empty() => {
                self.push(What::LineBreak, story);
                Around::Nothing
            }
            _ => {
                self.sign(element, story);
                Around::Nothing
            }
        };
        self.open.push(around);
    }

    /// Reads an element of Word's own to its end, if it is one that has no text of the paragraph round others; says whether it was.
    fn read_whole(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) -> bool {
        match element.local() {
            "pPr" => self.properties.read(story),
            "rPr" => self.run = run_change(story),
            "t" | "delText" => {
                let keeps = element.attribute("space").is_some_and(|space| space == "preserve");
                let text = story.xml.text();
                self.text(if keeps { &text } else { text.trim() }, story);
            }
            "instrText" | "delInstrText" => {
                let text = story.xml.text();
                if let Some(field) = story.fields.last_mut().filter(|field| !field.is_result) {
                    field.instruction.push_str(&text);
                }
            }
            "txbxContent" if story.depth < DEEPEST => {
                let outer = self.drawing.take();
                let aside = story.text_box();
                self.drawing = outer;
                self.asides.extend(aside.filter(|_| story.dropping == 0));
            }
            "sdtPr" | "sdtEndPr" | "rPrChange" | "pPrChange" | "rubyPr" | "tblPr" | "tblGrid" | "trPr"
            | "tcPr" => {
                story.xml.skip();
            }
            "sectPr" => story.section(),
            _ => return false,
        }
        true
    }

    fn close(&mut self, around: Around, story: &mut Story<'_, '_>) {
        match around {
            Around::Nothing => {}
            Around::Run(outer) => {
                self.run = outer;
                self.custom = None;
            }
            Around::Link(outer) => self.link = outer,
            Around::Change(tracked) => story.end_change_in(tracked),
            Around::Drawing(outer) => {
                if let Some(drawing) = mem::replace(&mut self.drawing, outer) {
                    self.is_rule |= drawing.is_rule;
                    self.picture(drawing, story);
                }
            }
            Around::Choices => {
                self.choices.pop();
            }
            Around::Field => self.end_field(story),
            Around::Ruby(outer) => self.pieces.append(&mut mem::replace(&mut self.reading, outer)),
            Around::Reading(start) => {
                self.pieces.push(Piece {
                    look: Look::default(),
                    link: None,
                    what: What::Text("）".to_owned()),
                });
                self.reading = self.pieces.split_off(start.min(self.pieces.len()));
            }
        }
    }

    fn change(&mut self, tracked: Tracked, story: &mut Story<'_, '_>) -> Around {
        story.begin_change_in(tracked);
        Around::Change(tracked)
    }

    /// How much there is so far.
    fn size(&self) -> usize {
        self.pieces.len() + self.asides.len() + self.before.len()
    }
}

/// Where a link leads.
fn hyperlink(element: &Element<'_>, story: &mut Story<'_, '_>) -> Option<usize> {
    let anchor = element.attribute("anchor").or_else(|| element.attribute("docLocation"));
    let title = element.attribute("tooltip").unwrap_or_default();
    let address = element.attribute("id").and_then(|id| story.relations.address(&id));
    let link = match (address, anchor) {
        (None, None) => return None,
        (None, Some(anchor)) => Link::Place(anchor),
        (Some(address), anchor) => {
            let place = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Link::Address { address: address + &place, title }
        }
    };
    Some(story.shared.gathered.link(link))
}

/// Gives a paragraph what stands before it by its place in a list.
fn number(paragraph: &mut Paragraph, properties: &Properties, story: &mut Story<'_, '_>) {
    let styles = &story.file.styles;
    let by_style = styles.paragraph(properties.style.as_deref()).numbering.unwrap_or_default();
    let Some(list) = properties.list.clone().or(by_style.list) else { return };
    let counted = story.shared.lists.level_of_style(&list, properties.style.as_deref());
    let level = properties.level.or(by_style.level).or(counted).unwrap_or(0);
    let Some(Counted { label, words, begins }) = story.shared.lists.count(&list, level) else { return };
    let Some(label) = label else {
        // Nothing is printed before it: it goes on in the member before.
        if paragraph.role == Role::Body {
            paragraph.role = Role::Continuation;
        }
        return;
    };
    match paragraph.role {
        Role::Heading(_) | Role::Title | Role::Subtitle | Role::Caption => {
            if label != Label::Bullet {
                let what = What::Text(format!("{words} "));
                paragraph.pieces.insert(0, Piece { look: Look::default(), link: None, what });
            }
        }
        _ => paragraph.list = Some(Member { level: level.min(8), label, begins }),
    }
}
