//! The notes of a document that is cut: each goes with the parts that call it.

use std::collections::{BTreeMap, HashMap};

use super::links::Home;
use crate::model::document::{Block, Document, Inline, Note, NoteMark, note_anchor};
use crate::model::walk::{self, Part, PartMut};

/// The notes of a document.
pub(super) struct Notes {
    notes: Vec<Note>,
    /// For each note those that it calls itself.
    within: Vec<Vec<usize>>,
}

impl Notes {
    /// Prepares to share them.
    pub(super) fn new(notes: Vec<Note>) -> Self {
        let within = notes.iter().map(|note| called(&note.blocks)).collect();
        Self { notes, within }
    }

    /// Gives each part the notes that it calls, numbered anew there. One that nothing calls stays where it stands: `starts`
    /// says where the parts begin. Gives the anchors of notes and marks in each part, by those that they had.
    pub(super) fn share(self, mut parts: Vec<&mut Document>, starts: &[usize]) -> Vec<Home> {
        let mut own: Vec<Vec<usize>> = parts.iter().map(|part| self.called_by(part)).collect();
        let mut owners = vec![0_usize; self.notes.len()];
        own.iter().flatten().for_each(|note| owners[*note] += 1);
        for (at, note) in self.notes.iter().enumerate().filter(|(at, _)| owners[*at] == 0) {
            let home = starts.partition_point(|start| *start <= note.span.start).saturating_sub(1);
            if let Some(own) = own.get_mut(home) {
                own.push(at);
                own.sort_unstable();
            }
        }
        // The last that has a note takes it, and all others a copy.
        let mut notes: Vec<Option<Note>> = self.notes.into_iter().map(Some).collect();
        let mut left = owners;
        let mut homes = Vec::with_capacity(parts.len());
        for (part, own) in parts.iter_mut().zip(own) {
            let mut places = HashMap::new();
            for note in own {
                let is_last = left[note] <= 1;
                left[note] = left[note].saturating_sub(1);
                let slot = &mut notes[note];
                if let Some(taken) = if is_last { slot.take() } else { slot.clone() } {
                    places.insert(note, part.notes.len());
                    part.notes.push(taken);
                }
            }
            homes.push(renumber(part, &places));
        }
        homes
    }

    /// The notes that a part calls, and those that these call, in the order of the source.
    fn called_by(&self, part: &Document) -> Vec<usize> {
        let mut found: BTreeMap<usize, ()> = BTreeMap::new();
        let mut waiting = called(&part.blocks);
        walk::inlines(&part.title, &mut |inline| waiting.extend(note_of(&inline)));
        while let Some(note) = waiting.pop() {
            if note < self.notes.len() && found.insert(note, ()).is_none() {
                waiting.extend(self.within[note].iter().copied());
            }
        }
        found.into_keys().collect()
    }
}

/// The notes that blocks call.
fn called(blocks: &[Block]) -> Vec<usize> {
    let mut notes = Vec::new();
    walk::blocks(blocks, &mut |part| notes.extend(note_of(&part)));
    notes
}

fn note_of(part: &Part<'_>) -> Option<usize> {
    match part {
        Part::Inline(Inline::NoteMark(mark)) => mark.note,
        _ => None,
    }
}

/// Numbers notes and marks of a part anew. `places` are those of its notes by the ones that they had.
fn renumber(part: &mut Document, places: &HashMap<usize, usize>) -> Home {
    let mut home = Home::default();
    let mut ordinals: HashMap<String, u32> = HashMap::new();
    for note in &mut part.notes {
        let former = note.anchor();
        let ordinal = ordinals.entry(note.label.clone()).or_insert(0);
        *ordinal += 1;
        (note.ordinal, note.calls) = (*ordinal, 0);
        home.moved.insert(former, note.anchor());
    }
    let mut calls: HashMap<String, u32> = HashMap::new();
    let mut counts = vec![0_u32; part.notes.len()];
    let mut mark = |mark: &mut NoteMark| {
        let former = note_anchor("fnref", &mark.label, mark.call);
        let call = calls.entry(mark.label.clone()).or_insert(0);
        *call += 1;
        mark.call = *call;
        mark.note = mark.note.and_then(|note| places.get(&note).copied());
        if let Some(count) = mark.note.and_then(|note| counts.get_mut(note)) {
            *count += 1;
        }
        home.moved.insert(former, note_anchor("fnref", &mark.label, mark.call));
    };
    let mut visit = |part: PartMut<'_>| {
        if let PartMut::Inline(Inline::NoteMark(found)) = part {
            mark(found);
        }
    };
    walk::inlines_mut(&mut part.title, &mut visit);
    walk::blocks_mut(&mut part.blocks, &mut visit);
    part.notes.iter_mut().for_each(|note| walk::blocks_mut(&mut note.blocks, &mut visit));
    part.notes.iter_mut().zip(counts).for_each(|(note, count)| note.calls = count);
    home
}
