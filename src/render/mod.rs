//! Rendering: from documents, the catalogue and resolved references to pages.
//!
//! This room owns the pages: their templates, the typed contexts that templates see, and the files of data beside them. It
//! takes an archive that was read, and gives each page to a [`Sink`](crate::site::Sink) as soon as it is made ([`Renderer`]). Contexts borrow
//! from the catalogue; what is the same for all pages is serialised once, as `site`.
//!
//! It must not know where pages go, nor what else is made of the documents: whoever wants to see them while they are in
//! memory gives a [listener](document::page::Listener). Nothing here writes to a disk.

mod cite;
mod data;
mod dependencies;
mod direction;
pub mod document;
mod graph;
mod list;
mod named;
mod output;
mod paging;
mod picture;
mod renderer;
mod templates;
mod time;

use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::archive::Archive;
use crate::catalog::{CollectionId, Record};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::dates::Words;
use crate::model::metadata::{DateBasis, DocumentDate};
use crate::resolve::route;

pub(crate) use crate::render::time::timeline::{has_brackets, span};
pub(crate) use named::{DocumentLink, tells};
pub(crate) use output::Output;
pub(crate) use templates::SiteTemplates;

pub use crate::render::time::timeline::Timeline;
pub use document::page::Listener;
pub use renderer::{Renderer, Rendering};
pub use templates::{BUILT_IN as BUILT_IN_TEMPLATES, STATIC as BUILT_IN_STATIC, Templates};

/// The templates with what they know of an archive, for pages that are no part of its site.
pub(crate) fn site_templates(archive: &Archive, templates: &Templates) -> SiteTemplates {
    templates.for_site(&SiteContext::of(archive))
}

/// What all pages share.
#[derive(Debug, Serialize)]
pub struct SiteContext<'a> {
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
    /// Whether these are inferred, so that every page shows them in square brackets.
    brackets: bool,
    /// Whether it has a search.
    search: bool,
    /// Whether browsers can keep pages for reading offline.
    offline: bool,
    /// The address of the page about the archive.
    about: &'static str,
    /// The language with the region in which most speak it, as other sites want it: `en_US`.
    locale: Option<String>,
}

impl<'a> SiteContext<'a> {
    fn of(archive: &'a Archive) -> Self {
        let span = time::timeline::span(&archive.catalog, 0);
        Self {
            title: &archive.config.title,
            description: &archive.config.description,
            language: &archive.config.language,
            base_url: archive.base_url(),
            generator: concat!("fonds ", env!("CARGO_PKG_VERSION")),
            documents: archive.catalog.documents.len(),
            brackets: span.as_deref().is_some_and(has_brackets),
            span,
            search: archive.config.search,
            offline: archive.config.offline,
            about: archive.about_address(),
            locale: locale(&archive.config.language),
        }
    }
}

/// A language with its region, `en_US`: its own, or that in which most speak it.
fn locale(language: &str) -> Option<String> {
    let mut tag: LanguageIdentifier = language.parse().ok()?;
    tag.maximize();
    Some(format!("{}_{}", tag.language, tag.region?))
}

/// What every page says about itself.
#[derive(Debug, Serialize)]
pub(crate) struct PageContext<'a> {
    /// The title in the browser's tab.
    title: String,
    /// The title without the archive's, for other sites that show it beside that.
    heading: String,
    /// The way to the site's root: `../`, or nothing.
    root: String,
    /// The absolute address, where the site's is known.
    canonical: Option<String>,
    /// The language of the interface, and the direction in which it is written: `ltr` or `rtl`.
    language: &'a str,
    dir: &'static str,
    description: String,
    /// Which of the site's pages this is: `home`, `collection`, `document`, `about`, `shelf`, `graph`, `timeline`, `year`, `search`,
    /// `moved`, `not-found`, `not-kept`.
    kind: &'static str,
    /// Whether it shows dates in square brackets, and has to say what they mean.
    brackets: bool,
    /// Whether a document's text stands on the page of a collection.
    with_text: bool,
}

impl<'a> PageContext<'a> {
    fn new(archive: &'a Archive, address: &str, title: &str, kind: &'static str) -> Self {
        let site = archive.config.title.as_str();
        Self {
            heading: title.to_owned(),
            title: if title == site { site.to_owned() } else { format!("{title} – {site}") },
            root: route::root_link(address),
            canonical: archive.base_url().map(|base| format!("{base}{}", route::encoded(address))),
            language: &archive.config.language,
            dir: crate::language::interface::direction(&archive.config.language),
            description: String::new(),
            kind,
            brackets: false,
            with_text: false,
        }
    }
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub(crate) struct Link<'a> {
    title: &'a str,
    href: String,
}

/// A language as `lang` and `dir` want it.
#[derive(Debug, Serialize)]
pub(crate) struct Language<'a> {
    tag: &'a str,
    dir: &'static str,
}

impl<'a> Language<'a> {
    /// A language that is not that of the interface.
    fn other(archive: &Archive, language: Option<&'a str>) -> Option<Self> {
        let tag = language.filter(|language| *language != archive.config.language)?;
        Some(Self { tag, dir: crate::language::interface::direction(tag) })
    }
}

/// A document's date, as pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct DateContext {
    /// As people write it, without the brackets of what was inferred.
    text: String,
    /// For `<time datetime>`, where the date is exactly a day, month or year.
    datetime: Option<String>,
    edtf: String,
    /// `metadata`, `dateline` or `inferred`.
    basis: &'static str,
}

impl DateContext {
    pub(crate) fn of(record: &Record, words: &Words) -> Option<Self> {
        let dated = record.date.as_ref()?;
        let DocumentDate { date, basis } = dated;
        Some(Self {
            text: dated.in_words(words),
            datetime: date.datetime(),
            edtf: date.to_string(),
            basis: basis_name(*basis),
        })
    }
}

impl DateContext {
    /// Whether it stands in square brackets.
    pub(crate) fn has_brackets(&self) -> bool {
        self.basis == basis_name(DateBasis::Inferred)
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
        steps.push(Link { title: &collection.short, href: route::link(from, &collection.address()) });
    }
    steps
}

/// An address of the web as a link needs it: what an address cannot hold is escaped.
pub(crate) fn web_address(address: &str) -> String {
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
