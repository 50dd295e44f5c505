//! German laws, each with the day on which it was made in a definition list.

use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::site::Site;
use crate::thresholds;

/// Compares the dates with those after "Ausfertigungsdatum". Each law is the `index.md` of its folder, and
/// gets the folder's name here.
pub fn measure() -> Outcome {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^Ausfertigungsdatum\n:\s*(\d{4}-\d\d-\d\d)").expect("a pattern"));
    let (mut files, mut samples) = (Vec::new(), Vec::new());
    let walk = walkdir::WalkDir::new(corpus::folder("laws")).sort_by_file_name();
    for file in walk.into_iter().map(|found| found.expect("a folder that can be read")) {
        if file.file_name() != "index.md" {
            continue;
        }
        let name = file.path().parent().and_then(|folder| folder.file_name()?.to_str()).expect("a name");
        let text = fs::read_to_string(file.path()).expect("UTF-8");
        let day = &DAY.captures(&text).unwrap_or_else(|| panic!("{name}: no day"))[1];
        samples.push(Sample::of("laws", name, vec![day.parse().expect("a day")]));
        files.push((format!("{name}.md"), text));
    }
    dates::measure("dates of laws", &Site::of_files(files), &samples, &thresholds::LAWS)
}
