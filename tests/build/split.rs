//! Books in one file, split into documents by rules of the archive.

use std::fs;

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

pub(crate) const RULE: &str =
    "[[split]]\nfiles = \"letters/book.*\"\nbegin = '^LETTER ([IVXLC]+)\\.'\nnumber = \"$1\"\n";

/// A book with a table of contents, marks of pages, notes at its end, and an index.
pub(crate) const BOOK: &str = "\
The Harbour Letters

The letters of the keepers of the harbour.

CONTENTS

LETTER I. To Vell
LETTER II. To Lindholt
LETTER III. To Vell

LETTER I.

TO VELL.[1]

Amsel, March 3, 1926.

DEAR VELL,

The lamp is lit, and all is well; see Letter III.

[Page 12]

It goes on over a page.

Your friend,

ORN.

[Page 13]

LETTER II.

TO LINDHOLT.

DEAR LINDHOLT,

The quay[2] is empty, as it was.[3]

ORN.

LETTER III. TO VELL.

Amsel, May 5, 1926.

They came (ante, p. 13).

SKELL.

NOTES

[1] The keeper of the lamp.
[2] It was built in 1901; see Document 77.
[3] See Letter I.
";

fn archive() -> Archive {
    Archive::new().config(RULE).file("content/letters/book.txt", BOOK)
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.archive.path(&format!("public/{path}"))).expect("a file")
}

/// The catalogue's lines without what says where the documents are.
fn catalogue(site: &Site) -> Vec<serde_json::Value> {
    let text = read(site, "catalog.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn said(site: &Site, code: Code) -> Vec<(String, Option<usize>)> {
    let of_code = site.report.diagnostics.iter().filter(|said| said.code == code);
    of_code.map(|said| (said.message.clone(), said.place.as_ref().map(|place| place.line))).collect()
}

#[test]
fn a_book_is_a_collection_of_its_letters() {
    let site = archive().build();
    let records = catalogue(&site);
    let of =
        |field: &str| records.iter().map(|record| record[field].as_str().unwrap_or("–")).collect::<Vec<_>>();
    assert_eq!(of("id"), ["letters/book/index", "letters/book/I", "letters/book/II", "letters/book/III"]);
    assert_eq!(of("number"), ["–", "I", "II", "III"]);
    assert_eq!(of("title"), ["The Harbour Letters", "TO VELL.", "TO LINDHOLT.", "TO VELL."]);
    assert_eq!(of("to"), ["–", "VELL", "LINDHOLT", "VELL"]);
    assert_eq!(of("from"), ["–", "ORN", "ORN", "SKELL"]);
    assert_eq!(records[1]["date"], "1926-03-03");
    let page = site.page("letters/book/index.html");
    page.contains_in_order(&[
        "The letters of the keepers",
        "LETTER I. To Vell",
        "href=\"I.html\"",
        "href=\"III.html\"",
    ]);
    assert!(!site.has("letters/book.html"));
    let contents = said(&site, Code::Split);
    assert!(contents[0].0.starts_with("3 lines could begin documents"), "{contents:?}");
    assert_eq!(contents[0].1, Some(7));
}

#[test]
fn notes_go_with_the_letters_that_call_them() {
    let site = archive().build();
    site.page("letters/book/I.html")
        .contains("id=\"fn1\"")
        .contains("The keeper of the lamp")
        .lacks("built in 1901");
    site.page("letters/book/II.html")
        .contains("id=\"fn2\"")
        .contains("id=\"fn3\"")
        .contains("href=\"I.html\"");
    site.page("letters/book/III.html").lacks("built in 1901").lacks("NOTES");
    assert!(said(&site, Code::UncalledNote).is_empty() && said(&site, Code::MissingNote).is_empty());
    // The place is that in the book, far behind the letter.
    let unresolved = site.diagnostic(Code::Unresolved);
    let line = BOOK.lines().position(|line| line.starts_with("[2]")).expect("a line") + 1;
    assert_eq!(
        unresolved.place.as_ref().map(|place| (place.line, place.words().to_owned())),
        Some((line, "Document 77".to_owned()))
    );
    assert!(said(&site, Code::Split)[1].0.contains("the heading “NOTES” is left out"));
}

#[test]
fn references_and_pages_lead_within_the_book() {
    let site = archive().build();
    site.page("letters/book/I.html").contains("id=\"pg-12\"").lacks("pg-13");
    site.page("letters/book/II.html").contains("id=\"pg-13\"");
    site.page("letters/book/III.html").contains("href=\"II.html#pg-13\"");
    site.page("letters/book/I.html").contains("href=\"III.html\"");
}

#[test]
fn the_same_book_in_markdown_gives_the_same_catalogue() {
    let markdown = BOOK
        .replace("The Harbour Letters", "# The Harbour Letters")
        .replace("[1] The", "[^1]: The")
        .replace("[2] It", "[^2]: It")
        .replace("[3] See", "[^3]: See")
        .replace("[1]\n", "[^1]\n")
        .replace("[2] is", "[^2] is")
        .replace("was.[3]", "was.[^3]")
        .replace(
            "LETTER I. To Vell\nLETTER II. To Lindholt\nLETTER III. To Vell",
            "- LETTER I. To Vell\n- LETTER II.",
        )
        .replace("NOTES\n\n", "");
    let text = archive().build();
    let site = Archive::new().config(RULE).file("content/letters/book.md", markdown).build();
    let fields = ["id", "number", "title", "from", "to", "date", "date_basis", "refs", "place"];
    for (ours, theirs) in catalogue(&text).iter().zip(catalogue(&site)) {
        for field in fields {
            assert_eq!(ours[field], theirs[field], "{field} of {}", ours["id"]);
        }
    }
    assert_eq!(site.report.documents, 4);
    site.page("letters/book/II.html").contains("id=\"fn2\"").contains("id=\"fn3\"").lacks("fn1");
    let line = |site: &Site| site.diagnostic(Code::Unresolved).place.as_ref().map(|place| place.line);
    let text = site.archive.read("content/letters/book.md");
    let known = text.lines().position(|line| line.starts_with("[^2]:")).map(|line| line + 1);
    assert_eq!(line(&site), known, "the place is that in the book");
}

#[test]
fn a_comma_makes_one_page_anew() {
    for (path, book) in [
        ("book.txt", BOOK.to_owned()),
        ("book.md", BOOK.replace("[1]", "[^1]").replace("[^1] The", "[^1]: The")),
    ] {
        let long = "All that follows is so far down that no list shows how it begins, whatever is said, and whoever says it. ".repeat(6);
        let book = book.replace("It goes on", &format!("{long}\n\nIt goes on"));
        let site = Archive::new().config(RULE).file(&format!("content/letters/{path}"), &book).build();
        let before = site.files();
        site.archive.write(&format!("content/letters/{path}"), book.replace("goes on over", "goes on, over"));
        let site = site.build_again();
        let after = site.files();
        let changed: Vec<&String> = after
            .iter()
            .filter(|(path, bytes)| path.ends_with(".html") && before.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(changed, ["letters/book/I.html"], "{path}");
        assert!(site.report.pages_kept >= site.report.documents - 2, "{} pages", site.report.pages_kept);
        // A build from nothing gives the same.
        fs::remove_dir_all(site.archive.path("public")).expect("a folder");
        assert_eq!(site.build_again().files(), after);
    }
}

#[test]
fn a_diary_is_split_by_its_days() {
    let diary = "A Diary\n\nKept at Amsel.\n\n3 March 1926\n\nThe lamp is lit.\n\n4 March 1926\n\nIt rains.\n\n4 March 1926\n\nMore.\n";
    let site = Archive::new()
        .config("[[split]]\nfiles = \"diary.txt\"\nbegin = '^\\d{1,2} [A-Z][a-z]+ \\d{4}$'\n")
        .file("content/diary.txt", diary)
        .build();
    let page = site.page("diary/1926-03-03.html");
    page.contains("3 March 1926").contains("The lamp is lit.").contains("datetime=\"1926-03-03\"");
    assert!(site.has("diary/1926-03-04.html") && site.has("diary/1926-03-04-2.html"));
    let message = &said(&site, Code::Split)[0].0;
    assert!(
        message.contains("1 document has the number or day of another: 1926-03-04 (here 1926-03-04-2)"),
        "{message}"
    );
    // Where the text follows the day on its line, the rule says what is the title.
    let site = Archive::new()
        .config("[[split]]\nfiles = \"diary.txt\"\nbegin = '^\\d{1,2} March 1926'\ntitle = \"$0\"\n")
        .file("content/diary.txt", "3 March 1926. The lamp is lit.\n4 March 1926. It rains.\n")
        .build();
    site.page("diary/1926-03-03.html").contains("<h1>3 March 1926</h1>").contains("The lamp is lit.");
    assert!(!site.page("diary/1926-03-03.html").text_and_notes().contains("rains"));
    site.page("diary/1926-03-04.html").contains("It rains.");
}

#[test]
fn minutes_are_split_by_headings_and_links_lead_between_them() {
    let minutes = "---\ntitle: Minutes\ndescription: Of the harbour.\n---\nAll meetings; see [the second](#second-meeting).\n\n\
        ## First meeting\n\nThe lamp.[^1] See [who came](#present).\n\n## Part two\n\n## Second meeting\n\n\
        ### Present\n\nOrn.[^1] Back to [the first](#first-meeting).\n\n[^1]: A note of both.\n[^2]: Of none.\n";
    let site = Archive::new()
        .config("[[split]]\nfiles = \"minutes/*.md\"\nheading = 2\n")
        .file("content/minutes/all.md", minutes)
        .build();
    site.page("minutes/all/index.html").contains("Of the harbour.").contains("href=\"2.html\"");
    site.page("minutes/all/1.html")
        .contains("<h1>First meeting</h1>")
        .contains("id=\"fn1\"")
        .contains("href=\"2.html#present\"");
    site.page("minutes/all/2.html")
        .contains("<h2 id=\"present\">")
        .contains("id=\"fn1\"")
        .contains("href=\"1.html\"");
    let split = said(&site, Code::Split);
    assert_eq!(split, [("1 heading could begin a document, and has no text".to_owned(), Some(11))]);
    assert_eq!(said(&site, Code::UncalledNote).len(), 1);
    site.page("minutes/all/2.html").contains("Of none.");
}

#[test]
fn pages_can_be_documents() {
    let site = Archive::new()
        .config("[[split]]\nfiles = \"book.md\"\npage = true\n")
        .file("content/book.md", "Front.\n\n[Page 1]\n\nThe lamp\n[Page 2] is lit.\n")
        .build();
    let text = site.page("book/1.html").text_and_notes();
    assert!(text.contains("The lamp") && !text.contains("lit"), "{text}");
    site.page("book/2.html").contains("is lit").contains("id=\"pg-2\"");
    site.page("book/index.html").contains("Front.");
}

#[test]
fn web_pages_are_split_by_selectors() {
    let page = "<html><head><title>Letters</title></head><body><article><h1>Letters</h1><p>The letters.</p>\
        <h2 class=letter id=l1>1. To Vell</h2><p>The lamp is lit. See <a href=\"#l2\">the next</a>.</p><h2>A remark</h2><p>Of the editor.</p>\
        <h2 class=letter id=l2>2. To Orn</h2><p>It rains, and has rained for days.</p></article></body></html>";
    let site = Archive::new()
        .config("[[split]]\nfiles = \"*.html\"\nselector = \"h2.letter\"\n")
        .file("content/book.html", page)
        .build();
    site.page("book/1.html").contains("To Vell").contains("A remark").contains("href=\"2.html\"");
    assert!(!site.page("book/1.html").text_and_notes().contains("rains"));
    site.page("book/2.html").contains("It rains");
}

#[test]
fn what_ends_the_documents_is_a_document_of_its_own() {
    let book = format!("{BOOK}\nINDEX\n\nAmsel, I.\n\nVell, II.\n");
    let site =
        archive().config(&format!("{RULE}end = '^INDEX'\n")).file("content/letters/book.txt", book).build();
    site.page("letters/book/rest.html").contains("Amsel, I.");
    site.page("letters/book/III.html").lacks("Vell, II.");
    // The notes before the index went with their letters all the same.
    site.page("letters/book/II.html").contains("built in 1901");
}

#[test]
fn rules_without_use_are_said() {
    let rule = "[[split]]\nfiles = \"content/book.txt\"\nbegin = '^LETTER'\n\n[[split]]\nfiles = \"book.txt\"\nbegin = '^CHAPTER'\n";
    let site = Archive::new().config(rule).file("content/book.txt", "A Book\n\nIts text.\n").build();
    let found: Vec<_> = site.report.diagnostics.iter().filter(|said| said.code == Code::Split).collect();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|said| said.severity == Severity::Warning));
    let of = |file: &str| found.iter().find(|said| said.file == file).expect("a warning");
    let unused = of("fonds.toml");
    assert!(unused.message.contains("means no file that is read"), "{}", unused.message);
    assert_eq!(unused.place.as_ref().map(|place| place.line), Some(2));
    assert!(unused.help.as_deref().is_some_and(|help| help.contains("`book.txt`")));
    assert!(of("content/book.txt").message.contains("no line matches the pattern `begin`"));
    assert!(site.has("book.html"), "the file is one document");
}

#[test]
fn a_wrong_rule_is_an_error_with_its_place() {
    let failure = |rule: &str| {
        let archive =
            Archive::new().config(&format!("title = \"x\"\n[[split]]\n{rule}")).file("content/a.txt", "x\n");
        archive.failure()
    };
    let wrong = failure("files = \"a.txt\"\nbegin = '^LETTER ('\n");
    assert!(wrong.message.contains("unclosed group"), "{}", wrong.message);
    assert_eq!(wrong.place.as_ref().map(|place| place.line), Some(4));
    let wrong = failure("files = \"a.txt\"\n");
    assert!(wrong.message.contains("does not say what begins a document"), "{}", wrong.message);
}

#[test]
fn the_program_explains_what_it_splits() {
    let archive = archive();
    let run = archive.fonds(&["check", "--explain", "split"]);
    let shown = &run.stdout;
    for part in [
        "content/letters/book.txt by `letters/book.*`",
        "11  I TO VELL.  → letters/book/I.html",
        "left over",
        "numbers 1 to 3, none missing",
        "3 documents in 1 file by 1 rule",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn no_word_is_lost() {
    let site = archive().build();
    let words = |text: &str| {
        let bare: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        bare.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let pages: String =
        ["index", "I", "II", "III"].map(|id| read(&site, &format!("letters/book/{id}.html"))).concat();
    let pages: std::collections::BTreeSet<String> = words(&pages).into_iter().collect();
    // The heading of the notes is said to be left out; the mark of a page shows its number.
    let lost: Vec<String> =
        words(BOOK).into_iter().filter(|word| !pages.contains(word) && word != "NOTES").collect();
    assert_eq!(lost, Vec::<String>::new());
}

/// The blocks of a language in the documentation.
fn blocks<'d>(documentation: &'d str, language: &str) -> Vec<&'d str> {
    let opening = format!("```{language}\n");
    documentation.split(&opening).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_documentation_are_split_as_it_says() {
    let documentation = include_str!("../../docs/split.md");
    let (rules, texts, shown) =
        (blocks(documentation, "toml"), blocks(documentation, "text"), blocks(documentation, "console"));
    let paths: Vec<&str> = documentation
        .split("`content/")
        .skip(1)
        .filter_map(|rest| rest.split_once("`:\n"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!((rules.len(), texts.len(), shown.len()), (3, 3, 3));
    for (at, rule) in rules.iter().enumerate() {
        let archive = Archive::new().config(rule).file(&format!("content/{}", paths[at]), texts[at]);
        let run = archive.fonds(&["check", "--explain", "split"]);
        for line in shown[at].lines() {
            assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
        }
    }
}

#[test]
fn many_documents_are_all_found_with_their_notes() {
    let book = |count: usize| {
        let letter =
            |number: usize| format!("LETTER {number}.\n\nTO VELL.\n\nThe lamp[{number}] is lit.\n\nORN.\n\n");
        let note = |number: usize| format!("[{number}] A note.\n");
        let letters: String = (1..=count).map(letter).collect();
        letters + "NOTES\n\n" + &(1..=count).map(note).collect::<String>()
    };
    let rule = "[[split]]\nfiles = \"book.txt\"\nbegin = '^LETTER (\\d+)\\.'\nnumber = \"$1\"\n";
    let site = Archive::new().config(rule).file("content/book.txt", book(1200)).check();
    assert_eq!(site.report.documents, 1200);
    assert!(said(&site, Code::UncalledNote).is_empty() && said(&site, Code::MissingNote).is_empty());
}
