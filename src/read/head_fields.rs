//! What the fields of a text's head become: fonds' own fields, and others that are shown as they are.

use std::ops::Range;

use super::fields::{self, HeadField, Known};
use super::{date_field, front_matter};
use crate::config::Config;
use crate::model::field::{Field, Kept};
use crate::model::metadata::Metadata;
use front_matter::Value;

/// What stands for a value that the head leaves out.
const NOTHING: &str = "–";

/// What is known while the fields of a head are taken over.
pub(super) struct HeadFields<'a> {
    /// What front matter and spreadsheets state.
    pub stated: &'a Metadata,
    /// The bytes of the text that give its date, if its head does.
    pub date: Option<&'a Range<usize>>,
    pub text: &'a str,
    /// Whether the text has a title without them.
    pub has_title: bool,
    pub config: &'a Config,
}

impl HeadFields<'_> {
    /// Adds fields to what was found in the text, and gives the title that they name, with its place: where
    /// the text has none, it is the subject. What stronger metadata contradicts is kept under its own name, so
    /// that nothing is lost.
    pub(super) fn add_to(&self, found: &mut Metadata, fields: Vec<HeadField>) -> Option<(String, usize)> {
        let (mut title, mut subject) = (None, None);
        for field in fields {
            let Some(known) = self.known(&field.name).filter(|_| !field.value.is_empty()) else {
                let value = if field.value.is_empty() { NOTHING.to_owned() } else { field.value };
                keep(found, field.name, value);
                continue;
            };
            match (known.kept, &*known.name) {
                (Kept::Title, _) => title = Some((field.value, field.start)),
                (Kept::Date, _) if self.is_whole_date(&field) => {}
                // The name alone is the date's own.
                (Kept::Date, _) => keep(found, format!("{}:", field.name), field.value),
                (_, "language") if !is_tag(&field.value) => keep(found, field.name, field.value),
                (_, name) => {
                    if name == "subject" {
                        subject = Some((field.value.clone(), field.start));
                    }
                    self.set(found, known, field);
                }
            }
        }
        title.or(subject.filter(|_| !self.has_title))
    }

    /// The field that a name means: as the archive calls it, or in a language that datelines know, unless the archive has
    /// another name for it.
    fn known(&self, name: &str) -> Option<&Field> {
        if let Some(field) = self.config.known_field(name) {
            return Some(field);
        }
        let own = match fields::known(name) {
            Some(Known::Own(own)) => own,
            _ if date_field::rank(name) == Some(date_field::Rank::Date) => "date",
            _ => return None,
        };
        self.config.known_field(own).filter(|field| field.name == own)
    }

    fn set(&self, found: &mut Metadata, known: &Field, field: HeadField) {
        let name = self.config.name_of(known);
        let stated = front_matter::field_value(self.stated, name, self.config);
        if stated.is_some_and(|stated| stated != field.value) {
            keep(found, format!("{}:", field.name), field.value);
            return;
        }
        if matches!(known.kept, Kept::Number) && found.number.as_ref() != Some(&field.value) {
            found.number_label = None;
        }
        // Only a date can be refused, and it is none.
        let _ = front_matter::set_field(found, name, &Value::Text(field.value), self.config);
    }

    /// Whether the date says all that the field does: the day of the week may stand before it.
    fn is_whole_date(&self, field: &HeadField) -> bool {
        let Some(span) = self.date else { return false };
        let before = self.text.get(field.start..span.start);
        let after = self.text.get(span.end..).and_then(|rest| rest.lines().next());
        before.is_some_and(|before| {
            before.len() < 20 && !before.contains(['\n', ':']) && before.split_whitespace().count() <= 1
        }) && after.is_some_and(|after| after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
    }
}

/// Keeps a field as it is.
fn keep(found: &mut Metadata, name: String, value: String) {
    found.other.entry(name).or_insert(value);
}

/// Whether a text has the form of a BCP 47 tag.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    parts
        .next()
        .is_some_and(|first| matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(is_part)
}
