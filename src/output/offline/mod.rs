//! Offline: what lets a browser keep pages of a site that stands on a host, and read them without the network. It is
//! written if the archive asks for it with `offline = true`, since a browser holds on to a service worker once it has one.
//!
//! | file | is |
//! |---|---|
//! | `service-worker.js` | the program that answers a browser's requests from what it kept; its first line names the version |
//! | `offline/index.json` | the version; for each collection its size, and where its list is; the same for what all share |
//! | `offline/shared.json`, `offline/3.json` | lists of files, each with its size and fingerprint |
//! | `offline/not-kept.html` | what is shown where a page was not kept; `render` makes it |
//! | `assets/offline.js`, `assets/offline.css` | what pages say of it to their readers |
//!
//! The version stands for all bytes of the site but for its packages, which are never kept. It is what keeps two builds apart in a browser.
//!
//! This room owns the service worker and its lists. It takes a site whose other files were all taken, and gives it these. It
//! must not know how packages and the index are made.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::CollectionId;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::fingerprint::Fingerprint;
use crate::resolve::route::{NOT_KEPT, SERVICE_WORKER};
use crate::site::emission::Emission;
use crate::site::{PackageSize, Page, Sink};

/// What pages say of it: path and content.
pub const STATIC: [(&str, &str); 2] =
    [("assets/offline.js", web!("offline/offline.js")), ("assets/offline.css", web!("offline/offline.css"))];

/// The service worker, but for its first line.
const WORKER: &str = web!("offline/service-worker.js");

/// The list of what all collections share.
const SHARED: &str = "offline/shared.json";

/// A file that can be kept: its address, its size in bytes, and a short form of its fingerprint.
#[derive(Debug, Clone, Serialize)]
struct Kept(String, u64, String);

/// A list of files of one version.
#[derive(Serialize)]
struct FileList<'a> {
    version: String,
    files: Vec<&'a Kept>,
}

/// What there is to keep.
#[derive(Serialize)]
struct KeepingIndex<'a> {
    version: String,
    shared: ListLink,
    /// The collections by their `id`; the one without a name is the whole archive.
    collections: BTreeMap<&'a str, ListLink>,
}

/// A list and the bytes of the files on it.
#[derive(Serialize)]
struct ListLink {
    bytes: u64,
    list: String,
}

/// Writes the service worker and its lists. All other files of the site have to be there. Packages are no part of what is
/// kept.
pub fn write(archive: &Archive, emission: &Emission, packages: &[PackageSize]) -> Vec<Diagnostic> {
    let files = match files(emission, packages) {
        Ok(files) => files,
        Err(diagnostic) => return vec![diagnostic],
    };
    // The lists follow from the files and the catalogue; the program that keeps them has to be the same as well.
    let ids = archive.catalog.collections.iter().map(|collection| collection.id.as_str());
    let version = Fingerprint::of(&(WORKER, &files, ids.collect::<Vec<_>>())).to_string();
    let files = readable(archive, &files);
    let mut made = vec![Page {
        address: SERVICE_WORKER.to_owned(),
        content: format!("const VERSION = \"{version}\";\n{WORKER}").into_bytes(),
    }];
    let mut list = |address: String, files: Vec<&Kept>| {
        let bytes = files.iter().map(|file| file.1).sum();
        made.push(json(address.clone(), &FileList { version: version.clone(), files }));
        ListLink { bytes, list: address }
    };
    let shared = list(SHARED.to_owned(), files.shared);
    let collections = archive
        .catalog
        .collections
        .iter()
        .zip(files.collections)
        .enumerate()
        .map(|(at, (collection, files))| (collection.id.as_str(), list(format!("offline/{at}.json"), files)))
        .collect();
    made.push(json("offline/index.json".to_owned(), &KeepingIndex { version, shared, collections }));
    made.into_iter().filter_map(|page| take(page, emission).err()).collect()
}

/// The files of the site but for packages, in the order of their addresses.
fn files(emission: &Emission, packages: &[PackageSize]) -> Result<Vec<Kept>, Diagnostic> {
    let packages: HashSet<&str> = packages.iter().map(|package| package.address.as_str()).collect();
    let read = |(address, place): (String, PathBuf)| {
        let content = fs::read(&place).map_err(|error| {
            let message = format!("the file cannot be read again: {error}");
            Diagnostic::new(Severity::Error, Code::Unreadable, &place.display().to_string(), message)
        })?;
        let mark = Fingerprint::of_bytes(&content).to_string();
        Ok(Kept(address, content.len() as u64, mark))
    };
    let mut files = emission.files();
    files.retain(|(address, _)| !packages.contains(address.as_str()));
    files.into_par_iter().map(read).collect()
}

/// What a reader needs, by the collections of the catalogue.
struct Readable<'a> {
    shared: Vec<&'a Kept>,
    collections: Vec<Vec<&'a Kept>>,
}

/// Files that programs other than a browser ask for, and the catalogue as a table.
const NOT_READ: [&str; 6] =
    ["sitemap.xml", "atom.xml", "robots.txt", "opensearch.xml", "catalog.jsonl", "catalog.csv"];

/// Divides the files among the collections in whose folders they lie. A collection has what those within it have; the
/// root has all documents, and what lies in no collection's folder is shared. Copies of sources are left out: the pages
/// say what they say.
fn readable<'a>(archive: &Archive, files: &'a [Kept]) -> Readable<'a> {
    let catalog = &archive.catalog;
    let sources: HashSet<&str> =
        archive.sources.documents.iter().map(|source| source.path.as_str()).collect();
    // Whoever reads offline comes from the pages of today.
    let moved: HashSet<&str> = archive.redirects.iter().map(|redirect| redirect.address.as_str()).collect();
    let at_root = catalog.documents.iter().enumerate();
    let at_root = at_root.filter(|(id, record)| record.collection == 0 && !catalog.is_front(*id));
    let at_root: HashSet<String> = at_root.map(|(_, record)| record.address()).collect();
    // The pages of a source lie in one folder, whatever part of it holds them.
    let in_parts = catalog.documents.iter().filter(|record| record.collection != catalog.volume(record));
    let parts: HashMap<String, CollectionId> =
        in_parts.map(|record| (record.address(), record.collection)).collect();
    let by_id: BTreeMap<&str, CollectionId> = catalog
        .collections
        .iter()
        .enumerate()
        .skip(1)
        .map(|(at, collection)| (collection.id.as_str(), at))
        .collect();
    let mut readable =
        Readable { shared: Vec::new(), collections: vec![Vec::new(); catalog.collections.len()] };
    for file in files {
        let address = file.0.as_str();
        if sources.contains(address) || NOT_READ.contains(&address) || moved.contains(address) {
            continue;
        }
        let folders = address.rmatch_indices('/').map(|(end, _)| &address[..end]);
        let mut within: Vec<CollectionId> = folders.filter_map(|folder| by_id.get(folder).copied()).collect();
        if let Some(part) = parts.get(address) {
            // The parts between it and its source hold it, too.
            let volume = catalog.collections[*part].volume;
            let above = |at: &CollectionId| catalog.collections[*at].parent.filter(|at| *at != volume);
            within.extend(std::iter::successors(Some(*part), above));
        }
        if address == NOT_KEPT || (within.is_empty() && !at_root.contains(address)) {
            readable.shared.push(file);
            continue;
        }
        for at in within.into_iter().chain([0]) {
            readable.collections[at].push(file);
        }
    }
    readable
}

fn json(address: String, content: &impl Serialize) -> Page {
    // A structure of texts and numbers can always be written.
    Page { address, content: serde_json::to_vec(content).unwrap_or_default() }
}

/// Gives a file to the site, unless a file of the archive has its address.
fn take(page: Page, emission: &Emission) -> Result<(), Diagnostic> {
    if emission.has_taken(&page.address) {
        let message =
            format!("a file of the archive has the address {}, which `offline` needs", page.address);
        return Err(Diagnostic::new(Severity::Error, Code::Address, &page.address, message)
            .help("rename the file or its folder"));
    }
    emission.take(page, None)
}
