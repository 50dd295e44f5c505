//! Times in a document's title, and in the line that says what it is about.

use super::{Clue, ClueKind};
use crate::dating::named_time;
use crate::document::{Block, Document, ParagraphStyle, plain_text};

/// Among how many blocks from the beginning the subject stands.
const HEAD: usize = 12;

/// Adds the clues of title and subject.
pub fn clues(document: &Document, title: &str, clues: &mut Vec<Clue>) {
    clues.extend(named_time::find(title).into_iter().map(|found| Clue::of(found, ClueKind::Title, title)));
    if let Some(subject) = subject(&document.blocks) {
        let times = named_time::find(&subject).into_iter();
        clues.extend(times.map(|found| Clue::of(found, ClueKind::Subject, &subject)));
    }
}

/// What the document is about, as it says itself: after a caption, or in a telegram after a word.
fn subject(blocks: &[Block]) -> Option<String> {
    const CAPTIONS: [&str; 4] = ["SUBJECT", "SUBJECTS", "RE", "Re"];
    let mut is_announced = false;
    for block in blocks.iter().take(HEAD) {
        let Block::Paragraph { style, content } = block else { continue };
        let text = plain_text(content);
        if is_announced {
            return Some(text);
        }
        let caption = text.trim().trim_end_matches(':');
        is_announced = *style == ParagraphStyle::Caption
            && (CAPTIONS.contains(&caption) || caption.eq_ignore_ascii_case("subject"));
        if let Some(subject) = ["Subject:", "SUBJECT:", "Subj:", "SUBJ:"].iter().find_map(|word| text.split_once(word)) {
            return Some(line(subject.1).to_owned());
        }
    }
    None
}

/// The line with which a text begins: up to the end of its sentence or line.
fn line(text: &str) -> &str {
    let ends = text.match_indices(['.', '\n']).map(|(at, _)| at);
    let is_end = |at: &usize| {
        let before = text[..*at].chars().next_back();
        text[*at..].starts_with('\n')
            || text[*at + 1..].starts_with(char::is_whitespace) && before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ')')
    };
    text[..ends.into_iter().find(is_end).unwrap_or(text.len())].trim()
}
