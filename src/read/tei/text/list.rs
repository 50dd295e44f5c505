//! Lists: members with marks, numbers, labels or none.

use super::TextBuilder;
use super::container::Holder;
use crate::model::document::{
    Block, Definition, Inline, ListMember, Numbering, ParagraphStyle, Text, plain_text,
};
use crate::read::plain::list;
use crate::read::tei::event::Element;

/// A mark before a member is no longer than this.
const LONGEST_MARK: usize = 8;

/// A list while it grows.
#[derive(Debug, Default)]
pub(super) struct ListState {
    /// What it is called.
    pub(super) head: Vec<Inline>,
    form: Form,
    /// Whether its type says what it is about, such as "participants".
    is_about: bool,
    /// Labels that wait for their members.
    labels: Vec<Vec<Inline>>,
    members: Vec<Member>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Form {
    /// Nothing is said.
    #[default]
    Open,
    /// With dots.
    Bulleted,
    /// With numbers.
    Numbered(Numbering),
    /// Without either.
    Simple,
}

#[derive(Debug)]
struct Member {
    labels: Vec<Vec<Inline>>,
    number: Option<String>,
    blocks: Vec<Block>,
}

impl ListState {
    /// A list by what its element says.
    pub(super) fn of(element: &Element<'_>) -> Self {
        let said = element.any(&["type", "rend", "rendition", "style"]).unwrap_or_default().to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let form = if said.is_empty() {
            Form::Open
        } else if has(&["unordered", "bullet", "disc", "ul"]) && !has(&["simple"]) {
            Form::Bulleted
        } else if has(&["order", "number", "decimal", "arabic", "roman", "alpha", "letter"]) {
            Form::Numbered(numbering(&said))
        } else {
            Form::Simple
        };
        let layout = [
            "simple", "inline", "gloss", "plain", "none", "marked", "hanging", "indent", "unmarked",
            "labeled",
        ];
        let is_about = form == Form::Simple && element.get("type").is_some() && !has(&layout);
        Self { form, is_about, ..Self::default() }
    }

    /// A list of people, places or books.
    pub(super) fn of_entries() -> Self {
        Self::default()
    }
}

fn numbering(said: &str) -> Numbering {
    let is_upper = said.contains("upper") || said.contains("capital");
    match (said.contains("roman"), said.contains("alpha") || said.contains("letter")) {
        (true, _) if is_upper => Numbering::UpperRoman,
        (true, _) => Numbering::LowerRoman,
        (_, true) if is_upper => Numbering::UpperAlpha,
        (_, true) => Numbering::LowerAlpha,
        _ => Numbering::Decimal,
    }
}

impl TextBuilder<'_> {
    /// A member of a list ends.
    pub(super) fn end_member(&mut self, number: Option<String>, blocks: Vec<Block>) {
        match &mut self.current.holder {
            Holder::List(list) => {
                let labels = std::mem::take(&mut list.labels);
                if !blocks.is_empty() || !labels.is_empty() {
                    list.members.push(Member { labels, number, blocks });
                }
            }
            _ => self.current.blocks.extend(blocks),
        }
    }

    /// The label of a member ends.
    pub(super) fn end_label(&mut self, blocks: Vec<Block>) {
        let mut label: Vec<Inline> = Vec::new();
        let mut others = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                    if !label.is_empty() {
                        label.push(Inline::LineBreak);
                    }
                    label.extend(content);
                }
                Block::PageBreak(page) => label.push(Inline::PageBreak(page)),
                other => others.push(other),
            }
        }
        match &mut self.current.holder {
            Holder::List(list) => {
                if !label.is_empty() {
                    list.labels.push(label);
                }
            }
            _ if label.is_empty() => {}
            _ => self.push_block(Block::Paragraph { style: ParagraphStyle::Body, content: label }),
        }
        self.current.blocks.extend(others);
    }

    /// A list ends. What stood in it outside its members comes before it.
    pub(super) fn end_list(&mut self, mut list: ListState, stray: Vec<Block>) {
        if !list.labels.is_empty() {
            let labels = std::mem::take(&mut list.labels);
            list.members.push(Member { labels, number: None, blocks: Vec::new() });
        }
        stray.into_iter().for_each(|block| self.push_block(block));
        let has_head = !list.head.is_empty();
        if has_head {
            let content = std::mem::take(&mut list.head);
            self.push_block(Block::Paragraph { style: ParagraphStyle::Caption, content });
        }
        if list.members.is_empty() {
            return;
        }
        if has_head
            && list.is_about
            && list.members.iter().all(|member| member.labels.is_empty() && are_lines(&member.blocks))
        {
            let members = list.members.into_iter().flat_map(|member| member.blocks);
            let mut lines = Vec::new();
            flatten(members, &mut lines);
            return lines.into_iter().for_each(|block| self.push_block(block));
        }
        let block = made(list);
        self.push_block(block);
    }
}

/// Whether blocks are single lines, also of lists within.
fn are_lines(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match block {
        Block::Paragraph { style, .. } => {
            matches!(style, ParagraphStyle::Body | ParagraphStyle::Caption | ParagraphStyle::CaptionText)
        }
        Block::PageBreak(_) => true,
        Block::List { members, .. } | Block::WrittenList(members) => {
            members.iter().all(|member| are_lines(&member.blocks))
        }
        _ => false,
    })
}

/// The lines of a list of a document's head: what it announces.
fn flatten(blocks: impl IntoIterator<Item = Block>, lines: &mut Vec<Block>) {
    for block in blocks {
        match block {
            Block::Paragraph { content, .. } => {
                lines.push(Block::Paragraph { style: ParagraphStyle::CaptionText, content });
            }
            Block::List { members, .. } | Block::WrittenList(members) => {
                members.into_iter().for_each(|member| flatten(member.blocks, lines));
            }
            other => lines.push(other),
        }
    }
}

/// The list by the marks that it has.
fn made(list: ListState) -> Block {
    let ListState { form, members, .. } = list;
    let labelled = members.iter().filter(|member| !member.labels.is_empty()).count();
    if labelled > 0 {
        let is_marked =
            members.iter().flat_map(|member| &member.labels).all(|label| is_mark(&plain_text(label)));
        if !is_marked {
            return definitions(members);
        }
        return Block::WrittenList(list_members(members, true));
    }
    let begins = |member: &Member| match member.blocks.first() {
        Some(Block::Paragraph { content, .. }) => list::begins(plain_text(content).trim_start()),
        _ => false,
    };
    let start = || match members.first().and_then(|member| member.number.as_deref()) {
        Some(number) => number.trim_end_matches(['.', ')']).parse().unwrap_or(1),
        None => 1,
    };
    match form {
        // Marks that the text has itself are not doubled.
        _ if members.iter().all(begins) => Block::WrittenList(list_members(members, false)),
        Form::Numbered(numbering) => {
            Block::List { start: Some(start()), numbering, members: list_members(members, false) }
        }
        Form::Simple => Block::WrittenList(list_members(members, false)),
        Form::Open | Form::Bulleted => {
            Block::List { start: None, numbering: Numbering::Decimal, members: list_members(members, false) }
        }
    }
}

/// Whether a label is a number, a letter or a sign.
fn is_mark(label: &str) -> bool {
    let label = label.trim();
    let core = label.trim_matches(|sign: char| !sign.is_alphanumeric());
    label.chars().count() <= LONGEST_MARK
        && (core.chars().count() <= 1
            || core.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '-'))
            || core.chars().all(|sign| "ivxlcdmIVXLCDM".contains(sign)))
}

fn list_members(members: Vec<Member>, with_labels: bool) -> Vec<ListMember> {
    let is_paragraph = |block: &&Block| matches!(block, Block::Paragraph { .. });
    let tight = members.iter().all(|member| member.blocks.iter().filter(is_paragraph).count() <= 1);
    let members = members.into_iter().map(|member| {
        let Member { labels, mut blocks, .. } = member;
        if with_labels && !labels.is_empty() {
            let mut label: Vec<Inline> = labels.into_iter().flatten().collect();
            match blocks.first_mut() {
                Some(Block::Paragraph { content, .. }) => {
                    label.push(Inline::Text(Text { text: " ".to_owned(), start: start_of(content) }));
                    content.splice(0..0, label);
                }
                _ => blocks.insert(0, Block::Paragraph { style: ParagraphStyle::Body, content: label }),
            }
        }
        ListMember { task: None, tight, blocks }
    });
    members.collect()
}

/// Where a text begins in the source.
fn start_of(content: &[Inline]) -> usize {
    let start = content.iter().find_map(|inline| match inline {
        Inline::Text(text) => Some(text.start),
        other => other.content().first().map(|_| start_of(other.content())),
    });
    start.unwrap_or_default()
}

fn definitions(members: Vec<Member>) -> Block {
    let mut definitions: Vec<Definition> = Vec::new();
    for member in members {
        let blocks: Vec<Vec<Block>> =
            (!member.blocks.is_empty()).then_some(member.blocks).into_iter().collect();
        match definitions.last_mut() {
            Some(last) if member.labels.is_empty() => last.definitions.extend(blocks),
            _ => definitions.push(Definition { terms: member.labels, definitions: blocks }),
        }
    }
    Block::Definitions(definitions)
}
