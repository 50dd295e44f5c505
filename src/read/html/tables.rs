//! Tables: those that are tables, and those by which pages of other years put their parts beside each other.

use super::blocks::has_text;
use super::maker::Maker;
use super::region::is_heading;
use super::tree::{Place, Tree};
use crate::model::document::{Alignment, Block, Cell, Row};

/// The most columns and rows that a cell can span.
const WIDEST: u16 = 1000;

impl Maker<'_> {
    pub(super) fn table(&mut self, place: Place, out: &mut Vec<Block>) {
        let tree = self.plan.tree;
        let (rows, others) = rows_of(tree, place);
        if is_layout(tree, place, &rows) {
            for child in others.iter().chain(rows.iter().flat_map(|row| &row.cells)) {
                if self.is_skipped(*child) {
                    continue;
                }
                self.claim(*child);
                let blocks = self.blocks_in(*child);
                out.extend(blocks);
            }
            return;
        }
        let mut caption = Vec::new();
        for other in others {
            match tree.name(other) == "caption" && caption.is_empty() && !self.plan.holds_blocks[other] {
                true => {
                    caption = self.paragraph_inlines(other);
                    self.quote(&caption);
                }
                false => self.blocks(&[other], out),
            }
        }
        let (mut head, mut body): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        let has_head = rows.iter().any(|row| row.is_head);
        let mut is_above = true;
        for row in &rows {
            if self.is_skipped(row.place) {
                continue;
            }
            let are_heads = row.cells.iter().all(|&cell| tree.name(cell) == "th");
            is_above &= row.is_head || !has_head && are_heads && body.is_empty();
            let cells = self.row(row);
            if cells.iter().all(Cell::is_empty) {
                continue;
            }
            (if is_above { &mut head } else { &mut body }).push(cells);
        }
        if head.is_empty() && body.is_empty() && caption.is_empty() {
            return;
        }
        if body.is_empty() {
            body = std::mem::take(&mut head);
        }
        let alignments = alignments(tree, &rows);
        out.push(Block::Table { caption, alignments, head, rows: body });
    }

    fn row(&mut self, row: &SourceRow) -> Row {
        let tree = self.plan.tree;
        self.claim(row.place);
        let mut cells = Vec::new();
        for &cell in &row.cells {
            if self.is_skipped(cell) {
                continue;
            }
            self.claim(cell);
            let span = |name: &str| {
                let said = tree.attribute(cell, name).and_then(|value| value.trim().parse::<u16>().ok());
                said.unwrap_or(1).clamp(1, WIDEST)
            };
            let blocks = self.blocks_in(cell);
            let is_head = tree.name(cell) == "th";
            cells.push(Cell { blocks, columns: span("colspan"), rows: span("rowspan"), is_head });
        }
        cells
    }
}

/// A row as the page has it.
struct SourceRow {
    place: Place,
    cells: Vec<Place>,
    is_head: bool,
}

/// The rows of a table, and what else it holds.
fn rows_of(tree: &Tree, table: Place) -> (Vec<SourceRow>, Vec<Place>) {
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    let mut row = |place: Place, is_head: bool| {
        let cells = tree.children(place).filter(|&cell| matches!(tree.name(cell), "td" | "th"));
        rows.push(SourceRow { place, cells: cells.collect(), is_head });
    };
    for child in tree.children(table) {
        match tree.name(child) {
            "tr" => row(child, false),
            "thead" | "tbody" | "tfoot" => {
                let is_head = tree.name(child) == "thead";
                tree.children(child).filter(|&place| tree.name(place) == "tr").for_each(|place| row(place, is_head));
            }
            "colgroup" | "col" => {}
            _ if has_text(tree, child) => others.push(child),
            _ => {}
        }
    }
    (rows, others)
}

/// Whether a table only puts parts of the page beside each other: nothing in it is called a head, and its cells hold parts
/// of a text, or there is nothing that they could be compared with.
fn is_layout(tree: &Tree, table: Place, rows: &[SourceRow]) -> bool {
    if tree.has_role(table, &["presentation", "none"]) {
        return true;
    }
    let cells = || rows.iter().flat_map(|row| &row.cells).copied();
    let says_table = tree.children(table).any(|child| matches!(tree.name(child), "caption" | "thead"))
        || cells().any(|cell| tree.name(cell) == "th")
        || tree.attribute(table, "summary").is_some_and(|summary| !summary.trim().is_empty());
    if says_table {
        return false;
    }
    let holds_parts = |cell: Place| {
        let mut paragraphs = 0;
        tree.within(cell).skip(1).any(|at| {
            let name = tree.name(at);
            paragraphs += usize::from(name == "p");
            is_heading(name) || matches!(name, "table" | "ul" | "ol" | "dl" | "hr" | "blockquote" | "form") || paragraphs > 1
        })
    };
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let worded = rows.iter().filter(|row| row.cells.iter().any(|&cell| has_text(tree, cell))).count();
    widest < 2 || worded < 2 && rows.len() < 3 && cells().any(|cell| tree.words(cell).len() > 200) || cells().any(holds_parts)
}

/// How the columns are aligned, as far as the cells of the last row say.
fn alignments(tree: &Tree, rows: &[SourceRow]) -> Vec<Alignment> {
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut alignments = vec![Alignment::Default; widest.min(usize::from(WIDEST))];
    let Some(row) = rows.iter().rev().find(|row| row.cells.len() == widest) else { return alignments };
    for (alignment, &cell) in alignments.iter_mut().zip(&row.cells) {
        let style: String = tree.attribute(cell, "style").unwrap_or_default().split_whitespace().collect();
        let said = tree.attribute(cell, "align").map(str::to_ascii_lowercase);
        let said = said.or_else(|| style.split_once("text-align:").map(|(_, value)| value.split(';').next().unwrap_or_default().to_owned()));
        *alignment = match said.as_deref() {
            Some("left") => Alignment::Left,
            Some("center" | "middle") => Alignment::Centre,
            Some("right") => Alignment::Right,
            _ => Alignment::Default,
        };
    }
    alignments
}
