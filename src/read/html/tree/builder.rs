//! What html5ever hands its elements and texts to.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};

use super::{Branch, Content, Place, ROOT, Run, Tree};

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
