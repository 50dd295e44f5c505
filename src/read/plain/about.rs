//! What a plain text says about itself: its kind, its sides, where it is kept and its number as a telegram.

use std::sync::LazyLock;

use regex::Regex;

use super::{paragraph, parties, source_note, subject};
use crate::config::guesses::Guesses;
use crate::language::reading::{HeadWords, ReadingWords, TitleWords};
use crate::model::document::{Block, Document, ParagraphStyle, plain_text};
use crate::model::metadata::{Metadata, Provenance};

/// How many paragraphs from a letter's end its signature stands, if it has a postscript.
const POSTSCRIPT: usize = 5;

/// Fills in what the text says about itself: kind, sides, subject, provenance, the telegram's number.
pub(in crate::read) fn complete_metadata(document: &mut Document, words: &ReadingWords, guesses: Guesses) {
    if guesses.heads {
        let title = plain_text(&document.title);
        let kind = kind(&title, &words.titles);
        document.metadata.particulars.kind = kind.map(str::to_owned);
        (document.metadata.particulars.from, document.metadata.particulars.to) =
            parties::parse(&title, kind, is_letter(&document.blocks), words);
        subject::complete(&document.blocks, words, &mut document.metadata);
    }
    if let Some(note) = document.notes.iter().find_map(|note| match note.blocks.first() {
        Some(Block::Paragraph { content, .. }) => {
            Some(plain_text(content)).filter(|text| source_note::labelled(text, &words.places).is_some())
        }
        _ => None,
    }) {
        let file = document.metadata.provenance.file.take();
        document.metadata.provenance = source_note::parse(&note, &words.places);
        if document.metadata.provenance.file.is_none() {
            document.metadata.provenance.file = file;
        }
    }
    let is_dispatch = document
        .metadata
        .particulars
        .kind
        .as_deref()
        .is_some_and(|kind| words.titles.dispatches.contains(kind));
    let by_file_number = document.blocks.iter().any(|block| {
        matches!(block, Block::Paragraph { style: ParagraphStyle::FileNumber, content } if plain_text(content).to_lowercase().contains("gram"))
    });
    if is_dispatch || by_file_number {
        set_dispatch_number(&document.blocks, &mut document.metadata);
    }
}

/// What is known of a letter among letters: its receiver by its title, whatever its shape, and its sender by its signature.
pub(in crate::read) fn complete_letter(document: &mut Document, words: &ReadingWords) {
    let particulars = &mut document.metadata.particulars;
    if particulars.from.is_none() && particulars.to.is_none() {
        let title = plain_text(&document.title);
        (particulars.from, particulars.to) = parties::parse(&title, particulars.kind.as_deref(), true, words);
    }
    if particulars.from.is_none() {
        particulars.from = sender(&mut document.blocks, &words.heads);
    }
}

/// Who signs a letter. Below the last paragraphs that sign can stand the editors' remarks, and a postscript below a
/// name in capitals.
fn sender(blocks: &mut [Block], words: &HeadWords) -> Option<String> {
    let name = |block: &Block, is_in_capitals: bool| match block {
        Block::Paragraph { content, style: ParagraphStyle::Signature } => {
            paragraph::signed_name(&plain_text(content), words, is_in_capitals)
        }
        _ => None,
    };
    let signs = |block: &&Block| matches!(block, Block::Paragraph { style: ParagraphStyle::Signature, .. });
    let last: Vec<&Block> = blocks.iter().rev().skip_while(|block| !signs(block)).take_while(signs).collect();
    // The signature begins with the name, or with a close before it.
    let of_run = |is_in_capitals| last.iter().rev().find_map(|block| name(block, is_in_capitals));
    if let Some(name) = of_run(true).or_else(|| of_run(false)) {
        return Some(name);
    }
    blocks.iter_mut().skip(1).rev().take(POSTSCRIPT).find_map(|block| {
        use ParagraphStyle::{Body, Lettered, Lines, Signature};
        let Block::Paragraph { style: style @ (Body | Lettered | Lines), content } = block else {
            return None;
        };
        let name = paragraph::signed_name(&plain_text(content), words, true)?;
        *style = if *style == Lines { Lines } else { Signature };
        Some(name)
    })
}

/// A telegram's text begins with its number: "15284. For the Secretary".
fn set_dispatch_number(blocks: &[Block], metadata: &mut Metadata) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([0-9]{1,6}(?:[/–-][0-9A-Z]+)?|[A-Z]{1,6}[–-]?[0-9]{1,6}(?:/[A-Za-z0-9 ]+)?|[A-Z][a-z]{2,7} [0-9]{1,5})\. ")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let number = blocks.iter().take(8).find_map(|block| match block {
        Block::Paragraph { style: ParagraphStyle::Numbered | ParagraphStyle::Body, content } => {
            Some(NUMBER.captures(&plain_text(content)).map(|captures| captures[1].to_owned()))
        }
        _ => None,
    });
    // "1." begins a numbered paragraph rather than a telegram.
    let Provenance { dispatch_number, .. } = &mut metadata.provenance;
    *dispatch_number = number.flatten().filter(|number| number.parse().map_or(true, |value: u32| value > 3));
}

/// Whether a text has the shape of a letter: dateline, salutation or signature.
fn is_letter(blocks: &[Block]) -> bool {
    use ParagraphStyle::{Dateline, Salutation, Signature};
    blocks
        .iter()
        .any(|block| matches!(block, Block::Paragraph { style: Dateline | Salutation | Signature, .. }))
}

/// The kind of a document, by the words that begin its title.
pub(crate) fn kind<'w>(title: &str, words: &'w TitleWords) -> Option<&'w str> {
    words
        .kinds
        .iter()
        .filter(|kind| {
            title.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
                && !title[kind.len()..].starts_with(char::is_alphabetic)
        })
        .max_by_key(|kind| kind.len())
        .map(String::as_str)
}
