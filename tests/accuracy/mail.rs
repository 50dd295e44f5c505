//! Ten thousand messages that Python's own modules wrote, with every encoding, folded heads, broken dates, parts in parts
//! and threads of forty levels: none is lost, threads are right, and no address is shown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Instant;

use fonds::{Options, Report};
use regex::Regex;
use serde_json::Value;

use crate::corpus::Outcome;

/// How many messages there are.
const MESSAGES: usize = 10_000;
/// Of how many a ZIM file is made, too: the index that openzim's tools make takes minutes for all.
const PACKED: usize = 500;
/// How many rows of a thread a page shows before and after its own.
const REACH: usize = 24;
/// How many misses are shown.
const SHOWN: usize = 8;

/// Builds the archive, and compares it with what is true of it.
pub fn measure() -> Outcome {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = folder.path();
    write(root, MESSAGES)?;
    let began = Instant::now();
    let report = build(root, false)?;
    let seconds = began.elapsed().as_secs_f64();
    let mut findings = Findings::of(root, &report)?;
    findings.messages();
    pack_without_zim(root)?;
    findings.addresses(root)?;
    let packed = root.join("packed");
    write(&packed, PACKED)?;
    build(&packed, true)?;
    findings.addresses(&packed)?;
    let _ = writeln!(findings.said, "built in {seconds:.1} s");
    if findings.misses.is_empty() {
        return Ok(findings.said);
    }
    let misses: Vec<&str> = findings.misses.iter().map(String::as_str).take(SHOWN).collect();
    Err(format!("{}{} misses, such as:\n{}", findings.said, findings.misses.len(), misses.join("\n")))
}

/// Writes an archive of so many messages, and what is true of them.
fn write(root: &Path, messages: usize) -> Result<(), String> {
    fs::create_dir_all(root).map_err(|error| error.to_string())?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/mailboxes.py");
    let written = Command::new("python3").arg(script).arg(root).arg(messages.to_string()).status();
    if !written.is_ok_and(|status| status.success()) {
        return Err("python3 could not write the mailboxes".to_owned());
    }
    let config = "title = \"Mail\"\nbase_url = \"https://site.test/\"\noffline = true\n";
    fs::write(root.join("fonds.toml"), config).map_err(|error| error.to_string())
}

fn build(root: &Path, pack: bool) -> Result<Report, String> {
    let output = Some(root.join("public"));
    let options = Options { root: root.to_owned(), output, pack, ..Options::default() };
    let report = fonds::run(&options, &|_| ()).map_err(|error| error.to_string())?;
    match report.diagnostics.iter().find(|_| report.tally.errors > 0) {
        Some(error) => Err(error.to_string()),
        None => Ok(report),
    }
}

/// Packs the site that is there, where no other program is found.
fn pack_without_zim(root: &Path) -> Result<(), String> {
    let program = env!("CARGO_BIN_EXE_fonds");
    let packed = Command::new(program).arg("pack").arg(root).arg("--quiet").env("PATH", "").output();
    let packed = packed.map_err(|error| error.to_string())?;
    if packed.status.success() {
        return Ok(());
    }
    Err(format!("the site was not packed:\n{}", String::from_utf8_lossy(&packed.stderr)))
}

/// What was found, beside what is true.
struct Findings {
    root: PathBuf,
    truth: Value,
    /// The pages of messages by their numbers.
    pages: BTreeMap<usize, Value>,
    said: String,
    misses: Vec<String>,
}

impl Findings {
    fn of(root: &Path, report: &Report) -> Result<Self, String> {
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"Lamp (\d+)z").expect("a pattern"));
        let read = |path: &str| fs::read_to_string(root.join(path)).map_err(|error| error.to_string());
        let truth = serde_json::from_str(&read("truth.json")?).map_err(|error| error.to_string())?;
        let mut pages = BTreeMap::new();
        let mut misses = Vec::new();
        for line in read("public/catalog.jsonl")?.lines() {
            let record: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let title = record["title"].as_str().unwrap_or_default();
            let number = NUMBER.captures(title).and_then(|found| found[1].parse().ok());
            match number {
                Some(number) => {
                    if pages.insert(number, record).is_some() {
                        misses.push(format!("two pages are message {number}"));
                    }
                }
                None => misses.push(format!("no message has the title {title:?}")),
            }
        }
        let said =
            format!("{} of {MESSAGES} messages have pages ({} documents)\n", pages.len(), report.documents);
        if pages.len() != MESSAGES || report.documents != MESSAGES {
            misses.push("messages are lost".to_owned());
        }
        Ok(Self { root: root.to_owned(), truth, pages, said, misses })
    }

    fn page(&self, number: usize) -> String {
        let url = self.pages.get(&number).and_then(|record| record["url"].as_str()).unwrap_or_default();
        fs::read_to_string(self.root.join("public").join(url)).unwrap_or_default()
    }

    /// Compares each page with what its message says.
    fn messages(&mut self) {
        let messages = self.truth["messages"].as_array().cloned().unwrap_or_default();
        let rows = self.rows();
        let numbers = self.numbers();
        let (mut words, mut found_words, mut titles, mut days, mut threads, mut in_threads) =
            (0, 0, 0, 0, 0, 0);
        for (number, message) in messages.iter().enumerate() {
            let page = self.page(number);
            let record = self.pages.get(&number).cloned().unwrap_or_default();
            for word in message["words"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                words += 1;
                if page.contains(word) {
                    found_words += 1;
                } else {
                    self.misses.push(format!("message {number} lacks {word}"));
                }
            }
            if record["title"] == message["title"] {
                titles += 1;
            } else {
                self.misses.push(format!("{} is not {}", record["title"], message["title"]));
            }
            // Where a message says nothing of its day, its neighbours can.
            let is_inferred = record["date_basis"] == "inferred" && message["day"].is_null();
            let is_dated = record.get("date").unwrap_or(&Value::Null) == &message["day"] || is_inferred;
            days += usize::from(is_dated);
            if !is_dated {
                self.misses.push(format!(
                    "message {number} has the day {:?}, not {}",
                    record.get("date"),
                    message["day"]
                ));
            }
            let says_missing = page.contains("thread-missing");
            if says_missing != (message["missing"] == Value::Bool(true)) {
                self.misses.push(format!("message {number} says {says_missing} of what it answers"));
            }
            let wanted = rows.get(&number).cloned().unwrap_or_default();
            let shown = shown_rows(&page, &self.pages[&number], &numbers);
            in_threads += usize::from(!wanted.is_empty());
            if shown == wanted {
                threads += usize::from(!wanted.is_empty());
            } else {
                self.misses.push(format!("message {number} has the thread {shown:?}, not {wanted:?}"));
            }
            if let Some(parent) = message["parent"].as_u64() {
                let parent = usize::try_from(parent).unwrap_or_default();
                if !self.page(parent).contains("id=\"cited-by\"") {
                    self.misses.push(format!("message {parent} is not said to be answered by {number}"));
                }
            }
        }
        let _ = writeln!(
            self.said,
            "{found_words} of {words} words, {titles} of {MESSAGES} titles, {days} of {MESSAGES} days, {threads} of {in_threads} pages with the right thread"
        );
    }

    /// The numbers of messages by their pages.
    fn numbers(&self) -> BTreeMap<String, usize> {
        let url = |record: &Value| record["url"].as_str().unwrap_or_default().to_owned();
        self.pages.iter().map(|(number, record)| (url(record), *number)).collect()
    }

    /// The rows that the page of each message of a thread should have: number, and depth as it is shown.
    fn rows(&self) -> BTreeMap<usize, Vec<(usize, usize)>> {
        let mut rows = BTreeMap::new();
        for thread in self.truth["threads"].as_array().into_iter().flatten() {
            let pair = |row: &Value| {
                let number =
                    |at: usize| usize::try_from(row[at].as_u64().unwrap_or_default()).unwrap_or_default();
                (number(0), number(1).min(8))
            };
            let all: Vec<(usize, usize)> = thread.as_array().into_iter().flatten().map(pair).collect();
            for (at, (number, _)) in all.iter().enumerate() {
                let (first, last) = (at.saturating_sub(REACH), (at + REACH + 1).min(all.len()));
                rows.insert(*number, all[first..last].to_vec());
            }
        }
        rows
    }

    /// Looks for addresses in all of a site, also within packages.
    fn addresses(&mut self, root: &Path) -> Result<(), String> {
        let host = self.truth["host"].as_str().unwrap_or_default().as_bytes().to_vec();
        let name = host.split(|byte| *byte == b'.').next().unwrap_or_default().to_vec();
        let (mut files, mut packed) = (0, 0);
        let walk = walkdir::WalkDir::new(root.join("public")).into_iter().filter_map(Result::ok);
        let mut misses = Vec::new();
        for file in walk.filter(|file| file.file_type().is_file()) {
            files += 1;
            let bytes = fs::read(file.path()).map_err(|error| error.to_string())?;
            let shown = file.path().display().to_string();
            if shown.contains("hushedhost") || memchr::memmem::find(&bytes, &name).is_some() {
                misses.push(format!("{shown} shows an address"));
            }
            let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else { continue };
            for at in 0..archive.len() {
                packed += 1;
                let mut content = Vec::new();
                let mut member = archive.by_index(at).map_err(|error| error.to_string())?;
                member.read_to_end(&mut content).map_err(|error| error.to_string())?;
                if memchr::memmem::find(&content, &name).is_some() {
                    misses.push(format!("{shown}: file {at} shows an address"));
                }
            }
        }
        let _ = writeln!(self.said, "{} of {} files show an address", misses.len(), files + packed);
        self.misses.extend(misses);
        Ok(())
    }
}

/// The rows of the thread that a page shows.
fn shown_rows(page: &str, record: &Value, numbers: &BTreeMap<String, usize>) -> Vec<(usize, usize)> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<li class="level-(\d+)( here)?">(?:<a href="([^"]*)")?"#).expect("a pattern")
    });
    let url = record["url"].as_str().unwrap_or_default();
    let Some((_, section)) = page.split_once("id=\"thread\"") else { return Vec::new() };
    let section = section.split("</section>").next().unwrap_or_default();
    let base = url::Url::parse("https://site.test/").and_then(|base| base.join(url));
    let row = |found: regex::Captures<'_>| {
        let level = found[1].parse().ok()?;
        let target = match found.get(3) {
            Some(link) => {
                base.clone().ok()?.join(link.as_str()).ok()?.path().trim_start_matches('/').to_owned()
            }
            None => url.to_owned(),
        };
        let target = percent_encoding::percent_decode_str(&target).decode_utf8().ok()?.into_owned();
        Some((*numbers.get(&target)?, level))
    };
    ROW.captures_iter(section).filter_map(row).collect()
}
