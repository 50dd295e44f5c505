//! A page as a tree: its elements and texts in one list, each with its place in the source.
//!
//! No walk over it recurses by itself, so that a page can nest as deep as [`super::parse()`] lets it.

mod builder;

use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, ns};

pub use builder::{Builder, Handle};

/// The place of an element or a text in its tree.
pub type Place = usize;

/// A stretch of text, and where it begins in the source.
#[derive(Debug, Clone)]
pub struct Run {
    /// The text.
    pub text: StrTendril,
    /// The byte of the source.
    pub start: usize,
}

/// What stands at a place of a tree.
#[derive(Debug)]
pub enum Content {
    /// The page as a whole, or the content of a template.
    Root,
    /// An element.
    Element(Rc<QualName>, Vec<Attribute>),
    /// A text.
    Text(Vec<Run>),
    /// A comment or an instruction.
    Remark,
}

/// An element or a text with its neighbours.
#[derive(Debug)]
struct Branch {
    content: Content,
    parent: Option<Place>,
    previous: Option<Place>,
    next: Option<Place>,
    first: Option<Place>,
    last: Option<Place>,
    /// Where it begins in the source.
    start: usize,
    depth: usize,
}

/// A page.
#[derive(Debug)]
pub struct Tree {
    branches: Vec<Branch>,
}

/// The place of the page as a whole.
pub const ROOT: Place = 0;

impl Tree {
    /// How many places it has.
    pub fn len(&self) -> usize {
        self.branches.len()
    }

    /// What stands at a place.
    pub fn content(&self, place: Place) -> &Content {
        &self.branches[place].content
    }

    /// Where it begins in the source.
    pub fn start(&self, place: Place) -> usize {
        self.branches[place].start
    }

    /// The element that holds it.
    pub fn parent(&self, place: Place) -> Option<Place> {
        self.branches[place].parent
    }

    /// What stands before it in the same element.
    pub fn previous(&self, place: Place) -> Option<Place> {
        self.branches[place].previous
    }

    /// What stands after it in the same element.
    pub fn next(&self, place: Place) -> Option<Place> {
        self.branches[place].next
    }

    /// What it holds, in order.
    pub fn children(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(self.branches[place].first, |&child| self.branches[child].next)
    }

    /// It, and all within it, each before what is within that.
    pub fn within(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(Some(place), move |&at| {
            self.branches[at].first.or_else(|| self.after(at, place))
        })
    }

    /// What follows a place and all within it, within another.
    pub fn after(&self, mut place: Place, top: Place) -> Option<Place> {
        loop {
            if place == top {
                return None;
            }
            if let Some(next) = self.branches[place].next {
                return Some(next);
            }
            place = self.branches[place].parent?;
        }
    }

    /// The elements that hold it, the nearest first.
    pub fn above(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(self.branches[place].parent, |&at| self.branches[at].parent)
    }

    /// Whether it is another place, or within that.
    pub fn is_within(&self, place: Place, other: Place) -> bool {
        place == other || self.above(place).any(|above| above == other)
    }

    /// The name of an element, in small letters. What is no HTML has its own names, too.
    pub fn name(&self, place: Place) -> &str {
        match &self.branches[place].content {
            Content::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// Whether it is an element of HTML.
    pub fn is_html(&self, place: Place) -> bool {
        matches!(&self.branches[place].content, Content::Element(name, _) if name.ns == ns!(html))
    }

    /// Whether it is an element.
    pub fn is_element(&self, place: Place) -> bool {
        matches!(&self.branches[place].content, Content::Element(..))
    }

    /// The value of an attribute. One with a prefix is asked for with it.
    pub fn attribute(&self, place: Place, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = &self.branches[place].content else { return None };
        let found = attributes.iter().find(|attribute| match &attribute.name.prefix {
            None => *attribute.name.local == *name,
            Some(prefix) => name
                .split_once(':')
                .is_some_and(|(before, local)| **prefix == *before && *attribute.name.local == *local),
        });
        found.map(|attribute| &*attribute.value)
    }

    /// The attributes of an element.
    pub fn attributes(&self, place: Place) -> &[Attribute] {
        match &self.branches[place].content {
            Content::Element(_, attributes) => attributes,
            _ => &[],
        }
    }

    /// The classes of an element.
    pub fn classes(&self, place: Place) -> impl Iterator<Item = &str> {
        self.attribute(place, "class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether it has one of these classes.
    pub fn has_class(&self, place: Place, classes: &[&str]) -> bool {
        self.classes(place).any(|own| classes.iter().any(|class| class.eq_ignore_ascii_case(own)))
    }

    /// Whether it has one of these roles, by ARIA or by the words of EPUB.
    pub fn has_role(&self, place: Place, roles: &[&str]) -> bool {
        let has = |name: &str| {
            let own = self.attribute(place, name).unwrap_or_default().split_ascii_whitespace();
            own.map(|own| own.strip_prefix("doc-").unwrap_or(own)).any(|own| {
                roles.iter().any(|role| own.eq_ignore_ascii_case(role.strip_prefix("doc-").unwrap_or(role)))
            })
        };
        has("role") || has("epub:type")
    }

    /// The runs of a text.
    pub fn runs(&self, place: Place) -> &[Run] {
        match &self.branches[place].content {
            Content::Text(runs) => runs,
            _ => &[],
        }
    }

    /// All text within a place, as it stands in the source, without that of scripts and styles.
    pub fn text(&self, place: Place) -> String {
        let mut text = String::new();
        self.each_text(place, &mut |run| text.push_str(run));
        text
    }

    /// The same with each white space as one space.
    pub fn words(&self, place: Place) -> String {
        self.text(place).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Shows each run of text within a place.
    pub fn each_text(&self, place: Place, show: &mut dyn FnMut(&str)) {
        let mut at = Some(place);
        while let Some(here) = at {
            let is_code = matches!(self.name(here), "script" | "style" | "template");
            self.runs(here).iter().for_each(|run| show(&run.text));
            let within = self.branches[here].first.filter(|_| !is_code || here == place);
            at = within.or_else(|| self.after(here, place));
        }
    }

    /// The first element within a place that passes a test.
    pub fn find(&self, place: Place, test: impl Fn(Place) -> bool) -> Option<Place> {
        self.within(place).find(|&at| self.is_element(at) && test(at))
    }

    /// The page's `body`; the page as a whole, where there is none.
    pub fn body(&self) -> Place {
        self.find(ROOT, |at| self.name(at) == "body").unwrap_or(ROOT)
    }
}
