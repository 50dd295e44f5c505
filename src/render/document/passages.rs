//! Where the references of a document stand in it, for formats whose sources have no lines.

use std::collections::HashMap;

use crate::diagnostic::Spot;
use crate::model::document::{Block, Document, ImagePlace, Inline, plain_text};
use crate::model::walk;
use crate::model::walk::Part;

/// The references of a document by their places in its list, each with its words, and the paragraph that holds it if it
/// stands in the running text.
#[derive(Default)]
pub struct Passages(HashMap<usize, (Option<usize>, String)>);

impl Passages {
    /// Those of a document.
    pub fn of(document: &Document) -> Self {
        let mut passages = Self::default();
        walk::paragraphs(&document.blocks, &mut |number, block| {
            passages.add(Some(number), std::slice::from_ref(block));
        });
        for note in &document.notes {
            passages.add(None, &note.blocks);
        }
        passages
    }

    fn add(&mut self, paragraph: Option<usize>, blocks: &[Block]) {
        walk::blocks(blocks, &mut |part| {
            let (reference, words) = match part {
                Part::Inline(Inline::Reference { index, content }) => (*index, plain_text(content)),
                Part::Inline(Inline::Image { place: ImagePlace::Archive(index), alt, .. }) => {
                    (*index, alt.clone())
                }
                Part::Block(Block::PageBreak(page)) | Part::Inline(Inline::PageBreak(page)) => {
                    let Some(ImagePlace::Archive(index)) = page.facsimile else { return };
                    (index, page.page.clone())
                }
                _ => return,
            };
            self.0.entry(reference).or_insert((paragraph, words));
        });
    }

    /// The words of a reference.
    pub fn words(&self, reference: usize) -> Option<&str> {
        self.0.get(&reference).map(|(_, words)| words.as_str())
    }

    /// The place of a reference, if it is in a paragraph.
    pub fn spot(&self, reference: usize) -> Option<Spot> {
        let (paragraph, _) = self.0.get(&reference)?;
        paragraph.filter(|paragraph| *paragraph > 0).map(Spot::Paragraph)
    }
}
