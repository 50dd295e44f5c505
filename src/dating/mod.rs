//! Dating: dates for the documents to which neither metadata nor a dateline gives one, inferred from
//! what they say, and from what others say of them.
//!
//! The room takes the catalogue with the clues in its records, and gives these their dates, with the evidence or the
//! reason why there is none. It must not know pages, nor the words in which readers are told.
//!
//! An undated document names times: in its title, its file number, its source note, its text. Each is
//! a clue ([`clue`]), and for each kind of clue it is known how far from the named time documents lie
//! (`weights.csv`). So each day of some years ([`calendar`]) is more or less likely for the document.
//! What a title or a name states is dated first; then the documents of collections that follow one
//! another in time, which dates and clues of their own must show ([`order`]); then the others, each
//! [`alone`], and once more with what [`others`] say. The date is a short [`mod@stretch`] of days in
//! which the document as good as certainly lies: where the evidence contradicts, it is long; where it
//! says nothing, there is no date.

mod alone;
mod calendar;
pub mod clue;
mod folder;
#[cfg(test)]
mod measure;
pub mod named_time;
mod order;
mod others;
mod seat;
pub mod stated;
mod stretch;
pub mod undated;
mod weight;

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use jiff::civil::Date as Day;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

use crate::catalog::{Catalog, Collection, DocumentId, Record};
use crate::language::dates::Words;
use crate::model::clue::{Clue, ClueKind, Evidence, Why};
use crate::model::date::Date;
use crate::model::fingerprint::Fingerprint;
use crate::model::metadata::{DateBasis, DocumentDate};
use crate::model::named_time::{NamedTime, Precision};
use calendar::Calendar;
use order::Chain;
use others::Others;
use stretch::LIKELIHOOD;
use weight::{Weight, weight};

/// Fewer documents than this with a date or a clue to their own show no order.
const FEWEST_IN_ORDER: usize = 8;
/// Of so many documents one must have a date or such a clue, that an order can be theirs.
const OF_WHICH_ONE: usize = 8;
/// By how much documents must agree better with an order of time than with none, as a logarithm.
const LEAST_AGREEMENT: f64 = 10.0;
/// So many of hundred known dates must not lie before the one that they follow.
const LEAST_IN_ORDER: usize = 95;

/// No document farther than this before or after one is shown as what its date rests on.
const FARTHEST: usize = 12;

/// A date that was inferred. Documents are counted from the first of their collection.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inference {
    document: DocumentId,
    date: Date,
    evidence: Vec<Evidence>,
}

/// What was inferred for collections, by all that it was inferred from.
pub type Datings = Vec<(Fingerprint, Vec<Inference>)>;

/// Dates the documents of a catalogue that have no date, as far as there is evidence: first by collection,
/// in their order or each alone, then those that are alone by what the others say, too. What was inferred from
/// the same before is taken over; gives what is to be remembered. `words` are the archive's words for dates.
pub fn infer(catalog: &mut Catalog, remembered: &Datings, words: &Words) -> Datings {
    let remembered: HashMap<Fingerprint, &Vec<Inference>> =
        remembered.iter().map(|(fingerprint, inferences)| (*fingerprint, inferences)).collect();
    let known = |fingerprint: Fingerprint| {
        remembered.get(&fingerprint).filter(|_| fingerprint.is_known()).map(|known| (*known).clone())
    };
    let mut datings: Datings = Vec::new();
    // A day that a title or a file's name states needs no neighbours.
    let stated = undated(catalog, |record| record.clues.iter().any(Clue::states_day));
    let found = infer_alone(catalog, &stated, None, &known);
    datings.extend(apply(catalog, found));
    let in_order: Vec<Option<(Fingerprint, Vec<Inference>)>> = catalog
        .collections
        .par_iter()
        .map(|collection| {
            let undated = Undated::of(catalog, collection)?;
            let fingerprint = Fingerprint::of(&undated);
            Some((fingerprint, known(fingerprint).unwrap_or_else(|| undated.infer_by_order())))
        })
        .collect();
    for (collection, dating) in catalog.collections.iter().zip(&in_order) {
        let first = collection.listed().first().copied().unwrap_or_default();
        for inference in dating.iter().flat_map(|(_, inferences)| inferences) {
            inference.apply(&mut catalog.documents, first);
        }
    }
    datings.extend(in_order.into_iter().flatten());
    let alone = undated(catalog, |_| true);
    let found = infer_alone(catalog, &alone, None, &known);
    datings.extend(apply(catalog, found));
    if !alone.is_empty() {
        let others = Others::of(catalog);
        let found = infer_alone(catalog, &alone, Some(&|id| others.clues(catalog, id, words)), &known);
        datings.extend(apply(catalog, found));
    }
    for record in &mut catalog.documents {
        let is_off =
            catalog.collections.get(record.collection).is_some_and(|collection| !collection.infers_dates);
        let why = || if is_off || record.is_matter() { Why::Off } else { Why::of(&record.clues) };
        record.undated = record.date.is_none().then(why);
        record.clues = ThinVec::new();
    }
    datings
}

/// The documents that have no date, and for which one is to be inferred, if they fit.
fn undated(catalog: &Catalog, fits: impl Fn(&Record) -> bool) -> Vec<DocumentId> {
    let is_undated = |record: &Record| {
        let infers =
            catalog.collections.get(record.collection).is_some_and(|collection| collection.infers_dates);
        infers && record.date.is_none() && !record.is_matter() && fits(record)
    };
    let documents = catalog.documents.iter().enumerate();
    documents.filter(|(_, record)| is_undated(record)).map(|(id, _)| id).collect()
}

/// What is inferred for one document, with the fingerprint of all that it is inferred from.
type Found = (DocumentId, Fingerprint, Vec<Inference>);

/// Dates documents, each alone. Where what others say of them is asked for, those of whom nothing is said
/// are left out.
fn infer_alone(
    catalog: &Catalog,
    documents: &[DocumentId],
    others: Option<&(dyn Fn(DocumentId) -> Vec<Clue> + Sync)>,
    known: &(dyn Fn(Fingerprint) -> Option<Vec<Inference>> + Sync),
) -> Vec<Found> {
    let found = documents.par_iter().filter_map(|&id| {
        let record = catalog.documents.get(id)?;
        let telling = Telling::of(record);
        let mut said = others.map(|others| others(id)).unwrap_or_default();
        if others.is_some() && said.is_empty() {
            return None;
        }
        said.extend(catalog.collections.get(record.collection).and_then(clue_of_collection));
        let fingerprint = Fingerprint::of(&(telling, &said));
        let infer = || alone::infer(telling, &said).into_iter().collect();
        Some((id, fingerprint, known(fingerprint).unwrap_or_else(infer)))
    });
    found.collect()
}

/// Gives documents what was inferred for them, in the place of what was inferred before, and gives what is to
/// be remembered.
fn apply(catalog: &mut Catalog, found: Vec<Found>) -> Datings {
    let mut datings = Datings::with_capacity(found.len());
    for (id, fingerprint, inferences) in found {
        if let Some(record) = catalog.documents.get_mut(id) {
            (record.date, record.evidence) = (None, ThinVec::new());
        }
        inferences.iter().for_each(|inference| inference.apply(&mut catalog.documents, id));
        datings.push((fingerprint, inferences));
    }
    datings
}

/// What the name of a collection says about its documents: the years by which it is cited.
fn clue_of_collection(collection: &Collection) -> Option<Clue> {
    let years = collection.cited_as.iter().find_map(|name| name.years.as_deref())?;
    let time = NamedTime::of_years(years)?;
    Some(Clue { kind: ClueKind::FolderName, time, words: years.replace('-', "–").into() })
}

impl Inference {
    /// Gives the date to its document, which is counted from the one with this place.
    fn apply(&self, documents: &mut [Box<Record>], first: DocumentId) {
        if let Some(record) = documents.get_mut(first + self.document).filter(|record| !record.is_matter()) {
            record.date = Some(DocumentDate { date: self.date, basis: DateBasis::Inferred });
            record.evidence = self.evidence.iter().map(|evidence| evidence.from(first)).collect();
        }
    }
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
}

/// What a document says about its day.
#[derive(Serialize, Clone, Copy)]
struct Telling<'a> {
    date: Option<Date>,
    clues: &'a [Clue],
    is_numbered: bool,
    /// Whether it is known as a letter, a record, or another paper with a sender or a receiver.
    is_paper: bool,
}

impl<'a> Telling<'a> {
    fn of(record: &'a Record) -> Self {
        let particulars = &record.particulars;
        let parties = [&particulars.kind, &particulars.from, &particulars.to, &record.dispatch_number];
        Self {
            date: record.date.as_ref().map(|date| date.date),
            clues: &record.clues,
            is_numbered: record.number.is_some(),
            is_paper: parties.iter().any(|said| said.is_some()),
        }
    }

    /// Whether it has a date, or something speaks of its own day.
    fn is_certain(self) -> bool {
        self.date.is_some() || self.clues.iter().any(|clue| clue.kind.is_own())
    }
}

impl<'a> Undated<'a> {
    fn of(catalog: &'a Catalog, collection: &'a Collection) -> Option<Self> {
        // What stands on the collection's page is about all of it, and has no place in its order.
        let records = collection.listed().iter().filter_map(|&id| catalog.documents.get(id));
        let documents: Vec<Telling<'_>> = records.map(|record| Telling::of(record)).collect();
        let is_asked = collection.infers_dates && !collection.is_ordered_by_date();
        (is_asked && documents.iter().any(|document| document.date.is_none())).then(|| Self {
            documents,
            years: collection.cited_as.iter().filter_map(|name| name.years.as_deref()).collect(),
        })
    }

    /// Dates documents by all that they say, if they are in an order of time.
    fn infer_by_order(&self) -> Vec<Inference> {
        let documents: Vec<(DocumentId, Telling<'_>)> = self.documents.iter().copied().enumerate().collect();
        let calendar = years(&self.years, &documents).and_then(|(first, last)| Calendar::new(first, last));
        calendar.and_then(|calendar| infer_by_order(&calendar, &ordered(&documents))).unwrap_or_default()
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
    let certain = documents.iter().filter(|(_, record)| record.is_certain()).count();
    if certain < FEWEST_IN_ORDER || certain * OF_WHICH_ONE < documents.len() || !are_in_order(documents) {
        return None;
    }
    let likely = |index: usize, days: &mut Vec<f64>| match documents.get(index) {
        Some((_, Telling { date: Some(date), .. })) => calendar.known(*date, days),
        Some((_, record)) => {
            calendar.by_clues(record.clues.iter(), days);
            calendar.let_astray(days);
        }
        None => days.clear(),
    };
    let mut stretches: Vec<Option<RangeInclusive<usize>>> = vec![None; documents.len()];
    let is_undated = |index: usize| documents.get(index).is_some_and(|(_, document)| document.date.is_none());
    let chain = Chain::new(calendar, documents.len(), &likely, &is_undated);
    let agreement = chain.visit(|index, days| {
        if let Some((_, record @ Telling { date: None, .. })) = documents.get(index) {
            stretches[index] =
                stretch::stretch(calendar, days, &named_days(calendar, record.clues.iter()), LIKELIHOOD);
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

/// The days that a document names as its own may be: only by what mostly names the very day.
fn named_days<'a>(calendar: &Calendar, clues: impl Iterator<Item = &'a Clue>) -> Vec<usize> {
    let is_own = |clue: &&Clue| clue.kind.is_own() && clue.time.precision() <= Precision::Day;
    let is_exact = |clue: &&Clue| weight(clue.kind, clue.time.precision()).is_some_and(Weight::names_the_day);
    let meanings = clues.filter(is_own).filter(is_exact).flat_map(|clue| calendar.meanings(clue));
    meanings.filter(|(from, to)| from == to).map(|(day, _)| day).collect()
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
            None => stretch::date(calendar, stretch.as_ref()?),
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
    let mut within: Vec<&Clue> = clues
        .filter(|clue| {
            calendar.meanings(clue).any(|(from, to)| *stretch.start() <= to && from <= *stretch.end())
        })
        .collect();
    within.sort_by_key(|clue| clue.kind);
    within.dedup_by_key(|clue| clue.kind);
    // The same day in several places is said once, and what documents have in common only where nothing else speaks.
    let mut seen = HashSet::new();
    within.retain(|clue| seen.insert(&clue.words));
    if within.first().is_some_and(|clue| clue.kind < ClueKind::SameFile) {
        within.retain(|clue| clue.kind < ClueKind::SameFile);
    }
    within.into_iter().take(3).map(|clue| Evidence::Named(clue.kind, clue.words.clone())).collect()
}
