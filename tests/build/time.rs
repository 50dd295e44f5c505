//! Timeline, catalogue and reading order.

use serde_json::{Value, json};

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
    site.page("index.html").contains_in_order(&["v2/d1.html", "v10/d1.html", "v1/d1.html"]);
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

/// What a file of the timeline's data hands to its function, which it calls `name` first.
fn data(site: &Site, file: &str, before: &str) -> Value {
    let script = site.page(&format!("timeline/data/{file}.js")).html;
    let data = script.strip_prefix(before).and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(data.unwrap_or_else(|| panic!("{script}"))).expect("JSON")
}

fn index(site: &Site) -> Value {
    data(site, "index", "fondsTimeline.index(")
}

fn note(date: &str) -> String {
    format!("+++\ndate = \"{date}\"\n+++\n# Note\n\nText.\n")
}

#[test]
fn the_data_tell_days_from_intervals_and_from_what_is_uncertain() {
    let site = Archive::new()
        .file("content/d1.md", note("1926-03-04"))
        .file("content/d2.md", note("1926-11/1928-02"))
        .file("content/d3.md", note("1926-03~"))
        .file("content/d4.md", note("1927"))
        .file("content/d5.md", note("../1926-03-02"))
        .build();
    let index = index(&site);
    // First month, how many months, sureness, collection, no kind, and how many.
    assert_eq!(
        index["years"],
        json!({
            "1926": [[3, 1, 0, 0, 0, 1], [3, 1, 1, 0, 0, 2], [11, 16, 0, 0, 0, 1]],
            "1927": [[1, 12, 0, 0, 0, 1]],
        })
    );
    // Months from January of the year 0: the file of 1926 reaches into 1928.
    assert_eq!(
        index["files"],
        json!([["1926", 1926 * 12 + 2, 1928 * 12 + 1], ["1927", 1927 * 12, 1927 * 12 + 11]])
    );
    let documents = data(&site, "1926", "fondsTimeline.documents(\"1926\",");
    let interval = documents.as_array().and_then(|all| all.iter().find(|line| line[0] == "d2.html"));
    let interval = interval.expect("the interval");
    assert_eq!((&interval[4], &interval[5]), (&json!("1926-11-01"), &json!("1928-02-29")));
}

#[test]
fn a_year_with_many_documents_has_its_data_in_several_files() {
    let mut archive = Archive::new();
    let title = "On the Lamp ".repeat(50);
    for number in 1..=700 {
        let (month, day) = ((number - 1) / 60 + 1, number % 28 + 1);
        let text = format!("+++\ntitle = \"{title}\"\ndate = \"1926-{month:02}-{day:02}\"\n+++\nText.\n");
        archive = archive.file(&format!("content/d{number}.md"), text);
    }
    let site = archive.build();
    let index = index(&site);
    let files = index["files"].as_array().expect("files");
    let mut documents = 0;
    for file in files {
        let name = file[0].as_str().expect("a name");
        documents += data(&site, name, &format!("fondsTimeline.documents(\"{name}\","))
            .as_array()
            .expect("documents")
            .len();
        assert!(site.page(&format!("timeline/data/{name}.js")).html.len() < 210_000, "{name}");
    }
    let names: Vec<&str> = files.iter().filter_map(|file| file[0].as_str()).collect();
    assert_eq!((names, documents), (vec!["1926", "1926-2", "1926-3"], 700));
    let months = |at: usize| files.iter().filter_map(move |file| file[at].as_i64()).collect::<Vec<_>>();
    assert!(months(1).is_sorted() && months(2).is_sorted());
}

#[test]
fn the_largest_of_many_collections_have_colours_of_their_own() {
    let mut archive = Archive::new();
    for collection in 0..12 {
        for number in 0..=(collection % 11) {
            let path = format!("content/c{collection:02}/d{number}.md");
            archive = archive.file(&path, note(&format!("1926-03-{:02}", number + 1)));
        }
    }
    let site = archive.build();
    let index = index(&site);
    let colours: Vec<&str> = index["collections"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| line["colour"].as_str())
        .collect();
    assert_eq!(
        colours,
        ["others", "others", "others", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "others"]
    );
    site.page("timeline.html").contains_in_order(&[
        "class=\"swatch c0\"",
        "c03",
        "class=\"swatch c7\"",
        "c10",
        "class=\"swatch others\"",
        "Other collections",
    ]);
    // By itself, a small collection has a colour.
    site.page("c01/index.html").contains("class=\"bar c0\"").lacks("class=\"bar others\"");
    site.page("c05/index.html").contains("class=\"bar c2\"");
}

#[test]
fn a_timeline_of_many_months_leaves_them_to_the_pages_of_the_years() {
    let mut archive = Archive::new();
    for number in 0..1010 {
        let date = format!("{}-{:02}", 1700 + number / 12, number % 12 + 1);
        archive = archive.file(&format!("content/d{number}.md"), note(&date));
    }
    let site = archive.build();
    site.page("timeline.html").contains("href=\"timeline/1700.html\"").lacks("1700.html#m1700-05");
    site.page("timeline/1700.html").contains("id=\"m1700-05\"");
}
