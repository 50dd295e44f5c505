//! One document of a file: its text, and what its mark-up and its header say of it.

use std::collections::{BTreeMap, HashMap};

use super::date;
use super::entities::Entities;
use super::event::{Element, Event as Step};
use super::found;
use super::header::Header;
use super::outline::{self, Kind, Outline};
use super::plan::{self, Role, Stretch};
use super::surroundings::Surroundings;
use super::text::{Built, Context, TextBuilder, Zone};
use super::xml::{Token, Walk};
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::model::document::{Anchor, Block, Document, Inline, Text, plain_text};
use crate::model::field::SEPARATOR;
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};
use crate::model::path;
use crate::read::reader::Source;
use crate::read::{Reading, conventions, markdown};

/// What surrounds a document.
pub(super) struct Surrounded<'a> {
    /// The file.
    pub source: &'a Source<'a>,
    /// Its text.
    pub text: &'a str,
    /// Its entities.
    pub entities: &'a Entities,
    /// Its outline.
    pub outline: &'a Outline<'a>,
    /// What the header of the edition says.
    pub header: &'a Header,
    /// Whether the header is that of the document alone.
    pub has_header: bool,
    /// How the header says that text looks.
    pub renditions: &'a HashMap<String, String>,
}

/// A document as it was read.
pub(super) struct Read {
    /// What was understood of it.
    pub reading: Reading,
    /// The elements that nobody knows.
    pub unknown: BTreeMap<String, usize>,
    /// The elements whose text is left out.
    pub left_out: BTreeMap<String, usize>,
}

/// Reads the document of a stretch.
pub(super) fn read(stretch: &Stretch, around: &Surrounded<'_>) -> Read {
    let language = around.outline.nearest(stretch.part, "xml:lang").or_else(|| around.header.language());
    let stem = path::name(path::stem(around.source.path));
    let surroundings = Surroundings {
        images: &around.outline.images,
        pattern: around.source.tei.facsimiles.as_deref(),
        stem,
    };
    let mut guesses = around.source.guesses;
    let context = Context {
        language,
        words: &around.source.config.dates,
        guesses,
        renditions: around.renditions,
        volume: &surroundings,
    };
    let mut builder = TextBuilder::new(&context);
    feed(stretch, around, &mut builder);
    let mut built = builder.finish();
    let mut document = Document {
        metadata: metadata(stretch, around, &built),
        title: std::mem::take(&mut built.title),
        blocks: std::mem::take(&mut built.blocks),
        notes: std::mem::take(&mut built.notes),
        references: std::mem::take(&mut built.references),
        anchors: std::mem::take(&mut built.anchors),
        ..Document::default()
    };
    document.metadata.particulars.language = language.map(str::to_owned);
    add_title(&mut document, stretch, around);
    add_anchors(&mut document, stretch, around);
    // The headings of prefaces and indexes are no numbers, senders and receivers, and a text without a heading has no title.
    guesses.heads &= stretch.role == Role::Document && !document.title.is_empty();
    let mut reading = conventions::apply_to_styled(document, Vec::<Diagnostic>::new(), context.words, guesses);
    found::add(&mut reading.found, &built, context.words);
    Read { reading, unknown: built.unknown, left_out: built.left_out.into_iter().map(|(name, out)| (name, out.count)).collect() }
}

/// Gives the builder what belongs to a document: of what stands before its text only the marks of pages, and nothing of what
/// is no text.
fn feed(stretch: &Stretch, around: &Surrounded<'_>, builder: &mut TextBuilder<'_>) {
    // Places of the only document are those of the file.
    let base = if stretch.is_only() { 0 } else { stretch.start };
    let Some(text) = around.text.get(base..stretch.end) else { return };
    let (start, begin) = (stretch.start - base, stretch.text - base);
    let mut walk = Walk::new(text, around.entities);
    // For each open element whether the builder has it, and how deep one lies of which nothing is read.
    let (mut given, mut hidden): (Vec<bool>, Option<usize>) = (Vec::new(), None);
    while let Some(step) = walk.next() {
        let at = step.span.start;
        match step.token {
            Token::Start(element) => {
                let is_apart = is_apart(element.name);
                let is_root = at == begin && outline::is_part(element.name);
                let is_given = match () {
                    () if hidden.is_some() || at < start || is_apart || is_root => false,
                    () if at < begin => is_mark(element.name),
                    () => true,
                };
                given.push(is_given);
                if is_apart && hidden.is_none() {
                    hidden = Some(given.len());
                }
                if is_given {
                    builder.take(Step::Start(element), at);
                }
            }
            Token::End => {
                if hidden == Some(given.len()) {
                    hidden = None;
                }
                if given.pop() == Some(true) {
                    builder.take(Step::End, at);
                }
            }
            Token::Text(characters) => {
                let is_own = if at < begin { given.last() == Some(&true) } else { hidden.is_none() };
                if is_own && at >= start {
                    builder.take(Step::Text(&characters), at);
                }
            }
            Token::Doctype(_) => {}
        }
    }
}

/// Whether an element marks a page, and can stand before the document that begins there.
fn is_mark(name: &str) -> bool {
    matches!(name, "pb" | "fw" | "milestone" | "cb" | "gb")
}

/// Whether an element holds no text of the edition.
fn is_apart(name: &str) -> bool {
    matches!(name, "teiHeader" | "facsimile" | "standOff" | "xenoData" | "fsdDecl")
}

/// What mark-up and header say of a document.
fn metadata(stretch: &Stretch, around: &Surrounded<'_>, built: &Built) -> Metadata {
    let mut metadata = Metadata::default();
    if stretch.role == Role::Front {
        return metadata;
    }
    let part = &around.outline.parts[stretch.part];
    if stretch.role == Role::Document {
        metadata.number = part.element.get("n").filter(|number| plan::is_number(number)).map(str::to_owned);
        metadata.date = stated_date(stretch, around, built);
    }
    let letter = around.header.letter(part.element.get("xml:id"), around.has_header);
    let sent = letter.and_then(|letter| letter.event("sent"));
    let received = letter.and_then(|letter| letter.event("received"));
    let names = |names: &[String]| (!names.is_empty()).then(|| names.join(SEPARATOR));
    metadata.particulars.from = sent.and_then(|sent| names(&sent.names));
    metadata.particulars.to = received.and_then(|received| names(&received.names));
    metadata.particulars.place = sent.and_then(|sent| sent.place.clone());
    if around.has_header {
        add_header(&mut metadata, around);
    }
    metadata
}

/// The date that mark-up or header say.
fn stated_date(stretch: &Stretch, around: &Surrounded<'_>, built: &Built) -> Option<DocumentDate> {
    let part = &around.outline.parts[stretch.part];
    let header = around.header;
    let letter = header.letter(part.element.get("xml:id"), around.has_header);
    let sent = letter.and_then(|letter| letter.event("sent")).and_then(|sent| sent.date);
    let tagged = || {
        let zones = [Zone::Dateline, Zone::Opener, Zone::Closer];
        let own = || built.dates.iter().filter(|said| !said.is_attached);
        zones.into_iter().find_map(|zone| {
            own().filter(|said| said.zone == zone).find_map(|said| date::stated(|name| said.get(name)))
        })
    };
    let of_header = || header.creation.date.or_else(|| header.titled_date()).filter(|_| around.has_header);
    let metadata = |date: Date| DocumentDate { date, basis: DateBasis::Metadata };
    let dateline = |date: Date| DocumentDate { date, basis: DateBasis::Dateline };
    let declared = || of_element(&part.element);
    sent.map(metadata)
        .or_else(|| tagged().map(dateline))
        .or_else(|| declared().or_else(of_header).map(metadata))
}

/// The date that attributes of a document's own element say: those of TEI, or a first and a last moment as editors have
/// them under names of their own.
fn of_element(element: &Element<'_>) -> Option<Date> {
    let ending = |end: &str| {
        let found = element.attributes.iter().find(|(name, _)| name.ends_with(end));
        found.map(|(_, value)| value.as_ref())
    };
    let moments = ending("dateTime-min").zip(ending("dateTime-max"));
    moments
        .and_then(|(first, last)| date::between(first, last))
        .or_else(|| date::stated(|name| element.get(name)))
}

/// Adds what the header of a document says of it alone.
fn add_header(metadata: &mut Metadata, around: &Surrounded<'_>) {
    let header = around.header;
    let place = &mut metadata.particulars.place;
    *place = place.take().or_else(|| header.creation.place.clone());
    metadata.particulars.description.clone_from(&header.summary);
    let manuscript = &header.manuscript;
    metadata.provenance.repository =
        (!manuscript.repository.is_empty()).then(|| manuscript.repository.join(", "));
    metadata.provenance.collection.clone_from(&manuscript.collection);
    metadata.provenance.file.clone_from(&manuscript.shelfmark);
    for (name, value) in header.facts() {
        let field = metadata.other.entry(name).or_default();
        field.push_str(if field.is_empty() { "" } else { SEPARATOR });
        field.push_str(&value);
    }
    if around.outline.trouble.count > 0 {
        metadata.other.insert("damaged".to_owned(), around.outline.trouble.count.to_string());
    }
    let edition = around.outline.parts.iter().find(|part| part.kind == Kind::Edition);
    let id = edition.and_then(|edition| edition.element.get("xml:id"));
    let stem = path::name(path::stem(around.source.path));
    metadata.aliases = id.filter(|id| path::stem(id) != stem).map(str::to_owned).into_iter().collect();
}

/// Gives the document its title: that of its own header, else its heading, else what its element says it is.
fn add_title(document: &mut Document, stretch: &Stretch, around: &Surrounded<'_>) {
    let of_header = around.header.title().filter(|_| around.has_header && stretch.role == Role::Document);
    let inlines = |text: &str| vec![Inline::Text(Text { text: text.to_owned(), start: 0 })];
    if let Some(title) = of_header {
        let printed = plain_text(&document.title);
        if !markdown::same_words(&printed, title) {
            let content = std::mem::replace(&mut document.title, inlines(title));
            if !content.is_empty() {
                document.blocks.insert(0, Block::Heading { level: 1, id: HEADING.to_owned(), content });
            }
        }
    } else if document.title.is_empty() {
        let part = &around.outline.parts[stretch.part];
        let named = match stretch.role {
            Role::Front => around.header.title().map(str::to_owned),
            Role::Document | Role::Matter => named_by_type(&part.element),
        };
        document.title = named.map(|name| inlines(&name)).unwrap_or_default();
    }
}

/// The anchor of a heading whose place another title took.
const HEADING: &str = "printed-title";

/// What a part without a heading is called: by its type and number.
pub(super) fn named_by_type(element: &Element<'_>) -> Option<String> {
    let kind = element.get("type")?.replace(['-', '_'], " ");
    let mut letters = kind.chars();
    let kind: String = letters.next()?.to_uppercase().chain(letters).collect();
    Some(element.get("n").map_or(kind.clone(), |number| format!("{kind} {number}")))
}

/// The ids of the elements round a document are names of its beginning.
fn add_anchors(document: &mut Document, stretch: &Stretch, around: &Surrounded<'_>) {
    let mut place = Some(stretch.part).filter(|_| stretch.role != Role::Front);
    while let Some(part) = place.and_then(|place| around.outline.parts.get(place)) {
        let id = part.element.get("xml:id").filter(|id| stretch.id.as_deref() != Some(id));
        if let Some(id) = id.filter(|id| !document.anchors.iter().any(|anchor| anchor.name == **id)) {
            document.anchors.push(Anchor { name: id.to_owned(), place: None });
        }
        place = part.parent.filter(|_| stretch.is_only());
    }
}
