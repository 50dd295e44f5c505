//! XML as a stream of steps, whatever is wrong with it.
//!
//! The file owns the walk through a text of XML: elements that begin and end, each closed once, and the characters between
//! them, entities replaced. What is no XML is told as a [`Fault`], and its characters are characters of the text. It holds
//! the names of the elements that are open, and nothing else of what it passed.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::reader::Reader;

use super::entities::Entities;
use super::event::Element;
use crate::source::decode;

/// How far up an element is looked for whose end stands where that of another should.
const DEEPEST_MISMATCH: usize = 64;

/// After so many places that are no XML, the rest of a text is taken as characters.
const MOST_RESTARTS: usize = 200;

/// What comes next.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element that began last ends.
    End,
    /// Characters.
    Text(Cow<'a, str>),
    /// What `<!DOCTYPE …>` holds.
    Doctype(Cow<'a, str>),
}

/// A token and its bytes in the text. An end that has no tag of its own has no bytes.
#[derive(Debug)]
pub(super) struct Step<'a> {
    /// What it is.
    pub token: Token<'a>,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What is wrong with the XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What it is.
    pub message: String,
    /// Where it is.
    pub span: Range<usize>,
}

/// All that is wrong with the XML.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// The first faults, in their order.
    pub first: Vec<Fault>,
    /// How many there are.
    pub count: usize,
    /// The entities that nobody knows, with how often they stand there. They are left as they are written.
    pub unknown: BTreeMap<String, usize>,
}

/// How many faults, and how many names of entities, are kept.
const MOST_KEPT: usize = 20;

/// A walk through a text.
pub(super) struct Walk<'a> {
    text: &'a str,
    entities: &'a Entities,
    reader: Reader<&'a [u8]>,
    /// Where the reader began.
    base: usize,
    /// The names of the elements that are open, with the places where they begin.
    open: Vec<(&'a str, usize)>,
    /// What was found and not yet given.
    waiting: VecDeque<Step<'a>>,
    trouble: Trouble,
    restarts: usize,
    is_done: bool,
    /// How many bytes entities of the text's own may still become.
    budget: usize,
}

impl<'a> Walk<'a> {
    /// Begins at the beginning of a text.
    pub(super) fn new(text: &'a str, entities: &'a Entities) -> Self {
        Self {
            text,
            entities,
            reader: reader(text),
            base: 0,
            open: Vec::new(),
            waiting: VecDeque::new(),
            trouble: Trouble::default(),
            restarts: 0,
            is_done: false,
            budget: text.len() + 4096,
        }
    }

    /// What is wrong with what was passed.
    pub(super) fn trouble(self) -> Trouble {
        self.trouble
    }

    /// Goes one step on.
    pub(super) fn next(&mut self) -> Option<Step<'a>> {
        while self.waiting.is_empty() && !self.is_done {
            self.advance();
        }
        self.waiting.pop_front()
    }

    fn position(&self) -> usize {
        // A text in memory is no longer than a place can be.
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or_default()
    }

    fn advance(&mut self) {
        let start = self.position();
        let Ok(event) = self.reader.read_event() else {
            return self.restart(start, "a tag, comment or instruction does not end");
        };
        let span = start..self.position();
        match event {
            Event::Start(_) => self.tag(span, false),
            Event::Empty(_) => self.tag(span, true),
            Event::End(end) => {
                let name = end.name();
                let length = name.as_ref().len();
                let name = self.text.get(start + 2..start + 2 + length).unwrap_or_default();
                self.end(name, span);
            }
            Event::Text(text) => self.push(Token::Text(text.into_inner()), span),
            Event::CData(text) => self.push(Token::Text(text.into_inner()), span),
            Event::GeneralRef(name) => {
                let text = self.text.get(span.clone()).unwrap_or_default();
                let replaced = self.entities.replace(name.as_ref(), &mut self.budget);
                if replaced.is_none() {
                    self.trouble.add_unknown(name.as_ref());
                }
                self.push(Token::Text(replaced.unwrap_or(Cow::Borrowed(text))), span);
            }
            Event::DocType(inner) => self.push(Token::Doctype(inner.into_inner()), span),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => self.finish(),
        }
    }

    fn push(&mut self, token: Token<'a>, span: Range<usize>) {
        self.waiting.push_back(Step { token, span });
    }

    /// An element begins.
    fn tag(&mut self, span: Range<usize>, is_empty: bool) {
        let tag = self.text.get(span.clone()).unwrap_or_default();
        let content = tag.get(1..tag.len().saturating_sub(1 + usize::from(is_empty))).unwrap_or_default();
        if !is_of_a_tag(content) {
            return self.restart(span.start, "a tag does not end, or a `<` is no tag");
        }
        let name = content.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or(content);
        let attributes = self.attributes(content, name.len(), span.start);
        let local = name.rsplit(':').next().unwrap_or(name);
        self.push(Token::Start(Element { name: local, attributes, at: span.start }), span.clone());
        if is_empty {
            self.push(Token::End, span);
        } else {
            self.open.push((name, span.start));
        }
    }

    fn attributes(&mut self, content: &'a str, name: usize, start: usize) -> Vec<(&'a str, Cow<'a, str>)> {
        let mut attributes = Vec::new();
        if content.len() == name {
            return attributes;
        }
        for attribute in Attributes::new(content, name).with_checks(false) {
            match attribute {
                Ok(attribute) => {
                    let value = match attribute.value {
                        Cow::Borrowed(raw) => self.entities.unescape(raw, &mut self.budget),
                        Cow::Owned(raw) => {
                            Cow::Owned(self.entities.unescape(&raw, &mut self.budget).into_owned())
                        }
                    };
                    attributes.push((attribute.key.into_inner(), value));
                }
                Err(_) => {
                    let span = start..start + 1 + content.len();
                    self.fault("an attribute is not written as `name=\"value\"`".to_owned(), span);
                    break;
                }
            }
        }
        attributes
    }

    /// An end tag closes its element, and those within it that are still open.
    fn end(&mut self, name: &str, span: Range<usize>) {
        if !is_of_a_tag(name) {
            return self.restart(span.start, "an end tag does not end, or a `</` is no tag");
        }
        let found = self.open.iter().rev().take(DEEPEST_MISMATCH).position(|(open, _)| *open == name);
        let Some(above) = found else {
            return self.fault(format!("</{name}> ends nothing"), span);
        };
        for _ in 0..above {
            if let Some((open, begin)) = self.open.pop() {
                self.fault(format!("<{open}> has no end before </{name}>"), begin..begin + 1 + open.len());
                self.push(Token::End, span.start..span.start);
            }
        }
        self.open.pop();
        self.push(Token::End, span);
    }

    /// Takes a sign of markup for a character, and goes on after it.
    fn restart(&mut self, start: usize, message: &str) {
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return self.finish() };
        self.restarts += 1;
        self.fault(message.to_owned(), start..start + first.len_utf8());
        let is_hopeless = self.restarts > MOST_RESTARTS;
        let length = if is_hopeless { rest.len() } else { first.len_utf8() };
        self.push(Token::Text(Cow::Borrowed(&rest[..length])), start..start + length);
        if is_hopeless {
            return self.finish();
        }
        self.base = start + length;
        self.reader = reader(&rest[length..]);
    }

    fn finish(&mut self) {
        self.is_done = true;
        let end = self.text.len();
        if let Some(&(name, begin)) = self.open.last() {
            self.fault(format!("the file ends within <{name}>"), begin..begin + 1 + name.len());
        }
        while self.open.pop().is_some() {
            self.push(Token::End, end..end);
        }
    }

    fn fault(&mut self, message: String, span: Range<usize>) {
        self.trouble.count += 1;
        if self.trouble.first.len() < MOST_KEPT {
            self.trouble.first.push(Fault { message, span });
        }
    }
}

impl Trouble {
    fn add_unknown(&mut self, name: &str) {
        if let Some(count) = self.unknown.get_mut(name) {
            *count += 1;
        } else if self.unknown.len() < MOST_KEPT {
            self.unknown.insert(name.to_owned(), 1);
        }
    }
}

/// Whether a file that begins so is TEI: by the name or the namespace of its first element.
pub(super) fn begins_as_tei(beginning: &[u8]) -> bool {
    let Ok(decoded) = decode::decode(beginning) else { return false };
    let entities = Entities::default();
    let mut walk = Walk::new(&decoded.text, &entities);
    while let Some(step) = walk.next() {
        match step.token {
            Token::Start(element) => {
                let is_named = matches!(element.name, "TEI" | "TEI.2" | "teiCorpus");
                let is_of_tei = |(name, value): &(&str, Cow<'_, str>)| {
                    name.starts_with("xmlns") && value.trim_end_matches('/').starts_with(NAMESPACE)
                };
                return is_named || element.attributes.iter().any(is_of_tei);
            }
            Token::End => return false,
            Token::Text(characters) if !characters.trim().is_empty() => return false,
            Token::Text(_) | Token::Doctype(_) => {}
        }
    }
    false
}

/// The namespace of TEI.
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// Whether what stands within angle brackets is a tag's. Within a tag no other can begin: one that seems to does not end,
/// or is none.
fn is_of_a_tag(content: &str) -> bool {
    content.starts_with(|first: char| first.is_alphabetic() || first == '_') && !content.contains('<')
}

/// A reader that leaves it to the walk to see which ends belong to which elements.
fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a text in short, and its faults.
    fn walked(text: &str) -> (String, Vec<String>) {
        let entities = Entities::default();
        let mut walk = Walk::new(text, &entities);
        let mut shown = String::new();
        while let Some(step) = walk.next() {
            match step.token {
                Token::Start(element) => {
                    assert!(text[step.span].starts_with('<'));
                    shown.push_str(&format!("[{}", element.name));
                }
                Token::End => shown.push(']'),
                Token::Text(characters) => shown.push_str(&characters),
                Token::Doctype(_) => shown.push('!'),
            }
        }
        (shown, walk.trouble().first.into_iter().map(|fault| fault.message).collect())
    }

    #[test]
    fn elements_and_characters_come_in_their_order() {
        let text = "<?xml version='1.0'?><!-- no --><!DOCTYPE a><a b=\"1\">x &amp; <f:c/>&#x41;<![CDATA[<d>]]>\n</a>";
        assert_eq!(walked(text), ("![ax & [c]A<d>\n]".to_owned(), Vec::new()));
    }

    #[test]
    fn what_is_no_xml_stays_text() {
        for (text, shown, faults) in [
            ("<a>1 < 2 & 3</a>", "[a1 < 2 & 3]", 1),
            ("<a><b>x</a>y", "[a[bx]]y", 1),
            ("<a>x</b>y</a>", "[axy]", 1),
            ("<a><b>x", "[a[bx]]", 1),
            ("<a>x <b y</a>", "[ax <b y]", 1),
            ("<a>x </b y</a>", "[ax </b y]", 1),
            ("<a>x </12> y</a>", "[ax </12> y]", 1),
            ("<a>x <!-- y</a>", "[ax <!-- y]", 1),
            ("<a>&nobody; &eacute;</a>", "[a&nobody; é]", 0),
            ("<a>&#0; &#xD800;</a>", "[a&#0; &#xD800;]", 0),
        ] {
            let found = walked(text);
            assert_eq!((found.0.as_str(), found.1.len()), (shown, faults), "{text}: {:?}", found.1);
        }
    }

    #[test]
    fn much_that_is_wrong_takes_no_longer_than_much_that_is_right() {
        for text in
            ["<!--".repeat(100_000), "<a>".repeat(100_000), "</a>".repeat(100_000), "<".repeat(100_000)]
        {
            let (shown, faults) = walked(&text);
            assert!(faults.len() <= MOST_KEPT && shown.len() <= text.len());
        }
    }
}
