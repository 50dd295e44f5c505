//! A date that was inferred stands in square brackets wherever it is shown, and the page says what they mean.

use crate::archive::Archive;

const MEANING: &str = "Dates in square brackets are inferred.";
const INFERRED: &str = "[<time datetime=\"1926-03-03\">3 March 1926</time>]";

/// Minutes whose title names their day, and a letter with a dateline.
fn archive() -> Archive {
    Archive::new()
        .file("content/minutes/d1.txt", "1. Minutes of the Council, March 3, 1926\n\nSee Document 3.\n")
        .file("content/minutes/d3.txt", "3. Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n")
        .file("content/letters/d2.txt", "2. Letter\n\nAmsel, May 9, 1929.\n\nThe lamp was lit.\n")
        .file("content/letters/d4.txt", "4. Letter\n\nAmsel, May 9, 1921.\n\nThe lamp was lit.\n")
}

#[test]
fn every_page_that_shows_an_inferred_date_says_what_brackets_mean() {
    let site = archive().build();
    for address in [
        "minutes/d1.html",
        "minutes/d3.html",
        "minutes/index.html",
        "minutes/graph.html",
        "timeline.html",
        "search.html",
    ] {
        site.page(address).contains_times(MEANING, 1);
    }
    for address in ["letters/index.html", "index.html", "404.html"] {
        site.page(address).lacks(MEANING).lacks("[3 March 1926]").lacks("[<time");
    }
}

#[test]
fn a_day_that_is_known_of_one_document_and_inferred_for_another_stands_twice() {
    let site = archive().build();
    site.page("timeline.html").contains_in_order(&[
        "<time datetime=\"1926-03-03\">3 March 1926</time></dt>",
        "href=\"minutes/d3.html\"",
        INFERRED,
        "href=\"minutes/d1.html\"",
    ]);
}

#[test]
fn descriptions_backlinks_and_drawings_have_brackets() {
    let site = archive().build();
    site.page("minutes/d1.html")
        .contains("<meta name=\"description\" content=\"See Document 3. — [3 March 1926], minutes\">")
        .contains("<meta name=\"DC.date\" content=\"[3 March 1926]\">")
        .lacks("dateCreated");
    site.page("minutes/d3.html").contains_in_order(&["id=\"cited-by\"", "href=\"d1.html\"", INFERRED]);
    site.page("minutes/graph.html")
        .contains("1. Minutes of the Council, March 3, 1926, [3 March 1926]</title>");
}

#[test]
fn what_scripts_and_other_programs_read_has_brackets() {
    let site = archive().base_url("https://papers.example/").build();
    site.page("atom.xml").contains("minutes, [3 March 1926]").contains("minutes, 3 March 1926");
    site.page("timeline/data/1926.js").contains("\"[3 March 1926]\"").contains("\"3 March 1926\"");
    site.page("search/documents/0/0.js").contains("\"[3 March 1926]\"");
    site.page("minutes/citations.bib").contains("Date: [3 March 1926]");
    site.page("minutes/citations.ris").contains("N1  - Date: [3 March 1926]");
    site.page("minutes/citations.json").contains("\"literal\":\"[3 March 1926]\"");
    // The description of the search shows no date.
    site.page("opensearch.xml").lacks("[");
}

#[test]
fn a_year_that_is_only_inferred_stands_in_brackets() {
    let title = |day: &str| format!("Minutes of the Council, {day}\n\nThe lamp was lit.\n");
    let site = Archive::new()
        .file("content/all/d1.txt", title("March 3, 1926"))
        .file("content/all/d2.txt", title("March 4, 1927"))
        .file("content/one/d1.txt", title("March 3, 1926"))
        .file("content/first/d1.txt", title("March 3, 1926"))
        .file("content/first/d2.txt", "Letter\n\nAmsel, May 9, 1929.\n\nThe lamp was lit.\n")
        .file("content/known/d1.txt", "Letter\n\nAmsel, May 9, 1929.\n\nThe lamp was lit.\n")
        .build();
    site.page("index.html").contains_in_order(&[
        "<p class=\"span\">[1926–1927]</p>",
        "<p class=\"span\">[1926]–1929</p>",
        "<p class=\"span\">1929</p>",
        "<p class=\"span\">[1926]</p>",
    ]);
    site.page("first/index.html").contains("2 documents, [1926]–1929");
    // The foot of every page has the years of the archive.
    site.page("known/d1.html").contains_in_order(&[MEANING, "Archive, [1926]–1929"]);
    site.page("404.html").contains_times(MEANING, 1);
}

#[test]
fn pages_of_years_say_it_where_they_show_one() {
    let mut archive =
        Archive::new().file("content/m/d1.txt", "Minutes of the Council, March 3, 1926\n\nText.\n");
    for number in 1..=301 {
        let dateline = format!("Amsel, May {}, {}.", number % 28 + 1, 1925 + number % 3);
        archive = archive
            .file(&format!("content/l/d{number}.txt"), format!("{number}. Letter\n\n{dateline}\n\nText.\n"));
    }
    let site = archive.build();
    site.page("timeline/1926.html").contains(INFERRED).contains_times(MEANING, 1);
    site.page("timeline/1925.html").lacks(MEANING);
    // Its script lists documents of all years.
    site.page("timeline.html").contains_times(MEANING, 1);
}
