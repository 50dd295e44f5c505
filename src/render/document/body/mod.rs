//! From a document's tree to the HTML of its text and notes.
//!
//! Text is escaped here and nowhere else. Raw HTML of the source is written as it is and sanitised
//! over the whole text, since its tags can open in one block and close in another.

mod inline;
mod page_break;
mod section;
mod table;

use super::{highlight, sanitise};
use crate::language::interface;
use crate::language::interface::Interface;
use crate::model::document::{
    Block, Definition, Document, Inline, ListMember, Note, Numbering, ParagraphStyle, note_anchor,
    paragraph_anchor,
};
use crate::model::reference::Reference;
use crate::model::walk;
use crate::model::walk::Part;
use crate::render::direction;
use table::Table;

/// Where a reference leads, seen from the page that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A link, relative and escaped.
    Link(String),
    /// A link to an address on the web.
    External(String),
    /// Nowhere, and why.
    Nowhere(String),
    /// Nowhere, and readers need not know: the words are no citation.
    Plain,
}

/// The HTML of a document.
#[derive(Debug, Default)]
pub struct Body {
    /// The title's content, with the mark of the source note.
    pub title: String,
    /// The text.
    pub text: String,
    /// The content of each note, in their order.
    pub notes: Vec<String>,
    /// The images of its printed pages that the site has.
    pub facsimiles: Vec<Facsimile>,
    /// Whether editors show something else than the source has.
    pub has_alternatives: bool,
}

/// An image of a printed page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Facsimile {
    /// Its own anchor.
    pub anchor: String,
    /// The page's number as printed.
    pub page: String,
    /// The image's address, relative and escaped.
    pub image: String,
    /// The link to the place at which the page begins, where that has an anchor.
    pub place: Option<String>,
}

/// Writes a document. `destinations` are those of its references, in their order.
pub fn write(document: &Document, destinations: &[Destination], interface: &Interface) -> Body {
    let note_anchors: Vec<String> = document.notes.iter().map(Note::anchor).collect();
    // A text has hundreds of paragraphs: the words around their numbers are looked up once.
    let paragraph_label = interface.tell("paragraph", &[("number", "\u{0}")]);
    let paragraph_label = paragraph_label.split_once('\0').unwrap_or((&paragraph_label, ""));
    let direction = match &document.metadata.particulars.language {
        Some(language) => interface::direction(language),
        None => interface.direction(),
    };
    let writer = |facsimiles: usize| HtmlWriter {
        out: String::new(),
        is_rtl: direction == "rtl",
        is_kept: false,
        destinations,
        references: &document.references,
        note_anchors: &note_anchors,
        heading_level: 1,
        in_link: false,
        paragraphs: None,
        is_quoted: false,
        facsimiles: Vec::new(),
        facsimiles_before: facsimiles,
        has_alternatives: false,
        interface,
        paragraph_label,
    };
    let mut body = Body::default();
    let mut title = writer(0);
    title.directed(&document.title);
    body.title = finish(title, document, &mut body);
    let mut text = writer(body.facsimiles.len());
    text.paragraphs = Some(0);
    text.blocks(&document.blocks);
    body.text = finish(text, document, &mut body);
    for note in &document.notes {
        let mut writer = writer(body.facsimiles.len());
        match note.blocks.as_slice() {
            // One paragraph needs no element of its own.
            [Block::Paragraph { content, style }] if !style.is_kept() => writer.directed(content),
            blocks => writer.blocks(blocks),
        }
        let note = finish(writer, document, &mut body);
        body.notes.push(note);
    }
    body
}

/// The HTML that a writer wrote, and what else it found, which goes to the document's.
fn finish(writer: HtmlWriter<'_>, document: &Document, body: &mut Body) -> String {
    body.facsimiles.extend(writer.facsimiles);
    body.has_alternatives |= writer.has_alternatives;
    if document.raw_html { sanitise::clean(&writer.out) } else { writer.out }
}

/// Appends a link to an address outside the archive.
pub fn write_link(address: &str, words: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape(address, out);
    out.push_str("\">");
    escape(words, out);
    out.push_str("</a>");
}

/// Appends the words of a reference with what they lead to.
pub fn write_reference(destination: &Destination, words: &str, out: &mut String) {
    let (open, value, close) = match destination {
        Destination::Link(address) => ("<a class=\"ref\" href=\"", address, "</a>"),
        Destination::External(address) => ("<a class=\"ref external\" href=\"", address, "</a>"),
        Destination::Nowhere(reason) => ("<span class=\"ref unresolved\" title=\"", reason, "</span>"),
        Destination::Plain => return escape(words, out),
    };
    out.push_str(open);
    escape(value, out);
    out.push_str("\">");
    escape(words, out);
    out.push_str(close);
}

/// For each note, the anchors of the marks that call it, in the order of the text.
pub fn calls(document: &Document) -> Vec<Vec<String>> {
    let mut calls = vec![Vec::new(); document.notes.len()];
    let mut visit = |part: Part<'_>| {
        if let Part::Inline(Inline::NoteMark(mark)) = part
            && let Some(anchors) = mark.note.and_then(|note| calls.get_mut(note))
        {
            anchors.push(note_anchor("fnref", &mark.label, mark.call));
        }
    };
    walk::inlines(&document.title, &mut visit);
    walk::blocks(&document.blocks, &mut visit);
    document.notes.iter().for_each(|note| walk::blocks(&note.blocks, &mut visit));
    calls
}

/// Appends text with the characters escaped that mean something in HTML, in text or attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

struct HtmlWriter<'a> {
    out: String,
    destinations: &'a [Destination],
    references: &'a [Reference],
    note_anchors: &'a [String],
    /// The level of the last heading.
    heading_level: u8,
    /// Whether an `<a>` is open: one must not hold another.
    in_link: bool,
    /// Whether the page is written from right to left.
    is_rtl: bool,
    /// Whether lines are kept as they are, so that their ends are no elements.
    is_kept: bool,
    /// How many paragraphs have been counted; `None` where they are not.
    paragraphs: Option<usize>,
    /// Whether this is within a quotation that is folded.
    is_quoted: bool,
    /// The images of printed pages.
    facsimiles: Vec<Facsimile>,
    /// How many the document has before those.
    facsimiles_before: usize,
    has_alternatives: bool,
    interface: &'a Interface,
    /// What stands before and after the number of a paragraph.
    paragraph_label: (&'a str, &'a str),
}

impl HtmlWriter<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// ` name="value"`.
    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// `dir="auto"`, where the text's direction is not the page's.
    fn direction(&mut self, content: &[Inline]) {
        if direction::differs(content, self.is_rtl) {
            self.attribute("dir", "auto");
        }
    }

    /// Inlines that have no element of their own, which gets one if their direction is not the page's.
    fn directed(&mut self, content: &[Inline]) {
        if direction::differs(content, self.is_rtl) {
            self.raw("<span dir=\"auto\">");
            self.inlines(content);
            self.raw("</span>");
        } else {
            self.inlines(content);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.out.push('\n');
        }
    }

    /// Writes a block, with the anchor of the paragraph that it is ([`walk::paragraphs`]).
    fn block(&mut self, block: &Block) {
        let Some(counted) = self.paragraphs.filter(|_| block.is_counted()) else {
            return self.anchored_block(block, None);
        };
        // What is within it is not counted again.
        self.paragraphs = None;
        self.anchored_block(block, Some(counted + 1));
        self.paragraphs = Some(counted + 1);
    }

    fn anchored_block(&mut self, block: &Block, number: Option<usize>) {
        match block {
            Block::Paragraph { style, content } => self.paragraph(*style, content, number),
            Block::Heading { level, id, content } => {
                // The page's title has level 1. A heading is at most one level below the one before it,
                // so that no level is left out.
                let level = (*level).clamp(2, self.heading_level + 1).min(6);
                self.heading_level = level;
                self.raw(&format!("<h{level}"));
                self.attribute("id", id);
                self.direction(content);
                self.raw(">");
                self.inlines(content);
                self.raw(&format!("</h{level}>"));
            }
            Block::List { start, numbering, members } => {
                let form = ListForm {
                    tag: if start.is_some() { "ol" } else { "ul" },
                    start: start.filter(|start| *start != 1),
                    numbering: start.and_then(|_| numbering_type(*numbering)),
                    class: None,
                };
                self.list(form, members, number);
            }
            Block::WrittenList(members) => {
                let form = ListForm { tag: "ul", start: None, numbering: None, class: Some("written") };
                self.list(form, members, number);
            }
            Block::Definitions(definitions) => self.definitions(definitions, number),
            Block::Quote { alert: None, blocks } => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>");
            }
            Block::Quote { alert: Some(alert), blocks } => {
                self.raw("<div");
                self.attribute("class", &format!("alert alert-{alert}"));
                self.raw(" role=\"note\"><p class=\"alert-title\">");
                self.text(self.interface.say(&format!("alert_{alert}")));
                self.raw("</p>\n");
                self.blocks(blocks);
                self.raw("</div>");
            }
            Block::Code { language, text } => self.code(language.as_deref(), text, number),
            Block::Table { caption, alignments, head, rows } => {
                self.table(&Table { caption, alignments, head, rows }, number);
            }
            Block::Figure { content, caption } => self.figure(content, caption, number),
            Block::Section { kind, blocks } => self.section(*kind, blocks),
            Block::Html(content) => self.inlines(content),
            Block::PageBreak(page) => self.page_break("div", page),
            Block::Rule => self.raw("<hr>"),
        }
    }

    /// The anchor of a counted paragraph, as an attribute.
    fn paragraph_id(&mut self, number: Option<usize>) {
        if let Some(number) = number {
            self.attribute("id", &paragraph_anchor(number));
        }
    }

    fn paragraph(&mut self, style: ParagraphStyle, content: &[Inline], number: Option<usize>) {
        let class = match style {
            ParagraphStyle::Body => None,
            ParagraphStyle::Numbered => Some("numbered"),
            ParagraphStyle::Lettered => Some("lettered"),
            ParagraphStyle::Dashed => Some("dashed"),
            ParagraphStyle::Dateline => Some("dateline"),
            ParagraphStyle::Salutation => Some("salutation"),
            ParagraphStyle::Signature => Some("signature"),
            ParagraphStyle::Caption => Some("caption"),
            ParagraphStyle::CaptionText => Some("caption-text"),
            ParagraphStyle::Marking => Some("marking"),
            ParagraphStyle::FileNumber => Some("file-number"),
            ParagraphStyle::Preformatted | ParagraphStyle::Lines => return self.kept(style, content, number),
        };
        self.raw("<p");
        if let Some(class) = class {
            self.attribute("class", class);
        }
        self.paragraph_id(number);
        self.direction(content);
        self.raw(">");
        if let Some(number) = number {
            // Its sign is generated, so that nothing comes along when the text is copied.
            let anchor = paragraph_anchor(number);
            let (before, after) = self.paragraph_label;
            self.raw("<a class=\"permalink\"");
            self.attribute("href", &format!("#{anchor}"));
            self.attribute("aria-label", &format!("{before}{number}{after}"));
            self.raw("></a>");
        }
        self.inlines(content);
        self.raw("</p>");
    }

    /// Lines that are kept as they are.
    fn kept(&mut self, style: ParagraphStyle, content: &[Inline], number: Option<usize>) {
        // Code that is wider than the page scrolls, so that the keyboard must reach it; verse is wrapped.
        let is_preformatted = style == ParagraphStyle::Preformatted;
        self.raw(if is_preformatted {
            "<pre class=\"preformatted\" tabindex=\"0\""
        } else {
            "<pre class=\"lines\""
        });
        self.paragraph_id(number);
        self.direction(content);
        self.raw(">");
        self.is_kept = true;
        self.inlines(content);
        self.is_kept = false;
        self.raw("</pre>");
    }

    fn list(&mut self, form: ListForm, members: &[ListMember], number: Option<usize>) {
        let ListForm { tag, start, numbering, class } = form;
        self.raw(&format!("<{tag}"));
        self.paragraph_id(number);
        if let Some(numbering) = numbering {
            self.attribute("type", numbering);
        }
        if let Some(start) = start {
            self.attribute("start", &start.to_string());
        }
        let is_of_tasks = members.iter().any(|member| member.task.is_some());
        if let Some(class) = class.or(is_of_tasks.then_some("tasks")) {
            self.attribute("class", class);
        }
        self.raw(">\n");
        for member in members {
            self.raw("<li");
            if let (true, Some(Block::Paragraph { content, .. })) = (member.tight, member.blocks.first()) {
                self.direction(content);
            }
            self.raw(">");
            if let Some(done) = member.task {
                let (class, word) = if done { ("task done", "done") } else { ("task", "to_do") };
                self.raw("<span");
                self.attribute("class", class);
                self.raw(" role=\"img\"");
                self.attribute("aria-label", self.interface.say(word));
                self.raw("></span> ");
            }
            self.tight_or_loose(member.tight, &member.blocks);
            self.raw("</li>\n");
        }
        self.raw(&format!("</{tag}>"));
    }

    /// In a tight list a paragraph has no element of its own.
    fn tight_or_loose(&mut self, tight: bool, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { style: ParagraphStyle::Body, content } if tight => self.inlines(content),
                other => {
                    self.raw("\n");
                    self.block(other);
                }
            }
        }
    }

    fn definitions(&mut self, definitions: &[Definition], number: Option<usize>) {
        self.raw("<dl");
        self.paragraph_id(number);
        self.raw(">\n");
        for definition in definitions {
            for term in &definition.terms {
                self.raw("<dt>");
                self.directed(term);
                self.raw("</dt>\n");
            }
            for blocks in &definition.definitions {
                self.raw("<dd>");
                match blocks.as_slice() {
                    [Block::Paragraph { content, .. }] => self.directed(content),
                    blocks => self.blocks(blocks),
                }
                self.raw("</dd>\n");
            }
        }
        self.raw("</dl>");
    }

    fn code(&mut self, language: Option<&str>, text: &str, number: Option<usize>) {
        // A block that is wider than the page scrolls, so that the keyboard must reach it.
        self.raw("<pre class=\"code\" tabindex=\"0\"");
        self.paragraph_id(number);
        self.raw("><code");
        if let Some(language) = language {
            self.attribute("data-language", language);
        }
        self.raw(">");
        match language.and_then(|language| highlight::highlight(language, text)) {
            Some(html) => self.raw(&html),
            None => self.text(text),
        }
        self.raw("</code></pre>");
    }
}

/// How a list is written.
struct ListForm {
    tag: &'static str,
    /// The number of the first member, where it is not 1.
    start: Option<u64>,
    /// The value of the attribute `type`.
    numbering: Option<&'static str>,
    class: Option<&'static str>,
}

/// The value of the attribute `type` of a list that is not numbered 1, 2, 3.
fn numbering_type(numbering: Numbering) -> Option<&'static str> {
    match numbering {
        Numbering::Decimal => None,
        Numbering::LowerAlpha => Some("a"),
        Numbering::UpperAlpha => Some("A"),
        Numbering::LowerRoman => Some("i"),
        Numbering::UpperRoman => Some("I"),
    }
}
