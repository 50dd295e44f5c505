//! Accepting what is known: what `[[allow]]` in the configuration says is not reported, and one that accepts nothing is.

use crate::build::options::Options;
use crate::config::allow::Allowance;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// What was found in an archive, but for what it accepts.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is to be reported.
    pub diagnostics: Vec<Diagnostic>,
    /// How many diagnostics were accepted.
    pub allowed: usize,
}

/// What is left to report: without what the configuration accepts, with the severities that the
/// configuration, `--strict` and `--deny` give, and in a fixed order: by file, line and column.
pub fn findings(diagnostics: Vec<Diagnostic>, config: &Config, options: &Options) -> Findings {
    let mut findings = accept(diagnostics, config);
    findings.diagnostics = findings
        .diagnostics
        .into_iter()
        .filter_map(|diagnostic| weighed(diagnostic, config, options))
        .collect();
    diagnostic::sort(&mut findings.diagnostics);
    findings
}

/// Takes out of a list of diagnostics what the configuration accepts, and reports what it accepts in
/// vain.
fn accept(diagnostics: Vec<Diagnostic>, config: &Config) -> Findings {
    let mut findings = Findings::default();
    let mut is_used = vec![false; config.allow.len()];
    for diagnostic in diagnostics {
        let mut is_accepted = false;
        // All that fit are in use: two can overlap, and the order of the list means nothing.
        for (allowance, is_used) in config.allow.iter().zip(&mut is_used) {
            if accepts(allowance, &diagnostic) {
                *is_used = true;
                is_accepted = true;
            }
        }
        if is_accepted {
            findings.allowed += 1;
        } else {
            findings.diagnostics.push(diagnostic);
        }
    }
    let without_use = config.allow.iter().zip(&is_used).filter(|(_, is_used)| !**is_used);
    findings.diagnostics.extend(without_use.map(|(allowance, _)| unused(allowance, config)));
    findings
}

/// A diagnostic with the severity that it is given; `None` if it is not to be reported. The command
/// line goes over the configuration.
fn weighed(mut diagnostic: Diagnostic, config: &Config, options: &Options) -> Option<Diagnostic> {
    if !options.deny.contains(&diagnostic.code) {
        diagnostic = config.apply_severity(diagnostic)?;
        let is_serious = diagnostic.severity >= Severity::Warning || diagnostic.code == Code::Unresolved;
        if !(options.strict && is_serious) {
            return Some(diagnostic);
        }
    }
    diagnostic.severity = Severity::Error;
    Some(diagnostic)
}

/// Whether a diagnostic is accepted. An error never is: the archive cannot be published with it.
fn accepts(allowance: &Allowance, diagnostic: &Diagnostic) -> bool {
    *allowance.code.get_ref() == diagnostic.code
        && diagnostic.severity < Severity::Error
        && allowance.file.matches(&diagnostic.file)
        && allowance.words.as_ref().is_none_or(|words| {
            let quoted = diagnostic.place.as_ref().map_or("", Place::words);
            contains_words(&diagnostic.message, words) || contains_words(quoted, words)
        })
}

/// The warning about one that accepts nothing.
fn unused(allowance: &Allowance, config: &Config) -> Diagnostic {
    let words =
        allowance.words.as_ref().map_or_else(String::new, |words| format!(" with the words “{words}”"));
    let message = format!(
        "nothing is accepted by this: there is no warning or note `{}` in {}{words}",
        allowance.code.get_ref(),
        allowance.file.as_str(),
    );
    Diagnostic::new(Severity::Warning, Code::UnusedAllow, FILE_NAME, message)
        .at(&config.text, allowance.code.span())
        .help("remove it, or correct its file and words; errors cannot be accepted")
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

    fn config(text: &str) -> Config {
        let config: Config = config::parse(FILE_NAME, text).expect("valid");
        Config { text: text.to_owned(), ..config }
    }

    fn unresolved(file: &str, message: &str) -> Diagnostic {
        Diagnostic::new(Severity::Note, Code::Unresolved, file, message)
    }

    #[test]
    fn words_are_whole() {
        assert!(contains_words("“Document 47”: not here", "Document 47"));
        assert!(contains_words("see Document\n  47.", "Document 47"));
        assert!(!contains_words("“Document 471”: not here", "Document 47"));
        assert!(!contains_words("“Documents 47”", "ments 47"));
        assert!(contains_words("a — b", "—"));
    }

    #[test]
    fn what_is_accepted_is_counted_and_not_reported() {
        let config = config(
            "[[allow]]\ncode = \"unresolved\"\nfile = \"content/*/d9.txt\"\nwords = \"Document 47\"\nreason = \"Never printed.\"\n",
        );
        let diagnostics = vec![
            unresolved("content/a/d9.txt", "“Document 47”: not here"),
            unresolved("content/a/d9.txt", "“Document 48”: not here"),
            unresolved("content/a/d8.txt", "“Document 47”: not here"),
        ];
        let findings = accept(diagnostics, &config);
        assert_eq!(findings.allowed, 1);
        assert_eq!(findings.diagnostics.len(), 2);
    }

    #[test]
    fn what_accepts_nothing_is_reported_at_its_place() {
        let config = config(
            "title = \"x\"\n[[allow]]\ncode = \"empty\"\nfile = \"content/a.txt\"\nreason = \"A blank.\"\n",
        );
        let error = Diagnostic::new(Severity::Error, Code::Empty, "content/a.txt", "x");
        let findings = accept(vec![error], &config);
        assert_eq!(findings.allowed, 0);
        assert_eq!(findings.diagnostics.len(), 2, "an error cannot be accepted");
        let unused = &findings.diagnostics[1];
        assert_eq!((unused.code, unused.severity), (Code::UnusedAllow, Severity::Warning));
        assert_eq!(unused.place.as_ref().map(|place| place.line), Some(3));
    }
}
