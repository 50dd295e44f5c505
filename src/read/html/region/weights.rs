//! How much text stands in each place of a page.

use crate::read::html::tree::{Place, Tree};

/// How many letters stand in each place: outside of links, and within them.
pub struct Weights {
    /// Outside of links.
    pub text: Vec<usize>,
    /// Within links.
    pub linked: Vec<usize>,
}

impl Weights {
    /// The weights of all places that are not left out.
    pub fn of(tree: &Tree, skipped: &[bool]) -> Self {
        let mut weights = Self { text: vec![0; tree.len()], linked: vec![0; tree.len()] };
        let top = tree.body();
        let mut order = Vec::with_capacity(tree.len());
        let mut at = Some(top);
        let mut link_until = None;
        while let Some(place) = at {
            if link_until == Some(place) {
                link_until = None;
            }
            let is_code = matches!(
                tree.name(place),
                "script" | "style" | "template" | "noscript" | "textarea" | "select"
            );
            let is_closed = is_code || skipped[place];
            if !is_closed {
                if link_until.is_none() && tree.name(place) == "a" && tree.attribute(place, "href").is_some() {
                    link_until = Some(tree.after(place, top).unwrap_or(usize::MAX));
                }
                let count = tree.runs(place).iter().map(|run| letters(&run.text)).sum();
                let is_linked = link_until.is_some();
                *(if is_linked { &mut weights.linked[place] } else { &mut weights.text[place] }) = count;
                order.push(place);
            }
            at = (if is_closed { None } else { tree.children(place).next() }).or_else(|| tree.after(place, top));
        }
        for &place in order.iter().rev() {
            if let Some(parent) = tree.parent(place).filter(|_| place != top) {
                weights.text[parent] += weights.text[place];
                weights.linked[parent] += weights.linked[place];
            }
        }
        weights
    }

    /// Whether a part has little of the text of another.
    pub fn is_little(&self, place: Place, whole: Place, most: usize) -> bool {
        self.text[place] * 100 <= self.text[whole] * most
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
