//! How well real documents are read and dated, measured by what is known of them.
//!
//! Each test builds an archive of real documents, compares its pages with what their editors put in by
//! hand or what the sources say themselves, and fails under the thresholds (`accuracy/thresholds.rs`).
//! `--nocapture` shows the tables; `FONDS_MISSES=1` lists each miss below them, and `FONDS_SAMPLE=1` a
//! hundred inferred dates with their evidence and three hundred links that the editors did not tag. The documents are no part of this repository:
//! `accuracy/corpus.rs` says where they are looked for.

#[path = "accuracy/alone.rs"]
mod alone;
#[path = "accuracy/basis.rs"]
mod basis;
#[path = "accuracy/corpus.rs"]
mod corpus;
#[path = "accuracy/dates.rs"]
mod dates;
#[path = "accuracy/descriptions.rs"]
mod descriptions;
#[path = "accuracy/evidence.rs"]
mod evidence;
#[path = "accuracy/false_marks.rs"]
mod false_marks;
#[path = "accuracy/heads.rs"]
mod heads;
#[path = "accuracy/laws.rs"]
mod laws;
#[path = "accuracy/mail.rs"]
mod mail;
#[path = "accuracy/measurement.rs"]
mod measurement;
#[path = "accuracy/minutes.rs"]
mod minutes;
#[path = "accuracy/named.rs"]
mod named;
#[path = "accuracy/notes.rs"]
mod notes;
#[path = "accuracy/pages.rs"]
mod pages;
#[path = "accuracy/peps.rs"]
mod peps;
#[path = "accuracy/places.rs"]
mod places;
#[path = "accuracy/precision.rs"]
mod precision;
#[path = "accuracy/reading.rs"]
mod reading;
#[path = "accuracy/references.rs"]
mod references;
#[path = "accuracy/seeds.rs"]
mod seeds;
#[path = "accuracy/site.rs"]
mod site;
#[path = "accuracy/slips.rs"]
mod slips;
#[path = "accuracy/tei.rs"]
mod tei;
#[path = "accuracy/thresholds.rs"]
mod thresholds;
#[path = "accuracy/truth.rs"]
mod truth;
#[path = "accuracy/volumes.rs"]
mod volumes;

use std::process::ExitCode;
use std::sync::Arc;

use corpus::{Outcome, Trials};
use site::Sites;

fn main() -> ExitCode {
    let sites = Arc::new(Sites::new());
    let of = |measure: fn(&Sites) -> Outcome| {
        let sites = Arc::clone(&sites);
        move || measure(&sites)
    };
    Trials::from_arguments()
        .test("reading", &["frus"], of(reading::measure))
        .test("heads", &["frus"], of(heads::measure))
        .test("volumes_of_tei", &["frus"], of(tei::measure))
        .test("a_diary_of_tei", &["diary"], tei::measure_diary)
        .test("titles_of_laws", &["laws"], heads::measure_laws)
        .test("titles_of_peps", &["peps"], heads::measure_peps)
        .test("pages_come_back", &["frus", "minutes", "eips"], pages::measure)
        .test("places_of_marks", &["frus"], of(places::measure))
        .test("false_marks", &["peps", "minutes", "laws"], false_marks::measure)
        .test("dates_of_volumes", &["frus"], of(volumes::measure))
        .test("dates_alone", &["frus"], of(alone::measure))
        .test("dates_of_minutes", &["minutes"], minutes::measure)
        .test("dates_of_peps", &["peps"], peps::measure)
        .test("dates_of_peps_without_heads", &["peps"], peps::measure_without_heads)
        .test("dates_of_laws", &["laws"], of(laws::measure))
        .test("laws_are_the_pages_of_their_folders", &["laws"], of(laws::measure_pages))
        .test("dates_of_the_five_documents", &["seeds"], of(seeds::measure))
        .test("dates_rest_on_what_pages_quote", &["frus", "seeds"], of(evidence::measure))
        .test("slips_of_evidence_are_found", &[], evidence::finds_slips)
        .test("ten_thousand_messages_are_whole", &[corpus::PYTHON], mail::measure)
        .run()
}
