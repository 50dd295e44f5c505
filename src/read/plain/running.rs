//! Running text without title, head and notes, for formats that give text by the stretch: the body of a mail.

use super::body;
use super::inline::Inlines;
use super::lines::paragraphs;
use super::passage::Passages;
use super::preformatted::Kept;
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Block, Document, Inline, ParagraphStyle};

/// The blocks of a stretch of running text. Positions are those in it. Nothing in it is taken for a note, a heading or
/// the head of a page.
pub fn blocks(text: &str, words: &Words, guesses: Guesses) -> Vec<Block> {
    let guesses = without_forms(guesses);
    let spans = paragraphs(text, text.len());
    let passages = Passages::find(text, &spans, &[], &words.reading.pages, guesses);
    let mut inlines = Inlines::new(text, &[], &[], passages.width, &words.reading, guesses);
    // What a dateline in running text says of place and day is not said of the document.
    let mut document = Document::default();
    body::read_body(&passages.list, &[], &mut inlines, &mut document, words, guesses);
    document.blocks
}

/// A stretch whose lines are kept, as a paragraph.
pub fn kept(text: &str, style: ParagraphStyle, words: &Words, guesses: Guesses) -> Block {
    let kept = if style == ParagraphStyle::Preformatted { Kept::Preformatted } else { Kept::Lines };
    let mut inlines = Inlines::new(text, &[], &[], 0, &words.reading, without_forms(guesses));
    Block::Paragraph { style, content: inlines.build_kept(0..text.len(), kept) }
}

/// A stretch in one line, such as a title.
pub fn line(text: &str, words: &Words, guesses: Guesses) -> Vec<Inline> {
    Inlines::new(text, &[], &[], 0, &words.reading, without_forms(guesses))
        .build_kept(0..text.len(), Kept::Lines)
}

/// What may be guessed of a text that is no edition.
fn without_forms(guesses: Guesses) -> Guesses {
    Guesses { notes: false, headings: false, page_furniture: false, hyphens: false, heads: false, ..guesses }
}
