//! Routes: an address for each page and file of the site. Collisions are found here, once.
//!
//! Addresses are part of the site's contract: they follow from the names of the sources alone.
//! Links are relative and name a file, so that the site works from any folder of any host, and from
//! a disk.

use std::collections::{BTreeSet, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::catalog::{Catalog, Collection, CollectionId, Record};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{CONTENT_FOLDER, SourceFile, Sources, names};

/// The address of the program that answers for the site in a browser. It lies at the root, since it answers only for what
/// lies below it.
pub const SERVICE_WORKER: &str = "service-worker.js";

/// The address of what is shown where the network is gone and a page was not kept.
pub const NOT_KEPT: &str = "offline/not-kept.html";

/// The addresses that the archive as a whole takes.
pub const RESERVED: [&str; 12] = [
    "index.html",
    "timeline.html",
    "search.html",
    "404.html",
    "sitemap.xml",
    "atom.xml",
    "robots.txt",
    "opensearch.xml",
    "catalog.jsonl",
    "catalog.csv",
    SERVICE_WORKER,
    NOT_KEPT,
];

impl Record {
    /// The address of the document's page.
    pub fn address(&self) -> String {
        format!("{}.html", self.id)
    }
}

impl Collection {
    /// The address of the collection's page.
    pub fn address(&self) -> String {
        if self.id.is_empty() { "index.html".to_owned() } else { format!("{}/index.html", self.id) }
    }
}

/// The address of a year's page in the timeline.
pub fn year_address(year: i16) -> String {
    format!("timeline/{year:04}.html")
}

/// Whether a year of the timeline has this address, or can get it when the archive grows.
fn is_year_address(address: &str) -> bool {
    let name = address.strip_prefix("timeline/").and_then(|name| name.strip_suffix(".html"));
    name.is_some_and(|name| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What has to be escaped in the path of a link: all that means something in an address or in HTML.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b':')
    .add(b'&')
    .add(b'\'');

/// An address as it stands in a link.
pub fn encoded(address: &str) -> String {
    utf8_percent_encode(address, PATH).to_string()
}

/// The link from one page of the site to another, relative and escaped.
pub fn link(from: &str, to: &str) -> String {
    let mut from_folders: Vec<&str> = from.split('/').collect();
    from_folders.pop();
    let mut to_parts: Vec<&str> = to.split('/').collect();
    let name = to_parts.pop().unwrap_or_default();
    let shared = from_folders.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(from_folders.len() - shared);
    for folder in &to_parts[shared..] {
        link.push_str(folder);
        link.push('/');
    }
    link.push_str(name);
    encoded(&link)
}

/// The link from a page to the site's root: `../../`, or nothing from the root itself.
pub fn root_link(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// The page or catalogue of the archive as a whole that has this address, of those that every site has.
pub fn page_of_archive(address: &str) -> Option<&'static str> {
    const PAGES: [&str; 5] = ["index.html", "timeline.html", "search.html", "catalog.jsonl", "catalog.csv"];
    PAGES.into_iter().find(|page| *page == address)
}

/// Whether a page or file of the archive as a whole has this address.
pub fn is_reserved(address: &str) -> bool {
    RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(address))
}

/// Reports pages that claim the same address. `files` are the linked files of the archive, which
/// keep their own paths.
pub fn check(catalog: &Catalog, sources: &Sources) -> Vec<Diagnostic> {
    let mut owners: HashMap<String, String> = HashMap::new();
    for address in RESERVED {
        owners.insert(address.to_owned(), "a page of the archive as a whole".to_owned());
    }
    let mut diagnostics = sources_of_one_collection(catalog, sources);
    for collection in catalog.collections.iter().skip(1) {
        let folder = format!("{CONTENT_FOLDER}/{}", collection.id);
        let earlier = owners.insert(collection.address().to_lowercase(), format!("the folder {folder}"));
        diagnostics.extend(earlier.map(|earlier| differs_in_case(&folder, &earlier)));
    }
    for (id, record) in catalog.documents.iter().enumerate() {
        if catalog.is_front(id) {
            continue;
        }
        let path = record.shown_name(sources);
        // Some file systems do not tell capitals from small letters.
        let address = record.address();
        let source = sources.documents.get(record.source).map(SourceFile::shown_path).unwrap_or_default();
        diagnostics.extend(names::too_long(&address, &source));
        let refuse = |message: String| record.diagnostic(sources, Severity::Error, Code::Address, message);
        if let Some(owner) = owners.insert(address.to_lowercase(), path.clone()) {
            let message = format!("its page would have the address {address}, which {owner} has already");
            diagnostics.push(
                refuse(message).help("rename the file: addresses follow from the names of the sources"),
            );
        } else if is_year_address(&address) {
            let message =
                format!("its page would have the address {address}, which is that of a year of the timeline");
            diagnostics.push(refuse(message).help("rename the file or its folder"));
        }
    }
    for collection in catalog.collections.iter().skip(1) {
        if let Some(owner) = owners.get(&collection.id.to_lowercase()) {
            let folder = format!("{CONTENT_FOLDER}/{}", collection.id);
            let message = format!("the folder has the name of a page, which {owner} has already");
            diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Address, &folder, message).help("rename the folder"),
            );
        }
    }
    diagnostics
}

/// Reports sources whose names without extensions are the same: each would be the same collection.
fn sources_of_one_collection(catalog: &Catalog, sources: &Sources) -> Vec<Diagnostic> {
    let mut owners: HashMap<CollectionId, &Record> = HashMap::new();
    let mut told = BTreeSet::new();
    let mut diagnostics = Vec::new();
    let shown = |record: &Record| sources.documents.get(record.source).map(SourceFile::shown_path);
    for record in catalog.documents.iter().filter(|record| record.within.is_some()) {
        let owner = owners.entry(catalog.volume(record)).or_insert(record);
        let (Some(path), Some(other)) = (shown(record), shown(owner)) else { continue };
        if owner.source != record.source && told.insert(record.source) {
            let message = format!("its documents would stand in the same collection as those of {other}");
            diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Address, &path, message)
                    .help("rename the file: addresses follow from the names of the sources"),
            );
        }
    }
    diagnostics
}

/// Two names that differ in capitals are one on many systems.
fn differs_in_case(path: &str, earlier: &str) -> Diagnostic {
    let message = format!("it differs only in capitals from {earlier}: on many systems they are one");
    Diagnostic::new(Severity::Error, Code::Address, path, message).help("rename one of them")
}

/// Reports linked files whose names make bad addresses, or differ only in capitals from those of others, of
/// their folders or of pages. `linked` are their places among the files of the archive.
pub fn check_linked(catalog: &Catalog, sources: &Sources, linked: &BTreeSet<usize>) -> Vec<Diagnostic> {
    let folders = catalog.collections.iter().map(|collection| collection.id.clone());
    let pages = catalog.documents.iter().map(Record::address);
    let mut known: HashMap<String, String> =
        folders.chain(pages).map(|address| (address.to_lowercase(), address)).collect();
    let mut diagnostics = Vec::new();
    for file in linked.iter().filter_map(|&file| sources.files.get(file)) {
        diagnostics.extend(names::complaint(&file.path, &file.shown_path()));
        let folders = file.path.match_indices('/').map(|(end, _)| &file.path[..end]);
        for path in folders.chain([file.path.as_str()]) {
            // What has the very same address as a page is found where it is written.
            let earlier = known.entry(path.to_lowercase()).or_insert_with(|| path.to_owned());
            if earlier != path {
                diagnostics.push(differs_in_case(&format!("{CONTENT_FOLDER}/{path}"), earlier));
            }
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_a_file() {
        assert_eq!(link("index.html", "a/index.html"), "a/index.html");
        assert_eq!(link("a/d1.html", "a/d2.html"), "d2.html");
        assert_eq!(link("a/b/d1.html", "a/c/d2.html"), "../c/d2.html");
        assert_eq!(link("a/d1.html", "timeline.html"), "../timeline.html");
    }

    #[test]
    fn links_are_escaped() {
        assert_eq!(link("a.html", "Zürich & Bern/d 1#2.html"), "Z%C3%BCrich%20%26%20Bern/d%201%232.html");
        // A colon in the first part would make it a scheme.
        assert_eq!(link("a.html", "x:y.html"), "x%3Ay.html");
    }

    #[test]
    fn the_root_is_as_many_folders_up_as_the_page_is_down() {
        assert_eq!(root_link("index.html"), "");
        assert_eq!(root_link("a/b/c.html"), "../../");
    }
}
