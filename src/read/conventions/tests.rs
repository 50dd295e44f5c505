use super::*;
use crate::config::Config;
use crate::model::document::Text;
use crate::read::{metadata, plain};

/// The document that plain text is, with its paragraphs as any format gives them.
fn paragraphs(text: &str) -> Document {
    let block = |part: &str| {
        let content = part.split('\n').map(|line| Inline::Text(Text { text: line.to_owned(), start: 0 }));
        let mut lines: Vec<Inline> = content.flat_map(|line| [line, Inline::LineBreak]).collect();
        lines.pop();
        Block::Paragraph { style: ParagraphStyle::Body, content: lines }
    };
    Document { blocks: text.split("\n\n").map(block).collect(), ..Document::default() }
}

fn by_conventions(text: &str) -> Document {
    let config = Config::default();
    let mut reading = apply(paragraphs(text), Vec::new(), &config.dates, Guesses::default());
    metadata::complete(&mut reading, &[], "", "a.x", &config);
    reading.document.expect("a document")
}

fn as_plain_text(text: &str) -> Document {
    let config = Config::default();
    let mut reading = plain::read(text, "a.txt", &config.dates, Guesses::default());
    metadata::complete(&mut reading, &[], text, "a.txt", &config);
    reading.document.expect("a document")
}

/// The parts of a document without their places.
fn outline(document: &Document) -> Vec<String> {
    let shown = |block: &Block| match block {
        Block::Paragraph { style, content } => format!("{style:?}: {}", plain_text(content)),
        Block::Heading { id, content, .. } => format!("#{id}: {}", plain_text(content)),
        Block::PageBreak(page) => format!("page {} {}", page.page, page.first),
        other => format!("{other:?}"),
    };
    document.blocks.iter().map(shown).collect()
}

#[test]
fn the_same_words_say_the_same_as_in_plain_text() {
    for text in [
        "12. Telegram From the Embassy in Amsel to the Department of State\n\nAmsel, March 3, 1926.\n\nThe lamp is lit, as we said before in many words that fill this line.\n\nOrn",
        "220.\n\nLetter From Orn to Vell\n\nLindholt, May 4, 1926.\n\nDear Vell:\n\nThe quay is [not] whole, and nobody mends it in this winter, as you know.\n\nSincerely yours,\n\nNils Orn",
        "851G.01/3–649: Telegram\n\nNo. 500 The Consul at Skell to the Secretary\n\nsecret\n\nSkell, March 6, 1926.\n\nThe ice [Page 14] holds, and the ships lie where they lay in the last winter.",
        "Memorandum of Conversation\n\nSUBJECT\n\nThe Wick\n\nPARTICIPANTS\n\nOrn\n\nVell\n\nThey spoke of the wick, of the lamp, and of the winter that was to come at once.",
        "The Lamp\n\nDate: 3 May 1926\n\nIt is lit, and whoever passes by the harbour can see it from far, even at noon.",
        "Minutes\n\n[Page 4]\n\nThey met and spoke of what there was to speak of, which was not much, they said.\n\nA Heading\n\nThey went home before the light was lit in the harbour, as they always had done.",
    ] {
        let (rich, plain) = (by_conventions(text), as_plain_text(text));
        assert_eq!(rich.metadata, plain.metadata, "{text}");
        assert_eq!(plain_text(&rich.title), plain_text(&plain.title), "{text}");
        assert_eq!(outline(&rich), outline(&plain), "{text}");
    }
}

#[test]
fn a_title_of_its_own_is_the_first_line() {
    let config = Config::default();
    let mut document = paragraphs("Amsel, March 3, 1926.\n\nThe lamp is lit.");
    document.title =
        vec![Inline::Strong(vec![Inline::Text(Text { text: "12. Letter".to_owned(), start: 0 })])];
    document.metadata.date = None;
    let reading = apply(document, Vec::new(), &config.dates, Guesses::default());
    let document = reading.document.expect("a document");
    assert_eq!(
        (plain_text(&document.title).as_str(), reading.found.number.as_deref()),
        ("Letter", Some("12"))
    );
    assert_eq!(document.blocks.len(), 2);
}

#[test]
fn signs_within_a_text_are_found() {
    let document = by_conventions(
        "Title\n\nThe con[Page 4]structive [and [sic] more] talk at https://a.example/b. [open",
    );
    let Block::Paragraph { content, .. } = &document.blocks[0] else { panic!() };
    assert_eq!(plain_text(content), "The constructive [and [sic] more] talk at https://a.example/b. [open");
    assert!(matches!(&content[1], Inline::PageBreak(page) if page.page == "4" && page.first));
    assert!(matches!(&content[3], Inline::Editorial(within) if within.len() == 3), "{content:?}");
    assert!(matches!(&content[5], Inline::Link { address, .. } if address == "https://a.example/b"));
}

#[test]
fn a_beginning_is_cut_from_code_as_from_text() {
    let text = |text: &str| Inline::Text(Text { text: text.to_owned(), start: 0 });
    let code = |words: &str| Inline::Code(words.to_owned());
    let cut = |content: &[Inline], bytes| plain_text(&without_beginning(content.to_vec(), bytes));
    assert_eq!(cut(&[code("  lamp"), text("oil")], 2), "lampoil");
    assert_eq!(cut(&[text("12. "), code("lamp"), text(" oil")], 4), "lamp oil");
    assert_eq!(cut(&[code("12."), text(" lamp")], 3), "lamp");
}
