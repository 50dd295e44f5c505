//! The names of the interface's messages for what dates rest on, and for why there is none.

use crate::model::clue::{ClueKind, Why};

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
}

impl Why {
    /// The message of the interface that says so of one document.
    pub fn message(self) -> &'static str {
        match self {
            Self::Off => "undated_off",
            Self::NothingNamed => "undated_nothing_named",
            Self::Uncertain => "undated_uncertain",
        }
    }

    /// The message of the interface that says so of many.
    pub fn message_of_many(self) -> &'static str {
        match self {
            Self::Off => "undated_off_count",
            Self::NothingNamed => "undated_nothing_named_count",
            Self::Uncertain => "undated_uncertain_count",
        }
    }
}
