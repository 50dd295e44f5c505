//! What the heads of texts say: number, title, place of the original, fields, subject, sender and receiver.

use serde_json::Value;

use crate::archive::{Archive, Site};
use crate::spreadsheet;

/// A document's line in the catalogue.
fn line(site: &Site, id: &str) -> Value {
    let catalog = site.archive.read("public/catalog.jsonl");
    let mut lines = catalog.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.find(|line| line["id"] == id).expect("a document")
}

fn built(file: &str, text: &str) -> Site {
    Archive::new().file(&format!("content/{file}"), text).build()
}

/// The page's heading without tags.
fn heading(page: &str) -> String {
    let start = page.find("<h1").expect("a heading");
    let whole = &page[start..start + page[start..].find("</h1>").expect("its end")];
    let mut text = String::new();
    let mut is_tag = false;
    for character in whole.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(character),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const TEXT: &str = "The lamp was lit at six, and could be seen from the far shore until the morning.\n";

/// Asserts number, title, and the heading that readers see.
fn assert_head(head: &str, number: Option<&str>, title: &str, shown: &str) {
    let site = built("x.txt", &format!("{head}\n\n{TEXT}"));
    let line = line(&site, "x");
    assert_eq!((line["number"].as_str(), line["title"].as_str()), (number, Some(title)), "{head}");
    assert_eq!(heading(&site.page("x.html").html), shown, "{head}");
}

#[test]
fn numbers_are_shown_as_they_are_printed() {
    for (head, number, title, shown) in [
        ("12A. Letter From Orn", "12A", "Letter From Orn", "12A. Letter From Orn"),
        ("12a. Letter From Orn", "12a", "Letter From Orn", "12a. Letter From Orn"),
        ("No. 500 The Consul at Skell", "500", "The Consul at Skell", "No. 500 The Consul at Skell"),
        ("Nr. 12: Der Leuchtturm", "12", "Der Leuchtturm", "Nr. 12: Der Leuchtturm"),
        ("Document 12: The Lamp", "12", "The Lamp", "Document 12: The Lamp"),
        ("№ 7 The Lamp", "7", "The Lamp", "№ 7 The Lamp"),
        ("§ 12a Der Hafen", "12a", "Der Hafen", "§ 12a Der Hafen"),
        ("[12] The Lamp", "12", "The Lamp", "[12] The Lamp"),
        ("220.\n\nTO CAPTAIN ORN.", "220", "TO CAPTAIN ORN.", "220. TO CAPTAIN ORN."),
        ("No. 5\nSailing Directions", "5", "Sailing Directions", "No. 5 Sailing Directions"),
        ("XII.\n\nOn Lamps", "XII", "On Lamps", "XII. On Lamps"),
        ("LETTER XII.\n\nTo Vell", "XII", "To Vell", "LETTER XII. To Vell"),
        ("220.\n\nLindholt, 23 February 1926.", "220", "220.", "220."),
    ] {
        assert_head(head, Some(number), title, shown);
    }
    for title in [
        "1984 in review",
        "7 April 1969",
        "7. April 1969",
        "3 Letters",
        "No. 12 of 1926",
        "LAMPS AND SIGNALS",
    ] {
        assert_head(title, None, title, title);
    }
}

#[test]
fn documents_stand_in_the_order_of_their_numbers() {
    let mut archive = Archive::new();
    for (name, number) in [("a", "13"), ("b", "12A"), ("c", "12"), ("d", "9"), ("e", "12b")] {
        archive = archive.file(&format!("content/{name}.txt"), format!("{number}. The Lamp\n\n{TEXT}"));
    }
    let site = archive.build();
    let catalog = site.archive.read("public/catalog.jsonl");
    let lines = catalog.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let numbers: Vec<String> =
        lines.map(|line| line["number"].as_str().expect("a number").to_owned()).collect();
    assert_eq!(numbers, ["9", "12", "12A", "12b", "13"]);
}

#[test]
fn roman_numbers_are_ordered_by_their_value() {
    let mut archive = Archive::new();
    for (name, number) in [("a", "IX"), ("b", "V"), ("c", "XL")] {
        archive = archive.file(&format!("content/{name}.txt"), format!("{number}.\n\nOn Lamps\n\n{TEXT}"));
    }
    let catalog = archive.build().archive.read("public/catalog.csv");
    let numbers: Vec<&str> = catalog.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(numbers, ["V", "IX", "XL"]);
}

#[test]
fn a_line_above_the_title_tells_where_the_original_lies() {
    let title = "The Consul at Skell (Orn) to the Minister of the Sea";
    for (head, number) in [
        (format!("711.94/2–852: Telegram\n\nNo. 500 {title}"), Some("500")),
        (format!("711.94/2–852: Telegram\nNo. 500 {title}"), Some("500")),
        (format!("Orn files, lot 54 D 243\n\nNo. 500 {title}"), Some("500")),
        (format!("Orn files, lot 54 D 243\n\n12. {title}"), Some("12")),
        (format!("No. 500\n\nOrn files, lot 54 D 243\n\n{title}"), Some("500")),
        (format!("No. 500\n711.94/2–852: Telegram\n{title}"), Some("500")),
        (format!("Orn files, lot 54 D 243\n\nNo. 500\n\n{title}"), Some("500")),
        (format!("740.00119 Control (Skell)/7–1249\n\n{title}"), None),
        (format!("CAB 129/45\n\n{title}"), None),
        (format!("Skell Library, Orn papers\n\n{title}"), None),
        (format!("PRO, FO 371/1234\n\nNo. 7. {title}"), Some("7")),
        (format!("12. 851G.01/3–649: Telegram\n\n{title}"), Some("12")),
    ] {
        let site = built("x.txt", &format!("{head}\n\n{TEXT}"));
        let line = line(&site, "x");
        assert_eq!((line["number"].as_str(), line["title"].as_str()), (number, Some(title)), "{head}");
        // Nothing that is printed is lost.
        let page = site.page("x.html").html;
        let place =
            head.lines().find(|line| line.contains('/') || line.contains("files") || line.contains("papers"));
        let place = place.expect("a place").trim_start_matches("12. ");
        assert!(page.contains(place), "{head}");
        assert_eq!(line["from"], "Consul at Skell (Orn)", "{head}");
    }
}

#[test]
fn a_title_that_names_papers_stays_the_title() {
    for (title, next) in [
        ("The Orn Papers", "1. Introduction"),
        ("Papers of Orn, 1926", "1. Introduction"),
        ("Skell Library, Annual Report", "The year was a good one."),
        ("Opening of the Library", "Letter to the Board"),
        ("Sailing Directions, Box 4", "The channel is marked by two lamps, of which one is red."),
    ] {
        let site = built("x.txt", &format!("{title}\n\n{next}\n\n{TEXT}"));
        assert_eq!(line(&site, "x")["title"], title, "{next}");
    }
}

#[test]
fn a_head_of_fields_is_shown_as_facts() {
    let site = built(
        "x.txt",
        "Proposal: 303\nTitle: Lamps for All\nAuthor: Nora Orn,\n        Peter Vale\nStatus: Draft\nCreated: 31-Dec-2002\nHistory:\n\n\nSummary\n=======\n\nThe lamp is to be lit at six.\n",
    );
    let said = line(&site, "x");
    assert_eq!(said["title"], "Lamps for All");
    assert_eq!(said["date"], "2002-12-31");
    let page = site.page("x.html").html;
    for (name, value) in
        [("Proposal", "303"), ("Author", "Nora Orn; Peter Vale"), ("Status", "Draft"), ("History", "–")]
    {
        assert!(page.contains(&format!("<dt>{name}</dt><dd>{value}</dd>")), "{name}: {page}");
    }
    assert!(!page.contains("Status: Draft"), "it is no text");
    assert!(
        site.report.diagnostics.iter().all(|said| !said.message.contains("mark")),
        "its figures are no marks"
    );
}

#[test]
fn a_mail_has_sender_receiver_and_subject() {
    let site = built(
        "x.txt",
        "From: =?utf-8?q?J=C3=B6rn?= Orn\nTo: Vell,\n  Skell\nDate: Wed, 13 Sep 2017 10:00:00 +0200\nSubject: =?utf-8?b?R3LDvMOfZQ==?=\nMessage-ID: <1@amsel.example>\n\nPlease light the lamp.\n",
    );
    let said = line(&site, "x");
    assert_eq!(said["from"], "Jörn Orn");
    assert_eq!(said["to"], "Vell, Skell");
    assert_eq!(said["subject"], "Grüße");
    assert_eq!(said["title"], "Grüße");
    assert_eq!(said["date"], "2017-09-13");
    let page = site.page("x.html").html;
    assert!(page.contains("10:00:00 +0200"), "the time is kept");
    assert!(page.contains("&lt;1@amsel.example&gt;"), "{page}");
}

#[test]
fn fields_in_other_languages_and_places() {
    for (text, from, subject) in [
        (
            "Von: Orn\nAn: Vell\nDatum: 3. Mai 1926\nBetreff: Die Lampe\n\nDie Lampe brennt.\n",
            "Orn",
            "Die Lampe",
        ),
        ("De : Orn\nÀ : Vell\nObjet : le phare\n\nLe phare est allumé.\n", "Orn", "le phare"),
        ("De: Orn\nPara: Vell\nAsunto: el faro\n\nEl faro luce.\n", "Orn", "el faro"),
        (
            "MEMORANDUM\n\nTO:      The Minister\nFROM:    Orn\nSUBJECT: The lamp\n\nIt was lit.\n",
            "Orn",
            "The lamp",
        ),
        ("Note for the Files\nFrom: Orn\nSubject: The lamp\n\nIt was lit.\n", "Orn", "The lamp"),
    ] {
        let site = built("x.txt", text);
        let said = line(&site, "x");
        assert_eq!((said["from"].as_str(), said["subject"].as_str()), (Some(from), Some(subject)), "{text}");
    }
}

#[test]
fn dialogue_and_minutes_are_text() {
    for text in [
        "Orn: Who keeps the lamp?\nVell: I do.\n\nOrn: Since when?\n",
        "Minutes of the Board\n\nPresent: Orn, Vell\nAbsent: Skell\n\nThe board met.\n",
        "Talk at Skell\n\nOrn: Who keeps the lamp?\nVell: I do, and I always will.\n\nOrn: Since when?\n",
    ] {
        let page = built("x.txt", text).page("x.html").html;
        assert!(!page.contains("<dt>Orn</dt>") && !page.contains("<dt>Present</dt>"), "{text}");
    }
}

#[test]
fn a_block_of_fields_in_markdown_is_shown_as_facts() {
    for text in [
        "# The Lamp\n\n```\nKeeper: Orn\nStatus: Draft\n```\n\nIt was lit.\n",
        "# The Lamp\n\n**Keeper:** Orn\n**Status:** Draft\n\nIt was lit.\n",
        "# The Lamp\n\n**Keeper**: Orn  \n**Status**: Draft\n\nIt was lit.\n",
        "# The Lamp\n\n* **Keeper:** Orn\n* **Status:** Draft\n\nIt was lit.\n",
        "# The Lamp\n\nKeeper: Orn\nStatus: Draft\n\nIt was lit.\n",
    ] {
        let site = built("x.md", text);
        let page = site.page("x.html").html;
        assert!(page.contains("<dt>Keeper</dt><dd>Orn</dd>"), "{text}{page}");
        assert_eq!(line(&site, "x")["title"], "The Lamp");
        assert!(!page.contains("Status:"), "{text}");
    }
    // Links would be lost, and what no field is known of is text.
    for text in [
        "# The Lamp\n\n* **Keeper:** [Orn](https://orn.example/)\n* **Status:** Draft\n\nIt was lit.\n",
        "# The Lamp\n\n```yaml\nlamp: lit\nshore: far\n```\n\nIt was lit.\n",
    ] {
        assert!(!built("x.md", text).page("x.html").html.contains("<dt>Keeper</dt>"), "{text}");
    }
}

#[test]
fn stronger_metadata_wins_over_the_head() {
    let site = Archive::new()
        .file("content/x.txt", "Title: Lamps\nFrom: Orn\nPlace: Skell\n\nIt was lit.\n")
        .file("content/catalog.csv", "file,title,from\nx.txt,Lights,Vell\n")
        .build();
    let said = line(&site, "x");
    assert_eq!((said["title"].as_str(), said["from"].as_str()), (Some("Lights"), Some("Vell")));
    assert_eq!(said["place"], "Skell");
    let page = site.page("x.html").html;
    assert!(page.contains("Lamps") && page.contains("Orn"), "what the head says is kept: {page}");
}

#[test]
fn the_archives_own_names_of_fields_hold_in_heads() {
    let site = Archive::new()
        .config("[fields]\nnumber = \"proposal\"\nfrom = \"author\"\n")
        .file("content/x.txt", "Proposal: 303\nTitle: Lamps\nAuthor: Orn\n\nIt was lit.\n")
        .build();
    let said = line(&site, "x");
    assert_eq!((said["number"].as_str(), said["from"].as_str()), (Some("303"), Some("Orn")));
}

#[test]
fn a_subject_is_known_wherever_it_is_stated() {
    let site = Archive::new()
        .file("content/a.txt", "Memorandum of Conversation\n\nSUBJECT\n\nThe Lamp at Skell\n\nPARTICIPANTS\n\nMr. Orn\n\nIt was lit.\n")
        .file("content/b.txt", "Telegram From the Consulate at Skell to the Ministry\n\nSubject: The lamp.\n\nIt was lit.\n")
        .file("content/c.md", "+++\nsubject = \"The lamp\"\n+++\n\n# Letter\n\nIt was lit.\n")
        .file("content/d.txt", "Letter\n\nIt was lit.\n")
        .file("content/catalog.csv", "file,subject\nd.txt,Lamps\n")
        .build();
    for (id, subject) in [("a", "The Lamp at Skell"), ("b", "The lamp"), ("c", "The lamp"), ("d", "Lamps")] {
        assert_eq!(line(&site, id)["subject"], subject, "{id}");
        assert!(
            site.page(&format!("{id}.html")).html.contains(&format!("<dt>Subject</dt><dd>{subject}</dd>")),
            "{id}"
        );
    }
    assert!(site.archive.read("public/catalog.csv").contains(",subject,"));
}

#[test]
fn letters_have_sender_and_receiver() {
    for (title, from, to) in [
        ("To Vell", None, Some("Vell")),
        ("Orn to Vell", Some("Orn"), Some("Vell")),
        ("TO VELL", None, Some("VELL")),
        ("3. Orn to Vell", Some("Orn"), Some("Vell")),
        ("Letter from Orn to Vell", Some("Orn"), Some("Vell")),
        ("Orn an Vell", Some("Orn"), Some("Vell")),
        ("Introduction to Logic", None, None),
        ("Road to Lindholt", None, None),
    ] {
        let site = built("x.txt", &format!("{title}\n\nSkell, 3 March 1926.\n\nDear V., the lamp is lit.\n"));
        let said = line(&site, "x");
        assert_eq!((said["from"].as_str(), said["to"].as_str()), (from, to), "{title}");
    }
}

#[test]
fn guesses_about_heads_can_be_switched_off() {
    let site = Archive::new()
        .config("[guess]\nheads = false\n")
        .file("content/x.txt", "Title: Lamps\nFrom: Orn\n\nIt was lit.\n")
        .file("content/y.txt", "12. Letter From Orn to Vell\n\nSUBJECT\n\nLamps\n\nIt was lit.\n")
        .file("content/z.md", "# No. 7 Letter from Orn\n\nFrom: Orn\nStatus: Draft\n")
        .build();
    assert_eq!(line(&site, "x")["title"], "Title: Lamps");
    let said = line(&site, "y");
    assert_eq!(said["title"], "12. Letter From Orn to Vell");
    assert!(said["number"].is_null() && said["from"].is_null() && said["subject"].is_null());
    assert_eq!(line(&site, "z")["title"], "No. 7 Letter from Orn");
}

#[test]
fn a_first_line_that_is_a_long_text_is_no_title() {
    let long = "The lamp was lit at six and could be seen from the far shore until the morning, ".repeat(3);
    let site = built("lamp.txt", &format!("{long}\n\n{TEXT}"));
    assert_eq!(line(&site, "lamp")["title"], "lamp");
    assert!(site.page("lamp.html").html.contains(long.trim()));
}

#[test]
fn a_catalogue_that_is_put_back_changes_no_head() {
    spreadsheet::assert_round_trip(
        Archive::new()
            .file("content/a.txt", "No. 500 The Lamp\n\nSubject: Lamps.\n\nIt was lit.\n")
            .file(
                "content/b.txt",
                "From: Orn\nTo: Vell\nDate: Wed, 13 Sep 2017 10:00:00 +0200\nSubject: Lamps\n\nIt was lit.\n",
            )
            .file("content/c.txt", "Title: Lamps\nStatus: Draft\nNumber: 7\n\nIt was lit.\n")
            .file("content/d.md", "# § 12a Lamps\n\n**Keeper:** Orn\n**Status:** Draft\n\nIt was lit.\n"),
    );
}
