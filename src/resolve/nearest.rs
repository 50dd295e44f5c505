//! The name or path most like one that leads nowhere: what its writer may have meant.

use std::collections::HashMap;

use super::{Resolver, join, key};
use crate::catalog::DocumentId;
use crate::diagnostic::suggest;
use crate::model::path;
use crate::model::reference::{Citation, Reference};
use crate::source::CONTENT_FOLDER;

/// The names and paths of an archive, put so that each is compared with few: an archive has tens of
/// thousands, and one that was moved has as many broken links.
pub struct Nearest<'a> {
    /// Names by their digits: another number is another document, not a slip of the pen.
    names: HashMap<String, Vec<&'a str>>,
    /// Paths by their folders: a name is mistaken.
    neighbours: HashMap<&'a str, Vec<&'a str>>,
    /// Paths by the names of their files without the extension: a folder or extension is mistaken.
    namesakes: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Nearest<'a> {
    /// All that a resolver knows.
    pub fn new(resolver: &'a Resolver<'_>) -> Self {
        let (mut names, mut neighbours, mut namesakes) =
            (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        // In a fixed order, since of names that are equally like the last is taken.
        let known = resolver.names();
        let mut sorted: Vec<&str> =
            known.documents.keys().chain(known.folders.keys()).map(String::as_str).collect();
        sorted.sort_unstable();
        for name in sorted {
            names.entry(digits(name)).or_default().push(name);
        }
        let known = resolver.paths();
        let mut sorted: Vec<&str> = known.sources.keys().chain(known.files.keys()).copied().collect();
        sorted.sort_unstable();
        for path in sorted {
            let (folder, stem) = parts(path);
            neighbours.entry(folder).or_default().push(path);
            namesakes.entry(stem).or_default().push(path);
        }
        Self { names, neighbours, namesakes }
    }

    /// What is nearest to the name or path that a document refers to; `None` where nothing is near.
    pub fn to(&self, resolver: &Resolver<'_>, from: DocumentId, reference: &Reference) -> Option<String> {
        match &reference.citation {
            Citation::Name(name) => self.name(name.split('#').next().unwrap_or(name)),
            Citation::File { path, .. } => {
                let source = resolver.source(from).map_or("", |file| file.path.as_str());
                self.path(&join(source, path)?)
            }
            _ => None,
        }
    }

    fn name(&self, name: &str) -> Option<String> {
        let names = self.names.get(&digits(name))?;
        suggest::nearest(&key(name), names.iter().copied()).map(str::to_owned)
    }

    fn path(&self, path: &str) -> Option<String> {
        let (folder, stem) = parts(path);
        let near = self.neighbours.get(folder).into_iter().chain(self.namesakes.get(stem)).flatten();
        suggest::nearest(path, near.copied()).map(|path| format!("{CONTENT_FOLDER}/{path}"))
    }
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// A path's folder, and its file's name without the extension.
fn parts(path: &str) -> (&str, &str) {
    let (folder, name) = path::split(path);
    (folder, name.split('.').next().unwrap_or(name))
}
