//! How editions in TEI are read, measured by what their editors tagged: volumes with many documents, and the same documents
//! as plain text; a diary with a file for each day.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::measurement::{Figure, Measurement};
use crate::site::{Record, Site, Sites};
use crate::thresholds;
use crate::truth::{self, Truth, Volumes};

/// Compares the documents of the volumes with the truth, and with the same documents as plain text.
pub fn measure(sites: &Sites) -> Outcome {
    let volumes = truth::volumes();
    let mut measurement = Measurement::new("volumes of TEI", &thresholds::TEI);
    for truth in volumes.values().flatten() {
        let place = truth.place();
        let found = sites.tei.find(&place);
        measurement.add(&truth.volume, "documents", Figure::one(found.is_some()));
        let Some(found) = found else {
            measurement.misses.push(format!("{place}: is not there"));
            continue;
        };
        let page = sites.tei.page(&place);
        compare_with_plain(truth, found, sites.plain.record(&place), &mut measurement);
        measure_tags(truth, &page, &volumes, &mut measurement);
    }
    let matter = sites.tei.records().filter(|(id, _)| !volumes.values().flatten().any(|truth| truth.place() == **id));
    measurement.remarks.push(format!("{:>5} pages of front and back matter", matter.count()));
    measurement.outcome()
}

/// Number, title, date, sender and receiver are those of the plain text, or the editors tagged more.
fn compare_with_plain(truth: &Truth, found: &Record, plain: &Record, measurement: &mut Measurement) {
    let mut compare = |what: &'static str, is_right: bool, said: String| {
        measurement.add(&truth.volume, what, Figure::one(is_right));
        if !is_right {
            measurement.misses.push(format!("{}: {what}: {said}", truth.place()));
        }
    };
    let numbers = (&plain.number, &found.number);
    compare("numbers", numbers.0 == numbers.1, format!("{numbers:?}"));
    let titles = (words(&plain.title), words(&found.title));
    compare("titles", titles.0 == titles.1, format!("{titles:?}"));
    let sides = |record: &Record| [record.from.clone(), record.to.clone()];
    let is_kept = sides(plain).iter().zip(&sides(found)).all(|(plain, found)| plain.is_none() || plain == found);
    compare("from and to", is_kept, format!("{:?}, {:?}", sides(plain), sides(found)));
    if let Some(date) = truth.date() {
        let is_right = found.date().is_some_and(|found| found.overlaps(date)) && !found.is_inferred();
        compare("dates", is_right, format!("{date}, read as {:?}", found.date));
    } else if !plain.is_inferred() && plain.date.is_some() {
        compare("dates", plain.date == found.date, format!("{:?}, read as {:?}", plain.date, found.date));
    }
}

/// Words without marks of notes.
fn words(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Notes, page breaks and references are those that are tagged. A reference to what is not among the volumes shows that it
/// leads nowhere.
fn measure_tags(truth: &Truth, page: &str, volumes: &Volumes, measurement: &mut Measurement) {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| expression(r#"<li id="fn[^"]*""#));
    static PAGE: LazyLock<Regex> = LazyLock::new(|| expression(r#" data-page="([^"]*)""#));
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| expression(r#"class="ref[^"]*"(?: href="([^"]*)")?"#));
    let notes = NOTE.find_iter(page).count();
    measurement.add(&truth.volume, "notes", Figure { count: notes.min(truth.footnotes.len()), all: truth.footnotes.len() });
    if notes < truth.footnotes.len() {
        measurement.misses.push(format!("{}: {notes} of {} notes", truth.place(), truth.footnotes.len()));
    }
    let pages: BTreeSet<&str> = PAGE.captures_iter(page).filter_map(|found| found.get(1)).map(|page| page.as_str()).collect();
    for wanted in &truth.pages {
        let is_there = pages.contains(wanted.trim_matches(['[', ']']));
        measurement.add(&truth.volume, "page breaks", Figure::one(is_there));
        if !is_there {
            measurement.misses.push(format!("{}: page {wanted} is not marked: {pages:?}", truth.place()));
        }
    }
    let links: Vec<&str> =
        REFERENCE.captures_iter(page).filter_map(|found| found.get(1)).map(|link| link.as_str()).collect();
    for reference in &truth.refs {
        let Some(wanted) = address(&reference.target, truth, volumes) else {
            measurement.add(&truth.volume, "to what is elsewhere", Figure::one(true));
            continue;
        };
        let is_there = links.iter().any(|link| *link == wanted || link.ends_with(&wanted));
        measurement.add(&truth.volume, "references", Figure::one(is_there));
        if !is_there {
            let said = format!("{}: “{}” to {} is no link to {wanted}", truth.place(), reference.text, reference.target);
            measurement.misses.push(said);
        }
    }
}

/// The address to which a target leads, from a document of its volume; none where the volumes do not have it.
fn address(target: &str, truth: &Truth, volumes: &Volumes) -> Option<String> {
    static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| expression(r"^(d[0-9]+[A-Za-z]?)(?:fn(.+))?$"));
    let (volume, id) = target.split_once('#').unwrap_or((target, ""));
    let holder = if volume.is_empty() { &truth.volume } else { volume };
    let documents = volumes.get(holder)?;
    let folder = if volume.is_empty() { String::new() } else { format!("../{volume}/") };
    if let Some(page) = id.strip_prefix("pg_") {
        documents.iter().find(|document| document.pages.iter().any(|begun| begun == page))?;
        return Some(format!("#pg-{page}"));
    }
    if id.is_empty() {
        return Some(format!("{folder}index.html"));
    }
    let found = DOCUMENT.captures(id)?;
    let document = documents.iter().find(|document| document.id == found[1])?;
    match found.get(2) {
        None => Some(format!("{folder}{}.html", &found[1])),
        Some(note) => {
            document.footnotes.iter().find(|label| *label == note.as_str())?;
            let own = if document.id == truth.id && volume.is_empty() { String::new() } else { format!("{folder}{}.html", &found[1]) };
            Some(format!("{own}#fn{}", note.as_str()))
        }
    }
}

/// Compares the entries of a diary with their headers: titles, days, order; and the front page with what the edition says of
/// itself. Nothing is configured but a title.
pub fn measure_diary() -> Outcome {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| expression(r#"<title type="main">([^<]*)</title>"#));
    static NAMED: LazyLock<Regex> = LazyLock::new(|| expression(r##"<rs [^>]*ref="#[^"]+"##));
    static MENTION: LazyLock<Regex> = LazyLock::new(|| expression(r#"class="mention |data-key=""#));
    let folder = corpus::folder("diary");
    let site = Site::of_folder_with(&folder, "title = \"Tagebuch\"\nlanguage = \"de\"\n");
    let mut measurement = Measurement::new("a diary of TEI", &thresholds::DIARY);
    let mut files: Vec<_> = fs::read_dir(folder.join("editions")).expect("entries").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut order = Vec::new();
    for file in files {
        let name = file.file_name().into_string().expect("a name");
        let text = fs::read_to_string(file.path()).expect("a text");
        let id = format!("editions/{}", name.trim_end_matches(".xml"));
        let record = site.find(&id);
        measurement.add("diary", "entries", Figure::one(record.is_some()));
        let Some(record) = record else { continue };
        order.push(id.clone());
        let title = TITLE.captures(&text).map(|found| words(&found[1]));
        measurement.add("diary", "titles", Figure::one(title.as_deref() == Some(words(&record.title).as_str())));
        let day = name.trim_start_matches("entry__").trim_end_matches(".xml");
        let is_exact = record.date.as_deref() == Some(day) && !record.is_inferred();
        measurement.add("diary", "dates", Figure::one(is_exact));
        if !is_exact {
            measurement.misses.push(format!("{id}: {day}, read as {:?}", record.date));
        }
        let (wanted, found) = (NAMED.find_iter(&text).count(), MENTION.find_iter(&site.page(&id)).count());
        measurement.add("diary", "mentions shown", Figure { count: found.min(wanted), all: wanted });
    }
    let shown: Vec<String> = site.in_order().into_iter().filter(|id| id.starts_with("editions/")).collect();
    measurement.add("diary", "order", Figure::one(shown == order));
    let home = site.file("index.html");
    let is_front = home.contains("Zur Edition") && home.contains("Korrekturen und Ergänzungen");
    measurement.add("diary", "front page", Figure::one(is_front));
    measurement.outcome()
}

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}
