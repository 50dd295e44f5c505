//! What richer formats have and plain texts have not, on pages: tables with spans, figures, wordings to choose from, mails,
//! images of pages, volumes with chapters. A reader that only these tests know makes the documents.

use std::path::Path;
use std::sync::Arc;

use fonds::Readers;
use fonds::reader::document::{
    Alignment, AlternativeKind, Block, Cell, Document, ImagePlace, ImageSize, Inline, ListMember,
    MentionKind, Note, NoteMark, Numbering, PageBreak, ParagraphStyle, SectionKind, Text, TextStyle,
};
use fonds::reader::reference::{Citation, Reference, Rule};
use fonds::reader::{CollectionConfig, EmbeddedFile, Given, Reader, Reading, Receiver, Source};

use crate::archive::Archive;
use crate::pack::package;

/// Reads files that name documents and collections, a line each, and gives documents made below.
#[derive(Debug)]
struct Made;

impl Reader for Made {
    fn extensions(&self) -> &[&str] {
        &["made"]
    }

    fn read(&self, source: &Source<'_>, receiver: &mut dyn Receiver) {
        let Some(text) = source.text(receiver) else { return };
        let mut depth = 0;
        for line in text.lines() {
            let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (id, words) = rest.split_once(' ').unwrap_or((rest, ""));
            let about =
                |title: &str| CollectionConfig { title: Some(title.to_owned()), ..Default::default() };
            match sign {
                "title" => receiver.about(volume(rest)),
                "broken" => receiver.about(CollectionConfig { incomplete: true, ..Default::default() }),
                "part" | "chapter" => {
                    let level = if sign == "part" { 0 } else { 1 };
                    (level..depth).for_each(|_| receiver.end_collection());
                    depth = level + 1;
                    receiver.begin_collection(id, about(words));
                }
                "end" => {
                    (0..depth).for_each(|_| receiver.end_collection());
                    depth = 0;
                }
                "only" => receiver.document(Given { id: None, ..given(made(id, words)) }),
                _ => receiver.document(Given { id: Some(id.to_owned()), ..given(made(id, words)) }),
            }
        }
    }
}

/// A document with the files to which it refers.
fn given(document: Document) -> Given<'static> {
    let named = document.references.iter().filter_map(|reference| match &reference.citation {
        Citation::Embedded(name) => Some(EmbeddedFile { name: name.clone(), bytes: SCAN.into() }),
        _ => None,
    });
    let files = named.collect();
    let reading = Reading { document: Some(document), ..Reading::default() };
    Given { files, ..Given::without_lines(reading) }
}

fn volume(title: &str) -> CollectionConfig {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    CollectionConfig {
        title: Some(title.to_owned()),
        description: "Letters of the Office of Lights and of those who wrote to it.".to_owned(),
        facts: vec![
            fact("editor", "A. Orn"),
            fact("editor", "B. Vell"),
            fact("publisher", "Lindholt & Daughters, Port Amsel"),
            fact("published", "1931"),
            fact("licence", "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>"),
            fact("Shelf", "III, see https://shelves.example/iii."),
        ],
        ..Default::default()
    }
}

fn made(id: &str, words: &str) -> Document {
    let mut document = match id {
        "edition" => edition(),
        "mail" => mail(),
        "minutes" => minutes(),
        _ => Document { blocks: vec![paragraph(vec![text("Nothing new.")])], ..Document::default() },
    };
    let number = words.split_once(". ").filter(|(number, _)| number.parse::<u32>().is_ok());
    document.metadata.number = number.map(|(number, _)| number.to_owned());
    document.title = vec![text(number.map_or(words, |(_, title)| title))];
    document
}

fn text(words: &str) -> Inline {
    Inline::Text(Text { text: words.to_owned(), start: 0 })
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, content }
}

fn styled(style: TextStyle, words: &str) -> Inline {
    Inline::Styled { style, content: vec![text(words)] }
}

fn instead(kind: AlternativeKind, shown: &str, other: &str) -> Inline {
    Inline::Alternative { kind, content: vec![text(shown)], other: other.to_owned() }
}

fn mention(kind: MentionKind, key: &str, words: &str) -> Inline {
    Inline::Mention { kind, key: key.to_owned(), content: vec![text(words)] }
}

fn image(path: &str) -> Reference {
    let citation = Citation::File { path: path.to_owned(), query: None, fragment: None };
    Reference { rule: Rule::Image, citation, span: 0..0, sentence: String::new(), within: None }
}

fn embedded(name: &str, rule: Rule) -> Reference {
    let citation = Citation::Embedded(name.to_owned());
    Reference { rule, citation, span: 0..0, sentence: String::new(), within: None }
}

fn page(number: &str, facsimile: Option<ImagePlace>) -> PageBreak {
    PageBreak { facsimile, ..PageBreak::to(number, true) }
}

/// A letter as editors of texts encode it.
fn edition() -> Document {
    let long = "The harbour was quiet for the rest of the week, and the keepers wrote their reports by the light of the \
                small lamp, since the great one had been taken to Skell to be mended. ";
    let note = |label: &str, words: &str| Note {
        label: label.to_owned(),
        ordinal: 1,
        calls: 1,
        blocks: vec![paragraph(vec![text(words)])],
        span: 0..0,
    };
    let mark =
        |label: &str, note| Inline::NoteMark(NoteMark { label: label.to_owned(), note: Some(note), call: 1 });
    Document {
        blocks: vec![
            Block::PageBreak(page("12", Some(ImagePlace::Archive(0)))),
            paragraph(vec![
                text("My dear "),
                mention(MentionKind::Person, "orn", "Orn"),
                text(", I have "),
                instead(AlternativeKind::Correction, "received", "recieved"),
                text(" your letter from "),
                mention(MentionKind::Place, "skell", "Skell"),
                text(", "),
                instead(AlternativeKind::Expansion, "Captain", "Capt."),
                text(", and the words "),
                Inline::Foreign { language: "la".to_owned(), content: vec![text("lux in tenebris")] },
                text(" in it are "),
                styled(TextStyle::Underlined, "yours"),
                text(". The "),
                styled(TextStyle::SmallCapitals, "Office of Lights"),
                text(" "),
                Inline::Deleted(vec![text("refused")]),
                text(" "),
                styled(TextStyle::Inserted, "granted"),
                text(" the oil for "),
                styled(TextStyle::Unclear, "Thursday"),
                text(", as "),
                mention(MentionKind::Person, "orn", "you"),
                text(" know."),
                mark("1", 0),
                mark("a", 1),
            ]),
            paragraph(vec![
                text(long),
                Inline::PageBreak(page("13", Some(ImagePlace::Archive(1)))),
                text(long),
            ]),
            Block::Paragraph {
                style: ParagraphStyle::Lines,
                content: vec![text(
                    "The lamp is lit, the tide is low,\n  and none can say how far\nthe boats of Amsel have to go\n  beyond the harbour bar.",
                )],
            },
            paragraph(vec![
                text(long),
                Inline::PageBreak(page(
                    "14",
                    Some(ImagePlace::Elsewhere("https://images.example/14.jpg".to_owned())),
                )),
                text("The rest is "),
                instead(AlternativeKind::Regularisation, "public", "publick"),
                text(" knowledge."),
            ]),
            Block::PageBreak(page("15", None)),
            Block::List {
                start: Some(3),
                numbering: Numbering::LowerRoman,
                members: ["The lamp", "The oil"]
                    .map(|words| ListMember {
                        task: None,
                        tight: true,
                        blocks: vec![paragraph(vec![text(words)])],
                    })
                    .into(),
            },
            Block::Section {
                kind: SectionKind::Attachment,
                blocks: vec![
                    Block::Heading { level: 2, id: "enclosure".to_owned(), content: vec![text("Enclosure")] },
                    paragraph(vec![text("A list of lamps follows.")]),
                ],
            },
        ],
        notes: vec![
            note("1", "Source: Office of Lights, Letters, Box 3."),
            note("a", "The first print has: none."),
        ],
        references: vec![image("pages/12.svg"), image("pages/13.svg")],
        ..Document::default()
    }
}

/// A message with what it answers.
fn mail() -> Document {
    let lines = |words: &str| Block::Paragraph { style: ParagraphStyle::Lines, content: vec![text(words)] };
    let link = Inline::Reference { index: 0, content: vec![text("report of the keeper.pdf")] };
    let inner = Block::Section { kind: SectionKind::Quoted, blocks: vec![lines("Is the oil there?")] };
    Document {
        blocks: vec![
            paragraph(vec![text("Thank you. The lamp will be lit on Monday.")]),
            Block::Section {
                kind: SectionKind::Quoted,
                blocks: vec![lines("It came this morning.\nThe wicks are missing."), inner],
            },
            Block::Section {
                kind: SectionKind::Signature,
                blocks: vec![lines("A. Orn\nOffice of Lights, Port Amsel")],
            },
            Block::Section {
                kind: SectionKind::Attachment,
                blocks: vec![paragraph(vec![text("The zephyr is attached.")])],
            },
            Block::Section {
                kind: SectionKind::Files,
                blocks: vec![Block::List {
                    start: None,
                    numbering: Numbering::default(),
                    members: vec![ListMember {
                        task: None,
                        tight: true,
                        blocks: vec![paragraph(vec![link, text(" (PDF, 12 kB)")])],
                    }],
                }],
            },
        ],
        references: vec![embedded("report of the keeper.pdf", Rule::Link)],
        ..Document::default()
    }
}

/// A paper as people write it with an office program.
fn minutes() -> Document {
    let cell = |words: &str| Cell::of(vec![text(words)]);
    let head = |words: &str| Cell { is_head: true, ..cell(words) };
    let long = Cell {
        blocks: vec![paragraph(vec![text("To be ordered.")]), paragraph(vec![text("Skell has some.")])],
        ..cell("")
    };
    let rows = vec![
        vec![
            Cell { rows: 2, ..head("Oil") },
            cell("March"),
            cell("12"),
            cell("litres of the best oil that there is in Skell"),
        ],
        vec![cell("April"), cell("9"), long],
        vec![head("Wicks"), Cell { columns: 2, ..cell("none kept") }, cell("")],
    ];
    Document {
        blocks: vec![
            paragraph(vec![text("The following was agreed.")]),
            Block::Table {
                caption: vec![text("What the lamps use")],
                alignments: vec![Alignment::Default, Alignment::Default, Alignment::Right],
                head: vec![vec![
                    head("Kind"),
                    Cell { columns: 2, ..head("Month and amount") },
                    head("Remarks"),
                ]],
                rows,
            },
            Block::Figure {
                content: vec![Inline::Image {
                    place: ImagePlace::Archive(0),
                    alt: "A page with lines".to_owned(),
                    title: String::new(),
                    size: ImageSize::default(),
                }],
                caption: vec![paragraph(vec![text("Figure 1. The page of the log.")])],
            },
            Block::Section {
                kind: SectionKind::Aside,
                blocks: vec![paragraph(vec![text("In a box: the office is closed on Friday.")])],
            },
        ],
        references: vec![embedded("log.svg", Rule::Image)],
        ..Document::default()
    }
}

const SCAN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"840\" viewBox=\"0 0 600 840\">\
<rect width=\"600\" height=\"840\" fill=\"#f3ead7\"/><path stroke=\"#444\" d=\"M60 80h480M60 120h470M60 160h480M60 200h300\"/></svg>";

/// A volume with its front matter, parts, chapters, and an index.
fn volume_text() -> String {
    let mut volume = "title Letters of the Office of Lights, 1924–1926\ndoc preface Preface\n".to_owned();
    volume.push_str("part harbour The Harbour and Those Who Kept It Through the Winter of 1924\n");
    for (chapter, first) in [("amsel", 1), ("skell", 15)] {
        volume.push_str(&format!("chapter {chapter} Letters From {chapter}, With Enclosures and Reports\n"));
        for number in first..first + 14 {
            volume.push_str(&format!(
                "doc d{number} {number}. Letter From the Keeper at Skell to the Office of Lights\n"
            ));
        }
    }
    volume.push_str("part sea The Sea\ndoc edition 29. Letter From Vell to Orn\ndoc mail 30. Re: Oil\ndoc minutes 31. Minutes\n");
    volume + "doc d32 32. Letter\nend\ndoc list Index\n"
}

fn archive() -> Archive {
    let pages = |archive: Archive, folder: &str| {
        archive
            .file(&format!("content/{folder}/pages/12.svg"), SCAN)
            .file(&format!("content/{folder}/pages/13.svg"), SCAN)
    };
    let archive = Archive::new()
        .readers(Readers::default().with(Arc::new(Made)))
        .config("title = \"Richer pages\"\nbase_url = \"https://example.org/\"\n[diagnostics]\nundated = \"ignore\"\n")
        .file("content/lights/letters.made", volume_text())
        .file("content/lights/collection.toml", "title = \"Papers of the Office of Lights\"\n")
        .file("content/lights/letters/collection.toml", "cite_as = [\"Letters, 1924–1926\"]\nfacts = [[\"published\", \"1932\"]]\n")
        .file("content/lights/broken.made", "title Broken\ndoc only 1. Letter\nbroken\n");
    let dates: String = (1..=28).map(|day| format!("letters.made#d{day},1924-02-{day:02}\n")).collect();
    pages(archive.file("content/lights/catalog.csv", format!("file,date\n{dates}")), "lights")
}

/// Writes the site for the checks in a browser to the folder that `FONDS_RICHER` names.
#[test]
#[ignore = "tests/site/run asks for it"]
fn site_for_the_checks_in_a_browser() {
    let to = std::env::var_os("FONDS_RICHER").expect("FONDS_RICHER names a folder");
    copy(&archive().build().archive.path("public"), Path::new(&to));
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

#[test]
fn a_wording_can_be_chosen_where_there_are_two() {
    let site = archive().build();
    let page = site.page("lights/letters/edition.html");
    page.contains("<span class=\"edited\">received</span><span class=\"in-source\" hidden>recieved</span>");
    page.contains("name=\"wording\" value=\"source\"");
    // Others have no such choice.
    assert!(!site.page("lights/letters/minutes.html").html.contains("wording"));
}

#[test]
fn the_mark_of_a_page_leads_to_its_image() {
    let site = archive().build();
    let page = site.page("lights/letters/edition.html");
    // A mark is empty, also where it is a link to an image, which stands behind it.
    page.contains("id=\"pg-12\" aria-label=\"Page 12\" data-page=\"12\"></div><a class=\"facsimile\" href=\"#facsimile-1\"");
    page.contains("data-page=\"13\"></span><a class=\"facsimile\" href=\"#facsimile-2\"");
    page.contains("<a class=\"facsimile external\" href=\"https://images.example/14.jpg\" aria-label=\"Image of page 14\"");
    page.contains("data-page=\"15\"></div>\n<ol");
    page.contains_in_order(&[
        "id=\"facsimile-1\"",
        "../pages/12.svg",
        "loading=\"lazy\"",
        "href=\"#pg-12\"",
        "id=\"facsimile-2\"",
    ]);
    assert!(site.has("lights/pages/12.svg"));
    assert!(!page.html.contains("id=\"facsimile-3\""));
}

#[test]
fn what_a_mail_quotes_is_folded_once() {
    let site = archive().build();
    let page = site.page("lights/letters/mail.html");
    page.contains_in_order(&[
        "<details class=\"quoted\"><summary>Quoted text, 3 lines</summary>",
        "It came this morning.",
        "<blockquote class=\"quoted-text\">",
        "Is the oil there?",
        "</details>",
        "<div class=\"mail-signature\">",
        "<div class=\"attachment\" role=\"group\" aria-label=\"Attachment\">",
        "Attached files",
        "href=\"mail.files/report%20of%20the%20keeper.pdf\"",
        "(PDF, 12 kB)",
    ]);
    assert_eq!(page.html.matches("<details class=\"quoted\">").count(), 1);
}

#[test]
fn tables_have_captions_and_heads_of_rows() {
    let page = archive().build().page("lights/letters/minutes.html");
    page.contains("aria-label=\"What the lamps use\"").contains("<caption>What the lamps use</caption>");
    page.contains("<th colspan=\"2\" scope=\"col\">Month and amount</th>");
    page.contains("<th rowspan=\"2\" scope=\"row\">Oil</th>");
    // The column is that of the grid, whatever spans it.
    page.contains("<td>April</td><td class=\"right\">9</td>").contains("<p>Skell has some.</p>");
    page.contains("<figcaption>Figure 1. The page of the log.</figcaption>");
    page.contains("<img src=\"minutes.files/log.svg\"");
}

#[test]
fn a_volume_has_its_contents_in_their_order() {
    let site = archive().build();
    let page = site.page("lights/letters/index.html");
    page.contains_in_order(&[
        "id=\"list.contents\"",
        "preface.html",
        "<details open>",
        "The Harbour and Those Who Kept It",
        "<details>",
        "Letters From amsel",
        "d1.html",
        "<time datetime=\"1924-02-01\">",
        "harbour/amsel/index.html",
        "Letters From skell",
        "harbour/index.html",
        "The Sea",
        "edition.html",
        "list.html",
    ]);
    // A chapter lists its documents as any collection does.
    let chapter = site.page("lights/letters/harbour/amsel/index.html");
    assert!(!chapter.html.contains("list.contents"), "{}", chapter.html);
    chapter.contains("<ol class=\"documents\"").contains("d1.html");
}

#[test]
fn a_collection_shows_what_is_known_of_it() {
    let site = archive().build();
    let page = site.page("lights/letters/index.html");
    // What stands in the folder is stronger, and takes the place of what the source says.
    page.contains_in_order(&[
        "<dt>Editor</dt><dd>A. Orn</dd><dd>B. Vell</dd>",
        "<dt>Publisher</dt><dd>Lindholt &amp; Daughters, Port Amsel</dd>",
        "<dt>Published</dt><dd>1932</dd>",
        "<dt>Licence</dt><dd><a href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a></dd>",
        "<dt>Shelf</dt><dd>III, see <a href=\"https://shelves.example/iii\">",
    ]);
    assert!(!page.html.contains("could not be read whole"));
    site.page("lights/broken/index.html").contains("This collection could not be read whole.");
}

#[test]
fn the_catalogue_has_the_ids_of_those_mentioned() {
    let site = archive().build();
    let line = |id: &str| {
        let catalog = site.page("catalog.jsonl").html;
        let lines = catalog.lines().find(|line| line.contains(&format!("\"id\":\"lights/letters/{id}\"")));
        lines.unwrap_or_else(|| panic!("{id}: {catalog}")).to_owned()
    };
    assert!(line("edition").contains("\"people\":[\"orn\"],\"places\":[\"skell\"]}"), "{}", line("edition"));
    assert!(!line("mail").contains("people"), "{}", line("mail"));
    let table = site.page("catalog.csv").html;
    assert!(table.lines().next().is_some_and(|head| head.ends_with(",people,places,terms")), "{table}");
    assert!(table.lines().any(|line| line.ends_with(",orn,skell,")), "{table}");
}

#[test]
fn a_book_shows_both_wordings_and_leaves_images_of_pages_out() {
    let site = archive().pack().build();
    let book = package(&site, "lights/letters.epub");
    let document = book
        .values()
        .filter_map(|file| std::str::from_utf8(file).ok())
        .find(|file| file.contains("Thursday"));
    let document = document.expect("the letter");
    assert!(
        document
            .contains("<span class=\"edited\">received</span><span class=\"in-source\"> [recieved]</span>"),
        "{document}"
    );
    assert!(!document.contains("class=\"facsimile"), "{document}");
    // Of the images it has that of the minutes, and not those of pages.
    let images: Vec<&String> = book.keys().filter(|name| name.contains("images/")).collect();
    assert_eq!(images.len(), 1, "{images:?}");
    // A volume is one book, with its chapters and what stands before and behind them.
    let contents = std::str::from_utf8(&book["EPUB/nav.xhtml"]).expect("text");
    let mut rest = contents;
    for part in [
        "Preface",
        "<span>The Harbour",
        "<span>Letters From amsel",
        "1. Letter",
        "</ol></li>",
        "29. Letter",
        "</ol></li>",
        "Index",
    ] {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} is not in its place: {contents}")).1;
    }
    assert_eq!(contents.matches("<ol>").count(), contents.matches("</ol>").count());
    assert!(!site.has("packages/lights/letters/sea.epub"));
}
