//! The labels with which notes begin, in the forms that texts have.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::plain::note_marks::{Form as Mark, superscript_digit};

/// How the label of a note is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Indented, with a full stop: `  4. Text`, `  *. Text`
    Indented,
    /// The same without indentation: `4. Text`.
    Dotted,
    /// `4) Text`
    HalfBracket,
    /// `(4) Text`
    RoundBrackets,
    /// `[4] Text`, `.. [4] Text`
    SquareBrackets,
    /// `[^4]: Text`
    Caret,
    /// `⁴ Text`
    Superscript,
    /// `* Text`
    Sign,
    /// `4 Text`
    Bare,
    /// `Note 4: Text`
    Worded,
    /// `[Note 4: Text]`
    Note,
    /// `[Footnote 4: Text]`
    Footnote,
}

impl Form {
    /// The forms that the marks of such notes have, the likeliest first.
    pub(super) fn marks(self) -> &'static [Mark] {
        match self {
            Self::Indented | Self::Dotted | Self::Bare | Self::Sign => {
                &[Mark::Clinging, Mark::Superscript, Mark::Bracketed]
            }
            Self::HalfBracket | Self::RoundBrackets => {
                &[Mark::Parenthesised, Mark::Superscript, Mark::Bracketed, Mark::Clinging]
            }
            Self::Superscript => &[Mark::Superscript, Mark::Clinging, Mark::Bracketed],
            Self::Caret | Self::SquareBrackets | Self::Worded | Self::Note | Self::Footnote => {
                &[Mark::Bracketed, Mark::Superscript, Mark::Clinging]
            }
        }
    }

    /// Whether the form itself says that this is a note.
    pub(super) fn is_explicit(self) -> bool {
        matches!(self, Self::Footnote | Self::Caret)
    }

    /// Whether such a form stands for a note rather than for a member of a list, so that it can stand anywhere.
    pub(super) fn stands_anywhere(self) -> bool {
        matches!(self, Self::SquareBrackets | Self::Caret | Self::Superscript | Self::Note | Self::Footnote)
    }

    /// Whether notes of both forms can stand in one list.
    pub(super) fn goes_with(self, other: Self) -> bool {
        self == other
            || matches!(
                (self, other),
                (Self::Indented | Self::Dotted | Self::Superscript | Self::Bare, Self::Sign)
                    | (Self::Sign, Self::Indented | Self::Dotted | Self::Superscript | Self::Bare)
            )
    }
}

/// A label at the beginning of a line.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) form: Form,
    /// The label as it is shown: `4`, `*`, `a`.
    pub(super) text: String,
    /// How far it stands from the line's beginning, in characters.
    pub(super) indent: usize,
    /// Where the note's text begins in the line.
    pub(super) end: usize,
}

impl Label {
    /// The label of a line, if it has one.
    pub(super) fn of(line: &str) -> Option<Self> {
        static FORMS: LazyLock<Vec<(Form, Regex)>> = LazyLock::new(|| {
            const WORDS: &str = "foot ?note|fu(?:ß|ss)note|note|anmerkung|anm\\.?|fn\\.?|nota|endnote";
            [
                (Form::Footnote, r"^[ \t\u{a0}]*\[(?i:foot ?note|fu(?:ß|ss)note)[ \u{a0}]+([0-9]{1,4}[a-z]?|[A-Za-z]{1,2}|[*†‡§]{1,3}) ?[:.]".to_owned()),
                (Form::Note, format!(r"^[ \t\u{{a0}}]*\[(?i:{WORDS})[ \u{{a0}}]+([0-9]{{1,4}}|[A-Za-z]|[*†‡§]{{1,3}}) ?[:.]")),
                (Form::Caret, r"^[ \t\u{a0}]{0,8}\[\^([^\[\]\s]{1,20})\]:".to_owned()),
                (Form::SquareBrackets, r"^[ \t\u{a0}]{0,8}(?:\.\. )?\[([0-9]{1,4}|[A-Za-z]|[*†‡§]{1,3})\][:.]?[ \t\u{a0}]+\S".to_owned()),
                (Form::Superscript, r"^[ \t\u{a0}]{0,8}([⁰¹²³⁴-⁹]{1,4})[.)]?[ \t\u{a0}]?[^\s⁰¹²³⁴-⁹]".to_owned()),
                (Form::Indented, r"^[ \t\u{a0}]{1,8}(?:([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\.)[ \t\u{a0}]+\S".to_owned()),
                (Form::Dotted, r"^([0-9]{1,4})\.[ \t\u{a0}]+\S".to_owned()),
                (Form::HalfBracket, r"^[ \t\u{a0}]{0,8}([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\)[ \t\u{a0}]+\S".to_owned()),
                (Form::RoundBrackets, r"^[ \t\u{a0}]{0,8}\(([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\)[ \t\u{a0}]+\S".to_owned()),
                (Form::Sign, r"^[ \t\u{a0}]{0,8}([*†‡§]{1,3})\.?[ \t\u{a0}]+\S".to_owned()),
                (Form::Sign, r"^([*†‡§]{1,3})\p{L}".to_owned()),
                (Form::Bare, r"^[ \t\u{a0}]{0,8}([0-9]{1,3})[ \t\u{a0}]{1,4}[\p{Lu}“„«‘(]".to_owned()),
                (Form::Worded, format!(r"^[ \t\u{{a0}}]{{0,8}}(?i:{WORDS})[ \u{{a0}}]+([0-9]{{1,4}}) ?[.:)][ \t\u{{a0}}]+\S")),
            ]
            .into_iter()
            .map(|(form, pattern)| (form, expression(&pattern)))
            .collect()
        });
        // Most lines begin with a letter, and none of the patterns need be tried.
        let begins = line.trim_start_matches([' ', '\t', '\u{a0}']).chars().next()?;
        let is_worded = matches!(begins, 'F' | 'f' | 'N' | 'n' | 'A' | 'a' | 'E' | 'e');
        if begins.is_alphabetic() && !is_worded && !line.starts_with([' ', '\t', '\u{a0}']) {
            return None;
        }
        let (form, captures) =
            FORMS.iter().find_map(|(form, pattern)| Some((*form, pattern.captures(line)?)))?;
        let (whole, label) = (captures.get(0)?, captures.get(1)?);
        // What a pattern sees of the text itself belongs to the text.
        let end = match form {
            Form::Footnote | Form::Note | Form::Caret => whole.end(),
            _ => label.end() + after_label(&line[label.end()..]),
        };
        let text = label.as_str().chars().map(|c| superscript_digit(c).unwrap_or(c)).collect();
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len();
        Some(Self { form, text, indent: line[..indent].chars().count(), end })
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }
}

/// The signs that close a label.
fn after_label(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(['.', ')', ']', ':']).len()
}

/// Whether a line is a heading of notes.
pub(super) fn is_heading(line: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?i)^\W{0,4}(?:foot[ -]?notes?|notes?|end[ -]?notes?|annotations?|notes and references|references|anmerkung(?:en)?|fu(?:ß|ss)noten?|endnoten?|einzelnachweise|notes de bas de page|notas|note)\W{0,4}$",
        )
    });
    line.len() < 60 && HEADING.is_match(line.trim())
}

/// Whether a line is a rule: "-----", "* * *".
pub(super) fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '-' | '_' | '–' | '—' | '=' | '*' | '~' | '─')
        && signs.try_fold(1_usize, |count, sign| (sign == first).then_some(count + 1)).is_some_and(|n| n >= 3)
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}
