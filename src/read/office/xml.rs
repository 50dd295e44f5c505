//! The XML of office documents as a run of steps: elements that open and close, and texts.
//!
//! Names are compared by the short prefixes in which the standards themselves write them, whatever a file declares. No
//! declaration of a document type is followed and no entity of one expanded, so that nothing is fetched and nothing grows.
//! The first mistake ends the part; what stood before it has been given.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// A step through a part.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element that began last ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
}

/// An element's beginning.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The prefix that the standard writes; empty for a namespace that is not known.
    pub(super) space: &'static str,
    tag: BytesStart<'a>,
}

/// What is wrong with a part, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What.
    pub(super) message: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
}

/// Reads a part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    spaces: HashMap<String, &'static str>,
    depth: usize,
    is_over: bool,
    /// What ended the reading before the end.
    pub(super) fault: Option<Fault>,
    /// Names of entities that are not known, which stand in the text as they are written.
    pub(super) entities: Vec<String>,
    /// Whether the part declares a document type, which is passed over.
    pub(super) has_doctype: bool,
}

/// The namespaces of Office Open XML, in both its editions, and of OpenDocument.
#[rustfmt::skip]
const SPACES: [(&str, &str); 32] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://purl.oclc.org/ooxml/drawingml/chart", "c"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    ("http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep"),
    ("http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "ep"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("http://www.w3.org/1998/Math/MathML", "math"),
];

/// The prefix of a namespace, as the standards write it.
fn prefix_of(namespace: &str) -> &'static str {
    SPACES.iter().find(|(name, _)| *name == namespace).map_or("", |(_, prefix)| prefix)
}

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn local(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        let attributes = attributes.with_checks(false);
        let mut found =
            attributes.flatten().filter(|attribute| attribute.key.local_name().into_inner() == name);
        found
            .find(|attribute| !attribute.key.into_inner().starts_with("xmlns"))
            .map(|attribute| value(&attribute))
    }

    /// An attribute that is a number; what stands behind its figures is passed over.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        let value = self.attribute(name)?;
        let value = value.trim();
        let end = value.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(value.len());
        value[..end].parse().ok()
    }

    /// An attribute that says yes or no; an element without it says yes.
    pub(super) fn switch(&self) -> bool {
        self.attribute("val").is_none_or(|value| is_true(&value))
    }
}

/// Whether a value of a switch is yes.
pub(super) fn is_true(value: &str) -> bool {
    !matches!(value.trim(), "0" | "false" | "off" | "none")
}

fn value(attribute: &Attribute<'_>) -> String {
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.unwrap_or_else(|_| attribute.value.clone()).into_owned()
}

impl<'a> Xml<'a> {
    /// A reader of a part's text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            text,
            spaces: HashMap::new(),
            depth: 0,
            is_over: false,
            fault: None,
            entities: Vec::new(),
            has_doctype: false,
        }
    }

    /// The next step; none at the end and after a mistake.
    pub(super) fn next(&mut self) -> Option<Step<'a>> {
        while !self.is_over {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    return Some(Step::Open(self.element(tag)));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Step::Close);
                }
                Ok(Event::Text(text)) => return Some(Step::Text(text.xml10_content())),
                Ok(Event::CData(text)) => return Some(Step::Text(text.xml10_content())),
                Ok(Event::GeneralRef(entity)) => return Some(Step::Text(self.entity(&entity).into())),
                Ok(Event::DocType(_)) => self.has_doctype = true,
                Ok(Event::Eof) => {
                    self.is_over = true;
                    if self.depth > 0 {
                        self.fail("it ends within an element".to_owned(), self.text.len());
                    }
                }
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_)) => {}
                Err(error) => {
                    let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
                    self.fail(error.to_string(), at);
                }
            }
        }
        None
    }

    /// Passes over what is left of the element that began last.
    pub(super) fn skip(&mut self) {
        self.text_of_element(|_| ());
    }

    /// The text of the element that began last, up to its end.
    pub(super) fn text(&mut self) -> String {
        let mut found = String::new();
        self.text_of_element(|text| found.push_str(text));
        found
    }

    fn text_of_element(&mut self, mut take: impl FnMut(&str)) {
        let mut open = 1_usize;
        while open > 0 {
            match self.next() {
                Some(Step::Open(_)) => open += 1,
                Some(Step::Close) => open -= 1,
                Some(Step::Text(text)) => take(&text),
                None => return,
            }
        }
    }

    fn fail(&mut self, message: String, at: usize) {
        self.is_over = true;
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        self.fault = Some(Fault { message, line, column });
    }

    /// Notes which namespaces an element declares. A file gives each prefix one meaning, so that they hold for the whole of it.
    fn element(&mut self, tag: BytesStart<'a>) -> Element<'a> {
        if tag.attributes_raw().contains("xmlns") {
            let mut attributes = tag.attributes();
            for attribute in attributes.with_checks(false).flatten() {
                let prefix = match attribute.key.into_inner() {
                    "xmlns" => "",
                    key => match key.strip_prefix("xmlns:") {
                        Some(prefix) => prefix,
                        None => continue,
                    },
                };
                self.spaces.insert(prefix.to_owned(), prefix_of(&value(&attribute)));
            }
        }
        let prefix = tag.name().prefix().map_or("", |prefix| prefix.into_inner());
        let declared = self.spaces.get(prefix).copied();
        // A prefix that nothing declares is a mistake, and means what it mostly does.
        let space = declared.unwrap_or_else(|| {
            SPACES.iter().find(|(_, known)| *known == prefix).map_or("", |(_, known)| known)
        });
        Element { space, tag }
    }

    /// What an entity stands for. One that is not known stands as it is written.
    fn entity(&mut self, entity: &BytesRef<'_>) -> String {
        if let Ok(Some(character)) = entity.resolve_char_ref() {
            return character.to_string();
        }
        let name = entity.xml10_content();
        match &*name {
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            "amp" => "&".to_owned(),
            "quot" => "\"".to_owned(),
            "apos" => "'".to_owned(),
            name => {
                if self.entities.len() < 8 && !self.entities.iter().any(|known| known == name) {
                    self.entities.push(name.to_owned());
                }
                format!("&{name};")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> (String, Option<Fault>) {
        let mut xml = Xml::new(text);
        let mut found = String::new();
        while let Some(step) = xml.next() {
            match step {
                Step::Open(element) => found.push_str(&format!("<{}:{}>", element.space, element.local())),
                Step::Close => found.push_str("</>"),
                Step::Text(text) => found.push_str(&text),
            }
        }
        (found, xml.fault)
    }

    #[test]
    fn names_are_those_of_the_standard_whatever_the_prefix() {
        let text = "<x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:r y='1'/>a &amp; &#x41;</x:p>";
        assert_eq!(steps(text), ("<w:p><w:r></>a & A</>".to_owned(), None));
        assert_eq!(steps("<w:p/>").0, "<w:p></>");
        assert_eq!(steps("<p/><q:p xmlns:q='urn:x'/>").0, "<:p></><:p></>");
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&b;&e;</x>";
        let mut xml = Xml::new(bomb);
        xml.next();
        assert_eq!(xml.text(), "&b;&e;");
        assert!(xml.has_doctype);
        assert_eq!(xml.entities, ["b", "e"]);
    }

    #[test]
    fn a_mistake_has_a_place_and_what_stands_before_it_is_read() {
        let (found, fault) = steps("<a>\n<b>é</c></a>");
        assert_eq!(found, "<:a>\n<:b>é");
        let fault = fault.expect("a fault");
        assert_eq!((fault.line, fault.column), (2, 5), "{fault:?}");
        assert_eq!(steps("<a>b").1.expect("a fault").message, "it ends within an element");
    }

    #[test]
    fn elements_can_nest_deeply() {
        let text = "<a>".repeat(100_000) + "x" + &"</a>".repeat(100_000);
        let mut xml = Xml::new(&text);
        xml.next();
        assert_eq!(xml.text(), "x");
        assert_eq!(xml.fault, None);
    }
}
