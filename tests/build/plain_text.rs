//! Plain text in the form of an edited series.

use fonds::{Code, Severity};

use crate::archive::{Archive, Page, plain};

/// The page of one plain text.
fn page(text: &str) -> Page {
    Archive::new().file("content/d1.txt", text).build().page("d1.html")
}

#[test]
fn the_first_line_is_number_and_title() {
    page("12a. A Letter & Reply\n\nSome words.\n")
        .contains("12a.")
        .contains("A Letter &amp; Reply</h1>")
        .contains_times("<h1", 1)
        .contains_times("<article", 1);
}

#[test]
fn a_dateline_gives_place_and_date() {
    page("1. A Letter\n\nPort Amsel, March 3, 1926, 3 p.m.\n\nSome words.\n")
        .contains("<time datetime=\"1926-03-03\">")
        .contains("<p class=\"dateline\">Port Amsel, March 3, 1926, 3 p.m.</p>");
}

#[test]
fn a_month_and_a_year_are_exact_and_an_interval_is_not() {
    page("1. A Letter\n\nAmsel, March 1926.\n\nSome words.\n").contains("<time datetime=\"1926-03\">");
    page("1. A Letter\n\nAmsel, about March 1926.\n\nSome words.\n").lacks("<time");
    page("1. A Letter\n\nAmsel, March 3–4, 1926.\n\nSome words.\n").lacks("<time");
}

#[test]
fn an_undated_document_has_no_date() {
    let site =
        Archive::new().file("content/d1.txt", "1. A Letter\n\nAmsel, undated.\n\nSome words.\n").build();
    site.page("d1.html").contains("<p class=\"dateline\">Amsel, undated.</p>").lacks("<time");
    site.page("catalog.jsonl").lacks("\"date\":").contains("\"date_basis\":\"none\"");
}

#[test]
fn paragraphs_that_begin_with_a_number_letter_or_dash_are_told_apart() {
    let page = page(
        "1. A Letter\n\nThere are three points, which I shall take in their order.\n\n1. The first point is the lamp.\n\n\
         2. The second is the oil.\n\na. Oil from Amsel was too dear for us.\n\n(b) Oil from the south is not.\n\n\
         —The third is the keeper’s pay.\n\n- The last is nothing.\n\nThat is all there is to say about it.\n",
    );
    assert_eq!(page.paragraphs("numbered"), ["1. The first point is the lamp.", "2. The second is the oil."]);
    assert_eq!(
        page.paragraphs("lettered"),
        ["a. Oil from Amsel was too dear for us.", "(b) Oil from the south is not."]
    );
    assert_eq!(page.paragraphs("dashed"), ["—The third is the keeper’s pay.", "- The last is nothing."]);
    page.contains("That is all there is to say about it.</p>");
}

#[test]
fn a_page_break_does_not_part_a_word() {
    let page = page("1. A Letter\n\nIt was a construc[Page 623]tive talk. [Page xiv] It went on.\n");
    page.contains("id=\"pg-623\"").contains("id=\"pg-xiv\"").contains_times("role=\"doc-pagebreak\"", 2);
    page.contains("data-page=\"623\"").lacks("[Page");
    let text = plain(&page.text_and_notes());
    assert!(text.contains("It was a constructive talk. It went on."), "{text}");
}

#[test]
fn an_anchor_is_given_once_though_a_page_is_marked_twice() {
    page("1. A Letter\n\nOne [Page 5] two [Page 5] three.\n")
        .contains_times("id=\"pg-5\"", 1)
        .contains_times("data-page=\"5\"", 2);
}

#[test]
fn marks_and_notes_lead_to_each_other() {
    let site = Archive::new()
        .file(
            "content/d1.txt",
            "1. A Letter1\n\nThe lamp was lit on March 32 for the first time.3 It was seen.\n\n\
             \u{20} 1. Source: Harbour Office, Box 4.\n  2. A Monday.\n  3. The log says so.\n",
        )
        .build();
    site.is_clean();
    let page = site.page("d1.html");
    page.contains("role=\"doc-endnotes\"");
    for (note, before) in [("1", "A Letter"), ("2", "on March 3"), ("3", "first time.")] {
        page.contains(&format!(
            "{before}<sup class=\"note-mark\"><a role=\"doc-noteref\" id=\"fnref{note}\" href=\"#fn{note}\">{note}</a></sup>"
        ));
        page.contains(&format!("id=\"fn{note}\""))
            .contains(&format!("role=\"doc-backlink\" href=\"#fnref{note}\""));
    }
}

#[test]
fn the_mark_of_a_note_can_be_a_sign() {
    let page = page("1. A Letter*\n\nThe lamp was lit.1\n\n  *. Source: Harbour Office.\n  1. On Monday.\n");
    page.contains("id=\"fn-star\"").contains("id=\"fnref-star\"").contains("href=\"#fn-star\"");
    page.contains("id=\"fn1\"");
}

#[test]
fn a_mark_without_a_note_is_shown_and_reported() {
    let site = Archive::new()
        .file(
            "content/d1.txt",
            "1. A Letter1\n\nThe lamp was lit.2 It was seen.3\n\n  1. Source.\n  3. From Amsel.\n",
        )
        .build();
    let diagnostic = site.diagnostic(Code::MissingNote);
    assert_eq!(diagnostic.file, "content/d1.txt");
    assert_eq!(diagnostic.place.as_ref().map(|place| (place.line, place.column)), Some((3, 18)));
    site.page("d1.html").contains("class=\"note-mark missing\" id=\"fnref2\"").lacks("href=\"#fn2\"");
}

#[test]
fn a_note_that_no_mark_calls_is_kept_and_reported() {
    let site = Archive::new()
        .file("content/d1.txt", "1. A Letter1\n\nThe lamp was lit.\n\n  1. Source.\n  2. Nobody calls me.\n")
        .build();
    let diagnostic = site.diagnostic(Code::UncalledNote);
    assert_eq!(diagnostic.place.as_ref().map(|place| place.line), Some(6));
    site.page("d1.html").contains("id=\"fn2\"").contains("Nobody calls me.").lacks("#fnref2");
}

#[test]
fn figures_that_call_no_note_stay_figures() {
    let page = page("1. A Letter1\n\nIn 1926 the 4th lamp had 12 wicks.2\n\n  1. Source.\n  2. Not 11.\n");
    page.contains("In 1926 the 4th lamp had 12 wicks.<sup").contains_times("doc-noteref", 2);
}

#[test]
fn editorial_insertions_are_marked() {
    page("1. A Letter\n\nThe [new] lamp was lit [on Monday].\n")
        .contains("<span class=\"editorial\">[new]</span> lamp")
        .contains("<span class=\"editorial\">[on Monday]</span>");
}

#[test]
fn a_short_line_ends_where_it_was_broken_and_a_full_one_goes_on() {
    let page = page(
        "1. A Letter\n\nMr. A. Orn\nThe Lighthouse\nat Skell.\n\n\
         The lamp has been lit since Monday, and it can be seen from the far\nshore in any weather.\n",
    );
    page.contains("Mr. A. Orn<br>\nThe Lighthouse<br>\nat Skell.</p>").contains("from the far\nshore");
}

#[test]
fn markup_in_a_plain_text_is_text() {
    let page = page(
        "1. A <b>Letter</b>1\n\n<script>alert(1)</script> & \"more\" [<i>so</i>]\n\n  1. <img src=x onerror=alert(1)>\n",
    );
    page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;")
        .contains("A &lt;b&gt;Letter&lt;/b&gt;")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .lacks("<script>alert")
        .lacks("<b>")
        .lacks("<i>so")
        .lacks("<img src=x");
}

#[test]
fn a_document_without_a_text_is_reported_and_has_its_page() {
    let site = Archive::new().file("content/d1.txt", "1. A Letter\n").file("content/d2.txt", "").build();
    assert_eq!(site.diagnostics(Code::Empty).count(), 2);
    assert!(site.diagnostics(Code::Empty).all(|diagnostic| diagnostic.severity == Severity::Warning));
    site.page("d1.html").contains("A Letter</h1>");
    assert!(site.has("d2.html"));
}

#[test]
fn a_document_without_a_title_is_called_by_its_file() {
    for text in ["", "[Page 5]\n\nSome words.\n"] {
        page(text).contains("d1</h1>");
    }
}

#[test]
fn the_source_note_tells_where_the_original_is() {
    page("1. A Letter1\n\nThe lamp was lit.\n\n  1. Source: Harbour Office, Letters Received, Box 4, Lamps. Secret.\n")
        .contains("Harbour Office, Letters Received, Box 4, Lamps")
        .contains("Secret");
}
