//! A message in plain text: what it says itself, what it quotes of others, and the lines that sign it.

use std::ops::Range;

use crate::config::guesses::Guesses;
use crate::language::dates::Words;
use crate::model::document::{Block, Inline, ParagraphStyle, SectionKind, plain_text};
use crate::read::plain::running;

/// Quotations that lie deeper stand in the deepest, with their signs.
const DEEPEST: usize = 12;
/// A signature has no more lines than these; without the space that marks it, no more than a few.
const LONGEST_SIGNATURE: usize = 60;
const LONGEST_UNMARKED: usize = 8;
/// The line that says whom a message quotes is no longer than this.
const LONGEST_AUTHOR: usize = 300;

/// How a text may be read.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub words: &'a Words,
    pub guesses: Guesses,
}

/// A line without its signs of quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    depth: usize,
    text: String,
}

/// The blocks of a text. `is_flowed` says that lines which end with a space go on, `drops_space` that this space is no
/// part of the text.
pub fn blocks(text: &str, is_flowed: bool, drops_space: bool, setting: Setting<'_>) -> Vec<Block> {
    let mut lines: Vec<Line> = text.lines().map(Line::of).collect();
    keep_prompts(&mut lines);
    if is_flowed {
        lines = flowed(lines, drops_space);
    }
    let signature = signature(&lines);
    let signed = lines.get(signature..).unwrap_or_default();
    let mut blocks = level(lines.get(..signature).unwrap_or_default(), 0, setting);
    let signed = verbatim(signed);
    if !signed.trim().is_empty() {
        let lines = running::kept(signed.trim_end(), ParagraphStyle::Lines, setting.words, setting.guesses);
        blocks.push(Block::Section { kind: SectionKind::Signature, blocks: vec![lines] });
    }
    blocks
}

impl Line {
    fn of(line: &str) -> Self {
        let (mut depth, mut rest) = (0, line);
        while depth < DEEPEST
            && let Some(after) =
                rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0))
        {
            rest = after;
            depth += 1;
        }
        let rest = if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        Self { depth, text: rest.trim_end_matches('\r').to_owned() }
    }
}

/// The prompts of Python are no quotations: three signs where nothing has one or two.
fn keep_prompts(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let length = lines.get(at..).unwrap_or_default().iter().take_while(|line| line.depth > 0).count();
        let run = lines.get_mut(at..at + length).unwrap_or_default();
        if run.first().is_some_and(|first| first.depth == 3) && run.iter().all(|line| line.depth >= 3) {
            for line in run {
                line.text.insert_str(0, ">>> ");
                line.depth = 0;
            }
        }
        at += length.max(1);
    }
}

/// Lines put together that go on in the next one (RFC 3676).
fn flowed(lines: Vec<Line>, drops_space: bool) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut goes_on = false;
    for mut line in lines {
        // A space was put before what could be taken for a sign.
        if line.depth == 0 && line.text.starts_with(' ') {
            line.text.remove(0);
        }
        let is_mark = line.text == "-- ";
        let is_open = line.text.ends_with(' ') && !is_mark;
        match joined.last_mut() {
            Some(last) if goes_on && last.depth == line.depth && !is_mark => {
                if drops_space {
                    last.text.pop();
                }
                last.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
        goes_on = is_open;
    }
    joined
}

/// Where the lines begin that sign a message: after `-- `, or below a long rule as mailing lists put it.
fn signature(lines: &[Line]) -> usize {
    let found = lines.iter().enumerate().rev().take(LONGEST_SIGNATURE).find(|(at, line)| {
        let rest = lines.len() - at - 1;
        let is_rule = line.text.len() >= 20 && line.text.bytes().all(|byte| byte == b'_');
        line.depth == 0 && (line.text == "-- " || (line.text == "--" || is_rule) && rest <= LONGEST_UNMARKED)
    });
    let last = found.map_or(lines.len(), |(at, _)| at);
    // A list's foot stands below a writer's own signature.
    let above = lines.get(..last).unwrap_or_default();
    let own = above
        .iter()
        .enumerate()
        .rev()
        .take(LONGEST_UNMARKED)
        .find(|(_, line)| line.depth == 0 && line.text == "-- ");
    let signature = own.map_or(last, |(at, _)| at);
    let armour = lines
        .iter()
        .position(|line| line.depth == 0 && line.text.starts_with("-----BEGIN PGP SIGNATURE-----"));
    armour.map_or(signature, |armour| armour.min(signature))
}

/// Lines as they were.
fn verbatim(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&"> ".repeat(line.depth));
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// The blocks of lines that are quoted so deep, and deeper.
fn level(lines: &[Line], depth: usize, setting: Setting<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let own = rest.iter().take_while(|line| line.depth <= depth).count();
        if own > 0 {
            own_text(rest.get(..own).unwrap_or_default(), own < rest.len(), setting, &mut blocks);
        }
        let quoted = rest.get(own..).unwrap_or_default();
        let length = quotation(quoted, depth);
        if length > 0 {
            let mut within = Vec::from_iter(take_author(&mut blocks));
            within.extend(level(quoted.get(..length).unwrap_or_default(), depth + 1, setting));
            blocks.push(Block::Section { kind: SectionKind::Quoted, blocks: within });
        }
        at += own + length;
    }
    blocks
}

/// How many lines a quotation has. Programs leave out the sign of an empty line.
fn quotation(lines: &[Line], depth: usize) -> usize {
    let (mut end, mut at) = (0, 0);
    for line in lines {
        at += 1;
        if line.depth > depth {
            end = at;
        } else if !line.text.trim().is_empty() || line.depth < depth {
            break;
        }
    }
    end
}

/// The blocks of the text between quotations. The last lines can say who is quoted.
fn own_text(lines: &[Line], is_before_quotation: bool, setting: Setting<'_>, blocks: &mut Vec<Block>) {
    let Setting { words, guesses } = setting;
    let author = if is_before_quotation { author(lines) } else { None };
    let (own, author) = match author {
        Some(span) => (lines.get(..span.start).unwrap_or_default(), lines.get(span).unwrap_or_default()),
        None => (lines, &[][..]),
    };
    let patch = guesses.preformatted.then(|| patch(own)).flatten().unwrap_or(own.len());
    let text = joined(own.get(..patch).unwrap_or_default());
    if is_part_of_patch(&text) && guesses.preformatted {
        blocks.push(running::kept(text.trim_end(), ParagraphStyle::Preformatted, words, guesses));
    } else {
        blocks.extend(running::blocks(&text, words, guesses));
    }
    let patch = joined(own.get(patch..).unwrap_or_default());
    if !patch.trim().is_empty() {
        blocks.push(running::kept(patch.trim_end(), ParagraphStyle::Preformatted, words, guesses));
    }
    if !author.is_empty() {
        let text: Vec<&str> =
            author.iter().map(|line| line.text.trim()).filter(|text| !text.is_empty()).collect();
        let content = running::line(&text.join(" "), words, guesses);
        blocks.push(Block::Paragraph { style: ParagraphStyle::Caption, content });
    }
}

fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// The lines before a quotation that say whom it quotes: the last ones, which end with a colon.
fn author(lines: &[Line]) -> Option<Range<usize>> {
    const BEGINS: [&str; 9] = ["On ", "Am ", "Le ", "El ", "Il ", "Op ", "Em ", "At ", "In "];
    let end = lines.iter().rposition(|line| !line.text.trim().is_empty())? + 1;
    let last = lines.get(end - 1)?.text.trim();
    if !last.ends_with([':', '：']) || last.len() > LONGEST_AUTHOR {
        return None;
    }
    let begins = |line: &Line| BEGINS.iter().any(|begin| line.text.trim_start().starts_with(begin));
    let above = lines.get(..end).unwrap_or_default();
    let first =
        (1..=3).take_while(|back| above.len() >= *back && !above[above.len() - back].text.trim().is_empty());
    let whole = first.clone().find(|back| begins(&above[above.len() - back])).unwrap_or(1);
    let text = joined(above.get(end - whole..).unwrap_or_default());
    let names_someone = text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '<'));
    (whole > 1 || names_someone || last.ends_with("wrote:")).then_some(end - whole..lines.len())
}

/// Takes the line that says whom a quotation quotes from the end of what stands before it.
pub fn take_author(blocks: &mut Vec<Block>) -> Option<Block> {
    match blocks.last() {
        Some(Block::Paragraph { style: ParagraphStyle::Caption, .. }) => blocks.pop(),
        _ => None,
    }
}

/// The same of a text whose lines are not known.
pub fn take_author_of(blocks: &mut Vec<Block>) -> Option<Block> {
    let is_author = |content: &[Inline]| {
        let text = plain_text(content);
        let text = text.trim();
        text.ends_with(':')
            && text.len() <= LONGEST_AUTHOR
            && text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '<'))
    };
    match blocks.pop_if(|block| matches!(block, Block::Paragraph { content, .. } if is_author(content))) {
        Some(Block::Paragraph { content, .. }) => {
            Some(Block::Paragraph { style: ParagraphStyle::Caption, content })
        }
        _ => None,
    }
}

/// Where a patch begins, which goes on to the end.
fn patch(lines: &[Line]) -> Option<usize> {
    let next = |at: usize| lines.get(at + 1).map_or("", |line| line.text.as_str());
    lines.iter().enumerate().position(|(at, line)| {
        line.text.starts_with("diff --git ")
            || line.text.starts_with("--- ") && next(at).starts_with("+++ ")
            || line.text.starts_with("Index: ") && next(at).starts_with("====")
    })
}

/// Whether lines are such of a patch that somebody quotes by pieces.
fn is_part_of_patch(text: &str) -> bool {
    let (mut lines, mut changed, mut same) = (0_usize, 0_usize, 0_usize);
    for line in text.lines().filter(|line| !line.is_empty()) {
        lines += 1;
        let is_list = line.starts_with("- ") || line.starts_with("+ ") || line.starts_with("--");
        changed += usize::from(line.starts_with(['+', '-']) && !is_list || line.starts_with("@@ "));
        same += usize::from(line.starts_with([' ', '\t']));
    }
    changed >= 2 && (changed + same) * 5 >= lines * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Block> {
        let words = Words::default();
        blocks(text, false, false, Setting { words: &words, guesses: Guesses::default() })
    }

    /// The blocks by their kinds, with how their words begin.
    fn outline(blocks: &[Block]) -> String {
        let shape = |block: &Block| match block {
            Block::Section { kind, blocks } => format!("{kind:?}({})", outline(blocks)),
            Block::Paragraph { style, content } => {
                format!(
                    "{style:?} {}",
                    plain_text(content).split_whitespace().take(2).collect::<Vec<_>>().join(" ")
                )
            }
            other => format!("{other:?}").split([' ', '{', '(']).next().unwrap_or_default().to_owned(),
        };
        blocks.iter().map(shape).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn quotations_nest_with_their_authors() {
        let text = "Yes.\n\nOn Fri, 4 Mar 2011, Orn wrote:\n> The lamp?\n>\n> Vell <vell@…> wrote:\n>> The quay\n> > is dry.\n\nNo.\n";
        assert_eq!(
            outline(&read(text)),
            "Body Yes., Quoted(Caption On Fri,, Body The lamp?, Quoted(Caption Vell <vell@…>, Body The quay)), Body No."
        );
    }

    #[test]
    fn an_author_can_take_several_lines() {
        let text = "Sure.\nOn Fri, 4 Mar 2011 at 09:12, Orn Amsel of the Harbour Office\n<orn@…> wrote:\n\n> The lamp?\n";
        assert_eq!(outline(&read(text)), "Body Sure., Quoted(Caption On Fri,, Body The lamp?)");
        assert_eq!(
            outline(&read("This is what follows:\n> The lamp?\n")),
            "Body This is, Quoted(Body The lamp?)"
        );
    }

    #[test]
    fn signatures_are_quiet() {
        assert_eq!(outline(&read("Text.\n-- \nOrn\nHarbour\n")), "Body Text., Signature(Lines -- Orn)");
        let foot = format!("Text.\n-- \nOrn\n{}\nlist\n", "_".repeat(40));
        assert_eq!(outline(&read(&foot)), "Body Text., Signature(Lines -- Orn)");
        assert_eq!(outline(&read("Text.\n--\nOrn\n")), "Body Text., Signature(Lines -- Orn)");
    }

    #[test]
    fn flowed_lines_go_on() {
        let words = Words::default();
        let setting = Setting { words: &words, guesses: Guesses::default() };
        let text = |drops| {
            let blocks = blocks("The \nlamp\n> is \n> lit\n-- \nOrn\n", true, drops, setting);
            let mut text = String::new();
            crate::model::walk::blocks(&blocks, &mut |part| {
                if let crate::model::walk::Part::Inline(Inline::Text(found)) = part {
                    text.push_str(&found.text);
                    text.push('|');
                }
            });
            text
        };
        assert!(text(false).starts_with("The lamp|is lit|"), "{}", text(false));
        assert!(text(true).starts_with("Thelamp|islit|"), "{}", text(true));
    }

    #[test]
    fn patches_and_prompts_are_kept() {
        let patch = "Fix it.\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-lamp\n+quay\n";
        assert_eq!(outline(&read(patch)), "Body Fix it., Preformatted diff --git");
        assert_eq!(
            outline(&read("> @@ -1 +1 @@\n> -lamp\n> +quay\n\nGood.\n")),
            "Quoted(Preformatted @@ -1), Body Good."
        );
        assert!(!outline(&read("Try:\n\n>>> import lamp\n>>> lamp.light()\n")).contains("Quoted"));
    }

    #[test]
    fn deep_quotations_end() {
        let text = format!("{} deep\n", ">".repeat(100_000));
        assert_eq!(outline(&read(&text)).matches("Quoted").count(), DEEPEST);
    }
}
