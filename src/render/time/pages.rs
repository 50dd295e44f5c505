//! The timeline and, where there are many documents, a page for each of its years.

use rayon::prelude::*;
use serde::Serialize;

use super::chart::Chart;
use super::timeline::{Shown, Timeline};
use super::undated::UndatedContext;
use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::render::{DateContext, DocumentLink, Link, Output, PageContext, breadcrumbs};
use crate::resolve::route;

/// What the template of the timeline sees.
#[derive(Serialize)]
struct TimelinePage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    chart: Option<Chart>,
    /// Of how many documents only the year is known: a chart by month leaves them out.
    without_month: usize,
    /// Whether years have pages of their own; then their months hold no documents here.
    has_year_pages: bool,
    years: Vec<YearContext<'a>>,
    /// The documents without a date, if there are any.
    undated: Option<UndatedContext<'a>>,
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
    date: Option<DateContext>,
    documents: Vec<DocumentLink<'a>>,
}

/// All of them: for each page whether it was made.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let interface = &archive.interface;
    let address = "timeline.html".to_owned();
    let whole = !timeline.has_year_pages();
    let mut page = PageContext::new(archive, &address, interface.say("timeline"), "timeline");
    page.description = match timeline.dated.len() {
        0 => interface.count("undated_all", timeline.undated.len()),
        _ => interface.tell("timeline_of", &[("title", &archive.config.title)]),
    };
    page.brackets = has_brackets(archive, &timeline.dated);
    let context = TimelinePage {
        page,
        breadcrumbs: breadcrumbs(archive, &address, None),
        chart: timeline.chart(archive, Shown::All, &address),
        without_month: timeline.without_month(),
        has_year_pages: timeline.has_year_pages(),
        years: timeline
            .years
            .keys()
            .map(|&year| year_context(archive, timeline, &address, year, whole))
            .collect(),
        undated: UndatedContext::of(archive, &timeline.undated, &address),
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
        page.brackets =
            timeline.years.get(&year).into_iter().flatten().any(|(_, ids)| has_brackets(archive, ids));
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
