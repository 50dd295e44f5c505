//! Whether the ends of lines in prose were meant, or are those of the page that was transcribed.

use crate::model::document::{Block, Inline, ParagraphStyle, Text, count_words, push_plain_text};
use crate::model::walk::{self, Part, PartMut};
use crate::read::plain::hyphen::{Hyphen, OwnWords};

/// A paragraph with more words than this takes more than one line.
const LONG: usize = 16;

/// Whether most of the paragraphs that are long have ends of lines where the paper can have ended. Where most have none, or lines
/// are of all lengths as on a title page, they were meant.
pub(super) fn are_layout(blocks: &[Block]) -> bool {
    let (mut with, mut without) = (0_usize, 0_usize);
    walk::blocks(blocks, &mut |part| {
        if let Part::Block(Block::Paragraph { style, content }) = part
            && is_prose(*style)
            && count_words(content) > LONG
        {
            *(if fills_lines(content) { &mut with } else { &mut without }) += 1;
        }
    });
    with > without
}

/// Whether a paragraph has several lines, and all but the last are about as long.
fn fills_lines(content: &[Inline]) -> bool {
    let mut text = String::new();
    push_plain_text(content, &mut text);
    let lengths = text.trim().lines().map(|line| line.trim().chars().count());
    let mut lengths: Vec<usize> = lengths.filter(|length| *length > 0).collect();
    lengths.pop();
    let (shortest, longest) = (lengths.iter().min(), lengths.iter().max());
    shortest.zip(longest).is_some_and(|(shortest, longest)| 2 * shortest >= *longest)
}

/// The text of blocks with its lines, for the words that it has.
pub(super) fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    walk::blocks(blocks, &mut |part| {
        if let Part::Block(Block::Paragraph { content, .. }) = part {
            push_plain_text(content, &mut text);
            text.push('\n');
        }
    });
    text
}

/// Makes spaces of the ends of lines, and whole words of those that they divide.
pub(super) fn join(blocks: &mut [Block], words: &OwnWords<'_>) {
    walk::blocks_mut(blocks, &mut |part| {
        if let PartMut::Block(Block::Paragraph { style, content }) = part
            && is_prose(*style)
        {
            walk::runs_mut(content, &mut |content| join_run(content, words));
        }
    });
}

fn join_run(content: &mut Vec<Inline>, words: &OwnWords<'_>) {
    if !content.contains(&Inline::LineBreak) {
        return;
    }
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    let mut old = std::mem::take(content).into_iter().peekable();
    while let Some(inline) = old.next() {
        if inline != Inline::LineBreak {
            joined.push(inline);
            continue;
        }
        let after = old.peek().map_or("", |after| match after {
            Inline::Text(text) => &text.text,
            _ => "",
        });
        let mut space = Text { text: " ".to_owned(), start: 0 };
        if let Some(Inline::Text(before)) = joined.last_mut() {
            space.start = before.start + before.text.len();
            if let Some((hyphen, place)) = words.divided(&before.text, after) {
                if hyphen == Hyphen::Divides {
                    before.text.truncate(place.start);
                }
                continue;
            }
        }
        joined.push(Inline::Text(space));
    }
    *content = joined;
}

fn is_prose(style: ParagraphStyle) -> bool {
    style.is_running() && !style.is_kept()
}
