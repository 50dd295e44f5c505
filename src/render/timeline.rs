//! The archive in time: which documents belong to which year, month and day, and the chart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::body::escape;
use crate::catalog::{Catalog, CollectionId, DocumentId};
use crate::date::words::Words;
use crate::route;

/// With more dated documents than this, years have pages of their own.
const LARGEST_PAGE: usize = 300;
/// A span of at most this many years is charted by month.
const MONTHLY_SPAN: i32 = 4;
/// A chart has at most this many bars; more years than that are charted by decade.
const MOST_BARS: i32 = 160;

/// The documents of an archive by time.
#[derive(Debug, Default)]
pub struct Timeline {
    /// For each year its months; month 0 holds what is known to the year only. Documents stand in
    /// the order of their dates, those of one date in reading order.
    pub years: BTreeMap<i16, BTreeMap<i8, Vec<DocumentId>>>,
    /// The documents without a date, in reading order.
    pub undated: Vec<DocumentId>,
    /// The dated documents in the order of time.
    pub dated: Vec<DocumentId>,
}

impl Timeline {
    /// Orders a catalogue by time.
    pub fn of(catalog: &Catalog) -> Self {
        let mut timeline = Self::default();
        for (id, record) in catalog.documents.iter().enumerate() {
            if record.date.is_some() { timeline.dated.push(id) } else { timeline.undated.push(id) }
        }
        let order = |id: &DocumentId| catalog.documents[*id].date.as_ref().map(|date| date.date.order());
        // A stable sort keeps the reading order within a day.
        timeline.dated.sort_by_key(order);
        for &id in &timeline.dated {
            if let Some(date) = &catalog.documents[id].date {
                let (year, month) = date.date.year_and_month();
                timeline.years.entry(year).or_default().entry(month.unwrap_or(0)).or_default().push(id);
            }
        }
        timeline
    }

    /// Whether years have pages of their own.
    pub fn has_year_pages(&self) -> bool {
        self.dated.len() > LARGEST_PAGE
    }

    /// The link from the timeline to a year or, with a month, to that month.
    pub fn href(&self, year: i16, month: Option<i8>) -> String {
        let anchor = month.map(|month| format!("m{year:04}-{month:02}"));
        match (self.has_year_pages(), anchor) {
            (true, Some(anchor)) => format!("{}#{anchor}", route::year_address(year)),
            (true, None) => route::year_address(year),
            (false, Some(anchor)) => format!("#{anchor}"),
            (false, None) => format!("#y{year:04}"),
        }
    }

    fn link(&self, timeline: &str, year: i16, month: Option<i8>) -> String {
        let href = self.href(year, month);
        if href.starts_with('#') { format!("{timeline}{href}") } else { href }
    }

    /// How many documents a year has.
    pub fn count(&self, year: i16) -> usize {
        self.years.get(&year).map_or(0, |months| months.values().map(Vec::len).sum())
    }

    /// The chart of the archive's density: an SVG element, and the labels below it. `timeline` is
    /// the link from the chart's page to the timeline, empty on the timeline itself.
    pub fn chart(&self, timeline: &str, words: &Words) -> Option<Chart> {
        let (&first, &last) = (self.years.keys().next()?, self.years.keys().next_back()?);
        let span = i32::from(last) - i32::from(first) + 1;
        let bars = if span <= MONTHLY_SPAN {
            self.monthly_bars(first, last, timeline, words)
        } else {
            self.yearly_bars(first, last, if span <= MOST_BARS { 1 } else { 10 }, timeline)
        };
        let unit = match span {
            ..=MONTHLY_SPAN => "month",
            _ if span <= MOST_BARS => "year",
            _ => "decade",
        };
        Some(Chart::draw(&bars, unit))
    }

    fn yearly_bars(&self, first: i16, last: i16, step: i16, timeline: &str) -> Vec<Bar> {
        let start = first - first.rem_euclid(step);
        let mut bars = Vec::new();
        let mut year = start;
        while year <= last {
            let years = year..=year.saturating_add(step - 1);
            let count = years.clone().map(|year| self.count(year)).sum();
            // A bar leads to the first year in it that has documents.
            let target = self.years.range(years).next().map(|(&year, _)| self.link(timeline, year, None));
            let label = if step == 1 { year.to_string() } else { format!("{year}s") };
            bars.push(Bar { short: label.clone(), label, count, target });
            year = year.saturating_add(step);
        }
        bars
    }

    fn monthly_bars(&self, first: i16, last: i16, timeline: &str, words: &Words) -> Vec<Bar> {
        let mut bars = Vec::new();
        for year in first..=last {
            for month in 1..=12 {
                let count = self.years.get(&year).and_then(|months| months.get(&month)).map_or(0, Vec::len);
                bars.push(Bar {
                    label: format!("{} {year}", words.month_name(month)),
                    short: format!("{} {year}", words.short_month_name(month)),
                    count,
                    target: (count > 0).then(|| self.link(timeline, year, Some(month))),
                });
            }
        }
        let is_empty = |bar: &Bar| bar.count == 0;
        while bars.last().is_some_and(is_empty) {
            bars.pop();
        }
        let leading = bars.iter().take_while(|bar| is_empty(bar)).count();
        bars.drain(..leading);
        bars
    }
}

/// One bar of the chart.
struct Bar {
    label: String,
    short: String,
    count: usize,
    target: Option<String>,
}

/// A drawn chart.
#[derive(Debug, serde::Serialize)]
pub struct Chart {
    /// The SVG element. It has bars only: text would be stretched with them.
    svg: String,
    /// What a bar stands for: `year`, `month` or `decade`.
    unit: &'static str,
    /// An SVG element with labels below some of the bars.
    axis: String,
    /// The height of the highest bar, in documents.
    highest: usize,
}

impl Chart {
    fn draw(bars: &[Bar], unit: &'static str) -> Self {
        let highest = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" role=\"group\" aria-label=\"Documents by {unit}\">",
            bars.len() * 10
        );
        for (index, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.count > 0) {
            // A single document is still seen beside hundreds.
            let height = (bar.count * 100 / highest.max(1)).max(2);
            let noun = if bar.count == 1 { "document" } else { "documents" };
            let label = format!("{}: {} {noun}", bar.label, bar.count);
            svg.push_str("<a");
            if let Some(target) = &bar.target {
                svg.push_str(" href=\"");
                escape(target, &mut svg);
                svg.push('"');
            }
            svg.push_str(" aria-label=\"");
            escape(&label, &mut svg);
            // The clear column above a low bar belongs to it too.
            let _ = write!(
                svg,
                "\"><title>{label}</title><rect class=\"column\" x=\"{x}\" y=\"0\" width=\"10\" height=\"100\"/><rect class=\"bar\" x=\"{inner}\" y=\"{y}\" width=\"8\" height=\"{height}\"/></a>",
                x = index * 10,
                inner = index * 10 + 1,
                y = 100 - height,
            );
        }
        svg.push_str("</svg>");
        Self { svg, unit, axis: axis(bars), highest }
    }
}

/// How many bars have a label.
const MOST_LABELS: usize = 6;

/// Up to how many bars each is wider than its label.
const WIDE_BARS: usize = 6;

/// The labels below the bars: the first, the last, and some between at equal distances. They are a
/// drawing of their own, whose text is not stretched with the bars.
fn axis(bars: &[Bar]) -> String {
    let mut svg = "<svg class=\"axis\" aria-hidden=\"true\" width=\"100%\" height=\"20\">".to_owned();
    let last = bars.len().saturating_sub(1);
    let step = last.div_ceil(MOST_LABELS - 1).max(1);
    for (index, bar) in bars.iter().enumerate() {
        // The last is shown always, and one that would touch it never.
        let is_near_last = index != last && 2 * (last - index) < step;
        if (index % step != 0 || is_near_last) && index != last {
            continue;
        }
        let (x, anchor) = match index {
            // Below a narrow bar, a label in its middle would stick out of the drawing.
            0 if last > WIDE_BARS => (0.0, "start"),
            _ if index == last && last > WIDE_BARS => (100.0, "end"),
            _ => ((index as f64 + 0.5) * 100.0 / bars.len() as f64, "middle"),
        };
        let _ = write!(svg, "<text x=\"{x:.1}%\" y=\"14\" text-anchor=\"{anchor}\">");
        escape(&bar.short, &mut svg);
        svg.push_str("</text>");
    }
    svg.push_str("</svg>");
    svg
}

/// The years of a collection's first and last documents: `1961–1963`.
pub(super) fn span(catalog: &Catalog, collection: CollectionId) -> Option<String> {
    let years: Vec<i16> = catalog
        .documents_within(collection)
        .into_iter()
        .filter_map(|id| catalog.documents[id].date.as_ref())
        .map(|date| date.date.year_and_month().0)
        .collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
}
