mod blocks;

use super::*;
use crate::config;
use crate::config::guesses::Guesses;
use crate::model::document::{
    Alignment, Anchor, Cell, ImagePlace, ImageSize, ListMember, Note, PageBreak, ParagraphStyle, Row,
};
use crate::model::reference::{Citation, Reference, Rule};

fn reading(text: &str) -> (Document, Vec<Diagnostic>) {
    let reading = read(text, "content/a/some-file.md", &Config::default(), Guesses::default());
    (reading.document.expect("a document"), reading.diagnostics)
}

/// The document of a text in which nothing is wrong.
fn document(text: &str) -> Document {
    let (document, diagnostics) = reading(text);
    assert_eq!(diagnostics, [], "{text}");
    document
}

fn codes(text: &str) -> Vec<Code> {
    reading(text).1.iter().map(|diagnostic| diagnostic.code).collect()
}

fn text(text: &str, start: usize) -> Inline {
    Inline::Text(Text { text: text.to_owned(), start })
}

fn page(page: &str, first: bool) -> PageBreak {
    PageBreak::to(page, first)
}

fn file(path: &str, fragment: Option<&str>) -> Citation {
    Citation::File { path: path.to_owned(), query: None, fragment: fragment.map(str::to_owned) }
}

/// The inlines of the document's only paragraph.
fn inlines(source: &str) -> Vec<Inline> {
    only_paragraph(document(source))
}

fn only_paragraph(document: Document) -> Vec<Inline> {
    match <[Block; 1]>::try_from(document.blocks).expect("one block") {
        [Block::Paragraph { content, .. }] => content,
        [other] => panic!("no paragraph: {other:?}"),
    }
}

/// What a list of blocks says, one line a block, to compare at a glance.
fn outline(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { content, .. } => plain_text(content),
            Block::Heading { level, id, content } => format!("h{level}#{id} {}", plain_text(content)),
            Block::List { start, members, .. } => format!(
                "list{start:?} {:?}",
                members.iter().map(|member| outline(&member.blocks).join("|")).collect::<Vec<_>>()
            ),
            Block::Quote { alert, blocks } => format!("quote{alert:?} {:?}", outline(blocks)),
            other => format!("{other:?}"),
        })
        .collect()
}

fn title(source: &str) -> String {
    plain_text(&document(source).title)
}

#[test]
fn the_title_comes_from_metadata_or_heading() {
    assert_eq!(title("---\ntitle: One\n---\n# Two\n\nText.\n"), "One");
    assert_eq!(title("# Two *words*\n\nText.\n"), "Two words");
    assert_eq!(title("Text.\n\n# Later\n"), "");
    assert_eq!(title("## Lower\n\nText.\n"), "");
    assert_eq!(title("[Page 7]\n\n# Two\n\nText.\n"), "Two");
}

#[test]
fn a_title_is_not_shown_twice() {
    assert_eq!(outline(&document("# Two\n\nText.\n").blocks), ["Text."]);
    assert_eq!(outline(&document("---\ntitle: The  Log\n---\n# the log\n\nText.\n").blocks), ["Text."]);
    assert_eq!(outline(&document("---\ntitle: One\n---\n# Two\n\nText.\n").blocks), ["h1#two Two", "Text."]);
    let noted = document("---\ntitle: Two\n---\n# Two[^1]\n\nText.\n\n[^1]: Source.\n");
    assert!(matches!(noted.title.as_slice(), [Inline::Text(_), Inline::NoteMark(_)]));
}

#[test]
fn the_title_of_metadata_has_its_place() {
    let source = "---\ntitle: One\n---\nText.\n";
    assert_eq!(document(source).title, [text("One", source.find("One").expect("it is there"))]);
}

#[test]
fn headings_have_the_anchors_of_github() {
    let source =
        "Text.\n\n## The Log\n\n## The log\n\n## Other {#the-log}\n\n### Page 3 {#pg-3}\n\n## The log-1\n";
    assert_eq!(
        outline(&document(source).blocks)[1..],
        [
            "h2#the-log-1 The Log",
            "h2#the-log-2 The log",
            "h2#the-log Other",
            "h3#section-pg-3 Page 3",
            "h2#the-log-1-1 The log-1"
        ]
    );
}

#[test]
fn links_to_the_title_lead_to_the_top() {
    let document = document("# The Log\n\n[up](#the-log), [there](#below)\n\n## Below\n");
    assert_eq!(document.anchors, [Anchor { name: "the-log".to_owned(), place: None }]);
}

#[test]
fn texts_know_their_places() {
    let source = "\u{feff}---\na: b\n---\nOne *two* A&amp;B \\*x\nthree";
    let found = inlines(source);
    let Some(Inline::Emphasis(two)) = found.get(1) else { panic!("{found:?}") };
    let mut texts: Vec<&Inline> = found.iter().filter(|inline| matches!(inline, Inline::Text(_))).collect();
    texts.extend(two);
    for inline in texts {
        let Inline::Text(text) = inline else { continue };
        if text.text == "&" {
            assert!(source[text.start..].starts_with("&amp;"));
        } else {
            assert!(source[text.start..].starts_with(&text.text), "{text:?}");
        }
    }
    assert_eq!(plain_text(&found), "One two A&B *x\nthree");
}

#[test]
fn text_is_left_as_it_is() {
    let source = "\"Quotes\" -- and... 2^32-2^16 H~2~O 5~10 or 15~20 (c) [x] [y][z] it's";
    assert_eq!(inlines(source), [text(source, 0)]);
}

#[test]
fn emphasis_and_deletion() {
    let content = inlines("*a* **b** ~~c~~ ~d~ e  \nf `g`\n");
    let letters: Vec<_> = content
        .iter()
        .map(|inline| match inline {
            Inline::Emphasis(_) => 'e',
            Inline::Strong(_) => 's',
            Inline::Deleted(_) => 'd',
            Inline::LineBreak => '\n',
            Inline::Code(_) => 'c',
            _ => ' ',
        })
        .collect();
    assert_eq!(letters.iter().collect::<String>(), "e s d d \n c");
}

#[test]
fn pages_begin_anywhere() {
    let source =
        "[Page 1]\n\ndiplo[Page 2]matic *and [Page 3]* `[Page 4]`\n\n> [Page xiv]\n\n[Page 2] again\n";
    let document = document(source);
    assert_eq!(document.blocks[0], Block::PageBreak(page("1", true)));
    let Block::Paragraph { content, .. } = &document.blocks[1] else { panic!("{document:?}") };
    assert_eq!(content[..3], [text("diplo", 10), Inline::PageBreak(page("2", true)), text("matic ", 23)]);
    assert!(
        matches!(&content[3], Inline::Emphasis(within) if within[1] == Inline::PageBreak(page("3", true)))
    );
    assert_eq!(content[5], Inline::Code("[Page 4]".to_owned()));
    assert_eq!(
        document.blocks[2],
        Block::Quote { alert: None, blocks: vec![Block::PageBreak(page("xiv", true))] }
    );
    assert!(
        matches!(&document.blocks[3], Block::Paragraph { content, .. } if content[0] == Inline::PageBreak(page("2", false)))
    );
}

fn notes(document: &Document) -> Vec<(String, u32, String)> {
    let shown = |note: &Note| (note.label.clone(), note.calls, outline(&note.blocks).join("|"));
    document.notes.iter().map(shown).collect()
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let source = "A[^b] B[^a] C[^B]\n\n[^a]: First, see[^c].\n[^b]: Second.\n\n    More.\n[^c]: Third.\n";
    let document = document(source);
    let expected = [("1", 2, "Second.|More."), ("2", 1, "First, see3."), ("3", 1, "Third.")];
    let expected =
        expected.map(|(label, calls, text)| (label.to_owned(), calls, text.replace("see3", "see")));
    assert_eq!(notes(&document), expected);
    let Block::Paragraph { content, .. } = &document.blocks[0] else { panic!("{document:?}") };
    let marks: Vec<_> = content
        .iter()
        .filter_map(|inline| match inline {
            Inline::NoteMark(mark) => Some((mark.label.as_str(), mark.note, mark.call)),
            _ => None,
        })
        .collect();
    assert_eq!(marks, [("1", Some(0), 1), ("2", Some(1), 1), ("1", Some(0), 2)]);
    assert_eq!(&source[document.notes[1].span.clone()], "[^a]: First, see[^c].");
}

#[test]
fn notes_that_nothing_calls_come_last() {
    let source = "A[^2]\n\n[^1]: One.\n[^2]: Two.\n";
    let (document, diagnostics) = reading(source);
    assert_eq!(
        notes(&document),
        [("1".to_owned(), 1, "Two.".to_owned()), ("2".to_owned(), 0, "One.".to_owned())]
    );
    assert_eq!(diagnostics[0].code, Code::UncalledNote);
    assert_eq!(diagnostics[0].place.as_ref().map(|place| place.line), Some(3));
}

#[test]
fn marks_without_note_and_notes_with_one_label() {
    assert_eq!(codes("A[^1] and `[^2]`, [^a-z]\n"), [Code::MissingNote]);
    let (document, diagnostics) = reading("A[^1]\n\n[^1]: One.\n\n[^1]: Two.\n");
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::DuplicateNote]);
    assert_eq!(document.notes.len(), 2);
    assert_eq!(outline(&document.notes[0].blocks), ["One."]);
}

#[test]
fn links_are_references_or_lead_outside() {
    let source = "See [the *motivation*](./eip-155.md#motivation). Then <https://example.org>, <a@example.org>, [s][s].\n\n[s]: ../LICENSE.md \"t\"\n";
    let document = document(source);
    let Block::Paragraph { content, .. } = &document.blocks[0] else { panic!("{document:?}") };
    assert!(
        matches!(&content[1], Inline::Reference { index: 0, content } if plain_text(content) == "the motivation")
    );
    let addresses: Vec<_> = content
        .iter()
        .filter_map(
            |inline| if let Inline::Link { address, .. } = inline { Some(address.as_str()) } else { None },
        )
        .collect();
    assert_eq!(addresses, ["https://example.org", "mailto:a@example.org"]);
    let [first, second] = document.references.as_slice() else { panic!("{document:?}") };
    assert_eq!(
        first,
        &Reference {
            rule: Rule::Link,
            citation: file("./eip-155.md", Some("motivation")),
            span: 4..47,
            sentence: "See the motivation.".to_owned(),
            within: None,
        }
    );
    assert_eq!(second.citation, file("../LICENSE.md", None));
    assert_eq!(&source[second.span.clone()], "[s][s]");
}

#[test]
fn bare_addresses_are_links() {
    let source = "Moved to https://example.org/a_b_c.md. [Not https://a.b](c.md), `https://d.e`";
    let content = inlines(source);
    let words = vec![text("https://example.org/a_b_c.md", 9)];
    let link = Inline::Link {
        address: "https://example.org/a_b_c.md".to_owned(),
        title: String::new(),
        content: words,
    };
    assert_eq!(content[..3], [text("Moved to ", 0), link, text(". ", 37)]);
    assert!(
        matches!(&content[3], Inline::Reference { content, .. } if *content == [text("Not https://a.b", 40)])
    );
}

#[test]
fn references_in_notes_know_their_note() {
    let document = document("A[^n] [x](b.md)\n\n[^n]: See [y](c.md). End.\n");
    let within: Vec<_> =
        document.references.iter().map(|r| (r.within.as_deref(), r.sentence.as_str())).collect();
    assert_eq!(within, [(None, "A x"), (Some("fn1"), "See y.")]);
}

#[test]
fn unsafe_links_are_only_words() {
    let (document, diagnostics) = reading("a [b](javascript:alert\\(1\\)) c");
    assert_eq!(diagnostics[0].code, Code::UnsafeLink);
    assert_eq!(plain_text(&only_paragraph(document)), "a b c");
    assert_eq!(codes("[b](java&Tab;script:alert)"), [Code::UnsafeLink]);
}

#[test]
fn wiki_links_name_documents() {
    let source = "[[d5]] [[d5|the *letter*]] [[d5#The log]] [[#fn2]] [[1, 2], [3, 4]] [[ ]]";
    let found = document(source);
    let citations: Vec<_> = found.references.iter().map(|reference| reference.citation.clone()).collect();
    let name = |name: &str| Citation::Name(name.to_owned());
    assert_eq!(citations, [name("d5"), name("d5"), name("d5#The log"), file("", Some("fn2"))]);
    assert!(found.references.iter().all(|reference| reference.rule == Rule::Wiki));
    assert_eq!(plain_text(&only_paragraph(found)), "d5 the letter d5#The log #fn2 [[1, 2], [3, 4]] [[ ]]");
}

#[test]
fn images() {
    let (document, diagnostics) = reading(
        "![a *b* [c](d.md)](../x%20y.png \"T\") ![r](https://example.org/r.png) ![d](data:image/png,x)",
    );
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::RemoteImage, Code::UnsafeLink]);
    assert_eq!(document.references.len(), 1);
    assert_eq!(document.references[0].citation, file("../x y.png", None));
    let content = only_paragraph(document);
    let image = |place, alt: &str, title: &str| Inline::Image {
        place,
        alt: alt.to_owned(),
        title: title.to_owned(),
        size: ImageSize::default(),
    };
    assert_eq!(content[0], image(ImagePlace::Archive(0), "a b c", "T"));
    assert_eq!(content[2], image(ImagePlace::Elsewhere("https://example.org/r.png".to_owned()), "r", ""));
    assert!(matches!(&content[4], Inline::Text(text) if text.text == "d"));
}

#[test]
fn formulas() {
    let math = |display, source: &str| Inline::Math { display, source: source.to_owned() };
    assert_eq!(inlines("$x^2$ $$ y $$"), [math(false, "x^2"), text(" ", 5), math(true, "y")]);
    let source = "Paid US$5 *or* US$6, [x](y.md).";
    let document = document(source);
    assert_eq!(&source[document.references[0].span.clone()], "[x](y.md)");
    let content = only_paragraph(document);
    assert_eq!(content[0], text("Paid US$5 ", 0));
    assert_eq!(content[2], text(" US$6, ", source.find(" US$6").expect("there")));
}

#[test]
fn html_is_marked_comments_go_and_other_brackets_are_words() {
    let html = document("a <kbd>b</kbd>\n\n<div>\nx<!-- c -->\n</div>\n");
    assert!(html.raw_html);
    let raw = |part: &str| Inline::Html(part.to_owned());
    assert_eq!(html.blocks[1], Block::Html(["<div>", "\nx", "\n", "</div>", "\n"].map(raw).into()));
    let plain = document("a <!-- b --> <length>\n\n<!--\nc\n\nd -->\n\n<TBD>\n\ne<br/>f\n");
    assert!(!plain.raw_html);
    assert_eq!(outline(&plain.blocks), ["a  <length>", "<TBD>", "e\nf"]);
}

#[test]
fn raised_and_lowered_text() {
    let content = inlines("a<sup>b *<sub>c</sub>*</sup>d");
    let Inline::Superscript(raised) = &content[1] else { panic!("{content:?}") };
    let Inline::Emphasis(emphasis) = &raised[1] else { panic!("{content:?}") };
    assert!(matches!(&emphasis[0], Inline::Subscript(_)));
    assert!(document("a <sup>b</sub> c").raw_html);
    assert!(document("a <sup>*b</sup>*").raw_html);
}

#[test]
fn line_ends_of_windows() {
    let source = "---\r\na: b\r\n---\r\nOne\r\ntwo[Page 4]\r\n\r\n> x\r\n> y\r\n\r\n```\r\nc\r\nd\r\n```\r\n";
    let document = document(source);
    assert_eq!(outline(&document.blocks[..2]), ["One\ntwo", "quoteNone [\"x\\ny\"]"]);
    assert_eq!(document.blocks[2], Block::Code { language: None, text: "c\nd\n".to_owned() });
}

#[test]
fn an_empty_text_is_a_document() {
    for source in ["", "---\ntitle: x\n---\n", "<!-- nothing -->\n", "# Only a title\n"] {
        assert_eq!(codes(source), [Code::Empty], "{source}");
    }
}

#[test]
fn broken_front_matter_leaves_the_rest() {
    let (document, diagnostics) = reading("---\ntitle: a: b\n---\n# Heading\n\nText.\n");
    assert_eq!(diagnostics[0].code, Code::Metadata);
    assert_eq!(plain_text(&document.title), "Heading");
    assert_eq!(outline(&document.blocks), ["Text."]);
}

#[test]
fn fields_that_refer_come_first() {
    let rule =
        "[[references]]\nname = \"requires\"\npattern = '\\d+'\ntarget = \"eip-$0\"\nfield = \"requires\"\n";
    let config: Config = config::parse(config::FILE_NAME, rule).expect("a configuration");
    let reading = read("---\nrequires: 20\n---\nSee [x](y.md).\n", "a.md", &config, Guesses::default());
    let references = reading.document.expect("a document").references;
    assert_eq!(references[0].citation, Citation::Name("eip-20".to_owned()));
    assert_eq!(references[1].sentence, "See x.");
}

#[test]
fn deep_nesting_is_cut_and_loses_no_word() {
    for (open, close) in [
        (">", ""),
        ("- ", ""),
        ("*a ", " a*"),
        ("[", "](x)"),
        ("![", "](x)"),
        ("**_", "_**"),
        ("1. > ", ""),
        ("<sup>", "</sup>"),
    ] {
        let source = format!("{}word{}\n", open.repeat(3000), close.repeat(3000));
        let document = reading(&source).0;
        assert!(format!("{:?}", document.blocks).contains("word"), "{open}");
    }
}

#[test]
fn paragraphs_are_body_text() {
    let document = document("Text.\n");
    assert!(matches!(&document.blocks[0], Block::Paragraph { style: ParagraphStyle::Body, .. }));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(source in "\\PC{0,200}") {
        read(&source, "a.md", &Config::default(), Guesses::default());
    }

    #[test]
    fn no_markup_makes_it_panic(source in "([ab1é\n>#*_~`$|:!<&;=+-]|\\[|\\]|\\(|\\)|\\^|\\[\\^a\\]|\\[Page 1\\]|\n\n|    |\r\n|\\[\\^a\\]:|---\n|\\\\|<b>|<!--|-->){0,60}") {
        read(&source, "a.md", &Config::default(), Guesses::default());
    }

    #[test]
    fn the_words_of_paragraphs_survive(paragraphs in proptest::collection::vec("[a-z]{1,8}( [a-zé]{1,8}(\\[Page 4\\][a-z]{1,3}|~x|\\$4|, |\\^2)?){0,9}\n?[a-z]?", 1..5)) {
        let document = read(&paragraphs.join("\n\n"), "a.md", &Config::default(), Guesses::default()).document.expect("a document");
        let found = outline(&document.blocks).join(" ");
        let source = paragraphs.join(" ").replace("[Page 4]", "");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        proptest::prop_assert_eq!(words(&found), words(&source));
    }
}
