//! A paragraph of OpenDocument: text in which spaces are counted, spans, links, notes, images.

use super::story::{DEEPEST, Story};
use crate::config::word::{Changes, Comments};
use crate::model::document::ImageSize;
use crate::read::office::gathered::{Link, NoteKind, Remark};
use crate::read::office::inlines::is_shown;
use crate::read::office::package::resolve;
use crate::read::office::parts::{Look, Member, Paragraph, Part, Picture, PicturePlace, Piece, Role, What};
use crate::read::office::xml::{Element, Step};

/// How many spaces are believed to stand side by side.
const MOST_SPACES: usize = 200;

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    asides: Vec<Part>,
    /// Its place in a list.
    pub(super) list: Option<Member>,
    look: Look,
    link: Option<usize>,
    is_hidden: bool,
    picture: Option<Picture>,
    open: Vec<Around>,
}

/// What is open within a paragraph.
enum Around {
    Nothing,
    Span(Look, bool),
    Link(Option<usize>),
    Picture(Option<Picture>),
    Ruby,
}

impl Line {
    /// Reads a paragraph with a style up to its end.
    pub(super) fn read(style: &str, story: &mut Story<'_, '_>) -> Self {
        let mut line = Self::default();
        let (is_hidden, language) = story.styles.paragraph_letters(style);
        line.is_hidden = is_hidden;
        line.look.language = language.and_then(|tag| story.shared.gathered.language(&tag));
        line.read_on(false, story);
        line
    }

    /// Reads what stands outside of a paragraph as one.
    pub(super) fn loose(element: &Element<'_>, story: &mut Story<'_, '_>) -> Self {
        let mut line = Self::default();
        line.open(element, story);
        line.read_on(true, story);
        line
    }

    fn read_on(&mut self, is_loose: bool, story: &mut Story<'_, '_>) {
        while !is_loose || !self.open.is_empty() {
            match story.xml.next() {
                Some(Step::Open(element)) => self.open(&element, story),
                Some(Step::Text(text)) => self.spaced_text(&text, story),
                Some(Step::Close) => match self.open.pop() {
                    Some(around) => self.close(around, story),
                    None => break,
                },
                None => break,
            }
        }
        while let Some(around) = self.open.pop() {
            self.close(around, story);
        }
        // Space at the end of a paragraph is none.
        if let Some(Piece { what: What::Text(text), .. }) = self.pieces.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
        }
    }

    /// Whether it shows nothing.
    pub(super) fn is_empty(&self) -> bool {
        Paragraph { pieces: self.pieces.clone(), ..Paragraph::default() }.is_empty()
    }

    /// Puts words before the text.
    pub(super) fn put_before(&mut self, words: &str) {
        if !words.is_empty() {
            let what = What::Text(format!("{words} "));
            self.pieces.insert(0, Piece { look: Look::default(), link: None, what });
        }
    }

    /// Hands the paragraph over, and what stands beside it.
    pub(super) fn finish(mut self, role: Role, parts: &mut Vec<Part>) {
        parts.push(Part::Paragraph(Paragraph { role, list: self.list, pieces: self.pieces }));
        parts.append(&mut self.asides);
    }

    fn open(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let around = match (element.space, element.local()) {
            ("text", "span") => {
                let outer = Around::Span(self.look, self.is_hidden);
                let style = element.attribute("style-name").unwrap_or_default();
                let (look, language, hidden) = story.styles.letters(&style, self.look);
                self.look = look;
                if let Some(tag) = language {
                    self.look.language = story.shared.gathered.language(&tag).or(self.look.language);
                }
                self.is_hidden = hidden.unwrap_or(self.is_hidden);
                outer
            }
            ("text", "a") => {
                let outer = Around::Link(self.link);
                self.link = link(element, story).or(self.link);
                outer
            }
            ("text", "bookmark-ref" | "reference-ref" | "note-ref") => {
                let outer = Around::Link(self.link);
                if let Some(name) = element.attribute("ref-name") {
                    let is_mark = element.attribute("reference-format").is_some_and(|format| format == "text");
                    let link = match element.local() {
                        "note-ref" => Link::Note { name, is_mark },
                        _ => Link::Place(name),
                    };
                    self.link = Some(story.shared.gathered.link(link));
                }
                outer
            }
            ("text", "note") if story.depth < DEEPEST => return self.note(element, story),
            ("office", "annotation") if story.depth < DEEPEST => return self.annotation(story),
            ("draw", "frame") => Around::Picture(self.picture.replace(Picture {
                size: ImageSize {
                    width: element.attribute("width").and_then(|width| pixels(&width)),
                    height: element.attribute("height").and_then(|height| pixels(&height)),
                },
                ..Picture::default()
            })),
            ("draw", "text-box" | "custom-shape") if story.depth < DEEPEST => {
                story.depth += 1;
                let parts = story.parts();
                story.depth -= 1;
                let is_shown = parts.iter().any(|part| !matches!(part, Part::Paragraph(paragraph) if paragraph.is_empty()));
                if is_shown && story.shared.dropping == 0 {
                    self.asides.push(Part::Aside(parts));
                }
                return;
            }
            ("svg", name @ ("title" | "desc")) => {
                let text = story.xml.text();
                match (&mut self.picture, name) {
                    (Some(picture), "title") => picture.title = text,
                    (Some(picture), _) => picture.alt = text,
                    (None, _) => {}
                }
                return;
            }
            ("text", "ruby-text") => {
                self.text("（", story);
                Around::Ruby
            }
            _ => {
                self.sign(element, story);
                Around::Nothing
            }
        };
        self.open.push(around);
    }

    /// What stands in a paragraph besides text.
    fn sign(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        match (element.space, element.local()) {
            ("text", "s") => {
                let count = element.number::<usize>("c").unwrap_or(1).min(MOST_SPACES);
                self.text(&" ".repeat(count), story);
            }
            ("text", "tab") => self.text("\t", story),
            ("text", "line-break") => self.push(What::LineBreak, story),
            ("text", "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start") => {
                if let Some(name) = element.attribute("name") {
                    self.pieces.push(Piece { look: Look::default(), link: None, what: What::Anchor(name) });
                }
            }
            ("text", "change" | "change-start" | "change-end") => {
                let pieces = story.change(element);
                self.pieces.extend(pieces);
            }
            // An image can be there in several forms; the first is that which was put in.
            ("draw", "image") => {
                let place = element.attribute("href").and_then(|href| place(&href, story));
                if let (Some(picture), Some(place)) = (&mut self.picture, place)
                    && picture.place == PicturePlace::Nowhere
                {
                    picture.place = place;
                }
            }
            ("draw", "object") => {
                let folder = element.attribute("href").unwrap_or_default();
                let folder = folder.trim_start_matches("./").trim_end_matches('/').to_lowercase();
                if let Some(formula) = story.shared.formulas.get(&folder).cloned() {
                    self.text(&formula, story);
                    // The image of a formula says nothing more.
                    self.picture = Some(Picture::default());
                } else {
                    story.shared.gathered.count(Remark::Object("an object of another program is shown as an image"));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, around: Around, story: &mut Story<'_, '_>) {
        match around {
            Around::Nothing => {}
            Around::Span(look, is_hidden) => {
                self.look = look;
                self.is_hidden = is_hidden;
            }
            Around::Link(outer) => self.link = outer,
            Around::Picture(outer) => {
                if let Some(picture) = std::mem::replace(&mut self.picture, outer)
                    && picture.place != PicturePlace::Nowhere
                {
                    self.push(What::Picture(Box::new(picture)), story);
                }
            }
            Around::Ruby => self.text("）", story),
        }
    }

    /// A note, with its mark.
    fn note(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let is_endnote = element.attribute("note-class").is_some_and(|class| class == "endnote");
        let kind = if is_endnote { NoteKind::Endnote } else { NoteKind::Footnote };
        let id = element.attribute("id");
        let (mut label, mut is_custom) = (String::new(), false);
        let mut parts = Vec::new();
        let mut open = 1_usize;
        story.depth += 1;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("text", "note-citation") => {
                        is_custom = element.attribute("label").is_some();
                        label = story.xml.text().trim().to_owned();
                    }
                    ("text", "note-body") => parts = story.parts(),
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        story.depth -= 1;
        if story.shared.dropping > 0 || self.is_hidden {
            return;
        }
        self.call(kind, id, label, is_custom, parts, story);
    }

    fn call(
        &mut self,
        kind: NoteKind,
        id: Option<String>,
        label: String,
        is_custom: bool,
        parts: Vec<Part>,
        story: &mut Story<'_, '_>,
    ) {
        let count = story.shared.count_note(kind);
        let gathered = &mut story.shared.gathered;
        let label = match kind {
            NoteKind::Comment => format!("C{count}"),
            _ if label.is_empty() => count.to_string(),
            _ => label,
        };
        // Each note stands where it is called, and is another whatever its id.
        let own = format!("{count}");
        let note = gathered.call(kind, &own, || label);
        if let Some(called) = gathered.called.get_mut(note) {
            called.is_custom = is_custom;
        }
        if let Some(id) = id {
            gathered.marked.entry(id).or_insert(note);
        }
        story.shared.notes.insert(note, parts);
        self.push(What::Mark(note), story);
    }

    /// A comment.
    fn annotation(&mut self, story: &mut Story<'_, '_>) {
        if story.settings.comments == Comments::LeftOut {
            story.shared.gathered.count(Remark::Comments);
            return story.xml.skip();
        }
        let mut author = String::new();
        let mut parts = Vec::new();
        let mut open = 1_usize;
        story.depth += 1;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("dc", "creator") => author = story.xml.text(),
                    ("dc", _) | ("meta", _) => story.xml.skip(),
                    ("text", "p") => {
                        let style = element.attribute("style-name").unwrap_or_default();
                        Self::read(&style, story).finish(Role::Body, &mut parts);
                    }
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        story.depth -= 1;
        if let (false, Some(Part::Paragraph(first))) = (author.trim().is_empty(), parts.first_mut()) {
            let what = What::Text(format!("{}: ", author.trim()));
            first.pieces.insert(0, Piece { look: Look::default(), link: None, what });
        }
        self.call(NoteKind::Comment, None, String::new(), false, parts, story);
    }

    /// Adds text in which several spaces are one.
    fn spaced_text(&mut self, text: &str, story: &mut Story<'_, '_>) {
        if self.picture.is_some() && text.trim().is_empty() {
            return;
        }
        let mut after_space = match self.pieces.iter().rev().take(64).find(|piece| !matches!(piece.what, What::Anchor(_))) {
            None => true,
            Some(Piece { what: What::Text(before), .. }) => before.ends_with([' ', '\t']),
            Some(Piece { what, .. }) => *what == What::LineBreak,
        };
        let mut squeezed = String::with_capacity(text.len());
        for character in text.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                squeezed.push(character);
            } else if !after_space {
                squeezed.push(' ');
            }
            after_space = is_space;
        }
        self.text(&squeezed, story);
    }

    fn text(&mut self, text: &str, story: &mut Story<'_, '_>) {
        if text.is_empty() || story.shared.dropping > 0 {
            return;
        }
        if self.is_hidden {
            story.shared.gathered.count(Remark::Hidden);
            return;
        }
        let mut look = self.look;
        look.inserted = story.shared.inserting > 0 && story.settings.changes == Changes::Shown;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        match look.language {
            Some(language) => story.shared.gathered.letters[usize::from(language)] += letters,
            None => story.shared.gathered.other_letters += letters,
        }
        if let Some(Piece { look: last, link, what: What::Text(before) }) = self.pieces.last_mut()
            && *last == look
            && *link == self.link
        {
            before.push_str(text);
            return;
        }
        self.pieces.push(Piece { look, link: self.link, what: What::Text(text.to_owned()) });
    }

    fn push(&mut self, what: What, story: &Story<'_, '_>) {
        if story.shared.dropping == 0 && !self.is_hidden {
            self.pieces.push(Piece { look: self.look, link: self.link, what });
        }
    }
}

/// Where a link leads. Names of places can be followed by what kind they are of.
fn link(element: &Element<'_>, story: &mut Story<'_, '_>) -> Option<usize> {
    let href = element.attribute("href").filter(|href| !href.is_empty())?;
    let title = element.attribute("title").unwrap_or_default();
    let link = match href.strip_prefix('#') {
        Some(name) => Link::Place(name.split('|').next().unwrap_or(name).to_owned()),
        // Relative addresses count from the inside of the file.
        None => Link::Address { address: href.strip_prefix("../").unwrap_or(&href).to_owned(), title },
    };
    Some(story.shared.gathered.link(link))
}

/// Where an image is.
fn place(href: &str, story: &mut Story<'_, '_>) -> Option<PicturePlace> {
    if href.contains("://") || href.starts_with("../") {
        return Some(PicturePlace::Address(href.strip_prefix("../").unwrap_or(href).to_owned()));
    }
    let part = resolve("", href)?;
    let base = part.rsplit('/').next()?.to_owned();
    let shared = &mut story.shared;
    let known = shared.gathered.files.get(&part).cloned();
    let name = known.unwrap_or_else(|| {
        let mut name = base.clone();
        let mut number = 1;
        while shared.images.contains_key(&name) {
            number += 1;
            name = format!("{number}-{base}");
        }
        shared.images.insert(name.clone(), part.clone());
        shared.gathered.files.insert(part, name.clone());
        name
    });
    if !is_shown(&name) {
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        shared.gathered.count(Remark::Image(ending.chars().take(8).collect()));
    }
    Some(PicturePlace::Embedded(name))
}

/// A length in pixels.
fn pixels(length: &str) -> Option<u32> {
    let end = length.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(length.len());
    let number: f64 = length[..end].parse().ok()?;
    let pixels = match &length[end..] {
        "in" => number * 96.0,
        "cm" => number * 96.0 / 2.54,
        "mm" => number * 96.0 / 25.4,
        "pt" => number * 4.0 / 3.0,
        "px" => number,
        _ => return None,
    };
    (1.0..20_000.0).contains(&pixels).then_some(pixels.round() as u32)
}
