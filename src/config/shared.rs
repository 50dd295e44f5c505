//! `[metadata]` in a `collection.toml`: what holds for all documents in the folder and below it that do not say otherwise.

use toml::de::{DeTable, DeValue};

use super::{Config, did_you_mean};
use crate::diagnostic::{Code, Diagnostic, Lines, Severity};
use crate::model::field::{Field, SEPARATOR};

/// The field of a name that documents can share: those of the catalogue. A number, title or date is one document's own.
pub fn field<'a>(name: &str, config: &'a Config) -> Option<&'a Field> {
    config.known_field(name).filter(|field| field.is_published)
}

/// A value as one text, the members of a list with semicolons between them.
pub fn text_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(members) => members.iter().map(text_of).collect::<Vec<_>>().join(SEPARATOR),
        value => value.to_string(),
    }
}

/// What is wrong with the metadata of a collection. `text` is that of its file.
pub fn complaints(metadata: &toml::Table, config: &Config, file: &str, text: &str) -> Vec<Diagnostic> {
    if metadata.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(text);
    let document = DeTable::parse(text).ok();
    let stated = document.as_ref().and_then(|document| document.get_ref().get("metadata"));
    let span = |name: &str| match stated?.get_ref() {
        DeValue::Table(fields) => fields.get_key_value(name).map(|(name, _)| name.span()),
        _ => None,
    };
    let mistakes = metadata.iter().filter_map(|(name, value)| Some((name, mistake(name, value, config)?)));
    mistakes
        .map(|(name, (message, help))| {
            let warning = Diagnostic::new(Severity::Warning, Code::Metadata, file, message).help(help);
            match span(name) {
                Some(span) => warning.at(&lines, span),
                None => warning,
            }
        })
        .collect()
}

/// What is wrong with one field, and what to do.
fn mistake(name: &str, value: &toml::Value, config: &Config) -> Option<(String, String)> {
    match (field(name, config), value) {
        (None, _) => {
            let table = config.table.iter().filter(|field| field.is_published);
            let known: Vec<&str> = table.map(|field| config.name_of(field)).collect();
            let message = format!("`{name}` is no field that documents can share, and was ignored");
            Some((
                message,
                did_you_mean(name, &known, "these can be shared, and fields declared in fonds.toml:"),
            ))
        }
        (Some(field), toml::Value::Array(_)) if !field.is_list => {
            let message = format!("`{name}` is a list, and was read as “{}”", text_of(value));
            Some((
                message,
                "write one value, or say `list = true` where fonds.toml declares the field".to_owned(),
            ))
        }
        _ => None,
    }
}
