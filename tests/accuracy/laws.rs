//! German laws, each with the day on which it was made in a definition list.

use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::site::Site;
use crate::thresholds;

/// Compares the dates with those after "Ausfertigungsdatum".
pub fn measure() -> Outcome {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^Ausfertigungsdatum\n:\s*(\d{4}-\d\d-\d\d)").expect("a pattern"));
    let files = files();
    let samples = files.iter().map(|(file, text)| {
        let name = file.trim_end_matches(".md");
        let day = &DAY.captures(text).unwrap_or_else(|| panic!("{name}: no day"))[1];
        Sample::of("laws", name, vec![day.parse().expect("a day")])
    });
    let samples: Vec<Sample> = samples.collect();
    dates::measure("dates of laws", &Site::of_files(files), &samples, &thresholds::LAWS)
}

/// The laws, name and text. Each is the `index.md` of its folder, and gets the folder's name here.
pub fn files() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(corpus::folder("laws")).sort_by_file_name();
    let files = walk.into_iter().map(|found| found.expect("a folder that can be read"));
    let laws = files.filter(|file| file.file_name() == "index.md").map(|file| {
        let name = file.path().parent().and_then(|folder| folder.file_name()?.to_str()).expect("a name");
        (format!("{name}.md"), fs::read_to_string(file.path()).expect("UTF-8"))
    });
    laws.collect()
}
