//! Cross-references in running text, from their words to the place that they mean.

use fonds::{Code, Severity};

use crate::archive::{Archive, Page, Site};

/// A letter with a number, a source note and one paragraph.
fn letter(number: u32, text: &str) -> String {
    format!("{number}. A Letter1\n\n{text}\n\n  1. Source: Harbour Office, Box {number}.\n")
}

/// Four letters of a collection, the last with a text of the test's own.
fn letters(text: &str) -> Site {
    Archive::new()
        .file("content/a/d1.txt", letter(1, "The lamp was lit [Page 7] on Monday."))
        .file("content/a/d2.txt", letter(2, "The lamp went out on Tuesday."))
        .file("content/a/d3.txt", letter(3, "Nobody knows why this was so."))
        .file("content/a/d4.txt", letter(4, text))
        .build()
}

fn page(text: &str) -> Page {
    letters(text).page("a/d4.html")
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn each_number_of_a_list_is_its_own_link() {
    let page = page("For the lamp see Documents 1, 2, and 3.");
    assert_eq!(page.refs(), pairs(&[("d1.html", "Documents 1"), ("d2.html", "2"), ("d3.html", "3")]));
}

#[test]
fn a_footnote_of_another_document_is_linked_exactly() {
    let page = page("See footnote 1, Document 2, for the lamp.");
    assert_eq!(page.refs(), pairs(&[("d2.html#fn1", "footnote 1, Document 2")]));
}

#[test]
fn a_footnote_above_is_one_of_this_document() {
    let page = page("The lamp again; see footnote 1 above.");
    assert_eq!(page.refs(), pairs(&[("#fn1", "footnote 1")]));
}

#[test]
fn a_page_leads_to_its_break() {
    let page = page("The telegram of the same day is printed ante, p. 7.");
    assert_eq!(page.refs(), pairs(&[("d1.html#pg-7", "p. 7")]));
}

#[test]
fn an_attachment_leads_to_its_document() {
    let page = page("Printed as Tab A to Document 2.");
    assert_eq!(page.refs(), pairs(&[("d2.html", "Tab A to Document 2")]));
}

#[test]
fn an_attachment_that_is_printed_with_the_letter_is_linked_from_it() {
    let text = "The plan (Tab A) and the costs (Tab B) are attached.\n\nTab A\n\nPlan for the Lamp\n\n\
                The lamp is lit at six in winter (Tab A), and at nine in summer.";
    assert_eq!(page(text).refs(), pairs(&[("#h-tab-a", "Tab A")]));
}

#[test]
fn a_note_that_says_ibid_means_what_the_note_before_means() {
    let text = "4. A Letter\n\nThe lamp1 was lit.2\n\n  1. See Document 2.\n  2. Ibid.\n";
    let site = Archive::new()
        .file("content/a/d2.txt", letter(2, "The lamp went out on Tuesday."))
        .file("content/a/d4.txt", text)
        .build();
    assert_eq!(site.page("a/d4.html").refs(), pairs(&[("d2.html", "Document 2"), ("d2.html", "Ibid")]));
}

#[test]
fn what_the_archive_does_not_hold_is_said_and_never_a_dead_link() {
    let site = letters("See Document 99, and footnote 8, Document 2.");
    let page = site.page("a/d4.html");
    assert_eq!(
        page.unresolved(),
        pairs(&[
            ("Document 99", "Document 99 is not in this archive"),
            ("footnote 8, Document 2", "there is no footnote 8 in Document 2"),
        ])
    );
    assert!(page.refs().is_empty());
    let found: Vec<_> = site.diagnostics(Code::Unresolved).collect();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|diagnostic| diagnostic.severity == Severity::Note));
    assert_eq!(found[0].place.as_ref().map(|place| (place.line, place.column)), Some((3, 5)));
    assert_eq!((site.report.references.resolved, site.report.references.unresolved), (0, 2));
}

#[test]
fn two_documents_with_one_number_are_ambiguous() {
    let site = Archive::new()
        .file("content/a/x.txt", letter(1, "One."))
        .file("content/a/y.txt", letter(1, "Two."))
        .file("content/a/z.txt", letter(2, "See Document 1."))
        .build();
    site.diagnostic(Code::DuplicateNumber);
    let [(words, reason)] = &site.page("a/z.html").unresolved()[..] else { panic!("one is unresolved") };
    assert_eq!((words.as_str(), reason.as_str()), ("Document 1", "Document 1 can mean more than one"));
}

/// A volume that refers to a document of another with these words.
fn volumes(text: &str) -> Page {
    Archive::new()
        .file(
            "content/six/collection.toml",
            "title = \"Six\"\ncite_as = [\"Skell Papers, 1924–1929, vol. VI\"]\n",
        )
        .file(
            "content/fifteen/collection.toml",
            "title = \"Fifteen\"\ncite_as = [\"Skell Papers, 1924–1929, vol. XV\"]\n",
        )
        .file("content/six/d12.txt", letter(12, text))
        .file("content/fifteen/d12.txt", letter(12, "The lamp went out."))
        .build()
        .page("six/d12.html")
}

#[test]
fn a_volume_is_cited_in_many_ways() {
    for text in [
        "See Skell Papers, 1924–1929, vol. XV, Document 12.",
        "See Skell Papers, 1924-1929, vol. 15, Document 12.",
        "See Skell Papers, 1924–29, Volume XV, Document 12.",
        "See Skell Papers, vol. XV, Document 12.",
        "See vol. XV, Document 12.",
        "See volume 15, Document 12.",
    ] {
        let refs = volumes(text).refs();
        let words = text.trim_start_matches("See ").trim_end_matches('.');
        assert_eq!(refs, pairs(&[("../fifteen/d12.html", words)]), "{text}");
    }
}

#[test]
fn a_volume_as_a_whole_is_its_page() {
    let page = volumes("All of it is in Skell Papers, 1924–1929, vol. XV.");
    assert_eq!(page.refs(), pairs(&[("../fifteen/index.html", "Skell Papers, 1924–1929, vol. XV")]));
}

#[test]
fn a_volume_of_another_series_is_not_ours() {
    let page = volumes("See Gannet Papers, vol. XV, Document 12.");
    assert!(page.refs().is_empty(), "{:?}", page.refs());
    let page = volumes("See Skell Papers, 1930–1934, vol. XV, Document 12.");
    assert!(page.refs().is_empty(), "{:?}", page.refs());
    assert_eq!(page.unresolved().len(), 1);
}

#[test]
fn a_document_lists_those_that_refer_to_it_with_their_sentences() {
    let site = Archive::new()
        .file("content/a/d1.txt", letter(1, "The lamp was lit on Monday."))
        .file(
            "content/a/d2.txt",
            letter(2, "All was well. The lamp of Document 1 burns. It is seen from afar."),
        )
        .file("content/b/d3.md", "# A Note\n\nIt is told in [the first letter](../a/d1.txt). No more.\n")
        .build();
    let cited_by = site.page("a/d1.html").cited_by();
    cited_by
        .contains("href=\"d2.html\"")
        .contains("The lamp of Document 1 burns.")
        .lacks("All was well.")
        .contains("href=\"../b/d3.html\"")
        .contains("It is told in the first letter.");
    site.page("a/d2.html").lacks("id=\"cited-by\"");
}

#[test]
fn the_place_that_refers_can_be_a_note() {
    let site = Archive::new()
        .file("content/d1.txt", letter(1, "The lamp was lit on Monday."))
        .file(
            "content/d2.txt",
            "2. A Letter\n\nThe lamp burns.1\n\n  1. See footnote 1, Document 1, on it.\n",
        )
        .build();
    site.page("d1.html")
        .cited_by()
        .contains("href=\"d2.html#fn1\"")
        .contains("See footnote 1, Document 1, on it.")
        .contains("href=\"#fn1\"");
}

#[test]
fn a_document_that_refers_to_itself_is_not_listed() {
    page("See footnote 1 above, and Document 4.").lacks("id=\"cited-by\"");
}

#[test]
fn the_archive_has_rules_of_its_own() {
    let site = Archive::new()
        .config("[[references]]\nname = \"rule\"\npattern = 'Rule ([0-9]+)'\ntarget = \"rule-$1\"\n")
        .file("content/rule-7.md", "# The seventh rule\n\nThe lamp is to burn.\n")
        .file("content/d1.txt", letter(1, "By Rule 7, and not by Rule 8, the lamp burns."))
        .build();
    let page = site.page("d1.html");
    assert_eq!(page.refs(), pairs(&[("rule-7.html", "Rule 7")]));
    assert_eq!(page.unresolved()[0].0, "Rule 8");
    assert_eq!(site.report.references.by_kind["rule"].resolved, 1);
    assert_eq!(site.report.references.by_kind["rule"].unresolved, 1);
}

#[test]
fn a_rule_can_be_about_a_field() {
    let site = Archive::new()
        .config(
            "[[references]]\nname = \"requires\"\nfield = \"requires\"\npattern = '[0-9]+'\ntarget = \"rule-$0\"\n",
        )
        .file("content/rule-7.md", "# The seventh rule\n\nThe lamp is to burn.\n")
        .file("content/rule-8.md", "---\nrequires: 7, 9\n---\n# The eighth rule\n\nThe 7 lamps burn.\n")
        .build();
    site.page("rule-7.html").cited_by().contains("href=\"rule-8.html\"");
    let diagnostic = site.diagnostic(Code::Unresolved);
    assert_eq!(
        (diagnostic.file.as_str(), diagnostic.place.as_ref().map(|place| place.line)),
        ("content/rule-8.md", Some(2))
    );
    let page = site.page("rule-8.html");
    assert!(!page.text_and_notes().contains("class=\"ref"), "the text is not the field");
    assert_eq!(page.refs(), pairs(&[("rule-7.html", "7")]));
}

#[test]
fn a_name_is_a_file_name_a_number_or_an_alias() {
    let site = Archive::new()
        .config("[[references]]\nname = \"act\"\npattern = 'the (\\w+) Act'\ntarget = \"$1\"\n")
        .file("content/a/rule-7.md", "+++\naliases = [\"lamp\"]\n+++\n# The seventh rule\n\nIt is to burn.\n")
        .file("content/b/d1.txt", letter(1, "Under the Lamp Act it burns."))
        .build();
    assert_eq!(site.page("b/d1.html").refs(), pairs(&[("../a/rule-7.html", "the Lamp Act")]));
}

#[test]
fn a_footnote_says_who_cites_it() {
    let site = Archive::new()
        .file("content/a/d1.txt", "1. A Letter1\n\nSome words.2\n\n  1. Source: Office.\n  2. Not printed.\n")
        .file("content/a/d2.txt", "2. A Letter1\n\nSome words.\n\n  1. See footnote 2, Document 1.\n")
        .build();
    let page = site.page("a/d1.html");
    page.contains_times("class=\"note-cited\"", 1);
    page.part("id=\"fn2\"", "</li>").contains("<a href=\"d2.html#fn1\" title=\"A Letter\">Document 2</a>");
}

#[test]
fn pages_and_volumes_of_other_books_are_passed_over() {
    let text = "1. Report\n\nSee ante, p. 465, and Document 9. It is in vol. II.\n";
    let site = Archive::new().file("content/d1.txt", text).build();
    let page = site.page("d1.html");
    assert!(page.html.contains("title=\"Document 9 is not in this archive\""), "{}", page.html);
    assert_eq!(page.html.matches("unresolved").count(), 1, "{}", page.html);
    // Where pages are marked, they are the collection's own.
    let marked = Archive::new().file("content/d1.txt", format!("{text}\n[Page 464]\n\nThe lamp.\n")).build();
    assert!(marked.page("d1.html").html.contains("page 465 is not in this archive"));
}
