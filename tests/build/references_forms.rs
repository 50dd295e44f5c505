//! Forms of references in whole archives: numbers with letters and thousands, notes of any number, lists
//! that end before what a number counts.

use crate::archive::Archive;

fn letter(number: &str, text: &str) -> String {
    format!("{number}. Letter From Orn to Vell\n\nLindholt, March 3, 1926.\n\n{text}\n")
}

#[test]
fn a_number_with_a_letter_is_another_document() {
    let document =
        |number: &str, text: &str| format!("+++\ntitle = \"Letter\"\nnumber = \"{number}\"\n+++\n{text}\n");
    let site = Archive::new()
        .file("content/a.md", document("12", "See Document 12A."))
        .file("content/b.md", document("12A", "See Document 12a and Document 12."))
        .file("content/c.md", document("13", "See Documents 12A and 12, and Document 12B."))
        .build();
    site.page("a.html").contains("<a class=\"ref\" href=\"b.html\">Document 12A</a>");
    site.page("b.html").contains("<a class=\"ref\" href=\"a.html\">Document 12</a>");
    site.page("c.html")
        .contains("<a class=\"ref\" href=\"b.html\">Documents 12A</a>")
        .contains("Document 12B is not in this archive");
}

#[test]
fn a_number_with_a_comma_is_one() {
    let document =
        |number: &str, text: &str| format!("+++\ntitle = \"Letter\"\nnumber = \"{number}\"\n+++\n{text}\n");
    let site = Archive::new()
        .file("content/a.md", document("1", "See Document 1,024."))
        .file("content/b.md", document("1024", "See Document 1 and 1,024 barrels."))
        .build();
    site.page("a.html").contains("<a class=\"ref\" href=\"b.html\">Document 1,024</a>");
    site.page("b.html").contains("<a class=\"ref\" href=\"a.html\">Document 1</a> and 1,024 barrels");
}

#[test]
fn notes_of_any_number_are_found() {
    let text: String = (1..=1200).map(|note| format!("Lamp{note} was lit.[^{note}] ")).collect();
    let notes: String = (1..=1200).map(|note| format!("\n[^{note}]: Note of Skell.\n")).collect();
    let site = Archive::new()
        .file("content/a.md", format!("---\ntitle: Log\nnumber: 3\n---\n{text}\n{notes}"))
        .file("content/b.txt", letter("4", "See footnote 1000, Document 3, and footnote 1300, Document 3."))
        .build();
    site.page("b.html")
        .contains("href=\"a.html#fn1000\"")
        .contains("there is no footnote 1300 in Document 3");
}

#[test]
fn what_a_number_counts_is_no_document() {
    let mut archive = Archive::new()
        .file(
            "content/d1.txt",
            letter("1", "See Document 3 and 12 cables that came later, or Document 4 or 5 weeks on."),
        )
        .file("content/d2.txt", letter("2", "The Tab to Documents 3 and 4 was lost."));
    for number in 3..=12 {
        archive = archive.file(&format!("content/d{number}.txt"), letter(&number.to_string(), "Text."));
    }
    let site = archive.build();
    site.page("d1.html")
        .contains("href=\"d3.html\"")
        .contains("href=\"d4.html\"")
        .contains("</a> and 12 cables")
        .contains("</a> or 5 weeks");
    site.page("d2.html")
        .contains("<a class=\"ref\" href=\"d3.html\">Tab to Documents 3</a>")
        .contains("<a class=\"ref\" href=\"d4.html\">4</a>");
}

/// The work for references grows as the text does; that it takes no longer is measured, and this says that
/// nothing is lost of long ones.
#[test]
fn thousands_of_references_in_a_paragraph_are_all_found() {
    let list: String = (0..3000).map(|at| format!("see Document {}, ", at % 3 + 2)).collect();
    let mut archive = Archive::new().file("content/d1.txt", letter("1", &list));
    for number in 2..=4 {
        archive = archive.file(&format!("content/d{number}.txt"), letter(&number.to_string(), "Text."));
    }
    let site = archive.build();
    let page = site.page("d1.html");
    for number in 2..=4 {
        let link = format!("<a class=\"ref\" href=\"d{number}.html\">");
        assert_eq!(page.html.matches(&link).count(), 1000);
    }
}
