//! The inlines of a page: text with its white space as browsers show it, and what its elements mean.

use super::form::{form, wrap};
use super::maker::{DEPTH, Maker};
use super::tree::{Content, Place};
use crate::model::characters;
use crate::model::document::{Block, Inline, Text, plain_text};
use crate::model::raw_html::is_language;

impl Maker<'_> {
    /// The inlines in an element, as those of a paragraph of their own.
    pub(super) fn paragraph_inlines(&mut self, place: Place) -> Vec<Inline> {
        let outer = std::mem::replace(&mut self.after_space, true);
        let mut content = Vec::new();
        self.inlines(place, &mut content);
        self.after_space = outer;
        trim(&mut content);
        content
    }

    /// Adds what an element holds.
    pub(super) fn inlines(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        for child in tree.children(place) {
            self.inline(child, out);
        }
    }

    /// Adds what stands at a place.
    pub(super) fn inline(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        if self.is_skipped(place) {
            return;
        }
        match tree.content(place) {
            Content::Text(_) => return self.text(place, out),
            Content::Element(..) => {}
            Content::Root | Content::Remark => return,
        }
        if let Some(&note) = self.plan.notes.calls.get(&place) {
            return self.note_mark(place, note, out);
        }
        if let Some(page) = self.plan.page_breaks.get(&place) {
            let page = self.page_break(place, page);
            return out.push(Inline::PageBreak(page));
        }
        self.claim(place);
        if self.depth >= DEPTH {
            return self.flat(place, out);
        }
        self.depth += 1;
        self.element(place, out);
        self.depth -= 1;
    }

    /// The text of what lies too deep.
    fn flat(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        let mut at = Some(place);
        while let Some(here) = at {
            let is_closed = self.is_skipped(here) || matches!(tree.name(here), "script" | "style" | "template");
            if !is_closed {
                if let Some(&note) = self.plan.notes.calls.get(&here) {
                    self.note_mark(here, note, out);
                }
                self.text(here, out);
            }
            if is_block_name(tree.name(here)) || tree.name(here) == "br" {
                self.push_text(" ", tree.start(here), out);
            }
            let is_closed = is_closed || self.plan.notes.calls.contains_key(&here);
            at = (if is_closed { None } else { tree.children(here).next() }).or_else(|| tree.after(here, place));
        }
    }

    fn element(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        if !tree.is_html(place) {
            return self.foreign_element(place, out);
        }
        let name = tree.name(place);
        match name {
            "br" => self.line_break(out),
            "wbr" | "link" | "meta" | "col" | "colgroup" | "param" | "source" | "track" | "basefont" => {}
            "script" | "style" | "template" | "noscript" | "head" => {}
            "img" | "image" => self.image(place, out),
            "a" | "area" => self.link(place, out),
            "code" | "kbd" | "samp" | "tt" => self.code(place, out),
            "q" => {
                self.push_word("“", place, out);
                self.inlines(place, out);
                self.push_word("”", place, out);
            }
            "rt" => {
                let content = self.within(place);
                out.push(Inline::Superscript(content));
            }
            "rp" => {}
            "input" | "button" | "select" | "datalist" | "textarea" | "meter" | "progress" | "option" | "optgroup" => {
                self.control(place, out);
            }
            "iframe" | "audio" | "video" | "object" | "embed" | "applet" | "canvas" | "frame" => {
                self.medium(place, out);
            }
            _ => self.styled(place, out),
        }
    }

    /// Text in an element that changes how it looks, or which language it is in.
    fn styled(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        if !is_known(tree.name(place)) {
            self.unknown(place);
        }
        let own = tree.attribute(place, "lang").or_else(|| tree.attribute(place, "xml:lang"));
        let language = own.filter(|own| is_language(own) && self.languages.last().is_none_or(|outer| outer != own));
        let language = language.map(str::to_owned);
        let form = form(tree, place);
        if form.is_none() && language.is_none() {
            return self.inlines(place, out);
        }
        self.languages.extend(language.clone());
        let content = self.within(place);
        if language.is_some() {
            self.languages.pop();
        }
        wrap(form, language, content, out);
    }

    /// What an element holds, by itself.
    pub(super) fn within(&mut self, place: Place) -> Vec<Inline> {
        let mut content = Vec::new();
        self.flush(&mut content);
        self.inlines(place, &mut content);
        content
    }

    /// The inline elements that hold blocks are put round each of their paragraphs.
    pub(super) fn wrapped(&mut self, mut content: Vec<Inline>) -> Vec<Inline> {
        let tree = self.plan.tree;
        for place in self.wraps.clone().into_iter().rev() {
            let mut out = Vec::new();
            if tree.name(place) == "a" {
                self.linked(place, content, &mut out);
            } else {
                let own = tree.attribute(place, "lang").filter(|own| is_language(own) && **own != *self.plan.language);
                wrap(form(tree, place), own.map(str::to_owned), content, &mut out);
            }
            content = out;
        }
        content
    }

    fn line_break(&mut self, out: &mut Vec<Inline>) {
        if self.is_kept {
            let start = out.last().map_or(0, |last| if let Inline::Text(text) = last { text.start + text.text.len() } else { 0 });
            return out.push(Inline::Text(Text { text: "\n".to_owned(), start }));
        }
        trim_end(out);
        out.push(Inline::LineBreak);
        self.after_space = true;
    }

    /// Code that is nothing but text; with notes or links in it, these are kept and the form is not.
    fn code(&mut self, place: Place, out: &mut Vec<Inline>) {
        let outer = std::mem::replace(&mut self.is_kept, true);
        let was_space = self.after_space;
        let content = self.within(place);
        self.is_kept = outer;
        self.after_space = was_space;
        let is_text = content.iter().all(|inline| matches!(inline, Inline::Text(_)));
        let text = plain_text(&content);
        match is_text && !outer && !text.trim().is_empty() {
            true => {
                out.push(Inline::Code(text.replace('\n', " ")));
                self.after_space = false;
            }
            false => {
                out.extend(content);
                self.after_space &= text.is_empty();
            }
        }
    }

    /// Controls of forms say nothing; what stands in a button or a list of choices is counted.
    fn control(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        match tree.name(place) {
            "meter" | "progress" => self.inlines(place, out),
            "textarea" => self.inlines(place, out),
            "input" if tree.attribute(place, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) => {}
            "option" | "optgroup" => {}
            _ => self.drop("controls of forms", place),
        }
    }

    /// Formulas as TeX where the page has it; the text of drawings.
    fn foreign_element(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        let name = tree.name(place);
        if name == "math" {
            let is_tex = |at: Place| {
                tree.name(at) == "annotation" && tree.attribute(at, "encoding").is_some_and(|kind| kind.contains("tex"))
            };
            let tex = tree.find(place, is_tex).map(|at| tree.words(at));
            let tex = tex.or_else(|| tree.attribute(place, "alttext").map(str::to_owned)).filter(|tex| !tex.trim().is_empty());
            if let Some(source) = tex {
                self.flush(out);
                self.after_space = false;
                let display = tree.attribute(place, "display") == Some("block");
                return out.push(Inline::Math { display, source });
            }
        }
        if name == "svg" && !super::blocks::has_text(tree, place) {
            return self.drop("drawings", place);
        }
        if matches!(name, "annotation" | "annotation-xml" | "metadata" | "defs" | "script" | "style") {
            return;
        }
        // Words of a drawing that stand in different places are different words.
        let is_part = matches!(name, "text" | "title" | "desc" | "svg" | "foreignObject");
        if is_part {
            self.push_text(" ", tree.start(place), out);
        }
        self.inlines(place, out);
        if is_part {
            self.push_text(" ", tree.start(place), out);
        }
    }

    /// Adds a text, with each stretch of white space as one space.
    fn text(&mut self, place: Place, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        for run in tree.runs(place) {
            let is_exact = self.plan.source.get(run.start..).is_some_and(|rest| rest.starts_with(&*run.text));
            let shown = if is_exact { None } else { characters::replaced(&run.text) };
            let text = shown.as_deref().unwrap_or(&run.text);
            let start = |offset: usize| if is_exact { run.start + offset } else { run.start };
            if self.is_kept {
                if !text.is_empty() {
                    self.push_stretch(text, run.start, out);
                }
                continue;
            }
            let mut at = 0;
            while at < text.len() {
                let rest = &text[at..];
                let space = rest.len() - rest.trim_start_matches(is_space).len();
                if space > 0 {
                    self.push_text(" ", start(at), out);
                    at += space;
                    continue;
                }
                // Single spaces are a part of the stretch.
                let mut end = 0;
                while let Some(found) = rest[end..].find(is_space) {
                    end += found;
                    let after = rest[end + 1..].chars().next();
                    if !rest[end..].starts_with([' ', '\n']) || after.is_none_or(is_space) {
                        break;
                    }
                    end += 1;
                }
                let length = if rest[end..].starts_with(is_space) { end } else { rest.len() };
                self.push_stretch(&rest[..length].replace('\n', " "), start(at), out);
                self.after_space = false;
                at += length;
            }
        }
    }

    /// Adds a text that no reader put together, with no space after a space.
    pub(super) fn push_text(&mut self, text: &str, start: usize, out: &mut Vec<Inline>) {
        if text == " " {
            if self.after_space {
                return;
            }
            self.after_space = true;
            return push_into(text, start, out);
        }
        self.push_stretch(text, start, out);
    }

    /// Adds a word that the page only means.
    pub(super) fn push_word(&mut self, text: &str, place: Place, out: &mut Vec<Inline>) {
        self.push_stretch(text, self.plan.tree.start(place), out);
        self.after_space = false;
    }

    fn push_stretch(&mut self, text: &str, start: usize, out: &mut Vec<Inline>) {
        self.flush(out);
        push_into(text, start, out);
    }
}

/// Adds a text to the one before it, if the source has both in one piece.
fn push_into(text: &str, start: usize, out: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = out.last_mut()
        && last.start + last.text.len() == start
    {
        last.text.push_str(text);
    } else {
        out.push(Inline::Text(Text { text: text.to_owned(), start }));
    }
}

/// The white space of HTML.
pub fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// Whether an element is one of HTML that says no more than its text.
fn is_known(name: &str) -> bool {
    #[rustfmt::skip]
    const KNOWN: [&str; 40] = [
        "abbr", "acronym", "address", "b", "bdi", "bdo", "big", "blink", "caption", "center", "cite", "data",
        "del", "dfn", "em", "fieldset", "font", "form", "i", "ins", "label", "legend", "map", "mark", "nobr",
        "output", "picture", "rb", "rtc", "ruby", "s", "slot", "small", "span", "strike", "strong", "sub",
        "sup", "time", "u",
    ];
    KNOWN.binary_search(&name).is_ok() || is_block_name(name) || matches!(name, "var" | "summary")
}

/// Whether an element stands on lines of its own.
pub fn is_block_name(name: &str) -> bool {
    #[rustfmt::skip]
    const BLOCKS: [&str; 49] = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main", "menu", "nav", "ol", "p",
        "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    ];
    BLOCKS.binary_search(&name).is_ok() || name == "xmp"
}

/// Takes white space and breaks of lines from both ends of a paragraph.
pub fn trim(content: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match inline {
        Inline::LineBreak => true,
        Inline::Text(text) => text.text.chars().all(is_space),
        _ => false,
    };
    let begin = content.iter().position(|inline| !is_blank(inline)).unwrap_or(content.len());
    content.drain(..begin);
    while content.last().is_some_and(is_blank) {
        content.pop();
    }
    trim_end(content);
}

/// Takes from the end of a note the space before the link that leads back.
pub fn trim_note(blocks: &mut [Block]) {
    if let Some(Block::Paragraph { content, .. }) = blocks.last_mut() {
        while let Some(Inline::Text(text)) = content.last_mut() {
            text.text.truncate(text.text.trim_end().len());
            if !text.text.is_empty() {
                break;
            }
            content.pop();
        }
    }
}

/// Takes white space from the end of content.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text(text) => {
                let length = text.text.trim_end_matches(is_space).len();
                text.text.truncate(length);
                if length > 0 {
                    return;
                }
                content.pop();
            }
            Inline::Emphasis(within)
            | Inline::Strong(within)
            | Inline::Deleted(within)
            | Inline::Superscript(within)
            | Inline::Subscript(within)
            | Inline::Styled { content: within, .. }
            | Inline::Foreign { content: within, .. } => {
                let before = within.len();
                trim_end(within);
                if !within.is_empty() || before == 0 {
                    return;
                }
                content.pop();
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_of_names_are_sorted() {
        assert!(super::is_known("abbr") && super::is_known("u") && super::is_known("nobr") && !super::is_known("x-y"));
        assert!(super::is_block_name("address") && super::is_block_name("ul") && super::is_block_name("nav"));
    }
}
