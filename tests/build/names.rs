//! Names of files and folders: how they compare, and which are refused.

use fonds::{Code, Severity};

use crate::archive::Archive;

const TEXT: &str = "A Letter\n\nThe lamp was lit.\n";
/// A name of which the letters are put together of two parts, as some systems write them.
const PARTS: &str = "Zu\u{308}rich";

#[test]
fn names_compare_whatever_the_parts_of_their_letters() {
    let site = Archive::new()
        .file(&format!("content/{PARTS}.txt"), TEXT)
        .file("content/letters/Köln.txt", TEXT)
        .file(&format!("content/{PARTS} maps/Mappe.svg"), "<svg/>")
        .file(
            "content/a.md",
            "# A\n\n[one](Zürich.txt), [two](Zu\u{308}rich.txt), [[Zürich]], [[Zu\u{308}rich]], \
             [four](Z%C3%BCrich.txt), [five](letters/Ko\u{308}ln.txt), ![six](<Zürich maps/Mappe.svg>).\n",
        )
        .file("content/catalog.csv", "file,number\nZürich.txt,7\n")
        .build();
    site.is_clean();
    assert!(site.has("Zürich.html") && site.has("letters/Köln.html") && site.has("Zürich maps/Mappe.svg"));
    let page = site.page("a.html");
    let targets: Vec<String> = page.refs().into_iter().map(|(target, _)| target).collect();
    assert_eq!(targets.iter().filter(|target| *target == "Z%C3%BCrich.html").count(), 5, "{targets:?}");
    page.contains("href=\"letters/K%C3%B6ln.html\"").contains("src=\"Z%C3%BCrich%20maps/Mappe.svg\"");
    site.page("catalog.csv").contains("Zürich,Z%C3%BCrich.html,7");
}

#[test]
fn two_spellings_of_one_name_are_an_error() {
    for (one, two) in [("Zürich.txt", "Zu\u{308}rich.txt"), ("Zürich/a.txt", "Zu\u{308}rich/b.txt")] {
        let errors = Archive::new()
            .file(&format!("content/{one}"), TEXT)
            .file(&format!("content/{two}"), TEXT)
            .errors();
        let error = errors.iter().find(|error| error.code == Code::Name).expect("an error");
        assert!(error.message.contains("u{308}") && error.message.contains("u{fc}"), "{}", error.message);
    }
}

#[test]
fn names_that_differ_in_capitals_are_an_error() {
    for (one, two) in [
        ("Letters/a.txt", "letters/b.txt"),
        ("v/Skell/a.txt", "v/SKELL/b.txt"),
        ("A.txt", "a.md"),
        ("Österbro/a.txt", "österbro/b.txt"),
    ] {
        let errors = Archive::new()
            .file(&format!("content/{one}"), TEXT)
            .file(&format!("content/{two}"), TEXT)
            .errors();
        let error = errors.iter().find(|error| error.code == Code::Address).expect("an error");
        let said = format!("{} {}", error.file, error.message);
        let shown = |path: &str| path.rsplit_once('/').map_or(path, |(folder, _)| folder).to_owned();
        assert!(said.contains(&shown(one)) && said.contains(&shown(two)), "{said}");
    }
    let errors = Archive::new()
        .file("content/a.md", "# A\n\n![one](Map.svg) ![two](map.svg)\n")
        .file("content/Map.svg", "<svg/>")
        .file("content/map.svg", "<svg/>")
        .errors();
    assert!(errors.iter().any(|error| error.message.contains("differs only in capitals from Map.svg")));
    // What is not linked goes nowhere.
    Archive::new()
        .file("content/a.md", "# A\n\nWords.\n")
        .file("content/Makefile", "x")
        .file("content/makefile", "x")
        .build();
}

#[test]
fn names_that_windows_cannot_hold_are_a_warning() {
    for name in ["10:30.txt", "nul.txt", "a./b.txt", "what?.md", "COM1/a.txt", "Vell /a.txt"] {
        let site = Archive::new().file(&format!("content/{name}"), TEXT).build();
        assert_eq!(site.diagnostic(Code::Name).severity, Severity::Warning, "{name}");
    }
    for name in ["a\\b.txt", "a\nb.txt", "a\u{7}.md", "x\ny/a.txt"] {
        let errors = Archive::new().file(&format!("content/{name}"), TEXT).errors();
        let error = errors.iter().find(|error| error.code == Code::Name).expect("an error");
        assert_eq!(error.severity, Severity::Error, "{name:?}");
        assert!(!error.file.contains('\n') && !error.message.contains('\n'), "{name:?}");
    }
}

#[test]
fn a_name_that_is_too_long_is_named() {
    let name = format!("content/{}.txt", "n".repeat(251));
    let errors = Archive::new().file(&name, TEXT).errors();
    let error = errors.iter().find(|error| error.code == Code::Name).expect("an error");
    assert_eq!(error.file, name);
    assert!(error.message.contains("256 bytes long, and 255 are possible"), "{}", error.message);
    // Letters outside ASCII have several bytes.
    let name = format!("content/{}.md", "ü".repeat(126));
    assert!(Archive::new().file(&name, TEXT).errors().iter().any(|error| error.file == name));
    Archive::new().file(&format!("content/{}.txt", "n".repeat(250)), TEXT).build();
}

#[test]
fn a_folder_cannot_have_the_name_of_a_page() {
    let errors = Archive::new().file("content/a.txt", TEXT).file("content/a.html/b.txt", TEXT).errors();
    assert!(errors.iter().any(|error| error.code == Code::Address && error.file == "content/a.html"));
}
