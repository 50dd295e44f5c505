//! What the text of a document is made of: elements that begin and end, and characters between them.

use std::borrow::Cow;

/// One step on the way through a document's XML.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// An element begins. Of one without content, the end follows at once.
    Start(Element<'a>),
    /// The element that began last ends.
    End,
    /// Characters, entities replaced. What stands together can come in several pieces.
    Text(&'a str),
}

/// An element as its tag has it.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The name without the prefix of its namespace: `attachment` of `<frus:attachment>`.
    pub name: &'a str,
    /// The attributes in their order, with the names as they are written and the values with entities replaced.
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
    /// Where the tag begins, as a byte offset in the document's own text.
    pub at: usize,
}

impl Element<'_> {
    /// The value of an attribute by its name as it is written, such as `xml:id`; an empty one is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(written, _)| *written == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The first of several attributes that is there.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name))
    }

    /// Whether the value of an attribute has a word.
    pub fn has_word(&self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|value| value.split_ascii_whitespace().any(|given| given == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_by_their_written_names() {
        let pair = |name, value: &'static str| (name, Cow::Borrowed(value));
        let attributes = vec![pair("xml:id", " d1 "), pair("rend", ""), pair("type", "a b")];
        let element = Element { name: "div", attributes, at: 0 };
        assert_eq!(element.get("xml:id"), Some("d1"));
        assert_eq!((element.get("id"), element.get("rend")), (None, None));
        assert_eq!(element.any(&["rend", "type"]), Some("a b"));
        assert!(element.has_word("type", "b") && !element.has_word("type", "c"));
    }
}
