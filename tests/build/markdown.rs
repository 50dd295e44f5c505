//! Markdown documents and the files that they link to.

use fonds::{Code, Diagnostic, Severity};

use crate::archive::{Archive, Page};

/// The page of one Markdown text.
fn page(text: &str) -> Page {
    Archive::new().file("content/d1.md", text).build().page("d1.html")
}

fn place(diagnostic: &Diagnostic) -> Option<(usize, usize)> {
    diagnostic.place.as_ref().map(|place| (place.line, place.column))
}

#[test]
fn a_table_has_heads_rows_and_alignment() {
    page("# A\n\n| Lamp | Oil |\n|:-----|----:|\n| new | 7 |\n")
        .contains("<th class=\"left\">Lamp</th><th class=\"right\">Oil</th>")
        .contains("<td class=\"left\">new</td><td class=\"right\">7</td>");
}

#[test]
fn tasks_say_whether_they_are_done() {
    page("# A\n\n- [x] trim the lamp\n- [ ] write to Amsel\n").contains("class=\"tasks\"").contains_in_order(
        &["aria-label=\"done\"", "trim the lamp", "aria-label=\"to do\"", "write to Amsel"],
    );
}

#[test]
fn links_to_sources_lead_to_their_pages() {
    let site = Archive::new()
        .file(
            "content/a/d1.md",
            "# A\n\n[b](../b/d2.md#the-oil), [c](d3.txt), [up](#fn1)[^1]\n\n[^1]: Note.\n",
        )
        .file("content/b/d2.md", "# B\n\nText.\n\n## The Oil\n\nText.\n")
        .file("content/a/d3.txt", "3. C\n\nText.\n")
        .build();
    site.is_clean();
    site.page("a/d1.html")
        .contains("<a class=\"ref\" href=\"../b/d2.html#the-oil\">b</a>")
        .contains("<a class=\"ref\" href=\"d3.html\">c</a>")
        .contains("<a class=\"ref\" href=\"#fn1\">up</a>");
    site.page("b/d2.html").contains("<h2 id=\"the-oil\">The Oil</h2>");
}

#[test]
fn a_link_to_a_missing_file_is_reported_with_its_place() {
    let site = Archive::new()
        .file("content/d1.md", "# A\n\nText, and\nsee [the log](keeper-lgo.md) here.\n")
        .file("content/keeper-log.md", "# B\n\nText.\n")
        .build();
    let diagnostic = site.diagnostic(Code::BrokenLink);
    assert_eq!((diagnostic.severity, diagnostic.file.as_str()), (Severity::Warning, "content/d1.md"));
    assert_eq!(place(diagnostic), Some((4, 5)));
    assert!(diagnostic.message.contains("there is no file keeper-lgo.md"), "{}", diagnostic.message);
    assert_eq!(diagnostic.help.as_deref(), Some("the nearest is content/keeper-log.md"));
    site.page("d1.html")
        .contains("<span class=\"ref unresolved\" title=\"there is no file keeper-lgo.md\">the log</span>");
}

#[test]
fn a_link_to_a_missing_heading_is_reported_with_the_nearest() {
    let site = Archive::new()
        .file("content/d1.md", "# A\n\n[the oil](d2.md#the-oli)\n")
        .file("content/d2.md", "# B\n\n## The Oil\n\nText.\n")
        .build();
    let diagnostic = site.diagnostic(Code::BrokenLink);
    assert_eq!(place(diagnostic), Some((3, 1)));
    assert_eq!(diagnostic.help.as_deref(), Some("the nearest is #the-oil"));
}

#[test]
fn a_linked_file_is_copied_once_and_others_are_not() {
    let site = Archive::new()
        .file("content/a/d1.md", "# A\n\n[the map](map.svg), ![again](map.svg)\n")
        .file("content/b/d2.md", "# B\n\n[the map](../a/map.svg)\n")
        .file("content/a/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/a/secret.pdf", "%PDF")
        .build();
    assert!(site.diagnostic(Code::LeftOut).message.starts_with("1 .pdf was left out"));
    site.page("a/d1.html").contains("href=\"map.svg\"").contains("<img src=\"map.svg\" alt=\"again\"");
    site.page("b/d2.html").contains("href=\"../a/map.svg\"");
    let copies: Vec<String> = site.files().into_keys().filter(|file| file.ends_with("map.svg")).collect();
    assert_eq!(copies, ["a/map.svg"]);
    assert!(!site.has("a/secret.pdf"));
}

#[test]
fn no_link_leads_out_of_the_content_folder() {
    let site =
        Archive::new().file("content/d1.md", "# A\n\n[x](../fonds.toml), [y](../../../etc/passwd)\n").build();
    assert_eq!(site.diagnostics(Code::BrokenLink).count(), 2);
    assert!(site.page("d1.html").refs().is_empty());
}

#[test]
fn wiki_links_name_documents() {
    let site = Archive::new()
        .file("content/a/d1.md", "# A\n\n[[keeper-log]], [[keeper log|the log]], [[nothing]]\n")
        .file("content/b/keeper-log.md", "# B\n\nText.\n")
        .build();
    site.page("a/d1.html")
        .contains("<a class=\"ref\" href=\"../b/keeper-log.html\">keeper-log</a>")
        .contains("<a class=\"ref\" href=\"../b/keeper-log.html\">the log</a>")
        .contains(">[[nothing]]</span>");
    assert_eq!(place(site.diagnostic(Code::BrokenLink)).map(|(line, _)| line), Some(3));
}

#[test]
fn raw_html_runs_loads_and_styles_nothing() {
    let text = "# A\n\n<script>alert(1)</script>\n\n<p onclick=\"run()\" style=\"color: red\">kept</p>\n\n\
                <a href=\"javascript:run()\">link</a> <img src=\"https://example.org/x.png\" alt=\"far\">\n\n\
                <iframe src=\"x\"></iframe><kbd>K</kbd>\n\n[bad](javascript:run())\n";
    let site = Archive::new().file("content/d1.md", text).build();
    let article = site.page("d1.html").part("<article", "</article>");
    article.contains("kept").contains(">link</a>").contains("<kbd>K</kbd>").contains("bad");
    for unwanted in ["<script", "javascript", "onclick", "style=", "<img", "iframe"] {
        article.lacks(unwanted);
    }
    article.contains("<a class=\"remote-image\" href=\"https://example.org/x.png\">far</a>");
    assert_eq!(site.diagnostics(Code::UnsafeLink).count(), 2);
    let said = site.diagnostic(Code::Markup);
    assert_eq!((said.severity, place(said)), (Severity::Warning, Some((3, 1))));
    for named in ["<iframe> (1)", "<script> (1)", "the attribute `style` (1)", "run scripts (1)"] {
        assert!(said.message.contains(named), "{}", said.message);
    }
}

#[test]
fn html_that_is_left_open_does_not_leave_the_text() {
    let html = page("# A\n\n<div><b>open\n\nText.\n\n</article></main>\n").html;
    assert_eq!(html.matches("<article").count(), html.matches("</article>").count());
    assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
    assert_eq!(html.matches("</main>").count(), 1);
}

#[test]
fn code_is_highlighted_where_its_language_is_known() {
    page("# A\n\n```rust\nfn main() { let a = \"<b>\"; }\n```\n")
        .contains("data-language=\"rust\"")
        .contains("<span class=")
        .contains("main")
        .contains("&lt;b&gt;")
        .lacks("style=\"");
    page("# A\n\n```klingon\nqapla <b>\n```\n").contains("qapla &lt;b&gt;\n</code></pre>");
    page("# A\n\n```\nplain <b>\n```\n").contains("<code>plain &lt;b&gt;\n</code></pre>");
}

#[test]
fn notes_are_numbered_and_paired() {
    page("# A\n\nOne[^b] two[^a] one again[^b]\n\n[^a]: Second.\n[^b]: First.\n")
        .contains("id=\"fnref1\" href=\"#fn1\"")
        .contains("id=\"fnref2\" href=\"#fn2\"")
        .contains_in_order(&["id=\"fn1\"", "First.", "href=\"#fnref1\"", "id=\"fn2\"", "Second."]);
}

#[test]
fn front_matter_can_be_toml_or_yaml() {
    let toml = "+++\ntitle = \"The <Log>\"\nnumber = 7\ndate = 1926-03-03\nplace = \"Amsel\"\n+++\n\nText.\n";
    let yaml = "---\ntitle: The <Log>\nnumber: 7\ndate: 1926-03-03\nplace: Amsel\n---\n\nText.\n";
    let site = Archive::new().file("content/a.md", toml).file("content/b/b.md", yaml).build();
    site.is_clean();
    for address in ["a.html", "b/b.html"] {
        site.page(address)
            .contains("The &lt;Log&gt;</h1>")
            .contains("7.")
            .contains("Amsel")
            .contains("<time datetime=\"1926-03-03\">")
            .lacks("+++")
            .lacks("title:");
    }
}

#[test]
fn the_archive_can_name_fields_its_own_way() {
    let site = Archive::new()
        .config("[fields]\nnumber = \"eip\"\ndate = \"created\"\n")
        .file("content/a.md", "---\neip: 20\ntitle: Tokens\ncreated: 2015-11-19\nstatus: Final\n---\nText.\n")
        .build();
    site.page("a.html").contains("20.").contains("2015-11-19").contains("Final");
    site.page("catalog.jsonl")
        .contains("\"number\":\"20\"")
        .contains("\"date\":\"2015-11-19\"")
        .contains("\"date_basis\":\"metadata\"");
}

#[test]
fn a_date_that_is_none_is_reported_with_its_place() {
    let site = Archive::new().file("content/a.md", "---\ntitle: A\ndate: last spring\n---\nText.\n").build();
    let diagnostic = site.diagnostic(Code::Date);
    assert_eq!((diagnostic.file.as_str(), place(diagnostic)), ("content/a.md", Some((3, 7))));
}

#[test]
fn front_matter_that_cannot_be_read_is_an_error_with_its_place() {
    let errors = Archive::new().file("content/a.md", "+++\ntitle = \"A\nnumber = 1\n+++\nText.\n").errors();
    let found: Vec<_> = errors.iter().filter(|diagnostic| diagnostic.code == Code::Metadata).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].file, "content/a.md");
    assert_eq!(found[0].place.as_ref().map(|place| place.line), Some(2));
}

#[test]
fn page_breaks_do_not_part_words_in_markdown_either() {
    let page = page("# A\n\ndiplo[Page 2]matic `[Page 3]`\n");
    page.contains("id=\"pg-2\"").lacks("pg-3");
    assert!(crate::archive::plain(&page.html).contains("diplomatic [Page 3]"));
}
