//! The pages that show how the documents of a collection refer to each other: a drawing with points in the order of time
//! and references as arcs between them, and every reference as a row of a table, which goes on over several pages.
//!
//! Takes the catalogue and the resolved references; gives pages. It must not know the texts of documents.

mod drawing;

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use self::drawing::Drawing;
use super::{DocumentLink, Link, Output, PageContext, breadcrumbs};
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId};
use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;
use crate::render::dependencies::Dependencies;
use crate::resolve::{Target, route};

/// A page of the table has at most so many rows.
const ROWS: usize = 200;
/// In a collection with more documents than this, those that most refer to are listed above all references.
const MOST_DOCUMENTS: usize = 300;
/// So many of them.
const MOST_RANKED: usize = 20;

/// What the template of a graph sees.
#[derive(Serialize)]
struct GraphPage<'a> {
    page: PageContext<'a>,
    collection: &'a str,
    breadcrumbs: Vec<Link<'a>>,
    /// The drawing; empty on all pages but the first.
    svg: &'a str,
    /// The first and last dates of its documents.
    first: Option<String>,
    last: Option<String>,
    /// How many arcs there are, and how many are drawn: those to documents that at least so many refer to.
    count: usize,
    drawn: usize,
    least: usize,
    /// Whether the arcs that are drawn are the first of those alone.
    is_cut: bool,
    /// How many documents refer to others here, or are referred to.
    linked: usize,
    documents: usize,
    /// In a large collection, the documents that most others here refer to.
    ranked: Vec<RankedDocument<'a>>,
    /// The references of this page.
    arcs: Vec<ArcContext<'a>>,
    /// The pages of the table, if there are several.
    pages: Vec<TablePage>,
    /// References to other collections, and from them: with how many.
    to_others: Vec<OtherCollection<'a>>,
    from_others: Vec<OtherCollection<'a>>,
}

/// A document with the number of others in its collection that refer to it.
#[derive(Serialize)]
struct RankedDocument<'a> {
    document: DocumentLink<'a>,
    count: usize,
}

/// A page of the table, with its first and last row.
#[derive(Serialize, Clone)]
struct TablePage {
    href: String,
    first: usize,
    last: usize,
    is_here: bool,
}

/// One document refers to another.
#[derive(Serialize)]
struct ArcContext<'a> {
    from: DocumentLink<'a>,
    to: DocumentLink<'a>,
    /// How often.
    count: usize,
    /// The arc in the drawing.
    anchor: String,
}

#[derive(Serialize)]
struct OtherCollection<'a> {
    collection: Link<'a>,
    count: usize,
}

/// How often one document refers to another.
type Arcs = BTreeMap<(DocumentId, DocumentId), usize>;

/// The link from a collection's page to its graph, if it has one.
pub(crate) fn link(archive: &Archive, collection: CollectionId) -> Option<&'static str> {
    let arcs = arcs(archive, collection);
    (!arcs.is_empty() && !is_taken(archive, collection, pages(&arcs))).then_some(route::GRAPH)
}

/// Writes the pages of a collection's graph, if its documents refer to each other.
pub(crate) fn page(
    archive: &Archive,
    dependencies: &Dependencies<'_>,
    id: CollectionId,
    output: &Output<'_>,
) -> Result<(), Diagnostic> {
    let arcs = arcs(archive, id);
    if arcs.is_empty() || is_taken(archive, id, pages(&arcs)) {
        return Ok(());
    }
    let order = LazyCell::new(|| in_time(archive, id));
    let first = route::beside(&archive.catalog.collections[id], route::GRAPH);
    let drawing = LazyCell::new(|| Drawing::of(archive, &first, &order, &arcs));
    let depends_on = Fingerprint::of(&(dependencies.within(id), dependencies.references(id)));
    for number in 1..=pages(&arcs) {
        let context = || page_of(archive, id, &arcs, &order, &drawing, number);
        output.page_of("graph.html", address(archive, id, number), depends_on, context)?;
    }
    Ok(())
}

/// What one page shows. The first has everything but the later rows of the table.
fn page_of<'a>(
    archive: &'a Archive,
    id: CollectionId,
    arcs: &Arcs,
    order: &[DocumentId],
    drawing: &'a Drawing,
    number: usize,
) -> GraphPage<'a> {
    let collection = &archive.catalog.collections[id];
    let address = address(archive, id, number);
    let is_first = number == 1;
    let message = |message, arguments: &[(&str, &str)]| archive.interface.tell(message, arguments);
    let title = message("graph_title", &[("title", &collection.short)]);
    let numbered = message("graph_title_page", &[("title", &title), ("number", &number.to_string())]);
    let mut page = PageContext::new(archive, &address, if is_first { &title } else { &numbered }, "graph");
    page.description = message("graph_of", &[("title", &collection.title)]);
    let is_inferred = |document: &DocumentId| archive.catalog.documents[*document].has_inferred_date();
    page.brackets = order.iter().any(is_inferred);
    let link = |document| DocumentLink::new(archive, &address, document);
    let date = |document: &DocumentId| {
        let date = archive.catalog.documents[*document].date.as_ref()?;
        Some(date.display(&archive.config.dates))
    };
    let rows = arcs.iter().skip((number - 1) * ROWS).take(ROWS);
    let (to_others, from_others) =
        if is_first { others(archive, id, &address) } else { (Vec::new(), Vec::new()) };
    GraphPage {
        page,
        collection: &collection.short,
        breadcrumbs: breadcrumbs(archive, &address, Some(id)),
        svg: if is_first { &drawing.svg } else { "" },
        first: order.iter().find_map(date),
        last: order.iter().rev().find_map(date),
        count: arcs.len(),
        drawn: drawing.arcs,
        least: drawing.least,
        is_cut: drawing.is_cut,
        linked: linked(arcs).len(),
        documents: collection.documents.len(),
        ranked: if is_first { ranked(archive, id, arcs, &address) } else { Vec::new() },
        arcs: rows
            .map(|(&(from, to), &count)| ArcContext {
                from: link(from),
                to: link(to),
                count,
                anchor: drawing::arc_anchor(archive, from, to),
            })
            .collect(),
        pages: table_pages(archive, id, arcs, number),
        to_others,
        from_others,
    }
}

/// The address of a page of a collection's graph.
fn address(archive: &Archive, id: CollectionId, number: usize) -> String {
    route::beside(&archive.catalog.collections[id], &route::graph_page(number))
}

/// How many pages the table has.
fn pages(arcs: &Arcs) -> usize {
    arcs.len().div_ceil(ROWS)
}

/// The links to all pages, where there are several.
fn table_pages(archive: &Archive, id: CollectionId, arcs: &Arcs, here: usize) -> Vec<TablePage> {
    let count = pages(arcs);
    let from = address(archive, id, here);
    let page = |number| TablePage {
        href: route::link(&from, &address(archive, id, number)),
        first: (number - 1) * ROWS + 1,
        last: (number * ROWS).min(arcs.len()),
        is_here: number == here,
    };
    if count > 1 { (1..=count).map(page).collect() } else { Vec::new() }
}

/// Whether a document has the address of one of the pages already: it goes first.
fn is_taken(archive: &Archive, id: CollectionId, pages: usize) -> bool {
    let documents = archive.catalog.collections[id].documents.iter();
    let mut addresses = documents.map(|&document| archive.catalog.documents[document].address());
    addresses.any(|taken| {
        let is_same = |number| address(archive, id, number).eq_ignore_ascii_case(&taken);
        // Nearly no document has such a name.
        route::is_graph_page(&taken) && (1..=pages).any(is_same)
    })
}

/// The documents that refer to others, or are referred to.
fn linked(arcs: &Arcs) -> Vec<DocumentId> {
    let mut linked: Vec<DocumentId> = arcs.keys().flat_map(|&(from, to)| [from, to]).collect();
    linked.sort_unstable();
    linked.dedup();
    linked
}

/// For each document that is referred to, by how many.
fn referring(arcs: &Arcs) -> BTreeMap<DocumentId, usize> {
    let mut counts = BTreeMap::new();
    for &(_, to) in arcs.keys() {
        *counts.entry(to).or_default() += 1;
    }
    counts
}

/// The documents of a large collection that most others refer to.
fn ranked<'a>(archive: &'a Archive, id: CollectionId, arcs: &Arcs, address: &str) -> Vec<RankedDocument<'a>> {
    if archive.catalog.collections[id].documents.len() <= MOST_DOCUMENTS {
        return Vec::new();
    }
    let mut counts: Vec<(DocumentId, usize)> =
        referring(arcs).into_iter().filter(|&(_, count)| count > 1).collect();
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts.truncate(MOST_RANKED);
    let ranked =
        |(document, count)| RankedDocument { document: DocumentLink::new(archive, address, document), count };
    counts.into_iter().map(ranked).collect()
}

/// The references between documents of a collection: from, to, and how many.
fn arcs(archive: &Archive, id: CollectionId) -> Arcs {
    let mut arcs = BTreeMap::new();
    for &from in &archive.catalog.collections[id].documents {
        for to in targets(archive, from) {
            if to != from && archive.catalog.documents[to].collection == id {
                *arcs.entry((from, to)).or_default() += 1;
            }
        }
    }
    arcs
}

fn targets(archive: &Archive, from: DocumentId) -> impl Iterator<Item = DocumentId> {
    archive.links.outcomes[from].iter().filter_map(|outcome| match outcome {
        Ok(Target::Document { document, .. }) => Some(*document),
        _ => None,
    })
}

/// The documents of a collection in the order of time; those without a date stay where they are printed.
fn in_time(archive: &Archive, id: CollectionId) -> Vec<DocumentId> {
    let mut last = None;
    let mut keyed: Vec<_> = archive.catalog.collections[id]
        .documents
        .iter()
        .map(|&document| {
            let date = archive.catalog.documents[document].date.as_ref().map(|date| date.date.order());
            last = date.or(last);
            (last, document)
        })
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(_, document)| document).collect()
}

/// The other collections that documents of one refer to, and those whose documents refer to it.
fn others<'a>(
    archive: &'a Archive,
    id: CollectionId,
    address: &str,
) -> (Vec<OtherCollection<'a>>, Vec<OtherCollection<'a>>) {
    let (mut to, mut from) = (BTreeMap::new(), BTreeMap::new());
    let collection = |document: DocumentId| archive.catalog.documents[document].collection;
    for &document in &archive.catalog.collections[id].documents {
        for target in targets(archive, document) {
            *to.entry(collection(target)).or_insert(0) += 1;
        }
        for backlink in archive.links.backlinks.get(&document).into_iter().flatten() {
            *from.entry(collection(backlink.from)).or_insert(0) += 1;
        }
    }
    let listed = |counts: BTreeMap<CollectionId, usize>| {
        let others = counts.into_iter().filter(|(other, _)| *other != id);
        let listed = others.map(|(other, count)| {
            let other = &archive.catalog.collections[other];
            let href = route::link(address, &other.address());
            OtherCollection { collection: Link { title: &other.short, href }, count }
        });
        listed.collect()
    };
    (listed(to), listed(from))
}
