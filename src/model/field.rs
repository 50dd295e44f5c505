//! The fields of metadata, each declared once: how it is called, kept, shown, published, searched and chosen by.
//!
//! [`FIELDS`] are fonds' own. An archive declares more in `fonds.toml`, and they take the same way: readers, facts, the
//! catalogue, spreadsheets, the search and the facets go through one list of fields ([`crate::config::Config::table`]).

use std::borrow::Cow;
use std::sync::LazyLock;

use super::metadata::Particulars;

/// What stands between several values that are written as one text.
pub const SEPARATOR: &str = "; ";

/// A field of metadata.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name: the key in front matter, the column of tables, the key in the catalogue. `[fields]` can give one of
    /// fonds' own another for what is read.
    pub name: Cow<'static, str>,
    /// What pages call it; absent where they never name it.
    pub label: Option<Label>,
    /// How it is read, and where metadata has it.
    pub kept: Kept,
    /// Whether it can have several values. They are one text with semicolons between them, or a list.
    pub is_list: bool,
    /// Its rank among the facts beside a text; absent for what stands elsewhere on the page. Fields of an archive's own
    /// follow all others.
    pub fact: Option<u8>,
    /// Whether the site's catalogue has it, besides what the catalogue has of every document.
    pub is_published: bool,
    /// Whether the search finds documents by its words.
    pub is_searched: bool,
    /// Whether documents are chosen by it on the search page and the timeline.
    pub choice: Choice,
}

/// What pages call something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A message of the interface, in the language of the pages.
    Message(&'static str),
    /// Words of the archive's own.
    Words(String),
}

/// Where metadata has a field.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    /// The number, which can have a label.
    Number,
    /// The title.
    Title,
    /// The date, which must be one.
    Date,
    /// The other names.
    Aliases,
    /// A text.
    Particular {
        /// What is known.
        get: fn(&Particulars) -> &Option<String>,
        /// The place of what is known.
        slot: fn(&mut Particulars) -> &mut Option<String>,
    },
    /// A field of the archive's own, among the other fields, under its name.
    Own,
}

/// Whether documents are chosen by a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// They cannot be: nearly every document has a value of its own, or the field's name means something else in addresses.
    Never,
    /// They are if the archive wants it.
    Possible,
    /// They are, on the search page and the timeline.
    Offered {
        /// What stands above the values.
        heading: Label,
        /// The message for documents that have none.
        without: &'static str,
    },
}

/// The message for documents without a value, where the field has none of its own.
pub const WITHOUT: &str = "no_value";

/// Where [`Particulars`] have a text.
macro_rules! particular {
    ($name:ident) => {
        Kept::Particular { get: |known| &known.$name, slot: |known| &mut known.$name }
    };
}

/// The fields of fonds' own, in the order of the catalogue's columns.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    vec![
        Field::new("number", Kept::Number),
        Field::new("title", Kept::Title),
        Field::new("date", Kept::Date),
        Field {
            choice: Choice::Offered { heading: Label::Message("kinds"), without: "no_kind" },
            ..published("kind", "fact_kind", Some(4), particular!(kind))
        },
        Field { choice: Choice::Possible, ..published("place", "fact_place", None, particular!(place)) },
        Field { is_list: true, ..published("authors", "fact_author", Some(0), particular!(authors)) },
        published("from", "fact_from", Some(1), particular!(from)),
        published("to", "fact_to", Some(2), particular!(to)),
        Field {
            choice: Choice::Possible,
            ..published("subject", "fact_subject", Some(3), particular!(subject))
        },
        Field::new("language", particular!(language)),
        Field { is_list: true, is_searched: true, ..Field::new("aliases", Kept::Aliases) },
        Field { is_searched: true, ..Field::new("description", particular!(description)) },
    ]
});

/// A field that the catalogue has and the search knows.
fn published(name: &'static str, label: &'static str, fact: Option<u8>, kept: Kept) -> Field {
    Field {
        label: Some(Label::Message(label)),
        fact,
        is_published: true,
        is_searched: true,
        ..Field::new(name, kept)
    }
}

impl Field {
    /// A field that is read and written, and nothing more.
    fn new(name: &'static str, kept: Kept) -> Self {
        Self {
            name: Cow::Borrowed(name),
            label: None,
            kept,
            is_list: false,
            fact: None,
            is_published: false,
            is_searched: false,
            choice: Choice::Never,
        }
    }

    /// A field of an archive's own. The search finds it with all fields that fonds does not know.
    pub fn own(name: String, label: String, is_list: bool) -> Self {
        Self {
            name: Cow::Owned(name),
            label: Some(Label::Words(label)),
            kept: Kept::Own,
            is_list,
            fact: None,
            is_published: true,
            is_searched: false,
            choice: Choice::Possible,
        }
    }

    /// Whether it is one of the archive's own.
    pub fn is_own(&self) -> bool {
        matches!(self.kept, Kept::Own)
    }

    /// Offers to choose documents by it, if that can be.
    pub fn offer(&mut self) {
        if let (Choice::Possible, Some(label)) = (&self.choice, &self.label) {
            self.choice = Choice::Offered { heading: label.clone(), without: WITHOUT };
        }
    }

    /// The values in a text, which is that of one document.
    pub fn values<'a>(&self, text: &'a str) -> Vec<&'a str> {
        if self.is_list { members(text).collect() } else { vec![text] }
    }
}

/// The values that a text holds, with semicolons between them.
pub fn members(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATOR.trim_end()).map(str::trim).filter(|member| !member.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_field_is_declared_once() {
        let names: HashSet<&str> = FIELDS.iter().map(|field| &*field.name).collect();
        assert_eq!(names.len(), FIELDS.len());
        let ranks: Vec<u8> = FIELDS.iter().filter_map(|field| field.fact).collect();
        assert_eq!(ranks.iter().collect::<HashSet<_>>().len(), ranks.len());
    }

    #[test]
    fn a_particular_is_found_where_it_was_put() {
        for (place, field) in FIELDS.iter().enumerate() {
            let Kept::Particular { slot, .. } = field.kept else { continue };
            let mut known = Particulars::default();
            *slot(&mut known) = Some("Amsel".to_owned());
            for (other, field) in FIELDS.iter().enumerate() {
                let Kept::Particular { get, .. } = field.kept else { continue };
                assert_eq!(get(&known).is_some(), place == other, "{}", field.name);
            }
        }
    }

    #[test]
    fn semicolons_part_values() {
        let field = Field::own("ship".to_owned(), "Ship".to_owned(), true);
        assert_eq!(field.values("Amsel;Orn ; ;"), ["Amsel", "Orn"]);
        let field = Field { is_list: false, ..field };
        assert_eq!(field.values("Amsel; Orn"), ["Amsel; Orn"]);
    }
}
