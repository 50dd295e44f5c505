//! Whether there is a search at all.

use fonds::Code;

use crate::archive::Archive;

fn papers(config: &str) -> Archive {
    let archive = Archive::new().config(config);
    (1..40).fold(archive, |archive, number| {
        let text = format!("{number}. A Letter\n\nAmsel, March 2, 1926.\n\nThe lamp is lit.\n");
        archive.file(&format!("content/a/d{number}.txt"), text)
    })
}

#[test]
fn an_archive_can_have_no_search() {
    let is_of_search = |file: &str| {
        let beginnings = ["search", "assets/search", "assets/hits", "opensearch"];
        beginnings.iter().any(|beginning| file.starts_with(beginning))
    };
    let base = "base_url = \"https://example.org/\"\n";
    let with = papers(base).build();
    assert!(with.files().keys().filter(|file| is_of_search(file)).count() > 5);
    with.page("a/index.html").contains("search.html");

    let without = papers(&format!("{base}search = false\n")).build();
    without.is_clean();
    let files = without.files();
    assert_eq!(files.keys().find(|file| is_of_search(file)), None);
    for page in files.keys().filter(|file| file.ends_with(".html")) {
        without.page(page).lacks("search.html").lacks("opensearch.xml").lacks("hits-parts");
    }
    // The filter of a list needs no index, but the script that shows it.
    without
        .page("a/index.html")
        .contains("<form class=\"list-filter\" role=\"search\"")
        .contains(" hidden data-hint=");
}

#[test]
fn a_link_to_a_search_that_is_not_there_is_broken() {
    let archive = |config: &str| {
        Archive::new().config(config).file("content/a.md", "# A\n\n[Search](search.html)\n").build()
    };
    assert_eq!(archive("").diagnostics(Code::BrokenLink).count(), 0);
    archive("search = false").diagnostic(Code::BrokenLink);
}
