//! The five documents in one folder, without any configuration.

use std::sync::LazyLock;

use fonds::stages::date::Date;
use regex::Regex;

use crate::basis::Basis;
use crate::corpus::Outcome;
use crate::measurement::{Figure, Measurement};
use crate::site::{Record, Site, Sites};
use crate::thresholds;

/// What is right for a document.
enum Right {
    /// A date within these days.
    Within(&'static str),
    /// A date of at most three years that holds one of these days, or none.
    HoldsOrUndated(&'static str),
    Undated,
}

/// What is right for each document, by its number.
const RIGHT: [(&str, Right); 5] = [
    ("178", Right::Within("1984-02-14/1984-02-16")),
    ("184", Right::Within("1984-02-22/1984-02-25")),
    ("53", Right::Within("1972-02-15/1972-02-24")),
    ("142", Right::HoldsOrUndated("1983-12")),
    ("296", Right::Undated),
];

/// Looks at the dates, at what the pages say of them, and at the timeline.
pub fn measure(sites: &Sites) -> Outcome {
    let site = &*sites.seeds;
    let mut measurement = Measurement::new("dates of the five documents", &thresholds::SEEDS);
    for (number, right) in RIGHT {
        let (id, record) = site
            .records()
            .find(|(_, record)| record.number.as_deref() == Some(number))
            .unwrap_or_else(|| panic!("no document {number}"));
        let date = record.date();
        let page = site.page(id);
        measurement.add(number, "dated as is right", Figure::one(right.is(date)));
        measurement.add(number, "the page says why", Figure::one(says_why(&page, date)));
        if date.is_some() {
            measurement.add(number, "on the timeline", Figure::one(is_on_timeline(site, record)));
        }
        let shown = Basis::of_page(&page).map_or("nothing".to_owned(), |basis| basis.shown);
        let date = record.date.as_deref().unwrap_or("undated");
        measurement.remarks.push(format!("Document {number}: {date}, resting on {shown}"));
    }
    measurement.outcome()
}

impl Right {
    fn is(&self, given: Option<Date>) -> bool {
        let date = |date: &str| date.parse::<Date>().expect("a date");
        match (self, given) {
            (Self::Within(days), Some(given)) => {
                let days = date(days);
                given.earliest() >= days.earliest()
                    && given.latest().is_some_and(|last| Some(last) <= days.latest())
            }
            (Self::HoldsOrUndated(days), Some(given)) => {
                let ends = given.earliest().zip(given.latest());
                let length = ends.map(|(first, last)| (last - first).get_days());
                length.is_some_and(|days| days <= 3 * 366) && given.overlaps(date(days))
            }
            (Self::Within(_), None) | (Self::Undated, Some(_)) => false,
            (Self::HoldsOrUndated(_) | Self::Undated, None) => true,
        }
    }
}

/// Whether a page says what its date rests on, or why it has none.
fn says_why(page: &str, date: Option<Date>) -> bool {
    static FACTS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)<section class="facts".*?</section>"#).expect("a pattern"));
    static UNDATED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)undated|not dated|no date|no day|<dt>Date").expect("a pattern"));
    let facts = FACTS.find(page).map_or("", |facts| facts.as_str());
    match date {
        Some(_) => Basis::of_page(page).is_some() || facts.contains("Date taken from"),
        None => UNDATED.is_match(facts),
    }
}

/// Whether the timeline has a document under its year, and under its month where the date is as exact.
fn is_on_timeline(site: &Site, record: &Record) -> bool {
    let Some(date) = record.date() else { return false };
    let timeline = site.file("timeline.html");
    let anchor = match date.year_and_month() {
        (year, Some(month)) => format!(r#"id="m{year:04}-{month:02}""#),
        (year, None) => format!(r#"id="y{year:04}""#),
    };
    let Some((_, section)) = timeline.split_once(&anchor) else { return false };
    // A month ends where the next section begins, and the years where the undated do.
    let is_in_month = date.year_and_month().1.is_some();
    let end = if is_in_month { "<section " } else { r#"<section class="undated""# };
    let listed = section.split(end).next().unwrap_or_default();
    listed.contains(&format!(r#"href="{}""#, record.url))
}
