//! Small pieces of TEI, and what becomes of each.

mod blocks;
mod hostile;
mod marks;
mod notes;
mod spaces;

use std::collections::HashMap;

use super::{Built, Context, Picture, Target, TextBuilder, Volume};
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Block, ImagePlace, Inline, ListMember, Row, TextStyle};
use crate::model::reference::Citation;
use crate::read::tei::entities::Entities;
use crate::read::tei::event::{Element, Event};
use crate::read::tei::xml::{Token, Walk};

/// A file in which every target that begins with `#` means something.
struct Around;

impl Volume for Around {
    fn target(&self, target: &str) -> Target {
        match target.strip_prefix('#') {
            Some(id) => Target::Cited(Citation::Name(id.to_owned())),
            None if target.starts_with("https:") => Target::Web(target.to_owned()),
            None => Target::Nowhere,
        }
    }

    fn picture(&self, url: &str) -> Option<Picture> {
        Some(Picture::File(url.to_owned()))
    }

    fn facsimile(&self, page: &Element<'_>) -> Option<Picture> {
        page.get("facs").map(|facs| Picture::Web(format!("https://example.org/{facs}")))
    }
}

/// What is built of a piece of TEI.
fn built_with(xml: &str, guesses: Guesses) -> Built {
    let renditions = HashMap::from([("wide".to_owned(), "letter-spacing: 0.2em".to_owned())]);
    let words = Words::default();
    let context =
        Context { language: Some("en"), words: &words, guesses, renditions: &renditions, volume: &Around };
    let entities = Entities::default();
    let mut walk = Walk::new(xml, &entities);
    let mut builder = TextBuilder::new(&context);
    while let Some(step) = walk.next() {
        let at = step.span.start;
        match step.token {
            Token::Start(element) => builder.take(Event::Start(element), at),
            Token::End => builder.take(Event::End, at),
            Token::Text(text) => builder.take(Event::Text(&text), at),
            Token::Doctype(_) => {}
        }
    }
    builder.finish()
}

fn built(xml: &str) -> Built {
    built_with(xml, Guesses::default())
}

/// The blocks of a piece of TEI, one a line, in a short form.
fn shown(xml: &str) -> String {
    let built = built(xml);
    let mut out = String::new();
    if !built.title.is_empty() {
        out += &format!("title: {}\n", inlines(&built.title));
    }
    blocks(&built.blocks, 0, &mut out);
    for note in &built.notes {
        let mut text = String::new();
        blocks(&note.blocks, 1, &mut text);
        out += &format!("note {} ({}):\n{text}", note.label, note.calls);
    }
    out.trim_end().to_owned()
}

/// Checks the short form of what is built.
#[track_caller]
fn check(xml: &str, expected: &str) {
    assert_eq!(shown(xml), expected, "{xml}");
}

/// Checks the text of one paragraph.
#[track_caller]
fn check_text(xml: &str, expected: &str) {
    check(&format!("<p>{xml}</p>"), &format!("Body: {expected}"));
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let line = |text: String| format!("{}{text}\n", "  ".repeat(depth));
        match block {
            Block::Paragraph { style, content } => *out += &line(format!("{style:?}: {}", inlines(content))),
            Block::Heading { level, id, content } => *out += &line(format!("h{level}#{id}: {}", inlines(content))),
            Block::List { start, numbering, members } => {
                *out += &line(format!("list {start:?} {numbering:?}"));
                list_members(members, depth, out);
            }
            Block::WrittenList(members) => {
                *out += &line("written list".to_owned());
                list_members(members, depth, out);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    let terms: Vec<String> = definition.terms.iter().map(|term| inlines(term)).collect();
                    *out += &line(format!("term: {}", terms.join(" | ")));
                    definition.definitions.iter().for_each(|text| blocks(text, depth + 1, out));
                }
            }
            Block::Quote { blocks: within, .. } => {
                *out += &line("quote".to_owned());
                blocks(within, depth + 1, out);
            }
            Block::Code { text, .. } => *out += &line(format!("code: {text:?}")),
            Block::Table { caption, head, rows, .. } => {
                *out += &line(format!("table: {}", inlines(caption)));
                head.iter().for_each(|row| *out += &line(format!("  head: {}", cells(row))));
                rows.iter().for_each(|row| *out += &line(format!("  row: {}", cells(row))));
            }
            Block::Figure { content, caption } => {
                *out += &line(format!("figure: {}", inlines(content)));
                blocks(caption, depth + 1, out);
            }
            Block::Section { kind, blocks: within } => {
                *out += &line(format!("{kind:?}"));
                blocks(within, depth + 1, out);
            }
            Block::Html(_) => *out += &line("html".to_owned()),
            Block::PageBreak(page) => *out += &line(format!("page {}", page.page)),
            Block::Rule => *out += &line("rule".to_owned()),
        }
    }
}

fn list_members(members: &[ListMember], depth: usize, out: &mut String) {
    for member in members {
        *out += &format!("{}-\n", "  ".repeat(depth));
        blocks(&member.blocks, depth + 1, out);
    }
}

fn cells(row: &Row) -> String {
    let cells = row.iter().map(|cell| {
        let mut text = String::new();
        blocks(&cell.blocks, 0, &mut text);
        let text = text.trim_end().trim_start_matches("Body: ").replace('\n', " / ");
        let head = if cell.is_head { "!" } else { "" };
        match (cell.columns, cell.rows) {
            (1, 1) => format!("{head}{text}"),
            (columns, rows) => format!("{head}{text}({columns}x{rows})"),
        }
    });
    cells.collect::<Vec<_>>().join(" | ")
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let wrapped = |name: &str, content: &[Inline]| format!("<{name} {}>", inlines(content));
    match inline {
        Inline::Text(text) => text.text.clone(),
        Inline::Emphasis(content) => wrapped("em", content),
        Inline::Strong(content) => wrapped("strong", content),
        Inline::Deleted(content) => wrapped("del", content),
        Inline::Superscript(content) => wrapped("sup", content),
        Inline::Subscript(content) => wrapped("sub", content),
        Inline::Editorial(content) => wrapped("ed", content),
        Inline::Styled { style, content } => {
            let name = match style {
                TextStyle::SmallCapitals => "sc",
                TextStyle::Underlined => "u",
                TextStyle::Inserted => "ins",
                TextStyle::Unclear => "unclear",
            };
            wrapped(name, content)
        }
        Inline::Foreign { language, content } => wrapped(language, content),
        Inline::Alternative { kind, content, other } => {
            format!("<{kind:?} {} for {other}>", inlines(content))
        }
        Inline::Mention { kind, key, content } => wrapped(&format!("{kind:?}#{key}"), content),
        Inline::Anchor(id) => format!("<#{id}>"),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Math { source, .. } => format!("${source}$"),
        Inline::Link { address, content, .. } => wrapped(address, content),
        Inline::Reference { index, content } => wrapped(&format!("ref{index}"), content),
        Inline::Image { place: ImagePlace::Archive(index), alt, .. } => format!("<image{index} {alt}>"),
        Inline::Image { place: ImagePlace::Elsewhere(address), alt, .. } => format!("<image {address} {alt}>"),
        Inline::NoteMark(mark) => format!("^{}.{}^", mark.label, mark.call),
        Inline::PageBreak(page) => format!("<page {}{}>", page.page, if page.first { "" } else { " again" }),
        Inline::LineBreak => "\\".to_owned(),
        Inline::Html(_) => "html".to_owned(),
    }
}
