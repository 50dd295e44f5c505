//! Dates that an archive gives, against the true ones: in all, by volume, and by kind of evidence.

use std::collections::BTreeMap;

use fonds::stages::date::Date;

use crate::basis::Basis;
use crate::corpus::Outcome;
use crate::measurement::Wanted::Shown;
use crate::measurement::{Figure, Measure, Measurement};
use crate::site::{Record, Site};

/// A document whose day is known.
pub struct Sample {
    /// The row of the table that it belongs to.
    pub row: String,
    /// How a miss names it.
    pub name: String,
    /// The path of its source without extension.
    pub id: String,
    /// Its day; several where the source contradicts itself.
    pub days: Vec<Date>,
}

impl Sample {
    /// A document of an archive that is one row.
    pub fn of(archive: &str, id: &str, days: Vec<Date>) -> Self {
        Self { row: archive.to_owned(), name: id.to_owned(), id: id.to_owned(), days }
    }
}

/// How a date compares with the true one.
struct Comparison {
    given: Option<Date>,
    holds: bool,
    /// How many days the date spans; `None` where there is none, or it is open.
    length: Option<i32>,
}

impl Comparison {
    fn new(given: Option<Date>, days: &[Date]) -> Self {
        let holds = given.is_some_and(|given| days.iter().any(|day| given.overlaps(*day)));
        let length = given
            .and_then(|given| Some((given.earliest()?, given.latest()?)))
            .map(|(first, last)| (last - first).get_days() + 1);
        Self { given, holds, length }
    }

    fn holds_within(&self, days: i32) -> bool {
        self.holds && self.length.is_some_and(|length| length <= days)
    }

    /// How far the date lies from the day, in words.
    fn distance(&self, days: &[Date]) -> &'static str {
        let Some(given) = self.given else { return "no date" };
        if self.holds {
            return match self.length {
                Some(..=31) => "right, and at most 31 days long",
                Some(..=92) => "right, but a month to three long",
                _ => "right, but longer than three months",
            };
        }
        if self.length == Some(1) {
            return "a wrong day";
        }
        let day = days.first().copied();
        let gap = |first: Option<Date>, second: Option<Date>| {
            Some((second?.earliest()? - first?.latest()?).get_days()).filter(|gap| *gap > 0)
        };
        match (gap(Some(given), day), gap(day, Some(given))) {
            (Some(..=7), _) => "an interval up to a week too early",
            (Some(..=31), _) => "an interval up to a month too early",
            (Some(_), _) => "an interval more than a month too early",
            (_, Some(..=7)) => "an interval up to a week too late",
            (_, Some(..=31)) => "an interval up to a month too late",
            _ => "an interval more than a month too late",
        }
    }
}

/// The columns of the table by kind of evidence.
const KINDS: [Measure; 4] =
    [("dated", Shown), ("of them: holds the day", Shown), ("the very day", Shown), ("wrong", Shown)];

/// Compares the dates of an archive with the true ones.
pub fn measure(title: &str, site: &Site, samples: &[Sample], measures: &[Measure]) -> Outcome {
    let mut measurement = Measurement::new(title, measures);
    let mut kinds = Measurement::new("by what is named first", &KINDS);
    let mut distances: BTreeMap<String, usize> = BTreeMap::new();
    for sample in samples {
        // What is left out of the site is as good as undated.
        let record = site.find(&sample.id);
        let compared = Comparison::new(record.and_then(Record::date), &sample.days);
        let mut count = |measure: &str, counts| measurement.add(&sample.row, measure, Figure::one(counts));
        count("dated", compared.given.is_some());
        count("holds the day", compared.holds);
        count("... within a year", compared.holds_within(366));
        count("... within 31 days", compared.holds_within(31));
        count("the very day", compared.holds_within(1));
        if compared.given.is_some() {
            count("wrong, of those dated", !compared.holds);
        }
        if compared.length == Some(1) {
            count("wrong, of days given", !compared.holds);
        }
        let basis = record.and_then(|record| Basis::of_page(&site.file(&record.url)));
        let kind = match (&basis, record) {
            (Some(basis), _) => basis.kind(),
            (None, Some(record)) => format!("({})", record.date_basis),
            (None, None) => "(left out)".to_owned(),
        };
        *distances.entry(format!("{}: {kind}", compared.distance(&sample.days))).or_default() += 1;
        kinds.add(&kind, "dated", Figure::one(compared.given.is_some()));
        if let Some(given) = record.and_then(|record| record.date.as_ref()) {
            kinds.add(&kind, "of them: holds the day", Figure::one(compared.holds));
            kinds.add(&kind, "the very day", Figure::one(compared.holds_within(1)));
            kinds.add(&kind, "wrong", Figure::one(!compared.holds));
            if !compared.holds {
                let days: Vec<String> = sample.days.iter().map(Date::to_string).collect();
                let (name, days) = (&sample.name, days.join(" or "));
                let shown = basis.map_or(kind, |basis| basis.shown);
                measurement.misses.push(format!(
                    "{name} ({}): the date is {days}, and was given as {given}: {shown}",
                    sample.id
                ));
            }
        }
    }
    measurement.remarks.push("\n".to_owned() + &kinds.outcome()?);
    measurement.misses.push("\nhow dates lie to the true ones, and what they rest on first:".to_owned());
    measurement.misses.extend(distances.iter().map(|(distance, count)| format!("{count:5}  {distance}")));
    measurement.outcome()
}
