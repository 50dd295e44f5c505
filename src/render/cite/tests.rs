use std::sync::LazyLock;

use super::*;

static ENGLISH: LazyLock<Interface> = LazyLock::new(Interface::english);

fn dated(edtf: &str, text: &'static str) -> CitedDate<'static> {
    let exact = ExactDate::parse(edtf);
    CitedDate { text: text.to_owned(), exact, month: exact.and_then(|date| date.month).map(|_| "March") }
}

fn uncertain(text: &str) -> CitedDate<'static> {
    CitedDate { text: text.to_owned(), exact: None, month: None }
}

fn letter() -> CitedPaper<'static> {
    CitedPaper {
        id: "letters/d12",
        number: Some("12"),
        title: "Telegram From the Legation in Amsel to the Ministry",
        kind: Some("Telegram"),
        place: Some("Amsel"),
        from: Some("the Legation in Amsel"),
        to: Some("the Ministry"),
        language: "en",
        date: Some(dated("1926-03-03", "3 March 1926")),
        collection: Some(Link { title: "Lamp & Oil", href: "index.html".to_owned() }),
        cite_as: Some("Lamp, vol. I"),
        archive: "The Amsel Papers",
        publisher: Some("Record Office"),
        address: Some("https://a.example/letters/d12.html".to_owned()),
        repository: Some("Record Office"),
        shelf: Some("Box 4, Folder 2"),
        interface: &ENGLISH,
    }
}

fn paper() -> CitedPaper<'static> {
    CitedPaper {
        id: "directions",
        number: None,
        title: "Which Way to “Lindholt”?",
        kind: None,
        from: Some("Orn"),
        to: None,
        date: Some(uncertain("[between 10 and 15 March 1926]")),
        collection: None,
        cite_as: None,
        publisher: None,
        address: None,
        repository: None,
        shelf: None,
        ..letter()
    }
}

#[test]
fn the_archives_own_form_is_the_number_in_the_collection_as_it_is_cited() {
    assert_eq!(style::own(&letter()), "Lamp, vol. I, Document 12");
    let unnumbered = CitedPaper { number: None, ..letter() };
    assert_eq!(
        style::own(&unnumbered),
        "Telegram From the Legation in Amsel to the Ministry, 3 March 1926, Lamp, vol. I"
    );
    let uncited = CitedPaper { cite_as: None, title: "Letter", ..letter() };
    assert_eq!(style::own(&uncited), "Letter, 3 March 1926, Document 12, Lamp &amp; Oil, The Amsel Papers");
}

#[test]
fn styles_cite_a_document_of_a_collection() {
    let letter = letter();
    assert_eq!(
        style::chicago(&letter),
        "“Telegram From the Legation in Amsel to the Ministry,” 3 March 1926, <i>Lamp &amp; Oil</i>, \
         Document 12, The Amsel Papers, https://a.example/letters/d12.html."
    );
    assert_eq!(
        style::mla(&letter),
        "“Telegram From the Legation in Amsel to the Ministry.” 3 Mar. 1926. <i>Lamp &amp; Oil</i>, \
         document 12. <i>The Amsel Papers</i>, Record Office, https://a.example/letters/d12.html."
    );
    assert_eq!(
        style::apa(&letter),
        "<i>Telegram From the Legation in Amsel to the Ministry</i> (Document 12). \
         (1926, March 3). Lamp &amp; Oil. The Amsel Papers. Record Office. https://a.example/letters/d12.html"
    );
}

#[test]
fn styles_name_the_writer_whom_the_title_does_not() {
    let paper = paper();
    assert_eq!(
        style::chicago(&paper),
        "Orn, “Which Way to ‘Lindholt’?” [between 10 and 15 March 1926], The Amsel Papers."
    );
    assert_eq!(
        style::mla(&paper),
        "Orn. “Which Way to ‘Lindholt’?” [between 10 and 15 March 1926]. <i>The Amsel Papers</i>."
    );
    assert_eq!(
        style::apa(&paper),
        "Orn. ([between 10 and 15 March 1926]). <i>Which Way to “Lindholt”?</i> The Amsel Papers."
    );
    let paper = CitedPaper { kind: Some("Paper"), ..paper };
    assert!(style::apa(&paper).contains("Lindholt”?</i> [Paper]. "));
    let undated = CitedPaper { date: None, ..paper };
    assert!(style::chicago(&undated).contains("” n.d., "));
    assert!(style::apa(&undated).starts_with("Orn. (n.d.)."));
}

#[test]
fn bibtex_has_an_exact_date_in_fields_and_another_in_a_note() {
    assert_eq!(
        bibtex::record(&letter()),
        "@misc{letters:d12,
  author = {{the Legation in Amsel}},
  title = {{Telegram From the Legation in Amsel to the Ministry}},
  year = {1926},
  month = mar,
  day = {3},
  howpublished = {Lamp \\& Oil, Document 12, The Amsel Papers},
  type = {Telegram},
  publisher = {Record Office},
  note = {Original: Record Office, Box 4, Folder 2},
  language = {en},
  url = {https://a.example/letters/d12.html}
}
"
    );
    let paper = bibtex::record(&paper());
    assert!(paper.contains("note = {Date: [between 10 and 15 March 1926]}"), "{paper}");
    assert!(!paper.contains("year ="), "{paper}");
    assert!(!paper.contains("url ="), "{paper}");
}

#[test]
fn nothing_in_bibtex_is_a_command() {
    assert_eq!(
        bibtex::escaped("5% of A_1 & #2,\n$3 {x \\ ~^"),
        "5\\% of A\\_1 \\& \\#2, \\$3 \\textbraceleft{}x \\textbackslash{} \\textasciitilde{}\\textasciicircum{}"
    );
}

#[test]
fn keys_of_bibtex_differ_as_documents_do() {
    let key = |id| bibtex::record(&CitedPaper { id, ..letter() }).lines().next().map(str::to_owned);
    assert_eq!(key("a/d 1").as_deref(), Some("@misc{a:d+201,"));
    assert_ne!(key("a/d-1"), key("a/d 1"));
    assert_eq!(key("ü_b.c").as_deref(), Some("@misc{+c3+bc_b.c,"));
}

#[test]
fn ris_has_a_tag_on_each_line() {
    let broken = CitedPaper { title: "A Letter\nER  - ", ..letter() };
    let record = ris::record(&broken);
    assert_eq!(
        record.lines().collect::<Vec<_>>(),
        [
            "TY  - MANSCPT",
            "AU  - the Legation in Amsel",
            "TI  - A Letter ER -",
            "PY  - 1926",
            "DA  - 1926/03/03/",
            "T2  - Lamp & Oil",
            "M1  - Document 12",
            "M3  - Telegram",
            "DB  - The Amsel Papers",
            "PB  - Record Office",
            "AV  - Record Office, Box 4, Folder 2",
            "LA  - en",
            "UR  - https://a.example/letters/d12.html",
            "ER  - ",
        ]
    );
    assert!(record.ends_with("ER  - \n"));
    let month = CitedPaper { date: Some(dated("1926-03", "March 1926")), ..letter() };
    assert!(ris::record(&month).contains("DA  - 1926/03//\n"));
    let paper = ris::record(&paper());
    assert!(paper.starts_with("TY  - MANSCPT\n"));
    assert!(paper.contains("N1  - Date: [between 10 and 15 March 1926]\n"));
    assert!(!paper.contains("DA  -"));
}

#[test]
fn csl_json_has_parts_of_exact_dates_only() {
    let record: serde_json::Value = serde_json::from_str(&csl_json::record(&letter())).expect("JSON");
    assert_eq!(record["type"], "personal_communication");
    assert_eq!(record["issued"], serde_json::json!({ "date-parts": [[1926, 3, 3]] }));
    assert_eq!(record["container-title"], "Lamp & Oil");
    assert_eq!(record["recipient"], serde_json::json!([{ "literal": "the Ministry" }]));
    assert_eq!(record["archive_location"], "Box 4, Folder 2");
    assert_eq!(record["URL"], "https://a.example/letters/d12.html");
    let record: serde_json::Value = serde_json::from_str(&csl_json::record(&paper())).expect("JSON");
    assert_eq!(record["type"], "manuscript");
    assert_eq!(record["issued"], serde_json::json!({ "literal": "[between 10 and 15 March 1926]" }));
    assert!(record.get("URL").is_none());
}

#[test]
fn zotero_gets_a_type_of_its_own() {
    let value = |citation: &CitedPaper<'_>, name: &str| {
        let values = linked_data::dublin_core(citation);
        values.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    };
    assert_eq!(value(&letter(), "DC.type").as_deref(), Some("letter"));
    assert_eq!(value(&letter(), "DC.date").as_deref(), Some("1926-03-03"));
    assert_eq!(value(&letter(), "DC.relation.isPartOf").as_deref(), Some("Lamp & Oil"));
    assert_eq!(value(&letter(), "DC.creator"), None);
    assert_eq!(value(&paper(), "DC.type").as_deref(), Some("manuscript"));
    assert_eq!(value(&paper(), "DC.creator").as_deref(), Some("Orn"));
    assert_eq!(value(&paper(), "DC.identifier"), None);
}

#[test]
fn json_ld_cannot_end_its_element() {
    let broken = CitedPaper { title: "</script><b>", ..letter() };
    let cited = [Link { title: "A <Letter>", href: "d1.html".to_owned() }];
    let json = linked_data::json_ld(&broken, &cited);
    assert!(!json.contains('<'), "{json}");
    let data: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(data["name"], "</script><b>");
    assert_eq!(data["dateCreated"], "1926-03-03");
    assert_eq!(data["isPartOf"]["name"], "Lamp & Oil");
    assert_eq!(data["citation"][0]["@id"], "d1.html");
    assert_eq!(data["holdingArchive"]["name"], "Record Office");
}
