//! Where the marks of notes stand: the characters before each, in the editors' mark-up and on the page.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{self, Outcome};
use crate::measurement::Measurement;
use crate::site::Sites;
use crate::{thresholds, truth};

/// How many letters and digits before a mark tell its place.
const TAIL: usize = 12;

/// The marks of each document of a volume, by the document's id, each as its label and what stands before it.
type Marks = BTreeMap<String, Vec<String>>;

/// Compares the place of each mark with that of the note in the editors' mark-up.
pub fn measure(sites: &Sites) -> Outcome {
    let mut measurement = Measurement::new("places of marks", &thresholds::PLACES);
    for (volume, documents) in truth::volumes() {
        let wanted = marks_of_volume(&volume);
        for document in documents {
            let place = document.place();
            let found = marks_of_page(&sites.bare.page(&place));
            let wanted = wanted.get(&document.id).map_or(&[] as &[String], Vec::as_slice);
            // Datelines are not in these texts, and the number stands apart from the title.
            for mark in measurement.match_up(&volume, "at the very place", wanted, found.clone()) {
                let label = mark.split(' ').next().unwrap_or_default();
                let same: Vec<&String> =
                    found.iter().filter(|found| found.split(' ').next() == Some(label)).collect();
                measurement.misses.push(format!("{place}: mark {mark}; found {same:?}"));
            }
        }
    }
    measurement.outcome()
}

/// A tag, or text up to the next.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| pattern("<[^>]*>|[^<]+"));

/// The letters and digits that were read, of which a mark is told by the last.
#[derive(Default)]
struct Reading {
    text: String,
    marks: Vec<String>,
}

impl Reading {
    fn read(&mut self, text: &str) {
        static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern("&#?[a-zA-Z0-9]+;"));
        let text = REFERENCE.replace_all(text, " ");
        self.text.extend(text.chars().filter(|character| character.is_alphanumeric()));
    }

    fn mark(&mut self, label: &str) {
        let tail: Vec<char> = self.text.chars().rev().take(TAIL).collect();
        // The printed number stands apart from the title, so that the very beginning tells nothing.
        let tail: String = tail.into_iter().rev().collect();
        let tail = if self.text.len() < 2 * TAIL {
            tail.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            &tail
        };
        self.marks.push(format!("{label} after {tail}"));
    }
}

fn marks_of_volume(volume: &str) -> Marks {
    let path = corpus::folder("frus").join("tei").join(format!("{volume}.xml"));
    let source = fs::read_to_string(path).expect("the editors' mark-up");
    let mut marks = Marks::new();
    let mut reading = Reading::default();
    // The document that is read, with the divisions that are open in it, and the notes that are.
    let (mut id, mut divisions, mut notes, mut in_dateline) = (String::new(), 0, 0, false);
    for token in TOKEN.find_iter(&source).map(|token| token.as_str()) {
        let closes_itself = token.ends_with("/>");
        if token.starts_with("<div") {
            if divisions > 0 {
                divisions += 1;
            } else if attribute(token, "type") == Some("document") {
                id = attribute(token, "xml:id").expect("an id").to_owned();
                (reading, divisions, notes) = (Reading::default(), 1, 0);
            }
        } else if divisions == 0 {
        } else if token == "</div>" {
            divisions -= 1;
            if divisions == 0 {
                marks.insert(id.clone(), std::mem::take(&mut reading).marks);
            }
        } else if token.starts_with("<note") && !closes_itself {
            if let (0, Some(label)) = (notes, attribute(token, "n")) {
                reading.mark(label);
            }
            notes += 1;
        } else if token == "</note>" {
            notes -= 1;
        } else if token.contains("dateline") && token.starts_with('<') {
            in_dateline = !token.starts_with("</") && !closes_itself;
        } else if notes == 0 && !in_dateline && !token.starts_with('<') {
            reading.read(token);
        }
    }
    marks
}

fn marks_of_page(page: &str) -> Vec<String> {
    let article = page.split_once("<article").map_or("", |(_, article)| article);
    let part = |from: &str, to: &str| {
        let rest = article.split_once(from).map_or("", |(_, rest)| rest);
        rest.split_once(to).map_or(rest, |(part, _)| part).to_owned()
    };
    let text = part("<div class=\"text\">", "role=\"doc-endnotes\"");
    let mut reading = Reading::default();
    let mut in_mark = false;
    for source in [format!("<h1{}", part("<h1", "</h1>")), text] {
        for token in TOKEN.find_iter(&source).map(|token| token.as_str()) {
            if token.starts_with("<sup class=\"note-mark") {
                in_mark = true;
            } else if token == "</sup>" {
                in_mark = false;
            } else if in_mark && token.contains("role=\"doc-noteref\"") {
                // What follows is the label; it is read below.
            } else if in_mark && !token.starts_with('<') {
                reading.mark(token);
            } else if !token.starts_with('<') {
                reading.read(token);
            }
        }
    }
    reading.marks
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}
