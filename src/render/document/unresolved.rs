//! What the owner is told of references that lead nowhere.

use super::passages::Passages;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::document::Document;
use crate::model::reason::Reason;
use crate::model::reference::{Reference, Rule};
use crate::resolve::{Target, Unresolved, is_written_link};

/// What there is to say of a document's references that lead nowhere, with places in its text or, where its format has
/// none, in the document.
pub(super) fn reports(
    file: &str,
    document: &Document,
    text: Option<&str>,
    outcomes: &[Result<Target, Unresolved>],
) -> Vec<Diagnostic> {
    let is_reported = |unresolved: &&Unresolved| !unresolved.is_unsaid();
    if !outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).any(|found| is_reported(&found)) {
        return Vec::new();
    }
    let places = match text {
        Some(text) => Places::Text(Lines::of(text)),
        None => Places::Document(Passages::of(document)),
    };
    let unresolved = document.references.iter().zip(outcomes).enumerate();
    unresolved
        .filter_map(|(index, (reference, outcome))| {
            report(index, reference, outcome.as_ref().err()?, file, &places)
        })
        .collect()
}

/// Where the references of a document stand.
enum Places<'a> {
    Text(Lines<'a>),
    Document(Passages),
}

impl Places<'_> {
    /// The words of a reference.
    fn words(&self, index: usize, reference: &Reference) -> String {
        let words = match self {
            Self::Text(lines) => lines.text().get(reference.span.clone()),
            Self::Document(passages) => passages.words(index),
        };
        words.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A diagnostic with the place of a reference.
    fn mark(&self, diagnostic: Diagnostic, index: usize, reference: &Reference) -> Diagnostic {
        match self {
            Self::Text(lines) => diagnostic.at(lines, reference.span.clone()),
            Self::Document(passages) => diagnostic.at_spot(passages.spot(index)),
        }
    }
}

/// The diagnostic for a reference that leads nowhere.
fn report(
    index: usize,
    reference: &Reference,
    unresolved: &Unresolved,
    file: &str,
    at: &Places<'_>,
) -> Option<Diagnostic> {
    let (severity, code) = match unresolved.reason {
        _ if unresolved.is_unsaid() => return None,
        Reason::Suggested(_) => (Severity::Note, Code::Suggestion),
        // Vaults name what is still to be written, and specifications have double brackets of their own.
        Reason::NoDocument(_) if reference.rule == Rule::Wiki && unresolved.candidate.is_none() => {
            (Severity::Note, Code::BrokenLink)
        }
        _ if is_written_link(reference) => (Severity::Warning, Code::BrokenLink),
        _ => (Severity::Note, Code::Unresolved),
    };
    let words = at.words(index, reference);
    let message = match &reference.rule {
        Rule::Field(field) => format!("{field}: {unresolved}"),
        _ if words.is_empty() => unresolved.to_string(),
        _ => format!("“{words}”: {unresolved}"),
    };
    let diagnostic = at.mark(Diagnostic::new(severity, code, file, message), index, reference);
    let diagnostic = diagnostic.reason(unresolved.reason.name());
    let help = match (&unresolved.candidate, code) {
        (Some(candidate), _) => format!("the nearest is {candidate}"),
        (None, Code::Suggestion) => {
            "no link was made: cite the document by its number if it is meant".to_owned()
        }
        (None, Code::BrokenLink) if severity == Severity::Note => {
            "if double brackets are no links here, set `wiki_links = false` in `[guess]`".to_owned()
        }
        (None, _) => return Some(diagnostic),
    };
    Some(diagnostic.help(help))
}
