//! How a page says to be cited, to people and to programs.

use serde_json::Value;

use crate::archive::{Archive, Page};

const LETTER: &str = "\
2. Telegram From the Keeper at Skell to the Harbour Office1

Skell, March 3, 1926.

As Document 1 says, twice: see Document 1, and Document 2.

  1. Source: Harbour Office, Letters Received, Box 4. Secret.
";

fn archive() -> Archive {
    Archive::new()
        .config("title = \"The Skell Papers\"\nauthor = \"R. Vell\"\n")
        .file("content/a/collection.toml", "title = \"Lamp & Oil\"\ncite_as = [\"Skell Papers, vol. I\"]\n")
        .file("content/a/d1.txt", "1. A <Letter> of Orn\n\nSkell, March 1, 1926.\n\nIt was lit.\n")
        .file("content/a/d2.txt", LETTER)
        .file(
            "content/note.md",
            "+++\ntitle = \"Directions\"\ndate = \"1925-02~\"\nfrom = \"Orn\"\n+++\n\nText.\n",
        )
}

fn linked_data(page: &Page) -> Value {
    let (_, rest) = page.html.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let (json, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn a_page_says_how_to_cite_it() {
    let site = archive().build();
    site.page("a/d2.html").contains_in_order(&[
        "Cite this document",
        "<p class=\"citation\">Skell Papers, vol. I, Document 2</p>",
        "<details>",
        "“Telegram From the Keeper at Skell to the Harbour Office,” 3 March 1926, <i>Lamp &amp; Oil</i>, Document 2, The Skell Papers.",
        "3 Mar. 1926.",
        "(1926, March 3).",
        "@misc{a:d2,",
        "TY  - MANSCPT",
        "<code>a/d2</code> in <a href=\"citations.json\">",
    ]);
    site.page("note.html")
        .contains("<p class=\"citation\">Directions, about February 1925, The Skell Papers</p>")
        .contains("Orn, “Directions,” about February 1925, The Skell Papers.");
}

#[test]
fn zotero_finds_dublin_core() {
    let site = archive().base_url("https://a.example/skell").build();
    let page = site.page("a/d2.html");
    for (name, value) in [
        ("DC.title", "Telegram From the Keeper at Skell to the Harbour Office"),
        ("DC.date", "1926-03-03"),
        ("DC.type", "letter"),
        ("DC.relation.isPartOf", "Lamp &amp; Oil"),
        ("DC.publisher", "R. Vell"),
        ("DC.language", "en"),
        ("DC.source", "Harbour Office, Letters Received, Box 4"),
    ] {
        page.contains(&format!("<meta name=\"{name}\" content=\"{value}\">"));
    }
    let data = linked_data(&page);
    assert_eq!(data["@id"], "https://a.example/skell/a/d2.html");
    assert_eq!(data["citation"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["citation"][0]["@id"], "https://a.example/skell/a/d1.html");
    assert_eq!(data["citation"][0]["name"], "A <Letter> of Orn");
}

#[test]
fn without_a_base_url_no_address_is_given() {
    let site = archive().build();
    let page = site.page("a/d2.html");
    page.lacks("DC.identifier").lacks("UR  - ").lacks("\"URL\"");
    let data = linked_data(&page);
    assert!(data.get("@id").is_none());
    assert_eq!(data["isPartOf"]["@id"], "index.html");
    assert_eq!(data["citation"][0]["@id"], "d1.html");
}

#[test]
fn a_collection_has_the_citations_of_its_documents_in_three_files() {
    let site = archive().build();
    let bibtex = site.archive.read("public/a/citations.bib");
    assert_eq!(bibtex.matches("@misc{").count(), 2, "{bibtex}");
    let ris = site.archive.read("public/a/citations.ris");
    assert_eq!(ris.matches("ER  - \r\n").count(), 2, "{ris}");
    let json: Value = serde_json::from_str(&site.archive.read("public/a/citations.json")).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    assert_eq!(json[1]["issued"]["date-parts"][0], serde_json::json!([1926, 3, 3]));
    site.page("a/index.html").contains("<a href=\"citations.bib\">BibTeX</a>");
    let json: Value = serde_json::from_str(&site.archive.read("public/citations.json")).expect("JSON");
    assert_eq!(json[0]["issued"]["literal"], "about February 1925");
    site.page("index.html").contains("<a href=\"citations.ris\">RIS</a>");
}

#[test]
fn a_collection_without_documents_of_its_own_has_no_citations() {
    let site = Archive::new().file("content/a/d1.txt", "1. A Letter\n\nText.\n").build();
    assert!(!site.has("citations.bib"));
    site.page("index.html").lacks("citations");
}

#[test]
fn a_title_that_changes_changes_the_page_that_refers_to_it() {
    let site = archive().build();
    site.archive.write("content/a/d1.txt", "1. Another\n\nSkell, March 1, 1926.\n\nIt was lit.\n");
    let site = site.build_again();
    assert_eq!(linked_data(&site.page("a/d2.html"))["citation"][0]["name"], "Another");
}
