//! From a page's text to its tree, by the rules of HTML.
//!
//! html5ever parses as browsers do. What it does not tell is where a text stands: its tokens come in the order of the
//! source, so that [`Tokens`] goes along and knows the place of each. And it takes time in proportion to the depth of
//! the tree for each tag, so that the depth is bounded here, and so is the number of elements, since an element that
//! nothing closes can be opened anew in each paragraph.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, TokenizerResult};

use super::tree::{Builder, Handle, Tree};

/// How deep elements can lie in each other. What lies deeper stands at this depth.
const DEPTH: usize = 160;
/// A page can have so many elements whatever its length.
const ELEMENTS: usize = 10_000;
/// How far a tag or a text is looked for where it is not where it should be.
const REACH: usize = 4096;

/// A page's tree, and what had to be changed for it.
pub struct Parsed {
    /// The tree.
    pub tree: Tree,
    /// How many elements lay too deep, and where the first begins.
    pub too_deep: Option<(usize, usize)>,
    /// Where the tags begin that were left out, since there would be too many elements.
    pub too_many: Option<usize>,
}

/// Parses a page. Its lines must end with `\n`.
pub fn parse(source: &str) -> Parsed {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokens = Tokens {
        source,
        builder: TreeBuilder::new(Builder::new(source), options),
        cursor: Cell::new(0),
        skipped: RefCell::default(),
        too_deep: Cell::new(None),
        too_many: Cell::new(None),
    };
    let tokenizer = Tokenizer::new(tokens, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    while let TokenizerResult::Script(_) = tokenizer.feed(&input) {}
    tokenizer.end();
    let Tokens { builder, too_deep, too_many, .. } = tokenizer.sink;
    Parsed { tree: builder.sink.finish(), too_deep: too_deep.get(), too_many: too_many.get() }
}

/// Goes along the source with the tokens that are made of it, and hands them on.
struct Tokens<'a> {
    source: &'a str,
    builder: TreeBuilder<Handle, Builder<'a>>,
    /// Where the next token begins.
    cursor: Cell<usize>,
    /// The elements that lay too deep and are not closed yet, by their names.
    skipped: RefCell<HashMap<LocalName, usize>>,
    too_deep: Cell<Option<(usize, usize)>>,
    too_many: Cell<Option<usize>>,
}

impl TokenSink for Tokens<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let start = self.cursor.get();
        self.builder.sink.at.set(start);
        match &token {
            Token::CharacterTokens(text) => self.pass_text(text),
            Token::TagToken(tag) => {
                self.pass_tag(tag);
                if self.is_left_out(tag) {
                    return TokenSinkResult::Continue;
                }
            }
            Token::CommentToken(_) => self.pass_remark(),
            Token::DoctypeToken(_) => self.pass_to(">"),
            Token::NullCharacterToken => self.cursor.set(start + 1),
            Token::EOFToken | Token::ParseError(_) => {}
        }
        match self.builder.process_token(token, line) {
            // No script runs here, and the encoding is known.
            TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => TokenSinkResult::Continue,
            result => result,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Tokens<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.cursor.get()..).unwrap_or_default()
    }

    /// Passes a text: as it stands there, or as a character that is written as a reference.
    fn pass_text(&self, text: &str) {
        let (start, rest) = (self.cursor.get(), self.rest());
        if rest.starts_with(text) {
            self.cursor.set(start + text.len());
        } else if let Some(reference) = rest.strip_prefix('&') {
            let name = reference.trim_start_matches('#');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let end = end + usize::from(name[end..].starts_with(';'));
            self.cursor.set(start + 1 + (reference.len() - name.len()) + end);
        } else {
            let window = &rest[..rest.floor_char_boundary(REACH.max(text.len()))];
            if let Some(found) = window.find(text) {
                self.builder.sink.at.set(start + found);
                self.cursor.set(start + found + text.len());
            }
        }
    }

    /// Passes a tag. A quotation mark after an equals sign quotes a `>`.
    fn pass_tag(&self, tag: &Tag) {
        let begins = |rest: &str| {
            let name = rest.strip_prefix('<').unwrap_or_default();
            let name = if tag.kind == TagKind::EndTag { name.strip_prefix('/').unwrap_or_default() } else { name };
            name.get(..tag.name.len()).is_some_and(|own| own.eq_ignore_ascii_case(&tag.name))
        };
        if !begins(self.rest()) {
            let rest = self.rest();
            let window = &rest[..rest.floor_char_boundary(REACH)];
            let Some((found, _)) = window.match_indices('<').find(|(at, _)| begins(&rest[*at..])) else { return };
            self.cursor.set(self.cursor.get() + found);
        }
        self.builder.sink.at.set(self.cursor.get());
        let (mut quote, mut before) = (None, b' ');
        for (at, byte) in self.rest().bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                (None, b'>') => return self.cursor.set(self.cursor.get() + at + 1),
                (None, _) => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
        }
    }

    fn pass_remark(&self) {
        let is_comment = self.rest().starts_with("<!--");
        self.pass_to(if is_comment { "-->" } else { ">" });
    }

    fn pass_to(&self, end: &str) {
        if let Some(found) = self.rest().find(end) {
            self.cursor.set(self.cursor.get() + found + end.len());
        }
    }

    /// Whether a tag is left out, so that the tree stays within its bounds.
    fn is_left_out(&self, tag: &Tag) -> bool {
        // What these hold is no markup, and their tags say so to the tokenizer.
        const RAW: [&str; 10] = [
            "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
            "template",
        ];
        if RAW.contains(&&*tag.name) {
            return false;
        }
        if self.too_many.get().is_some() {
            return true;
        }
        let sink = &self.builder.sink;
        if sink.len() > ELEMENTS + self.source.len() / 2 {
            self.too_many.set(Some(sink.at.get()));
            return true;
        }
        let mut skipped = self.skipped.borrow_mut();
        if tag.kind == TagKind::StartTag {
            let is_deep = sink.depth.get() >= DEPTH;
            if is_deep {
                *skipped.entry(tag.name.clone()).or_default() += 1;
                let (count, first) = self.too_deep.get().unwrap_or((0, sink.at.get()));
                self.too_deep.set(Some((count + 1, first)));
            }
            return is_deep;
        }
        // Elements that nothing closes are forgotten on the way up.
        if sink.depth.get() + 8 < DEPTH {
            skipped.clear();
        }
        let open = skipped.get_mut(&tag.name).filter(|open| **open > 0);
        open.map(|open| *open -= 1).is_some()
    }
}
