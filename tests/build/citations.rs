//! How a page says to be cited, to people and to programs.

use std::fs;

use serde_json::Value;

use crate::archive::{Archive, Page, Site};

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
        "Keeper at Skell, “Telegram from the Keeper at Skell to the Harbour Office,” 3 March 1926, in <i>Lamp &amp; Oil</i>, Document 2, The Skell Papers.",
        "3 Mar. 1926.",
        "(1926, March 3).",
        "@misc{a:d2,",
        "TY  - MANSCPT",
        "\"type\":\"personal_communication\"",
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
        ("DC.creator", "Keeper at Skell"),
        ("citation_publication_date", "1926/03/03"),
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

#[test]
fn a_collection_says_what_it_is_as_a_book() {
    let site = Archive::new()
        .file(
            "content/a/collection.toml",
            "title = \"Harbour Papers\"\neditors = \"Orn, Ada; Bo Vell\"\npublisher = \"Quay Press\"\nyear = 1966\n\
             doi = \"https://doi.org/10.1234/quay\"\nrights = \"CC BY 4.0\"\n",
        )
        .file("content/a/b/d1.txt", "1. A Letter\n\nText.\n")
        .file("content/a/d2.txt", "2. A Letter\n\nText.\n")
        .build();
    site.page("a/index.html").contains_in_order(&[
        "Editor",
        "Orn, Ada",
        "Bo Vell",
        "Publisher",
        "Quay Press, 1966",
        "Licence",
        "CC BY 4.0",
        "https://doi.org/10.1234/quay",
    ]);
    let page = site.page("a/d2.html");
    page.contains("@incollection{a:d2,").contains("editor = {Orn, Ada and Vell, Bo}");
    page.contains("<meta name=\"citation_inbook_title\" content=\"Harbour Papers\">");
    page.contains("<meta name=\"DC.rights\" content=\"CC BY 4.0\">");
    let part = &linked_data(&page)["isPartOf"];
    assert_eq!((&part["@type"], &part["editor"][0]["familyName"]), (&"Book".into(), &"Orn".into()));
    // A folder below has editors and publisher, and no year.
    site.page("a/b/d1.html").contains("editor = {Orn, Ada and Vell, Bo}").lacks("year = {1966}");
}

#[test]
fn a_mistake_in_what_a_book_is_is_told_with_what_is_wanted() {
    for (key, message) in [
        ("editor = \"Orn\"", "`editor` is no known key"),
        ("editors = 3", "a list of names is wanted here"),
        ("year = true", "a number or a text is wanted here"),
        ("doi = \"quay\"", "this is no DOI"),
    ] {
        let site = Archive::new()
            .file("content/a/collection.toml", format!("{key}\n"))
            .file("content/a/d1.txt", "1. A Letter\n\nText.\n");
        let errors = site.errors();
        assert!(errors.iter().any(|error| error.message.contains(message)), "{key}: {errors:?}");
    }
}

#[test]
fn authors_are_a_list_in_whatever_form_they_are_written() {
    let site = Archive::new()
        .file("content/a.md", "---\ntitle: A\nauthors:\n  - Orn, Ada\n  - Bo Vell\n---\nText.\n")
        .file("content/b.md", "---\ntitle: B\nauthor: Ada Orn, Bo Vell\n---\nText.\n")
        .file("content/c.txt", "Title: C\nAuthor: Ada Orn; Bo Vell\n\nText of it.\n")
        .build();
    for page in ["a.html", "b.html", "c.html"] {
        site.page(page).contains("author = {Orn, Ada and Vell, Bo}").contains_times("<dt>Author</dt>", 1);
    }
    let lines = site.archive.read("public/catalog.jsonl");
    let first: Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["authors"], serde_json::json!(["Orn, Ada", "Bo Vell"]));
}

/// The picture of the archive.
fn picture(site: &Site) -> Vec<u8> {
    fs::read(site.archive.path("public/social.png")).expect("a picture")
}

#[test]
fn other_sites_get_a_picture_where_the_address_is_known() {
    let site = archive().build();
    assert!(picture(&site).starts_with(b"\x89PNG"));
    site.page("a/d2.html")
        .contains("<meta property=\"og:type\" content=\"article\">")
        .contains("<meta property=\"og:title\" content=\"2. Telegram From the Keeper at Skell to the Harbour Office\">")
        .contains("<meta property=\"og:locale\" content=\"en_US\">")
        .contains("<meta name=\"twitter:card\" content=\"summary\">")
        .lacks("og:image")
        .lacks("og:url");
    let site = archive().base_url("https://a.example/skell").build();
    site.page("a/d2.html")
        .contains("<meta property=\"og:url\" content=\"https://a.example/skell/a/d2.html\">")
        .contains("<meta property=\"og:image\" content=\"https://a.example/skell/social.png\">")
        .contains("<meta name=\"twitter:card\" content=\"summary_large_image\">");
    site.page("index.html").contains("<meta property=\"og:type\" content=\"website\">");
    assert!(!site.has("manifest.webmanifest"));
}

#[test]
fn the_picture_changes_with_what_is_on_it_alone() {
    let site = archive().build();
    let before = picture(&site);
    site.archive.write("content/a/d1.txt", "1. Another\n\nSkell, March 1, 1926.\n\nIt was lit.\n");
    let site = site.build_again();
    assert!(picture(&site) == before);
    site.archive.write("content/a/d3.txt", "3. Another\n\nSkell, March 1, 1926.\n\nIt was lit.\n");
    let site = site.build_again();
    assert!(picture(&site) != before);
}

#[test]
fn a_site_that_is_kept_can_be_installed() {
    let site = archive().config("title = \"The Skell Papers\"\noffline = true\n").build();
    let manifest: Value =
        serde_json::from_str(&site.archive.read("public/manifest.webmanifest")).expect("JSON");
    assert_eq!(
        (&manifest["name"], &manifest["start_url"]),
        (&"The Skell Papers".into(), &"index.html".into())
    );
    for icon in manifest["icons"].as_array().expect("icons") {
        assert!(site.has(icon["src"].as_str().expect("an address")), "{icon}");
    }
}
