//! The shape of plain texts: what is preformatted, a list, a heading or the furniture of a page.

use fonds::{Code, Severity};

use crate::archive::{Archive, Page, Site};

/// The site of one plain text.
fn site(text: &str) -> Site {
    Archive::new().file("content/d1.txt", text).build()
}

/// The page of one plain text.
fn page(text: &str) -> Page {
    site(text).page("d1.html")
}

/// Running text that fills its lines.
const PROSE: &str = "The lamp at Port Amsel was lit on the first evening of the month, and the\n\
    harbour watched it until it was seen to burn, as the keeper had promised\n\
    the Ministry of the Sea in his letter from Skell of the week before that.\n";

#[test]
fn code_keeps_its_lines_and_spaces() {
    for code in [
        "    def light(lamp):\n        lamp.burn()\n\n        return lamp\n",
        "    x <- Lamp(1)\n      y <- x[-1]\n",
        "fn light(lamp: &Lamp) {\n    lamp.burn();\n\n    lamp.watch();\n}\n",
        "#include <lamp.h>\nint main(void) {\n\treturn light();\n}\n",
        "$ light --all\n$ watch --until-burning\n",
        ">>> lamp.light()\nTrue\n",
        "  SELECT name FROM lamps\n    WHERE lit = 1;\n",
        "--- a/lamp.txt\n+++ b/lamp.txt\n@@ -1,2 +1,2 @@\n-It is out.\n+It is lit.\n",
        "<lamp>\n  <oil kind=\"whale\"/>\n</lamp>\n",
        "# The lamps of the coast\n# are listed here.\n",
    ] {
        let escaped = code.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let escaped = escaped.replace('"', "&quot;");
        page(&format!("1. Lamps\n\n{PROSE}\nHere it is:\n\n{code}\n{PROSE}"))
            .contains(&format!(">{escaped}</pre>"))
            .contains("<pre class=\"preformatted\" tabindex=\"0\"")
            .contains_times("<pre class=\"preformatted\"", 1);
    }
}

#[test]
fn tables_and_drawings_keep_their_columns() {
    for table in [
        "Name        Lamps   Oil\nAmsel           3    12\nSkell           1     4",
        "Name\tLamps\nAmsel\t3\nSkell\t1",
        "+-------+-----+\n| Amsel |   3 |\n+-------+-----+",
        "| Place | Lamps |\n|-------|-------|\n| Amsel | 3     |",
        "┌───────┐\n│ Amsel │\n└───┬───┘",
        "   +------+     +-----+\n   | lamp |---->| sea |\n   +------+     +-----+",
        "  Amsel ........ 3\n  Skell ........ 1   out",
    ] {
        let escaped = table.replace('>', "&gt;");
        page(&format!("1. Lamps\n\n{PROSE}\n{table}\n\n{PROSE}")).contains(&format!("{escaped}</pre>"));
    }
}

#[test]
fn verse_and_quoted_mail_keep_their_lines() {
    let verse = "    The lamp is lit, the lamp is bright,\n      It shines across the bay,\n    And all the ships come home at night";
    page(&format!("1. Songs\n\n{PROSE}\n{verse}\n\n{PROSE}"))
        .contains("<pre class=\"lines\"")
        .contains(&format!("{verse}</pre>"))
        .lacks("preformatted");
    page("1. Mail\n\nOrn wrote:\n> The lamp is out,\n> and has been for days.\nIt is lit again.\n")
        .contains("&gt; The lamp is out,\n&gt; and has been for days.</pre>")
        .contains("It is lit again.</p>");
}

#[test]
fn running_text_that_is_indented_is_not_preformatted() {
    let indented: String = PROSE.lines().map(|line| format!("   {line}\n")).collect();
    page(&format!("Lamps\n\n{indented}\n{indented}\n{indented}"))
        .lacks("<pre class=\"preformatted")
        .lacks("class=\"lines\"");
    let quotation: String = PROSE.lines().map(|line| format!("        {line}\n")).collect();
    page(&format!("1. Lamps\n\n{PROSE}\n{quotation}\n{PROSE}"))
        .lacks("<pre class=\"preformatted")
        .lacks("class=\"lines\"");
    let first_lines = format!("     {PROSE}");
    page(&format!("1. Lamps\n\n{first_lines}\n{first_lines}\n{first_lines}"))
        .lacks("<pre class=\"preformatted");
    let naming = "Call lamp.light() before lamp.watch() is called, since the latter waits\nuntil light() has returned what burn() gives to each of the keepers.\n";
    page(&format!("1. Lamps\n\n{PROSE}\n{naming}\n{PROSE}")).lacks("<pre class=\"preformatted");
}

#[test]
fn a_switch_leaves_indented_lines_as_text() {
    let archive = Archive::new().config("[guess]\npreformatted = false\nheadings = false\n").file(
        "content/d1.txt",
        format!("1. Lamps\n\nThe Question\n\n{PROSE}\n    x = light()\n    y = watch()\n"),
    );
    archive.build().page("d1.html").lacks("<pre class=\"preformatted").lacks("<h2 id=\"h-");
}

#[test]
fn lists_stay_lists_with_their_own_marks() {
    for (list, members) in [
        ("- oil\n- wicks\n- glass", vec!["- oil", "- wicks", "- glass"]),
        ("We need these:\n* oil\n* wicks", vec!["* oil", "* wicks"]),
        ("3. oil\n4. wicks", vec!["3. oil", "4. wicks"]),
        ("(a) oil\n(b) wicks", vec!["(a) oil", "(b) wicks"]),
        ("a) oil\nb) wicks", vec!["a) oil", "b) wicks"]),
        ("• oil\n• wicks", vec!["• oil", "• wicks"]),
        ("– oil\n– wicks", vec!["– oil", "– wicks"]),
        ("  - oil\n  - wicks", vec!["- oil", "- wicks"]),
        ("1) oil\n2) wicks\n10) glass\n11) salt", vec!["1) oil", "2) wicks", "10) glass", "11) salt"]),
    ] {
        let page = page(&format!("1. Lamps\n\n{PROSE}\n{list}\n\n{PROSE}"));
        page.contains("class=\"written\"");
        for member in members {
            page.contains(&format!("<li>{member}</li>"));
        }
    }
    page("1. Lamps\n\n- oil of the whale and\n  of the seal\n  - from Skell\n  - from Orn\n- wicks\n")
        .contains("<li>- oil of the whale and\n  of the seal\n<ul class=\"written\">")
        .contains("<li>- from Orn</li>");
}

#[test]
fn sentences_salutations_and_lines_of_lists_are_no_headings() {
    for line in [
        "The lamp was discussed.2",
        "The lamp was discussed.”",
        "The lamp was discussed.[3]",
        "The lamp was “discussed.”*",
        "MY DEAR ORN,--",
        "Mon cher ami,",
        "Lieber Freund!",
        "Sehr geehrter Herr Vell,",
        "DEAR SIR,--",
        "The reasons are these:--",
        "Amsel   12   14",
        "- Oil of Skell",
        "Lamps\tOil",
    ] {
        page(&format!("1. Lamps\n\n{PROSE}\n{PROSE}\n{line}\n\n{PROSE}")).lacks("<h2 id=\"h-");
    }
    page("1. A Letter\n\nSkell, March 3, 1926.\n\nMY DEAR AND VALUED ANNA,--\n\nThe lamp is lit, and I am well.\n")
        .contains("<p class=\"salutation\">MY DEAR AND VALUED ANNA,--</p>");
}

#[test]
fn underlined_and_numbered_lines_are_headings() {
    let text = format!(
        "1. Lamps\n\nThe Oil\n=======\n\n{PROSE}\nIts price\n---------\n{PROSE}\nThe Wicks\n=========\n\n{PROSE}\n-----\n\n{PROSE}"
    );
    page(&text)
        .contains("<h2 id=\"h-the-oil\">The Oil</h2>")
        .contains("<h3 id=\"h-its-price\">Its price</h3>")
        .contains("<h2 id=\"h-the-wicks\">The Wicks</h2>")
        .contains_times("<hr>", 1)
        .lacks("===")
        .lacks("---------");
    let text = format!(
        "Lamps\n\n1.  The Oil\n\n{PROSE}\n2.  Wicks\n\n{PROSE}\n2.1.  Cotton\n\n{PROSE}\n2.2.  Reed\n\n{PROSE}"
    );
    page(&text)
        .contains(">1.  The Oil</h2>")
        .contains(">2.  Wicks</h2>")
        .contains(">2.1.  Cotton</h3>")
        .contains(">2.2.  Reed</h3>");
    // Numbered paragraphs of one line are none.
    page("1. Orders\n\n1. Light the lamp\n\n2. Watch the lamp\n\n3. Put it out\n").lacks("<h2 id=\"h-");
}

#[test]
fn a_line_near_several_form_feeds_is_text() {
    page(&format!("Lamps\n\n{}The lamp of Orn\n", "\u{c}\n".repeat(12))).contains("The lamp of Orn</p>");
}

/// Pages with a head and a foot, on which a sentence goes on.
fn pages(foot: &dyn Fn(usize) -> String, head: &dyn Fn(usize) -> String) -> String {
    let mut text = format!("The Lamps of the Coast\n\n{PROSE}");
    for page in 1..4 {
        for _ in 0..7 {
            text += &format!("\n{PROSE}");
        }
        let day = ["a Monday", "Tuesday last", "the next Friday"][page - 1];
        text += &format!("\nThe keeper went to the lamp in the evening of {day} with the oil, and then he\n");
        text += &format!("{}{}", foot(page), head(page + 1));
        text += ["lit it.\n", "put it out.\n", "went back.\n"][page - 1];
    }
    text
}

#[test]
fn heads_and_feet_of_pages_are_no_text() {
    let none = |_: usize| String::new();
    let variants: [(&str, String); 10] = [
        (
            "Orn  ",
            pages(&|n| format!("\n\n\nOrn                    [Page {n}]\n\u{c}\n"), &|_| {
                "LP 1        Lamps        April 1926\n\n\n".to_owned()
            }),
        ),
        (
            "Orn  ",
            pages(&|n| format!("\n\n\nOrn                    [Page {n}]\n\n"), &|_| {
                "LP 1        Lamps        April 1926\n\n\n".to_owned()
            }),
        ),
        ("- 2 -", pages(&none, &|n| format!("\n\n- {n} -\n\n"))),
        ("\u{c}", pages(&none, &|n| format!("\n\u{c}Page {n}\n\n"))),
        ("The Harbour Review", pages(&none, &|n| format!("\n\u{c}The Harbour Review     {n}\n\n"))),
        ("The Harbour Review", pages(&none, &|n| format!("\n{n}     The Harbour Review\n\n"))),
        ("Seite 2", pages(&none, &|n| format!("\n\nSeite {n} von 9\n\n"))),
        (
            "Confidential",
            pages(&|_| "\n   Confidential draft\n".to_owned(), &|n| format!("\u{c}\n   {n}\n\n")),
        ),
        ("of 9", pages(&none, &|n| format!("\n\n                 Page {n} of 9\n\n"))),
        ("of 9", pages(&none, &|n| format!("\n\n{n}\n\n"))),
    ];
    for (furniture, text) in variants {
        let site = site(&text);
        site.page("d1.html")
            .lacks(furniture)
            .lacks("[Page ")
            .lacks("April 1926")
            .lacks("<h2 id=\"h-")
            .contains("data-page=\"2\"")
            .contains("id=\"pg-3\"")
            // The sentence goes on.
            .contains("and then he<span class=\"page-break\"");
        assert_eq!(site.diagnostics(Code::PageFurniture).count(), 1, "{text}");
        assert_eq!(site.diagnostic(Code::PageFurniture).severity, Severity::Note);
    }
}

#[test]
fn what_only_looks_like_furniture_stays() {
    // Numbers of sections, a refrain, and figures in a table.
    let text = format!("Lamps\n\n1\n\n{PROSE}\n2\n\n{PROSE}\n3\n\n{PROSE}");
    page(&text).contains("<p id=\"p1\"").contains(">1</p>").contains(">3</p>");
    page(&format!("Lamps\n\nO lamp of the bay\n\n{PROSE}\nO lamp of the bay\n\n{PROSE}"))
        .contains_times("O lamp of the bay", 2);
    let archive = Archive::new().config("[guess]\npage_furniture = false\n");
    let text = pages(&|n| format!("\n\nOrn                    [Page {n}]\n\u{c}\n"), &|_| String::new());
    archive.file("content/d1.txt", text).build().page("d1.html").contains("Orn                    ");
}

#[test]
fn words_that_a_line_divides_are_joined() {
    let lines = |first: &str, second: &str| {
        format!(
            "1. Lamps\n\nThe keeper of the lamp at the harbour was asked in the evening about {first}\n{second} and gave no answer to it in the\nharbour at all, but he went on to the government, as he had said.\n"
        )
    };
    for (first, second, joined) in [
        ("the har-", "bour’s oil", "the harbour’s oil"),
        ("the govern-", "ment’s oil", "the government’s oil"),
        ("the govern-", "  ment’s oil", "the government’s oil"),
        ("an estab-", "lishment and a judg-\nment of", "a judgment of"),
        ("a well-", "known man", "a well-known man"),
        ("the Anglo-", "Skellish lamp", "the Anglo-Skellish lamp"),
        ("the years 1914-", "1918", "the years 1914-1918"),
        ("the har\u{ad}", "bour oil", "the harbour oil"),
        ("the har¬", "bour oil", "the harbour oil"),
        ("the pre-", "and post-war oil", "the pre-\nand post-war oil"),
    ] {
        page(&lines(first, second)).contains(joined);
    }
    let archive =
        Archive::new().config("[guess]\nhyphens = false\n").file("content/d1.txt", lines("the har-", "bour"));
    archive.build().page("d1.html").contains("har-\nbour");
}

#[test]
fn a_page_mark_on_a_line_of_its_own_breaks_no_sentence() {
    for mark in ["[Page 4]", "[Page\u{a0}4]", "[page 4]", "[Pg 4]", "[Seite 4]", "[p. 4]", "  [PAGE 4]"] {
        page(&format!("1. Lamps\n\nThe lamp of Amsel was seen from the\n{mark}\nharbour.\n\nIt is out.\n"))
            .contains("data-page=\"4\"")
            .contains("id=\"pg-4\"")
            .lacks("<br>")
            .lacks(mark);
    }
    page("1. Lamps\n\nSee the report [p. 10] and [Page one].\n").lacks("doc-pagebreak");
}

#[test]
fn addresses_are_links() {
    for (text, address) in [
        ("See https://lamps.example/a.", "https://lamps.example/a"),
        ("(http://lamps.example/x_(y)), he said", "http://lamps.example/x_(y)"),
        ("<https://lamps.example/a_b_c>", "https://lamps.example/a_b_c"),
        ("[https://lamps.example/q?a=1;b=2]", "https://lamps.example/q?a=1;b=2"),
    ] {
        page(&format!("1. Lamps\n\n{text}\n")).contains(&format!("<a href=\"{address}\">{address}</a>"));
    }
    page("1. Lamps\n\n    get(\"https://lamps.example/a\")\n    put(x);\n")
        .contains("<a href=\"https://lamps.example/a\">");
    page("1. Lamps1\n\nSome words are here.\n\n  1. See https://lamps.example/1.\n")
        .contains("<a href=\"https://lamps.example/1\">");
    page("1. Lamps\n\njavascript://lamps.example/a\n").lacks("href=\"javascript");
}

#[test]
fn underscores_set_emphasis_where_the_text_uses_them_so() {
    page("1. Lamps\n\nIt is a _proof_ of “_my high\nesteem_” (_vide_ No. 2).\n")
        .contains("<em>proof</em>")
        .contains("“<em>my high\nesteem</em>”")
        .contains("(<em>vide</em>");
    page("1. Lamps\n\nSet lamp_oil_level and _private and __init__, or ____.\n")
        .lacks("<em>")
        .contains("lamp_oil_level");
    page("1. Lamps\n\n[The _lamp] is_ out, and _this_ is _so_.\n")
        .contains("<em>this</em>")
        .contains("The _lamp");
}

#[test]
fn text_of_the_other_direction_says_so() {
    let text = "1. שלום\n\nשלום לכולם, זה המכתב.\n\n- נר\n- שמן\n\nThe lamp is lit (שלום).\n";
    page(text)
        .contains("<p id=\"p1\" dir=\"auto\">")
        .contains_times("<li dir=\"auto\">", 2)
        .contains("<p id=\"p3\"><a class")
        .contains("<span dir=\"auto\">שלום</span>");
    let site = Archive::new()
        .file("content/m.md", "# A\n\n## שלום\n\nשלום\n\n| a | שמן |\n|---|---|\n| b | נר |\n")
        .build();
    site.page("m.html")
        .contains("dir=\"auto\">שלום</h2>")
        .contains("<th dir=\"auto\">")
        .contains("<td dir=\"auto\">");
    let site = Archive::new()
        .config("language = \"he\"\n")
        .file("content/d1.txt", "1. נר\n\nThe lamp.\n\nשלום\n")
        .build();
    site.page("d1.html").contains_times("dir=\"auto\"", 1);
}

#[test]
fn titles_in_capitals_stay_as_they_are() {
    page("12. TO BARONESS VELL\n\nThe lamp is lit.\n").contains("TO BARONESS VELL</h1>");
}

#[test]
fn nothing_nests_too_deep_for_a_build() {
    let deep = |open: &str, close: &str, times: usize| {
        format!("Lamps\n\n{}x{}\n", open.repeat(times), close.repeat(times))
    };
    let markdown = |text: String| format!("# Lamps\n\n{text}");
    let quotes: String = format!("{} x\n", ">".repeat(20_000));
    let site = Archive::new()
        .file("content/a.txt", deep("[", "]", 10_000))
        .file("content/b.txt", deep("[_", "_]", 10_000))
        .file("content/c.txt", deep("[", "", 100_000))
        .file(
            "content/d.txt",
            (0..2_000).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect::<String>(),
        )
        .file("content/e.md", markdown(quotes))
        .file("content/f.md", markdown(deep("*a **b ", "** *", 5_000)))
        .file("content/g.md", markdown(deep("<b><i>", "</i></b>", 2_000)))
        .file("content/h.md", markdown("- ".repeat(5_000)))
        .file("content/i.md", markdown(deep("[", "](x)", 5_000)))
        .build();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i"] {
        site.page(&format!("{name}.html")).contains("x");
    }
}
