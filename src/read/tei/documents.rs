//! Which parts of a file are its documents.

use super::outline::{Kind, Outline};

/// The words of types that mean a document, in the languages of editions; a type can have others beside them, as
/// `diary-day` has.
const TYPES: [&str; 52] = [
    "document",
    "letter",
    "entry",
    "diary",
    "telegram",
    "despatch",
    "dispatch",
    "memorandum",
    "memo",
    "minutes",
    "note-verbale",
    "postcard",
    "charter",
    "deed",
    "decree",
    "treaty",
    "poem",
    "sermon",
    "speech",
    "interview",
    "message",
    "report",
    "article",
    "dokument",
    "brief",
    "postkarte",
    "telegramm",
    "tagebuch",
    "eintrag",
    "tagebucheintrag",
    "urkunde",
    "protokoll",
    "gedicht",
    "regest",
    "lettre",
    "carte",
    "poème",
    "acte",
    "carta",
    "documento",
    "lettera",
    "epistola",
    "diario",
    "entrada",
    "dagboek",
    "brev",
    "list",
    "dopis",
    "dekret",
    "notiz",
    "depeche",
    "proclamation",
];

/// The parts that are documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// Whether each part is a document, which lies in no other.
    is_document: Vec<bool>,
    /// How many documents lie in each part.
    count: Vec<usize>,
    is_said: bool,
    only: Option<usize>,
    total: usize,
}

impl Documents {
    /// Those of a file. `wanted` are the types of divisions that the archive says are documents.
    pub(super) fn of(outline: &Outline<'_>, wanted: &[String]) -> Self {
        let types = if wanted.is_empty() {
            types(outline)
        } else {
            wanted.iter().map(|name| name.to_lowercase()).collect()
        };
        let parts = &outline.parts;
        let mut found = Self {
            is_document: vec![false; parts.len()],
            count: vec![0; parts.len()],
            is_said: !wanted.is_empty(),
            ..Self::default()
        };
        // A part stands before those within it.
        let mut covered = vec![false; parts.len()];
        for (place, part) in parts.iter().enumerate() {
            let is_within = part.parent.is_some_and(|parent| covered[parent]);
            let is_of_type = || types.iter().any(|name| *name == kind_of(outline, place));
            let is_typed = match part.kind {
                Kind::Division => true,
                Kind::Text => part.parent.is_some_and(|parent| parts[parent].kind == Kind::Group),
                _ => false,
            };
            found.is_document[place] = !is_within && is_typed && is_of_type();
            covered[place] = is_within || found.is_document[place];
        }
        found.sum(outline);
        found.add_whole_texts(outline);
        found
    }

    /// A text in a group, or an edition in a corpus, in which there are not several documents is one itself.
    fn add_whole_texts(&mut self, outline: &Outline<'_>) {
        let mut is_changed = false;
        for (place, part) in outline.parts.iter().enumerate() {
            let parent = part.parent.map(|parent| outline.parts[parent].kind);
            let is_whole = match part.kind {
                Kind::Text => {
                    parent == Some(Kind::Group)
                        && !part.parts.iter().any(|&within| outline.parts[within].kind == Kind::Group)
                }
                Kind::Edition => parent == Some(Kind::Corpus) && self.count[place] <= 1,
                _ => false,
            };
            if is_whole && self.count[place] <= 1 && part.has_content {
                self.is_document[place] = true;
                is_changed = true;
            }
        }
        if is_changed {
            // What lies in a whole text is none itself.
            let mut covered = vec![false; outline.parts.len()];
            for (place, part) in outline.parts.iter().enumerate() {
                let is_within = part.parent.is_some_and(|parent| covered[parent]);
                self.is_document[place] &= !is_within;
                covered[place] = is_within || self.is_document[place];
            }
            self.sum(outline);
        }
    }

    /// Counts the documents in each part.
    fn sum(&mut self, outline: &Outline<'_>) {
        self.count = self.is_document.iter().map(|&is_document| usize::from(is_document)).collect();
        for place in (0..self.count.len()).rev() {
            if let Some(parent) = outline.parts[place].parent {
                self.count[parent] += self.count[place];
            }
        }
        self.total = self.is_document.iter().filter(|is_document| **is_document).count();
        self.only = self.is_document.iter().position(|&is_document| is_document).filter(|_| self.total == 1);
    }

    /// Whether a file is one document.
    pub(super) fn is_single(&self, outline: &Outline<'_>) -> bool {
        let is_corpus = outline.parts.iter().any(|part| part.kind == Kind::Corpus);
        self.total == 0 || self.total == 1 && !self.is_said && !is_corpus
    }

    /// The only document, if there is one alone.
    pub(super) fn only(&self) -> Option<usize> {
        self.only
    }

    /// Whether a part is a document.
    pub(super) fn is_document(&self, place: usize) -> bool {
        self.is_document.get(place).copied().unwrap_or_default()
    }

    /// Whether documents lie in a part.
    pub(super) fn holds_any(&self, place: usize) -> bool {
        self.count.get(place).is_some_and(|&count| count > 0)
    }
}

/// The type of a part, in small letters.
fn kind_of(outline: &Outline<'_>, place: usize) -> String {
    let kind = outline.parts.get(place).and_then(|part| part.element.any(&["type", "subtype"]));
    kind.unwrap_or_default().to_lowercase()
}

/// The types of divisions that are documents: by their words, or because most divisions of the type are dated, addressed
/// or signed, as letters and entries are.
fn types(outline: &Outline<'_>) -> Vec<String> {
    let mut counts: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
    for (place, part) in outline.parts.iter().enumerate() {
        let is_of_group = part.parent.is_some_and(|parent| outline.parts[parent].kind == Kind::Group);
        if part.kind == Kind::Division || part.kind == Kind::Text && is_of_group {
            let count = counts.entry(kind_of(outline, place)).or_default();
            count.0 += 1;
            count.1 += usize::from(part.is_signed);
        }
    }
    let is_meant = |name: &str| {
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.any(|word| TYPES.contains(&word))
    };
    let is_signed = |(all, signed): (usize, usize)| signed >= 2 && signed * 2 > all;
    let found: Vec<String> =
        counts.iter().filter(|(name, _)| is_meant(name)).map(|(name, _)| name.clone()).collect();
    if !found.is_empty() {
        return found;
    }
    counts.into_iter().filter(|(_, count)| is_signed(*count)).map(|(name, _)| name).collect()
}
