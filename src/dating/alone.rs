//! Dating a document alone, by what it says.

use super::calendar::{Calendar, MOST_YEARS};
use super::stretch::LIKELIHOOD_ALONE;
use super::{Inference, Telling, named, named_days, stretch};
use crate::model::clue::{Clue, ClueKind};
use crate::model::named_time::{NamedTime, NamedYear};

/// How many years from the first that is named to the last are looked at.
const SPAN: i16 = 50;
/// How many years before those that a document names it can lie.
const BEFORE: i16 = 3;
/// How many years after them, where it speaks of itself.
const AFTER: i16 = 4;
/// The same where it only tells of other times, which can be long past.
const LONG_AFTER: i16 = 30;
/// How many times as much a year says that the document names for itself.
const OWN: usize = 6;

/// The date of a document by its clues, if they are evidence of its own day.
pub fn infer(telling: Telling<'_>, others: &[Clue]) -> Option<Inference> {
    let clues = || telling.clues.iter().chain(others);
    if !is_dated_by(telling) {
        return None;
    }
    let calendar = calendar(clues())?;
    let mut days = Vec::new();
    calendar.by_clues(clues(), &mut days);
    let stretch = stretch::stretch(&calendar, &days, &named_days(&calendar, clues()), LIKELIHOOD_ALONE)?;
    let evidence = named(&calendar, clues(), &stretch);
    if evidence.is_empty() {
        return None;
    }
    Some(Inference { document: 0, date: stretch::date(&calendar, &stretch)?, evidence })
}

/// Whether a document's clues can date it: something speaks of the document itself. Letters, records and
/// other papers of an office tell of their own days, too; a specification or an essay names days that are
/// not its own.
fn is_dated_by(telling: Telling<'_>) -> bool {
    let speaks_of_itself = |clue: &Clue| clue.kind.is_own() && clue.kind != ClueKind::Subject;
    telling.is_paper || telling.clues.iter().any(speaks_of_itself)
}

/// The calendar of the years in which a document by its clues can lie.
pub fn calendar<'a>(clues: impl Iterator<Item = &'a Clue>) -> Option<Calendar> {
    let (first, last) = years(clues)?;
    Calendar::of_years(first, last)
}

/// The years to look at: round those that most clues name.
fn years<'a>(clues: impl Iterator<Item = &'a Clue>) -> Option<(i16, i16)> {
    let mut named: Vec<(i16, usize)> = Vec::new();
    for clue in clues {
        let says = if clue.kind.is_own() || clue.kind > ClueKind::CitedVolume { OWN } else { 1 };
        let years = match clue.time {
            NamedTime::Day(day) => match day.year {
                NamedYear::Full(year) => Some((year, year)),
                NamedYear::Short(year) => Some((1900 + year, 1900 + year)),
                NamedYear::Unnamed => None,
            },
            NamedTime::Stretch(_) => clue.time.years(),
        };
        named.extend(years.into_iter().flat_map(|(first, last)| [(first, says), (last, says)]));
    }
    named.sort_unstable();
    let within = |from: i16| named.iter().filter(move |(year, _)| (from..=from + SPAN).contains(year));
    let says = |from: i16| within(from).map(|(_, says)| says).sum::<usize>();
    let first = named.iter().map(|(year, _)| *year).max_by_key(|year| (says(*year), -year))?;
    let last = within(first).map(|(year, _)| *year).max()?;
    let is_own = within(first).any(|(_, says)| *says == OWN);
    let after = if is_own { AFTER } else { LONG_AFTER };
    let (first, last) = ((first - BEFORE).max(1), (last + after).min(2199));
    Some((first, last.min(first + MOST_YEARS)))
}
