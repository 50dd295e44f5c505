//! From the HTML of a text to the XHTML of an EPUB.
//!
//! What the renderer and the sanitiser write is HTML whose elements are nested and closed. So its tokens
//! are enough: they are written in the syntax of XML, and what publications do not allow or mark in
//! another way is changed on the way. Names of places become such as XML allows.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use percent_encoding::percent_decode_str;

use crate::model::characters;

/// The places of a document, and what its links lead to.
pub struct Places<'a> {
    /// The address in the publication of a link that leads out of the document.
    link: &'a dyn Fn(&str) -> Option<String>,
    /// Whether an address is that of an image in the publication.
    is_image: &'a dyn Fn(&str) -> bool,
    /// The names of places that have been written.
    written: HashSet<String>,
    /// All names of places in the document, where they have been looked for.
    known: Option<HashSet<String>>,
}

impl<'a> Places<'a> {
    /// A document without places yet.
    pub fn new(link: &'a dyn Fn(&str) -> Option<String>, is_image: &'a dyn Fn(&str) -> bool) -> Self {
        Self { link, is_image, written: HashSet::new(), known: None }
    }

    /// Looks for the places in a text.
    pub fn survey(&mut self, html: &str) {
        convert(html, self);
    }

    /// Ends the survey. From now on links within the document lead to places that were found.
    pub fn begin(&mut self) {
        self.known = Some(std::mem::take(&mut self.written));
    }

    /// The address of a link as the publication has it.
    fn address(&self, address: &str) -> Option<String> {
        let Some(anchor) = address.strip_prefix('#') else { return (self.link)(address) };
        let name = xml_name(&percent_decode_str(anchor).decode_utf8_lossy());
        let is_there = self.known.as_ref().is_none_or(|known| known.contains(&name));
        is_there.then(|| format!("#{name}"))
    }
}

/// Writes HTML in the syntax of XML.
pub fn convert(html: &str, places: &mut Places<'_>) -> String {
    let out = String::with_capacity(html.len() + html.len() / 8);
    let writer = XhtmlWriter { places, out, open: Vec::new(), is_left_out: false };
    let tokenizer = Tokenizer::new(Tokens(RefCell::new(writer)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Nothing in the text is a script, so that the tokenizer never stops before the end.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let xhtml = tokenizer.sink.0.into_inner().finish();
    // HTML can write characters by their numbers that XML does not have.
    characters::replaced(&xhtml).unwrap_or(xhtml)
}

/// A name for a place that XML allows (<https://www.w3.org/TR/xml-names/#NT-NCName>), of ASCII letters
/// so that no program can write it in two ways. What is one already stays.
pub fn xml_name(anchor: &str) -> String {
    let mut name = String::with_capacity(anchor.len());
    if !anchor.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        name.push('_');
    }
    for character in anchor.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.') {
            name.push(character);
        } else {
            name.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    name
}

struct Tokens<'a, 'b>(RefCell<XhtmlWriter<'a, 'b>>);

impl TokenSink for Tokens<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => writer.start(&tag),
            Token::TagToken(tag) => writer.end(&tag.name),
            Token::CharacterTokens(text) => writer.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct XhtmlWriter<'a, 'b> {
    places: &'a mut Places<'b>,
    out: String,
    /// The elements that are open.
    open: Vec<Open>,
    /// Whether a link is open that only a page in a browser has: to a paragraph, or to the image of a printed page.
    is_left_out: bool,
}

/// An element that is open.
struct Open {
    /// Its name in HTML.
    name: String,
    /// Its name in the publication.
    written: String,
    /// What stands before its end.
    last: &'static str,
}

impl XhtmlWriter<'_, '_> {
    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| &*attribute.value)
        };
        let class = attribute("class").unwrap_or_default();
        if name == "a" && LEFT_OUT.contains(&class) {
            self.is_left_out = true;
            return;
        }
        if name == "img" && !attribute("src").is_some_and(|address| (self.places.is_image)(address)) {
            let words = attribute("alt").unwrap_or_default();
            return self.text(words);
        }
        // Readers of books cannot unfold what is folded, and cannot choose between two wordings: both are shown.
        let is_folded = self.open.last().is_some_and(|open| open.name == "details" && open.written == "div");
        let (written, first, last) = match (name, class) {
            ("details", "quoted") => ("div", "", ""),
            ("summary", _) if is_folded => ("p", "", ""),
            ("span", "in-source") => (name, " [", "]"),
            _ => (name, "", ""),
        };
        self.out.push('<');
        self.out.push_str(written);
        for attribute in &tag.attrs {
            self.attribute(name, &attribute.name.local, &attribute.value);
        }
        if let Some(kind) = attribute("role").and_then(epub_type) {
            self.write("epub:type", kind);
        }
        if VOID.contains(&name) {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.out.push_str(first);
            self.open.push(Open { name: name.to_owned(), written: written.to_owned(), last });
        }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) {
        match name {
            "id" => {
                let id = xml_name(value);
                if self.places.written.insert(id.clone()) {
                    self.write("id", &id);
                }
            }
            "href" => {
                if let Some(address) = self.places.address(value) {
                    self.write("href", &address);
                }
            }
            "lang" => {
                self.write("lang", value);
                self.write("xml:lang", value);
            }
            // It names one heading.
            "aria-labelledby" => self.write("aria-labelledby", &xml_name(value)),
            "type" if element == "ol" => self.write("type", value),
            "alt" | "aria-label" | "class" | "colspan" | "dir" | "headers" | "height" | "role"
            | "rowspan" | "scope" | "span" | "src" | "start" | "title" | "width" => self.write(name, value),
            "datetime" if matches!(element, "time" | "del" | "ins") => self.write(name, value),
            // The rest serves pages in a browser.
            _ => {}
        }
    }

    fn write(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    fn end(&mut self, name: &str) {
        if self.is_left_out && name == "a" {
            self.is_left_out = false;
        } else if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            for open in self.open.split_off(at).iter().rev() {
                self.close(open);
            }
        }
    }

    fn close(&mut self, open: &Open) {
        self.out.push_str(open.last);
        self.out.push_str("</");
        self.out.push_str(&open.written);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    fn finish(mut self) -> String {
        for open in std::mem::take(&mut self.open).iter().rev() {
            self.close(open);
        }
        self.out
    }
}

/// The classes of links that only a page in a browser has.
const LEFT_OUT: [&str; 3] = ["permalink", "facsimile", "facsimile external"];

/// The elements that have no end.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "input", "wbr"];

/// What e-readers call the part that an element plays: <https://www.w3.org/TR/epub-ssv-11/>.
fn epub_type(role: &str) -> Option<&'static str> {
    match role {
        "doc-noteref" => Some("noteref"),
        "doc-pagebreak" => Some("pagebreak"),
        _ => None,
    }
}

/// Appends text with the characters escaped that mean something in XML, and without those that it
/// forbids (<https://www.w3.org/TR/xml/#charsets>).
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(html: &str) -> String {
        let link = |address: &str| address.starts_with("https:").then(|| address.to_owned());
        let is_image = |address: &str| address == "../images/0001.png";
        convert(html, &mut Places::new(&link, &is_image))
    }

    #[test]
    fn html_becomes_xml() {
        for (html, xhtml) in [
            ("a<br>\n&nbsp;b &amp; c<hr>", "a<br/>\n\u{a0}b &amp; c<hr/>"),
            ("<p>a\u{1}b</p>", "<p>ab</p>"),
            ("<ul><li>a", "<ul><li>a</li></ul>"),
            ("a</b>", "a"),
            ("<p lang=\"de\">x</p>", "<p lang=\"de\" xml:lang=\"de\">x</p>"),
            ("<pre tabindex=\"0\"><code data-language=\"rs\">x</code></pre>", "<pre><code>x</code></pre>"),
        ] {
            assert_eq!(converted(html), xhtml);
        }
    }

    #[test]
    fn what_readers_of_books_cannot_choose_or_unfold_is_there() {
        assert_eq!(
            converted("<span class=\"edited\">the</span><span class=\"in-source\" hidden>teh</span>."),
            "<span class=\"edited\">the</span><span class=\"in-source\"> [teh]</span>."
        );
        let quoted =
            "<details class=\"quoted\"><summary>3 lines</summary><blockquote>x</blockquote></details>";
        assert_eq!(converted(quoted), "<div class=\"quoted\"><p>3 lines</p><blockquote>x</blockquote></div>");
        let own = "<details><summary>a</summary>b</details>";
        assert_eq!(converted(own), own);
        let page = "<span role=\"doc-pagebreak\"></span><a class=\"facsimile\" href=\"#facsimile-1\"></a>x";
        assert_eq!(converted(page), "<span role=\"doc-pagebreak\" epub:type=\"pagebreak\"></span>x");
        assert_eq!(converted("<ol type=\"a\"><li>x</li></ol>"), "<ol type=\"a\"><li>x</li></ol>");
    }

    #[test]
    fn notes_and_page_breaks_are_what_e_readers_know() {
        assert_eq!(
            converted("<a role=\"doc-noteref\" id=\"fnref1\" href=\"#fn1\">1</a>"),
            "<a role=\"doc-noteref\" id=\"fnref1\" href=\"#fn1\" epub:type=\"noteref\">1</a>"
        );
        assert_eq!(
            converted("con<span role=\"doc-pagebreak\" id=\"pg-5\" aria-label=\"Page 5\"></span>structive"),
            "con<span role=\"doc-pagebreak\" id=\"pg-5\" aria-label=\"Page 5\" epub:type=\"pagebreak\"></span>structive"
        );
    }

    #[test]
    fn links_that_lead_nowhere_in_the_publication_are_none() {
        assert_eq!(converted("<a href=\"https://a.example/\">x</a>"), "<a href=\"https://a.example/\">x</a>");
        assert_eq!(converted("<a href=\"x.pdf\">x</a>"), "<a>x</a>");
        assert_eq!(converted("<a class=\"permalink\" href=\"#p1\" aria-label=\"1\"></a>x"), "x");
        assert_eq!(converted("<img src=\"x.png\" alt=\"A map\">"), "A map");
        assert_eq!(
            converted("<img src=\"../images/0001.png\" alt=\"\" loading=\"lazy\">"),
            "<img src=\"../images/0001.png\" alt=\"\"/>"
        );
    }

    #[test]
    fn places_have_names_that_xml_allows_and_each_has_one() {
        assert_eq!(
            converted("<h2 id=\"1-a\">x</h2><h2 id=\"1-a\">y</h2>"),
            "<h2 id=\"_1-a\">x</h2><h2>y</h2>"
        );
        assert_eq!(converted("<a href=\"#%C3%BCber\">x</a>"), "<a href=\"#__fc_ber\">x</a>");
        let (link, is_image) = (|_: &str| None, |_: &str| false);
        let mut places = Places::new(&link, &is_image);
        let html = "<a href=\"#a\">x</a><a href=\"#b\" id=\"a\">y</a>";
        places.survey(html);
        places.begin();
        assert_eq!(convert(html, &mut places), "<a href=\"#a\">x</a><a id=\"a\">y</a>");
    }
}
