//! The document whose page is that of its folder: `index`, `_index` or `README`, in this order.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Record;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::path::{self, folder};
use crate::read::former::Former;
use crate::source::{CONTENT_FOLDER, Sources};

/// The names of files that stand for their folders, the strongest first.
const NAMES: [&str; 3] = ["index", "_index", "readme"];

/// The document that introduces an archive whose root has none of these: editions keep what is said of them in `meta`.
const INTRODUCTION: &str = "meta/about";

/// Gives each folder its document, and reports those that would be it, too.
pub fn settle(records: &mut [Box<Record>], sources: &Sources) -> Vec<Diagnostic> {
    let mut chosen: BTreeMap<String, usize> = BTreeMap::new();
    let mut others = Vec::new();
    for (place, record) in records.iter().enumerate() {
        let Some(rank) = rank(&record.id) else { continue };
        match chosen.entry(folder(&record.id).to_owned()) {
            Entry::Vacant(vacant) => {
                vacant.insert(place);
            }
            Entry::Occupied(mut first) => {
                let is_stronger = self::rank(&records[*first.get()].id).is_none_or(|other| rank < other);
                others.push(if is_stronger { first.insert(place) } else { place });
            }
        }
    }
    if !chosen.contains_key("")
        && let Some(place) = records.iter().position(|record| record.id.eq_ignore_ascii_case(INTRODUCTION))
    {
        let record = &mut records[place];
        record.former.push(Former::page(&record.id));
        chosen.insert(String::new(), place);
    }
    let path = |record: &Record| match sources.documents.get(record.source) {
        Some(_) => record.shown_name(sources),
        None => format!("{CONTENT_FOLDER}/{}", record.id),
    };
    let note = |&other: &usize| {
        let record = &records[other];
        let first = &records[chosen[folder(&record.id)]];
        // Where both would have one address, that is reported with all such.
        (first.id != record.id).then(|| {
            let message = format!(
                "{} is the page of this folder, so that this file has a page of its own, {}.html",
                path(first),
                record.id
            );
            record
                .diagnostic(sources, Severity::Note, Code::Address, message)
                .help("join the two, or leave one out with `exclude` in fonds.toml, if that is not wanted")
        })
    };
    let diagnostics = others.iter().filter_map(note).collect();
    for (folder, place) in chosen {
        let record = &mut records[place];
        record.id = if folder.is_empty() { "index".to_owned() } else { format!("{folder}/index") };
        record.is_folder_page = true;
    }
    diagnostics
}

/// The path by which a document is named: that of its folder, if the file's name stands for it.
pub fn named_path(id: &str) -> &str {
    if rank(id).is_some() { folder(id) } else { id }
}

/// Whether a path ends in a name that stands for the folder.
pub fn stands_for_folder(id: &str) -> bool {
    rank(id).is_some()
}

fn rank(id: &str) -> Option<usize> {
    NAMES.iter().position(|name| name.eq_ignore_ascii_case(path::name(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_folders_whatever_their_case() {
        assert_eq!(named_path("a/b/index"), "a/b");
        assert_eq!(named_path("a/ReadMe"), "a");
        assert_eq!(named_path("_index"), "");
        assert_eq!(named_path("a/indexes"), "a/indexes");
    }
}
