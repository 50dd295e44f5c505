//! Tables as HTML: their cells, which can span columns and rows, and hold several paragraphs.

use super::HtmlWriter;
use crate::model::document::{Alignment, Block, Cell, Inline, Row, plain_text};

/// How many columns can be aligned. A table has fewer; one that says otherwise takes no more time for it.
const ALIGNED: usize = 1000;

/// A table.
pub(super) struct Table<'a> {
    pub caption: &'a [Inline],
    pub alignments: &'a [Alignment],
    pub head: &'a [Row],
    pub rows: &'a [Row],
}

impl HtmlWriter<'_> {
    pub(super) fn table(&mut self, table: &Table<'_>, number: Option<usize>) {
        // A table that is wider than the page scrolls, so that the keyboard must reach it.
        self.raw("<div class=\"table\" tabindex=\"0\" role=\"group\"");
        let caption = plain_text(table.caption);
        let label = if caption.trim().is_empty() { self.interface.say("table") } else { caption.trim() };
        self.attribute("aria-label", label);
        self.paragraph_id(number);
        self.raw("><table>\n");
        if !table.caption.is_empty() {
            self.raw("<caption");
            self.direction(table.caption);
            self.raw(">");
            self.inlines(table.caption);
            self.raw("</caption>\n");
        }
        let is_headed_by_rows = table.rows.iter().flatten().any(|cell| cell.is_head);
        for (tag, rows) in [("thead", table.head), ("tbody", table.rows)] {
            if rows.is_empty() {
                continue;
            }
            let mut columns = Columns { alignments: table.alignments, taken: Vec::new(), at: 0 };
            self.raw(&format!("<{tag}>"));
            for row in rows {
                self.raw("<tr>");
                columns.at = 0;
                for cell in row {
                    let alignment = columns.place(cell);
                    self.cell(cell, alignment, tag == "thead", is_headed_by_rows);
                }
                columns.end_row();
                self.raw("</tr>\n");
            }
            self.raw(&format!("</{tag}>\n"));
        }
        self.raw("</table></div>");
    }

    /// Writes a cell. Browsers find out by themselves what a head cell heads, unless rows have some, too.
    fn cell(&mut self, cell: &Cell, alignment: Alignment, is_in_head: bool, is_headed_by_rows: bool) {
        // A heading cell needs text to head its column.
        let is_head = (is_in_head || cell.is_head) && !cell.is_empty();
        let tag = if is_head { "th" } else { "td" };
        self.raw(&format!("<{tag}"));
        match alignment {
            Alignment::Left => self.raw(" class=\"left\""),
            Alignment::Centre => self.raw(" class=\"centre\""),
            Alignment::Right => self.raw(" class=\"right\""),
            Alignment::Default => {}
        }
        for (name, span) in [("colspan", cell.columns.min(ALIGNED as u16)), ("rowspan", cell.rows)] {
            if span > 1 {
                self.attribute(name, &span.to_string());
            }
        }
        if is_head && is_headed_by_rows {
            self.attribute("scope", if is_in_head { "col" } else { "row" });
        }
        if let [Block::Paragraph { content, .. }] = cell.blocks.as_slice() {
            self.direction(content);
        }
        self.raw(">");
        self.tight_or_loose(cell.blocks.len() == 1, &cell.blocks);
        self.raw(&format!("</{tag}>"));
    }
}

/// In which columns the cells of a table stand, for their alignment.
struct Columns<'a> {
    alignments: &'a [Alignment],
    /// For how many further rows each column is taken by a cell that began in a row before.
    taken: Vec<u16>,
    /// The column of the next cell, unless it is taken.
    at: usize,
}

impl Columns<'_> {
    /// Gives a cell its columns, and says how it is aligned.
    fn place(&mut self, cell: &Cell) -> Alignment {
        let last = self.alignments.len().min(ALIGNED);
        while self.at < last && self.pass_taken() {}
        let alignment = self.alignments.get(self.at).copied().unwrap_or(Alignment::Default);
        let end = (self.at + usize::from(cell.columns.max(1))).min(last);
        if cell.rows > 1 && self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for column in self.at..end.min(self.taken.len()) {
            self.taken[column] = cell.rows.saturating_sub(1);
        }
        self.at = end.max(self.at);
        alignment
    }

    /// Goes past the next column if it is taken.
    fn pass_taken(&mut self) -> bool {
        match self.taken.get_mut(self.at) {
            Some(rows) if *rows > 0 => {
                *rows -= 1;
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// The columns behind the last cell of a row.
    fn end_row(&mut self) {
        for rows in self.taken.iter_mut().skip(self.at) {
            *rows = rows.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{ParagraphStyle, Text};

    fn cell(columns: u16, rows: u16) -> Cell {
        let content = vec![Inline::Text(Text { text: "x".to_owned(), start: 0 })];
        let blocks = vec![Block::Paragraph { style: ParagraphStyle::Body, content }];
        Cell { blocks, columns, rows, is_head: false }
    }

    /// The alignments of the cells of each row.
    fn aligned(rows: &[Vec<Cell>]) -> Vec<Vec<Alignment>> {
        let alignments = [Alignment::Left, Alignment::Centre, Alignment::Right];
        let mut columns = Columns { alignments: &alignments, taken: Vec::new(), at: 0 };
        let mut row = |cells: &Vec<Cell>| {
            columns.at = 0;
            let placed = cells.iter().map(|cell| columns.place(cell)).collect();
            columns.end_row();
            placed
        };
        rows.iter().map(&mut row).collect()
    }

    #[test]
    fn a_cell_is_aligned_as_the_column_in_which_it_stands() {
        use Alignment::{Centre, Default, Left, Right};
        let plain = || cell(1, 1);
        assert_eq!(aligned(&[vec![plain(), plain(), plain(), plain()]]), [[Left, Centre, Right, Default]]);
        assert_eq!(aligned(&[vec![cell(2, 1), plain()]]), [[Left, Right]]);
        let spanned = [vec![cell(1, 2), plain(), plain()], vec![plain(), plain()], vec![plain()]];
        assert_eq!(aligned(&spanned), [vec![Left, Centre, Right], vec![Centre, Right], vec![Left]]);
        let last = [vec![plain(), cell(2, 3)], vec![plain()], vec![plain()], vec![plain(), plain()]];
        assert_eq!(aligned(&last), [vec![Left, Centre], vec![Left], vec![Left], vec![Left, Centre]]);
        assert_eq!(aligned(&[vec![cell(u16::MAX, u16::MAX), plain()]]), [[Left, Default]]);
    }
}
