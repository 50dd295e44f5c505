//! What the paragraphs are that have no sign of their own: by the words and neighbours by which those of a plain text are
//! known, so that a document looks the same from either.

use std::collections::HashSet;

use super::Built;
use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::mark::grammar::Attachment;
use crate::model::document::{Block, Inline, ParagraphStyle, plain_text};
use crate::read::plain::paragraph::{self, Shape};

/// What stands for a block that is no paragraph, while paragraphs are recognised by their neighbours.
const OTHER: &str = "a list, code or a table";

/// Recognises the paragraphs of a document, and of each text that is printed with it. `centred` are the places of blocks that
/// stand in the middle of their lines, as headings do.
pub(super) fn recognise(built: &mut Built, centred: &HashSet<usize>, words: &Words, guesses: Guesses) {
    let mut scope =
        Scope { words, guesses, centred: Some(centred), built_dateline: None, part: String::new(), parts: 0 };
    scope.blocks(&mut built.blocks);
    built.recognised = scope.built_dateline;
}

struct Scope<'a> {
    words: &'a Words,
    guesses: Guesses,
    /// The centred blocks, of the document itself.
    centred: Option<&'a HashSet<usize>>,
    built_dateline: Option<crate::read::dateline::Dateline>,
    /// Which of the attached texts it is, for anchors.
    part: String,
    parts: usize,
}

impl Scope<'_> {
    /// Whether a paragraph says that an attachment begins: `[Enclosure]`.
    fn heads_attachment(&self, content: &[Inline]) -> bool {
        Attachment::of_heading(&plain_text(content), "", &self.words.reading.references).is_some()
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        let texts = blocks.iter().filter_map(|block| match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => Some(plain_text(content)),
            Block::PageBreak(_) | Block::Rule => None,
            _ => Some(OTHER.to_owned()),
        });
        let texts: Vec<String> = texts.collect();
        let mut shapes = paragraph::shapes(&texts, self.words, self.guesses.headings).into_iter();
        let has = |wanted: ParagraphStyle| {
            blocks.iter().any(|block| matches!(block, Block::Paragraph { style, .. } if *style == wanted))
        };
        let signs = Signs {
            has_dateline: has(ParagraphStyle::Dateline),
            is_letter: has(ParagraphStyle::Salutation) && !has(ParagraphStyle::Signature),
        };
        let centred = self.centred.take();
        let mut follows_caption = false;
        for (index, block) in blocks.iter_mut().enumerate() {
            let shape = match block {
                Block::PageBreak(_) | Block::Rule => continue,
                _ => shapes.next(),
            };
            let Block::Paragraph { style, content } = block else {
                follows_caption = false;
                if let Block::Section { blocks, .. } = block {
                    self.parts += 1;
                    let around = std::mem::replace(&mut self.part, format!("-{}", self.parts));
                    self.blocks(blocks);
                    self.part = around;
                }
                continue;
            };
            if *style != ParagraphStyle::Body {
                follows_caption = false;
                continue;
            }
            match shape {
                Some(Shape::Dateline(dateline)) if !signs.has_dateline && centred.is_some() => {
                    *style = ParagraphStyle::Dateline;
                    self.built_dateline.get_or_insert(dateline);
                }
                Some(Shape::Heading)
                    if centred.is_some_and(|centred| centred.contains(&index))
                        || self.heads_attachment(content) =>
                {
                    let text = plain_text(content);
                    let content = std::mem::take(content);
                    *block = Block::Heading {
                        level: 2,
                        id: format!("h{index}{}-{}", self.part, slug(&text)),
                        content,
                    };
                    follows_caption = false;
                    continue;
                }
                Some(Shape::Paragraph(found)) if signs.are_for(found, follows_caption) => *style = found,
                _ => {}
            }
            follows_caption = matches!(style, ParagraphStyle::Caption)
                || follows_caption && *style == ParagraphStyle::CaptionText;
        }
    }
}

/// What a text has that is signed.
struct Signs {
    has_dateline: bool,
    is_letter: bool,
}

impl Signs {
    /// Whether a style is believed that words tell.
    fn are_for(&self, style: ParagraphStyle, follows_caption: bool) -> bool {
        match style {
            ParagraphStyle::CaptionText => follows_caption,
            ParagraphStyle::Signature => self.is_letter,
            _ => true,
        }
    }
}

fn slug(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(8).map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
