//! Measures `weights.csv` on the documents of edited volumes whose days are known:
//! `cargo test --release --lib measure -- --ignored`.
//!
//! The volumes are those beside the repository, or in the folder that `FONDS_CORPUS` names. For each kind of
//! clue and each precision the shares of the stretches are fitted first, and then the exponents together,
//! as likely as they make the known days. Rows set by hand, which are on 0 documents, stay as they are, and so
//! do those for what other documents say, of which a document alone shows nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date as Day;
use rayon::prelude::*;
use serde::Deserialize;

use super::calendar::{groups, reach};
use super::weight::{Row, STRETCHES, Weight, rows, stretches};
use super::{alone, clue};
use crate::language::dates::Words;
use crate::mark::flow;
use crate::mark::grammar::Grammar;
use crate::model::clue::{Clue, ClueKind};
use crate::model::named_time::Precision;
use crate::read::plain;

/// Fewer documents than this measure nothing.
const FEWEST: usize = 5;
/// So many documents are added to those measured, spread over the stretches, so that none is empty.
const ADDED: f64 = 0.9;
/// Of a stretch longer than this, no more is added for its length.
const LONGEST: f64 = 400.0;
/// How many years from its own the times that a document names are looked for.
const YEARS: i16 = 50;
/// How often shares are fitted again to what they say of each document.
const ROUNDS: usize = 30;
/// The exponent of a kind of clue of which the documents show nothing, and how strongly it pulls.
const EXPONENT: f64 = 0.8;
const PULL: f64 = 8.0;
/// No exponent is greater.
const MOST: f64 = 1.5;
/// How many steps the exponents take, each this part of the way to where they seem to be best.
const STEPS: usize = 20;
const STEP: f64 = 0.5;
/// In how many parts the volumes are divided, so that each is foretold by the others.
const FOLDS: usize = 4;

/// A kind of clue and how exactly it names a time.
type Key = (ClueKind, Precision);
type Shares = [f64; STRETCHES.len() + 1];
type Table = BTreeMap<Key, Row>;

/// A document whose day is known.
struct Known {
    /// The place of its volume.
    volume: usize,
    day: Day,
    clues: Vec<Clue>,
}

/// What the corpus says of a document.
#[derive(Deserialize)]
struct Truth {
    id: String,
    head: String,
    date: Option<String>,
}

#[test]
#[ignore = "writes src/dating/weights.csv"]
fn weights() {
    let documents = known_documents();
    let held_out: Vec<f64> = (0..FOLDS)
        .flat_map(|fold| {
            let (left, fitted): (Vec<&Known>, Vec<&Known>) =
                documents.iter().partition(|document| document.volume % FOLDS == fold);
            likelihoods(&left, &table(&fitted))
        })
        .collect();
    let all: Vec<&Known> = documents.iter().collect();
    let table = table(&all);
    let fitted = likelihoods(&all, &table);
    println!("{} documents with a day, {} of them in the years looked at", all.len(), fitted.len());
    println!(
        "{} rows; log likelihood of a document {:.4}, held out {:.4}",
        table.len(),
        mean(&fitted),
        mean(&held_out)
    );
    write(&table);
}

/// The documents of the corpus that have a day, but for the editors' own notes.
fn known_documents() -> Vec<Known> {
    let folder =
        std::env::var_os("FONDS_CORPUS").map_or_else(|| "../shared/corpus/frus".into(), PathBuf::from);
    let mut volumes: Vec<PathBuf> = fs::read_dir(folder.join("truth"))
        .expect("the corpus")
        .map(|file| file.expect("a file").path())
        .collect();
    volumes.sort();
    let grammar =
        Grammar::new(["Foreign Relations, 1961–1963, vol. VI"].into_iter(), &[], &Words::default().reading);
    let documents = volumes.par_iter().enumerate().flat_map_iter(|(volume, truth)| {
        let texts = folder.join("bare").join(truth.file_stem().expect("a name"));
        let truths = fs::read_to_string(truth).expect("what is known");
        let truths: Vec<Truth> =
            truths.lines().map(|line| serde_json::from_str(line).expect("a document")).collect();
        let grammar = &grammar;
        truths.into_iter().filter_map(move |truth| known(volume, &truth, &texts, grammar))
    });
    documents.collect()
}

fn known(volume: usize, truth: &Truth, texts: &Path, grammar: &Grammar) -> Option<Known> {
    let day: Day = truth.date.as_deref()?.get(..10)?.parse().ok()?;
    if truth.head.contains("Editorial Note") {
        return None;
    }
    let text = fs::read_to_string(texts.join(&truth.id).with_extension("txt")).ok()?;
    let words = Words::default();
    let mut document =
        plain::read(&text, "d1.txt", &words, crate::config::guesses::Guesses::default()).document?;
    flow::mark(&mut document, grammar);
    Some(Known { volume, day, clues: clue::gather(&document, "d1", &words) })
}

/// The table that documents show.
fn table(documents: &[&Known]) -> Table {
    let mut table = shares(documents);
    for row in rows() {
        if row.2 == 0 || row.0 > ClueKind::CitedVolume {
            table.insert((row.0, row.1), row);
        }
    }
    fit_exponents(documents, &mut table);
    table
}

/// The shares of the stretches for each kind of clue and precision.
fn shares(documents: &[&Known]) -> Table {
    let mut lying: BTreeMap<Key, Vec<Vec<(usize, f64)>>> = BTreeMap::new();
    for document in documents {
        for group in groups(document.clues.iter()) {
            let lies: Vec<_> = group.iter().filter_map(|clue| lies(document.day, clue)).collect();
            if !lies.is_empty() {
                lying.entry((group[0].kind, group[0].time.precision())).or_default().push(lies);
            }
        }
    }
    lying.retain(|_, documents| documents.len() >= FEWEST);
    let row = |((kind, precision), documents): (Key, Vec<_>)| {
        let count = u32::try_from(documents.len()).expect("a count");
        ((kind, precision), (kind, precision, count, EXPONENT, fit_shares(precision, &documents)))
    };
    lying.into_iter().map(row).collect()
}

/// In which stretch a day lies from the time that a clue names, and how many days this stretch has.
fn lies(day: Day, clue: &Clue) -> Option<(usize, f64)> {
    let days = |from: Day, to: Day| (to - from).get_days();
    let distance = |from: Day, to: Day| days(day, from).max(days(to, day)).max(0);
    let meanings = clue.time.meanings(day.year() - YEARS, day.year() + YEARS);
    let (from, to) = meanings.min_by_key(|(from, to)| distance(*from, *to))?;
    let place = days(from, day);
    let mut stretches = stretches(days(from, to) + 1, reach(clue.time.precision()));
    stretches
        .find(|(_, from, to)| (*from..*to).contains(&place))
        .map(|(stretch, from, to)| (stretch, f64::from(to - from)))
}

/// The shares by which the documents are likeliest, of which each lies near one of the times that it names.
fn fit_shares(precision: Precision, documents: &[Vec<(usize, f64)>]) -> Shares {
    let mut added: Shares = [0.0; STRETCHES.len() + 1];
    for (stretch, from, to) in stretches(1, reach(precision)) {
        added[stretch] = f64::from(to - from).min(LONGEST).sqrt();
    }
    let all: f64 = added.iter().sum();
    added.iter_mut().for_each(|share| *share *= ADDED / all);
    let mut shares: Shares = [1.0; STRETCHES.len() + 1];
    for _ in 0..ROUNDS {
        let mut counts = added;
        for lies in documents {
            let all: f64 = lies.iter().map(|(stretch, days)| shares[*stretch] / days).sum();
            for (stretch, days) in lies {
                counts[*stretch] += shares[*stretch] / days / all;
            }
        }
        let thousandth = (documents.len() as f64 + ADDED) / 1000.0;
        shares = counts.map(|count| count / thousandth);
    }
    shares
}

/// How likely each day is for a document by each group of its clues.
struct Likely {
    /// Days for which all groups say the same: how many there are in a run.
    runs: Vec<f64>,
    /// The run in which the document's day lies.
    known: usize,
    /// For each group the logarithms of how likely a day of each run is.
    logs: Vec<(Key, Vec<f64>)>,
}

/// How likely each document's days are; `None` where the years looked at have not its own.
fn likely(document: &Known, table: &Table) -> Option<Likely> {
    let calendar = alone::calendar(document.clues.iter())?;
    let known = usize::try_from((document.day - calendar.day(0)?).get_days()).ok()?;
    let mut densities: Vec<(Key, Vec<f64>)> = Vec::new();
    for group in groups(document.clues.iter()) {
        let key = (group[0].kind, group[0].time.precision());
        let Some((.., shares)) = table.get(&key) else { continue };
        let mut days = vec![1.0; calendar.len()];
        calendar.by_group(&group, &Weight { shares: *shares, exponent: 1.0 }, &mut days);
        densities.push((key, days));
    }
    let is_new = |day: usize| {
        day == 0
            || day == known
            || day == known + 1
            || densities.iter().any(|(_, days)| days[day] != days[day - 1])
    };
    let begins: Vec<usize> = (0..calendar.len()).filter(|day| is_new(*day)).collect();
    let ends = begins.iter().skip(1).copied().chain([calendar.len()]);
    Some(Likely {
        runs: begins.iter().zip(ends).map(|(from, to)| (to - from) as f64).collect(),
        known: begins.iter().position(|day| *day == known)?,
        logs: densities
            .into_iter()
            .map(|(key, days)| (key, begins.iter().map(|day| days[*day].ln()).collect()))
            .collect(),
    })
}

impl Likely {
    /// How likely each run is with the exponents of a table.
    fn by(&self, table: &Table) -> Vec<f64> {
        let mut logs = vec![0.0; self.runs.len()];
        for (key, of_group) in &self.logs {
            let exponent = table[key].3;
            logs.iter_mut().zip(of_group).for_each(|(log, of_group)| *log += exponent * of_group);
        }
        let most = logs.iter().copied().fold(f64::MIN, f64::max);
        let mut runs: Vec<f64> =
            logs.iter().zip(&self.runs).map(|(log, days)| (log - most).exp() * days).collect();
        let all: f64 = runs.iter().sum();
        runs.iter_mut().for_each(|run| *run /= all);
        runs
    }

    /// For each group how much likelier the known day becomes with a greater exponent, and how soon less so.
    fn slopes(&self, table: &Table) -> Vec<(Key, f64, f64)> {
        let runs = self.by(table);
        let slope = |(key, logs): &(Key, Vec<f64>)| {
            let mean: f64 = runs.iter().zip(logs).map(|(run, log)| run * log).sum();
            let variance: f64 = runs.iter().zip(logs).map(|(run, log)| run * (log - mean).powi(2)).sum();
            (*key, logs[self.known] - mean, variance)
        };
        self.logs.iter().map(slope).collect()
    }
}

/// Fits the exponents of the rows that are measured.
fn fit_exponents(documents: &[&Known], table: &mut Table) {
    let likely: Vec<Likely> = documents.par_iter().filter_map(|document| likely(document, table)).collect();
    for _ in 0..STEPS {
        let mut slopes: BTreeMap<Key, (f64, f64)> = BTreeMap::new();
        let of_documents: Vec<_> = likely.par_iter().map(|likely| likely.slopes(table)).collect();
        for (key, slope, bend) in of_documents.into_iter().flatten() {
            let sums = slopes.entry(key).or_default();
            *sums = (sums.0 + slope, sums.1 + bend);
        }
        for (key, (slope, bend)) in slopes {
            if let Some((_, _, 1.., exponent, _)) = table.get_mut(&key) {
                let step = (slope - PULL * (*exponent - EXPONENT)) / (bend + PULL);
                *exponent = (*exponent + STEP * step).clamp(0.0, MOST);
            }
        }
    }
}

/// The logarithms of how likely the known days are.
fn likelihoods(documents: &[&Known], table: &Table) -> Vec<f64> {
    let log = |document: &&Known| {
        let likely = likely(document, table)?;
        Some((likely.by(table)[likely.known] / likely.runs[likely.known]).ln())
    };
    documents.par_iter().filter_map(log).collect()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// Writes the table in the place of the last.
fn write(table: &Table) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dating/weights.csv");
    let before = fs::read_to_string(path).expect("the last table");
    let heads = before.lines().next().expect("the heads of the columns").split(',');
    let mut writer = csv::Writer::from_path(path).expect("the table");
    writer.write_record(heads).expect("the heads");
    for (kind, precision, documents, exponent, shares) in table.values() {
        let shares: Vec<String> = shares.iter().map(|share| three_digits(*share)).collect();
        writer.serialize((kind, precision, documents, format!("{exponent:.2}"), shares)).expect("a row");
    }
    writer.flush().expect("the table");
}

/// A number with its first three digits.
fn three_digits(number: f64) -> String {
    let decimals = if number > 0.0 { 2.0 - number.log10().floor() } else { 0.0 };
    let written = format!("{number:.*}", decimals.max(0.0) as usize);
    match written.split_once('.') {
        Some(_) => written.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => written,
    }
}
