//! The tags in raw HTML, taken apart as browsers do.

use std::cell::RefCell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The element's name in small letters.
    pub name: String,
    /// Whether it ends the element.
    pub is_end: bool,
    /// The attributes, each once, with their values as they are meant.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute, if it is there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The tag in HTML.
    pub fn write(&self) -> String {
        let mut html = format!("<{}{}", if self.is_end { "/" } else { "" }, self.name);
        for (name, value) in &self.attributes {
            let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            html += &format!(" {name}=\"{value}\"");
        }
        html.push('>');
        html
    }
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// What stands between tags, still escaped as in the source.
    Text,
    /// A tag.
    Tag(Tag),
}

/// The elements whose content has no tags.
const VERBATIM: [&str; 7] = ["script", "style", "iframe", "noembed", "noframes", "textarea", "xmp"];

/// Takes raw HTML apart. Comments, declarations and instructions are left out. A tag that does not end is
/// text, and so is all that follows.
pub fn pieces(html: &str) -> Vec<(Range<usize>, Piece)> {
    let mut pieces = Vec::new();
    let text = |from: usize, to: usize, pieces: &mut Vec<(Range<usize>, Piece)>| {
        if from < to {
            pieces.push((from..to, Piece::Text));
        }
    };
    let (mut done, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let name = rest[1..].trim_start_matches('/');
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map_or(rest.len(), |end| 4 + end + 3)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.len() - name.len() <= 2 {
            let Some(length) = tag_length(rest) else { break };
            if let Some(tag) = parse(&rest[..length]) {
                text(done, start, &mut pieces);
                let verbatim = VERBATIM.contains(&tag.name.as_str()) && !tag.is_end;
                let end = format!("</{}", tag.name);
                pieces.push((start..start + length, Piece::Tag(tag)));
                done = start + length;
                at = done;
                if verbatim {
                    at += find_ignoring_case(&html[at..], &end).unwrap_or(html.len() - at);
                }
                continue;
            }
            length
        } else {
            at = start + 1;
            continue;
        };
        text(done, start, &mut pieces);
        done = start + skipped;
        at = done;
    }
    text(done, html.len(), &mut pieces);
    pieces
}

/// The place of a word in small letters.
fn find_ignoring_case(html: &str, word: &str) -> Option<usize> {
    html.char_indices()
        .map(|(at, _)| at)
        .find(|at| html.get(*at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word)))
}

/// How long the tag is with which HTML begins. A quotation mark after an equals sign quotes a `>`.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// The first tag that the tokenizer finds.
#[derive(Default)]
struct FirstTag(RefCell<Option<Tag>>);

impl TokenSink for FirstTag {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && self.0.borrow().is_none()
        {
            let attributes = tag.attrs.iter();
            self.0.replace(Some(Tag {
                name: tag.name.to_string(),
                is_end: tag.kind == TagKind::EndTag,
                attributes: attributes
                    .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
                    .collect(),
            }));
        }
        TokenSinkResult::Continue
    }
}

/// How many attributes a tag may have at most to be read with them: the tokenizer compares each with all.
const MOST_ATTRIBUTES: usize = 4_000;

/// Takes a tag apart.
fn parse(tag: &str) -> Option<Tag> {
    let separators = tag.bytes().filter(|byte| byte.is_ascii_whitespace() || *byte == b'/').count();
    if separators > MOST_ATTRIBUTES {
        let name = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' && !tag.starts_with("</"))?;
        return parse(&format!("{}>", &tag[..name]));
    }
    let tokenizer = Tokenizer::new(FirstTag::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(tag));
    let _ = tokenizer.feed(&input);
    tokenizer.sink.0.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as text: tags as they are written, and what stands between them in brackets.
    fn shown(html: &str) -> String {
        pieces(html)
            .into_iter()
            .map(|(span, piece)| match piece {
                Piece::Text => format!("[{}]", &html[span]),
                Piece::Tag(tag) => tag.write(),
            })
            .collect()
    }

    #[test]
    fn attributes_are_read_in_all_their_forms() {
        assert_eq!(
            shown("<IMG SRC=lamp.png ALT='The \"lamp\"' title=\"a > b\" Width = 30 hidden />"),
            "<img src=\"lamp.png\" alt=\"The &quot;lamp&quot;\" title=\"a > b\" width=\"30\" hidden=\"\">"
        );
        assert_eq!(shown("<a href='?a=1&amp;b=2'>"), "<a href=\"?a=1&amp;b=2\">");
        assert_eq!(shown("<p title=it's>x</p>"), "<p title=\"it's\">[x]</p>");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(shown("1 < 2 <b>x</b> </ y"), "[1 < 2 ]<b>[x]</b>[ </ y]");
        assert_eq!(shown("a<!-- <b> --><!DOCTYPE html><?php ?>b"), "[a][b]");
        assert_eq!(shown("<b>x <a href=\"y"), "<b>[x <a href=\"y]");
        assert_eq!(shown("a <!-- b"), "[a ]");
    }

    #[test]
    fn a_tag_of_very_many_attributes_has_none() {
        let many = "a=1 ".repeat(MOST_ATTRIBUTES + 1);
        assert_eq!(shown(&format!("<p {many}>x")), "<p>[x]");
    }

    #[test]
    fn scripts_have_no_tags() {
        assert_eq!(shown("<script>if (a<b) {}</SCRIPT>c"), "<script>[if (a<b) {}]</script>[c]");
    }
}
