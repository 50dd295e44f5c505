//! Editions in TEI: what is a document and what a collection, addresses, what the header says, and what is wrong with a file.

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

/// A volume with front and back matter, a chapter with documents, and one outside of it.
pub(crate) const VOLUME: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TEI [<!ENTITY harbour "Harbour Office">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:own="https://example.org/own" xml:id="quay1924">
<teiHeader><fileDesc>
  <titleStmt><title type="series">Papers</title><title type="complete">Quay Papers, 1924, Volume I</title>
    <editor>Ada Vell</editor></titleStmt>
  <publicationStmt><publisher>Quay Press</publisher><pubPlace>Amsel</pubPlace><date>1961</date>
    <availability><licence target="https://example.org/licence">Free to use.</licence></availability></publicationStmt>
  <sourceDesc><p>The printed volume.</p></sourceDesc></fileDesc>
  <profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc></teiHeader>
<text>
<front>
  <pb n="I" xml:id="pg_I"/>
  <titlePage><docTitle><titlePart>Quay Papers</titlePart></docTitle></titlePage>
  <div type="section" xml:id="preface"><head>Preface</head><p>The lamp was lit early.</p></div>
  <div type="toc" xml:id="toc"/>
</front>
<body>
  <div type="chapter" xml:id="ch1">
    <pb n="1" xml:id="pg_1"/>
    <head>The Lamp</head>
    <div type="document" xml:id="d1" n="1">
      <head>1. Letter From Orn to Vell<note n="1" xml:id="d1fn1">Source: &harbour;.</note></head>
      <opener><dateline>Amsel, <date when="1924-03-05">March 5, 1924</date>.</dateline></opener>
      <p>The lamp is out; see <ref target="#d2">the answer</ref> and <ref target="#pg_3">page 3</ref>.</p>
    </div>
    <pb n="2" xml:id="pg_2"/>
    <div type="document" xml:id="d2" n="2">
      <head>2. Letter From Vell to Orn</head>
      <opener><dateline><date notBefore="1924-03-01" notAfter="1924-03-31">March</date></dateline></opener>
      <p>It is lit: <ref target="#d1fn1">note</ref>, <ref target="#ch2">the ice</ref>,
         <ref target="skell1925#d7">elsewhere</ref>, <ref target="#nowhere">nowhere</ref>.</p>
      <own:attachment><head>Enclosure</head><p>A list of <own:wick>wicks</own:wick>.</p></own:attachment>
    </div>
  </div>
  <div type="chapter" xml:id="ch2">
    <head>The Ice<note n="*">Named by the editors.</note></head>
    <p>This chapter is short.</p>
    <div type="document" xml:id="d3" n="3"><head>3. A Note</head><pb n="3" xml:id="pg_3"/><p>Fog.</p></div>
  </div>
</body>
<back><div type="section" xml:id="index"><head>Index</head><list><item>Lamp, <ref target="#pg_2">2</ref></item></list></div></back>
</text></TEI>
"##;

fn archive() -> Archive {
    Archive::new()
        .file("content/a/quay1924.xml", VOLUME)
        .file("content/b/skell1925.xml", VOLUME.replace("d2", "d7").replace("quay1924", "skell1925"))
}

fn messages(site: &Site, code: Code) -> Vec<String> {
    site.diagnostics(code).map(|found| found.message.clone()).collect()
}

#[test]
fn a_volume_is_a_collection_with_collections_and_documents() {
    let site = archive().build();
    for page in ["index", "preface", "ch1/index", "ch2/index", "d1", "d2", "d3", "index-2"] {
        assert!(site.has(&format!("a/quay1924/{page}.html")), "{page}");
    }
    assert!(!site.has("a/quay1924/toc.html"));
    assert!(messages(&site, Code::Markup).iter().any(|said| said.contains("has no page: toc")));
    let volume = site.page("a/quay1924/index.html");
    volume.contains_in_order(&[
        "Quay Papers, 1924, Volume I",
        "ch1/index.html",
        "ch2/index.html",
        "preface.html",
    ]);
    // The title page stands on the volume's own page, and so does what the header says.
    volume.contains("data-page=\"I\"").contains("Ada Vell").contains("Amsel, Quay Press, 1961");
    volume.contains("Free to use.").contains("The printed volume.");
    site.page("a/quay1924/ch1/index.html").contains("<h1>The Lamp</h1>").contains("../d1.html");
    // What stands between a chapter's heading and its documents is on the chapter's page, with its notes.
    site.page("a/quay1924/ch2/index.html")
        .contains("This chapter is short.")
        .contains("Named by the editors.");
}

#[test]
fn documents_have_numbers_dates_and_pages() {
    let site = archive().build();
    let d1 = site.page("a/quay1924/d1.html");
    d1.contains("datetime=\"1924-03-05\"").contains("Letter From Orn to Vell").contains("Harbour Office");
    let record = |id: &str| {
        let catalog = site.page("catalog.jsonl").html;
        let line = catalog
            .lines()
            .find(|line| line.contains(&format!("\"id\":\"a/quay1924/{id}\"")))
            .expect("a line");
        serde_json::from_str::<serde_json::Value>(line).expect("JSON")
    };
    let first = record("d1");
    assert_eq!(
        (first["number"].as_str(), first["from"].as_str(), first["to"].as_str()),
        (Some("1"), Some("Orn"), Some("Vell"))
    );
    assert_eq!((first["place"].as_str(), first["date_basis"].as_str()), (Some("Amsel"), Some("dateline")));
    assert_eq!(record("d2")["date"].as_str(), Some("1924-03"));
    assert_eq!(record("preface")["number"], serde_json::Value::Null);
    // A mark of a page before a document belongs to the document that begins there.
    d1.contains("id=\"pg-1\"").lacks("id=\"pg-2\"");
    site.page("a/quay1924/d2.html").contains("id=\"pg-2\"").contains("wicks");
    let unknown = messages(&site, Code::Markup);
    assert!(unknown.iter().any(|said| said.contains("wick (1)")), "{unknown:?}");
}

#[test]
fn targets_are_documents_notes_pages_chapters_and_other_volumes() {
    let site = archive().build();
    site.page("a/quay1924/d1.html").contains("href=\"d2.html\"").contains("href=\"d3.html#pg-3\"");
    let d2 = site.page("a/quay1924/d2.html");
    d2.contains("href=\"d1.html#fn1\"")
        .contains("href=\"ch2/index.html\"")
        .contains("href=\"../../b/skell1925/d7.html\"");
    site.page("a/quay1924/d1.html").cited_by().contains("d2.html");
    site.page("a/quay1924/index-2.html").contains("href=\"d2.html#pg-2\"");
    let broken = messages(&site, Code::BrokenLink);
    assert_eq!(broken.iter().filter(|said| said.contains("nowhere")).count(), 2, "{broken:?}");
}

#[test]
fn one_changed_document_is_one_page_anew() {
    let site = archive().build();
    let before = site.files();
    site.archive.write("content/a/quay1924.xml", VOLUME.replace("<p>Fog.</p>", "<p>Fog, and ice.</p>"));
    let after = site.build_again().files();
    let changed =
        after.iter().filter(|(path, content)| path.ends_with(".html") && before.get(*path) != Some(*content));
    // Lists, and the page of a document which refers to it, show how it begins; all words are counted.
    let changed: Vec<&str> = changed.map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        changed,
        [
            "a/quay1924/ch2/index.html",
            "a/quay1924/d1.html",
            "a/quay1924/d3.html",
            "a/quay1924/index.html",
            "about.html",
            "timeline.html"
        ]
    );
}

/// A letter in a file of its own.
pub(crate) const LETTER: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="orn-12" xml:lang="de">
<teiHeader><fileDesc><titleStmt><title type="sub">Papers</title><title type="main">Orn an Vell, 5. März 1924</title></titleStmt>
<publicationStmt><idno type="handle">12/34</idno></publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>Hafenarchiv</repository><idno>Mappe 3</idno></msIdentifier></msDesc></sourceDesc>
</fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>Ada Orn</persName><placeName>Amsel</placeName><date when="1924-03-05" cert="low"/></correspAction>
<correspAction type="received"><persName>Vell</persName></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div type="letter" xml:id="l1"><head>Lieber Vell!</head><p>Die Lampe ist aus.</p></div></body></text></TEI>
"##;

#[test]
fn a_file_with_one_text_is_one_document() {
    let site = Archive::new()
        .file("content/letters/12.xml", LETTER)
        .file("content/links.md", "[one](letters/12.xml) [two](letters/12.xml#l1) [[orn-12]]\n")
        .build();
    let page = site.page("letters/12.html");
    page.contains(">Orn an Vell, 5. März 1924</h1>").contains("Lieber Vell!").contains("lang=\"de\"");
    page.contains("Hafenarchiv").contains("Mappe 3");
    let catalog = site.page("catalog.jsonl").html;
    let line = catalog.lines().find(|line| line.contains("\"id\":\"letters/12\"")).expect("a line");
    let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
    assert_eq!(
        (record["date"].as_str(), record["date_basis"].as_str()),
        (Some("1924-03-05?"), Some("metadata"))
    );
    assert_eq!((record["from"].as_str(), record["to"].as_str()), (Some("Ada Orn"), Some("Vell")));
    assert_eq!(record["place"].as_str(), Some("Amsel"));
    assert_eq!(site.page("links.html").html.matches("class=\"ref\" href=\"letters/12.html\"").count(), 3);
    assert_eq!(site.diagnostics(Code::BrokenLink).count(), 0);
}

#[test]
fn divisions_of_one_text_are_its_headings_unless_the_archive_says_otherwise() {
    let book = "<TEI><teiHeader><fileDesc><titleStmt><title>The Lamp</title></titleStmt></fileDesc></teiHeader><text><body>\
        <div type='chapter' n='1'><head>Oil</head><p>One.</p></div>\
        <div type='chapter' n='2'><head>Wick</head><p>Two.</p></div></body></text></TEI>";
    let site = Archive::new().file("content/book.xml", book).build();
    site.page("book.html").contains_in_order(&["The Lamp</h1>", "Oil", "One.", "Wick", "Two."]);
    assert!(!site.has("book/1.html"));
    for (path, text) in [
        ("fonds.toml", "[tei]\ndocuments = [\"chapter\"]\n"),
        ("content/collection.toml", "[tei]\ndocuments = [\"chapter\"]\n"),
    ] {
        let site = Archive::new().file("content/book.xml", book).file(path, text).build();
        site.page("book/1.html").contains("Oil");
        site.page("book/2.html").contains("Wick").contains_times("One.", 1);
        assert!(!site.has("book.html"));
    }
}

#[test]
fn letters_are_known_by_what_stands_in_them() {
    let letter = |number: usize| {
        format!(
            "<div><head>To Orn</head><opener><salute>Dear Orn,</salute></opener><p>No {number}.</p></div>"
        )
    };
    let text =
        format!("<TEI><text><body>{}{}<div><p>The end.</p></div></body></text></TEI>", letter(1), letter(2));
    let site = Archive::new().file("content/v.xml", text).build();
    for page in ["1", "2", "3", "index"] {
        assert!(site.has(&format!("v/{page}.html")), "{page}");
    }
}

#[test]
fn a_corpus_and_a_group_hold_texts() {
    let edition = |id: &str| LETTER.replace("orn-12", id).replace("xml:id=\"l1\"", "");
    let corpus = format!(
        "<teiCorpus><teiHeader><fileDesc><titleStmt><title>All Letters</title></titleStmt></fileDesc></teiHeader>{}{}</teiCorpus>",
        edition("one"),
        edition("two")
    );
    let group = "<TEI><text><group><text xml:id='t1'><body><head>First</head><p>One.</p></body></text>\
        <text xml:id='t2'><body><head>Second</head><p>Two.</p></body></text></group></text></TEI>";
    let site = Archive::new().file("content/c.xml", corpus).file("content/g.xml", group).build();
    site.page("c/index.html").contains("All Letters");
    site.page("c/one.html").contains("Orn an Vell").contains("Ada Orn");
    site.page("c/two.html").contains("Ada Orn");
    site.page("g/t1.html").contains("First").contains_times("Two.", 1);
    site.page("g/t2.html").contains("Second");
}

#[test]
fn ids_that_stand_twice_are_warnings_and_lose_nothing() {
    let site = Archive::new().file("content/v.xml", VOLUME.replace("xml:id=\"d3\"", "xml:id=\"d1\"")).build();
    assert!(site.page("v/d1.html").html.contains("The lamp is out"));
    site.page("v/d1-2.html").contains("Fog.");
    let found = site.diagnostics(Code::Markup).find(|found| found.message.contains("xml:id d1 stands twice"));
    let found = found.expect("a warning");
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(found.place.as_ref().map(|place| place.line), Some(39));
}

#[test]
fn broken_xml_is_read_as_far_as_it_can_be() {
    let broken = VOLUME.replace("<p>Fog.</p>", "<p>Fog & 3 < 4 <hi>ice</p>").replace("</text></TEI>", "");
    let site = Archive::new().file("content/v.xml", broken).build();
    site.page("v/d3.html").contains("Fog &amp; 3 &lt; 4").contains("ice");
    assert!(site.has("v/d1.html") && site.has("v/index-2.html"));
    site.page("v/index.html").contains("class=\"incomplete\"");
    let broken: Vec<_> =
        site.diagnostics(Code::Markup).filter(|found| found.message.contains("is broken")).collect();
    assert!(broken.len() >= 3 && broken.iter().all(|found| found.place.is_some()), "{broken:?}");
    assert!(
        broken.iter().any(|found| found.place.as_ref().is_some_and(|place| place.line == 39)),
        "{broken:?}"
    );
}

#[test]
fn nothing_is_fetched_and_nothing_explodes() {
    let laughs: String = (1..30).map(|n| format!("<!ENTITY l{n} \"&l{0};&l{0};&l{0};\">", n - 1)).collect();
    let text = format!(
        "<!DOCTYPE TEI [<!ENTITY l0 \"ha\">{laughs}<!ENTITY secret SYSTEM \"file:///etc/passwd\">\
         <!ENTITY % all SYSTEM \"http://example.org/x.dtd\"> %all;]>\
         <TEI><text><body><p>&l0; &l29; &secret; &uuml;</p></body></text></TEI>"
    );
    let site = Archive::new().file("content/a.xml", text).build();
    site.page("a.html").contains("ha &amp;l29; &amp;secret; ü").lacks("root:");
    let said = messages(&site, Code::Markup).join(" ");
    assert!(said.contains("l29 (1)") && said.contains("secret (1)"), "{said}");
}

#[test]
fn depth_is_no_danger() {
    let deep = format!(
        "<TEI><text><body>{}<p>x</p>{}</body></text></TEI>",
        "<div type='document'>".repeat(50_000),
        "</div>".repeat(50_000)
    );
    let site =
        Archive::new().file("content/a.xml", deep).file("content/b.xml", "<TEI>".repeat(100_000)).build();
    site.page("a.html").contains("x");
}

#[test]
fn lists_of_people_are_no_documents_and_are_named() {
    let list = "<TEI><teiHeader/><text><body><listPlace><place xml:id='p1'><placeName>Amsel</placeName></place></listPlace>\
        </body></text></TEI>";
    let stand_off = "<TEI><teiHeader/><standOff><listPerson><person xml:id='o'><persName>Orn</persName></person></listPerson>\
        </standOff></TEI>";
    let site = Archive::new()
        .file("content/a.md", "# A\n\nText.\n")
        .file("content/indices/places.xml", list)
        .file("content/indices/people.xml", stand_off)
        .build();
    assert_eq!(site.report.documents, 1);
    let said = messages(&site, Code::Markup).join(" ");
    assert!(said.contains("place (1)") && said.contains("person (1)"), "{said}");
}

#[test]
fn other_xml_is_no_document() {
    let site = Archive::new()
        .file("content/a.md", "# A\n\nText.\n")
        .file("content/feed.xml", "<?xml version=\"1.0\"?><rss><channel><title>no</title></channel></rss>")
        .build();
    assert_eq!(site.report.documents, 1);
    assert!(site.diagnostics(Code::LeftOut).any(|found| found.message.contains("xml")));
}

#[test]
fn what_an_edition_says_of_itself_is_the_front_page() {
    let about = LETTER.replace("Orn an Vell, 5. März 1924", "Zur Edition").replace("orn-12", "about");
    let archive = || {
        Archive::new()
            .config("title = \"Briefe\"\n")
            .file("content/editions/12.xml", LETTER)
            .file("content/meta/about.xml", &about)
    };
    let site = archive().build();
    site.page("index.html")
        .contains("<h1>Briefe</h1>")
        .contains("Zur Edition")
        .contains("Die Lampe ist aus.");
    assert!(!site.has("meta/index.html"));
    // Its own address leads there.
    site.page("meta/about.html").contains("index.html");
    // An archive's own front page is stronger.
    let site = archive().file("content/index.md", "# Willkommen\n\nHier.\n").build();
    site.page("index.html").contains("Hier.").lacks("Die Lampe");
    site.page("meta/about.html").contains("Die Lampe ist aus.");
}

#[test]
fn images_of_pages_are_found_by_a_pattern() {
    let text = "<TEI><text><body><p>A<pb n='2' facs='0002'/>b</p></body></text></TEI>";
    let site = Archive::new()
        .config("[tei]\nfacsimiles = \"scans/{facs}.png\"\n")
        .file("content/a.xml", text)
        .file("content/scans/0002.png", b"\x89PNG\r\n\x1a\n")
        .build();
    // What is referred to is copied.
    assert!(site.has("scans/0002.png"));
}

#[test]
fn a_source_that_a_browser_would_run_is_not_published() {
    let script = "<p><script xmlns=\"http://www.w3.org/1999/xhtml\">x()</script>Fog.</p>";
    let letter = LETTER.replace("</body>", &format!("{script}</body>"));
    let site = Archive::new().file("content/a.xml", LETTER).file("content/b.xml", letter).build();
    assert!(site.has("a.xml") && site.has("b.html") && !site.has("b.xml"));
    site.page("b.html").lacks("b.xml").lacks("<script>x");
}
