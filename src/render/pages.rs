//! The page of a document.

use serde::Serialize;

use super::body::{self, Destination};
use super::templates::SiteTemplates;
use super::{DateContext, DocumentLink, Link, Page, PageContext, Rendered, breadcrumbs};
use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::config::is_web_address;
use crate::date::words::Words;
use crate::dating::Evidence;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{DateBasis, Document, Metadata, plain_text};
use crate::read;
use crate::reference::{Reference, Rule};
use crate::resolve::{Backlink, Reason, Target, Unresolved, is_written_link};
use crate::route;

/// What the template of a document sees.
#[derive(Serialize)]
struct DocumentPage<'a> {
    page: PageContext<'a>,
    document: DocumentContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    previous: Option<DocumentLink<'a>>,
    next: Option<DocumentLink<'a>>,
    cited_by: Vec<Citing<'a>>,
}

#[derive(Serialize)]
struct DocumentContext<'a> {
    number: Option<&'a str>,
    title: &'a str,
    /// The title with the mark of the source note; HTML.
    title_html: &'a str,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    date: Option<DateContext>,
    collection: &'a str,
    words: usize,
    facts: Vec<Fact<'a>>,
    /// The text; HTML.
    text: &'a str,
    notes: Vec<NoteContext<'a>>,
}

/// A field of the metadata.
#[derive(Serialize)]
struct Fact<'a> {
    name: &'a str,
    /// HTML: the references in it are links.
    value: String,
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

/// A document that refers to a note of this one.
#[derive(Serialize)]
struct NoteCitation<'a> {
    /// How its collection is cited, where that is another than this document's.
    collection: Option<&'a str>,
    number: Option<&'a str>,
    title: &'a str,
    href: String,
}

/// A document that refers to this one.
#[derive(Serialize)]
struct Citing<'a> {
    #[serde(flatten)]
    document: DocumentLink<'a>,
    passages: Vec<Passage<'a>>,
}

/// A place that refers to this document.
#[derive(Serialize)]
struct Passage<'a> {
    sentence: &'a str,
    /// The link to the footnote that holds it, or to the document.
    href: String,
    /// The footnote of this document that is meant, as a link with its name.
    target: Option<Link<'static>>,
}

/// Renders a document, and gives its page away.
pub(super) fn document(
    archive: &Archive,
    templates: &SiteTemplates,
    id: DocumentId,
    take: &(dyn Fn(Page) -> Result<(), Diagnostic> + Sync),
) -> Rendered {
    let mut rendered = Rendered::default();
    let record = &archive.catalog.documents[id];
    let file = &archive.sources.documents[record.source];
    let shown_path = file.shown_path();
    // What reading has to say was said when the catalogue was made.
    let spreadsheets = &archive.sources.spreadsheets;
    let (document, text) = match read::read_file(file, spreadsheets, &archive.config, &archive.grammar) {
        Ok((reading, text)) => (reading.document, text),
        Err(_) => (None, String::new()),
    };
    let outcomes = &archive.links.outcomes[id];
    let Some(document) = document.filter(|document| document.references.len() == outcomes.len()) else {
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
    for (reference, outcome) in document.references.iter().zip(outcomes) {
        match outcome {
            Ok(Target::File(file)) => {
                rendered.files.insert(*file);
            }
            Err(unresolved) => {
                rendered.diagnostics.extend(report(reference, unresolved, &shown_path, &text));
            }
            Ok(_) => {}
        }
    }
    let page = page(archive, templates, id, &document);
    if let Err(diagnostic) = page.and_then(take) {
        rendered.diagnostics.push(diagnostic);
    }
    rendered
}

/// The diagnostic for a reference that leads nowhere.
fn report(reference: &Reference, unresolved: &Unresolved, file: &str, text: &str) -> Option<Diagnostic> {
    let (severity, code) = match unresolved.reason {
        Reason::NotDescribed => return None,
        Reason::Suggested(_) => (Severity::Note, Code::Suggestion),
        _ if is_written_link(reference) => (Severity::Warning, Code::BrokenLink),
        _ => (Severity::Note, Code::Unresolved),
    };
    let words = text.get(reference.span.clone()).unwrap_or_default();
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
        (None, _) => return Some(diagnostic),
    };
    Some(diagnostic.help(help))
}

fn page(
    archive: &Archive,
    templates: &SiteTemplates,
    id: DocumentId,
    document: &Document,
) -> Result<Page, Diagnostic> {
    let record = &archive.catalog.documents[id];
    let address = record.address();
    let destinations: Vec<Destination> = archive.links.outcomes[id]
        .iter()
        .map(|outcome| destination(archive, id, &address, outcome))
        .collect();
    let mut body = body::write(document, &destinations);
    if plain_text(&document.title).trim().is_empty() {
        // Such a document goes by its file's name, here as in lists.
        body::escape(&record.title, &mut body.title);
    }
    let calls = body::calls(document);
    let notes = document.notes.iter().zip(&body.notes).zip(calls).map(|((note, html), calls)| NoteContext {
        anchor: note.anchor(),
        label: &note.label,
        html,
        calls: calls.into_iter().map(|anchor| format!("#{anchor}")).collect(),
        cited_in: note_cited_in(archive, id, &address, &note.anchor()),
    });
    let collection = &archive.catalog.collections[record.collection];
    let (previous, next) = archive.catalog.neighbours(id);
    let mut page = PageContext::new(archive, &address, &record.full_title(), "document");
    page.language = language(archive, record, &document.metadata);
    page.description = record
        .description
        .clone()
        .unwrap_or_else(|| description(record, &collection.title, &archive.config.dates));
    let context = DocumentPage {
        page,
        document: DocumentContext {
            number: record.number.as_deref(),
            title: &record.title,
            title_html: &body.title,
            kind: record.kind.as_deref(),
            place: record.place.as_deref(),
            date: DateContext::of(record, &archive.config.dates),
            collection: &collection.title,
            words: record.words,
            facts: facts(archive, record, document, &destinations),
            text: &body.text,
            notes: notes.collect(),
        },
        breadcrumbs: breadcrumbs(archive, &address, Some(record.collection)),
        previous: previous.map(|previous| DocumentLink::new(archive, &address, previous)),
        next: next.map(|next| DocumentLink::new(archive, &address, next)),
        cited_by: cited_by(archive, id, &address),
    };
    let content = templates.render("document.html", &address, &context)?;
    Ok(Page { address, content })
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
        Ok(Target::File(file)) => Destination::Link(route::link(address, &archive.sources.files[*file].path)),
        Ok(Target::External(url)) => Destination::External(super::web_address(url)),
        Err(unresolved) if unresolved.is_citation() => Destination::Nowhere(unresolved.to_string()),
        Err(_) => Destination::Plain,
    }
}

fn language<'a>(archive: &'a Archive, record: &Record, metadata: &'a Metadata) -> &'a str {
    metadata
        .language
        .as_deref()
        .or(archive.catalog.collections[record.collection].language.as_deref())
        .unwrap_or(&archive.config.language)
}

/// What search engines and previews show: where and when, and the collection.
fn description(record: &Record, collection: &str, words: &Words) -> String {
    let date = record.date.as_ref().map(|date| date.display(words));
    [record.place.clone(), date, Some(collection.to_owned())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is known about a document, but for what its head shows already.
fn facts<'a>(
    archive: &Archive,
    record: &Record,
    document: &'a Document,
    destinations: &[Destination],
) -> Vec<Fact<'a>> {
    let metadata = &document.metadata;
    let provenance = &metadata.provenance;
    let source = [&provenance.repository, &provenance.collection, &provenance.box_, &provenance.file];
    let source: Vec<&str> = source.into_iter().filter_map(Option::as_deref).collect();
    let markings = provenance.markings.join("; ");
    let source = source.join(", ");
    let basis = record.date.as_ref().and_then(|date| match date.basis {
        DateBasis::Metadata => Some("the metadata"),
        DateBasis::Dateline => Some("the dateline"),
        DateBasis::Inferred => None,
    });
    let known = [
        ("From", metadata.from.as_deref()),
        ("To", metadata.to.as_deref()),
        ("Kind", metadata.kind.as_deref()),
        ("Telegram number", provenance.dispatch_number.as_deref()),
        ("Classification", provenance.classification.as_deref()),
        ("Markings", Some(markings.as_str())),
        ("Source", Some(source.as_str())),
        ("Date taken from", basis),
    ];
    let known = known.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        let mut html = String::new();
        body::escape(value, &mut html);
        Some(Fact { name, value: html })
    });
    let other = metadata.other.iter().map(|(name, value)| Fact {
        name,
        value: linked_value(archive, document, destinations, name, value),
    });
    let inferred = (!record.evidence.is_empty())
        .then(|| Fact { name: "Date inferred from", value: evidence(archive, record) });
    known.chain(inferred).chain(other).collect()
}

/// What an inferred date rests on, as HTML, with links to the documents before and after.
fn evidence(archive: &Archive, record: &Record) -> String {
    let address = record.address();
    let link = |id: DocumentId, html: &mut String| {
        let other = &archive.catalog.documents[id];
        let name =
            other.number.as_ref().map_or_else(|| other.title.clone(), |number| format!("Document {number}"));
        body::write_link(&route::link(&address, &other.address()), &name, html);
        if let Some(date) = &other.date {
            body::escape(&format!(" ({})", date.display(&archive.config.dates)), html);
        }
    };
    let mut parts: Vec<String> = Vec::new();
    let (mut named, mut after, mut before) = (None, None, None);
    for evidence in &record.evidence {
        match evidence {
            Evidence::Named(kind, words) => {
                let mut html = String::new();
                if named == Some(kind.name())
                    && let Some(last) = parts.pop()
                {
                    html.push_str(&last);
                    html.push_str(", ");
                } else {
                    html.push_str(kind.name());
                    html.push_str(": ");
                }
                body::escape(&format!("“{words}”"), &mut html);
                parts.push(html);
                named = Some(kind.name());
            }
            Evidence::Order => {
                parts.push("the days that the documents before and after it name".to_owned());
            }
            Evidence::After(id) => after = Some(*id),
            Evidence::Before(id) => before = Some(*id),
        }
    }
    let mut order = "the order of the documents: ".to_owned();
    match (after, before) {
        (Some(after), Some(before)) => {
            order.push_str("between ");
            link(after, &mut order);
            order.push_str(" and ");
            link(before, &mut order);
        }
        (Some(after), None) => {
            order.push_str("after ");
            link(after, &mut order);
        }
        (None, Some(before)) => {
            order.push_str("before ");
            link(before, &mut order);
        }
        (None, None) => return parts.join("; "),
    }
    parts.push(order);
    parts.join("; ")
}

/// The value of a field as HTML. The rules that made references of it show again where they stand.
fn linked_value(
    archive: &Archive,
    document: &Document,
    destinations: &[Destination],
    field: &str,
    value: &str,
) -> String {
    let mut places: Vec<(std::ops::Range<usize>, &Destination)> = Vec::new();
    for rule in archive.config.references.iter().filter(|rule| rule.field.as_deref() == Some(field)) {
        let found = rule.pattern.0.find_iter(value).map(|found| found.range());
        let made =
            document.references.iter().zip(destinations).filter(|(reference, _)| match &reference.rule {
                Rule::Field(name) => *name == rule.name,
                _ => false,
            });
        places.extend(found.zip(made.map(|(_, destination)| destination)));
    }
    places.sort_by_key(|(span, _)| span.start);
    let mut html = String::new();
    if places.is_empty() && is_web_address(value) {
        body::write_link(&super::web_address(value), value, &mut html);
        return html;
    }
    let mut at = 0;
    for (span, destination) in places {
        // Two rules can claim the same words; the first has them.
        if span.start < at {
            continue;
        }
        body::escape(&value[at..span.start], &mut html);
        body::write_reference(destination, &value[span.clone()], &mut html);
        at = span.end;
    }
    body::escape(&value[at..], &mut html);
    html
}

/// The documents that refer to one, each with the sentences that do.
fn cited_by<'a>(archive: &'a Archive, id: DocumentId, address: &str) -> Vec<Citing<'a>> {
    let mut citing: Vec<(DocumentId, Citing<'a>)> = Vec::new();
    for backlink in archive.links.backlinks.get(&id).into_iter().flatten() {
        let record = &archive.catalog.documents[backlink.from];
        let reference = &record.references[backlink.reference];
        if citing.last().is_none_or(|(from, _)| *from != backlink.from) {
            let document = DocumentLink::new(archive, address, backlink.from);
            citing.push((backlink.from, Citing { document, passages: Vec::new() }));
        }
        let Some((_, last)) = citing.last_mut() else { continue };
        let href = passage_link(record, backlink, address);
        let repeats = last
            .passages
            .iter()
            .any(|passage| passage.href == href && passage.sentence == reference.sentence);
        if !repeats && !reference.sentence.is_empty() {
            let target = backlink.anchor.as_ref().and_then(|anchor| target_link(anchor));
            last.passages.push(Passage { sentence: &reference.sentence, href, target });
        }
    }
    citing.into_iter().map(|(_, citing)| citing).collect()
}

/// The documents that refer to a note of this one: each once, with the place that does so first.
fn note_cited_in<'a>(
    archive: &'a Archive,
    id: DocumentId,
    address: &str,
    anchor: &str,
) -> Vec<NoteCitation<'a>> {
    let backlinks = archive.links.backlinks.get(&id).into_iter().flatten();
    let mut citing: Vec<&Backlink> =
        backlinks.filter(|backlink| backlink.anchor.as_deref() == Some(anchor)).collect();
    citing.dedup_by_key(|backlink| backlink.from);
    citing
        .into_iter()
        .map(|backlink| {
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

/// The place in this document that a passage means, if it is exact.
fn target_link(anchor: &str) -> Option<Link<'static>> {
    let title = if anchor.starts_with("fn") {
        "this footnote"
    } else if anchor.starts_with("pg-") {
        "this page"
    } else {
        "this part"
    };
    Some(Link { title, href: format!("#{}", route::encoded(anchor)) })
}
