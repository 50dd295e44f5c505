//! What stands in the runs of a paragraph: text with its look, signs, marks of notes, formulas.

use std::mem;

use super::paragraph::Line;
use super::story::{DEEPEST, Story};
use super::{math, symbols};
use crate::config::word::Comments;
use crate::read::office::gathered::{NoteKind, Remark};
use crate::read::office::parts::{Look, Paragraph, Part, Piece, What};
use crate::read::office::xml::{Element, Step, is_true};

impl Line {
    /// What stands in a run besides text.
    pub(super) fn sign(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
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
            "subDoc" => {
                story.shared.gathered.count(Remark::Object("another document is put in, which is not read"))
            }
            _ => {}
        }
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
        let code =
            element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0xfffd);
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

    /// Reads formulas that stand by themselves.
    pub(super) fn formulas(&mut self, story: &mut Story<'_, '_>) {
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

    /// Adds a formula.
    pub(super) fn formula(&mut self, source: String, display: bool, story: &mut Story<'_, '_>) {
        if !source.is_empty() {
            self.push(What::Math { display, source }, story);
        }
    }

    /// Takes in what a form says of its box.
    fn tick(&mut self, is_ticked: bool, story: &mut Story<'_, '_>) {
        if let Some(field) = story.fields.last_mut() {
            field.is_ticked = Some(is_ticked);
        }
    }
}
