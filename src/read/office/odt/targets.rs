//! Where links of OpenDocument lead, where images are, and how large.

use super::story::Story;
use crate::read::office::gathered::{Link, Remark};
use crate::read::office::inlines::is_shown;
use crate::read::office::package::resolve;
use crate::read::office::parts::PicturePlace;
use crate::read::office::xml::Element;

/// Where a link leads. Names of places can be followed by what kind they are of.
pub(super) fn link(element: &Element<'_>, story: &mut Story<'_, '_>) -> Option<usize> {
    let href = element.attribute("href").filter(|href| !href.is_empty())?;
    let title = element.attribute("title").unwrap_or_default();
    let link = match href.strip_prefix('#') {
        Some(name) => Link::Place(name.split('|').next().unwrap_or(name).to_owned()),
        // Relative addresses count from the inside of the file.
        None => Link::Address { address: href.strip_prefix("../").unwrap_or(&href).to_owned(), title },
    };
    Some(story.shared.gathered.link(link))
}

/// Where an image is.
pub(super) fn place(href: &str, story: &mut Story<'_, '_>) -> Option<PicturePlace> {
    if href.contains("://") || href.starts_with("../") {
        return Some(PicturePlace::Address(href.strip_prefix("../").unwrap_or(href).to_owned()));
    }
    let part = resolve("", href)?;
    let base = part.rsplit('/').next()?.to_owned();
    let shared = &mut story.shared;
    let known = shared.gathered.files.get(&part).cloned();
    let name = known.unwrap_or_else(|| {
        let mut name = base.clone();
        let mut number = 1;
        while shared.images.contains_key(&name) {
            number += 1;
            name = format!("{number}-{base}");
        }
        shared.images.insert(name.clone(), part.clone());
        shared.gathered.files.insert(part, name.clone());
        name
    });
    if !is_shown(&name) {
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        shared.gathered.count(Remark::Image(ending.chars().take(8).collect()));
    }
    Some(PicturePlace::Embedded(name))
}

/// A length in pixels.
pub(super) fn pixels(length: &str) -> Option<u32> {
    let end = length.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(length.len());
    let number: f64 = length[..end].parse().ok()?;
    let pixels = match &length[end..] {
        "in" => number * 96.0,
        "cm" => number * 96.0 / 2.54,
        "mm" => number * 96.0 / 25.4,
        "pt" => number * 4.0 / 3.0,
        "px" => number,
        _ => return None,
    };
    (1.0..20_000.0).contains(&pixels).then_some(pixels.round() as u32)
}
