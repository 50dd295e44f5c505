//! The anchors of headings: the ones that the source gives, and those that GitHub makes of the
//! heading's words, so that links written for GitHub work here.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::TitleHeading;
use crate::model::document::{Anchor, Block, Document, plain_text};
use crate::model::raw_html::is_reserved_anchor;
use crate::model::walk;
use crate::model::walk::PartMut;

/// What GitHub leaves out of an anchor.
static PUNCTUATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[^\w\- ]").unwrap_or_else(|error| unreachable!("{error}")));

/// The anchor that GitHub makes of a heading's words.
pub fn slug(text: &str) -> String {
    let text = text.trim().replace(['\n', '\t'], " ").to_lowercase();
    PUNCTUATION.replace_all(&text, "").replace(' ', "-")
}

/// Gives each heading an anchor, unique in the document. The one that the heading would have had that became
/// the title means the top of the page.
pub(in crate::read) fn assign(document: &mut Document, title: Option<TitleHeading>) {
    let mut taken = Taken::default();
    let mut anchors = std::mem::take(&mut document.anchors);
    for anchor in &anchors {
        taken.0.insert(anchor.name.clone(), 0);
        taken.0.extend(anchor.place.clone().map(|place| (place, 0)));
    }
    let mut claim = |wanted: &str| {
        let place = taken.claim(wanted);
        // A link to the anchor that the page needs for itself means the heading.
        if is_reserved_anchor(wanted) && !anchors.iter().any(|anchor| anchor.name == wanted) {
            anchors.push(Anchor { name: wanted.to_owned(), place: Some(place.clone()) });
        }
        place
    };
    let (title_id, title_text) = title.map_or((None, None), |title| match title.id.as_str() {
        "" => (None, Some(title.text)),
        _ => (Some(title.id), None),
    });
    // What the source says goes first, wherever it stands: that is what links rely on.
    let mut title_anchor = title_id.map(|id| claim(&id));
    each_heading(document, &mut |heading| {
        if let Block::Heading { id, .. } = heading
            && !id.is_empty()
        {
            *id = claim(id);
        }
    });
    if let Some(text) = title_text {
        title_anchor = Some(claim(&slug(&text)));
    }
    each_heading(document, &mut |heading| {
        if let Block::Heading { id, content, .. } = heading
            && id.is_empty()
        {
            *id = claim(&slug(&plain_text(content)));
        }
    });
    if let Some(name) = title_anchor
        && !anchors.iter().any(|anchor| anchor.name == name)
    {
        anchors.push(Anchor { name, place: None });
    }
    document.anchors = anchors;
}

fn each_heading(document: &mut Document, visit: &mut impl FnMut(&mut Block)) {
    let mut visit = |part: PartMut<'_>| {
        if let PartMut::Block(block) = part {
            visit(block);
        }
    };
    walk::blocks_mut(&mut document.blocks, &mut visit);
    for note in &mut document.notes {
        walk::blocks_mut(&mut note.blocks, &mut visit);
    }
}

/// The anchors that a document has used up, each with the number last added to it.
#[derive(Default)]
struct Taken(HashMap<String, usize>);

impl Taken {
    /// Makes an anchor unique: `x`, `x-1`, `x-2`.
    fn claim(&mut self, wanted: &str) -> String {
        let wanted = match wanted {
            "" => "section".to_owned(),
            _ if is_reserved_anchor(wanted) => format!("section-{wanted}"),
            _ => wanted.to_owned(),
        };
        let mut anchor = wanted.clone();
        while self.0.contains_key(&anchor) {
            let number = self.0.entry(wanted.clone()).or_default();
            *number += 1;
            anchor = format!("{wanted}-{number}");
        }
        self.0.insert(anchor.clone(), 0);
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug("Simple Summary"), "simple-summary");
        assert_eq!(slug("1. The *log*, & more"), "1-the-log--more");
        assert_eq!(slug("`snake_case` – Größe"), "snake_case--größe");
        assert_eq!(slug("C++/CLI"), "ccli");
    }

    #[test]
    fn anchors_are_unique() {
        let mut taken = Taken::default();
        let claimed: Vec<String> =
            ["a", "a", "a-1", "a", "", "!"].map(|wanted| taken.claim(&slug(wanted))).into();
        assert_eq!(claimed, ["a", "a-1", "a-1-1", "a-2", "section", "section-1"]);
    }

    #[test]
    fn anchors_of_the_contract_are_not_taken() {
        let mut taken = Taken::default();
        for reserved in ["fn4", "fn-a", "fnref4", "fnref-star", "pg-12", "p3", "cited-by"] {
            assert_eq!(taken.claim(reserved), format!("section-{reserved}"));
        }
        for free in ["fnord", "fn", "pgp", "cited-by-whom"] {
            assert_eq!(taken.claim(free), free);
        }
    }
}
