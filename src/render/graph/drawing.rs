//! The drawing of a graph: documents as points in the order of time, with years below them, and references as arcs.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Arcs, MOST_DOCUMENTS, referring};
use crate::archive::Archive;
use crate::catalog::DocumentId;
use crate::render::document::body::escape;
use crate::resolve::route;

/// More arcs than this would be a dome in which none is seen. Those to documents that few refer to are left out first.
const MOST_ARCS: usize = 300;
/// The measures of the drawing.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 340.0;
const EDGE: f64 = 12.0;
/// The line on which the points stand.
const BASE: f64 = HEIGHT - 44.0;
/// A label below the points has so much room.
const LABEL: f64 = 54.0;

/// The drawing with its arcs.
pub(super) struct Drawing {
    pub svg: String,
    /// How many arcs there are.
    pub arcs: usize,
    /// They are those to documents that at least so many others refer to.
    pub least: usize,
    /// Whether they are the first of those alone.
    pub is_cut: bool,
}

impl Drawing {
    /// `order` has the documents in the order of time.
    pub fn of(archive: &Archive, address: &str, order: &[DocumentId], arcs: &Arcs) -> Self {
        let Chosen { arcs: drawn, least, is_cut } = Chosen::of(order, arcs);
        let points = points(order, &drawn);
        let places: BTreeMap<DocumentId, usize> = points.iter().copied().zip(0..).collect();
        let step = (WIDTH - 2.0 * EDGE) / (points.len().max(2) - 1) as f64;
        let x = |place: usize| EDGE + place as f64 * step;
        let mut svg =
            format!("<svg class=\"graph\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"");
        escape(archive.interface.say("graph_drawing"), &mut svg);
        svg.push_str("\">");
        years(archive, &points, x, &mut svg);
        arc_paths(archive, &drawn, &places, x, &mut svg);
        let counts = referring(arcs);
        for (place, &document) in points.iter().enumerate() {
            let count = counts.get(&document).copied().unwrap_or(0);
            point(archive, address, document, count, x(place), step, &mut svg);
        }
        svg.push_str("</svg>");
        Self { svg, arcs: drawn.len(), least, is_cut }
    }
}

/// The arcs that are drawn.
struct Chosen {
    arcs: Vec<(DocumentId, DocumentId)>,
    /// How many documents at least refer to the target of each.
    least: usize,
    /// Whether they are the first of those alone, since there are too many.
    is_cut: bool,
}

impl Chosen {
    fn of(order: &[DocumentId], arcs: &Arcs) -> Self {
        let counts = referring(arcs);
        let mut drawn: Vec<(DocumentId, DocumentId)> = arcs.keys().copied().collect();
        if drawn.len() <= MOST_ARCS {
            return Self { arcs: drawn, least: 1, is_cut: false };
        }
        drawn.sort_by_key(|(_, to)| Reverse(counts[to]));
        let highest = counts[&drawn[0].1];
        // As many as there is room for, but all or none of those with the same count, unless all have it.
        let least = (counts[&drawn[MOST_ARCS].1] + 1).min(highest);
        drawn.retain(|(_, to)| counts[to] >= least);
        let is_cut = drawn.len() > MOST_ARCS;
        if is_cut {
            let places: BTreeMap<DocumentId, usize> = order.iter().copied().zip(0..).collect();
            drawn.sort_by_key(|(from, to)| (places[to], places[from]));
            drawn.truncate(MOST_ARCS);
        }
        drawn.sort_unstable();
        Self { arcs: drawn, least, is_cut }
    }
}

/// The documents that are drawn, in the order of time: all, or in a large collection those with arcs.
fn points(order: &[DocumentId], drawn: &[(DocumentId, DocumentId)]) -> Vec<DocumentId> {
    if order.len() <= MOST_DOCUMENTS {
        return order.to_vec();
    }
    let mut linked: Vec<DocumentId> = drawn.iter().flat_map(|&(from, to)| [from, to]).collect();
    linked.sort_unstable();
    order.iter().copied().filter(|document| linked.binary_search(document).is_ok()).collect()
}

/// A line where each year begins, with its number below where there is room.
fn years(archive: &Archive, points: &[DocumentId], x: impl Fn(usize) -> f64, svg: &mut String) {
    let (mut last, mut free) = (None, f64::MIN);
    for (place, &document) in points.iter().enumerate() {
        let Some(date) = &archive.catalog.documents[document].date else { continue };
        let year = date.date.order().0.year();
        if last.is_some_and(|last| year <= last) {
            continue;
        }
        last = Some(year);
        let at = if place == 0 { x(0) - EDGE / 2.0 } else { f64::midpoint(x(place - 1), x(place)) };
        let _ = write!(svg, "<path class=\"tick\" d=\"M{at:.1} {BASE}V{}\"/>", BASE + 24.0);
        if at >= free && at + LABEL < WIDTH + EDGE {
            let _ = write!(
                svg,
                "<text class=\"tick-label\" x=\"{:.1}\" y=\"{}\">{year}</text>",
                at + 4.0,
                BASE + 38.0
            );
            free = at + LABEL;
        }
    }
}

fn arc_paths(
    archive: &Archive,
    drawn: &[(DocumentId, DocumentId)],
    places: &BTreeMap<DocumentId, usize>,
    x: impl Fn(usize) -> f64,
    svg: &mut String,
) {
    let reach = |(from, to): &(DocumentId, DocumentId)| places[from].abs_diff(places[to]);
    let longest = drawn.iter().map(reach).max().unwrap_or(1).max(1) as f64;
    for arc @ &(from, to) in drawn {
        let (start, end) = (x(places[&from]), x(places[&to]));
        // One to a later document is dashed: nearly all lead to earlier ones.
        let class = if start < end { "arc later" } else { "arc" };
        let height = (reach(arc) as f64 / longest).sqrt() * (BASE - 10.0);
        let _ = write!(
            svg,
            "<path class=\"{class}\" id=\"{anchor}\" data-from=\"{its}\" data-to=\"{others}\" d=\"M{start:.1} {BASE}C{start:.1} {top:.1} {end:.1} {top:.1} {end:.1} {BASE}\"/>",
            anchor = arc_anchor(archive, from, to),
            its = place(archive, from),
            others = place(archive, to),
            top = BASE - height * 4.0 / 3.0,
        );
    }
}

/// A document: the more others refer to it, the larger its point, as far as there is room.
fn point(
    archive: &Archive,
    address: &str,
    document: DocumentId,
    count: usize,
    x: f64,
    step: f64,
    svg: &mut String,
) {
    let record = &archive.catalog.documents[document];
    svg.push_str("<a href=\"");
    escape(&route::link(address, &record.address()), svg);
    let _ = write!(svg, "\" data-document=\"{}\"><title>", place(archive, document));
    escape(&record.full_title(), svg);
    if let Some(date) = &record.date {
        escape(&format!(", {}", date.display(&archive.config.dates)), svg);
    }
    let room = (step / 2.2).clamp(0.8, 6.0);
    let radius = (1.6 + (count as f64).sqrt()).min(room);
    let _ = write!(
        svg,
        "</title><rect class=\"column\" x=\"{left:.1}\" y=\"{BASE}\" width=\"{step:.1}\" height=\"24\"/><circle class=\"point\" cx=\"{x:.1}\" cy=\"{middle}\" r=\"{radius:.1}\"/></a>",
        left = x - step / 2.0,
        middle = BASE + 10.0,
    );
}

/// The place of a document in its collection: what is added to another changes nothing here.
fn place(archive: &Archive, document: DocumentId) -> usize {
    let collection = archive.catalog.documents[document].collection;
    archive.catalog.collections[collection].documents.binary_search(&document).unwrap_or_default()
}

/// The anchor of an arc, by the names of its documents' files: an XML name, as drawings need it, and another for
/// every two documents.
pub(super) fn arc_anchor(archive: &Archive, from: DocumentId, to: DocumentId) -> String {
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
