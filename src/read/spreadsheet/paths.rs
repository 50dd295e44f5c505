//! The paths of an archive's files, by which the rows of spreadsheets name them. People write a path as their
//! system shows it: without its extension, in other capitals, with the content folder before it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use unicode_normalization::UnicodeNormalization;

use crate::source::{CONTENT_FOLDER, Sources};

/// The paths of an archive's files.
pub struct Paths<'a> {
    documents: HashSet<&'a str>,
    files: HashSet<&'a str>,
    /// The documents by their paths without capitals, with and without their extensions; several where
    /// several are so alike.
    alike: HashMap<String, Alike<'a>>,
    /// The documents in the order of their paths.
    ordered: BTreeMap<&'a str, ()>,
}

/// The documents of which the paths are alike.
#[derive(Clone, Copy)]
enum Alike<'a> {
    One(&'a str),
    Several,
}

/// What a path leads to.
pub enum Found<'a> {
    /// A document, by its path in the content folder.
    Document(&'a str),
    /// Several documents.
    Several,
    /// Another file.
    Other,
    /// Nothing.
    Nothing,
}

impl<'a> Paths<'a> {
    /// The paths of the sources.
    pub fn of(sources: &'a Sources) -> Self {
        let mut alike: HashMap<String, Alike<'a>> = HashMap::new();
        for file in &sources.documents {
            let path = file.path.as_str();
            for key in [key(path), key(file.id())] {
                alike
                    .entry(key)
                    .and_modify(|known| match known {
                        Alike::One(earlier) if *earlier == path => {}
                        _ => *known = Alike::Several,
                    })
                    .or_insert(Alike::One(path));
            }
        }
        let paths = || sources.documents.iter().map(|file| file.path.as_str());
        Self {
            documents: paths().collect(),
            files: sources.files.iter().map(|file| file.path.as_str()).collect(),
            alike,
            ordered: paths().map(|path| (path, ())).collect(),
        }
    }

    /// What a spreadsheet's path leads to, from the folder of the spreadsheet or from the content folder.
    pub fn find(&self, folder: &str, named: &str) -> Found<'a> {
        let within = named.strip_prefix(CONTENT_FOLDER).and_then(|rest| rest.strip_prefix('/'));
        let from_content =
            [Some(named), within].into_iter().flatten().filter(|path| path.starts_with(folder));
        let candidates: Vec<String> =
            std::iter::once(format!("{folder}{named}")).chain(from_content.map(str::to_owned)).collect();
        let exact = |path: &String| self.documents.get(path.as_str()).map(|path| Found::Document(path));
        if let Some(found) = candidates.iter().find_map(exact) {
            return found;
        }
        if candidates.iter().any(|path| self.files.contains(path.as_str())) {
            return Found::Other;
        }
        match candidates.iter().find_map(|path| self.alike.get(&key(path))) {
            Some(Alike::One(path)) => Found::Document(path),
            Some(Alike::Several) => Found::Several,
            None => Found::Nothing,
        }
    }

    /// The documents below a folder.
    pub fn below(&self, folder: &str) -> Vec<&'a str> {
        self.ordered
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .map(|(path, ())| *path)
            .take_while(|path| path.starts_with(folder))
            .collect()
    }
}

/// A path as it compares: without capitals, and with letters and their accents put together.
fn key(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}
