//! Drafts: documents whose metadata says that they are not to be published yet.

use crate::model::metadata::Metadata;

/// What says that a document is a draft: fields, each with whether it is the yes or the no that says so. They
/// are those of Hugo, Zola and Jekyll (`draft`, `published`), and of Obsidian (`publish`). `status` says nothing:
/// a standard that is published can have the status of a draft.
const FIELDS: [(&str, bool); 4] =
    [("draft", true), ("private", true), ("published", false), ("publish", false)];

/// Whether metadata says that its document is a draft.
pub fn is_draft(metadata: &Metadata) -> bool {
    metadata.other.iter().any(|(name, value)| {
        FIELDS.iter().any(|(field, says)| name.eq_ignore_ascii_case(field) && truth(value) == Some(*says))
    })
}

/// Yes or no, as YAML and TOML and people write it; other values, such as a date, are neither.
fn truth(value: &str) -> Option<bool> {
    match value.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(name: &str, value: &str) -> bool {
        let mut metadata = Metadata::default();
        metadata.other.insert(name.to_owned(), value.to_owned());
        is_draft(&metadata)
    }

    #[test]
    fn fields_of_other_programs_are_known() {
        for (name, value) in [
            ("draft", "true"),
            ("Draft", "True"),
            ("DRAFT", "yes"),
            ("published", "false"),
            ("published", "no"),
            ("publish", "false"),
            ("private", "true"),
            ("draft", "1"),
        ] {
            assert!(says(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("draft", "false"),
            ("draft", "2"),
            ("draft", "second"),
            ("published", "true"),
            ("published", "1926-03-04"),
            ("published", "Port Amsel"),
            ("private", "no"),
            ("status", "Draft"),
            ("drafted by", "yes"),
        ] {
            assert!(!says(name, value), "{name}: {value}");
        }
    }
}
