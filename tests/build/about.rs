//! The page about the archive.

use fonds::Code;

use crate::archive::{Archive, plain};

const LETTER: &str =
    "1. Letter From Orn to Vell\n\nSkell, March 3, 1926.\n\nSee Document 2. See Document 9.\n";
const UNDATED: &str = "2. Note\n\nNothing is said of the day.\n";

fn archive() -> Archive {
    Archive::new().file("content/d1.txt", LETTER).file("content/d2.txt", UNDATED)
}

#[test]
fn it_counts_what_is_known() {
    let site = archive().build();
    let page = site.page("about.html");
    let text = plain(&page.part("<main", "</main>").html);
    // Terms and what is said of them stand in columns, without spaces between them.
    for said in [
        "Documents2",
        "Languages of the documentsen (2)",
        "Files they were read from.txt (2)",
        "Date1 of 2",
        "Number2 of 2",
        "read from the dateline1 of 2",
        "known to the day1 of 2",
        "1 names no day.",
        "1 of 2 references lead to what they name.",
        "the archive does not have the document1",
        "The archive does not say where mistakes are reported.",
    ] {
        assert!(text.contains(said), "{said:?} in {text:?}");
    }
    site.page("index.html").contains("href=\"about.html\"");
    site.page("d1.html").lacks("Report a mistake");
}

#[test]
fn it_says_what_only_its_owner_knows() {
    let about = "base_url = \"https://vell.example/\"\n[about]\ntext = \"Papers of the port.\\n\\nGiven by <Vell>.\"\nmethod = \"By hand.\"\nversion = \"2.1\"\nchanges = [\"2.1: dates\"]\ncorrections = \"papers@vell.example\"\n";
    let whole = "rights = \"CC BY 4.0\"\neditors = [\"A. Orn\", \"B. Skell\"]\n";
    let site = archive().config(about).file("content/collection.toml", whole).build();
    site.page("about.html")
        .contains("<p>Papers of the port.</p>\n<p>Given by &lt;Vell&gt;.</p>")
        .contains("<p>By hand.</p>")
        .contains("<p>CC BY 4.0</p>")
        .contains("A. Orn, B. Skell (eds.): ")
        .contains("<li>2.1: dates</li>")
        .contains("mailto:papers@vell.example?subject=");
    let letter = site.page("d1.html");
    letter
        .contains("mailto:papers@vell.example?subject=1%2E%20Letter")
        .contains("Report a mistake in this document");
    site.page("sitemap.xml").contains("<loc>https://vell.example/about.html</loc>");
}

#[test]
fn an_address_for_corrections_must_be_one() {
    let found = archive().config("[about]\ncorrections = \"javascript:alert(1)\"\n").failure();
    assert_eq!(found.code, Code::Metadata);
    assert!(found.message.contains("neither an address of the web nor one of mail"), "{}", found.message);
    assert_eq!(found.place.map(|place| place.line), Some(2));
}

#[test]
fn it_yields_to_what_has_its_address() {
    for path in ["content/about.txt", "content/About.md", "static/about.html"] {
        let site = archive().file(path, "About us\n\nWe keep papers.\n").build();
        assert_eq!(site.diagnostics(Code::Address).count(), 0, "{path}");
        site.page("about-this-archive.html").contains("About this archive</h1>");
        site.page("index.html").contains("href=\"about-this-archive.html\"");
    }
    let moved = "+++\naliases = [\"/about.html\"]\n+++\n# Us\n\nWe keep papers.\n";
    let site = archive().file("content/us.md", moved).build();
    site.page("about.html").contains("us.html");
    site.page("about-this-archive.html").contains("About this archive</h1>");
}
