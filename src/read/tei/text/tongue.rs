//! The language of a stretch of text, by its `xml:lang`.

use isolang::Language;
use unic_langid::LanguageIdentifier;

/// A tag of BCP 47 for the value of `xml:lang`: `deu` becomes `de`. What is no tag is none.
pub(super) fn tag(value: &str) -> Option<String> {
    let value = value.trim();
    let (primary, rest) = value.split_at(value.find(['-', '_']).unwrap_or(value.len()));
    let short = (primary.len() == 3)
        .then(|| Language::from_639_3(&primary.to_ascii_lowercase()).and_then(|language| language.to_639_1()))
        .flatten();
    let tag = format!("{}{}", short.unwrap_or(primary), rest.replace('_', "-"));
    let identifier: LanguageIdentifier = tag.parse().ok()?;
    // "und" and "mul" name no language, and "zxx" says that there is none.
    (!matches!(identifier.language.as_str(), "und" | "mul" | "zxx" | "mis")).then_some(tag)
}

/// Whether two tags name the same language, written the same way.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_brought_to_one_form() {
        assert_eq!(tag("de").as_deref(), Some("de"));
        assert_eq!(tag("deu").as_deref(), Some("de"));
        assert_eq!(tag("grc").as_deref(), Some("grc"));
        assert_eq!(tag("ara_Latn").as_deref(), Some("ar-Latn"));
        assert_eq!(tag("he-Hebr").as_deref(), Some("he-Hebr"));
        assert_eq!((tag("und"), tag(""), tag("old hand")), (None, None, None));
    }
}
