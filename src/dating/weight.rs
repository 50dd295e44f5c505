//! How a document's day lies to the days that it names: for each kind of clue the density of the
//! days between, as measured on the documents of an edition whose days are known.

use super::clue::ClueKind;

/// Where the stretches of days begin, but for the first, which has no beginning: documents from so
/// many days after the named day on.
pub const STRETCHES: [i32; 14] = [-365, -30, -7, -3, -1, 0, 1, 2, 4, 8, 15, 31, 91, 366];

/// For each stretch the share of documents that lie on one day of it, in thousandths.
pub type Densities = [f64; 15];

/// The densities for a clue; `full` if it names the year.
pub fn densities(kind: ClueKind, full: bool) -> &'static Densities {
    match (kind, full) {
        (ClueKind::Title, _) => &TITLE,
        (ClueKind::ReceivedFileNumber, _) => &RECEIVED_FILE_NUMBER,
        (ClueKind::FileNumber, _) => &FILE_NUMBER,
        (ClueKind::SentFileNumber, _) => &SENT_FILE_NUMBER,
        (ClueKind::AnsweringFileNumber, _) => &ANSWERING_FILE_NUMBER,
        (ClueKind::Drafted, _) => &DRAFTED,
        (ClueKind::Recorded, _) => &RECORDED,
        (ClueKind::Approved, _) => &APPROVED,
        (ClueKind::Published, _) => &PUBLISHED,
        (ClueKind::Forwarded, _) => &FORWARDED,
        (ClueKind::SourceNote, _) => &SOURCE_NOTE,
        (ClueKind::EditorialNote, _) => &EDITORIAL_NOTE,
        (ClueKind::FirstOfText, false) => &FIRST_OF_TEXT,
        (ClueKind::FirstOfText, true) => &FIRST_OF_TEXT_WITH_YEAR,
        (ClueKind::Text, false) => &TEXT,
        (ClueKind::Text, true) => &TEXT_WITH_YEAR,
        (ClueKind::Held | ClueKind::Received, _) => &SOURCE_NOTE,
        (ClueKind::Answered, _) => &TEXT,
        (ClueKind::Subject | ClueKind::FileName | ClueKind::FolderName | ClueKind::Filed | ClueKind::CitedPublication | ClueKind::CitedVolume, _) => &FOOTNOTE_WITH_YEAR,
        (ClueKind::Footnote, false) => &FOOTNOTE,
        (ClueKind::Footnote, true) => &FOOTNOTE_WITH_YEAR,
    }
}

const TITLE: Densities = [0.01, 0.02, 0.1, 0.5, 2.0, 5.0, 960.0, 5.0, 2.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
const RECEIVED_FILE_NUMBER: Densities =
    [0.01, 0.02, 0.2, 0.6, 1.5, 5.0, 967.0, 5.0, 1.5, 0.5, 0.2, 0.1, 0.03, 0.02, 0.01];
const FILE_NUMBER: Densities =
    [0.01, 0.03, 0.9, 4.0, 6.0, 10.0, 900.0, 7.0, 3.0, 1.0, 0.4, 0.2, 0.1, 0.03, 0.01];
const SENT_FILE_NUMBER: Densities =
    [0.01, 0.02, 0.1, 0.5, 3.0, 5.0, 870.0, 35.0, 15.0, 8.0, 3.0, 0.6, 0.1, 0.03, 0.01];
const ANSWERING_FILE_NUMBER: Densities =
    [0.01, 0.02, 0.1, 0.5, 3.0, 5.0, 450.0, 120.0, 65.0, 40.0, 10.0, 2.0, 0.2, 0.03, 0.01];
const DRAFTED: Densities =
    [0.01, 0.4, 0.65, 2.0, 20.0, 40.0, 340.0, 240.0, 60.0, 9.4, 0.6, 0.6, 0.5, 0.16, 0.01];
const RECORDED: Densities =
    [0.01, 0.1, 10.0, 38.0, 90.0, 320.0, 110.0, 8.0, 3.0, 0.9, 0.9, 0.4, 0.14, 0.02, 0.01];
const APPROVED: Densities =
    [0.01, 0.7, 20.0, 45.0, 43.0, 90.0, 65.0, 4.0, 3.0, 0.7, 0.4, 0.3, 0.14, 0.02, 0.01];
const PUBLISHED: Densities =
    [0.1, 0.5, 22.0, 12.0, 5.0, 45.0, 12.0, 4.0, 2.0, 1.0, 1.0, 0.8, 0.2, 0.15, 0.05];
const FORWARDED: Densities =
    [0.01, 0.1, 3.5, 25.0, 70.0, 150.0, 324.0, 39.0, 18.0, 10.0, 2.0, 1.0, 0.2, 0.05, 0.01];
const SOURCE_NOTE: Densities =
    [0.01, 0.1, 3.3, 18.0, 57.0, 115.0, 320.0, 72.0, 28.0, 13.0, 2.6, 2.1, 0.31, 0.05, 0.01];
const EDITORIAL_NOTE: Densities =
    [0.02, 0.06, 1.0, 4.0, 10.0, 15.0, 600.0, 20.0, 15.0, 10.0, 4.0, 2.0, 0.5, 0.1, 0.05];
const FIRST_OF_TEXT: Densities =
    [0.01, 0.38, 3.1, 7.6, 23.0, 40.0, 128.0, 119.0, 56.0, 24.0, 12.7, 4.9, 1.4, 0.47, 0.01];
const FIRST_OF_TEXT_WITH_YEAR: Densities =
    [0.01, 0.22, 1.0, 1.6, 5.0, 6.0, 221.0, 40.0, 28.0, 15.0, 7.7, 4.6, 1.5, 0.47, 0.15];
const TEXT: Densities =
    [0.01, 0.76, 4.7, 11.3, 15.7, 21.8, 37.7, 51.0, 38.7, 27.8, 15.1, 5.5, 2.3, 0.71, 0.01];
const TEXT_WITH_YEAR: Densities =
    [0.03, 0.36, 1.1, 2.0, 5.0, 6.8, 43.6, 27.2, 20.8, 11.4, 6.2, 4.8, 2.2, 0.76, 0.18];
const FOOTNOTE: Densities =
    [0.01, 0.44, 3.3, 14.0, 32.5, 64.0, 108.0, 93.0, 46.5, 25.4, 11.9, 5.0, 1.3, 0.37, 0.01];
const FOOTNOTE_WITH_YEAR: Densities =
    [0.02, 0.29, 5.4, 6.1, 8.0, 13.6, 25.3, 15.3, 11.0, 5.3, 5.4, 3.7, 1.4, 0.58, 0.28];
