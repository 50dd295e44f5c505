//! Dates of volumes without their datelines, where documents stand in order.

use crate::corpus::Outcome;
use crate::dates::{self, Sample};
use crate::site::Sites;
use crate::{thresholds, truth};

/// Compares the dates with the true ones.
pub fn measure(sites: &Sites) -> Outcome {
    let documents = truth::volumes().into_values().flatten();
    let samples: Vec<Sample> = documents
        .filter_map(|truth| {
            let day = truth.date()?;
            let (row, name, id) = (truth.volume.clone(), truth.place(), truth.place());
            Some(Sample { row, name, id, days: vec![day] })
        })
        .collect();
    dates::measure("dates of volumes", &sites.bare, &samples, &thresholds::VOLUMES)
}
