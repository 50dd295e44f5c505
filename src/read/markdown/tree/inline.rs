//! The inlines of the tree: text, emphasis, links, images, marks.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{DEPTH, Tree, pairs};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::reading::PageWords;
use crate::mark::sentence::Sentences;
use crate::model::address::is_safe_address;
use crate::model::document::{
    ImagePlace, ImageSize, Inline, NoteMark, PageBreak, Text, plain_text, push_plain_text,
};
use crate::model::reference::{Citation, Reference, Rule};
use crate::read::markdown::address::Destination;
use crate::read::markdown::html::Markup;
use crate::read::markdown::{address, html};
use crate::read::{bare_address, page_break};

impl<'a> Tree<'a> {
    /// The inlines up to the end of what holds them.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        self.depth += 1;
        let mut inlines = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, span, &mut inlines);
        }
        self.depth -= 1;
        self.finish_inlines(inlines)
    }

    /// Adds what an event stands for.
    pub(super) fn inline(&mut self, event: Event<'a>, span: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Start(tag) if self.depth < DEPTH => self.container(tag, span, out),
            Event::Start(_) => self.flat_inlines(out),
            Event::Text(text) => self.push_text(&text, span, out),
            Event::SoftBreak => self.push_text("\n", span, out),
            Event::HardBreak => out.push(Inline::LineBreak),
            Event::Code(code) => {
                self.verbatim.push(span);
                out.push(Inline::Code(code.into_string()));
            }
            Event::InlineMath(formula) => {
                self.verbatim.push(span);
                out.push(Inline::Math { display: false, source: formula.trim().to_owned() });
            }
            Event::DisplayMath(formula) => {
                self.verbatim.push(span);
                out.push(Inline::Math { display: true, source: formula.trim().to_owned() });
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, span, out),
            Event::FootnoteReference(label) => {
                out.push(Inline::NoteMark(NoteMark { label: label.into_string(), note: None, call: 0 }));
            }
            Event::TaskListMarker(done) => self.task = Some(done),
            Event::End(_) | Event::Rule => {}
        }
    }

    fn container(&mut self, tag: Tag<'a>, span: Range<usize>, out: &mut Vec<Inline>) {
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis(self.inlines())),
            Tag::Strong => out.push(Inline::Strong(self.inlines())),
            Tag::Superscript => out.push(Inline::Superscript(self.inlines())),
            Tag::Subscript => out.push(Inline::Subscript(self.inlines())),
            Tag::Strikethrough => self.deleted(span, out),
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.wiki_link(&dest_url, span, out)
            }
            Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.embedding(&dest_url, span, out)
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(link_type, &dest_url, &title, span, out)
            }
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, title, span, out),
            _ => out.extend(self.inlines()),
        }
    }

    /// Adds text. Text that the source has in one piece becomes one piece, though the parser stops
    /// at each character that could have had a meaning.
    pub(super) fn push_text(&self, text: &str, span: Range<usize>, out: &mut Vec<Inline>) {
        if let Some(Inline::Text(last)) = out.last_mut()
            && last.start + last.text.len() == span.start
            && self.text.get(span.clone()) == Some(text)
        {
            last.text.push_str(text);
        } else {
            out.push(Inline::Text(Text { text: text.to_owned(), start: span.start }));
        }
    }

    /// Adds inlines that were read for a container that turned out to be none.
    pub(super) fn push_all(&self, content: Vec<Inline>, out: &mut Vec<Inline>) {
        for inline in content {
            match inline {
                Inline::Text(text) => {
                    let span = text.start..text.start + text.text.len();
                    self.push_text(&text.text, span, out);
                }
                inline => out.push(inline),
            }
        }
    }

    /// Deleted text. One tilde on each side is enough for GitHub, but within words and figures it is
    /// no mark: `H~2~O`, `5~10 or 15~20`.
    fn deleted(&mut self, span: Range<usize>, out: &mut Vec<Inline>) {
        let content = self.inlines();
        let is_double = self.text.get(span.clone()).is_some_and(|text| text.starts_with("~~"));
        let before = self.text.get(..span.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(span.end..).and_then(|text| text.chars().next());
        if is_double || ![before, after].into_iter().flatten().any(char::is_alphanumeric) {
            out.push(Inline::Deleted(content));
            return;
        }
        self.push_text("~", span.start..span.start + 1, out);
        self.push_all(content, out);
        self.push_text("~", span.end - 1..span.end, out);
    }

    pub(super) fn words_of_link(&mut self) -> Vec<Inline> {
        let outer = mem::replace(&mut self.in_link, true);
        let words = self.inlines();
        self.in_link = outer;
        words
    }

    fn link(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        span: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let content = self.words_of_link();
        let destination = match kind {
            LinkType::Email => Destination::Outside(format!("mailto:{address}")),
            _ => address::destination(address),
        };
        match destination {
            Destination::Outside(address) => {
                out.push(Inline::Link { address, title: title.to_owned(), content });
            }
            Destination::Inside(citation) => {
                let index = self.refer(Rule::Link, citation, span);
                out.push(Inline::Reference { index, content });
            }
            Destination::Unsafe => {
                self.complain_of_address(address, span);
                self.push_all(content, out);
            }
        }
    }

    fn image(&mut self, address: &str, title: CowStr<'a>, span: Range<usize>, out: &mut Vec<Inline>) {
        let alt = self.words_of_image();
        self.push_image(address, alt, title.into_string(), ImageSize::default(), span, out);
    }

    /// What an image shows is text; links in it lead nowhere, and their references go with them.
    pub(super) fn words_of_image(&mut self) -> String {
        let (references, diagnostics) = (self.references.len(), self.diagnostics.len());
        let alt = plain_text(&self.inlines());
        self.references.truncate(references);
        self.diagnostics.truncate(diagnostics);
        alt
    }

    /// Adds an image by its address.
    pub(super) fn push_image(
        &mut self,
        address: &str,
        alt: String,
        title: String,
        size: ImageSize,
        span: Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        let place = match address::destination(address) {
            Destination::Inside(citation) => ImagePlace::Archive(self.refer(Rule::Image, citation, span)),
            Destination::Outside(address) => {
                let message = "the image lies outside the archive, and is shown as a link";
                self.complain(Severity::Note, Code::RemoteImage, message.to_owned(), span);
                ImagePlace::Elsewhere(address)
            }
            Destination::Unsafe => {
                out.push(Inline::Text(Text { text: alt, start: span.start }));
                self.complain_of_address(address, span);
                return;
            }
        };
        out.push(Inline::Image { place, alt, title, size });
    }

    fn html(&mut self, html: &str, span: Range<usize>, out: &mut Vec<Inline>) {
        if html::judge(html) == Markup::Nothing {
            self.verbatim.push(span);
        } else {
            let start = span.start;
            self.raw_html(html, &|at| start + at, out);
        }
    }

    /// Records a reference, and gives its number. Its sentence is known when the paragraph is.
    pub(super) fn refer(&mut self, rule: Rule, citation: Citation, span: Range<usize>) -> usize {
        self.references.push(Reference { rule, citation, span, sentence: String::new(), within: None });
        self.references.len() - 1
    }

    pub(super) fn complain(&mut self, severity: Severity, code: Code, message: String, span: Range<usize>) {
        self.diagnostics.push(Diagnostic::new(severity, code, self.file, message).at(&self.lines, span));
    }

    pub(super) fn complain_of_address(&mut self, address: &str, span: Range<usize>) {
        let scheme = address.split(':').next().filter(|scheme| scheme.len() < address.len());
        let message = match scheme.filter(|_| !is_safe_address(address)) {
            Some(scheme) => {
                let scheme: String = scheme.chars().take(30).collect();
                format!("pages may not link to an address that begins with `{}:`", scheme.escape_debug())
            }
            None => "this is no address that a page can link to".to_owned(),
        };
        self.complain(Severity::Warning, Code::UnsafeLink, message, span);
    }

    /// Finds in the texts what the parser does not: page breaks, bare addresses, the marks of notes that
    /// do not exist, and the pairs of tags that have a counterpart in the model.
    pub(super) fn finish_inlines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.report_missing_notes(&text);
                    split_text(&text, !self.in_link, &self.words.reading.pages, &mut out);
                }
                inline => out.push(inline),
            }
        }
        pairs::pair(out)
    }

    /// The parser takes the mark of a note that is not defined for text.
    fn report_missing_notes(&mut self, text: &Text) {
        for (at, mark) in text.text.match_indices("[^") {
            let label = &text.text[at + mark.len()..];
            let end = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
            if end > 0 && label[end..].starts_with(']') {
                let message = format!("there is no footnote `[^{}]`", &label[..end]);
                let start = text.start + at;
                self.complain(Severity::Warning, Code::MissingNote, message, start..start + end + 3);
            }
        }
    }

    /// Gives the references in a text their sentences.
    pub(super) fn quote_sentences(&mut self, inlines: &[Inline]) {
        if self.quoted == self.references.len() {
            return;
        }
        self.quoted = self.references.len();
        let mut text = String::new();
        let mut places = Vec::new();
        locate(inlines, &mut text, &mut places);
        let sentences = Sentences::of(&text, &self.words.reading.sentences);
        for (index, place) in places {
            if let Some(reference) = self.references.get_mut(index) {
                reference.sentence = sentences.around(place);
            }
        }
    }

    /// What a container holds that lies too deep, without the containers.
    fn flat_inlines(&mut self, out: &mut Vec<Inline>) {
        let mut open = 1_usize;
        while open > 0
            && let Some((event, span)) = self.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                event => self.inline(event, span, out),
            }
        }
    }
}

/// The text of inlines, with the places of the references in it.
fn locate(inlines: &[Inline], text: &mut String, places: &mut Vec<(usize, Range<usize>)>) {
    for inline in inlines {
        match inline {
            Inline::Reference { index, content } => {
                let start = text.len();
                locate(content, text, places);
                places.push((*index, start..text.len()));
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Deleted(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content) => {
                locate(content, text, places);
            }
            inline => push_plain_text(std::slice::from_ref(inline), text),
        }
    }
}

/// Splits a text at the marks of printed pages and, unless it is that of a link, at bare addresses.
fn split_text(text: &Text, with_addresses: bool, words: &PageWords, out: &mut Vec<Inline>) {
    let mut done = 0;
    for (span, page) in page_break::find(&text.text, words) {
        split_at_addresses(text, done..span.start, with_addresses, out);
        out.push(Inline::PageBreak(PageBreak::to(page, false)));
        done = span.end;
    }
    split_at_addresses(text, done..text.text.len(), with_addresses, out);
}

fn split_at_addresses(text: &Text, part: Range<usize>, with_addresses: bool, out: &mut Vec<Inline>) {
    let mut done = part.start;
    if with_addresses {
        for span in bare_address::find(&text.text[part.clone()]) {
            let span = part.start + span.start..part.start + span.end;
            push_part(text, done..span.start, out);
            let mut content = Vec::new();
            push_part(text, span.clone(), &mut content);
            out.push(Inline::Link {
                address: text.text[span.clone()].to_owned(),
                title: String::new(),
                content,
            });
            done = span.end;
        }
    }
    push_part(text, done..part.end, out);
}

fn push_part(text: &Text, part: Range<usize>, out: &mut Vec<Inline>) {
    if !part.is_empty() {
        out.push(Inline::Text(Text { start: text.start + part.start, text: text.text[part].to_owned() }));
    }
}
