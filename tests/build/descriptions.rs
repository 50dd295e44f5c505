//! References by description: what is certain is linked, what is likely is suggested, and of what
//! nobody expects in the archive nothing is said.

use fonds::Code;

use crate::archive::{Archive, Site};

/// A telegram of a collection in which Lindholt and Port Amsel write to the Ministry.
fn telegram(number: u32, post: &str, place: &str, day: &str, text: &str) -> String {
    format!(
        "{number}. Telegram From the Legation in {post} to the Ministry1\n\n{place}, {day}.\n\n{text}\n\n  1. Source: Harbour Office, Box 1.\n"
    )
}

fn letter(number: u32, from: &str, to: &str, day: &str, text: &str) -> String {
    format!(
        "{number}. Letter From {from} to {to}1\n\n{day}.\n\n{text}\n\n  1. Source: Harbour Office, Box 2.\n"
    )
}

/// The papers that the tests describe, and one more with a text of the test's own.
fn papers(last: &str) -> Site {
    Archive::new()
        .file(
            "content/a/d1.txt",
            telegram(1, "Vale", "Lindholt", "February 22, 1926", "142. The lamp is out."),
        )
        .file(
            "content/a/d2.txt",
            telegram(2, "Amsel", "Port Amsel", "February 22, 1926", "77. The ice holds."),
        )
        .file("content/a/d3.txt", letter(3, "Regent Skell", "President Orn", "March 3, 1926", "It thaws."))
        .file(
            "content/a/d4.txt",
            letter(4, "Regent Skell", "Consul Brand", "March 3, 1926", "It thaws here."),
        )
        .file("content/a/d5.txt", letter(5, "President Orn", "Regent Skell", "March 9, 1926", last))
        .build()
}

fn links(last: &str) -> Vec<String> {
    papers(last).page("a/d5.html").refs().into_iter().map(|(address, _)| address).collect()
}

fn suggestions(last: &str) -> Vec<String> {
    let report = papers(last).report;
    let found = report.diagnostics.into_iter().filter(|diagnostic| diagnostic.code == Code::Suggestion);
    found.map(|diagnostic| diagnostic.message).collect()
}

#[test]
fn a_telegram_is_known_by_number_and_day() {
    assert_eq!(links("I refer to telegram 142 from Lindholt, February 22."), ["d1.html"]);
    assert_eq!(links("I refer to telegram 77, February 22, 1926."), ["d2.html"]);
    // The same number of another post, another number, another day.
    assert_eq!(links("I refer to telegram 142 from Port Amsel, February 22."), [""; 0]);
    assert_eq!(links("I refer to telegram 143 from Lindholt, February 22."), [""; 0]);
    assert_eq!(links("I refer to telegram 142 from Lindholt, February 23."), [""; 0]);
}

#[test]
fn a_number_without_a_day_needs_its_post() {
    assert_eq!(links("I refer to telegram 142 from Lindholt."), ["d1.html"]);
    assert_eq!(links("I refer to telegram 142 from Port Amsel."), [""; 0]);
}

#[test]
fn a_letter_is_known_by_both_sides_and_its_day() {
    assert_eq!(links("I thank you for your letter of March 3."), ["d3.html"]);
    assert_eq!(links("Regent Skell’s letter of March 3 to Brand has come."), ["d4.html"]);
    // The sentence names the other side.
    assert_eq!(links("Brand has Regent Skell’s letter of March 3."), ["d4.html"]);
    assert_eq!(links("I thank you for your letter of March 4."), [""; 0]);
    assert_eq!(links("I thank you for your letter of March 3, 1925."), [""; 0]);
}

#[test]
fn what_is_only_likely_is_suggested() {
    let text = "All have read Regent Skell’s letter of March 3.";
    assert_eq!(links(text), [""; 0]);
    assert_eq!(
        suggestions(text),
        [
            "“Regent Skell’s letter of March 3”: this may be 3. Letter From Regent Skell to President Orn (a/d3.html) or 4. Letter From Regent Skell to Consul Brand (a/d4.html)"
        ]
    );
}

#[test]
fn of_what_is_not_here_nothing_is_said() {
    let site = papers("I refer to telegram 9 from Lindholt, May 3, and to my letter of June 1.");
    let page = site.page("a/d5.html");
    assert!(!page.html.contains("unresolved"), "{}", page.html);
    assert!(site.report.diagnostics.is_empty(), "{:?}", site.report.diagnostics);
    assert_eq!((site.report.references.unresolved, site.report.references.suggested), (0, 0));
}
