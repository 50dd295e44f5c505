//! How plain texts of edited volumes are read, measured by what their editors put in by hand.

use crate::corpus::Outcome;
use crate::measurement::{Figure, Measurement};
use crate::references::Slips;
use crate::site::Sites;
use crate::truth::{self, Truth};
use crate::{descriptions, notes, precision, references, thresholds};

/// Compares the pages with the editors' own mark-up: notes, page breaks and references on the texts without
/// datelines; dates and what only a description names on those with them.
pub fn measure(sites: &Sites) -> Outcome {
    let volumes = truth::volumes();
    let mut measurement = Measurement::new("reading", &thresholds::READING);
    let mut slips = Slips::new();
    let mut untagged = Vec::new();
    for truth in volumes.values().flatten() {
        let place = truth.place();
        let (page, source) = (sites.bare.page(&place), sites.bare.source(&place));
        notes::measure(truth, &page, &mut measurement);
        references::measure(truth, &page, &source, &volumes, &mut measurement, &mut slips);
        precision::measure(truth, &page, &source, &mut measurement, &mut untagged);
        descriptions::measure(truth, &sites.plain.page(&place), &mut measurement);
        measure_date(truth, sites.plain.record(&place).date.as_deref(), &mut measurement);
    }
    let remark = "Tags that contradict the words of the text, counted only in the row \"of all tags\":";
    measurement.remarks.push(remark.to_owned());
    for (cause, tags) in slips {
        measurement.remarks.push(format!("{:>5} {cause}", tags.len()));
        measurement.misses.extend(tags);
    }
    precision::draw(untagged, &mut measurement);
    measurement.outcome()
}

/// Compares a date that the text states with the true one.
fn measure_date(truth: &Truth, found: Option<&str>, measurement: &mut Measurement) {
    let Some(date) = &truth.date else { return };
    // Where the editors give the first moment of an interval, its beginning is the date.
    let right = found.is_some_and(|found| {
        let beginning = found.split('/').next().unwrap_or_default();
        beginning.len() >= 7 && date.starts_with(beginning)
    });
    measurement.add(&truth.volume, "dates exact", Figure::one(right));
    if !right {
        let place = truth.place();
        measurement.misses.push(format!("{place}: the date is {date}, and was read as {found:?}"));
    }
}
