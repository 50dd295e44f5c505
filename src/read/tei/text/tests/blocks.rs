//! What holds text: parts, paragraphs, lists, tables, verse.

use super::{built, check, shown};
use crate::model::document::Anchor;

#[test]
fn headings_go_by_their_parts() {
    check(
        "<head>Report</head><div xml:id=\"one\"><head>First</head><p>Text.</p><div><head>Second thing</head></div></div>",
        "title: Report\nh2#one: First\nBody: Text.\nh3#h-second-thing: Second thing",
    );
    // The heading of the only part is the text's.
    check("<div><head>Letter</head><p>Text.</p><div><head>End</head></div></div>", "title: Letter\nBody: Text.\nh2#h-end: End");
    check("<div><head>A</head></div><div><head>A</head></div>", "h2#h-a: A\nh2#h-a-2: A");
}

#[test]
fn a_letter_has_its_parts() {
    check(
        "<head>1. Orn to Vell</head><opener><dateline><placeName>Amsel</placeName>,\n<date when=\"1926-03-03\">3 March 1926</date></dateline><salute>Dear Vell,</salute></opener><p>I came.</p><closer><salute>Yours,</salute><signed>Orn</signed></closer><postscript><p>And went.</p></postscript>",
        "title: 1. Orn to Vell\nDateline: Amsel, 3 March 1926\nSalutation: Dear Vell,\nBody: I came.\nSignature: Yours,\nSignature: Orn\nBody: And went.",
    );
}

#[test]
fn datelines_tell_dates_and_places() {
    let xml = "<head>Orn <persName type=\"from\" ref=\"#o\">Ada\n Orn</persName> to <name type=\"to\">Vell</name></head><dateline><placeName>Amsel</placeName>, <date when=\"1926-03-03\" cert=\"low\">3 March</date></dateline><attachment><dateline><placeName>Skell</placeName><date when=\"1925\"/></dateline></attachment><closer><signed>Orn</signed><date notAfter=\"1926\">spring</date></closer>";
    let built = built(xml);
    let dates: Vec<_> = built.dates.iter().map(|date| (date.text.as_str(), date.is_attached)).collect();
    assert_eq!(dates, [("3 March", false), ("", true), ("spring", false)]);
    assert_eq!((built.dates[0].get("when"), built.dates[0].get("cert")), (Some("1926-03-03"), Some("low")));
    assert_eq!((built.places, built.signed), (vec!["Amsel".to_owned()], vec!["Orn".to_owned()]));
    assert_eq!(built.datelines, ["Amsel, 3 March"]);
    let parties: Vec<_> = built.parties.iter().map(|party| (party.sends, party.name.as_str(), party.key.as_str())).collect();
    assert_eq!(parties, [(true, "Ada Orn", "o"), (false, "Vell", "")]);
}

#[test]
fn lists_have_the_marks_that_they_have() {
    check("<list><item>a</item><item>b</item></list>", "list None Decimal\n-\n  Body: a\n-\n  Body: b");
    check("<list type=\"ordered\"><item n=\"3\">a</item></list>", "list Some(3) Decimal\n-\n  Body: a");
    check("<list rend=\"upper-roman numbered\"><item>a</item></list>", "list Some(1) UpperRoman\n-\n  Body: a");
    check("<list type=\"bulleted\"><item>(a) x</item><item>(b) y</item></list>", "written list\n-\n  Body: (a) x\n-\n  Body: (b) y");
    check("<list type=\"simple\"><item>x</item></list>", "written list\n-\n  Body: x");
}

#[test]
fn labels_are_marks_or_terms() {
    check("<list><label>a.</label><item>x</item><label>b.</label><item>y</item></list>", "written list\n-\n  Body: a. x\n-\n  Body: b. y");
    check(
        "<list type=\"gloss\"><label>Orn</label><item>A river.</item><label>Vell</label><item><p>A town.</p><p>Old.</p></item></list>",
        "term: Orn\n  Body: A river.\nterm: Vell\n  Body: A town.\n  Body: Old.",
    );
}

#[test]
fn a_list_of_the_head_is_what_its_caption_announces() {
    check(
        "<list type=\"participants\"><head>PARTICIPANTS</head><item>Orn</item><item>Amsel side<list><item>Vell</item></list></item></list>",
        "Caption: PARTICIPANTS\nCaptionText: Orn\nCaptionText: Amsel side\nCaptionText: Vell",
    );
}

#[test]
fn people_and_books_can_be_listed() {
    check("<listPerson><person xml:id=\"o\"><persName>Orn</persName></person></listPerson>", "list None Decimal\n-\n  Body: <#o>Orn");
    check("<listBibl><bibl>Vell, <title>Rivers</title></bibl></listBibl>", "list None Decimal\n-\n  Body: Vell, <em Rivers>");
}

#[test]
fn tables_have_heads_captions_and_spans() {
    check(
        "<table><head>Boats</head><row role=\"label\"><cell>Year</cell><cell cols=\"2\">Tons</cell></row>\n<row><cell role=\"label\">1926</cell><cell rows=\"2\">4</cell><cell/></row></table>",
        "table: Boats\n  head: Year | Tons(2x1)\n  row: !1926 | 4(1x2) |",
    );
}

#[test]
fn a_block_within_a_paragraph_parts_it() {
    check(
        "<p>Orn took <hi>these: <list><item>rope</item></list> and</hi> left.</p>",
        "Body: Orn took <em these:>\nlist None Decimal\n-\n  Body: rope\nBody: <em and> left.",
    );
}

#[test]
fn verse_keeps_its_lines() {
    check(
        "<lg><head>Song</head><l>Slow <hi>runs</hi></l>\n<l rend=\"indent\">the Vell</l></lg><lg><l>And on</l></lg>",
        "Body: <strong Song>\nLines: Slow <em runs>\\    the Vell\nLines: And on",
    );
    check("<p>He sang: <q><l>Slow</l><l>runs</l></q> twice.</p>", "Body: He sang:\nquote\n  Lines: Slow\\runs\nBody: twice.");
    check("<address><addrLine>1 Quay</addrLine><addrLine>Amsel</addrLine></address>", "Lines: 1 Quay\\Amsel");
}

#[test]
fn quotations_are_blocks_or_words() {
    check("<quote><p>All quiet.</p></quote>", "quote\n  Body: All quiet.");
    check("<p>He wrote: <quote><p>All quiet.</p></quote></p>", "Body: He wrote:\nquote\n  Body: All quiet.");
    check("<p>He said <q>go</q> and “<q>went</q>”.</p>", "Body: He said “go” and “went”.");
    check("<p>He wrote: <quote rend=\"blockquote\">All quiet.</quote></p>", "Body: He wrote:\nquote\n  Body: All quiet.");
    check("<epigraph><cit><quote>Flow.</quote><bibl>Vell</bibl></cit></epigraph>", "quote\n  quote\n    Body: Flow.\n  Body: Vell");
}

#[test]
fn figures_have_captions_and_descriptions() {
    check(
        "<figure><graphic url=\"map.png\"/><head>The river</head><figDesc>A map</figDesc></figure>",
        "figure: <image0 A map>\n  Body: The river",
    );
    check("<p>See <figure><graphic url=\"a.png\"/></figure> here</p>", "Body: See <image0 > here");
}

#[test]
fn what_is_printed_with_a_document_is_a_part_of_its_own() {
    check(
        "<head>Letter</head><p>See below.</p><attachment><opener><seg>[Enclosure]</seg></opener><head>Treaty</head><p>One.</p></attachment><div type=\"enclosure\"><p>Two.</p></div>",
        "title: Letter\nBody: See below.\nAttachment\n  Body: [Enclosure]\n  h2#h-treaty: Treaty\n  Body: One.\nAttachment\n  Body: Two.",
    );
}

#[test]
fn pages_begin_between_blocks_and_within_them() {
    check(
        "<pb n=\"[II]\" xml:id=\"pg_2\"/><p><pb n=\"3\"/>Orn</p><list><pb n=\"4\"/><item>x</item></list><p>y<pb n=\"4\"/></p>",
        "page II\npage 3\nBody: Orn\nlist None Decimal\n-\n  page 4\n  Body: x\nBody: y<page 4 again>",
    );
    let built = built("<pb n=\"[II]\" xml:id=\"pg_2\" facs=\"0004\"/><p>x</p>");
    assert_eq!(built.anchors, [Anchor { name: "pg_2".to_owned(), place: Some("pg-II".to_owned()) }]);
    assert!(format!("{:?}", built.blocks[0]).contains("example.org/0004"));
}

#[test]
fn ids_are_anchors_once() {
    check("<p xml:id=\"a\">x</p><p xml:id=\"a\">y</p><p xml:id=\"p4\">z</p>", "Body: <#a>x\nBody: y\nBody: z");
    check("<div xml:id=\"part\"><p>x <anchor xml:id=\"b\"/>y</p></div>", "Body: <#part>x <#b>y");
}

#[test]
fn paragraphs_are_recognised_as_those_of_plain_texts() {
    check("<p>1. Orn came to the river.</p><p>2. Vell went.</p>", "Numbered: 1. Orn came to the river.\nNumbered: 2. Vell went.");
    check("<opener><seg>secret</seg></opener><p>Orn came to the river at last.</p>", "Marking: secret\nBody: Orn came to the river at last.");
    // A name at the end of a diary's day signs nothing.
    check("<p>Orn came to the river at last.</p><p>Frau Vell</p>", "Body: Orn came to the river at last.\nBody: Frau Vell");
}

#[test]
fn paragraphs_that_are_laid_out_as_headings_are_headings() {
    let text = "<p rend=\"sectiontitle\">The River</p><p>Orn came to the river at last.</p>";
    check(&format!("<p>Text.</p>{text}"), "Body: Text.\nh2#h-the-river: The River\nBody: Orn came to the river at last.");
}

#[test]
fn what_is_not_known_keeps_its_text() {
    let xml = "<p>Orn <bogus>came</bogus>.</p><strange>Vell <p>went</p></strange>";
    check(xml, "Body: Orn came.\nBody: Vell\nBody: went");
    let unknown: Vec<_> = built(xml).unknown.into_iter().collect();
    assert_eq!(unknown, [("bogus".to_owned(), 1), ("strange".to_owned(), 1)]);
}

#[test]
fn heads_and_feet_of_pages_are_left_out_and_counted() {
    let xml = "<p>Orn <pb n=\"4\"/><fw>4 <fw>Amsel</fw></fw> came.</p>";
    check(xml, "Body: Orn <page 4>came.");
    let left_out = &built(xml).left_out["fw"];
    assert_eq!((left_out.count, left_out.words.as_str()), (1, "4 Amsel"));
}

#[test]
fn a_title_page_is_lines() {
    let shown = shown("<titlePage><docTitle><titlePart>The Vell</titlePart><titlePart>A River</titlePart></docTitle><docImprint><publisher>Orn</publisher>, <pubPlace>Amsel</pubPlace></docImprint><publisher>Press</publisher></titlePage>");
    assert_eq!(shown, "Body: The Vell\nBody: A River\nBody: Orn, Amsel\nBody: Press");
}
