//! The collections of an archive: which folders are some, in which order, and what they say of
//! themselves.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Collection, CollectionId, Record};
use crate::config::{CollectionConfig, Config, Order};
use crate::model::natural_order;
use crate::model::path::{folder, name};
use crate::model::reference::CollectionCitation;
use crate::source::Sources;

/// The collections: the root, the folders of the documents, and the folders above them, parents
/// before children, siblings as the configuration orders them.
///
/// A folder that holds nothing but the document that is its page is no collection, unless a
/// `collection.toml` describes it or the configuration names it.
///
/// `parts` are the collections that sources are and hold. A source's documents stand in it, and those of its parts follow
/// in the order of the source.
pub fn of(
    records: &[Box<Record>],
    sources: &Sources,
    parts: &[(String, CollectionConfig)],
    config: &Config,
) -> Vec<Collection> {
    let described: HashMap<&str, &CollectionConfig> =
        sources.collections.iter().map(|(folder, config)| (folder.as_str(), config)).collect();
    let given = SaidBySources::of(records, parts);
    let named: HashMap<&str, usize> =
        config.collections.iter().enumerate().rev().map(|(at, name)| (name.trim_matches('/'), at)).collect();
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for record in records {
        let path = record.path();
        let is_declared = record.is_folder_page && (described.contains_key(path) || named.contains_key(path));
        let mut path = if is_declared { path } else { record.home() };
        // What lies above a folder that was seen was seen with it.
        while !path.is_empty() && seen.insert(path) {
            children.entry(folder(path)).or_default().push(path);
            path = folder(path);
        }
    }
    for (parent, siblings) in &mut children {
        let place = |path: &str| given.place_in(parent, path);
        siblings.sort_by(|a, b| match (named.get(a), named.get(b)) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => match (place(a), place(b)) {
                (Some(a), Some(b)) => a.cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => natural_order::compare(a, b).then_with(|| a.cmp(b)),
            },
        });
    }
    let pages = records.iter().filter(|record| record.is_folder_page);
    let pages = pages.map(|record| (record.path(), &**record)).collect();
    let stated = sources.collections.iter().filter(|(_, about)| about.short.is_some());
    let stated = stated.map(|(path, _)| path.clone()).collect();
    let mut builder = Builder { children, described, given, pages, config, collections: Vec::new() };
    builder.add("", None);
    let mut collections = builder.collections;
    leave_out_series(&mut collections, &stated);
    collections
}

/// The collections that sources are and hold.
struct SaidBySources<'a> {
    /// What each says of itself, and how many were given before it.
    said: HashMap<&'a str, (usize, &'a CollectionConfig)>,
    /// Those that could not be read whole, which is known at their end.
    incomplete: HashSet<&'a str>,
    /// The paths of the sources that hold several documents.
    volumes: HashSet<&'a str>,
}

impl<'a> SaidBySources<'a> {
    fn of(records: &'a [Box<Record>], parts: &'a [(String, CollectionConfig)]) -> Self {
        let mut said: HashMap<&str, (usize, &CollectionConfig)> = HashMap::new();
        for (at, (path, about)) in parts.iter().enumerate() {
            said.entry(path).or_insert((at, about));
        }
        let incomplete =
            parts.iter().filter(|(_, about)| about.incomplete).map(|(path, _)| &**path).collect();
        let volume = |record: &'a Record| {
            let path = record.id.strip_suffix(&record.within.as_ref()?.id)?;
            Some(path.trim_end_matches('/'))
        };
        Self { said, incomplete, volumes: records.iter().filter_map(|record| volume(record)).collect() }
    }

    /// The place among its siblings of a collection that a source holds.
    fn place_in(&self, parent: &str, path: &str) -> Option<usize> {
        let is_part =
            std::iter::successors(Some(parent), |path| Some(folder(path)).filter(|path| !path.is_empty()))
                .any(|path| self.volumes.contains(path));
        self.said.get(path).filter(|_| is_part && !self.volumes.contains(path)).map(|(place, _)| *place)
    }
}

struct Builder<'a> {
    /// The folders in each folder.
    children: BTreeMap<&'a str, Vec<&'a str>>,
    described: HashMap<&'a str, &'a CollectionConfig>,
    given: SaidBySources<'a>,
    /// The documents that are the pages of their folders.
    pages: HashMap<&'a str, &'a Record>,
    config: &'a Config,
    collections: Vec<Collection>,
}

impl Builder<'_> {
    /// Adds the collection of a folder, and those within it.
    fn add(&mut self, path: &str, parent: Option<CollectionId>) -> CollectionId {
        let id = self.collections.len();
        let parent_volume = parent.map(|parent| self.collections[parent].volume);
        let is_part = self.given.place_in(folder(path), path).is_some();
        // What stands in the folder is stronger than what the source says of itself.
        let said = [self.described.get(path).copied(), self.given.said.get(path).map(|(_, about)| *about)];
        let said = || said.into_iter().flatten();
        let page = self.pages.get(path).copied();
        let title = match (said().find_map(|about| about.title.clone()), parent) {
            (Some(title), _) => title,
            (None, None) => self.config.title.clone(),
            (None, Some(_)) => page.map_or(name(path), |page| &page.title).to_owned(),
        };
        let description = said().map(|about| about.description.as_str()).find(|said| !said.is_empty());
        let description =
            description.or_else(|| page.and_then(|page| page.particulars.description.as_deref()));
        let cite_as = said().map(|about| about.cite_as.as_slice()).find(|names| !names.is_empty());
        let cite_as = cite_as.unwrap_or_default();
        let names = cite_as.iter().chain(parent.map(|_| &title));
        let cited_as = names.map(|name| CollectionCitation::of_name(name)).collect();
        let infers_dates = match (said().find_map(|about| about.infer_dates), parent) {
            (Some(infers), _) => infers,
            (None, Some(parent)) => self.collections[parent].infers_dates,
            (None, None) => self.config.infer_dates,
        };
        let is_of_source = is_part || self.given.volumes.contains(path);
        let order = said().find_map(|about| about.order);
        let own = said().map(CollectionConfig::publication).reduce(|own, weaker| own.or_of_volume(&weaker));
        let own = own.unwrap_or_default();
        let publication = match parent.map(|parent| &self.collections[parent].publication) {
            Some(volume) if is_part => own.or_of_volume(volume),
            Some(round) => own.or(round),
            None => own,
        };
        self.collections.push(Collection {
            id: path.to_owned(),
            publication,
            description: description.unwrap_or_default().to_owned(),
            cited_as,
            cite_as: cite_as.first().cloned(),
            short: short(said(), cite_as, &title),
            chapters: said()
                .map(|about| &about.chapters)
                .find(|chapters| !chapters.is_empty())
                .cloned()
                .unwrap_or_default(),
            parent,
            volume: parent_volume.filter(|_| is_part).unwrap_or(id),
            order: order.unwrap_or(if is_of_source { Order::Source } else { Order::default() }),
            language: said().find_map(|about| about.language.clone()),
            infers_dates,
            facts: facts(&said().map(known_facts).collect::<Vec<_>>()),
            is_incomplete: self.given.incomplete.contains(path) || said().any(|about| about.incomplete),
            is_of_source,
            title,
            ..Collection::default()
        });
        let children = self.children.remove(path).unwrap_or_default();
        let ids = children.into_iter().map(|child| self.add(child, Some(id))).collect();
        self.collections[id].children = ids;
        id
    }
}

/// The title in short: what is stated, else the shortest way to cite the collection, if the title is no shorter.
fn short<'a>(
    mut said: impl Iterator<Item = &'a CollectionConfig>,
    cite_as: &[String],
    title: &str,
) -> String {
    if let Some(short) = said.find_map(|about| about.short.clone()) {
        return short;
    }
    let names = cite_as.iter().map(String::as_str).chain([title]);
    names.min_by_key(|name| name.chars().count()).unwrap_or(title).to_owned()
}

/// Takes from short titles the series that all collections beside each other share, so that it is not repeated on every
/// row: of the archive's collections, or, where all lie in one, of those in that. What an archive states stays.
fn leave_out_series(collections: &mut [Collection], stated: &HashSet<String>) {
    let mut holder = 0;
    while let Some([only]) = collections.get(holder).map(|holder| &holder.children[..]) {
        holder = *only;
    }
    let Some(siblings) = collections.get(holder).map(|holder| holder.children.clone()) else { return };
    let names: Vec<&str> = siblings.iter().map(|&id| collections[id].short.as_str()).collect();
    if names.len() < 2 || siblings.iter().any(|&id| stated.contains(&collections[id].id)) {
        return;
    }
    let series =
        |name: &str| name.split_once(", ").map(|(series, rest)| (series.to_owned(), rest.to_owned()));
    let Some((shared, _)) = series(names[0]) else { return };
    let rests: Vec<String> = names
        .into_iter()
        .filter_map(series)
        .filter(|(series, _)| *series == shared)
        .map(|(_, rest)| rest)
        .collect();
    if rests.len() == siblings.len() {
        siblings.into_iter().zip(rests).for_each(|(id, rest)| collections[id].short = rest);
    }
}

/// What a collection says of itself: its facts, and before them what it says of its publication and is no fact already.
fn known_facts(about: &CollectionConfig) -> Vec<(String, String)> {
    let is_new = |(label, _): &(String, String)| about.facts.iter().all(|(known, _)| known != label);
    about.publication().facts().into_iter().filter(is_new).chain(about.facts.iter().cloned()).collect()
}

/// What is known of a collection, in the order of its source, from who says it more strongly to who does it less: a label
/// that the first has is not the other's.
fn facts(said: &[Vec<(String, String)>]) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for about in said {
        let stronger = std::mem::take(&mut facts);
        let has = |facts: &[(String, String)], label: &str| facts.iter().any(|(known, _)| known == label);
        for (label, value) in about {
            if !has(&stronger, label) {
                facts.push((label.clone(), value.clone()));
            } else if !has(&facts, label) {
                facts.extend(stronger.iter().filter(|(known, _)| known == label).cloned());
            }
        }
        let others: Vec<_> = stronger.into_iter().filter(|(label, _)| !has(&facts, label)).collect();
        facts.extend(others);
    }
    facts
}
