//! The collections of an archive: which folders are some, in which order, and what they say of
//! themselves.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Collection, CollectionId, Record};
use crate::config::{CollectionConfig, Config};
use crate::model::path::{folder, name};
use crate::model::reference::CollectionCitation;
use crate::source::Sources;

/// The collections: the root, the folders of the documents, and the folders above them, parents
/// before children, siblings as the configuration orders them.
///
/// A folder that holds nothing but the document that is its page is no collection, unless a
/// `collection.toml` describes it or the configuration names it.
pub fn of(records: &[Record], sources: &Sources, config: &Config) -> Vec<Collection> {
    let described: HashMap<&str, &CollectionConfig> =
        sources.collections.iter().map(|(folder, config)| (folder.as_str(), config)).collect();
    let named: HashMap<&str, usize> =
        config.collections.iter().enumerate().rev().map(|(at, name)| (name.trim_matches('/'), at)).collect();
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for record in records {
        let path = record.path();
        let is_declared = record.is_folder_page && (described.contains_key(path) || named.contains_key(path));
        let mut path = if is_declared { path } else { folder(path) };
        // What lies above a folder that was seen was seen with it.
        while !path.is_empty() && seen.insert(path) {
            children.entry(folder(path)).or_default().push(path);
            path = folder(path);
        }
    }
    for siblings in children.values_mut() {
        siblings.sort_by(|a, b| match (named.get(a), named.get(b)) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => natord::compare(a, b).then_with(|| a.cmp(b)),
        });
    }
    let pages = records.iter().filter(|record| record.is_folder_page);
    let pages = pages.map(|record| (record.path(), record)).collect();
    let mut builder = Builder { children, described, pages, config, collections: Vec::new() };
    builder.add("", None);
    builder.collections
}

struct Builder<'a> {
    /// The folders in each folder.
    children: BTreeMap<&'a str, Vec<&'a str>>,
    described: HashMap<&'a str, &'a CollectionConfig>,
    /// The documents that are the pages of their folders.
    pages: HashMap<&'a str, &'a Record>,
    config: &'a Config,
    collections: Vec<Collection>,
}

impl Builder<'_> {
    /// Adds the collection of a folder, and those within it.
    fn add(&mut self, path: &str, parent: Option<CollectionId>) -> CollectionId {
        let id = self.collections.len();
        let description = self.described.get(path).copied();
        let page = self.pages.get(path).copied();
        let title = match (description.and_then(|description| description.title.clone()), parent) {
            (Some(title), _) => title,
            (None, None) => self.config.title.clone(),
            (None, Some(_)) => page.map_or(name(path), |page| &page.title).to_owned(),
        };
        let said = description.map(|description| description.description.as_str()).unwrap_or_default();
        let said =
            if said.is_empty() { page.and_then(|page| page.description.as_deref()) } else { Some(said) };
        let cite_as = description.map(|description| description.cite_as.as_slice()).unwrap_or_default();
        let names = cite_as.iter().chain(parent.map(|_| &title));
        let cited_as = names.map(|name| CollectionCitation::of_name(name)).collect();
        let infers_dates = match (description.and_then(|description| description.infer_dates), parent) {
            (Some(infers), _) => infers,
            (None, Some(parent)) => self.collections[parent].infers_dates,
            (None, None) => self.config.infer_dates,
        };
        self.collections.push(Collection {
            id: path.to_owned(),
            description: said.unwrap_or_default().to_owned(),
            cited_as,
            cite_as: cite_as.first().cloned(),
            parent,
            order: description.map(|description| description.order).unwrap_or_default(),
            language: description.and_then(|description| description.language.clone()),
            infers_dates,
            title,
            ..Collection::default()
        });
        let children = self.children.remove(path).unwrap_or_default();
        let ids = children.into_iter().map(|child| self.add(child, Some(id))).collect();
        self.collections[id].children = ids;
        id
    }
}
