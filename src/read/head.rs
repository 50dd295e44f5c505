//! The head of a text: the lines before its running text, and the date that they state.
//!
//! A head has fields, one a line: `Date: 2017-09-20`, with or without marks of Markdown round the
//! name, as the member of a list, the row of a table, or the term of a definition. Here only the date
//! is looked for. Lines are those of the source, so that places are, too.

use std::ops::Range;

use super::date_field::{self, Rank};
use super::dateline::{self, Slip};
use crate::language::dates::Words;
use crate::model::date::Date;

/// A date that the head of a text states.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedDate {
    /// The date.
    pub date: Date,
    /// What is wrong with it.
    pub slip: Option<Slip>,
    /// The bytes of the text that give it.
    pub span: Range<usize>,
    /// The place, where a line of its own names it with the date.
    pub place: Option<String>,
    /// Whether a field of the name "date" gives it.
    pub is_named_date: bool,
    /// Whether the text begins with fields.
    pub opens_with_fields: bool,
}

/// The most lines of a head, and the most bytes.
const MOST_LINES: usize = 80;
const MOST_BYTES: usize = 16 * 1024;

/// A line with more characters is running text, unless it is a field.
const LONGEST_LINE: usize = 100;
/// The longest name of a field.
const LONGEST_NAME: usize = 40;

/// Where a date is found: the best field, then a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Field(Rank),
    Line,
}

impl Worth {
    /// A field that only says when the document was made or published is weaker than its dateline.
    fn order(self) -> (u8, Self) {
        let weight = match self {
            Self::Field(Rank::Date | Rank::NamedDate) => 0,
            Self::Line => 1,
            Self::Field(Rank::Made | Rank::Issued) => 2,
        };
        (weight, self)
    }
}

/// The date that the head of a text states, which begins at `start`. Whether a line of its own can be
/// a dateline is asked by `has_lines`: plain text has paragraphs of that style.
pub fn stated_date(text: &str, start: usize, has_lines: bool, words: &Words) -> Option<StatedDate> {
    let mut head = Head { has_lines, ..Head::of(text, words) };
    for line in lines(text, start).take(MOST_LINES) {
        if !head.take(line) {
            break;
        }
    }
    let (_, mut found) = head.found?;
    found.opens_with_fields = head.opens_with_fields;
    Some(found)
}

/// What is known of a head while its lines are read.
struct Head<'a> {
    text: &'a str,
    words: &'a Words,
    has_lines: bool,
    /// The best date so far.
    found: Option<(Worth, StatedDate)>,
    /// How many lines have words.
    count: usize,
    opens_with_fields: bool,
    /// The rank of a name that stands alone on its line, before its value.
    announced: Option<Rank>,
    /// Whether the last line was a field, which an indented one goes on.
    after_field: bool,
    headings: usize,
}

impl<'a> Head<'a> {
    fn of(text: &'a str, words: &'a Words) -> Self {
        Self {
            text,
            words,
            has_lines: false,
            found: None,
            count: 0,
            opens_with_fields: false,
            announced: None,
            after_field: false,
            headings: 0,
        }
    }

    /// Reads one more line; whether the head goes on after it.
    fn take(&mut self, line: Range<usize>) -> bool {
        let whole = &self.text[line.clone()];
        let is_indented = whole.starts_with([' ', '\t']);
        let signs = whole.len() - whole.trim_start_matches(is_sign).len();
        let is_heading = whole.starts_with('#');
        let is_bulleted =
            whole[..signs].contains(['-', '+', '|', '>']) || whole.trim_start().starts_with("* ");
        let content = line.start + signs..line.end;
        let bare = self.text[content.clone()].trim_end();
        // Rules, fences and underlines have no words.
        if !bare.contains(char::is_alphanumeric) || bare.starts_with("```") || bare.starts_with("~~~") {
            self.after_field &= !bare.is_empty();
            return true;
        }
        if let Some(rank) = self.announced.take() {
            self.field(rank, content);
            return true;
        }
        self.count += 1;
        self.headings += usize::from(is_heading);
        if let Some((name, value)) = field(whole, signs) {
            self.opens_with_fields |= self.count == 1 && !is_heading;
            self.after_field = true;
            if let Some(rank) = date_field::rank(name) {
                self.field(rank, line.start + value..line.end);
            }
            return true;
        }
        if self.after_field && is_indented {
            return true;
        }
        if self.count > 1 && self.dated(content.clone()) {
            return true;
        }
        self.after_field = false;
        self.announced = date_field::rank(bare).filter(|_| bare.len() <= LONGEST_NAME && self.count > 1);
        if self.announced.is_some() {
            return true;
        }
        // The first line is the title, and what stands below a heading is that part's.
        let can_be_dateline =
            self.has_lines && !is_heading && !is_bulleted && self.count > 1 && self.headings < 2;
        if can_be_dateline && self.dateline(content) {
            return true;
        }
        is_heading || self.count == 1 || is_bulleted && !is_long(bare) || !is_running(bare)
    }

    fn field(&mut self, rank: Rank, value: Range<usize>) {
        if let Some(found) = date_field::value(&self.text[value.clone()], self.words) {
            let span = value.start + found.span.start..value.start + found.span.end;
            self.add(Worth::Field(rank), found.date, None, found.slip, span);
        }
    }

    /// Whether a line is a name and a date without a colon: `**Date** 2017-09-20`, `Dated 3 May 1926`.
    fn dated(&mut self, line: Range<usize>) -> bool {
        let text = &self.text[line.clone()];
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        if date_field::rank(name) != Some(Rank::Date) || dateline::parse(rest, self.words).is_none() {
            return false;
        }
        self.field(Rank::Date, line.start + end..line.end);
        true
    }

    /// Whether a line is a dateline.
    fn dateline(&mut self, line: Range<usize>) -> bool {
        let text = self.text[line.clone()].trim_end_matches(|c: char| c.is_whitespace() || is_emphasis(c));
        let Some(found) = dateline::parse(text, self.words) else { return false };
        let Some(date) = found.date else { return false };
        let span = line.start + found.span.start..line.start + found.span.end;
        self.add(Worth::Line, date, found.place, found.slip, span);
        true
    }

    fn add(
        &mut self,
        worth: Worth,
        date: Date,
        place: Option<String>,
        slip: Option<Slip>,
        span: Range<usize>,
    ) {
        if self.found.as_ref().is_none_or(|(known, _)| worth.order() < known.order()) {
            let is_named_date = matches!(worth, Worth::Field(Rank::Date | Rank::NamedDate));
            let stated = StatedDate { date, slip, span, place, is_named_date, opens_with_fields: false };
            self.found = Some((worth, stated));
        }
    }
}

/// The name of a field, and the byte of the line after the sign that ends it: a colon, in a table a
/// stroke. `signs` is how many bytes of marks begin the line.
fn field(line: &str, signs: usize) -> Option<(&str, usize)> {
    let rest = &line[signs..];
    let is_row = line.contains('|');
    let end = rest.find(|c: char| c == ':' || is_row && c == '|')?;
    let name = rest[..end].trim_matches(|c: char| c.is_whitespace() || is_emphasis(c));
    let begins_as_name = name.starts_with(char::is_alphabetic);
    let is_name = begins_as_name
        && name.len() <= LONGEST_NAME
        && name.split_whitespace().count() <= 5
        && !name.contains(['.', ',', ';', '?', '!', '/'].as_slice());
    // "10:30" and "https://…" are no fields.
    let value = rest[end + 1..].trim_start_matches(is_emphasis);
    let is_parted = is_row || value.is_empty() || value.starts_with(char::is_whitespace);
    (is_name && is_parted).then_some((name, signs + rest.len() - value.len()))
}

/// Marks with which a line of a head can begin.
fn is_sign(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '-' | '+' | '>' | '#' | '|' | ':')
        || is_emphasis(character)
}

fn is_emphasis(character: char) -> bool {
    matches!(character, '*' | '_')
}

fn is_long(line: &str) -> bool {
    line.chars().nth(LONGEST_LINE).is_some()
}

/// Whether a line belongs to running text: it is long, or a sentence ends with it.
fn is_running(line: &str) -> bool {
    let is_sentence = line.ends_with(['.', '?', '!', ';']) && line.split_whitespace().nth(3).is_some();
    line.chars().nth(60).is_some() || is_sentence
}

/// The lines of a text from an offset on, without their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let end = text.floor_char_boundary(start.saturating_add(MOST_BYTES));
    let mut at = start;
    text[start..end].split_inclusive('\n').map(move |line| {
        let span = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Option<String> {
        stated_date(text, 0, true, &Words::default()).map(|found| found.date.to_string())
    }

    #[test]
    fn fields_of_the_head_state_the_date() {
        for (text, date) in [
            ("# Minutes\n\nDate: 2017-09-20\n\nText.\n", "2017-09-20"),
            ("# Minutes\n\n**Date:** 20 September 2017\n", "2017-09-20"),
            ("# Minutes\n\n**Date**: 2017-09-20\n**Place**: Amsel\n", "2017-09-20"),
            ("# Minutes\n\n* **Date**: 2017-09-20\n* Place: Amsel\n", "2017-09-20"),
            ("# Minutes\n\n- Date: 2017-09-20\n", "2017-09-20"),
            ("# Minutes\n\n| | |\n|---|---|\n| Place | Amsel |\n| Date | 2017-09-20 |\n", "2017-09-20"),
            ("# Gesetz\n\nAusfertigungsdatum\n:   1943-02-27\n\nFundstelle\n:   1943, 27\n", "1943-02-27"),
            ("# Minutes\n\n```\nDate: 2017-09-20\nPlace: Amsel\n```\n", "2017-09-20"),
            ("# Minutes\n\n## Date\n\n3 May 1926\n", "1926-05-03"),
            ("Number: 303\nTitle: Lamps\nCreated: 31-Dec-2002\nHistory: 5-Jan-2003\n\nText.\n", "2002-12-31"),
            (
                "From: Orn\nTo: Vell,\n  Lindholt\nDate: Wed, 13 Sep 2017 10:00:00 +0200\n\nText.\n",
                "2017-09-13",
            ),
            ("Date: 2017-09-20\n\nText.\n", "2017-09-20"),
            ("Due date: 2018-01-01\nDate: 2017-09-20\n\nText.\n", "2017-09-20"),
            ("Created: 2018-01-01\nDate: 2017-09-20\n\nText.\n", "2017-09-20"),
            ("# Note\n\n*Lindholt, 3 March 1926*\n\nText.\n", "1926-03-03"),
            ("# Note\n\n2017-09-20\n\nText.\n", "2017-09-20"),
            ("# Note\n\n**Date** 2017-09-20\n\nText.\n", "2017-09-20"),
            ("# Note\n\nDated 3 May 1926.\n\nText.\n", "1926-05-03"),
            ("# Note\n\nDate | 2017-09-20\n---|---\nPlace | Amsel\n", "2017-09-20"),
            ("# Note\n\nCreated: 2018-01-01\n\n3 March 1926\n", "1926-03-03"),
        ] {
            assert_eq!(stated(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_does_not_state_the_date() {
        for text in [
            "",
            "# Minutes\n\nText that tells of the lamp.\n\nDate: 2017-09-20\n",
            "# Minutes\n\n* Next meeting: 2017-09-20\n",
            "# Minutes\n\nUpdated: 2017-09-20\n",
            "# Minutes\n\nThe lamp was lit on 3 May 1926.\n",
            "# Changes\n\n## Version 2\n\n2017-09-20\n",
            "# Minutes\n\n* 2017-09-20\n",
            "# Minutes\n\nDate: to be decided\n",
            "# Minutes\n\nDate: 3/4/1926\n",
        ] {
            assert_eq!(stated(text), None, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_source() {
        let text = "# Minutes\r\n\r\n**Date:** Monday, 3 March 1926\r\n";
        let found = stated_date(text, 0, true, &Words::default()).expect("a date");
        assert_eq!(&text[found.span.clone()], "Monday, 3 March 1926");
        assert!(found.slip.is_some() && found.is_named_date && !found.opens_with_fields);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_head(
            pieces in proptest::collection::vec("Date|Created|: |\\n|\\*\\*|\\| |```|3 May 1926|2017-09-20|é|# |text\\.", 0..24),
        ) {
            let text = pieces.concat();
            if let Some(found) = stated_date(&text, 0, true, &Words::default()) {
                assert!(text.get(found.span).is_some(), "{text}");
            }
        }
    }
}
