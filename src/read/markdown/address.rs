//! Where a link leads, judged by its address alone.

use percent_encoding::percent_decode_str;

use super::anchors::slug;
use crate::document::is_safe_address;
use crate::reference::Citation;

/// Where a link leads.
#[derive(Debug, PartialEq)]
pub enum Destination {
    /// Out of the archive.
    Outside(String),
    /// To a file of the archive or to a place in this document.
    Inside(Citation),
    /// To an address that pages may not use.
    Unsafe,
}

/// Judges the address of a link or an image.
pub fn destination(address: &str) -> Destination {
    let address = address.trim_matches(|character: char| character == ' ' || character.is_ascii_control());
    // Browsers leave control characters out, so that `java<tab>script:` is a scheme to them.
    if address.contains(char::is_control) {
        return Destination::Unsafe;
    }
    if address.starts_with("//") {
        return Destination::Outside(address.to_owned());
    }
    match has_scheme(address) {
        true if is_safe_address(address) => Destination::Outside(address.to_owned()),
        true => Destination::Unsafe,
        false => Destination::Inside(file(address)),
    }
}

/// Whether an address begins with a scheme, such as `https:`.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|character: char| character.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

/// The file and the fragment of a relative address. A query means nothing to a file.
fn file(address: &str) -> Citation {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Citation::File {
        path: decode(path),
        fragment: fragment.filter(|fragment| !fragment.is_empty()).map(decode),
    }
}

/// What a wiki link names: a document with or without a fragment, or a place in this document.
/// People write a heading's words for its anchor, as in `[[minutes#Points outstanding]]`.
pub fn wiki_name(name: &str) -> Citation {
    let name = name.trim();
    let Some((document, fragment)) = name.rsplit_once('#') else { return Citation::Name(name.to_owned()) };
    let is_anchor =
        |fragment: &str| fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let fragment = if is_anchor(fragment) { fragment.to_owned() } else { slug(fragment) };
    match (document.trim_end(), fragment) {
        ("", fragment) => Citation::File { path: String::new(), fragment: Some(fragment) },
        (document, fragment) if fragment.is_empty() => Citation::Name(document.to_owned()),
        (document, fragment) => Citation::Name(format!("{document}#{fragment}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &str, fragment: Option<&str>) -> Destination {
        Destination::Inside(Citation::File { path: path.to_owned(), fragment: fragment.map(str::to_owned) })
    }

    #[test]
    fn addresses() {
        let outside = |address: &str| Destination::Outside(address.to_owned());
        assert_eq!(destination("https://example.org/a#b"), outside("https://example.org/a#b"));
        assert_eq!(destination("mailto:a@example.org"), outside("mailto:a@example.org"));
        assert_eq!(destination("//example.org/x"), outside("//example.org/x"));
        assert_eq!(destination("./eip-155.md#motivation"), inside("./eip-155.md", Some("motivation")));
        assert_eq!(destination("#fn4"), inside("", Some("fn4")));
        assert_eq!(destination("/d1.txt"), inside("/d1.txt", None));
        assert_eq!(destination("a%20b.md?raw=1#x%C3%A9"), inside("a b.md", Some("xé")));
        assert_eq!(destination("d1.txt#"), inside("d1.txt", None));
        assert_eq!(destination("2024/10:30.md"), inside("2024/10:30.md", None));
    }

    #[test]
    fn addresses_that_could_run_code() {
        for address in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:x",
            "DATA:text/html,x",
            "file:///etc",
        ] {
            assert_eq!(destination(address), Destination::Unsafe, "{address}");
        }
    }

    #[test]
    fn wiki_names() {
        let name = |name: &str| Citation::Name(name.to_owned());
        assert_eq!(wiki_name("d5"), name("d5"));
        assert_eq!(wiki_name(" d5 "), name("d5"));
        assert_eq!(wiki_name("d5#fn2"), name("d5#fn2"));
        assert_eq!(wiki_name("d5#The Log, 1924"), name("d5#the-log-1924"));
        assert_eq!(
            wiki_name("#the-log"),
            Citation::File { path: String::new(), fragment: Some("the-log".to_owned()) }
        );
    }
}
