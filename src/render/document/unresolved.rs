//! Why a reference leads nowhere: in the language of the archive for readers, as diagnostics for its owner.

use super::passages::Passages;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::language::interface::Interface;
use crate::model::document::Document;
use crate::model::reference::{CollectionCitation, NoteHome, Reference, Rule};
use crate::resolve::{Reason, Sought, Target, Unresolved, is_written_link};

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

/// What a page says where a reference leads nowhere.
pub fn explanation(reason: &Reason, interface: &Interface) -> String {
    let what = match reason {
        Reason::NoDocument(sought)
        | Reason::NoFootnote(sought)
        | Reason::NoPage(sought)
        | Reason::NoCollection(sought)
        | Reason::Ambiguous(sought)
        | Reason::Draft(sought)
        | Reason::NoAnchor(sought) => name(sought, interface),
        Reason::NoFile(path) => path.clone(),
        // Of mere descriptions pages say nothing.
        Reason::Suggested(_) | Reason::NotDescribed | Reason::NotNumbered => return String::new(),
    };
    interface.tell(reason.name(), &[("what", &what)])
}

/// What was looked for.
fn name(sought: &Sought, interface: &Interface) -> String {
    match sought {
        Sought::Document { number, collection: None } => {
            interface.tell("sought_document", &[("number", number)])
        }
        Sought::Document { number, collection: Some(title) } => {
            interface.tell("sought_document_of", &[("number", number), ("collection", title)])
        }
        Sought::Neighbour { after: true } => interface.say("sought_after").to_owned(),
        Sought::Neighbour { after: false } => interface.say("sought_before").to_owned(),
        Sought::Name(name) => interface.tell("sought_name", &[("name", name)]),
        Sought::Page(page) => interface.tell("sought_page", &[("number", page)]),
        Sought::Collection(citation) => collection(citation, interface),
        Sought::Footnote { of, label } => footnote(of, label, interface),
        Sought::Heading { anchor, title } => {
            interface.tell("sought_heading", &[("anchor", anchor), ("title", title)])
        }
    }
}

fn footnote(of: &NoteHome, label: &str, interface: &Interface) -> String {
    match of {
        NoteHome::Here => interface.tell("sought_footnote_here", &[("label", label)]),
        NoteHome::Neighbour { after: true } => interface.tell("sought_footnote_after", &[("label", label)]),
        NoteHome::Neighbour { after: false } => interface.tell("sought_footnote_before", &[("label", label)]),
        NoteHome::Document { number, .. } if label.is_empty() => {
            interface.tell("sought_source_note_of", &[("number", number)])
        }
        NoteHome::Document { number, .. } => {
            interface.tell("sought_footnote_of", &[("label", label), ("number", number)])
        }
    }
}

fn collection(citation: &CollectionCitation, interface: &Interface) -> String {
    let numbered = |message, number: &Option<String>| {
        number.as_ref().map(|number| interface.tell(message, &[("number", number)]))
    };
    let series = CollectionCitation { volume: None, part: None, ..citation.clone() }.to_string();
    let parts = [
        (!series.is_empty()).then_some(series),
        numbered("sought_volume", &citation.volume),
        numbered("sought_part", &citation.part),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
