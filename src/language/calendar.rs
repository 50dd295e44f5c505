//! The names of months, seasons and weekdays: English ones, and those of the other languages that are built in.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use serde::Deserialize;

/// The names of a month or season: the first is shown, all are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "OneOrMore")]
pub struct Names {
    all: Vec<String>,
    /// The same in small letters, by which they are compared.
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Names {
    fn from(names: OneOrMore) -> Self {
        match names {
            OneOrMore::One(name) => Self::new(vec![name]),
            OneOrMore::More(names) => Self::new(names),
        }
    }
}

impl Names {
    fn new(all: Vec<String>) -> Self {
        let small = all.iter().map(|name| name.to_lowercase()).collect();
        Self { all, small }
    }

    /// One name.
    pub fn of(name: &str) -> Self {
        Self::new(vec![name.to_owned()])
    }

    /// All of them.
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// All of them, in small letters.
    pub fn small(&self) -> &[String] {
        &self.small
    }

    /// The name that is shown; empty where there is none.
    pub fn shown(&self) -> &str {
        self.all.first().map_or("", String::as_str)
    }
}

/// The English names of the months.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month, from 1, that an English word names: "March", "Mar", "Sept".
pub fn english_month(word: &str) -> Option<i8> {
    let is_name = |name: &&str| *name == word || name.get(..3) == Some(word);
    let index = ENGLISH_MONTHS.iter().position(is_name).or((word == "Sept").then_some(8))?;
    i8::try_from(index + 1).ok()
}

/// The English names of the months in small letters, and how they are shortened at least: "january", "jan".
pub fn english_months() -> impl Iterator<Item = (&'static str, &'static str)> {
    static SMALL: LazyLock<[String; 12]> = LazyLock::new(|| ENGLISH_MONTHS.map(str::to_lowercase));
    SMALL.iter().map(|name| (name.as_str(), &name[..3]))
}

/// The English name of a month as the MLA Handbook shortens it in citations; another word stays as it is.
pub fn english_month_in_citations(name: &str) -> &str {
    const SHORT: [&str; 12] =
        ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    ENGLISH_MONTHS.iter().position(|month| *month == name).map_or(name, |index| SHORT[index])
}

/// The English name of a weekday.
pub fn english_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The words of other languages that are built in, as `[dates]` would give them.
pub(super) const BUILT_IN: [(&str, &str); 2] =
    [("de", include_str!("de/dates.toml")), ("ar", include_str!("ar/dates.toml"))];

/// The months of the languages whose words for dates are built in, in lower case.
pub(super) fn built_in_months() -> impl Iterator<Item = Vec<Vec<String>>> {
    let words = BUILT_IN.iter().filter_map(|(_, text)| toml::from_str::<BuiltInMonths>(text).ok());
    words.map(|words| words.months.iter().map(|names| names.small.clone()).collect())
}

/// What is read of built-in words for dates besides showing them.
#[derive(Deserialize)]
struct BuiltInMonths {
    months: [Names; 12],
}
