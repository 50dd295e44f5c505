//! The numbers that Word counts: lists with their levels, and what stands before each paragraph of one.

use std::collections::{HashMap, HashSet};

use crate::model::document::Numbering;
use crate::read::office::numerals;
use crate::read::office::parts::Label;
use crate::read::office::xml::{Step, Xml};

/// The levels that a list has.
const LEVELS: usize = 9;
/// How many lists are followed from one to that whose levels it has.
const DEEPEST: usize = 8;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u64,
    format: String,
    text: String,
    /// Up to which level it begins anew, counted from 1; with 0, never.
    restart: Option<u8>,
    is_legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), restart: None, is_legal: false }
    }
}

/// Levels that several lists can have in common.
#[derive(Debug, Default, Clone)]
struct Pattern {
    levels: [Option<Level>; LEVELS],
    /// The style whose list has the levels.
    by_style: Option<String>,
    /// The level of each style of paragraphs that is counted.
    styles: HashMap<String, u8>,
}

/// A list.
#[derive(Debug, Default, Clone)]
struct List {
    pattern: String,
    /// The levels that it has otherwise.
    levels: HashMap<usize, Level>,
    /// Where levels begin in this list.
    starts: HashMap<usize, u64>,
}

/// What stands before a paragraph that is counted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// As a list has it; none where nothing is printed.
    pub(super) label: Option<Label>,
    /// As it is printed.
    pub(super) words: String,
    /// Whether it begins a list.
    pub(super) begins: bool,
}

/// The lists of a document, and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u64>; LEVELS]>,
    begun: HashSet<String>,
}

impl Lists {
    /// Reads them.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut lists = Self::default();
        let mut style_lists: HashMap<String, String> = HashMap::new();
        while let Some(step) = xml.next() {
            let Step::Open(element) = step else { continue };
            match (element.space, element.local()) {
                ("w", "abstractNum") => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let (pattern, is_of_style) = read_pattern(xml);
                    if let Some(style) = is_of_style {
                        style_lists.insert(style, id.clone());
                    }
                    lists.patterns.insert(id, pattern);
                }
                ("w", "num") => {
                    let id = element.attribute("numId").unwrap_or_default();
                    let list = read_list(xml);
                    lists.lists.insert(id, list);
                }
                _ => {}
            }
        }
        lists.follow_styles(&style_lists);
        lists
    }

    /// Gives the patterns that only name a style its levels.
    fn follow_styles(&mut self, style_lists: &HashMap<String, String>) {
        let named: Vec<(String, String)> = self
            .patterns
            .iter()
            .filter_map(|(id, pattern)| Some((id.clone(), pattern.by_style.clone()?)))
            .collect();
        for (id, style) in named {
            let mut style = Some(style);
            for _ in 0..DEEPEST {
                let Some(pattern) =
                    style.take().and_then(|style| self.patterns.get(style_lists.get(&style)?))
                else {
                    break;
                };
                match &pattern.by_style {
                    Some(next) => style = Some(next.clone()),
                    None => {
                        let levels = pattern.levels.clone();
                        if let Some(own) = self.patterns.get_mut(&id) {
                            own.levels = levels;
                        }
                    }
                }
            }
        }
    }

    /// The level at which a list counts the paragraphs of a style.
    pub(super) fn level_of_style(&self, list: &str, style: Option<&str>) -> Option<u8> {
        let pattern = self.patterns.get(&self.lists.get(list)?.pattern)?;
        pattern.styles.get(style?).copied()
    }

    /// Counts a paragraph at a level of a list.
    pub(super) fn count(&mut self, list: &str, level: u8) -> Option<Counted> {
        let level = usize::from(level).min(LEVELS - 1);
        let found = self.lists.get(list)?;
        let pattern = self.patterns.get(&found.pattern)?;
        let default = Level::default();
        let of = |at: usize| found.levels.get(&at).or(pattern.levels[at].as_ref()).unwrap_or(&default);
        let counts = self.counts.entry(found.pattern.clone()).or_default();
        let is_new = self.begun.insert(list.to_owned());
        if is_new {
            for (at, start) in &found.starts {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let start = found.starts.get(&level).copied().unwrap_or(of(level).start);
        let begins = counts[level].is_none() || is_new;
        counts[level] = Some(counts[level].map_or(start, |count| count.saturating_add(1)));
        for at in level + 1..LEVELS {
            let restarts = of(at).restart.is_none_or(|limit| limit != 0 && level < usize::from(limit));
            if restarts {
                counts[at] = None;
            }
        }
        for at in 0..level {
            counts[at].get_or_insert(of(at).start);
        }
        let words = words(of(level), counts, &|at| of(at).format.clone());
        Some(Counted { label: label(of(level), level, counts[level], &words), words, begins })
    }
}

/// The words before a paragraph at a level.
fn words(level: &Level, counts: &[Option<u64>; LEVELS], format: &dyn Fn(usize) -> String) -> String {
    let mut written = String::new();
    let mut characters = level.text.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let digit = characters.peek().filter(|_| character == '%').and_then(|next| next.to_digit(10));
        let place = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        let Some(place) = place.filter(|at| *at < LEVELS) else {
            written.push(character);
            continue;
        };
        characters.next();
        let format = if level.is_legal { "decimal".to_owned() } else { format(place) };
        written.push_str(&numerals::written(counts[place].unwrap_or(1), &format));
    }
    written
}

/// What stands before a paragraph at a level, whose words are these.
fn label(level: &Level, at: usize, count: Option<u64>, words: &str) -> Option<Label> {
    if words.trim().is_empty() {
        return None;
    }
    if level.format == "bullet" {
        return Some(Label::Bullet);
    }
    let own = format!("%{}", at + 1);
    let rest = level.text.trim().strip_prefix(&own);
    if let (Some("." | ")" | ""), Some(numbering), Some(count)) = (rest, plain(&level.format), count)
        && (numbering == Numbering::Decimal || count > 0)
    {
        return Some(Label::Number(count, numbering));
    }
    Some(Label::Written(words.to_owned()))
}

/// The numbers that every browser can count.
fn plain(format: &str) -> Option<Numbering> {
    Some(match format {
        "decimal" => Numbering::Decimal,
        "lowerLetter" => Numbering::LowerAlpha,
        "upperLetter" => Numbering::UpperAlpha,
        "lowerRoman" => Numbering::LowerRoman,
        "upperRoman" => Numbering::UpperRoman,
        _ => return None,
    })
}

/// Reads levels, and the style that has them.
fn read_pattern(xml: &mut Xml<'_>) -> (Pattern, Option<String>) {
    let mut pattern = Pattern::default();
    let mut style = None;
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => match (element.space, element.local()) {
                ("w", "lvl") => {
                    let at = element.number::<usize>("ilvl").unwrap_or(0);
                    let (level, counted) = read_level(xml);
                    if let (Some(counted), Ok(at)) = (counted, u8::try_from(at)) {
                        pattern.styles.insert(counted, at);
                    }
                    if let Some(slot) = pattern.levels.get_mut(at) {
                        *slot = Some(level);
                    }
                }
                ("w", "numStyleLink") => {
                    pattern.by_style = element.attribute("val");
                    open += 1;
                }
                ("w", "styleLink") => {
                    style = element.attribute("val");
                    open += 1;
                }
                _ => open += 1,
            },
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    (pattern, style)
}

/// Reads a level, and the style whose paragraphs it counts.
fn read_level(xml: &mut Xml<'_>) -> (Level, Option<String>) {
    let mut level = Level::default();
    let mut style = None;
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => {
                open += 1;
                let value = || element.attribute("val").unwrap_or_default();
                match (element.space, element.local()) {
                    ("w", "start") => level.start = element.number("val").unwrap_or(1),
                    ("w", "numFmt") => level.format = value(),
                    ("w", "lvlText") => level.text = value(),
                    ("w", "lvlRestart") => level.restart = element.number("val"),
                    ("w", "isLgl") => level.is_legal = element.switch(),
                    ("w", "pStyle") => style = element.attribute("val"),
                    _ => {}
                }
            }
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    (level, style)
}

fn read_list(xml: &mut Xml<'_>) -> List {
    let mut list = List::default();
    let mut at = 0;
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => match (element.space, element.local()) {
                ("w", "lvl") => {
                    let (level, _) = read_level(xml);
                    list.levels.insert(at, level);
                }
                (space, name) => {
                    open += 1;
                    match (space, name) {
                        ("w", "abstractNumId") => list.pattern = element.attribute("val").unwrap_or_default(),
                        ("w", "lvlOverride") => at = element.number("ilvl").unwrap_or(0),
                        ("w", "startOverride") => {
                            list.starts.insert(at, element.number("val").unwrap_or(1));
                        }
                        _ => {}
                    }
                }
            },
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    list
}
