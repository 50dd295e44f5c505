//! Dating: dates for the documents to which neither metadata nor a dateline gives one, inferred from
//! what they say and from the documents before and after them.
//!
//! An undated document names days: in its title, its file number, its source note, its text. Each is
//! a clue ([`clue`]), and for each kind of clue it is known how far from the named day documents lie
//! ([`weight`]). So each day of the collection's years ([`calendar`]) is more or less likely for the
//! document. If the documents of the collection follow one another in time, which the clues
//! themselves must show, each of them makes days more or less likely for the others ([`order`]).
//! The date is the shortest stretch of days that is as good as certain: where the evidence
//! contradicts, it is long; where it says nothing, there is no date.

mod calendar;
pub mod clue;
mod folder;
pub mod named_time;
mod order;
mod weight;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use jiff::civil::Date as Day;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Collection, DocumentId};
use crate::date::Date;
use crate::document::{DateBasis, DocumentDate};
use crate::fingerprint::Fingerprint;
use crate::undated::Why;
use calendar::Calendar;
use clue::{Clue, ClueKind};
use order::Chain;

/// A day that the document names, and that is at least as likely as this, is given as the date.
const DAY_LIKELIHOOD: f64 = 0.9;
/// An interval is given that is at least as likely as this.
const INTERVAL_LIKELIHOOD: f64 = 0.95;
/// An interval of more days than this is given in months.
const MOST_EXACT_DAYS: usize = 45;
/// An interval of more days than this says too little to be given.
const MOST_DAYS: usize = 731;
/// The same where the order of documents says nothing.
const MOST_DAYS_ALONE: usize = 31;
/// Fewer documents than this with a date or a clue show no order.
const FEWEST_IN_ORDER: usize = 8;
/// By how much documents must agree better with an order of time than with none, as a logarithm.
const LEAST_AGREEMENT: f64 = 10.0;
/// So many of hundred known dates must not lie before the one that they follow.
const LEAST_IN_ORDER: usize = 95;

/// No document farther than this before or after one is shown as what its date rests on.
const FARTHEST: usize = 12;

/// What a date that was inferred rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// A day that the document names.
    Named(ClueKind, Box<str>),
    /// The nearest document before it whose day is known.
    After(DocumentId),
    /// The nearest document after it whose day is known.
    Before(DocumentId),
    /// The days that the documents before and after it name, where the day of none near it is known.
    Order,
}

/// A date that was inferred. Documents are counted from the first of their collection.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inference {
    document: DocumentId,
    date: Date,
    evidence: Vec<Evidence>,
}

/// What was inferred for collections, by all that it was inferred from.
pub type Datings = Vec<(Fingerprint, Vec<Inference>)>;

/// Dates the documents of a catalogue that have no date, as far as there is evidence. What was inferred
/// from the same before is taken over; gives what is to be remembered.
pub fn infer(catalog: &mut Catalog, remembered: &Datings) -> Datings {
    let remembered: HashMap<Fingerprint, &Vec<Inference>> =
        remembered.iter().map(|(fingerprint, inferences)| (*fingerprint, inferences)).collect();
    let datings: Vec<Option<(Fingerprint, Vec<Inference>)>> = catalog
        .collections
        .par_iter()
        .map(|collection| {
            let undated = Undated::of(catalog, collection)?;
            let fingerprint = Fingerprint::of(&undated);
            let known = remembered.get(&fingerprint).filter(|_| fingerprint.is_known());
            Some((fingerprint, known.map_or_else(|| undated.infer(), |known| (*known).clone())))
        })
        .collect();
    for (collection, dating) in catalog.collections.iter().zip(&datings) {
        let Some(&first) = collection.documents.first() else { continue };
        for inference in dating.iter().flat_map(|(_, inferences)| inferences) {
            if let Some(record) = catalog.documents.get_mut(first + inference.document) {
                record.date = Some(DocumentDate { date: inference.date, basis: DateBasis::Inferred });
                record.evidence = inference.evidence.iter().map(|evidence| evidence.from(first)).collect();
            }
        }
    }
    for record in &mut catalog.documents {
        record.undated = record.date.is_none().then(|| Why::of(&record.clues));
        record.clues = Vec::new();
    }
    datings.into_iter().flatten().collect()
}

impl Evidence {
    /// The evidence with documents that are counted from the first of the archive.
    fn from(&self, first: DocumentId) -> Self {
        match self {
            Self::After(document) => Self::After(first + document),
            Self::Before(document) => Self::Before(first + document),
            other => other.clone(),
        }
    }
}

/// A collection in which documents have no date, with all from which dates are inferred.
#[derive(Serialize)]
struct Undated<'a> {
    documents: Vec<Telling<'a>>,
    /// The years by which it is cited.
    years: Vec<&'a str>,
    is_ordered_by_date: bool,
}

/// What a document of such a collection says.
#[derive(Serialize, Clone, Copy)]
struct Telling<'a> {
    date: Option<Date>,
    clues: &'a [Clue],
    is_numbered: bool,
}

impl<'a> Undated<'a> {
    fn of(catalog: &'a Catalog, collection: &'a Collection) -> Option<Self> {
        let documents: Vec<Telling<'_>> = collection
            .documents
            .iter()
            .filter_map(|&id| catalog.documents.get(id))
            .map(|record| Telling {
                date: record.date.as_ref().map(|date| date.date),
                clues: &record.clues,
                is_numbered: record.number.is_some(),
            })
            .collect();
        documents.iter().any(|document| document.date.is_none()).then(|| Self {
            documents,
            years: collection.cited_as.iter().filter_map(|name| name.years.as_deref()).collect(),
            is_ordered_by_date: collection.is_ordered_by_date(),
        })
    }

    fn infer(&self) -> Vec<Inference> {
        let documents: Vec<(DocumentId, Telling<'_>)> = self.documents.iter().copied().enumerate().collect();
        let Some(calendar) =
            years(&self.years, &documents).and_then(|(first, last)| Calendar::new(first, last))
        else {
            return Vec::new();
        };
        let ordered = if self.is_ordered_by_date { Vec::new() } else { ordered(&documents) };
        if let Some(found) = infer_by_order(&calendar, &ordered) {
            return found;
        }
        let undated = documents.iter().filter(|(_, document)| document.date.is_none());
        undated.filter_map(|&(id, document)| infer_alone(&calendar, id, document)).collect()
    }
}

/// The first and the last year of a collection: as its names have them, or as most of the years do
/// that its documents name.
fn years(cited: &[&str], documents: &[(DocumentId, Telling<'_>)]) -> Option<(i16, i16)> {
    let named: Vec<i16> =
        cited.iter().flat_map(|years| years.split('-')).filter_map(|year| year.parse().ok()).collect();
    if let (Some(&first), Some(&last)) = (named.iter().min(), named.iter().max()) {
        return Some((first, last));
    }
    let mut years: Vec<i16> = Vec::new();
    for (_, record) in documents {
        match &record.date {
            Some(date) => years.extend(date.earliest().or(date.latest()).map(Day::year)),
            None => years.extend(record.clues.iter().filter_map(|clue| Some(clue.time.years()?.0))),
        }
    }
    years.sort_unstable();
    let few = years.len() / 20;
    Some((*years.get(few)?, *years.get(years.len() - 1 - few)?))
}

/// The documents that can follow one another in time. Where most have a number, one without stands
/// outside their order.
fn ordered<'a>(documents: &[(DocumentId, Telling<'a>)]) -> Vec<(DocumentId, Telling<'a>)> {
    let numbered = documents.iter().filter(|(_, record)| record.is_numbered).count();
    let by_number = 2 * numbered > documents.len();
    documents.iter().filter(|(_, record)| !by_number || record.is_numbered).copied().collect()
}

/// Dates documents by all that they say; `None` if they are in no order of time.
fn infer_by_order(calendar: &Calendar, documents: &[(DocumentId, Telling<'_>)]) -> Option<Vec<Inference>> {
    let telling =
        documents.iter().filter(|(_, record)| record.date.is_some() || !record.clues.is_empty()).count();
    if telling < FEWEST_IN_ORDER || !are_in_order(documents) {
        return None;
    }
    let likely = |index: usize, days: &mut Vec<f64>| match documents.get(index) {
        Some((_, Telling { date: Some(date), .. })) => calendar.known(*date, days),
        Some((_, record)) => calendar.by_clues(record.clues.iter(), days),
        None => days.clear(),
    };
    let mut stretches: Vec<Option<RangeInclusive<usize>>> = vec![None; documents.len()];
    let is_undated = |index: usize| documents.get(index).is_some_and(|(_, document)| document.date.is_none());
    let chain = Chain::new(calendar, documents.len(), &likely, &is_undated);
    let agreement = chain.visit(|index, days| {
        if let Some((_, record @ Telling { date: None, .. })) = documents.get(index) {
            stretches[index] = stretch(days, &named_days(calendar, *record), MOST_DAYS);
        }
    });
    if agreement < LEAST_AGREEMENT {
        return None;
    }
    Some(with_evidence(calendar, documents, &stretches))
}

/// Whether the known dates among documents show no other order than that of time.
fn are_in_order(documents: &[(DocumentId, Telling<'_>)]) -> bool {
    let dates: Vec<Date> = documents.iter().filter_map(|(_, record)| record.date).collect();
    let pairs = dates.windows(2);
    let all = pairs.len();
    let in_order = pairs
        .filter(|pair| pair[0].earliest().unwrap_or(Day::MIN) <= pair[1].latest().unwrap_or(Day::MAX))
        .count();
    in_order * 100 >= all * LEAST_IN_ORDER || all < 4 && in_order + 1 >= all
}

/// Dates a document by what is as good as a date.
fn infer_alone(calendar: &Calendar, document: DocumentId, record: Telling<'_>) -> Option<Inference> {
    let clues = || record.clues.iter().filter(|clue| clue.kind <= ClueKind::AnsweringFileNumber);
    clues().next()?;
    let mut days = Vec::new();
    calendar.by_clues(clues(), &mut days);
    let stretch = stretch(&days, &named_days(calendar, record), MOST_DAYS_ALONE)?;
    let evidence = named(calendar, clues(), &stretch);
    Some(Inference { document, date: date(calendar, &stretch)?, evidence })
}

/// The days that a document names as its own may be: a day that only neighbours give, or a mention
/// in its text, is never as good as certain.
fn named_days(calendar: &Calendar, record: Telling<'_>) -> Vec<usize> {
    let clues = record.clues.iter().filter(|clue| clue.kind <= ClueKind::EditorialNote);
    clues.flat_map(|clue| calendar.meanings(clue)).filter(|(from, to)| from == to).map(|(day, _)| day).collect()
}

/// The shortest stretch of days that is likely enough; a single day only if it is named.
fn stretch(days: &[f64], named: &[usize], most: usize) -> Option<RangeInclusive<usize>> {
    let (best, likelihood) =
        days.iter().enumerate().max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))?;
    if *likelihood >= DAY_LIKELIHOOD {
        if named.contains(&best) {
            return Some(best..=best);
        }
        let of = |index: Option<usize>| index.and_then(|index| days.get(index)).copied().unwrap_or(0.0);
        let is_before = of(best.checked_sub(1)) > of(best.checked_add(1));
        return Some(if is_before { best - 1..=best } else { best..=best + 1 });
    }
    let mut shortest: Option<RangeInclusive<usize>> = None;
    let (mut from, mut sum) = (0, 0.0);
    for (to, day) in days.iter().enumerate() {
        sum += day;
        while sum - days[from] >= INTERVAL_LIKELIHOOD {
            sum -= days[from];
            from += 1;
        }
        let is_shorter =
            shortest.as_ref().is_none_or(|shortest| to - from < shortest.end() - shortest.start());
        if sum >= INTERVAL_LIKELIHOOD && is_shorter {
            shortest = Some(from..=to);
        }
    }
    shortest.filter(|stretch| stretch.end() - stretch.start() < most)
}

/// A stretch of days as a date: a day, an interval of days or, if it is long, of months.
fn date(calendar: &Calendar, stretch: &RangeInclusive<usize>) -> Option<Date> {
    let (from, to) = (calendar.day(*stretch.start())?, calendar.day(*stretch.end())?);
    let is_long = stretch.end() - stretch.start() >= MOST_EXACT_DAYS;
    let point = |day: Day| match is_long {
        true => Date::month(day.year(), day.month()),
        false => Date::day(day.year(), day.month(), day.day()),
    };
    Date::interval(point(from)?, point(to)?)
}

/// Gives each stretch of days its evidence: what the document names in it, and the nearest documents
/// with a known day before and after it.
fn with_evidence(
    calendar: &Calendar,
    documents: &[(DocumentId, Telling<'_>)],
    stretches: &[Option<RangeInclusive<usize>>],
) -> Vec<Inference> {
    let dates: Vec<Option<Date>> = documents
        .iter()
        .zip(stretches)
        .map(|((_, record), stretch)| match &record.date {
            Some(known) => Some(*known),
            None => date(calendar, stretch.as_ref()?),
        })
        .collect();
    // An interval that was inferred rests on others itself.
    let certain = |index: usize| -> Option<Date> {
        let is_known = documents.get(index)?.1.date.is_some();
        dates.get(index).copied().flatten().filter(|date| is_known || date.earliest() == date.latest())
    };
    let mut inferences = Vec::new();
    for (index, ((id, record), stretch)) in documents.iter().zip(stretches).enumerate() {
        let (Some(stretch), Some(date)) = (stretch, dates[index]) else { continue };
        let mut evidence = named(calendar, record.clues.iter(), stretch);
        let before = (index.saturating_sub(FARTHEST)..index).rev().find(|&other| {
            certain(other).is_some_and(|other| {
                other.earliest().unwrap_or(Day::MIN) <= date.latest().unwrap_or(Day::MAX)
            })
        });
        let after = (index + 1..documents.len().min(index + 1 + FARTHEST)).find(|&other| {
            certain(other).is_some_and(|other| {
                other.latest().unwrap_or(Day::MAX) >= date.earliest().unwrap_or(Day::MIN)
            })
        });
        evidence.extend(before.map(|before| Evidence::After(documents[before].0)));
        evidence.extend(after.map(|after| Evidence::Before(documents[after].0)));
        if before.or(after).is_none() {
            evidence.push(Evidence::Order);
        }
        inferences.push(Inference { document: *id, date, evidence });
    }
    inferences
}

/// The first words of each kind that name a day in a stretch, at most three.
fn named<'a>(
    calendar: &Calendar,
    clues: impl Iterator<Item = &'a Clue>,
    stretch: &RangeInclusive<usize>,
) -> Vec<Evidence> {
    let mut within: Vec<&Clue> =
        clues.filter(|clue| calendar.meanings(clue).any(|(from, to)| *stretch.start() <= to && from <= *stretch.end())).collect();
    within.sort_by_key(|clue| clue.kind);
    within.dedup_by_key(|clue| clue.kind);
    within.into_iter().take(3).map(|clue| Evidence::Named(clue.kind, clue.words.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_stretch_that_is_likely_enough() {
        let days = [0.01, 0.02, 0.5, 0.3, 0.16, 0.01];
        assert_eq!(stretch(&days, &[], 10), Some(2..=4));
        assert_eq!(stretch(&days, &[], 2), None);
    }

    #[test]
    fn a_single_day_must_be_named() {
        let days = [0.01, 0.02, 0.95, 0.01, 0.01];
        assert_eq!(stretch(&days, &[2], 10), Some(2..=2));
        assert_eq!(stretch(&days, &[1], 10), Some(1..=2));
    }

    #[test]
    fn long_stretches_are_dates_of_months() {
        let calendar = Calendar::new(1926, 1926).expect("a calendar");
        let show = |stretch| date(&calendar, &stretch).expect("a date").to_string();
        assert_eq!(show(365..=365), "1926-01-01");
        assert_eq!(show(365..=370), "1926-01-01/1926-01-06");
        assert_eq!(show(365..=450), "1926-01/1926-03");
    }
}
