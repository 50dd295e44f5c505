//! Metadata in spreadsheets: `catalog.csv` in a folder of documents, and `fonds catalog`, which
//! writes it.

use std::path::Path;

use fonds::{Code, Severity};

use crate::archive::{Archive, files};

const LETTER: &str = "\
12. Telegram From Skell1

Amsel, March 3, 1926.

The lamp was lit.2

  1. Source: Harbour Office. Secret.
  2. On Monday.
";

/// The archive of this repository.
fn sample() -> Archive {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = std::fs::read(root.join("fonds.toml")).expect("a configuration");
    let mut archive = Archive::new().file("fonds.toml", config);
    for (path, content) in files(&root.join("content")) {
        archive = archive.file(&format!("content/{path}"), content);
    }
    archive
}

/// Builds, writes the catalogue, puts it back, and builds again: nothing changes.
pub fn assert_round_trip(archive: Archive) {
    let site = archive.build();
    let before = site.files();
    site.archive.fonds(&["catalog", "--csv", "--output", "content/catalog.csv"]).exits_with(0);
    let table = site.archive.read("content/catalog.csv");
    let diagnostics = site.report.diagnostics.clone();
    let site = site.build_again();
    let changed: Vec<String> = site
        .files()
        .into_iter()
        .filter(|file| before.get(&file.0) != Some(&file.1))
        .map(|file| file.0)
        .collect();
    assert_eq!(changed, Vec::<String>::new(), "the catalogue:\n{table}");
    assert_eq!(site.files().len(), before.len());
    assert_eq!(site.report.diagnostics, diagnostics);
    assert_eq!(site.archive.fonds(&["catalog"]).exits_with(0).stdout, table);
}

#[test]
fn the_sample_archive_goes_round() {
    assert_round_trip(sample());
}

#[test]
fn all_kinds_of_metadata_go_round() {
    assert_round_trip(
        Archive::new()
            .config("[fields]\nnumber = \"eip\"\n[[references]]\nname = \"requires\"\nfield = \"requires\"\npattern = '\\d+'\ntarget = \"e$0\"\n")
            .file("content/d1.txt", LETTER)
            .file("content/untitled.txt", "\n\n\n")
            .file("content/e1.md", "---\neip: 007\ntitle: \"A “title”, with; signs\"\naliases: [one, two]\nbox: {series: B}\nfile: x\nnumber: 3\nlanguage: de\n---\nText.\n")
            .file("content/e2.md", "---\nrequires: [1, 3]\ndescription: |\n  Two\n  lines.\n---\n# The *lamp*[^1]\n\nAmsel, March 3, 1926.\n\n[^1]: Note.\n")
            .file("content/e3.md", "No title.\n"),
    );
}

#[test]
fn inferred_dates_have_a_column_that_says_nothing_when_it_is_put_back() {
    let mut archive = Archive::new();
    for number in 1..=12 {
        let dateline = if number == 5 { String::new() } else { format!("Amsel, March {number}, 1926.\n\n") };
        archive =
            archive.file(&format!("content/d{number}.txt"), format!("{number}. Letter\n\n{dateline}Text.\n"));
    }
    let table = archive.fonds(&["catalog"]).exits_with(0).stdout.clone();
    assert!(table.starts_with(
        "file,number,title,date,kind,place,authors,from,to,subject,language,aliases,description,date_inferred\n"
    ));
    assert!(table.contains("d5.txt,5,Letter,,Letter,,,,,,,,,1926-03-0"), "{table}");
    assert!(table.contains("d4.txt,4,Letter,1926-03-04,Letter,Amsel,,,,,,,,\n"), "{table}");
    assert_round_trip(archive);
}

#[test]
fn the_catalogue_has_a_row_a_file() {
    let archive = Archive::new()
        .file("content/a/d1.txt", LETTER)
        .file("content/x.md", "---\nkeeper: Orn\naliases: [p, q]\n---\n# X\n\nText.\n");
    let run = archive.fonds(&["catalog"]);
    run.exits_with(0);
    assert_eq!(
        run.stdout,
        "file,number,title,date,kind,place,authors,from,to,subject,language,aliases,description,keeper\n\
         x.md,,X,,,,,,,,,p; q,,Orn\n\
         a/d1.txt,12,Telegram From Skell,1926-03-03,Telegram,Amsel,,Skell,,,,,,\n"
    );
    let run = archive.fonds(&["catalog", "--jsonl"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], r#"{"file":"x.md","title":"X","aliases":"p; q","keeper":"Orn"}"#);
    assert_eq!(lines.len(), 2);
    archive.fonds(&["catalog", "--csv", "--jsonl"]).exits_with(2);
    archive.fonds(&["catalog", "nowhere"]).exits_with(2);
}

#[test]
fn a_catalogue_that_would_lack_metadata_is_not_written() {
    let table = "file,kind\nd1.txt,Letter,x\n";
    let archive = Archive::new().file("content/d1.txt", LETTER).file("content/catalog.csv", table);
    archive
        .fonds(&["catalog", "--output", "content/catalog.csv"])
        .exits_with(1)
        .says("content/catalog.csv:2:1")
        .says("not written");
    assert_eq!(archive.read("content/catalog.csv"), table);
}

#[test]
fn corrected_metadata_wins_over_the_text() {
    let site = Archive::new()
        .file("content/d1.txt", LETTER)
        .file(
            "content/catalog.csv",
            "file,number,date,kind,place,language,keeper\nd1.txt,13,1926-03-05,Letter,Port Amsel,sv,Orn <Wick>\n",
        )
        .build();
    site.page("catalog.jsonl")
        .contains("\"number\":\"13\"")
        .contains("\"date\":\"1926-03-05\",\"date_basis\":\"metadata\"")
        .contains("\"kind\":\"Letter\",\"place\":\"Port Amsel\"");
    site.page("d1.html")
        .contains("lang=\"sv\"")
        .contains("Orn &lt;Wick&gt;")
        .contains("Harbour Office")
        .contains("Amsel, March 3, 1926.");
    let said: Vec<(&str, usize, &str)> = site
        .diagnostics(Code::Contradiction)
        .map(|said| {
            assert_eq!(said.severity, Severity::Note);
            assert!(said.help.as_ref().is_some_and(|help| help.contains("content/catalog.csv, line 2")));
            (said.file.as_str(), said.place.as_ref().expect("a place").line, said.message.as_str())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("content/d1.txt", 1, "the printed number is 12, but the metadata says 13"),
            ("content/d1.txt", 3, "the dateline says 1926-03-03, but the metadata 1926-03-05"),
        ]
    );
}

#[test]
fn what_agrees_with_the_text_is_no_contradiction() {
    let site = Archive::new()
        .file("content/d1.txt", LETTER)
        .file("content/catalog.csv", "file,number,date\nd1.txt,0012,1926-03\n")
        .build();
    site.is_clean();
    site.page("catalog.jsonl").contains("\"date\":\"1926-03\",\"date_basis\":\"metadata\"");
}

#[test]
fn a_title_that_has_the_printed_words_keeps_its_mark() {
    let site = Archive::new()
        .file("content/d1.txt", LETTER)
        .file("content/catalog.csv", "file,title\nd1.txt,Telegram  from Skell\n")
        .build();
    site.is_clean()
        .page("d1.html")
        .contains_in_order(&["<h1", "id=\"fnref1\"", "</h1>"])
        .lacks("printed-title");
    site.page("index.html").contains("Telegram from Skell");
}

#[test]
fn a_corrected_title_leaves_the_printed_one_in_the_text() {
    let site = Archive::new()
        .file("content/d1.txt", LETTER)
        .file("content/d2.md", "# Ofice[^1]\n\nSee [above](#ofice).\n\n[^1]: Note.\n")
        .file("content/d3.md", "No heading.\n")
        .file(
            "content/catalog.csv",
            "file,title\nd1.txt,Telegram From Skell Light\nd2.md,Office\nd3.md,Third\n",
        )
        .build();
    site.is_clean();
    site.page("d1.html").contains("<title>12. Telegram From Skell Light").contains_in_order(&[
        "<h1",
        "Telegram From Skell Light",
        "</h1>",
        "id=\"printed-title\"",
        "Telegram From Skell",
        "id=\"fnref1\"",
    ]);
    site.page("d2.html").contains_in_order(&["<h1", "Office", "</h1>", "Ofice", "id=\"fnref1\""]);
    site.page("d3.html").contains("Third").lacks("printed-title");
}

#[test]
fn the_nearest_is_the_strongest() {
    let site = Archive::new()
        .file("content/a/b/d1.md", "+++\nkind = \"front\"\n+++\n# D\n\nText.\n")
        .file("content/catalog.csv", "file,kind,place,language,keeper\na/b/d1.md,outer,outer,outer,outer\n")
        .file("content/a/catalog.csv", "file,kind,place,language\nb/d1.md,middle,middle,middle\n")
        .file("content/a/b/catalog.csv", "file,kind,place,language\nd1.md,inner,inner,\n")
        .file("content/a/b/collection.toml", "language = \"collection\"\n")
        .build();
    site.is_clean().page("catalog.jsonl").contains("\"kind\":\"front\",\"place\":\"inner\"");
    site.page("a/b/d1.html").contains("lang=\"middle\"").contains("outer");
    assert!(!site.has("a/catalog.csv"));
}

#[test]
fn front_matter_that_contradicts_the_text_is_said() {
    let site = Archive::new()
        .file("content/d1.md", "+++\ndate = 1926-04-01\nnumber = 4\n+++\n# 3. Minutes\n\nAmsel, March 3, 1926.[^1]\n\n[^1]: Note.\n")
        .file("content/d2.md", "+++\ndate = \"1926-03~\"\nnumber = \"0005\"\n+++\n# 5. Minutes\n\nAmsel, March 3, 1926.\n")
        .build();
    let said: Vec<String> = site.diagnostics(Code::Contradiction).map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("content/d1.md:5:3") && said[0].contains("the printed number is 3"),
        "{}",
        said[0]
    );
    assert!(said[1].contains("content/d1.md:7:8") && said[1].contains("1926-04-01"), "{}", said[1]);
    assert!(said[1].contains("from the front matter"), "{}", said[1]);
}

#[test]
fn cells_declare_references_as_front_matter_does() {
    let site = Archive::new()
        .config(
            "[[references]]\nname = \"requires\"\nfield = \"requires\"\npattern = '\\d+'\ntarget = \"d$0\"\n",
        )
        .file("content/d1.txt", LETTER)
        .file("content/d2.md", "---\nrequires: 1\n---\n# Two\n\nText.\n")
        .file("content/catalog.csv", "file,requires\nd1.txt,\"2, 9\"\nd2.md,9\n")
        .build();
    site.page("d1.html").contains("<a class=\"ref\" href=\"d2.html\"");
    site.page("d2.html").cited_by().contains("d1.html");
    assert_eq!(site.diagnostics(Code::Unresolved).count(), 1);
}
