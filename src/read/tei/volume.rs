//! A file of TEI as a whole: its collections and documents in their order, what it says of itself, and what there is to say
//! of it.

use std::collections::BTreeMap;

use super::document::{self, Surrounded};
use super::entities::Entities;
use super::header::Header;
use super::outline::{Kind, Outline};
use super::plan::{Piece, Plan, Role, Stretch};
use super::remarks;
use crate::config::CollectionConfig;
use crate::diagnostic::Lines;
use crate::read::Reading;
use crate::read::reader::{Given, Receiver, Source};

/// A file of TEI.
pub(super) struct Volume<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    entities: &'a Entities,
    outline: Outline<'a>,
    plan: Plan,
    /// What the header of each edition says, by the place of the edition in the outline.
    headers: BTreeMap<usize, Header>,
}

impl<'a> Volume<'a> {
    /// Looks through a file.
    pub(super) fn of(source: &'a Source<'a>, text: &'a str, entities: &'a Entities) -> Self {
        let outline = Outline::of(text, entities);
        let plan = Plan::of(&outline, &source.tei.documents);
        Self { source, text, entities, outline, plan, headers: BTreeMap::new() }
    }

    /// Gives all that it holds.
    pub(super) fn give(mut self, receiver: &mut dyn Receiver) {
        let lines = Lines::of(self.text);
        let file = self.source.path;
        for remark in remarks::of(&self.outline, &self.plan, self.entities, &lines, file) {
            receiver.diagnostic(remark);
        }
        if self.plan.is_volume {
            let about = self.about_file();
            receiver.about(about);
        }
        let (mut unknown, mut left_out) = (BTreeMap::new(), BTreeMap::new());
        for piece in std::mem::take(&mut self.plan.pieces) {
            match piece {
                Piece::Begin { part, id } => {
                    let about = self.about_part(part);
                    receiver.begin_collection(&id, about);
                }
                Piece::End => receiver.end_collection(),
                Piece::Document(stretch) => {
                    let read = self.document(&stretch);
                    add(&mut unknown, read.unknown);
                    add(&mut left_out, read.left_out);
                    self.give_document(stretch, read.reading, &lines, receiver);
                }
            }
        }
        let said = [remarks::unknown(&unknown, file), remarks::left_out(&left_out, file)];
        said.into_iter().flatten().for_each(|remark| receiver.diagnostic(remark));
    }

    fn give_document(
        &self,
        stretch: Stretch,
        reading: Reading,
        lines: &Lines<'a>,
        receiver: &mut dyn Receiver,
    ) {
        let span = stretch.start..stretch.end;
        match (stretch.id, stretch.role) {
            (None, Role::Document) => receiver.document(Given::only(reading, self.text.into())),
            (Some(id), Role::Document) => receiver.document(Given::part(id, reading, lines, span)),
            (Some(id), Role::Matter) => receiver.matter(Given::part(id, reading, lines, span)),
            (id, _) => {
                let id = id.unwrap_or_else(|| "front".to_owned());
                receiver.front(Given::part(id, reading, lines, span));
            }
        }
    }

    /// Reads a document.
    fn document(&mut self, stretch: &Stretch) -> document::Read {
        let edition = self.edition(stretch.part);
        self.read_header(edition);
        let none = Header::default();
        let header = edition.and_then(|edition| self.headers.get(&edition)).unwrap_or(&none);
        let is_whole = stretch.id.is_none() && stretch.role == Role::Document;
        let is_edition = self.outline.parts.get(stretch.part).is_some_and(|part| part.kind == Kind::Edition);
        let surrounded = Surrounded {
            source: self.source,
            text: self.text,
            entities: self.entities,
            outline: &self.outline,
            header,
            has_header: is_whole || is_edition,
            renditions: &header.renditions,
        };
        document::read(stretch, &surrounded)
    }

    /// The edition that holds a part.
    fn edition(&self, part: usize) -> Option<usize> {
        let mut place = Some(part);
        while let Some(at) = place {
            let part = self.outline.parts.get(at)?;
            if matches!(part.kind, Kind::Edition | Kind::Corpus) {
                return Some(at);
            }
            place = part.parent;
        }
        None
    }

    /// Reads the header of an edition, unless it was read.
    fn read_header(&mut self, edition: Option<usize>) {
        let Some(edition) = edition.filter(|edition| !self.headers.contains_key(edition)) else { return };
        let parts = &self.outline.parts;
        let is_header = |place: &&usize| parts[**place].kind == Kind::Header;
        let header = parts[edition].parts.iter().find(is_header).map(|&place| parts[place].span.clone());
        let text = header.and_then(|span| self.text.get(span));
        let header = text.map(|text| Header::of(text, self.entities)).unwrap_or_default();
        // Of a corpus one header is needed after another, and that of the whole.
        if self.headers.len() > MOST_HEADERS {
            self.headers.retain(|&place, _| self.outline.parts[place].parent.is_none());
        }
        self.headers.insert(edition, header);
    }

    /// What the file says of itself.
    fn about_file(&mut self) -> CollectionConfig {
        let root = self.outline.parts.iter().position(|part| part.parent.is_none());
        self.read_header(root);
        let header = root.and_then(|root| self.headers.get(&root));
        let mut about = header.map(about).unwrap_or_default();
        let language = root.and_then(|root| self.outline.parts[root].element.get("xml:lang"));
        about.language = language.map(str::to_owned).or(about.language);
        about.incomplete = self.outline.trouble.count > 0;
        about
    }

    /// What a part says of itself as a collection.
    fn about_part(&mut self, part: usize) -> CollectionConfig {
        let kind = self.outline.parts[part].kind;
        let mut about = if kind == Kind::Edition {
            self.read_header(Some(part));
            self.headers.get(&part).map(about).unwrap_or_default()
        } else {
            CollectionConfig::default()
        };
        let part = &self.outline.parts[part];
        let heading = part.heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = about.title.take().or_else(|| (!heading.is_empty()).then_some(heading));
        about.title = title.or_else(|| document::named_by_type(&part.element));
        about.language = part.element.get("xml:lang").map(str::to_owned).or(about.language);
        about
    }
}

/// For how many editions of a corpus headers are kept.
const MOST_HEADERS: usize = 8;

/// What a header says of a collection.
fn about(header: &Header) -> CollectionConfig {
    CollectionConfig {
        title: header.title().map(str::to_owned),
        description: header.summary.clone().unwrap_or_default(),
        language: header.language().map(str::to_owned),
        facts: header.facts(),
        editors: header.editors.clone(),
        publisher: header.publishers.first().cloned(),
        place: header.places.first().cloned(),
        year: header.year(),
        series: header.series().map(str::to_owned),
        doi: header.doi(),
        rights: header.licence.clone(),
        ..CollectionConfig::default()
    }
}

fn add(all: &mut BTreeMap<String, usize>, more: BTreeMap<String, usize>) {
    for (name, count) in more {
        *all.entry(name).or_insert(0) += count;
    }
}
