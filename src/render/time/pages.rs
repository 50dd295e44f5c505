//! The timeline and, where there are many documents, a page for each of its years.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::chart::{Chart, Colour};
use super::timeline::{Shown, Timeline};
use super::undated::UndatedContext;
use crate::archive::Archive;
use crate::catalog::{CollectionId, DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;
use crate::render::dependencies::Dependencies;
use crate::render::paging::{ListPages, PageSteps};
use crate::render::{DateContext, DocumentLink, Language, Link, Output, PageContext, breadcrumbs};
use crate::resolve::route;

/// Where there are more months than this, the timeline has those of no year: they are on the years' own pages.
const MOST_MONTHS: usize = 1000;

/// What the template of the timeline sees.
#[derive(Serialize)]
struct TimelinePage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    chart: Option<Chart>,
    /// Whose colours the chart has, if there are several.
    legend: Vec<LegendLine<'a>>,
    /// How many documents have a date.
    dated: usize,
    /// Whether years have pages of their own; then their months hold no documents here.
    has_year_pages: bool,
    years: Vec<YearContext<'a>>,
    /// The documents without a date, if there are any.
    undated: Option<UndatedContext<'a>>,
}

/// A colour of the chart.
#[derive(Serialize)]
struct LegendLine<'a> {
    /// The name of its class.
    colour: String,
    /// The collection that has it; none for what several share.
    title: Option<&'a str>,
    /// The language of its documents, where it is not that of the interface.
    language: Option<Language<'a>>,
    /// How many dated documents have it.
    count: usize,
}

/// What the template of a year sees.
#[derive(Serialize)]
struct YearPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    year: YearContext<'a>,
    /// The way through the pages of the year, if it has several.
    steps: Option<PageSteps>,
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
    date: Option<DateContext>,
    documents: Vec<DocumentLink<'a>>,
}

/// All of them: for each page whether it was made.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let whole = !timeline.has_year_pages();
    let address = "timeline.html".to_owned();
    let depends_on = dependencies.within(0);
    let context = || timeline_page(archive, timeline, &address, whole);
    let whole_timeline = output.page_of("timeline.html", address.clone(), depends_on, context);
    if whole {
        return vec![whole_timeline];
    }
    let years: Vec<(i16, &ListPages)> = timeline.year_pages().collect();
    let lengths: Vec<(i16, usize)> = years.iter().map(|(year, pages)| (*year, pages.rows.len())).collect();
    let pages = |at: usize| (0..years[at].1.rows.len()).map(move |page| (at, page));
    let pages: Vec<(usize, usize)> = (0..years.len()).flat_map(pages).collect();
    let made = pages.par_iter().map(|&(at, number)| {
        let (year, pages) = years[at];
        let documents: Vec<DocumentId> =
            timeline.years.get(&year).into_iter().flat_map(BTreeMap::values).flatten().copied().collect();
        let its: Vec<Fingerprint> = documents.iter().map(|&id| dependencies.document(id)).collect();
        let context = || year_page(archive, timeline, &years, (at, number), &documents);
        output.page_of("year.html", pages.address(number), (&lengths, its, number), context)
    });
    made.chain(rayon::iter::once(whole_timeline)).collect()
}

/// What the timeline shows; `whole` says whether its documents stand on it.
fn timeline_page<'a>(
    archive: &'a Archive,
    timeline: &Timeline,
    address: &str,
    whole: bool,
) -> TimelinePage<'a> {
    let interface = &archive.interface;
    let with_months = whole || timeline.years.values().map(BTreeMap::len).sum::<usize>() <= MOST_MONTHS;
    let mut page = PageContext::new(archive, address, interface.say("timeline"), "timeline");
    page.description = match timeline.dated.len() {
        0 => interface.count("undated_all", timeline.undated.len()),
        _ => interface.tell("timeline_of", &[("title", &archive.config.title)]),
    };
    page.brackets = has_brackets(archive, &timeline.dated);
    TimelinePage {
        page,
        breadcrumbs: breadcrumbs(archive, address, None),
        chart: timeline.chart(archive, Shown::All, address),
        legend: legend(archive, timeline),
        dated: timeline.dated.len(),
        has_year_pages: timeline.has_year_pages(),
        years: timeline
            .years
            .keys()
            .map(|&year| {
                let shown = whole.then(|| 0..timeline.count(year));
                year_context(archive, timeline, address, year, shown)
            })
            .map(|year| if with_months { year } else { YearContext { months: Vec::new(), ..year } })
            .collect(),
        undated: UndatedContext::of(archive, &timeline.undated, address),
    }
}

fn legend<'a>(archive: &'a Archive, timeline: &Timeline) -> Vec<LegendLine<'a>> {
    let catalog = &archive.catalog;
    let mut counts: BTreeMap<Colour, (usize, Option<CollectionId>)> = BTreeMap::new();
    for &id in &timeline.dated {
        let collection = catalog.documents[id].collection;
        let colour = timeline.colours[collection];
        let of = matches!(colour, Colour::Collection(_)).then_some(collection);
        counts.entry(colour).or_insert((0, of)).0 += 1;
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let line = |(colour, (count, of)): (Colour, (usize, Option<CollectionId>))| {
        let collection = of.map(|id| &catalog.collections[id]);
        LegendLine {
            colour: colour.class(),
            title: collection.map(|collection| collection.short.as_str()),
            language: collection
                .and_then(|collection| Language::other(archive, collection.language.as_deref())),
            count,
        }
    };
    counts.into_iter().map(line).collect()
}

/// What a page of a year shows: `years` are all of them, `at` is the place of this one, which has these documents.
fn year_page<'a>(
    archive: &'a Archive,
    timeline: &Timeline,
    years: &[(i16, &ListPages)],
    (at, number): (usize, usize),
    documents: &[DocumentId],
) -> YearPage<'a> {
    let interface = &archive.interface;
    let (year, pages) = years[at];
    let address = pages.address(number);
    let neighbour = |at: Option<usize>| {
        let (year, pages) = years.get(at?)?;
        Some(YearLink { year: *year, href: route::link(&address, &pages.address(0)) })
    };
    let mut title = year.to_string();
    if number > 0 {
        let (place, count) = (interface.number(number + 1), interface.number(pages.rows.len()));
        let place = interface.tell("list_page", &[("number", &place), ("count", &count)]);
        title.push_str(&format!(", {place}"));
    }
    let mut page = PageContext::new(archive, &address, &title, "year");
    page.description =
        interface.tell("year_of", &[("year", &year.to_string()), ("title", &archive.config.title)]);
    let shown = pages.rows[number].clone();
    page.brackets = has_brackets(archive, &documents[shown.clone()]);
    let mut breadcrumbs = breadcrumbs(archive, &address, None);
    breadcrumbs.push(Link { title: interface.say("timeline"), href: route::link(&address, "timeline.html") });
    YearPage {
        page,
        breadcrumbs,
        year: year_context(archive, timeline, &address, year, Some(shown)),
        steps: pages.steps(archive, number),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
    }
}

/// A year with its months; `shown` are those of its documents that the page holds.
fn year_context<'a>(
    archive: &'a Archive,
    timeline: &Timeline,
    from: &str,
    year: i16,
    shown: Option<Range<usize>>,
) -> YearContext<'a> {
    let shown = shown.unwrap_or_default();
    let mut before = 0;
    let months = timeline.years.get(&year).into_iter().flatten().map(|(&month, documents)| {
        let rows = before..before + documents.len();
        before = rows.end;
        let here = shown.start.clamp(rows.start, rows.end)..shown.end.clamp(rows.start, rows.end);
        MonthContext {
            name: (month > 0).then(|| archive.config.dates.month_name(month)),
            anchor: format!("m{year:04}-{month:02}"),
            href: timeline.href(from, year, Some(month)),
            count: documents.len(),
            days: days(archive, from, &documents[here.start - rows.start..here.end - rows.start]),
        }
    });
    YearContext {
        year,
        anchor: format!("y{year:04}"),
        href: timeline.href(from, year, None),
        count: timeline.count(year),
        months: months.collect(),
    }
}

/// Documents, which are ordered by date, grouped by date: what is known, then what was inferred.
fn days<'a>(archive: &'a Archive, from: &str, documents: &[DocumentId]) -> Vec<DayContext<'a>> {
    let record = |id: DocumentId| &archive.catalog.documents[id];
    let key = |id: DocumentId| record(id).date.as_ref().map(|date| (date.date, date.is_inferred()));
    documents
        .chunk_by(|&a, &b| key(a) == key(b))
        .map(|group| DayContext {
            date: DateContext::of(record(group[0]), &archive.config.dates),
            documents: group.iter().map(|&id| DocumentLink::new(archive, from, id)).collect(),
        })
        .collect()
}

/// Whether some of these documents have a date that was inferred.
fn has_brackets(archive: &Archive, documents: &[DocumentId]) -> bool {
    documents.iter().any(|&id| Record::has_inferred_date(&archive.catalog.documents[id]))
}
