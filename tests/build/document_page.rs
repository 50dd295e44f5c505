//! What surrounds the text of a document on its page: the running head, the outline, the facts.

use crate::archive::{Archive, Page, Site};

fn letters() -> Archive {
    let mut archive = Archive::new().file("content/letters/collection.toml", "title = \"Letters\"\n");
    for number in 1..=3 {
        let text = format!("{number}. Letter\n\nSkell, March {number}, 1926.\n\nNothing new.\n");
        archive = archive.file(&format!("content/letters/d{number}.txt"), text);
    }
    archive
}

fn running_head(site: &Site, address: &str) -> Page {
    site.page(address).part("class=\"way running-head\"", "<article>")
}

#[test]
fn the_running_head_says_which_of_how_many_and_leads_to_the_ones_beside_by_their_numbers() {
    let site = letters().build();
    running_head(&site, "letters/d2.html").contains(">2 of 3</span>").contains_in_order(&[
        "aria-label=\"Previous: 1. Letter\"",
        "> 1</a>",
        "aria-label=\"Next: 3. Letter\"",
        ">3 <span",
        "data-part=\"results\" hidden",
    ]);
    running_head(&site, "letters/d1.html").contains(">1 of 3</span>").lacks("rel=\"prev\"");
}

#[test]
fn the_text_of_a_folder_is_not_counted_and_one_document_alone_has_no_place() {
    let site = letters().file("content/letters/index.md", "# Letters\n\nOf the lamp.\n").build();
    running_head(&site, "letters/d1.html").contains(">1 of 3</span>");
    let alone = Archive::new().file("content/d1.txt", "1. Letter\n\nNothing new.\n").build();
    running_head(&alone, "d1.html").lacks("class=\"position\"");
}

#[test]
fn a_document_more_is_counted_on_all_pages_of_its_collection() {
    let site = letters().build();
    site.archive.write("content/letters/d4.txt", "4. Letter\n\nSkell, March 4, 1926.\n\nNothing new.\n");
    running_head(&site.build_again(), "letters/d1.html").contains(">1 of 4</span>");
}

#[test]
fn a_message_has_no_place_since_a_mailbox_grows() {
    let message = |day: u8| {
        format!(
            "From orn@skell.example Mon Mar {day:2} 10:00:00 2011\nFrom: Orn <orn@skell.example>\n\
             Date: Tue, {day} Mar 2011 10:00:00 +0000\nMessage-ID: <{day}@skell.example>\nSubject: Lamp {day}\n\nNothing new.\n\n"
        )
    };
    let site = Archive::new().file("content/skell.mbox", message(1) + &message(8)).build();
    let page = site.page("skell/2011-03-01-1.html");
    page.contains("running-head").contains("rel=\"next\"").lacks("class=\"position\"");
}

#[test]
fn three_headings_make_an_outline() {
    let outline = |text: &str| Archive::new().file("content/lamp.md", text).build().page("lamp.html");
    let text = "# Lamp\n\n## Oil <1>\n\nText.\n\n### Whale *oil*\n\nText.\n\n## Wick\n\nText.\n";
    outline(text).part("class=\"outline\"", "</details>").contains_in_order(&[
        "<li class=\"level-1\"><a href=\"#",
        ">Oil &lt;1&gt;</a>",
        "<li class=\"level-2\"><a href=\"#",
        ">Whale oil</a>",
        "<li class=\"level-1\"><a href=\"#",
        ">Wick</a>",
    ]);
    outline("# Lamp\n\n## Oil\n\nText.\n\n## Wick\n\nText.\n").lacks("class=\"outline\"");
}

#[test]
fn a_long_outline_leaves_out_what_lies_deepest() {
    let sections = (1..=60).fold("# Lamp\n".to_owned(), |text, number| {
        format!("{text}\n## Part {number}\n\nText.\n\n### Detail {number}\n\nText.\n")
    });
    let page = Archive::new().file("content/lamp.md", sections).build().page("lamp.html");
    let outline = page.part("class=\"outline\"", "</details>");
    outline.contains_times("<li class=\"level-1\">", 60).lacks("Detail");
}

#[test]
fn the_most_telling_facts_come_first_and_the_others_are_folded() {
    let text = "+++\nfrom = \"Orn\"\nto = \"Vell\"\nsubject = \"The lamp\"\nkind = \"Letter\"\nauthor = \"Orn\"\n\
                keywords = \"oil\"\n+++\n\n# Letter\n\nNothing new.\n";
    let page = Archive::new().file("content/d1.md", text).build().page("d1.html");
    let facts = page.part("class=\"facts\"", "</section>");
    facts.contains_in_order(&[
        "<dt>From</dt>",
        "<dt>To</dt>",
        "<details class=\"further\">",
        "<dt>Length</dt>",
        "</details>",
    ]);
    page.part("class=\"facts\"", "<details").contains_times("<dt>", 5);
    let short = Archive::new().file("content/d1.txt", "1. Note\n\nNothing new.\n").build().page("d1.html");
    short.part("class=\"facts\"", "</section>").contains("<dt>Length</dt>").lacks("<details");
}
