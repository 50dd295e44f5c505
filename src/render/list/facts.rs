//! What is to be known of a collection besides its documents: who made it, and under which conditions it can be used.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::archive::Archive;

/// What is to be known of a collection.
#[derive(Serialize)]
pub(super) struct Fact<'a> {
    name: &'a str,
    value: &'a str,
}

/// The facts that pages know, in the order in which they show them, with their labels.
const FACTS: [(&str, &str); 9] = [
    ("author", "about_author"),
    ("editor", "about_editor"),
    ("contributor", "about_contributor"),
    ("publisher", "about_publisher"),
    ("edition", "about_edition"),
    ("licence", "about_licence"),
    ("identifier", "about_identifier"),
    ("keywords", "about_keywords"),
    ("damaged", "about_damaged"),
];

/// What is to be known of a collection: first what pages know, in their language.
pub(super) fn of<'a>(archive: &'a Archive, said: &'a BTreeMap<String, String>) -> Vec<Fact<'a>> {
    let known = FACTS.iter().filter_map(|(name, label)| {
        Some(Fact { name: archive.interface.say(label), value: said.get(*name)? })
    });
    let others = said.iter().filter(|(name, _)| !FACTS.iter().any(|(known, _)| known == name));
    known.chain(others.map(|(name, value)| Fact { name, value })).collect()
}
