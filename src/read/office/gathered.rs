//! What is gathered while the parts of a file are read: links, notes that are called, images, languages, and counts of what
//! the reader has to say.

use std::collections::{BTreeMap, HashMap};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// To an address, as the file has it.
    Address {
        /// The address.
        address: String,
        /// The words that show when it is pointed at.
        title: String,
    },
    /// To a place of the document, by its name.
    Place(String),
    /// To the note whose mark the place of this name holds.
    Note {
        /// The name.
        name: String,
        /// Whether the words are one more mark of that note.
        is_mark: bool,
    },
}

/// The kinds of notes, each with numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NoteKind {
    /// At the foot of a page.
    Footnote,
    /// At the end of the document.
    Endnote,
    /// A comment.
    Comment,
}

/// A note that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    /// Which list of notes it is in.
    pub(super) kind: NoteKind,
    /// Its id there.
    pub(super) id: String,
    /// The mark as printed.
    pub(super) label: String,
    /// Whether the mark stands in the text, rather than being counted.
    pub(super) is_custom: bool,
}

/// What is gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The links.
    pub(super) links: Vec<Link>,
    /// The notes in the order of their first marks.
    pub(super) called: Vec<Called>,
    by_id: HashMap<(NoteKind, String), usize>,
    /// The notes whose marks stand at places with names.
    pub(super) marked: HashMap<String, usize>,
    /// The languages that are named.
    pub(super) languages: Vec<String>,
    /// How many letters are said to be in each of them, and how many in none.
    pub(super) letters: Vec<usize>,
    /// The letters of which nothing says the language.
    pub(super) other_letters: usize,
    /// The names of images that are in the file, by the names that the document gives them.
    pub(super) files: BTreeMap<String, String>,
    /// What there is to say, with counts.
    pub(super) counts: BTreeMap<Remark, usize>,
}

/// What there is to say about a file, where it is counted rather than told one by one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    /// Passages that were put in by changes.
    Insertions,
    /// Passages that were struck out by changes.
    Deletions,
    /// Comments.
    Comments,
    /// Hidden text.
    Hidden,
    /// Signs of fonts whose meaning is not known, by the font.
    Sign(String),
    /// Fields without a result, by their names.
    Field(String),
    /// Heads and feet of pages that are left out.
    Furniture(String),
    /// Parts that are no text: by what they are.
    Object(&'static str),
    /// Images of a kind that browsers do not show, by their ending.
    Image(String),
    /// Tables or boxes that lie too deep in others, and whose text stands in those.
    Deep,
}

/// How many different languages are told apart.
const MOST_LANGUAGES: usize = 200;
/// How many different remarks of one kind are kept by name.
const MOST_REMARKS: usize = 400;

impl Gathered {
    /// Counts something that has to be said.
    pub(super) fn count(&mut self, remark: Remark) {
        if self.counts.len() < MOST_REMARKS || self.counts.contains_key(&remark) {
            *self.counts.entry(remark).or_insert(0) += 1;
        }
    }

    /// How often something was counted.
    pub(super) fn counted(&self, remark: &Remark) -> usize {
        self.counts.get(remark).copied().unwrap_or(0)
    }

    /// A link's place in the list.
    pub(super) fn link(&mut self, link: Link) -> usize {
        if self.links.last() != Some(&link) {
            self.links.push(link);
        }
        self.links.len() - 1
    }

    /// The place of a language; `None` for what is no tag of one.
    pub(super) fn language(&mut self, tag: &str) -> Option<u16> {
        let tag = tag.trim();
        let known = self.languages.iter().position(|known| known == tag).or_else(|| {
            let is_tag = crate::model::raw_html::is_language(tag) && self.languages.len() < MOST_LANGUAGES;
            is_tag.then(|| {
                self.languages.push(tag.to_owned());
                self.letters.push(0);
                self.languages.len() - 1
            })
        });
        known.and_then(|place| u16::try_from(place).ok())
    }

    /// The place of a note in the order of the first marks, where it has one.
    pub(super) fn find(&self, kind: NoteKind, id: &str) -> Option<usize> {
        self.by_id.get(&(kind, id.to_owned())).copied()
    }

    /// The place of a note that is called; its label is set by the first call.
    pub(super) fn call(&mut self, kind: NoteKind, id: &str, label: impl FnOnce() -> String) -> usize {
        if let Some(known) = self.find(kind, id) {
            return known;
        }
        let called = Called { kind, id: id.to_owned(), label: label(), is_custom: false };
        self.called.push(called);
        self.by_id.insert((kind, id.to_owned()), self.called.len() - 1);
        self.called.len() - 1
    }

    /// The language in which most of the text is, where the file says so of more than half of its letters.
    pub(super) fn main_language(&self) -> Option<&str> {
        let all: usize = self.letters.iter().sum::<usize>() + self.other_letters;
        // Forms of one language, such as British and American English, count together.
        let mut of_language: BTreeMap<&str, usize> = BTreeMap::new();
        for (tag, letters) in self.languages.iter().zip(&self.letters) {
            *of_language.entry(primary(tag)).or_insert(0) += letters;
        }
        let (language, _) = of_language.into_iter().find(|(_, letters)| letters * 2 > all)?;
        let mut forms = self.languages.iter().zip(&self.letters).filter(|(tag, _)| primary(tag) == language);
        let first = forms.next()?;
        Some(forms.fold(first, |most, form| if form.1 > most.1 { form } else { most }).0)
    }
}

/// A language without its region: `de` of `de-AT`.
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_language_is_that_of_most_letters() {
        let mut gathered = Gathered::default();
        for (tag, letters) in [("de-DE", 40), ("de-AT", 30), ("fr-FR", 20), ("x y", 1)] {
            if let Some(place) = gathered.language(tag) {
                gathered.letters[usize::from(place)] += letters;
            }
        }
        assert_eq!(gathered.main_language(), Some("de-DE"));
        gathered.other_letters = 60;
        assert_eq!(gathered.main_language(), None);
    }

    #[test]
    fn a_note_has_one_place() {
        let mut gathered = Gathered::default();
        assert_eq!(gathered.call(NoteKind::Footnote, "2", || "1".to_owned()), 0);
        assert_eq!(gathered.call(NoteKind::Endnote, "2", || "i".to_owned()), 1);
        assert_eq!(gathered.call(NoteKind::Footnote, "2", || "2".to_owned()), 0);
        assert_eq!(gathered.called[0].label, "1");
    }
}
