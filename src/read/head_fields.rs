//! What the fields of a text's head become: fonds' own fields, and others that are shown as they are.

use std::ops::Range;

use super::fields::{self, HeadField, Known};
use super::{date_field, front_matter};
use crate::config::{Config, KNOWN_FIELDS};
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
            match self.own(&field.name) {
                _ if field.value.is_empty() => keep(found, field.name, NOTHING.to_owned()),
                Some("title") => title = Some((field.value, field.start)),
                Some("date") if self.is_whole_date(&field) => {}
                // The name alone is the date's own.
                Some("date") => keep(found, format!("{}:", field.name), field.value),
                Some("language") if !is_tag(&field.value) => keep(found, field.name, field.value),
                Some(own) => {
                    if own == "subject" {
                        subject = Some((field.value.clone(), field.start));
                    }
                    self.set(found, own, field);
                }
                None => keep(found, field.name, field.value),
            }
        }
        title.or(subject.filter(|_| !self.has_title))
    }

    /// The field of fonds' own that a name means: as the archive calls it, or in a language that datelines
    /// know, unless the archive has another name for it.
    fn own(&self, name: &str) -> Option<&'static str> {
        let is_named = |own: &&str| self.config.field_name(own).eq_ignore_ascii_case(name);
        if let Some(own) = KNOWN_FIELDS.into_iter().find(is_named) {
            return Some(own);
        }
        let own = match fields::known(name) {
            Some(Known::Own(own)) => own,
            _ if date_field::rank(name) == Some(date_field::Rank::Date) => "date",
            _ => return None,
        };
        (self.config.field_name(own) == own).then_some(own)
    }

    fn set(&self, found: &mut Metadata, own: &'static str, field: HeadField) {
        let name = self.config.field_name(own);
        let stated = front_matter::field_value(self.stated, name, self.config);
        if stated.is_some_and(|stated| stated != field.value) {
            keep(found, format!("{}:", field.name), field.value);
            return;
        }
        if own == "number" && found.number.as_ref() != Some(&field.value) {
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
