//! The pages that list documents: home and collections; and those that lead to them: the search, what is not found.
//!
//! Owns the home page, those of collections, search, graph and former addresses. Takes the catalogue, where references lead,
//! and the packages that pages offer; gives pages. It must not know the texts of documents but those that stand on the page
//! of their collection.

mod about;
mod contents;
mod documents;
mod examples;
mod facts;
mod jump;
pub mod moved;
pub mod packages;

use std::cmp::Reverse;

use rayon::prelude::*;
use serde::Serialize;

use self::contents::ContentsRow;
use self::documents::{DocumentList, ListContext, ListedDocument};
use self::examples::Examples;
use self::facts::CollectionFact;
use super::{DocumentLink, Language, Link, Output, PageContext, breadcrumbs, cite, graph};
use crate::archive::Archive;
use crate::catalog::{Collection, CollectionId, DocumentId};
use crate::diagnostic::Diagnostic;
use crate::read::markdown;
use crate::render::document::cited_by;
use crate::render::document::neighbourhood::Neighbourhood;
use crate::render::document::page::DocumentPage;
use crate::render::list::packages::PackageContext;
use crate::render::time;
use crate::render::time::chart::Chart;
use crate::render::time::timeline;
use crate::render::time::timeline::{Shown, Timeline, has_brackets};
use crate::resolve::route;
use crate::site::Package;

type Outcome = Result<(), Diagnostic>;

/// What the templates of the home page and of collections see.
#[derive(Serialize)]
pub(crate) struct CollectionPage<'a> {
    #[serde(skip)]
    pub template: &'static str,
    page: PageContext<'a>,
    collection: CollectionContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    collections: Vec<CollectionContext<'a>>,
    documents: Vec<ListedDocument<'a>>,
    /// What stands round their rows: the way through them.
    list: ListContext,
    /// Of a source that holds collections, what stands in them, in the place of these two lists.
    contents: Vec<ContentsRow<'a>>,
    /// What else is known of the collection.
    facts: Vec<CollectionFact>,
    /// Whether its source could not be read whole.
    is_incomplete: bool,
    chart: Option<Chart>,
    /// The link to the page that shows how its documents refer to each other.
    graph: Option<&'static str>,
    /// The link to the timeline with this collection's documents.
    timeline: String,
    /// Whether some of its documents stand in another order than that of time.
    can_be_sorted: bool,
    /// The documents that others refer to most; on the home page.
    most_cited: Vec<CitedDocument<'a>>,
    /// The packages to take along, once they are made.
    packages: Vec<PackageContext>,
    /// The document whose text stands on the page.
    front: Option<DocumentPage<'a>>,
    /// Whether the page's heading has other words than that document's title.
    is_titled_otherwise: bool,
}

impl<'a> CollectionPage<'a> {
    /// The page with the document whose text stands on it.
    pub fn with_front(mut self, front: DocumentPage<'a>) -> Self {
        self.page.with_text = true;
        self.page.brackets |= front.page.brackets;
        if self.page.description.is_empty() {
            self.page.description.clone_from(&front.page.description);
        }
        self.is_titled_otherwise = !markdown::same_words(self.collection.title, front.document.title);
        Self { front: Some(front), ..self }
    }
}

/// A document with the number of others that refer to it.
#[derive(Serialize)]
struct CitedDocument<'a> {
    document: DocumentLink<'a>,
    count: usize,
}

/// How many of the most cited documents the home page shows.
const MOST_CITED: usize = 6;

#[derive(Serialize)]
struct CollectionContext<'a> {
    id: &'a str,
    title: &'a str,
    /// The language of its documents, where it is not that of the interface.
    language: Option<Language<'a>>,
    /// The paragraphs of the description.
    description: Vec<&'a str>,
    cite_as: Option<&'a str>,
    /// The files with the citations of its documents.
    citations: Vec<Link<'static>>,
    href: String,
    /// How many documents it holds, with those of the collections within it.
    count: usize,
    /// The years of its first and last documents.
    span: Option<String>,
    /// The document that is all that it holds. `href` leads there.
    only: Option<DocumentLink<'a>>,
    /// Whether that has another title.
    is_titled_otherwise: bool,
}

impl<'a> CollectionContext<'a> {
    fn new(archive: &'a Archive, from: &str, id: CollectionId) -> Self {
        let collection = &archive.catalog.collections[id];
        let description = description(archive, id);
        let only = only_document(archive, id);
        let address =
            only.map_or_else(|| collection.address(), |only| archive.catalog.documents[only].address());
        let only_title = only.map(|only| archive.catalog.documents[only].title.as_str());
        Self {
            id: &collection.id,
            title: &collection.title,
            language: Language::other(archive, collection.language.as_deref()),
            description: paragraphs(description),
            cite_as: collection.cite_as.as_deref(),
            citations: cite::links(collection),
            href: route::link(from, &address),
            count: archive.catalog.count(id),
            span: timeline::span(&archive.catalog, id),
            only: only.map(|only| DocumentLink::new(archive, from, only)),
            is_titled_otherwise: only_title
                .is_some_and(|title| !markdown::same_words(title, &collection.title)),
        }
    }
}

/// The document of a collection that holds no more than one.
pub(super) fn only_document(archive: &Archive, id: CollectionId) -> Option<DocumentId> {
    (archive.catalog.count(id) == 1).then(|| archive.catalog.documents_within(id).first().copied())?
}

/// What a collection is, in plain text; the configuration says it of the root.
fn description(archive: &Archive, id: CollectionId) -> &str {
    let configured = Some(archive.config.description.as_str()).filter(|said| id == 0 && !said.is_empty());
    configured.unwrap_or(&archive.catalog.collections[id].description)
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// All of them: for each page whether it was made.
pub(crate) fn all(neighbourhood: &Neighbourhood<'_>, output: &Output<'_>) -> Vec<Outcome> {
    let archive = neighbourhood.archive;
    let ids = 0..archive.catalog.collections.len();
    let (collections, times) = rayon::join(
        || {
            let graphs: Vec<Outcome> = ids
                .into_par_iter()
                .map(|id| graph::page(archive, &neighbourhood.dependencies, id, output))
                .collect();
            let mut pages = collections(neighbourhood, output);
            pages.extend(documents::further(archive, &neighbourhood.dependencies, output));
            pages.extend(cited_by::further(archive, output));
            (pages, graphs)
        },
        || time::pages::all(archive, &neighbourhood.timeline, &neighbourhood.dependencies, output),
    );
    let (pages, graphs) = collections;
    pages
        .into_iter()
        .chain(graphs.into_iter().filter(Result::is_err))
        .chain(times)
        .chain([about::page(archive, output), shelf(archive, output), not_found(archive, output)])
        .chain(archive.config.search.then(|| search(archive, output)))
        .chain(archive.config.offline.then(|| not_kept(archive, output)))
        .collect()
}

/// The home page and a page for each collection, but for those that show a document's text: they are made
/// with that.
pub(crate) fn collections(neighbourhood: &Neighbourhood<'_>, output: &Output<'_>) -> Vec<Outcome> {
    let Neighbourhood { archive, timeline, dependencies, .. } = neighbourhood;
    let density = timeline.density();
    let packages: Vec<String> = output.packages.iter().map(|package| format!("{package:?}")).collect();
    let cited: Vec<_> =
        most_referred_to(archive).map(|(count, id)| (count, dependencies.document(id))).collect();
    let collections = archive.catalog.collections.par_iter().enumerate();
    let plain = collections.filter(|(_, collection)| collection.front.is_none());
    let page = |(id, collection): (CollectionId, &Collection)| {
        let depends_on = (dependencies.within(id), dependencies.references(id), &density, &packages, &cited);
        let context = || collection_page(archive, timeline, id, output.packages);
        output.page_of(template_of(id).0, collection.address(), depends_on, context)
    };
    plain.map(page).collect()
}

/// The template of a collection's page, and which of the site's pages it is.
fn template_of(id: CollectionId) -> (&'static str, &'static str) {
    if id == 0 { ("home.html", "home") } else { ("collection.html", "collection") }
}

/// What the page of a collection shows of it.
pub(crate) fn collection_page<'a>(
    archive: &'a Archive,
    timeline: &Timeline,
    id: CollectionId,
    packages: &[Package],
) -> CollectionPage<'a> {
    let collection = &archive.catalog.collections[id];
    let address = collection.address();
    let is_home = id == 0;
    let (template, kind) = template_of(id);
    let mut page = PageContext::new(archive, &address, &collection.title, kind);
    page.description = description(archive, id).to_owned();
    let own = CollectionContext::new(archive, &address, id);
    let collections: Vec<CollectionContext<'_>> =
        collection.children.iter().map(|&child| CollectionContext::new(archive, &address, child)).collect();
    let list = DocumentList::of(archive, id);
    let documents = list.rows(0);
    let contents = contents::of(archive, &address, id);
    let most_cited = if is_home { most_cited(archive, &address) } else { Vec::new() };
    let has_span_in_brackets =
        |shown: &CollectionContext<'_>| shown.span.as_deref().is_some_and(has_brackets);
    page.brackets = has_span_in_brackets(&own)
        || collections.iter().any(has_span_in_brackets)
        || contents.iter().any(ContentsRow::has_brackets)
        || documents.iter().any(|listed| listed.document.has_brackets())
        || most_cited.iter().any(|cited| cited.document.has_brackets());
    CollectionPage {
        template,
        page,
        collection: own,
        breadcrumbs: breadcrumbs(archive, &address, collection.parent),
        collections,
        documents,
        list: list.context(0),
        contents,
        facts: facts::of(archive, collection),
        is_incomplete: collection.is_incomplete,
        graph: graph::link(archive, id),
        timeline: format!(
            "{}?collection={}",
            route::link(&address, "timeline.html"),
            route::encoded(&collection.id)
        ),
        can_be_sorted: list.can_be_sorted(),
        packages: packages::offered(archive, id, packages),
        most_cited,
        chart: timeline.chart(archive, if is_home { Shown::All } else { Shown::Only(id) }, &address),
        front: None,
        is_titled_otherwise: false,
    }
}

/// The documents that most others refer to.
fn most_cited<'a>(archive: &'a Archive, from: &str) -> Vec<CitedDocument<'a>> {
    let cited = |(count, id)| CitedDocument { document: DocumentLink::new(archive, from, id), count };
    most_referred_to(archive).map(cited).collect()
}

/// The same, each with how many documents refer to it.
fn most_referred_to(archive: &Archive) -> impl Iterator<Item = (usize, DocumentId)> {
    let mut counts: Vec<(usize, DocumentId)> = archive
        .links
        .backlinks
        .iter()
        .map(|(&id, backlinks)| (backlinks.chunk_by(|a, b| a.from == b.from).count(), id))
        .filter(|(count, _)| *count > 1)
        .collect();
    counts.sort_by_key(|&(count, id)| (Reverse(count), id));
    counts.truncate(MOST_CITED);
    counts.into_iter()
}

#[derive(Serialize)]
struct SearchPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    examples: Examples,
}

/// The page of the search.
fn search(archive: &Archive, output: &Output<'_>) -> Outcome {
    let address = route::SEARCH.to_owned();
    let interface = &archive.interface;
    let mut page = PageContext::new(archive, &address, interface.say("search"), "search");
    page.description = interface.tell("search_of", &[("title", &archive.config.title)]);
    page.brackets = archive.catalog.documents.iter().any(|record| record.has_inferred_date());
    let breadcrumbs = breadcrumbs(archive, &address, None);
    let context = SearchPage { page, breadcrumbs, examples: Examples::of(archive) };
    output.page("search.html", address, &context)
}

#[derive(Serialize)]
struct NotFoundPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
}

/// The page where a reader finds what they kept.
fn shelf(archive: &Archive, output: &Output<'_>) -> Outcome {
    let address = route::SHELF.to_owned();
    let page = PageContext::new(archive, &address, archive.interface.say("shelf"), "shelf");
    output.page(
        "shelf.html",
        address.clone(),
        &NotFoundPage { page, breadcrumbs: breadcrumbs(archive, &address, None) },
    )
}

/// The page that a host shows for an address that does not exist.
fn not_found(archive: &Archive, output: &Output<'_>) -> Outcome {
    let address = "404.html".to_owned();
    let mut page = PageContext::new(archive, &address, archive.interface.say("not_found"), "not-found");
    page.canonical = None;
    let context = NotFoundPage { page, breadcrumbs: breadcrumbs(archive, &address, None) };
    output.page("not-found.html", address, &context)
}

/// The page that a browser shows for a page that it did not keep, where the network is gone.
fn not_kept(archive: &Archive, output: &Output<'_>) -> Outcome {
    let address = route::NOT_KEPT.to_owned();
    let mut page = PageContext::new(archive, &address, archive.interface.say("not_kept"), "not-kept");
    page.canonical = None;
    let context = NotFoundPage { page, breadcrumbs: breadcrumbs(archive, &address, None) };
    output.page("not-found.html", address, &context)
}
