//! What raw HTML of an author may be: the elements that pages keep, and the anchors that they need for
//! themselves. Readers say what is left out by it, and the sanitiser leaves it out.

/// The elements that are kept, in alphabetical order.
#[rustfmt::skip]
pub const KEPT: [&str; 71] = [
    "a", "abbr", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "u",
    "ul", "var", "video", "wbr",
];

/// Whether an element is kept, by its name in small letters.
pub fn is_kept(name: &str) -> bool {
    KEPT.binary_search(&name).is_ok()
}

/// The anchors that the template of a document has.
const PAGE_ANCHORS: [&str; 15] = [
    "cited-by",
    "cited-by-heading",
    "cites",
    "cites-heading",
    "facsimiles",
    "facts",
    "leads-nowhere",
    "main",
    "nearby",
    "notes",
    "offline",
    "preview",
    "themes",
    "thread",
    "thread-heading",
];

/// Whether the page has the anchor for something else: a note, the place that calls one, a printed page, a
/// paragraph, or a part of the page round the text.
pub fn is_reserved_anchor(anchor: &str) -> bool {
    let note = anchor.strip_prefix("fnref").or_else(|| anchor.strip_prefix("fn"));
    note.is_some_and(|label| label.starts_with(|c: char| c == '-' || c.is_ascii_digit()))
        || anchor.strip_prefix("pg-").is_some_and(|page| !page.is_empty())
        || anchor.strip_prefix("facsimile-").is_some_and(|number| number.parse::<usize>().is_ok())
        || anchor.strip_prefix('p').is_some_and(|number| number.parse::<usize>().is_ok())
        || PAGE_ANCHORS.contains(&anchor)
}

/// Whether a value of the attribute `dir` means something.
pub fn is_direction(value: &str) -> bool {
    ["ltr", "rtl", "auto"].iter().any(|direction| value.eq_ignore_ascii_case(direction))
}

/// Whether a value of the attribute `lang` is a language's tag.
pub fn is_language(value: &str) -> bool {
    value.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_sorted() {
        assert!(KEPT.is_sorted());
    }

    #[test]
    fn the_page_needs_some_anchors() {
        for reserved in
            ["fn4", "fn-a", "fnref4", "fnref-star", "pg-12", "facsimile-2", "p3", "cited-by", "main"]
        {
            assert!(is_reserved_anchor(reserved), "{reserved}");
        }
        for free in ["fnord", "fn", "pgp", "cited-by-whom", "there", "p", "page"] {
            assert!(!is_reserved_anchor(free), "{free}");
        }
    }

    #[test]
    fn directions_and_languages() {
        assert!(is_direction("RTL") && !is_direction("sideways"));
        assert!(is_language("he") && is_language("sr-Cyrl") && !is_language("x y") && !is_language(""));
    }
}
