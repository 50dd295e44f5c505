//! Stretches of runs of text: names, references, what editors say of words.

use super::container::Holder;
use super::ending::{Frame, Open};
use super::flow::Role;
use super::meaning::{self, Meaning};
use super::rendition::{Look, Styles, look};
use super::span::{Form, Kind, Record, Shape, is_quotation_mark};
use super::{Party, SaidDate, Target, TextBuilder, Zone};
use crate::model::document::{AlternativeKind, Inline, MentionKind, Text};
use crate::model::reference::{Reference, Rule};
use crate::read::tei::event::Element;

/// The attributes of a date that say a time.
const TIMES: [&str; 14] = [
    "when",
    "from",
    "to",
    "notBefore",
    "notAfter",
    "when-iso",
    "from-iso",
    "to-iso",
    "notBefore-iso",
    "notAfter-iso",
    "when-custom",
    "cert",
    "precision",
    "calendar",
];

impl TextBuilder<'_> {
    /// A stretch of a run of text begins, or what stands in one.
    pub(super) fn start_run(&mut self, meaning: Meaning, element: &Element<'_>, at: usize) -> Open {
        if self.is_in_choice() && !matches!(meaning, Meaning::Note | Meaning::PageBreak | Meaning::LineBreak)
        {
            return self.form(meaning, element, at);
        }
        match meaning {
            Meaning::PageBreak => self.page_break(element, at),
            Meaning::LineBreak => self.line_break(element),
            Meaning::ColumnBreak => {
                if let (Some("no"), Some(flow)) = (element.get("break"), &mut self.current.flow) {
                    flow.glue();
                }
            }
            Meaning::Anchor => {
                if let Some(id) = element.get("xml:id") {
                    self.anchor(id);
                }
            }
            Meaning::Milestone => return self.milestone(element, at),
            Meaning::Note => return self.note(element, at),
            Meaning::Figure => {
                if let Some(id) = element.get("xml:id") {
                    self.anchor(id);
                }
                if self.current.paragraphs > 0 {
                    self.flow();
                }
                if !self.has_depth() {
                    return Open::of(Frame::Text);
                }
                self.begin_container(Holder::Figure(Vec::new(), String::new()));
                return Open::of(Frame::Container);
            }
            Meaning::Description if self.has_depth() => {
                self.begin_container(Holder::Description);
                return Open::of(Frame::Container);
            }
            Meaning::Graphic => {
                self.graphic(element, at);
                return if element.name == "binaryObject" {
                    self.hide(element, at)
                } else {
                    Open::of(Frame::Text)
                };
            }
            Meaning::Hidden => return self.hide(element, at),
            Meaning::Furniture => return self.furniture(element, at),
            Meaning::Gap => return self.gap(element, at),
            Meaning::Space => {
                if element.get("dim") != Some("vertical")
                    && let Some(flow) = &mut self.current.flow
                {
                    flow.words("\u{2003}", at);
                }
            }
            Meaning::Apparatus => return self.begin_apparatus(),
            Meaning::Lemma => self.see_lemma(),
            Meaning::Reading => return self.reading(element),
            Meaning::Choice => {
                let open = self.span(Kind::Choice, element, at);
                if open.frame == Frame::Span {
                    self.records.begin_choice();
                }
                return open;
            }
            Meaning::Reference => return self.reference(element, at),
            Meaning::Pointer => return self.pointer(element, at),
            other => return self.words(other, element, at),
        }
        Open::of(Frame::Text)
    }

    /// A stretch whose words are text.
    fn words(&mut self, meaning: Meaning, element: &Element<'_>, at: usize) -> Open {
        let kind = match meaning {
            Meaning::Deleted => Kind::Deleted,
            Meaning::State(style) => Kind::State(style),
            Meaning::Supplied | Meaning::Edited(AlternativeKind::Correction) => Kind::Supplied,
            Meaning::Quotation => Kind::Quoted(self.is_quoted(element)),
            Meaning::Mention(kind) => return self.mention(Some(kind), element, at),
            Meaning::Named => return self.mention(kind_of_name(element), element, at),
            Meaning::Entry if element.name == "bibl" => {
                return self.mention(Some(MentionKind::Work), element, at);
            }
            Meaning::WorkTitle => return self.mention(Some(MentionKind::Work), element, at),
            Meaning::Date => return self.date(element, at),
            Meaning::Dateline => {
                self.zones[0] += 1;
                return Open { zone: Some(0), ..self.span(Kind::Plain, element, at) };
            }
            Meaning::Formula => {
                let is_tex =
                    element.get("notation").is_some_and(|notation| notation.to_lowercase().contains("tex"));
                let said = element.any(&["rend", "rendition"]).unwrap_or_default();
                if is_tex {
                    Kind::Formula(said.contains("display") || said.contains("block"))
                } else {
                    Kind::Plain
                }
            }
            Meaning::Code => Kind::Code,
            _ => Kind::Plain,
        };
        let mut shape = Shape::of(kind, at);
        shape.styles = self.styles(meaning, element);
        self.begin(shape, element)
    }

    /// How the text of an element looks: as it says, else as is usual for such.
    fn styles(&self, meaning: Meaning, element: &Element<'_>) -> Styles {
        let Look { styles, is_said } = look(element, self.context);
        let is_in_head = self.current.kind().role == Role::Head;
        let is_usual = match meaning {
            Meaning::Highlight | Meaning::Emphasis => true,
            Meaning::WorkTitle => !is_in_head && !matches!(element.get("level"), Some("a" | "u")),
            _ => false,
        };
        if is_usual && !is_said { Styles::EMPHASIS } else { styles }
    }

    fn begin(&mut self, shape: Shape, element: &Element<'_>) -> Open {
        Open::of(if self.begin_span(shape, element) { Frame::Span } else { Frame::Text })
    }

    /// A stretch of a kind that looks as its element says.
    pub(super) fn span(&mut self, kind: Kind, element: &Element<'_>, at: usize) -> Open {
        let mut shape = Shape::of(kind, at);
        shape.styles = look(element, self.context).styles;
        self.begin(shape, element)
    }

    fn is_in_choice(&self) -> bool {
        self.current.flow.as_ref().is_some_and(|flow| flow.is_in_choice())
    }

    /// One of the forms of a choice.
    fn form(&mut self, meaning: Meaning, element: &Element<'_>, at: usize) -> Open {
        let form = match meaning {
            Meaning::Original(kind) => Form::Original(kind),
            Meaning::Edited(kind) => Form::Edited(kind),
            _ => Form::Other,
        };
        self.span(Kind::Form(form), element, at)
    }

    /// Whether words of others have signs in the text, or are not to have any.
    fn is_quoted(&self, element: &Element<'_>) -> bool {
        let before = self.current.flow.as_ref().and_then(|flow| flow.last);
        element.any(&["rend", "rendition"]).is_some() || before.is_some_and(is_quotation_mark)
    }

    /// The name of someone or something, if it has a key.
    fn mention(&mut self, kind: Option<MentionKind>, element: &Element<'_>, at: usize) -> Open {
        let key = key_of(element);
        let mut shape = Shape::of(Kind::Plain, at);
        if let (Some(kind), Some(key)) = (kind, key) {
            shape.kind = Kind::Mention(kind, key.into());
        }
        shape.styles = self.styles(meaning::of(element.name).unwrap_or(Meaning::Text), element);
        let is_place = kind == Some(MentionKind::Place);
        shape.record = match element.get("type") {
            Some(side @ ("from" | "to")) if self.current.kind().role == Role::Head && self.is_document() => {
                let key = key.unwrap_or_default().to_owned();
                self.records.parties.push(Party { sends: side == "from", name: String::new(), key });
                Some(Record::Party(self.records.parties.len() - 1))
            }
            _ if is_place && self.zones[0] > 0 && self.is_document() => Some(Record::Place),
            _ => None,
        };
        self.begin(shape, element)
    }

    fn date(&mut self, element: &Element<'_>, at: usize) -> Open {
        let zones = [Zone::Dateline, Zone::Opener, Zone::Closer];
        let zone = zones.into_iter().zip(self.zones).find_map(|(zone, open)| (open > 0).then_some(zone));
        let mut shape = Shape::of(Kind::Plain, at);
        shape.styles = look(element, self.context).styles;
        if let Some(zone) = zone {
            let attributes = element.attributes.iter().filter(|(name, _)| TIMES.contains(name));
            let attributes =
                attributes.map(|(name, value)| ((*name).to_owned(), value.trim().to_owned())).collect();
            let is_attached = !self.is_document();
            self.records.dates.push(SaidDate { zone, attributes, text: String::new(), is_attached, at });
            shape.record = Some(Record::Date(self.records.dates.len() - 1));
        }
        self.begin(shape, element)
    }

    fn line_break(&mut self, element: &Element<'_>) {
        let Some(flow) = &mut self.current.flow else { return };
        if element.get("break") == Some("no") { flow.glue() } else { flow.break_line() }
    }

    /// What is missing, and what the editors say of it.
    fn gap(&mut self, element: &Element<'_>, at: usize) -> Open {
        let sign = Inline::Text(Text { text: "[…]".to_owned(), start: at });
        self.flow().sign(Inline::Editorial(vec![sign]));
        self.span(Kind::InlineNote, element, at)
    }

    fn reference(&mut self, element: &Element<'_>, at: usize) -> Open {
        let kind = self.target(element, at).unwrap_or(Kind::Plain);
        self.span(kind, element, at)
    }

    /// A reference without words shows what it points to.
    fn pointer(&mut self, element: &Element<'_>, at: usize) -> Open {
        let Some(kind) = self.target(element, at) else { return Open::of(Frame::Text) };
        let target = element.get("target").unwrap_or_default();
        let shown =
            target.split_ascii_whitespace().next().unwrap_or_default().trim_start_matches('#').to_owned();
        if self.begin_span(Shape::of(kind, at), element) {
            self.flow().words(&shown, at);
            self.end_span();
        }
        Open::of(Frame::Text)
    }

    /// What the first target of an element means.
    fn target(&mut self, element: &Element<'_>, at: usize) -> Option<Kind> {
        let target = element.get("target")?.split_ascii_whitespace().next()?;
        match self.context.volume.target(target) {
            Target::Cited(citation) => {
                let index = self.records.references.len();
                self.records.references.push(Reference {
                    rule: Rule::Link,
                    citation,
                    span: at..at,
                    sentence: String::new(),
                    within: None,
                });
                if let Some(id) = target.strip_prefix('#') {
                    self.records.targets.push((index, id.to_owned()));
                }
                self.flow().has_references = true;
                Some(Kind::Reference(index))
            }
            Target::Web(address) => Some(Kind::Link(address.into())),
            Target::Nowhere => None,
        }
    }
}

/// The key of a name: its id in a list, or the address of an authority.
fn key_of<'e>(element: &'e Element<'_>) -> Option<&'e str> {
    let said =
        element.any(&["ref", "key", "corresp", "target", "sameAs"])?.split_ascii_whitespace().next()?;
    let is_address = said.contains("://") && !said.contains('#');
    let key = if is_address { said } else { said.rsplit('#').next().unwrap_or(said) };
    (!key.is_empty()).then_some(key)
}

/// What a name names, by its type.
fn kind_of_name(element: &Element<'_>) -> Option<MentionKind> {
    let said = element.any(&["type", "role"])?.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["person", "pers", "figur", "character"]) {
        Some(MentionKind::Person)
    } else if has(&["place", "geo", "city", "country", "ort"]) {
        Some(MentionKind::Place)
    } else if has(&["org", "inst", "corporat", "publisher", "pubhouse", "company"]) {
        Some(MentionKind::Organisation)
    } else if has(&["work", "bibl", "werk", "title", "book"]) {
        Some(MentionKind::Work)
    } else if has(&["term", "keyword", "subject"]) {
        Some(MentionKind::Term)
    } else {
        None
    }
}
