//! Reading TOML files of ours, with advice for what they do not know.

use serde::de::DeserializeOwned;

use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::characters;

/// Parses a TOML file of ours.
///
/// # Errors
/// A diagnostic that points at the place and, for an unknown key, names the nearest known one.
pub fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        let message = error.message();
        // Serde lists the known keys in its message; the nearest of them is what the user meant.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let kind = [("unknown field", "key"), ("unknown variant", "value")]
            .into_iter()
            .find_map(|(start, kind)| message.starts_with(start).then_some(kind));
        let (message, help) = match (kind, quoted.next()) {
            (Some(kind), Some(unknown)) => {
                let known: Vec<&str> = quoted.collect();
                let help = did_you_mean(unknown, &known, &format!("the known {kind}s are"));
                (format!("`{unknown}` is no known {kind}"), Some(help))
            }
            _ => (message.to_owned(), None),
        };
        let mut diagnostic = Diagnostic::new(Severity::Error, Code::Metadata, file, message);
        if let Some(span) = error.span() {
            diagnostic = diagnostic.at(text, span);
        }
        diagnostic.help = help;
        diagnostic
    })
}

/// Parses a TOML file of ours. Characters that no page can show, which its escapes can write, are replaced in its
/// values; then there is a warning.
///
/// # Errors
/// The same as of [`parse`].
pub fn parse_shown<T: DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<(T, Option<Diagnostic>), Diagnostic> {
    let parsed = parse(file, text)?;
    // Only escapes can write them: TOML itself forbids them.
    let Some(mut table) = text.contains('\\').then(|| parse::<toml::Table>(file, text)).transpose()? else {
        return Ok((parsed, None));
    };
    let replaced: Vec<&str> =
        table.iter_mut().filter_map(|(key, value)| replace_unshown(value).then_some(key.as_str())).collect();
    let Some(first) = replaced.first() else { return Ok((parsed, None)) };
    let message = format!("`{first}` holds a character that cannot be shown, which was replaced");
    let start = text.find(first).unwrap_or_default();
    let warning = Diagnostic::new(Severity::Warning, Code::ControlCharacter, file, message)
        .at(text, start..start + first.len())
        .help("remove the escape, or write what is meant");
    let parsed = T::deserialize(table).map_err(|error| {
        Diagnostic::new(Severity::Error, Code::Metadata, file, error.message().to_owned())
    })?;
    Ok((parsed, Some(warning)))
}

/// Replaces what cannot be shown in a value. Says whether there was any.
fn replace_unshown(value: &mut toml::Value) -> bool {
    match value {
        toml::Value::String(text) => characters::replaced(text).map(|shown| *text = shown).is_some(),
        toml::Value::Array(members) => {
            members.iter_mut().fold(false, |found, member| replace_unshown(member) | found)
        }
        toml::Value::Table(fields) => {
            fields.iter_mut().fold(false, |found, (_, value)| replace_unshown(value) | found)
        }
        _ => false,
    }
}
