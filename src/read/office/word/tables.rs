//! Tables of Word: rows, and cells that span columns and rows.

use std::collections::HashMap;

use super::story::{Story, Tracked};
use crate::config::word::Changes;
use crate::read::office::gathered::Remark;
use crate::read::office::parts::{Part, TableCell, TableRow};
use crate::read::office::xml::{Element, Step, is_true};

/// What a row says of itself.
#[derive(Default)]
struct RowProperties {
    is_head: bool,
    before: u16,
    after: u16,
    change: Option<Tracked>,
}

/// What a cell says of itself.
#[derive(Default)]
struct CellProperties {
    columns: u16,
    /// Whether it goes on from the cell above.
    goes_on: bool,
    /// Whether it goes on from the cell before.
    goes_on_across: bool,
}

/// A row as it stands in the file.
#[derive(Default)]
struct RawRow {
    properties: RowProperties,
    cells: Vec<(CellProperties, Vec<Part>)>,
}

impl Story<'_, '_> {
    /// The rows of the table that began last, up to its end.
    pub(super) fn table(&mut self) -> Vec<TableRow> {
        let mut rows = Vec::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("w", "tr") => {
                        let row = self.row();
                        if !self.is_taken_away(&row) {
                            rows.push(row);
                        }
                    }
                    ("w", "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr") => self.xml.skip(),
                    // A paragraph between rows is a mistake, and loses no word.
                    ("w", "p" | "tc") => {
                        let parts = self.parts_of(element);
                        let properties = CellProperties { columns: 1, ..CellProperties::default() };
                        rows.push(RawRow { cells: vec![(properties, parts)], ..RawRow::default() });
                    }
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        spanned(rows)
    }

    /// Whether a change put the row in or took it away, so that it is none of the text.
    fn is_taken_away(&mut self, row: &RawRow) -> bool {
        let Some(change) = row.properties.change else { return false };
        let (remark, dropped_by) = match change {
            Tracked::Inserted => (Remark::Insertions, Changes::Original),
            Tracked::Deleted => (Remark::Deletions, Changes::Accepted),
        };
        self.shared.gathered.count(remark);
        self.file.settings.changes == dropped_by
    }

    fn row(&mut self) -> RawRow {
        let mut row = RawRow::default();
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => match (element.space, element.local()) {
                    ("w", "trPr") => self.row_properties(&mut row.properties),
                    ("w", "tc") => {
                        let cell = self.cell();
                        row.cells.push(cell);
                    }
                    ("w", "p") => {
                        let parts = self.parts_of(element);
                        row.cells.push((CellProperties { columns: 1, ..CellProperties::default() }, parts));
                    }
                    ("w", "sdtPr" | "sdtEndPr" | "tblPrEx") => self.xml.skip(),
                    _ => open += 1,
                },
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        row
    }

    fn row_properties(&mut self, properties: &mut RowProperties) {
        self.each_property(&mut |element| match element.local() {
            "tblHeader" => properties.is_head = element.switch(),
            "cnfStyle" => {
                let by_bits = element.attribute("val").is_some_and(|bits| bits.starts_with('1'));
                let by_name = element.attribute("firstRow").is_some_and(|value| is_true(&value));
                properties.is_head |= by_bits || by_name;
            }
            "gridBefore" => properties.before = element.number("val").unwrap_or(0),
            "gridAfter" => properties.after = element.number("val").unwrap_or(0),
            "ins" => properties.change = Some(Tracked::Inserted),
            "del" => properties.change = Some(Tracked::Deleted),
            _ => {}
        });
    }

    fn cell(&mut self) -> (CellProperties, Vec<Part>) {
        let mut properties = CellProperties { columns: 1, ..CellProperties::default() };
        // The properties of a cell stand first in it.
        match self.xml.next() {
            Some(Step::Open(element)) if (element.space, element.local()) == ("w", "tcPr") => {
                self.each_property(&mut |element| {
                    let goes_on = || element.attribute("val").is_none_or(|value| value == "continue");
                    match element.local() {
                        "gridSpan" => properties.columns = element.number("val").unwrap_or(1).max(1),
                        "vMerge" => properties.goes_on = goes_on(),
                        "hMerge" => properties.goes_on_across = goes_on(),
                        _ => {}
                    }
                });
                (properties, self.parts())
            }
            Some(Step::Open(element)) => {
                let mut parts = self.parts_of(element);
                parts.append(&mut self.parts());
                (properties, parts)
            }
            Some(Step::Text(_)) => (properties, self.parts()),
            Some(Step::Close) | None => (properties, Vec::new()),
        }
    }

    /// Shows each property up to the end of what holds them, but for those that a change took away.
    fn each_property(&mut self, see: &mut dyn FnMut(&Element<'_>)) {
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next() {
                Some(Step::Open(element)) => {
                    if element.local().ends_with("PrChange") {
                        self.xml.skip();
                        continue;
                    }
                    open += 1;
                    see(&element);
                }
                Some(Step::Close) => open -= 1,
                Some(Step::Text(_)) => {}
                None => return,
            }
        }
    }
}

/// Makes the cells that go on from others a part of these.
fn spanned(raw: Vec<RawRow>) -> Vec<TableRow> {
    let mut rows: Vec<TableRow> = Vec::with_capacity(raw.len());
    // For each column the place of the cell that can go on below.
    let mut above: HashMap<u16, (usize, usize)> = HashMap::new();
    for (at, row) in raw.into_iter().enumerate() {
        let RowProperties { is_head, before, after, .. } = row.properties;
        let mut cells: Vec<TableCell> = Vec::with_capacity(row.cells.len());
        let mut column = 0_u16;
        let mut below: HashMap<u16, (usize, usize)> = HashMap::new();
        let empty = |columns| TableCell { parts: Vec::new(), columns, rows: 1 };
        if before > 0 {
            cells.push(empty(before));
            column = before;
        }
        for (properties, mut parts) in row.cells {
            let columns = properties.columns;
            let origin = above.get(&column).copied().filter(|_| properties.goes_on);
            if let Some((row, cell)) = origin
                && let Some(cell) = rows.get_mut(row).and_then(|row: &mut TableRow| row.cells.get_mut(cell))
            {
                cell.rows = cell.rows.saturating_add(1);
                cell.parts.append(&mut parts);
                below.insert(column, (row, origin.map_or(0, |(_, cell)| cell)));
            } else if let Some(last) = cells.last_mut().filter(|_| properties.goes_on_across) {
                last.columns = last.columns.saturating_add(columns);
                last.parts.append(&mut parts);
            } else {
                below.insert(column, (at, cells.len()));
                cells.push(TableCell { parts, columns, rows: 1 });
            }
            column = column.saturating_add(columns);
        }
        if after > 0 {
            cells.push(empty(after));
        }
        above = below;
        rows.push(TableRow { is_head, cells });
    }
    rows
}
