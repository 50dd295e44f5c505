//! What there is to say of a file: what is wrong with its XML, which ids stand twice, what is not read.

use std::collections::BTreeMap;

use super::entities::Entities;
use super::outline::Outline;
use super::plan::Plan;
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};

/// How many names a remark shows.
const SHOWN: usize = 8;

/// What the outline and the plan of a file tell.
pub(super) fn of(
    outline: &Outline<'_>,
    plan: &Plan,
    entities: &Entities,
    lines: &Lines<'_>,
    file: &str,
) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    add_faults(outline, lines, file, &mut remarks);
    add_entities(outline, entities, file, &mut remarks);
    add_duplicates(outline, lines, file, &mut remarks);
    if outline.inclusions > 0 {
        let message = format!("{} are not followed", counted(outline.inclusions, "xi:include"));
        remarks.push(
            remark(file, message).help("the files that they name are read where they lie in `content/`"),
        );
    }
    if !outline.described.is_empty() {
        let lists = named(outline.described.iter().map(|(name, count)| (*name, *count)));
        let message = format!("descriptions in lists are no documents, and have no pages: {lists}");
        remarks.push(remark(file, message).help("people.csv and places.csv give such lists pages"));
    }
    if let Some(&first) = plan.empty.first() {
        let element = &outline.parts[first].element;
        let more =
            if plan.empty.len() > 1 { format!(" and {} more", plan.empty.len() - 1) } else { String::new() };
        let name = element.any(&["xml:id", "type"]).unwrap_or(element.name);
        let message = format!("a division without text has no page: {name}{more}");
        remarks.push(remark(file, message).at(lines, element.at..element.at + 1));
    }
    remarks
}

/// What the texts of a file hold that nobody knows, by the names of the elements.
pub(super) fn unknown(elements: &BTreeMap<String, usize>, file: &str) -> Option<Diagnostic> {
    let names = named(elements.iter().map(|(name, count)| (name.as_str(), *count)));
    let message = format!("elements that are not known are shown as plain text: {names}");
    (!elements.is_empty()).then(|| remark(file, message))
}

/// What is left out of the texts of a file, by the names of the elements.
pub(super) fn left_out(elements: &BTreeMap<String, usize>, file: &str) -> Option<Diagnostic> {
    let names = named(elements.iter().map(|(name, count)| (name.as_str(), *count)));
    let message = format!("what stands in some elements is left out of the texts: {names}");
    (!elements.is_empty()).then(|| remark(file, message))
}

fn remark(file: &str, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Note, Code::Markup, file, message)
}

fn warning(file: &str, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, Code::Markup, file, message)
}

/// Says where the XML is broken.
fn add_faults(outline: &Outline<'_>, lines: &Lines<'_>, file: &str, remarks: &mut Vec<Diagnostic>) {
    let trouble = &outline.trouble;
    let help = "what could be read is shown, and the page says that the source is damaged; a validator finds the place";
    for fault in &trouble.first {
        let message = format!("the XML is broken: {}", fault.message);
        remarks.push(warning(file, message).at(lines, fault.span.clone()).help(help));
    }
    let more = trouble.count - trouble.first.len();
    if more > 0 {
        remarks.push(warning(file, format!("the XML is broken in {more} more places")));
    }
}

/// Says which entities stay as they are written.
fn add_entities(outline: &Outline<'_>, entities: &Entities, file: &str, remarks: &mut Vec<Diagnostic>) {
    let unknown = &outline.trouble.unknown;
    if !unknown.is_empty() {
        let names = named(unknown.iter().map(|(name, count)| (name.as_str(), *count)));
        let message = format!("entities that are not known stand as they are written: {names}");
        remarks.push(warning(file, message).help("write the characters themselves"));
    }
    let unread: Vec<&str> =
        entities.refused.iter().filter(|name| !unknown.contains_key(*name)).map(String::as_str).collect();
    if !unread.is_empty() {
        let message = format!("entities are declared that are not read: {}", listed(&unread));
        remarks.push(remark(file, message).help("nothing is fetched, and only plain short texts are put in"));
    }
}

/// Says which ids stand twice.
fn add_duplicates(outline: &Outline<'_>, lines: &Lines<'_>, file: &str, remarks: &mut Vec<Diagnostic>) {
    for (id, span) in &outline.duplicates {
        let message = format!("the xml:id {id} stands twice");
        let help = "links lead to the first; give the other one of its own";
        remarks.push(warning(file, message).at(lines, span.clone()).help(help));
    }
    let more = outline.duplicate_count - outline.duplicates.len();
    if more > 0 {
        remarks.push(warning(file, format!("{more} more ids stand twice")));
    }
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} × {name}")
}

/// Names with how often they stand somewhere, the most frequent first.
fn named<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> String {
    let mut names: Vec<(&str, usize)> = names.collect();
    names.sort_by(|(one, first), (other, second)| second.cmp(first).then(one.cmp(other)));
    let counted: Vec<String> = names.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
    listed(&counted)
}

fn listed(names: &[&str]) -> String {
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}
