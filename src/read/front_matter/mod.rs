//! Front matter: the metadata at the head of a source file, as TOML between `+++` lines or as YAML
//! between `---` lines.
//!
//! The folder owns the two languages, which come down to the same [`Field`]s, and how a field sets metadata. It takes a text and
//! gives metadata, the references that fields declare, and where the document's own text begins; it must not know that text.
//! Values are kept as they are written, since archives write numbers as `007` and languages as `no`, and neither is a
//! number nor a truth value.

mod block;
pub mod date_advice;
mod slips;
mod toml;
mod value;
mod yaml;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use self::block::{Block, Language};
pub use self::value::Value;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Lines, Placed, Severity};
use crate::model::date::{Date, NotADate};
use crate::model::field::{self, Kept, SEPARATOR};
use crate::model::field_name;
use crate::model::metadata::{DateBasis, DocumentDate, Metadata};
use crate::model::reference::{Citation, Reference, Rule};
use crate::read::date_field;

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

impl Field {
    /// Replaces what cannot be shown in the name and the value. Says whether there was any.
    fn replace_unshown(&mut self) -> bool {
        value::replace_unshown(&mut self.name) | self.value.replace_unshown()
    }
}

/// Reads the front matter of a text, if it has any. `file` is the name for diagnostics.
pub fn read(text: &str, file: &str, config: &Config) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut front_matter = FrontMatter { body: start, ..FrontMatter::default() };
    let Some(block) = Block::find(text, start) else { return front_matter };
    let lines = Lines::of(text);
    if !block.is_closed {
        if block.language == Language::Toml && block.is_in_place {
            front_matter.body = block.opening.end;
        }
        front_matter.diagnostics.extend(unclosed(&block, &lines, file, config));
        return front_matter;
    }
    match block.fields(text) {
        Ok((fields, _)) if !block.is_in_place && !block::are_fields(&fields, config) => {}
        Ok((fields, language)) => {
            front_matter.body = block.end;
            front_matter.diagnostics.extend(misplaced(&block, language, &lines, file));
            if language == Language::Yaml {
                let doubts = block.doubts(text).into_iter();
                front_matter
                    .diagnostics
                    .extend(doubts.map(|doubt| doubt.diagnostic(Severity::Warning, &lines, file)));
            }
            front_matter.add_all(fields, &lines, file, config);
        }
        Err(mistakes) => {
            let severity = match (block.is_in_place, block.language) {
                (true, Language::Toml | Language::Yaml) => Severity::Error,
                _ if block.begins_with_field(text, config) || block.language == Language::Json => {
                    Severity::Warning
                }
                _ => return front_matter,
            };
            if severity == Severity::Error {
                front_matter.body = block.end;
            }
            let found = mistakes.into_iter().map(|mistake| mistake.diagnostic(severity, &lines, file));
            front_matter.diagnostics.extend(found);
        }
    }
    front_matter
}

/// What is to be said of a block without its closing line. A rule between paragraphs has none, and nothing is
/// said of it.
fn unclosed(block: &Block, lines: &Lines<'_>, file: &str, config: &Config) -> Option<Diagnostic> {
    let (severity, mark) = match block.language {
        Language::Toml if block.is_in_place => (Severity::Error, "+++"),
        Language::Toml => return None,
        _ if block.begins_with_field(lines.text(), config) => (Severity::Warning, "---"),
        _ => return None,
    };
    let mistake =
        Mistake::new(format!("the front matter has no closing line `{mark}`"), block.opening.clone());
    Some(mistake.help(format!("put a line `{mark}` after its last field")).diagnostic(severity, lines, file))
}

/// What is to be said of front matter that other programs do not read.
fn misplaced(block: &Block, language: Language, lines: &Lines<'_>, file: &str) -> Option<Diagnostic> {
    let (severity, message, help) = match (block.language, language) {
        (Language::Yaml, Language::Toml) => (
            Severity::Warning,
            "the lines `---` enclose TOML, and it was read as that",
            "put it between lines `+++`",
        ),
        (Language::Toml, Language::Yaml) => (
            Severity::Warning,
            "the lines `+++` enclose YAML, and it was read as that",
            "put it between lines `---`",
        ),
        _ if !block.is_in_place => (
            Severity::Note,
            "this was read as front matter, though it is not in the first line or begins with an empty one",
            "remove what stands before it, and the empty line: other programs do not read it so",
        ),
        _ => return None,
    };
    Some(Mistake::new(message, block.opening.clone()).help(help).diagnostic(severity, lines, file))
}

/// Sets a field of metadata from a value under the name that the archive uses. A field that neither fonds nor the archive
/// knows is kept as it is.
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
    let Some(field) = config.known_field(name) else {
        set_other(metadata, name, value);
        return Ok(());
    };
    match field.kept {
        Kept::Number => metadata.number = Some(text),
        Kept::Title => metadata.title = Some(text),
        Kept::Date => {
            let date = parse_date(&text).or_else(|error| written_date(&text, config).ok_or(error))?;
            metadata.date = Some(DocumentDate { date, basis: DateBasis::Metadata });
        }
        Kept::Aliases => match value {
            Value::List(aliases) => metadata.aliases.extend(aliases.iter().map(Value::to_string)),
            Value::Text(_) | Value::Table(_) => metadata.aliases.push(text),
        },
        Kept::Particular { slot, .. } if field.is_list => {
            let mut members = Vec::new();
            push_members(value, &mut members);
            *slot(&mut metadata.particulars) = (!members.is_empty()).then(|| members.join(SEPARATOR));
        }
        Kept::Particular { slot, .. } => *slot(&mut metadata.particulars) = Some(text),
        Kept::Own => set_own(metadata, field, value),
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
    match config.known_field(name).map(|field| field.kept) {
        Some(Kept::Number) => text(&metadata.number),
        Some(Kept::Title) => text(&metadata.title),
        Some(Kept::Date) => metadata.date.as_ref().map(|date| Cow::Owned(date.date.to_string())),
        Some(Kept::Aliases) => {
            (!metadata.aliases.is_empty()).then(|| Cow::Owned(metadata.aliases.join(SEPARATOR)))
        }
        Some(Kept::Particular { get, .. }) => text(get(&metadata.particulars)),
        Some(Kept::Own) | None => {
            let exact = metadata.other.get_key_value(name);
            let any = || metadata.other.iter().find(|(other, _)| field_name::is_same(other, name));
            exact.or_else(any).map(|(_, value)| Cow::Borrowed(value.as_str()))
        }
    }
}

/// Keeps a field of the archive's own under the name that it declares. Tables are made flat, as those of other fields.
fn set_own(metadata: &mut Metadata, field: &field::Field, value: &Value) {
    let mut members = Vec::new();
    match value {
        Value::Text(_) | Value::List(_) if field.is_list => push_members(value, &mut members),
        _ => return set_other(metadata, &field.name, value),
    }
    if !members.is_empty() {
        metadata.other.insert(field.name.clone().into_owned(), members.join(SEPARATOR));
    }
}

/// The single values in a list, or in a text with semicolons between them.
fn push_members(value: &Value, members: &mut Vec<String>) {
    match value {
        Value::List(list) => list.iter().for_each(|value| push_members(value, members)),
        value => members.extend(field::members(&value.to_string()).map(str::to_owned)),
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

/// What to do where a list stands for a field that holds one short text: brackets can be those of editors.
fn single_value(field: &field::Field, value: &Value) -> Option<&'static str> {
    match (field.kept, value) {
        (Kept::Title | Kept::Number, Value::List(_) | Value::Table(_)) => {
            Some("put the value in quotation marks: brackets that belong to it are lost otherwise")
        }
        (Kept::Own, Value::List(_)) if !field.is_list => {
            Some("say `list = true` where fonds.toml declares the field, if it can have several values")
        }
        _ => None,
    }
}

impl FrontMatter {
    /// Adds fields. Of those whose names differ only in capitals the first holds.
    fn add_all(&mut self, fields: Vec<Field>, lines: &Lines<'_>, file: &str, config: &Config) {
        let mut first: HashMap<String, String> = HashMap::new();
        for field in fields {
            match first.entry(field_name::folded(&field.name)) {
                Entry::Vacant(entry) => {
                    entry.insert(field.name.clone());
                    self.add(field, lines, file, config);
                }
                Entry::Occupied(entry) => {
                    let (earlier, name) = (entry.get(), &field.name);
                    let message =
                        format!("`{name}` is the same field as `{earlier}` above it, and was ignored");
                    let mistake = Mistake::new(message, trimmed(lines.text(), field.span));
                    self.diagnostics.push(mistake.help("keep one of the two").diagnostic(
                        Severity::Warning,
                        lines,
                        file,
                    ));
                }
            }
        }
    }

    fn add(&mut self, mut field: Field, lines: &Lines<'_>, file: &str, config: &Config) {
        let text = lines.text();
        // Escapes can write characters that the text itself does not have.
        if field.replace_unshown() {
            let message =
                format!("`{}` holds a character that cannot be shown, which was replaced", field.name);
            self.diagnostics.push(
                Diagnostic::new(Severity::Warning, Code::ControlCharacter, file, message)
                    .at(lines, trimmed(text, field.span.clone()))
                    .help("remove the escape, or write what is meant"),
            );
        }
        self.references.extend(declared_references(&field, text, config));
        let help = config.known_field(&field.name).and_then(|known| single_value(known, &field.value));
        if let Some(help) = help {
            let message = format!("`{}` is a list or table, and was read as “{}”", field.name, field.value);
            let mistake = Mistake::new(message, trimmed(text, field.span.clone()));
            self.diagnostics.push(mistake.help(help).diagnostic(Severity::Warning, lines, file));
        }
        if let Err(error) = set_field(&mut self.metadata, &field.name, &field.value, config) {
            let span = trimmed(text, field.span);
            let warning =
                Diagnostic::new(Severity::Warning, Code::Date, file, error.to_string()).at(lines, span);
            self.diagnostics.push(Diagnostic { help: date_advice::of(&error, &config.dates), ..warning });
        }
    }
}

/// The references in a field's value, by the archive's rules for that field. `text` is the one in
/// which the field's span lies.
pub fn declared_references(field: &Field, text: &str, config: &Config) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut shown = None;
    let is_about = |name: &String| field_name::is_same(name, &field.name);
    for rule in config.references.iter().filter(|rule| rule.field.as_ref().is_some_and(is_about)) {
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

/// A mistake in front matter.
#[derive(Debug)]
struct Mistake {
    message: String,
    span: Range<usize>,
    /// What to do.
    help: Option<String>,
}

impl Mistake {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span, help: None }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    fn diagnostic(self, severity: Severity, text: &(impl Placed + ?Sized), file: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(severity, Code::Metadata, file, self.message).at(text, self.span);
        Diagnostic { help: self.help, ..diagnostic }
    }
}

#[cfg(test)]
mod tests;
