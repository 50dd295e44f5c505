//! From a page's tree to the blocks of a document: what is kept while it is gone through.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Read;
use super::notes::{Names, Notes};
use super::region::Region;
use super::tree::{Place, Tree};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::mark::sentence::Sentences;
use crate::model::document::{
    Anchor, Block, Document, Inline, Note, NoteMark, PageBreak, note_anchor, page_anchor, push_plain_text,
};
use crate::model::raw_html::is_reserved_anchor;
use crate::model::reference::{Citation, Reference, Rule};
use crate::model::walk;
use crate::model::walk::PartMut;
use crate::read::reader::EmbeddedFile;

/// How deep blocks and inlines nest. What lies deeper loses its form, and keeps its words.
pub const DEPTH: usize = 64;

/// What is known of a page before its text is read.
pub struct Plan<'a> {
    /// The page.
    pub tree: &'a Tree,
    /// Its text.
    pub source: &'a str,
    /// What of it is read.
    pub region: &'a Region,
    /// Its notes.
    pub notes: &'a Notes,
    /// The pages that begin in it.
    pub page_breaks: &'a HashMap<Place, String>,
    /// The names of its places.
    pub names: &'a Names<'a>,
    /// The address against which its links are read, where that is another than its own.
    pub base: Option<url::Url>,
    /// The names to which its own links lead.
    pub linked: HashSet<String>,
    /// Which elements hold blocks.
    pub holds_blocks: Vec<bool>,
    /// Its language.
    pub language: String,
}

/// What is read of a page so far.
pub struct Maker<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) config: &'a Config,
    pub(super) file: &'a str,
    pub(super) lines: Lines<'a>,
    pub(super) references: Vec<Reference>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) files: Vec<EmbeddedFile>,
    anchors: Vec<Anchor>,
    taken: HashSet<String>,
    /// The names of notes, which have anchors of their own.
    note_names: HashSet<&'a str>,
    /// The anchors of places that were passed, and stand at the next text.
    pub(super) pending: Vec<String>,
    /// The parts of the note that is read: they are left out of the text round it only.
    pub(super) opened: Vec<Place>,
    /// The inline elements that hold the blocks that are read.
    pub(super) wraps: Vec<Place>,
    pub(super) depth: usize,
    /// Whether white space would follow white space, or begin a paragraph.
    pub(super) after_space: bool,
    /// Whether white space is kept.
    pub(super) is_kept: bool,
    pub(super) in_link: bool,
    /// The languages of the text round what is read.
    pub(super) languages: Vec<String>,
    /// How many marks of notes were read, and the names of the places that call.
    pub(super) marks: u32,
    pub(super) mark_names: Vec<(String, u32)>,
    /// The references whose sentences are known.
    quoted: usize,
    /// What is not understood, or left out, by its name: how often, and where first.
    pub(super) unknown: BTreeMap<String, (usize, usize)>,
    pub(super) dropped: BTreeMap<&'static str, (usize, usize)>,
    pub(super) unsafe_links: BTreeMap<String, (usize, usize)>,
    pub(super) remote_images: Option<(usize, usize)>,
}

impl<'a> Maker<'a> {
    /// Begins to read a page.
    pub fn new(plan: &'a Plan<'a>, config: &'a Config, file: &'a str) -> Self {
        Self {
            plan,
            config,
            file,
            lines: Lines::of(plan.source),
            references: Vec::new(),
            diagnostics: Vec::new(),
            files: Vec::new(),
            anchors: Vec::new(),
            taken: HashSet::new(),
            note_names: plan.notes.list.iter().flat_map(|note| &note.names).map(String::as_str).collect(),
            pending: Vec::new(),
            opened: Vec::new(),
            wraps: Vec::new(),
            depth: 0,
            after_space: true,
            is_kept: false,
            in_link: false,
            languages: vec![plan.language.clone()],
            marks: 0,
            mark_names: Vec::new(),
            quoted: 0,
            unknown: BTreeMap::new(),
            dropped: BTreeMap::new(),
            unsafe_links: BTreeMap::new(),
            remote_images: None,
        }
    }

    /// The document, and the files that lie in the page.
    pub fn finish(mut self, read: Read) -> (Document, Vec<Diagnostic>, Vec<EmbeddedFile>) {
        self.report();
        let Read { mut title, mut blocks, notes } = read;
        let mut ordinals: HashMap<String, u32> = HashMap::new();
        let mut list: Vec<Note> = self
            .plan
            .notes
            .list
            .iter()
            .zip(notes)
            .map(|(found, blocks)| {
                let ordinal = ordinals.entry(found.label.clone()).or_default();
                *ordinal += 1;
                let span = found.start..found.start;
                Note { label: found.label.clone(), ordinal: *ordinal, calls: 0, blocks, span }
            })
            .collect();
        let anchors = number_marks(&mut title, &mut blocks, &mut list);
        for (name, mark) in std::mem::take(&mut self.mark_names) {
            if let Some(place) = anchors.get(&mark) {
                self.name_place(name, place.clone());
            }
        }
        for (found, note) in self.plan.notes.list.iter().zip(&list) {
            found.names.iter().for_each(|name| self.name_place(name.clone(), note.anchor()));
        }
        self.report_uncalled(&list);
        for note in &list {
            walk::place_references(note, &mut self.references);
        }
        let document = Document {
            title,
            blocks,
            notes: list,
            references: self.references,
            anchors: self.anchors,
            ..Document::default()
        };
        (document, self.diagnostics, self.files)
    }

    /// Whether what stands at a place is left out here.
    pub(super) fn is_skipped(&self, place: Place) -> bool {
        self.plan.region.skipped[place] && !self.opened.contains(&place)
    }

    /// Gives a place of the page another name.
    fn name_place(&mut self, name: String, place: String) {
        if name != place && self.taken.insert(name.clone()) {
            self.anchors.push(Anchor { name, place: Some(place) });
        }
    }

    /// The name of a place that links can mean, if it is to be an anchor.
    pub(super) fn claim(&mut self, place: Place) {
        let tree = self.plan.tree;
        let name = tree.attribute(place, "name").filter(|_| tree.name(place) == "a");
        let names: Vec<String> =
            tree.attribute(place, "id").into_iter().chain(name).map(str::to_owned).collect();
        for name in names {
            let is_linked = self.plan.linked.contains(&name);
            let is_wrapper = matches!(
                tree.name(place),
                "div" | "section" | "article" | "main" | "header" | "footer" | "body" | "form" | "img"
            );
            let is_sound = !name.is_empty() && name.len() <= 200 && !name.contains(char::is_whitespace);
            if is_sound
                && !self.note_names.contains(name.as_str())
                && (is_linked || !is_wrapper)
                && !is_reserved_anchor(&name)
                && self.taken.insert(name.clone())
            {
                self.anchors.push(Anchor { name: name.clone(), place: Some(name.clone()) });
                self.pending.push(name);
            }
        }
    }

    /// A name is that of a heading, which has it for its anchor.
    pub(super) fn forget(&mut self, name: &str) {
        self.anchors.retain(|anchor| anchor.name != name);
    }

    /// The anchors of places that were passed, before what follows them.
    pub(super) fn flush(&mut self, out: &mut Vec<Inline>) {
        out.extend(self.pending.drain(..).map(Inline::Anchor));
    }

    /// The beginning of a printed page, with the names of its place.
    pub(super) fn page_break(&mut self, place: Place, page: &str) -> PageBreak {
        let tree = self.plan.tree;
        let names: Vec<String> = tree
            .within(place)
            .flat_map(|at| {
                [tree.attribute(at, "id"), tree.attribute(at, "name").filter(|_| tree.name(at) == "a")]
            })
            .flatten()
            .map(str::to_owned)
            .collect();
        names.into_iter().for_each(|name| self.name_place(name, page_anchor(page)));
        PageBreak::to(page, false)
    }

    /// The mark that calls a note.
    pub(super) fn note_mark(&mut self, place: Place, note: usize, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        self.flush(out);
        self.marks += 1;
        let parent = tree.parent(place).filter(|&parent| matches!(tree.name(parent), "sup" | "span"));
        for at in tree.within(place).take(4).chain(parent).chain(tree.previous(place)) {
            let is_own = at == place || tree.words(at).len() < 12;
            let name = tree.attribute(at, "name").filter(|_| tree.name(at) == "a");
            for name in tree.attribute(at, "id").into_iter().chain(name).filter(|_| is_own) {
                self.mark_names.push((name.to_owned(), self.marks));
            }
        }
        let label = self.plan.notes.list.get(note).map(|note| note.label.clone()).unwrap_or_default();
        out.push(Inline::NoteMark(NoteMark { label, note: Some(note), call: self.marks }));
        self.after_space = false;
    }

    /// Records a reference, and gives its number. Its sentence is known when its paragraph is.
    pub(super) fn refer(&mut self, rule: Rule, citation: Citation, place: Place) -> usize {
        let start = self.plan.tree.start(place);
        let rest = self.plan.source.get(start..).unwrap_or_default();
        let end = start + rest.find('>').map_or(0, |end| end + 1);
        self.references.push(Reference {
            rule,
            citation,
            span: start..end,
            sentence: String::new(),
            within: None,
        });
        self.references.len() - 1
    }

    /// Gives the references in a paragraph their sentences.
    pub(super) fn quote(&mut self, content: &[Inline]) {
        if self.quoted == self.references.len() {
            return;
        }
        self.quoted = self.references.len();
        let (mut text, mut places) = (String::new(), Vec::new());
        locate(content, &mut text, &mut places);
        let sentences = Sentences::of(&text, &self.config.dates.reading.sentences);
        for (index, place) in places {
            if let Some(reference) = self.references.get_mut(index) {
                reference.sentence = sentences.around(place);
            }
        }
    }

    /// The element at a place was not understood.
    pub(super) fn unknown(&mut self, place: Place) {
        let (name, start) = (self.plan.tree.name(place).to_owned(), self.plan.tree.start(place));
        self.unknown.entry(name).or_insert((0, start)).0 += 1;
    }

    /// The element at a place is left out.
    pub(super) fn drop(&mut self, name: &'static str, place: Place) {
        self.dropped.entry(name).or_insert((0, self.plan.tree.start(place))).0 += 1;
    }

    /// Says once what was not understood or left out.
    fn report(&mut self) {
        let at = |maker: &Self, severity, code, message: String, start: usize| {
            let end = maker
                .plan
                .source
                .get(start..)
                .and_then(|rest| rest.find(['>', '\n']))
                .map_or(start, |end| start + end + 1);
            Diagnostic::new(severity, code, maker.file, message)
                .at(&maker.lines, start..end.min(maker.plan.source.len()))
        };
        let first = |counts: &BTreeMap<String, (usize, usize)>| {
            counts.values().map(|(_, start)| *start).min().unwrap_or(0)
        };
        let named =
            |name: &str, count: usize| if count == 1 { name.to_owned() } else { format!("{name} ({count})") };
        let mut said = Vec::new();
        if !self.unknown.is_empty() {
            let names: Vec<String> =
                self.unknown.iter().map(|(name, (count, _))| named(&format!("<{name}>"), *count)).collect();
            let message =
                format!("elements that are not known, of which only the text is kept: {}", names.join(", "));
            said.push(at(self, Severity::Note, Code::Markup, message, first(&self.unknown)));
        }
        if !self.dropped.is_empty() {
            let names: Vec<String> =
                self.dropped.iter().map(|(name, (count, _))| named(name, *count)).collect();
            let start = self.dropped.values().map(|(_, start)| *start).min().unwrap_or(0);
            said.push(at(
                self,
                Severity::Note,
                Code::Markup,
                format!("left out: {}", names.join(", ")),
                start,
            ));
        }
        for (scheme, (count, start)) in &self.unsafe_links {
            let message = format!("pages may not link to {scheme}: {count} of the links lead nowhere");
            said.push(at(self, Severity::Note, Code::UnsafeLink, message, *start));
        }
        if let Some((count, start)) = self.remote_images {
            let message = match count {
                1 => "an image lies outside the archive, and is shown as a link".to_owned(),
                _ => format!("{count} images lie outside the archive, and are shown as links"),
            };
            said.push(at(self, Severity::Note, Code::RemoteImage, message, start));
        }
        self.diagnostics.extend(said);
    }

    fn report_uncalled(&mut self, notes: &[Note]) {
        for note in notes.iter().filter(|note| note.calls == 0) {
            let message = format!("no mark in the text calls note {}", note.label);
            let said = Diagnostic::new(Severity::Warning, Code::UncalledNote, self.file, message);
            self.diagnostics.push(
                said.at(&self.lines, note.span.clone())
                    .help("the note is shown with the others; link to it where it belongs"),
            );
        }
    }
}

/// Counts the marks of notes in the order in which they are read, and gives the anchor of each by the number that it had.
fn number_marks(title: &mut [Inline], blocks: &mut [Block], notes: &mut [Note]) -> HashMap<u32, String> {
    let mut calls: HashMap<String, u32> = HashMap::new();
    let mut called = vec![0; notes.len()];
    let mut anchors = HashMap::new();
    let mut see = |part: PartMut<'_>| {
        if let PartMut::Inline(Inline::NoteMark(mark)) = part {
            let call = calls.entry(mark.label.clone()).or_default();
            *call += 1;
            anchors.insert(mark.call, note_anchor("fnref", &mark.label, *call));
            mark.call = *call;
            if let Some(called) = mark.note.and_then(|note| called.get_mut(note)) {
                *called += 1;
            }
        }
    };
    walk::inlines_mut(title, &mut see);
    walk::blocks_mut(blocks, &mut see);
    notes.iter_mut().for_each(|note| walk::blocks_mut(&mut note.blocks, &mut see));
    for (note, called) in notes.iter_mut().zip(called) {
        note.calls = called;
    }
    anchors
}

/// The text of inlines, with the places of the references in it.
fn locate(inlines: &[Inline], text: &mut String, places: &mut Vec<(usize, std::ops::Range<usize>)>) {
    for inline in inlines {
        let start = text.len();
        if inline.content().is_empty() {
            push_plain_text(std::slice::from_ref(inline), text);
        } else {
            locate(inline.content(), text, places);
        }
        if let Inline::Reference { index, .. } = inline {
            places.push((*index, start..text.len()));
        }
    }
}
