//! The text of one document of TEI: from the steps through its XML to blocks, notes and references of the model.
//!
//! The folder owns what each element means for a text ([`meaning`], [`element`]), how runs of text grow ([`flow`]), what
//! holds them ([`container`], [`list`], [`table`]), notes and variants ([`notes`]), and what can be said only when all is read
//! ([`complete`]). It takes one step after another, so that no tree of the XML is ever held, and gives what it [`Built`]. It
//! must not know volumes, headers, or what a target means: that is asked of the [`Context`].

mod anchor;
mod complete;
mod container;
mod element;
mod figure;
mod flow;
mod inline;
mod lines;
mod list;
mod marks;
mod meaning;
mod notes;
mod ending;
mod paragraphs;
mod rendition;
mod span;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod tongue;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::event::{Element, Event};
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Anchor, Block, Inline, Note};
use crate::model::reference::{Citation, Reference};
use crate::read::dateline::Dateline;
use container::Container;
use ending::Open;
use notes::{Apparatus, Draft};
use span::Records;

/// What a text needs of its surroundings.
pub(super) struct Context<'a> {
    /// The language of the document, as a tag of BCP 47.
    pub(super) language: Option<&'a str>,
    /// The archive's words.
    pub(super) words: &'a Words,
    /// What may be guessed.
    pub(super) guesses: Guesses,
    /// What the header declares about how text looks: a declaration of CSS by its `xml:id`.
    pub(super) renditions: &'a HashMap<String, String>,
    /// What holds the document.
    pub(super) volume: &'a dyn Volume,
}

/// What holds a document, as its text sees it.
pub(super) trait Volume {
    /// What one target means, such as `#d12`, `other.xml#d8` or a web address.
    fn target(&self, target: &str) -> Target;

    /// The image that the `url` of a graphic means.
    fn picture(&self, url: &str) -> Option<Picture>;

    /// The image of a page, by the `facs` and the other attributes of the page's beginning.
    fn facsimile(&self, page: &Element<'_>) -> Option<Picture>;
}

/// What a target means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// A place in the archive.
    Cited(Citation),
    /// An address outside the archive.
    Web(String),
    /// Nothing that could be a link.
    Nowhere,
}

/// Where an image is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Picture {
    /// A file, by its path from the source on.
    File(String),
    /// An address outside the archive.
    Web(String),
}

/// What was made of a document's XML.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The document's heading.
    pub(super) title: Vec<Inline>,
    /// Its text.
    pub(super) blocks: Vec<Block>,
    /// Its notes.
    pub(super) notes: Vec<Note>,
    /// What it refers to.
    pub(super) references: Vec<Reference>,
    /// The names by which links mean places of it.
    pub(super) anchors: Vec<Anchor>,
    /// The dates in its datelines, openers and closers, in their order.
    pub(super) dates: Vec<SaidDate>,
    /// What its datelines say, in their order; without those of texts printed with it.
    pub(super) datelines: Vec<String>,
    /// The places that its datelines tag.
    pub(super) places: Vec<String>,
    /// The dateline that was recognised by its words, where none is tagged.
    pub(super) recognised: Option<Dateline>,
    /// Who the heading names as sender and receiver.
    pub(super) parties: Vec<Party>,
    /// Who signed.
    pub(super) signed: Vec<String>,
    /// What the note says that tells where the original is.
    pub(super) source_note: Option<String>,
    /// The line above the heading that does.
    pub(super) source_line: Option<String>,
    /// The elements that are not known, and how often they stand there. Their text is kept.
    pub(super) unknown: BTreeMap<String, usize>,
    /// The elements whose text is left out.
    pub(super) left_out: BTreeMap<String, LeftOut>,
    /// The places of notes that nothing calls.
    pub(super) uncalled: Vec<usize>,
}

/// A date as its element says it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SaidDate {
    /// Where it stands.
    pub(super) zone: Zone,
    /// The attributes that say a time (`when`, `from`, `notAfter`, `cert`, …), with their values.
    pub(super) attributes: Vec<(String, String)>,
    /// Its words.
    pub(super) text: String,
    /// Whether it stands in a text that is printed with the document.
    pub(super) is_attached: bool,
    /// Where it stands in the document's XML.
    pub(super) at: usize,
}

impl SaidDate {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(said, _)| said == name).map(|(_, value)| value.as_str())
    }
}

/// Where a date stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Zone {
    /// In a dateline.
    #[default]
    Dateline,
    /// Before the text.
    Opener,
    /// After the text.
    Closer,
}

/// Someone whom the heading names as sender or receiver.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Party {
    /// Whether it is a sender.
    pub(super) sends: bool,
    /// The name as it stands there.
    pub(super) name: String,
    /// The key of the name, if it has one.
    pub(super) key: String,
}

/// Elements of a name whose text is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LeftOut {
    /// How many there are.
    pub(super) count: usize,
    /// Where the first stands.
    pub(super) at: usize,
    /// How the first begins.
    pub(super) words: String,
}

/// Builds a document's text from the steps through what stands within its element.
pub(super) struct TextBuilder<'a> {
    context: &'a Context<'a>,
    /// The document's language as a tag of one form.
    language: Option<String>,
    /// The elements that are open.
    open: Vec<Open>,
    /// What grows now.
    current: Container,
    /// What holds it, from the document itself on.
    below: Vec<Container>,
    records: Records,
    title: Vec<Inline>,
    notes: Vec<Draft>,
    anchors: Vec<Anchor>,
    /// The ids that were seen.
    ids: HashSet<String>,
    /// The anchors that headings have.
    heading_ids: HashMap<String, u32>,
    /// The id of the part that began last, for its heading.
    division_id: Option<String>,
    /// How many notes are open.
    open_notes: usize,
    /// How many parts with headings are open.
    divisions: usize,
    /// How many texts that are printed with the document are open.
    attached: usize,
    /// How many datelines, openers and closers are open.
    zones: [usize; 3],
    /// How many of the open elements are within one that is not to be read, that one included.
    hidden: usize,
    /// The name of that one.
    hidden_name: String,
    /// Where that one begins, until it has words.
    hidden_at: Option<usize>,
    /// The places where witnesses differ that are open.
    apparatus: Vec<Apparatus>,
    /// The blocks of the document itself that stand in the middle of their lines.
    centred: HashSet<usize>,
    /// Whether the document itself has text yet.
    has_text: bool,
    built: Built,
}

impl<'a> TextBuilder<'a> {
    /// Begins with nothing.
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            language: context.language.and_then(tongue::tag),
            open: Vec::new(),
            current: Container::root(),
            below: Vec::new(),
            records: Records::new(context.language),
            title: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            ids: HashSet::new(),
            heading_ids: HashMap::new(),
            division_id: None,
            open_notes: 0,
            divisions: 0,
            attached: 0,
            zones: [0; 3],
            hidden: 0,
            hidden_name: String::new(),
            hidden_at: None,
            apparatus: Vec::new(),
            centred: HashSet::new(),
            has_text: false,
            built: Built::default(),
        }
    }

    /// Takes the next step. `at` is its place in the document's XML.
    pub(super) fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(element) => self.start(&element, at),
            Event::End => self.end(at),
            Event::Text(text) => self.text(text, at),
        }
    }

    /// Ends what is still open, and gives the document.
    pub(super) fn finish(mut self) -> Built {
        while !self.open.is_empty() {
            self.end(self.records.last);
        }
        self.close_flow();
        self.complete()
    }
}
