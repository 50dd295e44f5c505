//! Which elements of a page a selector of CSS means.

use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches};
use selectors::matching::{ElementSelectorFlags, MatchingContext, matches_selector_list};
use selectors::{Element, OpaqueElement};

use super::tree::{Content, Place, ROOT, Tree};
use crate::config::selector::{Name, Never, Selector, Simple};

/// The outermost elements that a selector means, in order.
pub fn select(tree: &Tree, selector: &Selector) -> Vec<Place> {
    let mut found = Vec::new();
    let mut caches = SelectorCaches::default();
    let mut at = Some(ROOT);
    while let Some(place) = at {
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let is_meant = tree.is_element(place) && matches_selector_list(&selector.list, Seen { tree, place }, &mut context);
        if is_meant {
            found.push(place);
        }
        at = (if is_meant { None } else { tree.children(place).next() }).or_else(|| tree.after(place, ROOT));
    }
    found
}

/// An element of a tree as selectors see it.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    tree: &'a Tree,
    place: Place,
}

impl<'a> Seen<'a> {
    fn at(self, place: Place) -> Self {
        Self { tree: self.tree, place }
    }

    fn first_element(self, mut places: impl Iterator<Item = Place>) -> Option<Self> {
        places.find(|&place| self.tree.is_element(place)).map(|place| self.at(place))
    }
}

impl Element for Seen<'_> {
    type Impl = Simple;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.tree.content(self.place))
    }

    fn parent_element(&self) -> Option<Self> {
        self.tree.parent(self.place).filter(|&parent| self.tree.is_element(parent)).map(|parent| self.at(parent))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.first_element(std::iter::successors(self.tree.previous(self.place), |&at| self.tree.previous(at)))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first_element(std::iter::successors(self.tree.next(self.place), |&at| self.tree.next(at)))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_element(self.tree.children(self.place))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.tree.is_html(self.place)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.tree.name(self.place) == name.0
    }

    fn has_namespace(&self, _: &Name) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.tree.name(self.place) == self.tree.name(other.place)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        let attributes = self.tree.attributes(self.place);
        attributes.iter().any(|attribute| *attribute.name.local == *name.0 && operation.eval_str(&attribute.value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut MatchingContext<'_, Simple>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _: &mut MatchingContext<'_, Simple>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.tree.name(self.place) == "a" && self.tree.attribute(self.place, "href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        let own = self.tree.attribute(self.place, "id");
        own.is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        self.tree.classes(self.place).any(|own| case.eq(own.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.tree.children(self.place).all(|child| matches!(self.tree.content(child), Content::Remark))
    }

    fn is_root(&self) -> bool {
        self.tree.parent(self.place) == Some(ROOT)
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
