//! Word files: what is in them stands on their pages. Their parts lie in `tests/data/word/`, and are zipped here.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use fonds::{Code, Diagnostic, Severity};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::archive::{Archive, Site, plain};

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/""#;
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The styles that the files have which bring none of their own.
const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="HTMLCode"><w:name w:val="HTML Code"/></w:style>"#;

/// The parts with text that the main one refers to, with their outermost elements.
const PARTS: [(&str, &str); 5] = [
    ("styles", "w:styles"),
    ("numbering", "w:numbering"),
    ("footnotes", "w:footnotes"),
    ("endnotes", "w:endnotes"),
    ("comments", "w:comments"),
];

/// The parts of a file.
fn parts(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/word").join(name);
    let read = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let wrapped = |element: &str, text: &str| {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} {SPACES}>{text}</{element}>")
            .into_bytes()
    };
    let mut relations = read("relations.xml").unwrap_or_default();
    let mut parts = Vec::new();
    for (at, (part, element)) in PARTS.into_iter().enumerate() {
        let usual = (part == "styles").then(|| STYLES.to_owned());
        let Some(text) = read(&format!("{part}.xml")).or(usual) else { continue };
        relations += &format!("<Relationship Id=\"p{at}\" Type=\"{KINDS}/{part}\" Target=\"{part}.xml\"/>");
        parts.push((format!("word/{part}.xml"), wrapped(element, &text)));
    }
    for (part, element) in [("header1", "w:hdr"), ("footer1", "w:ftr"), ("chart1", "c:chartSpace")] {
        let home = if part == "chart1" { "word/charts" } else { "word" };
        parts.extend(
            read(&format!("{part}.xml")).map(|text| (format!("{home}/{part}.xml"), wrapped(element, &text))),
        );
    }
    parts.extend(
        read("core.xml").map(|text| ("docProps/core.xml".to_owned(), wrapped("cp:coreProperties", &text))),
    );
    let body = read("document.xml").unwrap_or_else(|| panic!("there is no {name}"));
    parts.push(("word/document.xml".to_owned(), wrapped("w:document", &format!("<w:body>{body}</w:body>"))));
    let list = |relations: &str| {
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>").into_bytes()
    };
    let main =
        format!("<Relationship Id=\"a\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/>");
    parts.push(("_rels/.rels".to_owned(), list(&main)));
    parts.push(("word/_rels/document.xml.rels".to_owned(), list(&relations)));
    parts.push(("word/media/quay.png".to_owned(), b"\x89PNG\r\n\x1a\nquay".to_vec()));
    parts.push(("word/media/plan.emf".to_owned(), b"plan".to_vec()));
    parts
}

/// A file of parts.
fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a file").into_inner()
}

/// The file of a name in `tests/data/word/`.
pub(crate) fn word(name: &str) -> Vec<u8> {
    zipped(&parts(name))
}

/// A file of which one part is another.
fn word_with(name: &str, part: &str, text: impl Into<Vec<u8>>) -> Vec<u8> {
    let mut parts = parts(name);
    parts.retain(|(known, _)| known != part);
    parts.push((part.to_owned(), text.into()));
    zipped(&parts)
}

fn site(name: &str) -> Site {
    Archive::new().file(&format!("content/{name}.docx"), word(name)).build()
}

fn said(site: &Site, code: Code) -> Vec<&str> {
    site.diagnostics(code).map(|said| said.message.as_str()).collect()
}

/// A document of one paragraph with this XML in its body.
fn document(body: &str) -> String {
    format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>")
}

#[test]
fn notes_stand_where_they_are_called() {
    let site = site("notes");
    let page = site.page("notes.html");
    page.contains("The Lamps of Amsel").contains("id=\"fnref-star\"");
    let text = page.text_and_notes();
    let words = plain(&text);
    for wanted in [
        "The first lamp1 was lit, and the second2, too.i",
        "In a cell3",
        "Once more the first1, and a mark without a note4.",
        "It stood on the quay.",
        "Orn painted it twice.",
        "Source: Harbour Office, Box 4.",
        "At the end.",
        "Of the cell.",
        "Nothing calls this.",
    ] {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
    // The notes stand in the order of their marks, and begin with their words.
    page.contains_in_order(&["id=\"fn-star\"", "id=\"fn1\"", "id=\"fn2\"", "id=\"fn-i\"", "id=\"fn3\""]);
    assert!(text.contains("fn-star:\nSource:"), "{text}");
    assert!(text.contains("<em>quay</em>"), "{text}");
    assert_eq!(said(&site, Code::MissingNote), ["the mark 4 calls a note that the file does not have"]);
    assert_eq!(site.diagnostics(Code::UncalledNote).count(), 1);
    // The second mark of note 1 has its own anchor.
    page.contains("id=\"fnref1\"").contains("id=\"fnref1-2\"");
}

#[test]
fn lists_have_their_numbers() {
    let site = site("lists");
    let page = site.page("lists.html");
    page.contains("1 Of Lamps")
        .contains("1.1 Of Oil")
        .contains("1.2 Of Wicks")
        .contains("2 Of Quays")
        .contains("2.1 Of Stone");
    page.contains_in_order(&[
        "<ol",
        "Light the lamp.",
        "Trim the wick.",
        "(a) With scissors.",
        "(b) With care.",
        "<ul>",
        "No haste.",
        "Goes on here.",
        "</ul>",
        "Put it out.",
        "</ol>",
        "Between the lists.",
        "start=\"4\">",
        "Go on with four.",
        "</ol>",
        "<ol",
        "Begin again.",
        "And two.",
        "§ 12 Ships pay.",
        "§ 13 Boats do not.",
        "Chapter four.",
        "Chapter five.",
    ]);
    page.contains(" type=\"I\" start=\"4\">");
}

#[test]
fn changes_are_read_as_the_archive_wants() {
    let site = site("changes");
    let page = site.page("changes.html");
    let words = plain(&page.text_and_notes());
    for wanted in [
        "The lamp is lit tonight, he says.",
        "These two are one.",
        "After. Moved words. Now bold.",
        "Kept row",
    ] {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
    for unwanted in ["dark", "struck out", "Gone row", "Hidden", "Moved words.Before", "Does he?"] {
        assert!(!words.contains(unwanted), "{unwanted}\n{words}");
    }
    assert_eq!(
        said(&site, Code::Markup),
        [
            "1 comment is left out",
            "1 passage of hidden text is left out",
            "tracked changes are taken as accepted: 2 insertions, 4 deletions",
        ]
    );

    let config = "[word]\nchanges = \"original\"\ncomments = \"notes\"\n";
    let site = site.archive.file("fonds.toml", config).build();
    let words = plain(&site.page("changes.html").text_and_notes());
    for wanted in [
        "The lamp is dark tonight, he saysC1.",
        "Moved words.Before.",
        "Gone row",
        "A note that was struck out.",
        "Vell: Does he?",
    ] {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
    assert!(!words.contains("lit"), "{words}");

    let site = site.archive.file("fonds.toml", "[word]\nchanges = \"shown\"\n").build();
    site.page("changes.html").contains("<del>dark</del><ins>lit</ins>").contains("Gone row");
    let error = site.archive.file("fonds.toml", "[word]\nchanges = \"all\"\n").failure();
    assert!(error.message.contains("`all`"), "{}", error.message);
}

#[test]
fn tables_keep_their_spans() {
    let site = site("tables");
    let page = site.page("tables.html");
    page.contains("<caption>Table 1. What ships pay</caption>");
    page.contains_in_order(&[
        "<thead>",
        "rowspan=\"2\"",
        "Ship",
        "colspan=\"2\"",
        "Toll",
        "Day",
        "Night",
        "</thead>",
        "rowspan=\"2\"",
        "Orn’s",
        "<table",
        "in a table",
        "</table>",
        "colspan=\"2\"",
        "in a control",
        "After it.",
    ]);
}

#[test]
fn images_are_shown_with_their_words() {
    let site = site("images");
    let page = site.page("images.html");
    assert!(site.has("images.files/quay.png"));
    page.contains_in_order(&[
        "<figure",
        "images.files/quay.png",
        "<figcaption",
        "Figure 1. The quay",
        "</figure>",
    ]);
    page.contains("alt=\"The quay at night\"").contains("width=\"100\"").contains("alt=\"The lamp\"");
    page.part("<article", "</article>").contains_times("Words in a box.", 1).contains("Beside the box.");
    page.contains("href=\"images.files/plan.emf\"").contains("A plan");
    page.contains("https://example.org/far.png").contains("Lost").contains("Outside");
    page.contains("Oil by year").contains("1926").contains("<hr");
    let outside: Vec<&str> = said(&site, Code::Unreadable);
    assert_eq!(outside, ["the part ../../secret.png would lie outside the file, and is not read"]);
    let remarks = said(&site, Code::Markup).join("\n");
    for wanted in ["“emf”", "an image is missing in the file (1)", "a chart or diagram is not drawn"] {
        assert!(remarks.contains(wanted), "{wanted}\n{remarks}");
    }
}

#[test]
fn fields_show_their_results_and_lead_where_they_should() {
    let site = Archive::new()
        .file("content/fields.docx", word("fields"))
        .file("content/other.docx", word("other"))
        .build();
    let page = site.page("fields.html");
    page.contains("<a href=\"https://example.org/amsel\" title=\"The town\">Amsel</a>");
    let references = page.refs();
    let leads = |words: &str, target: &str| references.contains(&(target.to_owned(), words.to_owned()));
    assert!(leads("The Quay", "#_Toc1"), "{references:?}");
    assert!(leads("the quay", "#_Toc1"), "{references:?}");
    assert!(leads("the other paper", "other.html#Part"), "{references:?}");
    let words = plain(&page.text_and_notes());
    for wanted in
        ["An index word, a box ☒ ticked, a sign α.", "Madam Orn, fields.docx, says so.", "without an end."]
    {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
    for unwanted in ["secret index", "hidden result", "MERGEFIELD", "TOC", "99", "PAGEREF"] {
        assert!(!words.contains(unwanted), "{unwanted}\n{words}");
    }
    assert_eq!(site.diagnostics(Code::UnsafeLink).count(), 1);
    assert!(said(&site, Code::Markup).join("\n").contains("DOCPROPERTY"));
    // Names of places that are Word's own and that nothing leads to are no anchors.
    site.page("other.html").contains("id=\"Part\"").lacks("_Part").cited_by().contains("fields.html");
}

#[test]
fn letters_look_as_they_should() {
    let site = site("letters");
    let page = site.page("letters.html");
    page.contains("<strong>Bo<em>th</em></strong>").contains("<span class=\"small-capitals\">small</span>");
    page.contains("<del>struck</del>")
        .contains("<u>under</u>plain")
        .contains("H<sub>2</sub>O and 4<sup>th</sup>");
    page.contains("<em>by style</em> <code>let x</code>");
    page.contains("one\ttwo\u{2011}three\u{ad}four").contains("αü".trim_end_matches('ü')).contains("✓");
    page.contains("東京").contains("とうきょう").contains("Amsel in a control").lacks("not shown");
    page.contains("lang=\"he-IL\"").contains("<span lang=\"fr-FR\">la lampe</span>").lacks("lang=\"en-US\"");
    page.contains_in_order(&["Before the page ends.</p>", "After it. And on."]);
    assert_eq!(
        said(&site, Code::ControlCharacter),
        ["what 1 sign of the font Odd Dingbats means is not known"]
    );
}

#[test]
fn styles_say_what_paragraphs_are() {
    let site = site("styles");
    let page = site.page("styles.html");
    page.contains_in_order(&["<h1", "Ein Brief"]).lacks("<strong>Ein");
    page.contains_in_order(&[
        "<h2",
        "Von Lampen",
        "<h3",
        "Made of a heading",
        "<h3",
        "By its outline",
        "<h4",
        "By itself",
        "<blockquote",
        "The lamp is lit.",
        "And out.",
        "</blockquote>",
        "let lamp =\n    1;",
        "The lamp,\nthe quay.",
        "A style that is based on itself.",
        "A style that there is not.",
    ]);
    page.contains("Skell").contains("Lampen; Kai").contains("Von Lampen und Öl").lacks("Vorlage");
    // The day on which the file was written is not the document's.
    assert_eq!(site.diagnostics(Code::Undated).count(), 1);
}

#[test]
fn formulas_and_controls_keep_their_text() {
    let site = site("formulas");
    let page = site.page("formulas.html");
    page.contains("\\frac{a}{b^{2}}").contains("\\sum_{i}^{n} x");
    page.contains("New form.").lacks("Old form.").contains("Only form.");
    page.contains("A paragraph in a control.").contains("And in an element of an archive’s own.");
}

#[test]
fn the_same_document_as_text_gives_the_same_record() {
    let text = "12. Telegram From the Harbour Office at Amsel to the Consul at Lindholt1\n\nAmsel, March 3, 1926, 4 p.m.\n\nSUBJECT\n\nLamps on the Quay\n\nThe lamp was lit at four, and the ships came in one after another [Page 14] until the quay was full of them.\n\nNothing more is known of them; see Document 11.2\n\nOrn\n\n  1. Source: Harbour Office, Lamp Papers, Box 4, March. Secret; Priority.\n  2. See footnote 1 above.\n";
    let record = |site: &Site| -> serde_json::Value {
        let catalogue = site.page("catalog.jsonl").html;
        serde_json::from_str(catalogue.lines().next().expect("a record")).expect("JSON")
    };
    let of_word = Archive::new().file("content/v/pages.docx", word("pages")).build();
    let of_text = Archive::new().file("content/v/pages.txt", text).build();
    let (one, other) = (record(&of_word), record(&of_text));
    assert!(one["number"] == "12" && one["date"] == "1926-03-03", "{one}");
    for field in [
        "number",
        "title",
        "date",
        "kind",
        "from",
        "to",
        "subject",
        "place",
        "provenance",
        "footnotes",
        "pages",
    ] {
        assert_eq!(one[field], other[field], "{field}");
    }
    let page = of_word.page("v/pages.html");
    page.contains("id=\"pg-14\"")
        .contains("<em>known</em>")
        .contains("Lamp Papers of the Harbour Office, second edition");
    assert_eq!(page.refs(), of_text.page("v/pages.html").refs());
    assert_eq!(
        said(&of_word, Code::PageFurniture),
        ["1 head or foot of pages is left out of the text: “Page 7”"]
    );
    assert!(of_word.diagnostics(Code::Unresolved).all(|said| said.place.is_none() && said.spot.is_some()));
}

#[test]
fn notes_that_were_typed_are_notes() {
    let site = site("typed");
    let page = site.page("typed.html");
    page.contains_in_order(&["id=\"fn1\"", "id=\"fn2\"", "<em>ibid.</em>", "id=\"fn3\""]);
    page.contains("<em>lamp</em>").contains("id=\"fnref2\"").contains("Letter From Vell to Skell");
    assert_eq!(site.diagnostics(Code::UncalledNote).count() + site.diagnostics(Code::MissingNote).count(), 0);
}

#[test]
fn a_file_that_is_not_changed_is_not_read_again() {
    let archive =
        Archive::new().file("content/images.docx", word("images")).file("content/notes.docx", word("notes"));
    let site = archive.build();
    let before = site.files();
    let site = site.build_again();
    assert_eq!((site.report.sources_kept, site.report.pages_kept), (2, 2));
    assert_eq!(site.files(), before);
    let changed =
        word_with("notes", "word/document.xml", document("<w:p><w:r><w:t>Other.</w:t></w:r></w:p>"));
    let site = site.archive.file("content/notes.docx", changed).build();
    assert_eq!(site.report.sources_kept, 1);
    assert!(site.has("images.files/quay.png"));
}

/// An OpenDocument file of the parts in `tests/data/odt/`.
fn opendocument() -> Vec<u8> {
    const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/""#;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/odt");
    let part = |name: &str, element: &str| {
        let text = fs::read_to_string(folder.join(name)).expect("a part");
        (name.to_owned(), format!("<{element} {SPACES}>{text}</{element}>").into_bytes())
    };
    let formula = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mi>a</mi><mo>+</mo><mi>b</mi><annotation>x over y</annotation></semantics></math>";
    zipped(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec()),
        part("content.xml", "office:document-content"),
        part("styles.xml", "office:document-styles"),
        ("Pictures/quay.png".to_owned(), b"\x89PNG\r\n\x1a\nquay".to_vec()),
        ("Object 1/content.xml".to_owned(), formula.as_bytes().to_vec()),
    ])
}

#[test]
fn opendocument_is_read_the_same_way() {
    let site = Archive::new()
        .file("content/lamps.odt", opendocument())
        .file("content/notes.docx", word("notes"))
        .build();
    let page = site.page("lamps.html");
    page.contains_in_order(&[
        "<h1",
        "Lamps of Vell",
        "id=\"fnref-star\"",
        "<h2",
        "I. Of Oil",
        "The lamp is lit,  he <em>says</em>:\t<span lang=\"fr-FR\">la lampe</span>.",
        "id=\"fnref1\"",
        "<br>",
        "A line;",
        "<blockquote>",
        "A quotation.",
        "<ol",
        "One",
        "(a) Below",
        "Two",
        "Goes on.",
        "</ol>",
        "Between.",
        "start=\"3\"",
        "Three",
        "<thead>",
        "colspan=\"2\"",
        "Tolls",
        "rowspan=\"2\"",
        "Ships",
        "1",
        "2",
        "<figure",
        "lamps.files/quay.png",
        "alt=\"The quay\"",
        "width=\"96\" height=\"48\"",
        "<figcaption",
        "Figure 1. The quay",
        "Beside it.",
        "Words in a box.",
        "A formula: a+b",
        "Papers of the office of Vell",
        "id=\"fn-star\"",
        "Source: Harbour Office.",
        "id=\"fn1\"",
        "And more.",
    ]);
}

#[test]
fn opendocument_has_links_changes_and_comments_too() {
    let site = Archive::new()
        .file("content/lamps.odt", opendocument())
        .file("content/notes.docx", word("notes"))
        .build();
    let page = site.page("lamps.html");
    let words = plain(&page.text_and_notes());
    for unwanted in ["dark", "Who?", "x over y"] {
        assert!(!words.contains(unwanted), "{unwanted}\n{words}");
    }
    let references = page.refs();
    assert!(references.contains(&("#place".to_owned(), "the place".to_owned())), "{references:?}");
    assert!(references.contains(&("notes.html".to_owned(), "the other paper".to_owned())), "{references:?}");
    assert_eq!(
        said(&site, Code::PageFurniture),
        ["1 head or foot of pages is left out of the text: “Page 3”"]
    );
    let config = "[word]\nchanges = \"shown\"\ncomments = \"notes\"\n";
    let site = site.archive.file("fonds.toml", config).build();
    site.page("lamps.html").contains("<del>dark</del><ins>lit</ins>").contains("Skell: Who?");
    let site = site.archive.file("fonds.toml", "[word]\nchanges = \"original\"\n").build();
    let words = plain(&site.page("lamps.html").text_and_notes());
    assert!(words.contains("The lamp is dark,") && !words.contains("lit"), "{words}");
}

/// The warnings of an archive with one file.
fn warnings(bytes: Vec<u8>) -> (Site, Vec<Diagnostic>) {
    let site = Archive::new().file("content/a.docx", bytes).file("content/b.txt", "B\n\nText.\n").build();
    let found =
        site.report.diagnostics.iter().filter(|said| said.severity == Severity::Warning).cloned().collect();
    (site, found)
}

#[test]
fn what_cannot_be_read_is_said_with_its_part_and_line() {
    let broken = format!(
        "<w:document {SPACES}>\n<w:body>\n<w:p><w:r><w:t>Kept words.</w:t></w:r></w:p>\n<w:p><w:r></w:p>"
    );
    let (site, found) = warnings(word_with("other", "word/document.xml", broken));
    site.page("a.html").contains("Kept words.");
    assert!(found[0].message.contains("word/document.xml is broken in line 4"), "{}", found[0]);

    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>{}",
        document("<w:p><w:r><w:t>Safe &b; &c;</w:t></w:r></w:p>")
    );
    let (site, found) = warnings(word_with("other", "word/document.xml", bomb));
    site.page("a.html").contains("Safe &amp;b; &amp;c;").lacks("root:");
    assert!(found[0].message.contains("declares entities"), "{}", found[0]);

    let (_, found) = warnings(word_with("other", "word/document.xml", vec![b' '; 64 << 20]));
    assert!(found[0].message.contains("word/document.xml unpacks to more than it may"), "{}", found[0]);

    let (_, found) = warnings(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old".to_vec());
    assert!(found[0].message.contains(".doc"), "{}", found[0]);
    let (_, found) = warnings(b"no zip".to_vec());
    assert_eq!(found[0].code, Code::Unreadable);
    let (_, found) = warnings(zipped(&[("x.txt".to_owned(), b"x".to_vec())]));
    assert!(found[0].message.contains("word/document.xml is missing"), "{}", found[0]);
    let mut cut = word("notes");
    cut.truncate(cut.len() / 2);
    assert_eq!(warnings(cut).1[0].code, Code::Unreadable);
}

#[test]
fn a_hundred_thousand_elements_can_lie_in_each_other() {
    let times = 100_000;
    let nests = [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins w:id=\"1\">", "</w:ins>"),
        ("<w:p>", "</w:p>"),
        ("<w:p><w:r>", "</w:r></w:p>"),
        ("<w:p><w:hyperlink w:anchor=\"a\">", "</w:hyperlink></w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"),
        ("<m:oMath><m:f><m:num>", "</m:num></m:f></m:oMath>"),
        ("<w:p><w:fldSimple w:instr=\"REF a\">", "</w:fldSimple></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    ];
    for (open, close) in nests {
        let run =
            if open.starts_with("<m:") { "<m:r><m:t>deep</m:t></m:r>" } else { "<w:r><w:t>deep</w:t></w:r>" };
        let body = format!("{}{run}{}", open.repeat(times), close.repeat(times));
        let (site, _) = warnings(word_with("other", "word/document.xml", document(&body)));
        assert!(site.page("a.html").html.contains("deep"), "{open}");
    }
}
