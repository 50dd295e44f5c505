//! Real documents as Word files, made by a program that is not ours: what is read of them is what is read of their texts, each
//! word, note and mark at its place.
//!
//! Real documents are no part of this repository: `accuracy/corpus.rs` says where they are looked for. The files are made by
//! pandoc, and once more by LibreOffice where that is installed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

#[path = "accuracy/corpus.rs"]
mod corpus;

use corpus::{Outcome, Trials};
use fonds::Diagnostic;
use fonds::reader::{Given, Reader, Receiver, Source};
use fonds::stages::document::{Block, Document, Inline};
use fonds::stages::walk::Part;
use fonds::stages::{
    CollectionConfig, Config, Guesses, Metadata, OpenDocument, Word, complete_metadata, markdown, plain, walk,
};

/// How many transcripts and how many papers in Markdown are looked at, where `FONDS_SAMPLES` does not say that it be fewer of
/// each: LibreOffice takes a second for each file.
const TRANSCRIPTS: usize = 200;
const PAPERS: usize = 100;
/// How many differences a failing test shows.
const SHOWN: usize = 6;

fn main() -> ExitCode {
    Trials::from_arguments()
        .test_with("transcripts_come_back_from_word", &["frus"], &["pandoc"], || transcripts(Way::Pandoc))
        .test_with("papers_come_back_from_word", &["eips"], &["pandoc"], || papers(Way::Pandoc))
        .test_with("transcripts_come_back_from_opendocument", &["frus"], &["pandoc", "soffice"], || {
            transcripts(Way::OpenDocument)
        })
        .test_with("papers_come_back_from_opendocument", &["eips"], &["pandoc", "soffice"], || {
            papers(Way::OpenDocument)
        })
        .test_with("transcripts_come_back_from_libreoffice", &["frus"], &["pandoc", "soffice"], || {
            transcripts(Way::LibreOffice)
        })
        .test_with("papers_come_back_from_libreoffice", &["eips"], &["pandoc", "soffice"], || {
            papers(Way::LibreOffice)
        })
        .run()
}

/// Through which programs files go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Word files by pandoc.
    Pandoc,
    /// These as OpenDocument, by LibreOffice.
    OpenDocument,
    /// These again as Word files.
    LibreOffice,
}

/// A document, and the source in Markdown of which a program makes a file.
struct Sample {
    name: String,
    document: Document,
    markdown: String,
}

/// Takes documents that are read.
#[derive(Default)]
struct Taken(Option<Document>);

impl Receiver for Taken {
    fn about(&mut self, _: CollectionConfig) {}
    fn begin_collection(&mut self, _: &str, _: CollectionConfig) {}
    fn end_collection(&mut self) {}
    fn document(&mut self, given: Given<'_>) {
        let mut read = given.reading;
        complete_metadata(&mut read, &[], "", "content/a", &Config::default());
        self.0 = read.document;
    }
    fn diagnostic(&mut self, _: Diagnostic) {}
}

fn read_file(path: &Path, reader: &dyn Reader, config: &Config) -> Option<Document> {
    let bytes = fs::read(path).ok()?;
    let source = Source::of("content/a", &bytes, config);
    let mut taken = Taken::default();
    reader.read(&source, &mut taken);
    taken.0
}

/// How many documents are looked at.
fn count(usual: usize) -> usize {
    let said = std::env::var("FONDS_SAMPLES").ok().and_then(|count| count.parse().ok());
    said.unwrap_or(usual).min(usual)
}

/// Every nth file of a folder with an ending, as far as it is wanted.
fn files(folder: &Path, ending: &str, count: usize, wants: &dyn Fn(&str) -> bool) -> Vec<(PathBuf, String)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let paths: Vec<PathBuf> = walk
        .into_iter()
        .map(|found| found.expect("a folder that can be read").into_path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    let step = (paths.len() / (count * 2)).max(1);
    let texts = paths.into_iter().step_by(step).filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        wants(&text).then_some((path, text))
    });
    texts.take(count).collect()
}

/// Makes files of samples, and gives what is read of each, with the seconds that reading took.
fn read_back(samples: &[Sample], way: Way) -> (Vec<Option<Document>>, f64) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |at: usize, ending: &str| folder.path().join(format!("{at}.{ending}"));
    let make = |at: usize| {
        fs::write(path(at, "md"), &samples[at].markdown).expect("a file");
        let form = "markdown_strict+footnotes+backtick_code_blocks+pipe_tables+strikeout+escaped_line_breaks+all_symbols_escapable+intraword_underscores";
        let status = Command::new("pandoc")
            .args(["-f", form])
            .arg(path(at, "md"))
            .arg("-o")
            .arg(path(at, "docx"))
            .status();
        assert!(status.expect("pandoc runs").success(), "pandoc makes {}", samples[at].name);
    };
    std::thread::scope(|scope| {
        for worker in 0..2 {
            scope.spawn(move || (worker..samples.len()).step_by(2).for_each(make));
        }
    });
    let convert = |from: &str, to: &str, out: &Path| {
        let mut office = Command::new("soffice");
        office.arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()));
        office.args(["--headless", "--convert-to", to, "--outdir"]).arg(out);
        office.args((0..samples.len()).map(|at| path(at, from)));
        assert!(office.output().expect("LibreOffice runs").status.success());
    };
    if way != Way::Pandoc {
        convert("docx", "odt", folder.path());
    }
    if way == Way::LibreOffice {
        convert("odt", "docx", folder.path());
    }
    let (reader, ending): (&dyn Reader, &str) =
        if way == Way::OpenDocument { (&OpenDocument, "odt") } else { (&Word, "docx") };
    let config = Config::default();
    let begun = Instant::now();
    let read = (0..samples.len()).map(|at| read_file(&path(at, ending), reader, &config)).collect();
    (read, begun.elapsed().as_secs_f64())
}

/// What was compared.
#[derive(Default)]
struct Comparison {
    documents: usize,
    words: usize,
    notes: usize,
    marks: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn finish(self, seconds: f64) -> Outcome {
        let Self { documents, words, notes, marks, differences } = self;
        let speed = documents as f64 / seconds;
        let said = format!(
            "{} of {documents} documents come back whole, with {words} words, {notes} notes and {marks} marks; {speed:.0} are read a second\n",
            documents - differences.len()
        );
        if documents == 0 || words == 0 {
            return Err("there is nothing to compare".to_owned());
        }
        if !differences.is_empty() {
            let shown: String = differences.into_iter().take(SHOWN).collect();
            return Err(format!("{said}{shown}"));
        }
        Ok(said)
    }
}

/// Transcripts: the text goes into the file paragraph by paragraph, notes as real ones.
fn transcripts(way: Way) -> Outcome {
    let folder = corpus::folder("frus").join("plain");
    let config = Config::default();
    let mut samples = Vec::new();
    for (path, text) in
        files(&folder, "txt", count(TRANSCRIPTS), &|text| as_markdown(&read_text(text)).is_some())
    {
        let mut read = plain::read(&text, "content/a.txt", &config.dates, Guesses::default());
        complete_metadata(&mut read, &[], &text, "content/a", &config);
        let document = read.document.expect("a document");
        let Some(markdown) = as_markdown(&read_text(&text)) else { continue };
        samples.push(Sample { name: path.display().to_string(), document, markdown });
    }
    let (read, seconds) = read_back(&samples, way);
    let mut comparison = Comparison::default();
    for (sample, read) in samples.iter().zip(read) {
        comparison.documents += 1;
        let Some(read) = read else {
            comparison.differences.push(format!("{}: nothing is read\n", sample.name));
            continue;
        };
        comparison.words += stream(&sample.document).split_whitespace().count();
        comparison.notes += sample.document.notes.len();
        comparison.marks += marks(&sample.document);
        let difference = difference(&sample.document, &read);
        comparison
            .differences
            .extend(difference.map(|difference| format!("{}: {difference}\n", sample.name)));
    }
    comparison.finish(seconds)
}

fn read_text(text: &str) -> Document {
    let config = Config::default();
    plain::read(text, "content/a.txt", &config.dates, Guesses::default()).document.expect("a document")
}

/// Papers in Markdown: another program reads them, so that words are counted, and notes.
fn papers(way: Way) -> Outcome {
    let folder = corpus::folder("eips").join("EIPS");
    // What programs understand by formulas and raw HTML differs.
    let wants = |text: &str| !text.contains('$') && !text.contains('<') && text.matches("---").count() >= 2;
    let config = Config::default();
    let mut samples = Vec::new();
    // Few of them have notes, and those are worth most.
    let with_notes = files(&folder, "md", usize::MAX / 2, &|text| wants(text) && text.contains("[^"));
    let others = files(&folder, "md", count(PAPERS), &|text| wants(text) && !text.contains("[^"));
    for (path, text) in with_notes.into_iter().chain(others).take(count(PAPERS)) {
        let body = text.splitn(3, "---").nth(2).unwrap_or_default().replace("](", "](x:");
        let read =
            markdown::read(&body, "content/a.md", &config, Guesses { heads: false, ..Guesses::default() });
        let document = read.document.expect("a document");
        samples.push(Sample { name: path.display().to_string(), document, markdown: body });
    }
    let (read, seconds) = read_back(&samples, way);
    let mut comparison = Comparison::default();
    for (sample, read) in samples.iter().zip(read) {
        comparison.documents += 1;
        let wanted = words(&sample.document);
        comparison.words += wanted.values().sum::<usize>();
        comparison.notes += sample.document.notes.len();
        comparison.marks += marks(&sample.document);
        let found = read.as_ref().map(words).unwrap_or_default();
        let mut missing = String::new();
        for (word, count) in &wanted {
            let here = found.get(word).copied().unwrap_or(0);
            if here < *count {
                let _ = write!(missing, " {word} ({here} of {count})");
            }
        }
        let notes = read.as_ref().map_or(0, |read| read.notes.len());
        if notes != sample.document.notes.len() {
            let _ = write!(missing, " {notes} of {} notes", sample.document.notes.len());
        }
        if !missing.is_empty() {
            comparison.differences.push(format!("{}: missing are{missing}\n", sample.name));
        }
    }
    comparison.finish(seconds)
}

/// The words of a document with at least two letters or figures.
fn words(document: &Document) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let text = stream(document);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1) {
        *words.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    words
}

fn marks(document: &Document) -> usize {
    document.notes.iter().map(|note| usize::try_from(note.calls).unwrap_or(0)).sum()
}

/// All that a document says, in its order: a note's mark is its place among the notes, in signs that no text has.
fn stream(document: &Document) -> String {
    let mut text = document.metadata.number_label.clone().unwrap_or_default();
    text.push(' ');
    walk::inlines(&document.title, &mut |part| push(part, &mut text));
    text.push('\n');
    walk::blocks(&document.blocks, &mut |part| push(part, &mut text));
    for note in &document.notes {
        text.push_str("\n⟦note⟧ ");
        walk::blocks(&note.blocks, &mut |part| push(part, &mut text));
    }
    text
}

fn push(part: Part<'_>, text: &mut String) {
    match part {
        Part::Inline(Inline::Text(words)) => text.push_str(&words.text),
        Part::Inline(Inline::Code(code)) => text.push_str(code),
        Part::Inline(Inline::LineBreak) => text.push('\n'),
        Part::Inline(Inline::Image { alt, .. }) => text.push_str(alt),
        Part::Inline(Inline::NoteMark(mark)) => {
            let _ = write!(text, "⟦{}⟧", mark.note.map_or_else(|| "?".to_owned(), |note| note.to_string()));
        }
        Part::Inline(Inline::PageBreak(page)) | Part::Block(Block::PageBreak(page)) => {
            let _ = write!(text, "⟨{}⟩", page.page);
        }
        Part::Block(Block::Code { text: code, .. }) => {
            text.push('\n');
            text.push_str(code);
        }
        Part::Block(_) => text.push('\n'),
        Part::Inline(_) => {}
    }
}

/// Where two documents differ: in what they say, or in what is known of them.
fn difference(wanted: &Document, found: &Document) -> Option<String> {
    let squeezed = |document: &Document| -> Vec<char> {
        stream(document).chars().filter(|c| !c.is_whitespace()).collect()
    };
    let (one, other) = (squeezed(wanted), squeezed(found));
    let at = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    if at < one.len() || at < other.len() {
        let excerpt = |text: &[char]| text[at.min(text.len())..].iter().take(50).collect::<String>();
        return Some(format!("at character {at}\n  text: {}\n  file: {}", excerpt(&one), excerpt(&other)));
    }
    let (one, other) = (&wanted.metadata, &found.metadata);
    let facts = [
        ("number", &one.number, &other.number),
        ("kind", &one.particulars.kind, &other.particulars.kind),
        ("from", &one.particulars.from, &other.particulars.from),
        ("to", &one.particulars.to, &other.particulars.to),
        ("place", &one.particulars.place, &other.particulars.place),
        ("subject", &one.particulars.subject, &other.particulars.subject),
    ];
    let differing = facts.into_iter().find(|(_, one, other)| one != other);
    let date = |metadata: &Metadata| metadata.date.as_ref().map(|date| date.date);
    match differing {
        Some((name, one, other)) => Some(format!("{name} is {other:?}, and {one:?} in the text")),
        None if date(one) != date(other) => {
            Some(format!("the date is {:?}, and {:?} in the text", date(other), date(one)))
        }
        None => None,
    }
}

/// A document as Markdown in which nothing but notes, paragraphs and lines is marked up. None is made of one whose notes have
/// not one mark each, since those are no notes of Word.
fn as_markdown(document: &Document) -> Option<String> {
    let called_once = document.notes.iter().all(|note| note.calls == 1 && !note.blocks.is_empty());
    let mut has_lost = false;
    let mut text = String::new();
    if let Some(label) = &document.metadata.number_label {
        text.push_str(&escaped(label));
        text.push(' ');
    }
    push_flow(&document.title, &mut text, &mut has_lost);
    text.push_str("\n\n");
    push_blocks(&document.blocks, "", &mut text, &mut has_lost);
    for (at, note) in document.notes.iter().enumerate() {
        let _ = write!(text, "[^{at}]: ");
        push_blocks(&note.blocks, "    ", &mut text, &mut has_lost);
    }
    (called_once && !has_lost).then_some(text)
}

fn push_blocks(blocks: &[Block], indent: &str, text: &mut String, has_lost: &mut bool) {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            text.push_str(indent);
        }
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                let mut paragraph = String::new();
                push_flow(content, &mut paragraph, has_lost);
                text.push_str(&paragraph.replace('\n', &format!("\\\n{indent}")));
            }
            Block::PageBreak(page) => text.push_str(&escaped(&format!("[Page {}]", page.page))),
            // Lists and lines of other kinds go by the shape of lines, which a file does not have.
            _ => *has_lost = true,
        }
        text.push_str("\n\n");
    }
}

fn push_flow(content: &[Inline], text: &mut String, has_lost: &mut bool) {
    for inline in content {
        match inline {
            Inline::Text(words) => text.push_str(&escaped(&words.text)),
            Inline::LineBreak => text.push('\n'),
            Inline::NoteMark(mark) => match mark.note {
                Some(note) => {
                    let _ = write!(text, "[^{note}]");
                }
                None => *has_lost = true,
            },
            Inline::PageBreak(page) => text.push_str(&escaped(&format!("[Page {}]", page.page))),
            other => push_flow(other.content(), text, has_lost),
        }
    }
}

/// Text in which signs mean themselves.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
