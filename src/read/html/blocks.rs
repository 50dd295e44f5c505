//! The blocks of a page: paragraphs, headings, lists, quotations, code, figures.

use super::inlines::{is_block_name, is_space, trim};
use super::maker::{DEPTH, Maker};
use super::region::is_heading;
use super::tree::{Place, Tree};
use super::verse::is_verse;
use crate::model::document::{
    Block, Inline, ParagraphStyle, SectionKind, plain_text,
};

/// For each place of a tree whether it holds an element with lines of its own.
pub fn holding_blocks(tree: &Tree) -> Vec<bool> {
    let mut holds = vec![false; tree.len()];
    for place in tree.within(super::tree::ROOT).filter(|&place| is_block_name(tree.name(place))) {
        for above in tree.above(place) {
            if std::mem::replace(&mut holds[above], true) {
                break;
            }
        }
    }
    holds
}

/// Whether there are words within a place.
pub fn has_text(tree: &Tree, place: Place) -> bool {
    tree.within(place).any(|at| tree.runs(at).iter().any(|run| !run.text.trim().is_empty()))
}

impl Maker<'_> {
    /// The blocks that an element holds.
    pub(super) fn blocks_in(&mut self, place: Place) -> Vec<Block> {
        let mut out = Vec::new();
        let children: Vec<Place> = self.plan.tree.children(place).collect();
        self.blocks(&children, &mut out);
        out
    }

    /// Adds what stands at some places that follow each other.
    pub(super) fn blocks(&mut self, places: &[Place], out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let mut loose = Vec::new();
        self.after_space = true;
        for &place in places {
            if self.is_skipped(place) {
                continue;
            }
            let is_block = is_block_name(tree.name(place)) || self.plan.holds_blocks[place];
            let is_medium = matches!(tree.name(place), "svg" | "math" | "select" | "button" | "object");
            let is_page = self.plan.page_breaks.contains_key(&place) || self.plan.notes.calls.contains_key(&place);
            if is_block && !is_medium && !is_page && tree.is_element(place) {
                self.close(&mut loose, out);
                self.block(place, out);
                self.after_space = true;
            } else {
                self.inline(place, &mut loose);
            }
        }
        self.close(&mut loose, out);
    }

    /// Makes paragraphs of the text that stood among blocks.
    fn close(&mut self, loose: &mut Vec<Inline>, out: &mut Vec<Block>) {
        let content = std::mem::take(loose);
        self.paragraphs(content, ParagraphStyle::Body, out);
    }

    /// Makes paragraphs of content: two breaks of lines part them, as old pages have it.
    fn paragraphs(&mut self, content: Vec<Inline>, style: ParagraphStyle, out: &mut Vec<Block>) {
        let mut paragraph = Vec::new();
        let mut breaks = 0;
        for inline in content {
            match inline {
                Inline::LineBreak => breaks += 1,
                Inline::Text(text) if breaks > 0 && text.text.chars().all(|c| is_space(c) || c == '\u{a0}') => {}
                inline => {
                    match std::mem::take(&mut breaks) {
                        0 => {}
                        1 => paragraph.push(Inline::LineBreak),
                        _ => self.paragraph(std::mem::take(&mut paragraph), style, out),
                    }
                    paragraph.push(inline);
                }
            }
        }
        self.paragraph(paragraph, style, out);
    }

    pub(super) fn paragraph(&mut self, mut content: Vec<Inline>, style: ParagraphStyle, out: &mut Vec<Block>) {
        trim(&mut content);
        let is_blank = |inline: &Inline| match inline {
            Inline::Text(text) => text.text.trim().is_empty(),
            Inline::LineBreak | Inline::Anchor(_) | Inline::PageBreak(_) => true,
            _ => false,
        };
        if content.iter().all(is_blank) {
            for inline in content {
                match inline {
                    Inline::PageBreak(page) => out.push(Block::PageBreak(page)),
                    // The place is that of what follows.
                    Inline::Anchor(name) => self.pending.push(name),
                    _ => {}
                }
            }
            return;
        }
        let content = self.wrapped(content);
        self.quote(&content);
        out.push(Block::Paragraph { style, content });
    }

    fn block(&mut self, place: Place, out: &mut Vec<Block>) {
        if self.depth >= DEPTH {
            let mut content = Vec::new();
            self.inline(place, &mut content);
            return self.paragraphs(content, ParagraphStyle::Body, out);
        }
        self.depth += 1;
        self.block_within(place, out);
        self.depth -= 1;
    }

    fn block_within(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let name = tree.name(place);
        if name == "hr" {
            return out.push(Block::Rule);
        }
        if is_heading(name) {
            return self.heading(place, out);
        }
        self.claim(place);
        let language = tree.attribute(place, "lang").map(str::to_owned);
        self.languages.extend(language.clone());
        match name {
            _ if is_verse(tree, place) && !matches!(name, "body" | "main" | "article") => self.verse(place, out),
            "p" | "dt" | "summary" | "legend" | "caption" | "figcaption" | "address" if !self.plan.holds_blocks[place] => {
                self.own_paragraph(place, out);
            }
            "ul" | "ol" | "menu" | "dir" => self.list(place, out),
            "dl" => self.definitions(place, out),
            "blockquote" => {
                let blocks = self.blocks_in(place);
                out.extend((!blocks.is_empty()).then_some(Block::Quote { alert: None, blocks }));
            }
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(place, out),
            "figure" => self.figure(place, out),
            "table" => self.table(place, out),
            "aside" => {
                let blocks = self.blocks_in(place);
                out.extend((!blocks.is_empty()).then_some(Block::Section { kind: SectionKind::Aside, blocks }));
            }
            _ if tree.has_class(place, &["wp-caption", "thumb", "figure", "figcenter", "figleft", "figright"]) && holds_image(tree, place) => {
                self.figure(place, out);
            }
            _ if is_block_name(name) => out.extend(self.blocks_in(place)),
            _ => self.wrap(place, out),
        }
        if language.is_some() {
            self.languages.pop();
        }
    }

    /// An inline element that holds blocks.
    fn wrap(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let is_link = tree.name(place) == "a" && tree.attribute(place, "href").is_some();
        let was_in_link = self.in_link;
        let wraps = !(is_link && was_in_link) && self.wraps.len() < 8 && tree.is_html(place);
        if wraps {
            self.wraps.push(place);
            self.in_link |= is_link;
        }
        let blocks = self.blocks_in(place);
        out.extend(blocks);
        if wraps {
            self.wraps.pop();
            self.in_link = was_in_link;
        }
    }

    fn own_paragraph(&mut self, place: Place, out: &mut Vec<Block>) {
        let mut content = Vec::new();
        self.after_space = true;
        self.inlines(place, &mut content);
        let style = style(self.plan.tree, place);
        self.paragraphs(content, style, out);
    }

    fn heading(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let level = tree.name(place).as_bytes().get(1).map_or(2, |digit| digit - b'0');
        let outer = self.pending.len();
        self.claim(place);
        // The heading's own name is its anchor.
        let own = tree.attribute(place, "id").filter(|id| self.pending.get(outer).is_some_and(|name| name == id));
        let id = own.map(str::to_owned).unwrap_or_default();
        if !id.is_empty() {
            self.pending.truncate(outer);
            self.forget(&id);
        }
        let mut content = self.paragraph_inlines(place);
        // Titles stand on several lines for their looks; `#` and `¶` are links to the heading itself.
        content.retain(|inline| !is_permalink(inline));
        trim(&mut content);
        if content.iter().all(|inline| matches!(inline, Inline::Anchor(_))) {
            return self.pending.extend(content.into_iter().filter_map(|inline| match inline {
                Inline::Anchor(name) => Some(name),
                _ => None,
            }));
        }
        self.quote(&content);
        out.push(Block::Heading { level, id, content });
    }

    /// Code, or a text whose lines and spaces are kept.
    fn preformatted(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let outer = std::mem::replace(&mut self.is_kept, true);
        let mut content = Vec::new();
        self.inlines(place, &mut content);
        self.is_kept = outer;
        let code = tree.children(place).find(|&child| tree.name(child) == "code");
        let is_code = code.is_some() || tree.has_class(place, &["code", "sourceCode", "highlight", "programlisting", "src"]);
        let is_text = content.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Code(_)) || !has_reference(inline));
        let text = plain_text(&content);
        if text.trim().is_empty() && content.iter().all(|inline| matches!(inline, Inline::Text(_))) {
            return;
        }
        if is_code && is_text {
            let classes = code.into_iter().chain(Some(place)).flat_map(|at| tree.classes(at));
            let language = classes.filter_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))).next();
            let language = language.or_else(|| {
                tree.has_class(place, &["sourceCode"]).then(|| tree.classes(place).find(|class| *class != "sourceCode")).flatten()
            });
            return out.push(Block::Code { language: language.map(str::to_owned), text: text.trim_start_matches('\n').to_owned() });
        }
        trim_lines(&mut content);
        let content = self.wrapped(content);
        self.quote(&content);
        let style = if tree.has_class(place, &["lines"]) { ParagraphStyle::Lines } else { ParagraphStyle::Preformatted };
        out.push(Block::Paragraph { style, content });
    }

    /// An image with what is said of it. What else stands in a figure stands in the text.
    fn figure(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let is_caption = |at: Place| {
            tree.name(at) == "figcaption" || tree.has_class(at, &["wp-caption-text", "thumbcaption", "caption", "gallerytext"])
        };
        let caption = tree.find(place, |at| at != place && is_caption(at));
        let is_around = |at: Place| caption.is_none_or(|caption| !tree.is_within(caption, at));
        let others = tree.within(place).any(|at| {
            let is_block = is_block_name(tree.name(at)) && at != place && !matches!(tree.name(at), "div" | "p" | "figure" | "center");
            let in_caption = caption.is_some_and(|caption| tree.is_within(at, caption));
            is_block && !in_caption
        });
        if !holds_image(tree, place) || others {
            return out.extend(self.blocks_in(place));
        }
        let mut content = Vec::new();
        self.after_space = true;
        self.figure_content(place, caption, &mut content);
        trim(&mut content);
        self.quote(&content);
        let caption = match caption.filter(|&caption| !self.is_skipped(caption) && !is_around(caption)) {
            Some(caption) => self.blocks_in(caption),
            None => Vec::new(),
        };
        out.push(Block::Figure { content, caption });
    }

    /// What a figure holds besides its caption.
    fn figure_content(&mut self, place: Place, caption: Option<Place>, out: &mut Vec<Inline>) {
        let tree = self.plan.tree;
        for child in tree.children(place) {
            let holds_caption = caption.is_some_and(|caption| tree.is_within(caption, child));
            if Some(child) == caption || self.is_skipped(child) {
                continue;
            }
            if holds_caption && self.depth < DEPTH {
                self.depth += 1;
                self.figure_content(child, caption, out);
                self.depth -= 1;
            } else {
                self.inline(child, out);
            }
        }
    }
}

/// The part that a paragraph plays, where its class is one of those that editions give.
fn style(tree: &Tree, place: Place) -> ParagraphStyle {
    let known = tree.classes(place).find_map(|class| match class.to_ascii_lowercase().as_str() {
        "dateline" => Some(ParagraphStyle::Dateline),
        "salutation" | "salute" => Some(ParagraphStyle::Salutation),
        "signature" | "signed" => Some(ParagraphStyle::Signature),
        "numbered" => Some(ParagraphStyle::Numbered),
        "lettered" => Some(ParagraphStyle::Lettered),
        "dashed" => Some(ParagraphStyle::Dashed),
        "caption-text" => Some(ParagraphStyle::CaptionText),
        "marking" => Some(ParagraphStyle::Marking),
        "file-number" => Some(ParagraphStyle::FileNumber),
        _ => None,
    });
    known.unwrap_or(ParagraphStyle::Body)
}

fn holds_image(tree: &Tree, place: Place) -> bool {
    tree.find(place, |at| tree.name(at) == "img").is_some()
}

/// Whether an inline holds what code would lose.
fn has_reference(inline: &Inline) -> bool {
    let mut found = false;
    crate::model::walk::inlines(std::slice::from_ref(inline), &mut |part| {
        use crate::model::walk::Part;
        found |= matches!(
            part,
            Part::Inline(Inline::NoteMark(_) | Inline::Reference { .. } | Inline::Link { .. } | Inline::Image { .. } | Inline::PageBreak(_))
        );
    });
    found
}

/// Whether an inline is a sign that links to its own heading.
fn is_permalink(inline: &Inline) -> bool {
    let content = match inline {
        Inline::Link { content, .. } | Inline::Reference { content, .. } => content,
        _ => return false,
    };
    matches!(plain_text(content).trim(), "#" | "¶" | "§" | "🔗" | "\u{f0c1}" | "")
        && !content.iter().any(|inline| matches!(inline, Inline::Image { .. }))
}

/// Takes empty lines from both ends of a text whose lines are kept.
fn trim_lines(content: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = content.first_mut() {
        let blank = text.text.len() - text.text.trim_start_matches('\n').len();
        text.start += blank;
        text.text.replace_range(..blank, "");
    }
    if let Some(Inline::Text(text)) = content.last_mut() {
        let length = text.text.trim_end_matches(['\n', ' ']).len();
        text.text.truncate(length);
    }
    content.retain(|inline| !matches!(inline, Inline::Text(text) if text.text.is_empty()));
}
