//! Notes that are paired with their marks, and printed pages.

use std::sync::LazyLock;

use regex::Regex;

use crate::measurement::Measurement;
use crate::truth::Truth;

/// Compares the notes and page breaks of a page with those of the editors.
pub fn measure(truth: &Truth, page: &str, measurement: &mut Measurement) {
    let place = truth.place();
    let paired = paired_notes(page);
    for note in measurement.match_up(&truth.volume, "footnotes paired", &truth.footnotes, paired) {
        measurement.misses.push(format!("{place}: note {note} is not paired"));
    }
    for number in measurement.match_up(&truth.volume, "page breaks", &truth.pages, page_breaks(page)) {
        measurement.misses.push(format!("{place}: no page {number}"));
    }
}

/// The labels of the notes that a mark in the text calls.
fn paired_notes(page: &str) -> Vec<String> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<li id="(fn[^"]+)"><span class="note-label">([^<]+)\.</span>"#).expect("a pattern")
    });
    NOTE.captures_iter(page)
        .filter(|captures| page.contains(&format!("href=\"#{}\"", &captures[1])))
        .map(|captures| captures[2].to_owned())
        .collect()
}

fn page_breaks(page: &str) -> Vec<String> {
    static BREAK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#" data-page="([^"]+)""#).expect("a pattern"));
    BREAK.captures_iter(page).map(|captures| captures[1].to_owned()).collect()
}
