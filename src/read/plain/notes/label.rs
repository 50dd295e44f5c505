//! The labels with which notes begin, in the forms that texts have.

use crate::language::reading::{NoteWords, any_word};
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

/// The forms in the order in which they are tried, each with its pattern, in which `LABEL` and `SURE` stand for the words of
/// the language.
const FORMS: [(Form, &str); 13] = [
    (Form::Footnote, r"^[ \t\u{a0}]*\[(?i:SURE)[ \u{a0}]+([0-9]{1,4}[a-z]?|[A-Za-z]{1,2}|[*†‡§]{1,3}) ?[:.]"),
    (Form::Note, r"^[ \t\u{a0}]*\[(?i:LABEL)[ \u{a0}]+([0-9]{1,4}|[A-Za-z]|[*†‡§]{1,3}) ?[:.]"),
    (Form::Caret, r"^[ \t\u{a0}]{0,8}\[\^([^\[\]\s]{1,20})\]:"),
    (
        Form::SquareBrackets,
        r"^[ \t\u{a0}]{0,8}(?:\.\. )?\[([0-9]{1,4}|[A-Za-z]|[*†‡§]{1,3})\][:.]?[ \t\u{a0}]+\S",
    ),
    (Form::Superscript, r"^[ \t\u{a0}]{0,8}([⁰¹²³⁴-⁹]{1,4})[.)]?[ \t\u{a0}]?[^\s⁰¹²³⁴-⁹]"),
    (Form::Indented, r"^[ \t\u{a0}]{1,8}(?:([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\.)[ \t\u{a0}]+\S"),
    (Form::Dotted, r"^([0-9]{1,4})\.[ \t\u{a0}]+\S"),
    (Form::HalfBracket, r"^[ \t\u{a0}]{0,8}([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\)[ \t\u{a0}]+\S"),
    (Form::RoundBrackets, r"^[ \t\u{a0}]{0,8}\(([0-9]{1,4}|[a-z]|[*†‡§]{1,3})\)[ \t\u{a0}]+\S"),
    (Form::Sign, r"^[ \t\u{a0}]{0,8}([*†‡§]{1,3})\.?[ \t\u{a0}]+\S"),
    (Form::Sign, r"^([*†‡§]{1,3})\p{L}"),
    (Form::Bare, r"^[ \t\u{a0}]{0,8}([0-9]{1,3})[ \t\u{a0}]{1,4}[\p{Lu}“„«‘(]"),
    (Form::Worded, r"^[ \t\u{a0}]{0,8}(?i:LABEL)[ \u{a0}]+([0-9]{1,4}) ?[.:)][ \t\u{a0}]+\S"),
];

/// The most signs before or behind the words of a heading: "*** Notes ***".
const MOST_SIGNS: usize = 4;

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
    pub(super) fn of(line: &str, words: &NoteWords) -> Option<Self> {
        let forms = words.label_forms.get(|| {
            let label = any_word(&words.labels);
            let sure_label = any_word(&words.sure_labels);
            FORMS.map(|(_, pattern)| pattern.replace("LABEL", &label).replace("SURE", &sure_label))
        });
        // Most lines begin with a letter, and none of the patterns need be tried.
        let begins = line.trim_start_matches([' ', '\t', '\u{a0}']).chars().next()?;
        let begins_label = |label: &String| label.starts_with(begins.to_ascii_lowercase());
        if begins.is_alphabetic()
            && !line.starts_with([' ', '\t', '\u{a0}'])
            && !words.labels.iter().any(begins_label)
        {
            return None;
        }
        let (form, captures) = FORMS
            .iter()
            .zip(forms)
            .find_map(|((form, _), pattern)| Some((*form, pattern.captures(line)?)))?;
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
pub(super) fn is_heading(line: &str, words: &NoteWords) -> bool {
    if line.len() >= 60 {
        return false;
    }
    // An expression would repeat the large class of all that is no letter, which takes longer to compile than texts to read.
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    let line = line.trim();
    let from_words = line.trim_start_matches(is_sign);
    let in_words = from_words.trim_end_matches(is_sign);
    let before = line[..line.len() - from_words.len()].chars().count();
    let behind = from_words[in_words.len()..].chars().count();
    if before > MOST_SIGNS || behind > MOST_SIGNS {
        return false;
    }
    let in_words = in_words.to_lowercase();
    words.headings.iter().any(|heading| heading.len() == in_words.len() && heading.to_lowercase() == in_words)
}

/// Whether a line is a rule: "-----", "* * *".
pub(super) fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '-' | '_' | '–' | '—' | '=' | '*' | '~' | '─')
        && signs.try_fold(1_usize, |count, sign| (sign == first).then_some(count + 1)).is_some_and(|n| n >= 3)
}
