//! Who and what a document mentions, by the ids that its source gives them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::model::document::{Document, Inline, MentionKind};
use crate::model::walk;
use crate::model::walk::Part;

/// The ids of those that a document mentions, each once, in the order of first mention. They stand in one text, since an
/// archive has thousands of documents, and each mentions dozens: a letter for the kind, the id, and the end of a line.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions(Box<str>);

impl Mentions {
    /// Those of a document: of its title, its text and its notes. Words without an id are none.
    pub fn of(document: &Document) -> Self {
        let mut text = String::new();
        let mut visit = |part: Part<'_>| {
            if let Part::Inline(Inline::Mention { kind, key, .. }) = part {
                push(*kind, key, &mut text);
            }
        };
        walk::inlines(&document.title, &mut visit);
        walk::blocks(&document.blocks, &mut visit);
        document.notes.iter().for_each(|note| walk::blocks(&note.blocks, &mut visit));
        let (mut seen, mut kept) = (HashSet::new(), String::new());
        for (kind, key) in parts(&text) {
            if seen.insert((kind, key)) {
                push(kind, key, &mut kept);
            }
        }
        Self(kept.into_boxed_str())
    }

    /// All of them, with their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (MentionKind, &str)> {
        parts(&self.0)
    }

    /// The ids of one kind.
    pub fn all(&self, kind: MentionKind) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(found, _)| *found == kind).map(|(_, key)| key)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn push(kind: MentionKind, key: &str, text: &mut String) {
    let key = key.trim();
    if !key.is_empty() && !key.contains('\n') {
        text.push(letter(kind));
        text.push_str(key);
        text.push('\n');
    }
}

fn parts(text: &str) -> impl Iterator<Item = (MentionKind, &str)> {
    text.lines().filter_map(|line| {
        let mut characters = line.chars();
        let kind = match characters.next()? {
            'p' => MentionKind::Person,
            'l' => MentionKind::Place,
            't' => MentionKind::Term,
            'w' => MentionKind::Work,
            _ => MentionKind::Organisation,
        };
        Some((kind, characters.as_str()))
    })
}

fn letter(kind: MentionKind) -> char {
    match kind {
        MentionKind::Person => 'p',
        MentionKind::Place => 'l',
        MentionKind::Term => 't',
        MentionKind::Work => 'w',
        MentionKind::Organisation => 'o',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Block, Note, ParagraphStyle};

    fn mention(kind: MentionKind, key: &str) -> Inline {
        Inline::Mention { kind, key: key.to_owned(), content: Vec::new() }
    }

    #[test]
    fn each_is_kept_once_in_the_order_of_first_mention() {
        use MentionKind::{Organisation, Person, Place};
        let paragraph = |content| Block::Paragraph { style: ParagraphStyle::Body, content };
        let within =
            Inline::Emphasis(vec![mention(Person, "orn"), mention(Place, "orn"), mention(Person, "")]);
        let note = vec![paragraph(vec![mention(Person, "skell"), mention(Organisation, "o")])];
        let document = Document {
            title: vec![mention(Person, "vell")],
            blocks: vec![paragraph(vec![within, mention(Person, "vell"), mention(Person, "a\nb")])],
            notes: vec![Note { label: "1".to_owned(), ordinal: 1, calls: 0, blocks: note, span: 0..0 }],
            ..Document::default()
        };
        let mentions = Mentions::of(&document);
        assert_eq!(mentions.all(Person).collect::<Vec<_>>(), ["vell", "orn", "skell"]);
        assert_eq!(mentions.all(Place).collect::<Vec<_>>(), ["orn"]);
        assert_eq!(mentions.all(MentionKind::Term).count(), 0);
        assert!(Mentions::of(&Document::default()).is_empty());
    }
}
