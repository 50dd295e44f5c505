//! Lists of documents: how each is named and told from others.

use crate::archive::Archive;

const MEMORANDUM: &str = "Memorandum of Conversation\n\nAmsel, March 3, 1926.\n\nSUBJECT\n\n";

/// A memorandum with a subject and a text.
fn memorandum(number: usize, subject: &str, text: &str) -> String {
    format!("{number}. {MEMORANDUM}{subject}\n\n{text}\n")
}

#[test]
fn a_document_is_told_from_others_of_its_title_in_every_list() {
    let site = Archive::new()
        .base_url("https://orn.example/")
        .file(
            "content/v/d1.txt",
            memorandum(1, "The Harbour at Orn", "They spoke of the harbour and its lamp."),
        )
        .file("content/v/d2.txt", memorandum(2, "The Toll at Skell", "They spoke of tolls. See Document 1."))
        .file("content/v/d3.txt", memorandum(3, "The Wick", "They spoke of wicks. See Document 1."))
        .file("content/v/d4.txt", memorandum(4, "The Oil", "They spoke of oil."))
        .build();
    let harbour = "<span class=\"tells\">The Harbour at Orn</span>";
    for page in ["v/index.html", "v/d2.html", "v/d3.html", "v/d4.html", "timeline.html", "index.html"] {
        site.page(page).contains(harbour);
    }
    site.page("v/d1.html")
        .contains("content=\"The Harbour at Orn — Amsel, 3 March 1926, v\"")
        .contains_in_order(&["id=\"cited-by\"", "The Toll at Skell</span>", "The Wick</span>"]);
    site.page("atom.xml").contains("<summary>The Harbour at Orn — v, 3 March 1926</summary>");
    site.page("search/documents/0/0.js").contains("\"The Harbour at Orn\"");
    site.page("timeline/data/1926.js").contains("\"The Harbour at Orn\"]");
}

#[test]
fn documents_of_one_title_and_subject_are_told_apart_by_how_they_begin() {
    let site = Archive::new()
        .file("content/d1.txt", memorandum(1, "The Harbour", "They spoke of the lamp of the harbour."))
        .file("content/d2.txt", memorandum(2, "The Harbour", "They spoke of the toll of the harbour."))
        .build();
    site.page("index.html").contains_in_order(&[
        "<span class=\"tells\">The Harbour. They spoke of the lamp of the harbour.</span>",
        "<span class=\"tells\">The Harbour. They spoke of the toll of the harbour.</span>",
    ]);
}

#[test]
fn sender_and_receiver_tell_what_no_title_says() {
    let site = Archive::new()
        .file("content/a.md", "---\ntitle: A note\nfrom: Orn\nto: Vell\n---\n\nThe lamp is lit.\n")
        .file(
            "content/b.md",
            "---\ntitle: A note from Orn to Vell\nfrom: Orn\nto: Vell\n---\n\nThe lamp is out.\n",
        )
        .file("content/c.md", "---\ntitle: Of 3 March 1926\ndate: 1926-03-03\n---\n\nThe lamp smokes.\n")
        .config("language = \"en-GB\"\n")
        .build();
    let page = site.page("index.html");
    page.contains("<span class=\"tells\">Orn → Vell</span>")
        .contains("<span class=\"tells\">The lamp is out.</span>");
}

/// Letters in one folder, with titles of so many words.
fn letters(count: usize, words: usize) -> Archive {
    let mut archive = Archive::new().base_url("https://orn.example/");
    for number in 1..=count {
        let title = "On the lamp & the harbour of Orn ".repeat(words / 8);
        let text = format!(
            "{number}. {title}{number}\n\nAmsel, March 3, 1926.\n\nThe lamp number {number} is lit.\n"
        );
        archive = archive.file(&format!("content/orn/d{number}.txt"), text);
    }
    archive
}

#[test]
fn no_page_of_a_long_list_is_large() {
    let site = letters(900, 56).build();
    let pages = ["orn/index.html", "orn/index-2.html", "timeline/1926.html", "timeline/1926-2.html"];
    for address in pages {
        let size = site.page(address).html.len();
        assert!((100_000..300_000).contains(&size), "{address} has {size} bytes");
    }
    let last =
        (2..).take_while(|page| site.has(&format!("orn/index-{page}.html"))).last().expect("further pages");
    let all: String = (2..=last).map(|page| site.page(&format!("orn/index-{page}.html")).html).collect();
    let all = site.page("orn/index.html").html + &all;
    for number in 1..=900 {
        assert_eq!(all.matches(&format!("<a href=\"d{number}.html\">")).count(), 1, "d{number}");
    }
    site.page("orn/index.html")
        .contains("<a rel=\"next\" href=\"index-2.html\">")
        .contains("data-data=\"index-\"")
        .lacks("rel=\"prev\"");
    site.page("orn/index-2.html")
        .contains("<link rel=\"canonical\" href=\"https://orn.example/orn/index-2.html\">")
        .contains("<a rel=\"prev\" href=\"index.html\">")
        .contains("<a href=\"index.html\">orn</a>");
    site.page("orn/index-2.js").contains("fondsList(1,[[\"d");
    site.page("sitemap.xml").contains("/orn/index-2.html</loc>").contains("/timeline/1926-2.html</loc>");
    site.page("timeline/1926.html").contains("<a rel=\"next\" href=\"1926-2.html\">");
}

#[test]
fn further_pages_of_a_list_leave_addresses_to_documents() {
    let site =
        letters(900, 56).file("content/orn/index-2.txt", "A Second Index\n\nThe lamp is lit.\n").build();
    site.page("orn/index-2.html").contains("A Second Index</h1>");
    site.page("orn/index--2.html").contains("class=\"list-pages\"");
}

#[test]
fn a_long_list_has_a_bar_and_chapters_have_headings() {
    let site = letters(45, 8)
        .file(
            "content/orn/collection.toml",
            "short = \"Orn\"\n\n[[chapter]]\ntitle = \"The Wick\"\nfrom = \"12\"\n",
        )
        .build();
    site.page("orn/index.html").contains_in_order(&[
        "<form class=\"list-filter\" role=\"search\"",
        "<input type=\"hidden\" name=\"collection\" value=\"orn\">",
        "<li><a href=\"#list.12\">The Wick</a></li>",
        "<li class=\"chapter\"><h3 id=\"list.12\">The Wick</h3></li>",
        "<a href=\"d12.html\">",
    ]);
    site.page("orn/d12.html").contains("<a href=\"index.html\">Orn</a>");
    let site = letters(45, 8).build();
    site.page("orn/index.html").contains("<a href=\"#list.11\">11–20</a>").contains("<li id=\"list.11\">");
}

#[test]
fn a_chapter_that_begins_nowhere_is_told() {
    let site = letters(2, 8)
        .file("content/orn/collection.toml", "[[chapter]]\ntitle = \"The Wick\"\nfrom = \"12\"\n")
        .build();
    let told =
        site.report.diagnostics.iter().find(|told| told.message.contains("“The Wick”")).expect("a warning");
    assert_eq!(told.file, "content/orn/collection.toml");
}

#[test]
fn a_series_that_all_collections_share_is_said_once() {
    let about = |volume: &str| {
        format!("title = \"The Long Letters of Orn, {volume}\"\ncite_as = [\"Letters, {volume}\"]\n")
    };
    let site = Archive::new()
        .file("content/a/collection.toml", about("vol. I"))
        .file("content/a/d1.txt", "1. Note\n\nThe lamp.\n")
        .file("content/a/d2.txt", "2. Note\n\nThe wick.\n")
        .file("content/b/collection.toml", about("vol. II"))
        .file("content/b/d1.txt", "1. Note\n\nThe oil.\n")
        .file("content/b/d2.txt", "2. Note\n\nSee vol. I, Document 1.\n")
        .build();
    site.page("a/d1.html")
        .contains("<a href=\"index.html\">vol. I</a>")
        .contains("<span class=\"collection\">vol. II</span>");
    site.page("a/index.html").contains(">The Long Letters of Orn, vol. I</h1>");
}

#[test]
fn a_collection_of_one_document_is_shown_as_that() {
    let site = Archive::new()
        .file("content/minutes/collection.toml", "title = \"Minutes\"\n")
        .file("content/minutes/may.md", "# The Meeting in May\n\nThe lamp.\n")
        .build();
    site.page("index.html")
        .contains("<h3><a href=\"minutes/may.html\">Minutes</a></h3>")
        .contains("The Meeting in May");
    site.page("minutes/index.html").contains(">Minutes</h1>");
}

#[test]
fn documents_that_refer_to_one_have_further_pages_where_they_are_many() {
    let sentence = "It was said of the lamp and of the harbour of Orn and of all ships ".repeat(5);
    let mut archive = Archive::new()
        .base_url("https://orn.example/")
        .file("content/v/d1.txt", "1. The Lamp\n\nThe lamp is lit.1\n\n  1. It is new.\n");
    for number in 2..=150 {
        let text = format!("{number}. Letter\n\n{sentence}, as footnote 1, Document 1, says.\n");
        archive = archive.file(&format!("content/v/d{number}.txt"), text);
    }
    let site = archive.build();
    let pages: Vec<String> = ["v/d1.html", "v/d1--2.html", "v/d1-2.html"].map(str::to_owned).to_vec();
    assert!(site.has("v/d1-2.html") && !site.has("v/d1--2.html"));
    let first = site.page(&pages[0]);
    first.contains("Referred to in 149 documents").contains("<a rel=\"next\" href=\"d1-2.html\">");
    let further = site.page(&pages[2]);
    further.contains("<a href=\"d1.html\"><span class=\"number\">1.</span> The Lamp</a>");
    further.contains("href=\"d1.html#fn1\"").contains("https://orn.example/v/d1-2.html");
    assert!(first.html.len() < 200_000 && further.html.len() < 200_000);
    for number in 2..=150 {
        let link = format!("<a href=\"d{number}.html\"><span class=\"number\">{number}.</span>");
        assert!(first.html.contains(&link) || further.html.contains(&link), "d{number}");
    }
    site.page("sitemap.xml").contains("/v/d1-2.html</loc>");
}
