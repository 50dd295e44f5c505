//! A paragraph of Word: its properties, and the runs in it with links, fields, changes, marks and images.

use std::mem;

use super::numbering::Counted;
use super::pictures::Drawing;
use super::run_properties::Change;
use super::story::{DEEPEST, Story, Tracked};
use super::{math, symbols};
use crate::config::word::{Changes, Comments};
use crate::read::office::gathered::{Link, NoteKind, Remark};
use crate::read::office::parts::{Label, Look, Member, Paragraph, Part, Piece, Role, What};
use crate::read::office::xml::{Element, Step, is_true};

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// What stands beside it.
    asides: Vec<Part>,
    /// Paragraphs that a page break parted from it.
    before: Vec<Paragraph>,
    properties: Properties,
    /// What the run that is open says of its letters.
    run: Change,
    /// The link that is open.
    link: Option<usize>,
    /// The image that is open.
    pub(super) drawing: Option<Drawing>,
    /// The mark whose label is the text that follows in its run.
    custom: Option<usize>,
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

/// What the paragraph says of itself.
#[derive(Default)]
struct Properties {
    style: Option<String>,
    list: Option<String>,
    level: Option<u8>,
    outline: Option<u8>,
    /// Whether its end was put in or taken away by a change.
    inserted_end: bool,
    deleted_end: bool,
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
            // Text that is said to be on no level of headings is none.
            role = match role {
                Role::Heading(_) | Role::Body if level < 9 => Role::Heading(level + 1),
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
        if element.space == "w" && self.open_word(&element, story) {
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
            ("mc", "Choice" | "Fallback") if self.choices.last().is_some_and(|before| self.size() > *before) => {
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

    /// Takes an element of Word's own; says whether it is dealt with.
    fn open_word(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) -> bool {
        let around = match element.local() {
            "pPr" => {
                self.read_properties(story);
                return true;
            }
            "rPr" => {
                self.read_run_properties(story);
                return true;
            }
            "t" | "delText" => {
                let keeps = element.attribute("space").is_some_and(|space| space == "preserve");
                let text = story.xml.text();
                self.text(if keeps { &text } else { text.trim() }, story);
                return true;
            }
            "instrText" | "delInstrText" => {
                let text = story.xml.text();
                if let Some(field) = story.fields.last_mut().filter(|field| !field.is_result) {
                    field.instruction.push_str(&text);
                }
                return true;
            }
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
                self.pieces.push(Piece { look: Look::default(), link: None, what: What::Text("（".to_owned()) });
                Around::Reading(start)
            }
            "txbxContent" if story.depth < DEEPEST => {
                let outer = self.drawing.take();
                let aside = story.text_box();
                self.drawing = outer;
                self.asides.extend(aside.filter(|_| story.dropping == 0));
                return true;
            }
            "sdtPr" | "sdtEndPr" | "rPrChange" | "pPrChange" | "rubyPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" => {
                story.xml.skip();
                return true;
            }
            "sectPr" => {
                story.section();
                return true;
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
        true
    }

    /// What stands in a run besides text.
    fn sign(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        match element.local() {
            "tab" | "ptab" => self.text("\t", story),
            "cr" => self.push(What::LineBreak, story),
            "br" => match element.attribute("type").as_deref() {
                Some("page" | "column") => self.part(story),
                _ => self.push(What::LineBreak, story),
            },
            "noBreakHyphen" => self.text("\u{2011}", story),
            "softHyphen" => self.text("\u{ad}", story),
            "sym" => self.symbol(element, story),
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.begin_field(story),
                Some("separate") => self.begin_result(story),
                Some("end") => self.end_field(story),
                _ => {}
            },
            "checkBox" => self.tick(false, story),
            "checked" => self.tick(element.switch(), story),
            "default" if story.fields.last().is_some_and(|field| field.is_ticked.is_some()) => {
                self.tick(element.switch(), story);
            }
            "footnoteReference" => self.mark(NoteKind::Footnote, element, story),
            "endnoteReference" => self.mark(NoteKind::Endnote, element, story),
            "commentReference" => {
                if story.file.settings.comments == Comments::Notes {
                    self.mark(NoteKind::Comment, element, story);
                } else {
                    story.shared.gathered.count(Remark::Comments);
                }
            }
            "bookmarkStart" | "bookmarkEnd" => {
                let anchor = story.bookmark(element);
                self.pieces.extend(anchor);
            }
            "subDoc" => story.shared.gathered.count(Remark::Object("another document is put in, which is not read")),
            _ => {}
        }
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
                self.pieces.push(Piece { look: Look::default(), link: None, what: What::Text("）".to_owned()) });
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

    /// A page or a column ends within the paragraph: what follows is another. Pages of Word have no numbers of their own.
    fn part(&mut self, story: &Story<'_, '_>) {
        if story.dropping > 0 || story.instructing > 0 {
            return;
        }
        let pieces = mem::take(&mut self.pieces);
        if pieces.is_empty() {
            return;
        }
        self.before.push(Paragraph { pieces, ..Paragraph::default() });
    }

    /// Adds text with the look of its run.
    pub(super) fn text(&mut self, text: &str, story: &mut Story<'_, '_>) {
        if story.dropping > 0 || text.is_empty() {
            return;
        }
        if story.instructing > 0 {
            story.hidden.push_str(text);
            return;
        }
        let font = self.run.font.clone().filter(|font| symbols::is_of_signs(font));
        if let Some(font) = font.filter(|_| text.chars().any(|c| ('\u{f000}'..='\u{f0ff}').contains(&c))) {
            let meant: String =
                text.chars().map(|c| symbols::meaning(&font, u32::from(c)).unwrap_or(c)).collect();
            return self.push_text(&meant, story);
        }
        self.push_text(text, story);
    }

    fn push_text(&mut self, text: &str, story: &mut Story<'_, '_>) {
        if let Some(note) = self.custom {
            if let Some(called) = story.shared.gathered.called.get_mut(note) {
                called.label.push_str(text.trim());
                called.is_custom = true;
            }
            return;
        }
        let Some((look, link)) = self.look(story) else { return };
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        match look.language {
            Some(language) => story.shared.gathered.letters[usize::from(language)] += letters,
            None => story.shared.gathered.other_letters += letters,
        }
        if let Some(Piece { look: last, link: last_link, what: What::Text(before) }) = self.pieces.last_mut()
            && *last == look
            && *last_link == link
        {
            before.push_str(text);
            return;
        }
        self.pieces.push(Piece { look, link, what: What::Text(text.to_owned()) });
    }

    /// Opens another link, and gives that which was open.
    pub(super) fn replace_link(&mut self, link: Option<usize>) -> Option<usize> {
        std::mem::replace(&mut self.link, link)
    }

    /// Adds what stands beside the paragraph.
    pub(super) fn add_aside(&mut self, parts: Vec<Part>) {
        self.asides.push(Part::Aside(parts));
    }

    /// Adds what is no text.
    pub(super) fn push(&mut self, what: What, story: &mut Story<'_, '_>) {
        if story.dropping > 0 || story.instructing > 0 {
            return;
        }
        if let Some((look, link)) = self.look(story) {
            self.pieces.push(Piece { look, link, what });
        }
    }

    /// The look of what comes next, and its link; nothing if it is hidden.
    fn look(&mut self, story: &mut Story<'_, '_>) -> Option<(Look, Option<usize>)> {
        if self.run.hidden == Some(true) {
            story.shared.gathered.count(Remark::Hidden);
            return None;
        }
        if self.run.hidden_on_web == Some(true) {
            return None;
        }
        let mut look = self.run.look();
        look.inserted = story.inserting > 0;
        look.deleted = story.deleting > 0;
        look.language = self.run.language().and_then(|tag| story.shared.gathered.language(tag));
        let link = story.fields.iter().rev().take(DEEPEST).find_map(|field| field.link);
        let link = self.link.or(link);
        Some((look, link))
    }

    fn symbol(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0xfffd);
        let sign = symbols::meaning(&font, code).unwrap_or_else(|| {
            story.shared.gathered.count(Remark::Sign(font));
            '\u{fffd}'
        });
        self.text(sign.encode_utf8(&mut [0; 4]), story);
    }

    /// The mark of a note.
    fn mark(&mut self, kind: NoteKind, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let Some(id) = element.attribute("id") else { return };
        if story.dropping > 0 {
            story.shared.notes.dropped.insert((kind, id));
            return;
        }
        if story.instructing > 0 || self.run.hidden == Some(true) {
            story.shared.notes.dropped.insert((kind, id));
            return;
        }
        let note = story.shared.call(kind, &id);
        for (_, name) in &story.places {
            story.shared.gathered.marked.entry(name.clone()).or_insert(note);
        }
        self.push(What::Mark(note), story);
        let is_custom = element.attribute("customMarkFollows").is_some_and(|value| is_true(&value));
        self.custom = (is_custom && kind != NoteKind::Comment).then_some(note);
    }

    fn formulas(&mut self, story: &mut Story<'_, '_>) {
        let mut open = 1_usize;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("m", "oMath") => {
                        let source = math::formula(&mut story.xml);
                        self.formula(source, true, story);
                    }
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => return,
            }
        }
    }

    fn formula(&mut self, source: String, display: bool, story: &mut Story<'_, '_>) {
        if !source.is_empty() {
            self.push(What::Math { display, source }, story);
        }
    }

    fn read_run_properties(&mut self, story: &mut Story<'_, '_>) {
        let mut change = Change::default();
        let mut style = None;
        let mut open = 1_usize;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("w", "rPrChange") => story.xml.skip(),
                    (space, name) => {
                        open += 1;
                        if space == "w" && name == "rStyle" {
                            style = element.attribute("val");
                        } else if space == "w" {
                            change.see(&element);
                        }
                    }
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        if let Some(style) = style {
            change.fill(&story.file.styles.letters(&style));
        }
        self.run = change;
    }

    fn read_properties(&mut self, story: &mut Story<'_, '_>) {
        let properties = &mut self.properties;
        let mut open = 1_usize;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("w", "pPrChange" | "rPrChange") => story.xml.skip(),
                    ("w", "sectPr") => story.section(),
                    (space, name) => {
                        open += 1;
                        let value = || element.attribute("val");
                        match name {
                            _ if space != "w" => {}
                            "pStyle" => properties.style = value(),
                            "numId" => properties.list = value(),
                            "ilvl" => properties.level = element.number("val"),
                            "outlineLvl" => properties.outline = element.number("val"),
                            "ins" => properties.inserted_end = true,
                            "del" => properties.deleted_end = true,
                            _ => {}
                        }
                    }
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => return,
            }
        }
    }

    /// Takes in what a form says of its box.
    fn tick(&mut self, is_ticked: bool, story: &mut Story<'_, '_>) {
        if let Some(field) = story.fields.last_mut() {
            field.is_ticked = Some(is_ticked);
        }
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
