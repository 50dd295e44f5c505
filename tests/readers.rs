//! Whatever the bytes are: reading and writing never panics, and loses nothing.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test readers` looks further.

use std::sync::LazyLock;

use fonds::stages::grammar::{Context, Grammar};
use fonds::stages::{
    CollectionConfig, Config, Guesses, Interface, Words, body, decode, flow, markdown, parse_configuration,
    plain,
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

/// Reads a text as both formats, and writes it.
fn read_and_write(text: &str) {
    let reading = plain::read(text, "content/a.txt", &Words::default(), Guesses::default());
    reading.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
    written(reading.document.expect("a document"));
    let reading = markdown::read(text, "content/a.md", &Config::default(), Guesses::default());
    reading.diagnostics.iter().for_each(|diagnostic| assert!(!diagnostic.to_string().is_empty()));
    if let Some(document) = reading.document {
        written(document);
    }
}

/// Rules by which sources are split.
const RULES: [&str; 5] = [
    "begin = '^[0-9]+\\. '",
    "begin = '^(\\d+)\\. (\\p{L}*)'\nnumber = \"$1\"\ntitle = \"$2\"\nend = '^Notes'",
    "begin = '\\p{L}'\ntitle = \"A $0\"",
    "heading = 2",
    "page = true",
];

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
    fn any_configuration_is_read_or_refused(text in any::<String>()) {
        let _ = parse_configuration::<Config>("fonds.toml", &text);
        let _ = parse_configuration::<CollectionConfig>("collection.toml", &text);
    }

    #[test]
    fn parts_of_a_source_are_whole(text in pieces(), rule in 0..RULES.len()) {
        invariants::parts_are_whole(&text, RULES[rule]);
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
