//! Clues: what an undated document says about its day.
//!
//! A clue is a time that the document names, in a place that tells how the time lies to the document's
//! own: its title ([`title`]), the names of its file and folders ([`name`]), the number of its file
//! ([`file_number`]), the note on its source ([`source_note`]), its text and notes ([`text`]).

mod file_number;
mod name;
mod source_note;
mod text;
mod title;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::named_time::{NamedDay, NamedTime, Precision};
use crate::language::dates::Words;
use crate::model::document::{Block, Document, plain_text};
use crate::read::plain::source_note as provenance_note;

/// A time that a document names, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// What names the time.
    pub kind: ClueKind,
    /// The time.
    pub time: NamedTime,
    /// The words that name it.
    pub words: Box<str>,
}

/// What names a time. The order is that in which a reader is shown them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClueKind {
    /// The title: "Memorandum of Conversation, April 5, 1961".
    Title,
    /// The line that says what the document is about: "Subject: My meeting of April 5, 1961".
    Subject,
    /// The name of the file.
    FileName,
    /// The name of a folder that holds it.
    FolderName,
    /// The file number of what the office received by wire, which has the day on which it was sent.
    ReceivedFileNumber,
    /// The file number of what stayed in the office, such as a memorandum.
    FileNumber,
    /// The file number of what the office sent, which can have the day of what it answers.
    SentFileNumber,
    /// The same, where text or footnotes name that day, and so seem to name what is answered.
    AnsweringFileNumber,
    /// The source note says when a meeting was held.
    Held,
    /// The source note says when the document was received.
    Received,
    /// The source note says when the document was drafted.
    Drafted,
    /// The source note says when the record of a talk was drafted, which is after it.
    Recorded,
    /// The source note says when the record of a talk was drafted and approved, which is later still.
    Approved,
    /// The source note says when the document was sent on, mostly as an enclosure.
    Forwarded,
    /// The source note names the day in another way: "dated".
    SourceNote,
    /// The source note says where the document was published, which is after it.
    Published,
    /// The name of the box, file or folder in which the document is kept.
    Filed,
    /// Another document describes it by post, number and day: "telegram 142 from Lindholt, February 22".
    Described,
    /// The first day that an editorial note names.
    EditorialNote,
    /// The text names what it answers: "your letter of February 15".
    Answered,
    /// The first day that the text names.
    FirstOfText,
    /// Another day that the text names.
    Text,
    /// A day that a footnote names.
    Footnote,
    /// The day of a publication that a footnote cites.
    CitedPublication,
    /// The years of a volume that a footnote cites: "Harbour Papers, 1924–1926, vol. II".
    CitedVolume,
    /// Telegrams of the same post with a lower and a higher number, whose days are known.
    SerialNumber,
    /// The day of another document of the same box or folder.
    SameFile,
    /// The day of another document of the same series of files.
    SameSeries,
    /// The day of another document of the same sender.
    SameSender,
    /// The day of another document to the same receiver.
    SameReceiver,
}

impl ClueKind {
    /// The interface's word for what names the time.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "clue_title",
            Self::Subject => "clue_subject",
            Self::FileName => "clue_file_name",
            Self::FolderName => "clue_folder_name",
            Self::ReceivedFileNumber
            | Self::FileNumber
            | Self::SentFileNumber
            | Self::AnsweringFileNumber => "clue_file_number",
            Self::Held
            | Self::Received
            | Self::Drafted
            | Self::Recorded
            | Self::Approved
            | Self::Forwarded
            | Self::SourceNote
            | Self::Published
            | Self::Filed => "clue_source_note",
            Self::EditorialNote | Self::Answered | Self::FirstOfText | Self::Text => "clue_text",
            Self::Footnote | Self::CitedPublication | Self::CitedVolume => "clue_footnote",
            Self::Described => "clue_described",
            Self::SerialNumber => "clue_serial_number",
            Self::SameFile | Self::SameSeries => "clue_same_file",
            Self::SameSender => "clue_same_sender",
            Self::SameReceiver => "clue_same_receiver",
        }
    }

    /// Whether what names the time speaks of the document itself, and not of what it tells.
    pub fn is_own(self) -> bool {
        self <= Self::EditorialNote
    }
}

/// Gathers the clues of a document.
/// `id` is its address, whose parts are the names of its file and folders; `words` are the archive's words for dates.
pub fn gather(document: &Document, id: &str, words: &Words) -> Vec<Clue> {
    let mut clues = Vec::new();
    let title = plain_text(&document.title);
    title::clues(document, &title, words, &mut clues);
    name::clues(id, words, &mut clues);
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

impl Clue {
    fn new(kind: ClueKind, time: NamedTime, words: &str) -> Self {
        Self { kind, time, words: words.into() }
    }

    fn of((time, span): (NamedTime, Range<usize>), kind: ClueKind, text: &str) -> Self {
        Self::new(kind, time, &text[span])
    }

    /// Whether the title or the file's name states this day with its year.
    pub fn states_day(&self) -> bool {
        matches!(self.kind, ClueKind::Title | ClueKind::FileName) && self.time.precision() == Precision::Day
    }

    /// Whether both name the same day of the same month.
    fn names_day_of(&self, other: &Self) -> bool {
        let day = |time: NamedTime| match time {
            NamedTime::Day(NamedDay { month, day, .. }) => Some((month, day)),
            NamedTime::Stretch(_) => None,
        };
        day(self.time).is_some() && day(self.time) == day(other.time)
    }
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
