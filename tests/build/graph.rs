//! The pages that show how documents refer to each other.

use crate::archive::{Archive, Site};

/// Documents of one collection, each of which refers to those that `targets` gives for it.
fn papers(count: usize, targets: impl Fn(usize) -> Vec<usize>) -> Archive {
    let mut archive = Archive::new();
    for number in 1..=count {
        let links: String = targets(number).iter().map(|to| format!("[it](d{to}.md) ")).collect();
        let text = format!("+++\ndate = \"{}\"\n+++\n# Paper {number}\n\n{links}\n", 1900 + number / 20);
        archive = archive.file(&format!("content/a/d{number}.md"), text);
    }
    archive
}

fn count(site: &Site, page: &str, text: &str) -> usize {
    site.page(page).html.matches(text).count()
}

#[test]
fn a_graph_has_the_years_in_which_its_documents_begin() {
    let site = papers(45, |number| if number > 1 { vec![number - 1] } else { Vec::new() }).build();
    site.page("a/graph.html").contains_in_order(&[">1900</text>", ">1901</text>", ">1902</text>"]);
    assert_eq!(count(&site, "a/graph.html", "class=\"tick\""), 3);
    assert_eq!(count(&site, "a/graph.html", "class=\"arc"), 44);
    assert!(!site.has("a/graph-2.html"));
    site.page("a/graph.html").lacks("arcs,").lacks("Pages of the table");
}

#[test]
fn of_many_references_those_to_what_most_refer_to_are_drawn() {
    // All refer to the first, every third to the second, and each to the one before.
    let targets = |number: usize| match number {
        1 => Vec::new(),
        2 => vec![1],
        _ if number.is_multiple_of(3) => vec![1, 2, number - 1],
        _ => vec![1, number - 1],
    };
    let site = papers(310, targets).build();
    let first = site.page("a/graph.html");
    // More than 300 refer to the first, so that there is no room for all; those to it stand for them.
    first.contains("300 are drawn: the first of those to documents to which 309 or more refer.");
    assert_eq!(count(&site, "a/graph.html", "class=\"arc"), 300);
    first.contains_in_order(&["Most referred to", "href=\"d1.html\"", "href=\"d2.html\"", "References"]);
    // The rows of the table go on over pages.
    let rows = |page: &str| count(&site, page, "<tr><td>");
    let pages: Vec<usize> =
        ["a/graph.html", "a/graph-2.html", "a/graph-3.html", "a/graph-4.html"].map(rows).to_vec();
    assert_eq!(pages[..3], [200, 200, 200]);
    assert_eq!(pages.iter().sum::<usize>(), 309 + 103 + 307);
    site.page("a/graph-2.html")
        .lacks("<svg class=\"graph\"")
        .contains("<strong aria-current=\"page\">201–400</strong>")
        .contains("href=\"graph.html#table\"");
    for page in ["a/graph.html", "a/graph-2.html"] {
        assert!(site.page(page).html.len() < 300_000, "{page}");
    }
}

#[test]
fn a_document_with_the_name_of_a_page_goes_first() {
    let all = |number: usize| (1..=30).filter(|&to| to != number).collect();
    let site = papers(30, all).file("content/a/graph-2.md", "# Second\n\nText.\n").build();
    site.page("a/graph-2.html").contains("<article");
    assert!(!site.has("a/graph.html"));
    site.page("a/index.html").lacks("graph.html\"");
    // A name that no page has takes none away.
    let site = papers(30, all).file("content/a/graph-77.md", "# Second\n\nText.\n").build();
    assert!(site.has("a/graph.html") && site.has("a/graph-5.html"));
}
