//! Five documents as a reader saved them from the web page of an edition. They are no part of this
//! repository: they are looked for beside it, or where `FONDS_SEEDS` says.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::archive::{Archive, Page, Site, plain};

/// The site of the five documents, as one collection; `None`, with a message, where they are not here.
fn seeds() -> Option<Site> {
    let folder = env::var_os("FONDS_SEEDS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds"), PathBuf::from);
    let Ok(listing) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: the five documents are not here; set FONDS_SEEDS to their folder");
        return None;
    };
    let mut archive = Archive::new();
    for file in listing.flatten().filter(|file| file.path().extension().is_some_and(|end| end == "txt")) {
        let name = file.file_name().into_string().expect("a name");
        archive = archive.file(&format!("content/seeds/{name}"), fs::read(file.path()).expect("a file"));
    }
    Some(archive.build())
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

#[test]
fn the_thirteen_notes_of_184_are_paired() {
    let Some(site) = seeds() else { return };
    let page = page(&site, "184");
    page.contains_times("role=\"doc-noteref\"", 13).contains_times("role=\"doc-backlink\"", 13);
    for note in 1..=13 {
        page.contains(&format!("id=\"fnref{note}\" href=\"#fn{note}\""))
            .contains(&format!("href=\"#fnref{note}\""));
    }
}

#[test]
fn of_the_documents_that_184_cites_one_is_here() {
    let Some(site) = seeds() else { return };
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

#[test]
fn document_178_has_sixteen_numbered_paragraphs_and_whole_words() {
    let Some(site) = seeds() else { return };
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

#[test]
fn the_marks_of_296_are_kept_though_its_notes_are_lost() {
    let Some(site) = seeds() else { return };
    page(&site, "296").contains_times("class=\"note-mark missing\"", 7).lacks("doc-endnotes");
}

#[test]
fn the_tab_that_53_cites_is_not_here() {
    let Some(site) = seeds() else { return };
    let page = page(&site, "53");
    assert_eq!(words(page.refs()), [] as [String; 0]);
    let [(words, reason)] = &page.unresolved()[..] else { panic!("{:?}", page.unresolved()) };
    assert_eq!(words, "Tab A to Document 51");
    assert!(reason.contains("51"), "{reason}");
}
