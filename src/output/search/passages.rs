//! Passages: the stretches of a document in which the search finds words, and to which it leads.
//!
//! The title is one, what is known about the document another, and so is each paragraph and each note. Words that
//! stand in one passage are nearer to each other than those that do not, and phrases do not go beyond it.

use crate::catalog::Record;
use crate::language::dates::Words;
use crate::model::document::{Block, Document, Inline, plain_text, push_plain_text};
use crate::model::field::{FIELDS, Field, Kept};
use crate::model::walk;
use crate::model::walk::{Child, Part};

/// The code of a passage in the index: even for the text and odd for notes, so that either can be looked for alone.
pub type Code = u32;

/// The title with its number.
pub const TITLE: Code = 0;

/// What is known about the document, besides the following.
pub const FACTS: Code = 2;

/// Facts that can be asked for by themselves (`from:`), by the names of their fields.
pub const ASKED: [(&str, Code); 3] = [("from", 4), ("to", 6), ("subject", 8)];

/// So many codes, which are all even, are of what is known about the document.
pub const KNOWN: Code = 5;

/// A paragraph, by its number as [`walk::paragraphs`] counts; 0 is what stands before the first.
fn paragraph(number: usize) -> Code {
    code(number + KNOWN as usize) * 2
}

/// A note, by its place among the notes.
fn note(place: usize) -> Code {
    code(place) * 2 + 1
}

fn code(number: usize) -> Code {
    // A document with more passages than that would not fit into memory.
    Code::try_from(number).unwrap_or(Code::MAX / 16)
}

/// Shows each stretch of text with the passage to which it belongs. A passage can have several.
pub fn each(document: &Document, record: &Record, dates: &Words, show: &mut dyn FnMut(Code, &str)) {
    show(TITLE, record.number.as_deref().unwrap_or_default());
    show(TITLE, &record.title);
    let printed = plain_text(&document.title);
    if !printed.split_whitespace().eq(record.title.split_whitespace()) {
        show(TITLE, &printed);
    }
    others(&document.title, &mut |text| show(TITLE, text));
    for fact in facts(document, record, dates) {
        show(FACTS, &fact);
    }
    for (field, fact) in particulars(document) {
        show(ASKED.iter().find(|(name, _)| *name == field.name).map_or(FACTS, |(_, code)| *code), fact);
    }
    let mut text = String::new();
    walk::paragraphs(&document.blocks, &mut |number, block| {
        each_flow(block, &mut text, &mut |text| show(paragraph(number), text));
    });
    for (place, within) in document.notes.iter().enumerate() {
        for block in &within.blocks {
            each_flow(block, &mut text, &mut |text| show(note(place), text));
        }
    }
}

/// What is known about a document, in words.
fn facts<'a>(document: &'a Document, record: &'a Record, dates: &Words) -> Vec<String> {
    let metadata = &document.metadata;
    let provenance = &metadata.provenance;
    let date = record.date.as_ref().map(|date| date.in_words(dates));
    let shelf = provenance.shelf();
    let kept = [&provenance.repository, &shelf, &provenance.classification, &provenance.dispatch_number];
    date.iter()
        .chain(kept.into_iter().flatten())
        .chain(&provenance.markings)
        .chain(&metadata.aliases)
        .chain(metadata.other.values())
        .cloned()
        .collect()
}

/// The fields of the document that the search knows, with what they say.
fn particulars(document: &Document) -> impl Iterator<Item = (&'static Field, &str)> {
    FIELDS.iter().filter(|field| field.is_searched).filter_map(|field| match field.kept {
        Kept::Particular { get, .. } => Some((field, get(&document.metadata.particulars).as_deref()?)),
        _ => None,
    })
}

/// Shows each run of text in a block.
fn each_flow(block: &Block, text: &mut String, show: &mut dyn FnMut(&str)) {
    match block {
        Block::Code { text, .. } => show(text),
        Block::Html(content) => show(&without_tags(&raw(content))),
        block => block.children(&mut |child| match child {
            Child::Flow(flow) => {
                text.clear();
                push_plain_text(flow, text);
                show(text);
                others(flow, show);
            }
            Child::Blocks(blocks) => blocks.iter().for_each(|block| each_flow(block, text, show)),
        }),
    }
}

/// Shows what the source has in the place of what editors show: a reader can know the one or the other.
fn others(flow: &[Inline], show: &mut dyn FnMut(&str)) {
    walk::inlines(flow, &mut |part| {
        if let Part::Inline(Inline::Alternative { other, .. }) = part {
            show(other);
        }
    });
}

/// Raw HTML with the text of the links and images in it.
fn raw(content: &[Inline]) -> String {
    let mut html = String::new();
    for inline in content {
        match inline {
            Inline::Html(part) => html += part,
            Inline::Reference { content, .. } => html += &raw(content),
            other => {
                let text = plain_text(std::slice::from_ref(other));
                html += &text.replace('&', "&amp;").replace('<', "&lt;");
            }
        }
    }
    html
}

/// The text of raw HTML.
fn without_tags(html: &str) -> String {
    let marked = html.replace('<', " <");
    ammonia::Builder::empty().clean(&marked).to_string()
}
