//! What of a file is a document, and what a collection of them.
//!
//! A division is a document by its type, by what stands in it, or because the archive says so. What holds documents is a
//! collection. What holds none, and lies in no document, is a document, too: a preface, a list, an index. A file with one
//! document at most is that document, with the headings of its divisions.

use std::collections::HashSet;
use std::ops::Range;

use super::documents::Documents;
use super::outline::{Holds, Kind, Outline, Run};
use crate::read::number;

/// What a file gives, in its order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A collection begins, which a part is.
    Begin {
        /// The part.
        part: usize,
        /// Its name in addresses.
        id: String,
    },
    /// The collection that began last ends.
    End,
    /// A document.
    Document(Stretch),
}

/// The stretch of a file that is a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The part that it is, or in which it lies.
    pub part: usize,
    /// What it is.
    pub role: Role,
    /// Its name in addresses; the only document of a file has none.
    pub id: Option<String>,
    /// Where it begins: with the mark of the page on which it does.
    pub start: usize,
    /// Where its text begins. Of what stands before, only marks of pages are its own.
    pub text: usize,
    /// Where it ends.
    pub end: usize,
}

impl Stretch {
    /// Whether it is the only document of its file.
    pub(super) fn is_only(&self) -> bool {
        self.id.is_none() && self.role == Role::Document
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A document of the edition.
    Document,
    /// What editors put beside: a preface, a list, an index.
    Matter,
    /// What introduces a collection, and stands on its page.
    Front,
}

/// The plan of a file.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What the file gives.
    pub pieces: Vec<Piece>,
    /// Whether it holds several documents.
    pub is_volume: bool,
    /// The parts without any text.
    pub empty: Vec<usize>,
}

impl Plan {
    /// The plan of a file by its outline. `wanted` are the types of divisions that the archive says are documents.
    pub(super) fn of(outline: &Outline<'_>, wanted: &[String]) -> Self {
        let documents = Documents::of(outline, wanted);
        if documents.is_single(outline) {
            return Self::single(outline, &documents);
        }
        let ids = outline.parts.iter().filter_map(|part| part.element.get("xml:id")).collect();
        let mut planner = Planner {
            outline,
            documents,
            taken: HashSet::new(),
            ids,
            plan: Self { is_volume: true, ..Self::default() },
            page: None,
            has_front: false,
            depth: 0,
            given: 0,
        };
        let roots = outline.parts.iter().enumerate().filter(|(_, part)| part.parent.is_none());
        for (root, _) in roots {
            planner.part(root);
        }
        planner.plan
    }

    /// The plan of a file that is one document, with all its texts.
    fn single(outline: &Outline<'_>, documents: &Documents) -> Self {
        let roots = || outline.parts.iter().enumerate().filter(|(_, part)| part.parent.is_none());
        let (Some((first, root)), Some((_, last))) = (roots().next(), roots().next_back()) else {
            return Self::default();
        };
        if outline.is_of_lists() {
            return Self::default();
        }
        let text = outline.parts.iter().position(|part| part.kind == Kind::Text);
        let part = documents.only().or(text).unwrap_or(first);
        let stretch = Stretch {
            part,
            role: Role::Document,
            id: None,
            start: root.span.start,
            text: root.span.start,
            end: last.span.end,
        };
        Self { pieces: vec![Piece::Document(stretch)], ..Self::default() }
    }
}

struct Planner<'o, 'a> {
    outline: &'o Outline<'a>,
    documents: Documents,
    /// The names that were given, in small letters.
    taken: HashSet<String>,
    /// The ids of all parts.
    ids: HashSet<&'o str>,
    plan: Plan,
    /// Where the mark of a page stands that belongs to no document so far.
    page: Option<usize>,
    /// Whether the file as a collection has its introduction.
    has_front: bool,
    /// How many collections are open.
    depth: usize,
    /// How many documents were planned.
    given: usize,
}

impl Planner<'_, '_> {
    /// Plans a part.
    fn part(&mut self, place: usize) {
        let part = &self.outline.parts[place];
        match part.kind {
            Kind::Header | Kind::Apart => {}
            _ if self.documents.is_document(place) => self.whole(place, Role::Document),
            _ if self.documents.holds_any(place) => self.holder(place),
            Kind::Division | Kind::Text | Kind::Edition if part.has_content && self.is_matter(place) => {
                self.whole(place, Role::Matter);
            }
            Kind::Division if !part.has_content => self.plan.empty.push(place),
            _ => self.inner(place, false),
        }
    }

    /// Whether a part without documents is a document as a whole. A text beside others is, and an edition that has a
    /// corpus round it.
    fn is_matter(&self, place: usize) -> bool {
        let part = &self.outline.parts[place];
        let parent = part.parent.map(|parent| self.outline.parts[parent].kind);
        match part.kind {
            Kind::Division => true,
            Kind::Text => parent == Some(Kind::Group),
            _ => parent == Some(Kind::Corpus),
        }
    }

    /// Plans a part that holds documents.
    fn holder(&mut self, place: usize) {
        let part = &self.outline.parts[place];
        let parent = part.parent.map(|parent| self.outline.parts[parent].kind);
        let is_collection = match part.kind {
            Kind::Division => true,
            Kind::Text => parent == Some(Kind::Group),
            Kind::Edition => parent == Some(Kind::Corpus),
            _ => false,
        };
        if is_collection {
            let id = self.id(place, None);
            self.plan.pieces.push(Piece::Begin { part: place, id });
            self.depth += 1;
        }
        self.inner(place, is_collection);
        if is_collection {
            self.plan.pieces.push(Piece::End);
            self.depth -= 1;
        }
    }

    /// Plans what lies in a part: those within it, and the stretches between them.
    fn inner(&mut self, place: usize, is_collection: bool) {
        let part = &self.outline.parts[place];
        let mut runs = part.runs.iter().enumerate().peekable();
        let mut parts = part.parts.iter().copied().peekable();
        loop {
            let run_start = runs.peek().map(|(_, run)| run.span.start);
            let part_start = parts.peek().map(|&part| self.outline.parts[part].span.start);
            match (run_start, part_start) {
                (Some(run), part) if part.is_none_or(|part| run < part) => {
                    if let Some((at, run)) = runs.next() {
                        self.run(place, at, run, is_collection);
                    }
                }
                (_, Some(_)) => {
                    if let Some(within) = parts.next() {
                        self.part(within);
                    }
                }
                _ => break,
            }
        }
    }

    /// Plans a stretch between parts.
    fn run(&mut self, place: usize, at: usize, run: &Run, is_collection: bool) {
        let is_titled = run.holds == Holds::Heading && is_collection && at == 0;
        if run.holds == Holds::Marks || is_titled {
            self.page = self.page.or(run.page);
            return;
        }
        let is_front = at == 0 && (is_collection || self.depth == 0 && !self.has_front && self.is_first());
        self.has_front |= is_front && self.depth == 0;
        let role = if is_front { Role::Front } else { Role::Matter };
        let id = if is_front { None } else { Some(self.id(place, Some(at))) };
        self.document(place, role, id, run.span.clone());
    }

    /// Whether no document was planned so far.
    fn is_first(&self) -> bool {
        !self.plan.pieces.iter().any(|piece| matches!(piece, Piece::Document(_)))
    }

    /// Plans a document that is a whole part.
    fn whole(&mut self, place: usize, role: Role) {
        let id = self.id(place, None);
        let span = self.outline.parts[place].span.clone();
        self.document(place, role, Some(id), span);
    }

    fn document(&mut self, part: usize, role: Role, id: Option<String>, span: Range<usize>) {
        let start = self.page.take().unwrap_or(span.start);
        let stretch = Stretch { part, role, id, start, text: span.start, end: span.end };
        self.plan.pieces.push(Piece::Document(stretch));
        self.given += 1;
    }

    /// A name that no other part has: the id of its element, its number, or its place. A stretch in it is named after it.
    fn id(&mut self, place: usize, run: Option<usize>) -> String {
        let element = &self.outline.parts[place].element;
        let number = || element.get("n").filter(|number| is_number(number) && !self.ids.contains(number));
        let name = match (element.get("xml:id"), run) {
            (Some(id), None) => id.to_owned(),
            (Some(id), Some(run)) => format!("{id}-text-{}", run + 1),
            (None, None) => number().map_or_else(|| (self.given + 1).to_string(), str::to_owned),
            (None, Some(run)) => format!("{}-{}", element.name, run + 1),
        };
        // What cannot be part of an address, and the name of the page of the whole.
        let name = name.replace(['/', '\\', '#', ':', ' '], "-");
        let is_free = |name: &str, taken: &HashSet<String>| {
            let is_reserved =
                ["index", "_index", "readme"].iter().any(|reserved| name.eq_ignore_ascii_case(reserved));
            !is_reserved && !taken.contains(&name.to_lowercase())
        };
        let mut free = name.clone();
        let mut count = 2;
        while !is_free(&free, &self.taken) || count > 2 && self.ids.contains(free.as_str()) {
            free = format!("{name}-{count}");
            count += 1;
        }
        self.taken.insert(free.to_lowercase());
        free
    }
}

/// Whether the value of `@n` is the number of a document, and no name.
pub(super) fn is_number(value: &str) -> bool {
    let figures = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let has_figures = !figures.is_empty() && figures.len() + 2 >= value.len() && figures.len() <= 6;
    has_figures && figures.bytes().all(|byte| byte.is_ascii_digit()) || number::order(value) != value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tei::entities::Entities;

    /// A plan in short: collections in brackets, documents by their names, those that introduce as `^`.
    fn plan(text: &str, wanted: &[&str]) -> String {
        let entities = Entities::default();
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        let plan = Plan::of(&Outline::of(text, &entities), &wanted);
        let shown = plan.pieces.iter().map(|piece| match piece {
            Piece::Begin { id, .. } => format!("{id}["),
            Piece::End => "]".to_owned(),
            Piece::Document(stretch) => match (stretch.role, &stretch.id) {
                (Role::Front, _) => "^".to_owned(),
                (Role::Document, id) => id.clone().unwrap_or_else(|| "one".to_owned()),
                (Role::Matter, id) => format!("({})", id.as_deref().unwrap_or("?")),
            },
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn text(content: &str) -> String {
        format!("<TEI><teiHeader/><text>{content}</text></TEI>")
    }

    #[test]
    fn documents_are_named_by_id_number_or_place() {
        let letter = |attributes: &str| format!("<div type='letter' {attributes}><p>words</p></div>");
        let body = format!(
            "<body>{}{}{}{}<div xml:id='x'><p>end</p></div></body>",
            letter("xml:id='a'"),
            letter("n='7'"),
            letter("n='seven'"),
            letter("xml:id='A'")
        );
        assert_eq!(plan(&text(&body), &[]), "a 7 3 A-2 (x)");
    }

    #[test]
    fn what_holds_documents_is_a_collection() {
        let letter = "<div type='letter'><p>words that are longer</p></div>";
        let body = format!(
            "<front><titlePage>T</titlePage></front><body><div xml:id='c'><head>C</head>{letter}{letter}<p>after</p></div>\
             <div xml:id='e'><head>E</head><p>before</p>{letter}</div><div xml:id='f'/></body>"
        );
        assert_eq!(plan(&text(&body), &[]), "^ c[ 2 3 (c-text-2) ] e[ ^ 6 ]");
    }

    #[test]
    fn a_text_with_few_of_them_is_one_document() {
        let poem = "<div type='poem'><l>a</l></div>";
        let chapter = format!("<div type='chapter'><p>{}</p>{poem}</div>", "words ".repeat(40));
        assert_eq!(plan(&text(&format!("<body>{chapter}{chapter}</body>")), &[]), "one");
        assert_eq!(plan(&text(&format!("<body>{chapter}{chapter}</body>")), &["chapter"]), "1 2");
        assert_eq!(plan(&text("<body><div type='letter'><p>a</p></div></body>"), &[]), "one");
        assert_eq!(plan("<p xmlns='http://www.tei-c.org/ns/1.0'>a</p>", &[]), "one");
    }
}
