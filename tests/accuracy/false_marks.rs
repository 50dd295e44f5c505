//! Marks of notes in texts that have none, or whose notes are others.

use std::fs;
use std::path::{Path, PathBuf};

use fonds::stages::document::{Document, Inline, NoteMark};
use fonds::stages::{Config, Guesses, Words, markdown, plain, walk};

use crate::corpus::{self, Outcome};
use crate::measurement::{Figure, Measurement};
use crate::thresholds;

/// How many files of this program's own source are read as plain texts.
const SOURCES: usize = 20;

/// Counts the documents with marks that are none.
pub fn measure() -> Outcome {
    let mut measurement = Measurement::new("documents with false marks", &thresholds::FALSE_MARKS);
    for (row, folder, extension) in
        [("peps", "peps", "rst"), ("minutes", "minutes", "md"), ("laws", "laws", "md")]
    {
        for file in files(&corpus::folder(folder), extension) {
            add(row, &file, &mut measurement);
        }
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&own, "rs").into_iter().take(SOURCES) {
        add("sources", &file, &mut measurement);
    }
    measurement.outcome()
}

fn add(row: &str, file: &Path, measurement: &mut Measurement) {
    let text = String::from_utf8_lossy(&fs::read(file).expect("a file")).into_owned();
    let is_markdown = file.extension().is_some_and(|extension| extension == "md");
    let reading = if is_markdown {
        markdown::read(&text, "a.md", &Config::default(), Guesses::default())
    } else {
        plain::read(&text, "a.txt", &Words::default(), Guesses::default())
    };
    let document = reading.document.expect("a document");
    let false_marks: Vec<String> = marks(&document)
        .into_iter()
        .filter(|mark| !is_printed(&text, mark, is_markdown))
        .map(|mark| mark.label)
        .collect();
    measurement.add(row, "false marks", Figure::one(!false_marks.is_empty()));
    if !false_marks.is_empty() {
        measurement.misses.push(format!("{}: {false_marks:?}", file.display()));
    }
}

/// Whether mark and note stand in the source in brackets, as these texts have them.
fn is_printed(text: &str, mark: &NoteMark, is_markdown: bool) -> bool {
    let label = &mark.label;
    if is_markdown {
        // The page counts notes that the source names.
        return text.contains("[^");
    }
    let is_note = |line: &str| line.trim_start().trim_start_matches(".. ").starts_with(&format!("[{label}]"));
    mark.note.is_some() && text.matches(&format!("[{label}]")).nth(1).is_some() && text.lines().any(is_note)
}

fn marks(document: &Document) -> Vec<NoteMark> {
    let mut marks = Vec::new();
    let mut visit = |part: walk::Part<'_>| {
        if let walk::Part::Inline(Inline::NoteMark(mark)) = part {
            marks.push(mark.clone());
        }
    };
    walk::inlines(&document.title, &mut visit);
    walk::blocks(&document.blocks, &mut visit);
    marks
}

/// The files below a folder, in the order of their names.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let found = walk.into_iter().map(|found| found.expect("a folder that can be read").into_path());
    let files: Vec<PathBuf> =
        found.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    assert!(!files.is_empty(), "{} has no files", folder.display());
    files
}
