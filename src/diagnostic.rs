//! Diagnostics: what is wrong with a source or the configuration, where, and what to do.
//!
//! Diagnostics are values. Stages collect them and go on; only `main` prints them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong; fatal with `--strict`.
    Warning,
    /// The archive cannot be published as it is.
    Error,
}

/// What a diagnostic is about. The names are stable: configuration and other programs use them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The text is not UTF-8; which encoding was taken.
    Encoding,
    /// The file is no text, and was left out.
    NotText,
    /// A file could not be read.
    Unreadable,
    /// A file of the site could not be written.
    Unwritable,
    /// A symbolic link that leads out of the archive, or nowhere.
    Symlink,
    /// The document has no text.
    Empty,
    /// A mark calls a footnote that the source does not have.
    MissingNote,
    /// No mark calls the footnote.
    UncalledNote,
    /// Two footnotes have the same label.
    DuplicateNote,
    /// Lines were taken for heads and feet of pages.
    PageFurniture,
    /// Front matter or another file of metadata cannot be understood.
    Metadata,
    /// A date is not a date of EDTF level 1.
    Date,
    /// Documents have no date.
    Undated,
    /// A dateline names a day that there is not, or another day of the week.
    Dateline,
    /// The metadata says something else than the text.
    Contradiction,
    /// Two documents claim the same number within a collection.
    DuplicateNumber,
    /// Two pages claim the same address.
    Address,
    /// A reference was recognised, and leads to nothing in the archive.
    Unresolved,
    /// A document is described, and one or several of the archive may be meant.
    Suggestion,
    /// A link leads to a file or heading that does not exist.
    BrokenLink,
    /// A link's address has a scheme that pages may not use.
    UnsafeLink,
    /// A table's row has more cells than the table has columns.
    TableCells,
    /// An image lies outside the archive, and is shown as a link.
    RemoteImage,
    /// What the last build left cannot be used.
    Cache,
    /// A template cannot be parsed or rendered.
    Template,
    /// A package could not be made, or not the same each time, for want of a program.
    Package,
    /// An `[[allow]]` in the configuration accepts nothing.
    UnusedAllow,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Serde knows the kebab-case names; there is one list of them.
        self.serialize(f)
    }
}

/// One thing that is wrong or worth knowing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Why a reference leads to nothing, for other programs: `no-document`, `ambiguous`.
    pub reason: Option<Cow<'static, str>>,
    /// What to do.
    pub help: Option<String>,
    /// The file, relative to the archive's root, with `/` between its parts.
    pub file: String,
    /// Where in the file.
    pub place: Option<Place>,
}

/// A place in a file, with the line that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The text of the line, cut to a readable length around the place.
    pub quote: String,
    /// The marked bytes within `quote`.
    pub marked: Range<usize>,
}

/// How many bytes of a long line are quoted on either side of the place.
const QUOTE_MARGIN: usize = 60;

impl Place {
    /// The place of a stretch of bytes in a text.
    pub fn new(text: &str, span: Range<usize>) -> Self {
        let start = floor_char_boundary(text, span.start);
        let end = floor_char_boundary(text, span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let quote_start = floor_char_boundary(text, start.saturating_sub(QUOTE_MARGIN)).max(line_start);
        let quote_end = floor_char_boundary(text, end.saturating_add(QUOTE_MARGIN)).min(line_end);
        let before = if quote_start > line_start { "…" } else { "" };
        let after = if quote_end < line_end { "…" } else { "" };
        let quoted = text[quote_start..quote_end.max(start)].trim_end_matches('\r');
        let mark_start = before.len() + start - quote_start;
        let mark_end = (before.len() + end - quote_start).min(before.len() + quoted.len());
        Self {
            line: text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            quote: format!("{before}{quoted}{after}"),
            marked: mark_start.min(mark_end)..mark_end,
        }
    }
}

impl Place {
    /// The words at the place, as far as they are quoted.
    pub fn words(&self) -> &str {
        self.quote.get(self.marked.clone()).unwrap_or_default()
    }

    /// The quote with as much space before it as was cut off, and the marked bytes in that.
    fn in_line(&self) -> (String, Range<usize>) {
        let before = self.quote[..self.marked.start].chars().count();
        let space = (self.column - 1).saturating_sub(before);
        let line = format!("{}{}", " ".repeat(space), self.quote);
        (line, self.marked.start + space..self.marked.end + space)
    }
}

/// The last character boundary at or before a byte offset.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl Diagnostic {
    /// A diagnostic about a file as a whole.
    pub fn new(severity: Severity, code: Code, file: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            reason: None,
            help: None,
            file: file.to_owned(),
            place: None,
        }
    }

    /// The same, at a place in the file's decoded text.
    pub fn at(mut self, text: &str, span: Range<usize>) -> Self {
        self.place = Some(Place::new(text, span));
        self
    }

    /// The same, with the reason why a reference leads to nothing.
    pub fn reason(mut self, reason: &'static str) -> Self {
        self.reason = Some(Cow::Borrowed(reason));
        self
    }

    /// The same, with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The diagnostic for a terminal: what is wrong, file, line and column, the line with a mark
    /// under the place, and advice.
    pub fn render(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let code = self.code.to_string();
        let title = level.primary_title(self.message.as_str()).id(code.as_str());
        // The quote can be a part of its line: what was cut off before it is stood in for by space,
        // so that the column comes out right.
        let (source, marked) = self.place.as_ref().map_or((String::new(), 0..0), Place::in_line);
        let mut group = match &self.place {
            Some(place) => Group::with_title(title).element(
                Snippet::source(source.as_str())
                    .line_start(place.line)
                    .path(self.file.as_str())
                    .annotation(AnnotationKind::Primary.span(marked)),
            ),
            None => Group::with_title(title).element(Origin::path(self.file.as_str())),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// Counts of diagnostics by severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
}

impl Tally {
    /// Counts a list of diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_line_column_and_quote() {
        let place = Place::new("one\ntwo «three»\nfour", 8..17);
        assert_eq!((place.line, place.column), (2, 5));
        assert_eq!(place.quote, "two «three»");
        assert_eq!(&place.quote[place.marked.clone()], "«three»");
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("{}HERE{}", "a".repeat(300), "b".repeat(300));
        let place = Place::new(&text, 300..304);
        assert!(place.quote.len() < 140);
        assert_eq!(&place.quote[place.marked.clone()], "HERE");
        assert_eq!(place.column, 301);
    }

    #[test]
    fn a_place_past_the_end_does_not_panic() {
        let place = Place::new("é", 5..9);
        assert_eq!(place.line, 1);
    }

    #[test]
    fn rendering_names_file_line_and_advice() {
        let text = "See Document 999.";
        let shown = Diagnostic::new(Severity::Warning, Code::Unresolved, "content/a.txt", "no such document")
            .at(text, 4..16)
            .help("correct the number")
            .render(false);
        assert!(shown.contains("content/a.txt:1:5"), "{shown}");
        assert!(shown.contains("unresolved"), "{shown}");
        assert!(shown.contains("correct the number"), "{shown}");
    }
}
