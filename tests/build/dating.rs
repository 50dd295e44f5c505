//! Dates that are inferred for documents without one.

use fonds::stages::date::Date;
use serde_json::Value;

use crate::archive::{Archive, Site};

const VOLUME: &str = "title = \"Harbour Papers, 1961\"\n";

/// A document without a dateline; its last line can be a note.
fn undated(number: usize, title: &str, text: &str, note: &str) -> String {
    format!("{number}. {title}1\n\n{text}\n\n  1. {note}\n")
}

fn dated(number: usize, day: &str) -> String {
    format!("{number}. Letter {number}\n\nAmsel, {day}.\n\nThe lamp was lit.\n")
}

/// Letters of 1926, one on every third day from March on; some can be replaced.
fn letters(replaced: &[(usize, String)]) -> Archive {
    let mut archive = Archive::new();
    for number in 1..=30_usize {
        let month = ["March", "April", "May"][(number - 1) / 10];
        let letter = dated(number, &format!("{month} {}, 1926", (number - 1) % 10 * 3 + 1));
        let text =
            replaced.iter().find(|(other, _)| *other == number).map_or(letter, |(_, text)| text.clone());
        archive = archive.file(&format!("content/a/d{number}.txt"), text);
    }
    archive
}

/// A document's date in the catalogue, with its basis.
pub fn date(site: &Site, id: &str) -> (Option<String>, String) {
    let catalog = site.archive.read("public/catalog.jsonl");
    let lines = catalog.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let line = lines.into_iter().find(|line| line["id"] == id).expect("a document");
    (line["date"].as_str().map(str::to_owned), line["date_basis"].as_str().expect("a basis").to_owned())
}

fn inferred(site: &Site, id: &str) -> Date {
    let (date, basis) = date(site, id);
    assert_eq!(basis, "inferred");
    date.expect("a date").parse().expect("EDTF")
}

/// The days of a date, both ends included.
fn days(date: Date) -> i32 {
    let (first, last) = (date.earliest().expect("a first day"), date.latest().expect("a last day"));
    (last - first).get_days() + 1
}

#[test]
fn file_numbers_date_what_was_received() {
    let mut archive = Archive::new().file("content/a/collection.toml", VOLUME);
    for number in 1..=12 {
        let note = format!("Source: Ministry of the Sea, Central Files, 611.61/2–{}61. Secret.", number * 2);
        let title = "Telegram From the Legation in Amsel to the Department of Lights";
        archive = archive
            .file(&format!("content/a/d{number}.txt"), undated(number, title, "The lamp is lit.", &note));
    }
    let site = archive.build();
    assert_eq!(date(&site, "a/d5"), (Some("1961-02-10".to_owned()), "inferred".to_owned()));
    site.page("a/d5.html")
        .contains("[<time datetime=\"1961-02-10\">10 February 1961</time>]")
        .contains_in_order(&[
            "Date inferred from",
            "the file number: “611.61/2–1061”",
            "<a href=\"d4.html\">Document 4</a> [8 February 1961]",
            "<a href=\"d6.html\">Document 6</a> [12 February 1961]",
        ]);
    site.page("timeline.html").contains("[<time datetime=\"1961-02-10\">");
}

#[test]
fn a_file_number_over_the_title_counts_and_one_in_another_note_does_not() {
    let mut archive = Archive::new().file("content/a/collection.toml", "title = \"Harbour Papers, 1949\"\n");
    for number in 1..=12 {
        let text = format!(
            "851G.01/3–{}49: Telegram\n\nThe Consul at Amsel to the Secretary of the Sea\n\nThe lamp is lit.1\n\n  1. Not printed; file 851G.01/9–{number}49.\n",
            number * 2
        );
        archive = archive.file(&format!("content/a/d{number}.txt"), text);
    }
    let site = archive.build();
    assert_eq!(date(&site, "a/d5").0.as_deref(), Some("1949-03-10"));
}

#[test]
fn neighbours_give_an_interval() {
    let site = letters(&[(12, "12. Note\n\nThe lamp was lit.\n".to_owned())]).build();
    let date = inferred(&site, "a/d12");
    assert!(date.overlaps("1926-04-04".parse().expect("a date")), "{date}");
    assert!((2..=10).contains(&days(date)), "{date}");
    site.page("a/d12.html")
        .contains("between <a href=\"d11.html\">Document 11</a> (1 April 1926) and <a href=\"d13.html\">")
        .lacks("<time datetime=\"1926-04-04\">");
}

#[test]
fn an_undated_dateline_is_completed() {
    let site = letters(&[(12, "12. Note\n\nAmsel, undated.\n\nThe lamp was lit.\n".to_owned())]).build();
    assert!(days(inferred(&site, "a/d12")) <= 10);
    site.page("a/d12.html").contains("<span class=\"place\">Amsel</span>");
}

#[test]
fn a_title_is_enough_without_an_order() {
    let site = Archive::new()
        .file("content/d1.txt", "Minutes of the Council, March 3, 1926\n\nThe lamp was lit.\n")
        .file("content/d2.txt", "Minutes\n\nThe council met on March 4, 1926.\n")
        .build();
    assert_eq!(date(&site, "d1"), (Some("1926-03-03".to_owned()), "inferred".to_owned()));
    assert_eq!(date(&site, "d2"), (None, "none".to_owned()));
    site.page("d1.html").contains("the title: “March 3, 1926”");
}

#[test]
fn an_editorial_note_is_near_the_first_day_that_it_names() {
    let text = "On April 5, 1926, the council met. On April 20 it met again.";
    let site = letters(&[(12, format!("12. Editorial Note\n\n{text}\n"))]).build();
    let date = inferred(&site, "a/d12");
    assert!(days(date) <= 5 && date.overlaps("1926-04-05".parse().expect("a date")), "{date}");
    site.page("a/d12.html").contains("the text: “April 5, 1926”");
}

#[test]
fn the_day_of_drafting_ends_the_interval_of_a_conversation() {
    let note = "Source: Ministry of the Sea, Box 2. Secret. Drafted by Orn on April 6.";
    let record = undated(12, "Memorandum of Conversation", "The Consul called.", note);
    let site = letters(&[(11, "11. Note\n\nText.\n".to_owned()), (12, record)]).build();
    let date = inferred(&site, "a/d12");
    assert!(date.overlaps("1926-04-05".parse().expect("a date")), "{date}");
    site.page("a/d12.html").contains("the source note: “April 6”");
}

#[test]
fn contradicting_evidence_gives_no_day() {
    let note = "Source: Ministry of the Sea, Central Files, 611.61/11–526. Secret.";
    let stray = undated(12, "Memorandum From Orn to Vell", "The lamp was lit.", note);
    let site = letters(&[(12, stray)]).build();
    assert!(days(inferred(&site, "a/d12")) > 1);
}

#[test]
fn where_the_order_begins_anew_no_narrow_interval_is_given() {
    // Two chapters, each from January to October; the first document of the second has no date.
    let mut archive = Archive::new();
    for number in 1..=40_usize {
        let month = ["January", "March", "May", "July", "October"][(number - 1) % 20 / 4];
        let text = match number {
            21 => "21. Note\n\nThe lamp was lit.\n".to_owned(),
            _ => dated(number, &format!("{month} {}, 1926", (number - 1) % 4 * 7 + 1)),
        };
        archive = archive.file(&format!("content/a/d{number}.txt"), text);
    }
    let site = archive.build();
    match date(&site, "a/d21") {
        (None, basis) => assert_eq!(basis, "none"),
        (Some(date), _) => assert!(days(date.parse().expect("EDTF")) > 31, "{date}"),
    }
}

#[test]
fn without_an_order_of_time_nothing_is_inferred() {
    let mut archive = Archive::new();
    for number in 1..=30_usize {
        let month = ["March", "January", "May", "February"][number % 4];
        let text = match number {
            12 => "12. Note\n\nThe lamp was lit on April 3.\n".to_owned(),
            _ => dated(number, &format!("{month} {}, {}", number * 7 % 28 + 1, 1920 + number * 5 % 9)),
        };
        archive = archive.file(&format!("content/a/d{number}.txt"), text);
    }
    assert_eq!(date(&archive.build(), "a/d12"), (None, "none".to_owned()));
}

#[test]
fn the_order_of_dates_says_nothing_about_the_undated() {
    let site = letters(&[(12, "12. Note\n\nThe lamp was lit.\n".to_owned())])
        .file("content/a/collection.toml", "order = \"date\"\n")
        .build();
    assert_eq!(date(&site, "a/d12").1, "none");
}

#[test]
fn what_stands_outside_the_numbers_is_not_dated_by_them() {
    let site = letters(&[]).file("content/a/preface.txt", "Preface\n\nThe lamp was lit.\n").build();
    assert_eq!(date(&site, "a/preface").1, "none");
}

#[test]
fn a_collection_that_names_no_days_stays_undated_but_for_its_own_years() {
    let notes = || {
        let note =
            |number| (format!("content/a/d{number}.txt"), format!("{number}. Note\n\nThe lamp was lit.\n"));
        (1..=20).map(note).fold(Archive::new(), |archive, (path, text)| archive.file(&path, text))
    };
    assert_eq!(date(&notes().build(), "a/d7").1, "none");
    let site = notes().file("content/a/collection.toml", VOLUME).build();
    assert_eq!(date(&site, "a/d7"), (Some("1961".to_owned()), "inferred".to_owned()));
    site.page("a/d7.html").contains("the collection’s name: “1961”");
}

#[test]
fn metadata_wins_over_what_is_inferred() {
    let note = "12. Note\n\nThe lamp was lit.\n".to_owned();
    let site =
        letters(&[(12, note)]).file("content/catalog.csv", "file,date\na/d12.txt,1926-04-03\n").build();
    assert_eq!(date(&site, "a/d12"), (Some("1926-04-03".to_owned()), "metadata".to_owned()));
    site.page("a/d12.html").lacks("Date inferred from");
}
