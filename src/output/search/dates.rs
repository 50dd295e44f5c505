//! What a search for a time needs: on which days each document can have been written, and the words by which the date in a
//! query is read. They are those by which datelines are read, so that whatever a document says can be asked for.

use serde::Serialize;

use super::overview::{runs, steps};
use crate::catalog::Record;
use crate::language::calendar::ENGLISH_MONTHS;
use crate::language::dates::Words;
use crate::language::reading::{DayWords, WordList};
use crate::model::metadata::DateBasis;

/// The file `search/dates`, which only a search for a time loads.
#[derive(Serialize)]
pub(super) struct Dates<'a> {
    /// The first day of each document, counted from 1970-01-01, as [`steps`]. A date with an open end has none.
    begins: String,
    /// For each document twice the number of days that follow the first one, and one more if it lasted all of them; the others
    /// are of one day among them. As [`runs`].
    spans: String,
    words: DateWords<'a>,
}

/// Words in small letters.
#[derive(Serialize)]
struct DateWords<'a> {
    /// The names of each month, in all languages that are read.
    months: Vec<Vec<String>>,
    weekdays: Vec<&'a str>,
    /// How figures end that stand for a day.
    endings: Vec<&'a str>,
    /// What can stand before a date or within it and means nothing.
    small: Vec<&'a str>,
    between: Vec<&'a str>,
    joins: Vec<&'a str>,
    /// What makes another time of the date behind it.
    bounds: Vec<&'a str>,
    /// What makes a number of the figures behind it.
    numbered: Vec<&'a str>,
}

impl<'a> Dates<'a> {
    /// The days of documents, and words.
    pub(super) fn of(documents: &[Box<Record>], words: &'a Words) -> Self {
        let days: Vec<Option<Days>> = documents.iter().map(|record| Days::of(record)).collect();
        Self {
            begins: steps(days.iter().map(|days| days.as_ref().map(|days| days.begin))),
            spans: runs(days.iter().map(|days| days.as_ref().map_or(0, Days::span))),
            words: DateWords::of(words),
        }
    }
}

/// The days on which a document can have been written.
struct Days {
    begin: i64,
    further: u32,
    /// Whether it was written on all of them, as the minutes of a conference are.
    lasts: bool,
}

impl Days {
    fn of(record: &Record) -> Option<Self> {
        let date = record.date.as_ref()?;
        let number = |day: jiff::civil::Date| {
            i64::from(jiff::civil::date(1970, 1, 1).until(day).map_or(0, |span| span.get_days()))
        };
        let (begin, end) = (number(date.date.earliest()?), number(date.date.latest()?));
        let lasts = !date.date.is_single() && date.basis != DateBasis::Inferred;
        Some(Self { begin, further: u32::try_from(end - begin).ok()?, lasts })
    }

    fn span(&self) -> u32 {
        self.further.saturating_mul(2).saturating_add(u32::from(self.lasts))
    }
}

impl<'a> DateWords<'a> {
    fn of(words: &'a Words) -> Self {
        let days = &words.reading.days;
        let all = |lists: &[&'a WordList]| {
            let mut words: Vec<&str> = lists.iter().flat_map(|list| list.iter()).collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        let weekdays: Vec<&WordList> = days.weekdays.iter().chain(&days.short_weekdays).collect();
        Self {
            months: (0..12).map(|index| months(words, days, index)).collect(),
            weekdays: all(&weekdays),
            endings: all(&[&days.ordinal_endings]),
            small: all(&[
                &days.small_words,
                &days.articles,
                &days.before_months,
                &days.before_years,
                &days.before_times,
            ]),
            between: all(&[&days.between]),
            joins: all(&[&days.and, &days.to]),
            bounds: all(&[&days.before, &days.after]),
            numbered: all(&[&days.numbered]),
        }
    }
}

/// All names of a month, from 0: the archive's, the English one, and those of languages that are read everywhere, also in short.
fn months(words: &Words, days: &DayWords, index: usize) -> Vec<String> {
    let own = words.months[index].all().iter().cloned();
    let short = i8::try_from(index + 1).map(|month| words.short_month_name(month));
    let read = [&days.months, &days.short_months].into_iter().filter_map(|lists| lists.get(index));
    let mut names: Vec<String> = own
        .chain(short)
        .chain([ENGLISH_MONTHS[index].to_owned()])
        .chain(read.flat_map(|list| list.iter().map(str::to_owned)))
        .map(|name| name.to_lowercase().trim_end_matches('.').to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_names_in_all_languages_that_are_read() {
        let words = Words::of_language("de", &toml::Table::new()).expect("German words");
        let dates = DateWords::of(&words);
        assert_eq!(dates.months.len(), 12);
        for name in ["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre"] {
            assert!(dates.months[9].iter().any(|known| known == name), "{name}: {:?}", dates.months[9]);
        }
        // A name of two months would make a date of either.
        for (index, names) in dates.months.iter().enumerate() {
            let mut others = dates.months[index + 1..].iter().flatten();
            assert_eq!(others.find(|name| names.contains(name)), None, "{}", index + 1);
        }
        assert!(dates.between.contains(&"between") && dates.joins.contains(&"und"));
    }
}
