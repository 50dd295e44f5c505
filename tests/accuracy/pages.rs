//! Pages that fonds made of real documents, read again as web pages: the same records, notes, page breaks and references.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fonds::Options;
use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;

use crate::corpus::{self, Outcome};

/// How many documents are taken of each volume.
const OF_EACH: usize = 20;
/// How many pages are compared.
const PAGES: usize = 200;

/// The fields of the catalogue that are compared.
const FIELDS: [&str; 11] =
    ["id", "number", "title", "date", "date_basis", "place", "from", "to", "kind", "subject", "words"];

/// Builds pages, reads them back, and compares.
pub fn measure() -> Outcome {
    let (first, documents) = originals();
    let second = archive(|content| {
        for id in &documents {
            let to = content.join(id).with_added_extension("html");
            fs::create_dir_all(to.parent().expect("a parent")).expect("folders");
            fs::copy(first.path().join("public").join(id).with_added_extension("html"), to).expect("a page");
        }
    });
    let records = [&first, &second].map(|site| records(site.path()));
    let mut said = String::new();
    let mut misses = BTreeMap::<&str, Vec<String>>::new();
    for id in &documents {
        let [Some(one), Some(other)] = [&records[0], &records[1]].map(|records| records.get(id.as_str()))
        else {
            misses.entry("read").or_default().push(id.clone());
            continue;
        };
        for field in FIELDS {
            if one.get(field) != other.get(field) {
                let shown = |record: &Value| {
                    record.get(field).map_or_else(|| "nothing".to_owned(), ToString::to_string)
                };
                misses.entry(field).or_default().push(format!(
                    "{id}: {} became {}",
                    shown(one),
                    shown(other)
                ));
            }
        }
        let [one, other] = [&first, &second]
            .map(|site| Parts::of(&site.path().join("public").join(id).with_added_extension("html")));
        for (name, one, other) in [
            ("notes", &one.notes, &other.notes),
            ("pages", &one.pages, &other.pages),
            ("references", &one.references, &other.references),
        ] {
            if one != other {
                let differs = one.iter().zip(other).find(|(one, other)| one != other);
                misses.entry(name).or_default().push(format!(
                    "{id}: {} and {}: {differs:?}",
                    one.len(),
                    other.len()
                ));
            }
        }
        if one.text != other.text {
            let at = one.text.iter().zip(&other.text).take_while(|(one, other)| one == other).count();
            let excerpt = |text: &[String]| {
                text[at.min(text.len())..].iter().take(6).cloned().collect::<Vec<_>>().join(" ")
            };
            misses.entry("text").or_default().push(format!(
                "{id}: {} became {}",
                excerpt(&one.text),
                excerpt(&other.text)
            ));
        }
    }
    let mut wrong = 0;
    for name in FIELDS.into_iter().chain(["notes", "pages", "references", "text"]) {
        let missed = misses.get(name).map_or(0, Vec::len);
        wrong += missed;
        said += &format!("{name:<12} {} of {}\n", documents.len() - missed, documents.len());
        for miss in misses.get(name).into_iter().flatten().take(3) {
            said += &format!("    {miss}\n");
        }
    }
    if wrong > 0 || documents.len() < PAGES || misses.contains_key("read") {
        return Err(format!("{wrong} differences in {} pages\n{said}", documents.len()));
    }
    Ok(said)
}

/// The site of real documents: transcripts of several volumes, and proposals in Markdown.
fn originals() -> (TempDir, Vec<String>) {
    let mut documents = Vec::new();
    let site = archive(|content| {
        let mut take = |from: &Path, folder: &str, most: usize, extension: &str| {
            let mut names: Vec<_> =
                fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
            names.retain(|path| path.extension().is_some_and(|own| own == extension));
            names.sort();
            fs::create_dir_all(content.join(folder)).expect("a folder");
            for path in names.into_iter().take(most) {
                let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
                fs::copy(&path, content.join(folder).join(path.file_name().expect("a name")))
                    .expect("a copy");
                documents.push(format!("{folder}/{name}"));
            }
        };
        let mut volumes: Vec<_> = fs::read_dir(corpus::folder("frus").join("plain"))
            .expect("volumes")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        volumes.sort();
        for volume in volumes.into_iter().take(8) {
            let name = volume.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            take(&volume, &name, OF_EACH, "txt");
        }
        take(&corpus::folder("minutes"), "minutes", OF_EACH, "md");
        take(&corpus::folder("eips").join("EIPS"), "eips", OF_EACH, "md");
    });
    (site, documents)
}

/// Writes an archive and builds it.
fn archive(write: impl FnOnce(&Path)) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("content"));
    fs::write(
        folder.path().join("fonds.toml"),
        "title = \"Papers\"\ninfer_dates = false\npublish_sources = false\n",
    )
    .expect("a configuration");
    let options = Options {
        root: folder.path().to_owned(),
        output: Some(folder.path().join("public")),
        ..Options::default()
    };
    let report = fonds::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        report.tally.errors,
        0,
        "the archive has no errors: {:?}",
        report.diagnostics.iter().find(|said| said.severity == fonds::Severity::Error)
    );
    folder
}

fn records(folder: &Path) -> BTreeMap<String, Value> {
    let catalogue = fs::read_to_string(folder.join("public/catalog.jsonl")).expect("a catalogue");
    let records = catalogue.lines().map(|line| serde_json::from_str::<Value>(line).expect("a record"));
    records.map(|record| (record["id"].as_str().expect("an id").to_owned(), record)).collect()
}

/// What a page has.
struct Parts {
    text: Vec<String>,
    notes: Vec<String>,
    pages: Vec<String>,
    references: Vec<String>,
}

impl Parts {
    fn of(page: &Path) -> Self {
        static NOTE: LazyLock<Regex> =
            LazyLock::new(|| expression(r#"(?s)<li id="(fn[^"]*)"><span class="note-label">(.*?)</li>"#));
        static PAGE: LazyLock<Regex> = LazyLock::new(|| expression(r#" data-page="([^"]*)""#));
        static REFERENCE: LazyLock<Regex> =
            LazyLock::new(|| expression(r#"<a class="ref[^"]*" href="([^"]*)""#));
        static CITED: LazyLock<Regex> = LazyLock::new(|| expression(r#"(?s)<p class="note-cited">.*?</p>"#));
        static PERMALINK: LazyLock<Regex> = LazyLock::new(|| expression(r#"<a class="permalink".*?</a>"#));
        let page = fs::read_to_string(page).expect("a page");
        let article = page.split_once("<article>").map_or("", |(_, rest)| rest);
        // What the site says of a document follows its text and notes: where it has any, why references lead nowhere first.
        let article = ["leads-nowhere", "facts"].into_iter().fold(article, |article, part| {
            article.split_once(&format!("<section class=\"{part}\"")).map_or(article, |(article, _)| article)
        });
        let article = CITED.replace_all(article, "");
        let (text, notes) = article.split_once("role=\"doc-endnotes\"").unwrap_or((&article, ""));
        let text = text.split_once("<div class=\"text\"").map_or("", |(_, text)| text);
        let text = text.split_once('>').map_or("", |(_, text)| text);
        let all = |pattern: &Regex, html: &str| {
            pattern.captures_iter(html).map(|found| found[1].to_owned()).collect::<Vec<_>>()
        };
        Self {
            text: words(&PERMALINK.replace_all(text, "")),
            notes: NOTE
                .captures_iter(notes)
                .map(|note| format!("{} {}", &note[1], words(&note[2]).join(" ")))
                .collect(),
            pages: all(&PAGE, &article),
            references: all(&REFERENCE, &article),
        }
    }
}

/// The words of HTML, without its tags.
fn words(html: &str) -> Vec<String> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| expression("<[^>]*>"));
    static SPAN: LazyLock<Regex> = LazyLock::new(|| expression("</?span[^>]*>"));
    // What leads nowhere can be a span or nothing, and no word ends there.
    let html = SPAN.replace_all(html, "");
    let text = TAG.replace_all(&html, " ").replace("&nbsp;", " ");
    text.split_whitespace().map(str::to_owned).collect()
}

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}
