//! Front matter: the metadata at the head of a source file, as TOML between `+++` lines or as YAML
//! between `---` lines.
//!
//! Both languages come down to the same [`Field`]s. Their values are kept as they are written, since
//! archives write numbers as `007` and languages as `no`, and neither is a number nor a truth value.

mod toml;
mod yaml;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::config::{Config, KNOWN_FIELDS};
use crate::date::{Date, NotADate};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{DateBasis, DocumentDate, Metadata};
use crate::read::{date_field, decode};
use crate::reference::{Citation, Reference, Rule};

/// What the head of a source file says.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The metadata.
    pub metadata: Metadata,
    /// The references that fields declare.
    pub references: Vec<Reference>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The byte offset at which the document's text begins.
    pub body: usize,
}

/// One field of metadata, whatever language it was written in.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name that the archive uses.
    pub name: String,
    /// The value.
    pub value: Value,
    /// The bytes from the beginning of the value to the next field.
    pub span: Range<usize>,
}

/// A field's value, its text as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, a number, a date, a truth value; empty for `null`.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Names with values.
    Table(Vec<(String, Value)>),
}

impl Field {
    /// Replaces what cannot be shown in the name and the value. Says whether there was any.
    fn replace_unshown(&mut self) -> bool {
        replace_unshown(&mut self.name) | self.value.replace_unshown()
    }
}

impl Value {
    fn replace_unshown(&mut self) -> bool {
        match self {
            Self::Text(text) => replace_unshown(text),
            Self::List(members) => {
                members.iter_mut().fold(false, |found, value| value.replace_unshown() | found)
            }
            Self::Table(fields) => fields
                .iter_mut()
                .fold(false, |found, (name, value)| replace_unshown(name) | value.replace_unshown() | found),
        }
    }
}

fn replace_unshown(text: &mut String) -> bool {
    decode::replaced(text).map(|shown| *text = shown).is_some()
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        match self {
            Self::Text(text) => f.write_str(text)?,
            Self::List(members) => {
                for member in members {
                    write!(f, "{separator}{member}")?;
                    separator = ", ";
                }
            }
            Self::Table(fields) => {
                for (name, value) in fields {
                    write!(f, "{separator}{name}: {value}")?;
                    separator = ", ";
                }
            }
        }
        Ok(())
    }
}

/// What stands between aliases where several are written as one text.
pub const ALIAS_SEPARATOR: &str = "; ";

/// Reads the front matter of a text, if it has any. `file` is the name for diagnostics.
pub fn read(text: &str, file: &str, config: &Config) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut front_matter = FrontMatter { body: start, ..FrontMatter::default() };
    let Some(head) = Head::find(text, start) else { return front_matter };
    front_matter.body = head.end;
    match head.fields(text) {
        Ok(fields) => {
            for field in fields {
                front_matter.add(field, text, file, config);
            }
        }
        Err(mistake) => front_matter.diagnostics.push(
            Diagnostic::new(Severity::Error, Code::Metadata, file, mistake.message).at(text, mistake.span),
        ),
    }
    front_matter
}

/// Sets a field of metadata from a value under the name that the archive uses. A field that fonds
/// does not know is kept as it is.
///
/// # Errors
/// The field is the date, and the value is none.
pub fn set_field(
    metadata: &mut Metadata,
    name: &str,
    value: &Value,
    config: &Config,
) -> Result<(), NotADate> {
    let text = value.to_string().trim().to_owned();
    if text.is_empty() {
        return Ok(());
    }
    match KNOWN_FIELDS.into_iter().find(|known| config.field_name(known) == name) {
        Some("number") => metadata.number = Some(text),
        Some("title") => metadata.title = Some(text),
        Some("kind") => metadata.kind = Some(text),
        Some("place") => metadata.place = Some(text),
        Some("from") => metadata.from = Some(text),
        Some("to") => metadata.to = Some(text),
        Some("language") => metadata.language = Some(text),
        Some("description") => metadata.description = Some(text),
        Some("date") => {
            let date = parse_date(&text).or_else(|error| written_date(&text, config).ok_or(error))?;
            metadata.date = Some(DocumentDate { date, basis: DateBasis::Metadata });
        }
        Some("aliases") => match value {
            Value::List(aliases) => metadata.aliases.extend(aliases.iter().map(Value::to_string)),
            Value::Text(_) | Value::Table(_) => metadata.aliases.push(text),
        },
        _ => set_other(metadata, name, value),
    }
    Ok(())
}

/// The date that another field names where none is the date: `created: 2015-10-27`. An archive that says
/// which field it is, is believed.
pub fn implied_date(metadata: &Metadata, config: &Config) -> Option<Date> {
    if config.field_name("date") != "date" {
        return None;
    }
    let dates = metadata.other.iter().filter_map(|(name, value)| {
        let rank = date_field::rank(name)?;
        Some((rank, date_field::value(value, &config.dates)?.date))
    });
    dates.min_by_key(|(rank, _)| *rank).map(|(_, date)| date)
}

/// What the metadata says under the name that the archive uses: what [`set_field`] would have to be
/// given. The members of a list are joined by `; `.
pub fn field_value<'a>(metadata: &'a Metadata, name: &str, config: &Config) -> Option<Cow<'a, str>> {
    let text = |field: &'a Option<String>| field.as_deref().map(Cow::Borrowed);
    match KNOWN_FIELDS.into_iter().find(|known| config.field_name(known) == name) {
        Some("number") => text(&metadata.number),
        Some("title") => text(&metadata.title),
        Some("kind") => text(&metadata.kind),
        Some("place") => text(&metadata.place),
        Some("from") => text(&metadata.from),
        Some("to") => text(&metadata.to),
        Some("language") => text(&metadata.language),
        Some("description") => text(&metadata.description),
        Some("date") => metadata.date.as_ref().map(|date| Cow::Owned(date.date.to_string())),
        Some("aliases") => {
            (!metadata.aliases.is_empty()).then(|| Cow::Owned(metadata.aliases.join(ALIAS_SEPARATOR)))
        }
        _ => metadata.other.get(name).map(|value| Cow::Borrowed(value.as_str())),
    }
}

/// Keeps a field that fonds does not know. Tables are made flat, since readers see names and texts.
fn set_other(metadata: &mut Metadata, name: &str, value: &Value) {
    if let Value::Table(fields) = value {
        for (inner, value) in fields {
            set_other(metadata, &format!("{name}.{inner}"), value);
        }
        return;
    }
    let text = value.to_string();
    if !text.trim().is_empty() {
        metadata.other.insert(name.to_owned(), text.trim().to_owned());
    }
}

/// A date of EDTF, or the day of a moment such as `1984-02-14T07:32:00Z`.
fn parse_date(text: &str) -> Result<Date, NotADate> {
    let day = match (text.get(..10), text.as_bytes().get(10..12)) {
        (Some(day), Some([b'T' | b't' | b' ', b'0'..=b'9'])) => day,
        _ => text,
    };
    day.parse()
}

/// A date in another form than EDTF, of which everybody reads the same: `20 September 2017`, `20.9.2017`.
fn written_date(text: &str, config: &Config) -> Option<Date> {
    let found = date_field::value(text, &config.dates)?;
    (found.slip.is_none() && found.span == (0..text.len())).then_some(found.date)
}

impl FrontMatter {
    fn add(&mut self, mut field: Field, text: &str, file: &str, config: &Config) {
        // Escapes can write characters that the text itself does not have.
        if field.replace_unshown() {
            let message =
                format!("`{}` holds a character that cannot be shown, which was replaced", field.name);
            self.diagnostics.push(
                Diagnostic::new(Severity::Warning, Code::ControlCharacter, file, message)
                    .at(text, trimmed(text, field.span.clone()))
                    .help("remove the escape, or write what is meant"),
            );
        }
        self.references.extend(declared_references(&field, text, config));
        if let Err(error) = set_field(&mut self.metadata, &field.name, &field.value, config) {
            let span = trimmed(text, field.span);
            self.diagnostics
                .push(Diagnostic::new(Severity::Warning, Code::Date, file, error.to_string()).at(text, span));
        }
    }
}

/// The references in a field's value, by the archive's rules for that field. `text` is the one in
/// which the field's span lies.
pub fn declared_references(field: &Field, text: &str, config: &Config) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut shown = None;
    for rule in config.references.iter().filter(|rule| rule.field.as_deref() == Some(field.name.as_str())) {
        let shown = shown.get_or_insert_with(|| field.value.to_string());
        let mut rest = trimmed(text, field.span.clone());
        for captures in rule.pattern.0.captures_iter(shown) {
            let mut target = String::new();
            captures.expand(&rule.target, &mut target);
            let span = find_words(text, &mut rest, &captures[0]);
            references.push(Reference {
                rule: Rule::Field(rule.name.clone()),
                citation: Citation::Name(target),
                span,
                sentence: String::new(),
                within: None,
            });
        }
    }
    references
}

/// The place of words in what is left of a value, or all that is left: escapes and the marks
/// between a list's members can keep the words from being found as they are shown.
fn find_words(text: &str, rest: &mut Range<usize>, words: &str) -> Range<usize> {
    let found = text.get(rest.clone()).and_then(|rest| rest.find(words));
    match found {
        Some(offset) => {
            let start = rest.start + offset;
            rest.start = start + words.len();
            start..rest.start
        }
        None => rest.clone(),
    }
}

/// A span without the white space at its end.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let length = text.get(span.clone()).map_or(0, |value| value.trim_end().len());
    span.start..span.start + length
}

/// The language of a block of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Toml,
    Yaml,
}

/// A block of front matter, found but not yet understood.
#[derive(Debug)]
struct Head {
    language: Language,
    /// The bytes between the lines that enclose it.
    content: Range<usize>,
    /// Where the text after it begins.
    end: usize,
    /// Whether the closing line is there.
    closed: bool,
}

/// A mistake in front matter.
struct Mistake {
    message: String,
    span: Range<usize>,
}

impl Head {
    /// Finds the block that begins at `start`. `---` can also be a rule between paragraphs: that is
    /// one without a closing line or with an empty line below.
    fn find(text: &str, start: usize) -> Option<Self> {
        let first = text[start..].split_inclusive('\n').next()?;
        let language = match first.trim_end() {
            "+++" => Language::Toml,
            "---" => Language::Yaml,
            _ => return None,
        };
        let content = start + first.len();
        let mut position = content;
        for line in text[content..].split_inclusive('\n') {
            let bare = line.trim_end();
            if language == Language::Yaml && position == content && bare.is_empty() {
                return None;
            }
            let closes = match language {
                Language::Toml => bare == "+++",
                Language::Yaml => bare == "---" || bare == "...",
            };
            if closes {
                return Some(Self {
                    language,
                    content: content..position,
                    end: position + line.len(),
                    closed: true,
                });
            }
            position += line.len();
        }
        (language == Language::Toml).then_some(Self {
            language,
            content: start..content,
            end: content,
            closed: false,
        })
    }

    /// The fields in the order in which they are written.
    fn fields(&self, text: &str) -> Result<Vec<Field>, Mistake> {
        if !self.closed {
            let message = "the front matter has no closing line `+++`".to_owned();
            return Err(Mistake { message, span: trimmed(text, self.content.clone()) });
        }
        let content = &text[self.content.clone()];
        let named = match self.language {
            Language::Toml => toml::fields(content),
            Language::Yaml => yaml::fields(content),
        };
        let base = self.content.start;
        let mut named = named.map_err(|mistake| Mistake {
            message: mistake.message,
            span: mistake.span.start + base..mistake.span.end + base,
        })?;
        named.sort_by_key(|field| field.span.start);
        let mut end = content.len();
        for field in named.iter_mut().rev() {
            let next = field.span.start;
            field.span = base + field.span.end.min(end)..base + end;
            end = next;
        }
        Ok(named)
    }
}

#[cfg(test)]
mod tests;
