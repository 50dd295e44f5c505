//! A German archive: its papers are read by German words, which `language/de/reading.toml` adds to the English
//! ones, and by those that the archive adds itself.

use fonds::Code;

use crate::archive::Archive;

const CONFIG: &str = "title = \"Hafenamt\"\nlanguage = \"de\"\nbase_url = \"https://example.org/\"\n";

const REPORT: &str = "11. Bericht des Konsuls in Lindholt an den Hafenmeister Vell

Lindholt, den 3. März 1912

Hochgeehrter Herr!

Die Lampe brennt wieder.1 Siehe Dokument 12 und vgl. Dok. 13, Anm. 2.2 Der Turm steht seit 1902.3

Mit vorzüglicher Hochachtung

N. Orn

Anmerkungen

1. Quelle: Hafenarchiv Lindholt, Nachlass Orn, Karton 4. Vertraulich.
2. Ebenda.
3. Siehe Nr. 13. Nr. 9 der Hafenordnung blieb in Kraft.
";

const TELEGRAM: &str = "12. Telegramm von Orn an Vell

Berlin, 3. Mai 1912, nachmittags

Die Laterne ist gesetzt.1

Anmerkungen

1. Siehe Anm. 2 zu Dokument 13.
";

const LETTER: &str = "13. Brief an Frau von Orn

Genf, im August 1912

Liebe Freundin!

Das Öl ist da.1 Es reicht.2

Anmerkungen

1. Siehe Dokument 11.
2. Ebd.
";

fn archive(config: &str) -> Archive {
    Archive::new()
        .config(config)
        .file("content/a/d11.txt", REPORT)
        .file("content/a/d12.txt", TELEGRAM)
        .file("content/a/d13.txt", LETTER)
}

#[test]
fn kinds_dates_and_sides_of_german_papers_are_read() {
    let site = archive(CONFIG).build();
    site.page("catalog.jsonl")
        .contains("\"kind\":\"Bericht\"")
        .contains("\"kind\":\"Telegramm\"")
        .contains("\"kind\":\"Brief\"")
        .contains("\"date\":\"1912-03-03\"")
        .contains("\"date\":\"1912-05-03\"")
        .contains("\"date\":\"1912-08\"")
        .contains("\"place\":\"Lindholt\"")
        .contains("\"place\":\"Berlin\"")
        .contains("\"from\":\"Orn\"")
        .contains("\"to\":\"Frau von Orn\"");
}

#[test]
fn german_references_are_found() {
    let site = archive(CONFIG).build();
    let refs = |page: &str| site.page(page).refs();
    let expected = |refs: &[(&str, &str)]| -> Vec<(String, String)> {
        refs.iter().map(|(address, words)| ((*address).to_owned(), (*words).to_owned())).collect()
    };
    let report = [
        ("d12.html", "Dokument 12"),
        ("d13.html", "Dok. 13"),
        ("d13.html#fn2", "Anm. 2"),
        ("d13.html", "Nr. 13"),
    ];
    assert_eq!(refs("a/d11.html"), expected(&report));
    assert_eq!(refs("a/d12.html"), expected(&[("d13.html#fn2", "Anm. 2 zu Dokument 13")]));
    assert_eq!(refs("a/d13.html"), expected(&[("d11.html", "Dokument 11"), ("d11.html", "Ebd")]));
}

#[test]
fn an_archive_adds_words_to_those_of_its_language() {
    let urkunde = "14. Vermerk\n\nGenf, 4. August 1912\n\nSiehe Urkunde 11 und Dokument 12.\n";
    let without = archive(CONFIG).file("content/a/d14.txt", urkunde).build();
    let words = |refs: Vec<(String, String)>| refs.into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    assert_eq!(words(without.page("a/d14.html").refs()), ["Dokument 12"]);
    let config = format!("{CONFIG}\n[reading.references]\ndocument = [\"Urkunde\"]\n");
    let site = archive(&config).file("content/a/d14.txt", urkunde).build();
    assert_eq!(words(site.page("a/d14.html").refs()), ["Urkunde 11", "Dokument 12"]);
}

#[test]
fn german_words_are_no_words_of_an_english_archive() {
    let site = Archive::new()
        .config("title = \"x\"\n")
        .file("content/a/d11.txt", "11. Letter\n\nSee Nr. 12 and ebd.\n")
        .file("content/a/d12.txt", "12. Letter\n\nText.\n")
        .build();
    assert_eq!(site.page("a/d11.html").refs(), []);
}

#[test]
fn a_list_that_does_not_exist_is_named() {
    let config = "title = \"x\"\n\n[reading.references]\ndocumnt = [\"Urkunde\"]\n";
    let error = Archive::new().config(config).file("content/a.txt", "A\n\nText.\n").failure();
    assert_eq!(error.code, Code::Metadata);
    assert!(error.message.contains("`documnt`"), "{}", error.message);
    let config = "title = \"x\"\n\n[reading.heads]\ncloses = [\"(\"]\n";
    let error = Archive::new().config(config).file("content/a.txt", "A\n\nText.\n").failure();
    assert!(error.message.contains("no regular expression"), "{}", error.message);
    assert_eq!(error.place.map(|place| place.line), Some(4));
}
