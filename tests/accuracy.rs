//! How well plain texts are read, measured by what editors put in by hand.
//!
//! The test builds the plain texts of a corpus of edited volumes, compares the pages with the
//! editors' own mark-up, prints a table of figures and fails under the thresholds. The corpus is no
//! part of this repository: it is looked for beside it, or where `FONDS_CORPUS` says.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[path = "accuracy/descriptions.rs"]
mod descriptions;
#[path = "accuracy/inference.rs"]
mod inference;
#[path = "accuracy/slips.rs"]
mod slips;

use fonds::build::{self, Options};
use regex::Regex;
use serde::Deserialize;

/// What the editors put in, for one document.
#[derive(Deserialize)]
struct Truth {
    volume: String,
    id: String,
    date: Option<String>,
    footnotes: Vec<String>,
    pages: Vec<String>,
    refs: Vec<TrueReference>,
}

#[derive(Deserialize)]
struct TrueReference {
    target: String,
    text: String,
    r#in: String,
}

/// What is measured: right, of all.
#[derive(Clone, Copy, Default)]
struct Figure {
    right: usize,
    all: usize,
}

impl Figure {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    fn percent(self) -> f64 {
        if self.all == 0 { 100.0 } else { 100.0 * self.right as f64 / self.all as f64 }
    }
}

/// The measures, in the order of the table, with the least that each must reach in percent.
const MEASURES: [(&str, f64); 13] = [
    ("footnotes paired", 99.9),
    ("page breaks", 100.0),
    ("to documents", 99.8),
    ("to footnotes", 99.5),
    ("to other volumes", 99.0),
    ("to pages", 98.0),
    ("implicit", 75.0),
    ("dates exact", 99.7),
    ("inferred: holds the day", 94.0),
    ("inferred: the very day", 25.5),
    ("inferred: of days given", 98.0),
    ("inferred: within 31 days", 85.5),
    ("described", 97.0),
];

type Figures = [Figure; MEASURES.len()];

#[test]
fn plain_texts_are_read_as_their_editors_marked_them_up() {
    let Some(corpus) = corpus() else {
        eprintln!("SKIPPED: the corpus is not here; set FONDS_CORPUS to its folder to measure the accuracy");
        return;
    };
    let bare = Site::build(&corpus.join("bare"));
    let plain = Site::build(&corpus.join("plain"));
    let volumes = truths(&corpus.join("truth"));
    let mut table: Vec<(&str, Figures)> = Vec::new();
    let mut misses = Vec::new();
    let mut slips = Slips::default();
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for (volume, documents) in &volumes {
        let mut figures = Figures::default();
        for truth in documents {
            measure(truth, &bare, &plain, &volumes, &mut figures, &mut misses, &mut slips);
            inference::measure_inference(truth, &bare, &mut figures, &mut misses, &mut causes);
        }
        table.push((volume, figures));
    }
    let mut total = Figures::default();
    for (_, figures) in &table {
        total.iter_mut().zip(figures).for_each(|(sum, figure)| sum.add(*figure));
    }
    table.push(("all", total));
    print_table(&table, &slips.raw(&total));
    println!("Tags that contradict the words of the text and are counted only in the row \"of all tags\":");
    slips.causes.iter().for_each(|(cause, tags)| println!("{:>5} {cause}", tags.len()));
    if std::env::var_os("FONDS_MISSES").is_some() {
        misses.iter().chain(slips.causes.values().flatten()).for_each(|miss| println!("{miss}"));
        println!("\nwhy dates that were inferred miss the day, and what they rest on first:");
        causes.iter().for_each(|(cause, count)| println!("{count:5}  {cause}"));
    }
    assert!(volumes.values().map(Vec::len).sum::<usize>() > 0, "the corpus has no documents");
    for ((name, least), figure) in MEASURES.iter().zip(total) {
        assert!(
            figure.percent() >= *least,
            "{name}: {:.2} %, and at least {least} % are wanted",
            figure.percent()
        );
    }
}

/// Where the corpus is.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("FONDS_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/frus"), PathBuf::from);
    folder.join("truth").is_dir().then_some(folder)
}

fn truths(folder: &Path) -> BTreeMap<String, Vec<Truth>> {
    let mut volumes: BTreeMap<String, Vec<Truth>> = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the truth").flatten() {
        for line in fs::read_to_string(entry.path()).expect("a volume").lines() {
            let truth: Truth = serde_json::from_str(line).expect("a document");
            volumes.entry(truth.volume.clone()).or_default().push(truth);
        }
    }
    volumes
}

/// A built site.
struct Site {
    folder: tempfile::TempDir,
    dates: HashMap<String, String>,
}

impl Site {
    fn build(content: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(content.canonicalize().expect("the texts"), folder.path().join("content"))
            .expect("a link");
        let output = folder.path().join("public");
        let options = Options { root: folder.path().to_owned(), output: Some(output), ..Options::default() };
        let report = build::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{}", error.render(false)));
        assert_eq!(report.tally.errors, 0, "the texts build without errors");
        let catalog = fs::read_to_string(folder.path().join("public/catalog.jsonl")).expect("the catalogue");
        let dates = catalog
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line of the catalogue"))
            .filter_map(|line| Some((line["id"].as_str()?.to_owned(), line["date"].as_str()?.to_owned())))
            .collect();
        Self { folder, dates }
    }

    fn source(&self, truth: &Truth) -> String {
        let path = self.folder.path().join(format!("content/{}/{}.txt", truth.volume, truth.id));
        fs::read_to_string(path).expect("a text for each document")
    }

    fn page(&self, truth: &Truth) -> String {
        let path = self.folder.path().join(format!("public/{}/{}.html", truth.volume, truth.id));
        fs::read_to_string(path).expect("a page for each document")
    }
}

fn measure(
    truth: &Truth,
    bare: &Site,
    plain: &Site,
    volumes: &BTreeMap<String, Vec<Truth>>,
    figures: &mut Figures,
    misses: &mut Vec<String>,
    slips: &mut Slips,
) {
    let page = bare.page(truth);
    let place = format!("{}/{}", truth.volume, truth.id);
    let paired = paired_notes(&page);
    figures[0].add(matched(truth.footnotes.iter().cloned(), paired, |missing| {
        misses.push(format!("{place}: note {missing} is not paired"));
    }));
    figures[1].add(matched(truth.pages.iter().cloned(), page_breaks(&page), |missing| {
        misses.push(format!("{place}: no page {missing}"));
    }));
    let source = bare.source(truth);
    let mut wanted: Vec<(usize, String, &TrueReference)> = Vec::new();
    let mut mistagged = Vec::new();
    for reference in &truth.refs {
        let Some((kind, link)) = true_link(reference, truth, volumes) else { continue };
        match slips::cause(&reference.text, &reference.target, &reference.r#in, &source) {
            Some(cause) if kind != 2 => mistagged.push((kind, link, cause, reference)),
            _ => wanted.push((kind, link, reference)),
        }
    }
    let mut links = links(&page, truth);
    let mut take = |fits: &dyn Fn(&String) -> bool| {
        links.iter().position(fits).map(|at| links.swap_remove(at)).is_some()
    };
    let mut count = |kind: usize, found: bool| {
        figures[2 + kind].add(Figure { right: usize::from(found), all: 1 });
        found
    };
    wanted.retain(|(kind, link, _)| !(take(&|found| found == link) && count(*kind, true)));
    for (kind, link, reference) in wanted {
        // Where the editors lead to a volume or a document, a link to a place in it is as right.
        let whole = link.strip_suffix("/index.html").unwrap_or(&link);
        let is_within = |found: &String| {
            found.strip_prefix(whole).is_some_and(|rest| rest.starts_with(['/', '#'])) && !whole.contains('#')
        };
        if !count(kind, take(&is_within)) {
            misses.push(format!("{place}: no link to {link} ({}: {})", reference.r#in, reference.text));
        }
    }
    for (kind, link, cause, reference) in mistagged {
        let right = usize::from(take(&|found| *found == link));
        slips.figures[2 + kind].add(Figure { right, all: 1 });
        let TrueReference { target, text, r#in } = reference;
        slips
            .causes
            .entry(cause)
            .or_default()
            .push(format!("{place}: tagged as {target} ({}: {text})", r#in));
    }
    figures[12].add(descriptions::described(truth, &plain.page(truth), |wrong| {
        misses.push(format!("{place}: {wrong}"))
    }));
    if let Some(date) = &truth.date {
        let found = plain.dates.get(&place);
        // Where the editors give the first moment of an interval, its beginning is the date.
        let right = found.is_some_and(|found| {
            let beginning = found.split('/').next().unwrap_or_default();
            beginning.len() >= 7 && date.starts_with(beginning)
        });
        figures[7].add(Figure { right: usize::from(right), all: 1 });
        if !right {
            misses.push(format!("{place}: the date is {date}, and was read as {found:?}"));
        }
    }
}

/// Counts how many of the wanted are among the found, each as often as it is there.
fn matched(wanted: impl Iterator<Item = String>, found: Vec<String>, mut miss: impl FnMut(String)) -> Figure {
    let mut left: HashMap<String, usize> = HashMap::new();
    for found in found {
        *left.entry(found).or_default() += 1;
    }
    let mut figure = Figure::default();
    for wanted in wanted {
        figure.all += 1;
        match left.get_mut(&wanted) {
            Some(count) if *count > 0 => {
                *count -= 1;
                figure.right += 1;
            }
            _ => miss(wanted),
        }
    }
    figure
}

/// The labels of the notes that a mark in the text calls.
fn paired_notes(page: &str) -> Vec<String> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<li id="(fn[^"]+)"><span class="note-label">([^<]+)\.</span>"#).expect("a pattern")
    });
    NOTE.captures_iter(page)
        .filter(|captures| page.contains(&format!("href=\"#{}\"", &captures[1])))
        .map(|captures| captures[2].to_owned())
        .collect()
}

fn page_breaks(page: &str) -> Vec<String> {
    static BREAK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#" data-page="([^"]+)""#).expect("a pattern"));
    BREAK.captures_iter(page).map(|captures| captures[1].to_owned()).collect()
}

/// The links of the text and notes, as addresses from the site's root. A page's anchor stands
/// without its document.
fn links(page: &str, truth: &Truth) -> Vec<String> {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<a class="ref" href="([^"]+)""#).expect("a pattern"));
    LINK.captures_iter(page)
        .map(|captures| {
            let href = &captures[1];
            let address = match (href.strip_prefix('#'), href.strip_prefix("../")) {
                (Some(anchor), _) => format!("{}/{}.html#{anchor}", truth.volume, truth.id),
                (_, Some(other)) => other.to_owned(),
                _ => format!("{}/{href}", truth.volume),
            };
            match address.split_once("#pg-") {
                Some((file, page)) => format!("{}#pg-{page}", file.split('/').next().unwrap_or_default()),
                None => address,
            }
        })
        .collect()
}

/// Which measure a true reference belongs to (0 documents, 1 footnotes, 2 other volumes, 3 pages,
/// 4 implicit), and the link that it should be; `None` where its target is not in the corpus.
fn true_link(
    reference: &TrueReference,
    truth: &Truth,
    volumes: &BTreeMap<String, Vec<Truth>>,
) -> Option<(usize, String)> {
    static TARGET: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([^#]*)(?:#(?:(d\d+)(?:fn(\d+))?|pg_(\w+)))?$").expect("a pattern"));
    let parts = TARGET.captures(&reference.target)?;
    let volume = parts.get(1).map(|volume| volume.as_str()).filter(|volume| !volume.is_empty());
    let home = volume.unwrap_or(&truth.volume);
    let documents = volumes.get(home)?;
    let link = match (parts.get(2), parts.get(3), parts.get(4)) {
        (Some(document), note, _) => {
            documents.iter().find(|other| other.id == document.as_str())?;
            let anchor = note.map_or_else(String::new, |note| format!("#fn{}", note.as_str()));
            format!("{home}/{}.html{anchor}", document.as_str())
        }
        (_, _, Some(page)) => {
            documents.iter().find(|other| other.pages.iter().any(|number| number == page.as_str()))?;
            format!("{home}#pg-{}", page.as_str())
        }
        _ => format!("{home}/index.html"),
    };
    let number = (2..5).rev().find_map(|part| parts.get(part)).map(|number| number.as_str());
    let kind = match (volume, parts.get(3), parts.get(4)) {
        _ if is_implicit(&reference.text, number) => 4,
        (Some(_), _, _) => 2,
        (_, _, Some(_)) => 3,
        (_, Some(_), _) => 1,
        _ => 0,
    };
    Some((kind, link))
}

/// Whether the words hold no number of their target and announce none: "supra", "ibid.", "my letter of May 3".
fn is_implicit(words: &str, number: Option<&str>) -> bool {
    static EXPLICIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:documents?\d*|footnotes?|pp?|pages?|vols?|volumes?|parts?)\b|^\d+[a-z]?$")
            .expect("a pattern")
    });
    let number = number.map(|number| number.trim_start_matches('d'));
    let holds_it = words.split(|c: char| !c.is_alphanumeric()).any(|word| Some(word) == number);
    // "the following document" announces no number.
    let announced = EXPLICIT.is_match(&words.replace("ing document", "").replace("ious document", ""));
    !holds_it && !announced
}

/// Tags that contradict the words of the text, by cause.
#[derive(Default)]
struct Slips {
    causes: BTreeMap<&'static str, Vec<String>>,
    figures: Figures,
}

impl Slips {
    /// The figures with all tags counted.
    fn raw(&self, figures: &Figures) -> Figures {
        let mut raw = *figures;
        raw.iter_mut().zip(&self.figures).for_each(|(sum, slips)| sum.add(*slips));
        raw
    }
}

fn print_table(table: &[(&str, Figures)], raw: &Figures) {
    print!("\n{:18}", "volume");
    MEASURES.iter().for_each(|(name, _)| print!("{name:>26}"));
    println!();
    for (volume, figures) in table.iter().chain([&("of all tags", *raw)]) {
        print!("{volume:18}");
        for figure in figures {
            let shown = if figure.all == 0 {
                "–".to_owned()
            } else {
                format!("{}/{} {:.2} %", figure.right, figure.all, figure.percent())
            };
            print!("{shown:>26}");
        }
        println!();
    }
    print!("{:18}", "at least");
    MEASURES.iter().for_each(|(_, least)| print!("{:>26}", format!("{least:.2} %")));
    println!("\n");
}
