//! What a memorandum or telegram says below captions in its head: subject, sender and receiver.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::reading::{HeadWords, ReadingWords};
use crate::model::document::{Block, ParagraphStyle, plain_text};
use crate::model::metadata::Metadata;
use crate::read::fields;
use crate::read::fields::Known;

/// Among how many blocks from the document's beginning the captions stand.
const HEAD: usize = 16;
/// A longer paragraph is running text.
const LONGEST: usize = 300;

/// Fills in what captions and lines of the head say: `SUBJECT` and the line below it, `Subject: the lamp`.
pub(super) fn complete(blocks: &[Block], words: &ReadingWords, metadata: &mut Metadata) {
    let mut announced = None;
    let mut captioned: Vec<(&'static str, String)> = Vec::new();
    for block in blocks.iter().take(HEAD) {
        let Block::Paragraph { style, content } = block else {
            // A short line with a subject can look like a heading.
            if let Block::Heading { content, .. } = block {
                let found = lines(&plain_text(content), words);
                if found.is_empty() {
                    break;
                }
                captioned.extend(found);
            }
            continue;
        };
        let text = plain_text(content);
        match style {
            ParagraphStyle::Caption => {
                announced = field_of(&text);
                captioned.extend(receiver_of(&text, &words.heads).map(|receiver| ("to", receiver)));
            }
            ParagraphStyle::CaptionText => {
                if let Some(field) = announced {
                    captioned.push((field, one_line(&text, words)));
                }
            }
            ParagraphStyle::Body | ParagraphStyle::Numbered => {
                announced = None;
                captioned.extend(lines(&text, words));
                if text.len() > LONGEST {
                    break;
                }
            }
            _ => announced = None,
        }
    }
    for (field, text) in captioned {
        let known = match field {
            "subject" => &mut metadata.particulars.subject,
            "from" => &mut metadata.particulars.from,
            _ => &mut metadata.particulars.to,
        };
        known.get_or_insert(text);
    }
}

/// The field that a caption announces.
fn field_of(caption: &str) -> Option<&'static str> {
    match fields::known(caption.trim().trim_end_matches(':').trim()) {
        Some(Known::Own(field @ ("subject" | "from" | "to"))) => Some(field),
        _ => None,
    }
}

/// "MEMORANDUM FOR THE MINISTER" names the receiver; the record and the files are none.
fn receiver_of(caption: &str, words: &HeadWords) -> Option<String> {
    let begins = |beginning: &String| {
        let start = caption.get(..beginning.len())?;
        start.eq_ignore_ascii_case(beginning).then_some(&caption[start.len()..])
    };
    let receiver = words.receiver_captions.iter().find_map(begins)?.trim().trim_end_matches(':');
    let name = receiver.to_lowercase();
    let is_nobody = name.is_empty() || words.nobody.iter().any(|nobody| name.contains(nobody.as_str()));
    let without_article =
        words.receiver_article.iter().find_map(|article| receiver.strip_prefix(article.as_str()));
    (!is_nobody).then(|| without_article.unwrap_or(receiver).to_owned())
}

/// The fields that stand on lines of a paragraph. A telegram's number can stand before them.
fn lines(text: &str, words: &ReadingWords) -> Vec<(&'static str, String)> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[0-9A-Za-z/–-]{1,12}\. )?(?:\([A-Z]{1,2}\) )?(?P<name>\p{L}+(?: FOR)?)\.?\s*:\s+(?P<value>\S.*)$",
        )
        .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let mut found = Vec::new();
    for line in text.lines().take(HEAD) {
        let Some(captures) = LINE.captures(line.trim()) else { continue };
        let Some(field) = field_of(&captures["name"]) else { continue };
        let value = first_sentence(&captures["value"], words);
        if value.len() <= LONGEST {
            found.push((field, one_line(value, words)));
        }
    }
    found
}

/// A subject ends where the text goes on: "Subject: The lamp. The Minister has said …".
fn first_sentence<'v>(value: &'v str, words: &ReadingWords) -> &'v str {
    let mut ends = value.match_indices(". ").map(|(at, _)| at);
    ends.find(|&at| !is_abbreviated(&value[..at], words)).map_or(value, |end| &value[..end])
}

fn one_line(text: &str, words: &ReadingWords) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.strip_suffix('.') {
        Some(bare) if !is_abbreviated(bare, words) => bare.to_owned(),
        _ => text,
    }
}

/// Whether the full stop after a text is that of an abbreviation: "Mr", "U.S", "No".
fn is_abbreviated(text: &str, words: &ReadingWords) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '.' || c == '(').next().unwrap_or_default();
    word.chars().nth(1).is_none() || words.sentences.subject_abbreviations.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Inline, Text};

    fn paragraph(style: ParagraphStyle, text: &str) -> Block {
        let content = vec![Inline::Text(Text { text: text.to_owned(), start: 0 })];
        Block::Paragraph { style, content }
    }

    #[test]
    fn captions_announce_subject_and_sides() {
        use ParagraphStyle::{Body, Caption, CaptionText};
        let mut metadata = Metadata::default();
        let blocks = [
            paragraph(Caption, "TO:"),
            paragraph(CaptionText, "The Minister"),
            paragraph(Caption, "FROM"),
            paragraph(CaptionText, "Mr. Orn"),
            paragraph(Caption, "SUBJECT"),
            paragraph(CaptionText, "The Lamp at Skell"),
            paragraph(Body, "The lamp was lit."),
        ];
        complete(&blocks, ReadingWords::everywhere(), &mut metadata);
        assert_eq!(metadata.particulars.subject.as_deref(), Some("The Lamp at Skell"));
        assert_eq!(metadata.particulars.from.as_deref(), Some("Mr. Orn"));
        assert_eq!(metadata.particulars.to.as_deref(), Some("The Minister"));
    }

    #[test]
    fn lines_state_the_subject() {
        for (text, subject) in [
            ("Subject: The lamp", Some("The lamp")),
            ("SUBJ: The lamp at Skell.", Some("The lamp at Skell")),
            ("Re: Your lamp", Some("Your lamp")),
            ("Betreff: Die Lampe", Some("Die Lampe")),
            ("Betr.: Die Lampe", Some("Die Lampe")),
            ("Objet : le phare", Some("le phare")),
            ("Asunto: el faro", Some("el faro")),
            ("Oggetto: il faro", Some("il faro")),
            ("Assunto: o farol", Some("o farol")),
            (
                "142. Subject: Talk With Mr. Orn. The Minister said that all is well.",
                Some("Talk With Mr. Orn"),
            ),
            ("The subject: a lamp", None),
            ("Subject to this: a lamp", None),
            ("The lamp was lit.", None),
        ] {
            let mut metadata = Metadata::default();
            complete(&[paragraph(ParagraphStyle::Body, text)], ReadingWords::everywhere(), &mut metadata);
            assert_eq!(metadata.particulars.subject.as_deref(), subject, "{text}");
        }
    }
}
