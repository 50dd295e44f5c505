//! A message in HTML: its words, paragraphs, quotations, links and images. Mails have no page round their text, and use
//! tables to place things; so each cell is text of its own.
//!
//! The folder `read/html` reads whole pages; this gives what a mail needs of it, and can be replaced by it.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::charset;
use super::quoted::take_author_of;
use crate::model::address::is_safe_address;
use crate::model::document::{
    Block, ImagePlace, ImageSize, Inline, ListMember, Numbering, ParagraphStyle, SectionKind, Text,
};

/// Elements that lie deeper are parts of those round them.
const DEEPEST: usize = 24;
/// How many elements can be open at once.
const MOST_OPEN: usize = 400;

/// The elements whose words are none of the text.
const SILENT: [&str; 6] = ["script", "style", "head", "title", "template", "noscript"];
/// The elements that begin and end a paragraph.
#[rustfmt::skip]
const BLOCKS: [&str; 30] = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p", "pre", "section", "table",
    "td", "ul",
];

/// The blocks of a message in HTML. Images that lie in the message have the address `cid:ID`.
pub fn blocks(html: &str) -> Vec<Block> {
    let sink = Sink(RefCell::new(Writer::default()));
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => writer.open(&tag),
            Token::TagToken(tag) => writer.close(&tag.name),
            Token::CharacterTokens(text) => writer.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A block that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Quote,
    Quoted,
    Signature,
    List(Option<u64>),
    Member,
    /// Nothing that a page shows.
    Nothing,
}

/// An inline that holds others.
#[derive(Debug, Clone)]
enum Style {
    Emphasis,
    Strong,
    Deleted,
    Link(String),
}

/// An element that is open.
struct Open {
    name: String,
    around: Around,
    is_styled: bool,
}

#[derive(Default)]
struct Writer {
    open: Vec<Open>,
    /// The blocks of each holder that is open, the text's own first.
    holders: Vec<Vec<Block>>,
    kinds: Vec<Around>,
    styles: Vec<Style>,
    /// The paragraph that is being written.
    line: Vec<Inline>,
    /// The heading's level, if it is one.
    heading: Option<u8>,
    silent: usize,
    /// Whether the last words end with a space.
    is_after_space: bool,
    /// How many elements of each name are open.
    names: HashMap<String, usize>,
    preformatted: usize,
    headings: usize,
}

impl Writer {
    fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if SILENT.contains(&name) {
            self.silent += usize::from(!tag.self_closing);
            return;
        }
        match name {
            "br" => self.line_break(),
            "hr" => {
                self.end_paragraph();
                self.push(Block::Rule);
            }
            "img" => self.image(tag),
            _ if is_void(name) || self.open.len() >= MOST_OPEN => {}
            _ => self.open_element(tag),
        }
    }

    fn open_element(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if BLOCKS.contains(&name) || matches!(name, "tr" | "th") {
            self.end_paragraph();
        }
        if name == "li" || name == "p" {
            self.close_if_open(name);
        }
        let class = attribute(tag, "class").unwrap_or_default();
        let around = match name {
            "blockquote" if class.contains("quote") || attribute(tag, "type").as_deref() == Some("cite") => {
                Around::Quoted
            }
            "blockquote" => Around::Quote,
            "div" | "pre" | "span" if class.contains("signature") => Around::Signature,
            "ul" => Around::List(None),
            "ol" => {
                Around::List(Some(attribute(tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1)))
            }
            "li" if matches!(self.kinds.last(), Some(Around::List(_))) => Around::Member,
            _ => Around::Nothing,
        };
        let around = if self.kinds.len() < DEEPEST { around } else { Around::Nothing };
        if around != Around::Nothing {
            self.end_paragraph();
            self.kinds.push(around);
            self.holders.push(Vec::new());
        }
        match name {
            "pre" => self.preformatted += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name.get(1..).and_then(|level| level.parse().ok());
            }
            _ => {}
        }
        let style = match name {
            "b" | "strong" => Some(Style::Strong),
            "i" | "em" | "cite" => Some(Style::Emphasis),
            "s" | "strike" | "del" => Some(Style::Deleted),
            "a" => attribute(tag, "href")
                .map(|href| href.trim().to_owned())
                .filter(|href| is_link(href))
                .map(Style::Link),
            _ => None,
        };
        let is_styled = style.is_some() && self.styles.len() < DEEPEST;
        self.styles.extend(style.filter(|_| is_styled));
        *self.names.entry(name.to_owned()).or_insert(0) += 1;
        self.open.push(Open { name: name.to_owned(), around, is_styled });
    }

    fn close(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        if name == "br" {
            self.line_break();
        }
        if self.names.get(name).is_some_and(|open| *open > 0)
            && let Some(at) = self.open.iter().rposition(|open| open.name == name)
        {
            self.close_from(at);
        }
    }

    /// A member ends where the next of its list begins.
    fn close_if_open(&mut self, name: &str) {
        let list = self
            .open
            .iter()
            .rposition(|open| matches!(open.name.as_str(), "ul" | "ol" | "td" | "blockquote"));
        let found = self.open.iter().rposition(|open| open.name == name);
        if let Some(at) = found.filter(|at| list.is_none_or(|list| list < *at)) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            let name = open.name.as_str();
            if let Some(count) = self.names.get_mut(name) {
                *count = count.saturating_sub(1);
            }
            if BLOCKS.contains(&name) || matches!(name, "tr" | "th") || open.around != Around::Nothing {
                self.end_paragraph();
            }
            if open.is_styled {
                self.styles.pop();
            }
            if name == "pre" {
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            if open.around != Around::Nothing {
                self.close_holder();
            }
        }
    }

    fn close_holder(&mut self) {
        let (Some(kind), Some(blocks)) = (self.kinds.pop(), self.holders.pop()) else { return };
        if blocks.is_empty() {
            return;
        }
        match kind {
            Around::Quote => self.push(Block::Quote { alert: None, blocks }),
            Around::Quoted => {
                let own = self.holders.last_mut();
                let author = own.and_then(take_author_of);
                let blocks = author.into_iter().chain(blocks).collect();
                self.push(Block::Section { kind: SectionKind::Quoted, blocks });
            }
            Around::Signature => self.push(Block::Section { kind: SectionKind::Signature, blocks }),
            Around::List(start) => {
                // A member is a quotation without a kind until its list is closed.
                let members = blocks.into_iter().map(|block| {
                    let blocks = match block {
                        Block::Quote { alert: Some(mark), blocks } if mark == MEMBER => blocks,
                        block => vec![block],
                    };
                    ListMember { task: None, tight: blocks.len() < 2, blocks }
                });
                self.push(Block::List { start, numbering: Numbering::default(), members: members.collect() });
            }
            Around::Member => self.push(Block::Quote { alert: Some(MEMBER.into()), blocks }),
            Around::Nothing => blocks.into_iter().for_each(|block| self.push(block)),
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        let text = charset::shown(text);
        if self.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.line.push(Inline::LineBreak);
                }
                self.inline(line.to_owned());
            }
            return;
        }
        let mut words = String::with_capacity(text.len());
        for character in text.chars() {
            let is_space = matches!(character, ' ' | '\n' | '\t');
            if !is_space {
                words.push(character);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        let is_at_start = self.line.is_empty() || matches!(self.line.last(), Some(Inline::LineBreak));
        if is_at_start || self.is_after_space {
            words.drain(..words.len() - words.trim_start_matches(' ').len());
        }
        if !words.is_empty() {
            self.is_after_space = words.ends_with(' ');
        }
        self.inline(words);
    }

    /// Adds words in the styles that are open.
    fn inline(&mut self, words: String) {
        if words.is_empty() {
            return;
        }
        let text = Inline::Text(Text { text: words, start: 0 });
        self.styled(text);
    }

    fn styled(&mut self, inline: Inline) {
        let styled = self.styles.iter().rev().fold(inline, |inline, style| match style {
            Style::Emphasis => Inline::Emphasis(vec![inline]),
            Style::Strong => Inline::Strong(vec![inline]),
            Style::Deleted => Inline::Deleted(vec![inline]),
            Style::Link(address) => {
                Inline::Link { address: address.clone(), title: String::new(), content: vec![inline] }
            }
        });
        self.line.push(styled);
    }

    fn line_break(&mut self) {
        self.line.push(Inline::LineBreak);
    }

    fn image(&mut self, tag: &Tag) {
        let pixels = |name: &str| {
            attribute(tag, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
        };
        let size = ImageSize { width: pixels("width"), height: pixels("height") };
        let Some(source) = attribute(tag, "src").map(|source| source.trim().to_owned()) else { return };
        // Images of a point tell senders who reads.
        let is_point =
            size.width.is_some_and(|width| width <= 2) && size.height.is_some_and(|height| height <= 2);
        let is_known =
            source.starts_with("cid:") || source.starts_with("https://") || source.starts_with("http://");
        let alt = attribute(tag, "alt").unwrap_or_default();
        if is_point || !is_known {
            return self.inline(alt);
        }
        self.line.push(Inline::Image {
            place: ImagePlace::Elsewhere(source),
            alt,
            title: String::new(),
            size,
        });
    }

    fn push(&mut self, block: Block) {
        if self.holders.is_empty() {
            self.holders.push(Vec::new());
            self.kinds.push(Around::Nothing);
        }
        if let Some(holder) = self.holders.last_mut() {
            holder.push(block);
        }
    }

    fn end_paragraph(&mut self) {
        let mut content = std::mem::take(&mut self.line);
        let heading = self.heading.take();
        self.is_after_space = false;
        while content.last().is_some_and(is_blank) {
            content.pop();
        }
        let blank = content.iter().take_while(|inline| is_blank(inline)).count();
        content.drain(..blank);
        if content.is_empty() {
            return;
        }
        self.headings += usize::from(heading.is_some());
        let block = match heading {
            Some(level) => Block::Heading { level, id: format!("h-{}", self.headings), content },
            None if self.preformatted > 0 => {
                Block::Paragraph { style: ParagraphStyle::Preformatted, content }
            }
            None => Block::Paragraph { style: ParagraphStyle::Body, content },
        };
        self.push(block);
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_from(0);
        self.end_paragraph();
        while self.holders.len() > 1 {
            self.close_holder();
        }
        self.holders.pop().unwrap_or_default()
    }
}

/// Stands for a list's member until its list is closed.
const MEMBER: &str = "member";

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::LineBreak => true,
        Inline::Text(text) => text.text.trim_matches(['\u{a0}', ' ', '\n', '\u{200b}']).is_empty(),
        _ => false,
    }
}

/// Whether a link leads out of the message.
fn is_link(address: &str) -> bool {
    let is_web = ["http://", "https://", "mailto:", "ftp://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
    is_web && is_safe_address(address)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "col" | "embed" | "input" | "link" | "meta" | "source" | "track" | "wbr" | "param"
    )
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| charset::shown(&attribute.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::plain_text;

    fn outline(blocks: &[Block]) -> String {
        let shape = |block: &Block| match block {
            Block::Section { kind, blocks } => format!("{kind:?}({})", outline(blocks)),
            Block::Quote { blocks, .. } => format!("Quote({})", outline(blocks)),
            Block::List { members, .. } => {
                let members: Vec<String> = members.iter().map(|member| outline(&member.blocks)).collect();
                format!("List({})", members.join("; "))
            }
            Block::Heading { content, .. } => format!("# {}", plain_text(content)),
            Block::Paragraph { style: ParagraphStyle::Body, content } => plain_text(content),
            Block::Paragraph { style, content } => format!("{style:?} {}", plain_text(content)),
            other => format!("{other:?}"),
        };
        blocks.iter().map(shape).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_message_in_html_is_read() {
        let html = "<html><head><title>No</title><style>p{}</style></head><body><h2>The  lamp</h2><p>It <b>is</b>\n lit.<br>Yes.<p>More &amp; <a href='https://vell.example/'>more</a>\
            <table><tr><td>One<td>Two</tr></table><ul><li>a<li>b<ul><li>c</ul></ul><pre>x\n  y</pre>\
            <div class=gmail_quote><div>On 4 March, Orn wrote:<br></div><blockquote class=gmail_quote>Lit?</blockquote></div>\
            <div class=moz-signature>Vell</div></body></html>";
        assert_eq!(
            outline(&blocks(html)),
            "# The lamp | It is lit.\nYes. | More & more | One | Two | List(a; b | List(c)) | Preformatted x\n  y | \
             Quoted(Caption On 4 March, Orn wrote: | Lit?) | Signature(Vell)"
        );
    }

    #[test]
    fn links_that_run_code_are_words() {
        let found = blocks(
            "<a href='javascript:x()'>one</a> <a href=\"https://a.example\">two</a><img src='cid:1'><img src=x alt=three>",
        );
        let shown = format!("{found:?}");
        assert!(
            !shown.contains("javascript")
                && shown.contains("https://a.example")
                && shown.contains("cid:1")
                && shown.contains("three"),
            "{shown}"
        );
    }

    #[test]
    fn any_depth_has_an_end() {
        for element in ["div", "blockquote", "b", "ul><li", "table", "script", "a href=http://x.y"] {
            let html = format!("{}deep", format!("<{element}>").repeat(100_000));
            blocks(&html);
            let html =
                format!("{}deep{}", format!("<{element}>").repeat(1000), "</div></b></ul>".repeat(50_000));
            blocks(&html);
        }
    }
}
