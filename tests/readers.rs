//! Whatever the bytes are: reading and writing never panics, and loses nothing.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test readers` looks further.

use std::sync::LazyLock;

use fonds::stages::grammar::{Context, Grammar};
use fonds::stages::{
    CollectionConfig, Config, Guesses, Interface, Words, body, decode, flow, html, markdown,
    parse_configuration, plain,
};
use proptest::prelude::*;

#[path = "invariants/mod.rs"]
mod invariants;

/// A grammar that knows a series and has a rule of its own.
static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let text = "[[references]]\nname = \"rule\"\npattern = '(?i)rule ([0-9]+|é)'\ntarget = \"rule-$1\"\n";
    let config: Config = parse_configuration("fonds.toml", text).expect("a configuration");
    let names = ["Foreign Relations, 1961–1963, vol. VI", "Skell Papers, vol. II"];
    Grammar::new(names.into_iter(), &config.references, &config.dates.reading)
});

/// Marks the references of a document and writes it, half of the references with a link.
fn written(mut document: fonds::stages::document::Document) -> body::Body {
    flow::mark(&mut document, &GRAMMAR);
    let destinations: Vec<body::Destination> = (0..document.references.len())
        .map(|index| match index % 2 {
            0 => body::Destination::Link("d1.html".to_owned()),
            _ => body::Destination::Nowhere("it is \"not\" here".to_owned()),
        })
        .collect();
    let calls = body::calls(&document);
    assert_eq!(calls.len(), document.notes.len());
    body::write(&document, &destinations, &Interface::english())
}

/// Reads a text as each format, and writes it.
fn read_and_write(text: &str) {
    let (reading, _) = html::read(text, "content/a.html", &Config::default(), Guesses::default());
    written(reading.document.expect("a document"));
    let reading = plain::read(text, "content/a.txt", &Words::default(), Guesses::default());
    reading.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
    written(reading.document.expect("a document"));
    let reading = markdown::read(text, "content/a.md", &Config::default(), Guesses::default());
    reading.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
    if let Some(document) = reading.document {
        written(document);
    }
}

/// Texts that look like documents: what readers look for, in any order, with any text between.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n\n".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just(" ".to_owned()),
        Just("[Page 12]".to_owned()),
        Just("[Page xiv]".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("12. Telegram From Skell1".to_owned()),
        Just("851G.01/3–649: Telegram".to_owned()),
        Just("\n  1. Source: Harbour Office. See Document 3.\n".to_owned()),
        Just("\n  2. See footnote 1 above.\n".to_owned()),
        Just("\n  *. Sign.\n".to_owned()),
        Just("\n  a. Letter.\n".to_owned()),
        Just("\n1. Not indented.\n".to_owned()),
        Just("\n\n     A second paragraph.\n".to_owned()),
        Just("\n[1] In brackets.\n".to_owned()),
        Just("\n[Footnote 1: Of [two].\n\nParagraphs.]\n".to_owned()),
        Just("\n[Note 2: Open.\n".to_owned()),
        Just("\n² Raised.\n".to_owned()),
        Just("\n2) Half.\n".to_owned()),
        Just("\nNotes\n\n".to_owned()),
        Just("\n-----\n".to_owned()),
        Just("\n* A sign.\n".to_owned()),
        Just("\n\n[Page 13]\n\n".to_owned()),
        Just("words[1] more.[2], raised.² and¹ both[1, 2]".to_owned()),
        Just("Amsel, March 3–4, 1926.".to_owned()),
        Just("words.2 more3,4 words*".to_owned()),
        Just("Documents 1, 2a–5, and 9".to_owned()),
        Just("Skell Papers, vol. VI, Document 4".to_owned()),
        Just("footnotes 4 and 5, ibid., pp. 3–4".to_owned()),
        Just("Rule 7".to_owned()),
        Just("Dear Sirs:".to_owned()),
        Just("SUBJECT".to_owned()),
        Just("---\n".to_owned()),
        Just("+++\n".to_owned()),
        Just("title: x\n".to_owned()),
        Just("date = 1926\n".to_owned()),
        Just("# Head\n".to_owned()),
        Just("| a | b |\n|---|---|\n| c |\n".to_owned()),
        Just("```rust\nfn x() {}\n".to_owned()),
        Just("- [x] a\n".to_owned()),
        Just("[x](y.md#z)[^1] [[w|v]]".to_owned()),
        Just("\n[^1]: note\n".to_owned()),
        Just("<b onclick=x><!-- ".to_owned()),
        Just("$x$ **a** `b` ~~c~~ &amp; <https://a.b>".to_owned()),
        Just("term\n: definition\n".to_owned()),
        Just("> [!NOTE]\n> x\n".to_owned()),
        "\\PC{0,12}",
        "[a-z0-9 .,é“”–\u{a0}\u{2028}]{0,20}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Bytes that look like mail: what its reader looks for, in any order.
fn mail() -> impl Strategy<Value = Vec<u8>> {
    let text = |text: &'static str| Just(text.as_bytes().to_vec());
    let piece = prop_oneof![
        text("\n"),
        text("\n\n"),
        text("\r\n"),
        text("From orn Fri Mar  4 09:12:00 2011\n"),
        text("From: \"Orn, A.\" <orn@amsel.example>\n"),
        text("To: orn at amsel.example (Orn)\n"),
        text("Subject: =?utf-8?q?L=C3?= =?utf-8?q?=A4mp?=\n"),
        text("Subject: =?iso-8859-1?b?5A?= =?\n"),
        text("Date: Fri, 4 Mar 2011 09:12:00 +0100\n"),
        text("Date: 31 Feb 11 99:99\n"),
        text("Message-ID: <1@amsel.example>\n"),
        text("References: <1@amsel.example>\n <2@amsel.example>\n"),
        text("Content-Length: 20\n"),
        text("Content-Type: multipart/mixed; boundary=x\n"),
        text("Content-Type: multipart/alternative; boundary=\"y\"\n"),
        text("Content-Type: multipart/digest; boundary=x\n"),
        text("Content-Type: message/rfc822\n"),
        text("Content-Type: text/html; charset=utf-7\n"),
        text("Content-Type: text/plain; charset=iso-2022-jp; format=flowed; delsp=yes\n"),
        text("Content-Type: application/pdf; name*0*=utf-8''%C3;\n name*1=x\n"),
        text("Content-Transfer-Encoding: base64\n"),
        text("Content-Transfer-Encoding: quoted-printable\n"),
        text("--x\n"),
        text("--x--\n"),
        text("--y\n"),
        text("--y--\n"),
        text("> quoted \n>> deeper\n"),
        text("On 4 March, orn@amsel.example wrote:\n"),
        text("-- \n"),
        text("diff --git a/x b/x\n--- a\n+++ b\n"),
        text(">From here\n"),
        text("VGhlIGxhbXA=\n"),
        text("=C3=A4=\n=zz\n"),
        text("<p>a<blockquote type=cite>b<img src=cid:1><ul><li>c</table></p>"),
        text("<a href=\"mailto:orn@amsel.example\">orn</a>@amsel.example"),
        text("-----BEGIN PGP SIGNATURE-----\n"),
        prop::collection::vec(any::<u8>(), 0..12),
        "\\PC{0,12}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What Word writes, each piece whole, with the words that it shows.
fn word_pieces() -> impl Strategy<Value = Vec<(String, String)>> {
    let word = "[a-z]{3,9}";
    let forms = [
        "<w:p><w:r><w:t>@</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>@</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>@</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>@</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:ins w:id=\"1\"><w:r><w:t>@</w:t></w:r></w:ins></w:p>",
        "<w:p><w:hyperlink w:anchor=\"a\"><w:r><w:rPr><w:b/><w:u w:val=\"single\"/></w:rPr><w:t>@</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>@</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>@</w:t></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>@</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>@</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:pPr><w:rPr><w:del w:id=\"2\"/></w:rPr></w:pPr><w:r><w:t>@</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>@</w:t><w:br w:type=\"page\"/></w:r></w:p>",
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>@</m:t></m:r></m:num></m:f></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>@</w:t></w:r></w:rt></w:ruby></w:r></w:p>",
        "<w:r><w:t>@</w:t></w:r>",
        "<x:unknown><w:p><w:r><x:other><w:t>@</w:t></x:other></w:r></w:p></x:unknown>",
    ];
    let piece = (0..forms.len(), word).prop_map(move |(form, word)| (forms[form].replace('@', &word), word));
    prop::collection::vec(piece, 1..12)
}

/// Pieces of TEI in any order, whether they fit together or not.
fn tei_pieces() -> impl Strategy<Value = String> {
    const TAGS: [&str; 38] = [
        "<div type='document' xml:id='d1' n='1'>",
        "<div type='section'>",
        "<div>",
        "</div>",
        "<head>",
        "</head>",
        "<p>",
        "</p>",
        "<note n='1' xml:id='d1fn1'>",
        "</note>",
        "<pb n='3' xml:id='pg_3'/>",
        "<lb/>",
        "<hi rend='italic'>",
        "</hi>",
        "<ref target='#d1'>",
        "</ref>",
        "<list>",
        "<item>",
        "</item>",
        "</list>",
        "<table>",
        "<row>",
        "<cell cols='2'>",
        "</cell>",
        "</row>",
        "</table>",
        "<opener>",
        "<dateline>",
        "<date when='1924-03-05'>",
        "</date>",
        "</dateline>",
        "</opener>",
        "<lg>",
        "<l>",
        "</l>",
        "</lg>",
        "<unknown a='b'>",
        "</unknown>",
    ];
    let piece = prop_oneof![
        4 => prop::sample::select(TAGS.to_vec()).prop_map(str::to_owned),
        1 => "[a-z0-9 .,é]{0,12}",
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pages that are not well-formed: tags in any order, with words between them.
fn tags() -> impl Strategy<Value = String> {
    let tag = "</?(p|b|i|em|div|ul|ol|li|blockquote|h1|h2|h3|table|tr|td|th|sup|sub|br|hr|pre|code|dl|dt|dd|figure|figcaption|span|a|q|center|font|x-y)>";
    let piece = prop_oneof![
        4 => tag,
        3 => "[a-zé0-9 .,\n]{0,16}",
        1 => Just("12. Telegram From Skell".to_owned()),
        1 => Just("<p>Amsel, March 3, 1926.</p>".to_owned()),
        1 => Just("<p>Dear Sirs:</p>".to_owned()),
    ];
    prop::collection::vec(piece, 0..32).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(decoded) = decode::decode(&bytes) {
            read_and_write(&decoded.text);
        }
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        if let Ok(decoded) = decode::decode(text.as_bytes()) {
            read_and_write(&decoded.text);
        }
        read_and_write(&text);
    }

    #[test]
    fn any_pieces_of_a_document_can_be_read(text in pieces()) {
        read_and_write(&text);
    }

    #[test]
    fn a_plain_text_keeps_its_letters_and_digits(text in pieces()) {
        invariants::plain_text_is_whole(&text);
    }

    #[test]
    fn a_page_shows_what_a_markdown_document_says(text in pieces()) {
        invariants::markdown_is_shown(&text);
    }

    #[test]
    fn any_bytes_are_a_message_and_a_mailbox(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        invariants::mail_is_shown(&bytes);
    }

    #[test]
    fn any_parts_of_a_mail_can_be_read(mail in mail()) {
        invariants::mail_is_shown(&mail);
    }

    #[test]
    fn a_message_keeps_its_letters_and_digits(text in pieces()) {
        invariants::message_is_whole(&text);
    }

    #[test]
    fn any_bytes_can_be_an_office_file(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        invariants::office::any_file_is_read(&bytes);
    }

    #[test]
    fn a_word_file_keeps_its_words(pieces in word_pieces()) {
        let body: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        let words: Vec<&str> = pieces.iter().map(|(_, word)| word.as_str()).collect();
        invariants::office::words_are_kept(&format!("<w:document><w:body>{body}</w:body></w:document>"), &words);
    }

    #[test]
    fn a_word_file_that_is_cut_can_be_read(pieces in word_pieces(), cut in 0_usize..2000) {
        let body: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        let end = cut.min(body.len());
        invariants::office::any_part_is_read(&format!("<w:document><w:body>{}", &body[..end]));
        invariants::office::any_part_is_read(&body[end..].replace("w:", "text:"));
    }

    #[test]
    fn any_pieces_of_tei_are_read_and_whole(text in tei_pieces()) {
        for text in [format!("<TEI><text><body>{text}</body></text></TEI>"), format!("<TEI>{text}")] {
            invariants::tei_is_whole(&text);
            invariants::tei_documents(text.as_bytes()).into_iter().for_each(|document| { written(document); });
        }
    }

    #[test]
    fn any_bytes_are_read_as_tei(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        invariants::tei_documents(&bytes);
    }

    #[test]
    fn a_page_keeps_its_words(text in tags()) {
        invariants::page_is_whole(&text);
    }

    #[test]
    fn any_page_can_be_read(text in tags(), more in pieces()) {
        let page = format!("<title>{more}</title>{text}{more}{text}");
        let (reading, _) = html::read(&page, "content/a.html", &Config::default(), Guesses::default());
        reading.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
        written(reading.document.expect("a document"));
    }

    #[test]
    fn any_configuration_is_read_or_refused(text in any::<String>()) {
        let _ = parse_configuration::<Config>("fonds.toml", &text);
        let _ = parse_configuration::<CollectionConfig>("collection.toml", &text);
    }

    #[test]
    fn parts_of_a_source_are_whole(text in pieces(), rule in 0..invariants::RULES.len()) {
        invariants::parts_are_whole(&text, invariants::RULES[rule]);
    }

    #[test]
    fn any_values_of_a_configuration_are_read_or_refused(
        key in "title|base_url|exclude|collections|fields|references|diagnostics|[a-z_]{0,8}",
        value in "\"\\PC{0,16}\"|\\[\"\\PC{0,16}\"\\]|\\{ [a-z]{1,6} = \"\\PC{0,8}\" \\}|[0-9.-]{1,6}",
        pattern in "\\PC{0,16}",
    ) {
        let text = format!(
            "{key} = {value}\n[[references]]\nname = \"x\"\npattern = '''{pattern}'''\ntarget = \"$1\"\n"
        );
        match parse_configuration::<Config>("fonds.toml", &text) {
            Ok(config) => {
                config.exclusions();
            }
            Err(diagnostic) => prop_assert!(!diagnostic.to_string().is_empty()),
        }
    }

    #[test]
    fn references_lie_in_the_text_in_order_and_apart(text in pieces()) {
        let mut context = Context::default();
        let found = GRAMMAR.find(&text, &mut context);
        let mut end = 0;
        for found in found {
            prop_assert!(found.span.start >= end, "{:?} overlaps or is out of order", found);
            prop_assert!(found.span.end > found.span.start, "{:?} is empty", found);
            prop_assert!(text.get(found.span.clone()).is_some(), "{:?} is no part of the text", found);
            end = found.span.end;
        }
    }

    #[test]
    fn references_of_a_document_lie_in_its_source(text in pieces()) {
        let mut document = plain::read(&text, "content/a.txt", &Words::default(), Guesses::default()).document.expect("a document");
        flow::mark(&mut document, &GRAMMAR);
        for reference in &document.references {
            prop_assert!(text.get(reference.span.clone()).is_some(), "{:?}", reference);
        }
    }
}
