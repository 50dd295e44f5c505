//! The page of a document.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::body::{Destination, Facsimile};
use super::cited_by::CitedByPages;
use super::facts::{Fact, facts};
use super::neighbourhood::Neighbourhood;
use super::outline::{OutlineHeading, outline};
use super::related::RelatedDocument;
use super::shell;
use super::shell::{Cited, Citing, NoteCitation, Position, Shell};
use super::thread::Thread;
use super::{body, unresolved};
use crate::archive::{Archive, Opened};
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::model::document::{Document, plain_text};
use crate::read;
use crate::render::cite::CiteContext;
use crate::render::list::CollectionPage;
use crate::render::{DateContext, DocumentLink, Language, Link, Output, PageContext, list};
use crate::resolve::{Target, route};
use crate::site::{Made, Page, Sink};

/// The template of a document's page.
const TEMPLATE: &str = "document.html";

/// What the template of a document sees, and as `front` that of a collection on whose page it stands.
#[derive(Serialize)]
pub(crate) struct DocumentPage<'a> {
    pub page: PageContext<'a>,
    pub document: DocumentContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    previous: Option<DocumentLink<'a>>,
    next: Option<DocumentLink<'a>>,
    position: Option<Position>,
    /// The documents that it refers to.
    cited: Vec<Cited<'a>>,
    cited_by: Vec<Citing<'a>>,
    /// The further pages of these, if they are many.
    cited_by_pages: Option<CitedByPages>,
    /// The thread, if it is a message that is not alone.
    thread: Option<Thread<'a>>,
    /// The documents nearest in time.
    nearby: Vec<DocumentLink<'a>>,
    /// The documents that share something with it.
    related: Vec<RelatedDocument<'a>>,
    /// The link to the source, if it is published.
    source: Option<String>,
    cite: CiteContext<'a>,
}

#[derive(Serialize)]
pub(crate) struct DocumentContext<'a> {
    number: Option<&'a str>,
    pub title: &'a str,
    /// Whether it is a draft, and only shown to those who work on it.
    is_draft: bool,
    /// The number as it stands before the title.
    label: Option<String>,
    /// The title with the mark of the source note; HTML.
    title_html: &'a str,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    date: Option<DateContext>,
    collection: &'a str,
    /// The language of the text and its direction, where it is not that of the interface.
    language: Option<Language<'a>>,
    words: usize,
    facts: Vec<Fact<'a>>,
    /// Its headings, where there are enough to go by.
    outline: Vec<OutlineHeading>,
    /// The text; HTML.
    text: &'a str,
    notes: Vec<NoteContext<'a>>,
    /// The images of its printed pages that the site has.
    facsimiles: Vec<Facsimile>,
    /// Why references of it lead nowhere, each reason once.
    unresolved: Vec<String>,
    /// Whether editors show something else than the source has.
    has_alternatives: bool,
    /// The link by which readers report a mistake in it.
    corrections: Option<String>,
}

#[derive(Serialize)]
struct NoteContext<'a> {
    anchor: String,
    label: &'a str,
    /// The note's text; HTML.
    html: &'a str,
    /// The links back to the marks that call it.
    calls: Vec<String>,
    /// The documents that refer to this very note, with the places that do.
    cited_in: Vec<NoteCitation<'a>>,
}

/// Who is shown documents while they are in memory, by any number of threads. One whose file changed meanwhile is not shown.
#[derive(Clone, Copy)]
pub struct Listener<'a> {
    /// Whether a document is wanted, though its page be kept.
    pub wants: &'a (dyn Fn(DocumentId) -> bool + Sync),
    /// Is shown a document.
    pub hear: &'a (dyn Fn(DocumentId, &Document) + Sync),
}

/// What rendering a document gives besides its page.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the archive that the document links to.
    pub files: BTreeSet<usize>,
    /// Whether the page that is there was kept.
    pub is_kept: bool,
}

/// Renders a document and gives its page away, unless a page that would be the same is there. If it is the
/// page of a collection, the lists of that stand on it, too. The document is read for `listener` even if its page is kept.
pub(crate) fn document(
    neighbourhood: &Neighbourhood<'_>,
    id: DocumentId,
    output: &Output<'_>,
    listener: Option<Listener<'_>>,
) -> Rendered {
    let listener = listener.filter(|listener| (listener.wants)(id));
    let Neighbourhood { archive, timeline, nearby, related, .. } = neighbourhood;
    let sink = output.sink;
    let record = &archive.catalog.documents[id];
    let outcomes = &archive.links.outcomes[id];
    let files = outcomes.iter().filter_map(|outcome| match outcome {
        Ok(Target::File { file, .. }) => Some(*file),
        _ => None,
    });
    let mut rendered = Rendered { files: files.collect(), ..Rendered::default() };
    if let Some(source) = shell::source(archive, record)
        && record.is_first_of_source
        && let Err(diagnostic) = publish_source(archive, record, &source, sink)
    {
        rendered.diagnostics.push(diagnostic);
        return rendered;
    }
    let lists = archive
        .catalog
        .is_front(id)
        .then(|| list::collection_page(archive, timeline, record.collection, output.packages));
    let fingerprint = output.templates.fingerprint(TEMPLATE, &(neighbourhood.page_of(id), &lists));
    let address = record.address();
    // What is kept of a page does not know where in its source the document stands, which others there can change.
    let beginning = record.beginning();
    let below = |diagnostic: Diagnostic| diagnostic.below(&beginning);
    if let Some(diagnostics) = sink.keeps(&address, fingerprint) {
        rendered.diagnostics = diagnostics.into_iter().map(below).collect();
        rendered.is_kept = true;
        if listener.is_none() {
            return rendered;
        }
    }
    let Opened { document, text } = match archive.document(record) {
        Ok(opened) => opened,
        Err(diagnostic) => {
            rendered.diagnostics.push(diagnostic);
            return rendered;
        }
    };
    if let Some(listener) = listener {
        (listener.hear)(id, &document);
    }
    if rendered.is_kept {
        return rendered;
    }
    let found = unresolved::reports(&archive.shown_path(record), &document, text.as_deref(), outcomes);
    let made = Made { fingerprint, diagnostics: found.clone() };
    rendered.diagnostics.extend(found.into_iter().map(below));
    let shell = Shell::of(archive, nearby, related, id);
    let page = page(archive, output, shell, &document, lists);
    if let Err(diagnostic) = page.and_then(|page| sink.take(page, Some(made))) {
        rendered.diagnostics.push(diagnostic);
    }
    rendered
}

/// Gives the source away as it is, to stand beside its page.
fn publish_source(
    archive: &Archive,
    record: &Record,
    address: &str,
    sink: &dyn Sink,
) -> Result<(), Diagnostic> {
    let fingerprint = archive.source_fingerprint(record);
    if sink.keeps(address, fingerprint).is_some() {
        return Ok(());
    }
    let content = read::read_bytes(&archive.sources.documents[record.source])?;
    sink.take(
        Page { address: address.to_owned(), content },
        Some(Made { fingerprint, diagnostics: Vec::new() }),
    )
}

fn page<'a>(
    archive: &'a Archive,
    output: &Output<'_>,
    mut shell: Shell<'a>,
    document: &'a Document,
    lists: Option<CollectionPage<'a>>,
) -> Result<Page, Diagnostic> {
    let mut body = body::write(document, &shell.destinations, &archive.interface);
    if plain_text(&document.title).trim().is_empty() {
        // Such a document goes by its file's name, here as in lists.
        body::escape(shell.title, &mut body.title);
    }
    let facts = facts(archive, document, &shell);
    let calls = body::calls(document);
    let notes = document.notes.iter().zip(&body.notes).zip(calls).map(|((note, html), calls)| {
        let anchor = note.anchor();
        NoteContext {
            label: &note.label,
            html,
            calls: calls.into_iter().map(|anchor| format!("#{anchor}")).collect(),
            cited_in: shell.notes_cited_in.remove(anchor.as_str()).unwrap_or_default(),
            anchor,
        }
    });
    let web_link = |cited: &Cited<'a>| cited.web_link(archive, &shell.address);
    let web_links: Vec<Link<'_>> = shell.cited.iter().map(web_link).collect();
    let context = DocumentPage {
        cite: CiteContext::new(&shell.citation, &web_links, shell.citations),
        document: DocumentContext {
            number: shell.number,
            label: document.number_label(shell.number),
            title: shell.title,
            is_draft: shell.is_draft,
            title_html: &body.title,
            kind: shell.kind,
            place: shell.place,
            date: shell.date,
            collection: shell.collection,
            language: Language::other(archive, Some(shell.language)),
            words: shell.words,
            facts,
            outline: outline(document),
            text: &body.text,
            notes: notes.collect(),
            facsimiles: std::mem::take(&mut body.facsimiles),
            unresolved: reasons(&shell.destinations),
            has_alternatives: body.has_alternatives,
            corrections: shell.corrections,
        },
        page: shell.page,
        breadcrumbs: shell.breadcrumbs,
        previous: shell.previous,
        next: shell.next,
        position: shell.position,
        cited: shell.cited,
        cited_by: shell.cited_by,
        cited_by_pages: shell.cited_by_pages,
        thread: shell.thread,
        nearby: shell.nearby,
        related: shell.related,
        source: shell.source.map(|source| route::link(&shell.address, &source)),
    };
    let content = match lists {
        None => output.templates.render(TEMPLATE, &shell.address, &context)?,
        Some(lists) => with_lists(output, &shell.address, lists, context)?,
    };
    Ok(Page { address: shell.address, content })
}

/// Why references lead nowhere, in their order, each reason once.
fn reasons(destinations: &[Destination]) -> Vec<String> {
    let mut seen = HashSet::new();
    let reasons = destinations.iter().filter_map(|destination| match destination {
        Destination::Nowhere(reason) if !reason.is_empty() => Some(reason),
        _ => None,
    });
    reasons.filter(|reason| seen.insert(*reason)).cloned().collect()
}

/// The document as the page of its collection, with the lists of that.
fn with_lists<'a>(
    output: &Output<'_>,
    address: &str,
    lists: CollectionPage<'a>,
    front: DocumentPage<'a>,
) -> Result<Vec<u8>, Diagnostic> {
    let (template, lists) = (lists.template, lists.with_front(front));
    output.templates.render(template, address, &lists)
}
