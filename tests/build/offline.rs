//! What a browser needs to keep pages for reading offline.

use std::collections::{BTreeMap, BTreeSet};

use fonds::Code;
use serde_json::Value;

use crate::archive::{Archive, Site};

fn papers(config: &str) -> Archive {
    Archive::new()
        .config(config)
        .file("content/preface.md", "# Preface\n\nThe lamp.\n")
        .file("content/a/d1.txt", "1. A Letter\n\nAmsel, March 2, 1926.\n\nSee Document 2.\n")
        .file("content/a/b/d2.md", "# A map\n\n![Map](map%20ü.svg)\n")
        .file("content/a/b/map ü.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/c/d3.txt", "3. A Letter\n\nThe ice holds.\n")
}

fn json(site: &Site, address: &str) -> Value {
    serde_json::from_str(&site.page(address).html).expect("JSON")
}

/// The files that can be kept, by collection; what all share has no collection's name.
fn lists(site: &Site) -> BTreeMap<String, BTreeSet<String>> {
    let index = json(site, "offline/index.json");
    let collections = index["collections"].as_object().expect("collections").iter();
    let parts = collections.map(|(id, part)| (format!("/{id}"), part.clone()));
    parts
        .chain([("shared".to_owned(), index["shared"].clone())])
        .map(|(name, part)| {
            let list = json(site, part["list"].as_str().expect("a list"));
            assert_eq!(list["version"], index["version"]);
            let files = list["files"].as_array().expect("files");
            let bytes: u64 = files.iter().filter_map(|file| file[1].as_u64()).sum();
            assert_eq!(part["bytes"].as_u64(), Some(bytes), "{name}");
            let addresses = files.iter().filter_map(|file| {
                let address = file[0].as_str()?.to_owned();
                let size = std::fs::metadata(site.archive.path("public").join(&address)).ok()?.len();
                assert_eq!(Some(size), file[1].as_u64(), "{address}");
                Some(address)
            });
            let addresses: BTreeSet<String> = addresses.collect();
            assert_eq!(
                addresses.len(),
                files.len(),
                "{name} names files that are not there, or names them twice"
            );
            (name, addresses)
        })
        .collect()
}

fn version(site: &Site) -> String {
    json(site, "offline/index.json")["version"].as_str().expect("a version").to_owned()
}

#[test]
fn without_the_setting_nothing_of_it_is_there() {
    let site = papers("").build();
    let traces: Vec<String> = site
        .files()
        .into_keys()
        .filter(|file| file.contains("offline") || file.contains("service"))
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
    for page in ["index.html", "a/index.html", "a/d1.html", "404.html"] {
        assert!(!site.page(page).html.contains("offline"), "{page}");
    }
}

#[test]
fn the_lists_name_what_a_reader_needs() {
    let site = papers("offline = true\n").build();
    let lists = lists(&site);
    let [all, a, b, c, shared] = ["/", "/a", "/a/b", "/c", "shared"].map(|name| &lists[name]);
    for address in ["a/index.html", "a/d1.html", "a/citations.json", "a/b/d2.html", "a/b/map ü.svg"] {
        assert!(a.contains(address), "{address}");
    }
    assert!(b.is_subset(a) && b.contains("a/b/map ü.svg") && !b.contains("a/d1.html"));
    assert!(c.contains("c/d3.html") && c.is_disjoint(a));
    assert!(a.is_subset(all) && c.is_subset(all) && all.contains("preface.html"));
    for address in [
        "index.html",
        "search.html",
        "search/index.js",
        "timeline.html",
        "assets/fonds.css",
        "offline/not-kept.html",
    ] {
        assert!(shared.contains(address), "{address}");
    }
    assert!(shared.is_disjoint(all));
    for address in ["a/d1.txt", "a/b/d2.md", "catalog.csv", "service-worker.js", "offline/index.json"] {
        assert!(!all.contains(address) && !shared.contains(address), "{address}");
    }
}

#[test]
fn the_version_stands_for_the_bytes_of_the_site() {
    let site = papers("offline = true\n").build();
    let first = version(&site);
    assert!(site.page("service-worker.js").html.starts_with(&format!("const VERSION = \"{first}\";\n")));
    let again = papers("offline = true\n").build();
    assert!(again.files() == site.files(), "the same archive gives other bytes");
    site.archive.write("content/c/d3.txt", "3. A Letter\n\nThe ice broke.\n");
    let changed = site.build_again();
    assert_ne!(version(&changed), first);
    changed.archive.write("content/c/d3.txt", "3. A Letter\n\nThe ice holds.\n");
    assert_eq!(version(&changed.build_again()), first);
}

fn is_refused(archive: Archive) -> bool {
    archive.errors().iter().any(|error| error.code == Code::Address)
}

#[test]
fn its_addresses_are_its_own() {
    let archive = papers("offline = true\n").file("content/offline/not-kept.md", "# Mine\n");
    assert!(is_refused(archive));
    let archive = papers("offline = true\n")
        .file("content/offline/d4.md", "# D\n\n[data](index.json)\n")
        .file("content/offline/index.json", "{}");
    assert!(is_refused(archive));
    let archive = papers("offline = true\n").file("static/service-worker.js", "// mine\n");
    assert!(is_refused(archive));
    let site = papers("offline = true\n").file("content/offline/d4.md", "# D\n\nText.\n").build();
    assert!(lists(&site)["/offline"].contains("offline/d4.html"), "a collection can have this name");
}
