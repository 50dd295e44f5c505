//! A page as a tree: its elements and texts in one list, each with its place in the source.
//!
//! No walk over it recurses by itself, so that a page can nest as deep as [`super::parse`] lets it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};

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

/// Takes what the parser of HTML builds.
pub struct Builder<'a> {
    source: &'a str,
    branches: RefCell<Vec<Branch>>,
    /// The name of what is no element.
    nameless: Rc<QualName>,
    /// Where the token that is taken begins in the source.
    pub at: Cell<usize>,
    /// How deep the element lies that is open.
    pub depth: Cell<usize>,
}

/// What the parser holds of an element or a text.
#[derive(Clone)]
pub struct Handle {
    place: Place,
    name: Rc<QualName>,
}

impl<'a> Builder<'a> {
    /// A tree with nothing in it.
    pub fn new(source: &'a str) -> Self {
        let builder = Self {
            source,
            branches: RefCell::default(),
            nameless: Rc::new(QualName::new(None, ns!(), LocalName::default())),
            at: Cell::new(0),
            depth: Cell::new(0),
        };
        builder.add(Content::Root);
        builder
    }

    /// How many places the tree has.
    pub fn len(&self) -> usize {
        self.branches.borrow().len()
    }

    fn add(&self, content: Content) -> Place {
        let mut branches = self.branches.borrow_mut();
        branches.push(Branch {
            content,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            start: self.at.get(),
            depth: 0,
        });
        branches.len() - 1
    }

    /// The run of a text, with its place. The parser drops white space here and there, so that the place is looked for
    /// within the token.
    fn run(&self, text: StrTendril) -> Run {
        let at = self.at.get();
        let rest = self.source.get(at..).unwrap_or_default();
        let start = if rest.starts_with(&*text) {
            at
        } else {
            let blank = rest.len() - rest.trim_start_matches([' ', '\n', '\t', '\u{c}']).len();
            if rest[blank..].starts_with(&*text) { at + blank } else { at }
        };
        self.at.set(start + text.len());
        Run { text, start }
    }

    fn detach(branches: &mut [Branch], place: Place) {
        let Branch { parent, previous, next, .. } = branches[place];
        match previous {
            Some(previous) => branches[previous].next = next,
            None => parent.iter().for_each(|&parent| branches[parent].first = next),
        }
        match next {
            Some(next) => branches[next].previous = previous,
            None => parent.iter().for_each(|&parent| branches[parent].last = previous),
        }
        let branch = &mut branches[place];
        (branch.parent, branch.previous, branch.next) = (None, None, None);
    }

    /// Puts a place into another, before one that is there or at the end.
    fn attach(branches: &mut [Branch], place: Place, parent: Place, before: Option<Place>) {
        Self::detach(branches, place);
        let previous = match before {
            Some(before) => branches[before].previous.replace(place),
            None => branches[parent].last.replace(place),
        };
        match previous {
            Some(previous) => branches[previous].next = Some(place),
            None => branches[parent].first = Some(place),
        }
        let depth = branches[parent].depth + 1;
        let branch = &mut branches[place];
        (branch.parent, branch.previous, branch.next) = (Some(parent), previous, before);
        branch.depth = depth;
    }

    fn put(&self, parent: Place, before: Option<Place>, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(handle) => {
                let mut branches = self.branches.borrow_mut();
                Self::attach(&mut branches, handle.place, parent, before);
                if matches!(branches[handle.place].content, Content::Element(..)) {
                    self.depth.set(branches[handle.place].depth);
                }
            }
            NodeOrText::AppendText(text) => {
                let run = self.run(text);
                let neighbour = {
                    let branches = self.branches.borrow();
                    match before {
                        Some(before) => branches[before].previous,
                        None => branches[parent].last,
                    }
                };
                if let Some(neighbour) = neighbour
                    && let Content::Text(runs) = &mut self.branches.borrow_mut()[neighbour].content
                {
                    return runs.push(run);
                }
                let start = run.start;
                let place = self.add(Content::Text(vec![run]));
                let mut branches = self.branches.borrow_mut();
                branches[place].start = start;
                Self::attach(&mut branches, place, parent, before);
            }
        }
    }
}

impl TreeSink for Builder<'_> {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'n>
        = ExpandedName<'n>
    where
        Self: 'n;

    fn finish(self) -> Tree {
        Tree { branches: self.branches.into_inner() }
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { place: ROOT, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'n>(&'n self, target: &'n Handle) -> ExpandedName<'n> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let place = self.add(Content::Element(Rc::clone(&name), attributes));
        if flags.template {
            // What a template holds stands beside the tree, at the place after the template.
            self.add(Content::Root);
        }
        Handle { place, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { place: self.add(Content::Remark), name: Rc::clone(&self.nameless) }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { place: self.add(Content::Remark), name: Rc::clone(&self.nameless) }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.place, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.branches.borrow()[element.place].parent;
        match parent {
            Some(parent) => self.put(parent, Some(element.place), child),
            None => self.put(previous.place, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, handle: &Handle) {
        let branches = self.branches.borrow();
        self.depth.set(branches[handle.place].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle { place: target.place + 1, name: Rc::clone(&self.nameless) }
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.place == other.place
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.branches.borrow()[sibling.place].parent;
        self.put(parent.unwrap_or(ROOT), parent.map(|_| sibling.place), child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut branches = self.branches.borrow_mut();
        let Content::Element(_, own) = &mut branches[target.place].content else { return };
        for attribute in attributes {
            if !own.iter().any(|known| known.name == attribute.name) {
                own.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        Self::detach(&mut self.branches.borrow_mut(), target.place);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        let mut branches = self.branches.borrow_mut();
        while let Some(child) = branches[from.place].first {
            Self::attach(&mut branches, child, to.place, None);
        }
    }
}
