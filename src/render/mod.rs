//! Rendering: from documents, the catalogue and resolved references to pages.
//!
//! A page is an address with bytes; nothing here writes to a disk. Templates get typed contexts that
//! borrow from the catalogue; what is the same for all pages is serialised once, as `site`.

mod cite;
mod data;
mod direction;
pub mod document;
mod graph;
mod list;
mod templates;
mod time;

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId, Record};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::dates::Words;
use crate::model::fingerprint::Fingerprint;
use crate::model::metadata::{DateBasis, DocumentDate};
use crate::output::pack::Package;
use crate::output::search::run::Entry;
use crate::output::search::{Indexing, Stretch};
use crate::render::document::nearby::Nearby;
use crate::resolve::route;

pub(crate) use crate::render::time::timeline::{has_brackets, span};
pub(crate) use templates::SiteTemplates;

pub use crate::render::document::unresolved::explanation;
pub use crate::render::time::timeline::Timeline;
pub use templates::{BUILT_IN as BUILT_IN_TEMPLATES, STATIC as BUILT_IN_STATIC, Templates};

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
pub(crate) struct Rendered {
    diagnostics: Vec<Diagnostic>,
    /// The files of the archive that the document links to.
    files: BTreeSet<usize>,
    /// Whether the page that is there was kept.
    is_kept: bool,
    /// Its words, if they are needed for the index.
    words: Option<Entry>,
}

impl Rendered {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }
}

/// The site's pages but for the documents', and what rendering has to say.
#[derive(Debug, Default)]
pub struct Rendering {
    /// How many pages the site has.
    pub pages: usize,
    /// How many pages of documents were kept as they are.
    pub kept: usize,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the archive that documents link to, by their place in the sources.
    pub files: BTreeSet<usize>,
}

/// Takes the pages of a site. Any number of threads can give at once.
pub trait Sink: Sync {
    /// If a page is there and was made from just what has this fingerprint, keeps it, and gives what
    /// there was to say when it was made.
    fn keeps(&self, address: &str, fingerprint: Fingerprint) -> Option<Vec<Diagnostic>>;

    /// Takes a page, with that from which it was made if it may be kept by the next build.
    ///
    /// # Errors
    /// A diagnostic, if the page cannot be taken.
    fn take(&self, page: Page, made: Option<Made>) -> Result<(), Diagnostic>;
}

/// From what a page was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// All that it depends on.
    pub fingerprint: Fingerprint,
    /// What there was to say when it was made.
    pub diagnostics: Vec<Diagnostic>,
}

/// Renders the site, and gives each page to `sink` as soon as it is made: in parallel, and in no fixed
/// order.
pub fn site(
    archive: &Archive,
    templates: &Templates,
    sink: &dyn Sink,
    indexing: Option<&Indexing<'_>>,
    progress: &(dyn Fn() + Sync),
) -> Rendering {
    let site = Site::of(archive);
    let templates = templates.for_site(&site);
    let timeline = Timeline::of(&archive.catalog);
    let nearby = Nearby::of(&archive.catalog, &timeline);
    let output = Output { templates: &templates, sink, packages: &[] };
    let render = |documents: Range<DocumentId>, is_indexed: bool| -> Vec<Rendered> {
        documents
            .into_par_iter()
            .map(|document| {
                let rendered =
                    document::page::document(archive, &timeline, &nearby, document, &output, is_indexed);
                progress();
                rendered
            })
            .collect()
    };
    let rendered: Vec<Rendered> = match indexing {
        None => render(0..archive.catalog.documents.len(), false),
        Some(indexing) => indexed(indexing, &render),
    };
    let mut rendering = Rendering { pages: archive.catalog.documents.len(), ..Rendering::default() };
    for rendered in rendered {
        rendering.kept += usize::from(rendered.is_kept);
        rendering.diagnostics.extend(rendered.diagnostics);
        rendering.files.extend(rendered.files);
    }
    let (lists, others) = rayon::join(
        || list::all(archive, &timeline, &output),
        || data::feeds::all(archive, &timeline, &output),
    );
    let moved = list::moved::all(archive, &output);
    rendering.pages += lists.len() + moved.len();
    rendering.diagnostics.extend(lists.into_iter().chain(others).chain(moved).filter_map(Result::err));
    let mut unique = BTreeSet::new();
    // A template that fails fails on each page: once is enough.
    rendering
        .diagnostics
        .retain(|diagnostic| diagnostic.code != Code::Template || unique.insert(diagnostic.message.clone()));
    rendering
}

/// Renders the documents stretch by stretch, and makes the run of each while the next is rendered: so memory holds the
/// words of two stretches.
fn indexed(
    indexing: &Indexing<'_>,
    render: &(dyn Fn(Range<DocumentId>, bool) -> Vec<Rendered> + Sync),
) -> Vec<Rendered> {
    let mut all = Vec::new();
    let mut last: Option<(&Stretch, Vec<Entry>)> = None;
    let add = |last: Option<(&Stretch, Vec<Entry>)>| {
        last.and_then(|(stretch, words)| indexing.add(stretch, &words).err())
    };
    for stretch in &indexing.stretches {
        let (mut rendered, failure) =
            rayon::join(|| render(stretch.documents.clone(), stretch.is_missing), || add(last.take()));
        // Where a document cannot be read, that is an error, and there is no site.
        let words: Option<Vec<Entry>> = rendered.iter_mut().map(|rendered| rendered.words.take()).collect();
        last = words.map(|words| (stretch, words));
        all.append(&mut rendered);
        all.extend(failure.map(Rendered::failed));
    }
    all.extend(add(last).map(Rendered::failed));
    all
}

/// Renders the pages once more that offer packages, and gives what is wrong.
pub fn offers(
    archive: &Archive,
    templates: &Templates,
    packages: &[Package],
    sink: &dyn Sink,
) -> Vec<Diagnostic> {
    let templates = site_templates(archive, templates);
    let output = Output { templates: &templates, sink, packages };
    let timeline = Timeline::of(&archive.catalog);
    let nearby = Nearby::of(&archive.catalog, &timeline);
    let fronts = archive.catalog.collections.par_iter().filter_map(|collection| collection.front);
    let fronts =
        fronts.map(|front| document::page::document(archive, &timeline, &nearby, front, &output, false));
    let mut diagnostics: Vec<Diagnostic> = fronts.flat_map_iter(|rendered| rendered.diagnostics).collect();
    // What there is to say about their text was said when the site was made.
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let pages = list::collections(archive, &timeline, &output);
    diagnostics.extend(pages.into_iter().filter_map(Result::err));
    diagnostics
}

/// The templates with what they know of an archive, for pages that are no part of its site.
pub(crate) fn site_templates(archive: &Archive, templates: &Templates) -> SiteTemplates {
    templates.for_site(&Site::of(archive))
}

/// Where the pages go that are no documents'.
pub(crate) struct Output<'a> {
    templates: &'a SiteTemplates,
    sink: &'a dyn Sink,
    /// The packages that pages offer.
    packages: &'a [Package],
}

impl Output<'_> {
    /// Renders a page, unless one that would be the same is there.
    fn page(&self, template: &str, address: String, context: &impl Serialize) -> Result<(), Diagnostic> {
        let fingerprint = self.templates.fingerprint(template, context);
        if self.sink.keeps(&address, fingerprint).is_some() {
            return Ok(());
        }
        let content = self.templates.render(template, &address, context)?;
        self.sink.take(Page { address, content }, Some(Made { fingerprint, diagnostics: Vec::new() }))
    }

    /// A file that no template makes.
    fn file(&self, page: Result<Page, Diagnostic>) -> Result<(), Diagnostic> {
        self.sink.take(page?, None)
    }
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
    /// Whether these are inferred, so that every page shows them in square brackets.
    brackets: bool,
    /// Whether browsers can keep pages for reading offline.
    offline: bool,
}

impl<'a> Site<'a> {
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
            offline: archive.config.offline,
        }
    }
}

/// What every page says about itself.
#[derive(Debug, Serialize)]
pub(crate) struct PageContext<'a> {
    /// The title in the browser's tab.
    title: String,
    /// The way to the site's root: `../`, or nothing.
    root: String,
    /// The absolute address, where the site's is known.
    canonical: Option<String>,
    /// The language of the interface, and the direction in which it is written: `ltr` or `rtl`.
    language: &'a str,
    dir: &'static str,
    description: String,
    /// Which of the site's pages this is: `home`, `collection`, `document`, `graph`, `timeline`, `year`, `search`,
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

/// A document in a list.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentLink<'a> {
    number: Option<&'a str>,
    title: &'a str,
    href: String,
    date: Option<DateContext>,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    collection: &'a str,
    /// The language of its text, where it is not that of the interface.
    language: Option<Language<'a>>,
}

impl<'a> DocumentLink<'a> {
    fn new(archive: &'a Archive, from: &str, document: DocumentId) -> Self {
        let record = &archive.catalog.documents[document];
        let collection = &archive.catalog.collections[record.collection];
        let holder = &archive.catalog.collections[archive.catalog.holder(record)];
        Self {
            number: record.number.as_deref(),
            title: &record.title,
            href: route::link(from, &record.address()),
            date: DateContext::of(record, &archive.config.dates),
            kind: record.particulars.kind.as_deref(),
            place: record.particulars.place.as_deref(),
            collection: &holder.title,
            language: Language::other(
                archive,
                record.particulars.language.as_deref().or(collection.language.as_deref()),
            ),
        }
    }
}

impl DocumentLink<'_> {
    /// Whether its date stands in square brackets.
    fn has_brackets(&self) -> bool {
        self.date.as_ref().is_some_and(DateContext::has_brackets)
    }
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
    fn has_brackets(&self) -> bool {
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
        steps.push(Link { title: &collection.title, href: route::link(from, &collection.address()) });
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
