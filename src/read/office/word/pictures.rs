//! Images in a paragraph of Word: drawings, and the pictures of older versions.

use super::paragraph::Line;
use super::relations::Target;
use super::story::Story;
use crate::model::document::ImageSize;
use crate::read::office::gathered::{Link, Remark};
use crate::read::office::inlines::is_shown;
use crate::read::office::parts::{Picture, PicturePlace, What};
use crate::read::office::xml::Element;

/// How many of Word's units of length are a pixel.
const UNITS: u32 = 9525;

/// An image that is open.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    picture: Picture,
    link: Option<usize>,
    /// Whether it names an image that is not there.
    is_lost: bool,
    /// Whether it is a line that parts the text.
    pub(super) is_rule: bool,
}

impl Line {
    /// Takes in what an element says of the image that is open.
    pub(super) fn see_drawing(&mut self, element: &Element<'_>, story: &mut Story<'_, '_>) {
        let Some(drawing) = &mut self.drawing else { return };
        let picture = &mut drawing.picture;
        match (element.space, element.local()) {
            ("wp", "docPr") => {
                picture.alt = element.attribute("descr").unwrap_or_default();
                picture.title = element.attribute("title").unwrap_or_default();
            }
            ("wp", "extent") => {
                let pixels = |name| {
                    element.number::<u32>(name).map(|length| length / UNITS).filter(|pixels| *pixels > 0)
                };
                picture.size = ImageSize { width: pixels("cx"), height: pixels("cy") };
            }
            ("a", "hlinkClick") => {
                let address = element.attribute("id").and_then(|id| story.relations.address(&id));
                let link = address.map(|address| Link::Address { address, title: String::new() });
                drawing.link = link.map(|link| story.shared.gathered.link(link));
            }
            ("a", "blip") => {
                let id = element.attribute("embed").or_else(|| element.attribute("link"));
                self.place(id, story);
            }
            ("v", "shape" | "rect") => {
                drawing.is_rule |= element.attribute("hr").is_some_and(|value| value.starts_with('t'));
                if let Some(alt) = element.attribute("alt") {
                    picture.alt = alt;
                }
                if let Some(style) = element.attribute("style") {
                    picture.size = size(&style);
                }
            }
            ("v", "imagedata") => {
                if let Some(title) = element.attribute("title").filter(|_| picture.alt.is_empty()) {
                    picture.alt = title;
                }
                self.place(element.attribute("id"), story);
            }
            ("o", "OLEObject") => {
                story
                    .shared
                    .gathered
                    .count(Remark::Object("an object of another program is shown as an image"));
            }
            ("c", "chart") | ("dgm", "relIds") => {
                let id = element.attribute("id").or_else(|| element.attribute("dm"));
                self.words_of_part(id, story);
            }
            _ => {}
        }
    }

    /// Sets where the image is. A drawing can hold several.
    fn place(&mut self, id: Option<String>, story: &mut Story<'_, '_>) {
        let Some(drawing) = &mut self.drawing else { return };
        if drawing.picture.place != PicturePlace::Nowhere {
            let Picture { alt, title, .. } = &drawing.picture;
            let next = Picture { alt: alt.clone(), title: title.clone(), ..Picture::default() };
            let whole = std::mem::replace(&mut drawing.picture, next);
            let link = drawing.link;
            self.picture(Drawing { picture: whole, link, ..Drawing::default() }, story);
        }
        let relation = id.as_ref().and_then(|id| story.relations.get(id));
        let place = match relation.map(|relation| &relation.target) {
            Some(Target::Part(part)) => {
                let name = story.shared.embed(part);
                if let Some(name) = name.as_ref().filter(|name| !is_shown(name)) {
                    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
                    story.shared.gathered.count(Remark::Image(ending.chars().take(8).collect()));
                }
                name.map_or(PicturePlace::Nowhere, PicturePlace::Embedded)
            }
            Some(Target::Address(address)) => PicturePlace::Address(address.clone()),
            Some(Target::Nowhere(name)) => {
                story.shared.outside(name);
                PicturePlace::Nowhere
            }
            None => {
                story.shared.gathered.count(Remark::Object("an image is missing in the file"));
                PicturePlace::Nowhere
            }
        };
        if let Some(drawing) = &mut self.drawing {
            drawing.is_lost = place == PicturePlace::Nowhere;
            drawing.picture.place = place;
        }
    }

    /// Adds an image that is read.
    pub(super) fn picture(&mut self, drawing: Drawing, story: &mut Story<'_, '_>) {
        let Drawing { picture, link, is_lost, .. } = drawing;
        // Of an image that is not there, its description is left.
        if picture.place == PicturePlace::Nowhere && !is_lost {
            return;
        }
        let outer = self.replace_link(link);
        self.push(What::Picture(Box::new(picture)), story);
        self.replace_link(outer);
    }

    /// Adds the words of a diagram or a chart, which are in a part of their own.
    fn words_of_part(&mut self, id: Option<String>, story: &mut Story<'_, '_>) {
        let relation = id.as_ref().and_then(|id| story.relations.get(id));
        let Some(Target::Part(part)) = relation.map(|relation| relation.target.clone()) else { return };
        let words = story.shared.words_of_drawing(&part);
        story.shared.gathered.count(Remark::Object("a chart or diagram is not drawn; its words are kept"));
        if !words.is_empty() && story.dropping == 0 {
            self.add_aside(words);
        }
    }
}

/// The width and height in a style of the old form: `width:120pt;height:1in`.
fn size(style: &str) -> ImageSize {
    let length = |wanted: &str| {
        let mut declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
        let (_, value) = declarations.find(|(name, _)| name.trim() == wanted)?;
        let value = value.trim();
        let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
        let number: f64 = value[..end].parse().ok()?;
        let pixels = match &value[end..] {
            "pt" => number * 4.0 / 3.0,
            "in" => number * 96.0,
            "cm" => number * 96.0 / 2.54,
            "mm" => number * 96.0 / 25.4,
            "px" => number,
            _ => return None,
        };
        // An image on a page is no larger than this.
        (1.0..20_000.0).contains(&pixels).then_some(pixels.round() as u32)
    };
    ImageSize { width: length("width"), height: length("height") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_the_old_form_are_pixels() {
        assert_eq!(size("width:90pt; height:1in"), ImageSize { width: Some(120), height: Some(96) });
        assert_eq!(size("width:1e9pt;height:x"), ImageSize::default());
    }
}
