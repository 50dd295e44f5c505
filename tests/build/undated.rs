//! Documents without a date: what the timeline, their pages and the report say, and that the site makes do.

use fonds::{Code, Severity};

use crate::archive::Archive;

const PLAIN: &str = "1. Note\n\nThe lamp was lit.\n";
/// It names days, of which none is known to be its own.
const STORY: &str = "2. Story\n\nOn March 3, 1926, the lamp was lit, and on May 9, 1931, it went out.\n";
const LETTER: &str = "3. Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n";

#[test]
fn the_timeline_says_how_many_have_no_date_and_why() {
    let site = Archive::new()
        .file("content/d1.txt", PLAIN)
        .file("content/d2.txt", STORY)
        .file("content/d3.txt", LETTER)
        .build();
    site.page("timeline.html").contains("class=\"chart\"").contains_in_order(&[
        "<a href=\"#undated\">2 undated</a>",
        "id=\"y1926\"",
        "id=\"undated\"",
        "2 of 3 documents have no date. 1 names no day. 1 names days, but nothing says which of them is its own.",
        "<details>",
        "catalog.csv",
        "href=\"d1.html\"",
        "href=\"d2.html\"",
    ]);
    site.page("d1.html").contains("<dt>No date</dt><dd>it names no day</dd>");
    site.page("d2.html")
        .contains("<dt>No date</dt><dd>it names days, but nothing says which of them is its own</dd>");
    site.page("d3.html").lacks("No date");
}

#[test]
fn the_report_says_it_once_with_advice() {
    let site = Archive::new()
        .file("content/d1.txt", PLAIN)
        .file("content/a/d2.txt", STORY)
        .file("content/a/d3.txt", LETTER)
        .build();
    let note = site.diagnostic(Code::Undated);
    assert_eq!((note.severity, note.file.as_str()), (Severity::Note, "content"));
    assert_eq!(
        note.message,
        "2 of 3 documents have no date: 1 names no day; 1 names days, but nothing says which of them is its own"
    );
    assert!(note.help.as_ref().is_some_and(|help| help.contains("fonds catalog")));
    // A build after a change says the same.
    site.archive.write("content/a/d3.txt", LETTER.replace("lit", "dark"));
    let again = site.build_again();
    assert!(again.diagnostic(Code::Undated).message.starts_with("2 of 3"));
    again.archive.write("content/d1.txt", LETTER);
    let again = again.build_again();
    assert!(
        again.diagnostic(Code::Undated).message.starts_with("1 of 3 documents has no date: 1 names days")
    );
    again.archive.write("content/a/d2.txt", LETTER);
    assert_eq!(again.build_again().diagnostics(Code::Undated).count(), 0);
}

#[test]
fn an_archive_without_any_date_has_an_explanation_and_ways_on() {
    let site = Archive::new()
        .file("content/a/d1.txt", "1. Note\n\nSee Document 2.\n")
        .file("content/a/d2.txt", STORY)
        .build();
    site.page("timeline.html")
        .lacks("class=\"chart\"")
        .lacks("2 undated")
        .lacks("id=\"explorer\"")
        .contains_in_order(&[
            "None of the 2 documents has a date. 1 names no day.",
            "href=\"index.html\"",
            "href=\"search.html\"",
            "href=\"a/d1.html\"",
        ])
        .contains("<meta name=\"description\" content=\"None of the 2 documents has a date.\">");
    site.page("index.html").lacks("class=\"chart\"").lacks("The timeline, with");
    // How documents refer to each other does not depend on dates.
    site.page("a/index.html").lacks("class=\"chart\"").contains("href=\"graph.html\"");
}

#[test]
fn many_undated_documents_are_counted_by_collection() {
    let mut archive = Archive::new().file("content/a/d0.txt", LETTER);
    for number in 1..=120 {
        let folder = if number % 3 == 0 { "a" } else { "b" };
        archive =
            archive.file(&format!("content/{folder}/d{number}.txt"), format!("{number}. Note\n\nText.\n"));
    }
    let site = archive.build();
    site.page("timeline.html")
        .lacks("d33.html")
        .contains_in_order(&[
            "120 of 121 documents have no date. 120 name no day.",
            "<a href=\"a/index.html\">a</a>",
            "40 undated",
            "<a href=\"b/index.html\">b</a>",
            "80 undated",
        ])
        .lacks("Other collections");
}

#[test]
fn the_timeline_is_bounded_however_many_collections_there_are() {
    let mut archive = Archive::new();
    for number in 1..=130 {
        archive = archive.file(&format!("content/c{number}/d.txt"), PLAIN);
    }
    let site = archive.build();
    site.page("timeline.html")
        .contains_times("1 undated", 100)
        .contains_in_order(&["Other collections", "30 undated"]);
}

#[test]
fn where_the_month_is_known_of_few_the_chart_is_by_year() {
    let markdown = |date: &str| format!("+++\ndate = \"{date}\"\n+++\n# Note\n\nText.\n");
    let site = Archive::new()
        .file("content/d1.md", markdown("1926"))
        .file("content/d2.md", markdown("1927"))
        .file("content/d3.md", markdown("1927-03"))
        .build();
    site.page("timeline.html").contains("Documents by year").contains("aria-label=\"1927: 2 documents\"");
    site.archive.write("content/d1.md", markdown("1926-04"));
    site.build_again()
        .page("timeline.html")
        .contains("Documents by month")
        .contains("1 whose month is not known is not in the chart.");
}
