//! Who wrote a document: the field `authors`, and what other programs call `author`.

use crate::config::Config;
use crate::model::field::{SEPARATOR, members};
use crate::model::field_name;
use crate::model::metadata::Metadata;

/// What front matter, heads, web pages, Word files and TEI headers call the authors.
const OTHER_NAME: &str = "author";

/// Brings what a document says of its authors into one form: names with semicolons between them. An archive that uses the
/// name `author` for something else is believed.
pub fn settle(metadata: &mut Metadata, config: &Config) {
    let is_free = config.known_field(OTHER_NAME).is_none();
    let other =
        metadata.other.keys().find(|other| is_free && field_name::is_same(other, OTHER_NAME)).cloned();
    let stated = metadata.particulars.authors.take().map(|text| names(&text)).filter(|text| !text.is_empty());
    let said = other.as_ref().and_then(|name| metadata.other.get(name)).map(|text| names(text));
    // What two say differently is shown as it is.
    if let Some(name) = other
        && said
            .as_ref()
            .is_some_and(|said| !said.is_empty() && stated.as_ref().is_none_or(|stated| stated == said))
    {
        metadata.other.remove(&name);
    }
    metadata.particulars.authors = stated.or(said).filter(|text| !text.is_empty());
}

/// The names in a text, with semicolons between them.
fn names(text: &str) -> String {
    let names: Vec<&str> =
        members(text).flat_map(parted).filter(|name| name.contains(char::is_alphabetic)).collect();
    names.join(SEPARATOR)
}

/// The names in a text without semicolons: a comma parts them where whole names stand on both sides of each, since "Orn,
/// Ada" is one name.
fn parted(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_whole = |part: &&str| {
        let is_handle = |word: &str| word.starts_with(['(', '<', '@']);
        let words: Vec<&str> = part.split_whitespace().collect();
        words.len() > 1 && words.iter().any(|word| !is_handle(word)) && !is_suffix(part)
    };
    if parts.len() > 1 && parts.iter().all(is_whole) { parts } else { vec![text.trim()] }
}

/// Whether what follows a comma is part of the name before it.
fn is_suffix(part: &str) -> bool {
    part.starts_with(char::is_lowercase) || part.split_whitespace().all(|word| word.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_where_they_are_whole() {
        for (text, parted) in [
            ("Orn, Ada", "Orn, Ada"),
            ("Ada Orn, Bo Vell", "Ada Orn; Bo Vell"),
            ("Ada Orn (@orn), Bo Vell <vell@a.example>", "Ada Orn (@orn); Bo Vell <vell@a.example>"),
            ("Lindholt, Keeper of the Lamp", "Lindholt, Keeper of the Lamp"),
            ("Ada Orn, keeper of the lamp", "Ada Orn, keeper of the lamp"),
            ("Orn, Ada; Vell, Bo", "Orn, Ada; Vell, Bo"),
            ("Ministry of Lamps and Oil", "Ministry of Lamps and Oil"),
            (" ; –", ""),
        ] {
            assert_eq!(names(text), parted, "{text}");
        }
    }

    #[test]
    fn what_two_fields_say_alike_is_said_once() {
        let config = Config::default();
        let mut metadata = Metadata::default();
        metadata.other.insert("Author".to_owned(), "Ada Orn, Bo Vell".to_owned());
        metadata.particulars.authors = Some("Ada Orn; Bo Vell".to_owned());
        settle(&mut metadata, &config);
        assert!(metadata.other.is_empty());
        metadata.other.insert("author".to_owned(), "Skell".to_owned());
        settle(&mut metadata, &config);
        assert_eq!(metadata.particulars.authors.as_deref(), Some("Ada Orn; Bo Vell"));
        assert_eq!(metadata.other.len(), 1);
    }
}
