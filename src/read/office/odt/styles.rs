//! The styles of OpenDocument: named ones, those that the program made itself, and those of lists.

use std::collections::HashMap;

use crate::model::document::Numbering;
use crate::read::office::numerals;
use crate::read::office::parts::{Label, Look, Raised, Role};
use crate::read::office::style_names;
use crate::read::office::xml::{Element, Step, Xml};

/// How many styles are followed from one to its parent.
const DEEPEST: usize = 32;
/// The levels that a list has.
pub(super) const LEVELS: usize = 10;

/// A style of paragraphs or letters.
#[derive(Debug, Default, Clone)]
struct Style {
    display_name: Option<String>,
    parent: Option<String>,
    outline: Option<u8>,
    change: Change,
}

/// What a style changes in the look of letters.
#[derive(Debug, Default, Clone)]
struct Change {
    bold: Option<bool>,
    italic: Option<bool>,
    small_capitals: Option<bool>,
    struck: Option<bool>,
    underlined: Option<bool>,
    raised: Option<Raised>,
    hidden: Option<bool>,
    language: Option<String>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    is_bullet: bool,
    format: String,
    prefix: String,
    suffix: String,
    shown_levels: usize,
    pub(super) start: u64,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Vec<Level>>,
    /// The numbers of headings.
    pub(super) outline: Vec<Level>,
}

impl Styles {
    /// Takes in what an element of styles says; says whether it did.
    pub(super) fn see(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> bool {
        match (element.space, element.local()) {
            ("style", "style") => {
                let family = element.attribute("family").unwrap_or_default();
                let name = element.attribute("name").unwrap_or_default();
                let style = Style {
                    display_name: element.attribute("display-name"),
                    parent: element.attribute("parent-style-name"),
                    outline: element.number("default-outline-level"),
                    change: read_change(xml),
                };
                self.styles.insert((family, name), style);
            }
            ("text", "list-style") => {
                let name = element.attribute("name").unwrap_or_default();
                self.lists.insert(name, read_levels(xml));
            }
            ("text", "outline-style") => self.outline = read_levels(xml),
            _ => return false,
        }
        true
    }

    /// The part of paragraphs with a style.
    pub(super) fn role(&self, name: &str) -> Role {
        let (mut role, mut outline) = (None, None);
        for (name, style) in self.chain("paragraph", name) {
            role = role.or_else(|| style_names::role(style.display_name.as_deref().unwrap_or(name)));
            outline = outline.or(style.outline);
        }
        role.or(outline.filter(|level| *level > 0).map(Role::Heading)).unwrap_or_default()
    }

    /// Whether paragraphs with a style are hidden, and the language that the style says.
    pub(super) fn paragraph_letters(&self, name: &str) -> (bool, Option<String>) {
        let mut found = self.chain("paragraph", name);
        let first = found.next().map(|(_, style)| style.change.clone()).unwrap_or_default();
        (first.hidden == Some(true), first.language)
    }

    /// The look of letters with a style, beginning with that which they have round it; with the language, and whether they are
    /// hidden.
    pub(super) fn letters(&self, name: &str, mut look: Look) -> (Look, Option<String>, Option<bool>) {
        let chain: Vec<(&str, &Style)> = self.chain("text", name).collect();
        let (mut language, mut hidden) = (None, None);
        for (name, style) in chain.into_iter().rev() {
            let Change { bold, italic, small_capitals, struck, underlined, raised, .. } = style.change;
            look.bold = bold.unwrap_or(look.bold);
            look.italic = italic.unwrap_or(look.italic);
            look.small_capitals = small_capitals.unwrap_or(look.small_capitals);
            look.struck = struck.unwrap_or(look.struck);
            look.underlined = underlined.unwrap_or(look.underlined);
            look.raised = raised.unwrap_or(look.raised);
            look.code |= style_names::is_code(style.display_name.as_deref().unwrap_or(name));
            language = style.change.language.clone().or(language);
            hidden = style.change.hidden.or(hidden);
        }
        (look, language, hidden)
    }

    /// A level of a list.
    pub(super) fn level(&self, list: &str, at: usize) -> Option<&Level> {
        self.lists.get(list)?.get(at)
    }

    fn chain<'s>(&'s self, family: &'s str, name: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let find = |name: &'s str| Some((name, self.styles.get(&(family.to_owned(), name.to_owned()))?));
        std::iter::successors(find(name), move |(_, style)| find(style.parent.as_deref()?)).take(DEEPEST)
    }
}

impl Level {
    /// The words before a paragraph, whose levels are counted like this.
    pub(super) fn words(&self, at: usize, counts: &[u64; LEVELS], format: &dyn Fn(usize) -> String) -> String {
        if self.is_bullet || self.format.is_empty() {
            return format!("{}{}", self.prefix, self.suffix).trim().to_owned();
        }
        let first = (at + 1).saturating_sub(self.shown_levels.max(1));
        let numbers: Vec<String> =
            (first..=at).map(|level| numerals::written(counts[level], word_format(&format(level)))).collect();
        format!("{}{}{}", self.prefix, numbers.join("."), self.suffix).trim().to_owned()
    }

    /// What stands before a paragraph.
    pub(super) fn label(&self, at: usize, counts: &[u64; LEVELS], words: &str) -> Option<Label> {
        if self.is_bullet {
            return Some(Label::Bullet);
        }
        if words.is_empty() {
            return None;
        }
        let numbering = match self.format.as_str() {
            "1" => Some(Numbering::Decimal),
            "a" => Some(Numbering::LowerAlpha),
            "A" => Some(Numbering::UpperAlpha),
            "i" => Some(Numbering::LowerRoman),
            "I" => Some(Numbering::UpperRoman),
            _ => None,
        };
        let is_plain = self.prefix.trim().is_empty()
            && matches!(self.suffix.trim(), "." | ")" | "")
            && (self.shown_levels <= 1 || at == 0);
        match numbering.filter(|numbering| is_plain && (counts[at] > 0 || *numbering == Numbering::Decimal)) {
            Some(numbering) => Some(Label::Number(counts[at], numbering)),
            None => Some(Label::Written(words.to_owned())),
        }
    }

    /// How its numbers are written.
    pub(super) fn format(&self) -> String {
        self.format.clone()
    }
}

/// The name that Word has for a format.
fn word_format(format: &str) -> &'static str {
    match format {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ => "decimal",
    }
}

/// Reads what a style says of letters, up to its end.
fn read_change(xml: &mut Xml<'_>) -> Change {
    let mut change = Change::default();
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => {
                open += 1;
                if (element.space, element.local()) == ("style", "text-properties") {
                    change.see(&element);
                }
            }
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    change
}

impl Change {
    fn see(&mut self, element: &Element<'_>) {
        let value = |name| element.attribute(name);
        self.bold = value("font-weight").map(|weight| {
            weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
        });
        self.italic = value("font-style").map(|style| style != "normal");
        self.small_capitals = value("font-variant").map(|variant| variant == "small-caps");
        self.struck = value("text-line-through-style").map(|style| style != "none");
        self.underlined = value("text-underline-style").map(|style| style != "none");
        self.raised = value("text-position").map(|position| {
            let first = position.split_whitespace().next().unwrap_or_default();
            match first {
                "super" => Raised::Above,
                "sub" => Raised::Below,
                _ if first.starts_with('-') => Raised::Below,
                _ if first.starts_with('0') => Raised::No,
                _ => Raised::Above,
            }
        });
        self.hidden = value("display").map(|display| display == "none");
        let none = |tag: &String| !matches!(tag.as_str(), "none" | "zxx" | "");
        self.language = value("language").filter(none).map(|language| match value("country").filter(none) {
            Some(country) => format!("{language}-{country}"),
            None => language,
        });
    }
}

/// Reads the levels of a list, up to its end.
fn read_levels(xml: &mut Xml<'_>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => {
                open += 1;
                let name = element.local();
                if name.starts_with("list-level-style") || name == "outline-level-style" {
                    let at = element.number::<usize>("level").unwrap_or(1).clamp(1, LEVELS) - 1;
                    let level = Level {
                        is_bullet: name == "list-level-style-bullet" || name == "list-level-style-image",
                        format: element.attribute("num-format").unwrap_or_default(),
                        prefix: element.attribute("num-prefix").unwrap_or_default(),
                        suffix: element.attribute("num-suffix").unwrap_or_default(),
                        shown_levels: element.number("display-levels").unwrap_or(1),
                        start: element.number("start-value").unwrap_or(1),
                    };
                    while levels.len() <= at {
                        levels.push(Level { start: 1, ..Level::default() });
                    }
                    levels[at] = level;
                }
            }
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    levels
}
