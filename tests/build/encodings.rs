//! Files from everywhere: byte order marks, line ends, encodings, and what is no text.

use std::io::Read;

use fonds::{Code, Severity};

use crate::archive::Archive;

const TEXT: &str =
    "1. A Letter1\n\nAmsel, March 3, 1926.\n\nThe lamp [Page 7] was lit.2\n\n  1. Source.\n  2. On Monday.\n";
const MARKDOWN: &str =
    "---\ntitle: A Letter\n---\n\nOne[^1] *two*\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: Note.\n";

fn page_of(path: &str, content: impl AsRef<[u8]>) -> String {
    let site = Archive::new().file(path, content).build();
    site.is_clean();
    site.page("d1.html").html
}

#[test]
fn a_byte_order_mark_makes_no_difference() {
    assert_eq!(page_of("content/d1.txt", format!("\u{feff}{TEXT}")), page_of("content/d1.txt", TEXT));
    assert_eq!(page_of("content/d1.md", format!("\u{feff}{MARKDOWN}")), page_of("content/d1.md", MARKDOWN));
}

#[test]
fn line_ends_make_no_difference() {
    let page = page_of("content/d1.txt", TEXT.replace('\n', "\r\n"));
    assert_eq!(page.replace("\r\n", "\n"), page_of("content/d1.txt", TEXT));
    let page = page_of("content/d1.md", MARKDOWN.replace('\n', "\r\n"));
    assert_eq!(page.replace("\r\n", "\n"), page_of("content/d1.md", MARKDOWN));
}

#[test]
fn windows_1252_is_read_and_reported() {
    let site = Archive::new()
        .file("content/d1.txt", b"1. Brief aus Z\xfcrich\n\n\x93Worte\x94 \x96 mehr.\n")
        .build();
    site.page("d1.html").contains("Zürich").contains("“Worte” – mehr.");
    let diagnostic = site.diagnostic(Code::Encoding);
    assert_eq!((diagnostic.severity, diagnostic.file.as_str()), (Severity::Warning, "content/d1.txt"));
    assert!(diagnostic.message.contains("windows-1252"), "{}", diagnostic.message);
}

#[test]
fn utf_16_is_read() {
    let utf_16: Vec<u8> = "\u{feff}1. Zürich\n\nWorte.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let site = Archive::new().file("content/d1.txt", utf_16).build();
    site.page("d1.html").contains("Zürich").contains("Worte.</p>");
}

#[test]
fn what_is_no_text_is_named_and_left_out() {
    let site = Archive::new()
        .file("content/d1.txt", TEXT)
        .file("content/scan.txt", b"\x89PNG\r\n\x1a\n\0\0\0")
        .build();
    let diagnostic = site.diagnostic(Code::NotText);
    assert_eq!((diagnostic.severity, diagnostic.file.as_str()), (Severity::Warning, "content/scan.txt"));
    assert!(!site.has("scan.html"));
    assert_eq!(site.report.documents, 1);
}

#[test]
fn a_control_character_costs_no_document() {
    for (path, page) in [("content/d1.md", "d1.html"), ("content/d1.txt", "d1.html")] {
        for control in ["\u{7}", "\u{1d}", "\u{7f}", "\u{93}", "\0", "\u{fffe}", "\u{ffff}"] {
            let site = Archive::new().file(path, format!("# A Note\n\nThe words{control} of Orn.\n")).build();
            site.page(page).contains("The words\u{fffd} of Orn.");
            let found = site.diagnostic(Code::ControlCharacter);
            let place = found.place.as_ref().map(|place| (place.line, place.column));
            assert_eq!((found.severity, place), (Severity::Warning, Some((3, 10))));
        }
    }
}

#[test]
fn the_end_mark_of_dos_is_dropped_with_a_word() {
    let site = Archive::new().file("content/d1.txt", "1. A Letter\r\n\r\nThe lamp.\r\n\u{1a}").build();
    site.page("d1.html").contains("The lamp.</p>").lacks("\u{fffd}");
    assert!(site.diagnostic(Code::ControlCharacter).message.contains("end of the text"));
}

#[test]
fn a_stray_byte_costs_one_character() {
    let site =
        Archive::new().file("content/d1.txt", b"1. Brief aus Z\xc3\xbcrich\n\nNach Gen\xe8ve.\n").build();
    site.page("d1.html").contains("Zürich").contains("Nach Genève.");
    let found = site.diagnostic(Code::Encoding);
    assert_eq!(found.place.as_ref().map(|place| (place.line, place.column)), Some((3, 9)));
}

#[test]
fn a_return_alone_ends_a_line() {
    assert_eq!(page_of("content/d1.txt", TEXT.replace('\n', "\r")), page_of("content/d1.txt", TEXT));
    assert_eq!(page_of("content/d1.md", MARKDOWN.replace('\n', "\r")), page_of("content/d1.md", MARKDOWN));
    let page = page_of("content/d1.txt", TEXT.replace('\n', "\r\r\n"));
    assert_eq!(page.replace("\r\n", "\n"), page_of("content/d1.txt", TEXT));
}

#[test]
fn utf_16_needs_no_byte_order_mark() {
    let utf_16: Vec<u8> =
        "1. Zürich\n\nThe lamp was lit.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let site = Archive::new().file("content/d1.txt", utf_16).build();
    site.page("d1.html").contains("Zürich").contains("The lamp was lit.");
    assert!(site.diagnostic(Code::Encoding).message.contains("UTF-16LE"));
}

#[test]
fn no_character_that_xml_forbids_reaches_feeds_and_books() {
    let site = Archive::new()
        .config("title = \"Port\\u0007 Amsel\"\nauthor = \"Orn\\u001f\"\n")
        .base_url("https://example.org/")
        .pack()
        .file("content/v/collection.toml", "title = \"Vo\\u0001lume\"\ndescription = \"\\uFFFF\"\n")
        .file(
            "content/v/a.md",
            "---\ntitle: \"a\\u0007b\"\ndate: 1926-03-04\nkeeper: \"\\x02\"\n---\n\nWords\u{fffe}.\n",
        )
        .file("content/v/b.md", "+++\ntitle = \"c\\u001bd\"\ndate = \"1926-03-05\"\n+++\n\nWords.\n")
        .file("content/v/c.md", "# E &#7; F\n\nMarch 6, 1926.\n\n<b>x&#x1f;</b> &#xFFFF; `a`\n")
        .file("content/v/d.txt", "G\u{c}\n\nPort Amsel, March 7, 1926.\n\nWords\u{ffff}.\n")
        .build();
    let is_allowed =
        |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n' | '\r');
    let assert_allowed = |name: &str, text: &str| {
        let found: Vec<char> = text.chars().filter(|c| !is_allowed(*c)).collect();
        assert!(found.is_empty(), "{name} has {found:?}");
        let lower = text.to_lowercase();
        for number in ["&#7;", "&#x7;", "&#x1f;", "&#31;", "&#xffff;", "&#65535;"] {
            assert!(!lower.contains(number), "{name} has {number}");
        }
    };
    assert_allowed("atom.xml", &site.page("atom.xml").html);
    let mut books = 0;
    for entry in std::fs::read_dir(site.archive.path("public/packages")).expect("packages") {
        let path = entry.expect("a package").path();
        if path.extension().is_none_or(|extension| extension != "epub") {
            continue;
        }
        books += 1;
        let mut book = zip::ZipArchive::new(std::fs::File::open(path).expect("a book")).expect("a ZIP");
        for at in 0..book.len() {
            let mut file = book.by_index(at).expect("a file");
            let mut text = String::new();
            if file.read_to_string(&mut text).is_ok() {
                assert_allowed(&file.name().expect("a name"), &text);
            }
        }
    }
    assert!(books > 0);
    let files: Vec<&str> =
        site.diagnostics(Code::ControlCharacter).map(|found| found.file.as_str()).collect();
    for file in
        ["fonds.toml", "content/v/collection.toml", "content/v/a.md", "content/v/b.md", "content/v/d.txt"]
    {
        assert!(files.contains(&file), "{file}: {files:?}");
    }
}
