//! Clues: what an undated document says about its day; and what is known of its date at the end.
//!
//! Clues are found and weighed by [`crate::dating`]; this is what records keep of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document::DocumentId;
use super::named_time::{NamedDay, NamedTime, Precision};

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
    /// Whether what names the time speaks of the document itself, and not of what it tells.
    pub fn is_own(self) -> bool {
        self <= Self::EditorialNote
    }
}

impl Clue {
    /// A time with what names it, in these words.
    pub fn new(kind: ClueKind, time: NamedTime, words: &str) -> Self {
        Self { kind, time, words: words.into() }
    }

    /// The same, with the words at the place of a text where it is named.
    pub fn of((time, span): (NamedTime, Range<usize>), kind: ClueKind, text: &str) -> Self {
        Self::new(kind, time, &text[span])
    }

    /// Whether the title or the file's name states this day with its year.
    pub fn states_day(&self) -> bool {
        matches!(self.kind, ClueKind::Title | ClueKind::FileName) && self.time.precision() == Precision::Day
    }

    /// Whether both name the same day of the same month.
    pub fn names_day_of(&self, other: &Self) -> bool {
        let day = |time: NamedTime| match time {
            NamedTime::Day(NamedDay { month, day, .. }) => Some((month, day)),
            NamedTime::Stretch(_) => None,
        };
        day(self.time).is_some() && day(self.time) == day(other.time)
    }
}

/// What a date that was inferred rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// A day that the document names.
    Named(ClueKind, Box<str>),
    /// The nearest document before it whose day is known.
    After(DocumentId),
    /// The nearest document after it whose day is known.
    Before(DocumentId),
    /// The days that the documents before and after it name, where the day of none near it is known.
    Order,
}

/// Why a document has no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// It states none, and none is to be inferred for it.
    Off,
    /// It names no day.
    NothingNamed,
    /// It names days, but nothing says which of them is its own.
    Uncertain,
}

impl Why {
    /// Why nothing could be inferred from what a document says about its day.
    pub fn of(clues: &[Clue]) -> Self {
        if clues.is_empty() { Self::NothingNamed } else { Self::Uncertain }
    }
}
