//! What the text of a document may ask of the file that holds it: what a target means, and where the image of a page is.

use std::collections::BTreeMap;

use super::event::Element;
use super::target::Target;
use super::text;
use crate::model::address::is_safe_address;

/// The file round a text.
pub(super) struct Surroundings<'a> {
    /// The images of pages by the ids of their surfaces.
    pub images: &'a BTreeMap<String, String>,
    /// How the archive says images of pages are named, with `{facs}` and `{n}` in it.
    pub pattern: Option<&'a str>,
    /// The name of the file without its extension.
    pub stem: &'a str,
}

impl text::Volume for Surroundings<'_> {
    fn target(&self, target: &str) -> text::Target {
        match Target::of(target) {
            Some(Target::Archive(citation)) => text::Target::Cited(citation),
            Some(Target::Web(address)) => text::Target::Web(address),
            Some(Target::Unsafe(_)) | None => text::Target::Nowhere,
        }
    }

    fn picture(&self, url: &str) -> Option<text::Picture> {
        picture(url)
    }

    fn facsimile(&self, page: &Element<'_>) -> Option<text::Picture> {
        let facsimile = page.get("facs");
        if let Some(image) = facsimile.and_then(|id| self.images.get(id.trim_start_matches('#'))) {
            return picture(image);
        }
        if let Some(pattern) = self.pattern {
            let facsimile = facsimile.or_else(|| page.get("n").filter(|_| !pattern.contains("{facs}")))?;
            let number = page.get("n").unwrap_or(facsimile);
            let named =
                pattern.replace("{facs}", facsimile).replace("{n}", number).replace("{volume}", self.stem);
            return picture(&named);
        }
        // A name without an extension is no file by itself: it needs a pattern.
        let facsimile = facsimile.filter(|name| !name.starts_with('#'))?;
        let name = facsimile.rsplit('/').next().unwrap_or(facsimile);
        name.contains('.').then(|| picture(facsimile)).flatten()
    }
}

/// Where an image is by its address.
fn picture(address: &str) -> Option<text::Picture> {
    let address = address.trim();
    if address.contains("://") {
        return is_safe_address(address).then(|| text::Picture::Web(address.to_owned()));
    }
    (!address.is_empty()).then(|| text::Picture::File(address.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::read::tei::text::{Picture, Volume as _};

    #[test]
    fn images_of_pages_are_found_by_pattern_or_name() {
        let images = BTreeMap::from([("s1".to_owned(), "https://example.org/1.jpg".to_owned())]);
        let of = |pattern: Option<&str>, facsimile: &'static str| {
            let attributes = vec![("n", Cow::Borrowed("[IV]")), ("facs", Cow::Borrowed(facsimile))];
            let around = Surroundings { images: &images, pattern, stem: "v" };
            around.facsimile(&Element { name: "pb", attributes, at: 0 })
        };
        let file = |path: &str| Some(Picture::File(path.to_owned()));
        let web = |path: &str| Some(Picture::Web(path.to_owned()));
        assert_eq!(of(None, "#s1"), web("https://example.org/1.jpg"));
        assert_eq!(of(None, "img/0004.png"), file("img/0004.png"));
        assert_eq!((of(None, "0004"), of(None, "#s2")), (None, None));
        assert_eq!(of(Some("scans/{volume}/{facs}.jpg"), "0004"), file("scans/v/0004.jpg"));
        assert_eq!(of(Some("https://example.org/{facs}.png"), "0004"), web("https://example.org/0004.png"));
    }
}
