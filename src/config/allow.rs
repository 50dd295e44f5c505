//! Accepting what is known: `[[allow]]` in the configuration, each with a reason.
//!
//! An archive that cites a volume which was never printed will always have references that lead
//! nowhere. Accepting these one by one keeps `--strict` and `--deny` useful for all others; one that
//! accepts nothing any more is reported, so that the list stays true.

use serde::Deserialize;
use toml::Spanned;

use crate::config::{Config, FILE_NAME, Pattern};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// Diagnostics that the archive accepts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// Their code. Its place in the file is where an allowance without use is reported.
    pub code: Spanned<Code>,
    /// Their files, as a path from the archive's root or a pattern of such paths.
    pub file: Pattern,
    /// What their message or the words at their place contain, as whole words.
    pub words: Option<String>,
    /// Why they are accepted.
    pub reason: Justification,
}

/// Why something is accepted: for those who read the configuration later.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Justification(pub String);

impl TryFrom<String> for Justification {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() {
            Err("the reason is empty: say why this is accepted")
        } else {
            Ok(Self(text))
        }
    }
}

impl Allowance {
    /// Whether a diagnostic is accepted. An error never is: the archive cannot be published with it.
    pub fn accepts(&self, diagnostic: &Diagnostic) -> bool {
        *self.code.get_ref() == diagnostic.code
            && diagnostic.severity < Severity::Error
            && self.file.matches(&diagnostic.file)
            && self.words.as_ref().is_none_or(|words| {
                let quoted = diagnostic.place.as_ref().map_or("", Place::words);
                contains_words(&diagnostic.message, words) || contains_words(quoted, words)
            })
    }

    /// The warning about one that accepts nothing.
    pub fn unused(&self, config: &Config) -> Diagnostic {
        let words =
            self.words.as_ref().map_or_else(String::new, |words| format!(" with the words “{words}”"));
        let message = format!(
            "nothing is accepted by this: there is no warning or note `{}` in {}{words}",
            self.code.get_ref(),
            self.file.as_str(),
        );
        Diagnostic::new(Severity::Warning, Code::UnusedAllow, FILE_NAME, message)
            .at(&config.text, self.code.span())
            .help("remove it, or correct its file and words; errors cannot be accepted")
    }
}

/// Whether a text contains words that do not go on before or after: "Document 4" is not a part of
/// "Document 47". A line's end is as good as a space.
fn contains_words(text: &str, words: &str) -> bool {
    let single_spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, words) = (single_spaced(text), single_spaced(words));
    let goes_on = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(&words).any(|(start, found)| {
        let (before, after) = (&text[..start], &text[start + found.len()..]);
        !goes_on(before.chars().next_back(), found.chars().next())
            && !goes_on(found.chars().next_back(), after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn words_are_whole() {
        assert!(contains_words("“Document 47”: not here", "Document 47"));
        assert!(contains_words("see Document\n  47.", "Document 47"));
        assert!(!contains_words("“Document 471”: not here", "Document 47"));
        assert!(!contains_words("“Documents 47”", "ments 47"));
        assert!(contains_words("a — b", "—"));
    }

    #[test]
    fn a_reason_is_needed() {
        let without = "[[allow]]\ncode = \"empty\"\nfile = \"content/a.txt\"\n";
        let error = config::parse::<Config>(FILE_NAME, without).expect_err("no reason");
        assert!(error.message.contains("reason"), "{}", error.message);
        let empty = format!("{without}reason = \" \"\n");
        let error = config::parse::<Config>(FILE_NAME, &empty).expect_err("an empty reason");
        assert!(error.message.contains("the reason is empty"), "{}", error.message);
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let text = "[[allow]]\ncode = \"unresolvd\"\nfile = \"**\"\nreason = \"x\"\n";
        let error = config::parse::<Config>(FILE_NAME, text).expect_err("an unknown code");
        assert_eq!(error.help.as_deref(), Some("did you mean `unresolved`?"));
    }
}
