//! Related documents, each with its reason.

use crate::archive::{Archive, Page};

fn archive() -> Archive {
    let mut archive = Archive::new();
    for (number, text) in [
        (1, "Memorandum\n\nSkell, March 3, 1926.\n\nSUBJECT: The harbour of Skell\n\nNothing new."),
        (
            2,
            "Memorandum\n\nSkell, March 4, 1926.\n\nThe talks with Brandeth and with Olmarsk about Tessaly go on.",
        ),
        (3, "Memorandum\n\nSkell, March 5, 1926.\n\nIt rained."),
        (4, "Memorandum\n\nSkell, May 9, 1926.\n\nSUBJECT: The harbour of Skell\n\nStill nothing."),
        (5, "Memorandum\n\nSkell, May 10, 1926.\n\nSee Document 3 and nothing else."),
        (6, "Memorandum\n\nSkell, March 9, 1926.\n\nAgain of Olmarsk and of Brandeth, and now of Tessaly."),
        (7, "Memorandum\n\nSkell, May 12, 1926.\n\nAs in Document 3, and so on."),
    ] {
        archive = archive.file(&format!("content/d{number}.txt"), format!("{number}. {text}\n"));
    }
    archive
}

/// The list of a page.
fn related(page: &Page) -> Page {
    page.part("id=\"list.related\"", "</section>")
}

#[test]
fn each_has_its_reason() {
    let site = archive().build();
    related(&site.page("d1.html")).contains("href=\"d4.html\"").contains("on the same subject");
    related(&site.page("d2.html"))
        .contains("href=\"d6.html\"")
        .contains("both name Brandeth, Olmarsk, Tessaly");
    related(&site.page("d5.html")).contains("href=\"d7.html\"").contains("both refer to “3. Memorandum”");
}

#[test]
fn what_shares_nothing_rare_has_none() {
    let site = archive().build();
    site.page("d3.html").lacks("list.related");
}

#[test]
fn they_can_be_switched_off() {
    let site = archive().config("related = false\n").build();
    for number in 1..=7 {
        site.page(&format!("d{number}.html")).lacks("list.related");
    }
}
