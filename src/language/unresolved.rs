//! Why a reference leads nowhere: in the language of the archive for readers, as diagnostics for its owner.

use super::interface::Interface;
use crate::model::reason::{Reason, Sought};
use crate::model::reference::{CollectionCitation, NoteHome};

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
        // Of mere descriptions pages say nothing, and of a message that is not here its thread does.
        Reason::Suggested(_) | Reason::NotDescribed | Reason::NotNumbered | Reason::NoMessage => {
            return String::new();
        }
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
