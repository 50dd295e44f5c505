//! `[[split]]` in `fonds.toml`: files that hold several documents, and what begins each of them.

use std::ops::Range;

use regex::Captures;
use serde::Deserialize;
use toml::Spanned;

use super::pattern::{Expression, Pattern};

/// A rule by which files are split into documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub struct Split {
    /// The files, as a path within `content/` or a pattern of such paths. Its place in the configuration is where a rule
    /// without use is reported.
    pub files: Spanned<Pattern>,
    /// What begins a document.
    pub begin: Begin,
    /// What the first line of a document looks like: what begins it must match this, too.
    pub line: Option<Expression>,
    /// What is its number, where `$1` stands for the first group of the pattern.
    number: Option<Template>,
    /// What is its title.
    title: Option<Template>,
    /// A line that ends the document before it, without beginning one.
    pub end: Option<Expression>,
}

/// What begins a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begin {
    /// A line that matches the pattern.
    Line,
    /// A heading of this level.
    Heading(u8),
    /// A printed page.
    Page,
    /// An element that this selector means, in a web page.
    Selector(String),
}

/// The keys as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    files: Spanned<Pattern>,
    begin: Option<Expression>,
    heading: Option<u8>,
    page: Option<bool>,
    selector: Option<String>,
    number: Option<Template>,
    title: Option<Template>,
    end: Option<Expression>,
}

impl TryFrom<Written> for Split {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { files, begin: line, heading, page, selector, number, title, end } = written;
        let begins = [
            heading.map(Begin::Heading),
            page.filter(|page| *page).map(|_| Begin::Page),
            selector.map(Begin::Selector),
        ];
        let mut begins = begins.into_iter().flatten();
        let begin = match (begins.next(), begins.next()) {
            (Some(_), Some(_)) => {
                return Err("only one of `heading`, `page` and `selector` can begin a document".to_owned());
            }
            (Some(begin), None) => begin,
            (None, _) if line.is_some() => Begin::Line,
            (None, _) => {
                return Err("the rule does not say what begins a document: give it `begin`, a pattern of its first line, \
                    or `heading`, a level"
                    .to_owned());
            }
        };
        match begin {
            Begin::Heading(level) if !(1..=6).contains(&level) => {
                return Err(format!("`heading` is a level from 1 to 6, and not {level}"));
            }
            Begin::Page if line.is_some() => {
                return Err("a page has no first line that `begin` could match".to_owned());
            }
            _ => {}
        }
        let templates = [("number", &number), ("title", &title)];
        for (key, template) in
            templates.into_iter().filter_map(|(key, template)| Some((key, template.as_ref()?)))
        {
            if let Some(group) = template.unknown_group(line.as_ref()) {
                return Err(format!("`{key}` names the group {group}, which `begin` does not have"));
            }
        }
        Ok(Self { files, begin, line, number, title, end })
    }
}

/// A text in which groups of a pattern stand as `$1` or `${name}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Template {
    text: String,
    groups: Vec<String>,
}

impl TryFrom<String> for Template {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.trim().is_empty() {
            return Err("the text is empty");
        }
        // What the regex crate takes for the name of a group.
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let named = |rest: &str| match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((name, _)) => name.to_owned(),
            None => rest.chars().take_while(|c| is_name(*c)).collect(),
        };
        let groups = text.split('$').skip(1).map(named).filter(|name: &String| !name.is_empty()).collect();
        Ok(Self { text, groups })
    }
}

impl Template {
    /// A group that the pattern does not have. Without a pattern, `$0` is the whole line.
    fn unknown_group(&self, pattern: Option<&Expression>) -> Option<&str> {
        let has = |group: &str| match (group.parse::<usize>(), pattern) {
            (Ok(number), Some(pattern)) => number < pattern.0.captures_len(),
            (Err(_), Some(pattern)) => pattern.0.capture_names().flatten().any(|name| name == group),
            (number, None) => number == Ok(0),
        };
        self.groups.iter().map(String::as_str).find(|group| !has(group))
    }

    /// The group of which it consists.
    fn only_group(&self) -> Option<&str> {
        let [group] = self.groups.as_slice() else { return None };
        (self.text == format!("${group}") || self.text == format!("${{{group}}}")).then_some(group)
    }
}

/// What a rule says of a document whose first line it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstLine {
    /// What the pattern matched, in the line.
    pub matched: Range<usize>,
    /// The document's number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<Words>,
}

/// Words of a line, or put together of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// A stretch of the line.
    At(Range<usize>),
    /// Words of the rule's own.
    Written(String),
}

impl Split {
    /// Whether a file is meant, by its path within the content folder.
    pub fn means(&self, path: &str) -> bool {
        self.files.get_ref().matches(path)
    }

    /// What the rule says of a document that begins with a line; `None` if none does. The space round the line is gone.
    pub fn first_line(&self, line: &str) -> Option<FirstLine> {
        let Some(pattern) = &self.line else {
            let written = |template: &Template| template.text.replace("${0}", line).replace("$0", line);
            let number = self.number.as_ref().map(written);
            let title = self.title.as_ref().map(|title| Words::Written(written(title)));
            return Some(FirstLine { matched: 0..line.len(), number, title });
        };
        let captures = pattern.0.captures(line)?;
        let matched = captures.get(0)?.range();
        let number = match &self.number {
            Some(number) => Some(expanded(number, &captures)),
            None => captures.name("number").map(|number| number.as_str().to_owned()),
        };
        let title = match &self.title {
            None => captures.name("title").map(|title| Words::At(title.range())),
            Some(title) => match title.only_group().map(|group| group_of(&captures, group)) {
                Some(range) => range.map(Words::At),
                None => Some(Words::Written(expanded(title, &captures))),
            },
        };
        let is_text = |words: &Words| match words {
            Words::At(span) => !line[span.clone()].trim().is_empty(),
            Words::Written(words) => !words.is_empty(),
        };
        let number = number.filter(|number| !number.is_empty());
        Some(FirstLine { matched, number, title: title.filter(is_text) })
    }
}

/// A template with the groups of a match.
fn expanded(template: &Template, captures: &Captures<'_>) -> String {
    let mut text = String::new();
    captures.expand(&template.text, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of a group, by its number or name.
fn group_of(captures: &Captures<'_>, group: &str) -> Option<Range<usize>> {
    let found = group.parse().map_or_else(|_| captures.name(group), |number: usize| captures.get(number));
    found.map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, FILE_NAME, parse};

    fn rule(keys: &str) -> Result<Split, String> {
        let text = format!("[[split]]\nfiles = \"letters/*.txt\"\n{keys}\n");
        let config = parse::<Config>(FILE_NAME, &text);
        config.map(|mut config| config.split.remove(0)).map_err(|error| error.message)
    }

    #[test]
    fn a_rule_says_number_and_title() {
        let split =
            rule("begin = '^LETTER ([IVX]+)\\. *(.*)'\nnumber = \"$1\"\ntitle = \"$2\"").expect("a rule");
        let line = "LETTER XII. To Orn";
        let found = split.first_line(line).expect("a first line");
        assert_eq!(found.number.as_deref(), Some("XII"));
        assert_eq!(found.title, Some(Words::At(12..18)));
        let found = split.first_line("LETTER XII.").expect("a first line");
        assert_eq!((found.matched, found.title), (0..11, None));
        assert_eq!(split.first_line("The LETTER XII."), None);
    }

    #[test]
    fn groups_can_be_named() {
        let split = rule("begin = '^(?<number>\\d+)\\. (?<title>.+)$'").expect("a rule");
        let found = split.first_line("12. To Orn").expect("a first line");
        assert_eq!((found.number.as_deref(), found.title), (Some("12"), Some(Words::At(4..10))));
        let split =
            rule("begin = '^(\\d+)/(\\d+)'\nnumber = \"${2}-$1\"\ntitle = \"Minute $1\"").expect("a rule");
        let found = split.first_line("12/1926 at Amsel").expect("a first line");
        assert_eq!(found.number.as_deref(), Some("1926-12"));
        assert_eq!(found.title, Some(Words::Written("Minute 12".to_owned())));
    }

    #[test]
    fn what_is_wrong_with_a_rule_is_said() {
        for (keys, message) in [
            ("number = \"$1\"", "does not say what begins a document"),
            (
                "begin = '^(\\d+)\\.'\nnumber = \"$2\"",
                "`number` names the group 2, which `begin` does not have",
            ),
            ("begin = '^\\d+\\.'\ntitle = \"${title}\"", "`title` names the group title"),
            ("heading = 7", "a level from 1 to 6, and not 7"),
            ("heading = 2\npage = true", "only one of"),
            ("begin = '('", "unclosed group"),
            ("begin = 'x*'", "matches the empty text"),
            ("begin = 'x'\nbegins = 2", "`begins` is no known key"),
        ] {
            let error = rule(keys).expect_err("a mistake");
            assert!(error.contains(message), "{keys}: {error}");
        }
    }

    #[test]
    fn files_are_paths_and_patterns() {
        let split = rule("begin = 'x'").expect("a rule");
        assert!(split.means("letters/a.txt") && !split.means("other/a.txt"));
    }
}
