//! Where printed pages begin, and the images of them.

use super::{Destination, Facsimile, HtmlWriter};
use crate::model::document::{ImagePlace, PageBreak, page_anchor};
use crate::render::web_address;

impl HtmlWriter<'_> {
    pub(super) fn page_break(&mut self, tag: &str, page: &PageBreak) {
        self.raw(&format!("<{tag} class=\"page-break\" role=\"doc-pagebreak\""));
        if page.first {
            self.attribute("id", &page_anchor(&page.page));
        }
        self.attribute("aria-label", &self.interface.tell("page", &[("number", &page.page)]));
        self.attribute("data-page", &page.page);
        self.raw(&format!("></{tag}>"));
        if let Some(place) = &page.facsimile {
            self.facsimile(page, place);
        }
    }

    /// The link to the image of a page, which stands behind its mark, since a mark of a page can hold no link. An image
    /// of the site is shown beside the text, and others are where they are. One that is not there has no link: what the
    /// reference leads to is said where references are.
    fn facsimile(&mut self, page: &PageBreak, place: &ImagePlace) {
        if self.in_link {
            return;
        }
        let (address, class) = match place {
            ImagePlace::Elsewhere(address) => (web_address(address), "facsimile external"),
            ImagePlace::Archive(index) => match self.destinations.get(*index) {
                Some(Destination::External(address)) => (address.clone(), "facsimile external"),
                Some(Destination::Link(image)) => (self.take_facsimile(page, image.clone()), "facsimile"),
                Some(Destination::Nowhere(_) | Destination::Plain) | None => return,
            },
        };
        self.raw("<a");
        self.attribute("class", class);
        self.attribute("href", &address);
        self.attribute("aria-label", &self.interface.tell("facsimile_of", &[("number", &page.page)]));
        // Its words are generated, so that nothing comes along when the text is copied.
        self.attribute("data-page", &page.page);
        self.raw("></a>");
    }

    /// Keeps an image for the column beside the text, and gives the link to it there.
    fn take_facsimile(&mut self, page: &PageBreak, image: String) -> String {
        let anchor = format!("facsimile-{}", self.facsimiles_before + self.facsimiles.len() + 1);
        let address = format!("#{anchor}");
        let place = page.first.then(|| format!("#{}", page_anchor(&page.page)));
        self.facsimiles.push(Facsimile { anchor, page: page.page.clone(), image, place });
        address
    }
}
