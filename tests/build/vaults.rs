//! Markdown as vaults and other site generators have it: raw HTML, anchors, wiki links, remarks, shortcodes.

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

/// An archive with a page on the lamp, to which others link.
fn harbour() -> Archive {
    Archive::new()
        .file("content/lamp.md", "# The Lamp at Skell\n\nText.\n\n## 1. Oil & *wick*, first\n\nText.\n")
        .file("content/plans/tower.png", "png")
        .file("content/plans/tower.pdf", "%PDF")
}

/// The site in which one more document has this text.
fn with(text: &str) -> Site {
    harbour().file("content/log.md", format!("# Log\n\n{text}\n")).build()
}

fn messages(site: &Site, code: Code) -> Vec<String> {
    site.diagnostics(code).map(|diagnostic| diagnostic.message.clone()).collect()
}

#[test]
fn images_of_raw_html_are_those_of_the_archive() {
    for html in [
        "<img src=\"plans/tower.png\" width=\"300\" alt=\"Tower\">",
        "<IMG SRC=plans/tower.png WIDTH=300 ALT=Tower>",
        "<img width='300px' alt='Tower' src='plans&#47;tower.png' />",
        "<img src=\"plans\\tower.png\" srcset=\"plans/big.png 2x\" width=300 alt=Tower>",
        "<p align=\"center\">\n  <img alt=\"Tower\" src=\"./plans/tower.png\"\n  width=\"300\"/>\n</p>",
        "<picture><source srcset=\"plans/dark.png\"><img src=\"/plans/tower.png\" alt=\"Tower\" width=\"300\"></picture>",
        "Text <img src=\"plans/tower.png?x=1\" alt=\"Tower\" width=\"300\"> goes on.",
        "- <img src=\"plans/tower.png\" alt=\"Tower\" width=\"300\">",
        "| a |\n|---|\n| <img src=\"plans/tower.png\" alt=\"Tower\" width=\"300\"> |",
    ] {
        let site = with(html);
        let page = site.page("log.html");
        page.contains("<img src=\"plans/tower.png").contains("alt=\"Tower\"").contains("width=\"300\"");
        assert!(site.has("plans/tower.png"), "{html}");
        site.is_clean();
    }
}

#[test]
fn links_of_raw_html_lead_to_pages() {
    for (html, link) in [
        ("See <a href=\"lamp.md\">it</a>.", "<a class=\"ref\" href=\"lamp.html\">it</a>"),
        (
            "See <A HREF='lamp.md#1-oil--wick-first'><b>it</b></A>.",
            "href=\"lamp.html#1-oil--wick-first\"><b>it</b></a>",
        ),
        ("<p>\n<a class=x href=lamp.md title=y>it</a>\n</p>", "<a class=\"ref\" href=\"lamp.html\">it</a>"),
        ("<div>See\n<a href=\"/lamp.html\">it</a></div>", "<a class=\"ref\" href=\"lamp.html\">it</a>"),
        ("<td><a href=\"plans/tower.pdf#page=2\">it</a></td>", "href=\"plans/tower.pdf#page=2\">it</a>"),
        ("> <a href=\"lamp.md\">\n> it</a>", "<a class=\"ref\" href=\"lamp.html\">\nit</a>"),
    ] {
        let site = with(html);
        site.page("log.html").contains(link);
        site.is_clean();
    }
    with("See <a href=\"lamp.md\">it</a>.").page("lamp.html").cited_by().contains("See it.");
}

#[test]
fn links_of_raw_html_that_are_broken_are_said() {
    for (html, place) in [
        ("See <a href=\"gone.md\">it</a>.", (3, 5)),
        ("<p>\n  <a href='gone.md'>it</a></p>", (4, 3)),
        ("> <div>\n> <a href=gone.md>it</a></div>", (4, 3)),
    ] {
        let site = with(html);
        let said = site.diagnostic(Code::BrokenLink);
        let found = said.place.as_ref().map(|place| (place.line, place.column));
        assert_eq!(found, Some(place), "{html}");
        site.page("log.html").contains(">it</span>").lacks("href=\"gone.md");
    }
}

#[test]
fn sound_and_films_are_played() {
    let archive = || harbour().file("content/bell.mp3", "mp3").file("content/sea.mp4", "mp4");
    for (text, element, file) in [
        ("<audio src=\"bell.mp3\"></audio>", "<audio", "bell.mp3"),
        (
            "<audio controls>\n<source src='bell.mp3' type='audio/mpeg'>\nno sound\n</audio>",
            "<audio",
            "bell.mp3",
        ),
        ("<video width=320 poster=\"plans/tower.png\" src=\"sea.mp4\">none</video>", "<video", "sea.mp4"),
        ("![The sea](sea.mp4)", "<video", "sea.mp4"),
        ("![[bell.mp3]]", "<audio", "bell.mp3"),
    ] {
        let site = archive().file("content/log.md", format!("# Log\n\n{text}\n")).build();
        site.page("log.html").contains(element).contains(&format!("src=\"{file}\"")).lacks("no sound");
        assert!(site.has(file), "{text}");
    }
}

#[test]
fn fragments_of_files_are_kept() {
    let site = with(
        "[a](plans/tower.pdf#page=2) [b](plans/tower.pdf?v=2#page=3&zoom=100) [c](plans/tower.pdf#a%20b) \
         [d](lamp.md?raw=true) [[tower.pdf#page=4]]",
    );
    site.is_clean();
    site.page("log.html")
        .contains("href=\"plans/tower.pdf#page=2\"")
        .contains("href=\"plans/tower.pdf?v=2#page=3&amp;zoom=100\"")
        .contains("href=\"plans/tower.pdf#a%20b\"")
        .contains("href=\"lamp.html\"")
        .contains("href=\"plans/tower.pdf#page=4\"");
}

#[test]
fn headings_are_found_as_other_programs_write_them() {
    for link in
        ["[x](lamp.md#the-lamp-at-skell)", "[[lamp#The Lamp at Skell]]", "[x](lamp.md#top)", "[x](lamp.md#)"]
    {
        let site = with(link);
        site.is_clean();
        site.page("log.html").contains("<a class=\"ref\" href=\"lamp.html\">");
    }
    for link in [
        "[x](lamp.md#1-oil--wick-first)",
        "[x](lamp.md#1-oil-wick-first)",
        "[x](lamp.md#oil-wick-first)",
        "[[lamp#1. Oil & wick, first]]",
        "[[Lamp#The Lamp at Skell#1. Oil & *wick*, first|x]]",
        "[[The Lamp at Skell#1-Oil-wick-first|x]]",
    ] {
        let site = with(link);
        site.is_clean();
        site.page("log.html").contains("href=\"lamp.html#1-oil--wick-first\"");
    }
    let site = with("[x](lamp.md#two-oil-wick-first)");
    site.diagnostic(Code::BrokenLink);
}

#[test]
fn wiki_links_work_in_tables_and_within_the_document() {
    let site =
        with("| a |\n|---|\n| [[lamp\\|the lamp]] |\n\n[[#Wick oil]] [[lamp|]] ![[lamp]]\n\n## Wick oil\n");
    site.page("log.html")
        .contains("<a class=\"ref\" href=\"lamp.html\">the lamp</a>")
        .contains("<a class=\"ref\" href=\"#wick-oil\">#Wick oil</a>")
        .contains("<a class=\"ref\" href=\"lamp.html\">lamp</a>");
    let said = site.diagnostic(Code::Shortcode);
    assert!(said.message.contains("linked to"), "{}", said.message);
    assert_eq!(site.diagnostics(Code::BrokenLink).count(), 0);
}

#[test]
fn wiki_links_name_paragraphs() {
    let site = harbour()
        .file("content/log.md", "# Log\n\n[[notes#^4f2a]] [[notes#^oil]] [[#^x-1]]\n\nHere. ^x-1\n\n2 ^10\n")
        .file("content/notes.md", "# Notes\n\nThe lamp. ^4f2a\n\n- one\n- two ^oil\n")
        .build();
    site.is_clean();
    let page = site.page("log.html");
    page.contains("href=\"notes.html#^4f2a\"").contains("id=\"^x-1\"").contains("2 ^10");
    site.page("notes.html").contains("id=\"^4f2a\"").contains("id=\"^oil\"").lacks("The lamp. ^");
}

#[test]
fn the_nearest_of_several_is_meant() {
    let archive = || {
        Archive::new()
            .file("content/a/plan.png", "png")
            .file("content/plan.png", "png")
            .file("content/c/d/plan.png", "png")
            .file("content/a/day.md", "# Day A\n\nText.\n")
            .file("content/c/day.md", "# Day C\n\nText.\n")
    };
    let text = "# Log\n\n![[plan.png|300]] ![[d/plan.png|The plan|200x100]] [[day]]\n";
    let site = archive().file("content/a/log.md", text).build();
    site.is_clean();
    site.page("a/log.html")
        .contains("<img src=\"plan.png\" alt=\"plan\" width=\"300\"")
        .contains("<img src=\"../c/d/plan.png\" alt=\"The plan\" width=\"200\" height=\"100\"")
        .contains("href=\"day.html\"");
    assert!(site.has("a/plan.png") && site.has("c/d/plan.png") && !site.has("plan.png"));
    let site = archive().file("content/e/log.md", text).build();
    site.page("e/log.html").contains("<img src=\"../plan.png\"").contains("title=\"“day” can");
    assert!(messages(&site, Code::BrokenLink)[0].contains("“day” can mean more than one"));
}

#[test]
fn brackets_that_name_nothing_stay() {
    let site = with("The [[Call]] slot and [[Construct|Build]].");
    site.page("log.html").contains(">[[Call]]</span>").contains(">[[Build]]</span>");
    assert!(site.diagnostics(Code::BrokenLink).all(|said| said.severity == Severity::Note));
    let near = with("[[lampp]]");
    assert_eq!(near.diagnostic(Code::BrokenLink).severity, Severity::Warning);
}

#[test]
fn wiki_links_can_be_switched_off() {
    let site = harbour()
        .file("content/spec/collection.toml", "[guess]\nwiki_links = false\n")
        .file("content/spec/a.md", "# A\n\nThe [[lamp]] and ![[lamp]] and [[lamp]](b.md).\n")
        .file("content/spec/b.md", "# B\n\nText.\n")
        .build();
    site.is_clean();
    site.page("spec/a.html")
        .contains("The [[lamp]] and ![[lamp]] and <a class=\"ref\" href=\"b.html\">[lamp]</a>");
}

#[test]
fn anchors_of_authors_are_targets() {
    for (text, id) in [
        ("<a id=\"there\"></a>Text.", "there"),
        ("<a name=\"there\">Text</a>.", "there"),
        ("<h2 id=\"there\">Text</h2>", "there"),
        ("Some <span id=there>text</span>.", "there"),
        ("<div ID='there'>\n\nText.\n\n</div>", "there"),
        ("<a href=\"lamp.md\" id=\"there\">Text</a>", "there"),
        ("<img src=\"plans/tower.png\" alt=\"x\" id=\"there\">", "there"),
        ("<table><tr><td id=\"there\">Text</td></tr></table>", "there"),
        ("## Text {#there}", "there"),
        ("## Text {: #there }", "there"),
    ] {
        let site = harbour()
            .file("content/log.md", format!("# Log\n\n[to](#there)\n\n{text}\n"))
            .file("content/other.md", "# Other\n\n[to](log.md#there) [[log#there]]\n")
            .build();
        assert_eq!(messages(&site, Code::BrokenLink), [""; 0], "{text}");
        site.page("log.html").contains(&format!("id=\"{id}\"")).contains("href=\"#there\"");
        site.page("other.html").contains("href=\"log.html#there\"");
    }
}

#[test]
fn anchors_that_the_page_needs_are_renamed_and_links_follow() {
    let site = harbour()
        .file(
            "content/log.md",
            "# Log\n\n[a](#main) [b](#fn1) [c](#notes)[^1]\n\n<p id=\"main\">M</p>\n\n<a name=\"fn1\"></a>F\n\n\
             <p id=\"main\">again</p>\n\n## Notes\n\n[^1]: Note.\n",
        )
        .file("content/other.md", "# Other\n\n[to](log.md#main) [notes](log.md#notes)\n")
        .build();
    let page = site.page("log.html");
    for (id, link) in [("main", "a"), ("fn1", "b"), ("notes", "c")] {
        page.contains_times(&format!(" id=\"{id}\""), 1)
            .contains_times(&format!(" id=\"section-{id}\""), 1)
            .contains(&format!("href=\"#section-{id}\">{link}</a>"));
    }
    site.page("other.html").contains("log.html#section-main").contains("log.html#section-notes");
    assert_eq!(site.diagnostics(Code::Markup).count(), 2);
}

#[test]
fn remarks_are_not_published() {
    let site = harbour()
        .config("publish_sources = false\n")
        .file("content/log.md", "# Log\n\nNot yet. %%ask *Orn* in [x](gone.md)%%\n\n%%\nA Zmorran affair.\n\n- of Vellish\n%%\n\nShown `%%code%%`.\n")
        .build();
    site.page("log.html").contains("Not yet.").contains("Shown").contains("%%code%%");
    for (address, bytes) in site.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!["Zmorra", "Vellish", "ask *Orn*"].iter().any(|word| text.contains(word)), "{address}");
    }
    let said = site.diagnostic(Code::Markup);
    assert_eq!(said.message, "2 remarks between `%%` are left out");
    assert_eq!(said.place.as_ref().map(|place| (place.line, place.column)), Some((3, 10)));
}

#[test]
fn places_after_a_remark_are_right() {
    let site = with("%%one%% A. %%\n\nSee [x](gone.md).\n\n%%\ntwo\n%%\n\nSee [y](away.md).");
    let lines: Vec<_> = site.diagnostics(Code::BrokenLink).filter_map(|said| said.place.clone()).collect();
    assert_eq!(lines.iter().map(|place| (place.line, place.column)).collect::<Vec<_>>(), [(5, 5), (11, 5)]);
}

#[test]
fn direction_and_language_of_authors_are_kept() {
    let page = with(
        "<p dir=\"rtl\" lang=\"he\">שלום</p>\n\nA <bdo dir=rtl>b</bdo> <span dir=up lang='x y'>c</span>",
    )
    .page("log.html");
    page.contains("dir=\"rtl\"").contains("lang=\"he\"").lacks("dir=\"up\"").lacks("x y");
}

#[test]
fn drawings_and_players_of_others_are_left_out_with_a_word() {
    for html in [
        "<svg viewBox=\"0 0 1 1\"><circle r=\"1\"/><text>No</text></svg>",
        "A <svg><path d=\"M0 0\"/></svg> drawing.",
        "<svg width=\"1\">\n<g>\n  <path d=\"M0\"/>\n\n  <path d=\"M1\"/>\n</g>\n</svg>",
        "<math><mi>x</mi><mo>=</mo></math>",
        "<iframe src=\"https://player.example/1\"></iframe>",
        "<object data=\"x.swf\"><embed src=\"x.swf\"></object>",
    ] {
        let site = with(html);
        let said = site.diagnostic(Code::Markup);
        assert_eq!(said.severity, Severity::Warning, "{html}");
        let text = site.page("log.html").text_and_notes();
        for unwanted in ["path", "circle", "svg", "&lt;", "iframe", "mi&gt;", "No", "swf"] {
            assert!(!text.contains(unwanted), "{html}: {text}");
        }
    }
}

#[test]
fn nothing_is_loaded_from_another_host() {
    let text = "<img src=\"\\\\host.example\\b.png\">\n\n<img src=\"/\\host.example/c.png\"> <img src=\"https:host.example/d.png\"> \
        <img src=\"//host.example/e.png\">\n\n<img src=\" \thttps://host.example/f.png\" srcset=\"//host.example/g.png 2x\">\n\n\
        <video poster=\"//host.example/h.png\"></video><table background=\"//host.example/i.png\"></table>\n\n\
        ![](<\\\\\\\\host.example\\x.png>) ![](/\\host.example/y.png) <div style=\"background:url(//host.example/j)\"></div>\n\n\
        <link rel=stylesheet href=\"//host.example/k.css\"><base href=\"//host.example/\">\n\n\
        <form action=\"//host.example/\"><input type=image src=\"//host.example/l.png\"></form>\n\n\
        <audio><source src=\"https:/\\host.example/m.mp3\"></audio>\n";
    let site = with(text);
    let page = site.page("log.html").part("<article", "</article>");
    for loads in
        ["<img", "src=", "srcset", "poster", "background", "style=", "<link", "<base", "<form", "action="]
    {
        page.lacks(loads);
    }
    assert_eq!(site.diagnostics(Code::BrokenLink).count(), 0);
}

#[test]
fn shortcodes_are_named_and_stay() {
    let site = with(
        "{{< figure src=\"lamp.png\" >}} and {{<ref lamp>}}\n\n{% note %}\nText\n{% endnote %}\n\n`{{ code }}`\n\n!!! tip\n    Text",
    );
    let said = site.diagnostic(Code::Shortcode);
    assert_eq!((said.severity, said.place.as_ref().map(|place| place.line)), (Severity::Note, Some(3)));
    for named in ["`{{< figure >}}` (1)", "`{% note %}` (1)", "`!!! tip` (1)"] {
        assert!(said.message.contains(named), "{}", said.message);
    }
    assert!(!said.message.contains("code"), "{}", said.message);
    site.page("log.html").contains("{{&lt; figure").contains("{{&lt;ref lamp&gt;}}").contains("Text");
}

#[test]
fn deep_raw_html_is_flattened_and_said() {
    let deep = |count| "<ul><li>".repeat(count) + "The end" + &"</li></ul>".repeat(count);
    let site = with(&deep(2_000));
    assert!(messages(&site, Code::Markup)[0].contains("tags within too many others (1960)"));
    let article = site.page("log.html").part("<div class=\"text\">", "</article>");
    article.contains("The end").contains_times("<ul>", 40);
}

#[test]
fn pages_of_the_archive_as_a_whole_can_be_linked_to() {
    let text = "# Lamp\n\n[time](../timeline.html#year-1926), [words](/search.html?q=lamp), <a href=\"../catalog.csv\">all</a>\n";
    let site = Archive::new().file("content/a/b.md", text).build();
    site.is_clean();
    let html = &site.page("a/b.html").html;
    for link in ["../timeline.html#year-1926", "../search.html?q=lamp", "../catalog.csv"] {
        assert!(html.contains(&format!("href=\"{link}\"")), "{link}: {html}");
    }
}
