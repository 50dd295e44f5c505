//! Where a link leads, judged by its address alone.

use percent_encoding::percent_decode_str;
use url::{ParseError, Url};

use crate::model::address::is_safe_address;
use crate::model::reference::Citation;

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

/// Judges the address of a link or an image, as a browser reads it.
pub fn destination(address: &str) -> Destination {
    let address = address.trim_matches(|character: char| character == ' ' || character.is_ascii_control());
    // Browsers leave control characters out, so that `java<tab>script:` is a scheme to them.
    if address.contains(char::is_control) {
        return Destination::Unsafe;
    }
    match Url::parse(address) {
        Ok(_) if !is_safe_address(address) => Destination::Unsafe,
        Ok(url) if is_web(&url) && !address[url.scheme().len()..].starts_with("://") => {
            // `https:host/x` means another thing on each host; said in full it means one.
            Destination::Outside(url.into())
        }
        Ok(_) => Destination::Outside(address.to_owned()),
        Err(ParseError::RelativeUrlWithoutBase) => within(address),
        Err(_) => Destination::Unsafe,
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https" | "ftp")
}

/// Judges an address without a scheme. To browsers a backslash in its path is a slash.
fn within(address: &str) -> Destination {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = format!("{}{}", address[..end].replace('\\', "/"), &address[end..]);
    if address.starts_with("//") {
        let address = format!("https:{address}");
        return if Url::parse(&address).is_ok() {
            Destination::Outside(address)
        } else {
            Destination::Unsafe
        };
    }
    Destination::Inside(file(&address))
}

/// The file of a relative address, and what follows its path.
fn file(address: &str) -> Citation {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Citation::File {
        path: decode(path),
        query: query.map(str::to_owned),
        fragment: fragment.filter(|fragment| !fragment.is_empty()).map(decode),
    }
}

/// What a wiki link names: a document or a file with or without a place in it, or a place in this document.
/// People write a heading's words for its anchor, as in `[[minutes#Points outstanding]]`, or the words of all
/// headings above it, too.
pub fn wiki_name(name: &str) -> Citation {
    let name = name.trim();
    let Some((document, headings)) = name.split_once('#') else { return Citation::Name(name.to_owned()) };
    let fragment = headings.rsplit('#').next().unwrap_or(headings).trim();
    match (document.trim_end(), fragment) {
        ("", fragment) => {
            Citation::File { path: String::new(), query: None, fragment: Some(fragment.to_owned()) }
        }
        (document, "") => Citation::Name(document.to_owned()),
        (document, fragment) => Citation::Name(format!("{document}#{fragment}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(path: &str, query: Option<&str>, fragment: Option<&str>) -> Citation {
        let own = |part: Option<&str>| part.map(str::to_owned);
        Citation::File { path: path.to_owned(), query: own(query), fragment: own(fragment) }
    }

    fn inside(path: &str, fragment: Option<&str>) -> Destination {
        Destination::Inside(citation(path, None, fragment))
    }

    #[test]
    fn addresses() {
        let outside = |address: &str| Destination::Outside(address.to_owned());
        assert_eq!(destination("https://example.org/a#b"), outside("https://example.org/a#b"));
        assert_eq!(destination("mailto:a@example.org"), outside("mailto:a@example.org"));
        assert_eq!(destination("//example.org/x"), outside("https://example.org/x"));
        assert_eq!(destination("./eip-155.md#motivation"), inside("./eip-155.md", Some("motivation")));
        assert_eq!(destination("#fn4"), inside("", Some("fn4")));
        assert_eq!(destination("/d1.txt"), inside("/d1.txt", None));
        assert_eq!(
            destination("a%20b.md?raw=1#x%C3%A9"),
            Destination::Inside(citation("a b.md", Some("raw=1"), Some("xé")))
        );
        assert_eq!(destination("plans\\lamp.png"), inside("plans/lamp.png", None));
        assert_eq!(destination("d1.txt#"), inside("d1.txt", None));
        assert_eq!(destination("2024/10:30.md"), inside("2024/10:30.md", None));
    }

    #[test]
    fn addresses_of_other_hosts_are_said_in_full() {
        for address in [
            "//skell.example/b.png",
            "\\\\skell.example\\b.png",
            "/\\skell.example/b.png",
            "https:skell.example/b.png",
        ] {
            let whole = Destination::Outside("https://skell.example/b.png".to_owned());
            assert_eq!(destination(address), whole, "{address}");
        }
    }

    #[test]
    fn addresses_that_could_run_code() {
        for address in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:x",
            "DATA:text/html,x",
            "file:///etc",
            "http://",
            "vbscript:x",
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
        assert_eq!(wiki_name("d5#The Log, 1924"), name("d5#The Log, 1924"));
        assert_eq!(wiki_name("d5#Lamps#The Log"), name("d5#The Log"));
        assert_eq!(wiki_name("d5#^4f2a"), name("d5#^4f2a"));
        assert_eq!(wiki_name("#The log"), citation("", None, Some("The log")));
    }
}
