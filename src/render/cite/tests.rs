use std::sync::LazyLock;

use super::*;

static ENGLISH: LazyLock<Interface> = LazyLock::new(Interface::english);

static BOOK: LazyLock<Publication> = LazyLock::new(|| Publication {
    editors: vec!["Vell, Bo".to_owned()],
    publisher: Some("Quay Press".to_owned()),
    place: Some("Amsel".to_owned()),
    year: Some("1966".to_owned()),
    series: Some("Harbour Papers".to_owned()),
    volume: Some("2".to_owned()),
    doi: Some("10.1234/lamp".to_owned()),
    rights: Some("CC BY 4.0".to_owned()),
});

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
        subject: None,
        authors: vec![Name::literal("the Legation in Amsel")],
        receivers: vec![Name::literal("the Ministry")],
        is_mail: false,
        language: "en",
        date: Some(dated("1926-03-03", "3 March 1926")),
        collection: Some(Link { title: "Lamp & Oil", href: "index.html".to_owned() }),
        cite_as: Some("Lamp, vol. I"),
        edition: None,
        page_span: None,
        archive: "The Amsel Papers",
        publisher: Some("Record Office"),
        address: Some("https://a.example/letters/d12.html".to_owned()),
        repository: Some("Record Office"),
        shelf: Some("Box 4, Folder 2"),
        styles: &[],
        interface: &ENGLISH,
    }
}

/// The same letter in a book.
fn printed() -> CitedPaper<'static> {
    let edition = Edition {
        title: "Lamp & Oil",
        language: "en",
        editors: BOOK.editors.iter().map(|editor| Name::of_author(editor)).collect(),
        publication: &BOOK,
    };
    CitedPaper { edition: Some(edition), page_span: Some(("173", "177")), ..letter() }
}

fn paper() -> CitedPaper<'static> {
    CitedPaper {
        id: "directions",
        number: None,
        title: "Which Way to “Lindholt”?",
        kind: None,
        authors: vec![Name::of_author("Ada Orn"), Name::of_author("Carl de Skell")],
        receivers: Vec::new(),
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
    let uncited = CitedPaper { cite_as: None, title: "TO ERTMANN.", ..letter() };
    assert_eq!(
        style::own(&uncited),
        "TO ERTMANN, 3 March 1926, Document 12, Lamp &amp; Oil, The Amsel Papers"
    );
}

#[test]
fn one_rule_for_authors_holds_in_all_forms() {
    let sent = CitedPaper { authors: vec![Name::literal("The Ambassador in Amsel (Lindholt)")], ..printed() };
    let whole = "The Ambassador in Amsel (Lindholt)";
    for style in crate::config::citations::CitationSettings::default().styles {
        assert!(style::citation(style, &sent).starts_with(whole), "{style:?}");
    }
    assert!(bibtex::record(&sent).contains(&format!("author = {{{{{whole}}}}}")));
    assert!(ris::record(&sent).contains(&format!("AU  - {whole}\n")));
    assert!(csl_json::record(&sent).contains(&format!("\"author\":[{{\"literal\":\"{whole}\"}}]")));
    assert!(meta::all(&sent).contains(&("DC.creator", whole.to_owned())));
    assert!(meta::all(&sent).iter().all(|(name, _)| *name != "citation_author"));
    let comma = CitedPaper { authors: vec![Name::literal("Lindholt, Keeper of the Lamp")], ..printed() };
    assert!(ris::record(&comma).contains("AU  - Lindholt – Keeper of the Lamp\n"));
}

#[test]
fn bibtex_has_an_exact_date_in_fields_and_another_in_a_note() {
    assert_eq!(
        bibtex::record(&letter()),
        "@misc{letters:d12,
  author = {{The Legation in Amsel}},
  title = {{Telegram From the Legation in Amsel to the Ministry}},
  year = {1926},
  month = mar,
  day = {3},
  howpublished = {Lamp \\& Oil, Document 12, The Amsel Papers},
  publisher = {Record Office},
  type = {Telegram},
  note = {Original: Record Office, Box 4, Folder 2},
  language = {en},
  url = {https://a.example/letters/d12.html}
}
"
    );
    let paper = bibtex::record(&paper());
    assert!(paper.contains("author = {Orn, Ada and de Skell, Carl}"), "{paper}");
    assert!(paper.contains("note = {Date: [between 10 and 15 March 1926]}"), "{paper}");
    assert!(!paper.contains("year ="), "{paper}");
    assert!(!paper.contains("url ="), "{paper}");
}

#[test]
fn bibtex_has_a_part_of_a_book_with_the_books_year() {
    assert_eq!(
        bibtex::record(&printed()),
        "@incollection{letters:d12,
  author = {{The Legation in Amsel}},
  title = {{Telegram From the Legation in Amsel to the Ministry}},
  booktitle = {{Lamp \\& Oil}},
  editor = {Vell, Bo},
  volume = {2},
  series = {Harbour Papers},
  publisher = {Quay Press},
  address = {Amsel},
  year = {1966},
  origdate = {1926-03-03},
  pages = {173--177},
  type = {Telegram},
  note = {Document 12. Date: 3 March 1926. Original: Record Office, Box 4, Folder 2},
  language = {en},
  url = {https://a.example/letters/d12.html}
}
"
    );
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
            "AU  - The Legation in Amsel",
            "TI  - A Letter ER -",
            "PY  - 1926",
            "DA  - 1926/03/03/",
            "T2  - Lamp & Oil",
            "M1  - Document 12",
            "PB  - Record Office",
            "M3  - Telegram",
            "DB  - The Amsel Papers",
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
    assert!(paper.starts_with("TY  - MANSCPT\nAU  - Orn, Ada\nAU  - de Skell, Carl\n"));
    assert!(paper.contains("N1  - Date: [between 10 and 15 March 1926]\n"));
    assert!(!paper.contains("DA  -"));
}

#[test]
fn ris_has_a_part_of_a_book() {
    let record = ris::record(&printed());
    for line in [
        "TY  - CHAP",
        "ED  - Vell, Bo",
        "PY  - 1966",
        "N1  - Date: 3 March 1926",
        "T2  - Lamp & Oil",
        "T3  - Harbour Papers",
        "VL  - 2",
        "PB  - Quay Press",
        "CY  - Amsel",
        "SP  - 173",
        "EP  - 177",
    ] {
        assert!(record.lines().any(|found| found == line), "{line} in {record}");
    }
    assert!(!record.contains("DA  -"));
}

#[test]
fn csl_json_has_parts_of_exact_dates_only() {
    let record: serde_json::Value = serde_json::from_str(&csl_json::record(&letter())).expect("JSON");
    assert_eq!(record["type"], "personal_communication");
    assert_eq!(record["issued"], serde_json::json!({ "date-parts": [[1926, 3, 3]] }));
    assert_eq!(record["container-title"], "Lamp & Oil");
    assert_eq!(record["recipient"], serde_json::json!([{ "literal": "The Ministry" }]));
    assert_eq!(record["archive_location"], "Box 4, Folder 2");
    assert_eq!(record["URL"], "https://a.example/letters/d12.html");
    let record: serde_json::Value = serde_json::from_str(&csl_json::record(&paper())).expect("JSON");
    assert_eq!(record["type"], "manuscript");
    assert_eq!(record["author"][1], serde_json::json!({ "family": "de Skell", "given": "Carl" }));
    assert_eq!(record["issued"], serde_json::json!({ "literal": "[between 10 and 15 March 1926]" }));
    assert!(record.get("URL").is_none());
}

#[test]
fn csl_json_has_a_part_of_a_book() {
    let records: serde_json::Value = serde_json::from_str(&csl_json::shown(&printed())).expect("JSON");
    let record = &records[0];
    assert_eq!(record["type"], "chapter");
    assert_eq!(record["issued"], serde_json::json!({ "date-parts": [[1966]] }));
    assert_eq!(record["original-date"], serde_json::json!({ "date-parts": [[1926, 3, 3]] }));
    assert_eq!(record["editor"], serde_json::json!([{ "family": "Vell", "given": "Bo" }]));
    assert_eq!((&record["page"], &record["publisher-place"]), (&"173-177".into(), &"Amsel".into()));
}

#[test]
fn zotero_gets_a_type_of_its_own() {
    let value = |citation: &CitedPaper<'_>, name: &str| {
        let values = meta::dublin_core(citation);
        values.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    };
    assert_eq!(value(&letter(), "DC.type").as_deref(), Some("letter"));
    assert_eq!(value(&letter(), "DC.date").as_deref(), Some("1926-03-03"));
    assert_eq!(value(&letter(), "DC.relation.isPartOf").as_deref(), Some("Lamp & Oil"));
    assert_eq!(value(&letter(), "DC.creator").as_deref(), Some("The Legation in Amsel"));
    assert_eq!(value(&printed(), "DC.type").as_deref(), Some("bookSection"));
    assert_eq!(value(&printed(), "DC.rights").as_deref(), Some("CC BY 4.0"));
    assert_eq!(value(&paper(), "DC.type").as_deref(), Some("manuscript"));
    assert_eq!(value(&paper(), "DC.creator").as_deref(), Some("Orn, Ada"));
    assert_eq!(value(&paper(), "DC.identifier"), None);
}

#[test]
fn the_tags_of_highwire_are_those_that_scholar_reads() {
    let tags: Vec<(&str, String)> = meta::highwire(&printed());
    let tags: Vec<(&str, &str)> = tags.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        tags,
        [
            ("citation_title", "Telegram From the Legation in Amsel to the Ministry"),
            ("citation_editor", "Vell, Bo"),
            ("citation_publication_date", "1966"),
            ("citation_inbook_title", "Lamp & Oil"),
            ("citation_volume", "2"),
            ("citation_firstpage", "173"),
            ("citation_lastpage", "177"),
            ("citation_publisher", "Quay Press"),
            ("citation_language", "en"),
            ("citation_fulltext_html_url", "https://a.example/letters/d12.html"),
        ]
    );
    // What is no exact date is none in numbers.
    assert!(meta::highwire(&paper()).iter().all(|(name, _)| *name != "citation_publication_date"));
    assert!(meta::highwire(&letter()).contains(&("citation_publication_date", "1926/03/03".to_owned())));
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

#[test]
fn json_ld_says_who_somebody_is_where_it_is_sure() {
    let data = |citation: &CitedPaper<'_>| -> serde_json::Value {
        serde_json::from_str(&linked_data::json_ld(citation, &[])).expect("JSON")
    };
    let letter = data(&letter());
    assert_eq!(letter["@type"], serde_json::json!(["ArchiveComponent", "Message"]));
    assert_eq!(
        letter["sender"],
        serde_json::json!([{ "@type": "Organization", "name": "The Legation in Amsel" }])
    );
    assert_eq!(letter["dateSent"], "1926-03-03");
    let keeper = CitedPaper { receivers: vec![Name::literal("the Keeper (Skell)")], ..paper() };
    assert_eq!(data(&keeper)["recipient"], serde_json::json!([{ "name": "The Keeper (Skell)" }]));
    let mail = data(&CitedPaper { is_mail: true, ..paper() });
    assert_eq!(mail["@type"][1], "EmailMessage");
    assert_eq!(
        mail["author"][0],
        serde_json::json!({ "@type": "Person", "name": "Ada Orn", "givenName": "Ada", "familyName": "Orn" })
    );
    let book = &data(&printed())["isPartOf"];
    assert_eq!((&book["@type"], &book["datePublished"]), (&"Book".into(), &"1966".into()));
    assert_eq!(book["identifier"], "https://doi.org/10.1234/lamp");
}
