//! Inlines as HTML: text, emphasis, links, images, marks of notes and pages.

use percent_encoding::percent_decode_str;

use super::{Destination, HtmlWriter};
use crate::model::document::{
    ImagePlace, ImageSize, Inline, MentionKind, NoteMark, Text, TextStyle, note_anchor,
};
use crate::model::path;
use crate::model::reference::Rule;
use crate::render::web_address;

impl HtmlWriter<'_> {
    /// Writes a run of text.
    pub(crate) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(&text.text),
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Deleted(content) => self.wrapped("del", content),
            Inline::Superscript(content) => self.wrapped("sup", content),
            Inline::Subscript(content) => self.wrapped("sub", content),
            Inline::Editorial(content) => self.classed("editorial", content),
            Inline::Styled { style: TextStyle::Underlined, content } => self.wrapped("u", content),
            Inline::Styled { style: TextStyle::Inserted, content } => self.wrapped("ins", content),
            Inline::Styled { style: TextStyle::SmallCapitals, content } => {
                self.classed("small-capitals", content);
            }
            Inline::Styled { style: TextStyle::Unclear, content } => {
                self.raw("<span class=\"unclear\"");
                self.attribute("title", self.interface.say("unclear"));
                self.raw(">");
                self.inlines(content);
                self.raw("</span>");
            }
            Inline::Foreign { language, content } => {
                self.raw("<span");
                self.attribute("lang", language);
                self.direction(content);
                self.raw(">");
                self.inlines(content);
                self.raw("</span>");
            }
            Inline::Alternative { content, other, .. } => {
                // Which of the two is shown, a reader chooses for the page; without styles it is the first.
                self.has_alternatives = true;
                self.raw("<span class=\"edited\">");
                self.inlines(content);
                self.raw("</span><span class=\"in-source\" hidden>");
                self.text(other);
                self.raw("</span>");
            }
            Inline::Mention { kind, content, .. } => {
                self.classed(&format!("mention {}", mention_class(*kind)), content);
            }
            Inline::Anchor(id) => {
                self.raw("<span");
                self.attribute("id", id);
                self.raw("></span>");
            }
            Inline::Code(code) => {
                self.raw("<code>");
                self.text(code);
                self.raw("</code>");
            }
            Inline::Math { display, source } => {
                self.raw(if *display { "<span class=\"math display\">" } else { "<span class=\"math\">" });
                self.text(source);
                self.raw("</span>");
            }
            Inline::Link { address, title, content } => {
                let address = web_address(address);
                self.link(&address, None, title, content);
            }
            Inline::Reference { index, content } => self.reference(*index, content),
            Inline::Image { place, alt, title, size } => self.image(place, alt, title, *size),
            Inline::NoteMark(mark) => self.note_mark(mark),
            Inline::PageBreak(page) => self.page_break("span", page),
            Inline::LineBreak if self.is_kept => self.raw("\n"),
            Inline::LineBreak => self.raw("<br>\n"),
            Inline::Html(html) => self.raw(html),
        }
    }

    fn wrapped(&mut self, tag: &str, content: &[Inline]) {
        self.raw(&format!("<{tag}>"));
        self.inlines(content);
        self.raw(&format!("</{tag}>"));
    }

    fn classed(&mut self, class: &str, content: &[Inline]) {
        self.raw("<span");
        self.attribute("class", class);
        self.raw(">");
        self.inlines(content);
        self.raw("</span>");
    }

    fn link(&mut self, address: &str, class: Option<&str>, title: &str, content: &[Inline]) {
        if self.in_link {
            self.inlines(content);
            return;
        }
        self.raw("<a");
        if let Some(class) = class {
            self.attribute("class", class);
        }
        self.attribute("href", address);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.raw(">");
        self.in_link = true;
        self.inlines(content);
        self.in_link = false;
        self.raw("</a>");
    }

    fn reference(&mut self, index: usize, content: &[Inline]) {
        // Double brackets that name nothing of the archive can mean something else.
        let is_wiki = self.references.get(index).is_some_and(|reference| reference.rule == Rule::Wiki);
        let (open, close) = if is_wiki { ("[[", "]]") } else { ("", "") };
        match self.destinations.get(index) {
            Some(Destination::Link(address)) => self.link(&address.clone(), Some("ref"), "", content),
            Some(Destination::External(address)) => {
                self.link(&address.clone(), Some("ref external"), "", content);
            }
            Some(Destination::Nowhere(reason)) => {
                self.raw("<span class=\"ref unresolved\"");
                self.attribute("title", reason);
                self.raw(">");
                self.raw(open);
                self.inlines(content);
                self.raw(close);
                self.raw("</span>");
            }
            Some(Destination::Plain) | None => self.inlines(content),
        }
    }

    fn image(&mut self, place: &ImagePlace, alt: &str, title: &str, size: ImageSize) {
        let address = match place {
            ImagePlace::Archive(index) => match self.destinations.get(*index) {
                Some(Destination::Link(address)) => address.clone(),
                Some(Destination::Nowhere(reason)) => {
                    self.raw("<span class=\"missing-image\"");
                    self.attribute("title", reason);
                    self.raw(">");
                    self.text(alt);
                    self.raw("</span>");
                    return;
                }
                // No image comes from elsewhere: a page asks for nothing outside the site.
                Some(Destination::External(address)) => return self.link_for_image(address, alt, title),
                Some(Destination::Plain) | None => return self.text(alt),
            },
            ImagePlace::Elsewhere(address) => return self.link_for_image(address, alt, title),
        };
        if let Some(element) = player(&address) {
            return self.player(element, &address, alt, title, size);
        }
        self.raw("<img");
        self.attribute("src", &address);
        self.attribute("alt", alt);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.size(size);
        self.raw(" loading=\"lazy\">");
    }

    /// A link to an image that the page cannot show.
    fn link_for_image(&mut self, address: &str, alt: &str, title: &str) {
        let words = if alt.is_empty() { self.interface.say("image") } else { alt };
        let words = [Inline::Text(Text { text: words.to_owned(), start: 0 })];
        self.link(&web_address(address), Some("remote-image"), title, &words);
    }

    /// Sound or a film, and a link to it for what cannot play it.
    fn player(&mut self, element: &str, address: &str, alt: &str, title: &str, size: ImageSize) {
        let name = path::name(address);
        let name = percent_decode_str(name.split(['?', '#']).next().unwrap_or(name)).decode_utf8_lossy();
        let words = if alt.is_empty() { &name } else { alt };
        self.raw(&format!("<{element}"));
        self.attribute("src", address);
        if element == "video" {
            self.size(size);
        }
        self.attribute("aria-label", if title.is_empty() { words } else { title });
        self.raw(" controls preload=\"none\">");
        let words = [Inline::Text(Text { text: words.to_owned(), start: 0 })];
        self.link(address, None, "", &words);
        self.raw(&format!("</{element}>"));
    }

    fn size(&mut self, size: ImageSize) {
        for (name, pixels) in [("width", size.width), ("height", size.height)] {
            if let Some(pixels) = pixels {
                self.attribute(name, &pixels.to_string());
            }
        }
    }

    fn note_mark(&mut self, mark: &NoteMark) {
        let anchor = note_anchor("fnref", &mark.label, mark.call);
        let Some(note) = mark.note else {
            self.raw("<sup class=\"note-mark missing\"");
            self.attribute("id", &anchor);
            self.attribute("title", &self.interface.tell("missing_note", &[("label", &mark.label)]));
            self.raw(">");
            self.text(&mark.label);
            self.raw("</sup>");
            return;
        };
        if self.in_link {
            self.raw("<sup class=\"note-mark\"");
            self.attribute("id", &anchor);
            self.raw(">");
            self.text(&mark.label);
            self.raw("</sup>");
            return;
        }
        self.raw("<sup class=\"note-mark\"><a role=\"doc-noteref\"");
        self.attribute("id", &anchor);
        self.attribute("href", &format!("#{}", self.note_anchors.get(note).map_or("", String::as_str)));
        self.raw(">");
        self.text(&mark.label);
        self.raw("</a></sup>");
    }
}

/// The class of what is mentioned.
fn mention_class(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Place => "place",
        MentionKind::Term => "term",
        MentionKind::Work => "work",
        MentionKind::Organisation => "organisation",
    }
}

/// The element that plays what stands at an address, if it is sound or a film.
fn player(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    match mime_guess::from_path(path).first()?.type_().as_str() {
        "audio" => Some("audio"),
        "video" => Some("video"),
        _ => None,
    }
}
