//! The mark with which the text of a note begins: it stands beside the note, and is no part of its text.

use super::FoundNote;
use crate::language::reading::ReadingWords;
use crate::model::document::{Block, Inline, plain_text};
use crate::model::walk;
use crate::model::walk::{Part, PartMut};

/// Takes the mark of a note from the beginning of its text: with brackets, or with the word for a note.
pub fn without_label(blocks: &mut Vec<Block>, note: &FoundNote, words: &ReadingWords) {
    let Some(first) = blocks.iter_mut().find(|block| !matches!(block, Block::PageBreak(_))) else { return };
    let Block::Paragraph { content, .. } = first else { return };
    let text = plain_text(content);
    let is_bracketed = text.trim_start().starts_with('[');
    let length = note.label_length(&text, &words.notes.labels);
    if length == 0 {
        return;
    }
    let label = text[..length].to_owned();
    without_beginning(content, length);
    // "[Footnote 1: The text.]" has its second bracket at the end.
    if is_bracketed && !label.contains(']') && count(blocks, ']') > count(blocks, '[') {
        let last = blocks.iter_mut().rev().find_map(|block| match block {
            Block::Paragraph { content, .. } => Some(content),
            _ => None,
        });
        if let Some(Inline::Text(text)) = last.and_then(|content| content.last_mut())
            && text.text.trim_end().ends_with(']')
        {
            let end = text.text.trim_end().len() - 1;
            text.text.truncate(end);
        }
    }
    if let Some(Block::Paragraph { content, .. }) = blocks.first()
        && content.is_empty()
    {
        blocks.remove(0);
    }
}

fn count(blocks: &[Block], sign: char) -> usize {
    let mut count = 0;
    walk::blocks(blocks, &mut |part| {
        if let Part::Inline(Inline::Text(text)) = part {
            count += text.text.matches(sign).count();
        }
    });
    count
}

/// Takes the first bytes of its text from content, and what is empty then.
fn without_beginning(content: &mut Vec<Inline>, mut bytes: usize) {
    walk::inlines_mut(content, &mut |part| {
        if let PartMut::Inline(Inline::Text(text)) = part {
            let cut = text.text.floor_char_boundary(bytes.min(text.text.len()));
            bytes -= cut;
            text.start += cut;
            text.text.replace_range(..cut, "");
        }
    });
    prune(content);
}

/// Takes away what has no text any more.
fn prune(content: &mut Vec<Inline>) {
    for inline in content.iter_mut() {
        if let Inline::Emphasis(within)
        | Inline::Strong(within)
        | Inline::Superscript(within)
        | Inline::Subscript(within)
        | Inline::Styled { content: within, .. }
        | Inline::Foreign { content: within, .. } = inline
        {
            prune(within);
        }
    }
    let is_empty = |inline: &Inline| match inline {
        Inline::Text(text) => text.text.is_empty(),
        Inline::Emphasis(within)
        | Inline::Strong(within)
        | Inline::Superscript(within)
        | Inline::Subscript(within)
        | Inline::Styled { content: within, .. }
        | Inline::Foreign { content: within, .. } => within.is_empty(),
        _ => false,
    };
    content.retain(|inline| !is_empty(inline));
    let first = content.iter().position(|inline| !matches!(inline, Inline::LineBreak)).unwrap_or(0);
    content.drain(..first);
    if let Some(Inline::Text(text)) = content.first_mut() {
        let blank = text.text.len() - text.text.trim_start().len();
        text.start += blank;
        text.text.replace_range(..blank, "");
    }
}

impl FoundNote {
    /// What a note begins with besides its text: its mark, with brackets or the word for a note.
    pub fn label_length(&self, text: &str, words: &[String]) -> usize {
        let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '^' | '↑' | '↩' | '\u{fe0e}'));
        let bare = trimmed.trim_start_matches(['[', '(']);
        let word = words.iter().filter(|word| {
            bare.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && bare[word.len()..].starts_with(char::is_whitespace)
        });
        let after_word = word.map(|word| bare[word.len()..].trim_start()).min_by_key(|rest| rest.len()).unwrap_or(bare);
        let Some(rest) = after_word.strip_prefix(self.label.as_str()) else { return text.len() - trimmed.len() };
        let is_end = !rest.starts_with(char::is_alphanumeric) || self.label.chars().all(|c| !c.is_alphanumeric());
        if !is_end {
            return text.len() - trimmed.len();
        }
        let rest = rest.trim_start_matches([']', ')', '.', ':', '\u{a0}']).trim_start();
        text.len() - rest.len()
    }
}
