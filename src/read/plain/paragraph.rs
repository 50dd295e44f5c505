//! What part a paragraph plays in a document: dateline, numbered paragraph, signature, heading, …
//!
//! The plain text has no mark-up, so this goes by the words and by the neighbours. A wrong guess
//! costs no text: it only changes how the paragraph looks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{list, salutation};
use crate::language::dates::Words;
use crate::language::reading::{HeadWords, any_pattern, any_word};
use crate::model::document::ParagraphStyle;
use crate::read::dateline;

/// What a paragraph was recognised as.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A paragraph in one of the styles.
    Paragraph(ParagraphStyle),
    /// The dateline of the document.
    Dateline(dateline::Dateline),
    /// A heading.
    Heading,
}

/// A paragraph with more characters than this is running text.
const SHORT: usize = 70;
/// Headings can be longer than names.
const LONGEST_HEADING: usize = 110;
/// Among how many paragraphs from the document's beginning its dateline, captions and salutation
/// stand.
const HEAD: usize = 12;

/// Among how many paragraphs at the document's end a closing dateline stands.
const TAIL: usize = 4;

/// Recognises the paragraphs of a document, given their texts without marks and the archive's words
/// for dates.
pub fn shapes(paragraphs: &[String], words: &Words, with_headings: bool) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::with_capacity(paragraphs.len());
    let heads = &words.reading.heads;
    let mut state = Head::default();
    for (index, text) in paragraphs.iter().enumerate() {
        let text = text.trim();
        let following = paragraphs.get(index + 1..).unwrap_or_default();
        let shape = if heads_attachment(text, following, heads) {
            Shape::Heading
        } else {
            state.shape(index, text, words).unwrap_or_else(|| shape(text, following, shapes.last(), heads))
        };
        state.see(text, &shape, heads);
        shapes.push(shape);
    }
    if !state.has_dateline {
        mark_closing_dateline(paragraphs, &mut shapes, words);
    }
    unmark_lone_numbers(paragraphs, &mut shapes);
    mark_last_signature(paragraphs, &mut shapes, heads);
    if !with_headings {
        for shape in shapes.iter_mut().filter(|shape| **shape == Shape::Heading) {
            *shape = Shape::Paragraph(ParagraphStyle::Body);
        }
    }
    shapes
}

/// Notes and treaties name place and day at their end. Only both together are believed there, and
/// only where the end is the document's own: with an enclosure, it is the enclosure's.
fn mark_closing_dateline(paragraphs: &[String], shapes: &mut [Shape], words: &Words) {
    let has_enclosure = paragraphs.iter().any(|text| {
        is_shorter(text, SHORT) && {
            let start = text.trim().trim_start_matches('[').to_lowercase();
            words.reading.heads.enclosures.iter().any(|word| start.starts_with(word.as_str()))
        }
    });
    let tail = paragraphs.len().saturating_sub(TAIL).max(1);
    if has_enclosure || tail >= paragraphs.len() {
        return;
    }
    let is_text = |shape: &&mut Shape| {
        matches!(shape, Shape::Paragraph(ParagraphStyle::Body | ParagraphStyle::Signature) | Shape::Heading)
    };
    let ending = paragraphs.iter().zip(shapes).skip(tail).rev();
    let found = ending.filter(|(_, shape)| is_text(shape)).find_map(|(text, shape)| {
        let dateline = dateline::parse(text, words)?;
        let is_day = dateline.date.is_some_and(|date| date.earliest() == date.latest());
        (is_day && dateline.place.is_some()).then_some((dateline, shape))
    });
    if let Some((dateline, shape)) = found {
        *shape = Shape::Dateline(dateline);
    }
}

/// A number that neither begins a series nor has a neighbour in one is a telegram's or a year's.
fn unmark_lone_numbers(paragraphs: &[String], shapes: &mut [Shape]) {
    let number = |text: &str| -> Option<u32> {
        let digits = text.trim().trim_start_matches('(');
        let end = digits.find(|c: char| !c.is_ascii_digit())?;
        digits[..end].parse().ok()
    };
    let numbers: Vec<Option<u32>> = paragraphs
        .iter()
        .zip(shapes.iter())
        .map(|(text, shape)| {
            (*shape == Shape::Paragraph(ParagraphStyle::Numbered)).then(|| number(text)).flatten()
        })
        .collect();
    let series: BTreeSet<u32> = numbers.iter().copied().flatten().collect();
    for (own, shape) in numbers.into_iter().zip(shapes) {
        let Some(own) = own else { continue };
        let has_neighbour =
            series.contains(&(own + 1)) || own.checked_sub(1).is_some_and(|before| series.contains(&before));
        if own != 1 && !has_neighbour {
            *shape = Shape::Paragraph(ParagraphStyle::Body);
        }
    }
}

/// The head of a document: dateline, marks, captions with what they announce, salutation.
#[derive(Default)]
struct Head {
    has_dateline: bool,
    is_over: bool,
    announced: Announced,
}

/// What the caption before a paragraph announces.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Announced {
    #[default]
    Nothing,
    /// DATE, PLACE
    Date,
    /// SUBJECT: one line.
    One,
    /// PARTICIPANTS: any number of lines.
    Many,
}

impl Announced {
    fn by(caption: &str, words: &HeadWords) -> Self {
        let caption = caption.trim_end_matches(':');
        if words.date_captions.has(caption) {
            Self::Date
        } else if words.one_line_captions.has(caption) {
            Self::One
        } else {
            Self::Many
        }
    }
}

impl Head {
    fn shape(&self, index: usize, text: &str, words: &Words) -> Option<Shape> {
        use ParagraphStyle::{Caption, CaptionText, Marking, Salutation};
        if is_caption(text, &words.reading.heads) && !self.is_over {
            return Some(Shape::Paragraph(Caption));
        }
        if self.is_over && index >= HEAD {
            return None;
        }
        if let Some(dateline) = self.dateline(index, text, words) {
            return Some(Shape::Dateline(dateline));
        }
        if is_marking(text, &words.reading.heads) {
            return Some(Shape::Paragraph(Marking));
        }
        if is_shorter(text, SHORT) && salutation::is_salutation(text, &words.reading.heads) {
            return Some(Shape::Paragraph(Salutation));
        }
        (self.announced != Announced::Nothing && !is_sentence(text)).then_some(Shape::Paragraph(CaptionText))
    }

    /// The first line with place and date. A subject can name a day, too; and days from one to
    /// another below the name of a conference are the conference's.
    fn dateline(&self, index: usize, text: &str, words: &Words) -> Option<dateline::Dateline> {
        if self.has_dateline || self.is_over || matches!(self.announced, Announced::One | Announced::Many) {
            return None;
        }
        let dateline = dateline::parse(text, words)?;
        let is_event = index > 0
            && self.announced != Announced::Date
            && dateline.date.is_some_and(|date| !date.is_single());
        (!is_event).then_some(dateline)
    }

    fn see(&mut self, text: &str, shape: &Shape, words: &HeadWords) {
        match shape {
            Shape::Dateline(_) => self.has_dateline = true,
            Shape::Paragraph(ParagraphStyle::Caption) => self.announced = Announced::by(text, words),
            Shape::Paragraph(ParagraphStyle::CaptionText) if self.announced == Announced::Many => {}
            Shape::Paragraph(ParagraphStyle::Salutation) => self.is_over = true,
            _ if is_sentence(text) && !is_shorter(text, SHORT + 1) => {
                self.is_over = true;
                self.announced = Announced::Nothing;
            }
            _ => self.announced = Announced::Nothing,
        }
    }
}

fn shape(text: &str, following: &[String], previous: Option<&Shape>, words: &HeadWords) -> Shape {
    use ParagraphStyle::{Body, Dashed, Lettered, Numbered, Signature};
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| expression(r"^(?:\d{1,3}[.)]|\(\d{1,3}\))(?:\s|$)"));
    static LETTERED: LazyLock<Regex> =
        LazyLock::new(|| expression(r"^(?:[A-Za-z][.)]|\([A-Za-z]\)|\([ivx]{1,5}\)|[ivx]{1,5}[.)])(?:\s|$)"));
    let after_close = matches!(previous, Some(Shape::Paragraph(Signature)));
    if is_close(text, words) || (after_close && is_name(text, words)) {
        return Shape::Paragraph(Signature);
    }
    // A heading stands before text, or before one more heading.
    let is_text = |text: &String| is_sentence(text.trim()) || NUMBERED.is_match(text.trim());
    let heads_text = match following {
        [next, ..] if is_text(next) => true,
        [next, after, ..] => is_heading(next.trim(), words) && is_text(after),
        _ => false,
    };
    let is_heading = is_heading(text, words) && heads_text;
    let style = if NUMBERED.is_match(text) {
        Numbered
    } else if LETTERED.is_match(text) {
        Lettered
    } else if text.starts_with(['—', '–', '•', '·', '‣', '▪', '●', '◦'])
        || ["- ", "* ", "+ ", "--"].iter().any(|mark| text.starts_with(mark))
    {
        Dashed
    } else {
        Body
    };
    // "I. The Challenge" is a heading, "I. The challenge was met." a paragraph.
    if is_heading && matches!(style, Body | Lettered) { Shape::Heading } else { Shape::Paragraph(style) }
}

/// The names at the very end of a document sign it, with or without a complimentary close.
fn mark_last_signature(paragraphs: &[String], shapes: &mut [Shape], words: &HeadWords) {
    for (index, (text, shape)) in paragraphs.iter().zip(shapes.iter_mut()).enumerate().rev().take(3) {
        // A name in capitals can begin with an initial as a list does: "N. VAN ORN."
        let can_sign = match shape {
            Shape::Paragraph(ParagraphStyle::Body) | Shape::Heading => true,
            Shape::Paragraph(ParagraphStyle::Lettered) => is_in_capitals(text),
            _ => false,
        };
        let signs = can_sign && index > 0 && is_name(text.trim(), words);
        let signed = matches!(shape, Shape::Paragraph(ParagraphStyle::Signature));
        if signs {
            *shape = Shape::Paragraph(ParagraphStyle::Signature);
        } else if !signed {
            break;
        }
    }
}

/// Whether a text has fewer characters. Most paragraphs are long, and are not counted to their end.
fn is_shorter(text: &str, length: usize) -> bool {
    text.chars().nth(length - 1).is_none()
}

/// Whether a text ends as a sentence does.
fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '’', '"', '\'', ')', ']', ' ']);
    !is_shorter(text, 161)
        || end.ends_with(['.', '?', '!', ';', ':']) && text.split_whitespace().nth(3).is_some()
}

/// `SUBJECT`, `PARTICIPANTS`, `MEMORANDUM FOR`.
fn is_caption(text: &str, words: &HeadWords) -> bool {
    static CAPTION: LazyLock<Regex> = LazyLock::new(|| expression(r"^[A-Z][A-Z’'/ -]{1,40}:?$"));
    if !is_shorter(text, SHORT) {
        return false;
    }
    let plain = text.trim_end_matches(':').to_lowercase();
    CAPTION.is_match(text)
        && (words.captions.contains(&plain)
            || words.caption_beginnings.iter().any(|start| plain.starts_with(start.as_str()))
            || words.caption_endings.iter().any(|end| plain.ends_with(end.as_str())))
        || (text.ends_with(':') && words.captions.contains(&plain))
}

/// Classification and precedence on a line of their own: `secret   priority`.
fn is_marking(text: &str, known: &HeadWords) -> bool {
    if text.len() >= 60 {
        return false;
    }
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '/' | '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_marking = |word: &String| known.markings.contains(word);
    words.iter().any(is_marking)
        && words.iter().all(|word| is_marking(word) || known.beside_markings.contains(word))
}

/// `Sincerely yours,`.
fn is_close(text: &str, words: &HeadWords) -> bool {
    let [close] = words.close_forms.get(|| [format!("(?i)^{}[,.]?$", any_pattern(&words.closes))]);
    is_shorter(text, SHORT) && close.is_match(text)
}

/// The name in a signature: its first line that is one, and in capitals if that is asked for.
pub(super) fn signed_name(signature: &str, words: &HeadWords, wants_capitals: bool) -> Option<String> {
    let signs = |line: &&str| {
        !line.starts_with(['[', '(', '/'])
            && !line.ends_with(['-', '–', '—'])
            && (!wants_capitals || is_in_capitals(line))
            && !is_close(line, words)
            && is_name(line, words)
    };
    let mut lines = signature.lines().map(str::trim).filter(|line| !line.is_empty());
    // Capitals within a paragraph of text sign nothing.
    // "Your" alone leads up to a name.
    let is_name = |line: &&str| signs(line) && line.contains([' ', '.']);
    let name = if wants_capitals { lines.next().filter(signs)? } else { lines.find(is_name)? };
    let is_initial = name.split_whitespace().last().is_some_and(|last| last.chars().count() == 2);
    let end: &[char] = if is_initial { &[','] } else { &[',', '.'] };
    Some(name.trim_end_matches(end).to_owned())
}

/// A person's name, or what stands for it.
fn is_name(text: &str, known: &HeadWords) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentence_end = text.ends_with('.')
        && !is_in_capitals(text)
        && words.last().is_some_and(|last| last.chars().filter(|c| c.is_alphabetic()).count() > 3);
    !words.is_empty()
        && words.len() <= 6
        && !sentence_end
        && !text.ends_with([':', '?', '!', ';'])
        && text.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '/' | '('))
        && !text.contains(|c: char| c.is_ascii_digit())
        && words
            .iter()
            .all(|word| word.starts_with(|c: char| !c.is_lowercase()) || known.name_particles.contains(word))
}

fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase)
}

/// A short line that begins like a title and does not end like a sentence, is no salutation and no line of a
/// list or table.
fn is_heading(text: &str, words: &HeadWords) -> bool {
    // A mark that was not recognised can stand behind the full stop.
    let end = text.trim_end_matches(['”', '’', '"', '\'', '»', '*', '†', ')', ']']);
    let before_mark =
        end.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '['));
    let ends_with = |signs: &[char]| {
        end.ends_with(signs) || before_mark.ends_with(signs) && before_mark.len() < end.len()
    };
    !is_shorter(text, 3)
        && is_shorter(text, LONGEST_HEADING + 1)
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '['))
        && text.contains(char::is_alphabetic)
        && !text.contains(['\n', '\t', '|'])
        && !text.contains("   ")
        && !ends_with(&['.', ',', ';', '?', '!', ':', '—'])
        && !(text.starts_with('[') && text.ends_with(']'))
        && !before_mark.ends_with("--")
        && !(list::begins(text) && text.starts_with(['-', '*', '+', '•']))
        && !salutation::is_salutation(text, words)
}

/// "Tab A", `[Enclosure]`, "Attachment 2", where it heads what is attached. At the end of a document
/// or in a list it only says that something was.
fn heads_attachment(text: &str, following: &[String], words: &HeadWords) -> bool {
    let [attachment] = words.attachment_forms.get(|| {
        let kinds = any_word(&words.attachments);
        [format!(r"^\[?{kinds}(?: (?:[A-Z]|[IVX]+|\d{{1,2}}))?\]?$")]
    });
    attachment.is_match(text) && following.first().is_some_and(|next| !attachment.is_match(next.trim()))
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}

#[cfg(test)]
mod tests;
