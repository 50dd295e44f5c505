//! Front matter in YAML.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{MessageFormatter, Spanned, UserMessageFormatter};

use super::{Field, Mistake, Value};

/// How deep YAML may nest. Metadata is flat; the limit keeps a hostile file from the stack's end.
const DEPTH: usize = 32;

/// The fields of a YAML document. Each span goes from the name's beginning to the value's.
pub fn fields(content: &str) -> Result<Vec<Field>, Mistake> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        budget: serde_saphyr::budget! { max_depth: DEPTH, },
    };
    match serde_saphyr::from_str_with_options(content, options) {
        Ok(Yaml::Table(fields)) => Ok(fields
            .into_iter()
            .map(|(name, value)| Field {
                span: use_span(&name).start..use_span(&value).start.max(use_span(&name).end),
                name: name.value,
                value: value_of(value, content),
            })
            .collect()),
        Ok(Yaml::Nothing) => Ok(Vec::new()),
        Ok(_) => {
            let message = "front matter must be fields, such as `title: Minutes`";
            Err(Mistake::new(message, 0..content.trim_end().len()))
        }
        Err(_) if content.lines().all(says_nothing) => Ok(Vec::new()),
        Err(error) => {
            let message = UserMessageFormatter.format_message(error.without_snippet());
            let mistake = Mistake::new(message, error_span(&error, content));
            Err(mistake.help("put a value that YAML may take for something else in quotation marks"))
        }
    }
}

/// Whether a line of YAML says nothing.
fn says_nothing(line: &str) -> bool {
    line.trim_start().is_empty() || line.trim_start().starts_with('#')
}

/// A value as YAML gives it. What is neither text nor a collection is taken from the source, as it
/// is written there.
enum Yaml {
    Nothing,
    Text(String),
    Other,
    List(Vec<Spanned<Yaml>>),
    Table(Vec<(Spanned<String>, Spanned<Yaml>)>),
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

/// Tells serde's kinds of values apart.
struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }

    fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(member) = members.next_element()? {
            list.push(member);
        }
        Ok(Yaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Yaml, A::Error> {
        let mut table = Vec::new();
        while let Some(field) = fields.next_entry()? {
            table.push(field);
        }
        Ok(Yaml::Table(table))
    }
}

fn value_of(value: Spanned<Yaml>, content: &str) -> Value {
    // An alias stands for the value that its anchor marks.
    let written = byte_span(&value.defined);
    match value.value {
        Yaml::Nothing => Value::Text(String::new()),
        Yaml::Text(text) => Value::Text(text),
        Yaml::Other => Value::Text(content.get(written).unwrap_or_default().trim().to_owned()),
        Yaml::List(members) => {
            Value::List(members.into_iter().map(|member| value_of(member, content)).collect())
        }
        Yaml::Table(fields) => Value::Table(
            fields.into_iter().map(|(name, value)| (name.value, value_of(value, content))).collect(),
        ),
    }
}

/// Where a value is used.
fn use_span<T>(value: &Spanned<T>) -> Range<usize> {
    byte_span(&value.referenced)
}

fn byte_span(location: &serde_saphyr::Location) -> Range<usize> {
    let span = location.span();
    let number = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    let start = number(span.byte_offset());
    start..start + number(span.byte_len())
}

/// The place of an error, found by line and column, which every error has that has a place.
fn error_span(error: &serde_saphyr::Error, content: &str) -> Range<usize> {
    let Some(location) = error.location() else { return 0..0 };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let lines = content.split_inclusive('\n');
    let line: usize = lines.take(number(location.line())).map(str::len).sum();
    let column = content[line..]
        .char_indices()
        .nth(number(location.column()))
        .map_or(content.len(), |(at, _)| line + at);
    column..column + 1
}
