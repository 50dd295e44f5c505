//! Routes: an address for each page and file of the site. Collisions are found here, once.
//!
//! Addresses are part of the site's contract: they follow from the names of the sources alone.
//! Links are relative and name a file, so that the site works from any folder of any host, and from
//! a disk.

use std::collections::{BTreeSet, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::catalog::{Catalog, Collection, CollectionId, Record};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{CONTENT_FOLDER, SourceFile, Sources, names};

/// The address of the program that answers for the site in a browser. It lies at the root, since it answers only for what
/// lies below it.
pub const SERVICE_WORKER: &str = "service-worker.js";

/// The address of what is shown where the network is gone and a page was not kept.
pub const NOT_KEPT: &str = "offline/not-kept.html";

/// The address of the page about the archive, unless a document or a file has it: archives had such pages before.
pub const ABOUT: &str = "about.html";

/// The address of that page where something else has the first one.
pub const ABOUT_BESIDE: &str = "about-this-archive.html";

/// The address of the page where a reader finds what they kept.
pub const SHELF: &str = "shelf.html";

/// The address of the search.
pub const SEARCH: &str = "search.html";

/// The address of the picture that other sites show of this one.
pub const PICTURE: &str = "social.png";

/// The address of what tells a browser how the site is installed as a program.
pub const MANIFEST: &str = "manifest.webmanifest";

/// The addresses that the archive as a whole takes.
pub const RESERVED: [&str; 16] = [
    "index.html",
    "timeline.html",
    SEARCH,
    "404.html",
    "sitemap.xml",
    "atom.xml",
    "robots.txt",
    "opensearch.xml",
    "catalog.jsonl",
    "catalog.csv",
    ABOUT_BESIDE,
    SHELF,
    SERVICE_WORKER,
    NOT_KEPT,
    PICTURE,
    MANIFEST,
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

/// The name of the page, in a collection's folder, that shows how its documents refer to each other.
pub const GRAPH: &str = "graph.html";

/// The name of a further page of it; the first is [`GRAPH`].
pub fn graph_page(number: usize) -> String {
    if number == 1 { GRAPH.to_owned() } else { format!("graph-{number}.html") }
}

/// Whether an address can be that of a page of a graph.
pub fn is_graph_page(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or(address).to_ascii_lowercase();
    let number = name.strip_prefix("graph-").and_then(|name| name.strip_suffix(".html"));
    name == GRAPH || number.is_some_and(is_number)
}

/// The address of a file in a collection's folder.
pub fn beside(collection: &Collection, name: &str) -> String {
    if collection.id.is_empty() { name.to_owned() } else { format!("{}/{name}", collection.id) }
}

/// The addresses of the pages of a long list: that of its first page, and of the others by their numbers.
///
/// Their names are that of the first with a number behind it, and one hyphen more than any document in the folder has there.
#[derive(Debug, Clone)]
pub struct ListAddresses {
    first: String,
    /// The first without its extension, and the hyphens.
    stem: String,
}

impl ListAddresses {
    /// Those of a list whose first page has this address.
    pub fn of(catalog: &Catalog, first: String) -> Self {
        let path = first.strip_suffix(".html").unwrap_or(&first);
        let mut stem = format!("{path}-");
        let is_taken = |stem: &str| {
            let mut names = catalog.documents.iter().filter_map(|record| strip_prefix(&record.id, stem));
            names.any(is_number)
        };
        while is_taken(&stem) {
            stem.push('-');
        }
        Self { first, stem }
    }

    /// The address of a page, of which the first has the place 0.
    pub fn page(&self, place: usize) -> String {
        if place == 0 { self.first.clone() } else { format!("{}{}.html", self.stem, place + 1) }
    }

    /// The address of what a script knows of that page's rows.
    pub fn data(&self, place: usize) -> String {
        format!("{}{}.js", self.data_beginning(), place + 1)
    }

    /// How these addresses begin.
    pub fn data_beginning(&self) -> &str {
        &self.stem
    }
}

/// What follows a beginning, whose capitals make no difference.
fn strip_prefix<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a collection's list can have a page at this address when it grows.
pub fn is_list_address(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    let number = name.strip_prefix("index-").and_then(|name| name.strip_suffix(".html"));
    number.is_some_and(|number| is_number(number.trim_start_matches('-')))
}

/// The address of a year's page in the timeline.
pub fn year_address(year: i16) -> String {
    format!("timeline/{year:04}.html")
}

/// Whether a year of the timeline has this address, or can get it when the archive grows.
fn is_year_address(address: &str) -> bool {
    let name = address.strip_prefix("timeline/").and_then(|name| name.strip_suffix(".html"));
    // A year of many documents has further pages.
    let year = name
        .map(|name| name.split_once('-').filter(|(_, page)| is_number(page)).map_or(name, |(year, _)| year));
    year.is_some_and(|year| year.len() == 4 && is_number(year))
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

/// The page or catalogue of the archive as a whole that has this address.
pub fn page_of_archive(address: &str, config: &Config) -> Option<&'static str> {
    const PAGES: [&str; 4] = ["index.html", "timeline.html", "catalog.jsonl", "catalog.csv"];
    PAGES.into_iter().chain(config.search.then_some(SEARCH)).find(|page| *page == address)
}

/// Whether a page or file of the archive as a whole has this address.
pub fn is_reserved(address: &str) -> bool {
    RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(address))
}

/// Reports pages that claim the same address. `files` are the linked files of the archive, which
/// keep their own paths.
pub fn check(catalog: &Catalog, sources: &Sources) -> Vec<Diagnostic> {
    let mut owners: HashMap<String, Owner<'_>> = HashMap::new();
    for address in RESERVED {
        owners.insert(address.to_owned(), Owner::Archive);
    }
    let mut diagnostics = sources_of_one_collection(catalog, sources);
    for collection in catalog.collections.iter().skip(1) {
        let earlier = owners.insert(collection.address().to_lowercase(), Owner::Folder(&collection.id));
        let path = format!("{CONTENT_FOLDER}/{}", collection.id);
        diagnostics.extend(earlier.map(|earlier| differs_in_case(&path, &earlier.shown(sources))));
    }
    for (id, record) in catalog.documents.iter().enumerate() {
        if catalog.is_front(id) {
            continue;
        }
        let address = record.address();
        let source = sources.documents.get(record.source).map_or("", |file| file.path.as_str());
        diagnostics.extend(names::too_long(&address, source));
        let refuse = |message: String| record.diagnostic(sources, Severity::Error, Code::Address, message);
        // Some file systems do not tell capitals from small letters.
        if let Some(owner) = owners.insert(address.to_lowercase(), Owner::Document(record)) {
            let owner = owner.shown(sources);
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
            let owner = owner.shown(sources);
            let message = format!("the folder has the name of a page, which {owner} has already");
            diagnostics.push(
                Diagnostic::new(Severity::Error, Code::Address, &folder, message).help("rename the folder"),
            );
        }
    }
    diagnostics
}

/// Who has an address.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Archive,
    /// A folder, by its path.
    Folder(&'a str),
    Document(&'a Record),
}

impl Owner<'_> {
    /// How diagnostics name it.
    fn shown(self, sources: &Sources) -> String {
        match self {
            Self::Archive => "a page of the archive as a whole".to_owned(),
            Self::Folder(path) => format!("the folder {CONTENT_FOLDER}/{path}"),
            Self::Document(record) => record.shown_name(sources),
        }
    }
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
    if linked.is_empty() {
        return Vec::new();
    }
    let folders = catalog.collections.iter().map(|collection| collection.id.clone());
    let pages = catalog.documents.iter().map(|record| record.address());
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
    fn further_pages_of_a_list_have_addresses_that_no_document_has() {
        let addresses = ListAddresses::of(&Catalog::default(), "a/index.html".to_owned());
        assert_eq!(addresses.page(0), "a/index.html");
        assert_eq!(
            (addresses.page(1), addresses.data(0)),
            ("a/index-2.html".to_owned(), "a/index-1.js".to_owned())
        );
        assert!(is_list_address("a/index-2.html") && is_list_address("index--12.html"));
        assert!(!is_list_address("a/index.html") && !is_list_address("a/index-b.html"));
        assert!(is_year_address("timeline/1926.html") && is_year_address("timeline/1926-2.html"));
        assert!(!is_year_address("timeline/1926-b.html"));
    }

    #[test]
    fn the_root_is_as_many_folders_up_as_the_page_is_down() {
        assert_eq!(root_link("index.html"), "");
        assert_eq!(root_link("a/b/c.html"), "../../");
    }
}
