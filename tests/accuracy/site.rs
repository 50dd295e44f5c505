//! A site that was built of real documents, as its readers see it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fonds::Options;
use fonds::stages::date::Date;
use serde::Deserialize;
use tempfile::TempDir;

use crate::{alone, corpus};

/// The sites that several tests look at, each built when it is first asked for.
pub struct Sites {
    /// The volumes with their datelines.
    pub plain: LazyLock<Site>,
    /// The volumes as their editors publish them.
    pub tei: LazyLock<Site>,
    /// The volumes without their datelines.
    pub bare: LazyLock<Site>,
    /// The dated documents of the volumes in one folder, in no order.
    pub alone: LazyLock<Site>,
    /// The laws.
    pub laws: LazyLock<Site>,
    /// The five documents.
    pub seeds: LazyLock<Site>,
}

impl Sites {
    /// None is built yet.
    pub fn new() -> Self {
        Self {
            plain: LazyLock::new(|| Site::of_folder(&corpus::folder("frus").join("plain"))),
            tei: LazyLock::new(|| Site::of_folder(&corpus::folder("frus").join("tei"))),
            bare: LazyLock::new(|| Site::of_folder(&corpus::folder("frus").join("bare"))),
            alone: LazyLock::new(|| Site::of_files(alone::files())),
            laws: LazyLock::new(|| Site::of_folder(&corpus::folder("laws"))),
            seeds: LazyLock::new(|| Site::of_folder(&corpus::folder("seeds"))),
        }
    }
}

/// A built site with its sources.
pub struct Site {
    folder: TempDir,
    records: BTreeMap<String, Record>,
}

/// A document as the catalogue describes it.
#[derive(Deserialize)]
pub struct Record {
    id: String,
    pub url: String,
    pub title: String,
    pub number: Option<String>,
    pub date: Option<String>,
    pub date_basis: String,
    #[serde(default)]
    pub from: Option<serde_json::Value>,
    #[serde(default)]
    pub to: Option<serde_json::Value>,
}

impl Record {
    /// The date of the document.
    pub fn date(&self) -> Option<Date> {
        Some(self.date.as_ref()?.parse().expect("a date of the catalogue"))
    }

    /// Whether the date was inferred.
    pub fn is_inferred(&self) -> bool {
        self.date_basis == "inferred"
    }
}

impl Site {
    /// The site of a folder of documents as it is.
    pub fn of_folder(content: &Path) -> Self {
        Self::of_folder_with(content, "")
    }

    /// The same with a configuration.
    pub fn of_folder_with(content: &Path, configuration: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("fonds.toml"), configuration).expect("a configuration");
        let content = content.canonicalize().expect("the texts");
        std::os::unix::fs::symlink(content, folder.path().join("content")).expect("a link");
        Self::build(folder)
    }

    /// The site of files in one folder: name and text.
    pub fn of_files(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let content = folder.path().join("content");
        fs::create_dir(&content).expect("a content folder");
        for (name, text) in files {
            fs::write(content.join(name), text).expect("a file");
        }
        Self::build(folder)
    }

    fn build(folder: TempDir) -> Self {
        let output = folder.path().join("public");
        let options = Options { root: folder.path().to_owned(), output: Some(output), ..Options::default() };
        let report = fonds::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(report.tally.errors, 0, "the texts build without errors");
        let catalog = fs::read_to_string(folder.path().join("public/catalog.jsonl")).expect("the catalogue");
        let records = catalog
            .lines()
            .map(|line| serde_json::from_str::<Record>(line).expect("a line of the catalogue"))
            .map(|record| (record.id.clone(), record))
            .collect();
        Self { folder, records }
    }

    /// All documents, by the paths of their sources without extension.
    pub fn records(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.records.iter().map(|(id, record)| (id.as_str(), record))
    }

    /// The ids of all documents in the order of the archive.
    pub fn in_order(&self) -> Vec<String> {
        let lines = self.file("catalog.jsonl");
        lines.lines().map(|line| serde_json::from_str::<Record>(line).expect("a line of the catalogue").id).collect()
    }

    /// A document by the path of its source without extension, if the site has it.
    pub fn find(&self, id: &str) -> Option<&Record> {
        self.records.get(id)
    }

    /// A document that the site must have.
    pub fn record(&self, id: &str) -> &Record {
        self.find(id).unwrap_or_else(|| panic!("no document {id}"))
    }

    /// The plain text of a document.
    pub fn source(&self, id: &str) -> String {
        fs::read_to_string(self.folder.path().join(format!("content/{id}.txt")))
            .expect("a text for each document")
    }

    /// The page of a document.
    pub fn page(&self, id: &str) -> String {
        self.file(&self.record(id).url)
    }

    /// A file of the site.
    pub fn file(&self, address: &str) -> String {
        let path = self.folder.path().join("public").join(address);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{address}: {error}"))
    }
}
