//! Diagnostics: what is wrong with a source or the configuration, where, and what to do.
//!
//! Diagnostics are values. Stages collect them and go on; only `main` prints them.

pub mod excerpt;
mod place;
pub mod visible;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

pub use place::{Beginning, Lines, Place, Placed, Spot};
use visible::{visible, visible_line};

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
    /// A character that no page can show was replaced.
    ControlCharacter,
    /// The file is no text, and was left out.
    NotText,
    /// A file could not be read.
    Unreadable,
    /// A file of the site could not be written.
    Unwritable,
    /// Files that are neither read nor linked.
    LeftOut,
    /// Drafts, which are no part of the site.
    Draft,
    /// The name of a file or folder that cannot be an address, or that not every system can hold.
    Name,
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
    /// Markup that the page leaves out or changes: raw HTML, remarks, anchors.
    Markup,
    /// Markup of other programs, which is shown as it is written.
    Shortcode,
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
    /// The same for a format without lines.
    pub spot: Option<Spot>,
}

impl AsRef<Diagnostic> for Diagnostic {
    fn as_ref(&self) -> &Self {
        self
    }
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
            spot: None,
        }
    }

    /// The same, at a place in the file's decoded text. Where a text can have many, its [`Lines`] are
    /// counted once.
    pub fn at(mut self, text: &(impl Placed + ?Sized), span: Range<usize>) -> Self {
        self.place = Some(text.place(span));
        self
    }

    /// The same, at a place of a document that has no lines.
    pub fn at_spot(mut self, spot: Option<Spot>) -> Self {
        self.spot = spot;
        self
    }

    /// The same of a text that is a part of its file's, seen from that.
    pub fn below(mut self, beginning: Beginning) -> Self {
        self.place = self.place.map(|place| place.below(beginning));
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
        let (message, mut file) = (visible(&self.message), visible_line(&self.file));
        if let Some(spot) = &self.spot {
            file = format!("{file}, {}", visible_line(&spot.to_string())).into();
        }
        let title = level.primary_title(message.as_ref()).id(code.as_str());
        let (source, marked) = self.place.as_ref().map_or((String::new(), 0..0), in_line);
        let mut group = match &self.place {
            Some(place) if place.column > LONGEST_LINE => Group::with_title(title)
                .element(Origin::path(file.as_ref()).line(place.line).char_column(place.column))
                .element(Level::NOTE.message(source.trim_start())),
            Some(place) => Group::with_title(title).element(
                Snippet::source(source.as_str())
                    .line_start(place.line)
                    .path(file.as_ref())
                    .annotation(AnnotationKind::Primary.span(marked)),
            ),
            None => Group::with_title(title).element(Origin::path(file.as_ref())),
        };
        let help = self.help.as_deref().map(visible);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_ref()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// Up to which column a line is shown with a mark under the place: one with as much space before the quote
/// is long to make and to draw.
const LONGEST_LINE: usize = 20_000;

/// The quote of a place as it is shown, and the marked bytes in it. What was cut off before it is stood in
/// for by space, so that the column comes out right.
fn in_line(place: &Place) -> (String, Range<usize>) {
    let (before, rest) = place.quote.split_at(place.marked.start);
    let (marked, after) = rest.split_at(place.marked.len());
    let [before, marked, after] = [before, marked, after].map(visible);
    let space = (place.column - 1).saturating_sub(before.chars().count()).min(LONGEST_LINE);
    let start = space + before.len();
    (format!("{}{before}{marked}{after}", " ".repeat(space)), start..start + marked.len())
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
    fn a_place_far_to_the_right_has_its_column() {
        let text = format!("{}HERE", "a ".repeat(500_000));
        let shown = Diagnostic::new(Severity::Note, Code::Unresolved, "content/a.txt", "x")
            .at(&text, 1_000_000..1_000_004)
            .render(false);
        assert!(shown.contains("content/a.txt:1:1000001") && shown.contains("HERE"), "{shown}");
        assert!(shown.len() < 1000, "{} bytes", shown.len());
    }

    #[test]
    fn what_others_wrote_commands_no_terminal() {
        let text = "Fog\u{1b}[2J\u{9b}31m, and \u{202e}lamp\u{2069}.";
        let at = text.find("lamp").expect("a place");
        let shown = Diagnostic::new(
            Severity::Warning,
            Code::Unresolved,
            "content/\u{1b}]0;x\u{7}\n.txt",
            "“\u{1b}[1m”",
        )
        .at(text, at..at + 4)
        .help("see \u{1b}[0m")
        .render(false);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2069}']), "{shown:?}");
        let column = text[..at].chars().count() + 1;
        assert!(shown.contains(&format!("content/␛]0;x␇␊.txt:1:{column}")), "{shown}");
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
