//! Whether the words that pages give as evidence of a date really say it.

use std::fmt::Write as _;
use std::sync::LazyLock;

use fonds::stages::date::Date;
use jiff::ToSpan;
use regex::Regex;
use sha2::{Digest, Sha256};

use crate::basis::{Basis, Part};
use crate::corpus::Outcome;
use crate::measurement::{Figure, Measurement};
use crate::named::{self, Named};
use crate::site::{Site, Sites};
use crate::thresholds;

/// How many are drawn to be read by a person.
const DRAWN: usize = 100;
/// So many days can lie between a document and the day that bounds it, as "drafted" or "received".
const FARTHEST: i32 = 92;

/// An inferred date with what its page says of it.
struct Inferred {
    /// The archive and the path of the document.
    place: String,
    given: Date,
    written: String,
    basis: Basis,
    source: String,
    /// Words that do not stand where the page says.
    strange: Vec<String>,
    agrees: bool,
}

/// Checks the evidence of all inferred dates, and draws some to be read with `FONDS_SAMPLE=1`.
pub fn measure(sites: &Sites) -> Outcome {
    let mut measurement = Measurement::new("evidence shown", &thresholds::EVIDENCE);
    let archives = [("alone", &*sites.alone), ("bare", &*sites.bare), ("seeds", &*sites.seeds)];
    let mut all: Vec<Inferred> = archives.into_iter().flat_map(|(name, site)| inferred(name, site)).collect();
    // The order of the hashes is as good as random, and the same each time.
    all.sort_by_cached_key(|inferred| <[u8; 32]>::from(Sha256::digest(&inferred.place)));
    let shows = std::env::var_os("FONDS_SAMPLE").is_some();
    for (index, inferred) in all.iter().enumerate() {
        let stand = inferred.strange.is_empty();
        let both = stand && inferred.agrees;
        let kind = inferred.basis.kind();
        measurement.add(&kind, "words stand there", Figure::one(stand));
        measurement.add(&kind, "day within, or bounds", Figure::one(inferred.agrees));
        measurement.add(&kind, "both", Figure::one(both));
        if index < DRAWN {
            measurement.add(&kind, "both, of the 100 drawn", Figure::one(both));
            if shows {
                measurement.remarks.push(inferred.show());
            }
        }
        let Inferred { place, written, basis, strange, agrees, .. } = inferred;
        for words in strange {
            measurement.misses.push(format!("{place}: {words} does not stand there"));
        }
        if !agrees {
            measurement
                .misses
                .push(format!("{place}: given as {written}, and no day agrees: {}", basis.shown));
        }
    }
    measurement.outcome()
}

/// The inferred dates of an archive.
fn inferred(archive: &str, site: &Site) -> Vec<Inferred> {
    let dated = site.records().filter(|(_, record)| record.is_inferred());
    dated
        .filter_map(|(id, record)| {
            let (given, written) = (record.date()?, record.date.clone()?);
            let (source, page) = (site.source(id), site.page(id));
            let basis = Basis::of_page(&page).unwrap_or_else(|| panic!("{id}: the page names no evidence"));
            let strange = strange(&basis, id, &source);
            let agrees = agrees(&basis, given);
            let place = format!("{archive} {id}");
            Some(Inferred { place, given, written, basis, source, strange, agrees })
        })
        .collect()
}

/// The words that do not stand in the part of the document that the page names.
fn strange(basis: &Basis, id: &str, source: &str) -> Vec<String> {
    let mut strange = Vec::new();
    for part in basis.parts.iter().filter(|part| !part.is_order()) {
        if part.label.contains("numbers of other telegrams") {
            strange.extend(part.quoted.iter().filter(|words| !has_number_between(words, source)).cloned());
            continue;
        }
        let passage = plain(&passage(&part.label, id, source));
        for words in &part.quoted {
            // Days of other documents stand after what they have in common.
            let is_of_others =
                part.label.contains("other documents") || part.label.contains("another document");
            let words = if is_of_others {
                words.rsplit_once(": ").map_or(words.as_str(), |parts| parts.0)
            } else {
                words
            };
            // What was shortened stands there piece by piece.
            if !words.split('…').all(|piece| passage.contains(&plain(piece))) {
                strange.push(format!("“{words}” ({})", part.label));
            }
        }
    }
    strange
}

/// Whether a line of a text begins with a number between two others: "2217 between 2185 (23 February) and 2222 (24 February)".
/// Where these fall, their series began anew between them.
fn has_number_between(words: &str, source: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:between|and) (\d+) \(").expect("a pattern"));
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^[A-Za-z]{0,8}[ –-]?(\d{1,6})(?:[/–-][0-9A-Z]+)?\. ").expect("a pattern")
    });
    let numbers = |pattern: &Regex, text: &str| -> Vec<u32> {
        pattern.captures_iter(text).filter_map(|found| found[1].parse().ok()).collect()
    };
    let &[lower, higher] = numbers(&NUMBER, words).as_slice() else { return false };
    numbers(&OWN, source).into_iter().any(|own| match lower <= higher {
        true => (lower..=higher).contains(&own),
        false => own >= lower || own <= higher,
    })
}

/// The part of a document that a label names; the whole, with its path, where it names none.
fn passage(label: &str, id: &str, source: &str) -> String {
    let notes = notes(source);
    let body = &source[..source.len() - notes.len()];
    let label = label.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if names(&["file number", "folder", "name", "box"]) {
        return format!("{id}\n{source}");
    }
    // A file number can stand above the title, and some paragraphs above the subject.
    if let Some((_, most)) = [("title", 2), ("subject", 12)].into_iter().find(|(name, _)| names(&[name])) {
        let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).take(most).collect();
        return lines.join("\n");
    }
    match () {
        () if names(&["note"]) => notes.to_owned(),
        () if names(&["text"]) => body.to_owned(),
        () => format!("{id}\n{source}"),
    }
}

/// The indented lines at the end.
fn notes(source: &str) -> &str {
    let mut start = source.len();
    for line in source.split_inclusive('\n').rev() {
        if !line.trim().is_empty() && !line.starts_with("  ") {
            break;
        }
        start -= line.len();
    }
    &source[start..]
}

/// A text without marks of pages and white space, as quoted words are compared.
fn plain(text: &str) -> String {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[Page [^\]]{1,12}\]").expect("a pattern"));
    PAGE.replace_all(text, "").split_whitespace().collect()
}

/// Whether a day that the evidence names lies within the date, or bounds it as the words say.
fn agrees(basis: &Basis, given: Date) -> bool {
    let (order, quoting): (Vec<&Part>, Vec<&Part>) = basis.parts.iter().partition(|part| part.is_order());
    if quoting.is_empty() {
        return order.iter().all(|part| is_between(&part.text, given));
    }
    quoting.iter().any(|part| {
        let named = part.quoted.iter().flat_map(|words| named::find(words));
        if part.label.contains("other documents") || part.label.contains("numbers of other telegrams") {
            let days: Vec<Date> = named.flat_map(|named| named.dates(given)).collect();
            let first = days.iter().filter_map(|day| day.earliest()).min();
            let last = days.iter().filter_map(|day| day.latest()).max();
            return first <= given.latest() && last >= given.earliest() && first.is_some();
        }
        let reach = if bounds(&part.text) { widened(given) } else { given };
        named.chain(beside_quotes(&part.text)).any(|named| lies_within(named, reach))
    })
}

/// What a part names outside of its quoted words: "between 2185 (23 February) and 2222".
fn beside_quotes(text: &str) -> Vec<Named> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new("“.*?”").expect("a pattern"));
    named::find(&QUOTED.replace_all(text, "“”"))
}

fn lies_within(named: Named, given: Date) -> bool {
    named.dates(given).into_iter().any(|date| date.overlaps(given))
}

/// Whether the words say that the day is not the document's own, but near it.
fn bounds(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "answer", "repl", "after", "before", "draft", "receiv", "sent", "forward", "approv", "publish",
        "between", "transmit", "enclos",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

fn widened(given: Date) -> Date {
    let day = |day: jiff::civil::Date| Date::day(day.year(), day.month(), day.day());
    let first = given.earliest().and_then(|first| day(first.saturating_sub(FARTHEST.days())));
    let last = given.latest().and_then(|last| day(last.saturating_add(FARTHEST.days())));
    match (first, last) {
        (Some(first), Some(last)) => Date::interval(first, last).unwrap_or(given),
        _ => given,
    }
}

/// Whether a date lies between the documents before and after, whose dates the words give.
fn is_between(text: &str, given: Date) -> bool {
    // The dates stand in brackets, after titles that can hold others.
    static DATES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\(([^()]*\d[^()]*)\)").expect("a pattern"));
    let brackets = DATES.captures_iter(text).flat_map(|found| named::find(&found[1]));
    let dates: Vec<Date> = brackets.flat_map(|named| named.dates(given)).collect();
    let starts_in_time = dates.iter().any(|date| date.earliest() <= given.latest());
    let ends_in_time = dates.iter().any(|date| date.latest() >= given.earliest());
    dates.is_empty()
        || (starts_in_time || text.contains(": before ")) && (ends_in_time || text.contains(": after "))
}

impl Inferred {
    /// The date, what it rests on, and the words in their places.
    fn show(&self) -> String {
        let Self { place, given, written, basis, source, .. } = self;
        let mut out = format!("\n{place}: {written} rests on {}\n", basis.shown);
        let flat = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = flat.chars().take(120).collect::<String>();
        writeln!(out, "      begins: {title}").expect("a string takes all");
        for words in basis.parts.iter().filter(|part| !part.is_order()).flat_map(|part| &part.quoted) {
            let Some(at) = flat.find(words.as_str()) else { continue };
            let before = flat[..at].chars().rev().take(90).collect::<Vec<_>>().into_iter().rev();
            let after = flat[at + words.len()..].chars().take(60);
            let (before, after) = (before.collect::<String>(), after.collect::<String>());
            writeln!(out, "      …{before}>>{words}<<{after}…").expect("a string takes all");
        }
        if !self.strange.is_empty() || !self.agrees {
            writeln!(out, "      WRONG: {:?}, the days agree with {given}: {}", self.strange, self.agrees)
                .expect("a string takes all");
        }
        out
    }
}

/// The check finds what is wrong: invented pages, with and without slips.
pub fn finds_slips() -> Outcome {
    let source = "1. Report, April 5, 1926\n\nThe lamp was lit on April 4.\n\n  1. Source: Box 3, 1926 April. Drafted on April 9.\n";
    for (shown, given, stands, agrees_with_it) in [
        ("the title: “April 5, 1926”", "1926-04-05", true, true),
        ("the title: “April 5, 1926”", "1926-04-06/1926-05", true, false),
        ("the title: “April 9”", "1926-04-09", false, true),
        ("the text: “April 4”", "1926-04-01/1926-04-05", true, true),
        ("the text: “April 9”", "1926-04-09", false, true),
        ("the source note: “April 9”", "1926-04-05", true, false),
        ("the source note, drafted on: “April 9”", "1926-04-05", true, true),
        ("the source note: “1926 April”; the text: “April 4”", "1926", true, true),
        ("the file number: “611.61/4–526”", "1926-04-05", false, true),
        (
            "the order of the documents: between <a>Document 1</a> (3 April 1926) and B (6 April 1926)",
            "1926-04-05",
            true,
            true,
        ),
        (
            "the order of the documents: between <a>Document 1</a> (3 April 1926) and B (4 April 1926)",
            "1926-04-05",
            true,
            false,
        ),
        ("the order of the documents: after Document 1 (3 April 1926)", "1926-04-02", true, false),
    ] {
        let page = format!("<dt>Date inferred from</dt><dd>{shown}</dd>");
        let basis = Basis::of_page(&page).ok_or("no evidence")?;
        let given = given.parse().map_err(|error| format!("{error}"))?;
        let found = (strange(&basis, "box/d1", source).is_empty(), agrees(&basis, given));
        if found != (stands, agrees_with_it) {
            return Err(format!("{shown}, given as {given}: {found:?}"));
        }
    }
    Ok(String::new())
}
