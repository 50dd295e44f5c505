//! The dated documents of the volumes in one folder, in no order: each is dated from what it says.

use std::fs;

use sha2::{Digest, Sha256};

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::site::Sites;
use crate::thresholds;
use crate::truth::{self, Truth};

/// The documents whose day is known. Editorial notes tell of many days and have none.
fn documents() -> Vec<Truth> {
    let is_wanted = |truth: &Truth| {
        truth.date.as_ref().is_some_and(|date| date.len() >= 10) && truth.head.trim() != "Editorial Note"
    };
    truth::volumes().into_values().flatten().filter(is_wanted).collect()
}

/// A name that says nothing: the order of names is as good as random, and the same each time.
fn name(truth: &Truth) -> String {
    let hash = Sha256::digest(truth.place());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The files of the archive.
pub fn files() -> Vec<(String, String)> {
    let folder = corpus::folder("frus").join("bare");
    let text = |truth: &Truth| {
        let path = folder.join(&truth.volume).join(format!("{}.txt", truth.id));
        fs::read_to_string(path).expect("a text for each document")
    };
    documents().iter().map(|truth| (format!("{}.txt", name(truth)), text(truth))).collect()
}

/// Compares the dates with the true ones.
pub fn measure(sites: &Sites) -> Outcome {
    let sample = |truth: Truth| Sample {
        row: truth.volume.clone(),
        name: truth.place(),
        id: name(&truth),
        days: truth.date().into_iter().collect(),
    };
    let samples: Vec<Sample> = documents().into_iter().map(sample).collect();
    dates::measure("dates alone", &sites.alone, &samples, &thresholds::ALONE)
}
