//! German laws, each the `index.md` of its folder, with the day on which it was made in a definition list.

use std::fs;
use std::sync::LazyLock;

use fonds::stages::date::Date;
use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::dates::{self, Sample};
use crate::measurement::{Figure, Measurement};
use crate::site::{Site, Sites};
use crate::thresholds;

/// A law as its source has it.
struct Law {
    /// The path of its folder.
    folder: String,
    /// The heading of its text.
    heading: String,
    /// The day after "Ausfertigungsdatum".
    day: Date,
    has_notes: bool,
}

fn laws() -> Vec<Law> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^Ausfertigungsdatum\n:\s*(\d{4}-\d\d-\d\d)").expect("a pattern"));
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^# (.+(?:\n\S.*)*)").expect("a pattern"));
    let root = corpus::folder("laws");
    let mut laws = Vec::new();
    for file in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let file = file.expect("a folder that can be read");
        if file.file_name() != "index.md" {
            continue;
        }
        let folder = file.path().parent().and_then(|folder| folder.strip_prefix(&root).ok());
        let folder = folder.expect("a path within").display().to_string();
        let text = fs::read_to_string(file.path()).expect("UTF-8");
        let found = |pattern: &Regex| {
            let captures = pattern.captures(&text).unwrap_or_else(|| panic!("{folder}: not {pattern}"));
            captures[1].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        laws.push(Law {
            heading: found(&HEADING),
            day: found(&DAY).parse().expect("a day"),
            has_notes: text.contains("[^"),
            folder,
        });
    }
    laws
}

/// Compares the dates with those after "Ausfertigungsdatum".
pub fn measure(sites: &Sites) -> Outcome {
    let sample = |law: &Law| Sample::of("laws", &format!("{}/index", law.folder), vec![law.day]);
    let samples: Vec<Sample> = laws().iter().map(sample).collect();
    dates::measure("dates of laws", &sites.laws, &samples, &thresholds::LAWS)
}

/// Looks whether each law has its title, and the address of its folder, which is no collection.
pub fn measure_pages(sites: &Sites) -> Outcome {
    let site: &Site = &sites.laws;
    let mut measurement =
        Measurement::new("laws that are the pages of their folders", &thresholds::FOLDER_PAGES);
    for law in laws() {
        let mut count = |measure: &str, counts: bool| {
            measurement.add("laws", measure, Figure::one(counts));
            if !counts {
                measurement.misses.push(format!("{}: {measure}", law.folder));
            }
        };
        let record = site.find(&format!("{}/index", law.folder));
        // Front matter can have the title without the abbreviation that stands after it in the text.
        let is_titled = |title: &str| !title.is_empty() && law.heading.starts_with(title);
        count("its title", record.is_some_and(|record| is_titled(&record.title)));
        let address = format!("{}/index.html", law.folder);
        count("its address", record.is_some_and(|record| record.url == address));
        let page = record.map(|_| site.file(&address)).unwrap_or_default();
        count("no collection", page.contains("<body class=\"page-document\">"));
        count("no false mark", law.has_notes || !page.contains("role=\"doc-noteref\""));
    }
    measurement.outcome()
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
