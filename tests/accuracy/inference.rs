//! Inferred dates, measured by the true ones.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fonds::date::Date;
use regex::Regex;

use super::{Figure, Figures, Site, Truth};

/// Compares the date that was inferred for a text without its dateline with the true one.
pub fn measure_inference(
    truth: &Truth,
    bare: &Site,
    figures: &mut Figures,
    misses: &mut Vec<String>,
    causes: &mut BTreeMap<String, usize>,
) {
    let Some(date) = truth.date.as_ref() else { return };
    let date: Date = date.get(..10).unwrap_or(date).parse().expect("a true date");
    let place = format!("{}/{}", truth.volume, truth.id);
    let found = bare.dates.get(&place).map(|found| found.parse::<Date>().expect("a date of the catalogue"));
    let days = |date: Date| Some((date.earliest()?, date.latest()?));
    let length = found.and_then(days).map(|(first, last)| (last - first).get_days() + 1);
    let holds = found.is_some_and(|found| found.overlaps(date));
    let mut count =
        |index: usize, right: bool| figures[index].add(Figure { right: usize::from(right), all: 1 });
    count(8, holds);
    count(9, holds && length == Some(1));
    if length == Some(1) {
        count(10, holds);
    }
    count(11, holds && length.is_some_and(|length| length <= 31));
    let cause = match (found.and_then(days), days(date)) {
        (Some((first, last)), _) if holds => {
            let days = (last - first).get_days();
            if days < 31 {
                return;
            }
            if days < 92 { "right, but a month to three long" } else { "right, but longer than three months" }
        }
        (Some(_), _) if length == Some(1) => "a wrong day",
        (Some((_, last)), Some((true_first, _))) if last < true_first => match (true_first - last).get_days()
        {
            ..=7 => "an interval up to a week too early",
            8..=31 => "an interval up to a month too early",
            _ => "an interval more than a month too early",
        },
        (Some((first, _)), Some((_, true_last))) => match (first - true_last).get_days() {
            ..=7 => "an interval up to a week too late",
            8..=31 => "an interval up to a month too late",
            _ => "an interval more than a month too late",
        },
        _ => "no date",
    };
    if !holds {
        misses.push(format!(
            "{place}: the date is {date}, and was inferred as {found:?}",
            found = bare.dates.get(&place)
        ));
    }
    static EVIDENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"<dt>Date inferred from</dt><dd>(the file number|the source note|the order of the documents|the days that|the \w+|a footnote)").expect("a pattern")
    });
    let page = bare.page(truth);
    let evidence = EVIDENCE
        .captures(&page)
        .map_or("nothing", |captures| captures.get(1).map_or("", |words| words.as_str()));
    *causes.entry(format!("{cause}: {evidence}")).or_default() += 1;
}
