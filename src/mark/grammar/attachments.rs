//! Rules for what is attached to a document: "Tab A to Document 51", "(Tab A)", "the enclosure".

use super::{Citation, Rule, Scanner};
use crate::language::reading::ReferenceWords;
use crate::language::token::{Token, Tokens};

/// An attachment that is printed with the document, below a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called, in lower case: `tab`.
    kind: String,
    /// Its letter or number; empty where it has none.
    label: String,
    /// The anchor of its heading.
    anchor: String,
}

impl Attachment {
    /// The attachment that a heading names: "Tab A", `[Enclosure]`, "Annex B. List of lamps".
    pub fn of_heading(text: &str, anchor: &str, words: &ReferenceWords) -> Option<Self> {
        let tokens = Tokens::of(text);
        let text: Vec<&Token<'_>> = tokens.iter().filter(|token| !matches!(token.text, "[" | "]")).collect();
        let kind = text.first().filter(|kind| words.attachments.has(kind.text))?.lower();
        let label = match text.get(1) {
            None => String::new(),
            Some(label) if is_label(label) => label.text.to_owned(),
            Some(_) => return None,
        };
        let is_named = text.get(2).is_none_or(|sign| matches!(sign.text, ":" | "." | "–" | "—"));
        is_named.then(|| Self { kind, label, anchor: anchor.to_owned() })
    }
}

/// "A", "2", "IV".
fn is_label(token: &Token<'_>) -> bool {
    token.is_number() && token.text.len() <= 3
        || token.text.len() <= 4 && token.text.chars().all(char::is_uppercase)
}

impl Scanner<'_, '_> {
    /// "Tab A to Document 51", "Attachment 2 to Document 51": all the words lead to the document.
    /// Without one, the attachments printed with this document are meant.
    pub(super) fn attachment(&mut self, at: usize) -> Option<usize> {
        if !self.is_word(at, &self.words().attachments) {
            return None;
        }
        let label = usize::from(self.token(at + 1).is_some_and(is_label));
        let to = at + 1 + label;
        if !self.is_word(to, &self.words().of_attachment) {
            return self.own_attachment(at, label == 1);
        }
        let numbers = self.document_numbers(to + 1)?;
        let first = *numbers.first()?;
        self.push_documents(at, &[first], None);
        if let Some(second) = numbers.get(1) {
            self.push_documents(*second, &numbers[1..], None);
        }
        numbers.last().map(|last| last + 1)
    }

    /// "(Tab A)", "at Annex B", "the enclosure", where this document has one such attachment.
    fn own_attachment(&mut self, at: usize, has_label: bool) -> Option<usize> {
        let kind = self.token(at)?.lower();
        let label = if has_label { self.number_at(at + 1) } else { String::new() };
        let end = at + 1 + usize::from(has_label);
        // "Tab A-1", "the Annex B paper".
        let goes_on = self.token(end).is_some_and(|next| next.is_dash() && !next.space_before);
        let is_definite = at > 0
            && (self.is_word(at - 1, &self.words().definite)
                || self.is_sign(at - 1, '(') && self.is_sign(at + 1, ')'));
        let mut fitting = self.attachments.iter().filter(|own| own.kind == kind && own.label == label);
        let anchor = fitting.next()?.anchor.clone();
        if goes_on || fitting.next().is_some() || !(has_label || is_definite) {
            return None;
        }
        // An enclosure without a number is the only one.
        if !has_label && self.attachments.len() > 1 {
            return None;
        }
        self.push(
            Rule::Attachment,
            at..end,
            Citation::File { path: String::new(), query: None, fragment: Some(anchor) },
        );
        Some(end)
    }
}
