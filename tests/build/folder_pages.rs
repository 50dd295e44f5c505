//! `index`, `_index` and `README`: a document whose page is that of its folder.

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

/// A document with nothing to complain of.
const DATED: &str = "+++\ndate = \"1926-03-04\"\n+++\n";

/// A folder of reports with a text of its own.
fn reports(name: &str, text: &str) -> Archive {
    Archive::new()
        .file(&format!("content/reports/{name}"), text)
        .file("content/reports/r1.md", format!("{DATED}# First report\n\nThe lamp is lit.\n"))
        .file("content/reports/r2.md", format!("{DATED}# Second report\n\nThe lamp is out.\n"))
}

/// The ids of the documents in reading order.
fn ids(site: &Site) -> Vec<String> {
    let catalog = String::from_utf8(site.files()["catalog.jsonl"].clone()).expect("UTF-8");
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    catalog.lines().map(|text| line(text)["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_text_stands_above_the_list_whatever_the_name() {
    let names = [
        "index.md",
        "_index.md",
        "README.md",
        "readme.md",
        "ReadMe.txt",
        "README.txt",
        "index.txt",
        "INDEX.md",
        "_Index.txt",
        "Readme.md",
    ];
    for name in names {
        let text = if name.ends_with("md") {
            format!("{DATED}# Reports of the Board\n\nAll that were kept.\n")
        } else {
            "Reports of the Board\n\nAmsel, March 4, 1926.\n\nAll that were kept.\n".to_owned()
        };
        let site = reports(name, &text).build();
        site.is_clean();
        site.page("reports/index.html")
            .contains_in_order(&[
                "<h1>Reports of the Board</h1>",
                "All that were kept.",
                "First report",
                "Second report",
            ])
            .contains_times("<article>", 1)
            .contains_times("<h1", 1);
        site.page("index.html").contains("href=\"reports/index.html\">Reports of the Board</a>");
        assert_eq!(ids(&site), ["reports/index", "reports/r1", "reports/r2"], "{name}");
    }
}

#[test]
fn a_folder_that_holds_nothing_else_is_a_document() {
    let site = Archive::new()
        .file(
            "content/laws/harbour/index.md",
            format!("{DATED}# Harbour Act\n\nSee [the other](../lamps/).\n"),
        )
        .file("content/laws/harbour/map.svg", "<svg/>")
        .file("content/laws/lamps/README.md", format!("{DATED}![map](../harbour/map.svg)\n\nText.\n"))
        .build();
    site.is_clean();
    assert_eq!(ids(&site), ["laws/harbour/index", "laws/lamps/index"]);
    assert_eq!(site.report.collections, 1, "the laws");
    site.page("laws/index.html")
        .contains("<h2 id=\"list.documents\">")
        .lacks("<h2 id=\"list.collections\">")
        .contains("href=\"harbour/index.html\">Harbour Act</a>")
        .contains("href=\"lamps/index.html\">lamps</a>");
    site.page("laws/harbour/index.html")
        .contains("<body class=\"page-document\">")
        .contains("href=\"../lamps/index.html\">the other</a>")
        .contains("href=\"../citations.json\"")
        .contains("rel=\"next\" href=\"../lamps/index.html\"");
    site.page("laws/lamps/index.html").cited_by().contains("../harbour/index.html");
    site.page("catalog.jsonl").contains("\"collection\":\"laws\"");
}

#[test]
fn thousands_of_such_folders_are_a_list_of_documents() {
    let archive = (0..300).fold(Archive::new(), |archive, number| {
        archive.file(&format!("content/k/law-{number}/index.md"), format!("{DATED}# Law {number}\n\nText.\n"))
    });
    let site = archive.build();
    site.is_clean();
    assert_eq!((site.report.documents, site.report.collections), (300, 1));
    site.page("k/index.html").contains_in_order(&["Law 2<", "Law 10<", "Law 299<"]);
}

#[test]
fn a_folder_with_folders_is_a_collection() {
    let site = Archive::new()
        .file("content/a/index.md", format!("{DATED}# Papers\n\nText.\n"))
        .file("content/a/b/_index.md", format!("{DATED}# Letters\n\nText.\n"))
        .file("content/a/b/c/README.md", format!("{DATED}# A letter\n\nText.\n"))
        .build();
    site.is_clean();
    site.page("a/index.html").contains("<h1>Papers</h1>").contains("href=\"b/index.html\">Letters</a>");
    site.page("a/b/index.html").contains("<h1>Letters</h1>").contains("href=\"c/index.html\">A letter</a>");
    site.page("a/b/c/index.html")
        .contains("<h1>A letter</h1>")
        .contains("href=\"../../index.html\">Papers</a>");
}

#[test]
fn a_folder_that_describes_itself_or_is_named_is_a_collection() {
    let described = Archive::new()
        .file("content/a/index.md", format!("{DATED}# Words of the text\n\nText.\n"))
        .file("content/a/collection.toml", "title = \"Papers\"\ndescription = \"All of them.\"\n")
        .build();
    described.page("a/index.html").contains_in_order(&[
        "<h1>Papers</h1>",
        "All of them.",
        "Words of the text",
        "Text.",
    ]);
    described.page("index.html").contains("href=\"a/index.html\">Papers</a>").contains("All of them.");
    let named = Archive::new()
        .config("collections = [\"b\", \"a/\"]\n")
        .file("content/a/index.md", format!("{DATED}# Papers\n\nText.\n"))
        .file("content/b/index.md", format!("{DATED}# Letters\n\nText.\n"))
        .build();
    named.page("index.html").contains_in_order(&[
        "<h2 id=\"list.collections\">",
        "Letters</a>",
        "Papers</a>",
    ]);
}

#[test]
fn the_text_of_the_root_stands_on_the_home_page() {
    let site = Archive::new()
        .config("title = \"Harbour Papers\"\n")
        .file("content/README.md", format!("{DATED}# About\n\nFound in a loft.[^1]\n\n[^1]: In 1930.\n"))
        .file(
            "content/d1.md",
            format!("{DATED}# A note\n\nSee [the papers](README.md), [them](index.html), [all](/).\n"),
        )
        .build();
    site.is_clean();
    site.page("index.html")
        .contains_in_order(&["<h1>Harbour Papers</h1>", "About</h2>", "Found in a loft.", "href=\"d1.html\""])
        .contains("id=\"fn1\"")
        .contains_times("<h1", 1)
        .cited_by()
        .contains("href=\"d1.html\"");
    site.page("d1.html").contains_times("class=\"ref\" href=\"index.html\"", 3);
    site.page("README.html").contains("url=index.html");
    assert_eq!(ids(&site), ["index", "d1"]);
}

#[test]
fn a_title_that_says_the_same_is_shown_once() {
    let site = Archive::new()
        .config("title = \"Harbour Papers\"\n")
        .file("content/index.md", format!("{DATED}# Harbour  papers\n\nText.\n"))
        .build();
    site.page("index.html").contains("<h1>Harbour Papers</h1>").lacks("front-title");
}

#[test]
fn index_goes_before_underscore_and_readme_and_the_others_are_said() {
    let site = Archive::new()
        .file("content/a/README.md", format!("{DATED}# Read me\n\nText.\n"))
        .file("content/a/_index.md", format!("{DATED}# Underscore\n\nText.\n"))
        .file("content/a/index.txt", "Index\n\nAmsel, March 4, 1926.\n\nText.\n")
        .file("content/b/readme.txt", "Read me\n\nAmsel, March 4, 1926.\n\nText.\n")
        .file("content/b/_index.md", format!("{DATED}# Underscore\n\nText.\n"))
        .build();
    site.page("a/index.html").contains("<h1>Index</h1>").contains("href=\"README.html\">Read me</a>");
    site.page("b/index.html").contains("<h1>Underscore</h1>").contains("href=\"readme.html\">Read me</a>");
    site.page("a/_index.html").contains("<h1>Underscore</h1>");
    let notes: Vec<_> = site.diagnostics(Code::Address).collect();
    assert_eq!(notes.len(), 3);
    assert!(notes.iter().all(|note| note.severity == Severity::Note));
    assert!(notes[0].message.starts_with("content/a/index.txt is the page of this folder"), "{notes:?}");
}

#[test]
fn two_of_one_name_claim_one_address() {
    let errors = Archive::new()
        .file("content/a/index.md", format!("{DATED}# One\n\nText.\n"))
        .file("content/a/index.txt", "Other\n\nText.\n")
        .errors();
    assert_eq!(errors.iter().filter(|error| error.code == Code::Address).count(), 1, "{errors:?}");
}

#[test]
fn links_lead_to_the_folder_in_all_ways_of_writing() {
    let links = [
        "../b",
        "../b/",
        "../b/index.md",
        "../b/index.html",
        "../b/_index.md",
        "../b/README.md",
        "../b/index",
        "/b/",
        "/b/index.html",
        "../b/#how",
        "../b/index.md#how",
        "../b/../b/",
    ];
    let text: String = links.iter().map(|link| format!("[x]({link})\n")).collect();
    let site = Archive::new()
        .file("content/a/d1.md", format!("{DATED}# Links\n\n{text}[[b]]\n"))
        .file("content/b/_index.md", format!("{DATED}# Papers\n\n## How\n\nText.\n"))
        .file("content/b/d2.md", format!("{DATED}# A paper\n\nSee [here](.), [d1](../a/d1.html).\n"))
        .build();
    site.is_clean();
    let page = site.page("a/d1.html");
    page.contains_times("class=\"ref\" href=\"../b/index.html\"", links.len() - 2 + 1);
    page.contains_times("class=\"ref\" href=\"../b/index.html#how\"", 2);
    site.page("b/index.html").cited_by().contains("../a/d1.html").contains("href=\"d2.html\"");
}

#[test]
fn pages_of_folders_without_a_text_can_be_linked_to() {
    let site = Archive::new()
        .file(
            "content/a/d1.md",
            format!("{DATED}# Links\n\n[a](../sub/index.html) [b](../sub/) [c](../sub/deep) [d](d2.html)\n"),
        )
        .file("content/a/d2.txt", "A note\n\nAmsel, March 4, 1926.\n\nText.\n")
        .file("content/sub/deep/d3.md", format!("{DATED}# A note\n\n[gone](../gone/index.html)\n"))
        .build();
    site.page("a/d1.html")
        .contains_times("href=\"../sub/index.html\"", 2)
        .contains("href=\"../sub/deep/index.html\"")
        .contains("href=\"d2.html\"");
    assert_eq!(site.diagnostics(Code::BrokenLink).count(), 1);
}

#[test]
fn a_folder_page_is_a_document_in_everything_else() {
    let site = reports(
        "index.md",
        &format!("{DATED}# Reports of the Board\n\nOf lanterns.[^1] See [one](r1.md).\n\n[^1]: A note.\n"),
    )
    .base_url("https://example.org/")
    .pack()
    .build();
    site.page("timeline.html").contains("href=\"reports/index.html\"");
    site.page("reports/r1.html").cited_by().contains("href=\"index.html\"");
    site.page("reports/r1.html").contains("rel=\"prev\" href=\"index.html\"");
    site.page("reports/index.html").contains("rel=\"next\" href=\"r1.html\"").contains("id=\"fnref1\"");
    site.page("reports/citations.json").contains("\"reports/index\"");
    site.page("sitemap.xml").contains_times("reports/index.html</loc>", 1);
    site.page("atom.xml").contains("https://example.org/reports/index.html");
    site.page("reports/index.html").contains("../packages/reports.epub");
    assert!(site.has("packages/reports.epub"));
}

#[test]
fn what_introduces_a_collection_is_no_part_of_its_order() {
    let letter = |number: usize, day: &str| {
        format!("{number}. Letter\n\n{day}The lamp is lit. See the preceding document.\n")
    };
    let site = Archive::new()
        .file("content/a/README.md", "# About\n\nWords about these letters.\n")
        .file("content/a/d1.txt", letter(1, "Amsel, March 1, 1926.\n\n"))
        .file("content/a/d2.txt", letter(2, ""))
        .file("content/a/d3.txt", letter(3, "Amsel, March 3, 1926.\n\n"))
        .file("content/a/d4.txt", letter(4, "Amsel, March 5, 1926.\n\n"))
        .build();
    site.page("a/index.html")
        .lacks("class=\"inferred\" title=\"inferred\">[</span>")
        .contains("it names no day");
    site.page("a/d2.html").contains("href=\"d1.html\"");
    site.page("a/d1.html").lacks("class=\"ref\" href=\"index.html\"");
}

#[test]
fn order_and_way_hold_for_folders_of_documents() {
    let law = |number: &str, title: &str| {
        format!("+++\ndate = \"1926\"\nnumber = \"{number}\"\n+++\n# {title}\n\nText.\n")
    };
    let site = Archive::new()
        .file("content/deep/er/laws/a/index.md", law("10", "Tenth"))
        .file("content/deep/er/laws/b.md", law("9", "Ninth"))
        .file("content/deep/er/laws/c/README.md", law("2", "Second"))
        .file("content/deep/er/none/photo.jpg", "no document")
        .build();
    site.is_clean();
    site.page("deep/er/laws/index.html").contains_in_order(&["Second", "Ninth", "Tenth"]);
    site.page("deep/er/laws/a/index.html").contains_in_order(&[
        "href=\"../../../../index.html\"",
        "href=\"../../../index.html\">deep<",
        "href=\"../../index.html\">er<",
        "href=\"../index.html\">laws<",
    ]);
    assert!(!site.has("deep/er/none/index.html"));
}

#[test]
fn the_name_of_a_folder_states_the_day_of_its_document() {
    let site = Archive::new()
        .file("content/meetings/2017-09-13/index.md", "# Minutes\n\nWe met.\n")
        .file("content/posts/2020-01-02-hello/index.md", "# Hello\n\nWords.\n")
        .build();
    site.page("meetings/2017-09-13/index.html").contains("datetime=\"2017-09-13\"");
    site.page("posts/2020-01-02-hello/index.html").contains("datetime=\"2020-01-02\"");
}

#[test]
fn documents_before_christ_are_left_out_of_the_feed() {
    let site = Archive::new()
        .base_url("https://example.org/")
        .file("content/a.md", "+++\ndate = \"-0043-03-15\"\n+++\n# The Ides\n\nText.\n")
        .file("content/b.md", format!("{DATED}# A note\n\nText.\n"))
        .build();
    site.page("atom.xml").lacks("The Ides").lacks("-0043").contains("A note");
}

#[test]
fn anchors_of_a_graph_are_xml_names_and_differ() {
    let paper = |link: &str| format!("{DATED}# Paper\n\n[x](<{link}>)\n");
    let site = Archive::new()
        .file("content/002-a b.md", paper("002-a_b.md"))
        .file("content/002-a_b.md", paper("002-a b/"))
        .file("content/002-a b/index.md", paper("../002-a_b.md"))
        .file("content/§ 3.md", paper("002-a b.md"))
        .build();
    let graph = String::from_utf8(site.files()["graph.html"].clone()).expect("UTF-8");
    let ids: Vec<&str> = graph
        .split("<path ")
        .skip(1)
        .filter_map(|path| path.split("id=\"").nth(1)?.split('"').next())
        .collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!((ids.len(), unique.len()), (4, 4), "{ids:?}");
    for id in ids {
        assert!(
            id.starts_with("arc-") && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)),
            "{id}"
        );
    }
}

#[test]
fn a_file_without_a_text_only_says_what_its_folder_is() {
    let site =
        reports("_index.md", "---\ntitle: Reports of the Board\ndescription: All that were kept.\n---\n")
            .file("content/reports/none/README.md", "")
            .file("content/reports/none/r3.md", format!("{DATED}# Third\n\n[up](../_index.md)\n"))
            .build();
    site.is_clean();
    assert_eq!(ids(&site), ["reports/r1", "reports/r2", "reports/none/r3"]);
    site.page("reports/index.html")
        .contains("<h1>Reports of the Board</h1>")
        .contains("All that were kept.")
        .lacks("<article>");
    site.page("reports/none/r3.html").contains("href=\"../index.html\">up</a>");
    let alone = Archive::new().file("content/a/index.md", format!("{DATED}\n# Title\n")).build();
    assert_eq!(alone.diagnostics(Code::Empty).count(), 1, "a document without a text is said as ever");
}
