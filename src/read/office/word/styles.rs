//! The styles of a Word document: what each says itself, and what it takes from the one that it is based on.

use std::collections::HashMap;

use super::run_properties::Change;
use crate::read::office::parts::Role;
use crate::read::office::style_names;
use crate::read::office::xml::{Element, Step, Xml, is_true};

/// How many styles are followed from one to that which it is based on.
const DEEPEST: usize = 32;

/// A style as it is declared.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<StyleNumbering>,
    change: Change,
    is_default: bool,
}

/// What a style says of numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct StyleNumbering {
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
}

/// What the paragraphs with a style are.
#[derive(Debug, Default, Clone)]
pub(super) struct ParagraphKind {
    /// The part that they play.
    pub(super) role: Role,
    /// The list that they are members of, and how deep they lie in it.
    pub(super) numbering: Option<StyleNumbering>,
    /// Whether their text is hidden.
    pub(super) is_hidden: bool,
    /// The language of their text.
    pub(super) language: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads them.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut styles = Self::default();
        while let Some(step) = xml.next() {
            let Step::Open(element) = step else { continue };
            if (element.space, element.local()) != ("w", "style") {
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let kind = element.attribute("type").unwrap_or_default();
            let is_default = element.attribute("default").is_some_and(|value| is_true(&value));
            let mut style = Style { is_default, ..Style::default() };
            read_style(xml, &mut style);
            if style.is_default && kind == "paragraph" {
                styles.default.get_or_insert(id.clone());
            }
            styles.styles.entry(id).or_insert(style);
        }
        styles
    }

    /// What paragraphs with a style are. That of Word's own default says nothing.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphKind {
        let mut kind = ParagraphKind::default();
        let (mut role, mut outline) = (None, None);
        for (id, style) in self.chain(id.or(self.default.as_deref())) {
            role = role.or_else(|| style_names::role(&style.name)).or_else(|| role_by_id(id));
            outline = outline.or(style.outline);
            kind.is_hidden |= style.change.hidden == Some(true);
            kind.language = kind.language.or_else(|| style.change.language.clone());
            if let Some(found) = &style.numbering {
                let known = kind.numbering.get_or_insert_default();
                known.list = known.list.take().or_else(|| found.list.clone());
                known.level = known.level.or(found.level);
            }
        }
        let by_outline = outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1));
        kind.role = match role {
            // A style made of another for headings at another level says so by its level.
            Some(Role::Heading(_)) => by_outline.or(role),
            Some(Role::Continuation) | None => by_outline.or(role),
            Some(_) => role,
        }
        .unwrap_or_default();
        kind
    }

    /// What a style of letters changes.
    pub(super) fn letters(&self, id: &str) -> Change {
        let mut change = Change::default();
        for (_, style) in self.chain(Some(id)) {
            change.fill(&style.change);
            if style_names::is_code(&style.name) {
                change.code.get_or_insert(true);
            }
        }
        change
    }

    /// A style, and those that it is based on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = id.and_then(|id| Some((id, self.styles.get(id)?)));
        let next = |(_, style): &(&'s str, &'s Style)| {
            let base = style.based_on.as_deref()?;
            Some((base, self.styles.get(base)?))
        };
        std::iter::successors(first, next).take(DEEPEST)
    }
}

/// Some programs give styles no names but ids.
fn role_by_id(id: &str) -> Option<Role> {
    let end = id.find(|c: char| c.is_ascii_digit()).unwrap_or(id.len());
    style_names::role(&format!("{} {}", &id[..end], &id[end..]))
}

fn read_style(xml: &mut Xml<'_>, style: &mut Style) {
    let mut open = 1_usize;
    while open > 0 {
        match xml.next() {
            Some(Step::Open(element)) => {
                open += 1;
                read_property(xml, &element, style, &mut open);
            }
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => return,
        }
    }
}

fn read_property(xml: &mut Xml<'_>, element: &Element<'_>, style: &mut Style, open: &mut usize) {
    let value = || element.attribute("val");
    match (element.space, element.local()) {
        ("w", "name") => style.name = value().unwrap_or_default(),
        ("w", "basedOn") => style.based_on = value(),
        ("w", "outlineLvl") => style.outline = element.number("val"),
        ("w", "numId") => style.numbering.get_or_insert_default().list = value(),
        ("w", "ilvl") => style.numbering.get_or_insert_default().level = element.number("val"),
        // What a style of tables says of its first row is none of the style's own.
        ("w", "tblStylePr" | "pPrChange" | "rPrChange") => {
            xml.skip();
            *open -= 1;
        }
        ("w", _) => style.change.see(element),
        _ => {}
    }
}
