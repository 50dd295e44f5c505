//! What is known of a document's head before it is read: a rule of the archive can say where its number and title stand.

use std::ops::Range;

use crate::config::split::{FirstLine, Words};

/// The head of a document as a rule knows it. Places are those in the document's text, or in what a reader sees of its first
/// blocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownHead {
    /// Where the head begins. What stands before it, such as the mark of a page, is text.
    pub(crate) start: usize,
    /// What is known of its first line; otherwise it is read as any head.
    pub(crate) line: Option<KnownLine>,
    /// Whether it is one of many letters, so that its title names the receiver and its signature the sender.
    pub(crate) is_letter: bool,
    /// Whether the signs in its text were found before it was parted from others.
    pub(crate) is_divided: bool,
}

/// The line that begins a document.
#[derive(Debug, Clone)]
pub(crate) struct KnownLine {
    /// The words that begin the document.
    pub(crate) matched: Range<usize>,
    /// Its number.
    pub(crate) number: Option<String>,
    /// Its title; otherwise what follows on the line is it, or the next line.
    pub(crate) title: Option<KnownTitle>,
}

/// The title of a document as a rule knows it.
#[derive(Debug, Clone)]
pub(crate) enum KnownTitle {
    /// It stands there.
    At(Range<usize>),
    /// It is put together.
    Written(String),
}

impl KnownLine {
    /// Where the title stands that is known by its place. Without a number all words are the title's.
    pub(crate) fn title_span(&self, text: &str) -> Option<Range<usize>> {
        let KnownTitle::At(title) = self.title.as_ref()? else { return None };
        let before = text.get(self.matched.start..title.start.max(self.matched.start));
        let after = text.get(title.end.min(self.matched.end)..self.matched.end);
        let loses = |rest: Option<&str>| rest.is_some_and(|rest| rest.contains(char::is_alphanumeric));
        let is_whole = self.number.is_none() && (loses(before) || loses(after));
        Some(if is_whole { self.matched.clone() } else { title.clone() })
    }

    /// The words with which the number is printed: what begins the document, without its title.
    pub(crate) fn label(&self, title: Option<&Range<usize>>) -> Option<Range<usize>> {
        self.number.as_ref()?;
        let Range { start, end } = self.matched.clone();
        match title {
            Some(title) if title.start > start => Some(start..title.start.min(end)),
            Some(title) => Some(title.end.min(end)..end),
            None => Some(start..end),
        }
        .filter(|label| !label.is_empty())
    }

    /// The title that is put together.
    pub(crate) fn written_title(&self) -> Option<&str> {
        match &self.title {
            Some(KnownTitle::Written(title)) => Some(title),
            _ => None,
        }
    }
}

impl KnownHead {
    /// The head of a document that a rule begins at a line: what the rule says of it, with the places that stretches of that
    /// line have in the document. A rule that says nothing but where documents begin leaves the head to the reader.
    pub(super) fn of_line(
        said: &FirstLine,
        start: usize,
        place: impl Fn(&Range<usize>) -> Range<usize>,
    ) -> Self {
        let FirstLine { matched, number, title } = said;
        let line = (number.is_some() || title.is_some()).then(|| KnownLine {
            matched: place(matched),
            number: number.clone(),
            title: title.as_ref().map(|title| match title {
                Words::At(span) => KnownTitle::At(place(span)),
                Words::Written(words) => KnownTitle::Written(words.clone()),
            }),
        });
        Self { start, line, ..Self::default() }
    }
}
