//! Clues: what an undated document says about its day.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::named_day::{self, NamedDay, NamedYear};
use crate::document::{Block, Document, ParagraphStyle, plain_text};

/// A day that a document names, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// What names the day.
    pub kind: ClueKind,
    /// The day.
    pub day: NamedDay,
    /// The words that name it.
    pub words: Box<str>,
}

/// What names a day. The order is that in which a reader is shown them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ClueKind {
    /// The title: "Memorandum of Conversation, April 5, 1961".
    Title,
    /// The file number of what the office received by wire, which has the day on which it was sent.
    ReceivedFileNumber,
    /// The file number of what stayed in the office, such as a memorandum.
    FileNumber,
    /// The file number of what the office sent, which can have the day of what it answers.
    SentFileNumber,
    /// The same, where text or footnotes name that day, and so seem to name what is answered.
    AnsweringFileNumber,
    /// The source note says when the document was drafted.
    Drafted,
    /// The source note says when the record of a talk was drafted, which is after it.
    Recorded,
    /// The source note says when the record of a talk was drafted and approved, which is later still.
    Approved,
    /// The source note says when the document was sent on, mostly as an enclosure.
    Forwarded,
    /// The source note names the day in another way: "dated", "received".
    SourceNote,
    /// The source note says where the document was published, which is after it.
    Published,
    /// The first day that an editorial note names.
    EditorialNote,
    /// The first day that the text names.
    FirstOfText,
    /// Another day that the text names.
    Text,
    /// A day that a footnote names.
    Footnote,
}

impl ClueKind {
    /// The interface's word for what names the day.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "clue_title",
            Self::ReceivedFileNumber
            | Self::FileNumber
            | Self::SentFileNumber
            | Self::AnsweringFileNumber => "clue_file_number",
            Self::Drafted
            | Self::Recorded
            | Self::Approved
            | Self::Forwarded
            | Self::SourceNote
            | Self::Published => "clue_source_note",
            Self::EditorialNote | Self::FirstOfText | Self::Text => "clue_text",
            Self::Footnote => "clue_footnote",
        }
    }
}

/// How many days of a document's text, and as many of its footnotes, are clues: the first ones.
const MOST: usize = 12;

/// Gathers the clues of a document.
pub fn gather(document: &Document) -> Vec<Clue> {
    let mut clues = Vec::new();
    let title = plain_text(&document.title);
    push_days(&title, &mut clues, |_| ClueKind::Title);
    let is_editorial = document.metadata.kind.as_deref() == Some("Editorial Note");
    let mut first = if is_editorial { ClueKind::EditorialNote } else { ClueKind::FirstOfText };
    let mut left = MOST;
    for block in &document.blocks {
        let (Block::Paragraph { content, .. } | Block::Heading { content, .. }) = block else { continue };
        let text = plain_text(content);
        if matches!(block, Block::Paragraph { style: ParagraphStyle::FileNumber, .. }) {
            clues.extend(file_number(&text, file_number_kind(&title, text.contains("elegram"))));
            continue;
        }
        let before = clues.len();
        for (day, span) in named_day::find(&text).into_iter().take(left) {
            clues.push(Clue::new(first, day, &text[span]));
            first = ClueKind::Text;
        }
        left -= clues.len() - before;
        if left == 0 {
            break;
        }
    }
    let mut left = MOST;
    for note in &document.notes {
        let Some(Block::Paragraph { content, .. }) = note.blocks.first() else { continue };
        let text = plain_text(content);
        if text.trim_start().starts_with("Source:") {
            let number = file_number(&text[..own_place(&text)], file_number_kind(&title, false));
            let is_record = is_record(&title);
            let first = clues.len();
            for (day, span) in named_day::find(&text) {
                let sentence = sentence_before(&text, span.start);
                // A folder is named by its first and last days.
                if !is_span(&text, &span) {
                    let rest = &text[span.end..];
                    let rest = &rest[..rest.find(". ").unwrap_or(rest.len())];
                    clues.push(Clue::new(source_note_kind(sentence, rest, is_record), day, &text[span]));
                }
            }
            // What was filed when it was drafted, approved or sent on says no more by its number.
            let is_kept = |kind| matches!(kind, ClueKind::ReceivedFileNumber | ClueKind::SentFileNumber);
            let repeats = |number: &Clue| clues[first..].iter().any(|clue| clue.names_day_of(number));
            let number = number.filter(|number| !is_record && is_kept(number.kind) || !repeats(number));
            clues.extend(number);
        } else if left > 0 {
            let before = clues.len();
            let days = named_day::find(&text).into_iter().take(left);
            clues.extend(days.map(|(day, span)| Clue::new(ClueKind::Footnote, day, &text[span])));
            left -= clues.len() - before;
        }
    }
    tell_answers(&mut clues);
    clues
}

/// Tells the file numbers apart that seem to be those of what is answered.
fn tell_answers(clues: &mut [Clue]) {
    let sent = clues.iter().position(|clue| clue.kind == ClueKind::SentFileNumber);
    let Some(number) = sent.and_then(|index| clues.get(index)).cloned() else { return };
    let is_named = |clue: &Clue| clue.kind >= ClueKind::FirstOfText && clue.names_day_of(&number);
    if clues.iter().any(is_named) {
        let numbers = clues.iter_mut().filter(|clue| clue.kind == ClueKind::SentFileNumber);
        numbers.for_each(|clue| clue.kind = ClueKind::AnsweringFileNumber);
    }
}

impl Clue {
    fn names_day_of(&self, other: &Self) -> bool {
        (self.day.month, self.day.day) == (other.day.month, other.day.day)
    }

    fn new(kind: ClueKind, day: NamedDay, words: &str) -> Self {
        Self { kind, day, words: words.into() }
    }
}

fn push_days(text: &str, clues: &mut Vec<Clue>, kind: impl Fn(usize) -> ClueKind) {
    let days = named_day::find(text).into_iter();
    clues.extend(
        days.map(|(day, span): (NamedDay, Range<usize>)| Clue::new(kind(span.start), day, &text[span])),
    );
}

/// The day in a decimal file number: month, day and year after the slash, `611.61/2–2261`.
fn file_number(text: &str, kind: ClueKind) -> Option<Clue> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[ (])(\d{2,4}[0-9A-Za-z.]*(?:[ –-]{1,2}[A-Z][A-Za-z]*)? ?/ ?(\d{1,2}) ?[–-] ?(\d{1,2})(\d\d))(?:[^0-9/–-]|$)")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    let captures = NUMBER.captures(text)?;
    let day = NamedDay::new(
        NamedYear::Short(captures[4].parse().ok()?),
        captures[2].parse().ok()?,
        captures[3].parse().ok()?,
    )?;
    Some(Clue::new(kind, day, &captures[1]))
}

/// The end of what a source note says about the document itself: where its first sentence or what
/// comes before the first bracket ends. Further numbers are those of others.
fn own_place(note: &str) -> usize {
    let end = note.match_indices(['.', '(']).find(|(index, sign)| {
        let before = note[..*index].chars().next_back();
        *sign == "("
            || note[index + 1..].starts_with(' ')
                && before.is_some_and(|c| c.is_lowercase() || matches!(c, ')' | ']'))
    });
    end.map_or(note.len(), |(index, _)| index)
}

/// The kind of a document's file number.
fn file_number_kind(title: &str, is_telegram: bool) -> ClueKind {
    let is_letter = ["Letter", "Message"].iter().any(|kind| title.starts_with(kind));
    if is_letter {
        ClueKind::SentFileNumber
    } else if is_received(title) && !title.starts_with("Memorandum") {
        ClueKind::ReceivedFileNumber
    } else if is_telegram || title.contains("elegram") {
        ClueKind::SentFileNumber
    } else {
        ClueKind::FileNumber
    }
}

/// Whether a title is that of a dispatch that the office received.
fn is_received(title: &str) -> bool {
    static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bto (?:the )?(?:acting )?(?:secretary\b|department\b|ministry\b|minister\b|foreign office)")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    RECEIVED.is_match(title)
}

/// Whether a title is that of a record of what was said, which is drafted afterwards.
fn is_record(title: &str) -> bool {
    let title = title.to_lowercase();
    ["conversation", "meeting", "minutes", "record", "discussion", "conference", "notes"]
        .iter()
        .any(|word| title.contains(word))
}

/// The part of the sentence that stands before a place. An abbreviation's full stop ends none.
fn sentence_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let ends = before.match_indices(". ").map(|(index, _)| index);
    let start = ends
        .filter(|&index| before[..index].ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | ']')))
        .last();
    &before[start.map_or(0, |start| start + 2)..]
}

/// Whether a day is one end of a span of time: `1 Jan–31 Dec`.
fn is_span(text: &str, day: &Range<usize>) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let after = text[day.end..].trim_start_matches(['.', ' ']);
    text[..day.start].trim_end().ends_with(is_dash) || after.starts_with(is_dash)
}

/// What a source note says of a day, by its sentence before and after the day.
fn source_note_kind(sentence: &str, rest: &str, is_record: bool) -> ClueKind {
    const PUBLICATIONS: [&str; 8] =
        ["Bulletin", "Papers", "Times", "Post,", "Congressional Record", "Hansard", "Gazette", "Journal"];
    let names = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let last_comma = sentence.trim_end_matches([' ', ',']).rfind([',', ';']).map_or(0, |comma| comma + 1);
    if PUBLICATIONS.iter().any(|name| sentence[last_comma..].contains(name)) {
        return ClueKind::Published;
    }
    match names(&["Drafted ", "drafted ", "Prepared ", "prepared ", "Approved ", "approved "]) {
        true if !is_record => ClueKind::Drafted,
        true if names(&["pproved ", "leared "]) => ClueKind::Approved,
        true => ClueKind::Recorded,
        false
            if ["nclos", "ttach", " cover", "ransmit", "orwarded", "Sent ", " sent "]
                .iter()
                .any(|word| sentence.contains(word) || rest.contains(word)) =>
        {
            ClueKind::Forwarded
        }
        false => ClueKind::SourceNote,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::plain;

    fn clues(text: &str) -> Vec<(ClueKind, String)> {
        let document =
            plain::read(text, "d1.txt", &crate::date::words::Words::default()).document.expect("a document");
        gather(&document).into_iter().map(|clue| (clue.kind, clue.words.into())).collect()
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
            "Ministry of the Sea, Lot 66 D 204, Vol. II, 10/69–5/70.",
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
        assert_eq!(kinds("Paper", "Box 3. Received on April 6."), [ClueKind::SourceNote]);
        assert_eq!(kinds("Address", "Harbour Bulletin, April 30, 1926, p. 5."), [ClueKind::Published]);
        assert_eq!(kinds("Paper", "Box 3, Folder 1 Jan.–31 Dec. 1926."), []);
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
