//! Numbers as printed before a title: `12A.`, `No. 500`, `Document 12:`, `§ 12a`, `[12]`, or by themselves on a
//! line: `220.`, `XII.`.
//!
//! A title can begin with a number that is none of the document's: "3 Letters", "1984 in review",
//! "7. April 1969". So figures need a full stop, brackets or a word before them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::language::calendar;
use crate::language::reading::{DayWords, ReadingWords, any_word};
use crate::model::date::year;

/// A number found at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedNumber {
    /// The bytes of the number itself: `12A`.
    pub number: Range<usize>,
    /// The bytes of the number with its words and signs: `No. 12A:`.
    pub label: Range<usize>,
    /// Where the title begins; the line's end for a number by itself.
    pub title: usize,
    /// Whether a letter, a word or a sign says that it is a number of documents: "1. Introduction" can be
    /// the first of a document's own parts.
    pub is_certain: bool,
}

/// Figures with what can follow them: `12`, `12A`, `12-a`, `12/3`, `12 bis`.
const FIGURES: &str = r"[0-9]{1,6}(?:-?[A-Za-z]\b|/[0-9A-Za-z]{1,4}\b|\s?(?:bis|ter|quater)\b)?";
const ROMAN: &str = r"[IVXLC]{1,9}\b";

/// The number before a title, if a line begins with one.
pub fn before_title(line: &str, words: &ReadingWords) -> Option<PrintedNumber> {
    let numbers = &words.numbers;
    let forms = numbers.before_title_forms.get(|| {
        let abbreviation = format!("(?i:{})", any_word(&numbers.abbreviations));
        let name = format!("(?i:{})", any_word(&numbers.names));
        let article = any_word(&numbers.articles);
        [
            format!(r"^((?<number>{FIGURES}|[IVXLC]{{2,9}})\.)\s+(?<title>\S)"),
            format!(
                r"^({abbreviation}\s*(?<number>{FIGURES}|{ROMAN})(?:\s*[.:–—])?)\s+(?:-\s+)?(?<title>\S)"
            ),
            format!(
                r"^({name}\s+(?:{abbreviation}\s*)?(?<number>{FIGURES}|{ROMAN})(?:\s*[.:–—]|\s+-))\s+(?<title>\S)"
            ),
            format!(r"^((?:§|{article})\s*(?<number>{FIGURES})[.:]?)\s+(?<title>\S)"),
            format!(r"^(\[(?<number>{FIGURES})\][.:]?)\s+(?<title>\S)"),
        ]
    });
    let (form, captures) =
        forms.iter().enumerate().find_map(|(form, pattern)| Some((form, pattern.captures(line)?)))?;
    let found = printed(line, &captures)?;
    let number = &line[found.number.clone()];
    let is_fitting = match form {
        // "7. April 1969" is a day, and goes on with a year.
        0 => !is_day(number, &line[found.title..], &words.days),
        // "No. 12 of 1926" and "No. 5 and its keeper" are titles.
        1 | 3 => {
            let has_sign = line[found.label.clone()].ends_with(['.', ':', '–', '—']);
            has_sign || !line[found.title..].starts_with(char::is_lowercase)
        }
        // An editor's "[1926]" is a date.
        4 => !is_year(number),
        _ => true,
    };
    let is_plain = form == 0 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_fitting.then_some(PrintedNumber { is_certain: !is_plain, ..found })
}

/// The number of which a whole line consists.
pub fn alone(line: &str, words: &ReadingWords) -> Option<PrintedNumber> {
    let numbers = &words.numbers;
    let forms = numbers.alone_forms.get(|| {
        let abbreviation = format!("(?i:{})", any_word(&numbers.abbreviations));
        let name = format!("(?i:{})", any_word(&numbers.names));
        [
            format!(r"^((?<number>{FIGURES}|{ROMAN})\.?)$"),
            format!(r"^((?:{name}\s+)?(?:{abbreviation}\s*|§\s*)?(?<number>{FIGURES}|{ROMAN})\s*[.:]?)$"),
            format!(r"^([\[(]?(?:{abbreviation}\s*|#\s?)?(?<number>{FIGURES}|{ROMAN})[\])]?[.:]?)$"),
        ]
    });
    let line = line.trim_end();
    let (form, captures) =
        forms.iter().enumerate().find_map(|(form, pattern)| Some((form, pattern.captures(line)?)))?;
    let found = printed(line, &captures)?;
    let number = &line[found.number.clone()];
    let is_bare = form == 0 && !line.ends_with('.');
    let is_initial = form == 0 && matches!(number, "C" | "L");
    let is_padded = is_bare && number.starts_with('0');
    let is_fitting = !(is_year(number) || is_initial || is_padded);
    is_fitting.then_some(PrintedNumber { is_certain: form > 0, title: line.len(), ..found })
}

/// What a number stands for in an order: Roman figures count as numbers.
pub fn order(number: &str) -> String {
    roman(number).map_or_else(|| number.to_owned(), |value| value.to_string())
}

fn printed(line: &str, captures: &Captures<'_>) -> Option<PrintedNumber> {
    let number = captures.name("number")?.range();
    let text = &line[number.clone()];
    if text.starts_with(|c: char| !c.is_ascii_digit()) && roman(text).is_none() {
        return None;
    }
    let label = captures.get(1)?.range();
    let title = captures.name("title").map_or(line.len(), |title| title.start());
    Some(PrintedNumber { number, label, title, is_certain: false })
}

/// Whether a number and what follows it are a day: "7. April 1969", "3. Mai".
fn is_day(number: &str, rest: &str, words: &DayWords) -> bool {
    static MONTH_AND_YEAR: LazyLock<Regex> = LazyLock::new(|| expression(r"^\p{L}{3,10}\.?(?:\s+\d{4}\b|$)"));
    let is_month = |rest: &str| {
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        calendar::english_months().any(|(_, short)| word.starts_with(short))
            || words.month_beginnings.iter().any(|month| word.starts_with(month.as_str()))
    };
    number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        && MONTH_AND_YEAR.is_match(rest)
        && is_month(rest)
}

fn is_year(number: &str) -> bool {
    year::of_figures(number, &year::DATED).is_some()
}

/// The value of a number in Roman figures, written as it should be.
fn roman(text: &str) -> Option<u32> {
    const FIGURES: [(&str, u32); 9] =
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut value) = (text, 0);
    for (figure, worth) in FIGURES {
        // No figure stands more than three times.
        let most = if matches!(figure, "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(figure) else { break };
            rest = after;
            value += worth;
        }
    }
    let is_whole = rest.is_empty() && value > 0 && !text.contains("IXI") && !text.contains("IVI");
    is_whole.then_some(value)
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_titles() {
        for (line, number, label, title) in [
            ("12. Letter From Orn", "12", "12.", "Letter From Orn"),
            ("12A. Letter From Orn", "12A", "12A.", "Letter From Orn"),
            ("12a. Letter From Orn", "12a", "12a.", "Letter From Orn"),
            ("12-B. Letter From Orn", "12-B", "12-B.", "Letter From Orn"),
            ("12 bis. Lettre de Vell", "12 bis", "12 bis.", "Lettre de Vell"),
            ("XII. To Vell", "XII", "XII.", "To Vell"),
            ("No. 500 The Consul at Skell", "500", "No. 500", "The Consul at Skell"),
            ("NO. 500. The Consul at Skell", "500", "NO. 500.", "The Consul at Skell"),
            ("No 7: the lamp", "7", "No 7:", "the lamp"),
            ("Nr. 12 Der Leuchtturm", "12", "Nr. 12", "Der Leuchtturm"),
            ("Nr 12 – Der Leuchtturm", "12", "Nr 12 –", "Der Leuchtturm"),
            ("N° 12 Le phare", "12", "N° 12", "Le phare"),
            ("Nº XIV. El faro", "XIV", "Nº XIV.", "El faro"),
            ("№ 7 Маяк", "7", "№ 7", "Маяк"),
            ("Document 12: The Lamp", "12", "Document 12:", "The Lamp"),
            ("DOCUMENT NO. 12 — The Lamp", "12", "DOCUMENT NO. 12 —", "The Lamp"),
            ("Document 12 - The Lamp", "12", "Document 12 -", "The Lamp"),
            ("Dokument 12. Die Lampe", "12", "Dokument 12.", "Die Lampe"),
            ("Letter XII. To Vell", "XII", "Letter XII.", "To Vell"),
            ("§ 12 Der Hafen", "12", "§ 12", "Der Hafen"),
            ("§ 12a Der Hafen", "12a", "§ 12a", "Der Hafen"),
            ("§12. Der Hafen", "12", "§12.", "Der Hafen"),
            ("[12] The Lamp", "12", "[12]", "The Lamp"),
            ("Art. 12 Der Hafen", "12", "Art. 12", "Der Hafen"),
            ("Doc 12: The Lamp", "12", "Doc 12:", "The Lamp"),
        ] {
            let found =
                before_title(line, ReadingWords::everywhere()).unwrap_or_else(|| panic!("{line}: no number"));
            assert_eq!(&line[found.number.clone()], number, "{line}");
            assert_eq!(&line[found.label.clone()], label, "{line}");
            assert_eq!(&line[found.title..], title, "{line}");
        }
    }

    #[test]
    fn titles_that_begin_with_a_number() {
        for line in [
            "1984 in review",
            "7 April 1969",
            "7. April 1969",
            "3. Mai",
            "3 Letters",
            "3.5 Lamps",
            "12th Meeting of the Board",
            "No. 12 of 1926",
            "No. 5 and its keeper",
            "No one knows",
            "North of Skell",
            "Document 12 of the inquiry",
            "Documents 3 and 4",
            "Letter to Vell",
            "Letter From Orn",
            "[1926] Report",
            "[Draft] Report",
            "V. Orn to Skell",
            "C. Orn",
            "MM. Orn et Vell",
            "Civil. Service",
            "851G.01/3–649: Telegram",
            "12",
        ] {
            assert_eq!(before_title(line, ReadingWords::everywhere()), None, "{line}");
        }
    }

    #[test]
    fn numbers_by_themselves() {
        for (line, number) in [
            ("220.", "220"),
            ("220", "220"),
            ("12A.", "12A"),
            ("No. 5", "5"),
            ("No. 5.", "5"),
            ("NR. 12A", "12A"),
            ("№ 7", "7"),
            ("XII.", "XII"),
            ("XII", "XII"),
            ("I.", "I"),
            ("LETTER XII.", "XII"),
            ("Document 12", "12"),
            ("Document No. 12", "12"),
            ("§ 12a", "12a"),
            ("[12]", "12"),
            ("(12)", "12"),
            ("12)", "12"),
            ("#12", "12"),
            ("[No. 12]", "12"),
        ] {
            let found =
                alone(line, ReadingWords::everywhere()).unwrap_or_else(|| panic!("{line}: no number"));
            assert_eq!(&line[found.number], number, "{line}");
        }
        for line in ["1984", "1926.", "C.", "Civil", "LIVID", "No. 5 Lamps", "IIII.", "0012", "-12", ""] {
            assert_eq!(alone(line, ReadingWords::everywhere()), None, "{line}");
        }
    }

    #[test]
    fn roman_figures_have_an_order() {
        let orders: Vec<String> = ["I", "IV", "IX", "XL", "XCIX", "CCC", "12A"].map(order).into();
        assert_eq!(orders, ["1", "4", "9", "40", "99", "300", "12A"]);
    }
}
