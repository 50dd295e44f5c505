//! Cells that a spreadsheet program would take for formulas. What documents say must stay text when their
//! catalogue is opened: a title can begin with `=`, and a formula can call other programs.

use std::borrow::Cow;

/// The sign before a text that is no formula, as spreadsheet programs have it.
const TEXT_SIGN: char = '\'';

/// A cell as it is written: one that could be a formula begins with an apostrophe.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches(TEXT_SIGN)) {
        format!("{TEXT_SIGN}{cell}").into()
    } else {
        cell.into()
    }
}

/// What a cell says that was written so.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(TEXT_SIGN) {
        Some(rest) if is_formula(rest.trim_start_matches(TEXT_SIGN)) => rest,
        _ => cell,
    }
}

/// Whether a cell could be a formula. Numbers and dates before Christ (`-0043/-0040`) begin with a sign,
/// and do nothing.
fn is_formula(cell: &str) -> bool {
    let is_part_of_date = |c: char| c.is_ascii_digit() || "-+~?%X./: ,".contains(c);
    if cell.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    match cell.trim_start().chars().next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !cell.trim().chars().all(is_part_of_date),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_come_back() {
        for cell in [
            "=HYPERLINK(\"http://vell.example\")",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1+1",
            "'=1",
            "''=1",
            "– no formula",
            "'Tis late",
            "-",
            "−5",
            "",
        ] {
            let written = guarded(cell);
            assert!(!is_formula(&written), "{written}");
            assert_eq!(unguarded(&written), cell);
        }
        assert_eq!(guarded("=1"), "'=1");
        assert_eq!(guarded("'Tis late"), "'Tis late");
    }

    #[test]
    fn dates_and_numbers_stay() {
        for cell in ["-0043", "-0043/-0040", "-0043-03-15~", "-12", "+1.5", "1926", "-004X"] {
            assert_eq!(guarded(cell), cell);
        }
    }
}
