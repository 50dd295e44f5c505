//! Numbers and titles as the sources print or state them.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Outcome;
use crate::measurement::{Figure, Measurement};
use crate::site::{Record, Site, Sites};
use crate::truth::{self, Truth};
use crate::{laws, peps, thresholds};

/// Compares numbers and titles of the volumes with the editors' heads.
pub fn measure(sites: &Sites) -> Outcome {
    let mut measurement = Measurement::new("heads", &thresholds::HEADS);
    for truth in truth::volumes().values().flatten() {
        let (number, title) = head(truth);
        let record = sites.bare.record(&truth.place());
        let mut compare = |what: &'static str, found: Option<&str>, printed: Option<&str>| {
            let is_right = found == printed;
            measurement.add(&truth.volume, what, Figure::one(is_right));
            if !is_right {
                measurement.misses.push(format!("{}: {what}: {printed:?}, read as {found:?}", truth.place()));
            }
        };
        compare("numbers", record.number.as_deref(), number);
        compare("titles", Some(bare(&record.title).as_str()), Some(bare(title).as_str()));
    }
    measurement.outcome()
}

/// Compares the titles of laws with those of their front matter.
pub fn measure_laws() -> Outcome {
    compare_titles("titles of laws", "laws", laws::files())
}

/// Compares the titles of proposals with those in their heads.
pub fn measure_peps() -> Outcome {
    compare_titles("titles of peps", "peps", peps::files())
}

fn compare_titles(name: &str, corpus: &str, files: Vec<(String, String)>) -> Outcome {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^Title:\s*(.+(?:\n[ \t]+.+)*)$").expect("a pattern"));
    let mut measurement = Measurement::new(name, &thresholds::TITLES);
    let titles: Vec<(String, String)> = files
        .iter()
        .map(|(file, text)| {
            let stated = TITLE.captures(text).unwrap_or_else(|| panic!("{file}: no title"));
            let id = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            (id.to_owned(), bare(stated[1].trim_matches(['"', '\''])))
        })
        .collect();
    let site = Site::of_files(files);
    for (id, stated) in titles {
        let Record { title, .. } = site.record(&id);
        let is_right = bare(title) == stated;
        measurement.add(corpus, "titles", Figure::one(is_right));
        if !is_right {
            measurement.misses.push(format!("{id}: {stated:?}, read as {title:?}"));
        }
    }
    measurement.outcome()
}

/// The number and the title of an editors' head.
fn head(truth: &Truth) -> (Option<&str>, &str) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d+[a-z]?)\.\s").expect("a pattern"));
    match NUMBER.captures(&truth.head) {
        Some(found) => {
            let (whole, number) = (found.get(0).expect("a match"), found.get(1).expect("a number"));
            (Some(number.as_str()), &truth.head[whole.end()..])
        }
        None => (None, truth.head.as_str()),
    }
}

/// A title without white space, and without the mark of a note at its end.
fn bare(title: &str) -> String {
    let title: String =
        title.chars().filter(|character| !character.is_whitespace() && *character != '"').collect();
    title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '†')).to_owned()
}
