//! Places that have names: `xml:id`s, and the beginnings of pages.

use super::{Picture, TextBuilder};
use crate::model::document::{Anchor, Block, ImagePlace, Inline, PageBreak, page_anchor};
use crate::model::raw_html::is_reserved_anchor;
use crate::model::reference::{Citation, Reference, Rule};
use crate::read::tei::event::Element;

impl TextBuilder<'_> {
    /// The anchor of an id, where the page can have it: the first place of a name keeps it.
    pub(super) fn anchor_of(&mut self, id: &str) -> Option<Inline> {
        if is_reserved_anchor(id) || id.contains(char::is_whitespace) || !self.ids.insert(id.to_owned()) {
            return None;
        }
        self.anchors.push(Anchor { name: id.to_owned(), place: Some(id.to_owned()) });
        Some(Inline::Anchor(id.to_owned()))
    }

    /// Puts an anchor where the text is.
    pub(super) fn anchor(&mut self, id: &str) {
        let Some(anchor) = self.anchor_of(id) else { return };
        match &mut self.current.flow {
            Some(flow) => flow.insert(anchor),
            None => self.current.pending.push(anchor),
        }
    }

    /// A page begins.
    pub(super) fn page_break(&mut self, element: &Element<'_>, at: usize) {
        let is_within_word = element.get("break") == Some("no");
        let facsimile = self.context.volume.facsimile(element).map(|picture| self.image(picture, at));
        if let (true, Some(flow)) = (is_within_word, &mut self.current.flow) {
            flow.glue();
        }
        let Some(page) = page_of(element) else {
            if let Some(id) = element.get("xml:id") {
                self.anchor(id);
            }
            return;
        };
        if let Some(id) = element.get("xml:id")
            && self.ids.insert(id.to_owned())
        {
            self.anchors.push(Anchor { name: id.to_owned(), place: Some(page_anchor(&page)) });
        }
        let page = PageBreak { page, first: false, facsimile };
        match &mut self.current.flow {
            Some(flow) => flow.insert(Inline::PageBreak(page)),
            None if self.current.holder.takes_blocks() => self.push_block(Block::PageBreak(page)),
            None => self.current.pending.push(Inline::PageBreak(page)),
        }
    }

    /// Where an image is, for the model.
    pub(super) fn image(&mut self, picture: Picture, at: usize) -> ImagePlace {
        match picture {
            Picture::Web(address) => ImagePlace::Elsewhere(address),
            Picture::File(path) => {
                self.records.references.push(Reference {
                    rule: Rule::Image,
                    citation: Citation::File { path, query: None, fragment: None },
                    span: at..at,
                    sentence: String::new(),
                    within: None,
                });
                ImagePlace::Archive(self.records.references.len() - 1)
            }
        }
    }

    /// Whether the document itself is what grows, so that what it says is about itself.
    pub(super) fn is_document(&self) -> bool {
        self.attached == 0 && self.open_notes == 0
    }
}

/// The number of a page: `[II]` is page II. Where it has none, its image or its id tells it.
fn page_of(element: &Element<'_>) -> Option<String> {
    let stripped = |text: &str| text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '[' | ']')).to_owned();
    let said = element.get("n").map(stripped).filter(|page| !page.is_empty());
    said.or_else(|| {
        let id = element.get("xml:id")?;
        let (_, page) = id.rsplit_once(['_', '-', '.'])?;
        let is_number = !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit() || b"ivxlcdmIVXLCDM".contains(&byte));
        is_number.then(|| page.to_owned())
    })
}
