//! What stands in place of entities: those of XML, those of HTML, and plain small ones that a text declares itself.
//!
//! Nothing is fetched. An entity in whose text others stand, or markup, is left as it is written, and so is one that a text
//! names so often that it would become many times as long.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::data::NAMED_ENTITIES;

use crate::model::characters::is_shown;

/// How long the text of an entity can be, in bytes.
const LONGEST: usize = 1024;

/// How many entities a text can declare.
const MOST: usize = 2048;

/// The entities of a text.
#[derive(Debug, Default)]
pub(super) struct Entities {
    own: BTreeMap<String, String>,
    /// The names of those that were declared and are left as they are written.
    pub refused: BTreeSet<String>,
}

impl Entities {
    /// Those that `<!DOCTYPE …>` declares.
    pub(super) fn declared(doctype: &str) -> Self {
        let mut entities = Self::default();
        for declaration in doctype.split("<!ENTITY").skip(1).take(MOST) {
            entities.declare(declaration.trim_start());
        }
        entities
    }

    fn declare(&mut self, declaration: &str) {
        // One of the parameters is for the declarations themselves.
        if declaration.starts_with('%') {
            return;
        }
        let end = declaration.find(|c: char| c.is_ascii_whitespace()).unwrap_or(declaration.len());
        let (name, rest) = declaration.split_at(end);
        let rest = rest.trim_start();
        let value = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')).and_then(|quote| {
            let value = &rest[1..];
            value.find(quote).map(|end| &value[..end])
        });
        // The first declaration of a name counts.
        if self.own.contains_key(name) || self.refused.contains(name) {
            return;
        }
        let plain = value.filter(|value| value.len() <= LONGEST && !value.contains(['<', '%']));
        match plain.and_then(characters_only) {
            Some(value) => self.own.insert(name.to_owned(), value).is_none(),
            None => self.refused.insert(name.to_owned()),
        };
    }

    /// What stands in place of an entity, by its name or the number of its character; `None` where nobody knows.
    /// `budget` is how many bytes those of the text's own may still become.
    pub(super) fn replace<'a>(&'a self, name: &str, budget: &mut usize) -> Option<Cow<'a, str>> {
        if let Some(number) = name.strip_prefix('#') {
            return character(number).map(|character| Cow::Owned(character.to_string()));
        }
        if let Some(value) = self.own.get(name) {
            *budget = budget.checked_sub(value.len())?;
            return Some(Cow::Borrowed(value));
        }
        if name == "apos" {
            return Some(Cow::Borrowed("'"));
        }
        let (first, second) = *NAMED_ENTITIES.get(format!("{name};").as_str())?;
        let characters = [first, second].into_iter().filter(|&code| code > 0).filter_map(char::from_u32);
        Some(Cow::Owned(characters.collect()))
    }

    /// The value of an attribute with its entities replaced; what nobody knows stays as it is written.
    pub(super) fn unescape<'a>(&self, raw: &'a str, budget: &mut usize) -> Cow<'a, str> {
        if !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        let mut parts = raw.split('&');
        let mut value = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let known =
                part.split_once(';').and_then(|(name, rest)| Some((self.replace(name, budget)?, rest)));
            match known {
                Some((replaced, rest)) => {
                    value.push_str(&replaced);
                    value.push_str(rest);
                }
                None => {
                    value.push('&');
                    value.push_str(part);
                }
            }
        }
        Cow::Owned(value)
    }
}

/// The text of a declared entity, in which the entities of XML can stand, and numbers of characters.
fn characters_only(value: &str) -> Option<String> {
    let none = Entities::default();
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';')?;
        text.push_str(&none.replace(name, &mut 0)?);
        text.push_str(rest);
    }
    (!text.contains('<')).then_some(text)
}

/// A character by its number: `233`, `xe9`. One that no page can show is none.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|&character| is_shown(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_small_entities_are_replaced() {
        let doctype = r#"TEI [ <!ENTITY orn "Orn &amp; Vell"> <!ENTITY far SYSTEM "../far.xml"> <!ENTITY % p "x">
            <!ENTITY twice '&orn;&orn;'> <!ENTITY tag "<b/>"> <!ENTITY hidden "&#60;b/>"> ]"#;
        let entities = Entities::declared(doctype);
        let budget = &mut 100;
        assert_eq!(entities.replace("orn", budget).as_deref(), Some("Orn & Vell"));
        for name in ["far", "twice", "tag", "hidden", "p", "nobody", "#0", "#xFFFFFFFFF"] {
            assert_eq!(entities.replace(name, budget), None, "{name}");
        }
        assert_eq!(
            entities.refused.iter().map(String::as_str).collect::<Vec<_>>(),
            ["far", "hidden", "tag", "twice"]
        );
        assert_eq!(entities.replace("mdash", budget).as_deref(), Some("—"));
        assert_eq!(entities.unescape("a&orn;b & c&amp;d&no;", budget), "aOrn & Vellb & c&d&no;");
    }

    #[test]
    fn what_entities_become_is_bounded() {
        let value = "x".repeat(LONGEST);
        let entities = Entities::declared(&format!("TEI [<!ENTITY x \"{value}\">]"));
        let budget = &mut (LONGEST * 2 + 1);
        assert!(entities.replace("x", budget).is_some() && entities.replace("x", budget).is_some());
        assert_eq!(entities.replace("x", budget), None);
    }
}
