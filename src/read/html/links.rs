//! Links, images and what else a page shows of other files.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::maker::Maker;
use super::tree::Place;
use crate::model::document::{ImagePlace, ImageSize, Inline, Text, plain_text};
use crate::model::reference::{Citation, Rule};
use crate::read::reader::EmbeddedFile;
use crate::read::markdown::address::{Destination, destination};

/// A longer address is no link but a file.
const LONGEST_ADDRESS: usize = 8192;

impl Maker<'_> {
    /// A link, or the words of one that leads nowhere.
    pub(super) fn link(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        if self.in_link || tree.attribute(place, "href").is_none() {
            return self.inlines(place, out);
        }
        self.in_link = true;
        let content = self.within(place);
        self.in_link = false;
        self.linked(place, content, out);
    }

    /// Puts content into the link that an element is.
    pub(super) fn linked(&mut self, place: Place, content: Vec<Inline>, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        let is_bare = plain_text(&content).trim().is_empty()
            && !content.iter().any(|inline| matches!(inline, Inline::Image { .. }));
        let Some(address) = tree.attribute(place, "href").filter(|_| !is_bare) else {
            return out.extend(content);
        };
        match self.destination(address) {
            Destination::Outside(address) => {
                let title = tree.attribute(place, "title").unwrap_or_default().to_owned();
                out.push(Inline::Link { address, title, content });
            }
            Destination::Inside(citation) => {
                let index = self.refer(Rule::Link, citation, place);
                out.push(Inline::Reference { index, content });
            }
            Destination::Unsafe => {
                self.unsafe_link(address, place);
                out.extend(content);
            }
        }
    }

    /// Where an address leads, seen from the page. One that names the page itself means a place in it.
    fn destination(&self, address: &str) -> Destination {
        if let Some(fragment) = self.plan.names.fragment(address) {
            return destination(&format!("#{fragment}"));
        }
        let found = destination(address);
        if let (Some(base), Destination::Inside(_)) = (&self.plan.base, &found)
            && !address.trim_start().starts_with('#')
            && let Ok(whole) = base.join(address.trim())
        {
            return destination(whole.as_str());
        }
        found
    }

    fn unsafe_link(&mut self, address: &str, place: Place) {
        let scheme = address.trim().split(':').next().filter(|scheme| scheme.len() < address.trim().len());
        let scheme = scheme.filter(|scheme| scheme.len() < 24 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b)));
        let named = scheme.map_or_else(
            || "what is no address".to_owned(),
            |scheme| format!("addresses that begin with `{}:`", scheme.to_ascii_lowercase()),
        );
        self.unsafe_links.entry(named).or_insert((0, self.plan.tree.start(place))).0 += 1;
    }

    /// An image. Pages that load their images by a script have the address elsewhere.
    pub(super) fn image(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        let said = |name: &str| tree.attribute(place, name).map(str::trim).filter(|value| !value.is_empty());
        let alt = said("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        // Where the text has the formula, its image says nothing more.
        if said("aria-hidden") == Some("true") && tree.previous(place).is_some() && said("class").is_some_and(|class| class.contains("math")) {
            return;
        }
        let size = |name: &str| said(name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok()).filter(|size| *size <= 100_000);
        let size = ImageSize { width: size("width"), height: size("height") };
        if size.width == Some(1) && size.height == Some(1) {
            return self.drop("images of one point", place);
        }
        let from_set = |name: &str| said(name).and_then(|set| set.split_whitespace().next()).map(|first| first.trim_end_matches(','));
        let later = said("data-src").or_else(|| said("data-original")).or_else(|| said("data-lazy-src"));
        let is_stand_in = |source: &&str| later.is_some() && source.starts_with("data:");
        let source = said("src").filter(|source| !is_stand_in(source)).or(later);
        let source = source.or_else(|| from_set("srcset")).or_else(|| from_set("data-srcset"));
        let title = said("title").unwrap_or_default().to_owned();
        let Some(source) = source else {
            return self.words_for(alt, place, out);
        };
        let place_of_image = if source.len() > 5 && source[..source.floor_char_boundary(5)].eq_ignore_ascii_case("data:") {
            self.embedded(source).map(|citation| ImagePlace::Archive(self.refer(Rule::Image, citation, place)))
        } else if source.len() > LONGEST_ADDRESS {
            None
        } else {
            match self.destination(source) {
                Destination::Inside(citation) => Some(ImagePlace::Archive(self.refer(Rule::Image, citation, place))),
                Destination::Outside(address) => {
                    let start = tree.start(place);
                    self.remote_images.get_or_insert((0, start)).0 += 1;
                    Some(ImagePlace::Elsewhere(address))
                }
                Destination::Unsafe => None,
            }
        };
        let Some(image) = place_of_image else {
            self.drop("images that cannot be read", place);
            return self.words_for(alt, place, out);
        };
        self.flush(out);
        self.after_space = false;
        out.push(Inline::Image { place: image, alt, title, size });
    }

    /// What an image shows, where it cannot be shown.
    fn words_for(&mut self, alt: String, place: Place, out: &mut Vec<Inline>) {
        if !alt.is_empty() {
            self.flush(out);
            self.after_space = false;
            out.push(Inline::Text(Text { text: alt, start: self.plan.tree.start(place) }));
        }
    }

    /// A file that lies in the page itself.
    fn embedded(&mut self, address: &str) -> Option<Citation> {
        let (head, data) = address.get(5..)?.split_once(',')?;
        let mut parts = head.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let extension = match kind.as_str() {
            "image/png" => "png",
            "image/jpeg" | "image/jpg" => "jpg",
            "image/gif" => "gif",
            "image/webp" => "webp",
            "image/avif" => "avif",
            "image/svg+xml" => "svg",
            "image/bmp" | "image/x-ms-bmp" => "bmp",
            "image/tiff" => "tif",
            "image/x-icon" | "image/vnd.microsoft.icon" => "ico",
            _ => return None,
        };
        let decoded: Vec<u8> = percent_decode_str(data).collect();
        let bytes = if parts.any(|part| part.eq_ignore_ascii_case("base64")) {
            let plain: Vec<u8> = decoded.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
            STANDARD.decode(plain).ok()?
        } else {
            decoded
        };
        let known = self.files.iter().position(|file| file.name.ends_with(extension) && file.bytes == bytes);
        let at = known.unwrap_or_else(|| {
            let name = format!("image-{}.{extension}", self.files.len() + 1);
            self.files.push(EmbeddedFile { name, bytes });
            self.files.len() - 1
        });
        self.files.get(at).map(|file| Citation::Embedded(file.name.clone()))
    }

    /// A film, a sound or a page within the page: a link to it, and what stands for it.
    pub(super) fn medium(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        let name = tree.name(place);
        let source = ["src", "data"].into_iter().find_map(|name| tree.attribute(place, name));
        let source = source.or_else(|| tree.find(place, |at| tree.name(at) == "source").and_then(|at| tree.attribute(at, "src")));
        let destination = source.filter(|source| source.len() <= LONGEST_ADDRESS && !source.trim().is_empty()).map(|source| (source, self.destination(source)));
        let words = tree.attribute(place, "title").or_else(|| tree.attribute(place, "aria-label"));
        let link = |maker: &mut Self, address: &str, out: &mut Vec<Inline>| {
            let words = words.filter(|words| !words.trim().is_empty()).unwrap_or(address).to_owned();
            maker.flush(out);
            maker.after_space = false;
            vec![Inline::Text(Text { text: words, start: tree.start(place) })]
        };
        let is_image = matches!(name, "object" | "embed") && source.is_some_and(crate::source::format::is_image);
        match destination {
            Some((_, Destination::Inside(citation))) if is_image => {
                let index = self.refer(Rule::Image, citation, place);
                let alt = tree.words(place);
                self.flush(out);
                let place = ImagePlace::Archive(index);
                return out.push(Inline::Image { place, alt, title: String::new(), size: ImageSize::default() });
            }
            Some((source, Destination::Inside(citation))) if !self.in_link => {
                let content = link(self, source, out);
                let index = self.refer(Rule::Link, citation, place);
                out.push(Inline::Reference { index, content });
            }
            Some((_, Destination::Outside(address))) if !self.in_link => {
                let content = link(self, &address, out);
                out.push(Inline::Link { address, title: String::new(), content });
                self.drop("films, sounds and pages of other sites, to which links lead", place);
            }
            _ => self.drop("films, sounds and pages within the page", place),
        }
        if name != "iframe" {
            self.inlines(place, out);
        }
    }
}
