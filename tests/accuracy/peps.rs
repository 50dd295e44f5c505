//! Proposals as plain texts: with their heads, which hold the day, and without, when hardly any names a
//! day of its own.

use std::fs;
use std::sync::LazyLock;

use fonds::stages::date::Date;
use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::measurement::Measure;
use crate::site::Site;
use crate::thresholds;

/// Compares the dates with those of `Created:` in the heads.
pub fn measure() -> Outcome {
    compare("dates of peps", &thresholds::PEPS, |text| text.to_owned())
}

/// Compares the dates of the texts after their heads with those of `Created:`.
pub fn measure_without_heads() -> Outcome {
    compare("dates of peps without heads", &thresholds::PEPS_WITHOUT_HEADS, |text| {
        text.split_once("\n\n").expect("a head").1.trim_start_matches('\n').to_owned()
    })
}

fn compare(title: &str, measures: &[Measure], cut: fn(&str) -> String) -> Outcome {
    let mut files = files();
    let samples = files.iter().map(|(file, text)| {
        let name = file.trim_end_matches(".txt");
        Sample::of("peps", name, vec![created(text).unwrap_or_else(|| panic!("{name}: no day in the head"))])
    });
    let samples: Vec<Sample> = samples.collect();
    files.iter_mut().for_each(|(_, text)| *text = cut(text));
    dates::measure(title, &Site::of_files(files), &samples, measures)
}

/// The day of a line such as `Created: 13-Jul-2000`.
fn created(text: &str) -> Option<Date> {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^Created:\s*(\d\d?)-([A-Z][a-z]{2})-(\d{4})").expect("a pattern"));
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let found = LINE.captures(text)?;
    let month = i8::try_from(MONTHS.find(&found[2])? / 3 + 1).ok()?;
    Date::day(found[3].parse().ok()?, month, found[1].parse().ok()?)
}

/// The proposals as plain texts, name and text.
pub fn files() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(corpus::folder("peps")).sort_by_file_name();
    let files = walk.into_iter().map(|found| found.expect("a folder that can be read"));
    let proposals = files.filter(|file| file.file_type().is_file()).filter_map(|file| {
        let name = file.path().file_stem()?.to_str()?;
        Some((format!("{name}.txt"), fs::read_to_string(file.path()).expect("UTF-8")))
    });
    proposals.collect()
}
