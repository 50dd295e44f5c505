//! One archive in which all formats lie side by side.

use std::fs;
use std::path::Path;

use crate::archive::Archive;
use crate::{mail, richer, split, tei, word};

fn archive() -> Archive {
    let page = |name: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/html").join(name);
        fs::read(file).expect("a page")
    };
    Archive::new()
        .config(&format!("base_url = \"https://formats.example/\"\n{}", split::RULE))
        .file("content/edition/quay1924.xml", tei::VOLUME)
        .file("content/edition/letter.xml", tei::LETTER)
        .file("content/mail/harbour.mbox", mail::mailbox())
        .file("content/mail/plans.eml", mail::FILES)
        .file("content/letters/book.txt", split::BOOK)
        .file("content/office/notes.docx", word::word("notes"))
        .file("content/office/tables.docx", word::word("tables"))
        .file("content/office/lists.docx", word::word("lists"))
        .file("content/pages/gutenberg.html", page("gutenberg.html"))
        .file("content/pages/mediawiki.html", page("mediawiki.html"))
        .file("content/pages/hebrew.html", page("hebrew.html"))
}

#[test]
fn each_has_its_pages() {
    let site = archive().build();
    for page in [
        "edition/quay1924/d1",
        "edition/quay1924/ch1/index",
        "edition/letter",
        "mail/harbour/index",
        "mail/plans",
        "letters/book/index",
        "office/notes",
        "office/tables",
        "pages/gutenberg",
        "pages/hebrew",
    ] {
        assert!(site.has(&format!("{page}.html")), "{page}");
    }
}

/// Writes the site for the checks in a browser to the folder that `FONDS_FORMATS` names.
#[test]
#[ignore = "tests/site/run asks for it"]
fn site_for_the_checks_in_a_browser() {
    let to = std::env::var_os("FONDS_FORMATS").expect("FONDS_FORMATS names a folder");
    richer::copy(&archive().build().archive.path("public"), Path::new(&to));
}
