//! Related documents: those that share with a document what few others have, each with the reason.
//!
//! What two documents can share is a trait: a document that both refer to or that refers to both, a subject, a sender with a
//! receiver, a person that both are known to mention, a name. A trait that many have says nothing, and is left out, so that
//! time grows with the number of documents.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::model::document::MentionKind;
use crate::model::fingerprint::Fingerprint;
use crate::render::DocumentLink;
use crate::render::dependencies::Dependencies;

/// How many related documents are shown.
const MOST: usize = 5;
/// How many documents can have a trait that says something.
const COMMON: usize = 32;
/// How many reasons are given.
const MOST_REASONS: usize = 3;
/// How many names are given as one reason.
const MOST_NAMES: usize = 4;
/// What documents share must weigh as much.
const LEAST: f32 = 2.5;
/// What names that two documents share can weigh at most: many names make one reason.
const MOST_OF_NAMES: f32 = 4.0;
/// Documents of the same days are nearer.
const SAME_TIME: f32 = 0.5;
/// How many days apart these are at most.
const DAYS: i32 = 31;

/// What documents can share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Trait<'a> {
    /// They refer to it.
    Cites(DocumentId),
    /// It refers to them.
    CitedBy(DocumentId),
    /// They are about it.
    Subject(String),
    /// They went from one to the other.
    Letter(&'a str, &'a str),
    /// They mention a person or place of this name for programs.
    Mention(MentionKind, &'a str),
    /// They use the name.
    Name(&'a str),
}

/// What each document shares with others.
pub(crate) struct Related<'a> {
    archive: &'a Archive,
    /// The traits that some documents have, but not many.
    traits: Vec<(Trait<'a>, Vec<DocumentId>)>,
    /// For each document the places of its traits.
    of: Vec<Vec<u32>>,
    /// What stands for each trait with the documents that have it.
    fingerprints: Vec<Fingerprint>,
}

/// A related document.
#[derive(Serialize)]
pub(crate) struct RelatedDocument<'a> {
    pub document: DocumentLink<'a>,
    /// Why it is related, in the words of the interface, the strongest first.
    reasons: Vec<String>,
}

impl<'a> Related<'a> {
    /// Gathers the traits of all documents; of none, if the archive wants no related documents.
    pub fn of(archive: &'a Archive, dependencies: &Dependencies<'_>) -> Self {
        let documents = &archive.catalog.documents;
        let mut traits = if archive.config.related { telling_traits(archive) } else { Vec::new() };
        traits.par_sort_unstable();
        let mut of = vec![Vec::new(); documents.len()];
        for (place, (_, having)) in (0..).zip(&traits) {
            having.iter().for_each(|&id| of[id].push(place));
        }
        let fingerprints =
            traits.par_iter().map(|(found, having)| fingerprint(found, having, dependencies)).collect();
        Self { archive, traits, of, fingerprints }
    }

    /// All on which it depends to which documents one is related, and for what reasons.
    pub fn shared(&self, id: DocumentId) -> Vec<Fingerprint> {
        let places = self.of.get(id).into_iter().flatten();
        places.filter_map(|&place| self.fingerprints.get(place as usize).copied()).collect()
    }

    /// The documents related to one, the nearest first. `known` are those to which its page leads anyway.
    pub fn to(&self, id: DocumentId, from: &str, known: &[DocumentId]) -> Vec<RelatedDocument<'a>> {
        let mut shared: BTreeMap<DocumentId, Vec<u32>> = BTreeMap::new();
        for &place in self.of.get(id).map(Vec::as_slice).unwrap_or_default() {
            let having = self.traits[place as usize].1.iter().filter(|&&other| other != id);
            having.for_each(|&other| shared.entry(other).or_default().push(place));
        }
        known.iter().for_each(|known| {
            shared.remove(known);
        });
        let weighed =
            shared.into_iter().map(|(other, places)| (self.weight(id, other, &places), other, places));
        let mut found: Vec<_> = weighed.filter(|(weight, ..)| *weight >= LEAST).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(MOST);
        let related = |(_, other, places): (f32, DocumentId, Vec<u32>)| RelatedDocument {
            document: DocumentLink::new(self.archive, from, other),
            reasons: self.reasons(&places),
        };
        found.into_iter().map(related).collect()
    }

    /// How much two documents share.
    fn weight(&self, one: DocumentId, other: DocumentId, places: &[u32]) -> f32 {
        let (mut weight, mut names) = (0.0, 0.0);
        for &place in places {
            let (shared, having) = &self.traits[place as usize];
            match shared {
                Trait::Subject(_) => weight += 3.0,
                Trait::Cites(_) => weight += 2.0,
                Trait::CitedBy(_) | Trait::Letter(..) => weight += 1.5,
                Trait::Mention(..) => weight += 1.0,
                Trait::Name(_) => names += 2.0 / having.len() as f32 + 0.3,
            }
        }
        weight + f32::min(names, MOST_OF_NAMES) + if self.is_same_time(one, other) { SAME_TIME } else { 0.0 }
    }

    /// Whether two documents can be of the same days.
    fn is_same_time(&self, one: DocumentId, other: DocumentId) -> bool {
        let days =
            |id: DocumentId| self.archive.catalog.documents[id].date.as_ref().map(|dated| dated.date.order());
        days(one).zip(days(other)).is_some_and(|((first, last), (other_first, other_last))| {
            let gap = if first > other_last { other_last.until(first) } else { last.until(other_first) };
            gap.is_ok_and(|gap| gap.get_days() <= DAYS)
        })
    }

    /// What documents share, in words.
    fn reasons(&self, places: &[u32]) -> Vec<String> {
        let interface = &self.archive.interface;
        let title = |id: DocumentId| self.archive.catalog.documents[id].full_title();
        let mut reasons = Vec::new();
        let mut names = Vec::new();
        let mut shared: Vec<&(Trait<'_>, Vec<DocumentId>)> =
            places.iter().map(|&place| &self.traits[place as usize]).collect();
        shared.sort_by_key(|(shared, having)| (rank(shared), having.len()));
        for (shared, _) in shared {
            match shared {
                Trait::Subject(_) => reasons.push(interface.say("related_subject").to_owned()),
                Trait::Cites(id) => {
                    reasons.push(interface.tell("related_cites", &[("title", &title(*id))]));
                }
                Trait::CitedBy(id) => {
                    reasons.push(interface.tell("related_cited", &[("title", &title(*id))]));
                }
                Trait::Letter(from, to) => {
                    reasons.push(interface.tell("related_letter", &[("from", from), ("to", to)]));
                }
                // An id of programs is no name for readers.
                Trait::Mention(..) => {}
                Trait::Name(name) => names.push(*name),
            }
        }
        if reasons.is_empty() && names.is_empty() {
            reasons.push(interface.say("related_mentions").to_owned());
        }
        reasons.truncate(MOST_REASONS);
        if !names.is_empty() {
            names.truncate(MOST_NAMES);
            reasons.push(interface.tell("related_names", &[("names", &names.join(", "))]));
        }
        reasons
    }
}

/// What stands for a trait with the documents that have it.
fn fingerprint(found: &Trait<'_>, having: &[DocumentId], dependencies: &Dependencies<'_>) -> Fingerprint {
    let having: Vec<Fingerprint> = having.iter().map(|&id| dependencies.document(id)).collect();
    match found {
        Trait::Cites(id) | Trait::CitedBy(id) => {
            Fingerprint::of(&(rank(found), dependencies.document(*id), having))
        }
        Trait::Subject(subject) => Fingerprint::of(&(rank(found), subject, having)),
        Trait::Letter(from, to) => Fingerprint::of(&(rank(found), from, to, having)),
        Trait::Mention(kind, key) => Fingerprint::of(&(rank(found), format!("{kind:?}"), key, having)),
        Trait::Name(name) => Fingerprint::of(&(rank(found), name, having)),
    }
}

/// Which reason is told first.
fn rank(shared: &Trait<'_>) -> u8 {
    match shared {
        Trait::Subject(_) => 0,
        Trait::Cites(_) => 1,
        Trait::CitedBy(_) => 2,
        Trait::Letter(..) => 3,
        Trait::Mention(..) => 4,
        Trait::Name(_) => 5,
    }
}

/// The traits that some documents have, but not many.
fn telling_traits(archive: &Archive) -> Vec<(Trait<'_>, Vec<DocumentId>)> {
    let documents = &archive.catalog.documents;
    let length = documents.len().div_ceil(rayon::current_num_threads()).max(1);
    let stretches = documents.par_chunks(length).enumerate().map(|(index, records)| {
        let mut traits = HashMap::new();
        for (id, record) in (index * length..).zip(records) {
            each_trait(archive, id, record, &mut |found| add_having(&mut traits, found, [id]));
        }
        traits
    });
    let stretches: Vec<HashMap<Trait<'_>, Vec<DocumentId>>> = stretches.collect();
    let mut all = HashMap::new();
    for stretch in stretches {
        if all.is_empty() {
            all = stretch;
        } else {
            stretch.into_iter().for_each(|(found, having)| add_having(&mut all, found, having));
        }
    }
    all.into_iter().filter(|(_, having)| (2..=COMMON).contains(&having.len())).collect()
}

/// Adds documents that have a trait, in their order: one more than those that say something tells that it is common.
fn add_having<'a>(
    traits: &mut HashMap<Trait<'a>, Vec<DocumentId>>,
    found: Trait<'a>,
    documents: impl IntoIterator<Item = DocumentId>,
) {
    let having = traits.entry(found).or_default();
    for id in documents {
        if having.len() <= COMMON && having.last() != Some(&id) {
            having.push(id);
        }
    }
}

/// Shows what a document can share with others.
fn each_trait<'a>(archive: &'a Archive, id: DocumentId, record: &'a Record, show: &mut dyn FnMut(Trait<'a>)) {
    let outcomes = archive.links.outcomes.get(id).map(Vec::as_slice).unwrap_or_default();
    for target in outcomes.iter().flatten() {
        let cited = target.document(&archive.catalog).filter(|cited| *cited != id);
        cited.into_iter().for_each(|cited| show(Trait::Cites(cited)));
    }
    let backlinks = archive.links.backlinks.get(&id).map(Vec::as_slice).unwrap_or_default();
    backlinks.iter().for_each(|backlink| show(Trait::CitedBy(backlink.from)));
    let particulars = &record.particulars;
    if let Some(subject) = &particulars.subject {
        let words = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let folded = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
        // A single word is a heading rather than a subject.
        if folded.contains(' ') {
            show(Trait::Subject(folded));
        }
    }
    if let (Some(from), Some(to)) = (&particulars.from, &particulars.to) {
        show(Trait::Letter(from, to));
    }
    record.mentions.iter().for_each(|(kind, key)| show(Trait::Mention(kind, key)));
    record.names.iter().for_each(|name| show(Trait::Name(name)));
}
