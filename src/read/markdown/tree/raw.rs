//! Raw HTML: its links and images are those of any text, its anchors are known, and what pages do not keep
//! is said.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::Tree;
use super::pairs::LEFT_OUT_WHOLE;
use crate::diagnostic::{Code, Severity};
use crate::model::document::{Anchor, ImageSize, Inline};
use crate::model::raw_html::{is_direction, is_kept, is_language, is_reserved_anchor};
use crate::model::reference::Rule;
use crate::read::markdown::address::Destination;
use crate::read::markdown::html::open::Open;
use crate::read::markdown::html::scan::{Piece, Tag, pieces};
use crate::read::markdown::{address, html};

/// The elements in whose place nothing is shown, though they showed something.
const SHOWN: [&str; 10] =
    ["applet", "canvas", "embed", "frame", "frameset", "iframe", "input", "math", "object", "svg"];

/// How many kinds of what was left out are named.
const NAMED: usize = 6;

/// What is known of a document's raw HTML while it is read.
#[derive(Debug, Default)]
pub struct RawHtml {
    open: Open,
    /// The drawing or formula that is open, whose elements are not those of HTML.
    foreign: Option<String>,
    /// Whether sound or a film is open, whose sources are meant.
    in_player: bool,
    /// What was left out, and how often.
    left_out: BTreeMap<String, usize>,
    /// Where the first of it stands.
    first: Option<Range<usize>>,
    /// Whether any of it showed something.
    loses: bool,
    /// The anchors that are taken.
    anchors: HashSet<String>,
}

impl RawHtml {
    /// Whether a drawing or formula is open.
    pub fn is_in_drawing(&self) -> bool {
        self.foreign.is_some()
    }

    /// Ends a drawing that has no end tag: it does not reach beyond the next heading, list or the like.
    pub fn end_drawing(&mut self) {
        self.foreign = None;
    }
}

impl Tree<'_> {
    /// Adds raw HTML. `place` tells where in the file each byte of it stands.
    pub(super) fn raw_html(&mut self, html: &str, place: &dyn Fn(usize) -> usize, out: &mut Vec<Inline>) {
        for (range, piece) in pieces(html) {
            let span = place(range.start)..place(range.end.saturating_sub(1)) + 1;
            match piece {
                Piece::Text => out.push(Inline::Html(html[range].replace('<', "&lt;"))),
                Piece::Tag(tag) => self.tag(tag, &html[range], span, out),
            }
        }
    }

    fn tag(&mut self, tag: Tag, source: &str, span: Range<usize>, out: &mut Vec<Inline>) {
        if self.is_foreign(&tag, source) {
            return;
        }
        if !html::is_element(&tag.name) {
            return self.push_text(source, span, out);
        }
        if tag.is_end {
            return self.end_tag(&tag, out);
        }
        let is_picture = matches!(tag.name.as_str(), "picture" | "source" | "track");
        if !is_kept(&tag.name) && !is_picture {
            self.leave_out(format!("<{}>", tag.name), span);
            self.raw.loses |= SHOWN.contains(&tag.name.as_str());
            if LEFT_OUT_WHOLE.contains(&tag.name.as_str()) {
                out.push(Inline::Html(format!("<{}>", tag.name)));
            }
            return;
        }
        match tag.name.as_str() {
            "br" => out.push(Inline::LineBreak),
            "img" => self.image_tag(&tag, span, out),
            "a" => self.link_tag(&tag, span, out),
            "audio" | "video" => {
                self.raw.in_player = true;
                out.push(Inline::Html(format!("<{}>", tag.name)));
                self.image_tag(&tag, span, out);
            }
            "source" if self.raw.in_player => self.image_tag(&tag, span, out),
            _ if is_picture => {}
            name => {
                if self.raw.open.open(name) {
                    out.push(Inline::Html(self.kept(&tag, &span).write()));
                } else {
                    self.leave_out("tags within too many others".to_owned(), span);
                }
            }
        }
    }

    fn end_tag(&mut self, tag: &Tag, out: &mut Vec<Inline>) {
        let name = tag.name.as_str();
        let ends_pair = name == "a" || LEFT_OUT_WHOLE.contains(&name);
        if matches!(name, "audio" | "video") {
            self.raw.in_player = false;
            out.push(Inline::Html(tag.write()));
        } else if ends_pair || is_kept(name) && self.raw.open.close(name) {
            out.push(Inline::Html(tag.write()));
        }
    }

    /// Whether a tag is one of a drawing or formula, all of which is left out.
    fn is_foreign(&mut self, tag: &Tag, source: &str) -> bool {
        match &self.raw.foreign {
            Some(foreign) if tag.is_end && *foreign == tag.name => {
                self.raw.foreign = None;
                false
            }
            Some(_) => true,
            None => {
                if !tag.is_end && !source.ends_with("/>") && matches!(tag.name.as_str(), "svg" | "math") {
                    self.raw.foreign = Some(tag.name.clone());
                }
                false
            }
        }
    }

    /// A link. Its words follow, up to the end tag.
    fn link_tag(&mut self, tag: &Tag, span: Range<usize>, out: &mut Vec<Inline>) {
        let mut kept = self.kept(tag, &span);
        let Some(address) = tag.get("href") else {
            return out.push(Inline::Html(kept.write()));
        };
        match address::destination(address) {
            Destination::Inside(citation) => {
                self.push_anchor(&kept, out);
                let index = self.refer(Rule::Link, citation, span);
                out.push(Inline::Reference { index, content: Vec::new() });
            }
            Destination::Outside(address) => {
                kept.attributes.push(("href".to_owned(), address));
                out.push(Inline::Html(kept.write()));
            }
            Destination::Unsafe => {
                out.push(Inline::Html(kept.write()));
                self.complain_of_address(address, span);
            }
        }
    }

    /// An image, or the source of a player.
    fn image_tag(&mut self, tag: &Tag, span: Range<usize>, out: &mut Vec<Inline>) {
        let kept = self.kept(tag, &span);
        self.push_anchor(&kept, out);
        let Some(address) = tag.get("src").filter(|address| !address.trim().is_empty()) else { return };
        let own = |name: &str| tag.get(name).unwrap_or_default().to_owned();
        let pixels = |name: &str| tag.get(name).and_then(|value| value.trim_end_matches("px").parse().ok());
        let size = ImageSize { width: pixels("width"), height: pixels("height") };
        self.push_image(address, own("alt"), own("title"), size, span, out);
    }

    /// The anchor of a tag that becomes something else.
    fn push_anchor(&self, kept: &Tag, out: &mut Vec<Inline>) {
        if let Some(id) = kept.get("id") {
            let attributes = vec![("id".to_owned(), id.to_owned())];
            let mut anchor = Tag { name: "span".to_owned(), is_end: false, attributes };
            out.push(Inline::Html(anchor.write()));
            anchor = Tag { attributes: Vec::new(), is_end: true, ..anchor };
            out.push(Inline::Html(anchor.write()));
        }
    }

    /// A tag with what its page keeps of it, but for addresses.
    fn kept(&mut self, tag: &Tag, span: &Range<usize>) -> Tag {
        let mut attributes = Vec::new();
        let mut anchor = None;
        for (name, value) in &tag.attributes {
            match name.as_str() {
                "id" => anchor = Some(value),
                "name" if tag.name == "a" => anchor = anchor.or(Some(value)),
                "style" => self.leave_out("the attribute `style`".to_owned(), span.clone()),
                "poster" => self.leave_out("the attribute `poster`".to_owned(), span.clone()),
                "dir" if !is_direction(value) => self.leave_out(format!("`dir=\"{value}\"`"), span.clone()),
                "lang" if !is_language(value) => self.leave_out(format!("`lang=\"{value}\"`"), span.clone()),
                name if name.starts_with("on") => {
                    self.leave_out("attributes that run scripts".to_owned(), span.clone());
                }
                "href" | "src" => {}
                _ => attributes.push((name.clone(), value.clone())),
            }
        }
        if let Some(id) = anchor.and_then(|anchor| self.claim_anchor(anchor, span)) {
            attributes.push(("id".to_owned(), id));
        }
        Tag { attributes, ..tag.clone() }
    }

    /// Takes an anchor for an element; `None` if another of the document has it.
    pub(super) fn claim_anchor(&mut self, name: &str, span: &Range<usize>) -> Option<String> {
        let name = name.split_whitespace().collect::<Vec<_>>().join("-");
        if name.is_empty() || !self.raw.anchors.insert(name.clone()) {
            return None;
        }
        let place = if is_reserved_anchor(&name) {
            let mut place = format!("section-{name}");
            while !self.raw.anchors.insert(place.clone()) {
                place.insert_str(0, "section-");
            }
            let message = format!("the page itself has the anchor `{name}`; here it is `{place}`");
            self.complain(Severity::Warning, Code::Markup, message, span.clone());
            self.advise("links to it follow; give it another name");
            place
        } else {
            name.clone()
        };
        self.anchors.push(Anchor { name, place: Some(place.clone()) });
        Some(place)
    }

    fn leave_out(&mut self, what: String, span: Range<usize>) {
        *self.raw.left_out.entry(what).or_default() += 1;
        self.raw.first.get_or_insert(span);
    }

    /// Says once what of the author's HTML the page does not have.
    pub fn report_left_out(&mut self) {
        let Some(first) = self.raw.first.take() else { return };
        let kinds = &self.raw.left_out;
        let mut named: Vec<String> =
            kinds.iter().take(NAMED).map(|(what, count)| format!("{what} ({count})")).collect();
        if kinds.len() > NAMED {
            named.push(format!("{} more", kinds.len() - NAMED));
        }
        let message = format!("of the raw HTML these are left out: {}", named.join(", "));
        let drawn = ["<svg>", "<math>"].iter().any(|name| kinds.contains_key(*name));
        let severity = if self.raw.loses { Severity::Warning } else { Severity::Note };
        self.complain(severity, Code::Markup, message, first);
        if drawn {
            self.advise(
                "save a drawing as a file and show it with `![…](drawing.svg)`; write a formula as TeX",
            );
        } else if self.raw.loses {
            self.advise("link to what it showed");
        }
    }

    /// Adds advice to the last diagnostic.
    pub(super) fn advise(&mut self, help: &str) {
        if let Some(last) = self.diagnostics.last_mut() {
            last.help = Some(help.to_owned());
        }
    }
}
