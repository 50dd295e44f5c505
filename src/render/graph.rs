//! The page that shows how the documents of a collection refer to each other: points in the order of time, with
//! references as arcs between them, and every arc as a row of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{DocumentLink, Link, Output, PageContext, breadcrumbs};
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId};
use crate::diagnostic::Diagnostic;
use crate::render::document::body::escape;
use crate::resolve::{Target, route};

/// The name of the page in the collection's folder.
const NAME: &str = "graph.html";
/// A drawing holds at most this many arcs: those that span the most documents, which show most.
const MOST_ARCS: usize = 1500;
/// The measures of the drawing.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 320.0;
const EDGE: f64 = 10.0;

/// What the template of a graph sees.
#[derive(Serialize)]
struct GraphPage<'a> {
    page: PageContext<'a>,
    collection: &'a str,
    breadcrumbs: Vec<Link<'a>>,
    /// The drawing.
    svg: String,
    /// The first and last dates of its documents.
    first: Option<String>,
    last: Option<String>,
    /// How many arcs there are, and how many are drawn.
    count: usize,
    drawn: usize,
    /// How many documents refer to others here, or are referred to.
    linked: usize,
    documents: usize,
    arcs: Vec<ArcContext<'a>>,
    /// References to other collections, and from them: with how many.
    to_others: Vec<OtherCollection<'a>>,
    from_others: Vec<OtherCollection<'a>>,
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

/// The link from a collection's page to its graph, if it has one.
pub(crate) fn link(archive: &Archive, collection: CollectionId) -> Option<&'static str> {
    (!arcs(archive, collection).is_empty() && !is_taken(archive, collection)).then_some(NAME)
}

/// Writes a collection's graph, if its documents refer to each other.
pub(crate) fn page(archive: &Archive, id: CollectionId, output: &Output<'_>) -> Result<(), Diagnostic> {
    let collection = &archive.catalog.collections[id];
    let arcs = arcs(archive, id);
    if arcs.is_empty() || is_taken(archive, id) {
        return Ok(());
    }
    let address = address(archive, id);
    let title = |message| archive.interface.tell(message, &[("title", &collection.title)]);
    let mut page = PageContext::new(archive, &address, &title("graph_title"), "graph");
    page.description = title("graph_of");
    let order = in_time(archive, id);
    let drawing = Drawing::of(archive, &address, &order, &arcs);
    let link = |document| DocumentLink::new(archive, &address, document);
    let mut linked: Vec<DocumentId> = arcs.keys().flat_map(|&(from, to)| [from, to]).collect();
    linked.sort_unstable();
    linked.dedup();
    let is_inferred = |document: &DocumentId| archive.catalog.documents[*document].has_inferred_date();
    page.brackets = order.iter().any(is_inferred);
    let date = |document: &DocumentId| {
        let date = archive.catalog.documents[*document].date.as_ref()?;
        Some(date.display(&archive.config.dates))
    };
    let (to_others, from_others) = others(archive, id, &address);
    let context = GraphPage {
        page,
        collection: &collection.title,
        breadcrumbs: breadcrumbs(archive, &address, Some(id)),
        svg: drawing.svg,
        first: order.iter().find_map(date),
        last: order.iter().rev().find_map(date),
        count: arcs.len(),
        drawn: drawing.arcs,
        linked: linked.len(),
        documents: collection.documents.len(),
        arcs: arcs
            .iter()
            .map(|(&(from, to), &count)| ArcContext {
                from: link(from),
                to: link(to),
                count,
                anchor: arc_anchor(archive, from, to),
            })
            .collect(),
        to_others,
        from_others,
    };
    output.page("graph.html", address, &context)
}

fn address(archive: &Archive, id: CollectionId) -> String {
    let folder = &archive.catalog.collections[id].id;
    if folder.is_empty() { NAME.to_owned() } else { format!("{folder}/{NAME}") }
}

/// Whether a document has the address already: it goes first.
fn is_taken(archive: &Archive, id: CollectionId) -> bool {
    let address = address(archive, id);
    let mut documents = archive.catalog.collections[id].documents.iter();
    documents.any(|&document| archive.catalog.documents[document].address().eq_ignore_ascii_case(&address))
}

/// The references between documents of a collection: from, to, and how many.
fn arcs(archive: &Archive, id: CollectionId) -> BTreeMap<(DocumentId, DocumentId), usize> {
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

/// The anchor of an arc, by the names of its documents' files: an XML name, as drawings need it, and another for
/// every two documents.
fn arc_anchor(archive: &Archive, from: DocumentId, to: DocumentId) -> String {
    let name = |id: DocumentId| {
        let record = &archive.catalog.documents[id];
        let folder = &archive.catalog.collections[record.collection].id;
        let name = record.id.strip_prefix(folder.as_str()).unwrap_or(&record.id);
        xml_part(name.trim_start_matches('/'))
    };
    format!("arc-{}.{}", name(from), name(to))
}

/// A name as a part of an XML name that no other name gives: ASCII letters, figures and hyphens as they are, and all
/// else by its number.
fn xml_part(name: &str) -> String {
    let mut part = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            part.push(c);
        } else {
            let _ = write!(part, "_{:x}_", u32::from(c));
        }
    }
    part
}

/// The drawing with its arcs.
struct Drawing {
    svg: String,
    arcs: usize,
}

impl Drawing {
    fn of(
        archive: &Archive,
        address: &str,
        order: &[DocumentId],
        arcs: &BTreeMap<(DocumentId, DocumentId), usize>,
    ) -> Self {
        let step = (WIDTH - 2.0 * EDGE) / (order.len().max(2) - 1) as f64;
        let places: BTreeMap<DocumentId, usize> = order.iter().copied().zip(0..).collect();
        let x = |document: &DocumentId| EDGE + places[document] as f64 * step;
        let reach = |&&(from, to): &&(DocumentId, DocumentId)| places[&from].abs_diff(places[&to]);
        let mut drawn: Vec<&(DocumentId, DocumentId)> = arcs.keys().collect();
        drawn.sort_by_key(|arc| std::cmp::Reverse(reach(arc)));
        drawn.truncate(MOST_ARCS);
        let longest = drawn.first().map_or(1, reach).max(1) as f64;
        drawn.sort_unstable();
        let base = HEIGHT - 20.0;
        let mut svg =
            format!("<svg class=\"graph\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"");
        escape(archive.interface.say("graph_drawing"), &mut svg);
        svg.push_str("\">");
        for &&(from, to) in &drawn {
            let (start, end) = (x(&from), x(&to));
            // A reference to an earlier document rises above the line of time, as nearly all do; one to a later
            // document is dashed.
            let height = (reach(&&(from, to)) as f64 / longest).sqrt() * (base - 10.0);
            let class = if start < end { "arc later" } else { "arc" };
            let _ = write!(
                svg,
                "<path class=\"{class}\" id=\"{anchor}\" data-from=\"{from}\" data-to=\"{to}\" d=\"M{start:.1} {base}C{start:.1} {top:.1} {end:.1} {top:.1} {end:.1} {base}\"/>",
                anchor = arc_anchor(archive, from, to),
                top = base - height * 4.0 / 3.0,
            );
        }
        for &document in order {
            let record = &archive.catalog.documents[document];
            svg.push_str("<a href=\"");
            escape(&route::link(address, &record.address()), &mut svg);
            let _ = write!(svg, "\" data-document=\"{document}\"><title>");
            escape(&record.full_title(), &mut svg);
            if let Some(date) = &record.date {
                escape(&format!(", {}", date.display(&archive.config.dates)), &mut svg);
            }
            let _ = write!(
                svg,
                "</title><rect class=\"column\" x=\"{left:.1}\" y=\"{base}\" width=\"{width:.1}\" height=\"18\"/><circle class=\"point\" cx=\"{x:.1}\" cy=\"{middle}\" r=\"{radius:.1}\"/></a>",
                left = x(&document) - step / 2.0,
                width = step,
                x = x(&document),
                middle = base + 8.0,
                radius = (step / 2.5).clamp(0.6, 4.0),
            );
        }
        svg.push_str("</svg>");
        Self { svg, arcs: drawn.len() }
    }
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
            OtherCollection { collection: Link { title: &other.title, href }, count }
        });
        listed.collect()
    };
    (listed(to), listed(from))
}

#[cfg(test)]
mod tests {
    use super::xml_part;

    #[test]
    fn no_two_names_give_the_same() {
        assert_eq!(xml_part("002-lamp"), "002-lamp");
        assert_eq!(xml_part("a b"), "a_20_b");
        assert_eq!(xml_part("a_b"), "a_5f_b");
        assert_eq!(xml_part("Zürich²."), "Z_fc_rich_b2__2e_");
    }
}
