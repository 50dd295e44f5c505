//! From paragraphs with roles to blocks that nest: lists, quotations, code, definitions, figures and tables with captions.

use super::inlines::Builder;
use super::lists::Lists;
use super::parts::{Paragraph, Part, Piece, Role, TableRow, What};
use crate::model::document::{
    Alignment, Block, Cell, Definition, Inline, ParagraphStyle, Row, SectionKind, Text, plain_text,
};

/// A longer paragraph is no heading, whatever its style says.
const LONGEST_HEADING: usize = 600;
/// Tables have no more columns than browsers show.
const MOST_COLUMNS: u16 = 1000;

/// Puts parts together. Nothing that is shown is left out; paragraphs that show nothing are.
pub(super) fn blocks(parts: Vec<Part>, builder: &mut Builder<'_>) -> Vec<Block> {
    let mut assembly = Assembly { builder, blocks: Vec::new(), last: Last::Other, caption: None };
    let mut parts = without_empty(parts).into_iter().peekable();
    while let Some(part) = parts.next() {
        let before = match parts.peek() {
            Some(Part::Table(_)) => Next::Table,
            Some(Part::Paragraph(next)) if next.is_picture() => Next::Picture,
            _ => Next::Other,
        };
        match part {
            Part::Paragraph(paragraph) if paragraph.list.is_some() => {
                let mut lists = Lists::default();
                lists.add(paragraph, assembly.builder);
                while let Some(Part::Paragraph(next)) = parts.next_if(continues_list) {
                    lists.add(next, assembly.builder);
                }
                assembly.push_all(lists.finish());
            }
            Part::Paragraph(paragraph) => {
                let role = paragraph.role;
                let mut run = vec![paragraph];
                if matches!(role, Role::Quote | Role::Code | Role::Lines | Role::Term | Role::Definition) {
                    let goes_on = |part: &Part| matches!(part, Part::Paragraph(next) if next.list.is_none() && goes_on(role, next.role));
                    while let Some(Part::Paragraph(next)) = parts.next_if(goes_on) {
                        run.push(next);
                    }
                }
                assembly.paragraphs(role, run, before);
            }
            Part::Table(rows) => assembly.table(rows),
            Part::Aside(parts) => {
                let blocks = blocks(parts, assembly.builder);
                if !blocks.is_empty() {
                    assembly.push(Block::Section { kind: SectionKind::Aside, blocks });
                }
            }
        }
    }
    assembly.blocks
}

/// The inlines of a title or heading. That all of it is bold is a matter of its style.
pub(super) fn heading_inlines(mut pieces: Vec<Piece>, builder: &mut Builder<'_>) -> Vec<Inline> {
    let is_bold = |piece: &Piece| match &piece.what {
        What::Text(text) => piece.look.bold || text.trim().is_empty(),
        _ => true,
    };
    if pieces.iter().all(is_bold) {
        pieces.iter_mut().for_each(|piece| piece.look.bold = false);
    }
    builder.inlines(&pieces)
}

/// Leaves out paragraphs that show nothing. The names of places in them are those of what follows.
fn without_empty(parts: Vec<Part>) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::with_capacity(parts.len());
    let mut anchors: Vec<Piece> = Vec::new();
    for part in parts {
        match part {
            Part::Paragraph(paragraph) if paragraph.is_empty() && paragraph.role != Role::Rule => {
                anchors.extend(
                    paragraph.pieces.into_iter().filter(|piece| matches!(piece.what, What::Anchor(_))),
                );
            }
            Part::Paragraph(mut paragraph) => {
                if !anchors.is_empty() {
                    paragraph.pieces.splice(0..0, anchors.drain(..));
                }
                kept.push(Part::Paragraph(paragraph));
            }
            other => kept.push(other),
        }
    }
    if !anchors.is_empty() {
        kept.push(Part::Paragraph(Paragraph { pieces: anchors, ..Paragraph::default() }));
    }
    kept
}

fn continues_list(part: &Part) -> bool {
    matches!(part, Part::Paragraph(next) if next.list.is_some() || next.role == Role::Continuation)
}

/// Whether paragraphs of two roles are parts of one block.
fn goes_on(role: Role, next: Role) -> bool {
    role == next || matches!((role, next), (Role::Term, Role::Definition) | (Role::Definition, Role::Term))
}

/// What follows a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Table,
    Picture,
    Other,
}

/// What was pushed last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Picture,
    Table,
    Other,
}

struct Assembly<'b, 'g> {
    builder: &'b mut Builder<'g>,
    blocks: Vec<Block>,
    last: Last,
    /// A caption that belongs to what follows.
    caption: Option<Vec<Inline>>,
}

impl Assembly<'_, '_> {
    fn push(&mut self, block: Block) {
        self.last = Last::Other;
        self.blocks.push(block);
    }

    fn push_all(&mut self, blocks: Vec<Block>) {
        blocks.into_iter().for_each(|block| self.push(block));
    }

    fn push_paragraph(&mut self, style: ParagraphStyle, paragraph: &Paragraph) {
        let content = self.builder.inlines(&paragraph.pieces);
        if !content.is_empty() {
            self.push(Block::Paragraph { style, content });
        }
    }

    /// Adds paragraphs of one role, which are several only where they are one block.
    fn paragraphs(&mut self, role: Role, run: Vec<Paragraph>, next: Next) {
        match role {
            Role::Quote => {
                let blocks = run.iter().map(|paragraph| self.body(paragraph)).collect();
                self.push(Block::Quote { alert: None, blocks });
            }
            Role::Code => self.code(&run),
            Role::Lines => {
                let mut pieces: Vec<Piece> = Vec::new();
                for paragraph in run {
                    if !pieces.is_empty() {
                        pieces.push(Piece {
                            look: Default::default(),
                            link: None,
                            what: What::Text("\n".to_owned()),
                        });
                    }
                    pieces.extend(paragraph.pieces);
                }
                let content = self.builder.inlines(&pieces);
                self.push(Block::Paragraph { style: ParagraphStyle::Lines, content });
            }
            Role::Term | Role::Definition => self.definitions(run),
            _ => run.into_iter().for_each(|paragraph| self.paragraph(paragraph, next)),
        }
    }

    fn body(&mut self, paragraph: &Paragraph) -> Block {
        Block::Paragraph { style: ParagraphStyle::Body, content: self.builder.inlines(&paragraph.pieces) }
    }

    fn paragraph(&mut self, paragraph: Paragraph, next: Next) {
        match paragraph.role {
            Role::Heading(level) if paragraph.text().len() <= LONGEST_HEADING => {
                let content = heading_inlines(paragraph.pieces, self.builder);
                let id = self.builder.heading_id(&plain_text(&content));
                self.push(Block::Heading { level: level.clamp(1, 6), id, content });
            }
            Role::Title => {
                let content = heading_inlines(paragraph.pieces, self.builder);
                let id = self.builder.heading_id(&plain_text(&content));
                self.push(Block::Heading { level: 1, id, content });
            }
            Role::Salutation => self.push_paragraph(ParagraphStyle::Salutation, &paragraph),
            Role::Signature => self.push_paragraph(ParagraphStyle::Signature, &paragraph),
            Role::Caption if !paragraph.is_picture() => self.caption(paragraph, next),
            Role::Subtitle => self.push_paragraph(ParagraphStyle::CaptionText, &paragraph),
            Role::Rule if paragraph.is_empty() => self.push(Block::Rule),
            _ if paragraph.is_picture() => {
                let content = self.builder.inlines(&paragraph.pieces);
                match self.caption.take() {
                    Some(caption) => {
                        let caption =
                            vec![Block::Paragraph { style: ParagraphStyle::Body, content: caption }];
                        self.push(Block::Figure { content, caption });
                    }
                    None => {
                        self.push(Block::Paragraph { style: ParagraphStyle::Body, content });
                        self.last = Last::Picture;
                    }
                }
            }
            _ => self.push_paragraph(ParagraphStyle::Body, &paragraph),
        }
    }

    /// A caption belongs to the image or table before it, else to that after it.
    fn caption(&mut self, paragraph: Paragraph, next: Next) {
        let content = self.builder.inlines(&paragraph.pieces);
        let as_paragraph = |content| Block::Paragraph { style: ParagraphStyle::Body, content };
        match (self.last, self.blocks.last_mut()) {
            (Last::Picture, Some(block)) => {
                if let Block::Paragraph { content: images, .. } = block {
                    let images = std::mem::take(images);
                    *block = Block::Figure { content: images, caption: vec![as_paragraph(content)] };
                }
                self.last = Last::Other;
            }
            (Last::Table, Some(Block::Table { caption, .. })) if next == Next::Other => {
                *caption = content;
                self.last = Last::Other;
            }
            _ if next != Next::Other => self.caption = Some(content),
            _ => self.push(as_paragraph(content)),
        }
    }

    /// Code is kept letter by letter; where notes or links stand in it, as lines that can hold them.
    fn code(&mut self, run: &[Paragraph]) {
        let is_mere = |piece: &Piece| matches!(piece.what, What::Text(_) | What::LineBreak | What::Anchor(_));
        if run
            .iter()
            .flat_map(|paragraph| &paragraph.pieces)
            .all(|piece| is_mere(piece) && piece.link.is_none())
        {
            let lines: Vec<String> = run.iter().map(Paragraph::text).collect();
            let text = lines.join("\n");
            self.builder.at += text.len();
            self.builder.end_paragraph();
            self.push(Block::Code { language: None, text });
            return;
        }
        let mut content = Vec::new();
        for paragraph in run {
            if !content.is_empty() {
                content.push(Inline::Text(Text { text: "\n".to_owned(), start: self.builder.at }));
            }
            let mut pieces = paragraph.pieces.clone();
            for piece in &mut pieces {
                piece.look.code = false;
            }
            content.append(&mut self.builder.inlines(&pieces));
        }
        self.push(Block::Paragraph { style: ParagraphStyle::Preformatted, content });
    }

    fn definitions(&mut self, run: Vec<Paragraph>) {
        let mut definitions: Vec<Definition> = Vec::new();
        for paragraph in run {
            let content = self.builder.inlines(&paragraph.pieces);
            let needs_new = match definitions.last() {
                None => true,
                Some(last) => paragraph.role == Role::Term && !last.definitions.is_empty(),
            };
            if needs_new {
                definitions.push(Definition { terms: Vec::new(), definitions: Vec::new() });
            }
            let Some(last) = definitions.last_mut() else { continue };
            if paragraph.role == Role::Term {
                last.terms.push(content);
            } else {
                let block = Block::Paragraph { style: ParagraphStyle::Body, content };
                match last.definitions.last_mut() {
                    Some(blocks) => blocks.push(block),
                    None => last.definitions.push(vec![block]),
                }
            }
        }
        self.push(Block::Definitions(definitions));
    }

    fn table(&mut self, table: Vec<TableRow>) {
        let caption = self.caption.take().unwrap_or_default();
        let mut columns = 0_u16;
        let mut head: Vec<Row> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        let count = table.len();
        for (at, row) in table.into_iter().enumerate() {
            // A table whose rows are all heads has none.
            let is_head = row.is_head && rows.is_empty() && at + 1 < count;
            let width = row.cells.iter().fold(0_u16, |sum, cell| sum.saturating_add(cell.columns));
            columns = columns.max(width);
            let cells = row.cells.into_iter().map(|cell| Cell {
                blocks: blocks(cell.parts, self.builder),
                columns: cell.columns.clamp(1, MOST_COLUMNS),
                rows: cell.rows.max(1),
                is_head,
            });
            let cells: Row = cells.collect();
            if is_head {
                head.push(cells);
            } else {
                rows.push(cells);
            }
        }
        let alignments = vec![Alignment::Default; usize::from(columns.min(MOST_COLUMNS))];
        let has_caption = !caption.is_empty();
        self.push(Block::Table { caption, alignments, head, rows });
        if !has_caption {
            self.last = Last::Table;
        }
    }
}
