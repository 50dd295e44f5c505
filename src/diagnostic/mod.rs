//! Diagnostics: what is wrong with a source or the configuration, where, and what to do.
//!
//! The room owns the codes, the places in a text, the advice for names that are not known, and the order in which
//! diagnostics are told. It takes a text and a stretch of it, and gives values: stages collect them and go on. It must
//! not know what an archive is, nor the command line, nor how a terminal shows them.

mod code;
mod place;
pub mod suggest;
mod unwritable;
pub mod visible;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use rayon::slice::ParallelSliceMut;
use serde::{Deserialize, Serialize};

pub use code::Code;
pub use place::{Beginning, Lines, Place, Placed, Spot};
use visible::{visible, visible_line};

use crate::model::natural_order;

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

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
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
    pub fn below(mut self, beginning: &Beginning) -> Self {
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
}

/// A diagnostic on lines of its own: file, line and column, how much it matters, what it is about, what is wrong, and
/// advice.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", visible_line(&self.file))?;
        if let Some(Place { line, column, .. }) = &self.place {
            write!(f, ":{line}:{column}")?;
        }
        if let Some(spot) = &self.spot {
            write!(f, ", {}", visible_line(&spot.to_string()))?;
        }
        write!(f, ": {}[{}]: {}", self.severity, self.code, visible(&self.message))?;
        self.help.iter().try_for_each(|help| write!(f, "\nhelp: {}", visible(help)))
    }
}

/// Puts diagnostics in the order of files and places.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.par_sort_by(|a, b| {
        let place =
            |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| (place.line, place.column));
        natural_order::compare(&a.file, &b.file)
            .then_with(|| a.file.cmp(&b.file))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.spot.cmp(&b.spot))
            .then_with(|| a.message.cmp(&b.message))
    });
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
    fn a_diagnostic_names_file_line_and_advice() {
        let text = "See Document 999.";
        let shown =
            Diagnostic::new(Severity::Warning, Code::Unresolved, "content/\u{1b}a.txt", "no such document")
                .at(text, 4..16)
                .help("correct the number")
                .to_string();
        let expected = "content/␛a.txt:1:5: warning[unresolved]: no such document\nhelp: correct the number";
        assert_eq!(shown, expected);
    }

    #[test]
    fn diagnostics_stand_in_the_order_of_files_and_places() {
        let at = |file: &str, at: usize| {
            Diagnostic::new(Severity::Note, Code::Date, file, "x").at("one\ntwo", at..at + 1)
        };
        let mut found = [at("d10.txt", 0), at("d9.txt", 4), at("d9.txt", 1)];
        sort(&mut found);
        assert_eq!(found, [at("d9.txt", 1), at("d9.txt", 4), at("d10.txt", 0)]);
    }
}
