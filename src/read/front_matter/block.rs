//! The block that holds front matter: where it begins and ends in a text, and in which language it is.
//!
//! Other programs want it in the very first line. Here a byte order mark, blank lines, spaces or a comment
//! may stand before it, but then what looks like a block is only one if it holds fields: `---` can also be
//! a rule between paragraphs.

use std::ops::Range;

use super::{Field, Mistake, slips, toml, yaml};
use crate::config::Config;
use crate::model::field_name;

/// How many bytes of front matter are read. What people write about a document is far shorter.
const LONGEST: usize = 1 << 20;

/// The language of a block of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Between `+++`.
    Toml,
    /// Between `---`.
    Yaml,
    /// Between braces.
    Json,
}

/// A block of front matter, found but not yet understood.
#[derive(Debug)]
pub struct Block {
    /// Its language, by what encloses it.
    pub language: Language,
    /// The bytes between the lines that enclose it.
    pub content: Range<usize>,
    /// Where the text after it begins.
    pub end: usize,
    /// The opening line.
    pub opening: Range<usize>,
    /// Whether it stands where front matter stands; otherwise it can be something else.
    pub is_in_place: bool,
    /// Whether the closing line is there.
    pub is_closed: bool,
}

impl Block {
    /// Finds the block at the beginning of a text, which is at `start`.
    pub fn find(text: &str, start: usize) -> Option<Self> {
        let mark = start + before(&text[start..]);
        let line = text[start..mark].rfind('\n').map_or(start, |newline| start + newline + 1);
        let opening = text[line..].split_inclusive('\n').next()?;
        let language = match opening.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
            "+++" => Language::Toml,
            "---" => Language::Yaml,
            _ if text[mark..].starts_with('{') => return Self::json(text, mark, mark == start),
            _ => return None,
        };
        let content = line + opening.len();
        let mut block = Self {
            language,
            content: content..content,
            end: text.len(),
            opening: line..line + opening.trim_end().len(),
            is_in_place: mark == start,
            is_closed: false,
        };
        let mut position = content;
        for line in text[content..].split_inclusive('\n') {
            let bare = line.trim_end();
            // A rule has an empty line below.
            block.is_in_place &= language == Language::Toml || position != content || !bare.is_empty();
            block.is_closed = match language {
                Language::Toml => bare == "+++",
                _ => bare == "---" || bare == "...",
            };
            if block.is_closed {
                block.content.end = position;
                block.end = position + line.len();
                return Some(block);
            }
            position += line.len();
        }
        block.content.end = text.len();
        Some(block)
    }

    /// The object that begins at a brace, and ends its line.
    fn json(text: &str, start: usize, is_in_place: bool) -> Option<Self> {
        if !text[start + 1..].trim_start().starts_with('"') {
            return None;
        }
        let end = start + end_of_object(&text.as_bytes()[start..])?;
        let line = text[end..].split_inclusive('\n').next().unwrap_or_default();
        line.trim().is_empty().then(|| Self {
            language: Language::Json,
            content: start..end,
            end: end + line.len(),
            opening: start..start + 1,
            is_in_place,
            is_closed: true,
        })
    }

    /// The fields in the order in which they are written, and the language in which they are: TOML may
    /// stand between the lines for YAML, and the other way round.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn fields(&self, text: &str) -> Result<(Vec<Field>, Language), Vec<Mistake>> {
        let content = &text[self.content.clone()];
        if content.len() > LONGEST {
            let message = format!("the front matter is longer than {} KB, and was not read", LONGEST / 1024);
            let help = "see where its closing line is; long texts belong below it".to_owned();
            return Err(vec![Mistake { message, span: self.opening.clone(), help: Some(help) }]);
        }
        let (first, second) = match self.language {
            Language::Toml => (Language::Toml, Language::Yaml),
            _ => (Language::Yaml, Language::Toml),
        };
        let (named, language) = match (in_language(content, first), self.language) {
            (Ok(fields), own) => (fields, own),
            (Err(mistake), Language::Json) => return Err(vec![self.placed(mistake)]),
            (Err(mistake), _) => match in_language(content, second) {
                Ok(fields) if !fields.is_empty() => (fields, second),
                _ => return Err(self.mistakes(content, mistake)),
            },
        };
        Ok((self.spanned(named, content.len()), language))
    }

    fn mistakes(&self, content: &str, mistake: Mistake) -> Vec<Mistake> {
        let slips = if self.language == Language::Yaml { slips::fatal(content) } else { Vec::new() };
        let found = if slips.is_empty() { vec![mistake] } else { slips };
        found.into_iter().map(|mistake| self.placed(mistake)).collect()
    }

    /// What the language accepts and hardly means what was written.
    pub fn doubts(&self, text: &str) -> Vec<Mistake> {
        let found = slips::silent(&text[self.content.clone()]);
        found.into_iter().map(|mistake| self.placed(mistake)).collect()
    }

    fn placed(&self, mistake: Mistake) -> Mistake {
        let base = self.content.start;
        Mistake { span: mistake.span.start + base..mistake.span.end + base, ..mistake }
    }

    /// Fields with the spans from each value to the next field.
    fn spanned(&self, mut fields: Vec<Field>, length: usize) -> Vec<Field> {
        let base = self.content.start;
        fields.sort_by_key(|field| field.span.start);
        let mut end = length;
        for field in fields.iter_mut().rev() {
            let next = field.span.start;
            field.span = base + field.span.end.min(end)..base + end;
            end = next;
        }
        fields
    }

    /// Whether lines that may be no front matter begin as it does: with a field that is known.
    pub fn begins_with_field(&self, text: &str, config: &Config) -> bool {
        let mut lines = text[self.content.clone()].lines().map(str::trim).filter(|line| !line.is_empty());
        let mark = if self.language == Language::Toml { '=' } else { ':' };
        lines
            .next()
            .and_then(|line| line.split_once(mark))
            .is_some_and(|(name, _)| is_known(name.trim(), config))
    }
}

fn in_language(content: &str, language: Language) -> Result<Vec<Field>, Mistake> {
    match language {
        Language::Toml => toml::fields(content),
        Language::Yaml | Language::Json => yaml::fields(content),
    }
}

/// Whether fields are those of a document, and not a sentence with a colon between two rules.
pub fn are_fields(fields: &[Field], config: &Config) -> bool {
    let is_name = |field: &Field| !field.name.contains(char::is_whitespace);
    let has_known = fields.iter().any(|field| is_known(&field.name, config));
    !fields.is_empty() && (has_known || fields.len() > 1 && fields.iter().all(is_name))
}

fn is_known(name: &str, config: &Config) -> bool {
    let name = name.trim_matches(['"', '\'']);
    config.known_field(name).is_some()
        || ["layout", "author", "tags", "draft", "slug"].iter().any(|known| field_name::is_same(known, name))
}

/// How many bytes of marks, white space and comments stand before what a text says.
fn before(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        match rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
            Some((_, after)) => rest = after,
            None => return text.len() - rest.len(),
        }
    }
}

/// Where the object ends that begins at the first byte.
fn end_of_object(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut is_quoted, mut at) = (0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if is_quoted => at += 1,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => depth += 1,
            b'}' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
