//! Lists in a plain text: lines one below the other that begin with a dash, a number or a letter.
//!
//! The marks stay as they are written: nothing is numbered anew.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;

/// One part of a list, with the lists below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its lines, with the mark.
    pub(super) span: Range<usize>,
    /// What belongs to it and is indented more.
    pub(super) below: Vec<Member>,
}

/// How deep lists nest; what is indented further stands beside what is above it.
const DEPTH: usize = 8;

/// What a line of a list begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(char),
    Number(u32),
    Letter(char),
}

impl Mark {
    fn of(text: &str) -> Option<Self> {
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:([-*+•·‣▪◦○●–—])[ \t\u{a0}]+|([•·‣▪◦—–])|\(?(?:(\d{1,3})|([A-Za-z]))[.)][ \t\u{a0}]+)\S")
                .unwrap_or_else(|error| unreachable!("{error}"))
        });
        let captures = MARK.captures(text)?;
        let first = |index| captures.get(index).and_then(|found| found.as_str().chars().next());
        if let Some(sign) = first(1).or(first(2)) {
            return Some(Self::Sign(sign));
        }
        if let Some(number) = captures.get(3).and_then(|number| number.as_str().parse().ok()) {
            return Some(Self::Number(number));
        }
        first(4).map(Self::Letter)
    }

    /// Whether this can be the mark after another.
    fn follows(self, other: Self) -> bool {
        match (other, self) {
            (Self::Sign(a), Self::Sign(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => b == a + 1,
            (Self::Letter(a), Self::Letter(b)) => u32::from(b) == u32::from(a) + 1,
            _ => false,
        }
    }
}

/// Whether a line begins as a part of a list does.
pub(crate) fn begins(text: &str) -> bool {
    Mark::of(text).is_some()
}

/// Where the parts of a list begin among the lines of a paragraph: as the places of their lines. Fewer than
/// two are no list, since any line can begin with a number.
pub(super) fn beginnings(lines: &[Line<'_>]) -> Vec<usize> {
    let marks: Vec<(usize, usize, Mark)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Mark::of(line.text).map(|mark| (index, line.indent, mark)))
        .collect();
    // A mark belongs to a list with the mark before or after it in the same column; what is indented less
    // ends a list.
    let mut open: Vec<(usize, usize, Mark)> = Vec::new();
    let mut is_part = vec![false; lines.len()];
    for &(index, indent, mark) in &marks {
        while open.last().is_some_and(|(_, column, _)| *column > indent) {
            open.pop();
        }
        if let Some(&(before, column, other)) = open.last()
            && column == indent
        {
            if mark.follows(other) {
                is_part[before] = true;
                is_part[index] = true;
            }
            open.pop();
        }
        open.push((index, indent, mark));
    }
    // One part of a kind below another list: it begins anew where it is indented.
    for (index, indent, mark) in marks {
        let above = index.checked_sub(1).filter(|above| is_part[*above]).map(|above| lines[above].indent);
        let begins = matches!(mark, Mark::Sign(_) | Mark::Number(1) | Mark::Letter('a' | 'A'));
        is_part[index] |= begins && above.is_some_and(|column| column < indent);
    }
    let beginnings: Vec<usize> = (0..lines.len()).filter(|index| is_part[*index]).collect();
    if beginnings.len() < 2 { Vec::new() } else { beginnings }
}

/// The list whose parts begin at these lines, the first of them the first line.
pub(super) fn members(lines: &[Line<'_>], beginnings: &[usize]) -> Vec<Member> {
    let parts: Vec<(usize, Range<usize>)> = beginnings
        .iter()
        .enumerate()
        .map(|(place, &first)| {
            let end = beginnings.get(place + 1).copied().unwrap_or(lines.len());
            let first_line = &lines[first];
            let start = first_line.span.end - first_line.text.len();
            (first_line.indent, start..lines[end - 1].span.end)
        })
        .collect();
    nested(&parts, DEPTH)
}

/// Puts parts that are indented more below the one before them.
fn nested(parts: &[(usize, Range<usize>)], depth: usize) -> Vec<Member> {
    let mut members = Vec::new();
    let mut rest = parts;
    while let Some(((indent, span), after)) = rest.split_first() {
        let below = if depth == 0 { 0 } else { after.iter().take_while(|(other, _)| other > indent).count() };
        let (below, after) = after.split_at(below);
        members.push(Member { span: span.clone(), below: nested(below, depth.saturating_sub(1)) });
        rest = after;
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::plain::lines;

    fn parts(text: &str) -> Vec<&str> {
        let lines: Vec<Line<'_>> = lines::lines(text).map(|span| Line::new(text, span)).collect();
        beginnings(&lines).into_iter().map(|index| lines[index].text).collect()
    }

    #[test]
    fn signs_numbers_and_letters_begin_parts() {
        assert_eq!(parts("- oil\n- wicks\n  of cotton\n- glass"), ["- oil", "- wicks", "- glass"]);
        assert_eq!(parts("We need:\n* oil\n* wicks"), ["* oil", "* wicks"]);
        assert_eq!(
            parts("1. Oil\n2. Wicks\n   a) long\n   b) short"),
            ["1. Oil", "2. Wicks", "a) long", "b) short"]
        );
        assert_eq!(parts("(a) Oil\n(b) Wicks"), ["(a) Oil", "(b) Wicks"]);
        assert_eq!(parts("• Oil\n  ◦ of whales\n• Wicks"), ["• Oil", "◦ of whales", "• Wicks"]);
    }

    #[test]
    fn a_number_at_the_beginning_of_a_line_is_no_list() {
        let none: [&str; 0] = [];
        assert_eq!(
            parts("The lamp was lit in March of the year\n12. It was seen by all who\nlived there."),
            none
        );
        assert_eq!(parts("We went with Mr.\nA. Orn and then with\nC. Vell to Skell."), none);
        assert_eq!(parts("It was the lamp\n- the old one - that\nfailed."), none);
    }

    #[test]
    fn lists_nest() {
        let text = "- a\n  - b\n  - c\n- d";
        let lines: Vec<Line<'_>> = lines::lines(text).map(|span| Line::new(text, span)).collect();
        let members = members(&lines, &beginnings(&lines));
        assert_eq!(members.len(), 2);
        assert_eq!(members[0].below.len(), 2);
        assert_eq!(&text[members[0].below[1].span.clone()], "- c");
    }
}
