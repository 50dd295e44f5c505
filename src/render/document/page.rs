//! The page of a document.

use std::collections::BTreeSet;

use serde::Serialize;

use super::body;
use super::facts::{Fact, facts};
use super::nearby::Nearby;
use super::shell::{Cited, Citing, NoteCitation, Shell};
use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::{Document, plain_text};
use crate::model::reference::{Reference, Rule};
use crate::read;
use crate::render::cite::CiteContext;
use crate::render::list::CollectionPage;
use crate::render::time::timeline::Timeline;
use crate::render::{DateContext, DocumentLink, Language, Link, Output, PageContext, list};
use crate::resolve::{Reason, Target, Unresolved, is_written_link, route};
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
    /// The documents that it refers to.
    cited: Vec<Cited<'a>>,
    cited_by: Vec<Citing<'a>>,
    /// The documents nearest in time.
    nearby: Vec<DocumentLink<'a>>,
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
    /// The text; HTML.
    text: &'a str,
    notes: Vec<NoteContext<'a>>,
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

/// Is shown each document while it is in memory, by any number of threads. One whose file changed meanwhile is not shown.
pub type Listener<'a> = dyn Fn(DocumentId, &Document) + Sync + 'a;

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
    archive: &Archive,
    timeline: &Timeline,
    nearby: &Nearby<'_>,
    id: DocumentId,
    output: &Output<'_>,
    listener: Option<&Listener<'_>>,
) -> Rendered {
    let sink = output.sink;
    let record = &archive.catalog.documents[id];
    let outcomes = &archive.links.outcomes[id];
    let files = outcomes.iter().filter_map(|outcome| match outcome {
        Ok(Target::File { file, .. }) => Some(*file),
        _ => None,
    });
    let mut rendered = Rendered { files: files.collect(), ..Rendered::default() };
    let shell = Shell::of(archive, nearby, id);
    if let Some(source) = &shell.source
        && let Err(diagnostic) = publish_source(archive, record, source, sink)
    {
        rendered.diagnostics.push(diagnostic);
        return rendered;
    }
    let lists = archive
        .catalog
        .is_front(id)
        .then(|| list::collection_page(archive, timeline, record.collection, output.packages));
    let fingerprint = output.templates.fingerprint(TEMPLATE, &(&record.content, &shell, &lists));
    if let Some(diagnostics) = sink.keeps(&shell.address, fingerprint) {
        rendered.diagnostics = diagnostics;
        rendered.is_kept = true;
        if listener.is_none() {
            return rendered;
        }
    }
    let file = &archive.sources.documents[record.source];
    let shown_path = file.shown_path();
    let Some(document) = read_again(archive, record, outcomes.len()) else {
        rendered.diagnostics.push(
            Diagnostic::new(
                Severity::Error,
                Code::Unreadable,
                &shown_path,
                "the file changed while the site was built",
            )
            .help("build again"),
        );
        return rendered;
    };
    if let Some(listener) = listener {
        listener(id, &document);
    }
    if rendered.is_kept {
        return rendered;
    }
    let is_reported = |unresolved: &Unresolved| !unresolved.is_unsaid();
    if outcomes.iter().any(|outcome| outcome.as_ref().is_err_and(is_reported)) {
        let text = read::text_of(file);
        let text = Lines::of(&text);
        let unresolved = document.references.iter().zip(outcomes);
        let unresolved =
            unresolved.filter_map(|(reference, outcome)| Some((reference, outcome.as_ref().err()?)));
        let reports =
            unresolved.filter_map(|(reference, reason)| report(reference, reason, &shown_path, &text));
        rendered.diagnostics.extend(reports);
    }
    let made = Made { fingerprint, diagnostics: rendered.diagnostics.clone() };
    let page = page(archive, output, shell, &document, lists);
    if let Err(diagnostic) = page.and_then(|page| sink.take(page, Some(made))) {
        rendered.diagnostics.push(diagnostic);
    }
    rendered
}

/// The document as it was read for the catalogue; `None`, if its file is another by now. What reading has to say was said
/// then.
fn read_again(archive: &Archive, record: &Record, references: usize) -> Option<Document> {
    let file = &archive.sources.documents[record.source];
    let kept = archive.spill.as_ref().and_then(|spill| spill.take(&file.path));
    let document = kept.or_else(|| {
        let spreadsheets = &archive.sources.spreadsheets;
        let (reading, _) = read::read_file(file, spreadsheets, &archive.config, &archive.grammar).ok()?;
        reading.document
    });
    document.filter(|document| document.references.len() == references)
}

/// Gives the source away as it is, to stand beside its page.
fn publish_source(
    archive: &Archive,
    record: &Record,
    address: &str,
    sink: &dyn Sink,
) -> Result<(), Diagnostic> {
    let fingerprint = record.content;
    if sink.keeps(address, fingerprint).is_some() {
        return Ok(());
    }
    let content = read::read_bytes(&archive.sources.documents[record.source])?;
    sink.take(
        Page { address: address.to_owned(), content },
        Some(Made { fingerprint, diagnostics: Vec::new() }),
    )
}

/// The diagnostic for a reference that leads nowhere.
fn report(
    reference: &Reference,
    unresolved: &Unresolved,
    file: &str,
    text: &Lines<'_>,
) -> Option<Diagnostic> {
    let (severity, code) = match unresolved.reason {
        _ if unresolved.is_unsaid() => return None,
        Reason::Suggested(_) => (Severity::Note, Code::Suggestion),
        // Vaults name what is still to be written, and specifications have double brackets of their own.
        Reason::NoDocument(_) if reference.rule == Rule::Wiki && unresolved.candidate.is_none() => {
            (Severity::Note, Code::BrokenLink)
        }
        _ if is_written_link(reference) => (Severity::Warning, Code::BrokenLink),
        _ => (Severity::Note, Code::Unresolved),
    };
    let words = text.text().get(reference.span.clone()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = match &reference.rule {
        Rule::Field(field) => format!("{field}: {unresolved}"),
        _ if words.is_empty() => unresolved.to_string(),
        _ => format!("“{words}”: {unresolved}"),
    };
    let diagnostic = Diagnostic::new(severity, code, file, message)
        .reason(unresolved.reason.name())
        .at(text, reference.span.clone());
    let help = match (&unresolved.candidate, code) {
        (Some(candidate), _) => format!("the nearest is {candidate}"),
        (None, Code::Suggestion) => {
            "no link was made: cite the document by its number if it is meant".to_owned()
        }
        (None, Code::BrokenLink) if severity == Severity::Note => {
            "if double brackets are no links here, set `wiki_links = false` in `[guess]`".to_owned()
        }
        (None, _) => return Some(diagnostic),
    };
    Some(diagnostic.help(help))
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
    let language = document.metadata.language.as_deref().unwrap_or(shell.language);
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
            language: Language::other(archive, Some(language)),
            words: shell.words,
            facts,
            text: &body.text,
            notes: notes.collect(),
        },
        page: shell.page,
        breadcrumbs: shell.breadcrumbs,
        previous: shell.previous,
        next: shell.next,
        cited: shell.cited,
        cited_by: shell.cited_by,
        nearby: shell.nearby,
        source: shell.source.map(|source| route::link(&shell.address, &source)),
    };
    let templates = &output.templates;
    let content = match lists {
        None => templates.render(TEMPLATE, &shell.address, &context)?,
        Some(lists) => {
            let (template, lists) = (lists.template, lists.with_front(context));
            templates.render(template, &shell.address, &lists)?
        }
    };
    Ok(Page { address: shell.address, content })
}
