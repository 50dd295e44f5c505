//! What the value of `@target` means: a place in the same file, in another, or on the web.

use crate::model::address::is_safe_address;
use crate::model::reference::Citation;

/// What a target means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Something in the archive.
    Archive(Citation),
    /// An address on the web.
    Web(String),
    /// An address whose scheme pages may not use.
    Unsafe(String),
}

impl Target {
    /// What a target means. Of several in one value the first is taken; the others are given by [`all`].
    pub(super) fn of(value: &str) -> Option<Self> {
        all(value).next()
    }
}

/// What the targets in a value mean.
pub(super) fn all(value: &str) -> impl Iterator<Item = Target> + '_ {
    value.split_ascii_whitespace().filter_map(one)
}

fn one(value: &str) -> Option<Target> {
    if let Some(fragment) = value.strip_prefix('#') {
        return (!fragment.is_empty()).then(|| file("", Some(fragment)));
    }
    if has_scheme(value) {
        let address = value.to_owned();
        return Some(if is_safe_address(value) { Target::Web(address) } else { Target::Unsafe(address) });
    }
    let (path, fragment) = match value.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment).filter(|fragment| !fragment.is_empty())),
        None => (value, None),
    };
    // A volume goes by its name, wherever it lies: `frus1961-63v06#d8`.
    if path.contains(['/', '.', '?']) {
        return Some(file(path, fragment));
    }
    Some(Target::Archive(Citation::Name(value.to_owned())))
}

fn file(path: &str, fragment: Option<&str>) -> Target {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (path, None),
    };
    Target::Archive(Citation::File { path: decoded(path), query, fragment: fragment.map(decoded) })
}

/// Whether an address begins with the name of a scheme: `https:`, `mailto:`, `gnd:`.
fn has_scheme(value: &str) -> bool {
    let Some((scheme, _)) = value.split_once(':') else { return value.starts_with("//") };
    let mut characters = scheme.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_what_they_say() {
        let file = |path: &str, fragment: Option<&str>| {
            let fragment = fragment.map(str::to_owned);
            Some(Target::Archive(Citation::File { path: path.to_owned(), query: None, fragment }))
        };
        assert_eq!(Target::of("#d12fn3"), file("", Some("d12fn3")));
        assert_eq!(Target::of("  #a #b"), file("", Some("a")));
        assert_eq!(all("#a #b").count(), 2);
        assert_eq!(Target::of("other.xml#d%201"), file("other.xml", Some("d 1")));
        assert_eq!(Target::of("../letters/"), file("../letters/", None));
        assert_eq!(Target::of("orn1924#d8"), Some(Target::Archive(Citation::Name("orn1924#d8".to_owned()))));
        assert_eq!(
            Target::of("https://example.org/a b"),
            Some(Target::Web("https://example.org/a".to_owned()))
        );
        assert_eq!(Target::of("javascript:alert(1)"), Some(Target::Unsafe("javascript:alert(1)".to_owned())));
        assert_eq!((Target::of("#"), Target::of("")), (None, None));
    }
}
