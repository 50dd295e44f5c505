//! The outline of a file: which parts it has, and where each lies. It is made in one walk through the file, before anything
//! is known of what is a document, and holds no text but headings.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::entities::Entities;
use super::event::Element;
use super::xml::{Token, Trouble, Walk};

/// How long a heading can be, in bytes.
const LONGEST_HEADING: usize = 1000;

/// How many ids that stand twice are kept.
const MOST_DUPLICATES: usize = 50;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `teiCorpus`: several editions with a header for all.
    Corpus,
    /// `TEI`: an edition.
    Edition,
    /// `teiHeader`: what is said of it.
    Header,
    /// `text`, or `sourceDoc`, which has the text line by line.
    Text,
    /// `group`: texts.
    Group,
    /// `front`, `body` or `back` of a text.
    Matter,
    /// `div`, also with a number for its depth.
    Division,
    /// What holds no text of the edition: `facsimile`, `standOff`.
    Apart,
}

/// A part of a file.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// What it is.
    pub kind: Kind,
    /// The part that holds it, by its place in the outline; the first has none.
    pub parent: Option<usize>,
    /// The name and the attributes of its element.
    pub element: Element<'a>,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// Its heading, without notes.
    pub heading: String,
    /// Whether it has what only letters, entries and the like have: a dateline, a salutation, a signature.
    pub is_signed: bool,
    /// Whether anything stands in it that is shown.
    pub has_content: bool,
    /// The parts directly within it, by their places in the outline.
    pub parts: Vec<usize>,
    /// The stretches in it that belong to no part within it.
    pub runs: Vec<Run>,
}

/// A stretch between the parts within a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it holds.
    pub holds: Holds,
    /// Where its first mark of a page is, if it has one.
    pub page: Option<usize>,
}

/// What a stretch holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Nothing that is shown but marks of pages.
    Marks,
    /// A heading without notes.
    Heading,
    /// Lists of people, places and the like.
    Lists,
    /// Text.
    Text,
}

/// The outline of a file.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    /// The parts, each before those within it.
    pub parts: Vec<Part<'a>>,
    /// What is wrong with the XML.
    pub trouble: Trouble,
    /// The ids that stand twice or more, with the places where they stand again.
    pub duplicates: Vec<(String, Range<usize>)>,
    /// How many ids stand again.
    pub duplicate_count: usize,
    /// The images of `facsimile` by the ids of their surfaces.
    pub images: BTreeMap<String, String>,
    /// How often a file is to be put in that the reader does not follow.
    pub inclusions: usize,
    /// How many people, places and the like the file describes in lists, by the names of their elements.
    pub described: BTreeMap<&'static str, usize>,
}

impl Part<'_> {
    /// What stands in it besides other parts.
    pub(super) fn holds(&self) -> Holds {
        self.runs.iter().map(|run| run.holds).max().unwrap_or(Holds::Marks)
    }
}

impl<'a> Outline<'a> {
    /// The outline of a text whose entities are known.
    pub(super) fn of(text: &'a str, entities: &'a Entities) -> Self {
        let mut walk = Walk::new(text, entities);
        let mut maker = Maker::default();
        while let Some(step) = walk.next() {
            match step.token {
                Token::Start(element) => maker.start(element, step.span),
                Token::End => maker.end(&step.span),
                Token::Text(characters) => maker.text(&characters, &step.span),
                Token::Doctype(_) => {}
            }
        }
        Self { trouble: walk.trouble(), ..maker.outline }
    }

    /// Whether it is only for lists that it has anything to say.
    pub(super) fn is_of_lists(&self) -> bool {
        !self.described.is_empty() && self.parts.iter().all(|part| part.holds() <= Holds::Lists)
    }

    /// The nearest attribute of a part or of those round it.
    pub(super) fn nearest(&self, part: usize, attribute: &str) -> Option<&str> {
        let mut part = self.parts.get(part);
        while let Some(found) = part {
            if let Some(value) = found.element.get(attribute) {
                return Some(value);
            }
            part = found.parent.and_then(|parent| self.parts.get(parent));
        }
        None
    }
}

/// The entities that a text declares before its first element.
pub(super) fn declared_entities(text: &str) -> Entities {
    let none = Entities::default();
    let mut walk = Walk::new(text, &none);
    while let Some(step) = walk.next() {
        match step.token {
            Token::Doctype(declared) => return Entities::declared(&declared),
            Token::Text(_) => {}
            Token::Start(_) | Token::End => break,
        }
    }
    none
}


/// Makes an outline on the way through a file.
#[derive(Default)]
struct Maker<'a> {
    outline: Outline<'a>,
    /// The parts that are open.
    open: Vec<usize>,
    /// How many elements are open within the innermost of them.
    depth: usize,
    /// The stretch that is passed.
    run: Option<Run>,
    /// How deep the heading lies that is read, the note in it, and the list of what is described.
    heading: Option<usize>,
    note: Option<usize>,
    list: Option<usize>,
    /// The id of the surface whose image is looked for.
    surface: Option<String>,
    ids: HashSet<Cow<'a, str>>,
}

impl<'a> Maker<'a> {
    fn start(&mut self, element: Element<'a>, span: Range<usize>) {
        self.note_id(&element, &span);
        let parent = self.open.last().map(|&place| self.outline.parts[place].kind);
        let kind = kind(element.name).filter(|_| self.depth == 0 && parent.is_none_or(has_parts));
        match kind {
            Some(kind) => self.begin(kind, element, span),
            None if parent.is_some() => self.inner(&element, &span),
            // What is round all editions can have any name.
            None => self.begin(Kind::Corpus, element, span),
        }
    }

    /// Remembers an id, or that it stands again.
    fn note_id(&mut self, element: &Element<'a>, span: &Range<usize>) {
        let Some((_, id)) = element.attributes.iter().find(|(name, _)| *name == "xml:id") else { return };
        if !self.ids.insert(id.clone()) {
            self.outline.duplicate_count += 1;
            if self.outline.duplicates.len() < MOST_DUPLICATES {
                self.outline.duplicates.push((id.clone().into_owned(), span.clone()));
            }
        }
    }

    fn begin(&mut self, kind: Kind, element: Element<'a>, span: Range<usize>) {
        self.end_run();
        let place = self.outline.parts.len();
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            self.outline.parts[parent].parts.push(place);
        }
        self.outline.parts.push(Part {
            kind,
            parent,
            element,
            span,
            heading: String::new(),
            is_signed: false,
            has_content: false,
            parts: Vec::new(),
            runs: Vec::new(),
        });
        self.open.push(place);
    }

    /// An element begins that is no part.
    fn inner(&mut self, element: &Element<'a>, span: &Range<usize>) {
        self.depth += 1;
        let name = element.name;
        if let Some(&part) = self.open.last()
            && self.outline.parts[part].kind == Kind::Apart
        {
            self.describe(element);
            return;
        }
        if matches!(name, "include") {
            self.outline.inclusions += 1;
        }
        let holds = match name {
            "head" if self.depth == 1 => self.begin_heading(),
            "opener" | "dateline" | "salute" | "closer" | "signed" if self.depth == 1 => {
                if let Some(&part) = self.open.last() {
                    self.outline.parts[part].is_signed = true;
                }
                Holds::Marks
            }
            "figure" | "graphic" | "formula" | "media" if self.list.is_none() => Holds::Text,
            _ if self.list.is_none() && is_list(name) => {
                self.list = Some(self.depth);
                Holds::Lists
            }
            "note" => {
                self.note = self.note.or(Some(self.depth));
                Holds::Marks
            }
            _ => Holds::Marks,
        };
        if self.list.is_some() {
            self.describe(element);
        }
        if self.heading.is_some() && matches!(name, "lb" | "pb") {
            self.add_to_heading(" ");
        }
        let run = self.run(span);
        run.holds = run.holds.max(holds);
        if matches!(name, "pb") {
            run.page.get_or_insert(span.start);
        }
    }

    /// The stretch that is passed, which goes on to a place.
    fn run(&mut self, span: &Range<usize>) -> &mut Run {
        let run = self.run.get_or_insert(Run { span: span.clone(), holds: Holds::Marks, page: None });
        run.span.end = run.span.end.max(span.end);
        run
    }

    fn end_run(&mut self) {
        if let (Some(run), Some(&part)) = (self.run.take(), self.open.last()) {
            let part = &mut self.outline.parts[part];
            part.has_content |= run.holds > Holds::Marks;
            part.runs.push(run);
        }
    }

    fn end(&mut self, span: &Range<usize>) {
        if self.depth > 0 {
            for depth in [&mut self.heading, &mut self.note, &mut self.list] {
                if *depth == Some(self.depth) {
                    *depth = None;
                }
            }
            self.depth -= 1;
            if self.run.is_some() {
                self.run(span);
            }
            return;
        }
        self.end_run();
        let Some(place) = self.open.pop() else { return };
        self.outline.parts[place].span.end = span.end;
        let has_content = self.outline.parts[place].has_content;
        if let Some(&parent) = self.open.last() {
            self.outline.parts[parent].has_content |= has_content;
        }
    }

    fn text(&mut self, characters: &str, span: &Range<usize>) {
        let Some(&part) = self.open.last() else { return };
        if self.outline.parts[part].kind == Kind::Apart || self.outline.parts[part].kind == Kind::Header {
            return;
        }
        let is_heading = self.heading.is_some() && self.note.is_none() && self.add_to_heading(characters);
        if characters.trim().is_empty() {
            return;
        }
        let holds = match self.list {
            _ if is_heading => Holds::Heading,
            Some(_) => Holds::Lists,
            None => Holds::Text,
        };
        let run = self.run(span);
        run.holds = run.holds.max(holds);
    }

    /// A heading begins. That of a part is the first, before all that lies in it; others are text.
    fn begin_heading(&mut self) -> Holds {
        let part = self.open.last().and_then(|&place| self.outline.parts.get(place));
        let is_first = |part: &Part<'_>| part.runs.is_empty() && part.parts.is_empty() && part.heading.is_empty();
        if part.is_some_and(is_first) {
            self.heading = Some(self.depth);
            Holds::Marks
        } else {
            Holds::Text
        }
    }

    /// Adds to the heading of the part that is open; whether there was room.
    fn add_to_heading(&mut self, characters: &str) -> bool {
        let Some(part) = self.open.last().and_then(|&place| self.outline.parts.get_mut(place)) else {
            return true;
        };
        let has_room = part.heading.len() + characters.len() < LONGEST_HEADING;
        if has_room {
            part.heading.push_str(characters);
        }
        has_room
    }

    /// Counts what a list describes, and remembers the images of pages.
    fn describe(&mut self, element: &Element<'a>) {
        let described = ["person", "place", "org", "bibl", "event", "nym", "object"];
        if let Some(name) = described.iter().find(|name| **name == element.name) {
            *self.outline.described.entry(name).or_insert(0) += 1;
        }
        match element.name {
            "surface" => self.surface = element.get("xml:id").map(str::to_owned),
            "graphic" => {
                let id = element.get("xml:id").map(str::to_owned).or_else(|| self.surface.clone());
                if let (Some(id), Some(address)) = (id, element.get("url")) {
                    self.outline.images.entry(id).or_insert_with(|| address.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// What an element is as a part.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "teiCorpus" => Kind::Corpus,
        "TEI" | "TEI.2" => Kind::Edition,
        "teiHeader" => Kind::Header,
        "text" | "sourceDoc" => Kind::Text,
        "group" => Kind::Group,
        "front" | "body" | "back" => Kind::Matter,
        "div" | "div0" | "div1" | "div2" | "div3" | "div4" | "div5" | "div6" | "div7" => Kind::Division,
        "facsimile" | "standOff" => Kind::Apart,
        _ => return None,
    })
}

/// Whether an element is a part where it stands between parts.
pub(super) fn is_part(name: &str) -> bool {
    kind(name).is_some()
}

/// Whether other parts can lie in one.
fn has_parts(kind: Kind) -> bool {
    !matches!(kind, Kind::Header | Kind::Apart)
}

/// Whether an element is a list of what is named elsewhere.
fn is_list(name: &str) -> bool {
    matches!(name, "listPerson" | "listPlace" | "listOrg" | "listEvent" | "listNym" | "listObject")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> String {
        let entities = Entities::default();
        let outline = Outline::of(text, &entities);
        let shown = outline.parts.iter().map(|part| {
            let runs: Vec<String> = part.runs.iter().map(|run| format!("{:?}", run.holds)).collect();
            format!("{:?} {:?} {}", part.kind, part.heading.trim(), runs.join(","))
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn parts_and_what_lies_between_them() {
        let text = "<TEI><teiHeader>no</teiHeader><text><front><titlePage>T</titlePage></front><body><div><pb n='1'/>\
            <head>One<note>x</note></head><div><head>A<lb/>B</head><p>t<div>no part</div></p></div> <pb/> <div/></div>\
            <div><head>Two</head><list/></div></body></text><standOff><listPerson><person/></listPerson></standOff></TEI>";
        assert_eq!(
            outline(text),
            "Edition \"\" ; Header \"\" ; Text \"\" ; Matter \"\" Text; Matter \"\" ; Division \"One\" Text,Marks; \
             Division \"A B\" Text; Division \"\" ; Division \"Two\" Heading; Apart \"\" "
        );
    }

    #[test]
    fn ids_that_stand_twice_are_found() {
        let entities = Entities::default();
        let outline = Outline::of("<TEI><text xml:id='a'><p xml:id='b'/><p xml:id='a'/></text></TEI>", &entities);
        assert_eq!((outline.duplicate_count, outline.duplicates[0].0.as_str()), (1, "a"));
    }
}
