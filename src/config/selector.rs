//! Selectors of CSS, as an archive writes them to say which part of a page it means.

use std::fmt;

use cssparser::{Parser as CssParser, ToCss};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    NonTSPseudoClass, ParseRelative, Parser, PseudoElement, SelectorImpl, SelectorList, SelectorParseErrorKind,
};
use serde::{Deserialize, Serialize};

/// A list of selectors: `main, #text`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Selector {
    text: String,
    /// The selectors.
    pub list: SelectorList<Simple>,
}

impl TryFrom<String> for Selector {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let list = SelectorList::parse(&Simple, &mut CssParser::new(&text), ParseRelative::No).ok();
        match list {
            Some(list) => Ok(Self { list, text }),
            None => Err(format!("`{text}` is no selector of CSS that pages can be read by")),
        }
    }
}

impl From<Selector> for String {
    fn from(selector: Selector) -> Self {
        selector.text
    }
}

impl PartialEq for Selector {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Selector {}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Selectors by what stands in a page: names, classes, ids, attributes and neighbours.
#[derive(Debug, Clone)]
pub struct Simple;

/// A name or a value in a selector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name(pub String);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// What a page that nobody looks at never is: hovered over, or a part that a style makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl PseudoElement for Never {}

impl SelectorImpl for Simple {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

impl Parser<'_> for Simple {
    type Impl = Self;
    type Error = Mistake;

    fn parse_is_and_where(&self) -> bool {
        true
    }
}

/// A selector cannot be read.
#[derive(Debug)]
pub struct Mistake;

impl From<SelectorParseErrorKind> for Mistake {
    fn from(_: SelectorParseErrorKind) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_read_or_refused() {
        for text in ["main", "#text > .page, td[width='80%']", "div:not(.menu):first-child", ":is(h1, h2) ~ p"] {
            assert!(Selector::try_from(text.to_owned()).is_ok(), "{text}");
        }
        for text in ["", "main >", "p::before", "a:hover", "..x", "div:has(p)"] {
            assert!(Selector::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
