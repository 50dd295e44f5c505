//! `[[field]]`: the fields of metadata that an archive declares, and what it wants of fonds' own.

use std::ops::Range;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::{Config, FILE_NAME};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::{Choice, FIELDS, Field, Label};
use crate::model::field_name;

/// A field as `fonds.toml` declares it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Its name, in metadata and in the catalogue.
    pub name: String,
    /// What pages call it; otherwise its name.
    pub label: Option<String>,
    /// Whether it can have several values.
    #[serde(default)]
    pub list: bool,
    /// Whether documents are chosen by it on the search page and the timeline.
    #[serde(default)]
    pub facet: bool,
}

/// Names that mean something else: what the catalogue says of every document, columns of tables that are no metadata, and
/// what stands in the addresses of the search page and the timeline.
const TAKEN: [&str; 17] = [
    "id",
    "url",
    "collection",
    "date_basis",
    "date_inferred",
    "words",
    "refs",
    "refs_resolved",
    "refs_unresolved",
    "people",
    "places",
    "terms",
    "file",
    "year",
    "q",
    "in",
    "sort",
];

/// The longest name of a field, in characters.
const LONGEST_NAME: usize = 40;

/// The fields that an archive knows: fonds' own and those that it declares. `text` is that of `fonds.toml`.
///
/// # Errors
/// A diagnostic with its place, for the first declaration that cannot hold.
pub fn table(config: &Config, text: &str) -> Result<Vec<Field>, Diagnostic> {
    let mut table = FIELDS.clone();
    for (place, declared) in config.declared.iter().enumerate() {
        declared.add_to(&mut table, config).map_err(|mistake| mistake.diagnostic(text, place))?;
    }
    Ok(table)
}

/// Why a declaration cannot hold: the key with the mistake, what is wrong, and what to do.
struct Mistake {
    key: &'static str,
    message: String,
    help: String,
}

impl Mistake {
    fn new(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { key, message: message.into(), help: help.into() }
    }

    /// `place` is that of the declaration among all.
    fn diagnostic(self, text: &str, place: usize) -> Diagnostic {
        let diagnostic =
            Diagnostic::new(Severity::Error, Code::Metadata, FILE_NAME, self.message).help(self.help);
        match value_span(text, place, self.key) {
            Some(span) => diagnostic.at(text, span),
            None => diagnostic,
        }
    }
}

impl Declaration {
    fn add_to(&self, table: &mut Vec<Field>, config: &Config) -> Result<(), Mistake> {
        if self.label.as_ref().is_some_and(|label| label.trim().is_empty()) {
            return Err(Mistake::new("label", "the label is empty", "leave it out, and it is the name"));
        }
        let known = |field: &&mut Field| {
            field_name::is_same(&field.name, &self.name) || self.is_called(field, config)
        };
        match table.iter_mut().find(known) {
            Some(field) if field.is_own() => Err(Mistake::new(
                "name",
                format!("`{}` is declared already", field.name),
                "put both into one `[[field]]`",
            )),
            Some(field) => self.apply_to(field),
            None => {
                self.check_name()?;
                let label = self.label.clone().unwrap_or_else(|| self.name.clone());
                let mut field = Field::own(self.name.clone(), label, self.list);
                if self.facet {
                    field.offer();
                }
                table.push(field);
                Ok(())
            }
        }
    }

    /// Whether the archive's metadata calls a field of fonds' own so.
    fn is_called(&self, field: &Field, config: &Config) -> bool {
        field_name::is_same(config.field_name(&field.name), &self.name)
    }

    /// Fonds' own fields can get a label, and some can be chosen by.
    fn apply_to(&self, field: &mut Field) -> Result<(), Mistake> {
        let own = format!("`{}` is one of fonds' own fields", field.name);
        if self.list && !field.is_list {
            let help = "remove `list`, or declare a field of another name";
            return Err(Mistake::new("list", format!("{own}, and has one value"), help));
        }
        if let Some(label) = &self.label {
            if field.label.is_none() {
                let message = format!("{own}, and pages show it without a label");
                return Err(Mistake::new("label", message, "remove `label`"));
            }
            let label = Label::Words(label.clone());
            if let Choice::Offered { heading, .. } = &mut field.choice {
                heading.clone_from(&label);
            }
            field.label = Some(label);
        }
        if self.facet && field.choice == Choice::Never {
            let message = format!("documents cannot be chosen by `{}`", field.name);
            let help = "remove `facet`; of fonds' own fields kind, place and subject can be one";
            return Err(Mistake::new("facet", message, help));
        }
        if self.facet && field.choice == Choice::Possible {
            field.offer();
        }
        Ok(())
    }

    fn check_name(&self) -> Result<(), Mistake> {
        let is_sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
        let is_name = self.name.starts_with(char::is_alphabetic)
            && self.name.trim() == self.name
            && self.name.chars().count() <= LONGEST_NAME
            && self.name.chars().all(is_sign);
        if !is_name {
            let help = format!(
                "begin with a letter, and use letters, figures, spaces, `-`, `_` and `.`, at most {LONGEST_NAME}"
            );
            return Err(Mistake::new("name", format!("`{}` cannot be a field's name", self.name), help));
        }
        if let Some(taken) = TAKEN.iter().find(|taken| field_name::is_same(taken, &self.name)) {
            let message = format!("`{taken}` means something else in catalogues and addresses");
            return Err(Mistake::new("name", message, "give the field another name"));
        }
        Ok(())
    }
}

/// Where a declaration has the value of a key; without it, its name.
fn value_span(text: &str, place: usize, key: &str) -> Option<Range<usize>> {
    let document = DeTable::parse(text).ok()?;
    let DeValue::Array(declared) = document.get_ref().get("field")?.get_ref() else { return None };
    let DeValue::Table(fields) = declared.get(place)?.get_ref() else { return None };
    Some(fields.get(key).or_else(|| fields.get("name"))?.span())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    fn read(text: &str) -> Result<Vec<Field>, Diagnostic> {
        let config: Config = parse(FILE_NAME, text)?;
        table(&config, text)
    }

    #[test]
    fn fields_are_declared() {
        let text = "[[field]]\nname = \"ship\"\nlabel = \"Ship\"\nlist = true\nfacet = true\n\
                    [[field]]\nname = \"keeper\"\n[[field]]\nname = \"place\"\nfacet = true\n";
        let table = read(text).expect("valid");
        let find = |name| table.iter().find(|field| field.name == name).expect("a field");
        let ship = find("ship");
        assert!(ship.is_own() && ship.is_list && matches!(ship.choice, Choice::Offered { .. }));
        assert_eq!(find("keeper").label, Some(Label::Words("keeper".to_owned())));
        assert_eq!(find("keeper").choice, Choice::Possible);
        assert!(!find("place").is_own() && matches!(find("place").choice, Choice::Offered { .. }));
        assert_eq!(table.len(), FIELDS.len() + 2);
    }

    #[test]
    fn what_cannot_hold_is_said_with_its_place() {
        for (text, place, message) in [
            ("[[field]]\nname = \"\"\n", (2, 8), "`` cannot be a field's name"),
            ("[[field]]\nname = \"a;b\"\n", (2, 8), "`a;b` cannot be a field's name"),
            ("[[field]]\nname = \"URL\"\n", (2, 8), "`url` means something else in catalogues and addresses"),
            (
                "[[field]]\nname = \"ship\"\n[[field]]\nlabel = \"x\"\nname = \"Ship\"\n",
                (5, 8),
                "`ship` is declared already",
            ),
            ("[[field]]\nname = \"title\"\nfacet = true\n", (3, 9), "documents cannot be chosen by `title`"),
            (
                "[[field]]\nname = \"place\"\nlist = true\n",
                (3, 8),
                "`place` is one of fonds' own fields, and has one value",
            ),
            (
                "[[field]]\nname = \"date\"\nlabel = \"Day\"\n",
                (3, 9),
                "`date` is one of fonds' own fields, and pages show it without a label",
            ),
            ("[[field]]\nname = \"ship\"\nlabel = \" \"\n", (3, 9), "the label is empty"),
            ("[[field]]\nname = \"ship\"\nfacets = true\n", (3, 1), "`facets` is no known key"),
            ("[[field]]\nlabel = \"Ship\"\n", (1, 1), "missing field `name`"),
        ] {
            let found = read(text).expect_err(text);
            let at = found.place.as_ref().map(|place| (place.line, place.column));
            assert_eq!((at, found.message.as_str()), (Some(place), message), "{text}");
        }
    }
}
