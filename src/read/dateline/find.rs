//! Dates in a short text: a title, a subject, the name of a file or folder.

use std::ops::Range;

use super::days::{self, Days};
use super::slip::Slip;
use crate::language::dates::Words;
use crate::language::token::Tokens;
use crate::model::date::{Date, End};

/// A date that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundDate {
    /// The date.
    pub date: Date,
    /// The bytes that name it.
    pub span: Range<usize>,
    /// Whether years can be meant rather than a month: `1911-12` is December 1911 or the years 1911
    /// to 1912, and only the context tells. `2013-01` is a month.
    pub is_ambiguous: bool,
    /// What is wrong with it.
    pub slip: Option<Slip>,
}

/// A longer text is no title, and the rest of it is not looked at.
const LONGEST: usize = 2000;

/// Finds the dates in a text that have a year, from 1000 to 2199, in their order.
///
/// All forms are found that datelines have. A date that is only a bound ("before May 1926") is none,
/// nor is a year by itself, nor are years from one to another: `1961-63`.
pub fn find(text: &str, words: &Words) -> Vec<FoundDate> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(Days { date, end, slip }) = days::find(&tokens, at, words) else {
            at += 1;
            continue;
        };
        if let Some(date) = date.filter(|date| has_both_ends(*date)) {
            let span = tokens[at].start..tokens[end - 1].end();
            found.push(FoundDate { date, is_ambiguous: can_be_years(&text[span.clone()]), span, slip });
        }
        at = end.max(at + 1);
    }
    found
}

fn has_both_ends(date: Date) -> bool {
    match date {
        Date::Single(_) => true,
        Date::Interval { from, to } => [from, to].iter().all(|end| matches!(end, End::Known(_))),
    }
}

/// Whether words that are a month can mean years from one to another: the second number is the
/// greater one.
pub(super) fn can_be_years(text: &str) -> bool {
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['-', '_', '‐', '‑'])
        .is_some_and(|(year, month)| is_number(year, 4) && is_number(month, 2) && month > &year[2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<String> {
        find(text, &Words::default()).into_iter().map(|found| found.date.to_string()).collect()
    }

    #[test]
    fn days_in_titles_and_names() {
        for (text, date) in [
            ("Harbour Board 2017-09-13", "2017-09-13"),
            ("2020-01-02-hello", "2020-01-02"),
            ("2020-01-02-10-lamps", "2020-01-02"),
            ("notes-2020-01-02", "2020-01-02"),
            ("notes_2020-01-02_final", "2020-01-02"),
            ("2018-01-31-V8", "2018-01-31"),
            ("V8-2018-01-31", "2018-01-31"),
            ("12-2018-01-31", "2018-01-31"),
            ("2017/09/13", "2017-09-13"),
            ("2017_09_13", "2017-09-13"),
            ("20170913", "2017-09-13"),
            ("IMG_20170913_143000", "2017-09-13"),
            ("2017-09-13T10:00:00Z", "2017-09-13"),
            ("Meeting (2017-09-13)", "2017-09-13"),
            ("Protokoll vom 13.9.2017", "2017-09-13"),
            ("Protokoll vom 13. 9. 2017", "2017-09-13"),
            ("Sitzung am 03.04.1926, Lindholt", "1926-04-03"),
            ("Minutes 13/09/2017", "2017-09-13"),
            ("Minutes 09/13/2017", "2017-09-13"),
            ("Minutes 5/5/2017", "2017-05-05"),
            ("Minutes 13-09-2017", "2017-09-13"),
            ("Lamps, 31-Dec-2002", "2002-12-31"),
            ("Dec-31-2002", "2002-12-31"),
            ("2002-dec-31", "2002-12-31"),
            ("13 Sep 2017", "2017-09-13"),
            ("January 29, 2013 Meeting Notes", "2013-01-29"),
            ("january_29_2013", "2013-01-29"),
            ("My Meeting With Orn, February 14, 1984", "1984-02-14"),
            ("The talks of February 22, 1984, were held", "1984-02-22"),
            ("1984 March 2, Meetings with the Regent", "1984-03-02"),
            ("Brief an Vell, 3. März 1917", "1917-03-03"),
            ("Lettre du 1er mai 1926", "1926-05-01"),
            ("Carta de 3 de marzo de 1926", "1926-03-03"),
            ("Interview with Vell, Wednesday, 12 May 1937", "1937-05-12"),
            ("From 3 to 5 May 1926", "1926-05-03/1926-05-05"),
            ("2017-09-12/2017-09-14", "2017-09-12/2017-09-14"),
            ("Letter of 11 February 1731/32", "1732-02-11"),
        ] {
            assert_eq!(dates(text), [date], "{text}");
        }
    }

    #[test]
    fn months_in_titles_and_names() {
        for (text, date) in [
            ("2013-01", "2013-01"),
            ("2013_01", "2013-01"),
            ("2017-09-minutes", "2017-09"),
            ("2003-March", "2003-03"),
            ("2003_mar", "2003-03"),
            ("mar-2003", "2003-03"),
            ("2003-march-notes", "2003-03"),
            ("Accounts, January 2013", "2013-01"),
            ("Séance de mars 2020", "2020-03"),
            ("Rechnungen Januar 2013", "2013-01"),
            ("Folder 1984 March", "1984-03"),
            ("May–June 1926", "1926-05/1926-06"),
            ("about May 1926", "1926-05~"),
        ] {
            assert_eq!(dates(text), [date], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "",
            "1961-63",
            "1958-1960",
            "1961–1963",
            "1911–12",
            "1911/12",
            "1984",
            "Soviet policy in 1984",
            "jan-29",
            "29 January",
            "Version 1.2.2003",
            "Release 2017-09",
            "1.2.2003.4",
            "4.1.2.2003",
            "§ 1.2.2003",
            "3/4/1926",
            "13/13/2017",
            "ISBN 978-3-16-148410-0",
            "ISBN 0-1984-02-1",
            "Tel. 020-12-2017",
            "+20170913",
            "120170913",
            "20171313",
            "at 12:30:2017",
            "611.61/2–2261",
            "611.61/2-1961",
            "The 1963 March on Amsel",
            "Landing on Mars 2020",
            "9999-12-31",
            "0999-12-31",
            "before May 1926",
            "Lot 60 D 137",
            "undated",
            "yesterday",
            "2017-09-1a",
            "a2017-09",
        ] {
            assert_eq!(dates(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn several_dates_are_found_in_their_order() {
        assert_eq!(dates("2013-01/2013-01-29 notes"), ["2013-01-29"]);
        assert_eq!(dates("May 5, 1961, as of May 3, 1961"), ["1961-05-05", "1961-05-03"]);
        assert_eq!(dates("2017-09-13, 2016-01-01"), ["2017-09-13", "2016-01-01"]);
        let text = "Orn to Vell, 3 May 1926 (copy of 2017-09-13)";
        let spans: Vec<&str> =
            find(text, &Words::default()).into_iter().map(|found| &text[found.span]).collect();
        assert_eq!(spans, ["3 May 1926", "2017-09-13"]);
    }

    #[test]
    fn a_month_can_be_ambiguous() {
        let is_ambiguous = |text: &str| find(text, &Words::default())[0].is_ambiguous;
        assert!(is_ambiguous("1911-12"));
        assert!(is_ambiguous("Volume 2000-01"));
        assert!(!is_ambiguous("2013-01"));
        assert!(!is_ambiguous("1912-12"));
        assert!(!is_ambiguous("1911-12-03"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_searched(
            pieces in proptest::collection::vec("May|3|31|1961|2017|13|09|20170913|December|about|to|Mon|[-–/_,.\\[\\]()?: ]", 0..14),
        ) {
            let text = pieces.concat();
            let mut end = 0;
            for found in find(&text, &Words::default()) {
                assert!(found.span.start >= end && text.get(found.span.clone()).is_some(), "{text}");
                end = found.span.end;
            }
        }
    }
}
