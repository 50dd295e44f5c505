//! The values of fields, whatever language they were written in.

use std::fmt;

use crate::model::characters;

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

impl Value {
    /// Replaces what cannot be shown. Says whether there was any.
    pub(super) fn replace_unshown(&mut self) -> bool {
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

/// Replaces what cannot be shown in a text. Says whether there was any.
pub(super) fn replace_unshown(text: &mut String) -> bool {
    characters::replaced(text).map(|shown| *text = shown).is_some()
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
