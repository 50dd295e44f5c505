//! Tables: rows, cells, and what they span.

use super::TextBuilder;
use super::container::Holder;
use crate::model::document::{Block, Cell, Inline, Row};
use crate::read::tei::event::Element;

/// A cell spans no more rows or columns than this.
const WIDEST: u16 = 1000;

/// A table while it grows.
#[derive(Debug, Default)]
pub(super) struct TableState {
    /// What it is called.
    pub(super) caption: Vec<Inline>,
    head: Vec<Row>,
    rows: Vec<Row>,
}

/// A cell by what its element says.
pub(super) fn cell(element: &Element<'_>, in_row_of_labels: bool) -> Cell {
    let span = |name: &str| {
        let number = element.get(name).and_then(|value| value.parse().ok());
        number.unwrap_or(1_u16).clamp(1, WIDEST)
    };
    let is_head = !in_row_of_labels && element.has_word("role", "label");
    Cell { blocks: Vec::new(), columns: span("cols"), rows: span("rows"), is_head }
}

impl TextBuilder<'_> {
    /// A cell ends.
    pub(super) fn end_cell(&mut self, mut cell: Cell, blocks: Vec<Block>) {
        cell.blocks = blocks;
        match &mut self.current.holder {
            Holder::Row(cells, _) => cells.push(cell),
            Holder::Table(table) => table.rows.push(vec![cell]),
            _ => self.current.blocks.extend(cell.blocks),
        }
    }

    /// A row ends. What stood in it outside its cells is a cell, too.
    pub(super) fn end_row(&mut self, mut cells: Row, is_head: bool, stray: Vec<Block>) {
        if !stray.is_empty() {
            cells.push(Cell { blocks: stray, columns: 1, rows: 1, is_head: false });
        }
        if cells.is_empty() {
            return;
        }
        match &mut self.current.holder {
            Holder::Table(table) if is_head && table.rows.is_empty() => table.head.push(cells),
            Holder::Table(table) => {
                if is_head {
                    cells.iter_mut().for_each(|cell| cell.is_head = true);
                }
                table.rows.push(cells);
            }
            _ => self.current.blocks.extend(cells.into_iter().flat_map(|cell| cell.blocks)),
        }
    }

    /// A table ends. What stood in it outside its rows comes before it.
    pub(super) fn end_table(&mut self, table: TableState, stray: Vec<Block>) {
        stray.into_iter().for_each(|block| self.push_block(block));
        let TableState { caption, mut head, mut rows } = table;
        if rows.is_empty() {
            std::mem::swap(&mut head, &mut rows);
        }
        if !rows.is_empty() || !caption.is_empty() {
            self.push_block(Block::Table { caption, alignments: Vec::new(), head, rows });
        }
    }
}
