//! Serial numbers: the telegrams of a post count upwards, so that one lies between those with lower and
//! higher numbers. Series begin anew each year, each at its own day; a series whose numbers fall from one
//! known telegram to the next has begun anew between them.

use std::collections::BTreeMap;

use jiff::civil::Date as Day;
use jiff::{Span, Unit};

use super::super::seat;
use crate::catalog::{Catalog, DocumentId, Record};
use crate::language::dates::Words;
use crate::language::reading::ReadingWords;
use crate::model::clue::{Clue, ClueKind};
use crate::model::date::Date;
use crate::model::description::{DescribedDay, DescribedKind, Description, Party};
use crate::model::named_time::NamedTime;
use crate::model::reference::Citation;

/// Between telegrams that lie farther apart, in days, their numbers tell nothing.
const FARTHEST: i32 = 60;
/// The day of a document is known if its date is at most so many days long.
const LONGEST: i32 = 3;
/// A date is narrowed if it is at most so many days long: of several years each has such a number.
const LONGEST_OF_NARROWED: i32 = 366;
/// The year of a day that a document names is known if its own date is at most so many days long.
const LONGEST_OF_NAMING: i32 = 240;

/// A series of numbered telegrams: the place from which they are, the one to which, and the letters
/// before their numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    place: String,
    is_from: bool,
    letters: String,
}

/// The telegrams whose numbers and days are known.
pub struct Serials(BTreeMap<Series, Vec<Telegram>>);

/// A telegram whose number and day are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Telegram {
    day: Day,
    number: u32,
    /// The document that it is, or that names it.
    by: DocumentId,
}

impl Serials {
    /// Gathers them from a catalogue: its telegrams, and those that its documents name.
    pub fn of(catalog: &Catalog) -> Self {
        let mut serials: BTreeMap<Series, Vec<Telegram>> = BTreeMap::new();
        for (by, record) in catalog.documents.iter().enumerate() {
            let mut add = |series: Option<Series>, day: Day, number: u32| {
                if let Some(series) = series {
                    serials.entry(series).or_default().push(Telegram { day, number, by });
                }
            };
            let span = record.date.as_ref().and_then(|date| span(date.date));
            if let Some((first, days)) = span
                && days <= LONGEST
                && let Some((series, number)) = numbered(record)
            {
                add(series, first, number);
            }
            for reference in &record.references {
                let Citation::Description(description) = &reference.citation else { continue };
                if let Some((series, number)) = described(description)
                    && let Some(day) = description.day.and_then(|day| day_of(day, span))
                {
                    add(series, day, number);
                }
            }
        }
        for telegrams in serials.values_mut() {
            telegrams.sort_unstable();
        }
        Self(serials)
    }

    /// Between which telegrams a document lies: the times in which its number can have been given. They narrow
    /// a date; by themselves they say little, since each year has such a number.
    pub fn clues(&self, catalog: &Catalog, document: DocumentId, words: &Words) -> Vec<Clue> {
        let mut clues: Vec<Clue> = Vec::new();
        let Some(record) = catalog.documents.get(document) else { return clues };
        let (Some(date), Some((series, number))) = (record.date.as_ref(), numbered(record)) else {
            return clues;
        };
        let Some((first, days)) = span(date.date).filter(|(_, days)| *days <= LONGEST_OF_NARROWED) else {
            return clues;
        };
        let telegrams = series.and_then(|series| self.0.get(&series)).map(Vec::as_slice).unwrap_or_default();
        // Only those near the date can tell of it, so that a long series costs no more than a short one.
        let from = telegrams.partition_point(|telegram| distance(first, telegram.day) < -FARTHEST);
        let to = telegrams.partition_point(|telegram| distance(first, telegram.day) < days + FARTHEST);
        let others: Vec<&Telegram> = telegrams[from..to]
            .iter()
            .filter(|telegram| telegram.by != document || telegram.number != number)
            .collect();
        for telegram in others.iter().filter(|telegram| telegram.number == number) {
            let day = NamedTime::day(telegram.day.year(), telegram.day.month(), telegram.day.day());
            let is_its_own = date.date.overlaps(Date::from_day(telegram.day));
            clues.extend(day.filter(|_| is_its_own).map(|time| {
                let words = format!("{number}, {}", shown(telegram.day, words)).into();
                Clue { kind: ClueKind::Described, time, words }
            }));
        }
        for pair in others.windows(2) {
            let [from, to] = pair else { continue };
            // Where the numbers fall, the series begins anew.
            let lies_between = match from.number <= to.number {
                true => (from.number..=to.number).contains(&number),
                false => number >= from.number || number <= to.number,
            };
            if lies_between && distance(from.day, to.day) <= FARTHEST {
                clues.extend(between(from.day, to.day).filter(|span| span.overlaps(date.date)).and_then(
                    |span| {
                        let [from, to] = [from, to]
                            .map(|telegram| format!("{} ({})", telegram.number, shown(telegram.day, words)));
                        let words = format!("{number} between {from} and {to}").into();
                        Some(Clue { kind: ClueKind::SerialNumber, time: NamedTime::of(span)?, words })
                    },
                ));
            }
        }
        clues
    }
}

/// How many days the second of two days lies after the first.
fn distance(from: Day, to: Day) -> i32 {
    from.until((Unit::Day, to)).map_or(i32::MAX, |span| span.get_days())
}

fn between(from: Day, to: Day) -> Option<Date> {
    Date::interval(Date::from_day(from), Date::from_day(to))
}

fn shown(day: Day, words: &Words) -> String {
    Date::from_day(day).display_in(words)
}

/// The series to which a telegram of the archive can belong, and its number.
fn numbered(record: &Record) -> Option<(Option<Series>, u32)> {
    let (letters, number) = taken_apart(record.dispatch_number.as_deref()?)?;
    let seat = |office| seat::of(office, &ReadingWords::everywhere().dating);
    let from =
        record.particulars.place.as_deref().or_else(|| record.particulars.from.as_deref().and_then(seat));
    let to = record.particulars.to.as_deref().and_then(seat);
    Some((series(from, to, &letters), number))
}

/// The same for a telegram that a document describes.
fn described(description: &Description) -> Option<(Option<Series>, u32)> {
    if !matches!(description.kind, DescribedKind::Telegram) {
        return None;
    }
    let (letters, number) = taken_apart(description.number.as_deref()?)?;
    let named = |party: &Option<Party>| match party {
        Some(Party::Named(name)) => Some(name.clone()),
        _ => None,
    };
    let (from, to) = (named(&description.from), named(&description.to));
    Some((series(from.as_deref(), to.as_deref(), &letters), number))
}

/// A post has one series for what it sends to its ministry, and the ministry one for each post.
fn series(from: Option<&str>, to: Option<&str>, letters: &str) -> Option<Series> {
    let of =
        |place: &str, is_from| Series { place: place.to_lowercase(), is_from, letters: letters.to_owned() };
    match (from, to) {
        (Some(from), _) => Some(of(from, true)),
        (None, Some(to)) => Some(of(to, false)),
        (None, None) => None,
    }
}

/// The letters and the figures of a number: "Secto 23".
fn taken_apart(number: &str) -> Option<(String, u32)> {
    let start = number.find(|c: char| c.is_ascii_digit())?;
    let figures = &number[start..];
    let letters =
        number[..start].chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_plain = figures.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| figures.parse().ok()).flatten().map(|figures| (letters, figures))
}

/// The first day of a date, and how many days it has.
fn span(date: Date) -> Option<(Day, i32)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    Some((first, (last - first).get_days() + 1))
}

/// The day that a document of some date means, where it leaves out the year.
fn day_of(day: DescribedDay, naming: Option<(Day, i32)>) -> Option<Day> {
    if let Some(year) = day.year {
        return Day::new(year, day.month, day.day).ok();
    }
    let (first, days) = naming.filter(|(_, days)| *days <= LONGEST_OF_NAMING)?;
    let middle = first.checked_add(Span::new().days(days / 2)).ok()?;
    let years = [middle.year() - 1, middle.year(), middle.year() + 1];
    let days = years.into_iter().filter_map(|year| Day::new(year, day.month, day.day).ok());
    days.min_by_key(|day| distance(middle, *day).abs())
}
