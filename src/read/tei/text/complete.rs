//! What can be said only when all of a document is read: which marks call which notes, the labels of notes, the title that
//! stands in the only part, what paragraphs without a sign are, and whether the ends of lines were meant.

use std::collections::{HashMap, HashSet};

use super::notes::Draft;
use super::span::{bracket, first_character, last_character, single_spaced};
use super::{Built, TextBuilder, lines, styles};
use crate::model::document::{Anchor, Block, Inline, Note, NoteMark, PageBreak, plain_text};
use crate::model::walk::{self, ChildMut, Part, PartMut};
use crate::read::plain::hyphen::OwnWords;

/// The words that call a note are no more than these.
const LONGEST_CALL: usize = 6;

impl TextBuilder<'_> {
    /// Completes the document.
    pub(super) fn complete(mut self) -> Built {
        let mut built = std::mem::take(&mut self.built);
        built.blocks = std::mem::take(&mut self.current.blocks);
        built.title = std::mem::take(&mut self.title);
        built.references = std::mem::take(&mut self.records.references);
        built.dates = std::mem::take(&mut self.records.dates);
        built.parties = std::mem::take(&mut self.records.parties);
        built.places = std::mem::take(&mut self.records.places);
        built.anchors = std::mem::take(&mut self.anchors);
        place_pending(std::mem::take(&mut self.current.pending), &mut built);
        let mut drafts = std::mem::take(&mut self.notes);
        let mut calls = Calls::of(&drafts, &self.records.targets, &built);
        calls.see_marks(&built, &drafts);
        if self.records.has_supplied || calls.is_any() {
            let mut rewrite = |content: &mut Vec<Inline>| calls.rewrite(content);
            rewrite(&mut built.title);
            each_run(&mut built.blocks, &mut rewrite);
            drafts.iter_mut().for_each(|draft| each_run(&mut draft.blocks, &mut rewrite));
            built
                .blocks
                .retain(|block| !matches!(block, Block::Paragraph { content, .. } if content.is_empty()));
        }
        take_title(&mut built);
        number(drafts, &calls, &mut built);
        let is_layout = lines::are_layout(&built.blocks);
        let context = self.context;
        if is_layout {
            let text = if context.guesses.hyphens { lines::text_of(&built.blocks) } else { String::new() };
            let words = OwnWords::of(&text, &context.words.reading.hyphens);
            lines::join(&mut built.blocks, &words);
            built.notes.iter_mut().for_each(|note| lines::join(&mut note.blocks, &words));
        }
        styles::recognise(&mut built, &self.centred, context.words, context.guesses);
        built
    }
}

/// What waited for a run of text to the end stands at the end.
fn place_pending(pending: Vec<Inline>, built: &mut Built) {
    for inline in pending {
        match inline {
            Inline::PageBreak(page) => built.blocks.push(Block::PageBreak(page)),
            other => match built.blocks.last_mut() {
                Some(Block::Paragraph { content, .. } | Block::Heading { content, .. }) => {
                    content.push(other)
                }
                _ => built.blocks.push(Block::Paragraph {
                    style: crate::model::document::ParagraphStyle::Body,
                    content: vec![other],
                }),
            },
        }
    }
}

/// The heading of the only part of a text is the text's.
fn take_title(built: &mut Built) {
    if !built.title.is_empty() {
        return;
    }
    let is_top = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let first = built.blocks.iter().position(|block| !matches!(block, Block::PageBreak(_)));
    let Some(at) = first.filter(|at| is_top(&built.blocks[*at])) else { return };
    if built.blocks.iter().filter(|block| is_top(block)).count() != 1 {
        return;
    }
    if let Block::Heading { id, content, .. } = built.blocks.remove(at) {
        built.title = content;
        built.anchors.push(Anchor { name: id, place: None });
    }
    for block in &mut built.blocks {
        if let Block::Heading { level, .. } = block {
            *level = level.saturating_sub(1).max(2);
        }
    }
}

/// Which places call notes that stand elsewhere.
#[derive(Debug, Default)]
struct Calls {
    /// For a note that says again what another says: that one.
    same: HashMap<usize, usize>,
    /// The notes whose place is an anchor.
    anchored: HashMap<String, Vec<usize>>,
    /// The notes that references can call, and whether these say that they do.
    referred: HashMap<usize, (usize, bool)>,
    /// The notes whose marks where they stand are none.
    moved: HashSet<usize>,
}

impl Calls {
    fn of(drafts: &[Draft], targets: &[(usize, String, bool)], built: &Built) -> Self {
        let mut calls = Self::default();
        let by_id: HashMap<&str, usize> = drafts
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(index, draft)| draft.id.as_deref().map(|id| (id, index)))
            .collect();
        let anchors: HashSet<&str> = built.anchors.iter().map(|anchor| anchor.name.as_str()).collect();
        let mut said: HashMap<usize, String> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            let Some(target) = draft.target.as_deref() else { continue };
            match by_id.get(target) {
                Some(&other)
                    if other != index
                        && *said.entry(other).or_insert_with(|| words(&drafts[other].blocks))
                            == words(&draft.blocks) =>
                {
                    calls.same.insert(index, other);
                }
                _ if draft.is_apart && anchors.contains(target) => {
                    calls.anchored.entry(target.to_owned()).or_default().push(index);
                    calls.moved.insert(index);
                }
                _ => {}
            }
        }
        for (reference, id, is_call) in targets {
            let note = by_id.get(id.as_str()).filter(|index| drafts[**index].is_apart);
            if let Some(&index) = note.filter(|index| !calls.moved.contains(index)) {
                calls.referred.insert(*reference, (index, *is_call));
            }
        }
        calls
    }

    /// Finds the references that call notes: then these are not called where they stand.
    fn see_marks(&mut self, built: &Built, drafts: &[Draft]) {
        if self.referred.is_empty() {
            return;
        }
        let mut found = HashSet::new();
        let mut visit = |part: Part<'_>| {
            if let Part::Inline(Inline::Reference { index, content }) = part
                && self.calls(*index, content)
            {
                found.extend(self.referred.get(index).map(|(note, _)| *note));
            }
        };
        walk::inlines(&built.title, &mut visit);
        walk::blocks(&built.blocks, &mut visit);
        drafts.iter().for_each(|draft| walk::blocks(&draft.blocks, &mut visit));
        self.moved.extend(found);
    }

    fn is_any(&self) -> bool {
        !(self.same.is_empty() && self.anchored.is_empty() && self.referred.is_empty())
    }

    /// Puts marks where they belong, and brackets round what the editors put in.
    fn rewrite(&self, content: &mut Vec<Inline>) {
        let needs = |inline: &Inline| match inline {
            Inline::Editorial(_) => true,
            Inline::Reference { index, .. } => self.referred.contains_key(index),
            Inline::Anchor(id) => self.anchored.contains_key(id),
            Inline::NoteMark(mark) => {
                mark.note.is_some_and(|note| self.moved.contains(&note) || self.same.contains_key(&note))
            }
            _ => false,
        };
        if !content.iter().any(needs) {
            return;
        }
        let mut rewritten: Vec<Inline> = Vec::with_capacity(content.len());
        let mut old = std::mem::take(content).into_iter().peekable();
        while let Some(inline) = old.next() {
            match inline {
                Inline::Editorial(mut within) => {
                    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
                    let before =
                        rewritten.last().and_then(|before| last_character(std::slice::from_ref(before)));
                    let after = old.peek().and_then(|after| first_character(std::slice::from_ref(after)));
                    // Within a word, brackets would part it.
                    if !is_letter(before) && !is_letter(after) {
                        bracket(&mut within, 0);
                    }
                    rewritten.push(Inline::Editorial(within));
                }
                Inline::Reference { index, content } if self.calls(index, &content) => {
                    let note = self.referred.get(&index).map(|(note, _)| *note);
                    rewritten.push(Inline::NoteMark(NoteMark { label: String::new(), note, call: 0 }));
                }
                Inline::NoteMark(NoteMark { note: Some(note), .. }) if self.moved.contains(&note) => {}
                Inline::NoteMark(mut mark) => {
                    mark.note = mark.note.map(|note| self.same.get(&note).copied().unwrap_or(note));
                    rewritten.push(Inline::NoteMark(mark));
                }
                Inline::Anchor(id) => {
                    let notes = self.anchored.get(&id).cloned().unwrap_or_default();
                    rewritten.push(Inline::Anchor(id));
                    let mark =
                        |note| Inline::NoteMark(NoteMark { label: String::new(), note: Some(note), call: 0 });
                    rewritten.extend(notes.into_iter().map(mark));
                }
                other => rewritten.push(other),
            }
        }
        *content = rewritten;
    }

    /// Whether a reference is the mark of a note: its words are no more than a mark.
    fn calls(&self, index: usize, content: &[Inline]) -> bool {
        let Some((_, is_call)) = self.referred.get(&index) else { return false };
        let words = plain_text(content);
        *is_call || words.chars().take(LONGEST_CALL + 1).count() <= LONGEST_CALL && !words.contains(' ')
    }
}

/// The words of blocks, to compare them.
fn words(blocks: &[Block]) -> String {
    let mut text = String::new();
    walk::blocks(blocks, &mut |part| match part {
        Part::Inline(Inline::Text(words)) => text.push_str(&words.text),
        Part::Block(_) => text.push(' '),
        Part::Inline(_) => {}
    });
    single_spaced(&text)
}

/// Lets a visitor change each run of text, the innermost first.
fn each_run(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.children_mut(&mut |child| match child {
            ChildMut::Flow(content) => walk::runs_mut(content, visit),
            ChildMut::Blocks(within) => each_run(within, visit),
        });
    }
}

/// Gives the notes their labels and the marks theirs, and finds the first break to each page.
fn number(drafts: Vec<Draft>, calls: &Calls, built: &mut Built) {
    let labels = labels(&drafts, calls);
    let mut ordinals: HashMap<&str, u32> = HashMap::new();
    // The place of each draft among the notes.
    let mut places = vec![None; drafts.len()];
    for (index, draft) in drafts.into_iter().enumerate() {
        let label = &labels[index];
        if calls.same.contains_key(&index) {
            built.repeated.push((label.clone(), draft.span));
            continue;
        }
        let ordinal = ordinals.entry(label).or_insert(0);
        *ordinal += 1;
        let note = Note {
            label: label.clone(),
            ordinal: *ordinal,
            calls: 0,
            blocks: draft.blocks,
            span: draft.span,
        };
        if let Some(id) = draft.id {
            built.anchors.push(Anchor { name: id, place: Some(note.anchor()) });
        }
        if draft.is_source && built.source_note.is_none() {
            built.source_note = Some(words(&note.blocks));
        }
        places[index] = Some(built.notes.len());
        built.notes.push(note);
    }
    mark(&labels, &places, built);
    built.uncalled = (0..built.notes.len()).filter(|at| built.notes[*at].calls == 0).collect();
    for note in &mut built.notes {
        walk::place_references(note, &mut built.references);
    }
}

fn mark(labels: &[String], places: &[Option<usize>], built: &mut Built) {
    let mut pages = HashSet::new();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    let mut called = vec![0; built.notes.len()];
    let mut visit = |part: PartMut<'_>| match part {
        PartMut::Inline(Inline::NoteMark(mark)) => {
            let Some(draft) = mark.note else { return };
            let Some(label) = labels.get(draft) else { return };
            let count = counts.entry(label).or_insert(0);
            *count += 1;
            mark.call = *count;
            mark.label.clone_from(label);
            mark.note = places.get(draft).copied().flatten();
            if let Some(calls) = mark.note.and_then(|note| called.get_mut(note)) {
                *calls += 1;
            }
        }
        PartMut::Block(Block::PageBreak(page)) | PartMut::Inline(Inline::PageBreak(page)) => {
            let PageBreak { page, first, .. } = page;
            *first = !pages.contains(page) && pages.insert(page.clone());
        }
        _ => {}
    };
    walk::inlines_mut(&mut built.title, &mut visit);
    walk::blocks_mut(&mut built.blocks, &mut visit);
    for note in &mut built.notes {
        walk::blocks_mut(&mut note.blocks, &mut visit);
    }
    built.notes.iter_mut().zip(called).for_each(|(note, calls)| note.calls = calls);
}

/// The labels of notes: those of the source; else numbers, and letters for variants.
fn labels(drafts: &[Draft], calls: &Calls) -> Vec<String> {
    let said = || drafts.iter().filter_map(|draft| draft.label.as_deref());
    let is_any_said = said().next().is_some();
    let mut number: u32 =
        said().filter_map(|label| label.parse().ok()).filter(|number| *number < 1_000_000).max().unwrap_or(0);
    let mut variants = 0;
    let label = |(index, draft): (usize, &Draft)| {
        if let Some(label) = &draft.label {
            return label.clone();
        }
        if draft.is_variant {
            variants += 1;
            return letters(variants);
        }
        if calls.same.contains_key(&index) {
            return String::new();
        }
        if is_any_said && draft.is_source {
            return "*".to_owned();
        }
        number += 1;
        number.to_string()
    };
    let mut labels: Vec<String> = drafts.iter().enumerate().map(label).collect();
    for (index, other) in &sorted(&calls.same) {
        labels[*index] = labels[*other].clone();
    }
    labels
}

fn sorted(map: &HashMap<usize, usize>) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = map.iter().map(|(index, other)| (*index, *other)).collect();
    pairs.sort_unstable();
    pairs
}

/// a, b, …, z, aa, ab.
fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
