//! The pages that list documents: home, collections, the timeline and its years.

use std::cmp::Reverse;

use rayon::prelude::*;
use serde::Serialize;

use super::chart::Chart;
use super::packages::{self, PackageContext};
use super::timeline::{self, Shown, Timeline};
use super::{DocumentLink, Language, Link, Output, PageContext, breadcrumbs, cite, graph};
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::document::DateBasis;
use crate::route;

type Outcome = Result<(), Diagnostic>;

/// What the templates of the home page and of collections see.
#[derive(Serialize)]
struct CollectionPage<'a> {
    page: PageContext<'a>,
    collection: CollectionContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    collections: Vec<CollectionContext<'a>>,
    documents: Vec<ListedDocument<'a>>,
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
}

/// A document with its beginning.
#[derive(Serialize)]
struct ListedDocument<'a> {
    #[serde(flatten)]
    document: DocumentLink<'a>,
    /// How its text begins.
    opening: &'a str,
    /// The first day on which it can have been written, to be sorted by.
    day: Option<String>,
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
}

impl<'a> CollectionContext<'a> {
    fn new(archive: &'a Archive, from: &str, id: CollectionId) -> Self {
        let collection = &archive.catalog.collections[id];
        let description = if id == 0 { &archive.config.description } else { &collection.description };
        Self {
            id: &collection.id,
            title: &collection.title,
            language: Language::other(archive, collection.language.as_deref()),
            description: paragraphs(description),
            cite_as: collection.cite_as.as_deref(),
            citations: cite::links(collection),
            href: route::link(from, &collection.address()),
            count: archive.catalog.count(id),
            span: timeline::span(&archive.catalog, id),
        }
    }
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// All of them: for each page whether it was made.
pub(super) fn all(archive: &Archive, timeline: &Timeline, output: &Output<'_>) -> Vec<Outcome> {
    let ids = 0..archive.catalog.collections.len();
    let (collections, times) = rayon::join(
        || {
            let graphs: Vec<Outcome> =
                ids.into_par_iter().map(|id| graph::page(archive, id, output)).collect();
            let pages = collections(archive, timeline, output);
            pages.into_iter().zip(graphs).map(|(page, graph)| page.and(graph)).collect::<Vec<_>>()
        },
        || times(archive, timeline, output),
    );
    collections
        .into_iter()
        .chain(times)
        .chain([search(archive, output), not_found(archive, output)])
        .chain(archive.config.offline.then(|| not_kept(archive, output)))
        .collect()
}

/// The home page and a page for each collection.
pub(super) fn collections(archive: &Archive, timeline: &Timeline, output: &Output<'_>) -> Vec<Outcome> {
    archive
        .catalog
        .collections
        .par_iter()
        .enumerate()
        .map(|(id, collection)| {
            let address = collection.address();
            let is_home = id == 0;
            let (template, kind) =
                if is_home { ("home.html", "home") } else { ("collection.html", "collection") };
            let mut page = PageContext::new(archive, &address, &collection.title, kind);
            page.description =
                if is_home { archive.config.description.clone() } else { collection.description.clone() };
            let context = CollectionPage {
                page,
                collection: CollectionContext::new(archive, &address, id),
                breadcrumbs: breadcrumbs(archive, &address, collection.parent),
                collections: collection
                    .children
                    .iter()
                    .map(|&child| CollectionContext::new(archive, &address, child))
                    .collect(),
                documents: listed(archive, &address, &collection.documents),
                graph: graph::link(archive, id),
                timeline: format!(
                    "{}?collection={}",
                    route::link(&address, "timeline.html"),
                    route::encoded(&collection.id)
                ),
                can_be_sorted: !is_in_time(archive, &collection.documents),
                packages: packages::offered(archive, id, output.packages),
                most_cited: if is_home { most_cited(archive, &address) } else { Vec::new() },
                chart: timeline.chart(archive, if is_home { Shown::All } else { Shown::Only(id) }, &address),
            };
            output.page(template, address, &context)
        })
        .collect()
}

fn listed<'a>(archive: &'a Archive, from: &str, documents: &[DocumentId]) -> Vec<ListedDocument<'a>> {
    let listed = |&id: &DocumentId| {
        let record = &archive.catalog.documents[id];
        ListedDocument {
            document: DocumentLink::new(archive, from, id),
            opening: &record.opening,
            day: record.date.as_ref().and_then(|date| Some(date.date.earliest()?.to_string())),
        }
    };
    documents.iter().map(listed).collect()
}

/// Whether documents stand in the order of time.
fn is_in_time(archive: &Archive, documents: &[DocumentId]) -> bool {
    let order = |id: &DocumentId| archive.catalog.documents[*id].date.as_ref().map(|date| date.date.order());
    documents.iter().filter_map(order).is_sorted()
}

/// The documents that most others refer to.
fn most_cited<'a>(archive: &'a Archive, from: &str) -> Vec<CitedDocument<'a>> {
    let mut counts: Vec<(usize, DocumentId)> = archive
        .links
        .backlinks
        .iter()
        .map(|(&id, backlinks)| (backlinks.chunk_by(|a, b| a.from == b.from).count(), id))
        .filter(|(count, _)| *count > 1)
        .collect();
    counts.sort_by_key(|&(count, id)| (Reverse(count), id));
    counts.truncate(MOST_CITED);
    let cited = |(count, id)| CitedDocument { document: DocumentLink::new(archive, from, id), count };
    counts.into_iter().map(cited).collect()
}

fn links<'a>(archive: &'a Archive, from: &str, documents: &[DocumentId]) -> Vec<DocumentLink<'a>> {
    documents.iter().map(|&id| DocumentLink::new(archive, from, id)).collect()
}

/// What the template of the timeline sees.
#[derive(Serialize)]
struct TimelinePage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    chart: Option<Chart>,
    /// Whether years have pages of their own; then their months hold no documents here.
    has_year_pages: bool,
    years: Vec<YearContext<'a>>,
    undated: Vec<DocumentLink<'a>>,
}

/// What the template of a year sees.
#[derive(Serialize)]
struct YearPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    year: YearContext<'a>,
    previous: Option<YearLink>,
    next: Option<YearLink>,
}

#[derive(Serialize)]
struct YearLink {
    year: i16,
    href: String,
}

#[derive(Serialize)]
struct YearContext<'a> {
    year: i16,
    anchor: String,
    href: String,
    count: usize,
    months: Vec<MonthContext<'a>>,
}

#[derive(Serialize)]
struct MonthContext<'a> {
    /// The month's name; absent for what is known to the year only.
    name: Option<&'a str>,
    anchor: String,
    href: String,
    count: usize,
    days: Vec<DayContext<'a>>,
}

/// The documents of one date.
#[derive(Serialize)]
struct DayContext<'a> {
    date: Option<super::DateContext>,
    documents: Vec<DocumentLink<'a>>,
}

/// The timeline and, where there are many documents, a page for each year.
fn times(archive: &Archive, timeline: &Timeline, output: &Output<'_>) -> Vec<Outcome> {
    let interface = &archive.interface;
    let address = "timeline.html".to_owned();
    let whole = !timeline.has_year_pages();
    let mut page = PageContext::new(archive, &address, interface.say("timeline"), "timeline");
    page.description = interface.tell("timeline_of", &[("title", &archive.config.title)]);
    let context = TimelinePage {
        page,
        breadcrumbs: breadcrumbs(archive, &address, None),
        chart: timeline.chart(archive, Shown::All, &address),
        has_year_pages: timeline.has_year_pages(),
        years: timeline
            .years
            .keys()
            .map(|&year| year_context(archive, timeline, &address, year, whole))
            .collect(),
        undated: links(archive, &address, &timeline.undated),
    };
    let whole_timeline = output.page("timeline.html", address, &context);
    if whole {
        return vec![whole_timeline];
    }
    let years: Vec<i16> = timeline.years.keys().copied().collect();
    let year_page = |(index, &year): (usize, &i16)| {
        let address = route::year_address(year);
        let neighbour = |index: Option<usize>| {
            let year = *years.get(index?)?;
            Some(YearLink { year, href: route::link(&address, &route::year_address(year)) })
        };
        let mut page = PageContext::new(archive, &address, &year.to_string(), "year");
        page.description =
            interface.tell("year_of", &[("year", &year.to_string()), ("title", &archive.config.title)]);
        let mut breadcrumbs = breadcrumbs(archive, &address, None);
        breadcrumbs
            .push(Link { title: interface.say("timeline"), href: route::link(&address, "timeline.html") });
        let context = YearPage {
            page,
            breadcrumbs,
            year: year_context(archive, timeline, &address, year, true),
            previous: neighbour(index.checked_sub(1)),
            next: neighbour(Some(index + 1)),
        };
        output.page("year.html", address, &context)
    };
    years.par_iter().enumerate().map(year_page).chain(rayon::iter::once(whole_timeline)).collect()
}

fn year_context<'a>(
    archive: &'a Archive,
    timeline: &Timeline,
    from: &str,
    year: i16,
    with_documents: bool,
) -> YearContext<'a> {
    let months = timeline.years.get(&year).into_iter().flatten().map(|(&month, documents)| MonthContext {
        name: (month > 0).then(|| archive.config.dates.month_name(month)),
        anchor: format!("m{year:04}-{month:02}"),
        href: timeline.href(from, year, Some(month)),
        count: documents.len(),
        days: if with_documents { days(archive, from, documents) } else { Vec::new() },
    });
    YearContext {
        year,
        anchor: format!("y{year:04}"),
        href: timeline.href(from, year, None),
        count: timeline.count(year),
        months: months.collect(),
    }
}

/// Documents, which are ordered by date, grouped by date.
fn days<'a>(archive: &'a Archive, from: &str, documents: &[DocumentId]) -> Vec<DayContext<'a>> {
    let date = |id: DocumentId| archive.catalog.documents[id].date.as_ref().map(|date| date.date);
    documents
        .chunk_by(|&a, &b| date(a) == date(b))
        .map(|group| DayContext { date: day_heading(archive, group), documents: links(archive, from, group) })
        .collect()
}

/// The date over the documents of one date; it is shown as inferred if it is for all of them.
fn day_heading(archive: &Archive, group: &[DocumentId]) -> Option<super::DateContext> {
    let records = || group.iter().map(|&id| &archive.catalog.documents[id]);
    let basis = |record: &Record| record.date.as_ref().map(|date| date.basis);
    let is_known = |record: &&Record| basis(record) != Some(DateBasis::Inferred);
    let record = records().find(is_known).or(records().next())?;
    super::DateContext::of(record, &archive.config.dates)
}

#[derive(Serialize)]
struct SearchPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
}

/// The page of the search.
fn search(archive: &Archive, output: &Output<'_>) -> Outcome {
    let address = "search.html".to_owned();
    let interface = &archive.interface;
    let mut page = PageContext::new(archive, &address, interface.say("search"), "search");
    page.description = interface.tell("search_of", &[("title", &archive.config.title)]);
    let context = SearchPage { page, breadcrumbs: breadcrumbs(archive, &address, None) };
    output.page("search.html", address, &context)
}

#[derive(Serialize)]
struct NotFoundPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
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
