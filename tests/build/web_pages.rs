//! Web pages of many makers, in whole archives. `tests/data/html/` has pages as other programs write them, with invented
//! texts.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use fonds::{Code, Severity};
use insta::assert_snapshot;

use crate::archive::{Archive, Site};

/// The bytes of a page of another maker.
fn page(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/html").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const LETTER: &str = "---\ntitle: Letter\n---\nThe text of the letter, see [the lamp](saved.html).\n";

/// An archive of one page, and what it links to.
fn archive_of(name: &str) -> Archive {
    Archive::new()
        .file(&format!("content/{name}"), page(name))
        .file("content/letter.md", LETTER)
        .file("content/saved_files/lamp (1).png", b"\x89PNG\r\n\x1a\n")
        .file("content/images/lamp.jpg", b"\xff\xd8\xff")
}

/// What a page became: its line of the catalogue, its title, text and notes, and what was said of it.
fn told(site: &Site, name: &str) -> String {
    let id = name.rsplit_once('.').expect("an extension").0;
    let catalogue = site.archive.read("public/catalog.jsonl");
    let record = catalogue.lines().find(|line| line.contains(&format!("\"id\":\"{id}\""))).expect("a record");
    let page = site.page(&format!("{id}.html"));
    let title = page.part("<h1", "</h1>");
    let mut told = format!(
        "{record}\n\n{}</h1>\n\n{}",
        title.html,
        page.part("<div class=\"text\"", "<section class=\"facts\"").html
    );
    let _ = write!(told, "\n{}</section>\n", page.part("<section class=\"facts\"", "</section>").html);
    let mut said: Vec<String> = site
        .report
        .diagnostics
        .iter()
        .filter(|said| said.file == format!("content/{name}"))
        .map(ToString::to_string)
        .collect();
    said.sort();
    let _ = write!(told, "\n{}\n", said.join("\n"));
    told
}

macro_rules! pages {
    ($($test:ident $name:literal,)+) => {
        $(
            #[test]
            fn $test() {
                assert_snapshot!(told(&archive_of($name).build(), $name));
            }
        )+
    };
}

pages! {
    a_page_of_gutenberg "gutenberg.html",
    a_page_of_word "word.htm",
    a_page_of_pandoc "pandoc.html",
    a_page_of_mediawiki "mediawiki.html",
    a_page_of_wordpress "wordpress.html",
    a_page_of_a_newspaper "newspaper.html",
    a_page_of_an_edition "edition.html",
    a_page_of_a_repository "repository.html",
    a_page_that_a_browser_saved "saved.html",
    a_page_in_a_single_file "single.html",
    a_page_in_hebrew "hebrew.html",
    a_page_of_1998 "tables-1998.html",
}

#[test]
fn every_page_has_notes_that_lead_back() {
    for (name, notes) in [
        ("gutenberg.html", 2),
        ("word.htm", 2),
        ("pandoc.html", 2),
        ("mediawiki.html", 2),
        ("edition.html", 2),
        ("tables-1998.html", 1),
    ] {
        let site = archive_of(name).build();
        let page = site.page(&format!("{}.html", name.rsplit_once('.').expect("an extension").0));
        page.contains_times("role=\"doc-backlink\"", if name == "mediawiki.html" { 3 } else { notes });
        page.contains_times("<li id=\"fn", notes);
    }
}

#[test]
fn documents_link_to_pages_and_pages_to_documents() {
    let site = archive_of("saved.html").build();
    site.page("letter.html")
        .contains("<a class=\"ref\" href=\"saved.html\">the lamp</a>")
        .cited_by()
        .contains("saved.html");
    let page = site.page("saved.html");
    page.contains("<a class=\"ref\" href=\"letter.html\">as the letter says</a>");
    // A link to the page's own address leads to its place here.
    page.contains("href=\"#oil\"").contains("id=\"oil\"");
    assert!(site.has("saved_files/lamp (1).png"));
}

#[test]
fn images_in_a_page_are_files_beside_it() {
    let site = archive_of("single.html").build();
    let page = site.page("single.html");
    page.contains("src=\"single.files/image-1.png\"");
    assert!(site.has("single.files/image-1.png"));
    assert!(site.diagnostics(Code::Markup).any(|said| said.message.contains("images that cannot be read")));
}

const FRAMED: &str = "<title>Lamp</title><div class=\"a\"><h1>Site</h1></div><div class=\"text\"><p>The lamp.</p>\
    <p class=\"x\">Not this.</p></div><div class=\"b\"><p>Nor this.</p></div>";

#[test]
fn an_archive_says_what_of_its_pages_is_the_document() {
    let archive = || Archive::new().file("content/p/a.html", FRAMED);
    let rules = "[html]\ndocument = \".text\"\nleave_out = \"p.x\"\n";
    for site in [archive().config(rules).build(), archive().file("content/p/collection.toml", rules).build()]
    {
        let page = site.page("p/a.html");
        page.contains("The lamp.").lacks("Not this").lacks("Nor this");
        assert!(
            site.diagnostics(Code::Markup)
                .any(|said| said.message.contains("what `leave_out` names (2 words)"))
        );
    }
    let site = archive().config("[html]\ndocument = \"#nowhere\"\n").build();
    site.page("p/a.html").contains("The lamp.").contains("Nor this.");
    let said = site.diagnostics(Code::Markup).find(|said| said.severity == Severity::Warning);
    assert!(said.expect("a warning").message.contains("#nowhere"));
    let error = archive().config("[html]\ndocument = \"p >\"\n").failure();
    assert!(error.message.contains("no selector"), "{}", error.message);
    assert_eq!(error.place.map(|place| place.line), Some(2));
}

#[test]
fn what_a_folder_says_of_its_pages_is_not_remembered_wrongly() {
    let site = Archive::new().file("content/p/a.html", FRAMED).build();
    site.page("p/a.html").contains("Nor this.");
    let site = site.build_again();
    site.page("p/a.html").contains("Nor this.");
    site.archive.write("content/p/collection.toml", "[html]\ndocument = \".text\"\n");
    site.build_again().page("p/a.html").contains("Not this.").lacks("Nor this.");
}

#[test]
fn a_build_after_a_change_gives_the_same_site() {
    let changed = "<title>B</title><p>The new lamp, <a href=a.html#x>here</a>.<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>";
    let archive = || {
        Archive::new()
            .file("content/a.html", "<title>A</title><p>One.<p id=x>The lamp, see <a href=b.html>B</a>.")
    };
    let site = archive().file("content/b.html", "<title>B</title><p>The old lamp.<p>It is out.").build();
    site.archive.write("content/b.html", changed);
    let again = site.build_again();
    assert_eq!(again.files(), archive().file("content/b.html", changed).build().files());
    again.page("a.html").cited_by().contains("b.html");
}

#[test]
fn fragments_and_files_that_are_no_pages_are_documents_or_said() {
    let site = Archive::new()
        .file("content/fragment.html", "<p>One</p><p>Only <b>this</b>")
        .file("content/text.html", "no tags at all & <")
        .file("content/empty.html", "")
        .file("content/script.html", "<script>document.write('x')</script>")
        .build();
    site.page("fragment.html").contains("Only <strong>this</strong>");
    site.page("text.html").contains("no tags at all &amp; &lt;");
    let empty: Vec<&str> = site.diagnostics(Code::Empty).map(|said| said.file.as_str()).collect();
    // One line is a title, as in any text.
    assert_eq!(empty, ["content/empty.html", "content/script.html", "content/text.html"]);
    let errors = Archive::new().file("content/image.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").build();
    assert!(errors.diagnostic(Code::NotText).message.contains("png"));
}

#[test]
fn encodings_are_those_of_html() {
    let latin = b"<meta charset=iso-8859-1><title>Caf\xe9</title><p>Oil \x96 dear".to_vec();
    let wide: Vec<u8> =
        "\u{feff}<title>Wide</title><p>Lampe für Skell".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let greek =
        b"<meta http-equiv=content-type content='text/html; charset=windows-1253'><p>\xcb\xdc\xec\xf0\xe1"
            .to_vec();
    let wrong = "<meta charset=iso-8859-1><title>Wrong</title><p>Öl für Skell".to_owned();
    let site = Archive::new()
        .file("content/latin.html", latin)
        .file("content/wide.html", wide)
        .file("content/greek.html", greek)
        .file("content/wrong.html", wrong)
        .file("content/silent.html", b"<title>Silent</title><p>Caf\xe9 \x80")
        .build();
    site.page("latin.html").contains("Café").contains("Oil – dear");
    site.page("wide.html").contains("Lampe für Skell");
    site.page("greek.html").contains("Λάμπα");
    site.page("wrong.html").contains("Öl für Skell");
    site.page("silent.html").contains("Café €");
    let said: Vec<&str> = site.diagnostics(Code::Encoding).map(|said| said.file.as_str()).collect();
    assert!(said.contains(&"content/wrong.html") && said.contains(&"content/silent.html"), "{said:?}");
    assert!(!said.contains(&"content/latin.html") && !said.contains(&"content/greek.html"), "{said:?}");
}

#[test]
fn depth_and_number_of_elements_are_bounded() {
    let deep =
        |open: &str, close: &str| format!("{}word{}<p>after", open.repeat(100_000), close.repeat(100_000));
    for html in [
        deep("<div>", "</div>"),
        deep("<b>", "</b>"),
        deep("<ul><li>", "</li></ul>"),
        deep("<table><tr><td>", "</td></tr></table>"),
        deep("<blockquote>", ""),
        deep("<svg>", ""),
        deep("<span lang=de>", ""),
        format!(
            "{}<p>word</p><p>after</p>",
            (0..20_000).map(|at| format!("<p><b id=b{at}>")).collect::<String>()
        ),
    ] {
        let site = Archive::new().file("content/a.html", &html).build();
        site.page("a.html").contains("word").contains("after");
        let said = site
            .diagnostics(Code::Markup)
            .any(|said| said.message.contains("too deep") || said.message.contains("more elements"));
        assert!(said, "{}", &html[..40]);
    }
}

#[test]
fn what_runs_or_asks_for_other_sites_is_left_out() {
    let html = "<title>Safe</title><p onclick=x()>The lamp <img src=https://skell.example/t.gif alt=Lamp><a href=javascript:x()>here</a>\
        <a href='JaVaScript:y()'>there</a><img src=x.png onerror=x()></p><object data=file:///etc/passwd></object><script>x()</script><svg onload=x()><text>Words</text></svg>";
    let site = Archive::new().file("content/a.html", html).build();
    let page = site.page("a.html");
    page.contains("Words")
        .contains("here")
        .lacks("onclick")
        .lacks("onerror")
        .lacks("onload")
        .lacks("src=\"https:")
        .lacks("javascript:")
        .lacks("passwd");
    assert!(site.diagnostic(Code::UnsafeLink).message.contains("`javascript:`: 2 of the links"));
    assert_eq!(site.diagnostic(Code::RemoteImage).place.as_ref().map(|place| place.line), Some(1));
}

const PAPERS: [(&str, &str); 3] = [
    (
        "d1",
        "1. The Old Lamp1\n\nSkell, March 1, 1926.\n\nIt was lit. See Document 2.\n\n[Page 4]\n\nIt burned.\n\n  1. Source: Harbour Office, Letters, Box 4. Secret.\n",
    ),
    (
        "d2",
        "2. Telegram From the Keeper at Skell to the Harbour Office1\n\nSkell, March 3, 1926, 8 p.m.\n\nSUBJECT\n\nThe New Lamp\n\nDear Sirs:\n\n1. The lamp is lit.2\n\na. Oil is dear, as footnote 1, Document 1 says.\n\nSincerely yours,\n\nA. Orn\n\n  1. Source: Harbour Office.\n  2. See p. 4.\n",
    ),
    ("d3", "3. Editorial Note\n\nNothing is known of it.\n"),
];

#[test]
fn pages_of_fonds_come_back() {
    let mut archive = Archive::new().config("title = \"Papers\"\n");
    for (name, text) in PAPERS {
        archive = archive.file(&format!("content/v/{name}.txt"), text);
    }
    let first = archive.build();
    let mut archive = Archive::new().config("title = \"Papers\"\n");
    for (name, _) in PAPERS {
        archive = archive
            .file(&format!("content/v/{name}.html"), first.archive.read(&format!("public/v/{name}.html")));
    }
    let second = archive.build();
    assert_eq!(first.archive.read("public/catalog.csv"), second.archive.read("public/catalog.csv"));
    for (name, _) in PAPERS {
        let [one, other] = [&first, &second].map(|site| site.page(&format!("v/{name}.html")));
        assert_eq!(one.text_and_notes(), other.text_and_notes());
        assert_eq!(one.refs(), other.refs());
    }
}

#[test]
fn pandoc_converts_where_it_is_installed() {
    if Command::new("pandoc").arg("--version").output().is_err() {
        eprintln!("SKIPPED: pandoc is not installed");
        return;
    }
    let site = Archive::new()
        .config("convert = [\"rst\", \"wiki\", \"doc\"]\n")
        .file(
            "content/a.rst",
            "On Oil\n======\n\n:Author: Orn\n\nOil is dear [1]_ in ``Skell``.\n\n.. [1] Since 1925.\n",
        )
        .file("content/b.wiki", "== The lamp ==\nIt is lit.<ref>In 1926.</ref> See [[Amsel]].\n")
        .file("content/c.doc", "x")
        .build();
    site.page("a.html")
        .contains("On Oil")
        .contains("Oil is dear")
        .contains("<code>Skell</code>")
        .contains("Since 1925.");
    site.page("b.html").contains("It is lit.").contains("role=\"doc-noteref\"").contains("In 1926.");
    let said = site.diagnostic(Code::LeftOut);
    assert_eq!((said.file.as_str(), said.severity), ("content/c.doc", Severity::Warning));
    assert!(said.help.as_ref().is_some_and(|help| help.contains("soffice")));
    // What cannot be read is said, and all else is read.
    let site = Archive::new()
        .config("convert = [\"rst:docx\"]\n")
        .file("content/a.rst", "x")
        .file("content/b.txt", "B\n\nText.\n")
        .build();
    assert!(site.diagnostic(Code::LeftOut).message.contains("pandoc cannot read it as docx"));
    assert!(site.has("b.html"));
}

#[test]
fn without_pandoc_files_are_left_out_with_a_word() {
    let archive = Archive::new()
        .config("convert = [\"rst\"]\n")
        .file("content/a.rst", "x")
        .file("content/b.txt", "B\n\nText.\n");
    let run = Command::new(env!("CARGO_BIN_EXE_fonds"))
        .arg("check")
        .arg(archive.path(""))
        .env("PATH", "")
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert!(
        said.contains("pandoc, which converts .rst, is not installed, and the file was left out"),
        "{said}"
    );
    assert!(said.contains("install pandoc"), "{said}");
}
