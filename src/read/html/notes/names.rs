//! The names of places in a page, and which of them links mean.

use std::collections::HashMap;

use crate::read::html::tree::{Place, ROOT, Tree};

/// The names by which links mean places of a page.
pub struct Names<'a> {
    by_name: HashMap<&'a str, Place>,
    own: Vec<String>,
}

impl<'a> Names<'a> {
    /// The names in a page. `own` are the addresses by which it means itself.
    pub fn of(tree: &'a Tree, own: Vec<String>) -> Self {
        let mut by_name = HashMap::new();
        for place in tree.within(ROOT).filter(|&place| tree.is_element(place)) {
            let name = tree.attribute(place, "name").filter(|_| tree.name(place) == "a");
            for name in tree.attribute(place, "id").into_iter().chain(name) {
                by_name.entry(name).or_insert(place);
            }
        }
        Self { by_name, own }
    }

    /// The place of a name.
    pub fn get(&self, name: &str) -> Option<Place> {
        self.by_name.get(name).copied()
    }

    /// The name of the place in this page to which an address leads.
    pub fn fragment<'t>(&self, address: &'t str) -> Option<&'t str> {
        let (path, fragment) = address.trim().split_once('#')?;
        (path.is_empty() || self.own.iter().any(|own| own == path)).then_some(fragment).filter(|name| !name.is_empty())
    }

    /// The place in this page to which a link leads.
    pub fn target(&self, tree: &Tree, link: Place) -> Option<Place> {
        let fragment = self.fragment(tree.attribute(link, "href")?)?;
        self.get(fragment).or_else(|| {
            let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            self.get(&decoded)
        })
    }
}

impl Names<'_> {
    /// The names that a note and what it consists of have at its beginning.
    pub fn by_name_within(&self, tree: &Tree, parts: &[Place], target: Place) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let first = parts.first().into_iter().flat_map(|&part| tree.within(part).take(6));
        for place in std::iter::once(target).chain(first) {
            let name = tree.attribute(place, "name").filter(|_| tree.name(place) == "a");
            for name in tree.attribute(place, "id").into_iter().chain(name) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }
}
