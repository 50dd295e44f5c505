//! The facts about a document that stand beside its text.

use serde::Serialize;

use super::body::{self, Destination};
use super::shell::Shell;
use crate::archive::Archive;
use crate::catalog::Labels;
use crate::config::is_web_address;
use crate::model::document::{Document, page_anchor, plain_text};
use crate::model::field::{Field, Kept};
use crate::model::metadata::DateBasis;
use crate::model::reference::Rule;

/// A field of the metadata.
#[derive(Serialize)]
pub(crate) struct Fact<'a> {
    name: &'a str,
    /// HTML: the references in it are links.
    value: String,
}

/// What is known about a document, but for what its head shows already: the most telling first, since a page folds the
/// last.
pub(crate) fn facts<'a>(archive: &'a Archive, document: &'a Document, shell: &Shell<'_>) -> Vec<Fact<'a>> {
    let interface = &archive.interface;
    let metadata = &document.metadata;
    let provenance = &metadata.provenance;
    let source: Vec<String> = provenance.repository.clone().into_iter().chain(provenance.shelf()).collect();
    let markings = provenance.markings.join("; ");
    let source = source.join(", ");
    let basis = metadata.date.as_ref().and_then(|date| match date.basis {
        DateBasis::Metadata => Some(interface.say("basis_metadata")),
        DateBasis::Dateline => Some(interface.say("basis_dateline")),
        DateBasis::Inferred => None,
    });
    // A mail's subject is its title, and stands in the page's head.
    let title = plain_text(&document.title);
    let mut fields: Vec<(u8, &Field)> =
        archive.config.table.iter().filter_map(|field| Some((field.fact?, field))).collect();
    fields.sort_by_key(|(rank, _)| *rank);
    let fields = fields.into_iter().filter_map(|(_, field)| {
        let Kept::Particular { get, .. } = field.kept else { return None };
        let value = get(&metadata.particulars).as_deref();
        Some((label(archive, field), value.filter(|value| field.name != "subject" || *value != title)))
    });
    let telling = [
        ("fact_undated", shell.undated.map(|why| interface.say(why.message()))),
        ("fact_source", Some(source.as_str())),
    ];
    let further = [
        ("fact_classification", provenance.classification.as_deref()),
        ("fact_markings", Some(markings.as_str())),
        ("fact_telegram", provenance.dispatch_number.as_deref()),
        ("fact_basis", basis),
    ];
    let named = |(name, value)| (interface.say(name), value);
    let telling = fields.chain(telling.map(named)).filter_map(escaped);
    let pages = (!shell.pages.is_empty())
        .then(|| Fact { name: interface.say("fact_pages"), value: page_links(shell.pages) });
    let inferred = shell.evidence.clone().map(|value| Fact { name: interface.say("fact_evidence"), value });
    let answered = answered(archive, document, shell);
    answered
        .into_iter()
        .chain(telling)
        .chain(inferred)
        .chain(pages)
        .chain(others(archive, document, shell))
        .chain(further.map(named).into_iter().filter_map(escaped))
        .collect()
}

/// A fact that is a plain text, if there is one.
fn escaped<'a>((name, value): (&'a str, Option<&str>)) -> Option<Fact<'a>> {
    let value = value.filter(|value| !value.is_empty())?;
    let mut html = String::new();
    body::escape(value, &mut html);
    Some(Fact { name, value: html })
}

/// The message that a message answers.
fn answered<'a>(archive: &'a Archive, document: &Document, shell: &Shell<'_>) -> Option<Fact<'a>> {
    let place = document.references.iter().position(|reference| reference.rule == Rule::Answer)?;
    let destination = shell.destinations.get(place)?;
    let Destination::Link(address) = destination else { return None };
    let title = shell.cited.iter().find(|cited| cited.is_at(address))?.title();
    let mut value = String::new();
    body::write_reference(destination, title, &mut value);
    Some(Fact { name: archive.interface.say("fact_answers"), value })
}

/// The fields of the archive's own in their order, and then those that nobody declares.
fn others<'a>(archive: &'a Archive, document: &'a Document, shell: &Shell<'_>) -> Vec<Fact<'a>> {
    let said = &document.metadata.other;
    let linked = |field, name| {
        let value = linked_value(archive, document, &shell.destinations, field, said.get(field)?);
        Some(Fact { name, value })
    };
    let own = archive.config.table.iter().filter(|field| field.is_own());
    let own = own.filter_map(|field| linked(&*field.name, label(archive, field)));
    let is_own = |name: &str| archive.config.known_field(name).is_some_and(Field::is_own);
    let other = said.keys().filter(|name| !is_own(name)).filter_map(|name| linked(name, name));
    own.chain(other).collect()
}

/// What pages call a field.
fn label<'a>(archive: &'a Archive, field: &'a Field) -> &'a str {
    field.label.as_ref().map_or(&*field.name, |label| archive.interface.say_label(label))
}

/// The printed pages that begin in the document, each with a link to its place.
fn page_links(pages: &Labels) -> String {
    let mut html = String::new();
    for page in pages.iter() {
        if !html.is_empty() {
            html.push_str(", ");
        }
        body::write_link(&format!("#{}", page_anchor(page)), page, &mut html);
    }
    html
}

/// The value of a field as HTML. The rules that made references of it show again where they stand.
fn linked_value(
    archive: &Archive,
    document: &Document,
    destinations: &[Destination],
    field: &str,
    value: &str,
) -> String {
    let mut places: Vec<(std::ops::Range<usize>, &Destination)> = Vec::new();
    for rule in archive.config.references.iter().filter(|rule| rule.field.as_deref() == Some(field)) {
        let found = rule.pattern.0.find_iter(value).map(|found| found.range());
        let made =
            document.references.iter().zip(destinations).filter(|(reference, _)| match &reference.rule {
                Rule::Field(name) => *name == rule.name,
                _ => false,
            });
        places.extend(found.zip(made.map(|(_, destination)| destination)));
    }
    places.sort_by_key(|(span, _)| span.start);
    let mut html = String::new();
    if places.is_empty() && is_web_address(value) {
        body::write_link(&crate::render::web_address(value), value, &mut html);
        return html;
    }
    let mut at = 0;
    for (span, destination) in places {
        // Two rules can claim the same words; the first has them.
        if span.start < at {
            continue;
        }
        body::escape(&value[at..span.start], &mut html);
        body::write_reference(destination, &value[span.clone()], &mut html);
        at = span.end;
    }
    body::escape(&value[at..], &mut html);
    html
}
