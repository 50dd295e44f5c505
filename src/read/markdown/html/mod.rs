//! Raw HTML in Markdown: what of it is text, what is nothing, and what is really HTML. The folder takes a piece of a text and
//! gives its tags, and how deep they nest; it must not know what the reader makes of them.

pub mod open;
pub mod scan;

/// The elements of HTML, in alphabetical order. By them a tag is told from words in angle brackets
/// such as `<length>`, which a browser would swallow.
#[rustfmt::skip]
const ELEMENTS: [&str; 122] = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo",
    "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "link", "main", "map", "mark", "math", "menu", "meta", "meter", "nav",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select", "small", "source",
    "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video",
    "wbr",
];

/// What a piece of raw HTML is.
#[derive(Debug, PartialEq)]
pub enum Markup {
    /// Comments, which are not shown.
    Nothing,
    /// Words in angle brackets.
    Words,
    /// A forced line break.
    LineBreak,
    /// HTML, without its comments.
    Html(String),
}

/// Judges a piece of raw HTML by its first tag.
pub fn judge(html: &str) -> Markup {
    let html = without_comments(html);
    let Some((_, tag)) = html.split_once('<') else {
        return if html.trim().is_empty() { Markup::Nothing } else { Markup::Html(html) };
    };
    let tag = tag.trim_start_matches('/');
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len())];
    let name = name.to_ascii_lowercase();
    if name == "br" && html.ends_with('>') && html.matches('<').count() == 1 {
        return Markup::LineBreak;
    }
    // Declarations and instructions have no name.
    if name.is_empty() || is_element(&name) { Markup::Html(html) } else { Markup::Words }
}

/// Whether a name in small letters is that of an element; the names of custom ones hold a hyphen.
pub fn is_element(name: &str) -> bool {
    name.contains('-') || ELEMENTS.binary_search(&name).is_ok()
}

/// HTML without comments. One that is not closed goes on to the end.
fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_sorted() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn comments_are_nothing() {
        assert_eq!(judge("<!-- a -->\n"), Markup::Nothing);
        assert_eq!(judge("<!-- a"), Markup::Nothing);
        assert_eq!(judge("<p>a<!-- b -->c</p>"), Markup::Html("<p>ac</p>".to_owned()));
    }

    #[test]
    fn tags_and_words() {
        for html in ["<sub>", "</SUB>", "<a href=\"x\">", "<my-element>", "<!DOCTYPE html>", "<?php ?>"] {
            assert_eq!(judge(html), Markup::Html(html.to_owned()));
        }
        for words in ["<length>", "</string>", "<BLOCK_NUMBER>", "<n>"] {
            assert_eq!(judge(words), Markup::Words);
        }
        assert_eq!(judge("<br/>"), Markup::LineBreak);
        assert_eq!(judge("<BR >"), Markup::LineBreak);
    }
}
