//! What the page of a document shows besides the document itself: its place in the archive, what it
//! leads to, and what leads to it.
//!
//! It is known without reading the source again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use super::body::{self, Destination};
use super::cited_by;
use super::cited_by::CitedByPages;
use super::nearby::Nearby;
use super::related::{Related, RelatedDocument};
use super::thread::Thread;
use crate::archive::Archive;
use crate::catalog::tells::Tells;
use crate::catalog::{DocumentId, Labels, Record, Sentences};
use crate::language::unresolved::explanation;
use crate::model::clue::{Evidence, Why};
use crate::render::cite::CitedPaper;
use crate::render::{DateContext, DocumentLink, Link, PageContext, breadcrumbs, cite, paging, tells};
use crate::resolve::{Backlink, Target, Unresolved, route};

/// What the page of a document shows besides the document itself. Nothing else but the source and the
/// templates goes into the page.
pub(crate) struct Shell<'a> {
    pub page: PageContext<'a>,
    /// The language of the document.
    pub language: &'a str,
    pub address: String,
    pub number: Option<&'a str>,
    pub title: &'a str,
    pub is_draft: bool,
    pub kind: Option<&'a str>,
    pub place: Option<&'a str>,
    pub date: Option<DateContext>,
    /// What an inferred date rests on, as HTML.
    pub evidence: Option<String>,
    /// Why it has no date.
    pub undated: Option<Why>,
    pub collection: &'a str,
    pub words: usize,
    /// The printed pages that begin in it.
    pub pages: &'a Labels,
    pub breadcrumbs: Vec<Link<'a>>,
    pub previous: Option<DocumentLink<'a>>,
    pub next: Option<DocumentLink<'a>>,
    pub position: Option<Position>,
    pub cited_by: Vec<Citing<'a>>,
    /// The further pages of these, if they are many.
    pub cited_by_pages: Option<CitedByPages>,
    /// By the anchors of its notes, the documents that refer to them.
    pub notes_cited_in: BTreeMap<&'a str, Vec<NoteCitation<'a>>>,
    pub citation: CitedPaper<'a>,
    /// The link to the file that holds its citation for programs.
    pub citations: String,
    /// The documents that it refers to, each once.
    pub cited: Vec<Cited<'a>>,
    /// The thread, if it is a message that is not alone.
    pub thread: Option<Thread<'a>>,
    /// The documents nearest in time.
    pub nearby: Vec<DocumentLink<'a>>,
    /// The documents that share something with it.
    pub related: Vec<RelatedDocument<'a>>,
    /// The address of the source, if it is published.
    pub source: Option<String>,
    /// The link by which readers report a mistake in it.
    pub corrections: Option<String>,
    /// What its references lead to.
    pub destinations: Vec<Destination>,
}

/// Where a document stands in its collection.
#[derive(Serialize)]
pub(crate) struct Position {
    /// From 1.
    place: usize,
    /// How many documents the collection has.
    total: usize,
}

/// A document that refers to a note of this one.
#[derive(Serialize)]
pub(crate) struct NoteCitation<'a> {
    /// How its collection is cited, where that is another than this document's.
    collection: Option<&'a str>,
    number: Option<&'a str>,
    title: &'a str,
    href: String,
}

/// A document that this one refers to.
#[derive(Serialize)]
pub(crate) struct Cited<'a> {
    #[serde(skip)]
    record: &'a Record,
    document: DocumentLink<'a>,
    /// How its text begins, unless that is what tells it apart.
    opening: Option<&'a str>,
}

impl<'a> Cited<'a> {
    /// Its title.
    pub fn title(&self) -> &'a str {
        &self.record.title
    }

    /// Whether a link of this document leads to it.
    pub fn is_at(&self, address: &str) -> bool {
        self.document.href == address
    }

    /// The link for other programs.
    pub fn web_link(&self, archive: &Archive, from: &str) -> Link<'a> {
        Link { title: &self.record.title, href: cite::web_link(archive, from, &self.record.address()) }
    }
}

/// A document that refers to this one.
#[derive(Serialize)]
pub(crate) struct Citing<'a> {
    document: DocumentLink<'a>,
    passages: Vec<Passage<'a>>,
}

impl Citing<'_> {
    /// About how many bytes it takes on a page.
    pub(super) fn size(&self) -> usize {
        let passages = self.passages.iter().map(|passage| 200 + paging::escaped(&passage.sentence));
        self.document.size() + passages.sum::<usize>()
    }

    /// Whether its date stands in square brackets.
    pub(super) fn has_brackets(&self) -> bool {
        self.document.has_brackets()
    }
}

/// A place that refers to this document.
#[derive(Serialize)]
pub(crate) struct Passage<'a> {
    /// The sentence that refers: of a footnote, its own.
    sentence: String,
    /// The sentence of the text on which that footnote hangs.
    hangs_on: Option<String>,
    /// The label of the footnote.
    note: Option<&'a str>,
    /// The link to the footnote that holds it, or to the document.
    href: String,
    /// The footnote of this document that is meant, as a link with its name.
    target: Option<Link<'a>>,
}

impl<'a> Shell<'a> {
    pub fn of(archive: &'a Archive, nearby: &Nearby<'_>, related: &Related<'a>, id: DocumentId) -> Self {
        let record = &archive.catalog.documents[id];
        let address = record.address();
        let holder = &archive.catalog.collections[archive.catalog.holder(record)];
        let words = &archive.config.dates;
        let mut page = PageContext::new(archive, &address, &record.full_title(), "document");
        page.description =
            record.particulars.description.clone().unwrap_or_else(|| description(archive, record));
        let (previous, next) = archive.catalog.neighbours(id);
        let outcomes = &archive.links.outcomes[id];
        let cited = cited(archive, id, &address);
        let (cited_by, cited_by_pages) = cited_by::first(archive, id);
        let nearby: Vec<DocumentLink<'_>> =
            nearby.to(id).into_iter().map(|id| DocumentLink::new(archive, &address, id)).collect();
        let others = cited.iter().map(|cited| &cited.document);
        let others = others.chain(cited_by.iter().map(|citing| &citing.document)).chain(&nearby);
        let related = related.to(id, &address, &known(archive, id));
        let others = others.chain(related.iter().map(|related| &related.document));
        let thread = Thread::of(archive, id, &address);
        page.brackets = record.has_inferred_date()
            || others.into_iter().any(DocumentLink::has_brackets)
            || thread.as_ref().is_some_and(Thread::has_brackets);
        Self {
            page,
            language: archive.language(record),
            number: record.number.as_deref(),
            title: &record.title,
            is_draft: record.is_draft,
            kind: record.particulars.kind.as_deref(),
            place: record.particulars.place.as_deref(),
            date: DateContext::of(record, words),
            undated: record.undated,
            evidence: (!record.evidence.is_empty()).then(|| evidence(archive, record)),
            collection: &holder.short,
            words: record.words,
            pages: &record.pages,
            breadcrumbs: breadcrumbs(archive, &address, Some(record.collection)),
            previous: previous.map(|previous| DocumentLink::new(archive, &address, previous)),
            next: next.map(|next| DocumentLink::new(archive, &address, next)),
            position: archive.catalog.position(id).map(|(place, total)| Position { place, total }),
            cited_by,
            cited_by_pages,
            notes_cited_in: notes_cited_in(archive, id, &address),
            citation: CitedPaper::of(archive, record),
            citations: cite::json_link(archive, record),
            cited,
            thread,
            nearby,
            related,
            source: source(archive, record),
            corrections: archive
                .config
                .about
                .corrections
                .as_ref()
                .map(|corrections| corrections.link(&record.full_title(), &address)),
            destinations: outcomes
                .iter()
                .map(|outcome| destination(archive, id, &address, outcome))
                .collect(),
            address,
        }
    }
}

/// The link for the outcome of a reference, seen from a page.
fn destination(
    archive: &Archive,
    from: DocumentId,
    address: &str,
    outcome: &Result<Target, Unresolved>,
) -> Destination {
    match outcome {
        Ok(Target::Document { document, anchor }) => {
            let page = archive.catalog.documents[*document].address();
            Destination::Link(match anchor {
                Some(anchor) if *document == from => format!("#{}", route::encoded(anchor)),
                Some(anchor) => format!("{}#{}", route::link(address, &page), route::encoded(anchor)),
                None => route::link(address, &page),
            })
        }
        Ok(Target::Collection(collection)) => {
            Destination::Link(route::link(address, &archive.catalog.collections[*collection].address()))
        }
        Ok(Target::Page { address: page, suffix }) => Destination::Link(route::link(address, page) + suffix),
        Ok(Target::File { file, suffix }) => {
            let file = route::link(address, &archive.sources.files[*file].path);
            Destination::Link(file + suffix)
        }
        Ok(Target::External(url)) => Destination::External(crate::render::web_address(url)),
        Err(unresolved) if unresolved.is_citation() => {
            Destination::Nowhere(explanation(&unresolved.reason, &archive.interface))
        }
        Err(_) => Destination::Plain,
    }
}

/// What search engines and previews show: what tells the document apart, where and when, and the collection.
fn description(archive: &Archive, record: &Record) -> String {
    let collection = archive.catalog.collections[archive.catalog.holder(record)].title.clone();
    let date = record.date.as_ref().map(|date| date.display(&archive.config.dates));
    let setting = [record.particulars.place.clone(), date, Some(collection)];
    let setting = setting.into_iter().flatten().collect::<Vec<_>>().join(", ");
    tells(archive, record).into_iter().chain([setting]).collect::<Vec<_>>().join(" — ")
}

/// What an inferred date rests on, as HTML, with links to the documents before and after.
fn evidence(archive: &Archive, record: &Record) -> String {
    let interface = &archive.interface;
    let address = record.address();
    let link = |id: DocumentId| {
        let other = &archive.catalog.documents[id];
        let name = match &other.number {
            Some(number) => interface.tell("document_number", &[("number", number)]),
            None => other.title.clone(),
        };
        let mut html = String::new();
        body::write_link(&route::link(&address, &other.address()), &name, &mut html);
        if let Some(date) = &other.date {
            let shown = date.display(&archive.config.dates);
            // Square brackets need no others round them.
            let shown = if date.is_inferred() { format!(" {shown}") } else { format!(" ({shown})") };
            body::escape(&shown, &mut html);
        }
        html
    };
    let mut parts: Vec<String> = Vec::new();
    let (mut named, mut after, mut before) = (None, None, None);
    for evidence in &record.evidence {
        match evidence {
            Evidence::Named(kind, words) => {
                let mut html = String::new();
                if named == Some(kind.word())
                    && let Some(last) = parts.pop()
                {
                    html.push_str(&last);
                    html.push_str(", ");
                } else {
                    html.push_str(interface.say(kind.word()));
                    html.push_str(": ");
                }
                body::escape(&format!("“{words}”"), &mut html);
                parts.push(html);
                named = Some(kind.word());
            }
            Evidence::Order => parts.push(interface.say("evidence_days").to_owned()),
            Evidence::After(id) => after = Some(link(*id)),
            Evidence::Before(id) => before = Some(link(*id)),
        }
    }
    let order = match (&after, &before) {
        (Some(after), Some(before)) => {
            Some(interface.tell("evidence_between", &[("after", after), ("before", before)]))
        }
        (Some(after), None) => Some(interface.tell("evidence_after", &[("after", after)])),
        (None, Some(before)) => Some(interface.tell("evidence_before", &[("before", before)])),
        (None, None) => None,
    };
    parts.into_iter().chain(order).collect::<Vec<_>>().join("; ")
}

/// The documents that one refers to, each once and in the order of the text.
fn cited<'a>(archive: &'a Archive, id: DocumentId, address: &str) -> Vec<Cited<'a>> {
    let mut seen = BTreeSet::from([id]);
    let outcomes = archive.links.outcomes[id].iter();
    let targets = outcomes.filter_map(|outcome| outcome.as_ref().ok()?.document(&archive.catalog));
    let cited = |id: DocumentId| {
        let record = &archive.catalog.documents[id];
        let is_told = record.is_alike || matches!(record.tells(), None | Some(Tells::Opening(_)));
        let opening = (!is_told).then_some(record.opening.as_str());
        Cited { record, document: DocumentLink::new(archive, address, id), opening }
    };
    targets.filter(|document| seen.insert(*document)).map(cited).collect()
}

/// The documents to which the page of one leads anyway: those before and after it, that it refers to, and that refer to it.
fn known(archive: &Archive, id: DocumentId) -> Vec<DocumentId> {
    let (previous, next) = archive.catalog.neighbours(id);
    let targets = archive.links.outcomes[id].iter().flatten();
    let cited = targets.filter_map(|target| target.document(&archive.catalog));
    let citing = archive.links.backlinks.get(&id).into_iter().flatten().map(|backlink| backlink.from);
    previous.into_iter().chain(next).chain(cited).chain(citing).collect()
}

/// The address at which a document's source is published: its own path, unless that is taken, or the source holds a
/// draft, too.
pub(crate) fn source(archive: &Archive, record: &Record) -> Option<String> {
    let file = archive.sources.documents.get(record.source)?;
    let path = &file.path;
    let is_published = archive.publishes_source(file) && !archive.catalog.has_draft(record.source);
    // A page of another site would run here, and stand where its document does.
    (is_published && !route::is_reserved(path) && !record.source_runs).then(|| path.clone())
}

/// The documents that refer to one, each with the sentences that do, for a page with this address.
pub(super) fn cited_by<'a>(archive: &'a Archive, id: DocumentId, address: &str) -> Vec<Citing<'a>> {
    let mut citing: Vec<(DocumentId, Citing<'a>)> = Vec::new();
    let mut shown = HashSet::new();
    let mut sentences = Sentences::default();
    for backlink in archive.links.backlinks.get(&id).into_iter().flatten() {
        let record = &archive.catalog.documents[backlink.from];
        let reference = &record.references[backlink.reference];
        if citing.last().is_none_or(|(from, _)| *from != backlink.from) {
            let document = DocumentLink::new(archive, address, backlink.from);
            citing.push((backlink.from, Citing { document, passages: Vec::new() }));
            sentences = archive.sentences(record);
        }
        let Some((_, last)) = citing.last_mut() else { continue };
        let href = passage_link(record, backlink, address);
        let sentence = sentences.reference(backlink.reference);
        let is_new = shown.insert((backlink.from, href.clone(), sentence.to_owned()));
        if is_new && !sentence.is_empty() {
            let target = backlink.anchor.as_ref().map(|anchor| target_link(archive, id, anchor, address));
            let within = reference.within.as_deref();
            last.passages.push(Passage {
                sentence: sentence.to_owned(),
                hangs_on: within.and_then(|note| sentences.note(note)).map(str::to_owned),
                note: within.and_then(|note| record.note_label(note)),
                href,
                target,
            });
            // Where the sentence is among the opening words, it tells it apart alone.
            if record.opening.contains(sentence) && matches!(record.tells(), Some(Tells::Opening(_))) {
                last.document.tells = None;
            }
        }
    }
    citing.into_iter().map(|(_, citing)| citing).collect()
}

/// For each note of a document that is referred to, the documents that do so: each once, with the
/// place that does so first.
fn notes_cited_in<'a>(
    archive: &'a Archive,
    id: DocumentId,
    address: &str,
) -> BTreeMap<&'a str, Vec<NoteCitation<'a>>> {
    let mut citing: BTreeMap<&str, Vec<&Backlink>> = BTreeMap::new();
    for backlink in archive.links.backlinks.get(&id).into_iter().flatten() {
        if let Some(anchor) = &backlink.anchor {
            citing.entry(anchor).or_default().push(backlink);
        }
    }
    let citation = |backlink: &Backlink| {
        let record = &archive.catalog.documents[backlink.from];
        let collection = &archive.catalog.collections[record.collection];
        let is_other = record.collection != archive.catalog.documents[id].collection;
        let name = collection.cite_as.as_deref().unwrap_or(&collection.title);
        NoteCitation {
            collection: is_other.then_some(name),
            number: record.number.as_deref(),
            title: &record.title,
            href: passage_link(record, backlink, address),
        }
    };
    citing
        .into_iter()
        .map(|(anchor, mut backlinks)| {
            backlinks.dedup_by_key(|backlink| backlink.from);
            (anchor, backlinks.into_iter().map(citation).collect())
        })
        .collect()
}

/// The link to the place that refers to a document: a footnote, or the document that holds it.
fn passage_link(record: &Record, backlink: &Backlink, address: &str) -> String {
    let page = route::link(address, &record.address());
    match &record.references[backlink.reference].within {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page,
    }
}

/// The exact place in this document that a passage means.
fn target_link<'a>(archive: &'a Archive, id: DocumentId, anchor: &str, from: &str) -> Link<'a> {
    let word = match anchor {
        _ if anchor.starts_with("fn") => "this_footnote",
        _ if anchor.starts_with("pg-") => "this_page",
        _ => "this_part",
    };
    let page = archive.catalog.documents[id].address();
    let page = if page == from { String::new() } else { route::link(from, &page) };
    Link { title: archive.interface.say(word), href: format!("{page}#{}", route::encoded(anchor)) }
}
