//! What a search knows of the documents: a few bytes of each for filters and ranks, and what its results show.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::dates::Dates;
use super::file::IndexFile;
use super::group::COMMON;
use super::joins::Joins;
use super::pieces::DOCUMENTS;
use super::{letters, stems};
use crate::archive::Archive;
use crate::catalog::facet::Facet;
use crate::catalog::{DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::language::interface;
use crate::model::document::note_anchor;
use crate::model::fingerprint::Fingerprint;
use crate::render::tells;
use crate::resolve::route;
use crate::site::Sink;

/// What every search needs.
#[derive(Serialize)]
struct Overview<'a> {
    /// What stands for the whole index: pieces are asked for with it, so that those of two builds do not mix.
    version: String,
    documents: usize,
    /// How many documents a piece describes.
    step: usize,
    /// So many documents make a stem common: its lists are others ([`super::group`]).
    common: usize,
    /// The first stem of each piece of words.
    firsts: &'a [String],
    facets: Vec<FacetLine<'a>>,
    /// The names of the stemmers of the documents' languages.
    stemmers: Vec<&'a str>,
    /// What is written as one word and apart.
    joins: Joins,
    /// For each document twice the logarithm to base 2 of its words.
    length: String,
}

/// A facet with what each document has of it.
#[derive(Serialize)]
struct FacetLine<'a> {
    #[serde(flatten)]
    facet: Facet<'a>,
    /// For runs of documents, as [`letters`]: how many, and how far their place (as in [`Facet::documents`]) is from that of the run
    /// before: twice as far, less one where it is smaller. Values that follow each other are near to each other.
    documents: String,
}

impl<'a> FacetLine<'a> {
    fn of(facet: Facet<'a>) -> Self {
        let mut documents = String::new();
        let mut last = 0;
        for run in facet.documents.chunk_by(|a, b| a == b) {
            push_length(run.len(), &mut documents);
            let step = run[0].abs_diff(last) * 2;
            push_length(if run[0] < last { step - 1 } else { step }, &mut documents);
            last = run[0];
        }
        Self { documents, facet }
    }
}

/// What is known of the documents, without their words.
pub(super) struct Described<'a> {
    facets: Vec<FacetLine<'a>>,
    stemmers: Vec<&'a str>,
    joins: Joins,
    length: String,
    /// What stands for the files that were given away.
    fingerprint: Fingerprint,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Described<'a> {
    /// Gives away what results show of documents, and all else for which no words are needed.
    pub fn write(archive: &'a Archive, sink: &dyn Sink) -> Self {
        let documents = &archive.catalog.documents;
        let languages: BTreeSet<&str> = documents.iter().map(|record| archive.language(record)).collect();
        let synonyms = &archive.config.synonyms;
        let joins = Joins::of(languages.iter().copied(), synonyms);
        let scripts: BTreeMap<&str, String> =
            languages.into_iter().filter_map(|language| stems::script(language, synonyms)).collect();
        let stemmers: Vec<&str> = scripts.keys().copied().collect();
        // Finer, it would be most of what every search loads in a great archive, and ranks hardly differ.
        let length = |record: &Record| (2.0 * (record.words as f64 + 1.0).log2()).round() as u32;
        let pieces = documents.par_chunks(DOCUMENTS).enumerate().map(|(index, documents)| {
            let mut before = String::new();
            let shown: Vec<Vec<Value>> =
                documents.iter().map(|record| shown(archive, record, &mut before)).collect();
            IndexFile::new(format!("documents/{}/{index}", index / 256), &shown)
        });
        let scripts = scripts
            .into_par_iter()
            .map(|(name, text)| IndexFile::of_script(format!("stemmers/{name}"), text));
        let give = |file: IndexFile| file.give(sink);
        let ((given, whole), facets) = rayon::join(
            || {
                let given: Vec<_> = pieces.chain(scripts).map(give).collect();
                let time = IndexFile::new("time".to_owned(), &in_time(documents));
                let dates = IndexFile::new("dates".to_owned(), &Dates::of(documents, &archive.config.dates));
                (given, [time, dates].map(give))
            },
            || {
                let facets = Facet::all(&archive.catalog, &archive.config, &archive.interface);
                facets.into_iter().map(FacetLine::of).collect()
            },
        );
        let mut described = Self {
            facets,
            stemmers,
            joins,
            length: numbers(documents.iter().map(|record| length(record))),
            fingerprint: Fingerprint::default(),
            diagnostics: Vec::new(),
        };
        for (fingerprint, wrong) in given.into_iter().chain(whole) {
            described.fingerprint = described.fingerprint.with(fingerprint);
            described.diagnostics.extend(wrong);
        }
        described
    }

    /// Gives away what every search needs: how the words are divided, with what is known of `documents` documents. `words`
    /// stands for all pieces of words.
    pub fn finish(
        self,
        documents: usize,
        firsts: &[String],
        words: Fingerprint,
        sink: &dyn Sink,
    ) -> Vec<Diagnostic> {
        let Self { facets, stemmers, joins, length, fingerprint, mut diagnostics } = self;
        let overview = Overview {
            version: words.with(fingerprint).to_string(),
            documents,
            step: DOCUMENTS,
            common: COMMON,
            firsts,
            facets,
            length,
            stemmers,
            joins,
        };
        diagnostics.extend(IndexFile::new("index".to_owned(), &overview).give(sink).1);
        diagnostics
    }
}

/// What a result shows of a document: how many letters its address has from that of the document before it, and its others;
/// number, title, what tells it from others of its title, its date as people and as programs read it; the language of the
/// title, where it is not that of the interface, and its direction; the anchors of the notes, where they are not numbered from
/// 1 on. `describe` in `search-index.js` knows the order: names would stand in the index once for each document.
fn shown(archive: &Archive, record: &Record, before: &mut String) -> Vec<Value> {
    let address = route::encoded(&record.address());
    // An encoded address is ASCII.
    let shared = address.bytes().zip(before.bytes()).take_while(|(its, other)| its == other).count();
    let rest = address.get(shared..).unwrap_or_default().to_owned();
    *before = address;
    let date = record.date.as_ref();
    let language = Some(archive.language(record)).filter(|language| *language != archive.config.language);
    let anchors: Vec<String> = record.note_anchors().collect();
    let is_plain = anchors
        .iter()
        .enumerate()
        .all(|(place, anchor)| *anchor == note_anchor("fn", &(place + 1).to_string(), 1));
    let mut shown = vec![
        Value::from(shared),
        Value::from(rest),
        Value::from(record.number.as_deref()),
        Value::from(record.title.as_str()),
        Value::from(tells(archive, record)),
        Value::from(date.map(|date| date.display(&archive.config.dates))),
        Value::from(date.and_then(|date| date.date.datetime())),
        Value::from(language),
        Value::from(language.map(interface::direction)),
        Value::from((!is_plain).then_some(anchors)),
    ];
    let end = shown.iter().rposition(|value| !value.is_null()).map_or(0, |last| last + 1);
    shown.truncate(end);
    shown
}

/// For each document its place in the order of time; those without a date come last.
fn in_time(documents: &[Box<Record>]) -> String {
    let mut order: Vec<DocumentId> = (0..documents.len()).collect();
    let date = |id: &DocumentId| documents[*id].date.as_ref().map(|date| date.date.order());
    order.sort_by_key(|id| (date(id).is_none(), date(id)));
    let mut places = vec![None; order.len()];
    for (place, id) in order.into_iter().enumerate() {
        places[id] = i64::try_from(place).ok();
    }
    steps(places.into_iter())
}

/// Values as steps from one to the next: 0 where there is none; otherwise one more than twice the distance or, where that is
/// negative, twice the distance.
pub(super) fn steps(values: impl Iterator<Item = Option<i64>>) -> String {
    let mut last = 0;
    runs(values.map(|value| {
        let Some(value) = value else { return 0 };
        let step = value - std::mem::replace(&mut last, value);
        let size = u32::try_from(step.unsigned_abs()).unwrap_or_default() * 2;
        if step < 0 { size } else { size + 1 }
    }))
}

fn push_length(length: usize, text: &mut String) {
    letters::push_number(u32::try_from(length).unwrap_or(u32::MAX), text);
}

/// Each of some values.
fn numbers(values: impl Iterator<Item = u32>) -> String {
    let mut text = String::new();
    values.for_each(|value| letters::push_number(value, &mut text));
    text
}

/// Values of which many that follow each other are the same: how many, and which.
pub(super) fn runs(values: impl Iterator<Item = u32>) -> String {
    let values: Vec<u32> = values.collect();
    let mut text = String::new();
    for run in values.chunk_by(|a, b| a == b) {
        push_length(run.len(), &mut text);
        letters::push_number(run[0], &mut text);
    }
    text
}
