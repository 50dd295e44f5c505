//! Datelines: the line at a document's head that says where and when it was written.
//!
//! "Moscow, February 22, 1984, 1430Z", "[New York,] May 3–4, 1961", "Washington, undated."

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::date::Date;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq)]
pub struct Dateline {
    /// The place, without editorial brackets.
    pub place: Option<String>,
    /// The date; absent where the document is called undated.
    pub date: Option<Date>,
}

/// The longest dateline: a longer paragraph is a sentence that names a date.
const LONGEST: usize = 160;

const MONTH: &str = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";

/// What can stand between a place and the date, or after it: times, zones, brackets, and the day of
/// receipt.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?xi) ^ \[? \s*
        (?P<place> \p{{L}} [^.;:?!]*? (?:\. \s* [^.;:?!]*?){{0,3}} | \[ [^\]]* \] )?? \s*
        [,\]—–]* \s* [,\[]* \s*
        (?: (?P<undated> undated ) | (?P<about> about | circa | ca\. | c\. )? \s* (?:on\s+)?
            (?: (?:mon|tues|wednes|thurs|fri|satur|sun)day ,? \s* )?
            (?: (?P<m1> {MONTH} ) \s+ (?P<d1> \d{{1,2}} ) (?:st|nd|rd|th)? (?: \s* \[ [^\]]{{1,6}} \] )?
                (?: , \s* (?P<y0> \d{{4}} ) )?
                (?: \s* (?: [-–—,] | and | & | to ) \s* (?: (?P<m2> {MONTH} ) \s+ )? (?P<d2> \d{{1,2}} ) )?
                [,\s\]]+ (?P<y1> \d{{4}} )
              | (?P<d3> \d{{1,2}} ) (?:st|nd|rd|th)? (?: \s* [-–—] \s* (?P<d4> \d{{1,2}} ) )? \s+ (?P<m3> {MONTH} ) ,? \s+ (?P<y2> \d{{4}} )
              | (?: (?P<m5> {MONTH} ) ,? \s* [-–—] \s* )? (?P<m4> {MONTH} ) ,? \s+ (?P<y3> \d{{4}} )
            )
        )
        (?P<rest> [\s\]\[.,;?—–-] .* )? $"
    );
    Regex::new(&pattern).unwrap_or_else(|error| unreachable!("{error}"))
});

/// What may follow the date.
static REST: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?xi) ^ (?: [\s\[\].,;:?()—–-]+ | \d{{1,2}} [:.] \d{{2}} | \d{{1,4}} (?: z | hours )? | l:\d{{2}}
          | [ap] \. ? \s* m \. ? | noon | midnight | morning | evening | afternoon | local | time | gmt | est | edt
          | received | and | to | at | about | continued | {MONTH} )* $"
    );
    Regex::new(&pattern).unwrap_or_else(|error| unreachable!("{error}"))
});

/// Reads a dateline; `None` if the text is none.
pub fn parse(text: &str) -> Option<Dateline> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let captures = DATELINE.captures(text)?;
    if captures.name("rest").is_some_and(|rest| !REST.is_match(rest.as_str())) {
        return None;
    }
    let place = match captures.name("place") {
        Some(place) => Some(place_name(place.as_str(), text.starts_with('['))?),
        None => None,
    };
    let date = if captures.name("undated").is_some() { None } else { Some(date(&captures)?) };
    Some(Dateline { place: place.filter(|place| !place.is_empty()), date })
}

/// A place's name without brackets and stray spaces; `None` if the words name no place.
/// What editors supplied ("[place not declassified]") need not be a proper name.
fn place_name(text: &str, editorial: bool) -> Option<String> {
    let name = text.replace(['[', ']'], "").replace(" ,", ",");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches([',', '—', '–', ' ']).to_owned();
    // Words within a name, but not at its end: "Mar del Plata", "The President of" is none.
    const SMALL: [&str; 13] =
        ["of", "the", "de", "del", "la", "on", "at", "near", "en", "route", "to", "du", "am"];
    let words: Vec<&str> = name.split(' ').collect();
    let is_proper = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = words.len() <= 8
        && words.first().is_some_and(|first| is_proper(first))
        && words.last().is_some_and(|last| is_proper(last) && !SMALL.contains(&last.to_lowercase().as_str()))
        && words.iter().all(|word| is_proper(word) || SMALL.contains(word))
        && !name.contains(|c: char| c.is_ascii_digit());
    (name.is_empty() || editorial || is_name).then_some(name)
}

fn date(captures: &Captures<'_>) -> Option<Date> {
    let year = |name| captures.name(name)?.as_str().parse::<i16>().ok();
    let day = |name| captures.name(name)?.as_str().parse::<i8>().ok();
    let month = |name| captures.name(name).and_then(|found| month_number(found.as_str()));
    let date = if let Some(first) = month("m1") {
        let last_year = year("y1")?;
        let from = Date::day(year("y0").unwrap_or(last_year), first, day("d1")?)?;
        match day("d2") {
            Some(last) => Date::interval(from, Date::day(last_year, month("m2").unwrap_or(first), last)?)?,
            None => from,
        }
    } else if let Some(only) = month("m3") {
        let from = Date::day(year("y2")?, only, day("d3")?)?;
        match day("d4") {
            Some(last) => Date::interval(from, Date::day(year("y2")?, only, last)?)?,
            None => from,
        }
    } else {
        let last = Date::month(year("y3")?, month("m4")?)?;
        match month("m5") {
            Some(first) => Date::interval(Date::month(year("y3")?, first)?, last)?,
            None => last,
        }
    };
    Some(if captures.name("about").is_some() { date.approximate() } else { date })
}

/// The number of a month by its English name or abbreviation.
pub fn month_number(name: &str) -> Option<i8> {
    let start = name.get(..3)?.to_ascii_lowercase();
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .position(|month| *month == start)
        .and_then(|index| i8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let dateline = parse(text)?;
        Some((
            dateline.place.unwrap_or_default(),
            dateline.date.map_or_else(|| "undated".to_owned(), |date| date.to_string()),
        ))
    }

    #[test]
    fn datelines_in_many_shapes() {
        for (text, place, date) in [
            ("Moscow, February 22, 1984, 1430Z", "Moscow", "1984-02-22"),
            ("[New York,] May 3–4, 1961", "New York", "1961-05-03/1961-05-04"),
            ("[ Washington ,] April 13, 1949.", "Washington", "1949-04-13"),
            ("Paris , January 14, 1949—2 p. m.", "Paris", "1949-01-14"),
            ("Washington, undated.", "Washington", "undated"),
            ("Undated.", "", "undated"),
            ("[place not declassified], undated.", "place not declassified", "undated"),
            ("June 4, 1959, 3:15–3:50 p.m.", "", "1959-06-04"),
            ("Washington , May 2, 1949—noon.", "Washington", "1949-05-02"),
            ("Paris, December 16, 1958, midnight.", "Paris", "1958-12-16"),
            ("Saigon , April 11, 1949. [Received May 18.]", "Saigon", "1949-04-11"),
            ("London , November 30, 1949. [Received December 2—9:03 a. m.]", "London", "1949-11-30"),
            ("[ Washington , September 28, 1949.]", "Washington", "1949-09-28"),
            (
                "[place not declassified], January 29-30, 1954.",
                "place not declassified",
                "1954-01-29/1954-01-30",
            ),
            ("Paris , May 23 [24], 1949—8 p. m.", "Paris", "1949-05-23"),
            ("Washington , June 14 [15?], 1949—2 a. m.", "Washington", "1949-06-14"),
            ("Batavia , January 4, 1949—10 a. m. [p. m.]", "Batavia", "1949-01-04"),
            ("Washington , 19 April 1949.", "Washington", "1949-04-19"),
            ("The Hague , 2 March, 1949.", "The Hague", "1949-03-02"),
            ("[ New York ,] March 21, 1949—[9:45 a. m.]", "New York", "1949-03-21"),
            ("Washington, May 16,1954, 2135Z.", "Washington", "1954-05-16"),
            ("Augusta, Georgia, November 16, 1959, 8:30 a.m.", "Augusta, Georgia", "1959-11-16"),
            ("October 3, 1960, 11:45 a.m.–l:15 p.m.", "", "1960-10-03"),
            ("Washington, November 15 and 17, 1962.", "Washington", "1962-11-15/1962-11-17"),
            ("Moscow, April 1 1963.", "Moscow", "1963-04-01"),
            ("Washington, January 9, 1963, 20:19p.m.", "Washington", "1963-01-09"),
            ("Washington, May 2–June 11, 1969.", "Washington", "1969-05-02/1969-06-11"),
            ("Vienna, December 30, 1983–January 2, 1984.", "Vienna", "1983-12-30/1984-01-02"),
            ("Washington, June 1977", "Washington", "1977-06"),
            ("New York, September–October 1966", "New York", "1966-09/1966-10"),
            ("St. Louis, Missouri, July 1, 1977", "St. Louis, Missouri", "1977-07-01"),
            ("Port Amsel, about March 1926.", "Port Amsel", "1926-03~"),
            ("Moscow, November 15, 1961 noon.", "Moscow", "1961-11-15"),
        ] {
            assert_eq!(read(text), Some((place.to_owned(), date.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_dateline() {
        for text in [
            "",
            "SUBJECT",
            "The talks of February 22, 1984, were held in Moscow.",
            "On May 3, 1961, the Ambassador called.",
            "Meeting of March 4",
            "Moscow, February 31, 1984",
            "Soviet policy in 1984",
            "PRESIDENT OF February 27, 1967",
            "NSDM 161 of April 5, 1972",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
