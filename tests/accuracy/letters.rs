//! A book of letters in one file, as text in two encodings and as a web page, split by one rule. What is right is counted in
//! the book itself: its table of contents has the numbers, its lines titles, days, signatures and notes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fonds::Options;
use regex::Regex;
use serde_json::Value;

use crate::corpus::{self, Outcome};
use crate::measurement::{Figure, Measurement};
use crate::thresholds;

const RULE: &str = r#"[[split]]
files = "*/book.*"
begin = '^(?<number>\d{3})\.$'
end = '^(INDEX|THIRD PART)'
"#;

/// The forms of the book, with the folder of each.
const FORMS: [(&str, &str, &str); 3] = [
    ("latin", "13272-8.txt", "book.txt"),
    ("ascii", "13272.txt", "book.txt"),
    ("page", "13272-h", "book.htm"),
];

/// The fields that all forms must have alike. Dates that are inferred depend on all letters.
const FIELDS: [&str; 7] = ["number", "title", "from", "to", "kind", "place", "subject"];

/// Compares the letters with what the book says, and its forms with each other.
pub fn measure() -> Outcome {
    let folder = corpus::folder("letters");
    let archive = tempfile::tempdir().expect("a folder");
    fs::write(archive.path().join("fonds.toml"), RULE).expect("a file");
    for (form, source, name) in FORMS {
        let target = archive.path().join("content").join(form);
        fs::create_dir_all(&target).expect("a folder");
        let source = folder.join(source);
        let source = if source.is_dir() { source.join("13272-h.htm") } else { source };
        fs::copy(source, target.join(name)).expect("a copy");
    }
    let output = archive.path().join("public");
    let options =
        Options { root: archive.path().to_owned(), output: Some(output.clone()), ..Options::default() };
    let report = fonds::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(report.tally.errors, 0, "the book builds without errors");
    let text = fs::read(folder.join("13272-8.txt")).expect("the book");
    let text: String = text.into_iter().map(char::from).collect::<String>().replace("\r\n", "\n");
    let known = known(&text);
    let catalog = fs::read_to_string(output.join("catalog.jsonl")).expect("the catalogue");
    let records: Vec<Value> =
        catalog.lines().map(|line| serde_json::from_str(line).expect("a line of the catalogue")).collect();
    let mut measurement = Measurement::new("letters of a book", &thresholds::LETTERS);
    let of = |form: &str| -> BTreeMap<u32, &Value> {
        let own = records.iter().filter(|record| record["collection"] == format!("{form}/book"));
        own.filter_map(|record| Some((record["number"].as_str()?.parse().ok()?, record))).collect()
    };
    let first = of(FORMS[0].0);
    for (form, _, _) in FORMS {
        let letters = of(form);
        let strange = letters.keys().filter(|number| !known.contains_key(number)).count();
        measurement.add(form, "numbers that are none", Figure { count: strange, all: letters.len() });
        for (number, known) in &known {
            let record = letters.get(number).copied();
            measurement.add(form, "letters", Figure::one(record.is_some()));
            let Some(record) = record else { continue };
            if form != "ascii" {
                known.compare(record, form, &output, &mut measurement);
            }
            let same = |field: &&&str| {
                // The other encoding has no accents.
                form == "ascii" && length(&record[**field]) == length(&first[number][**field])
                    || record[**field] == first[number][**field]
            };
            let differing: Vec<&&str> = FIELDS.iter().filter(|field| !same(field)).collect();
            measurement.add(form, "the same in both forms", Figure::one(differing.is_empty()));
            for field in differing {
                let (one, other) = (&first[number][*field], &record[*field]);
                measurement
                    .remarks
                    .push(format!("letter {number}, {field}: {one} as text, {other} as {form}"));
            }
        }
    }
    measurement.outcome()
}

/// How many letters a value has, where Ö can be written Oe.
fn length(value: &Value) -> Option<usize> {
    value.as_str().map(|text| text.replace("Oe", "O").replace("Ae", "A").replace("Ue", "U").chars().count())
}

/// What the book says of a letter.
#[derive(Default)]
struct Known {
    /// The lines below its number, if they are in capitals.
    title: Option<String>,
    day: Option<String>,
    /// How its last line in capitals reads, if that is a name.
    signature: Option<String>,
    notes: usize,
}

/// The letters of the book, by the numbers in its table of contents.
fn known(text: &str) -> BTreeMap<u32, Known> {
    static CONTENTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^(\d{3})\. \S").expect("a pattern"));
    static HEAD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^(\d{3})\.(?:\[1\])?\n\n").expect("a pattern"));
    let contents = text.split("CONTENTS OF VOLUME").nth(1).unwrap_or_default();
    let contents = contents.split("LETTERS.\n").next().unwrap_or_default();
    let numbers: Vec<u32> =
        CONTENTS.captures_iter(contents).map(|found| found[1].parse().expect("figures")).collect();
    let heads: Vec<(u32, usize)> = HEAD
        .captures_iter(text)
        .map(|found| (found[1].parse().expect("figures"), found.get(0).expect("a match").end()))
        .filter(|(number, _)| numbers.contains(number))
        .collect();
    let index = text.find("\nINDEX.\n").unwrap_or(text.len());
    let ends: Vec<usize> = heads.iter().skip(1).map(|(_, at)| *at).chain([index]).collect();
    let mut known: BTreeMap<u32, Known> =
        numbers.into_iter().map(|number| (number, Known::default())).collect();
    for ((number, start), end) in heads.into_iter().zip(ends) {
        known.insert(number, Known::of(&text[start..end]));
    }
    known
}

impl Known {
    fn of(letter: &str) -> Self {
        static DAY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"^(?:[A-Za-zö. ]+, )?(?:[A-Z][a-z]+day, )?([A-Z][a-z]{2,8})\.? (\d{1,2}),? (18\d\d)\.$",
            )
            .expect("a pattern")
        });
        static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?m)^((?:L(?:UDWIG|\.)? ?(?:VAN|V\.) )?BEETHOVEN)[.,]$").expect("a pattern")
        });
        let letter = letter.split("\nTHIRD PART\n").next().unwrap_or(letter);
        let mut paragraphs = letter.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        let line = paragraphs.next().unwrap_or_default().replace('\n', " ").replace("[1]", "");
        let is_title = line.starts_with("TO ") && !line.contains(char::is_lowercase) && !line.ends_with("--");
        let day = paragraphs.next().and_then(|paragraph| {
            let found = DAY.captures(paragraph)?;
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            let month = months.iter().position(|month| found[1].starts_with(month))? + 1;
            Some(format!("{}-{month:02}-{:0>2}", &found[3], &found[2]))
        });
        let signatures = SIGNATURE.captures_iter(letter).last().map(|found| found[1].to_owned());
        Self {
            title: is_title.then_some(line),
            day,
            signature: signatures,
            notes: letter.matches("[Footnote ").count(),
        }
    }

    fn compare(&self, record: &Value, form: &str, output: &Path, measurement: &mut Measurement) {
        let said = |field: &str| record[field].as_str().unwrap_or_default();
        if let Some(title) = &self.title {
            measurement.add(form, "titles", Figure::one(said("title") == title));
            let receiver = title.trim_start_matches("TO ").trim_start_matches("THE ");
            if receiver.contains(char::is_alphabetic) {
                let is_same = receiver.trim_end_matches(['.', '-', ','])
                    == said("to").trim_end_matches(['.', '-', ',']);
                measurement.add(form, "receivers", Figure::one(is_same));
            }
        }
        if let Some(day) = &self.day {
            let is_same = said("date") == day && said("date_basis") == "dateline";
            measurement.add(form, "datelines", Figure::one(is_same));
        }
        if let Some(signature) = &self.signature {
            measurement.add(form, "senders", Figure::one(said("from") == signature));
        }
        let page = fs::read_to_string(output.join(said("url"))).expect("a page");
        let (notes, calls) =
            (page.matches("<li id=\"fn").count(), page.matches("role=\"doc-backlink\"").count());
        let paired = if notes >= self.notes { calls.min(self.notes) } else { 0 };
        measurement.add(form, "notes paired", Figure { count: paired, all: self.notes });
    }
}
