//! Which beginnings begin documents, and by what names these are known.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::dates::Words;
use crate::language::reading::ReadingWords;
use crate::model::date::Date;
use crate::read::plain::parties;
use crate::read::{dateline, number};

/// The name of what stands before the first document: the page of the collection.
pub(super) const INTRODUCTION: &str = "index";
/// The name of what stands behind the last, or between two, and belongs to none.
pub(super) const REST: &str = "rest";
/// So many letters are no accident.
const LETTERS: usize = 3;
/// How many numbers a message names.
const NAMED: usize = 5;

/// What could begin a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Start {
    /// Its number, as the rule finds it.
    pub(super) number: Option<String>,
    /// The words that begin it.
    pub(super) words: String,
    /// Whether anything follows before the next beginning, besides the paragraph in which these words stand.
    pub(super) has_text: bool,
    /// Whether the words are only a heading, so that there is no document without a text.
    pub(super) is_bare: bool,
}

impl Start {
    /// What it has in common with the line of a table of contents that announces it.
    fn key(&self) -> String {
        let words = self.number.as_deref().map_or(self.words.as_str(), |number| number);
        let number = self.number.as_deref().map(number::order);
        let bare = || words.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
        number.unwrap_or_else(|| bare().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
    }
}

/// What the beginnings of a source come to.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// Which of them begin documents.
    pub(super) begins: Vec<bool>,
    /// Those that only announce a document which begins elsewhere.
    pub(super) contents: Vec<usize>,
    /// Headings without a text.
    pub(super) bare: Vec<usize>,
}

/// Decides which beginnings begin documents. A table of contents repeats them: its lines have no text of their own, and
/// what they name has one elsewhere. Behind its last line a preface can stand.
pub(super) fn decide(starts: &[Start]) -> Decisions {
    let keys: Vec<String> = starts.iter().map(Start::key).collect();
    // The first and the last place at which each has a text.
    let mut with_text: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, key) in keys.iter().enumerate().filter(|(at, _)| starts[*at].has_text) {
        with_text.entry(key).and_modify(|(_, last)| *last = at).or_insert((at, at));
    }
    let mut decisions = Decisions::default();
    let mut is_after_contents = false;
    for (at, (start, key)) in starts.iter().zip(&keys).enumerate() {
        let elsewhere = with_text.get(key.as_str()).copied();
        let is_later = elsewhere.is_some_and(|(_, last)| last > at);
        let is_contents = if start.has_text { is_after_contents && is_later } else { elsewhere.is_some() };
        let is_bare = start.is_bare && !start.has_text && !is_contents;
        if is_contents {
            decisions.contents.push(at);
        } else if is_bare {
            decisions.bare.push(at);
        }
        is_after_contents = is_contents && is_later;
        decisions.begins.push(!is_contents && !is_bare);
    }
    decisions
}

/// Whether most of a source's documents are letters by their titles: "To Orn".
pub(super) fn are_letters<'t>(titles: impl Iterator<Item = &'t str>, words: &ReadingWords) -> bool {
    let (mut all, mut letters) = (0_usize, 0_usize);
    for title in titles {
        all += 1;
        letters += usize::from(parties::parse(title, None, true, words).1.is_some());
    }
    letters >= LETTERS && letters * 2 > all
}

/// The names of the documents of a source.
#[derive(Debug)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How many documents have one.
    count: usize,
    /// The next suffix of each name that repeats.
    repeated: HashMap<String, usize>,
    /// Numbers that repeat, with the names that those that come later have.
    suffixed: Vec<(String, String)>,
}

impl Ids {
    /// No names, but those that stand for folders, which no number is.
    pub(super) fn new() -> Self {
        let taken = [INTRODUCTION, "_index", "readme", REST].into_iter().map(str::to_owned).collect();
        Self { taken, count: 0, repeated: HashMap::new(), suffixed: Vec::new() }
    }

    /// The name of the next document: its number, the day that begins it, or its place.
    pub(super) fn next(&mut self, number: Option<&str>, words: &str, dates: &Words) -> String {
        self.count += 1;
        let number = number.map(as_id).filter(|id| !id.is_empty());
        let name = number.or_else(|| day(words, dates)).unwrap_or_else(|| self.count.to_string());
        let id = self.free(&name);
        if id != name {
            self.suffixed.push((name, id.clone()));
        }
        id
    }

    /// The name of a stretch that belongs to no document.
    pub(super) fn rest(&mut self) -> String {
        if self.taken.insert(format!("{REST}-")) { REST.to_owned() } else { self.free(REST) }
    }

    fn free(&mut self, name: &str) -> String {
        let key = name.to_lowercase();
        if self.taken.insert(key.clone()) {
            return name.to_owned();
        }
        let suffix = self.repeated.entry(key.clone()).or_insert(1);
        loop {
            *suffix += 1;
            if self.taken.insert(format!("{key}-{suffix}")) {
                return format!("{name}-{suffix}");
            }
        }
    }

    /// Says which numbers repeat.
    pub(super) fn complaint(&self, file: &str) -> Option<Diagnostic> {
        let (count, more) = (self.suffixed.len(), self.suffixed.len().saturating_sub(NAMED));
        let shown = self.suffixed.iter().take(NAMED);
        let shown: Vec<String> = shown.map(|(name, id)| format!("{name} (here {id})")).collect();
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let message = format!(
            "{} the number or day of another: {}{more}",
            if count == 1 { "1 document has".to_owned() } else { format!("{count} documents have") },
            shown.join(", ")
        );
        (count > 0).then(|| {
            Diagnostic::new(Severity::Warning, Code::Split, file, message)
                .help("their addresses end in a number more; correct the pattern if these begin no documents")
        })
    }
}

/// A number as a part of an address.
fn as_id(number: &str) -> String {
    let fitting = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let id: String = number.trim().chars().map(fitting).collect();
    id.trim_matches(['-', '.']).to_owned()
}

/// The day that begins a document.
fn day(words: &str, dates: &Words) -> Option<String> {
    let first = words.split_whitespace().next()?.trim_matches([',', '.', ':', ';']);
    let stated = first.parse::<Date>().ok();
    let date = stated.or_else(|| dateline::parse(words, dates).and_then(|dateline| dateline.date))?;
    let is_day = date.earliest().is_some() && date.earliest() == date.latest();
    is_day.then(|| as_id(&date.to_string()))
}

/// Says which beginnings begin no documents. `place` gives the place of one.
pub(super) fn left_over(
    decisions: &Decisions,
    file: &str,
    place: &dyn Fn(usize, Diagnostic) -> Diagnostic,
) -> Vec<Diagnostic> {
    let said = |list: &[usize], one: &str, several: &str, help: &str| {
        let first = *list.first()?;
        let message = match list.len() {
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        };
        Some(place(first, Diagnostic::new(Severity::Note, Code::Split, file, message).help(help)))
    };
    let contents = said(
        &decisions.contents,
        "line could begin a document, and has no text; the document that it names begins elsewhere",
        "lines could begin documents, and have no text; the documents that they name begin elsewhere",
        "they are taken for a table of contents, and stay where they are",
    );
    let bare = said(
        &decisions.bare,
        "heading could begin a document, and has no text",
        "headings could begin documents, and have no text",
        "they stay where they are, with the text before them",
    );
    contents.into_iter().chain(bare).collect()
}

/// Says that nothing begins a document.
pub(super) fn nothing_begins(file: &str, what: &str) -> Diagnostic {
    let message = format!("{what}, so that the file is one document");
    Diagnostic::new(Severity::Warning, Code::Split, file, message)
        .help("correct the rule in `[[split]]` of fonds.toml; `check --explain split` shows what it finds")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(number: &str, has_text: bool) -> Start {
        Start { number: Some(number.to_owned()), words: String::new(), has_text, is_bare: false }
    }

    #[test]
    fn a_table_of_contents_begins_nothing() {
        let starts: Vec<Start> = [("I", false), ("II", true), ("I", true), ("2", true), ("3", false)]
            .map(|(number, has_text)| start(number, has_text))
            .to_vec();
        let decisions = decide(&starts);
        assert_eq!(decisions.begins, [false, false, true, true, true]);
        assert_eq!(decisions.contents, [0, 1]);
    }

    #[test]
    fn numbers_that_begin_anew_are_documents() {
        let starts: Vec<Start> = ["1", "2", "1", "2"].map(|number| start(number, true)).to_vec();
        assert_eq!(decide(&starts).begins, [true; 4]);
    }

    #[test]
    fn names_are_numbers_days_and_places() {
        let mut ids = Ids::new();
        let dates = Words::default();
        let mut next = |number: Option<&str>, words: &str| ids.next(number, words, &dates);
        assert_eq!(next(Some("12"), ""), "12");
        assert_eq!(next(None, "3 March 1926"), "1926-03-03");
        assert_eq!(next(None, "2026-03-04: Meeting"), "2026-03-04");
        assert_eq!(next(None, "Meeting"), "4");
        assert_eq!(next(Some("12/3 a"), ""), "12-3-a");
        assert_eq!(next(Some("12"), ""), "12-2");
        assert_eq!(next(Some("index"), ""), "index-2");
        assert!(ids.complaint("a.txt").expect("a warning").message.contains("2 documents have"));
    }
}
