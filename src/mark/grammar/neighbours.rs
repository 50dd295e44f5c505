//! Rules for the documents before and after: "*Supra*.", "telegram 538, *infra*", "footnote 5,
//! *supra*", "the following document".

use super::{Citation, Rule, Scanner};
use crate::model::reference::NoteHome;

impl Scanner<'_, '_> {
    /// "Supra" is the document before this one and "infra" the one after, where editors say so.
    pub(super) fn neighbour(&mut self, at: usize) -> Option<usize> {
        // "[Here follows the text printed supra.]" is the editors' word, too.
        let is_editors = self.in_note
            || at > 0
                && self.is_word(at - 1, &self.words().printed)
                && self.clause_start(at).checked_sub(1).is_some_and(|before| self.is_sign(before, '['));
        if !is_editors {
            return None;
        }
        if let Some(after) = self.direction(at) {
            self.push(Rule::Document, at..at + 1, Citation::Neighbour { after });
            return Some(at + 1);
        }
        let after = if self.is_word(at, &self.words().following) {
            true
        } else if self.is_word(at, &self.words().preceding) {
            false
        } else {
            return None;
        };
        let is_document = at > 0
            && self.is_word(at - 1, &self.words().the)
            && self.is_word_exactly(at + 1, &self.words().document_in_full);
        if !is_document {
            return None;
        }
        self.push(Rule::Document, at..at + 2, Citation::Neighbour { after });
        Some(at + 2)
    }

    /// "footnote 5, supra": the note of a neighbour, from the token after its number.
    pub(super) fn footnotes_of_neighbour(
        &mut self,
        at: usize,
        labels: &[usize],
        from: usize,
    ) -> Option<usize> {
        let word = from + usize::from(self.is_sign(from, ','));
        let after = self.direction(word)?;
        self.push_footnotes(at, labels, &NoteHome::Neighbour { after }, word + 1);
        Some(word + 1)
    }

    /// Whether a token is "supra" (false) or "infra" (true), and not a part of "supra-national".
    fn direction(&self, at: usize) -> Option<bool> {
        let is_part = self.token(at + 1).is_some_and(|next| next.is_dash() && !next.space_before);
        let is_infra = self.is_word(at, &self.words().infra);
        ((is_infra || self.is_word(at, &self.words().supra)) && !is_part).then_some(is_infra)
    }
}
