//! Five documents as a reader saved them from the web page of an edition. They are no part of this
//! repository: `accuracy/corpus.rs` says where they are looked for.

use std::fs;
use std::process::ExitCode;

#[path = "build/archive.rs"]
#[expect(dead_code, reason = "these tests need a part of the builder")]
mod archive;
#[path = "accuracy/corpus.rs"]
mod corpus;

use archive::{Archive, Page, Site, plain};
use corpus::Trials;

fn main() -> ExitCode {
    let tests: [(&str, fn()); 5] = [
        ("the_thirteen_notes_of_184_are_paired", the_thirteen_notes_of_184_are_paired),
        ("of_the_documents_that_184_cites_one_is_here", of_the_documents_that_184_cites_one_is_here),
        (
            "document_178_has_sixteen_numbered_paragraphs_and_whole_words",
            document_178_has_sixteen_numbered_paragraphs_and_whole_words,
        ),
        (
            "the_marks_of_296_are_kept_though_its_notes_are_lost",
            the_marks_of_296_are_kept_though_its_notes_are_lost,
        ),
        ("the_tab_that_53_cites_is_not_here", the_tab_that_53_cites_is_not_here),
    ];
    tests
        .into_iter()
        .fold(Trials::from_arguments(), |trials, (name, test)| {
            trials.test(name, &["seeds"], move || {
                test();
                Ok(String::new())
            })
        })
        .run()
}

/// The site of the five documents, as one collection.
fn seeds() -> Site {
    let mut archive = Archive::new();
    let listing = fs::read_dir(corpus::folder("seeds")).expect("the five documents");
    for file in listing.flatten().filter(|file| file.path().extension().is_some_and(|end| end == "txt")) {
        let name = file.file_name().into_string().expect("a name");
        archive = archive.file(&format!("content/seeds/{name}"), fs::read(file.path()).expect("a file"));
    }
    archive.build()
}

/// The page of the document with a number.
fn page(site: &Site, number: &str) -> Page {
    let catalog = site.page("catalog.jsonl").html;
    let line = catalog
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .find(|line| line["number"] == number)
        .unwrap_or_else(|| panic!("no document {number}"));
    site.page(line["url"].as_str().expect("an address"))
}

/// The words of references, in their order.
fn words(refs: Vec<(String, String)>) -> Vec<String> {
    refs.into_iter().map(|(_, words)| words).collect()
}

fn the_thirteen_notes_of_184_are_paired() {
    let site = seeds();
    let page = page(&site, "184");
    page.contains_times("role=\"doc-noteref\"", 13).contains_times("role=\"doc-backlink\"", 13);
    for note in 1..=13 {
        page.contains(&format!("id=\"fnref{note}\" href=\"#fn{note}\""))
            .contains(&format!("href=\"#fnref{note}\""));
    }
}

fn of_the_documents_that_184_cites_one_is_here() {
    let site = seeds();
    let page = page(&site, "184");
    let address = page_address(&site, "178");
    assert_eq!(page.refs(), [(address, "178".to_owned())]);
    let unresolved: Vec<String> = page.unresolved().into_iter().map(|(words, _)| words).collect();
    assert_eq!(
        unresolved,
        [
            "Document 159",
            "Documents 176",
            "177",
            "Document 158",
            "Document 120",
            "footnote 4, Document 141",
            "Document 175",
            "Document 164",
            "Document 193",
            "footnote 6, Document 31",
        ]
    );
}

/// The file name of the page of a document.
fn page_address(site: &Site, number: &str) -> String {
    let catalog = site.page("catalog.jsonl").html;
    let url = catalog
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .find(|line| line["number"] == number)
        .and_then(|line| line["url"].as_str().map(str::to_owned))
        .unwrap_or_else(|| panic!("no document {number}"));
    url.trim_start_matches("seeds/").to_owned()
}

fn document_178_has_sixteen_numbered_paragraphs_and_whole_words() {
    let site = seeds();
    let page = page(&site, "178");
    // Before them stands the line "202. Fm the Vice President", which numbers the message and is none of them.
    let numbers: Vec<String> = page
        .paragraphs("numbered")
        .iter()
        .filter_map(|text| Some(text.split_once(". ")?.0.to_owned()))
        .collect();
    let expected: Vec<String> = (1..=16).map(|number: u32| number.to_string()).collect();
    assert_eq!(numbers, expected);
    let text = plain(&page.text_and_notes());
    assert!(text.contains("constructive"), "{text}");
    page.contains("id=\"pg-623\"").cited_by().contains(&page_address(&site, "184"));
}

fn the_marks_of_296_are_kept_though_its_notes_are_lost() {
    let site = seeds();
    page(&site, "296").contains_times("class=\"note-mark missing\"", 7).lacks("doc-endnotes");
}

fn the_tab_that_53_cites_is_not_here() {
    let site = seeds();
    let page = page(&site, "53");
    assert_eq!(words(page.refs()), [] as [String; 0]);
    let [(words, reason)] = &page.unresolved()[..] else { panic!("{:?}", page.unresolved()) };
    assert_eq!(words, "Tab A to Document 51");
    assert!(reason.contains("51"), "{reason}");
}
