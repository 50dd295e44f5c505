//! What is left to report of all that was found: without what the archive accepts, and as severe as it says.

use super::options::Options;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};

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
    sort(&mut findings.diagnostics);
    findings
}

/// Puts diagnostics in the order of files and places.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let place =
            |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| (place.line, place.column));
        natord::compare(&a.file, &b.file)
            .then_with(|| a.file.cmp(&b.file))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
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
            if allowance.accepts(&diagnostic) {
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
    let unused = config.allow.iter().zip(&is_used).filter(|(_, is_used)| !**is_used);
    findings.diagnostics.extend(unused.map(|(allowance, _)| allowance.unused(config)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::config::FILE_NAME;

    fn config(text: &str) -> Config {
        let config: Config = config::parse(FILE_NAME, text).expect("valid");
        Config { text: text.to_owned(), ..config }
    }

    fn unresolved(file: &str, message: &str) -> Diagnostic {
        Diagnostic::new(Severity::Note, Code::Unresolved, file, message)
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
