//! Front matter in TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Field, Mistake, Value};

/// The fields of a TOML document. Each span goes from the name's beginning to the value's.
pub fn fields(content: &str) -> Result<Vec<Field>, Mistake> {
    let table = DeTable::parse(content).map_err(|error| {
        let message = error.message();
        let mistake = Mistake::new(message, error.span().unwrap_or_default());
        if message.starts_with("string values must be quoted") {
            return mistake.help("put the value in quotation marks of the keyboard: `\"…\"`");
        }
        mistake
    })?;
    let field = |(name, value): (Spanned<_>, Spanned<DeValue<'_>>)| Field {
        span: name.span().start..value.span().start.max(name.span().end),
        name: String::from(name.into_inner()),
        value: value_of(value, content),
    };
    Ok(table.into_inner().into_iter().map(field).collect())
}

fn value_of(value: Spanned<DeValue<'_>>, content: &str) -> Value {
    let span = value.span();
    match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Array(members) => {
            Value::List(members.into_iter().map(|member| value_of(member, content)).collect())
        }
        DeValue::Table(fields) => Value::Table(
            fields
                .into_iter()
                .map(|(name, value)| (name.into_inner().into_owned(), value_of(value, content)))
                .collect(),
        ),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Value::Text(content.get(span).unwrap_or_default().to_owned())
        }
    }
}
