//! What the catalogue keeps of a document, so that its text need not stay in memory.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use super::tells::Telling;
use super::{Collection, CollectionId, Labels, Mentions, Names, Sentences, StoredSentences, folder_page};
use crate::config::Config;
use crate::diagnostic::{Beginning, Code, Diagnostic, Severity};
use crate::model::clue::{Clue, Evidence, Why};
use crate::model::document::{
    Anchor, Block, Document, Inline, PageBreak, SectionKind, count_words, note_anchor, page_anchor,
    plain_text,
};
use crate::model::field::{Field, Kept};
use crate::model::fingerprint::Fingerprint;
use crate::model::message::Message;
use crate::model::metadata::{DocumentDate, Metadata, Particulars};
use crate::model::reference::{Citation, Reference};
use crate::model::walk::{Child, Part};
use crate::model::{path, walk};
use crate::read::former::Former;
use crate::read::{Within, draft, former};
use crate::source::{SourceFile, Sources};

/// How many bytes of a document's beginning are kept, to be shown where it is listed.
pub const OPENING: usize = 240;

/// What the catalogue keeps of a document. Archives have many, and most lists of most documents are empty: a [`ThinVec`] takes
/// a third of the place of a list then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// The place of its source in [`crate::source::Sources::documents`].
    pub source: usize,
    /// Its place in that, if it holds several documents.
    pub within: Option<Box<Within>>,
    /// Whether it is the first document of its source, in reading order.
    pub is_first_of_source: bool,
    /// Which of its facts [tells it from others](super::tells), if any does. It is remembered with the rest.
    pub telling: Option<Telling>,
    /// Whether another of its collection has its title and what tells it apart.
    pub is_alike: bool,
    /// Whether a browser would run its source, so that it is not published.
    pub source_runs: bool,
    /// The page's address without `.html`; unique in the archive.
    pub id: String,
    /// Whether its file or its metadata says that it is a draft.
    pub is_draft: bool,
    /// Whether its page is that of the folder in which its file lies.
    pub is_folder_page: bool,
    /// All that was read of it: its model, and its text in the source.
    pub content: Fingerprint,
    /// The collection that holds it.
    pub collection: CollectionId,
    /// The number as printed.
    pub number: Option<String>,
    /// The title as plain text; where a text has none, the name of its file or folder, which the catalogue
    /// gives it.
    pub title: String,
    /// The date.
    pub date: Option<DocumentDate>,
    /// What it says about its day, if it has no date; only until it is dated.
    pub clues: ThinVec<Clue>,
    /// What the date rests on, if it was inferred.
    pub evidence: ThinVec<Evidence>,
    /// Why it has no date; known once it should be dated.
    pub undated: Option<Why>,
    /// Kind, place, sender and whatever else is a text.
    pub particulars: Particulars,
    /// The fields of the archive's own, by their names.
    pub own: BTreeMap<String, String>,
    /// The number of the telegram or dispatch.
    pub dispatch_number: Option<String>,
    /// The archive, library or office that keeps the original.
    pub repository: Option<String>,
    /// Where the original is found there.
    pub shelf: Option<String>,
    /// The words of its text, without title and notes.
    pub words: usize,
    /// The labels of its notes, in order.
    pub notes: Labels,
    /// The sentences in which it refers to others.
    pub sentences: StoredSentences,
    /// The printed pages that begin in it.
    pub pages: Labels,
    /// Whether its first words are the first of a printed page.
    pub opens_page: bool,
    /// The first and the last printed page on which it stands, where both are known.
    pub page_span: Option<Box<(String, String)>>,
    /// The anchors of its headings, sorted.
    pub headings: ThinVec<String>,
    /// The other names by which links mean a place in it, sorted.
    pub anchors: ThinVec<Anchor>,
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// How its running text begins, in plain text of at most [`OPENING`] bytes.
    pub opening: String,
    /// Other names by which it can be linked to.
    pub aliases: ThinVec<String>,
    /// The addresses that it had before.
    pub former: ThinVec<Former>,
    /// Who and what it mentions.
    pub mentions: Mentions,
    /// The names that its text uses.
    pub names: Names,
    /// The files within its source that belong to it, by their names on the site, with the digests of their bytes.
    pub embedded: ThinVec<(String, String)>,
    /// Its place among others, if it was sent as a message.
    pub message: Option<Box<Message>>,
    /// The references that it makes. Of their sentences those are kept here that it takes to find the target.
    pub references: ThinVec<Reference>,
}

/// The id of a document: the path of its file without the extension and, if that has several, its id there.
pub fn record_id(file: &SourceFile, within: Option<&Within>) -> String {
    match within {
        Some(within) => format!("{}/{}", file.id(), within.id),
        None => file.id().to_owned(),
    }
}

impl Record {
    /// What the catalogue keeps of a document of a file with this path, for tests.
    #[cfg(test)]
    pub(crate) fn of_test(path: &str, document: &Document) -> Self {
        let file = SourceFile {
            path: path.to_owned(),
            location: std::path::PathBuf::new(),
            reader: Some(0),
            guesses: crate::config::guesses::Guesses::default(),
            page: None,
            tei: Default::default(),
        };
        Self::of(document, 0, &file, None, Vec::new(), &Config::default())
    }

    /// Takes from a document what the catalogue keeps. `source` is the place of its file among all, `within` its place in
    /// that; `clues` are what it says about its day, if it has no date.
    pub fn of(
        document: &Document,
        source: usize,
        file: &SourceFile,
        within: Option<Within>,
        clues: Vec<Clue>,
        config: &Config,
    ) -> Self {
        let mut outline = Outline::default();
        outline.inlines(&document.title);
        outline.blocks(&document.blocks);
        let words = outline.words;
        for note in &document.notes {
            outline.blocks(&note.blocks);
        }
        // A document can have as many links as headings, and each is looked up.
        outline.headings.sort_unstable();
        let mut anchors = document.anchors.clone();
        anchors.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let metadata = &document.metadata;
        let id = record_id(file, within.as_ref());
        let record = Self {
            source,
            within: within.map(Box::new),
            is_first_of_source: false,
            telling: None,
            is_alike: false,
            source_runs: false,
            is_draft: file.is_draft() || draft::is_draft(metadata),
            is_folder_page: false,
            content: Fingerprint::default(),
            collection: 0,
            number: metadata.number.clone(),
            title: title(document),
            date: metadata.date.clone(),
            clues: clues.into(),
            evidence: ThinVec::new(),
            undated: None,
            particulars: metadata.particulars.clone(),
            own: own_fields(metadata, config),
            dispatch_number: metadata.provenance.dispatch_number.clone(),
            repository: metadata.provenance.repository.clone(),
            shelf: metadata.provenance.shelf(),
            words,
            notes: document.notes.iter().map(|note| &note.label).collect(),
            sentences: StoredSentences::of(&Sentences::of(document, &config.dates.reading.sentences)),
            pages: outline.pages.iter().collect(),
            opens_page: opens_page(document),
            page_span: None,
            headings: outline.headings.into(),
            anchors: anchors.into(),
            paragraphs: count_paragraphs(&document.blocks),
            opening: opening(&document.blocks),
            aliases: metadata.aliases.as_slice().into(),
            former: if file.guesses.addresses { former::stated(metadata).into() } else { ThinVec::new() },
            mentions: Mentions::of(document),
            names: if config.related { Names::of(&document.blocks) } else { Names::default() },
            embedded: ThinVec::new(),
            message: document.message.clone().map(Box::new),
            references: document.references.iter().map(without_sentence).collect(),
            id,
        };
        Self { telling: record.find_telling(), ..record }
    }

    /// The document in the place of an earlier reading of it: what the catalogue settled of that one stays.
    pub fn in_place_of(self, earlier: &Self) -> Self {
        let inferred = earlier.date.as_ref().filter(|_| self.date.is_none() && earlier.has_inferred_date());
        let record = Self {
            source: earlier.source,
            is_first_of_source: earlier.is_first_of_source,
            is_alike: earlier.is_alike,
            id: earlier.id.clone(),
            is_folder_page: earlier.is_folder_page,
            collection: earlier.collection,
            title: if self.title.is_empty() { earlier.title.clone() } else { self.title },
            clues: ThinVec::new(),
            evidence: if inferred.is_some() { earlier.evidence.clone() } else { ThinVec::new() },
            undated: earlier.undated.filter(|_| self.date.is_none()),
            date: self.date.or_else(|| inferred.cloned()),
            page_span: earlier.page_span.clone(),
            former: earlier.former.clone(),
            ..self
        };
        Self { telling: record.find_telling(), ..record }
    }

    /// The path of the collection that holds it: what its source says, and otherwise the folder of its page.
    pub fn home(&self) -> &str {
        match &self.within {
            Some(within) if !self.is_folder_page => &within.collection,
            _ => path::folder(self.path()),
        }
    }

    /// The path on the site of a file that lies within its source.
    pub fn embedded_path(&self, name: &str) -> String {
        format!("{}.files/{name}", self.id)
    }

    /// How diagnostics name it: by the path of its source, and by its id there.
    pub fn shown_name(&self, sources: &Sources) -> String {
        let path = sources.documents.get(self.source).map(SourceFile::shown_path).unwrap_or_default();
        self.within.as_ref().map_or_else(|| path.clone(), |within| format!("{path}#{}", within.id))
    }

    /// A diagnostic about it as a whole, which names its source and, if it is not alone there, the line where it begins.
    pub fn diagnostic(
        &self,
        sources: &Sources,
        severity: Severity,
        code: Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        let path = sources.documents.get(self.source).map(SourceFile::shown_path).unwrap_or_default();
        let diagnostic = Diagnostic::new(severity, code, &path, message);
        match &self.within {
            Some(within) => diagnostic.at("", 0..0).below(&within.beginning),
            None => diagnostic,
        }
    }

    /// Where its text begins in its source.
    pub fn beginning(&self) -> Beginning {
        self.within.as_ref().map(|within| within.beginning.clone()).unwrap_or_default()
    }

    /// The path by which it is named: that of its folder, if its page is the folder's, and otherwise its
    /// `id`. The root has none.
    pub fn path(&self) -> &str {
        if self.is_folder_page { folder_page::named_path(&self.id) } else { &self.id }
    }

    /// Whether its text stands on the page of a collection.
    pub fn is_front_of(&self, collection: &Collection) -> bool {
        self.is_folder_page && self.path() == collection.id
    }

    /// Whether it has no text, and says of its folder what it is called at most: it is no document then, if
    /// the folder is a collection.
    pub fn only_describes_folder(&self) -> bool {
        let has_text = self.words > 0 || self.paragraphs > 0 || !self.notes.is_empty();
        let says_more = has_text || !self.references.is_empty() || !self.former.is_empty();
        self.is_folder_page && !says_more
    }

    /// What it says for a field that is a text; several values stand in one.
    pub fn stated(&self, field: &Field) -> Option<&str> {
        match field.kept {
            Kept::Number => self.number.as_deref(),
            Kept::Title => Some(&self.title),
            Kept::Particular { get, .. } => get(&self.particulars).as_deref(),
            Kept::Own => self.own.get(&*field.name).map(String::as_str),
            Kept::Date | Kept::Aliases => None,
        }
    }

    /// Whether editors put it beside the documents of its source.
    pub fn is_matter(&self) -> bool {
        self.within.as_ref().is_some_and(|within| within.is_matter)
    }

    /// Whether its date was inferred.
    pub fn has_inferred_date(&self) -> bool {
        self.date.as_ref().is_some_and(DocumentDate::is_inferred)
    }

    /// Whether a link can mean a place of it by this name.
    pub fn has_place(&self, name: &str) -> bool {
        let named = self.anchors.binary_search_by(|anchor| anchor.name.as_str().cmp(name));
        named.is_ok() || self.has_anchor(name)
    }

    /// Whether the document's page has this anchor.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        let is_number =
            |number: &str| number.parse().is_ok_and(|number: usize| (1..=self.paragraphs).contains(&number));
        self.headings.binary_search_by(|heading| heading.as_str().cmp(anchor)).is_ok()
            || anchor.starts_with("pg-") && self.pages.iter().any(|page| page_anchor(page) == anchor)
            || anchor.strip_prefix('p').is_some_and(is_number)
            || anchor.starts_with("fn")
                && self.note_anchors().any(|note| note == anchor || note.replacen("fn", "fnref", 1) == anchor)
    }

    /// The anchors of its notes, in order.
    pub fn note_anchors(&self) -> impl Iterator<Item = String> {
        let mut ordinals: HashMap<&str, u32> = HashMap::new();
        self.notes.iter().map(move |label| {
            let ordinal = ordinals.entry(label).or_insert(0);
            *ordinal += 1;
            note_anchor("fn", label, *ordinal)
        })
    }

    /// The anchor of the note with a label; the first, if there are several.
    pub fn note_anchor(&self, label: &str) -> Option<String> {
        self.notes.iter().any(|note| note == label).then(|| note_anchor("fn", label, 1))
    }

    /// The label of the note with an anchor.
    pub fn note_label(&self, anchor: &str) -> Option<&str> {
        let place = self.note_anchors().position(|note| note == anchor)?;
        self.notes.iter().nth(place)
    }

    /// How lists and citations call the document: its number and title.
    pub fn full_title(&self) -> String {
        match &self.number {
            Some(number) => format!("{number}. {}", self.title),
            None => self.title.clone(),
        }
    }
}

/// What a document says for the fields that the archive declares.
fn own_fields(metadata: &Metadata, config: &Config) -> BTreeMap<String, String> {
    let own = config.table.iter().filter(|field| field.is_own());
    own.filter_map(|field| metadata.other.get_key_value(&*field.name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A reference without the sentence that holds it, unless that helps to tell what it describes.
fn without_sentence(reference: &Reference) -> Reference {
    let Reference { rule, citation, span, sentence, within } = reference;
    let is_described = matches!(citation, Citation::Description(_));
    let sentence = if is_described { sentence.clone() } else { String::new() };
    let (rule, citation) = (rule.clone(), citation.clone());
    Reference { rule, citation, span: span.clone(), sentence, within: within.clone() }
}

/// The title as plain text, in one line.
fn title(document: &Document) -> String {
    let title = document.metadata.title.clone().unwrap_or_else(|| plain_text(&document.title));
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a printed page begins before the first word of a document, or of the text below its title.
fn opens_page(document: &Document) -> bool {
    let content = match document.blocks.first() {
        Some(Block::PageBreak(_)) => return true,
        Some(Block::Paragraph { content, .. } | Block::Heading { content, .. }) => content.as_slice(),
        _ => &[],
    };
    begins_with_break(&document.title) || begins_with_break(content)
}

/// Whether the first that stands in inlines is the beginning of a page.
fn begins_with_break(content: &[Inline]) -> bool {
    let (mut has_words, mut begins) = (false, false);
    walk::inlines(content, &mut |part| match part {
        Part::Inline(Inline::PageBreak(_)) => begins |= !has_words,
        Part::Inline(Inline::Text(text)) => has_words |= !text.text.trim().is_empty(),
        _ => {}
    });
    begins
}

/// What a walk through a document's text gathers.
#[derive(Default)]
struct Outline {
    words: usize,
    pages: Vec<String>,
    headings: Vec<String>,
}

impl Outline {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } => self.headings.push(id.clone()),
                Block::Code { text, .. } => self.words += text.split_whitespace().count(),
                Block::PageBreak(page) => self.page(page),
                _ => {}
            }
            block.children(&mut |child| match child {
                Child::Flow(content) => {
                    self.words += count_words(content);
                    self.inlines(content);
                }
                Child::Blocks(within) => self.blocks(within),
            });
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        walk::inlines(content, &mut |part| {
            if let Part::Inline(Inline::PageBreak(page)) = part {
                self.page(page);
            }
        });
    }

    fn page(&mut self, page: &PageBreak) {
        if page.first {
            self.pages.push(page.page.clone());
        }
    }
}

fn count_paragraphs(blocks: &[Block]) -> usize {
    let mut count = 0;
    walk::paragraphs(blocks, &mut |number, _| count = number);
    count
}

/// How a text begins: its first paragraphs of running text, up to the end of a word. What a message quotes is another's
/// beginning, unless there is nothing else.
fn opening(blocks: &[Block]) -> String {
    let is_own = |block: &&Block| {
        !matches!(block, Block::Section { kind: SectionKind::Quoted | SectionKind::Signature, .. })
    };
    let mut text = String::new();
    blocks.iter().filter(is_own).for_each(|block| push_opening(std::slice::from_ref(block), &mut text));
    if text.is_empty() {
        push_opening(blocks, &mut text);
    }
    if text.len() > OPENING {
        let end = text.floor_char_boundary(OPENING - '…'.len_utf8());
        text.truncate(text[..end].rfind(' ').unwrap_or(end));
        text.push('…');
    }
    text
}

/// Adds the words of paragraphs of running text until there are enough.
fn push_opening(blocks: &[Block], text: &mut String) {
    if text.len() > OPENING {
        return;
    }
    walk::paragraphs(blocks, &mut |_, block| {
        if let Block::Paragraph { style, content } = block
            && style.is_running()
            && text.len() < OPENING
        {
            for word in plain_text(content).split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
                if text.len() > OPENING {
                    break;
                }
            }
        }
    });
}
