//! How deep raw HTML nests. What is deeper than a bound is taken out of its elements: browsers and
//! sanitisers take time in proportion to the depth for each element.

use std::collections::HashMap;

/// How deep elements nest.
const DEPTH: usize = 40;

/// The elements that have no content, and those that another of their kind ends: they do not nest by
/// themselves.
#[rustfmt::skip]
const FLAT: [&str; 31] = [
    "a", "area", "base", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// The elements that are open.
#[derive(Debug, Default)]
pub struct Open {
    /// How many of each name are open, and how many of it were left out.
    by_name: HashMap<String, (usize, usize)>,
    depth: usize,
    /// Whether any was left out.
    pub is_too_deep: bool,
}

impl Open {
    /// Opens an element, and says whether it may be written.
    pub fn open(&mut self, name: &str) -> bool {
        if is_flat(name) {
            return true;
        }
        let (open, left_out) = self.by_name.entry(name.to_owned()).or_default();
        if self.depth == DEPTH {
            *left_out += 1;
            self.is_too_deep = true;
            return false;
        }
        *open += 1;
        self.depth += 1;
        true
    }

    /// Closes an element, and says whether the end may be written.
    pub fn close(&mut self, name: &str) -> bool {
        if is_flat(name) {
            return true;
        }
        match self.by_name.get_mut(name) {
            Some((_, left_out)) if *left_out > 0 => {
                *left_out -= 1;
                false
            }
            Some((open, _)) if *open > 0 => {
                *open -= 1;
                self.depth -= 1;
                true
            }
            _ => false,
        }
    }
}

fn is_flat(name: &str) -> bool {
    FLAT.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted() {
        assert!(FLAT.is_sorted());
    }

    #[test]
    fn what_is_too_deep_is_left_out_with_its_end() {
        let mut open = Open::default();
        let kept = (0..100).filter(|_| open.open("ul") && open.open("li")).count();
        assert_eq!(kept, DEPTH);
        let closed = (0..100).filter(|_| open.close("li") && open.close("ul")).count();
        assert_eq!(closed, DEPTH);
        assert!(!open.close("ul") && open.open("ul"));
    }

    #[test]
    fn many_members_of_one_list_are_not_deep() {
        let mut open = Open::default();
        assert!(open.open("ul") && (0..1_000).all(|_| open.open("li") && open.open("p")));
        assert!(!open.is_too_deep);
    }
}
