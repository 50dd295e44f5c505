//! The links, anchors and files of a document that is cut: a link within it can lead from one part to another.

use std::collections::{HashMap, HashSet};

use crate::model::document::{Anchor, Block, Document, ImagePlace, Inline, page_anchor};
use crate::model::path;
use crate::model::reference::{Citation, Reference};
use crate::model::walk::{self, Part, PartMut};
use crate::read::reader::EmbeddedFile;

/// Where the anchors of a part were, and are.
#[derive(Debug, Default)]
pub(super) struct Home {
    /// The anchors of its notes and marks, by those that they had.
    pub(super) moved: HashMap<String, String>,
    /// The anchor of the heading that became its title.
    title: Option<String>,
    /// The other anchors in it.
    anchors: HashSet<String>,
}

impl Home {
    /// The heading with an anchor became the title.
    pub(super) fn set_title(&mut self, id: Option<String>) {
        self.title = id;
    }

    /// Takes note of the anchors in a part.
    pub(super) fn add_anchors(&mut self, document: &Document) {
        let anchors = &mut self.anchors;
        let mut visit = |part: Part<'_>| match part {
            Part::Block(Block::Heading { id, .. }) | Part::Inline(Inline::Anchor(id)) => {
                anchors.insert(id.clone());
            }
            Part::Block(Block::PageBreak(page)) | Part::Inline(Inline::PageBreak(page)) if page.first => {
                anchors.insert(page_anchor(&page.page));
            }
            _ => {}
        };
        walk::inlines(&document.title, &mut visit);
        walk::blocks(&document.blocks, &mut visit);
        document.notes.iter().for_each(|note| walk::blocks(&note.blocks, &mut visit));
    }

    /// What became of an anchor of the whole document: none if it is not here, and no anchor for the top.
    fn place(&self, anchor: &str) -> Option<Option<String>> {
        if self.title.as_deref() == Some(anchor) {
            return Some(None);
        }
        let moved = self.moved.get(anchor);
        let own = || self.anchors.contains(anchor).then(|| anchor.to_owned());
        moved.cloned().or_else(own).map(Some)
    }
}

/// Gives each part the references that stand in it. Those that stand nowhere are declared in the metadata, and the first
/// part's.
pub(super) fn share_references(references: Vec<Reference>, mut parts: Vec<&mut Document>) {
    let mut is_used = vec![false; references.len()];
    for part in &mut parts {
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut own: Vec<Reference> = Vec::new();
        each_index(part, &mut |index| {
            let place = *places.entry(*index).or_insert_with(|| {
                if let (Some(reference), Some(used)) = (references.get(*index), is_used.get_mut(*index)) {
                    own.push(reference.clone());
                    *used = true;
                }
                own.len().saturating_sub(1)
            });
            *index = place;
        });
        part.references = own;
    }
    if let Some(first) = parts.first_mut() {
        let unused = references.into_iter().zip(is_used).filter(|(_, is_used)| !is_used);
        first.references.extend(unused.map(|(reference, _)| reference));
    }
}

/// Shows each index into the references of a document.
fn each_index(document: &mut Document, visit: &mut dyn FnMut(&mut usize)) {
    let mut part = |part: PartMut<'_>| match part {
        PartMut::Inline(
            Inline::Reference { index, .. } | Inline::Image { place: ImagePlace::Archive(index), .. },
        ) => visit(index),
        PartMut::Inline(Inline::PageBreak(page)) | PartMut::Block(Block::PageBreak(page)) => {
            if let Some(ImagePlace::Archive(index)) = &mut page.facsimile {
                visit(index);
            }
        }
        _ => {}
    };
    walk::inlines_mut(&mut document.title, &mut part);
    walk::blocks_mut(&mut document.blocks, &mut part);
    document.notes.iter_mut().for_each(|note| walk::blocks_mut(&mut note.blocks, &mut part));
}

/// Gives each part the names of the places in it.
pub(super) fn share_anchors(anchors: Vec<Anchor>, homes: &mut [Home], mut parts: Vec<&mut Document>) {
    let mut home_of: HashMap<&str, usize> = HashMap::new();
    for (at, home) in homes.iter().enumerate() {
        let moved = home.moved.keys().map(String::as_str);
        let own = home.anchors.iter().map(String::as_str);
        for anchor in moved.chain(own).chain(home.title.as_deref()) {
            home_of.entry(anchor).or_insert(at);
        }
    }
    let mut names: Vec<Vec<(String, Option<String>)>> = homes.iter().map(|_| Vec::new()).collect();
    for Anchor { name, place } in anchors {
        let at = place.as_deref().map_or(Some(0), |place| home_of.get(place).copied());
        // A place that is nowhere in the text is none.
        let Some(at) = at else { continue };
        let place = place.and_then(|place| homes.get(at)?.place(&place).flatten());
        if let Some(names) = names.get_mut(at) {
            names.push((name, place));
        }
    }
    for ((home, part), names) in homes.iter_mut().zip(&mut parts).zip(names) {
        let title = home.title.clone().map(|name| (name, None));
        for (name, place) in names.into_iter().chain(title) {
            home.moved.insert(name.clone(), place.clone().unwrap_or_default());
            part.anchors.push(Anchor { name, place });
        }
    }
}

/// The files of a source that a document refers to.
pub(super) fn files_of(document: &Document, files: &[EmbeddedFile]) -> Vec<EmbeddedFile> {
    if files.is_empty() {
        return Vec::new();
    }
    let named: HashSet<&str> = document
        .references
        .iter()
        .filter_map(|reference| match &reference.citation {
            Citation::Embedded(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    files.iter().filter(|file| named.contains(file.name.as_str())).cloned().collect()
}

/// Lets links within the whole lead to the parts.
pub(super) struct Between<'a> {
    /// The folder of the parts' pages, relative to the source.
    folder: &'a str,
    ids: &'a [String],
    /// The part and the anchor there, by the name in the whole.
    places: HashMap<String, (usize, String)>,
}

impl<'a> Between<'a> {
    /// Prepares to lead links. `source` is the path of the source.
    pub(super) fn new(source: &'a str, ids: &'a [String], homes: Vec<Home>) -> Self {
        let mut places = HashMap::new();
        for (at, home) in homes.into_iter().enumerate() {
            for (name, place) in home.moved {
                places.entry(name).or_insert((at, place));
            }
            for anchor in home.anchors {
                places.entry(anchor.clone()).or_insert((at, anchor));
            }
        }
        Self { folder: path::stem(path::name(source)), ids, places }
    }

    /// Leads the links of a part.
    pub(super) fn lead(&self, at: usize, document: &mut Document) {
        for reference in &mut document.references {
            let Citation::File { path, query: None, fragment: Some(fragment) } = &reference.citation else {
                continue;
            };
            if !path.is_empty() {
                continue;
            }
            let lower = || self.places.get(&fragment.to_lowercase());
            let Some((part, place)) = self.places.get(fragment.as_str()).or_else(lower) else { continue };
            if *part == at {
                continue;
            }
            let Some(id) = self.ids.get(*part).filter(|id| !id.is_empty()) else { continue };
            let path = format!("{}/{id}.html", self.folder);
            let fragment = Some(place.clone()).filter(|place| !place.is_empty());
            reference.citation = Citation::File { path, query: None, fragment };
        }
    }
}
