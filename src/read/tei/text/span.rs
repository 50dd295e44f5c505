//! Stretches within a run of text: what wraps them, and what is noted of them when they end.

use std::mem;
use std::rc::Rc;

use super::rendition::Styles;
use super::{Party, SaidDate};
use crate::model::document::{AlternativeKind, Inline, MentionKind, Text, TextStyle, plain_text};
use crate::model::reference::Reference;

/// What a stretch is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Nothing but its text.
    Plain,
    /// Struck out.
    Deleted,
    /// In a state.
    State(TextStyle),
    /// Put in by the editors.
    Supplied,
    /// A note that stands in the line.
    InlineNote,
    /// Words of others. Whether a sign for them stands before.
    Quoted(bool),
    /// A name.
    Mention(MentionKind, Rc<str>),
    /// The words of a reference.
    Reference(usize),
    /// The words of a link.
    Link(Rc<str>),
    /// One thing in several forms.
    Choice,
    /// One of the forms.
    Form(Form),
    /// A formula in TeX, and whether it stands by itself.
    Formula(bool),
    /// Code.
    Code,
}

/// A form of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// What the source has.
    Original(AlternativeKind),
    /// What the editors have.
    Edited(AlternativeKind),
    /// One of several possible ones.
    Other,
}

/// What is noted of a stretch when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// The words of a date, by its place among them.
    Date(usize),
    /// The name of a sender or receiver.
    Party(usize),
    /// The name of a place in a dateline.
    Place,
}

/// A stretch without its content: what begins anew when a block interrupts it.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) styles: Styles,
    pub(super) language: Option<Rc<str>>,
    pub(super) record: Option<Record>,
    pub(super) at: usize,
}

impl Shape {
    /// A stretch of a kind that looks as its surroundings do.
    pub(super) fn of(kind: Kind, at: usize) -> Self {
        Self { kind, styles: Styles::default(), language: None, record: None, at }
    }

    /// Makes of it what goes on after a block: what is one thing only as a whole goes on as text.
    pub(super) fn interrupt(&mut self) {
        if !matches!(
            self.kind,
            Kind::Deleted | Kind::State(_) | Kind::Mention(..) | Kind::Reference(_) | Kind::Link(_)
        ) {
            self.kind = Kind::Plain;
        }
        self.record = None;
    }
}

/// A stretch that grows.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) shape: Shape,
    pub(super) content: Vec<Inline>,
}

/// What is noted while runs of text grow.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) references: Vec<Reference>,
    /// The ids in the same file to which references lead, and whether these say that they call notes.
    pub(super) targets: Vec<(usize, String, bool)>,
    pub(super) dates: Vec<SaidDate>,
    pub(super) parties: Vec<Party>,
    pub(super) places: Vec<String>,
    /// The forms of the choices that are open.
    choices: Vec<Vec<(Form, Vec<Inline>)>>,
    /// Whether anything was supplied.
    pub(super) has_supplied: bool,
    /// Where the last characters ended.
    pub(super) last: usize,
    /// The signs round words of others.
    quotes: (&'static str, &'static str),
}

impl Records {
    pub(super) fn new(language: Option<&str>) -> Self {
        let language = language.unwrap_or_default();
        let quotes = match language.split('-').next().unwrap_or_default() {
            "de" | "cs" | "sk" | "is" => ("„", "“"),
            "fr" | "it" | "es" | "pt" | "ru" | "el" | "no" | "nb" | "nn" => ("«", "»"),
            "pl" | "hu" | "ro" | "nl" => ("„", "”"),
            "sv" | "fi" => ("”", "”"),
            _ => ("“", "”"),
        };
        Self {
            references: Vec::new(),
            targets: Vec::new(),
            dates: Vec::new(),
            parties: Vec::new(),
            places: Vec::new(),
            choices: Vec::new(),
            has_supplied: false,
            last: 0,
            quotes,
        }
    }

    /// A choice begins.
    pub(super) fn begin_choice(&mut self) {
        self.choices.push(Vec::new());
    }

    /// What a stretch that ends becomes, for what holds it.
    pub(super) fn close(&mut self, span: Span) -> Vec<Inline> {
        let Span { shape, content } = span;
        self.note(shape.record, &content);
        let content = shape.styles.wrap(content);
        let content = self.wrap(shape.kind, content, shape.at);
        match shape.language {
            Some(language) if !content.is_empty() => {
                vec![Inline::Foreign { language: language.to_string(), content }]
            }
            _ => content,
        }
    }

    fn note(&mut self, record: Option<Record>, content: &[Inline]) {
        let Some(record) = record else { return };
        let words = single_spaced(&plain_text(content));
        match record {
            Record::Date(index) => {
                if let Some(date) = self.dates.get_mut(index) {
                    date.text = words;
                }
            }
            Record::Party(index) => {
                if let Some(party) = self.parties.get_mut(index) {
                    party.name = words;
                }
            }
            Record::Place => self.places.push(words),
        }
    }

    fn wrap(&mut self, kind: Kind, mut content: Vec<Inline>, at: usize) -> Vec<Inline> {
        match kind {
            Kind::Form(form) => {
                match self.choices.last_mut() {
                    Some(forms) => forms.push((form, content)),
                    None => return content,
                }
                return Vec::new();
            }
            Kind::Choice => {
                let forms = self.choices.pop().unwrap_or_default();
                return chosen(forms, content);
            }
            Kind::Reference(index) => {
                let last = self.last;
                if let Some(reference) = self.references.get_mut(index) {
                    // Its place is that of its words.
                    let start = first_start(&content).unwrap_or(reference.span.start);
                    reference.span = start..last.max(start);
                }
            }
            _ => {}
        }
        if content.is_empty() {
            return content;
        }
        let one = match kind {
            Kind::Deleted => Inline::Deleted(content),
            Kind::State(style) => Inline::Styled { style, content },
            Kind::Supplied => {
                self.has_supplied = true;
                Inline::Editorial(content)
            }
            Kind::InlineNote => {
                bracket(&mut content, at);
                Inline::Editorial(content)
            }
            Kind::Quoted(is_marked) => {
                if !is_marked && !first_character(&content).is_some_and(is_quotation_mark) {
                    let (open, close) = self.quotes;
                    content.insert(0, sign(open, at));
                    content.push(sign(close, self.last));
                }
                return content;
            }
            Kind::Mention(kind, key) => Inline::Mention { kind, key: key.to_string(), content },
            Kind::Reference(index) => Inline::Reference { index, content },
            Kind::Link(address) => {
                Inline::Link { address: address.to_string(), title: String::new(), content }
            }
            Kind::Formula(display) if is_text(&content) => {
                let source = plain_text(&content);
                Inline::Math { display, source: source.trim().trim_matches('$').to_owned() }
            }
            Kind::Code if is_text(&content) => Inline::Code(plain_text(&content)),
            _ => return content,
        };
        vec![one]
    }
}

/// A sign that the XML does not have.
fn sign(sign: &str, at: usize) -> Inline {
    Inline::Text(Text { text: sign.to_owned(), start: at })
}

/// Puts brackets round a text that has none.
pub(super) fn bracket(content: &mut Vec<Inline>, at: usize) {
    if first_character(content).is_none_or(|first| !matches!(first, '[' | '(' | '⟨' | '<' | '{')) {
        content.insert(0, sign("[", at));
        content.push(sign("]", at));
    }
}

/// Whether a text is nothing but characters.
fn is_text(content: &[Inline]) -> bool {
    content.iter().all(|inline| matches!(inline, Inline::Text(_)))
}

/// A text with single spaces between its words.
pub(super) fn single_spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        joined.push(' ');
        joined.push_str(word);
    }
    joined
}

/// The first character of a text.
pub(super) fn first_character(content: &[Inline]) -> Option<char> {
    content.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.text.chars().next(),
        Inline::Code(code) => code.chars().next(),
        other => first_character(other.content()),
    })
}

/// The last character of a text.
pub(super) fn last_character(content: &[Inline]) -> Option<char> {
    content.iter().rev().find_map(|inline| match inline {
        Inline::Text(text) => text.text.chars().next_back(),
        Inline::Code(code) => code.chars().next_back(),
        other => last_character(other.content()),
    })
}

/// Where the first words of a text stand in the source.
fn first_start(content: &[Inline]) -> Option<usize> {
    content.iter().find_map(|inline| match inline {
        Inline::Text(text) if text.text.trim().is_empty() => None,
        Inline::Text(text) => Some(text.start + text.text.len() - text.text.trim_start().len()),
        other => first_start(other.content()),
    })
}

/// Whether a character is a sign round words of others.
pub(super) fn is_quotation_mark(sign: char) -> bool {
    matches!(
        sign,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '‚'
            | '‹'
            | '›'
            | '\''
            | '—'
            | '–'
            | '―'
    )
}

/// Shows one of the forms, the editors' where there is one, and keeps the words of the others.
fn chosen(mut forms: Vec<(Form, Vec<Inline>)>, mut shown: Vec<Inline>) -> Vec<Inline> {
    let edited =
        forms.iter().position(|(form, content)| matches!(form, Form::Edited(_)) && !content.is_empty());
    let any = || forms.iter().position(|(_, content)| !content.is_empty());
    let Some(at) = edited.or_else(any) else { return shown };
    let (form, content) = forms.remove(at);
    let mut kind = match form {
        Form::Edited(kind) | Form::Original(kind) => kind,
        Form::Other => AlternativeKind::Regularisation,
    };
    let (mut others, mut kept) = (Vec::new(), Vec::new());
    for (form, content) in forms {
        if let (Form::Original(original), true) = (form, matches!(kind, AlternativeKind::Regularisation)) {
            kind = original;
        }
        let words = single_spaced(&plain_text(&content));
        if !words.is_empty() {
            others.push(words);
        }
        take_marks(content, &mut kept);
    }
    if others.is_empty() {
        shown.extend(content);
    } else {
        shown.push(Inline::Alternative { kind, content, other: others.join(" / ") });
    }
    shown.extend(kept);
    shown
}

/// The marks of notes and pages in a text that is not shown.
pub(super) fn take_marks(content: Vec<Inline>, kept: &mut Vec<Inline>) {
    for mut inline in content {
        match inline {
            Inline::NoteMark(_) | Inline::PageBreak(_) | Inline::Anchor(_) | Inline::Image { .. } => {
                kept.push(inline)
            }
            _ => take_marks(inline.run_mut().map(mem::take).unwrap_or_default(), kept),
        }
    }
}
