//! The words of an archive: how dates are shown, and by which words texts are read.
//!
//! English is what holds where `[dates]` in `fonds.toml` says nothing. Only whole phrases with
//! placeholders are given, so that a language can put its words in its own order.

use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::calendar::{BUILT_IN, ENGLISH_MONTHS, Names, english_months};
use super::reading::{ReadingWords, WordList};
use crate::model::date::{Date, End, Point, Precision};
use crate::model::metadata::{DateBasis, DocumentDate};

/// The words and phrases for dates, as `[dates]` gives them, with the other words by which texts are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// The names of the months.
    pub months: [Names; 12],
    /// The names of spring, summer, autumn and winter.
    pub seasons: [Names; 4],
    /// What stands in a dateline for a date that is not known.
    pub undated: Vec<String>,
    /// A day: `{day} {month} {year}`.
    pub day: String,
    /// A month: `{month} {year}`.
    pub month: String,
    /// Ten years: `{year}s`.
    pub decade: String,
    /// A year before the first: `{year} BC`.
    pub before_christ: String,
    /// An approximate date: `about {date}`.
    pub about: String,
    /// An uncertain date: `{date} (uncertain)`.
    pub uncertain: String,
    /// An interval with an open beginning: `{date} or earlier`.
    pub or_earlier: String,
    /// An interval with an open end: `{date} or later`.
    pub or_later: String,
    /// Some time within an interval: `between {from} and {to}`.
    pub between: String,
    /// The words by which texts are read, as `[reading]` adds to them.
    #[serde(skip)]
    pub reading: Arc<ReadingWords>,
}

impl Default for Words {
    fn default() -> Self {
        let names = |name: &str| Names::of(name);
        Self {
            months: ENGLISH_MONTHS.map(names),
            seasons: ["spring", "summer", "autumn", "winter"].map(names),
            undated: Vec::new(),
            day: "{day} {month} {year}".to_owned(),
            month: "{month} {year}".to_owned(),
            decade: "{year}s".to_owned(),
            before_christ: "{year} BC".to_owned(),
            about: "about {date}".to_owned(),
            uncertain: "{date} (uncertain)".to_owned(),
            or_earlier: "{date} or earlier".to_owned(),
            or_later: "{date} or later".to_owned(),
            between: "between {from} and {to}".to_owned(),
            reading: Arc::clone(ReadingWords::everywhere()),
        }
    }
}

impl Words {
    /// The words for dates in a language, a BCP 47 tag: what an archive's `[dates]` gives, else what is built in for
    /// the language, else English.
    pub fn of_language(language: &str, own: &toml::Table) -> Option<Self> {
        let primary = language.split('-').next().unwrap_or(language);
        let (_, text) = BUILT_IN.iter().find(|(tag, _)| primary.eq_ignore_ascii_case(tag))?;
        let mut table: toml::Table = toml::from_str(text).ok()?;
        table.extend(own.clone());
        table.try_into().ok()
    }

    /// The name of a month (1 to 12) or season (21 to 24).
    pub fn month_name(&self, month: i8) -> &str {
        let name = match month {
            21.. => usize::try_from(month - 21).ok().and_then(|index| self.seasons.get(index)),
            _ => usize::try_from(month - 1).ok().and_then(|index| self.months.get(index)),
        };
        name.map_or("", Names::shown)
    }

    /// The beginning of a month's name: at least three letters, and as many as tell it from the
    /// others.
    pub fn short_month_name(&self, month: i8) -> String {
        let name = self.month_name(month);
        // Only the alphabets from Latin to Armenian have the habit; Arabic, whose letters join, has not.
        if name.chars().any(|letter| letter >= '\u{590}') {
            return name.to_owned();
        }
        let length = (3..name.chars().count()).find(|&length| {
            let start: String = name.chars().take(length).collect();
            self.months.iter().filter(|other| other.shown().starts_with(&start)).count() == 1
        });
        length.map_or_else(|| name.to_owned(), |length| name.chars().take(length).collect())
    }

    /// The phrase that lacks a placeholder, or a name that is empty: what is wrong, and what helps.
    pub fn mistake(&self) -> Option<(&str, String)> {
        let phrases: [(&str, &str, &[&str]); 9] = [
            ("day", &self.day, &["{day}", "{month}", "{year}"]),
            ("month", &self.month, &["{month}", "{year}"]),
            ("decade", &self.decade, &["{year}"]),
            ("before_christ", &self.before_christ, &["{year}"]),
            ("about", &self.about, &["{date}"]),
            ("uncertain", &self.uncertain, &["{date}"]),
            ("or_earlier", &self.or_earlier, &["{date}"]),
            ("or_later", &self.or_later, &["{date}"]),
            ("between", &self.between, &["{from}", "{to}"]),
        ];
        let lacking = phrases.into_iter().find_map(|(key, phrase, placeholders)| {
            let missing = placeholders.iter().find(|placeholder| !phrase.contains(**placeholder))?;
            Some((key, format!("`{key}` has no {missing}, and dates would lose it")))
        });
        let is_empty =
            |names: &Names| names.all().is_empty() || names.all().iter().any(|name| name.trim().is_empty());
        lacking
            .or_else(|| {
                self.months.iter().any(is_empty).then(|| ("months", "a month has no name".to_owned()))
            })
            .or_else(|| {
                self.seasons.iter().any(is_empty).then(|| ("seasons", "a season has no name".to_owned()))
            })
    }

    /// Whether a word in lower case begins as the name of a month does, in English or in the archive's language.
    pub fn begins_month(&self, word: &str) -> bool {
        let begins = |name: &str| {
            let mut letters = word.chars();
            name.chars()
                .take(3)
                .all(|letter| letters.next().is_some_and(|other| letter.to_lowercase().eq([other])))
        };
        english_months().any(|(_, short)| word.starts_with(short))
            || self.months.iter().any(|names| begins(names.shown()))
    }

    /// The number of a month, by a name in lower case that these words give it. With a full stop
    /// after it, the beginning of a name will do if it tells the month from the others.
    pub fn month_number(&self, name: &str, has_stop: bool) -> Option<i8> {
        let number = |index: usize| i8::try_from(index + 1).ok();
        let is_so = |known: &String| known == name || has_stop && known.strip_suffix('.') == Some(name);
        if let Some(index) = self.months.iter().position(|names| names.small().iter().any(is_so)) {
            return number(index);
        }
        if !has_stop || name.chars().nth(2).is_none() {
            return None;
        }
        let begins = |names: &Names| names.small().iter().any(|known| known.starts_with(name));
        let mut found = self.months.iter().enumerate().filter(|(_, names)| begins(names));
        let (index, _) = found.next()?;
        if found.next().is_some() { None } else { number(index) }
    }

    /// The number of a month, by a name in lower case in one of the languages that are read in every archive.
    pub fn foreign_month(&self, name: &str) -> Option<i8> {
        let days = &self.reading.days;
        let is_in = |names: &[WordList]| names.iter().position(|names| names.contains(name));
        let index = english_months()
            .position(|(english, _)| english == name)
            .or_else(|| is_in(&days.short_months))
            .or_else(|| is_in(&days.months))?;
        i8::try_from(index + 1).ok()
    }

    /// The number of a season (21 to 24), by a name in lower case.
    pub fn season_number(&self, name: &str) -> Option<i8> {
        let is_so = |names: &Names| names.small().iter().any(|known| known == name);
        let index = self.seasons.iter().position(is_so)?;
        i8::try_from(index + 21).ok()
    }

    /// A decade by its first year: "1720s".
    pub fn decade_name(&self, year: i16) -> String {
        if year < 0 {
            return span(&self.year(year), &self.year(year.saturating_add(9)));
        }
        self.decade.replace("{year}", &year.to_string())
    }

    fn year(&self, year: i16) -> String {
        // The year before the year 1 is 0 in EDTF, and 1 BC in prose.
        let counted = if year > 0 { year } else { 1 - year }.to_string();
        if year > 0 { counted } else { self.before_christ.replace("{year}", &counted) }
    }

    fn point(&self, point: Point) -> String {
        let (first, last) = point.years();
        let month = |month| {
            filled(&self.month, &[("month", self.month_name(month)), ("year", &self.year(point.year))])
        };
        let date = match point.precision {
            Precision::Decade if point.year >= 0 => self.decade_name(point.year),
            Precision::Century | Precision::Decade => span(&self.year(first), &self.year(last)),
            Precision::Year | Precision::SomeMonth | Precision::SomeDayOfYear => self.year(point.year),
            Precision::Month(number) | Precision::SomeDay(number) => month(number),
            Precision::Day(number, day) => filled(
                &self.day,
                &[
                    ("day", &day.to_string()),
                    ("month", self.month_name(number)),
                    ("year", &self.year(point.year)),
                ],
            ),
        };
        let date = if point.approximate { filled(&self.about, &[("date", &date)]) } else { date };
        if point.uncertain { filled(&self.uncertain, &[("date", &date)]) } else { date }
    }
}

impl Date {
    /// The date as English prose writes it: `14 February 1984`, `about February 1984`,
    /// `8–10 December 1983`.
    pub fn display(self) -> String {
        static ENGLISH: LazyLock<Words> = LazyLock::new(Words::default);
        self.display_in(&ENGLISH)
    }

    /// The date in the words of an archive. An interval is the whole of it: `8–10 December 1983`.
    pub fn display_in(self, words: &Words) -> String {
        self.display_ends(words, span)
    }

    /// The same for a date that lies somewhere in the interval, and it is not known where: `between
    /// 10 and 15 March 1969`.
    pub fn display_between(self, words: &Words) -> String {
        self.display_ends(words, |from, to| {
            words.between.replace("{from}", without_shared_end(from, to)).replace("{to}", to)
        })
    }

    fn display_ends(self, words: &Words, both: impl Fn(&str, &str) -> String) -> String {
        match self {
            Self::Single(point) => words.point(point),
            Self::Interval { from: End::Known(from), to: End::Known(to) } => {
                both(&words.point(from), &words.point(to))
            }
            Self::Interval { from: End::Known(from), .. } => {
                words.or_later.replace("{date}", &words.point(from))
            }
            Self::Interval { to: End::Known(to), .. } => words.or_earlier.replace("{date}", &words.point(to)),
            Self::Interval { .. } => String::new(),
        }
    }
}

impl DocumentDate {
    /// The date as it is shown: one that was inferred stands in square brackets.
    pub fn display(&self, words: &Words) -> String {
        let date = self.in_words(words);
        if self.is_inferred() { format!("[{date}]") } else { date }
    }

    /// The date as people write it, without brackets. What was inferred is one day of an interval, not all of it.
    pub fn in_words(&self, words: &Words) -> String {
        match self.basis {
            DateBasis::Inferred => self.date.display_between(words),
            DateBasis::Metadata | DateBasis::Dateline => self.date.display_in(words),
        }
    }
}

/// A phrase with values in place of its placeholders. What else stands in braces stays.
fn filled(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        rest = match value {
            Some((value, after)) => {
                filled.push_str(value);
                after
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled + rest
}

/// From one date to another, with a dash: `8–10 December 1983`, `30 May – 2 June 1983`.
fn span(from: &str, to: &str) -> String {
    let start = without_shared_end(from, to);
    let shared = &from[start.len()..];
    let end = to.strip_suffix(shared).unwrap_or(to);
    let dash = if start.contains(' ') || end.contains(' ') { " – " } else { "–" };
    format!("{start}{dash}{to}")
}

/// A date without the words at its end that another ends with, too: `8` of `8 December 1983` before
/// `10 December 1983`.
fn without_shared_end<'a>(date: &'a str, other: &str) -> &'a str {
    let (mut start, mut rest) = (date, other);
    while let (Some((before, last)), Some((other_before, other_last))) =
        (start.rsplit_once(' '), rest.rsplit_once(' '))
        && last == other_last
    {
        (start, rest) = (before, other_before);
    }
    start.trim_end_matches(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn dates_read_as_people_write_them() {
        for (edtf, shown) in [
            ("1984-02-14", "14 February 1984"),
            ("1984-02-14T23:20:30Z", "14 February 1984"),
            ("1984-02~", "about February 1984"),
            ("1984?", "1984 (uncertain)"),
            ("1984-02-14%", "about 14 February 1984 (uncertain)"),
            ("198X", "1980s"),
            ("19XX", "1900–1999"),
            ("-0043", "44 BC"),
            ("-004X", "50–41 BC"),
            ("1983-12-08/1983-12-10", "8–10 December 1983"),
            ("1983-11-28/1983-12-02", "28 November – 2 December 1983"),
            ("1983-12-30/1984-01-02", "30 December 1983 – 2 January 1984"),
            ("1966-09/1966-10", "September–October 1966"),
            ("1966-09/1967-01", "September 1966 – January 1967"),
            ("1966-09/1966-10-02", "September – 2 October 1966"),
            ("1983/1985", "1983–1985"),
            ("1983~/1985", "about 1983 – 1985"),
            ("1983/..", "1983 or later"),
            ("../1984-02", "February 1984 or earlier"),
            ("1984-21", "spring 1984"),
        ] {
            assert_eq!(date(edtf).display(), shown);
        }
    }

    #[test]
    fn a_day_somewhere_in_an_interval_lies_between_its_ends() {
        for (edtf, shown) in [
            ("1969-03-10/1969-03-15", "between 10 and 15 March 1969"),
            ("1969-03-10/1969-04-02", "between 10 March and 2 April 1969"),
            ("1969-12-30/1970-01-02", "between 30 December 1969 and 2 January 1970"),
            ("1969/1971", "between 1969 and 1971"),
            ("1969-03-10", "10 March 1969"),
            ("1969-03-10/..", "10 March 1969 or later"),
            ("../1984", "1984 or earlier"),
        ] {
            assert_eq!(date(edtf).display_between(&Words::default()), shown);
        }
    }

    #[test]
    fn the_words_of_built_in_languages_can_be_read() {
        for (tag, _) in BUILT_IN {
            let words = Words::of_language(tag, &toml::Table::new()).expect("words");
            assert_eq!(words.mistake(), None, "{tag}");
            assert_ne!(words.month_name(3), "March", "{tag}");
        }
        let own = toml::from_str("about = \"circa {date}\"").expect("TOML");
        let words = Words::of_language("de-AT", &own).expect("words");
        assert_eq!((words.about.as_str(), words.month_name(5)), ("circa {date}", "Mai"));
    }

    fn german() -> Words {
        toml::from_str(
            r#"
months = [["Januar", "Jänner"], "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
seasons = ["Frühjahr", "Sommer", "Herbst", "Winter"]
day = "{day}. {month} {year}"
decade = "{year}er Jahre"
about = "um {date}"
between = "zwischen {from} und {to}"
"#,
        )
        .expect("valid")
    }

    #[test]
    fn an_archive_has_words_of_its_own() {
        for (edtf, shown) in [
            ("1926-03-03", "3. März 1926"),
            ("1926-03-03/1926-03-05", "3.–5. März 1926"),
            ("1926-01~", "um Januar 1926"),
            ("192X", "1920er Jahre"),
            ("1926-21", "Frühjahr 1926"),
        ] {
            assert_eq!(date(edtf).display_in(&german()), shown);
        }
        let between = date("1926-03-03/1926-03-05").display_between(&german());
        assert_eq!(between, "zwischen 3. und 5. März 1926");
        let spanish = Words {
            day: "{day} de {month} de {year}".to_owned(),
            month: "{month} de {year}".to_owned(),
            ..Words::default()
        };
        assert_eq!(date("1926-03-03/1926-03-05").display_in(&spanish), "3–5 de March de 1926");
        let american = Words { day: "{month} {day}, {year}".to_owned(), ..Words::default() };
        assert_eq!(date("1926-03-03/1926-04-05").display_in(&american), "March 3 – April 5, 1926");
    }

    #[test]
    fn months_are_read_by_their_names_and_beginnings() {
        let number = |name, has_stop| german().month_number(name, has_stop);
        assert_eq!(number("märz", false), Some(3));
        assert_eq!(number("jänner", false), Some(1));
        assert_eq!(number("dez", true), Some(12));
        assert_eq!(number("dez", false), None);
        assert_eq!(number("ju", true), None);
        assert_eq!(german().short_month_name(7), "Jul");
        assert_eq!(german().short_month_name(3), "Mär");
    }

    #[test]
    fn a_phrase_must_hold_what_it_is_about() {
        assert_eq!(Words::default().mistake(), None);
        let words = Words { day: "{month} {year}".to_owned(), ..Words::default() };
        assert_eq!(words.mistake().map(|(key, _)| key), Some("day"));
    }
}
