//! What nobody would write: no word is lost, nothing lies too deep, and time is in proportion to the text.

use super::built;
use crate::model::document::{Block, Inline, Note};
use crate::model::walk::{self, Child};

/// How deep the model is, and how many words it has.
fn measure(blocks: &[Block], notes: &[Note]) -> (usize, usize) {
    fn inlines(content: &[Inline], depth: usize, deepest: &mut usize) {
        *deepest = (*deepest).max(depth);
        content.iter().for_each(|inline| inlines(inline.content(), depth + 1, deepest));
    }
    fn go(blocks: &[Block], depth: usize, deepest: &mut usize) {
        for block in blocks {
            block.children(&mut |child| match child {
                Child::Flow(content) => inlines(content, depth + 1, deepest),
                Child::Blocks(blocks) => go(blocks, depth + 1, deepest),
            });
        }
    }
    let (mut deepest, mut words) = (0, 0);
    go(blocks, 0, &mut deepest);
    notes.iter().for_each(|note| go(&note.blocks, 0, &mut deepest));
    let mut count = |blocks: &[Block]| {
        walk::blocks(blocks, &mut |part| {
            if let walk::Part::Inline(Inline::Text(text)) = part {
                words += text.text.matches("word").count();
            }
        });
    };
    count(blocks);
    notes.iter().for_each(|note| count(&note.blocks));
    (deepest, words)
}

/// So many that what takes time in the square of them does not come to an end.
const MANY: usize = 20_000;

#[test]
fn elements_nest_without_bound() {
    for name in [
        "div",
        "p",
        "hi",
        "list",
        "item",
        "table",
        "cell",
        "quote",
        "q",
        "note",
        "choice",
        "sic",
        "app",
        "rdg",
        "lg",
        "l",
        "figure",
        "bogus",
        "foreign",
        "attachment",
        "ref",
        "seg",
        "opener",
        "head",
        "fw",
        "index",
        "label",
        "cit",
        "persName",
    ] {
        let attributes = match name {
            "foreign" => " xml:lang=\"de\"",
            "ref" => " target=\"#a\"",
            "hi" => " rend=\"bold italic underline smallcaps\"",
            "persName" => " ref=\"#a\"",
            _ => "",
        };
        let xml = format!(
            "<p>word</p>{}\n<p>word</p>\n{}",
            format!("<{name}{attributes}>word\n<!-- -->\n").repeat(MANY),
            format!("</{name}>").repeat(MANY)
        );
        let built = built(&xml);
        let (deepest, words) = measure(&built.blocks, &built.notes);
        assert!(deepest <= 64, "{name}: {deepest}");
        let titled = built.title.iter().filter(|inline| matches!(inline, Inline::Text(_))).count();
        let is_hidden = matches!(name, "fw" | "index");
        let is_other = matches!(name, "choice" | "sic" | "figure");
        assert!(is_hidden || is_other || titled > 0 || words >= MANY, "{name}: {words}");
    }
}

#[test]
fn many_neighbours_take_time_in_proportion() {
    for piece in [
        "<p>word</p>",
        "<hi>word</hi>",
        "<note>word</note>",
        "<pb n=\"1\"/>",
        "<lb/>word",
        "<anchor xml:id=\"a\"/>",
        "<list><item>word</item></list>",
        "<div xml:id=\"x\"><head>word</head></div>",
        "<app><lem>a</lem><rdg>word</rdg></app>",
        "<supplied>word</supplied>",
        "<ref target=\"#n\">1</ref>",
        "<note xml:id=\"n\" target=\"#a\">word</note>",
        "<l>word</l>",
        "<seg>\n<seg>word</seg></seg>",
    ] {
        let xml = format!("<p>{}</p>{}", piece.repeat(MANY), piece.repeat(MANY));
        let built = built(&xml);
        let (_, words) = measure(&built.blocks, &built.notes);
        assert!(words >= MANY || !piece.contains("word"), "{piece}: {words}");
    }
}

#[test]
fn what_stands_where_it_should_not_is_kept() {
    for xml in [
        "<item>word</item>",
        "<cell>word</cell>",
        "<row>word<cell>word</cell></row>",
        "<table>word<cell>word</cell></table>",
        "<list>word<p>word</p></list>",
        "<label>word</label>",
        "<rdg>word</rdg>",
        "<lem>word</lem>",
        "<corr>word</corr>",
        "<choice>word</choice>",
        "<figDesc>word</figDesc>",
        "<figure>word<p>word</p></figure>",
        "<l>word",
        "<head><p>word</p>word</head>",
        "<choice><p>word</p><list><item>word</item></list></choice>",
        "<app><lem><p>word</p></lem><rdg><p>word</p><p>word</p></rdg></app>",
        "<note><head>word</head><note><note>word</note></note></note>",
        "word<lg>word<l>word</l>word</lg>",
        "<q><head>word</head></q>",
        "<list><head>word</head></list>",
        "<table><head>word</head></table>",
        "<list><label>word</label></list>",
        "<figure><head>word</head></figure>",
        "<closer>word<table><row><cell>word</cell></row></table></closer>",
        "<graphic url=\"x\">word</graphic>",
        "<ptr target=\"#a\">word</ptr>",
    ] {
        let built = built(xml);
        let (_, mut found) = measure(&built.blocks, &built.notes);
        walk::inlines(&built.title, &mut |part| {
            if let walk::Part::Inline(Inline::Text(text)) = part {
                found += text.text.matches("word").count();
            }
        });
        let caption = built
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Table { caption, .. } if !caption.is_empty()));
        assert_eq!(found, xml.matches("word").count(), "{xml}: {:?} {caption}", built.blocks);
    }
}
