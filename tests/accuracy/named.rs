//! Days, months and years that words name. They are read anew here, and not by fonds, since it is fonds
//! that is measured.

use std::sync::LazyLock;

use fonds::stages::date::Date;
use regex::{Captures, Regex};

/// What words name: a day or month, perhaps without its year, or years.
#[derive(Clone, Copy)]
pub struct Named {
    years: Option<(i16, i16)>,
    month: Option<i8>,
    day: Option<i8>,
}

impl Named {
    /// The dates that it can mean within the years of another.
    pub fn dates(self, given: Date) -> Vec<Date> {
        let around = |date: Option<jiff::civil::Date>| date.map(|day| day.year());
        let (first, last) = match self.years {
            Some(years) => years,
            None => {
                let first = around(given.earliest()).or(around(given.latest())).unwrap_or(0);
                // A day of the turn of the year can belong to the year before or after.
                (first - 1, around(given.latest()).unwrap_or(first).min(first + 60) + 1)
            }
        };
        (first..=last)
            .filter_map(|year| match (self.month, self.day) {
                (Some(month), Some(day)) => Date::day(year, month, day),
                (Some(month), None) => Date::month(year, month),
                _ => Date::year(year),
            })
            .collect()
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// All that words name.
pub fn find(words: &str) -> Vec<Named> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        let month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
        let patterns = [
            // 1926-03-04, 1926-03
            r"\b(?P<iso_year>\d{4})-(?P<iso_month>0[1-9]|1[0-2])(?:-(?P<iso_day>\d\d))?\b".to_owned(),
            // The file number 611.61/2–2261 holds month, day and year.
            r"[\w.]*/ ?(?P<file_month>\d{1,2}) ?[–-] ?(?P<file_day>\d{1,2})(?P<file_year>\d\d)\b".to_owned(),
            // 2/16/84
            r"\b(?P<us_month>\d{1,2})/(?P<us_day>\d{1,2})(?:/(?P<us_year>\d{4}|\d\d))?\b".to_owned(),
            // March 4, 1926; March 4; March 3–4
            format!(
                r"\b(?P<name>{month}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:[–-]\d{{1,2}})?(?:,? (?P<year>\d{{4}})\b)?"
            ),
            // 4 March 1926, 4th of March, March 1926
            format!(
                r"\b(?:(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<name_after>{month})(?:,? (?P<year_after>\d{{4}}))?(?:[^a-z]|$)"
            ),
            // 1926–28, 1926
            r"\b(?P<from>1[5-9]\d\d|20\d\d)(?:[–-](?P<to>\d{4}|\d\d))?\b".to_owned(),
        ];
        Regex::new(&format!("(?i){}", patterns.join("|"))).expect("a pattern")
    });
    NAMED.captures_iter(words).filter_map(|found| named(&found)).collect()
}

fn named(found: &Captures<'_>) -> Option<Named> {
    let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<i16>().ok());
    let either = |names: [&str; 4]| names.into_iter().find_map(number);
    let name = found.name("name").or(found.name("name_after")).map(|name| name.as_str().to_lowercase());
    let named = name.and_then(|name| MONTHS.iter().position(|month| name.starts_with(month)));
    let small = |value: i16| i8::try_from(value).ok();
    let month = match named {
        Some(index) => i8::try_from(index + 1).ok(),
        None => either(["iso_month", "file_month", "us_month", ""]).and_then(small),
    };
    let day = either(["iso_day", "file_day", "us_day", "day"]).or(number("day_before")).and_then(small);
    let written = either(["iso_year", "year", "year_after", "from"]);
    let short = either(["file_year", "us_year", "", ""]);
    let year = written.or(short.map(|year| if year < 100 { 1900 + year } else { year }));
    let last = number("to").zip(year).map(|(to, from)| if to < 100 { from / 100 * 100 + to } else { to });
    let years = year.map(|from| (from, last.unwrap_or(from).max(from)));
    (years.is_some() || month.is_some()).then_some(Named { years, month, day })
}
