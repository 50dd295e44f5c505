//! Wiki links: `[[name]]`, `[[name|words]]`, `[[name#heading]]`, and `![[name]]`, which shows an image and
//! links to any other document.

use std::ops::Range;

use super::Tree;
use crate::diagnostic::{Code, Severity};
use crate::model::document::{ImagePlace, ImageSize, Inline, Text, plain_text};
use crate::model::path;
use crate::model::reference::{Citation, Rule};
use crate::read::markdown::address;

impl Tree<'_> {
    /// A wiki link, unless it is a list within a list, `[[1, 2], [3, 4]]`, or the mark for a table of contents.
    pub(super) fn wiki_link(&mut self, name: &str, span: Range<usize>, out: &mut Vec<Inline>) {
        let content = self.words_of_link();
        let name = without_escape(name);
        if name.contains(['[', ']']) || name.trim().is_empty() || is_contents(name) {
            return self.bracketed(name, content, span, out);
        }
        let index = self.refer(Rule::Wiki, address::wiki_name(name), span.clone());
        let words = words(content, name, &span);
        out.push(Inline::Reference { index, content: words });
    }

    /// `![[name]]`: an image or another file that is shown, or a link to a document.
    pub(super) fn embedding(&mut self, name: &str, span: Range<usize>, out: &mut Vec<Inline>) {
        let name = without_escape(name);
        if name.trim().is_empty() {
            self.push_text("!", span.start..span.start + 1, out);
            let content = self.words_of_link();
            return self.bracketed(name, content, span.start + 1..span.end, out);
        }
        let citation = address::wiki_name(name);
        if !is_shown(&citation) {
            let content = self.words_of_link();
            let index = self.refer(Rule::Wiki, citation, span.clone());
            self.embedded.push(span.clone());
            return out.push(Inline::Reference { index, content: words(content, name, &span) });
        }
        let label = self.words_of_image();
        let (alt, size) = alt_and_size(&label, name);
        let index = self.refer(Rule::Image, citation, span);
        out.push(Inline::Image { place: ImagePlace::Archive(index), alt, title: String::new(), size });
    }

    /// Makes an anchor of the name that Obsidian gives a paragraph at its end: `^4f2a`. Figures alone can be
    /// an exponent.
    pub(super) fn take_block_id(&mut self, content: &mut Vec<Inline>) {
        let is_alone = content.len() == 1;
        let Some(Inline::Text(Text { text, start })) = content.last_mut() else { return };
        let Some((before, id)) = text.trim_end().rsplit_once('^') else { return };
        let is_name = id.len() > 1
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && id.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !is_name || !(before.ends_with(char::is_whitespace) || before.is_empty() && is_alone) {
            return;
        }
        let (length, name) = (before.trim_end().len(), format!("^{id}"));
        let span = *start + before.len()..*start + before.len() + name.len();
        text.truncate(length);
        if text.is_empty() {
            content.pop();
        }
        if let Some(id) = self.claim_anchor(&name, &span) {
            content.extend([Inline::Html(format!("<span id=\"{id}\">")), Inline::Html("</span>".to_owned())]);
        }
    }

    /// The words of what is no link, as they stand in the source.
    fn bracketed(&mut self, name: &str, content: Vec<Inline>, span: Range<usize>, out: &mut Vec<Inline>) {
        self.push_text("[[", span.start..span.start + 2, out);
        let start = span.start + 2;
        let has_label = self.text.get(start + name.len()..).is_some_and(|rest| rest.starts_with(['|', '\\']));
        if has_label && self.text.get(start..start + name.len()) == Some(name) {
            self.push_text(&format!("{name}|"), start..start + name.len() + 1, out);
        }
        self.push_all(content, out);
        self.push_text("]]", span.end.saturating_sub(2)..span.end, out);
    }

    /// Says which documents were to be put into this one, and are linked to instead.
    pub fn report_embedded(&mut self) {
        let Some(first) = self.embedded.first().cloned() else { return };
        let message = match self.embedded.len() {
            1 => "the text of another document is not put in here, but linked to".to_owned(),
            count => format!("the texts of other documents are not put in, but linked to, in {count} places"),
        };
        self.complain(Severity::Note, Code::Shortcode, message, first);
    }
}

/// Whether double brackets ask for a table of contents, as other programs do.
fn is_contents(name: &str) -> bool {
    ["toc", "_toc_"].iter().any(|contents| name.eq_ignore_ascii_case(contents))
}

/// A name in a table, where the bar before the words is escaped.
fn without_escape(name: &str) -> &str {
    name.strip_suffix('\\').unwrap_or(name)
}

/// The words of a link: its label, or what it leads to.
fn words(content: Vec<Inline>, name: &str, span: &Range<usize>) -> Vec<Inline> {
    if plain_text(&content).trim().is_empty() {
        vec![Inline::Text(Text { text: name.trim().to_owned(), start: span.start + 2 })]
    } else {
        content
    }
}

/// Whether a page can show what is named: images, sound and films, by the name's extension.
fn is_shown(citation: &Citation) -> bool {
    let Citation::Name(name) = citation else { return false };
    let path = name.split('#').next().unwrap_or(name);
    mime_guess::from_path(path)
        .first()
        .is_some_and(|mime| ["image", "audio", "video"].contains(&mime.type_().as_str()))
}

/// What an image is called and how large it is shown, of its label: `300`, `300x200`, `The lamp|300`.
fn alt_and_size(label: &str, name: &str) -> (String, ImageSize) {
    let name = name.split('#').next().unwrap_or(name);
    let called = path::name(name);
    let called = called.rsplit_once('.').map_or(called, |(stem, _)| stem);
    let (words, last) = label.rsplit_once('|').unwrap_or(("", label));
    let (width, height) = last.split_once('x').map_or((last, None), |(width, height)| (width, Some(height)));
    let height = height.map(|height| height.trim().parse());
    match (width.trim().parse(), height) {
        (Ok(width), None) => (or(words, called), ImageSize { width: Some(width), height: None }),
        (Ok(width), Some(Ok(height))) => {
            (or(words, called), ImageSize { width: Some(width), height: Some(height) })
        }
        _ if label == name => (called.to_owned(), ImageSize::default()),
        _ => (or(label, called), ImageSize::default()),
    }
}

fn or(words: &str, otherwise: &str) -> String {
    if words.trim().is_empty() { otherwise.to_owned() } else { words.trim().to_owned() }
}
