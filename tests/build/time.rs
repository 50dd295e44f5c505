//! Timeline, catalogue and reading order.

use serde_json::Value;

use crate::archive::{Archive, Site};

fn letter(number: usize, dateline: &str) -> String {
    format!("{number}. Letter {number}\n\n{dateline}\n\nThe lamp was lit.\n")
}

#[test]
fn the_timeline_has_months_days_and_the_undated() {
    let site = Archive::new()
        .file("content/d1.txt", letter(1, "Amsel, March 9, 1926."))
        .file("content/d2.txt", letter(2, "Amsel, March 3, 1926."))
        .file("content/d3.txt", letter(3, "Amsel, undated."))
        .file("content/d4.md", "+++\ntitle = \"Letter 4\"\ndate = \"1927\"\n+++\nText.\n")
        .build();
    let timeline = site.page("timeline.html");
    timeline.contains_in_order(&[
        "id=\"y1926\"",
        "id=\"m1926-03\"",
        "March 1926",
        "<time datetime=\"1926-03-03\">",
        "href=\"d2.html\"",
        "<time datetime=\"1926-03-09\">",
        "href=\"d1.html\"",
        "id=\"y1927\"",
        "href=\"d4.html\"",
        "id=\"undated\"",
        "href=\"d3.html\"",
    ]);
    assert!(!site.has("timeline/1926.html"));
}

/// 320 letters, one on each of 20 days of the months of 16 months.
fn many() -> Site {
    let mut archive = Archive::new();
    for number in 1..=320 {
        let (month, day) = ((number - 1) / 20, number % 20 + 1);
        let name = ["January", "February", "March", "April", "May", "June", "July", "August"][month % 8];
        let dateline = format!("Amsel, {name} {day}, {}.", 1926 + month / 8);
        archive = archive.file(&format!("content/d{number}.txt"), letter(number, &dateline));
    }
    archive.file("content/d321.txt", letter(321, "Amsel, undated.")).build()
}

#[test]
fn years_have_pages_of_their_own_in_a_large_archive() {
    let site = many();
    site.page("timeline.html")
        .contains("href=\"timeline/1926.html\"")
        .contains("href=\"timeline/1927.html#m1927-02\"")
        .contains("href=\"d321.html\"")
        .lacks("href=\"d1.html\"");
    site.page("timeline/1926.html")
        .contains("href=\"../d1.html\"")
        .contains("href=\"../d160.html\"")
        .contains("href=\"1927.html\"")
        .lacks("href=\"../d161.html\"");
    site.page("timeline/1927.html").contains("id=\"m1927-02\"").contains("href=\"../d320.html\"");
}

#[test]
fn documents_follow_one_another_in_natural_order() {
    let site = Archive::new()
        .file("content/d8.txt", "Eighth\n\nText.\n")
        .file("content/d9.txt", "Ninth\n\nText.\n")
        .file("content/d10.txt", "Tenth\n\nText.\n")
        .file("content/z/d1.txt", "Elsewhere\n\nText.\n")
        .build();
    let page = site.page("d9.html");
    page.contains("rel=\"prev\" href=\"d8.html\"").contains("rel=\"next\" href=\"d10.html\"");
    site.page("d8.html").lacks("rel=\"prev\"");
    site.page("d10.html").lacks("rel=\"next\"");
    site.page("index.html").contains_in_order(&["href=\"d8.html\"", "href=\"d9.html\"", "href=\"d10.html\""]);
}

#[test]
fn numbers_come_before_names_in_the_reading_order() {
    let site = Archive::new()
        .file("content/a.txt", letter(10, "Amsel, March 3, 1926."))
        .file("content/b.txt", letter(9, "Amsel, March 4, 1926."))
        .build();
    site.page("b.html").contains("rel=\"next\" href=\"a.html\"");
}

#[test]
fn a_collection_can_be_ordered_by_name_or_date() {
    let archive = |order: &str| {
        Archive::new()
            .file("content/c/collection.toml", format!("order = \"{order}\"\n"))
            .file("content/c/a.txt", letter(2, "Amsel, March 9, 1926."))
            .file("content/c/b.txt", letter(3, "Amsel, March 3, 1926."))
            .file("content/c/c.txt", letter(1, "Amsel, undated."))
            .build()
            .page("c/index.html")
    };
    archive("name").contains_in_order(&["href=\"a.html\"", "href=\"b.html\"", "href=\"c.html\""]);
    archive("date").contains_in_order(&["href=\"b.html\"", "href=\"a.html\"", "href=\"c.html\""]);
    archive("number").contains_in_order(&["href=\"c.html\"", "href=\"a.html\"", "href=\"b.html\""]);
}

#[test]
fn collections_stand_in_the_order_of_the_configuration() {
    let site = Archive::new()
        .config("collections = [\"v2\", \"v10\"]\n")
        .file("content/v1/d1.txt", "One\n\nText.\n")
        .file("content/v2/d1.txt", "Two\n\nText.\n")
        .file("content/v10/d1.txt", "Ten\n\nText.\n")
        .build();
    site.page("index.html").contains_in_order(&["v2/index.html", "v10/index.html", "v1/index.html"]);
}

#[test]
fn the_catalogue_has_a_line_for_each_document_in_both_forms() {
    let site = Archive::new()
        .file("content/a/d1.txt", letter(1, "Amsel, March 3–4, 1926."))
        .file("content/a/d2.md", "+++\ntitle = \"Lamp, oil; \\\"wick\\\"\"\ndate = \"1926-03~\"\n+++\nSee Document 1, and Document 7.\n")
        .file("content/d3.txt", letter(3, "Amsel, undated."))
        .build();
    let jsonl = site.page("catalog.jsonl").html;
    let lines: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let page = site.page("catalog.csv").html;
    let mut table = csv::Reader::from_reader(page.as_bytes());
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!((lines.len(), rows.len()), (3, 3));
    for (line, row) in lines.iter().zip(&rows) {
        let cell = |name: &str| {
            let at =
                header.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
            row[at].to_owned()
        };
        for field in ["id", "url", "number", "title", "collection", "date", "date_basis", "words"] {
            let expected = match line.get(field) {
                None => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            assert_eq!(cell(field), expected, "{field}");
        }
        assert_eq!(cell("refs_resolved"), line["refs"]["resolved"].to_string());
        assert_eq!(cell("refs_unresolved"), line["refs"]["unresolved"].to_string());
        assert!(site.has(line["url"].as_str().expect("an address")));
    }
    let by_id = |id: &str| lines.iter().find(|line| line["id"] == id).unwrap_or_else(|| panic!("no {id}"));
    assert_eq!(by_id("a/d1")["date"], "1926-03-03/1926-03-04");
    assert_eq!(by_id("a/d1")["date_basis"], "dateline");
    assert_eq!(by_id("a/d2")["title"], "Lamp, oil; \"wick\"");
    assert_eq!(by_id("a/d2")["date"], "1926-03~");
    assert_eq!(by_id("a/d2")["refs"], serde_json::json!({ "resolved": 1, "unresolved": 1 }));
    assert_eq!(by_id("d3")["date_basis"], "none");
    assert_eq!(by_id("d3").get("date"), None);
}

#[test]
fn a_document_has_as_many_words_as_its_text() {
    let site = Archive::new()
        .file(
            "content/d1.txt",
            "1. A Letter1\n\nThe lamp was con[Page 2]structed.\n\n  1. Not counted at all.\n",
        )
        .build();
    site.page("catalog.jsonl").contains("\"words\":4");
}
