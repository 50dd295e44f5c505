//! What a wiki link names: a document by its file name, address, alias or title, or a file by its name.
//! Several can have one name; then the nearest to the document that names it is meant.

use std::collections::{BTreeSet, HashMap};

use super::{Resolver, Target, Unresolved, join, key};
use crate::catalog::{Catalog, DocumentId};
use crate::model::path;
use crate::model::reason::{Reason, Sought};
use crate::model::reference::Rule;
use crate::source::Sources;

/// The documents and files of an archive by their names.
#[derive(Default)]
pub struct Names {
    /// Documents by the names of their files, their addresses and aliases.
    pub documents: HashMap<String, Vec<DocumentId>>,
    /// Documents by the names of the folders whose pages they are: asked for what no document is named.
    pub folders: HashMap<String, Vec<DocumentId>>,
    // Only wiki links use these.
    titles: HashMap<String, Vec<DocumentId>>,
    files: HashMap<String, Vec<usize>>,
}

impl Names {
    /// The names in an archive.
    pub fn of(catalog: &Catalog, sources: &Sources) -> Self {
        let mut names = Self::default();
        for (id, record) in catalog.documents.iter().enumerate() {
            let aliases = record.aliases.iter().map(String::as_str);
            for name in keys([record.id.as_str(), path::name(&record.id)].into_iter().chain(aliases)) {
                names.documents.entry(name).or_default().push(id);
            }
            if record.is_folder_page && !record.path().is_empty() {
                for name in keys([record.path(), path::name(record.path())].into_iter()) {
                    names.folders.entry(name).or_default().push(id);
                }
            }
        }
        let is_wiki = |rule: &Rule| matches!(rule, Rule::Wiki | Rule::Image);
        let mut references = catalog.documents.iter().flat_map(|record| &record.references);
        if references.any(|reference| is_wiki(&reference.rule)) {
            names.add_titles_and_files(catalog, sources);
        }
        names
    }

    fn add_titles_and_files(&mut self, catalog: &Catalog, sources: &Sources) {
        for (id, record) in catalog.documents.iter().enumerate() {
            self.titles.entry(key(&record.title)).or_default().push(id);
        }
        for (index, file) in sources.files.iter().enumerate() {
            self.files.entry(key(path::name(&file.path))).or_default().push(index);
        }
    }
}

/// Names as they are compared, each once.
fn keys<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    names.map(key).collect()
}

impl Resolver<'_> {
    /// What a document means by a name, which can have a fragment.
    pub(super) fn name(&self, from: DocumentId, name: &str) -> Result<Target, Unresolved> {
        let (name, fragment) = match name.split_once('#') {
            Some((name, fragment)) => (name.trim(), Some(fragment)),
            None => (name, None),
        };
        let home = self.source(from).map_or("", |file| file.path.as_str());
        let ambiguous = || Unresolved::from(Reason::Ambiguous(Sought::Name(name.to_owned())));
        if name.starts_with('.')
            && let Some(document) = join(home, name).and_then(|path| self.find_document(&path))
        {
            return self.anchored(document, fragment);
        }
        // The document that introduces a volume goes by the same name.
        if let Some((source, collection)) =
            self.parts.named(name).filter(|_| !self.names().documents.contains_key(&key(name)))
        {
            return self.part(source, collection, fragment);
        }
        let documents = self.documents_named(name);
        if !documents.is_empty() {
            let path = |id: &DocumentId| self.catalog.documents[*id].id.as_str();
            let document = nearest(home, &documents, path).ok_or_else(ambiguous)?;
            return self.anchored(document, fragment);
        }
        let path = |index: &usize| self.sources.files[*index].path.as_str();
        let files = self.names().files.get(&key(path::name(name))).map(Vec::as_slice).unwrap_or_default();
        let files: Vec<usize> = files.iter().copied().filter(|index| ends_with(path(index), name)).collect();
        if files.is_empty() {
            let is_file = mime_guess::from_path(name).first().is_some();
            return Err(match is_file {
                true => Reason::NoFile(name.to_owned()),
                false => Reason::NoDocument(Sought::Name(name.to_owned())),
            }
            .into());
        }
        let file = nearest(home, &files, path).ok_or_else(ambiguous)?;
        let suffix = fragment.map(super::fragment_of_file).unwrap_or_default();
        Ok(Target::File { file, suffix })
    }

    /// The documents of a name, by the strongest kind of name that there is.
    fn documents_named(&self, name: &str) -> Vec<DocumentId> {
        let extensions = [".md", ".markdown", ".txt", ".text", ".html"];
        let stem = extensions.iter().find_map(|extension| name.strip_suffix(extension));
        for name in [Some(name), stem].into_iter().flatten() {
            if let Some(found) = self.names().documents.get(&key(name)) {
                return found.clone();
            }
            if name.contains('/') {
                let found =
                    self.names().documents.get(&key(path::name(name))).map(Vec::as_slice).unwrap_or_default();
                let is_meant = |id: &DocumentId| ends_with(&self.catalog.documents[*id].id, name);
                let found: Vec<DocumentId> = found.iter().copied().filter(is_meant).collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let names = self.names();
        let others = names.folders.get(&key(name)).or_else(|| names.titles.get(&key(name)));
        others.cloned().unwrap_or_default()
    }
}

/// Whether a path ends with the folders and the name that a link names.
fn ends_with(path: &str, name: &str) -> bool {
    let (path, name) = (key(path), key(name.trim_start_matches('/')));
    path.strip_suffix(&name).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Which of several is nearest to a file: one in its own folder, else in the nearest folder above it, else
/// the one with the shortest path. `None` if two are equally near.
fn nearest<'a, T: Copy>(home: &str, found: &[T], path: impl Fn(&T) -> &'a str) -> Option<T> {
    let home = path::folder(home);
    let distance = |one: &T| {
        let folder = path::folder(path(one));
        let is_above = folder.is_empty()
            || home.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let depth = if folder.is_empty() { 0 } else { folder.split('/').count() };
        (!is_above, if is_above { usize::MAX - depth } else { depth })
    };
    let least = found.iter().map(distance).min()?;
    let mut nearest = found.iter().filter(|one| distance(one) == least);
    nearest.next().copied().filter(|_| nearest.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_meant() {
        let nearest = |home: &str, paths: &[&'static str]| nearest(home, paths, |path| path);
        assert_eq!(nearest("a/b/x.md", &["a/y", "a/b/y", "y"]), Some("a/b/y"));
        assert_eq!(nearest("a/b/x.md", &["c/y", "a/y", "y"]), Some("a/y"));
        assert_eq!(nearest("a/b/x.md", &["c/d/y", "a/b/c/y", "e/y"]), Some("e/y"));
        assert_eq!(nearest("ab/x.md", &["a/y", "b/y"]), None);
        assert_eq!(nearest("x.md", &["a/y"]), Some("a/y"));
    }

    #[test]
    fn folders_can_be_named() {
        assert!(ends_with("a/The Lamp/Plan.png", "the-lamp/plan.png"));
        assert!(ends_with("a/b", "/a/b") && ends_with("a/b", "b"));
        assert!(!ends_with("xa/b", "a/b"));
    }
}
