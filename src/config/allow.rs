//! What an archive accepts: `[[allow]]` in the configuration, each with a reason.
//!
//! An archive that cites a volume which was never printed will always have references that lead
//! nowhere. Accepting these one by one keeps `--strict` and `--deny` useful for all others; one that
//! accepts nothing any more is reported, so that the list stays true.

use serde::Deserialize;
use toml::Spanned;

use super::pattern::Pattern;
use crate::diagnostic::Code;

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

#[cfg(test)]
mod tests {
    use crate::config::{self, Config, FILE_NAME};

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
