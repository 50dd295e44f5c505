//! Advice for dates in metadata that are none of EDTF: what to write instead. Nothing is read so, since a
//! wrong date is worse than none; but people rarely know that "c. 1926" is `1926~`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::language::dates::Words;
use crate::model::date::{Date, NotADate};
use crate::read::date_field;

/// What to write in place of what is no date.
pub fn of(error: &NotADate, words: &Words) -> Option<String> {
    let NotADate::Unknown(text) = error else { return None };
    let text = text.trim();
    if UNDATED.is_match(text) {
        return Some("leave the date out where there is none".to_owned());
    }
    if SHORT_YEAR.is_match(text) {
        return Some("write the year first, with four digits, as in 1926-03-04".to_owned());
    }
    let meant = meant(text, words, 0);
    (!meant.is_empty()).then(|| format!("write {}", meant.join(" or ")))
}

/// How often one form of date can stand in another: "c. 44 BC or later".
const DEPTH: usize = 4;

/// A form that people write dates in, and the dates of EDTF that it can mean.
type Form = (Regex, fn(&Captures<'_>, &Inner<'_>) -> Vec<String>);

/// What reads the dates within a form.
type Inner<'a> = dyn Fn(&str) -> Vec<String> + 'a;

static UNDATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"n\. ?d\.?|no date|undated|unknown|none|n/a|o\. ?[dj]\.?|ohne (datum|jahr)|undatiert|unbekannt|s\. ?[da]\.?|sans date|sin fecha|senza data|[-–—?.]+",
    )
});

static SHORT_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{1,2} ?[-./] ?[0-9]{1,2} ?[-./] ?'?[0-9]{2}"));

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let year_first: fn(&Captures<'_>, &Inner<'_>) -> Vec<String> =
        |found, _| days(&found[1], &[(&found[2], &found[3])]);
    let year_last: fn(&Captures<'_>, &Inner<'_>) -> Vec<String> =
        |found, _| days(&found[3], &[(&found[1], &found[2]), (&found[2], &found[1])]);
    let month: fn(&Captures<'_>, &Inner<'_>) -> Vec<String> =
        |found, _| dates(vec![format!("{:0>4}-{:0>2}", &found[1], &found[2])]);
    vec![
        (pattern(r"([0-9]{4}) ?[-–./ ] ?([0-9]{1,2}) ?[-–./ ] ?([0-9]{1,2})\.?"), year_first),
        (pattern(r"([0-9]{1,2}) ?[-–./ ] ?([0-9]{1,2}) ?[-–./ ] ?([0-9]{4})\.?"), year_last),
        (pattern(r"([0-9]{4}) ?[./] ?([0-9]{1,2})|([0-9]{4})-([0-9])"), |found, _| {
            let (year, second) = (part(found, 1, 3), part(found, 2, 4));
            let mut meant = dates(vec![format!("{year}-{second:0>2}")]);
            meant.extend(to_year(&year, &second));
            meant
        }),
        (pattern(r"([0-9]{1,2}) ?[./-] ?([0-9]{4})"), |found, _| {
            dates(vec![format!("{}-{:0>2}", &found[2], &found[1])])
        }),
        (pattern(r"([0-9]{4})-([0-9]{2})-?"), month),
        (pattern(r"([0-9]{4}) ?[-–—/] ?'?([0-9]{2}|[0-9]{4})"), |found, _| to_year(&found[1], &found[2])),
        (
            pattern(
                r"(?:an?\. ?d\.?|a\.? ?d\.?|n\. ?chr\.?) ?([0-9]{1,4})|([0-9]{1,4}) ?(?:a\.? ?d\.?|c\. ?e\.?|ce|n\. ?chr\.?)|([0-9]{1,3})",
            ),
            |found, _| {
                let year = found.iter().skip(1).flatten().next().map_or("", |year| year.as_str());
                dates(vec![format!("{year:0>4}")])
            },
        ),
        (
            pattern(
                r"([0-9]{1,4}) ?(?:b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.?|v\. ?u\. ?z\.?|av\. ?j\.?-?c\.?|a\. ?c\.?)|[-−–]([0-9]{1,3})",
            ),
            |found, _| before_christ(found),
        ),
        (pattern(r"(?:the )?([0-9]{3})0(?: ?['’]?s|er(?: jahre)?)\.?"), |found, _| {
            dates(vec![format!("{}X", &found[1])])
        }),
        (
            pattern(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th|\.) ?(?:century|cent\.?|c\.|jahrhundert|jh\.?)"),
            |found, _| {
                let century = found[1].parse::<u32>().unwrap_or_default();
                dates(century.checked_sub(1).map(|century| format!("{century:02}XX")).into_iter().collect())
            },
        ),
        (
            pattern(
                r"(?:in (?:the )?)?(spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst)(?: of|,| des jahres)? ([0-9]{4})|([0-9]{4}),? (spring|summer|autumn|fall|winter)",
            ),
            |found, _| {
                let season = match part(found, 1, 4).to_lowercase().as_str() {
                    "spring" | "frühling" | "frühjahr" => 21,
                    "summer" | "sommer" => 22,
                    "winter" => 24,
                    _ => 23,
                };
                dates(vec![format!("{}-{season}", part(found, 2, 3))])
            },
        ),
        (
            pattern(
                r"(?:ca?\.|cca\.|approx\.|~) ?(.+)|(?:ca?|cca|circa|about|around|approx|approximately|um|etwa|gegen|vers|hacia|verso|early|late|middle|mid|anfang|mitte|ende)(?:-| of| the)* (.+)|mid-(.+)",
            ),
            |found, inner| qualified(first(found, inner), '~'),
        ),
        (
            pattern(
                r"(.+?),? ?(?:\(\?\)|\[\?\]|\?|\((?:probably|possibly|uncertain)\)|,? (?:probably|possibly|or so))",
            ),
            |found, inner| qualified(inner(&found[1]), '?'),
        ),
        (
            pattern(
                r"(?:probably|possibly|perhaps|maybe|vermutlich|wohl|vielleicht|wahrscheinlich),? (?:in )?(.+)",
            ),
            |found, inner| qualified(inner(&found[1]), '?'),
        ),
        (
            pattern(
                r"(?:before|until|till|by|vor|bis|avant|ante)(?: the)? (.+)|(.+) or (?:before|earlier)|(.+) oder früher",
            ),
            |found, inner| intervals(vec!["..".to_owned()], first(found, inner)),
        ),
        (
            pattern(
                r"(?:after|since|nach|seit|ab|après|post)(?: the)? (.+)|(.+) or (?:after|later)|(.+) oder später|(.+?) ?[-–—]",
            ),
            |found, inner| intervals(first(found, inner), vec!["..".to_owned()]),
        ),
        (
            pattern(
                r"(?:between |from |zwischen |von |entre |de )?(.+?)(?: (?:and|to|until|till|through|und|bis|et|y|à) | ?[–—] ?| [-/] )(.+)",
            ),
            |found, inner| intervals(inner(&found[1]), inner(&found[2])),
        ),
        (
            pattern(r"\[(.+)\]|\((.+)\)|(?:in|on|dated|am|vom|im(?: jahre?)?|date:) (.+)|(.+)[.,;]"),
            |found, inner| first(found, inner),
        ),
    ]
});

/// The dates of EDTF that a text can mean, the likeliest first.
fn meant(text: &str, words: &Words, depth: usize) -> Vec<String> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return vec![date.to_string()];
    }
    if depth > 0
        && let Some(found) = date_field::value(text, words)
        && found.slip.is_none()
        && found.span == (0..text.len())
    {
        return vec![found.date.to_string()];
    }
    if depth == DEPTH || text.len() > 80 {
        return Vec::new();
    }
    let inner = |text: &str| meant(text, words, depth + 1);
    let found = FORMS.iter().filter_map(|(pattern, form)| Some(form(&pattern.captures(text)?, &inner)));
    found.into_iter().find(|meant| !meant.is_empty()).unwrap_or_default()
}

/// The whole text in one form, whatever its capitals.
fn pattern(form: &str) -> Regex {
    Regex::new(&format!("^(?i:{form})$")).unwrap_or_else(|error| unreachable!("{error}"))
}

fn part(found: &Captures<'_>, one: usize, other: usize) -> String {
    found.get(one).or(found.get(other)).map_or_else(String::new, |part| part.as_str().to_owned())
}

/// What the first group that was found means.
fn first(found: &Captures<'_>, inner: &Inner<'_>) -> Vec<String> {
    found.iter().skip(1).flatten().next().map_or_else(Vec::new, |part| inner(part.as_str()))
}

/// Those that are dates.
fn dates(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().filter(|text| text.parse::<Date>().is_ok()).collect()
}

/// The days of a year in which month and day can be what is given.
fn days(year: &str, months_and_days: &[(&str, &str)]) -> Vec<String> {
    let mut found =
        dates(months_and_days.iter().map(|(month, day)| format!("{year}-{month:0>2}-{day:0>2}")).collect());
    // The numbers of the seasons are no months.
    found.retain(|date| date.get(5..7).is_some_and(|month| month <= "12"));
    found.dedup();
    found
}

/// From a year to another, which can be given by its last two digits.
fn to_year(from: &str, to: &str) -> Vec<String> {
    let to = if to.len() < 4 { format!("{}{to}", &from[..4 - to.len().min(4)]) } else { to.to_owned() };
    if to.as_str() > from { dates(vec![format!("{from}/{to}")]) } else { Vec::new() }
}

/// The year before Christ: the year 1 BC is 0.
fn before_christ(found: &Captures<'_>) -> Vec<String> {
    if let Some(year) = found.get(2) {
        return dates(vec![format!("-{:0>4}", year.as_str())]);
    }
    let year = found[1].parse::<u32>().unwrap_or_default();
    let shown =
        year.checked_sub(1).map(|year| if year == 0 { "0000".to_owned() } else { format!("-{year:04}") });
    dates(shown.into_iter().collect())
}

/// The same dates with a sign for how sure they are.
fn qualified(meant: Vec<String>, sign: char) -> Vec<String> {
    let with_sign = meant.into_iter().map(|date| match date.chars().next_back() {
        Some('~' | '?') if !date.ends_with(sign) => format!("{}%", &date[..date.len() - 1]),
        Some('~' | '?' | '%') => date,
        _ => format!("{date}{sign}"),
    });
    dates(with_sign.collect())
}

/// Intervals between two dates that are each sure.
fn intervals(from: Vec<String>, to: Vec<String>) -> Vec<String> {
    match (from.as_slice(), to.as_slice()) {
        ([from], [to]) => dates(vec![format!("{from}/{to}")]),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(text: &str) -> String {
        of(&NotADate::Unknown(text.to_owned()), &Words::default()).unwrap_or_default()
    }

    /// What people write, and what is advised.
    const WRITTEN: &[(&str, &str)] = &[
        ("1926-3-4", "1926-03-04"),
        ("1926/3/14", "1926-03-14"),
        ("1926.3.4", "1926-03-04"),
        ("1926–03–04", "1926-03-04"),
        ("3/4/1926", "1926-03-04 or 1926-04-03"),
        ("3-14-1926", "1926-03-14"),
        ("5/5/1926", "1926-05-05"),
        ("1926/3", "1926-03"),
        ("3/1926", "1926-03"),
        ("1926-3", "1926-03"),
        ("c. 1926", "1926~"),
        ("ca. 1926", "1926~"),
        ("ca 1926", "1926~"),
        ("circa March 1926", "1926-03~"),
        ("um 1926", "1926~"),
        ("about 1920s", "192X~"),
        ("early 1926", "1926~"),
        ("44 BC", "-0043"),
        ("44 B.C.E.", "-0043"),
        ("44 v. Chr.", "-0043"),
        ("c. 44 BC", "-0043~"),
        ("1 BC", "0000"),
        ("-44", "-0044"),
        ("AD 79", "0079"),
        ("79 AD", "0079"),
        ("800", "0800"),
        ("1926(?)", "1926?"),
        ("March 1926?", "1926-03?"),
        ("probably 1926", "1926?"),
        ("c. 1926?", "1926%"),
        ("[1926]", "1926"),
        ("[ca. 1926]", "1926~"),
        ("1920s", "192X"),
        ("the 1920's", "192X"),
        ("1920er Jahre", "192X"),
        ("19th century", "18XX"),
        ("18. Jahrhundert", "17XX"),
        ("1926-27", "1926/1927"),
        ("1926/27", "1926/1927"),
        ("1926–1927", "1926/1927"),
        ("1926-1928", "1926/1928"),
        ("1926 to 1928", "1926/1928"),
        ("between March 1926 and May 1927", "1926-03/1927-05"),
        ("1926-03-04 - 1926-03-10", "1926-03-04/1926-03-10"),
        ("1926-03-04–1926-03-10", "1926-03-04/1926-03-10"),
        ("Spring 1926", "1926-21"),
        ("fall of 1926", "1926-23"),
        ("Herbst 1926", "1926-23"),
        ("before 1926", "../1926"),
        ("1926 or later", "1926/.."),
        ("after March 1926", "1926-03/.."),
        ("1926-", "1926/.."),
        ("1926.", "1926"),
        ("n.d.", "leave the date out where there is none"),
        ("o. D.", "leave the date out where there is none"),
        ("Undated", "leave the date out where there is none"),
        ("3/4/26", "write the year first, with four digits, as in 1926-03-04"),
    ];

    #[test]
    fn what_people_write_is_named_as_edtf_has_it() {
        for &(text, expected) in WRITTEN {
            let said = advice(text);
            let said = said.strip_prefix("write ").filter(|dates| !dates.starts_with("the")).unwrap_or(&said);
            assert_eq!(said, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_gets_no_advice() {
        for text in ["next week", "Orn", "13/14/1926", "1926-13-40", "c. Orn", "1927-26"] {
            assert_eq!(advice(text), "", "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn all_that_is_advised_is_a_date(text in "(c\\. |um |before |\\[)?[0-9]{1,4}([-/. ][0-9]{1,2}){0,2}( BC|s|\\?|\\]| to 1930)?") {
            for date in meant(&text, &Words::default(), 0) {
                proptest::prop_assert!(date.parse::<Date>().is_ok(), "{text}: {date}");
            }
        }
    }
}
