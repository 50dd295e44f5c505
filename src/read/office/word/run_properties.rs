//! How letters look, as runs and styles say it: each says only what it changes.

use crate::read::office::parts::{Look, Raised};
use crate::read::office::xml::Element;

/// What changes in the look of letters.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Change {
    bold: Option<bool>,
    italic: Option<bool>,
    small_capitals: Option<bool>,
    struck: Option<bool>,
    underlined: Option<bool>,
    raised: Option<Raised>,
    pub(super) code: Option<bool>,
    /// Whether it is not shown.
    pub(super) hidden: Option<bool>,
    /// Whether it is not shown on the web, where pages have no numbers.
    pub(super) hidden_on_web: Option<bool>,
    is_right_to_left: Option<bool>,
    /// The language of Latin, Greek and Cyrillic text.
    pub(super) language: Option<String>,
    /// That of Arabic and Hebrew.
    other_language: Option<String>,
    /// The font, where it is one of signs.
    pub(super) font: Option<String>,
}

impl Change {
    /// Takes in a property.
    pub(super) fn see(&mut self, element: &Element<'_>) {
        match element.local() {
            "b" => self.bold = Some(element.switch()),
            "i" => self.italic = Some(element.switch()),
            "smallCaps" => self.small_capitals = Some(element.switch()),
            "strike" | "dstrike" => {
                self.struck = Some(element.switch() || self.struck == Some(true));
            }
            "u" => self.underlined = Some(element.attribute("val").is_some_and(|value| value != "none")),
            "vertAlign" => {
                self.raised = Some(match element.attribute("val").as_deref() {
                    Some("superscript") => Raised::Above,
                    Some("subscript") => Raised::Below,
                    _ => Raised::No,
                });
            }
            "vanish" | "specVanish" => self.hidden = Some(element.switch()),
            "webHidden" => self.hidden_on_web = Some(element.switch()),
            "rtl" => self.is_right_to_left = Some(element.switch()),
            "lang" => {
                self.language = element.attribute("val").or(self.language.take());
                self.other_language = element.attribute("bidi").or(self.other_language.take());
            }
            "rFonts" => {
                let names = ["ascii", "hAnsi", "cs"];
                self.font = names.iter().find_map(|name| element.attribute(name)).or(self.font.take());
            }
            _ => {}
        }
    }

    /// Takes from a weaker source what this one does not say.
    pub(super) fn fill(&mut self, weaker: &Self) {
        fn take<T: Clone>(own: &mut Option<T>, weaker: &Option<T>) {
            if own.is_none() {
                own.clone_from(weaker);
            }
        }
        take(&mut self.bold, &weaker.bold);
        take(&mut self.italic, &weaker.italic);
        take(&mut self.small_capitals, &weaker.small_capitals);
        take(&mut self.struck, &weaker.struck);
        take(&mut self.underlined, &weaker.underlined);
        take(&mut self.raised, &weaker.raised);
        take(&mut self.code, &weaker.code);
        take(&mut self.hidden, &weaker.hidden);
        take(&mut self.hidden_on_web, &weaker.hidden_on_web);
        take(&mut self.is_right_to_left, &weaker.is_right_to_left);
        take(&mut self.language, &weaker.language);
        take(&mut self.other_language, &weaker.other_language);
        take(&mut self.font, &weaker.font);
    }

    /// The look, but for the language.
    pub(super) fn look(&self) -> Look {
        Look {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            small_capitals: self.small_capitals.unwrap_or(false),
            struck: self.struck.unwrap_or(false),
            underlined: self.underlined.unwrap_or(false),
            raised: self.raised.unwrap_or_default(),
            code: self.code.unwrap_or(false),
            ..Look::default()
        }
    }

    /// The language that letters are said to be in.
    pub(super) fn language(&self) -> Option<&str> {
        if self.is_right_to_left == Some(true) {
            self.other_language.as_deref()
        } else {
            self.language.as_deref()
        }
    }
}
