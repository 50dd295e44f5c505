//! What holds of any built site: HTML and XML are well-formed, data can be read, links lead to what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Checks all files of a site.
pub fn check(site: &Path) {
    let mut pages = BTreeMap::new();
    for path in files(site) {
        let address = path.strip_prefix(site).expect("a path within the site").to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        match extension.as_str() {
            "html" => {
                pages.insert(address, page(&path));
            }
            "xml" | "svg" => xml(&address, &text(&path)),
            "json" | "jsonl" => json(&address, &text(&path)),
            "csv" => csv(&address, &path),
            "epub" => epub(&address, &path),
            _ => {}
        }
    }
    for (address, page) in &pages {
        page.links.iter().for_each(|link| leads_somewhere(site, address, link, &pages));
    }
}

/// What a page names, and where it leads.
#[derive(Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: Vec<String>,
}

fn files(site: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = walkdir::WalkDir::new(site).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(path: &Path) -> Page {
    let html = text(path);
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html.as_str());
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{}: {errors:?}\n{html}", path.display());
    let mut page = Page::default();
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        page.see(&node, path);
        open.extend(node.children.borrow().iter().cloned());
    }
    page
}

impl Page {
    fn see(&mut self, node: &Handle, path: &Path) {
        let NodeData::Element { name, attrs, .. } = &node.data else { return };
        let is_data = &*name.local == "script";
        for attribute in attrs.borrow().iter() {
            let value = attribute.value.to_string();
            match &*attribute.name.local {
                "id" => assert!(self.anchors.insert(value.clone()), "{}: twice {value}", path.display()),
                "href" | "src" => self.links.push(value),
                "type" if is_data && value == "application/ld+json" => {
                    let text: String = node.children.borrow().iter().map(content).collect();
                    json(&path.display().to_string(), &text);
                }
                name => assert!(!name.starts_with("on"), "{}: {name}", path.display()),
            }
        }
    }
}

fn content(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    }
}

/// A link within the site leads to a file, and its fragment to an anchor there.
fn leads_somewhere(site: &Path, from: &str, link: &str, pages: &BTreeMap<String, Page>) {
    let base = url::Url::parse("https://example.org/papers/").expect("an address");
    let url = base.join(from).and_then(|base| base.join(link)).unwrap_or_else(|error| panic!("{from}: {link}: {error}"));
    assert!(!["javascript", "vbscript", "file"].contains(&url.scheme()), "{from}: {link}");
    let Some(address) = url.as_str().strip_prefix(base.as_str()) else { return };
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
    let fragment = url.fragment().map(|fragment| percent_encoding::percent_decode_str(fragment).decode_utf8_lossy());
    if link.starts_with("http") && address.is_empty() {
        return;
    }
    assert!(site.join(&address).is_file(), "{from}: {link} leads to nothing");
    if let (Some(fragment), Some(page)) = (fragment, pages.get(&address)) {
        assert!(fragment.is_empty() || page.anchors.contains(&*fragment), "{from}: {link} has no anchor");
    }
}

fn xml(address: &str, text: &str) {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    if let Err(error) = roxmltree::Document::parse_with_options(text, options) {
        panic!("{address}: {error}\n{text}");
    }
}

fn json(address: &str, text: &str) {
    for value in serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>() {
        assert!(value.is_ok(), "{address}: {value:?}\n{text}");
    }
}

fn csv(address: &str, path: &Path) {
    let mut reader = ::csv::Reader::from_reader(File::open(path).expect("a file"));
    for row in reader.records() {
        assert!(row.is_ok(), "{address}: {row:?}");
    }
}

fn epub(address: &str, path: &Path) {
    let mut archive = zip::ZipArchive::new(File::open(path).expect("a file")).expect("a ZIP file");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file of the EPUB");
        let name = file.name().expect("a name").into_owned();
        if [".xhtml", ".opf", ".svg", ".xml"].iter().any(|extension| name.ends_with(extension)) {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            xml(&format!("{address}: {name}"), &text);
        }
    }
}
