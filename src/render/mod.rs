//! Rendering: from documents, the catalogue and resolved references to pages.
//!
//! A page is an address with bytes; nothing here writes to a disk. Templates get typed contexts that
//! borrow from the catalogue; what is the same for all pages is serialised once, as `site`.

pub mod body;
mod feeds;
mod highlight;
mod lists;
mod pages;
mod sanitise;
mod templates;
mod timeline;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId, Record};
use crate::date::words::Words;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{DateBasis, DocumentDate};
use crate::route;

pub use templates::{BUILT_IN as BUILT_IN_TEMPLATES, STATIC as BUILT_IN_STATIC, Templates};
pub use timeline::Timeline;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address, relative to the site's root.
    pub address: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// What rendering a document gives besides its page.
#[derive(Debug, Default)]
struct Rendered {
    diagnostics: Vec<Diagnostic>,
    /// The files of the archive that the document links to.
    files: BTreeSet<usize>,
}

/// The site's pages but for the documents', and what rendering has to say.
#[derive(Debug, Default)]
pub struct Rendering {
    /// How many pages were made.
    pub pages: usize,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the archive that documents link to, by their place in the sources.
    pub files: BTreeSet<usize>,
}

/// Renders the site, and gives each page to `take` as soon as it is made. Pages of documents are
/// made in parallel and in no fixed order; `take` says what is wrong if it cannot take one.
pub fn site(
    archive: &Archive,
    templates: &Templates,
    take: &(dyn Fn(Page) -> Result<(), Diagnostic> + Sync),
    progress: &(dyn Fn() + Sync),
) -> Rendering {
    let site = Site::of(archive);
    let templates = templates.for_site(&site);
    let rendered: Vec<Rendered> = (0..archive.catalog.documents.len())
        .into_par_iter()
        .map(|document| {
            let rendered = pages::document(archive, &templates, document, take);
            progress();
            rendered
        })
        .collect();
    let mut rendering = Rendering { pages: rendered.len(), ..Rendering::default() };
    for rendered in rendered {
        rendering.diagnostics.extend(rendered.diagnostics);
        rendering.files.extend(rendered.files);
    }
    let mut finish = |page: Result<Page, Diagnostic>| match page.and_then(|page| {
        let is_page = page.address.ends_with(".html");
        take(page).map(|()| is_page)
    }) {
        Ok(is_page) => rendering.pages += usize::from(is_page),
        Err(diagnostic) => rendering.diagnostics.push(diagnostic),
    };
    let timeline = Timeline::of(&archive.catalog);
    lists::collections(archive, &templates, &timeline, &mut finish);
    lists::timeline(archive, &templates, &timeline, &mut finish);
    finish(lists::not_found(archive, &templates));
    feeds::all(archive, &timeline, &mut finish);
    let mut unique = BTreeSet::new();
    // A template that fails fails on each page: once is enough.
    rendering
        .diagnostics
        .retain(|diagnostic| diagnostic.code != Code::Template || unique.insert(diagnostic.message.clone()));
    rendering
}

/// What all pages share.
#[derive(Debug, Serialize)]
pub struct Site<'a> {
    title: &'a str,
    description: &'a str,
    language: &'a str,
    base_url: Option<&'a str>,
    /// The program's name and version.
    generator: &'static str,
    /// How many documents the archive holds.
    documents: usize,
    /// The years of the first and last dated documents.
    span: Option<String>,
}

impl<'a> Site<'a> {
    fn of(archive: &'a Archive) -> Self {
        Self {
            title: &archive.config.title,
            description: &archive.config.description,
            language: &archive.config.language,
            base_url: archive.base_url(),
            generator: concat!("fonds ", env!("CARGO_PKG_VERSION")),
            documents: archive.catalog.documents.len(),
            span: timeline::span(&archive.catalog, 0),
        }
    }
}

/// What every page says about itself.
#[derive(Debug, Serialize)]
struct PageContext<'a> {
    /// The title in the browser's tab.
    title: String,
    /// The way to the site's root: `../`, or nothing.
    root: String,
    /// The absolute address, where the site's is known.
    canonical: Option<String>,
    language: &'a str,
    description: String,
    /// Which of the site's pages this is: `home`, `collection`, `document`, `timeline`, `year`, `not-found`.
    kind: &'static str,
}

impl<'a> PageContext<'a> {
    fn new(archive: &'a Archive, address: &str, title: &str, kind: &'static str) -> Self {
        let site = archive.config.title.as_str();
        Self {
            title: if title == site { site.to_owned() } else { format!("{title} – {site}") },
            root: route::root_link(address),
            canonical: archive.base_url().map(|base| format!("{base}{}", route::encoded(address))),
            language: &archive.config.language,
            description: String::new(),
            kind,
        }
    }
}

/// A link with its words.
#[derive(Debug, Serialize)]
struct Link<'a> {
    title: &'a str,
    href: String,
}

/// A document in a list.
#[derive(Debug, Serialize)]
struct DocumentLink<'a> {
    number: Option<&'a str>,
    title: &'a str,
    href: String,
    date: Option<DateContext>,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    collection: &'a str,
}

impl<'a> DocumentLink<'a> {
    fn new(archive: &'a Archive, from: &str, document: DocumentId) -> Self {
        let record = &archive.catalog.documents[document];
        Self {
            number: record.number.as_deref(),
            title: &record.title,
            href: route::link(from, &record.address()),
            date: DateContext::of(record, &archive.config.dates),
            kind: record.kind.as_deref(),
            place: record.place.as_deref(),
            collection: &archive.catalog.collections[record.collection].title,
        }
    }
}

/// A document's date, as pages show it.
#[derive(Debug, Serialize)]
struct DateContext {
    /// As people write it.
    text: String,
    /// For `<time datetime>`, where the date is exactly a day, month or year.
    datetime: Option<String>,
    edtf: String,
    /// `metadata`, `dateline` or `inferred`.
    basis: &'static str,
}

impl DateContext {
    fn of(record: &Record, words: &Words) -> Option<Self> {
        let dated = record.date.as_ref()?;
        let DocumentDate { date, basis } = dated;
        Some(Self {
            text: dated.display(words),
            datetime: date.datetime(),
            edtf: date.to_string(),
            basis: basis_name(*basis),
        })
    }
}

/// The name of a date's basis in the site's contract.
fn basis_name(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Metadata => "metadata",
        DateBasis::Dateline => "dateline",
        DateBasis::Inferred => "inferred",
    }
}

/// The way from the archive's root to a collection: a link for each step.
fn breadcrumbs<'a>(archive: &'a Archive, from: &str, collection: Option<CollectionId>) -> Vec<Link<'a>> {
    let catalog = &archive.catalog;
    let mut steps = vec![Link { title: &archive.config.title, href: route::link(from, "index.html") }];
    for id in collection.map(|collection| catalog.path_to(collection)).unwrap_or_default() {
        let collection = &catalog.collections[id];
        steps.push(Link { title: &collection.title, href: route::link(from, &collection.address()) });
    }
    steps
}

/// An address of the web as a link needs it: what an address cannot hold is escaped.
fn web_address(address: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const KEPT: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'|')
        .add(b'\\')
        .add(b'^')
        .add(b'[')
        .add(b']');
    utf8_percent_encode(address, KEPT).to_string()
}

/// A diagnostic for a template that fails on a page.
fn template_failure(template: &str, address: &str, error: &tera::Error) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::Template,
        &format!("templates/{template}"),
        format!("the template fails: {error}"),
    )
    .help(format!("it failed on the page {address}; the built-in templates show which values there are"))
}
