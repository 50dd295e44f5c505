//! The addresses that pages and files of a site have, or can get when it changes.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use walkdir::WalkDir;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::resolve::route;
use crate::source::Sources;

/// The folders that the archive as a whole takes.
const FOLDERS: [&str; 5] = ["assets", "offline", "packages", "search", "timeline"];

/// The files that a collection has beside its page.
const BESIDE: [&str; 4] = ["graph.html", "citations.bib", "citations.ris", "citations.json"];

/// Who has which address. Some file systems do not tell capitals from small letters.
pub struct Taken {
    files: HashMap<String, String>,
    /// All folders in which files are: no file can have such an address.
    folders: HashSet<String>,
}

impl Taken {
    /// The addresses of an archive without its redirects.
    pub fn of(catalog: &Catalog, sources: &Sources, config: &Config, root: &Path) -> Self {
        let mut taken = Self { files: HashMap::new(), folders: HashSet::new() };
        let whole = "a page of the archive as a whole";
        for address in route::RESERVED {
            taken.add(address, whole);
        }
        for folder in FOLDERS {
            taken.folders.insert(folder.to_owned());
            taken.files.insert(folder.to_owned(), whole.to_owned());
        }
        for collection in &catalog.collections {
            let prefix = if collection.id.is_empty() { String::new() } else { format!("{}/", collection.id) };
            for name in BESIDE {
                taken.add(&format!("{prefix}{name}"), "a page of the collection");
            }
            taken.add(&collection.address(), "the page of a folder");
        }
        for record in &catalog.documents {
            taken.add(&record.address(), &format!("the document {}", record.id));
        }
        let linked = sources.files.iter();
        let published = sources.documents.iter().filter(|_| config.publish_sources);
        for file in linked.chain(published) {
            taken.add(&file.path, &format!("the file {}", file.shown_path()));
        }
        let folder = root.join("static");
        let files = WalkDir::new(&folder).min_depth(1).into_iter().filter_map(Result::ok);
        for file in files.filter(|file| !file.file_type().is_dir()) {
            let relative = file.path().strip_prefix(&folder).unwrap_or(file.path());
            let address = relative.to_string_lossy().replace('\\', "/");
            taken.add(&address, &format!("the file static/{address}"));
        }
        taken
    }

    fn add(&mut self, address: &str, owner: &str) {
        let address = address.to_lowercase();
        self.folders.extend(above(&address).map(str::to_owned));
        self.files.entry(address).or_insert_with(|| owner.to_owned());
    }

    /// Takes an address for a page that leads on to a document, and says whether it is a new one.
    ///
    /// # Errors
    /// Who has the address, or needs it as a folder, or has it for a file where a folder is needed.
    pub fn claim(&mut self, address: &str, document: &str) -> Result<bool, String> {
        let lower = address.to_lowercase();
        let owner = format!("a page that leads on to {document}");
        if self.files.get(&lower) == Some(&owner) {
            return Ok(false);
        }
        if let Some(owner) =
            std::iter::once(lower.as_str()).chain(above(&lower)).find_map(|at| self.files.get(at))
        {
            return Err(owner.clone());
        }
        if route::is_list_address(&lower) {
            return Err("a page of a collection's list".to_owned());
        }
        if self.folders.contains(&lower) {
            return Err("a folder".to_owned());
        }
        if route::is_graph_page(&lower) {
            return Err("a page of the collection".to_owned());
        }
        self.add(address, &owner);
        Ok(true)
    }
}

/// The folders above a path, from the nearest.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(end, _)| &path[..end])
}
