//! The archive in time: which documents belong to which year, month and day, and the chart.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::chart::{Bar, COLOURS, Chart, Colour};
use crate::archive::Archive;
use crate::catalog::{Catalog, CollectionId, DocumentId};
use crate::language::dates::Words;
use crate::model::fingerprint::Fingerprint;
use crate::render::paging;
use crate::render::paging::ListPages;
use crate::resolve::route;

/// With more dated documents than this, years have pages of their own.
const LARGEST_PAGE: usize = 300;
/// A span of at most this many years is charted by month.
const MONTHLY_SPAN: i32 = 4;
/// The longest label below a bar that stands for years, in characters.
const LONGEST_LABEL: usize = 5;

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
    /// The colour of each collection in charts.
    pub colours: Vec<Colour>,
    /// For each month, by year and month, how many documents each collection has.
    counts: BTreeMap<(i16, i8), BTreeMap<CollectionId, usize>>,
    /// Where years have pages of their own, how the documents of each are divided.
    year_pages: BTreeMap<i16, ListPages>,
}

impl Timeline {
    /// Orders a catalogue by time.
    pub fn of(catalog: &Catalog) -> Self {
        let mut timeline = Self::default();
        for (id, record) in catalog.documents.iter().enumerate() {
            if record.date.is_some() { timeline.dated.push(id) } else { timeline.undated.push(id) }
        }
        let order = |id: &DocumentId| {
            let date = catalog.documents[*id].date.as_ref()?;
            Some((date.date.order(), date.is_inferred()))
        };
        // A stable sort keeps the reading order within a day; what was inferred follows what is known.
        timeline.dated.sort_by_cached_key(order);
        for &id in &timeline.dated {
            if let Some(date) = &catalog.documents[id].date {
                let (year, month) = date.date.year_and_month();
                let month = month.unwrap_or(0);
                timeline.years.entry(year).or_default().entry(month).or_default().push(id);
                let collection = catalog.documents[id].collection;
                *timeline.counts.entry((year, month)).or_default().entry(collection).or_default() += 1;
            }
        }
        timeline.colours = colours(catalog, &timeline.dated);
        let size = |id: &DocumentId| {
            let record = &catalog.documents[*id];
            paging::size(record) + paging::escaped(&catalog.collections[catalog.holder(record)].short)
        };
        let is_large = || timeline.dated.iter().map(size).sum::<usize>() > paging::MOST_BYTES;
        if timeline.dated.len() > LARGEST_PAGE || is_large() {
            let divided = |(&year, months): (&i16, &BTreeMap<i8, Vec<DocumentId>>)| {
                let rows = paging::cut(months.values().flatten().map(size), paging::MOST_BYTES);
                (year, ListPages::divided(&Catalog::default(), route::year_address(year), rows))
            };
            timeline.year_pages = timeline.years.iter().map(divided).collect();
        }
        timeline
    }

    /// Whether years have pages of their own.
    pub fn has_year_pages(&self) -> bool {
        !self.year_pages.is_empty()
    }

    /// The years that have pages, each with these.
    pub(crate) fn year_pages(&self) -> impl Iterator<Item = (i16, &ListPages)> {
        self.year_pages.iter().map(|(&year, pages)| (year, pages))
    }

    /// The page of a year on which a month begins; without a month, its first.
    fn page_of(&self, year: i16, month: Option<i8>) -> Option<String> {
        let pages = self.year_pages.get(&year)?;
        let months = self.years.get(&year)?;
        let before = months.iter().filter(|(other, _)| month.is_some_and(|month| **other < month));
        Some(pages.address(pages.page_of(before.map(|(_, documents)| documents.len()).sum())))
    }

    /// The link from a page to a year or, with a month, to that month.
    pub fn href(&self, from: &str, year: i16, month: Option<i8>) -> String {
        let page = self.page_of(year, month);
        let has_page = page.is_some();
        let page = page.unwrap_or_else(|| "timeline.html".to_owned());
        let anchor = match month {
            Some(month) => format!("#m{year:04}-{month:02}"),
            None if has_page => String::new(),
            None => format!("#y{year:04}"),
        };
        if page == from && !anchor.is_empty() { anchor } else { route::link(from, &page) + &anchor }
    }

    /// How many documents a year has.
    pub fn count(&self, year: i16) -> usize {
        self.years.get(&year).map_or(0, |months| months.values().map(Vec::len).sum())
    }

    /// All on which charts depend: how many documents of each collection lie in each month, the colours, and the pages to
    /// which bars lead.
    pub fn density(&self) -> Fingerprint {
        let counts: Vec<_> = self.counts.iter().collect();
        let colours: Vec<String> = self.colours.iter().map(|colour| colour.class()).collect();
        let pages: Vec<_> = self.year_pages.iter().map(|(year, pages)| (year, &pages.rows)).collect();
        Fingerprint::of(&(counts, colours, pages, self.undated.len()))
    }

    /// The chart of the archive's density, by collection in colour or with one collection picked out.
    /// `from` is the address of the chart's page.
    pub fn chart(&self, archive: &Archive, shown: Shown, from: &str) -> Option<Chart> {
        let words = &archive.config.dates;
        let (&first, &last) = (self.years.keys().next()?, self.years.keys().next_back()?);
        let span = i32::from(last) - i32::from(first) + 1;
        let colours = Colours::of(&archive.catalog, &self.colours, shown);
        let (unit, bars, left_out) = if span <= MONTHLY_SPAN && self.has_months() {
            let bars = self.monthly_bars(first, last, &colours, from, words);
            ("chart_month", bars, self.left_out(&colours))
        } else if span <= MOST_BARS {
            ("chart_year", self.yearly_bars(first, last, 1, &colours, from, words), 0)
        } else {
            ("chart_decade", self.yearly_bars(first, last, 10, &colours, from, words), 0)
        };
        Some(Chart::draw(&bars, unit, left_out, &archive.interface))
    }

    /// Of how many documents only the year is known.
    fn without_month(&self) -> usize {
        self.years.values().filter_map(|months| months.get(&0)).map(Vec::len).sum()
    }

    /// Whether the month is known of most dated documents: a chart by month leaves out the others.
    fn has_months(&self) -> bool {
        2 * self.without_month() <= self.dated.len()
    }

    /// How many of the documents in colour a chart by month leaves out.
    fn left_out(&self, colours: &Colours) -> usize {
        let counts = self.counts.iter().filter(|((_, month), _)| *month == 0).map(|(_, counts)| counts);
        let parts = colours.parts(counts).into_iter().filter(|(colour, _)| *colour != Colour::Rest);
        parts.map(|(_, count)| count).sum()
    }

    /// A bar for so many years each.
    fn yearly_bars(
        &self,
        first: i16,
        last: i16,
        step: i16,
        colours: &Colours,
        from: &str,
        words: &Words,
    ) -> Vec<Bar> {
        let start = first - first.rem_euclid(step);
        let mut bars = Vec::new();
        let mut year = start;
        while year <= last {
            let years = year..=year.saturating_add(step - 1);
            let counts =
                self.counts.range((*years.start(), 0)..=(*years.end(), 12)).map(|(_, counts)| counts);
            // A bar leads to the first year in it that has documents.
            let target = self.years.range(years).next().map(|(&year, _)| self.href(from, year, None));
            let label = if step == 1 { year.to_string() } else { words.decade_name(year) };
            // Below a bar there is no room for "1720er Jahre".
            let short = if label.chars().count() > LONGEST_LABEL { year.to_string() } else { label.clone() };
            bars.push(Bar { short, label, parts: colours.parts(counts), target });
            year = year.saturating_add(step);
        }
        bars
    }

    fn monthly_bars(&self, first: i16, last: i16, colours: &Colours, from: &str, words: &Words) -> Vec<Bar> {
        let mut bars = Vec::new();
        for year in first..=last {
            for month in 1..=12 {
                let counts = self.counts.get(&(year, month));
                bars.push(Bar {
                    label: format!("{} {year}", words.month_name(month)),
                    short: format!("{} {year}", words.short_month_name(month)),
                    parts: colours.parts(counts.into_iter()),
                    target: counts.map(|_| self.href(from, year, Some(month))),
                });
            }
        }
        let is_empty = |bar: &Bar| bar.parts.is_empty();
        while bars.last().is_some_and(is_empty) {
            bars.pop();
        }
        let leading = bars.iter().take_while(|bar| is_empty(bar)).count();
        bars.drain(..leading);
        bars
    }
}

/// Which collections a chart shows in colour.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// Each.
    All,
    /// One, with those within it, before all the others.
    Only(CollectionId),
}

/// The colours of collections in a chart.
struct Colours(Vec<Colour>);

impl Colours {
    fn of(catalog: &Catalog, colours: &[Colour], shown: Shown) -> Self {
        let Shown::Only(only) = shown else { return Self(colours.to_vec()) };
        let is_within = |id: CollectionId| id == only || catalog.path_to(id).contains(&only);
        let within: Vec<CollectionId> = (0..colours.len()).filter(|&id| is_within(id)).collect();
        // By itself, a collection is not one among others.
        let has_own = within.iter().any(|&id| matches!(colours[id], Colour::Collection(_)));
        let mut shown = vec![Colour::Rest; colours.len()];
        for id in within {
            shown[id] = if has_own { colours[id] } else { Colour::Collection(0) };
        }
        Self(shown)
    }

    /// How many documents there are of each colour; the rest comes last, on top.
    fn parts<'a>(
        &self,
        counts: impl Iterator<Item = &'a BTreeMap<CollectionId, usize>>,
    ) -> Vec<(Colour, usize)> {
        let mut parts: BTreeMap<Colour, usize> = BTreeMap::new();
        for (&collection, count) in counts.flatten() {
            *parts.entry(self.0[collection]).or_default() += count;
        }
        parts.into_iter().collect()
    }
}

/// The colour of each collection: those with the most dated documents have one of their own, in the order of the archive,
/// and the others share one, so that no colour stands for two.
fn colours(catalog: &Catalog, dated: &[DocumentId]) -> Vec<Colour> {
    let mut sizes = vec![0_usize; catalog.collections.len()];
    for &id in dated {
        sizes[catalog.documents[id].collection] += 1;
    }
    let mut largest: Vec<CollectionId> = (0..sizes.len()).filter(|&id| sizes[id] > 0).collect();
    largest.sort_by_key(|&id| Reverse(sizes[id]));
    largest.truncate(COLOURS);
    largest.sort_unstable();
    let mut colours = vec![Colour::Others; sizes.len()];
    for (place, id) in largest.into_iter().enumerate() {
        colours[id] = Colour::Collection(place);
    }
    colours
}

/// The years of a collection's first and last documents: `1961–1963`. A year that is only inferred stands in square
/// brackets: `[1961]–1963`.
pub(crate) fn span(catalog: &Catalog, collection: CollectionId) -> Option<String> {
    // For each year whether it is known of a document.
    let mut years: BTreeMap<i16, bool> = BTreeMap::new();
    for id in catalog.documents_within(collection) {
        if let Some(dated) = &catalog.documents[id].date {
            *years.entry(dated.date.year_and_month().0).or_default() |= !dated.is_inferred();
        }
    }
    let ((first, first_is_known), (last, last_is_known)) =
        (years.first_key_value()?, years.last_key_value()?);
    let shown = |year: &dyn std::fmt::Display, is_known: bool| {
        if is_known { year.to_string() } else { format!("[{year}]") }
    };
    Some(match (first_is_known, last_is_known) {
        _ if first == last => shown(first, *first_is_known),
        (false, false) => shown(&format_args!("{first}–{last}"), false),
        _ => format!("{}–{}", shown(first, *first_is_known), shown(last, *last_is_known)),
    })
}

/// Whether a year of a span is only inferred.
pub(crate) fn has_brackets(span: &str) -> bool {
    span.contains('[')
}
