//! Each rule by examples, in `tests/data/references/`: the text, and what is found, as `words → target`.

use super::*;
use crate::language::reading::ReadingWords;
use crate::model::description::{Description, Party};
use crate::model::reference::NoteHome;

fn grammar() -> Grammar {
    Grammar::new(
        ["Foreign Relations, 1961–1963, vol. VI", "Skell Papers, vol. II"].into_iter(),
        &[crate::config::ReferenceRule {
            name: "EIP".to_owned(),
            pattern: crate::config::Expression(regex::Regex::new(r"EIP-(\d+)").expect("pattern")),
            target: "eip-$1".to_owned(),
            field: None,
        }],
        ReadingWords::everywhere(),
    )
}

fn shown_collection(citation: &CollectionCitation) -> String {
    let CollectionCitation { series, years, volume, part } = citation;
    [series, years, volume, part].map(|part| part.clone().unwrap_or_else(|| "-".to_owned())).join("/")
}

fn shown(citation: &Citation) -> String {
    let with = |collection: &Option<Box<CollectionCitation>>, rest: String| match collection {
        Some(collection) => format!("{}:{rest}", shown_collection(collection)),
        None => rest,
    };
    match citation {
        Citation::Document { collection, number } => with(collection, format!("d{number}")),
        Citation::Page { collection, page } => with(collection, format!("p{page}")),
        Citation::Footnote { of, label } => match &**of {
            NoteHome::Here => format!("here fn{label}"),
            NoteHome::Neighbour { after } => {
                format!("{} fn{label}", if *after { "next" } else { "previous" })
            }
            NoteHome::Document { collection, number } => with(collection, format!("d{number} fn{label}")),
        },
        Citation::Neighbour { after } => if *after { "next" } else { "previous" }.to_owned(),
        Citation::Collection(collection) => shown_collection(collection),
        Citation::Description(description) => shown_description(description),
        Citation::Name(name) => format!("name {name}"),
        Citation::Embedded(name) => format!("embedded {name}"),
        Citation::Message(id) => format!("message {id}"),
        Citation::File { path, fragment, .. } => {
            format!("file {path}#{}", fragment.as_deref().unwrap_or_default())
        }
    }
}

fn shown_description(description: &Description) -> String {
    let party = |party: &Option<Party>| match party {
        Some(Party::Writer) => "writer".to_owned(),
        Some(Party::Addressee) => "addressee".to_owned(),
        Some(Party::Correspondent) => "correspondent".to_owned(),
        Some(Party::Named(name)) => name.clone(),
        None => "-".to_owned(),
    };
    let Description { kind, number, from, to, day } = description;
    let number = number.as_deref().unwrap_or("-");
    let day = day.map_or_else(
        || "-".to_owned(),
        |day| format!("{}-{}-{}", day.year.unwrap_or_default(), day.month, day.day),
    );
    format!("{kind:?}/{number}/{}/{}/{day}", party(from), party(to))
}

/// The lines of a case are notes of a document, one after the other; with `text:` before it, a line is its running text, and
/// `heading:` stands before a heading of what is printed with it.
#[test]
fn cases() {
    crate::cases::check("references", |lines| {
        let attachments = lines.iter().filter_map(|line| line.strip_prefix("heading: "));
        let words = &ReadingWords::everywhere().references;
        let attachments =
            attachments.filter_map(|heading| Attachment::of_heading(heading, heading, words)).collect();
        let mut context = Context { attachments, ..Context::default() };
        lines
            .iter()
            .map(|line| match line.strip_prefix("text: ") {
                Some(text) => found(text, &mut Context { in_note: false, ..context.clone() }),
                None if line.starts_with("heading: ") => Vec::new(),
                None => {
                    context.in_note = true;
                    found(line, &mut context)
                }
            })
            .collect()
    });
}

fn found(text: &str, context: &mut Context) -> Vec<String> {
    let found = grammar().find(text, context).into_iter();
    found.map(|found| format!("{} → {}", &text[found.span], shown(&found.citation))).collect()
}

#[test]
fn a_series_is_found_whose_capital_is_shorter_than_its_small_letter() {
    let grammar = Grammar::new(["İzmir Papers, vol. II"].into_iter(), &[], ReadingWords::everywhere());
    let found = grammar.find("See İzmir Papers, vol. II, Document 4.", &mut Context::default());
    let found: Vec<String> = found.iter().map(|found| shown(&found.citation)).collect();
    assert_eq!(found, ["i\u{307}zmir papers/-/2/-:d4"]);
}
