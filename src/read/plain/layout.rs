//! Where the parts of a plain text without its notes stand: file number, number, title and paragraphs.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{paragraphs, trimmed};

/// Where the parts of a document stand.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) file_number: Option<Range<usize>>,
    pub(super) number: Option<Range<usize>>,
    /// The title, without its number, and possibly with the mark of the source note.
    pub(super) title: Range<usize>,
    pub(super) paragraphs: Vec<Range<usize>>,
}

impl Layout {
    /// Finds them.
    pub(super) fn of(text: &str) -> Self {
        let mut layout = Self::default();
        let mut paragraphs = paragraphs(text, text.len()).into_iter().peekable();
        let Some(first) = paragraphs.next() else { return layout };
        let (title, rest) = first_line(text, first);
        layout.set_title(text, title);
        if is_file_number(&text[layout.title.clone()])
            && rest.is_none()
            && paragraphs.peek().is_some_and(|next| next.len() < 400)
        {
            layout.file_number = Some(layout.title.clone());
            if let Some(next) = paragraphs.next() {
                layout.set_title(text, next);
            }
        }
        layout.paragraphs = rest.into_iter().chain(paragraphs).collect();
        layout
    }

    fn set_title(&mut self, text: &str, span: Range<usize>) {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^([0-9]+[a-z]?)\.\s+\S").unwrap_or_else(|error| unreachable!("{error}"))
        });
        let line = &text[span.clone()];
        match NUMBER.captures(line).and_then(|captures| captures.get(1)) {
            Some(number) => {
                self.number = Some(span.start..span.start + number.end());
                let title = &line[number.end() + 1..];
                self.title = span.end - title.trim_start().len()..span.end;
            }
            None => {
                self.number = None;
                self.title = span;
            }
        }
    }
}

/// The first line of a paragraph, and what follows it.
fn first_line(text: &str, paragraph: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    match text[paragraph.clone()].find('\n') {
        None => (paragraph, None),
        Some(newline) => {
            let end = paragraph.start + newline;
            (trimmed(text, paragraph.start..end), Some(trimmed(text, end..paragraph.end)))
        }
    }
}

/// A file number heads some documents: `851G.01/3–649: Telegram`.
fn is_file_number(line: &str) -> bool {
    static FILE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{2,4}[A-Za-z]*(?:[. ][0-9A-Za-z]+)* ?[A-Za-z ]*/\d[\d–-]*(?: \[[\d–-]+\])?(?:[:;] ?[A-Za-z ]+[:.]?)?$")
            .unwrap_or_else(|error| unreachable!("{error}"))
    });
    FILE_NUMBER.is_match(line)
}
