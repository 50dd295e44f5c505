//! Which source becomes which page.

use fonds::Code;

use crate::archive::Archive;

#[test]
fn a_source_becomes_the_page_of_its_name() {
    let site = Archive::new()
        .file("content/preface.txt", "Preface\n\nThe first words.\n")
        .file("content/a/d1.txt", "1. A Letter\n\nSome words.\n")
        .file("content/a/deep/er/d2.md", "# A Note\n\nSome words.\n")
        .build();
    site.is_clean();
    site.page("preface.html").contains("<h1>Preface</h1>");
    site.page("a/d1.html").contains("A Letter</h1>");
    site.page("a/deep/er/d2.html").contains("A Note</h1>").contains("href=\"../../../index.html\"");
}

#[test]
fn a_folder_becomes_a_collection_with_its_documents() {
    let site = Archive::new()
        .file("content/a/collection.toml", "title = \"Papers\"\ndescription = \"About the <light>.\"\n")
        .file("content/a/d1.txt", "1. A Letter\n\nSome words.\n")
        .file("content/a/b/d2.txt", "2. Another\n\nSome words.\n")
        .build();
    site.page("index.html").contains("href=\"a/index.html\"");
    site.page("a/index.html")
        .contains("<h1>Papers</h1>")
        .contains("About the &lt;light&gt;.")
        .contains("href=\"d1.html\"")
        .contains("href=\"b/d2.html\"");
    site.page("a/b/index.html").contains("href=\"d2.html\"").contains("href=\"../index.html\"");
}

#[test]
fn the_archive_as_a_whole_has_its_pages() {
    let site = Archive::new().file("content/d1.txt", "1. A Letter\n\nSome words.\n").build();
    for address in ["index.html", "timeline.html", "404.html", "robots.txt", "catalog.jsonl", "catalog.csv"] {
        assert!(site.has(address), "{address}");
    }
}

#[test]
fn absolute_addresses_need_the_address_of_the_site() {
    let site = Archive::new().file("content/a/d1.txt", "1. A Letter\n\nSome words.\n").build();
    assert!(!site.has("sitemap.xml") && !site.has("atom.xml"));
    site.page("a/d1.html").lacks("canonical");
    site.page("robots.txt").lacks("Sitemap");
}

#[test]
fn with_a_base_url_there_are_sitemap_feed_and_canonical_links() {
    let site = Archive::new()
        .config("base_url = \"https://example.org/papers\"\n")
        .file("content/a/d 1.txt", "1. A Letter\n\nAmsel, March 3, 1926.\n\nSome words.\n")
        .build();
    let address = "https://example.org/papers/a/d%201.html";
    site.page("sitemap.xml").contains(&format!("<loc>{address}</loc>"));
    site.page("atom.xml").contains(address).contains("A Letter");
    site.page("a/d 1.html").contains(&format!("rel=\"canonical\" href=\"{address}\""));
    site.page("robots.txt").contains("https://example.org/papers/sitemap.xml");
}

#[test]
fn the_base_url_of_the_command_line_wins() {
    let site = Archive::new()
        .config("base_url = \"https://example.org/\"\n")
        .file("content/d1.txt", "1. A Letter\n\nSome words.\n")
        .base_url("https://example.net/x/")
        .build();
    site.page("d1.html").contains("https://example.net/x/d1.html").lacks("example.org");
}

#[test]
fn every_page_says_its_language() {
    let site = Archive::new()
        .config("language = \"de\"\n")
        .file("content/a/d1.txt", "1. Ein Brief\n\nWorte.\n")
        .file("content/b/collection.toml", "language = \"fr\"\n")
        .file("content/b/d1.txt", "1. Une lettre\n\nDes mots.\n")
        .file("content/b/d2.md", "+++\nlanguage = \"no\"\n+++\n# Et brev\n\nOrd.\n")
        .build();
    site.page("index.html").contains("<html lang=\"de\"");
    site.page("a/d1.html").contains("<html lang=\"de\"");
    // The page is that of the interface; the text keeps its own.
    site.page("a/d1.html").contains("<div class=\"text\">");
    site.page("b/d1.html")
        .contains("<html lang=\"de\"")
        .contains("<div class=\"text\" lang=\"fr\" dir=\"ltr\">");
    site.page("b/d2.html").contains("<div class=\"text\" lang=\"no\" dir=\"ltr\">");
}

#[test]
fn names_with_spaces_and_signs_are_escaped_in_links() {
    let site = Archive::new()
        .file("content/Zürich & Bern/d 1#2.txt", "1. A Letter\n\nSome words.\n")
        .file(
            "content/Zürich & Bern/d3.md",
            "# A Note\n\nSee [the letter](<d 1#2.txt>), [it](d%201%232.txt).\n",
        )
        .build();
    assert!(site.has("Zürich & Bern/d 1#2.html"));
    site.page("index.html").contains("%20%26%20Bern/index.html");
    site.page("Zürich & Bern/d3.html").contains("href=\"d%201%232.html\">it</a>");
}

#[test]
fn hidden_and_excluded_files_are_left_out() {
    let site = Archive::new()
        .config("exclude = [\"drafts/**\"]\n")
        .file("content/.private.txt", "1. Private\n\nSome words.\n")
        .file("content/drafts/d2.txt", "2. A Draft\n\nSome words.\n")
        .file("content/d1.txt", "1. A Letter\n\nSome words.\n")
        .build();
    assert_eq!(site.report.documents, 1);
    assert!(!site.has("drafts/d2.html") && !site.has(".private.html"));
}

#[test]
fn a_web_page_cannot_take_the_address_of_a_page_of_the_site() {
    let errors =
        Archive::new().file("content/d1.md", "[x](search.html)\n").file("content/search.html", "x").errors();
    let error = errors.iter().find(|error| error.code == fonds::Code::Address).expect("an error");
    assert_eq!(error.file, "content/search.html");
}

#[test]
fn an_archive_without_documents_is_built_with_a_warning() {
    let site = Archive::new().build();
    assert_eq!(site.diagnostic(Code::Empty).file, "content");
    site.page("index.html").contains("<h1");
}
