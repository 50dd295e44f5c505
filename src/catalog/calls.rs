//! Where footnotes hang: of a note that refers to something, the sentence of the text that calls it says more than the note's
//! own "See Document 65."

use std::collections::{BTreeMap, HashSet};

use crate::language::reading::SentenceWords;
use crate::mark::sentence::Sentences;
use crate::model::document::{Block, Document, Inline, Note, push_plain_text};
use crate::model::walk::Child;

/// The anchors of the notes that refer to something, sorted, with the sentences of the text on which they hang. One that the
/// title calls hangs on no sentence.
pub fn sentences(document: &Document, words: &SentenceWords) -> Vec<(String, String)> {
    let referring: HashSet<&str> =
        document.references.iter().filter_map(|reference| reference.within.as_deref()).collect();
    let mut calls = Calls { notes: &document.notes, referring, words, found: BTreeMap::new() };
    if !calls.referring.is_empty() {
        calls.blocks(&document.blocks);
    }
    calls.found.into_iter().collect()
}

struct Calls<'a> {
    notes: &'a [Note],
    /// The anchors of the notes that refer to something.
    referring: HashSet<&'a str>,
    words: &'a SentenceWords,
    found: BTreeMap<String, String>,
}

impl Calls<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            block.children(&mut |child| match child {
                Child::Flow(flow) => self.flow(flow),
                Child::Blocks(within) => self.blocks(within),
            });
        }
    }

    fn flow(&mut self, flow: &[Inline]) {
        let mut marked = Marked::default();
        marked.push(flow);
        marked.marks.retain(|(_, note)| {
            let anchor = self.notes.get(*note).map(Note::anchor);
            anchor.is_some_and(|anchor| self.referring.contains(anchor.as_str()))
        });
        if marked.marks.is_empty() {
            return;
        }
        let sentences = Sentences::of(&marked.text, self.words);
        for (place, note) in marked.marks {
            // The mark belongs to what stands before it, and a full stop there ends that sentence.
            let before = marked.text[..place].trim_end();
            let start = before.char_indices().next_back().map_or(0, |(at, _)| at);
            let sentence = sentences.around(start..before.len());
            if let Some(note) = self.notes.get(note).filter(|_| !sentence.trim().is_empty()) {
                self.found.entry(note.anchor()).or_insert(sentence);
            }
        }
    }
}

/// A run of text with the places of the marks in it, each with the note that it calls.
#[derive(Default)]
struct Marked {
    text: String,
    marks: Vec<(usize, usize)>,
}

impl Marked {
    fn push(&mut self, flow: &[Inline]) {
        for inline in flow {
            match inline {
                Inline::NoteMark(mark) => self.marks.extend(mark.note.map(|note| (self.text.len(), note))),
                formatted if !formatted.content().is_empty() => self.push(formatted.content()),
                other => push_plain_text(std::slice::from_ref(other), &mut self.text),
            }
        }
    }
}
