//! Clues: what an undated document says about its day.
//!
//! A clue is a time that the document names, in a place that tells how the time lies to the document's
//! own: its title ([`title`]), the names of its file and folders ([`name`]), the number of its file
//! ([`file_number`]), the note on its source ([`source_note`]), its text and notes ([`text`]). The folder takes a document
//! and its path, and gives its clues; it must not know other documents, nor what a clue weighs.

mod file_number;
mod name;
mod source_note;
mod text;
mod title;

use crate::catalog::folder_page;
use crate::language::dates::Words;
use crate::model::clue::Clue;
use crate::model::document::{Block, Document, plain_text};
use crate::read::plain::source_note as provenance_note;

/// Gathers the clues of a document.
/// `id` is its file's path without the extension; `words` are the archive's words for dates.
pub fn gather(document: &Document, id: &str, words: &Words) -> Vec<Clue> {
    let mut clues = Vec::new();
    let title = plain_text(&document.title);
    title::clues(document, &title, words, &mut clues);
    name::clues(folder_page::named_path(id), words, &mut clues);
    text::clues(document, &title, &words.reading, &mut clues);
    for note in &document.notes {
        let Some(Block::Paragraph { content, .. }) = note.blocks.first() else { continue };
        let text = plain_text(content);
        if provenance_note::labelled(&text, &words.reading.places).is_some() {
            source_note::clues(&title, &text, &words.reading.dating, &mut clues);
        }
    }
    text::clues_of_notes(document, &words.reading, &mut clues);
    file_number::tell_answers(&mut clues);
    clues
}

/// The part of the sentence that stands before a place. An abbreviation's full stop ends none.
fn sentence_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let ends = before.match_indices(". ").map(|(index, _)| index);
    let start = ends
        .filter(|&index| before[..index].ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | ']')))
        .filter(|&index| !before[index + 2..].starts_with(char::is_lowercase))
        .last();
    &before[start.map_or(0, |start| start + 2)..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::clue::ClueKind;
    use crate::read::plain;

    fn clues(text: &str) -> Vec<(ClueKind, String)> {
        let document = plain::read(
            text,
            "d1.txt",
            &crate::language::dates::Words::default(),
            crate::config::guesses::Guesses::default(),
        )
        .document
        .expect("a document");
        gather(&document, "d1", &Words::default())
            .into_iter()
            .map(|clue| (clue.kind, clue.words.into()))
            .collect()
    }

    fn of_source_note(title: &str, note: &str) -> Vec<(ClueKind, String)> {
        clues(&format!("1. {title}1\n\nThe lamp was lit.\n\n  1. Source: {note}\n"))
    }

    #[test]
    fn days_have_the_kind_of_their_place() {
        assert_eq!(
            clues(
                "1. Minutes, April 5, 1926\n\nOn April 4 the lamp was lit,1 and on April 3, too.\n\n  1. See the letter of May 1.\n"
            ),
            [
                (ClueKind::Title, "April 5, 1926".to_owned()),
                (ClueKind::FirstOfText, "April 4".to_owned()),
                (ClueKind::Text, "April 3".to_owned()),
                (ClueKind::Footnote, "May 1".to_owned()),
            ]
        );
    }

    #[test]
    fn file_numbers_are_those_of_the_document() {
        let number = |title: &str, note: &str| of_source_note(title, note).first().cloned();
        let is = |kind, words: &str| Some((kind, words.to_owned()));
        let received = "Telegram From the Legation in Amsel to the Ministry of the Sea";
        let sent = "Telegram From the Ministry of the Sea to the Legation in Amsel";
        let place = "Ministry of the Sea, Central Files";
        for (written, words) in [
            ("611.61/2-2261", "611.61/2-2261"),
            ("851G.01/3–649", "851G.01/3–649"),
            ("661.00/1- 2461", "661.00/1- 2461"),
            ("501.BC Amsel/3–649", "501.BC Amsel/3–649"),
            ("711.11–EI/5–1860", "711.11–EI/5–1860"),
        ] {
            let note = format!("{place}, {written}. Secret.");
            assert_eq!(number(received, &note), is(ClueKind::ReceivedFileNumber, words), "{written}");
            assert_eq!(number(sent, &note), is(ClueKind::SentFileNumber, words));
            assert_eq!(number("Memorandum From Orn to Vell", &note), is(ClueKind::FileNumber, words));
        }
        for note in [
            "Ministry of the Sea, Lot 3. Secret. Another copy is ibid., 611.61/2–2261.",
            "Ministry of the Sea, Lot 3 (also in 611.61/2–2261). Secret.",
            "Ministry of the Sea, Central Files, POL 1–1.",
            "Ministry of the Sea, Central Files, 611.61/13–2261.",
        ] {
            assert_eq!(number(received, note), None, "{note}");
        }
    }

    #[test]
    fn what_is_answered_can_have_given_its_number() {
        let sent = "Telegram From the Ministry of the Sea to the Legation in Amsel";
        let kind = |text: &str| {
            let note = "  1. Source: Ministry of the Sea, Central Files, 611.61/2–2261. Secret.";
            let clues = clues(&format!("1. {sent}1\n\n{text}\n\n{note}\n"));
            clues.into_iter().map(|(kind, _)| kind).find(|kind| *kind < ClueKind::Drafted)
        };
        assert_eq!(kind("The lamp was lit."), Some(ClueKind::SentFileNumber));
        assert_eq!(kind("Your telegram 12, February 22."), Some(ClueKind::AnsweringFileNumber));
    }

    #[test]
    fn source_notes_say_what_a_day_is() {
        let kinds = |title: &str, note: &str| -> Vec<ClueKind> {
            of_source_note(title, note).into_iter().map(|(kind, _)| kind).collect()
        };
        let talk = "Memorandum of Conversation";
        assert_eq!(kinds(talk, "Box 3. Secret. Drafted by Orn on April 6."), [ClueKind::Recorded]);
        assert_eq!(kinds(talk, "Box 3. Drafted by Orn and approved on April 9."), [ClueKind::Approved]);
        assert_eq!(kinds("Paper", "Box 3. Drafted by Orn on April 6."), [ClueKind::Drafted]);
        assert_eq!(kinds("Paper", "Box 3. Sent under cover of a note dated April 6."), [ClueKind::Forwarded]);
        assert_eq!(kinds("Paper", "Box 3. Received on April 6."), [ClueKind::Received]);
        assert_eq!(kinds("Address", "Harbour Bulletin, April 30, 1926, p. 5."), [ClueKind::Published]);
        assert_eq!(kinds("Paper", "Box 3, Folder 1 Jan.–31 Dec. 1926."), [ClueKind::Filed]);
    }

    #[test]
    fn a_record_that_was_filed_when_it_was_drafted_is_dated_by_its_drafting() {
        let note = "Central Files, 611.61/4–626. Secret. Drafted by Orn on April 6.";
        assert_eq!(
            of_source_note("Memorandum of Conversation", note),
            [(ClueKind::Recorded, "April 6".to_owned())]
        );
    }
}
