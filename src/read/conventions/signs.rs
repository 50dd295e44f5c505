//! Signs within running text: marks of printed pages, addresses, brackets of editors.

use std::mem;
use std::ops::Range;

use crate::language::reading::PageWords;
use crate::model::document::{Block, Document, Inline, PageBreak, ParagraphStyle, Text};
use crate::model::walk;
use crate::read::{bare_address, page_break};

/// How deep insertions nest; what lies deeper is text.
const DEPTH: usize = 16;

/// Finds page marks, bare addresses and editors' brackets in the texts of a document.
pub(super) fn divide(document: &mut Document, words: &PageWords) {
    divide_flow(&mut document.title, words, false);
    divide_blocks(&mut document.blocks, words);
    document.notes.iter_mut().for_each(|note| divide_blocks(&mut note.blocks, words));
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for mut block in mem::take(&mut document.blocks) {
        if let Block::Paragraph { style: ParagraphStyle::Body, content } = &mut block {
            blocks.extend(leading_pages(content));
            let is_empty = content.iter().all(is_space);
            if is_empty && matches!(blocks.last(), Some(Block::PageBreak(_))) {
                continue;
            }
        }
        blocks.push(block);
    }
    document.blocks = blocks;
}

/// Takes the page breaks with which a paragraph begins out of it: they stand between paragraphs.
fn leading_pages(content: &mut Vec<Inline>) -> Vec<Block> {
    let last = content
        .iter()
        .take_while(|inline| matches!(inline, Inline::PageBreak(_)) || is_space(inline))
        .enumerate()
        .filter(|(_, inline)| matches!(inline, Inline::PageBreak(_)))
        .last();
    let Some((last, _)) = last else { return Vec::new() };
    let pages = content.drain(..=last).filter_map(|inline| match inline {
        Inline::PageBreak(page) => Some(Block::PageBreak(page)),
        _ => None,
    });
    let pages = pages.collect();
    if let Some(Inline::Text(text)) = content.first_mut() {
        let space = text.text.len() - text.text.trim_start().len();
        text.text.replace_range(..space, "");
        text.start += space;
    }
    pages
}

fn is_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.text.trim().is_empty(),
        Inline::LineBreak => true,
        _ => false,
    }
}

fn divide_blocks(blocks: &mut [Block], words: &PageWords) {
    for block in blocks {
        let is_verbatim =
            matches!(block, Block::Paragraph { style: ParagraphStyle::Preformatted, .. } | Block::Html(_));
        block.children_mut(&mut |child| match child {
            walk::ChildMut::Flow(flow) if !is_verbatim => divide_flow(flow, words, false),
            walk::ChildMut::Flow(_) => {}
            walk::ChildMut::Blocks(blocks) => divide_blocks(blocks, words),
        });
    }
}

fn divide_flow(flow: &mut Vec<Inline>, words: &PageWords, is_linked: bool) {
    let has_signs = |inline: &Inline| match inline {
        Inline::Text(text) => text.text.contains('[') || text.text.contains("://"),
        other => !other.content().is_empty(),
    };
    if !flow.iter().any(has_signs) {
        return;
    }
    let mut divided = Vec::with_capacity(flow.len());
    for mut inline in mem::take(flow) {
        match inline {
            Inline::Text(text) if text.text.contains(['[', ':']) => {
                divide_text(&text, words, is_linked, &mut divided);
                continue;
            }
            ref mut other => {
                let is_linked = is_linked || matches!(other, Inline::Link { .. } | Inline::Reference { .. });
                if let Some(within) = other.run_mut() {
                    divide_flow(within, words, is_linked);
                }
            }
        }
        divided.push(inline);
    }
    *flow = divided;
}

/// What is no text in a text.
enum Cut<'t> {
    Page(&'t str),
    Address,
    Open,
    Close,
}

/// Takes one text apart.
fn divide_text(text: &Text, words: &PageWords, is_linked: bool, out: &mut Vec<Inline>) {
    let whole = text.text.as_str();
    let piece = |span: Range<usize>| {
        Inline::Text(Text { text: whole[span.clone()].to_owned(), start: text.start + span.start })
    };
    let mut levels: Vec<Vec<Inline>> = vec![Vec::new()];
    let push = |levels: &mut Vec<Vec<Inline>>, inline: Inline| {
        if let Some(level) = levels.last_mut() {
            level.push(inline);
        }
    };
    let mut at = 0;
    for (span, cut) in cuts(whole, words, is_linked) {
        // The brackets of editors are text.
        let end = if matches!(cut, Cut::Close) { span.end } else { span.start };
        if end > at {
            push(&mut levels, piece(at..end));
        }
        at = match cut {
            Cut::Open => span.start,
            // With space on both sides of a page mark, one is enough.
            Cut::Page(_) if whole[..span.start].ends_with(' ') && whole[span.end..].starts_with(' ') => {
                span.end + 1
            }
            _ => span.end,
        };
        match cut {
            Cut::Page(page) => push(&mut levels, Inline::PageBreak(PageBreak::to(page, false))),
            Cut::Address => {
                let address = whole[span.clone()].to_owned();
                push(&mut levels, Inline::Link { address, title: String::new(), content: vec![piece(span)] });
            }
            Cut::Open => levels.push(Vec::new()),
            Cut::Close => {
                let content = levels.pop().unwrap_or_default();
                push(&mut levels, Inline::Editorial(content));
            }
        }
    }
    if at < whole.len() {
        push(&mut levels, piece(at..whole.len()));
    }
    out.extend(levels.into_iter().flatten());
}

/// What is no text in a text, in order. Brackets that do not match are text, and so are those that lie too deep.
fn cuts<'t>(whole: &'t str, words: &'t PageWords, is_linked: bool) -> Vec<(Range<usize>, Cut<'t>)> {
    let mut cuts: Vec<(Range<usize>, Cut<'t>)> =
        page_break::find(whole, words).map(|(span, page)| (span, Cut::Page(page))).collect();
    let is_taken = |cuts: &[(Range<usize>, Cut<'t>)], at: usize| {
        let next = cuts.partition_point(|(span, _)| span.end <= at);
        cuts.get(next).is_some_and(|(span, _)| span.contains(&at))
    };
    if !is_linked {
        let addresses: Vec<Range<usize>> =
            bare_address::find(whole).filter(|span| !is_taken(&cuts, span.start)).collect();
        cuts.extend(addresses.into_iter().map(|span| (span, Cut::Address)));
        cuts.sort_by_key(|(span, _)| span.start);
    }
    let (mut open, mut brackets) = (Vec::new(), Vec::new());
    for at in memchr::memchr2_iter(b'[', b']', whole.as_bytes()).filter(|at| !is_taken(&cuts, *at)) {
        if whole.as_bytes()[at] == b'[' {
            open.push(at);
        } else if let Some(opened) = open.pop()
            && open.len() < DEPTH
        {
            brackets.extend([(opened..opened + 1, Cut::Open), (at..at + 1, Cut::Close)]);
        }
    }
    cuts.extend(brackets);
    cuts.sort_by_key(|(span, _)| span.start);
    cuts
}
