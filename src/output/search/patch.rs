//! Patching: a group after a change of some documents, of which the blocks stay that the change does not touch.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::bits::Sizes;
use super::found::{Encoder, Found, numbers, steps_between};
use super::group::{Block, Group, Stats, Stretch, damaged};
use super::run::StemRun;
use super::store::Store;

/// A stretch of documents with what a run says now of a stem in them, if it says anything.
pub type Change = (Range<u32>, Option<StemRun>);

impl Group {
    /// The group with what runs say now of some stretches of documents in the place of what it says, if a document is left.
    /// Changes come in the order of their documents. It is the group that would be made from nothing.
    ///
    /// # Errors
    /// That it is damaged, or a run, or the store of the build before.
    pub fn with(&self, changes: &[Change], before: Option<&Store>) -> io::Result<Option<Self>> {
        // Where much changes, nothing is won.
        if 2 * changes.len() <= self.blocks.len()
            && let Some(group) = self.patched(changes, before)?
        {
            return Ok(Some(group));
        }
        let new = changes.iter().flat_map(|(_, run)| run).flat_map(|run| &run.forms);
        let forms: BTreeSet<&str> = self.forms.iter().chain(new).map(String::as_str).collect();
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        let own: Vec<u32> = numbers(&self.forms, &forms);
        let mut found = Found::default();
        let mut waiting = changes.iter().peekable();
        let mut changed_until = 0;
        self.each_document(0..self.blocks.len(), before, &mut |document, its_forms, tokens| {
            while let Some((stretch, run)) = waiting.next_if(|(stretch, _)| stretch.start <= document) {
                changed_until = stretch.end;
                run.iter().try_for_each(|run| found.read(stretch.start, run, &forms))?;
            }
            if document >= changed_until {
                let number = |form: u32| own.get(form as usize).copied().ok_or_else(damaged);
                tokens.iter_mut().try_for_each(|token| number(token.2).map(|form| token.2 = form))?;
                let its_forms = its_forms.iter().map(|&form| number(form)).collect::<io::Result<Vec<_>>>()?;
                found.add(document, &its_forms, tokens)?;
            }
            Ok(())
        })?;
        for (stretch, run) in waiting {
            run.iter().try_for_each(|run| found.read(stretch.start, run, &forms))?;
        }
        let forms = found.used(forms);
        Ok((found.len() > 0).then(|| found.group(self.stem.clone(), forms)))
    }

    /// The same, unless orders, forms, or whether it is long or common would be others.
    fn patched(&self, changes: &[Change], before: Option<&Store>) -> io::Result<Option<Self>> {
        let mut group = None;
        for change in changes {
            let Some(next) = group.as_ref().unwrap_or(self).patched_once(change, before)? else {
                return Ok(None);
            };
            group = Some(next);
        }
        Ok(group)
    }

    fn patched_once(&self, change: &Change, before: Option<&Store>) -> io::Result<Option<Self>> {
        let (changed, run) = change;
        let Some(stats) = &self.stats else { return Ok(None) };
        let new_forms = run.iter().flat_map(|run| &run.forms);
        if new_forms.into_iter().any(|form| self.forms.binary_search(form).is_err()) {
            return Ok(None);
        }
        // The block in which the documents before the change end: what is new can belong into it.
        let first = self.blocks.partition_point(|block| block.document < changed.start).saturating_sub(1);
        let Rewritten { old, new, blocks, stretches, end } = self.rewritten(first, change, before)?;
        let kept = (first.checked_sub(1).map(|last| &self.blocks[last]), self.blocks.get(end));
        let Some(stats) = stats.with(&old, &new, kept) else { return Ok(None) };
        if stats.sizes.each_ref().map(Sizes::order) != self.orders {
            return Ok(None);
        }
        let count = |count: usize| count.saturating_add(new.len()).checked_sub(old.len()).ok_or_else(damaged);
        let start = self.blocks.get(first).map_or(0, |block| block.count);
        let moved =
            self.blocks[end..].iter().map(|block| Ok(Block { count: count(block.count)?, ..block.clone() }));
        let own =
            blocks.into_iter().map(|block| Ok(Block { count: block.count.saturating_add(start), ..block }));
        let earlier = self.blocks[..first].iter().cloned().map(Ok);
        let of = |document: Option<u32>| {
            let place =
                document.map(|document| self.stretches.partition_point(|its| its.document < document));
            place.unwrap_or(self.stretches.len())
        };
        let first_document = self.blocks.get(first).map(|block| block.document);
        let mut all = self.stretches[..of(first_document)].to_vec();
        all.extend(stretches);
        all.extend_from_slice(&self.stretches[of(kept.1.map(|block| block.document))..]);
        let group = Self {
            stem: self.stem.clone(),
            forms: self.forms.clone(),
            count: count(self.count)?,
            orders: self.orders,
            blocks: earlier.chain(own).chain(moved).collect::<io::Result<_>>()?,
            stretches: all,
            stats: Some(stats),
        };
        Ok((group.is_long() && group.main_form() == self.main_form()).then_some(group))
    }

    /// Writes the blocks from one on anew, until one begins where one began before.
    fn rewritten(
        &self,
        first: usize,
        (changed, run): &Change,
        before: Option<&Store>,
    ) -> io::Result<Rewritten> {
        let (mut old, mut new) = (Found::default(), Found::default());
        let mut encoder = Encoder::new(self.orders, self.forms.len(), self.main_form());
        let mut waiting = run.as_ref();
        let mut end = first;
        while let Some(block) = self.blocks.get(end) {
            if block.document >= changed.end {
                waiting.take().map_or(Ok(()), |run| new.read(changed.start, run, &self.forms))?;
                (encoder.count()..new.len()).for_each(|place| encoder.push(&new, place));
                if encoder.is_between_blocks() {
                    break;
                }
            }
            self.each_document(end..end + 1, before, &mut |document, forms, tokens| {
                old.add(document, forms, tokens)?;
                if document >= changed.start {
                    waiting.take().map_or(Ok(()), |run| new.read(changed.start, run, &self.forms))?;
                }
                if changed.contains(&document) { Ok(()) } else { new.add(document, forms, tokens) }
            })?;
            end += 1;
        }
        waiting.take().map_or(Ok(()), |run| new.read(changed.start, run, &self.forms))?;
        (encoder.count()..new.len()).for_each(|place| encoder.push(&new, place));
        let (blocks, stretches) = encoder.finish();
        Ok(Rewritten { old, new, blocks, stretches, end })
    }
}

/// Blocks that were written anew.
struct Rewritten {
    /// What they held, and what they hold.
    old: Found,
    new: Found,
    blocks: Vec<Block>,
    stretches: Vec<Stretch>,
    /// The first block after them that stays.
    end: usize,
}

impl Stats {
    /// Those with some documents in the place of others between two blocks, unless a form has no document any longer, or
    /// other orders would have to be tried.
    fn with(&self, old: &Found, new: &Found, between: (Option<&Block>, Option<&Block>)) -> Option<Self> {
        let steps = |found: &Found| {
            let before = between.0.map(|block| block.last);
            let after = between.1.map(|block| block.document);
            steps_between(&before.into_iter().chain(found.documents()).chain(after).collect::<Vec<_>>())
        };
        let [documents, passages, places] = &self.sizes;
        let ([old_passages, old_places], [new_passages, new_places]) = (old.steps(), new.steps());
        let sizes = [
            documents.with(&steps(old), &steps(new))?,
            passages.with(old_passages, new_passages)?,
            places.with(old_places, new_places)?,
        ];
        let mut of_forms = self.of_forms.clone();
        for &form in new.forms_of_documents() {
            let count = of_forms.get_mut(form as usize)?;
            *count = count.checked_add(1)?;
        }
        for &form in old.forms_of_documents() {
            let count = of_forms.get_mut(form as usize)?;
            *count = count.checked_sub(1)?;
        }
        let is_used = of_forms.iter().all(|&count| count > 0);
        is_used.then_some(Self { sizes, of_forms })
    }
}
