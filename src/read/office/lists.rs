//! Lists from paragraphs that know how deep they lie and what stands before them.

use super::inlines::Builder;
use super::parts::{Label, Look, Member, Paragraph, Piece, What};
use crate::model::document::{Block, ListMember, Numbering, ParagraphStyle};

/// Lists while they grow.
#[derive(Default)]
pub(super) struct Lists {
    /// The lists that are open, the outermost first; each lies deeper than that before it.
    open: Vec<Open>,
    done: Vec<Block>,
}

/// A list that is open.
struct Open {
    level: u8,
    kind: Kind,
    start: Option<u64>,
    /// The number that goes on from its last.
    next: u64,
    members: Vec<ListMember>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Number(Numbering),
    Written,
}

impl Lists {
    /// Adds a paragraph: a member, or what goes on in the last one.
    pub(super) fn add(&mut self, paragraph: Paragraph, builder: &mut Builder<'_>) {
        let Some(member) = paragraph.list else {
            let content = builder.inlines(&paragraph.pieces);
            let block = Block::Paragraph { style: ParagraphStyle::Body, content };
            return self.attach(block);
        };
        let mut pieces = paragraph.pieces;
        let (kind, number) = match &member.label {
            Label::Bullet => (Kind::Bullet, 0),
            Label::Number(number, numbering) => (Kind::Number(*numbering), *number),
            Label::Written(label) => {
                let what = What::Text(format!("{label} "));
                pieces.insert(0, Piece { look: Look::default(), link: None, what });
                (Kind::Written, 0)
            }
        };
        self.open_list(&member, kind, number);
        let content = builder.inlines(&pieces);
        let blocks = vec![Block::Paragraph { style: ParagraphStyle::Body, content }];
        if let Some(list) = self.open.last_mut() {
            list.next = number.saturating_add(1);
            list.members.push(ListMember { task: None, tight: true, blocks });
        }
    }

    /// The lists.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while self.close() {}
        self.done
    }

    /// Makes the list that a member belongs to the innermost one.
    fn open_list(&mut self, member: &Member, kind: Kind, number: u64) {
        while self.open.last().is_some_and(|list| list.level > member.level) {
            self.close();
        }
        if let Some(list) = self.open.last()
            && list.level == member.level
        {
            let goes_on = list.kind == kind && (!matches!(kind, Kind::Number(_)) || list.next == number);
            if goes_on && !member.begins {
                return;
            }
            self.close();
        }
        let start = matches!(kind, Kind::Number(_)).then_some(number);
        self.open.push(Open { level: member.level, kind, start, next: 0, members: Vec::new() });
    }

    /// Closes the innermost list, and says whether there was one.
    fn close(&mut self) -> bool {
        let Some(list) = self.open.pop() else { return false };
        let block = match list.kind {
            Kind::Written => Block::WrittenList(list.members),
            Kind::Bullet => Block::List { start: None, numbering: Numbering::Decimal, members: list.members },
            Kind::Number(numbering) => Block::List { start: list.start, numbering, members: list.members },
        };
        self.attach(block);
        true
    }

    /// Adds a block to the innermost member, or behind all lists.
    fn attach(&mut self, block: Block) {
        match self.open.last_mut().and_then(|list| list.members.last_mut()) {
            Some(member) => {
                member.tight &= !matches!(block, Block::Paragraph { .. });
                member.blocks.push(block);
            }
            None => self.done.push(block),
        }
    }
}
