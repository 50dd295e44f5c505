//! What the page of a document says of references that lead nowhere.

use crate::archive::{Archive, Page};

fn page(text: &str) -> Page {
    Archive::new().file("content/orn/d1.txt", text).build().page("orn/d1.html")
}

#[test]
fn why_references_lead_nowhere_is_listed_once_for_each_reason() {
    let page = page(
        "1. Letter\n\nSee Document 98, and Document 99. Compare Document 98.[1]\n\n[1] See also Document 97 and footnote 4, Document 1.\n",
    );
    page.contains_times("class=\"ref unresolved\" title=\"", 5);
    let list = page.part("class=\"leads-nowhere\"", "</section>");
    list.contains_times("<li>", 4).contains_in_order(&[
        "<li>Document 98 is not in this archive</li>",
        "<li>Document 99 is not in this archive</li>",
        "<li>Document 97 is not in this archive</li>",
        "<li>there is no footnote 4 in Document 1</li>",
    ]);
}

#[test]
fn the_list_is_escaped_and_in_the_language_of_the_pages() {
    let site = Archive::new()
        .config("language = \"de\"\n")
        .file("content/d1.md", "# Brief\n\nSiehe [[<b>Vell]].\n")
        .file("content/d2.md", "# Brief\n\nSiehe [den Plan](skell.md).\n")
        .build();
    let list = |address: &str| site.page(address).part("class=\"leads-nowhere\"", "</section>");
    list("d1.html").contains("Verweise, die nirgends hinführen").contains("&lt;b&gt;Vell").lacks("<b>");
    list("d2.html").contains("skell.md");
}

#[test]
fn a_document_whose_references_all_lead_somewhere_has_no_list() {
    page("1. Letter\n\nSee Document 1.\n").lacks("leads-nowhere");
}

#[test]
fn the_list_goes_when_what_was_missing_comes() {
    let site = Archive::new().file("content/orn/d1.txt", "1. Letter\n\nSee Document 2.\n").build();
    site.page("orn/d1.html").contains("class=\"leads-nowhere\"");
    site.archive.write("content/orn/d2.txt", "2. Letter\n\nNothing new.\n");
    site.build_again().page("orn/d1.html").lacks("leads-nowhere");
}
