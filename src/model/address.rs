//! Addresses as browsers read them: what looks like a file's name can lead to another host, such as
//! `\\host\b.png` or `https:host/b.png`.

use std::sync::LazyLock;

use url::{ParseError, Url};

/// The schemes that links may have: none of them runs code in the page.
const SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "ftp", "doi", "urn", "geo"];

/// A page of a site that nobody has.
static PAGE: LazyLock<Option<Url>> = LazyLock::new(|| Url::parse("https://site.invalid/a.html").ok());

/// Whether a link may lead to this address: its scheme is one that cannot run code in the page.
pub fn is_safe_address(address: &str) -> bool {
    // Browsers take control characters out of an address, and could find a scheme in what is left.
    if address.chars().any(char::is_control) {
        return false;
    }
    match Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

/// Whether an address leads to the site that a page stands on, wherever that is.
pub fn is_address_within(address: &str) -> bool {
    let Some(page) = PAGE.as_ref() else { return false };
    Url::parse(address) == Err(ParseError::RelativeUrlWithoutBase)
        && page.join(address).is_ok_and(|url| url.origin() == page.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_those_that_browsers_find() {
        for safe in ["https://a.example", "mailto:orn@a.example", "a/b.md", "#x", "//a.example/b", "1:2.md"] {
            assert!(is_safe_address(safe), "{safe}");
        }
        for unsafe_address in [
            "javascript:x()",
            "JAVASCRIPT:x()",
            "java\nscript:x()",
            "\u{1}javascript:x",
            "data:,x",
            "file:///x",
        ] {
            assert!(!is_safe_address(unsafe_address), "{unsafe_address}");
        }
    }

    #[test]
    fn what_leads_to_another_host_is_not_within() {
        for within in ["b.png", "../b.png", "/b.png", "b.png?x=//y", "#x", "a\\b.png", ""] {
            assert!(is_address_within(within), "{within}");
        }
        for outside in [
            "//host/b.png",
            "\\\\host\\b.png",
            "/\\host/b.png",
            "\\/host/b.png",
            "https:host/b.png",
            "https:/host/b.png",
            "HTTPS://host/b.png",
            " //host/b.png",
            "\u{1}//host/b.png",
            "/\t/host/b.png",
            "\n//host/b.png",
            "file:///b.png",
            "data:image/png;base64,xx",
            "blob:x",
        ] {
            assert!(!is_address_within(outside), "{outside:?}");
        }
    }
}
