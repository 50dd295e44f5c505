//! Files from everywhere: byte order marks, line ends, encodings, and what is no text.

use fonds::diagnostic::{Code, Severity};

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
