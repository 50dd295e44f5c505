//! What an address as metadata states it means on this site.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::read::former::{Former, Kind, is_absolute, is_page, is_path};

/// The address within the site; `None` where the field does not speak of this site.
///
/// # Errors
/// The reason why no page can stand there.
pub fn of(former: &Former, folder: &str, base_url: Option<&str>) -> Result<Option<String>, &'static str> {
    let written = former.written.trim();
    let path = if former.kind != Kind::Slug && is_absolute(written) {
        match (within(written, base_url), former.field.to_lowercase() == "url") {
            (Some(path), _) => path,
            // Many documents state where they were found.
            (None, true) => return Ok(None),
            (None, false) => return Err("it is not known as an address of this site (`base_url`)"),
        }
    } else {
        written.to_owned()
    };
    // `permalink: pretty` names a style, and `url: example.org` another site.
    let is_address = match former.kind {
        Kind::Slug | Kind::Alias => !path.is_empty(),
        Kind::Whole if former.field.eq_ignore_ascii_case("url") => path.starts_with('/'),
        Kind::Whole => is_path(&path),
    };
    if !is_address {
        return Ok(None);
    }
    if path.split('/').any(|part| part.starts_with(':')) || path.contains(['{', '}', '*']) {
        return Err("it has placeholders, which fonds does not fill");
    }
    let path = path.split('#').next().unwrap_or_default();
    if path.contains('?') {
        return Err("a host of files cannot tell addresses by what stands after `?`");
    }
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| "it is not UTF-8")?;
    let is_whole = decoded.starts_with('/') || former.kind == Kind::Whole;
    let mut parts: Vec<&str> =
        if is_whole { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or("it leads out of the site")?;
            }
            part if is_name(part) => parts.push(part),
            _ => return Err("a part of it is no name that files can have everywhere"),
        }
    }
    let address = parts.join("/");
    Ok(Some(match former.kind {
        _ if address.is_empty() => "index.html".to_owned(),
        _ if decoded.ends_with('/') => format!("{address}/index.html"),
        _ if is_page(&address) => address,
        Kind::Slug => format!("{address}.html"),
        Kind::Whole | Kind::Alias => format!("{address}/index.html"),
    }))
}

/// The path of an absolute address from the site's root; `None` if it lies elsewhere.
fn within(address: &str, base_url: Option<&str>) -> Option<String> {
    let base = Url::parse(base_url?).ok()?;
    let url = base.join(address).ok()?;
    let rest = url.path().strip_prefix(base.path())?;
    // Sites moved from http to https.
    let is_same = url.host_str() == base.host_str() && url.port() == base.port();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_same.then(|| format!("/{rest}{query}"))
}

/// Whether files can have a name on all systems, and hosts serve them.
fn is_name(name: &str) -> bool {
    let is_unfit = |c: char| c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*');
    // Room is left for `.html`.
    name.len() <= 250 && !name.starts_with('.') && !name.ends_with(['.', ' ']) && !name.contains(is_unfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(kind: Kind, written: &str) -> Result<Option<String>, &'static str> {
        let former = Former { kind, field: "aliases".to_owned(), written: written.to_owned() };
        of(&former, "letters/early", Some("https://example.org/papers/"))
    }

    #[test]
    fn an_address_names_a_file() {
        let is = |kind, written: &str, expected: &str| {
            assert_eq!(address(kind, written), Ok(Some(expected.to_owned())), "{written}");
        };
        is(Kind::Alias, "/old/path/", "old/path/index.html");
        is(Kind::Alias, "/old/path", "old/path/index.html");
        is(Kind::Alias, "/old.php", "old.php/index.html");
        is(Kind::Alias, "/old/v1.2", "old/v1.2/index.html");
        is(Kind::Alias, "old.html", "letters/early/old.html");
        is(Kind::Alias, "../old.HTM", "letters/old.HTM");
        is(Kind::Alias, "./x/", "letters/early/x/index.html");
        is(Kind::Alias, "/Z%C3%BCrich%20a/", "Zürich a/index.html");
        is(Kind::Alias, "/old/#part", "old/index.html");
        is(Kind::Alias, "https://example.org/papers/a/b", "a/b/index.html");
        is(Kind::Alias, "HTTP://example.org/papers/a.html#x", "a.html");
        is(Kind::Alias, "//example.org/papers/a/", "a/index.html");
        is(Kind::Whole, "a/b.html", "a/b.html");
        is(Kind::Whole, "/", "index.html");
        is(Kind::Slug, "lamp", "letters/early/lamp.html");
        is(Kind::Slug, "v1.2", "letters/early/v1.2.html");
        is(Kind::Slug, "/lamp", "lamp.html");
        is(Kind::Slug, "deep/lamp/", "letters/early/deep/lamp/index.html");
    }

    #[test]
    fn an_address_elsewhere_or_outside_is_refused() {
        let refused = [
            "/:year/:title/",
            "/{{ slug }}/",
            "/blog/*",
            "../../../x/",
            "/../x/",
            "/%2e%2e/x/",
            "https://example.net/a/",
            "https://example.org/other/a/",
            "/?p=12",
            "/.well/known/",
            "/a\\b/",
            "/a:b/",
            "/%FF/",
            "/a%00b/",
        ];
        for written in refused {
            assert!(address(Kind::Alias, written).is_err(), "{written}");
        }
        let long = format!("/{}/", "x".repeat(251));
        assert!(address(Kind::Alias, &long).is_err());
    }

    #[test]
    fn names_are_no_paths() {
        for alias in ["Orn’s letter", "TCP/IP", "1924/25", "and/or", "d1a", "St. Vell", ".hidden", "No. 5."]
        {
            assert!(!is_path(alias), "{alias}");
        }
        for alias in ["/old", "old.html", "./x/y", "../x", "a/b/", "https://example.org/x"] {
            assert!(is_path(alias), "{alias}");
        }
    }

    #[test]
    fn a_url_elsewhere_is_where_a_document_was_found() {
        let former = Former {
            kind: Kind::Whole,
            field: "url".to_owned(),
            written: "https://example.net/1".to_owned(),
        };
        assert_eq!(of(&former, "", None), Ok(None));
        let former = Former { written: "example.net/1.html".to_owned(), ..former };
        assert_eq!(of(&former, "", None), Ok(None));
    }

    #[test]
    fn a_style_is_no_address() {
        let former =
            Former { kind: Kind::Whole, field: "permalink".to_owned(), written: "pretty".to_owned() };
        assert_eq!(of(&former, "", None), Ok(None));
    }
}
