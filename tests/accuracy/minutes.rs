//! Minutes of meetings whose names or titles hold the day.

use std::fs;
use std::sync::LazyLock;

use fonds::stages::date::Date;
use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::site::Site;
use crate::thresholds;

/// Compares the dates with those in names and titles. Where they contradict, either is right.
pub fn measure() -> Outcome {
    let folder = corpus::folder("minutes");
    let walk = walkdir::WalkDir::new(&folder).sort_by_file_name();
    let mut samples = Vec::new();
    for file in walk.into_iter().map(|found| found.expect("a folder that can be read")) {
        if file.path().extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let id = file.path().strip_prefix(&folder).expect("a path within").with_extension("");
        let id = id.display().to_string();
        let text = fs::read_to_string(file.path()).expect("UTF-8");
        let title = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let name = file.file_name().to_str().expect("UTF-8");
        let days: Vec<Date> = [name, title].into_iter().filter_map(day).collect();
        if !days.is_empty() {
            samples.push(Sample::of("minutes", &id, days));
        }
    }
    dates::measure("dates of minutes", &Site::of_folder(&folder), &samples, &thresholds::MINUTES)
}

/// The first day that is written as 2015-05-27.
fn day(text: &str) -> Option<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{4}-\d\d-\d\d").expect("a pattern"));
    DAY.find_iter(text).find_map(|found| found.as_str().parse().ok())
}
