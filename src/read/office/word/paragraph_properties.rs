//! What paragraphs and runs of Word say of themselves before their text.

use super::run_properties::Change;
use super::story::Story;
use crate::read::office::xml::Step;

/// What the paragraph says of itself.
#[derive(Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) outline: Option<u8>,
    /// Whether its end was put in or taken away by a change.
    pub(super) inserted_end: bool,
    pub(super) deleted_end: bool,
}

impl Properties {
    /// Reads them up to their end.
    pub(super) fn read(&mut self, story: &mut Story<'_, '_>) {
        let properties = self;
        let mut open = 1_usize;
        // What is said of the end of the paragraph stands within what is said of its letters.
        let mut end_at = None;
        while open > 0 {
            match story.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("w", "pPrChange" | "rPrChange") => story.xml.skip(),
                    ("w", "sectPr") => story.section(),
                    (space, name) => {
                        open += 1;
                        let value = || element.attribute("val");
                        match name {
                            _ if space != "w" => {}
                            "pStyle" => properties.style = value(),
                            "numId" => properties.list = value(),
                            "ilvl" => properties.level = element.number("val"),
                            "outlineLvl" => properties.outline = element.number("val"),
                            "rPr" => end_at = Some(open + 1),
                            "ins" | "moveTo" => properties.inserted_end |= end_at == Some(open),
                            "del" | "moveFrom" => properties.deleted_end |= end_at == Some(open),
                            _ => {}
                        }
                    }
                },
                Some(Step::Close) => {
                    open -= 1;
                    end_at = end_at.filter(|at| open + 1 >= *at);
                }
                Some(Step::Text(_)) => {}
                None => return,
            }
        }
    }
}

/// What a run changes in the look of its letters, with what its style changes.
pub(super) fn run_change(story: &mut Story<'_, '_>) -> Change {
    let mut change = Change::default();
    let mut style = None;
    let mut open = 1_usize;
    while open > 0 {
        match story.xml.next() {
            Some(Step::Open(element)) => match (element.space, element.local()) {
                ("w", "rPrChange") => story.xml.skip(),
                (space, name) => {
                    open += 1;
                    if space == "w" && name == "rStyle" {
                        style = element.attribute("val");
                    } else if space == "w" {
                        change.see(&element);
                    }
                }
            },
            Some(Step::Close) => open -= 1,
            Some(Step::Text(_)) => {}
            None => break,
        }
    }
    if let Some(style) = style {
        change.fill(&story.file.styles.letters(&style));
    }
    change
}
