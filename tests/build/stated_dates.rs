//! Dates that documents state: datelines of all forms, fields of the head, fields of the metadata.

use fonds::{Code, Severity};
use serde_json::Value;

use crate::archive::{Archive, Site};

/// The date and its basis in the catalogue.
fn date(site: &Site, id: &str) -> (String, String) {
    let catalog = site.archive.read("public/catalog.jsonl");
    let lines = catalog.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let line = lines.into_iter().find(|line| line["id"] == id).expect("a document");
    let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
    (text("date"), text("date_basis"))
}

/// Builds one document, and gives its date with the basis.
fn date_of(file: &str, text: &str) -> (String, String) {
    let site = Archive::new().file(&format!("content/{file}"), text).build();
    date(&site, file.rsplit_once('.').map_or(file, |(stem, _)| stem))
}

fn assert_date(file: &str, text: &str, expected: &str, basis: &str) {
    assert_eq!(date_of(file, text), (expected.to_owned(), basis.to_owned()), "{text}");
}

#[test]
fn markdown_states_its_date_at_its_head() {
    for text in [
        "# Harbour Board\n\nDate: 2017-09-20\n\nThe lamp was lit at six.\n",
        "# Harbour Board\n\n**Date:** 20 September 2017\n\nThe lamp was lit at six.\n",
        "# Harbour Board\n\n* **Place**: Lindholt\n* **Date**: 2017-09-20\n\nThe lamp was lit at six.\n",
        "# Harbour Board\n\n| Place | Lindholt |\n|---|---|\n| Date | 20.9.2017 |\n\nThe lamp was lit at six.\n",
        "# Hafenordnung\n\nAusfertigungsdatum\n:   2017-09-20\n\nFundstelle\n:   Blatt 4\n\n## Eingang\n",
        "# Harbour Board\n\n```\nDate: Wed, 20 Sep 2017 10:00:00 +0200\n```\n\nThe lamp was lit at six.\n",
        "# Harbour Board\n\nLindholt, 20 September 2017\n\nThe lamp was lit at six.\n",
        "# Harbour Board\n\n2017-09-20\n\nThe lamp was lit at six.\n",
    ] {
        assert_date("m.md", text, "2017-09-20", "dateline");
    }
}

#[test]
fn a_sentence_states_no_date() {
    for text in [
        "# The Lamp\n\nThe lamp of Port Amsel was first lit on 3 May 1926.\n",
        "# The Lamp\n\nThe lamp was lit at six, and burns to this very day.\n\nDate: 2017-09-20\n",
        "# The Lamp\n\nNext meeting: 2017-09-20\n\nUpdated: 2017-09-20\n",
    ] {
        assert_date("m.md", text, "", "none");
    }
}

#[test]
fn plain_text_has_fields_at_its_head() {
    let proposal = "Proposal: 303\nTitle: Lamps\nAuthor: Orn,\n        Vell\nCreated: 31-Dec-2002\nHistory: 5-Jan-2003\n\nThe lamp is to be lit at six.\n";
    let mail =
        "From: Orn\nTo: Vell\nDate: Wed, 13 Sep 2017 10:00:00 +0200\nSubject: The lamp\n\nPlease light it.\n";
    let minutes = "Minutes of the Harbour Board\n\nDate: 2017-09-20\n\nThe lamp was lit at six.\n";
    let line = "Minutes of the Harbour Board\n\n2017-09-20\n\nThe lamp was lit at six.\n";
    assert_date("d.txt", proposal, "2002-12-31", "dateline");
    assert_date("d.txt", mail, "2017-09-13", "dateline");
    assert_date("d.txt", minutes, "2017-09-20", "dateline");
    assert_date("d.txt", line, "2017-09-20", "dateline");
}

#[test]
fn a_field_that_names_the_date_stands_in_for_it() {
    let text =
        "---\ntitle: Lamps\ncreated: 2015-10-27\nupdated: 2016-01-01\n---\n# Lamps\n\nDate: 2014-01-01\n";
    assert_date("d.md", text, "2015-10-27", "metadata");
    let explicit = "---\ntitle: Lamps\ncreated: 2015-10-27\ndate: 2015-11\n---\nText.\n";
    assert_date("d.md", explicit, "2015-11", "metadata");
    let site = Archive::new()
        .file("content/catalog.csv", "file,created\nd.md,27 October 2015\n")
        .file("content/d.md", "# Lamps\n\nText.\n")
        .build();
    assert_eq!(date(&site, "d"), ("2015-10-27".to_owned(), "metadata".to_owned()));
    site.page("d.html").contains("27 October 2015");
    // An archive that names its field means no other.
    let mapped = Archive::new()
        .config("[fields]\ndate = \"held\"\n")
        .file("content/d.md", "---\ncreated: 2015-10-27\n---\n# Lamps\n\nText.\n")
        .build();
    assert_eq!(date(&mapped, "d").1, "none");
}

#[test]
fn of_two_years_the_second_is_the_new_style() {
    assert_date("d.txt", "Letter\n\nAmsel, 11 February 1731/32.\n\nThe lamp.\n", "1732-02-11", "dateline");
    assert_date("d.txt", "Letter\n\nAmsel, 11 May 1731/32.\n\nThe lamp.\n", "1731/1732", "dateline");
}

#[test]
fn a_day_that_there_is_not_is_said_at_its_place() {
    let site =
        Archive::new().file("content/d.txt", "Letter\n\nAmsel, 30 February 1926.\n\nThe lamp.\n").build();
    assert_eq!(date(&site, "d").0, "1926-02");
    let warning = site.diagnostic(Code::Dateline);
    assert_eq!(warning.severity, Severity::Warning);
    assert_eq!(warning.message, "there is no 30 February 1926");
    let place = warning.place.as_ref().expect("a place");
    assert_eq!((place.line, place.column, place.words()), (3, 8, "30 February 1926"));
    assert!(warning.help.as_deref().is_some_and(|help| help.contains("the month is taken")));
}

#[test]
fn a_day_of_the_week_that_contradicts_is_said_at_its_place() {
    let text = "# Letter\n\n**Date:** Monday, March 3, 1926\n\nThe lamp was lit at six.\n";
    let site = Archive::new().file("content/d.md", text).build();
    assert_eq!(date(&site, "d").0, "1926-03-03");
    let warning = site.diagnostic(Code::Dateline);
    assert_eq!(warning.message, "3 March 1926 was a Wednesday, and not a Monday");
    let place = warning.place.as_ref().expect("a place");
    assert_eq!((place.line, place.column), (3, 11));
    // Metadata settles it.
    let settled = Archive::new().file("content/d.md", format!("---\ndate: 1926-03-03\n---\n{text}")).build();
    assert_eq!(settled.diagnostics(Code::Dateline).count(), 0);
}

#[test]
fn an_interval_of_one_day_is_that_day() {
    let site = Archive::new()
        .file("content/d.md", "---\ndate: 1926-03-04/1926-03-04\n---\n# Letter\n\nThe lamp.\n")
        .build();
    site.page("d.html").contains("<time datetime=\"1926-03-04\">4 March 1926</time>");
    assert_eq!(date(&site, "d").0, "1926-03-04");
}
