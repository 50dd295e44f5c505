//! All targets in one program, since each more would take a minute to build. `FONDS_FUZZ` names the one that runs.
#![no_main]

mod config;
mod front_matter;
mod html;
#[allow(dead_code, reason = "the tests of the readers ask for more of them")]
#[path = "../../tests/invariants/mod.rs"]
mod invariants;
mod mail;
mod markdown;
mod office;
mod plain;
mod references;
mod site;
mod site_checks;
mod split;
mod spreadsheet;
mod tei;
mod words;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

/// The targets.
const TARGETS: &[(&str, fn(&[u8]))] = &[
    ("config", config::run),
    ("front_matter", front_matter::run),
    ("mail", mail::run),
    ("html", html::run),
    ("markdown", markdown::run),
    ("office", office::run),
    ("plain", plain::run),
    ("references", references::run),
    ("site", site::run),
    ("split", split::run),
    ("spreadsheet", spreadsheet::run),
    ("tei", tei::run),
    ("words", words::run),
];

/// The target that runs.
static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FONDS_FUZZ").unwrap_or_default();
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.unwrap_or_else(|| panic!("FONDS_FUZZ is `{name}`, which is none of the targets")).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
