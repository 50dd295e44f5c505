//! Links made from descriptions, measured by the notes in which editors name the same documents.

use std::sync::LazyLock;

use regex::Regex;

use crate::measurement::{Figure, Measurement};
use crate::truth::Truth;

/// Links that were made from a description ("your letter of May 3") right before the mark of a note in
/// which the editors name the document: how many lead to it.
pub fn measure(truth: &Truth, page: &str, measurement: &mut Measurement) {
    static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r##"<a class="ref" href="(?:\.\./)?([^"#]+)\.html">([^<]+)</a>[,.]? ?<sup class="note-mark"><a role="doc-noteref" id="[^"]*" href="#fn(\w+)"##)
            .expect("a pattern")
    });
    for found in DESCRIBED.captures_iter(page).filter(|found| !found[2].contains("ocument")) {
        let note = format!("note:{}", &found[3]);
        let named = truth.refs.iter().filter(|reference| reference.r#in == note);
        let named: Vec<String> = named
            .filter_map(|reference| reference.target.split_once("#d"))
            .map(|(volume, document)| {
                let volume = if volume.is_empty() { &truth.volume } else { volume };
                format!("{volume}/d{}", document.split("fn").next().unwrap_or_default())
            })
            .collect();
        if named.is_empty() {
            continue;
        }
        let link = if found[1].contains('/') {
            found[1].to_owned()
        } else {
            format!("{}/{}", truth.volume, &found[1])
        };
        let right = named.contains(&link);
        measurement.add(&truth.volume, "described", Figure::one(right));
        if !right {
            let (place, words) = (truth.place(), &found[2]);
            measurement
                .misses
                .push(format!("{place}: “{words}” leads to {link}, and the editors name {named:?}"));
        }
    }
}
