//! Archives in other languages than English: their datelines, and the words for dates on the pages.

use fonds::Code;

use crate::archive::Archive;

const GERMAN: &str = r#"
title = "Archiv"
language = "de"
base_url = "https://example.org/"

[dates]
months = [["Januar", "Jänner"], "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
seasons = [["Frühling", "Frühjahr"], "Sommer", "Herbst", "Winter"]
undated = ["o. D.", "undatiert"]
day = "{day}. {month} {year}"
about = "um {date}"
between = "zwischen {from} und {to}"
"#;

#[test]
fn a_german_archive() {
    let letter =
        |number: usize, dateline: &str| format!("{number}. Brief\n\n{dateline}\n\nDie Lampe brennt.\n");
    let site = Archive::new()
        .config(GERMAN)
        .file("content/d1.txt", letter(1, "Genf, 3. März 1926"))
        .file("content/d2.txt", letter(2, "Wien, den 5. Jänner 1926, 14 Uhr"))
        .file("content/d3.txt", letter(3, "Genf, 3.–5. Dez. 1926"))
        .file("content/d4.txt", letter(4, "Genf, o. D."))
        .file("content/d5.txt", letter(5, "Port Amsel, March 9, 1926."))
        .file("content/d6.md", "+++\ntitle = \"Brief 6\"\ndate = \"1926-08~\"\n+++\nText.\n")
        .build();
    site.is_clean();
    site.page("d1.html").contains("<time datetime=\"1926-03-03\">3. März 1926</time>").contains("Genf");
    site.page("d2.html").contains("<time datetime=\"1926-01-05\">5. Januar 1926</time>").contains("Wien");
    site.page("d3.html").contains("3.–5. Dezember 1926");
    site.page("d4.html").contains("<p class=\"dateline\">Genf, o. D.</p>").lacks("<time");
    site.page("d6.html").contains("um August 1926");
    site.page("timeline.html")
        .contains_in_order(&[
            "Januar 1926",
            "d2.html",
            "März 1926",
            "d1.html",
            "d5.html",
            "Dezember 1926",
            "d3.html",
        ])
        .contains_in_order(&["id=\"undated\"", "d4.html"])
        .contains("<title>März 1926: 2 Dokumente</title>")
        .lacks("March");
    site.page("catalog.jsonl")
        .contains("\"date\":\"1926-03-03\"")
        .contains("\"date\":\"1926-01-05\"")
        .contains("\"date\":\"1926-12-03/1926-12-05\"");
    site.page("atom.xml").contains("3. März 1926");
}

#[test]
fn a_phrase_without_its_date_is_an_error() {
    let failure = Archive::new()
        .config("title = \"x\"\n\n[dates]\nabout = \"um\"\n")
        .file("content/d1.txt", "1. Brief\n\nText.\n")
        .failure();
    assert!(failure.message.contains("`about` has no {date}"), "{}", failure.message);
    assert_eq!(failure.place.map(|place| place.line), Some(4));
}

#[test]
fn the_interface_speaks_the_archives_language_and_texts_keep_theirs() {
    let site = Archive::new()
        .config("title = \"أوراق\"\nlanguage = \"ar\"\n")
        .file("content/a/collection.toml", "title = \"Papers\"\nlanguage = \"en\"\n")
        .file("content/a/d1.txt", "1. A Letter\n\nAmsel, March 3, 1926.\n\nThe lamp is lit.1\n\n1 It is.\n")
        .file("content/b/d1.md", "+++\ntitle = \"رسالة\"\ndate = \"1926-03-04\"\n+++\nنص.\n")
        .build();
    site.page("a/d1.html")
        .contains("<html lang=\"ar\" dir=\"rtl\">")
        .contains("<h1 lang=\"en\" dir=\"ltr\">")
        .contains("<div class=\"text\" lang=\"en\" dir=\"ltr\">")
        .contains("عن هذه الوثيقة")
        .contains("3 مارس 1926");
    site.page("b/d1.html").contains("<div class=\"text\">").lacks("About this document");
    site.page("index.html").contains("وثيقتان").lacks("documents</p>");
}

#[test]
fn an_archive_has_words_of_its_own_for_the_interface() {
    let words = |text: &str| {
        Archive::new().file("templates/words/en.ftl", text).file("content/d1.txt", "1. A Letter\n\nText.\n")
    };
    let site = words("collections = Fonds and series\n").build();
    site.page("index.html").contains("Fonds and series").contains("Timeline");
    let failure = words("timeline = Time\ncolections = Fonds\n").failure();
    assert!(failure.message.contains("`colections` is no message"), "{}", failure.message);
    assert_eq!(failure.place.map(|place| place.line), Some(2));
    assert!(failure.help.is_some_and(|help| help.contains("collections")));
    let failure = words("timeline\n").failure();
    assert_eq!((failure.code, failure.file.as_str()), (Code::Template, "templates/words/en.ftl"));
}
