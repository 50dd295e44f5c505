//! From the flat pieces of a paragraph to inlines that nest: neighbours that look alike become one.
//!
//! Positions are a running count of the characters of the document's text, since an office document has no text of its own
//! in which a place could be shown.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::gathered::{Gathered, Link, primary};
use super::parts::{Look, Picture, PicturePlace, Piece, Raised, What};
use crate::language::reading::SentenceWords;
use crate::mark::sentence::Sentences;
use crate::model::document::{
    Anchor, ImagePlace, Inline, NoteMark, Text, TextStyle, note_anchor, plain_text,
};
use crate::model::raw_html::is_reserved_anchor;
use crate::model::reference::{Citation, Reference, Rule};
use crate::model::walk;
use crate::model::walk::Part;
use crate::read::markdown::address::{Destination, destination};
use crate::read::markdown::slug;

/// Builds the inlines of a document, one paragraph after the other.
pub(super) struct Builder<'g> {
    gathered: &'g Gathered,
    words: &'g SentenceWords,
    /// How many characters stand before.
    pub(super) at: usize,
    /// The references found so far.
    pub(super) references: Vec<Reference>,
    /// The anchors that the document has.
    pub(super) anchors: Vec<Anchor>,
    /// How many marks call each note.
    pub(super) calls: Vec<u32>,
    /// How many marks have each label, of notes that are not there.
    lost_calls: HashMap<String, u32>,
    /// The addresses of links that pages may not have.
    pub(super) unsafe_links: BTreeSet<String>,
    /// Which notes are there, by their places among those that are called, with their places in the document.
    pub(super) notes: Vec<Option<usize>>,
    /// Which of the notes with its label each is.
    pub(super) ordinals: Vec<u32>,
    /// The language of the document.
    language: &'g str,
    /// The names of places that something leads to.
    wanted: HashSet<&'g str>,
    /// The names of the places so far.
    named: HashSet<String>,
    /// The anchors so far.
    taken: HashSet<String>,
    /// How often the words of headings were met again.
    repeated: HashMap<String, usize>,
    /// The anchor of the note that is being built.
    pub(super) within: Option<String>,
}

/// What letters can have in common, from the outermost on.
const LAYERS: usize = 11;

impl<'g> Builder<'g> {
    /// A builder for what was gathered. `language` is that of the document.
    pub(super) fn new(gathered: &'g Gathered, language: &'g str, words: &'g SentenceWords) -> Self {
        let wanted = gathered.links.iter().filter_map(|link| match link {
            Link::Place(name) | Link::Note { name, .. } => Some(name.as_str()),
            Link::Address { address, .. } => address.strip_prefix('#'),
        });
        Self {
            words,
            at: 0,
            references: Vec::new(),
            anchors: Vec::new(),
            calls: vec![0; gathered.called.len()],
            lost_calls: HashMap::new(),
            unsafe_links: BTreeSet::new(),
            notes: vec![None; gathered.called.len()],
            ordinals: vec![1; gathered.called.len()],
            language,
            wanted: wanted.collect(),
            named: HashSet::new(),
            taken: HashSet::new(),
            repeated: HashMap::new(),
            within: None,
            gathered,
        }
    }

    /// The inlines of a paragraph.
    pub(super) fn inlines(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        let first = self.references.len();
        let start = self.at;
        let pieces = without_loose_looks(pieces);
        let inlines = self.layer(&pieces, 0);
        if self.references.len() > first {
            let text = plain_text(&inlines);
            let sentences = Sentences::of(&text, self.words);
            for reference in &mut self.references[first..] {
                let span =
                    reference.span.start.saturating_sub(start)..reference.span.end.saturating_sub(start);
                if text.get(span.clone()).is_some() {
                    reference.sentence = sentences.around(span);
                }
            }
        }
        self.end_paragraph();
        inlines
    }

    /// Counts the end of a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.at += 2;
    }

    /// Wraps stretches of pieces that share what this layer is about.
    fn layer(&mut self, pieces: &[Piece], layer: usize) -> Vec<Inline> {
        if layer == LAYERS {
            return self.leaves(pieces);
        }
        let mut inlines = Vec::new();
        let mut rest = pieces;
        while let Some(first) = rest.first() {
            let value = shared(first, layer);
            let end = rest.iter().position(|piece| shared(piece, layer) != value).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            match value {
                None => inlines.append(&mut self.layer(run, layer + 1)),
                Some(value) if layer == 0 => self.linked(value, run, &mut inlines),
                Some(value) => {
                    let content = self.layer(run, layer + 1);
                    match self.wrapped(layer, value, content, run) {
                        Ok(inline) => inlines.push(inline),
                        Err(mut content) => inlines.append(&mut content),
                    }
                }
            }
        }
        inlines
    }

    /// What a layer puts round its text; the text itself where that is nothing.
    fn wrapped(
        &self,
        layer: usize,
        value: usize,
        content: Vec<Inline>,
        run: &[Piece],
    ) -> Result<Inline, Vec<Inline>> {
        let styled = |style| move |content| Inline::Styled { style, content };
        if layer == 1 {
            let Some(language) = self.foreign(value, run) else { return Err(content) };
            return Ok(Inline::Foreign { language, content });
        }
        Ok(match layer {
            2 => styled(TextStyle::Inserted)(content),
            3 | 4 => Inline::Deleted(content),
            5 => Inline::Strong(content),
            6 => Inline::Emphasis(content),
            7 => styled(TextStyle::Underlined)(content),
            8 => styled(TextStyle::SmallCapitals)(content),
            9 => Inline::Superscript(content),
            _ => Inline::Subscript(content),
        })
    }

    /// The language of a stretch, where it is not the document's. Programs note a language for every stretch of text, and
    /// a sign or a figure has none.
    fn foreign(&self, language: usize, run: &[Piece]) -> Option<String> {
        let language = self.gathered.languages.get(language)?;
        let has_words = run.iter().any(|piece| match &piece.what {
            What::Text(text) => text.chars().any(char::is_alphabetic),
            _ => false,
        });
        (has_words && primary(language) != primary(self.language)).then(|| language.clone())
    }

    /// The words of a link.
    fn linked(&mut self, link: usize, run: &[Piece], inlines: &mut Vec<Inline>) {
        let gathered = self.gathered;
        let start = self.at;
        let plain: Vec<Piece> = run.iter().cloned().map(without_underline).collect();
        match gathered.links.get(link) {
            Some(Link::Note { name, is_mark }) => {
                let note = gathered.marked.get(name).copied();
                match note {
                    Some(note) if *is_mark => inlines.push(self.mark(note)),
                    Some(note) => {
                        let anchor = note_anchor("fn", &gathered.called[note].label, self.ordinals[note]);
                        self.refer(citation_of(anchor), start, &plain, inlines);
                    }
                    None => self.refer(citation_of(name.clone()), start, &plain, inlines),
                }
            }
            Some(Link::Place(name)) => self.refer(citation_of(name.clone()), start, &plain, inlines),
            Some(Link::Address { address, title }) => match destination(address) {
                Destination::Outside(address) => {
                    let content = self.layer(&plain, 1);
                    inlines.push(Inline::Link { address, title: title.clone(), content });
                }
                Destination::Inside(citation) => self.refer(citation, start, &plain, inlines),
                Destination::Unsafe => {
                    self.unsafe_links.insert(address.clone());
                    inlines.append(&mut self.layer(run, 1));
                }
            },
            None => inlines.append(&mut self.layer(run, 1)),
        }
    }

    /// Words that refer to something of the archive.
    fn refer(&mut self, citation: Citation, start: usize, run: &[Piece], inlines: &mut Vec<Inline>) {
        let content = self.layer(run, 1);
        let is_bare = plain_text(&content).is_empty() && !has_image(&content);
        if is_bare {
            inlines.extend(content);
            return;
        }
        let index = self.reference(Rule::Link, citation, start);
        inlines.push(Inline::Reference { index, content });
    }

    /// Adds a reference that ends here.
    fn reference(&mut self, rule: Rule, citation: Citation, start: usize) -> usize {
        self.references.push(Reference {
            rule,
            citation,
            span: start..self.at,
            sentence: String::new(),
            within: self.within.clone(),
        });
        self.references.len() - 1
    }

    fn leaves(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        let mut inlines: Vec<Inline> = Vec::new();
        for piece in pieces {
            match &piece.what {
                What::Text(text) if text.is_empty() => {}
                What::Text(text) => {
                    match inlines.last_mut() {
                        Some(Inline::Text(last)) if !piece.look.code => last.text.push_str(text),
                        Some(Inline::Code(last)) if piece.look.code => last.push_str(text),
                        _ if piece.look.code => inlines.push(Inline::Code(text.clone())),
                        _ => inlines.push(Inline::Text(Text { text: text.clone(), start: self.at })),
                    }
                    self.at += text.len();
                }
                What::LineBreak => {
                    inlines.push(Inline::LineBreak);
                    self.at += 1;
                }
                What::Math { display, source } => {
                    self.at += source.len();
                    inlines.push(Inline::Math { display: *display, source: source.clone() });
                }
                What::Mark(note) => inlines.push(self.mark(*note)),
                What::Anchor(name) => inlines.extend(self.anchor(name)),
                What::Picture(picture) => inlines.extend(self.picture(picture)),
            }
        }
        inlines
    }

    /// The mark of a note.
    fn mark(&mut self, note: usize) -> Inline {
        let label = self.gathered.called[note].label.clone();
        let call = if self.notes[note].is_some() {
            &mut self.calls[note]
        } else {
            self.lost_calls.entry(label.clone()).or_insert(0)
        };
        *call += 1;
        Inline::NoteMark(NoteMark { label, note: self.notes[note], call: *call })
    }

    /// A place that has a name. Programs name many; those that nothing leads to, and whose names are the program's own, are none.
    fn anchor(&mut self, name: &str) -> Option<Inline> {
        let is_meant = self.wanted.contains(name) || !name.starts_with('_');
        if !is_meant || name.is_empty() || !self.named.insert(name.to_owned()) {
            return None;
        }
        let mut place: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
            .collect();
        if is_reserved_anchor(&place) || !self.taken.insert(place.clone()) {
            place = format!("place-{place}");
            if !self.taken.insert(place.clone()) {
                return None;
            }
        }
        self.anchors.push(Anchor { name: name.to_owned(), place: Some(place.clone()) });
        Some(Inline::Anchor(place))
    }

    /// An anchor for a heading: its words, and a number where the same words head several parts.
    pub(super) fn heading_id(&mut self, text: &str) -> String {
        let mut wanted = slug(text);
        if wanted.is_empty() || is_reserved_anchor(&wanted) {
            wanted = format!("section-{wanted}").trim_end_matches('-').to_owned();
        }
        let mut id = wanted.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.repeated.entry(wanted.clone()).or_insert(0);
            *number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    fn picture(&mut self, picture: &Picture) -> Option<Inline> {
        let start = self.at;
        self.at += picture.alt.len();
        let citation = match &picture.place {
            PicturePlace::Embedded(name) if is_shown(name) => Citation::Embedded(name.clone()),
            PicturePlace::Embedded(name) => {
                let text = if picture.alt.is_empty() { name } else { &picture.alt };
                let content = vec![Inline::Text(Text { text: text.clone(), start })];
                let index = self.reference(Rule::Link, Citation::Embedded(name.clone()), start);
                return Some(Inline::Reference { index, content });
            }
            PicturePlace::Address(address) => match destination(address) {
                Destination::Outside(address) => {
                    return Some(image(ImagePlace::Elsewhere(address), picture));
                }
                Destination::Inside(citation) => citation,
                Destination::Unsafe => {
                    self.unsafe_links.insert(address.clone());
                    return self.alt_text(picture, start);
                }
            },
            PicturePlace::Nowhere => return self.alt_text(picture, start),
        };
        let index = self.reference(Rule::Image, citation, start);
        Some(image(ImagePlace::Archive(index), picture))
    }

    /// What stands in the place of an image that cannot be shown.
    fn alt_text(&mut self, picture: &Picture, start: usize) -> Option<Inline> {
        let text = Text { text: picture.alt.clone(), start };
        (!picture.alt.is_empty()).then_some(Inline::Text(text))
    }
}

/// Whether browsers show an image, by the ending of its name.
pub(super) fn is_shown(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(
        ending.as_str(),
        "png" | "jpg" | "jpeg" | "jpe" | "jfif" | "gif" | "svg" | "webp" | "bmp" | "avif" | "apng" | "ico"
    )
}

fn image(place: ImagePlace, picture: &Picture) -> Inline {
    Inline::Image { place, alt: picture.alt.clone(), title: picture.title.clone(), size: picture.size }
}

fn citation_of(anchor: String) -> Citation {
    Citation::File { path: String::new(), query: None, fragment: Some(anchor) }
}

fn has_image(content: &[Inline]) -> bool {
    let mut found = false;
    walk::inlines(content, &mut |part| found |= matches!(part, Part::Inline(Inline::Image { .. })));
    found
}

/// What a piece has in a layer.
fn shared(piece: &Piece, layer: usize) -> Option<usize> {
    let look = &piece.look;
    let is = match layer {
        0 => return piece.link,
        1 => return look.language.map(usize::from),
        2 => look.inserted,
        3 => look.deleted,
        4 => look.struck,
        5 => look.bold,
        6 => look.italic,
        7 => look.underlined,
        8 => look.small_capitals,
        9 => look.raised == Raised::Above,
        _ => look.raised == Raised::Below,
    };
    is.then_some(0)
}

/// A link shows by itself that it is one.
fn without_underline(mut piece: Piece) -> Piece {
    piece.look.underlined = false;
    piece
}

/// Spaces between two stretches that look alike look like them, and others like nothing; marks and anchors have no look.
fn without_loose_looks(pieces: &[Piece]) -> Vec<Piece> {
    let is_loose = |piece: &Piece| match &piece.what {
        What::Text(text) => text.chars().all(char::is_whitespace),
        What::LineBreak | What::Anchor(_) | What::Mark(_) => true,
        What::Picture(_) | What::Math { .. } => false,
    };
    let mut pieces = pieces.to_vec();
    let mut before = Look::default();
    let mut after: Vec<Look> = vec![Look::default(); pieces.len()];
    let mut next = Look::default();
    for (piece, after) in pieces.iter().zip(&mut after).rev() {
        *after = next;
        if !is_loose(piece) {
            next = piece.look;
        }
    }
    for (piece, after) in pieces.iter_mut().zip(after) {
        if is_loose(piece) {
            let Look { inserted, deleted, .. } = piece.look;
            let common = common(before, after);
            piece.look = Look { inserted, deleted, ..common };
            if matches!(piece.what, What::Mark(_)) {
                piece.look.raised = Raised::No;
                piece.look.code = false;
            }
        } else {
            before = piece.look;
        }
    }
    pieces
}

/// What two looks have in common.
fn common(one: Look, other: Look) -> Look {
    Look {
        bold: one.bold && other.bold,
        italic: one.italic && other.italic,
        small_capitals: one.small_capitals && other.small_capitals,
        struck: one.struck && other.struck,
        underlined: one.underlined && other.underlined,
        raised: if one.raised == other.raised { one.raised } else { Raised::No },
        code: one.code && other.code,
        inserted: one.inserted && other.inserted,
        deleted: one.deleted && other.deleted,
        language: one.language.filter(|language| other.language == Some(*language)),
    }
}
